/* A report to be read and printed: one HTML file with all that it needs, no
 * scripts, nothing fetched. Claims stand by statement, with who says it, who
 * denies it, through whom, in which words and with what grade; then notes,
 * articles, and where asked for the events and the register. */
#include "config.h"

#include "model/day.h"
#include "model/edtf.h"
#include "model/ledger.h"
#include "model/write-claim.h"
#include "model/writer.h"

static const char style[] =
    ":root{--ink:#1c2430;--soft:#5b6675;--rule:#d9dee5;--paper:#fff;"
    "--wash:#f5f7f9;--accent:#1f5a8a;--no:#a3342c;--yes:#2c6e49}"
    "@media screen and (prefers-color-scheme:dark){:root{--ink:#dfe4ea;"
    "--soft:#98a3b1;--rule:#323a45;--paper:#14181d;--wash:#1c2229;"
    "--accent:#7fb4e0;--no:#e58a80;--yes:#7fc4a0}}"
    "*{box-sizing:border-box}html{background:var(--paper);color:var(--ink);"
    "font:17px/1.55 Charter,'Bitstream Charter','Noto Serif','Noto Naskh "
    "Arabic',Georgia,serif;-webkit-text-size-adjust:100%}"
    "body{max-width:46rem;margin:0 auto;padding:3rem 1.25rem 5rem}"
    "h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}"
    "h2{font-size:1.3rem;margin:3.2rem 0 .8rem;padding-bottom:.3rem;"
    "border-bottom:2px solid var(--ink)}"
    "h3{font-size:1.1rem;line-height:1.35;margin:0 0 .25rem}"
    "p{margin:.4rem "
    "0}cite{font-style:normal}.when{white-space:nowrap}a{color:var(--accent);"
    "text-decoration-thickness:1px;"
    "text-underline-offset:.15em;overflow-wrap:anywhere}"
    ".soft,.facts,.when{color:var(--soft)}"
    ".soft,.facts,.when,nav,.side,.grade,.tag,.contested,th{font-family:"
    "system-ui,'Segoe UI','Noto Sans','Noto Sans Arabic',sans-serif;"
    "font-size:.82rem;line-height:1.45}"
    "nav{margin:1.8rem 0 0}nav ol{margin:.3rem 0;padding-inline-start:1.6em}"
    "nav li{margin:.15rem 0}.contested{color:var(--no)}"
    "@media(min-width:44rem),print{.both{display:grid;"
    "grid-template-columns:1fr 1fr;gap:0 1.6rem}}"
    "figure{margin:1.5rem 0;overflow-x:auto;background:#fff;"
    "border:1px solid var(--rule);border-radius:4px}"
    "figure svg{display:block;max-width:100%;height:auto}"
    ".statement{margin:2rem 0;padding-top:1.1rem;"
    "border-top:1px solid var(--rule)}"
    ".statement:first-of-type{border-top:0;padding-top:0}"
    ".side{margin:1rem 0 .2rem;font-weight:600;color:var(--yes)}"
    ".side.no{color:var(--no)}"
    ".said{margin:.5rem 0 1rem;padding-inline-start:1rem;"
    "border-inline-start:3px solid var(--yes)}"
    ".said.no{border-color:var(--no)}"
    ".who{font-weight:600}blockquote{margin:.35rem 0;font-style:normal}"
    "blockquote::before{content:'\\201c'}blockquote::after{content:'\\201d'}"
    ".grade{display:inline-block;min-width:2.1em;padding:0 .4em;"
    "margin-inline-end:.5em;border:1px solid currentColor;"
    "border-radius:3px;text-align:center;font-weight:600}"
    ".tag{display:inline-block;margin-inline-end:.5em;padding:0 .45em;"
    "background:var(--wash);border-radius:3px;color:var(--soft)}"
    ".note{margin:.5rem 0;padding:.5rem .8rem;background:var(--wash);"
    "border-radius:4px;white-space:pre-wrap}"
    ".item{margin:1.2rem 0}ol.plain{list-style:none;margin:0;padding:0}"
    "dl{display:grid;grid-template-columns:max-content 1fr;"
    "gap:.15rem 1rem;margin:.8rem 0}dt{color:var(--soft)}dd{margin:0}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}"
    "th,td{text-align:start;vertical-align:top;padding:.3rem .8rem .3rem 0;"
    "border-bottom:1px solid var(--rule)}th{color:var(--soft)}"
    "td:first-child{white-space:nowrap}"
    "@media print{html{font-size:10.5pt;background:#fff}body{max-width:none;"
    "padding:0}h2,h3,.side,.statement>.soft{"
    "break-after:avoid}"
    ".said,.item,.note,figure,tr{break-inside:avoid}"
    "a{color:inherit;text-decoration:none}@page{margin:2cm}}";

/* Text whose direction goes by its first strong letter. */
static void
tag(struct buf *out, const char *name, const char *class, struct str text)
{
	if (text.len == 0)
		return;
	buf_addf(out, "<%s", name);
	if (class != NULL)
		buf_addf(out, " class=\"%s\"", class);
	buf_puts(out, " dir=\"auto\">");
	xml_text(out, text);
	buf_addf(out, "</%s>\n", name);
}

/* A date for people; what is no EDTF stands as it is. */
static void
date(struct buf *out, struct str text)
{
	struct edtf e;
	struct err why;
	struct buf b = { 0 };

	if (edtf_parse(text, &e, &why))
		edtf_display(&b, &e);
	else
		buf_str(&b, text);
	xml_text(out, buf_view(&b));
	buf_release(&b);
}

/* Only addresses that a click may follow become links. */
static bool
is_web(struct str url)
{
	return str_starts(url, "https://") || str_starts(url, "http://");
}

/* Outlet, date, title as a link. */
static void
where(struct buf *out, const struct article_row *a)
{
	buf_puts(out, "<cite dir=\"auto\">");
	if (is_web(a->url)) {
		buf_puts(out, "<a");
		xml_attr(out, "href", a->url);
		buf_putc(out, '>');
	}
	xml_text(out, a->title);
	buf_puts(out, is_web(a->url) ? "</a></cite>" : "</cite>");
	if (a->outlet.len > 0) {
		buf_puts(out, ", <span dir=\"auto\">");
		xml_text(out, a->outlet);
		buf_puts(out, "</span>");
	}
	if (a->published.len > 0) {
		buf_puts(out, ", <span class=\"when\">");
		date(out, a->published);
		buf_puts(out, "</span>");
	}
}

/* --------------------------------------------------------------- statements */

static void
grade(struct buf *out, struct grade g)
{
	char text[GRADE_TEXT];

	if (g.reliability == '\0' && g.credibility == 0)
		return;
	buf_puts(out, "<span class=\"grade\" title=\"");
	buf_puts(out, reliability_words(g.reliability));
	if (g.reliability != '\0' && g.credibility != 0)
		buf_puts(out, "; ");
	buf_puts(out, credibility_words(g.credibility));
	buf_addf(out, "\">%s</span>", grade_text(g, text));
}

static void
who(struct buf *out, const struct claim *c, const struct article_row *a)
{
	struct str name = claim_source_words(&c->claimant);
	size_t i;

	buf_puts(out, "<span class=\"who\" dir=\"auto\">");
	xml_text(out, name.len > 0        ? name
		      : a->outlet.len > 0 ? a->outlet
					  : str_of("unnamed source"));
	buf_puts(out, "</span>");
	for (i = 0; i < c->n_via; i++) {
		buf_puts(out, i == 0 ? ", through <span dir=\"auto\">"
				     : " and <span dir=\"auto\">");
		xml_text(out, claim_source_words(&c->via[i]));
		buf_puts(out, "</span>");
	}
}

static void
fact(struct buf *out, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_addf(out, " · %s <span dir=\"auto\">", name);
	xml_text(out, value);
	buf_puts(out, "</span>");
}

/* What else is known: one line of small print. */
static void
facts(struct writer *w, const struct claim *c)
{
	struct buf *out = &w->out;
	struct buf figures = { 0 };
	size_t i;

	buf_addf(out, "<p class=\"facts\">%s, %s", modality_name(c->modality),
	    claim_status_name(c->status));
	if (c->happened.len > 0) {
		buf_puts(out, " · happened ");
		date(out, c->happened);
	}
	fact(out, "about", claim_subject_words(c, ", ", &w->arena));
	fact(out, "at", c->place_name);
	fact(out, "event:", c->event_title);
	for (i = 0; i < c->n_figures; i++) {
		buf_puts(&figures, i > 0 ? "; " : "");
		figure_text(&c->figures[i], &figures);
	}
	fact(out, "figures:", buf_view(&figures));
	fact(out, "likelihood:", str_of(likelihood_words(c->likelihood)));
	fact(out, "", str_of(reliability_words(c->grade.reliability)));
	fact(out, "", str_of(credibility_words(c->grade.credibility)));
	fact(out, "because", c->rationale);
	if (c->anchor == ANCHOR_ORPHANED || c->anchor == ANCHOR_AMBIGUOUS)
		fact(out, "passage", str_of(anchor_state_name(c->anchor)));
	buf_puts(out, "</p>\n");
	buf_release(&figures);
}

static void
claim_link(struct buf *out, const struct claim_link *l, bool here)
{
	buf_addf(out, "<p class=\"facts\">%s ",
	    link_kind_said(l->kind, l->from_other));
	if (here)
		buf_addf(out, "<a href=\"#c%lld\">", (long long)l->other);
	buf_addf(out, "claim %lld%s", (long long)l->other, here ? "</a>" : "");
	fact(out, "", l->note);
	buf_puts(out, "</p>\n");
}

static void
said(struct writer *w, const struct out_said *s)
{
	struct buf *out = &w->out;
	const struct claim *c = s->claim;
	size_t i;

	buf_addf(out, "<div class=\"said%s\" id=\"c%lld\">\n<p>",
	    claim_denies(c) ? " no" : "", (long long)c->id);
	grade(out, c->grade);
	who(out, c, s->article);
	buf_puts(out, "</p>\n");
	tag(out, "blockquote", NULL, c->quote);
	buf_puts(out, "<p>");
	where(out, s->article);
	buf_puts(out, "</p>\n");
	facts(w, c);
	for (i = 0; i < c->n_codes; i++)
		tag(out, "span", "tag", c->codes[i]);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < s->n_notes; i++)
		tag(out, "div", "note", s->notes[i].text);
	for (i = 0; i < c->n_links; i++)
		claim_link(out, &c->links[i], s->here[i]);
	buf_puts(out, "</div>\n");
}

static size_t
count(const struct out_statement *s, bool no)
{
	size_t i, n = 0;

	for (i = 0; i < s->n; i++)
		n += claim_denies(s->said[i].claim) == no ? 1 : 0;
	return n;
}

/* One side of it: those who say so, or those who deny it. */
static void
side(struct writer *w, const struct out_statement *s, bool no)
{
	size_t i;

	if (count(s, no) == 0)
		return;
	buf_addf(&w->out, "<div>\n<p class=\"side%s\">%s</p>\n",
	    no ? " no" : "", no ? "Denied by" : "Said by");
	for (i = 0; i < s->n; i++)
		if (claim_denies(s->said[i].claim) == no)
			said(w, &s->said[i]);
	buf_puts(&w->out, "</div>\n");
}

static void
sources(struct buf *out, size_t n, size_t independent, const char *does)
{
	buf_addf(out, "%s by %zu source%s", does, n, n == 1 ? "" : "s");
	if (n > 1 && independent > 0)
		buf_addf(out, " (%zu independent)", independent);
}

/* How it stands, in a line. */
static void
verdict(struct buf *out, const struct out_statement *s)
{
	size_t yes = count(s, false), no = count(s, true);
	char text[GRADE_TEXT];

	if (yes > 0)
		sources(out, yes, s->independent, "said");
	buf_puts(out, yes > 0 && no > 0 ? "; " : "");
	if (no > 0)
		sources(out, no, s->independent_denials, "denied");
	if (s->best.reliability == '\0' && s->best.credibility == 0)
		return;
	buf_addf(out, "; best graded %s", grade_text(s->best, text));
}

/* Where both sides have somebody, they stand side by side. */
static bool
put_statement(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct out_statement *s = out->statement;

	(void)err;
	if (!w->started)
		buf_puts(&w->out, "<h2 id=\"claims\">Claims</h2>\n");
	w->started = true;
	buf_addf(&w->out, "<section class=\"statement\" id=\"s%lld\">\n",
	    (long long)s->said[0].claim->id);
	tag(&w->out, "h3", NULL, s->statement);
	buf_puts(&w->out, "<p class=\"soft\">");
	verdict(&w->out, s);
	buf_addf(&w->out, "</p>\n<div class=\"sides%s\">\n",
	    count(s, false) > 0 && count(s, true) > 0 ? " both" : "");
	side(w, s, false);
	side(w, s, true);
	buf_puts(&w->out, "</div>\n</section>\n");
	return true;
}

/* ------------------------------------------------------------- the contents
 */

static bool
put_entry(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct out_statement *s = out->statement;

	(void)err;
	if (!w->started)
		buf_puts(&w->out, "<nav>\n<p class=\"soft\">What is "
				  "claimed</p>\n<ol>\n");
	w->started = true;
	buf_addf(&w->out, "<li dir=\"auto\"><a href=\"#s%lld\">",
	    (long long)s->said[0].claim->id);
	xml_text(&w->out, s->statement);
	buf_puts(&w->out, "</a> ");
	if (count(s, false) > 0 && count(s, true) > 0)
		buf_puts(&w->out, "<span class=\"contested\">contested"
				  "</span>");
	else if (count(s, true) > 0)
		buf_puts(&w->out, "<span class=\"contested\">denied</span>");
	else if (s->independent > 1)
		buf_addf(&w->out,
		    "<span class=\"soft\">%zu independent sources</span>",
		    s->independent);
	buf_puts(&w->out, "</li>\n");
	return true;
}

/* -------------------------------------------------------- notes and articles
 */

static void
note(struct writer *w, const struct note *n)
{
	if (n->anchor.state != ANCHOR_NONE)
		tag(&w->out, "blockquote", NULL, n->anchor.quote);
	tag(&w->out, "div", "note", n->text);
	buf_puts(&w->out, "<p class=\"soft\">");
	xml_text(&w->out, n->analyst);
	buf_puts(&w->out, ", ");
	xml_text(&w->out, str_slice(stamp(&w->arena, n->updated), 0, 10));
	buf_puts(&w->out, "</p>\n");
}

static bool
put_article(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct out_article *a = out->article;
	size_t i;

	(void)err;
	if (!writer_wants(w, WHAT_ARTICLES) &&
	    (!writer_wants(w, WHAT_NOTES) || a->n_notes == 0))
		return true;
	if (!w->started)
		buf_puts(&w->out, "<h2 id=\"articles\">Articles</h2>\n");
	w->started = true;
	buf_puts(&w->out, "<div class=\"item\"><p>");
	where(&w->out, &a->article->row);
	buf_puts(&w->out, "</p>\n");
	for (i = 0; i < a->n_codes; i++)
		tag(&w->out, "span", "tag", a->codes[i].name);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < a->n_notes; i++)
		note(w, &a->notes[i]);
	buf_puts(&w->out, "</div>\n");
	writer_lost(w, "text|texts", 1);
	return true;
}

static bool
put_note(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;

	(void)err;
	if (!w->started)
		buf_puts(&w->out,
		    "<h2 id=\"notes\">Notes on names and events</h2>\n");
	w->started = true;
	buf_puts(&w->out, "<div class=\"item\"><p class=\"soft\">on ");
	xml_text(&w->out, out->note->name);
	buf_puts(&w->out, "</p>\n");
	note(w, out->note->note);
	buf_puts(&w->out, "</div>\n");
	return true;
}

/* -------------------------------------------------------- events and register
 */

static bool
put_event(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct out_event *e = out->event;
	size_t i;

	(void)err;
	if (!w->started)
		buf_puts(&w->out,
		    "<h2 id=\"events\">Events</h2>\n<table><tr><th>When</th>"
		    "<th>What</th></tr>\n");
	w->started = true;
	buf_puts(&w->out, "<tr><td>");
	date(&w->out, e->event->date);
	buf_puts(&w->out, "</td><td>");
	tag(&w->out, "div", NULL, e->event->title);
	buf_puts(&w->out, "<div class=\"soft\">");
	for (i = 0; i < e->n_parties; i++) {
		buf_puts(&w->out, i > 0 ? ", " : "");
		xml_text(&w->out, e->parties[i].name);
	}
	buf_puts(&w->out, "</div>");
	tag(&w->out, "div", "soft", e->event->note);
	buf_puts(&w->out, "</td></tr>\n");
	return true;
}

static bool
put_entity(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct out_entity *e = out->entity;
	size_t i;

	(void)err;
	if (!w->started)
		buf_puts(&w->out,
		    "<h2 id=\"register\">Register</h2>\n<table><tr><th>Name"
		    "</th><th>Known as</th></tr>\n");
	w->started = true;
	buf_puts(&w->out, "<tr><td>");
	xml_text(&w->out, e->entity->name);
	buf_addf(&w->out, "<div class=\"soft\">%s</div></td><td>",
	    entity_kind_name(e->entity->kind));
	for (i = 0; i < e->n_aliases; i++) {
		buf_puts(&w->out,
		    i > 0 ? "; <span dir=\"auto\">" : "<span dir=\"auto\">");
		xml_text(&w->out, e->aliases[i].text);
		buf_puts(&w->out, "</span>");
	}
	tag(&w->out, "div", "soft", e->entity->role);
	tag(&w->out, "div", "soft", e->entity->note);
	buf_puts(&w->out, "</td></tr>\n");
	return true;
}

/* ------------------------------------------------------------------- the page
 */

/* A part of the page, with its heading only if there is something in it. */
static bool
part(struct writer *w, unsigned what, enum out_kind kind, out_put *put,
    const char *end, struct err *err)
{
	w->started = false;
	if (!writer_wants(w, what))
		return true;
	if (!writer_each(w, kind, put, err))
		return false;
	if (w->started)
		buf_puts(&w->out, end);
	return true;
}

/* What the letters and digits mean, for whoever was never told. */
static void
legend(struct buf *out)
{
	static const char letters[] = "ABCDEF";
	int i;

	buf_puts(out, "<h2 id=\"grades\">Grades</h2>\n<p class=\"soft\">A "
		      "letter for the source");
	for (i = 0; letters[i] != '\0'; i++)
		buf_addf(out, "%s %c %s", i > 0 ? "," : ":", letters[i],
		    reliability_words(letters[i]));
	buf_puts(out, "; a digit for what it says");
	for (i = 1; i <= 6; i++)
		buf_addf(out, "%s %d %s", i > 1 ? "," : ":", i,
		    credibility_words(i));
	buf_puts(out, ". Sources count as independent unless one repeats the "
		      "other, has the same text, or began with the same named "
		      "person.</p>\n");
}

static void
head(struct writer *w)
{
	const struct out_source *s = w->source;
	struct buf *out = &w->out;

	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
		      "charset=\"utf-8\">\n<meta name=\"viewport\" "
		      "content=\"width=device-width, initial-scale=1\">\n<meta "
		      "name=\"color-scheme\" content=\"light dark\">\n<title>");
	xml_text(out, s->title);
	buf_addf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
	tag(out, "h1", NULL,
	    s->query.len > 0 ? s->query
			     : arena_printf(&w->arena, "Report from %.*s",
				   (int)s->title.len, s->title.p));
	buf_puts(out, "<p class=\"soft\">");
	if (s->query.len > 0) {
		buf_puts(out, "What the query finds in <span dir=\"auto\">");
		xml_text(out, s->title);
		buf_puts(out, "</span>. ");
	}
	buf_puts(out, "Written ");
	day_text(out, s->now / 86400);
	if (s->analyst.len > 0) {
		buf_puts(out, " by ");
		xml_text(out, s->analyst);
	}
	buf_puts(out, ".</p>\n");
}

static void
picture(struct writer *w)
{
	if (w->source->picture.len == 0)
		return;
	buf_puts(&w->out, "<figure>\n");
	buf_str(&w->out, w->source->picture);
	buf_puts(&w->out, "</figure>\n");
}

static bool
write_page(struct writer *w, struct err *err)
{
	bool claims;

	head(w);
	if (!part(w, WHAT_CLAIMS, OUT_STATEMENT, put_entry, "</ol>\n</nav>\n",
		err))
		return false;
	claims = w->started;
	picture(w);
	if (!part(w, WHAT_CLAIMS, OUT_STATEMENT, put_statement, "", err) ||
	    !part(w, WHAT_ARTICLES | WHAT_NOTES, OUT_ARTICLE, put_article, "",
		err) ||
	    !part(w, WHAT_NOTES, OUT_NOTE, put_note, "", err) ||
	    !part(w, WHAT_EVENTS, OUT_EVENT, put_event, "</table>\n", err) ||
	    !part(w, WHAT_ENTITIES, OUT_ENTITY, put_entity, "</table>\n", err))
		return false;
	if (claims)
		legend(&w->out);
	buf_puts(&w->out, "</body>\n</html>\n");
	return true;
}

const struct writer_format write_html = {
	.name = "html",
	.ending = "html",
	.help = "a report to read and print",
	.what = WHAT_ALL,
	.usual = WHAT_ARTICLES | WHAT_CLAIMS | WHAT_NOTES,
	.passes = 2,
	.picture = true,
	.write = write_page,
};
