/* REFI-QDA 1.5: a project (.qdpx), a ZIP of the texts and of project.qde, whose
 * elements come in the order that the schema wants; and a codebook (.qdc).
 * Positions are code points, the end exclusive (Annex A.2). Every GUID is made
 * from a uuid or key, so that the same thing has the same one in every export.
 *
 *	code -> Code, by which an article is coded as one passage, its whole
 *text claim -> Case, and passages coded as Claim, Cue, Source name -> Case, and
 *passages coded as Person, Faction, Place event -> Case      note -> Note link,
 *relation -> Link field -> VariableValue                folder -> Set
 *
 * QualCoder's import (refi.py) reads no NoteRef, no Coding of a source and no
 * PlainTextContent, and what it refuses it drops, or ends: so what notes say
 * stands as a Description too, names are unique, and no two passages without a
 * code have one place and author. */
#include "config.h"

#include "model/write-qda.h"

#include "model/write-claim.h"

/* --------------------------------------------------------------------- XML */

void
qda_guid(struct writer *w, const char *name, const char *kind, struct str of)
{
	xml_attr(&w->out, name, uuid_of(&w->arena, kind, of));
}

void
qda_element(struct buf *out, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	buf_addf(out, "<%s>", name);
	xml_text(out, text);
	buf_addf(out, "</%s>", name);
}

void
qda_by_whom(
    struct writer *w, struct str analyst, int64_t created, int64_t updated)
{
	if (analyst.len > 0)
		qda_guid(w, "creatingUser", "analyst", analyst);
	if (created != 0)
		xml_attr(
		    &w->out, "creationDateTime", stamp(&w->arena, created));
	if (updated > created)
		xml_attr(
		    &w->out, "modifiedDateTime", stamp(&w->arena, updated));
}

static void
qda_target(struct writer *w, const char *name, const char *kind, struct str of)
{
	buf_addf(&w->out, "<%s", name);
	qda_guid(w, "targetGUID", kind, of);
	buf_puts(&w->out, "/>");
}

void
qda_target_uuid(struct writer *w, const char *name, struct str uuid)
{
	buf_addf(&w->out, "<%s", name);
	xml_attr(&w->out, "targetGUID", uuid);
	buf_puts(&w->out, "/>");
}

/* --------------------------------------------------------------- the head */

static bool
put_user(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;

	(void)err;
	if (str_eq(out->analyst, w->source->analyst))
		return true;
	buf_puts(&w->out, "<User");
	qda_guid(w, "guid", "analyst", out->analyst);
	xml_attr(&w->out, "name", out->analyst);
	buf_puts(&w->out, "/>\n");
	return true;
}

/* The spans of a claim are told apart by codes of our own. */
const char *const qda_roles[SPAN_ROLES] = {
	[SPAN_CONTENT] = "Claim",
	[SPAN_CUE] = "Cue",
	[SPAN_SOURCE] = "Source",
	[SPAN_ADDRESSEE] = "Addressee",
};

const char *const qda_kinds[ENTITY_KINDS] = {
	[ENTITY_PERSON] = "Person",
	[ENTITY_FACTION] = "Faction",
	[ENTITY_PLACE] = "Place",
	[ENTITY_OUTLET] = "Outlet",
	[ENTITY_OTHER] = "Other name",
};

/* Programs know codes by their names: none of ours may have one of the
 * analyst's, which never hold a blank. */
static bool
note_taken(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	size_t i;

	(void)err;
	for (i = 0; i < SPAN_ROLES; i++)
		if (str_is_nocase(out->code->name, qda_roles[i]))
			q->roles_taken = true;
	for (i = 0; i < ENTITY_KINDS; i++)
		if (str_is_nocase(out->code->name, qda_kinds[i]))
			q->kinds_taken = true;
	return true;
}

static void
own_code(struct qda *q, const char *kind, const char *name, bool taken)
{
	struct writer *w = q->w;

	buf_puts(&w->out, "<Code");
	qda_guid(w, "guid", kind, str_of(name));
	xml_attr(&w->out, "name",
	    taken ? arena_printf(&w->arena, "%s (mirsad)", name)
		  : str_of(name));
	buf_puts(&w->out, " isCodable=\"true\">");
}

static void
own_codes(struct qda *q)
{
	struct buf *out = &q->w->out;
	size_t i;

	for (i = 0; i < SPAN_ROLES; i++) {
		own_code(q, "role", qda_roles[i], q->roles_taken);
		buf_puts(out, i == SPAN_CONTENT
				  ? "<Description>What is claimed, by whom and "
				    "how: see the case of the claim"
				    "</Description>\n"
				  : "</Code>\n");
	}
	buf_puts(out, "</Code>\n");
	if (!writer_wants(q->w, WHAT_ENTITIES))
		return;
	buf_puts(out, "<Code");
	qda_guid(q->w, "guid", "kind", str_of("names"));
	buf_puts(out, " name=\"Names in the text\" isCodable=\"false\">\n");
	for (i = 0; i < ENTITY_KINDS; i++) {
		own_code(q, "kind", qda_kinds[i], q->kinds_taken);
		buf_puts(out, "</Code>\n");
	}
	buf_puts(out, "</Code>\n");
}

static bool
is_colour(struct str s)
{
	size_t i;

	for (i = 1; i < s.len && s.p[0] == '#'; i++)
		if (memchr("0123456789abcdefABCDEF", s.p[i], 22) == NULL)
			return false;
	return s.len == 7 || s.len == 4;
}

static void
code_close(struct qda *q)
{
	buf_puts(&q->w->out, "</Code>\n");
	q->depth--;
}

/* Codes come as a walk through the tree: what is open and not the parent of
 * this one is at its end. */
static bool
put_code(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	const struct out_code *c = out->code;
	struct buf *b = &q->w->out;

	while (q->depth > 0 && !str_eq(q->stack[q->depth - 1], c->parent))
		code_close(q);
	if (q->depth == QDA_DEPTH)
		return err_set(err, ERR_INVALID,
		    "codes lie more than %d deep in each other", QDA_DEPTH);
	buf_puts(b, "<Code");
	xml_attr(b, "guid", c->uuid);
	xml_attr(b, "name", c->name);
	/* What may not be coded by loses what was coded by it: put_retired. */
	buf_addf(b, " isCodable=\"%s\"",
	    c->retired && !(q->project && c->used) ? "false" : "true");
	if (is_colour(c->colour))
		xml_attr(b, "color", c->colour);
	buf_putc(b, '>');
	qda_element(b, "Description", c->definition);
	if (c->key.len > 0)
		writer_lost(q->w, "key of a code|keys of codes", 1);
	q->stack[q->depth++] = arena_str(&q->arena, c->uuid);
	q->open = true;
	return true;
}

static bool
codes(struct qda *q, struct err *err)
{
	struct writer *w = q->w;

	if (!w->source->each(w->source->arg, OUT_CODE, put_code, q, err))
		return false;
	while (q->depth > 0)
		code_close(q);
	return true;
}

/* ---------------------------------------------------------------- variables */

static const char *const variables[] = { "kind", "key", "title", "url",
	"author", "outlet", "published", "language", "state", "flagged",
	"origin", "aliases", "role", "start", "end", "camp", "country",
	"sources", "date", "toll", "parties", "claimant", "via", "modality",
	"subjects", "when", "place", "reliability", "credibility", "status",
	"analyst", "mirsad-claim" };

void
qda_variable(struct writer *w, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_puts(&w->out, "<VariableValue>");
	qda_target(w, "VariableRef", "variable", str_of(name));
	qda_element(&w->out, "TextValue", value);
	buf_puts(&w->out, "</VariableValue>");
}

static void
put_variables(struct writer *w)
{
	size_t i;

	buf_puts(&w->out, "<Variables>\n");
	for (i = 0; i < ARRAY_LEN(variables); i++) {
		buf_puts(&w->out, "<Variable");
		qda_guid(w, "guid", "variable", str_of(variables[i]));
		xml_attr(&w->out, "name", str_of(variables[i]));
		buf_puts(&w->out, " typeOfVariable=\"Text\"/>\n");
	}
	buf_puts(&w->out, "</Variables>\n");
}

/* -------------------------------------------------------------------- cases */

void
qda_list_begin(struct qda *q, const char *name)
{
	if (!q->open)
		buf_addf(&q->w->out, "<%s>\n", name);
	q->open = true;
}

void
qda_list_end(struct qda *q, const char *name)
{
	if (q->open)
		buf_addf(&q->w->out, "</%s>\n", name);
	q->open = false;
}

static struct qda_name *
name_slot(struct qda_name *names, size_t size, uint64_t hash)
{
	size_t at = hash & (size - 1);

	while (names[at].hash != 0 && names[at].hash != hash)
		at = (at + 1) & (size - 1);
	return &names[at];
}

static void
names_grow(struct qda *q)
{
	size_t size = q->size_names > 0 ? q->size_names * 2 : 256, i;
	struct qda_name *names = xcalloc(size, sizeof *names);

	for (i = 0; i < q->size_names; i++)
		if (q->names[i].hash != 0)
			*name_slot(names, size, q->names[i].hash) = q->names[i];
	free(q->names);
	q->names = names;
	q->size_names = size;
}

uint32_t *
qda_name_times(struct qda *q, struct str name)
{
	uint64_t hash = 14695981039346656037U; /* FNV-1a */
	struct qda_name *slot;
	size_t i;

	for (i = 0; i < name.len; i++)
		hash = (hash ^ (unsigned char)name.p[i]) * 1099511628211U;
	hash |= 1;
	if (q->n_names * 2 >= q->size_names)
		names_grow(q);
	slot = name_slot(q->names, q->size_names, hash);
	if (slot->hash == 0) {
		slot->hash = hash;
		q->n_names++;
	}
	return &slot->times;
}

/* The name of the passage of a mention, the same wherever it is asked for. */
struct str
qda_mention_id(
    struct arena *arena, struct str article, const struct out_mention *m)
{
	return arena_printf(arena, "%.*s %u %.*s", (int)article.len, article.p,
	    (unsigned)m->span.from, (int)m->key.len, m->key.p);
}

struct refs {
	struct writer *w;
	bool selections;
};

static bool
put_refs(void *arg, const struct out *out, struct err *err)
{
	const struct refs *r = arg;
	const struct out_article *a = out->article;
	size_t i;

	if (!r->selections) {
		qda_target_uuid(r->w, "SourceRef", a->article->uuid);
	} else {
		for (i = 0; i < a->n_mentions; i++)
			qda_target(r->w, "SelectionRef", "mention",
			    qda_mention_id(&r->w->arena, a->article->uuid,
				&a->mentions[i]));
	}
	return r->w->out.len < 1 << 16 || writer_flush(r->w, err);
}

static struct str
joined(struct arena *arena, const struct out_entity *e)
{
	struct buf b = { 0 };
	struct str s;
	size_t i;

	for (i = 0; i < e->n_aliases; i++) {
		buf_puts(&b, i > 0 ? " | " : "");
		buf_str(&b, e->aliases[i].text);
	}
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

/* Programs want no two cases of one name: a place and its government, a claim
 * that five papers make. It ends the start tag. */
static void
case_name(struct writer *w, struct str name, const char *what)
{
	xml_attr(&w->out, "name",
	    arena_printf(&w->arena, "%.*s (%s)", (int)name.len, name.p, what));
	buf_putc(&w->out, '>');
}

static bool
put_entity(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	struct writer *w = q->w;
	const struct entity *e = out->entity->entity;
	struct refs refs = { w, false };

	arena_reset(&w->arena);
	qda_list_begin(q, "Cases");
	buf_puts(&w->out, "<Case");
	qda_guid(w, "guid", "entity", e->key);
	case_name(w, e->name, entity_kind_name(e->kind));
	qda_element(&w->out, "Description", e->note);
	qda_variable(w, "kind", str_of(entity_kind_name(e->kind)));
	qda_variable(w, "key", e->key);
	qda_variable(w, "aliases", joined(&w->arena, out->entity));
	qda_variable(w, "role", e->role);
	qda_variable(w, "start", e->start);
	qda_variable(w, "end", e->end);
	qda_variable(w, "camp", e->camp);
	qda_variable(w, "country", e->country);
	qda_variable(w, "sources", e->sources);
	if (!w->source->naming(w->source->arg, e->id, put_refs, &refs, err))
		return false;
	refs.selections = true;
	if (!w->source->naming(w->source->arg, e->id, put_refs, &refs, err))
		return false;
	buf_puts(&w->out, "</Case>\n");
	return true;
}

static bool
put_event(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	struct writer *w = q->w;
	const struct event *e = out->event->event;
	struct buf b = { 0 };
	size_t i;

	arena_reset(&w->arena);
	qda_list_begin(q, "Cases");
	for (i = 0; i < out->event->n_parties; i++) {
		buf_puts(&b, i > 0 ? " | " : "");
		buf_str(&b, out->event->parties[i].key);
	}
	buf_puts(&w->out, "<Case");
	qda_guid(w, "guid", "event", e->key);
	case_name(w, e->title,
	    arena_printf(&w->arena, "event, %.*s", (int)e->date.len, e->date.p)
		.p);
	qda_element(&w->out, "Description", e->note);
	qda_variable(w, "kind",
	    arena_printf(
		&w->arena, "event: %.*s", (int)e->kind.len, e->kind.p));
	qda_variable(w, "key", e->key);
	qda_variable(w, "end", e->end);
	qda_variable(w, "sources", e->sources);
	qda_variable(w, "date", e->date);
	qda_variable(w, "toll", e->toll);
	qda_variable(w, "parties", buf_view(&b));
	buf_puts(&w->out, "</Case>\n");
	buf_release(&b);
	return w->out.len < 1 << 16 || writer_flush(w, err);
}

struct str
qda_span_id(struct arena *arena, const struct claim *c, size_t i)
{
	return arena_printf(arena, "%.*s %zu", (int)c->uuid.len, c->uuid.p, i);
}

static void
put_claim_case(
    struct writer *w, const struct out_article *a, const struct out_claim *oc)
{
	const struct claim *c = oc->claim;
	struct buf json = { 0 };
	size_t i;

	claim_json(&json, oc, a->article->text);
	buf_puts(&w->out, "<Case");
	xml_attr(&w->out, "guid", c->uuid);
	case_name(w, c->statement,
	    arena_printf(&w->arena, "claim %lld", (long long)c->id).p);
	qda_element(&w->out, "Description", c->rationale);
	qda_target(w, "CodeRef", "role", str_of(qda_roles[SPAN_CONTENT]));
	for (i = 0; i < c->n_codes; i++)
		qda_target_uuid(w, "CodeRef", oc->codes[i].uuid);
	qda_variable(w, "kind", str_of("claim"));
	qda_variable(w, "claimant", claim_source_words(&c->claimant));
	qda_variable(w, "via", claim_via_words(c, &w->arena));
	qda_variable(w, "modality", str_of(modality_name(c->modality)));
	qda_variable(w, "subjects", claim_subject_words(c, " | ", &w->arena));
	qda_variable(w, "when", c->happened);
	qda_variable(w, "place", c->place_name);
	qda_variable(w, "reliability",
	    (struct str){
		&c->grade.reliability, c->grade.reliability != '\0' ? 1 : 0 });
	if (c->grade.credibility != 0)
		qda_variable(w, "credibility",
		    arena_printf(&w->arena, "%d", c->grade.credibility));
	qda_variable(w, "status", str_of(claim_status_name(c->status)));
	qda_variable(w, "analyst", c->analyst);
	qda_variable(w, "mirsad-claim", buf_view(&json));
	qda_target_uuid(w, "SourceRef", a->article->uuid);
	for (i = 0; i < c->n_spans; i++)
		if (c->spans[i].anchor.state != ANCHOR_ORPHANED)
			qda_target(w, "SelectionRef", "selection",
			    qda_span_id(&w->arena, c, i));
	buf_puts(&w->out, "</Case>\n");
	buf_release(&json);
}

static bool
put_claim_cases(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	size_t i;

	for (i = 0; i < out->article->n_claims; i++) {
		arena_reset(&q->w->arena);
		qda_list_begin(q, "Cases");
		put_claim_case(q->w, out->article, &out->article->claims[i]);
	}
	return q->w->out.len < 1 << 16 || writer_flush(q->w, err);
}

bool
qda_each(struct qda *q, enum out_kind kind, out_put *put, struct err *err)
{
	return q->w->source->each(q->w->source->arg, kind, put, q, err);
}

static bool
cases(struct qda *q, struct err *err)
{
	struct writer *w = q->w;

	q->open = false;
	if ((writer_wants(w, WHAT_CLAIMS) &&
		!qda_each(q, OUT_ARTICLE, put_claim_cases, err)) ||
	    (writer_wants(w, WHAT_ENTITIES) &&
		!qda_each(q, OUT_ENTITY, put_entity, err)) ||
	    (writer_wants(w, WHAT_EVENTS) &&
		!qda_each(q, OUT_EVENT, put_event, err)))
		return false;
	qda_list_end(q, "Cases");
	return true;
}

static bool
put_set(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	struct writer *w = q->w;

	(void)err;
	arena_reset(&w->arena);
	qda_list_begin(q, "Sets");
	buf_puts(&w->out, "<Set");
	qda_guid(w, "guid", "query", out->query->name);
	xml_attr(&w->out, "name", out->query->name);
	buf_putc(&w->out, '>');
	qda_element(&w->out, "Description", out->query->query);
	buf_puts(&w->out, "</Set>\n");
	return true;
}

/* Codes that are retired and yet must stay codable. */
static bool
put_retired(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	struct writer *w = q->w;

	(void)err;
	arena_reset(&w->arena);
	if (!out->code->retired || !out->code->used)
		return true;
	if (!q->retired) {
		qda_list_begin(q, "Sets");
		buf_puts(&w->out, "<Set");
		qda_guid(w, "guid", "set", str_of(QDA_RETIRED));
		buf_puts(&w->out, " name=\"" QDA_RETIRED "\">");
		q->retired = true;
	}
	qda_target_uuid(w, "MemberCode", out->code->uuid);
	return true;
}

/* ------------------------------------------------------------------ project */

static void
project_head(struct writer *w)
{
	buf_puts(&w->out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			  "<Project xmlns=\"urn:QDA-XML:project:1.0\"");
	xml_attr(&w->out, "name", w->source->title);
	buf_puts(&w->out, " origin=\"" PACKAGE_STRING "\"");
	qda_guid(w, "creatingUserGUID", "analyst", w->source->analyst);
	xml_attr(&w->out, "creationDateTime", stamp(&w->arena, w->source->now));
	buf_puts(&w->out, ">\n<Users>\n<User");
	qda_guid(w, "guid", "analyst", w->source->analyst);
	xml_attr(&w->out, "name", w->source->analyst);
	buf_puts(&w->out, "/>\n");
}

static bool
project(struct qda *q, struct err *err)
{
	struct writer *w = q->w;

	project_head(w);
	if (!writer_each(w, OUT_ANALYST, put_user, err) ||
	    !qda_each(q, OUT_CODE, note_taken, err))
		return false;
	buf_puts(&w->out, "</Users>\n<CodeBook><Codes>\n");
	own_codes(q);
	if (!codes(q, err))
		return false;
	buf_puts(&w->out, "</Codes></CodeBook>\n");
	put_variables(w);
	if (!cases(q, err) || !qda_sources(q, err) ||
	    !qda_notes_and_links(q, err) ||
	    !qda_each(q, OUT_QUERY, put_set, err) ||
	    !w->source->each(w->source->arg, OUT_CODE, put_retired, q, err))
		return false;
	if (q->retired)
		buf_puts(&w->out, "</Set>\n");
	qda_list_end(q, "Sets");
	buf_puts(&w->out, "</Project>\n");
	return writer_flush(w, err);
}

/* -------------------------------------------------------------- the files */

static bool
put_text(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	const struct article *a = out->article->article;
	struct str path;

	arena_reset(&q->w->arena);
	path = arena_printf(
	    &q->w->arena, "sources/%.*s.txt", (int)a->uuid.len, a->uuid.p);
	if (!zip_file(q->zip, path.p, (int64_t)a->text.len, err))
		return false;
	buf_str(&q->w->out, a->text);
	return true;
}

/* A note on a name or event is a file, too: QualCoder takes it as a journal. */
static bool
put_note_text(void *arg, const struct out *out, struct err *err)
{
	struct qda *q = arg;
	const struct note *n = out->note->note;
	struct str path;

	arena_reset(&q->w->arena);
	path = arena_printf(
	    &q->w->arena, "sources/%.*s.txt", (int)n->uuid.len, n->uuid.p);
	if (!zip_file(q->zip, path.p, (int64_t)n->text.len, err))
		return false;
	buf_str(&q->w->out, n->text);
	return true;
}

static bool
project_write(struct writer *w, struct err *err)
{
	struct qda q = { .w = w, .zip = zip_open(w), .project = true };
	bool good = qda_each(&q, OUT_ARTICLE, put_text, err) &&
		    (!writer_wants(w, WHAT_NOTES) ||
			qda_each(&q, OUT_NOTE, put_note_text, err)) &&
		    zip_file(q.zip, "project.qde", -1, err) && project(&q, err);

	good = zip_close(q.zip, good, err);
	free(q.names);
	arena_release(&q.arena);
	return good;
}

static bool
codebook_write(struct writer *w, struct err *err)
{
	struct qda q = { .w = w };
	bool good;

	buf_puts(&w->out,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CodeBook "
	    "xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"" PACKAGE_STRING
	    "\"><Codes>\n");
	good = codes(&q, err);
	if (good && !q.open)
		good = err_set(err, ERR_MISSING,
		    "there are no codes yet (mirsad tag ID +code makes one)");
	buf_puts(&w->out, "</Codes></CodeBook>\n");
	arena_release(&q.arena);
	return good;
}

const struct writer_format write_qda = {
	.name = "refi-qda",
	.ending = "qdpx",
	.help = "a project for ATLAS.ti, MAXQDA, NVivo, QualCoder",
	.what = WHAT_ALL,
	.passes = 5,
	.binary = true,
	.write = project_write,
};

const struct writer_format write_codebook = {
	.name = "codebook",
	.ending = "qdc",
	.help = "the codes alone, for the same programs",
	.what = WHAT_ALL,
	.passes = 1,
	.write = codebook_write,
};
