/* BibTeX (as biblatex reads it: @online with date and urldate) and RIS (type
 * NEWS), the references of articles. */
#include "config.h"

#include "model/edtf.h"
#include "model/writer.h"

/* What TeX would obey, escaped. */
static void
tex_text(struct buf *out, struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '\\')
			buf_puts(out, "\\textbackslash{}");
		else if (s.p[i] == '~')
			buf_puts(out, "\\textasciitilde{}");
		else if (s.p[i] == '^')
			buf_puts(out, "\\textasciicircum{}");
		else if (s.p[i] == '\n' || s.p[i] == '\r')
			buf_putc(out, ' ');
		else {
			if (memchr("{}$&#_%", s.p[i], 7) != NULL)
				buf_putc(out, '\\');
			buf_putc(out, s.p[i]);
		}
	}
}

static void
bib_field(struct buf *out, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_addf(out, ",\n  %s = {", name);
	tex_text(out, value);
	buf_putc(out, '}');
}

/* Braces twice: an outlet or agency is one name, not surname and first name. */
static void
bib_author(struct buf *out, struct str author)
{
	if (author.len == 0)
		return;
	buf_puts(out, ",\n  author = {{");
	tex_text(out, author);
	buf_puts(out, "}}");
}

/* An address stands as it is; only a brace would end it. */
static void
bib_url(struct buf *out, struct str url)
{
	size_t i;

	if (url.len == 0)
		return;
	buf_puts(out, ",\n  url = {");
	for (i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (c == '{' || c == '}' || c == '\\' || c <= ' ')
			buf_addf(out, "%%%02X", c);
		else
			buf_putc(out, url.p[i]);
	}
	buf_putc(out, '}');
}

/* The day of a date as far as it is known: 2017-01-17, 2017-01, 2017; what is
 * less plain stays EDTF, which biblatex reads. Without a time of day. */
static struct str
plain_date(struct str published)
{
	size_t t = str_find(published, str_of("T"), 0);

	return t == SIZE_MAX ? published : str_slice(published, 0, t);
}

static void
lose_what_stands_in(struct writer *w, const struct out_article *a)
{
	size_t i;

	for (i = 0; i < a->n_notes; i++)
		writer_lost(w,
		    a->notes[i].anchor.state == ANCHOR_NONE
			? "note on an article|notes on articles"
			: "note on a passage|notes on passages",
		    1);
	writer_lost(w, "text|texts", 1);
}

static void
bib_keywords(struct buf *out, const struct out_article *a)
{
	size_t i;

	for (i = 0; i < a->n_codes; i++) {
		buf_puts(out, i == 0 ? ",\n  keywords = {" : ", ");
		tex_text(out, a->codes[i].name);
	}
	if (a->n_codes > 0)
		buf_putc(out, '}');
}

static bool
bib_article(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct article *a = out->article->article;
	struct str when = stamp(&w->arena, a->row.imported);

	(void)err;
	/* The key is the same for ever, and no other has it: the 62 random bits
	 * at the end of the identifier, of which the beginning is a time. */
	buf_puts(&w->out, "@online{mirsad-");
	buf_str(&w->out, str_slice(a->uuid, 19, 36));
	bib_author(&w->out, a->author);
	bib_field(&w->out, "title", a->row.title);
	bib_field(&w->out, "organization", a->row.outlet);
	bib_field(&w->out, "date", plain_date(a->row.published));
	bib_url(&w->out, a->row.url);
	bib_field(&w->out, "urldate", str_slice(when, 0, 10));
	bib_field(&w->out, "langid", a->row.language);
	bib_field(
	    &w->out, "note", a->row.url.len == 0 ? a->origin : str_of(""));
	bib_keywords(&w->out, out->article);
	buf_puts(&w->out, "\n}\n\n");
	lose_what_stands_in(w, out->article);
	return true;
}

static bool
bib_write(struct writer *w, struct err *err)
{
	return writer_each(w, OUT_ARTICLE, bib_article, err);
}

/* One line: the tag, two blanks, a hyphen, a blank; CR LF. */
static void
ris_line(struct buf *out, const char *tag, struct str value)
{
	size_t i;

	if (value.len == 0)
		return;
	buf_addf(out, "%s  - ", tag);
	for (i = 0; i < value.len; i++)
		buf_putc(out, value.p[i] == '\n' || value.p[i] == '\r'
				  ? ' '
				  : value.p[i]);
	buf_puts(out, "\r\n");
}

/* "2017/01/17/", "2017//" and so on: year, month, day, other. */
static void
ris_date(struct writer *w, struct str published)
{
	struct edtf e = { 0 };
	struct err why;
	const struct edtf_date *d = &e.item[0].from;
	bool known = edtf_parse(plain_date(published), &e, &why) &&
		     e.kind == EDTF_DATE && d->year > 0 && d->year <= 9999 &&
		     (d->year_x | d->month_x | d->day_x) == 0 &&
		     d->precision != EDTF_SEASON;
	struct buf b = { 0 };

	if (!known) {
		if (published.len > 0)
			ris_line(&w->out, "N1", published);
		return;
	}
	buf_addf(&b, "%04d/", (int)d->year);
	if (d->precision >= EDTF_MONTH)
		buf_addf(&b, "%02d", d->month);
	buf_putc(&b, '/');
	if (d->precision >= EDTF_DAY)
		buf_addf(&b, "%02d", d->day);
	buf_puts(&b, "/");
	ris_line(&w->out, "DA", buf_view(&b));
	ris_line(&w->out, "PY", str_slice(buf_view(&b), 0, 4));
	buf_release(&b);
}

static bool
ris_article(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct article *a = out->article->article;
	struct str when = stamp(&w->arena, a->row.imported);
	size_t i;

	(void)err;
	ris_line(&w->out, "TY", str_of("NEWS"));
	ris_line(&w->out, "ID", a->uuid);
	ris_line(&w->out, "TI", a->row.title);
	ris_line(&w->out, "AU", a->author);
	ris_line(&w->out, "T2", a->row.outlet);
	ris_date(w, a->row.published);
	ris_line(&w->out, "UR", a->row.url);
	ris_line(&w->out, "Y2",
	    arena_printf(
		&w->arena, "%.4s/%.2s/%.2s/", when.p, when.p + 5, when.p + 8));
	ris_line(&w->out, "LA", a->row.language);
	for (i = 0; i < out->article->n_codes; i++)
		ris_line(&w->out, "KW", out->article->codes[i].name);
	/* RIS has a place for notes, but none for where they stand. */
	for (i = 0; i < out->article->n_notes; i++) {
		ris_line(&w->out, "RN", out->article->notes[i].text);
		if (out->article->notes[i].anchor.state != ANCHOR_NONE)
			writer_lost(
			    w, "passage of a note|passages of notes", 1);
	}
	ris_line(&w->out, "ER", str_of(" "));
	writer_lost(w, "text|texts", 1);
	return true;
}

static bool
ris_write(struct writer *w, struct err *err)
{
	return writer_each(w, OUT_ARTICLE, ris_article, err);
}

const struct writer_format write_bibtex = {
	.name = "bibtex",
	.ending = "bib",
	.help = "references for LaTeX",
	.what = WHAT_ARTICLES,
	.passes = 1,
	.write = bib_write,
};

const struct writer_format write_ris = {
	.name = "ris",
	.ending = "ris",
	.help = "references for Zotero and the like",
	.what = WHAT_ARTICLES,
	.passes = 1,
	.write = ris_write,
};
