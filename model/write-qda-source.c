/* The sources of a project with their passages, notes and links. */
#include "config.h"

#include "model/write-qda.h"

#include "model/utf8.h"

/* A source on its way out. */
struct source {
	struct writer *w;
	const struct out_article *a;
	struct points points;
};

/* A passage: what its GUID is made of, and where it stands. */
struct passage {
	const char *kind;
	struct str id;
	struct span span;
};

/* The start tag, named by its first words. Who and when must follow for every
 * one: older versions of QualCoder take no passage without a date. */
static void
begin_as(struct source *s, struct str guid, struct span span)
{
	struct writer *w = s->w;
	struct str quote =
	    utf8_head(str_slice(s->a->article->text, span.from, span.to), 60);
	size_t from = points_at(&s->points, span.from);

	buf_puts(&w->out, "<PlainTextSelection");
	xml_attr(&w->out, "guid", guid);
	xml_attr(&w->out, "name", quote);
	buf_addf(&w->out, " startPosition=\"%zu\" endPosition=\"%zu\"", from,
	    points_at(&s->points, span.to));
}

static void
begin(struct source *s, const struct passage *p)
{
	begin_as(s, uuid_of(&s->w->arena, p->kind, p->id), p->span);
}

static void
end(struct writer *w)
{
	buf_puts(&w->out, "</PlainTextSelection>\n");
}

/* One more paragraph. */
static void
add(struct buf *all, struct str text)
{
	if (text.len > 0 && all->len > 0)
		buf_puts(all, "\n\n");
	buf_str(all, text);
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
lose_place(struct writer *w)
{
	writer_lost(w,
	    "place of an orphaned passage|places of "
	    "orphaned passages",
	    1);
}

/* -------------------------------------------------------------------- claims
 */

/* Has the same analyst another claim in these words? */
static bool
stands_there(const struct claim *c, const struct claim *other, struct span at)
{
	size_t i;

	for (i = 0; i < other->n_spans; i++) {
		const struct anchor *a = &other->spans[i].anchor;

		if (other->spans[i].role == SPAN_CONTENT &&
		    a->state != ANCHOR_ORPHANED && a->span.from == at.from &&
		    a->span.to == at.to)
			return str_eq(c->analyst, other->analyst);
	}
	return false;
}

static void
add_claim(struct source *s, const struct out_claim *oc, struct buf *all)
{
	size_t i;

	add(all, oc->claim->statement);
	for (i = 0; writer_wants(s->w, WHAT_NOTES) && i < oc->n_notes; i++)
		add(all, oc->notes[i].text);
}

/* The statement and the notes; of several claims in the same words, whoever
 * keeps only the first passage of an analyst there (QualCoder) has all. */
static void
claim_words(struct source *s, size_t nth, struct span at)
{
	const struct out_claim *claims = s->a->claims;
	const struct claim *c = claims[nth].claim;
	struct buf all = { 0 };
	bool first = true;
	size_t i;

	for (i = 0; first && i < nth; i++)
		first = !stands_there(c, claims[i].claim, at);
	add_claim(s, &claims[nth], &all);
	for (i = nth + 1; first && i < s->a->n_claims; i++)
		if (stands_there(c, claims[i].claim, at))
			add_claim(s, &claims[i], &all);
	qda_element(&s->w->out, "Description", buf_view(&all));
	buf_release(&all);
}

static void
claim_codings(struct writer *w, const struct out_claim *oc, size_t i)
{
	const struct claim *c = oc->claim;
	enum span_role role = c->spans[i].role;
	struct str id = qda_span_id(&w->arena, c, i);
	size_t k;

	coding(w, id, uuid_of(&w->arena, "role", str_of(qda_roles[role])),
	    c->analyst, c->created);
	for (k = 0; role == SPAN_CONTENT && k < c->n_codes; k++)
		coding(w, id, oc->codes[k].uuid, c->analyst, c->created);
}

static void
claim_selection(struct source *s, size_t nth, size_t i)
{
	struct writer *w = s->w;
	const struct out_claim *oc = &s->a->claims[nth];
	const struct claim *c = oc->claim;
	const struct claim_span *span = &c->spans[i];
	bool first = span == claim_span_of(c, SPAN_CONTENT);
	size_t k;

	if (span->anchor.state == ANCHOR_ORPHANED) {
		lose_place(w);
		return;
	}
	begin(s, &(struct passage){ "selection", qda_span_id(&w->arena, c, i),
		     span->anchor.span });
	qda_by_whom(w, c->analyst, c->created, c->updated);
	buf_putc(&w->out, '>');
	if (span->role == SPAN_CONTENT)
		claim_words(s, nth, span->anchor.span);
	claim_codings(w, oc, i);
	for (k = 0; first && k < oc->n_notes && writer_wants(w, WHAT_NOTES);
	     k++)
		qda_target_uuid(w, "NoteRef", oc->notes[k].uuid);
	end(w);
}

/* -------------------------------------------------------- notes, names, codes
 */

static bool
on_same_words(const struct note *a, const struct note *b)
{
	return a->anchor.state != ANCHOR_NONE &&
	       b->anchor.state != ANCHOR_NONE &&
	       a->anchor.state != ANCHOR_ORPHANED &&
	       b->anchor.state != ANCHOR_ORPHANED &&
	       a->anchor.span.from == b->anchor.span.from &&
	       a->anchor.span.to == b->anchor.span.to &&
	       str_eq(a->analyst, b->analyst);
}

static const struct out_code *
code_named(const struct out_article *a, struct str name)
{
	size_t i;

	for (i = 0; i < a->n_codes; i++)
		if (str_eq(a->codes[i].name, name))
			return &a->codes[i];
	return NULL;
}

/* Does a note code its passage: is its last paragraph "#code #code", all of
 * them codes of its article? *said: the rest; *words: that paragraph. */
static bool
codes_passage(const struct out_article *a, const struct note *n,
    struct str *said, struct str *words)
{
	struct str text = str_trim(n->text), rest, word;
	size_t at = text.len;

	if (n->anchor.state == ANCHOR_NONE ||
	    n->anchor.state == ANCHOR_ORPHANED)
		return false;
	while (at > 0 && text.p[at - 1] != '\n')
		at--;
	*words = str_slice(text, at, text.len);
	*said = str_trim(str_slice(text, 0, at));
	for (rest = *words; str_split(&rest, ' ', &word);)
		if (word.len < 2 || word.p[0] != '#' ||
		    code_named(a, str_slice(word, 1, word.len)) == NULL)
			return false;
	return words->len > 0;
}

/* Do two notes go out as one passage? */
static bool
joins(
    const struct out_article *a, const struct note *note, const struct note *n)
{
	struct str said, words;

	return on_same_words(note, n) && !codes_passage(a, note, &said, &words);
}

/* It is the passage itself: by its uuid it is known when it comes back. */
static void
coded_selection(
    struct source *s, const struct note *n, struct str said, struct str words)
{
	struct writer *w = s->w;
	struct str word;

	begin_as(s, n->uuid, n->anchor.span);
	qda_by_whom(w, n->analyst, n->created, n->updated);
	buf_putc(&w->out, '>');
	qda_element(&w->out, "Description", said);
	while (str_split(&words, ' ', &word))
		coding(w, n->uuid,
		    code_named(s->a, str_slice(word, 1, word.len))->uuid,
		    n->analyst, n->created);
	end(w);
}

/* One passage for all notes of an analyst on the same words: two of them would
 * end QualCoder's import. */
static void
note_selection(struct source *s, size_t nth)
{
	struct writer *w = s->w;
	const struct note *notes = s->a->notes, *n = &notes[nth];
	struct buf all = { 0 };
	struct str said, words;
	size_t i;

	if (n->anchor.state == ANCHOR_NONE)
		return;
	if (codes_passage(s->a, n, &said, &words)) {
		coded_selection(s, n, said, words);
		return;
	}
	if (n->anchor.state == ANCHOR_ORPHANED) {
		lose_place(w);
		return;
	}
	for (i = 0; i < nth; i++)
		if (joins(s->a, &notes[i], n))
			return;
	begin(s, &(struct passage){ "selection", n->uuid, n->anchor.span });
	qda_by_whom(w, n->analyst, n->created, 0);
	buf_putc(&w->out, '>');
	for (i = nth; i < s->a->n_notes; i++)
		if (i == nth || joins(s->a, &notes[i], n))
			add(&all, notes[i].text);
	qda_element(&w->out, "Description", buf_view(&all));
	buf_release(&all);
	for (i = nth; i < s->a->n_notes; i++)
		if (i == nth || joins(s->a, &notes[i], n))
			qda_target_uuid(w, "NoteRef", notes[i].uuid);
	end(w);
}

static void
mention_selection(struct source *s, const struct out_mention *m)
{
	struct writer *w = s->w;
	const struct article *a = s->a->article;
	struct str id = qda_mention_id(&w->arena, a->uuid, m);

	begin(s, &(struct passage){ "mention", id, m->span });
	qda_by_whom(w, w->source->analyst, a->row.imported, 0);
	buf_putc(&w->out, '>');
	qda_element(&w->out, "Description", m->name);
	coding(w, id, uuid_of(&w->arena, "kind", str_of(qda_kinds[m->kind])),
	    w->source->analyst, a->row.imported);
	end(w);
}

/* Has a passage of the article that code? Then it is not the whole that has. */
static bool
on_passage(struct source *s, struct str name)
{
	struct str said, words, word;
	size_t i;

	for (i = 0; writer_wants(s->w, WHAT_NOTES) && i < s->a->n_notes; i++) {
		if (!codes_passage(s->a, &s->a->notes[i], &said, &words))
			continue;
		while (str_split(&words, ' ', &word))
			if (str_eq(str_slice(word, 1, word.len), name))
				return true;
	}
	return false;
}

/* The codes of the whole article: no program but this reads a Coding of a
 * source, so that they stand on its whole text, if it has any. */
static void
article_codes(struct source *s)
{
	struct writer *w = s->w;
	const struct article *a = s->a->article;
	struct passage whole = { "whole", a->uuid,
		{ 0, (uint32_t)a->text.len } };
	size_t i, n = 0;

	for (i = 0; i < s->a->n_codes; i++)
		n += on_passage(s, s->a->codes[i].name) ? 0 : 1;
	if (n == 0)
		return;
	if (a->text.len > 0) {
		begin(s, &whole);
		qda_by_whom(w, w->source->analyst, a->row.imported, 0);
		buf_putc(&w->out, '>');
	}
	for (i = 0; i < s->a->n_codes; i++)
		if (!on_passage(s, s->a->codes[i].name))
			coding(w, a->uuid, s->a->codes[i].uuid,
			    w->source->analyst, a->row.imported);
	if (a->text.len > 0)
		end(w);
}

static void
selections(struct source *s)
{
	struct writer *w = s->w;
	const struct out_article *a = s->a;
	size_t i, k;

	for (i = 0; writer_wants(w, WHAT_CLAIMS) && i < a->n_claims; i++)
		for (k = 0; k < a->claims[i].claim->n_spans; k++)
			claim_selection(s, i, k);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < a->n_notes; i++)
		note_selection(s, i);
	for (i = 0; writer_wants(w, WHAT_ENTITIES) && i < a->n_mentions; i++)
		mention_selection(s, &a->mentions[i]);
	article_codes(s);
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

/* The notes on an article as a whole, beside it: where a program reads no
 * NoteRef there, they are a memo. */
static void
notes_apart(struct writer *w, const struct out_article *a)
{
	struct buf all = { 0 };
	size_t i;

	for (i = 0; writer_wants(w, WHAT_NOTES) && i < a->n_notes; i++)
		if (is_apart(&a->notes[i]))
			add(&all, a->notes[i].text);
	qda_element(&w->out, "Description", buf_view(&all));
	buf_release(&all);
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
	struct source source = { w, oa, { .text = a->text } };
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
	selections(&source);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < oa->n_notes; i++)
		if (is_apart(&oa->notes[i]))
			qda_target_uuid(w, "NoteRef", oa->notes[i].uuid);
	article_variables(w, a);
	buf_puts(&w->out, "</TextSource>\n");
	return w->out.len < 1 << 16 || writer_flush(w, err);
}

/* ---------------------------------------------------------- notes and links */

/* about: what has no text of its own; a note on it has a file and a name. */
static void
note_element(struct qda *q, const struct note *n, struct str about)
{
	struct writer *w = q->w;

	arena_reset(&w->arena);
	qda_list_begin(q, "Notes");
	buf_puts(&w->out, "<Note");
	xml_attr(&w->out, "guid", n->uuid);
	if (about.len > 0) {
		xml_attr(&w->out, "name",
		    arena_printf(&w->arena, "On %.*s (note %lld)",
			(int)about.len, about.p, (long long)n->id));
		xml_attr(&w->out, "plainTextPath",
		    arena_printf(&w->arena, "internal://%.*s.txt",
			(int)n->uuid.len, n->uuid.p));
	}
	qda_by_whom(w, n->analyst, n->created, n->updated);
	buf_putc(&w->out, '>');
	if (about.len == 0)
		qda_element(&w->out, "PlainTextContent", n->text);
	buf_puts(&w->out, "</Note>\n");
}

static bool
put_article_notes(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	const struct out_article *a = out->article;
	struct str said, words;
	size_t i, k;

	for (i = 0; i < a->n_notes; i++)
		if (!codes_passage(a, &a->notes[i], &said, &words))
			note_element(q, &a->notes[i], str_of(""));
	for (i = 0; writer_wants(q->w, WHAT_CLAIMS) && i < a->n_claims; i++)
		for (k = 0; k < a->claims[i].n_notes; k++)
			note_element(q, &a->claims[i].notes[k], str_of(""));
	return q->w->out.len < 1 << 16 || writer_flush(q->w, err);
}

static bool
put_note(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;

	note_element(q, out->note->note,
	    out->note->name.len > 0 ? out->note->name : str_of("something"));
	return q->w->out.len < 1 << 16 || writer_flush(q->w, err);
}

struct link {
	struct str id, name, from, to; /* id: what its GUID is made of */
	bool both;
};

static void
put_link(struct qda *q, const struct link *l)
{
	struct writer *w = q->w;

	qda_list_begin(q, "Links");
	buf_puts(&w->out, "<Link");
	qda_guid(w, "guid", "link", l->id);
	xml_attr(&w->out, "name", l->name);
	xml_attr(
	    &w->out, "direction", str_of(l->both ? "Bidirectional" : "OneWay"));
	xml_attr(&w->out, "originGUID", l->from);
	xml_attr(&w->out, "targetGUID", l->to);
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
			put_link(
			    q, &(struct link){
				   arena_printf(&q->w->arena, "%.*s %s %.*s",
				       (int)c->uuid.len, c->uuid.p, kind,
				       (int)to.len, to.p),
				   str_of(kind), c->uuid, to,
				   link_kind_symmetric(c->links[k].kind) });
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
		put_link(
		    q, &(struct link){ .id = n->uuid,
			   .name = str_of("about"),
			   .from = n->uuid,
			   .to = uuid_of(&q->w->arena, subject_kind_name(n->on),
			       out->note->key) });
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
	put_link(q, &(struct link){ .id = relation_id(arena, out->relation),
			.name = name,
			uuid_of(arena, "entity", r->subject_key),
			uuid_of(arena, "entity", r->object_key) });
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
