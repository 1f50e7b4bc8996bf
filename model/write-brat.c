/* brat standoff: a ZIP of a text and its annotations for each article, and of
 * annotation.conf. Offsets are code points. A passage that goes over line ends
 * or tabs is written as fragments, since brat knows no other.
 *
 * A claim is an event Attribution at its cue (where there is none, at its
 * content) of a Content, a Cue, a Source; its fields are attributes. */
#include "config.h"

#include "model/write-claim.h"
#include "model/writer.h"
#include "model/zip-out.h"

struct brat {
	struct writer *w;
	struct zip *zip;
	struct points points;
	int text, event, attribute, norm, relation, comment; /* counters */
};

static const char *const kinds[ENTITY_KINDS] = {
	[ENTITY_PERSON] = "Person",
	[ENTITY_FACTION] = "Faction",
	[ENTITY_PLACE] = "Place",
	[ENTITY_OUTLET] = "Outlet",
	[ENTITY_OTHER] = "Name",
};
static const char *const roles[SPAN_ROLES] = {
	[SPAN_CONTENT] = "Content",
	[SPAN_CUE] = "Cue",
	[SPAN_SOURCE] = "Source",
	[SPAN_ADDRESSEE] = "Addressee",
};

/* What ends a line for brat, which reads files as Python does, and the tab that
 * ends a column: so many bytes, 0 for all else. */
static size_t
is_break(struct str s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at];

	if ((c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1e))
		return 1;
	if (str_starts(str_slice(s, at, s.len), "\xc2\x85")) /* U+0085 */
		return 2;
	return str_starts(str_slice(s, at, s.len), "\xe2\x80\xa8") ||
		       str_starts(str_slice(s, at, s.len), "\xe2\x80\xa9")
		   ? 3 /* U+2028, U+2029 */
		   : 0;
}

/* Foreign text on one line. */
static void
line_text(struct buf *out, struct str s)
{
	size_t i = 0, n;

	while (i < s.len) {
		n = is_break(s, i);
		buf_putc(out, n > 0 ? ' ' : s.p[i]);
		i += n > 0 ? n : 1;
	}
}

/* The next part of a span that lies on one line; false at its end. */
static bool
fragment(struct str text, struct span *rest, struct span *part)
{
	struct str s = str_slice(text, 0, rest->to);
	size_t n;

	while (rest->from < rest->to && (n = is_break(s, rest->from)) > 0)
		rest->from += (uint32_t)n;
	part->from = part->to = rest->from;
	while (part->to < rest->to && is_break(s, part->to) == 0)
		part->to++;
	rest->from = part->to;
	return part->to > part->from;
}

/* "T1	Type 0 5;6 9	words"; the number of the T. */
static int
passage(struct brat *b, struct str text, const char *type, struct span span)
{
	struct buf *out = &b->w->out;
	struct span rest = span, part;
	bool first = true;

	buf_addf(out, "T%d\t%s ", ++b->text, type);
	while (fragment(text, &rest, &part)) {
		size_t from = points_at(&b->points, part.from);

		buf_addf(out, "%s%zu %zu", first ? "" : ";", from,
		    points_at(&b->points, part.to));
		first = false;
	}
	buf_putc(out, '\t');
	for (first = true, rest = span; fragment(text, &rest, &part);
	     first = false) {
		buf_puts(out, first ? "" : " ");
		buf_str(out, str_slice(text, part.from, part.to));
	}
	buf_putc(out, '\n');
	return b->text;
}

static void
comment(struct brat *b, char kind, int number, struct str text)
{
	if (text.len == 0)
		return;
	buf_addf(&b->w->out, "#%d\tAnnotatorNotes %c%d\t", ++b->comment, kind,
	    number);
	line_text(&b->w->out, text);
	buf_putc(&b->w->out, '\n');
}

static void
mention(struct brat *b, struct str text, const struct out_mention *m)
{
	int t = passage(b, text, kinds[m->kind], m->span);

	buf_addf(&b->w->out, "N%d\tReference T%d mirsad:", ++b->norm, t);
	line_text(&b->w->out, m->key);
	buf_putc(&b->w->out, '\t');
	line_text(&b->w->out, m->name);
	buf_putc(&b->w->out, '\n');
}

/* --------------------------------------------------------------- the claims */

static void
attribute(struct brat *b, const char *name, int event, struct str value)
{
	if (value.len == 0)
		return;
	buf_addf(&b->w->out, "A%d\t%s E%d %.*s\n", ++b->attribute, name, event,
	    (int)value.len, value.p);
}

static void
attributes(struct brat *b, const struct claim *c, int event)
{
	char number[2] = { (char)('0' + c->grade.credibility), '\0' };

	attribute(b, "Modality", event, str_of(modality_name(c->modality)));
	attribute(b, "Polarity", event, str_of(polarity_name(c->polarity)));
	attribute(b, "Status", event, str_of(claim_status_name(c->status)));
	attribute(b, "Reliability", event,
	    (struct str){
		&c->grade.reliability, c->grade.reliability != '\0' ? 1 : 0 });
	attribute(b, "Credibility", event,
	    str_of(c->grade.credibility != 0 ? number : ""));
}

/* What brat has no attribute for, as a comment of one line. */
static void
remarks(struct brat *b, const struct out_claim *oc, int event)
{
	const struct claim *c = oc->claim;
	struct arena *arena = &b->w->arena;
	struct str who = claim_source_words(&c->claimant);
	struct str via = claim_via_words(c, arena);
	struct str about = claim_subject_words(c, ", ", arena);
	struct buf s = { 0 };
	size_t i;

	buf_str(&s, c->statement);
	if (who.len > 0)
		buf_addf(&s, " · by %.*s", (int)who.len, who.p);
	if (via.len > 0)
		buf_addf(&s, " · through %.*s", (int)via.len, via.p);
	if (about.len > 0)
		buf_addf(&s, " · about %.*s", (int)about.len, about.p);
	if (c->happened.len > 0)
		buf_addf(
		    &s, " · when %.*s", (int)c->happened.len, c->happened.p);
	for (i = 0; i < c->n_codes; i++)
		buf_addf(&s, "%s%.*s", i == 0 ? " · codes " : ", ",
		    (int)c->codes[i].len, c->codes[i].p);
	comment(b, 'E', event, buf_view(&s));
	buf_release(&s);
	for (i = 0; writer_wants(b->w, WHAT_NOTES) && i < oc->n_notes; i++)
		comment(b, 'E', event, oc->notes[i].text);
}

/* Where the trigger stands: the cue, else the content. */
static const struct claim_span *
trigger(const struct claim *c)
{
	const struct claim_span *s = claim_span_of(c, SPAN_CUE);

	if (s == NULL || s->anchor.state == ANCHOR_ORPHANED)
		s = claim_span_of(c, SPAN_CONTENT);
	return s == NULL || s->anchor.state == ANCHOR_ORPHANED ? NULL : s;
}

static void
claim(struct brat *b, struct str text, const struct out_claim *oc)
{
	const struct claim *c = oc->claim;
	const struct claim_span *at = trigger(c);
	struct buf args = { 0 };
	int counts[SPAN_ROLES] = { 0 }, t;
	size_t i;

	if (at == NULL) {
		writer_lost(b->w, "orphaned claim|orphaned claims", 1);
		b->event++;
		return;
	}
	for (i = 0; i < c->n_spans; i++) {
		enum span_role role = c->spans[i].role;

		if (c->spans[i].anchor.state == ANCHOR_ORPHANED)
			continue;
		t = passage(b, text, roles[role], c->spans[i].anchor.span);
		buf_addf(&args, " %s", roles[role]);
		if (++counts[role] > 1)
			buf_addf(&args, "%d", counts[role]);
		buf_addf(&args, ":T%d", t);
	}
	t = passage(b, text, "Attribution", at->anchor.span);
	buf_addf(&b->w->out, "E%d\tAttribution:T%d%s\n", ++b->event, t, args.p);
	attributes(b, c, b->event);
	remarks(b, oc, b->event);
	buf_release(&args);
}

/* The number of the event of a claim of this article, 0 if it is none. */
static int
event_of(const struct out_article *a, struct str uuid)
{
	size_t i;

	for (i = 0; i < a->n_claims; i++)
		if (str_eq(a->claims[i].claim->uuid, uuid))
			return trigger(a->claims[i].claim) != NULL ? (int)i + 1
								   : 0;
	return 0;
}

static void
links(struct brat *b, const struct out_article *a)
{
	size_t i, k;

	for (i = 0; i < a->n_claims; i++) {
		const struct claim *c = a->claims[i].claim;

		for (k = 0; k < c->n_links; k++) {
			int to = event_of(a, a->claims[i].others[k]);

			if (c->links[k].from_other)
				continue;
			if (to == 0 || trigger(c) == NULL)
				writer_lost(b->w,
				    "link between articles|links between "
				    "articles",
				    1);
			else
				buf_addf(&b->w->out,
				    "R%d\t%s Arg1:E%d Arg2:E%d\n",
				    ++b->relation,
				    link_kind_name(c->links[k].kind),
				    (int)i + 1, to);
		}
	}
}

/* -------------------------------------------------------------- the articles
 */

static void
note(struct brat *b, struct str text, const struct note *n)
{
	if (n->anchor.state == ANCHOR_NONE ||
	    n->anchor.state == ANCHOR_ORPHANED)
		writer_lost(b->w,
		    "note without a passage|notes without a "
		    "passage",
		    1);
	else
		comment(
		    b, 'T', passage(b, text, "Note", n->anchor.span), n->text);
}

static void
annotations(struct brat *b, const struct out_article *a)
{
	struct str text = a->article->text;
	size_t i;

	b->points = (struct points){ .text = text };
	b->text = b->event = b->attribute = b->norm = b->relation = b->comment =
	    0;
	for (i = 0; writer_wants(b->w, WHAT_ENTITIES) && i < a->n_mentions; i++)
		mention(b, text, &a->mentions[i]);
	for (i = 0; writer_wants(b->w, WHAT_CLAIMS) && i < a->n_claims; i++)
		claim(b, text, &a->claims[i]);
	if (writer_wants(b->w, WHAT_CLAIMS))
		links(b, a);
	for (i = 0; writer_wants(b->w, WHAT_NOTES) && i < a->n_notes; i++)
		note(b, text, &a->notes[i]);
}

static bool
put_article(void *arg, const struct out *out, struct err *err)
{
	struct brat *b = arg;
	struct writer *w = b->w;
	const struct article *a = out->article->article;

	arena_reset(&w->arena);
	if (!zip_file(b->zip,
		arena_printf(&w->arena, "%lld.txt", (long long)a->row.id).p,
		(int64_t)a->text.len, err))
		return false;
	buf_str(&w->out, a->text);
	if (!zip_file(b->zip,
		arena_printf(&w->arena, "%lld.ann", (long long)a->row.id).p, -1,
		err))
		return false;
	annotations(b, out->article);
	writer_lost(
	    w, "code of an article|codes of articles", out->article->n_codes);
	writer_lost(w,
	    "headline, outlet and date of an article|headlines, "
	    "outlets and dates of articles",
	    1);
	return true;
}

static void
configuration(struct buf *out)
{
	size_t i;

	buf_puts(out, "[entities]\n");
	for (i = 0; i < ENTITY_KINDS; i++)
		buf_addf(out, "%s\n", kinds[i]);
	for (i = 0; i < SPAN_ROLES; i++)
		buf_addf(out, "%s\n", roles[i]);
	buf_puts(out, "Note\n\n[relations]\n");
	for (i = 0; i < LINK_KINDS; i++)
		buf_addf(out, "%s\tArg1:Attribution, Arg2:Attribution\n",
		    link_kind_name((enum link_kind)i));
	buf_puts(out,
	    "\n[events]\n"
	    "Attribution\tContent+:Content, Cue*:Cue, Source*:Source, "
	    "Addressee*:Addressee\n\n"
	    "[attributes]\nReliability\tArg:<EVENT>, Value:A|B|C|D|E|F\n"
	    "Credibility\tArg:<EVENT>, Value:1|2|3|4|5|6\n"
	    "Modality\tArg:<EVENT>, Value:");
	for (i = 0; i < MODALITIES; i++)
		buf_addf(out, "%s%s", i > 0 ? "|" : "",
		    modality_name((enum modality)i));
	buf_puts(out, "\nPolarity\tArg:<EVENT>, Value:");
	for (i = 0; i < POLARITIES; i++)
		buf_addf(out, "%s%s", i > 0 ? "|" : "",
		    polarity_name((enum polarity)i));
	buf_puts(out, "\nStatus\tArg:<EVENT>, Value:");
	for (i = 0; i < CLAIM_STATUSES; i++)
		buf_addf(out, "%s%s", i > 0 ? "|" : "",
		    claim_status_name((enum claim_status)i));
	buf_putc(out, '\n');
}

static bool
losses(struct writer *w, struct err *err)
{
	return (!writer_wants(w, WHAT_NOTES) ||
		   writer_lose(w, OUT_NOTE,
		       "note without a passage|notes without a passage",
		       err)) &&
	       (!writer_wants(w, WHAT_ENTITIES) ||
		   writer_lose(w, OUT_RELATION, "relation|relations", err)) &&
	       (!writer_wants(w, WHAT_EVENTS) ||
		   writer_lose(w, OUT_EVENT, "event|events", err));
}

static bool
write_folder(struct writer *w, struct err *err)
{
	struct brat b = { .w = w, .zip = zip_open(w) };
	bool good = zip_file(b.zip, "annotation.conf", -1, err);

	if (good)
		configuration(&w->out);
	good = good &&
	       w->source->each(
		   w->source->arg, OUT_ARTICLE, put_article, &b, err) &&
	       losses(w, err);
	return zip_close(b.zip, good, err);
}

const struct writer_format write_brat = {
	.name = "brat",
	.ending = "zip",
	.help = "standoff annotations for brat and INCEpTION",
	.what = WHAT_ALL,
	.passes = 1,
	.binary = true,
	.write = write_folder,
};
