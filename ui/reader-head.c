#include "config.h"

#include "ui/reader-head.h"

#include "ui/when.h"

/* U+00B7 between blanks; U+200E and the isolates keep a right-to-left name of
 * an outlet from turning the whole line round. */
static void
item(struct buf *out, struct str s)
{
	if (s.len == 0)
		return;
	buf_puts(out, out->len == 0 ? "\xe2\x80\x8e" : " \xc2\xb7 ");
	buf_puts(out, "\xe2\x81\xa8");
	buf_str(out, s);
	buf_puts(out, "\xe2\x81\xa9");
}

/* A sign or word before or after a number: "412 words". */
static void
item_n(struct buf *out, const char *before, unsigned n, const char *after)
{
	char text[48];

	snprintf(text, sizeof text, "%s%u%s", before, n, after);
	item(out, str_of(text));
}

/* What is known of the date; its own words where they are no date. */
static void
item_date(struct buf *out, const struct article_row *r)
{
	struct buf date = { 0 };
	struct when when;

	if (when_parse(r->published, &when))
		when_full(&date, when);
	else
		buf_str(&date, r->published);
	if (r->published.len > 4 &&
	    (str_ends(r->published, "?") || str_ends(r->published, "~")))
		buf_puts(&date, " (uncertain)");
	item(out, date.len > 0 ? buf_view(&date) : str_of("no date"));
	buf_release(&date);
}

/* What a two-letter code of a language stands for. */
static struct str
language_name(struct str code)
{
	static const char *const names[][2] = { { "en", "English" },
		{ "ar", "Arabic" }, { "fr", "French" }, { "it", "Italian" },
		{ "de", "German" }, { "es", "Spanish" }, { "ru", "Russian" },
		{ "tr", "Turkish" }, { "he", "Hebrew" }, { "fa", "Persian" } };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (str_is(str_slice(code, 0, 2), names[i][0]))
			return str_of(names[i][1]);
	return code;
}

void
reader_meta(struct buf *out, const struct article *a)
{
	const struct article_row *r = &a->row;

	buf_reset(out);
	item(out, r->outlet);
	item(out, a->author);
	item_date(out, r);
	item_n(out, "", r->words, r->words == 1 ? " word" : " words");
	if (r->copies > 0)
		item_n(out, "\xe2\x89\x88", r->copies,
		    r->copies == 1 ? " copy" : " copies");
	if (!str_is(r->language, "en"))
		item(out, language_name(r->language));
	if (a->version > 1)
		item_n(out, "version ", (unsigned)a->version, "");
	if (r->state == ARTICLE_DISMISSED)
		item(out, str_of("dismissed"));
	else if (r->state == ARTICLE_DONE)
		item(out, str_of("done"));
	if (r->flagged)
		item(out, str_of("flagged"));
}

/* Bytes that may begin a character which is not drawn: a cheap look, so that
 * clean paragraphs cost nothing. */
static bool
is_suspicious(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char d = i + 1 < s.len ? (unsigned char)s.p[i + 1] : 0;
		unsigned char e = i + 2 < s.len ? (unsigned char)s.p[i + 2] : 0;

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return true;
		if (c == 0xc2 && (d < 0xa0 || d == 0xad))
			return true;
		if (c == 0xe2 &&
		    ((d == 0x80 && ((e >= 0x8b && e <= 0x8f) || e >= 0xaa)) ||
			d == 0x81))
			return true;
		if (c == 0xd8 || c == 0xe1 || c == 0xef || c == 0xf3 ||
		    c == 0xf0)
			return true;
	}
	return false;
}

unsigned
reader_hidden(struct str text)
{
	struct arena arena = { 0 };
	struct str rest = text, par;
	unsigned n = 0;

	while (str_split(&rest, '\n', &par)) {
		if (!is_suspicious(par))
			continue;
		n += cells_line(&arena, par,
		    (struct span){ 0, (uint32_t)par.len }, BIDI_OFF, false)
			 .hidden;
		arena_reset(&arena);
	}
	arena_release(&arena);
	return n;
}

void
reader_warn(struct buf *out, const struct article *a)
{
	unsigned n = reader_hidden(a->row.title) + reader_hidden(a->text);

	buf_reset(out);
	if (n > 0)
		buf_addf(out, "\xe2\x9a\xa0 %u hidden character%s", n,
		    n == 1 ? "" : "s");
	if (a->repaired.len > 0)
		buf_addf(out, "%s%.*s", n > 0 ? ", " : "\xe2\x9a\xa0 ",
		    (int)a->repaired.len, a->repaired.p);
}
