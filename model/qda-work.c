/* What was done to the sources of a REFI-QDA project, as annotations: coded
 * passages, notes, and the claims of this program. */
#include "config.h"

#include "model/entity.h"
#include "model/qda-in.h"
#include "model/read-codebook.h"
#include "model/record.h"
#include "model/utf8.h"
#include "model/uuid.h"
#include "model/write-qda.h"

enum { CONTEXT = 64 /* bytes */ };

/* A source whose work is being written. */
struct work {
	struct qda_in *q;
	struct str guid; /* of the article */
	struct qda_place place;
};

/* ---------------------------------------------------------------- annotations
 */

static void
put_who(struct qda_in *q, const xmlNode *node)
{
	struct str user = qda_ref(q, node, "creatingUser"), name;
	const xmlNode *found;

	if (user.len == 0)
		user = qda_ref(q, node, "modifyingUser");
	found = qda_find(q, user);
	name = found != NULL ? qda_attr(q, found, "name") : str_of("");
	if (name.len > 0) {
		buf_puts(q->lines, ",\"creator\":{\"type\":\"Person\"");
		json_member(q->lines, "name", name);
		buf_putc(q->lines, '}');
	}
	json_member(q->lines, "created", qda_attr(q, node, "creationDateTime"));
	json_member(
	    q->lines, "modified", qda_attr(q, node, "modifiedDateTime"));
}

static void
begin(struct qda_in *q, struct str article, struct str id)
{
	buf_putc(q->lines, 'W');
	buf_str(q->lines, article);
	buf_puts(q->lines, "{\"type\":\"Annotation\"");
	json_member(q->lines, "id",
	    arena_printf(&q->arena, "urn:uuid:%.*s", (int)id.len, id.p));
}

static void
body(struct qda_in *q, struct str value, const char *purpose, bool first)
{
	buf_puts(q->lines, first ? "{" : ",{");
	json_member(q->lines, "purpose", str_of(purpose));
	json_member(q->lines, "value", value);
	buf_putc(q->lines, '}');
}

/* The context of a passage, cut at a border of a character. */
static struct str
around(struct str raw, size_t from, size_t to)
{
	while (from < to && ((unsigned char)raw.p[from] & 0xc0) == 0x80)
		from++;
	while (to > from && to < raw.len &&
	       ((unsigned char)raw.p[to] & 0xc0) == 0x80)
		to--;
	return str_slice(raw, from, to);
}

static int64_t
points(struct str s)
{
	int64_t n = 0;
	size_t at = 0;

	for (; at < s.len; n++)
		(void)utf8_next(s, &at);
	return n;
}

/* span NULL: the whole article. */
static void
target(struct work *w, const size_t *span)
{
	struct qda_in *q = w->q;
	struct str raw = w->place.raw, quote, before;
	int64_t start, end;

	buf_puts(q->lines, ",\"target\":{\"mirsad:article\":\"\t\"");
	json_member(q->lines, "source",
	    arena_printf(
		&q->arena, "urn:uuid:%.*s", (int)w->guid.len, w->guid.p));
	if (span != NULL) {
		quote = qda_lines(q, str_slice(raw, span[0], span[1]));
		before = qda_lines(q, str_slice(raw, 0, span[0]));
		buf_puts(
		    q->lines, ",\"selector\":[{\"type\":\"TextQuoteSelector\"");
		json_member(q->lines, "exact", quote);
		json_member(q->lines, "prefix",
		    around(before,
			before.len > CONTEXT ? before.len - CONTEXT : 0,
			before.len));
		json_member(q->lines, "suffix",
		    qda_lines(
			q, around(raw, span[1],
			       raw.len - span[1] > CONTEXT ? span[1] + CONTEXT
							   : raw.len)));
		start = points(before);
		end = start + points(quote);
		buf_addf(q->lines,
		    "},{\"type\":\"TextPositionSelector\",\"start\":%lld,"
		    "\"end\":%lld}]",
		    (long long)start, (long long)end);
	}
	buf_puts(q->lines, "}}\n");
}

static struct str
note_text(struct qda_in *q, const xmlNode *note)
{
	struct str text = qda_text(q, note, "PlainTextContent"), file;

	q->told = arena_grow(&q->arena, q->told, q->n_told, sizeof *q->told);
	q->told[q->n_told++] = qda_ref(q, note, "guid");
	file =
	    qda_unmarked(q, qda_bytes(q, qda_attr(q, note, "plainTextPath")));
	if (text.len == 0 && file.len > 0 && utf8_valid(file))
		text = file;
	return text.len > 0 ? text : qda_text(q, note, "Description");
}

/* ------------------------------------------------------------------- passages
 */

static struct str
code_ref(struct qda_in *q, const xmlNode *coding)
{
	const xmlNode *ref = qda_child(coding, "CodeRef");

	return ref != NULL ? qda_ref(q, ref, "targetGUID") : str_of("");
}

/* The codings of a passage: names of codes in the arena; *own: it is one of
 * those that this program makes of claims and names. */
static size_t
codes_of(struct qda_in *q, const xmlNode *node, struct str **names, bool *own)
{
	const xmlNode *c = qda_child(node, "Coding"), *code;
	size_t n = 0, i;

	*names = NULL;
	*own = false;
	for (; c != NULL; c = qda_next(c, "Coding")) {
		struct str guid = code_ref(q, c);

		for (i = 0; i < SPAN_ROLES; i++)
			*own |= str_eq(guid,
			    uuid_of(&q->arena, "role", str_of(qda_roles[i])));
		for (i = 0; i < ENTITY_KINDS; i++)
			*own |= str_eq(guid,
			    uuid_of(&q->arena, "kind", str_of(qda_kinds[i])));
		code = qda_find(q, guid);
		if (code == NULL || !qda_named(code, "Code"))
			continue;
		*names = arena_grow(&q->arena, *names, n, sizeof **names);
		(*names)[n++] =
		    codebook_name(&q->arena, qda_attr(q, code, "name"));
	}
	return n;
}

/* The notes that an element refers to, each an annotation of its own; whether
 * what the element says itself stands in one of them. */
static bool
put_notes(struct work *w, const xmlNode *node, const size_t *span)
{
	const xmlNode *ref = qda_child(node, "NoteRef");
	struct str said = qda_text(w->q, node, "Description");
	bool found = said.len == 0;

	for (; ref != NULL; ref = qda_next(ref, "NoteRef")) {
		struct str guid = qda_ref(w->q, ref, "targetGUID"), text;
		const xmlNode *note = qda_find(w->q, guid);

		if (note == NULL || !qda_named(note, "Note"))
			continue;
		text = note_text(w->q, note);
		if (text.len == 0)
			continue;
		found = found || str_find(said, text, 0) != SIZE_MAX;
		begin(w->q, w->guid, guid);
		put_who(w->q, note);
		buf_puts(w->q->lines, ",\"body\":[");
		body(w->q, text, "commenting", true);
		buf_putc(w->q->lines, ']');
		target(w, span);
	}
	return found;
}

/* NVivo ties a note to a passage by a link from the one to the other. */
static struct str
linked_note(struct qda_in *q, struct str guid)
{
	const xmlNode *l = qda_child(qda_child(q->root, "Links"), "Link"), *n;

	for (; l != NULL; l = qda_next(l, "Link")) {
		if (!str_eq(qda_ref(q, l, "targetGUID"), guid))
			continue;
		n = qda_find(q, qda_ref(q, l, "originGUID"));
		if (n != NULL && qda_named(n, "Note"))
			return note_text(q, n);
	}
	return str_of("");
}

/* What is said of a passage (span NULL: of the whole) and coded there. */
static void
put_said(struct work *w, const xmlNode *node, const size_t *span)
{
	struct qda_in *q = w->q;
	struct str *codes, said = qda_text(q, node, "Description");
	struct str guid = qda_ref(q, node, "guid");
	bool own, told;
	size_t n = codes_of(q, node, &codes, &own), i;

	if (own)
		return;
	told = put_notes(w, node, span);
	if (said.len == 0 && qda_named(node, "PlainTextSelection"))
		told = (said = linked_note(q, guid)).len == 0;
	if (told && n == 0)
		return;
	begin(q, w->guid, guid);
	put_who(q, node);
	buf_puts(q->lines, ",\"body\":[");
	if (!told)
		body(q, said, "commenting", true);
	for (i = 0; i < n; i++)
		body(q, codes[i], "tagging", told && i == 0);
	buf_putc(q->lines, ']');
	target(w, span);
}

static bool
share_code(struct qda_in *q, const xmlNode *s, const xmlNode *t)
{
	const xmlNode *a = qda_child(s, "Coding"), *b;

	for (; a != NULL; a = qda_next(a, "Coding"))
		for (b = qda_child(t, "Coding"); b != NULL;
		     b = qda_next(b, "Coding"))
			if (str_eq(code_ref(q, a), code_ref(q, b)))
				return true;
	return false;
}

/* Is another passage (of no claim) coded by a code that codes s, too? */
static bool
coded_apart(struct qda_in *q, const xmlNode *s)
{
	const xmlNode *t = qda_child(s->parent, "PlainTextSelection");
	struct str *codes;
	bool own;

	for (; t != NULL; t = qda_next(t, "PlainTextSelection")) {
		if (t == s || !share_code(q, s, t))
			continue;
		(void)codes_of(q, t, &codes, &own);
		if (!own)
			return true;
	}
	return false;
}

static void
put_selection(struct work *w, const xmlNode *s)
{
	int64_t start = -1, end = -1;
	size_t span[2];
	bool whole;

	(void)str_int(qda_attr(w->q, s, "startPosition"), &start);
	(void)str_int(qda_attr(w->q, s, "endPosition"), &end);
	span[0] = start >= 0 ? qda_place(&w->place, start) : SIZE_MAX;
	span[1] = end > start ? qda_place(&w->place, end) : SIZE_MAX;
	if (span[0] == SIZE_MAX || span[1] == SIZE_MAX) {
		qda_failed(w->q, qda_attr(w->q, s, "name"),
		    "stands nowhere in its text");
		return;
	}
	/* All of it is coded by the codes of the article, unless one of them is
	 * to be told from that of a passage. */
	whole = span[0] == 0 && span[1] == w->place.raw.len &&
		!coded_apart(w->q, s);
	put_said(w, s, whole ? NULL : span);
}

void
qda_work(struct qda_in *q, const xmlNode *source, struct str raw)
{
	const xmlNode *s = qda_child(source, "PlainTextSelection");
	struct work w = { q, { 0 }, { .raw = raw } };

	w.guid = qda_ref(q,
	    qda_named(source, "Representation") ? source->parent : source,
	    "guid");
	qda_unit(q, source, &w.place);
	put_said(&w, source, NULL);
	for (; s != NULL; s = qda_next(s, "PlainTextSelection"))
		put_selection(&w, s);
}

/* --------------------------------------------------------------------- claims
 */

/* Notes on a claim answer its annotation. */
static void
put_replies(struct qda_in *q, const xmlNode *selection, struct str claim)
{
	const xmlNode *ref = qda_child(selection, "NoteRef");

	for (; ref != NULL; ref = qda_next(ref, "NoteRef")) {
		struct str guid = qda_ref(q, ref, "targetGUID");
		const xmlNode *note = qda_find(q, guid);

		if (note == NULL || note_text(q, note).len == 0)
			continue;
		begin(q, claim, guid);
		put_who(q, note);
		buf_puts(q->lines, ",\"body\":[");
		body(q, note_text(q, note), "replying", true);
		buf_puts(q->lines, "],\"target\":\"urn:uuid:");
		buf_str(q->lines, claim);
		buf_puts(q->lines, "\"}\n");
	}
}

static void
put_claim(struct qda_in *q, const xmlNode *c)
{
	struct str claim = qda_value(q, c, "mirsad-claim"), article;
	struct str guid = qda_ref(q, c, "guid");
	const xmlNode *ref = qda_child(c, "SourceRef");

	article = ref != NULL ? qda_ref(q, ref, "targetGUID") : str_of("");
	if (claim.len == 0 || article.len == 0 || guid.len == 0)
		return;
	begin(q, article, guid);
	buf_puts(q->lines, ",\"mirsad:claim\":");
	/* JSON as somebody wrote it: a line feed between its parts is none of
	 * ours, and within a string it is wrong. */
	qda_words(q, claim);
	buf_puts(q->lines, ",\"target\":{\"mirsad:article\":\"\t\"}}\n");
	for (ref = qda_child(c, "SelectionRef"); ref != NULL;
	     ref = qda_next(ref, "SelectionRef")) {
		const xmlNode *s = qda_find(q, qda_ref(q, ref, "targetGUID"));

		if (s != NULL)
			put_replies(q, s, guid);
	}
}

void
qda_claims(struct qda_in *q)
{
	const xmlNode *c = qda_child(qda_child(q->root, "Cases"), "Case");

	for (; c != NULL; c = qda_next(c, "Case"))
		put_claim(q, c);
}

/* ------------------------------------------------- notes on names and events
 */

static void
put_about(struct qda_in *q, const xmlNode *note, const xmlNode *about)
{
	struct str key = qda_value(q, about, "key");
	bool event = str_starts(qda_value(q, about, "kind"), "event");

	if (key.len == 0 || note_text(q, note).len == 0)
		return;
	begin(q, qda_ref(q, note, "guid"), qda_ref(q, note, "guid"));
	put_who(q, note);
	json_member(q->lines, "mirsad:on", str_of(event ? "event" : "entity"));
	json_member(q->lines, "mirsad:key", key);
	buf_puts(q->lines, ",\"body\":[");
	body(q, note_text(q, note), "commenting", true);
	buf_puts(q->lines, "],\"target\":\"urn:mirsad:case\"}\n");
}

void
qda_notes(struct qda_in *q)
{
	const xmlNode *l = qda_child(qda_child(q->root, "Links"), "Link");

	for (; l != NULL; l = qda_next(l, "Link")) {
		const xmlNode *n = qda_find(q, qda_ref(q, l, "originGUID"));
		const xmlNode *c = qda_find(q, qda_ref(q, l, "targetGUID"));

		if (n != NULL && c != NULL && qda_named(n, "Note") &&
		    qda_named(c, "Case"))
			put_about(q, n, c);
	}
}

static int
by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_cmp(*x, *y);
}

/* Notes on the project itself, on codes or cases of others. */
void
qda_notes_left(struct qda_in *q)
{
	const xmlNode *n = qda_child(qda_child(q->root, "Notes"), "Note");
	struct str guid, name;

	if (q->n_told > 0)
		qsort(q->told, q->n_told, sizeof *q->told, by_bytes);
	for (; n != NULL; n = qda_next(n, "Note")) {
		guid = qda_ref(q, n, "guid");
		name = qda_attr(q, n, "name");
		if (q->n_told == 0 || bsearch(&guid, q->told, q->n_told,
					  sizeof *q->told, by_bytes) == NULL)
			qda_failed(q, name.len > 0 ? name : guid,
			    "is a note on no text");
	}
}
