/* The sources of a project with their passages, notes and links. */
#include "config.h"

#include "model/write-qda.h"

/* The start tag of a passage, named by its first words. Who and when must
 * follow for every one: QualCoder takes no passage without a date. */
static void
selection(struct writer *w, struct str id, const char *kind,
    const struct article *a, struct span span, struct points *points)
{
	struct str quote = str_slice(a->text, span.from, span.to);
	size_t from = points_at(points, span.from), cut = 60;

	if (quote.len > cut) {
		while (cut > 0 && ((unsigned char)quote.p[cut] & 0xc0) == 0x80)
			cut--;
		quote.len = cut;
	}
	buf_puts(&w->out, "<PlainTextSelection");
	qda_guid(w, "guid", kind, id);
	xml_attr(&w->out, "name", quote);
	buf_addf(&w->out, " startPosition=\"%zu\" endPosition=\"%zu\"", from,
	    points_at(points, span.to));
}

/* Notes as words beside what they are about: where a program reads no NoteRef
 * there (QualCoder), they are a memo. first: what stands above them. */
static void
described(
    struct writer *w, struct str first, const struct note *notes, size_t n)
{
	struct buf all = { 0 };
	size_t i;

	buf_str(&all, first);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < n; i++) {
		if (all.len > 0)
			buf_puts(&all, "\n\n");
		buf_str(&all, notes[i].text);
	}
	qda_element(&w->out, "Description", buf_view(&all));
	buf_release(&all);
}

static void
coding(struct writer *w, struct str at, struct str code, struct str analyst,
    int64_t when)
{
	buf_puts(&w->out, "<Coding");
	qda_guid(w, "guid", "coding",
	    arena_printf(&w->arena, "%.*s %.*s", (int)at.len, at.p,
		(int)code.len, code.p));
	qda_by_whom(w, analyst, when, 0);
	buf_putc(&w->out, '>');
	qda_target_uuid(w, "CodeRef", code);
	buf_puts(&w->out, "</Coding>");
}

static void
claim_selection(struct writer *w, const struct out_article *a,
    const struct out_claim *oc, size_t i, struct points *points)
{
	const struct claim *c = oc->claim;
	const struct claim_span *s = &c->spans[i];
	struct str id = qda_span_id(&w->arena, c, i);
	size_t k;

	if (s->anchor.state == ANCHOR_ORPHANED) {
		writer_lost(w,
		    "place of an orphaned passage|places of "
		    "orphaned passages",
		    1);
		return;
	}
	selection(w, id, "selection", a->article, s->anchor.span, points);
	qda_by_whom(w, c->analyst, c->created, c->updated);
	buf_putc(&w->out, '>');
	if (s == claim_span_of(c, SPAN_CONTENT))
		described(w, c->statement, oc->notes, oc->n_notes);
	else if (s->role == SPAN_CONTENT)
		qda_element(&w->out, "Description", c->statement);
	coding(w, id, uuid_of(&w->arena, "role", str_of(qda_roles[s->role])),
	    c->analyst, c->created);
	for (k = 0; s->role == SPAN_CONTENT && k < c->n_codes; k++)
		coding(w, id, oc->codes[k].uuid, c->analyst, c->created);
	for (k = 0; s == claim_span_of(c, SPAN_CONTENT) && k < oc->n_notes &&
		    writer_wants(w, WHAT_NOTES);
	     k++)
		qda_target_uuid(w, "NoteRef", oc->notes[k].uuid);
	buf_puts(&w->out, "</PlainTextSelection>\n");
}

static void
note_selection(struct writer *w, const struct out_article *a,
    const struct note *n, struct points *points)
{
	if (n->anchor.state == ANCHOR_NONE)
		return;
	if (n->anchor.state == ANCHOR_ORPHANED) {
		writer_lost(w,
		    "place of an orphaned passage|places of "
		    "orphaned passages",
		    1);
		return;
	}
	selection(w, n->uuid, "selection", a->article, n->anchor.span, points);
	qda_by_whom(w, n->analyst, n->created, 0);
	buf_putc(&w->out, '>');
	qda_element(&w->out, "Description", n->text);
	qda_target_uuid(w, "NoteRef", n->uuid);
	buf_puts(&w->out, "</PlainTextSelection>\n");
}

static void
selections(struct writer *w, const struct out_article *a)
{
	struct points points = { .text = a->article->text };
	size_t i, k;

	for (i = 0; writer_wants(w, WHAT_CLAIMS) && i < a->n_claims; i++)
		for (k = 0; k < a->claims[i].claim->n_spans; k++)
			claim_selection(w, a, &a->claims[i], k, &points);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < a->n_notes; i++)
		note_selection(w, a, &a->notes[i], &points);
	for (i = 0; writer_wants(w, WHAT_ENTITIES) && i < a->n_mentions; i++) {
		const struct out_mention *m = &a->mentions[i];

		selection(w, qda_mention_id(&w->arena, a->article->uuid, m),
		    "mention", a->article, m->span, &points);
		qda_by_whom(w, w->source->analyst, a->article->row.imported, 0);
		buf_putc(&w->out, '>');
		qda_element(&w->out, "Description", m->name);
		buf_puts(&w->out, "</PlainTextSelection>\n");
	}
}

static void
article_variables(struct writer *w, const struct article *a)
{
	qda_variable(w, "title", a->row.title);
	qda_variable(w, "url", a->row.url);
	qda_variable(w, "author", a->author);
	qda_variable(w, "outlet", a->row.outlet);
	qda_variable(w, "published", a->row.published);
	qda_variable(w, "language", a->row.language);
	qda_variable(w, "state", str_of(article_state_name(a->row.state)));
	qda_variable(w, "flagged", str_of(a->row.flagged ? "true" : ""));
	qda_variable(w, "origin", a->origin);
}

static bool
is_apart(const struct note *n)
{
	return n->anchor.state == ANCHOR_NONE ||
	       n->anchor.state == ANCHOR_ORPHANED;
}

/* The notes on an article as a whole. */
static void
notes_apart(struct writer *w, const struct out_article *a)
{
	struct note *notes = arena_array(&w->arena, a->n_notes, sizeof *notes);
	size_t i, n = 0;

	for (i = 0; i < a->n_notes; i++)
		if (is_apart(&a->notes[i]))
			notes[n++] = a->notes[i];
	described(w, str_of(""), notes, n);
}

/* Programs want no two sources of one name, and headlines come again. */
static struct str
source_name(struct qda *q, struct str title)
{
	struct arena *arena = &q->w->arena;
	struct str name = title;
	uint32_t n = *qda_name_times(q, title);

	while (n > 0) {
		name = arena_printf(
		    arena, "%.*s (%u)", (int)title.len, title.p, ++n);
		if (*qda_name_times(q, name) == 0)
			break;
	}
	*qda_name_times(q, name) += 1;
	if (n > 0)
		*qda_name_times(q, title) = n;
	return name;
}

static bool
put_source(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	struct writer *w = q->w;
	const struct out_article *oa = out->article;
	const struct article *a = oa->article;
	size_t i;

	arena_reset(&w->arena);
	qda_list_begin(q, "Sources");
	buf_puts(&w->out, "<TextSource");
	xml_attr(&w->out, "guid", a->uuid);
	xml_attr(&w->out, "name", source_name(q, a->row.title));
	xml_attr(&w->out, "plainTextPath",
	    arena_printf(
		&w->arena, "internal://%.*s.txt", (int)a->uuid.len, a->uuid.p));
	qda_by_whom(w, w->source->analyst, a->row.imported, 0);
	buf_puts(&w->out, ">\n");
	notes_apart(w, oa);
	selections(w, oa);
	for (i = 0; i < oa->n_codes; i++)
		coding(w, a->uuid, oa->codes[i].uuid, str_of(""), 0);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < oa->n_notes; i++)
		if (is_apart(&oa->notes[i]))
			qda_target_uuid(w, "NoteRef", oa->notes[i].uuid);
	article_variables(w, a);
	buf_puts(&w->out, "</TextSource>\n");
	return w->out.len < 1 << 16 || writer_flush(w, err);
}

/* ---------------------------------------------------------- notes and links */

static void
note_element(struct qda *q, const struct note *n)
{
	struct writer *w = q->w;

	arena_reset(&w->arena);
	qda_list_begin(q, "Notes");
	buf_puts(&w->out, "<Note");
	xml_attr(&w->out, "guid", n->uuid);
	qda_by_whom(w, n->analyst, n->created, n->updated);
	buf_putc(&w->out, '>');
	qda_element(&w->out, "PlainTextContent", n->text);
	buf_puts(&w->out, "</Note>\n");
}

static bool
put_article_notes(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	const struct out_article *a = out->article;
	size_t i, k;

	for (i = 0; i < a->n_notes; i++)
		note_element(q, &a->notes[i]);
	for (i = 0; writer_wants(q->w, WHAT_CLAIMS) && i < a->n_claims; i++)
		for (k = 0; k < a->claims[i].n_notes; k++)
			note_element(q, &a->claims[i].notes[k]);
	return q->w->out.len < 1 << 16 || writer_flush(q->w, err);
}

static bool
put_note(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;

	note_element(q, out->note->note);
	return q->w->out.len < 1 << 16 || writer_flush(q->w, err);
}

static void
put_link(struct qda *q, struct str id, struct str name, bool both,
    struct str from, struct str to)
{
	struct writer *w = q->w;

	qda_list_begin(q, "Links");
	buf_puts(&w->out, "<Link");
	qda_guid(w, "guid", "link", id);
	xml_attr(&w->out, "name", name);
	xml_attr(
	    &w->out, "direction", str_of(both ? "Bidirectional" : "OneWay"));
	xml_attr(&w->out, "originGUID", from);
	xml_attr(&w->out, "targetGUID", to);
	buf_puts(&w->out, "/>\n");
}

/* Each link once: it is told from the claim that it goes out from. */
static bool
put_claim_links(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	const struct out_article *a = out->article;
	size_t i, k;

	for (i = 0; i < a->n_claims; i++) {
		const struct claim *c = a->claims[i].claim;

		arena_reset(&q->w->arena);
		for (k = 0; k < c->n_links; k++) {
			struct str to = a->claims[i].others[k];
			const char *kind = link_kind_name(c->links[k].kind);

			if (c->links[k].from_other || to.len == 0)
				continue;
			if (c->links[k].note.len > 0)
				writer_lost(q->w,
				    "reason of a link|reasons of "
				    "links",
				    1);
			put_link(q,
			    arena_printf(&q->w->arena, "%.*s %s %.*s",
				(int)c->uuid.len, c->uuid.p, kind, (int)to.len,
				to.p),
			    str_of(kind), link_kind_symmetric(c->links[k].kind),
			    c->uuid, to);
		}
	}
	return q->w->out.len < 1 << 16 || writer_flush(q->w, err);
}

static bool
put_note_link(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	const struct note *n = out->note->note;
	bool there = writer_wants(
	    q->w, n->on == ON_ENTITY ? WHAT_ENTITIES : WHAT_EVENTS);

	(void)err;
	arena_reset(&q->w->arena);
	if (there)
		put_link(q, n->uuid, str_of("about"), false, n->uuid,
		    uuid_of(&q->w->arena, subject_kind_name(n->on),
			out->note->key));
	return true;
}

static bool
put_relation(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	struct arena *arena = &q->w->arena;
	const struct relation *r = out->relation->relation;
	struct str name = r->relation;

	arena_reset(arena);
	if (r->start.len > 0 || r->end.len > 0)
		name = arena_printf(arena, "%.*s [%.*s/%.*s]",
		    (int)r->relation.len, r->relation.p, (int)r->start.len,
		    r->start.p, (int)r->end.len, r->end.p);
	if (r->role.len + r->note.len + r->sources.len + r->certainty.len > 0)
		writer_lost(q->w,
		    "role, certainty or note of a relation|roles, "
		    "certainties and notes of relations",
		    1);
	put_link(q, relation_id(arena, out->relation), name, false,
	    uuid_of(arena, "entity", r->subject_key),
	    uuid_of(arena, "entity", r->object_key));
	return q->w->out.len < 1 << 16 || writer_flush(q->w, err);
}

bool
qda_notes_and_links(struct qda *q, struct err *err)
{
	struct writer *w = q->w;
	bool notes = writer_wants(w, WHAT_NOTES);

	q->open = false;
	if (notes && (!qda_each(q, OUT_ARTICLE, put_article_notes, err) ||
			 !qda_each(q, OUT_NOTE, put_note, err)))
		return false;
	qda_list_end(q, "Notes");
	if ((writer_wants(w, WHAT_CLAIMS) &&
		!qda_each(q, OUT_ARTICLE, put_claim_links, err)) ||
	    (notes && !qda_each(q, OUT_NOTE, put_note_link, err)) ||
	    (writer_wants(w, WHAT_ENTITIES) &&
		!qda_each(q, OUT_RELATION, put_relation, err)))
		return false;
	qda_list_end(q, "Links");
	return true;
}

bool
qda_sources(struct qda *q, struct err *err)
{
	q->open = false;
	if (!qda_each(q, OUT_ARTICLE, put_source, err))
		return false;
	qda_list_end(q, "Sources");
	return true;
}
