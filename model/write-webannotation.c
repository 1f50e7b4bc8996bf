/* W3C Web Annotation Data Model (Recommendation of 23 February 2017) as
 * JSON-LD: one AnnotationPage, an annotation a line. Offsets are code points.
 * What the vocabulary has no word for goes by the prefix mirsad. */
#include "config.h"

#include "model/record.h"
#include "model/write-claim.h"
#include "model/writer.h"

#define CONTEXT "http://www.w3.org/ns/anno.jsonld"

static void
text_body(
    struct buf *out, struct str value, const char *purpose, struct str language)
{
	buf_puts(out, "{\"type\":\"TextualBody\"");
	json_member(out, "value", value);
	buf_addf(out, ",\"format\":\"text/plain\",\"purpose\":\"%s\"", purpose);
	json_member(out, "language", language);
	buf_putc(out, '}');
}

/* The head of an annotation; what follows are body and target. */
static void
begin(struct writer *w, struct str uuid, const char *motivation)
{
	buf_puts(&w->out, w->started ? ",\n" : "\n");
	w->started = true;
	buf_puts(&w->out, "{\"@context\":\"" CONTEXT "\",\"id\":\"urn:uuid:");
	buf_str(&w->out, uuid);
	buf_addf(&w->out, "\",\"type\":\"Annotation\",\"motivation\":\"%s\"",
	    motivation);
}

static void
creator(struct writer *w, struct str name, int64_t created, int64_t modified)
{
	struct buf *out = &w->out;

	if (name.len > 0) {
		buf_puts(out, ",\"creator\":{\"id\":\"urn:uuid:");
		buf_str(out, uuid_of(&w->arena, "analyst", name));
		buf_puts(out, "\",\"type\":\"Person\"");
		json_member(out, "name", name);
		buf_putc(out, '}');
	}
	if (created != 0)
		json_member(out, "created", stamp(&w->arena, created));
	if (modified > created)
		json_member(out, "modified", stamp(&w->arena, modified));
}

/* An address as an absolute IRI: what may not stand in one is escaped. Empty
 * where it is none. */
static struct str
iri(struct arena *arena, struct str url)
{
	size_t i, colon = str_find(url, str_of(":"), 0);
	struct buf b = { 0 };
	struct str s;

	if (colon == SIZE_MAX || colon < 2)
		return str_of("");
	for (i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (c <= ' ' || c == 0x7f || strchr("<>\"{}|\\^`", c) != NULL)
			buf_addf(&b, "%%%02X", c);
		else
			buf_putc(&b, url.p[i]);
	}
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

/* The article: by its address where it has one, that other programs know, and
 * by its uuid, that this one knows. */
static void
source_of(struct writer *w, const struct article *a)
{
	struct str source = iri(&w->arena, a->row.url);

	if (source.len == 0)
		source = arena_printf(
		    &w->arena, "urn:uuid:%.*s", (int)a->uuid.len, a->uuid.p);
	buf_putc(&w->out, '{');
	json_member(&w->out, "source", source);
	json_member(&w->out, "mirsad:article", a->uuid);
	json_member(&w->out, "mirsad:title", a->row.title);
	buf_puts(&w->out, ",\"state\":{\"type\":\"TimeState\"");
	json_member(&w->out, "sourceDate", stamp(&w->arena, a->row.imported));
	buf_putc(&w->out, '}');
}

/* The passage as a quotation, and, where it stands in the text, by place. */
static void
selectors(struct buf *out, const struct anchor *anchor, struct points *points)
{
	struct span span = anchor->span;

	buf_puts(out, ",\"selector\":[{\"type\":\"TextQuoteSelector\"");
	json_member(out, "exact", anchor->quote);
	json_member(out, "prefix", anchor->prefix);
	json_member(out, "suffix", anchor->suffix);
	buf_putc(out, '}');
	if (anchor->state != ANCHOR_ORPHANED) {
		size_t from = points_at(points, span.from);

		buf_addf(out,
		    ",{\"type\":\"TextPositionSelector\",\"start\":%zu,"
		    "\"end\":%zu}",
		    from, points_at(points, span.to));
	}
	buf_putc(out, ']');
	if (anchor->state > ANCHOR_EXACT)
		json_member(out, "mirsad:anchor",
		    str_of(anchor_state_name(anchor->state)));
}

static void
article_note(struct writer *w, const struct article *a, const struct note *n,
    struct points *points)
{
	begin(w, n->uuid, "commenting");
	creator(w, n->analyst, n->created, n->updated);
	buf_puts(&w->out, ",\"body\":[");
	text_body(&w->out, n->text, "commenting", str_of(""));
	buf_puts(&w->out, "],\"target\":");
	source_of(w, a);
	if (n->anchor.state != ANCHOR_NONE)
		selectors(&w->out, &n->anchor, points);
	buf_puts(&w->out, "}}");
}

/* The codes of the whole article. */
static void
tags(struct writer *w, const struct out_article *a)
{
	size_t i;

	begin(w, uuid_of(&w->arena, "codes", a->article->uuid), "tagging");
	buf_puts(&w->out, ",\"body\":[");
	for (i = 0; i < a->n_codes; i++) {
		if (i > 0)
			buf_putc(&w->out, ',');
		text_body(&w->out, a->codes[i].name, "tagging", str_of(""));
	}
	buf_puts(&w->out, "],\"target\":");
	source_of(w, a->article);
	buf_puts(&w->out, "}}");
}

static void
mention(struct writer *w, const struct article *a, const struct out_mention *m,
    struct points *points)
{
	struct anchor anchor = anchor_make(a->text, m->span);

	begin(w,
	    uuid_of(&w->arena, "mention",
		arena_printf(&w->arena, "%.*s %u %.*s", (int)a->uuid.len,
		    a->uuid.p, (unsigned)m->span.from, (int)m->key.len,
		    m->key.p)),
	    "identifying");
	buf_puts(&w->out, ",\"body\":[");
	text_body(&w->out, m->name, "identifying", str_of(""));
	buf_puts(&w->out, "]");
	json_member(&w->out, "mirsad:entity", m->key);
	json_member(&w->out, "mirsad:kind", str_of(entity_kind_name(m->kind)));
	buf_puts(&w->out, ",\"target\":");
	source_of(w, a);
	selectors(&w->out, &anchor, points);
	buf_puts(&w->out, "}}");
}

/* A claim: the statement as a comment, its codes as tags, and all of it as
 * JSON, which other programs pass over. */
static void
claim(struct writer *w, const struct article *a, const struct out_claim *oc,
    struct points *points)
{
	const struct claim *c = oc->claim;
	const struct claim_span *s = claim_span_of(c, SPAN_CONTENT);
	size_t i;

	begin(w, c->uuid, "assessing");
	creator(w, c->analyst, c->created, c->updated);
	buf_puts(&w->out, ",\"body\":[");
	text_body(&w->out, c->statement, "commenting", str_of(""));
	for (i = 0; i < c->n_codes; i++) {
		buf_putc(&w->out, ',');
		text_body(&w->out, c->codes[i], "tagging", str_of(""));
	}
	buf_puts(&w->out, "],\"mirsad:claim\":");
	claim_json(&w->out, oc, a->text);
	buf_puts(&w->out, ",\"target\":");
	source_of(w, a);
	if (s != NULL)
		selectors(&w->out, &s->anchor, points);
	buf_puts(&w->out, "}}");
}

/* A note on a claim answers the claim's annotation. */
static void
claim_note(struct writer *w, const struct claim *c, const struct note *n)
{
	begin(w, n->uuid, "replying");
	creator(w, n->analyst, n->created, n->updated);
	buf_puts(&w->out, ",\"body\":[");
	text_body(&w->out, n->text, "replying", str_of(""));
	buf_puts(&w->out, "],\"target\":\"urn:uuid:");
	buf_str(&w->out, c->uuid);
	buf_puts(&w->out, "\"}");
}

static void
claims(struct writer *w, const struct out_article *a, struct points *points)
{
	size_t i, k;

	for (i = 0; i < a->n_claims; i++) {
		const struct out_claim *c = &a->claims[i];

		claim(w, a->article, c, points);
		for (k = 0; writer_wants(w, WHAT_NOTES) && k < c->n_notes; k++)
			claim_note(w, c->claim, &c->notes[k]);
	}
}

static bool
put_article(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct out_article *a = out->article;
	struct points points = { .text = a->article->text };
	size_t i;

	(void)err;
	if (writer_wants(w, WHAT_ARTICLES) && a->n_codes > 0)
		tags(w, a);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < a->n_notes; i++)
		article_note(w, a->article, &a->notes[i], &points);
	if (writer_wants(w, WHAT_CLAIMS))
		claims(w, a, &points);
	for (i = 0; writer_wants(w, WHAT_ENTITIES) && i < a->n_mentions; i++)
		mention(w, a->article, &a->mentions[i], &points);
	return true;
}

/* A note on what has no text of its own. */
static bool
put_note(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct note *n = out->note->note;
	const char *kind = subject_kind_name(n->on);

	(void)err;
	begin(w, n->uuid, "commenting");
	creator(w, n->analyst, n->created, n->updated);
	buf_puts(&w->out, ",\"body\":[");
	text_body(&w->out, n->text, "commenting", str_of(""));
	buf_puts(&w->out, "]");
	json_member(&w->out, "mirsad:on", str_of(kind));
	json_member(&w->out, "mirsad:key", out->note->key);
	buf_puts(&w->out, ",\"target\":\"urn:uuid:");
	buf_str(&w->out, uuid_of(&w->arena, kind, out->note->key));
	buf_puts(&w->out, "\"}");
	return true;
}

static bool
write_page(struct writer *w, struct err *err)
{
	buf_puts(&w->out,
	    "{\"@context\":[\"" CONTEXT
	    "\",{\"mirsad\":\"urn:mirsad:\",\"mirsad:claim\":{\"@id\":\"urn:"
	    "mirsad:claim\",\"@type\":\"@json\"}}],\"id\":\"urn:uuid:");
	buf_str(&w->out, uuid_of(&w->arena, "page", w->source->title));
	buf_puts(&w->out, "\",\"type\":\"AnnotationPage\",\"items\":[");
	if (!writer_each(w, OUT_ARTICLE, put_article, err))
		return false;
	if (writer_wants(w, WHAT_NOTES) &&
	    !writer_each(w, OUT_NOTE, put_note, err))
		return false;
	buf_puts(&w->out, "\n]}\n");
	return (!writer_wants(w, WHAT_ENTITIES) ||
		   (writer_lose(w, OUT_ENTITY,
			"entity of the register|entities "
			"of the register",
			err) &&
		       writer_lose(
			   w, OUT_RELATION, "relation|relations", err))) &&
	       (!writer_wants(w, WHAT_EVENTS) ||
		   writer_lose(w, OUT_EVENT, "event|events", err));
}

const struct writer_format write_webannotation = {
	.name = "webannotation",
	.ending = "jsonld",
	.help = "W3C Web Annotation",
	.what = WHAT_ALL,
	.usual = WHAT_ARTICLES | WHAT_CLAIMS | WHAT_NOTES,
	.passes = 1,
	.escaped = true,
	.write = write_page,
};
