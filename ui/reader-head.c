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
		{ "tr", "Turkish" }, { "he", "Hebrew" }, { "fa", "Persian" },
		{ "zh", "Chinese" }, { "ja", "Japanese" }, { "ko", "Korean" },
		{ "pt", "Portuguese" }, { "nl", "Dutch" }, { "el", "Greek" },
		{ "pl", "Polish" }, { "sv", "Swedish" }, { "uk", "Ukrainian" },
		{ "ur", "Urdu" }, { "hi", "Hindi" }, { "am", "Amharic" } };

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

/* "Sample Gazette, 17 Jan 2017", isolated as above. */
static void
put_source(
    struct buf *out, struct str outlet, struct str published, int64_t day)
{
	struct when when;

	buf_puts(out, "\xe2\x81\xa8");
	buf_str(out, outlet.len > 0 ? outlet : str_of("no outlet"));
	buf_puts(out, "\xe2\x81\xa9");
	if (when_parse(published, &when) || day != INT64_MIN) {
		if (published.len == 0)
			when = when_of_day(day);
		buf_puts(out, ", ");
		when_full(out, when);
	}
}

static void
put_copy(struct buf *out, const struct copy *c)
{
	put_source(out, c->outlet, c->published, c->published_day);
	buf_addf(out, " (%s", copy_kind_name(c->kind));
	if (c->kind == COPY_NEAR)
		buf_addf(out, " %.0f %%", c->similarity * 100);
	buf_putc(out, ')');
}

/* What it stands under, else what has other figures, else the most alike that
 * comes before it; NULL: it is the first. */
static const struct copy *
original(const struct copy *copies, size_t n)
{
	const struct copy *best = NULL;

	for (size_t i = 0; i < n; i++) {
		if (copies[i].under)
			return &copies[i];
		if (copies[i].earlier &&
		    (best == NULL || (copies[i].figures && !best->figures)))
			best = &copies[i];
	}
	return best;
}

enum { NAMED = 3 /* later ones that are told by name */ };

static void
put_later(struct buf *out, const struct copy *copies, size_t n)
{
	for (size_t i = 0; i < n && i < NAMED; i++) {
		buf_puts(out, i > 0 ? "; " : "\xe2\x89\x88 copied by "); /* ≈ */
		put_copy(out, &copies[i]);
	}
	if (n > NAMED)
		buf_addf(out, "; %zu more", n - NAMED);
}

void
reader_copies(struct buf *out, const struct copy *copies, size_t n)
{
	const struct copy *first = original(copies, n);

	buf_reset(out);
	if (first == NULL) {
		put_later(out, copies, n);
		return;
	}
	buf_puts(out, first->figures
			  ? "\xe2\x89\xa0 other figures than " /* ≠ */
			  : "\xe2\x89\x88 copy of ");
	put_copy(out, first);
	if (n > 1)
		buf_addf(
		    out, "; %zu other %s", n - 1, n == 2 ? "copy" : "copies");
}

static void
put_figures(struct buf *out, const struct comparison *c, struct str here,
    struct str there)
{
	enum { TOLD = 4 };

	for (size_t i = 0; i < c->n_figures && i < TOLD; i++) {
		buf_puts(out, i == 0 ? ". Figures: " : ", ");
		buf_str(out, str_slice(here, c->figures[i].here.from,
				 c->figures[i].here.to));
		buf_puts(out, " (there ");
		buf_str(out, str_slice(there, c->figures[i].there.from,
				 c->figures[i].there.to));
		buf_putc(out, ')');
	}
	if (c->n_figures > TOLD)
		buf_addf(out, " and %zu more", c->n_figures - TOLD);
}

void
reader_differences(struct buf *out, const struct comparison *c,
    const struct article *here, const struct article *there)
{
	size_t edited = 0, alone = 0;

	for (size_t i = 0; i < c->n; i++) {
		alone += c->list[i].kin == KIN_ALONE;
		edited += c->list[i].kin == KIN_EDITED ||
			  c->list[i].kin == KIN_FIGURES;
	}
	buf_puts(out, "Beside ");
	put_source(out, there->row.outlet, there->row.published,
	    there->row.published_day);
	if (edited + alone + c->missing == 0)
		buf_puts(out, ": every sentence is the same");
	else
		buf_addf(out,
		    ": %zu sentence%s otherwise, %zu only here, "
		    "%zu only there",
		    edited, edited == 1 ? "" : "s", alone, c->missing);
	put_figures(out, c, here->text, there->text);
}

void
reader_codes(struct buf *out, const struct str *codes, size_t n)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s#%.*s", i > 0 ? " " : "", (int)codes[i].len,
		    codes[i].p);
	item(out, buf_view(&b));
	buf_release(&b);
}

/* Bytes that may begin a character which is not drawn: a cheap look, so that
 * clean paragraphs cost nothing. */
static bool
is_suspicious(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c >= 0x20 && c < 0x7f)
			continue;
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

/* How many characters of a text are not drawn as themselves. */
static unsigned
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
