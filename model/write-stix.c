/* STIX 2.1 (OASIS, 10 June 2021): one bundle. Ids are made from uuids and
 * keys, so that a later export is a newer version of the same objects.
 *
 *	people, factions, outlets -> identity    places -> location
 *	article -> report                        event -> grouping, incident
 *	claim -> note with our extension         note -> note
 *	link of claims -> relationship; supports, contradicts also -> opinion
 *	relation -> relationship
 *
 * The confidence is that of the credibility (STIX, appendix A). */
#include "config.h"

#include "model/edtf.h"
#include "model/record.h"
#include "model/write-claim.h"
#include "model/writer.h"

/* An id made from a uuid or key. */
static struct str
id_of(struct writer *w, const char *type, const char *kind, struct str of)
{
	/* The schemas know versions 1 to 5 alone. */
	bool known = uuid_valid(of) && of.p[14] >= '1' && of.p[14] <= '5';
	struct str uuid = known ? of : uuid_of(&w->arena, kind, of);

	return arena_printf(&w->arena, "%s--%.*s", type, (int)uuid.len, uuid.p);
}

static const char *
type_of(enum entity_kind kind)
{
	return kind == ENTITY_PLACE ? "location" : "identity";
}

static struct str
entity_id(struct writer *w, enum entity_kind kind, struct str key)
{
	return id_of(w, type_of(kind), "entity", key);
}

static struct str
time_text(struct writer *w, int64_t seconds)
{
	struct str s = stamp(&w->arena, seconds);

	return arena_printf(&w->arena, "%.*s.000Z", (int)(s.len - 1), s.p);
}

/* What every object begins with; the caller closes it. created 0: as old as
 * the library. */
static void
begin(struct writer *w, const char *type, struct str id, int64_t created,
    int64_t modified)
{
	struct buf *out = &w->out;

	if (created == 0)
		created = w->source->born;
	if (modified < created)
		modified = created;
	buf_puts(out, w->started ? ",\n{" : "\n{");
	w->started = true;
	json_member(out, "type", str_of(type));
	json_member(out, "spec_version", str_of("2.1"));
	json_member(out, "id", id);
	json_member(out, "created", time_text(w, created));
	json_member(out, "modified", time_text(w, modified));
}

static void
created_by(struct writer *w, struct str analyst)
{
	if (analyst.len > 0)
		json_member(&w->out, "created_by_ref",
		    id_of(w, "identity", "analyst", analyst));
}

/* Our own fields: what follows are members of the extension, until
 * extension_end. */
static void
extension(struct writer *w)
{
	buf_puts(&w->out, ",\"extensions\":{");
	json_text(&w->out,
	    id_of(w, "extension-definition", "stix", str_of("extension")));
	buf_puts(&w->out, ":{\"extension_type\":\"property-extension\"");
}

static void
extension_end(struct writer *w)
{
	buf_puts(&w->out, "}}");
}

static bool
put_analyst(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;

	(void)err;
	/* The first one is who exports. */
	if (w->started && str_eq(out->analyst, w->source->analyst))
		return true;
	begin(
	    w, "identity", id_of(w, "identity", "analyst", out->analyst), 0, 0);
	json_member(&w->out, "name", out->analyst);
	json_member(&w->out, "identity_class", str_of("individual"));
	buf_putc(&w->out, '}');
	return true;
}

static void
definition(struct writer *w)
{
	begin(w, "extension-definition",
	    id_of(w, "extension-definition", "stix", str_of("extension")), 0,
	    0);
	created_by(w, w->source->analyst);
	json_member(&w->out, "name", str_of("mirsad"));
	json_member(&w->out, "description",
	    str_of("Claims with their passages, chains of sources and grades; "
		   "uncertain dates as EDTF"));
	json_member(&w->out, "schema", str_of("urn:mirsad:stix"));
	json_member(&w->out, "version", str_of("1.0.0"));
	buf_puts(&w->out, ",\"extension_types\":[\"property-extension\"]}");
}

/* ----------------------------------------------------------------- register */

static void
place(struct writer *w, const struct out_entity *e)
{
	if (e->placed)
		buf_addf(&w->out, ",\"latitude\":%.5f,\"longitude\":%.5f",
		    e->lat, e->lon);
	else
		json_member(&w->out, "region", e->entity->name);
}

static void
names(struct writer *w, const struct out_entity *e)
{
	size_t i;

	if (e->n_aliases == 0)
		return;
	buf_puts(&w->out, ",\"aliases\":[");
	for (i = 0; i < e->n_aliases; i++) {
		if (i > 0)
			buf_putc(&w->out, ',');
		json_text(&w->out, e->aliases[i].text);
	}
	buf_putc(&w->out, ']');
}

static bool
put_entity(void *arg, const struct out *out, struct err *err)
{
	static const char *const classes[] = {
		[ENTITY_PERSON] = "individual",
		[ENTITY_FACTION] = "group",
		[ENTITY_OUTLET] = "organization",
		[ENTITY_OTHER] = "unknown",
	};
	struct writer *w = arg;
	const struct entity *e = out->entity->entity;

	(void)err;
	begin(w, type_of(e->kind), entity_id(w, e->kind, e->key), 0, 0);
	json_member(&w->out, "name", e->name);
	json_member(&w->out, "description", e->note);
	if (e->kind == ENTITY_PLACE)
		place(w, out->entity);
	else
		json_member(
		    &w->out, "identity_class", str_of(classes[e->kind]));
	if (e->role.len > 0 && e->kind != ENTITY_PLACE) {
		buf_puts(&w->out, ",\"roles\":[");
		json_text(&w->out, e->role);
		buf_putc(&w->out, ']');
	}
	extension(w);
	json_member(&w->out, "key", e->key);
	json_member(&w->out, "kind", str_of(entity_kind_name(e->kind)));
	json_member(&w->out, "subkind", e->subkind);
	json_member(&w->out, "start", e->start);
	json_member(&w->out, "end", e->end);
	json_member(&w->out, "camp", e->camp);
	json_member(&w->out, "country", e->country);
	json_member(&w->out, "sources", e->sources);
	names(w, out->entity);
	extension_end(w);
	buf_putc(&w->out, '}');
	return true;
}

/* The first (or last) instant that a date allows; false where it has none that
 * a timestamp can say. */
static bool
bound(struct str date, bool last, int64_t *seconds)
{
	struct edtf e;
	struct err why;
	int64_t day;

	if (date.len == 0 || !edtf_parse_edge(date, &e, &why))
		return false;
	day = last ? edtf_latest(&e) : edtf_earliest(&e);
	if (!edtf_is_day(day) || day < day_number(1, 1, 1) ||
	    day > day_number(9999, 12, 31))
		return false;
	*seconds = day * 86400 + (last ? 86399 : 0);
	return true;
}

/* "part of" becomes part-of: letters of a to z, digits, hyphens. */
static struct str
relation_type(struct writer *w, struct str name)
{
	struct buf b = { 0 };
	struct str s;
	size_t i;

	for (i = 0; i < name.len; i++) {
		char c = name.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buf_putc(&b, c);
		else if (b.len > 0 && b.p[b.len - 1] != '-')
			buf_putc(&b, '-');
	}
	s = b.len > 0 ? arena_str(&w->arena, buf_view(&b))
		      : str_of("related-to");
	buf_release(&b);
	return s;
}

static bool
put_relation(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct relation *r = out->relation->relation;
	int64_t start = INT64_MIN, stop;

	(void)err;
	begin(w, "relationship",
	    id_of(w, "relationship", "relation",
		relation_id(&w->arena, out->relation)),
	    0, 0);
	json_member(
	    &w->out, "relationship_type", relation_type(w, r->relation));
	json_member(&w->out, "description", r->note);
	json_member(&w->out, "source_ref",
	    entity_id(w, out->relation->subject, r->subject_key));
	json_member(&w->out, "target_ref",
	    entity_id(w, out->relation->object, r->object_key));
	if (bound(r->start, false, &start))
		json_member(&w->out, "start_time", time_text(w, start));
	if (bound(r->end, true, &stop) && stop > start)
		json_member(&w->out, "stop_time", time_text(w, stop));
	extension(w);
	json_member(&w->out, "role", r->role);
	json_member(&w->out, "start", r->start);
	json_member(&w->out, "end", r->end);
	json_member(&w->out, "certainty", r->certainty);
	json_member(&w->out, "sources", r->sources);
	extension_end(w);
	buf_putc(&w->out, '}');
	return true;
}

/* ----------------------------------------------------------------- articles */

/* ,"name":["..."] of one text. */
static void
one(struct buf *out, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	buf_addf(out, ",\"%s\":[", name);
	json_text(out, value);
	buf_putc(out, ']');
}

static void
refs_begin(struct writer *w, struct str first)
{
	buf_puts(&w->out, ",\"object_refs\":[");
	json_text(&w->out, first);
}

static void
ref(struct writer *w, struct str id)
{
	buf_putc(&w->out, ',');
	json_text(&w->out, id);
}

/* What an article names, each once, in the order of the text. */
static void
mention_refs(struct writer *w, const struct out_article *a)
{
	size_t i, k;

	for (i = 0; i < a->n_mentions; i++) {
		for (k = 0; k < i; k++)
			if (str_eq(a->mentions[k].key, a->mentions[i].key))
				break;
		if (k == i)
			ref(w, entity_id(
				   w, a->mentions[i].kind, a->mentions[i].key));
	}
}

static void
labels(struct buf *out, const struct out_code *codes, size_t n,
    const struct grade *grade)
{
	char text[64];
	size_t i;

	if (n == 0 && (grade == NULL || grade->reliability == '\0'))
		return;
	buf_puts(out, ",\"labels\":[");
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(out, ',');
		json_text(out, codes[i].name);
	}
	if (grade != NULL && grade->reliability != '\0') {
		(void)snprintf(text, sizeof text,
		    "admiralty-scale:source-reliability=\"%c\"",
		    grade->reliability + 32);
		if (n > 0)
			buf_putc(out, ',');
		json_text(out, str_of(text));
	}
	buf_putc(out, ']');
}

static void
external(struct writer *w, const struct article *a)
{
	buf_puts(&w->out, ",\"external_references\":[{");
	json_member(&w->out, "source_name",
	    a->row.outlet.len > 0 ? a->row.outlet : str_of("article"));
	/* The schema wants an address that has a scheme, the standard one of
	 * address, id and description. */
	if (str_find(a->row.url, str_of("://"), 0) != SIZE_MAX)
		json_member(&w->out, "url", a->row.url);
	json_member(&w->out, "external_id", a->source_id);
	json_member(&w->out, "description",
	    a->row.title.len > 0 ? a->row.title : str_of("an article"));
	buf_puts(&w->out, "}]");
}

/* Where the names stand; the schema wants no empty list. */
static void
mentions(struct writer *w, const struct out_article *oa)
{
	struct points points = { .text = oa->article->text };
	size_t i;

	if (oa->n_mentions == 0 || !writer_wants(w, WHAT_ENTITIES))
		return;
	buf_puts(&w->out, ",\"mentions\":[");
	for (i = 0; i < oa->n_mentions; i++) {
		const struct out_mention *m = &oa->mentions[i];
		size_t from = points_at(&points, m->span.from);

		buf_addf(&w->out, "%s{\"start\":%zu,\"end\":%zu",
		    i > 0 ? "," : "", from, points_at(&points, m->span.to));
		json_member(&w->out, "entity", entity_id(w, m->kind, m->key));
		buf_putc(&w->out, '}');
	}
	buf_putc(&w->out, ']');
}

static void
report_extension(struct writer *w, const struct out_article *oa)
{
	const struct article *a = oa->article;
	extension(w);
	json_member(&w->out, "url", a->row.url);
	json_member(&w->out, "outlet", a->row.outlet);
	json_member(&w->out, "author", a->author);
	json_member(&w->out, "published", a->row.published);
	json_member(&w->out, "state", str_of(article_state_name(a->row.state)));
	if (a->row.flagged)
		buf_puts(&w->out, ",\"flagged\":true");
	mentions(w, oa);
	extension_end(w);
}

static void
report(struct writer *w, const struct out_article *oa)
{
	const struct article *a = oa->article;
	int64_t published;
	size_t i;

	if (!bound(a->row.published, false, &published))
		published = a->row.imported;
	begin(w, "report", id_of(w, "report", "article", a->uuid),
	    a->row.imported, 0);
	created_by(w, w->source->analyst);
	json_member(&w->out, "name",
	    a->row.title.len > 0 ? a->row.title : str_of("untitled"));
	json_member(&w->out, "description", a->text);
	json_member(&w->out, "published", time_text(w, published));
	json_member(&w->out, "lang", a->row.language);
	labels(&w->out, oa->codes, oa->n_codes, NULL);
	refs_begin(w, id_of(w, "identity", "analyst", w->source->analyst));
	mention_refs(w, oa);
	for (i = 0; writer_wants(w, WHAT_CLAIMS) && i < oa->n_claims; i++)
		ref(w, id_of(w, "note", "claim", oa->claims[i].claim->uuid));
	buf_putc(&w->out, ']');
	external(w, a);
	report_extension(w, oa);
	buf_putc(&w->out, '}');
}

/* ----------------------------------------------------------- notes and claims
 */

static void
note(struct writer *w, const struct note *n, struct str about,
    struct points *points)
{
	begin(w, "note", id_of(w, "note", "note", n->uuid), n->created,
	    n->updated);
	created_by(w, n->analyst);
	json_member(&w->out, "content", n->text);
	one(&w->out, "authors", n->analyst);
	refs_begin(w, about);
	buf_putc(&w->out, ']');
	if (n->anchor.state != ANCHOR_NONE) {
		extension(w);
		json_member(&w->out, "quote", n->anchor.quote);
		json_member(&w->out, "prefix", n->anchor.prefix);
		json_member(&w->out, "suffix", n->anchor.suffix);
		json_member(&w->out, "anchor",
		    str_of(anchor_state_name(n->anchor.state)));
		if (n->anchor.state != ANCHOR_ORPHANED) {
			size_t from = points_at(points, n->anchor.span.from);

			buf_addf(&w->out, ",\"start\":%zu,\"end\":%zu", from,
			    points_at(points, n->anchor.span.to));
		}
		extension_end(w);
	}
	buf_putc(&w->out, '}');
}

static void
claim(struct writer *w, const struct out_article *a, const struct out_claim *oc)
{
	static const int confidence[] = { 0, 90, 70, 50, 30, 10, 0 };
	const struct claim *c = oc->claim;
	int sure = confidence[c->grade.credibility];
	size_t i;

	begin(w, "note", id_of(w, "note", "claim", c->uuid), c->created,
	    c->updated);
	created_by(w, c->analyst);
	json_member(&w->out, "abstract", c->statement);
	json_member(
	    &w->out, "content", c->quote.len > 0 ? c->quote : c->statement);
	one(&w->out, "authors", c->analyst);
	if (sure != 0)
		buf_addf(&w->out, ",\"confidence\":%d", sure);
	labels(&w->out, oc->codes, c->n_codes, &c->grade);
	refs_begin(w, id_of(w, "report", "article", a->article->uuid));
	for (i = 0; i < oc->n_refs; i++)
		ref(w, entity_id(w, oc->refs[i].kind, oc->refs[i].key));
	buf_putc(&w->out, ']');
	extension(w);
	buf_puts(&w->out, ",\"claim\":");
	claim_json(&w->out, oc, a->article->text);
	extension_end(w);
	buf_putc(&w->out, '}');
}

static struct str
claim_id(struct writer *w, struct str uuid)
{
	return id_of(w, "note", "claim", uuid);
}

/* What one claim says of the other, as STIX has it: an opinion. */
static void
opinion(struct writer *w, const struct claim *c, const struct claim_link *l,
    struct str id, struct str other)
{
	begin(w, "opinion", id_of(w, "opinion", "opinion", id), c->created, 0);
	created_by(w, c->analyst);
	json_member(&w->out, "opinion",
	    str_of(l->kind == LINK_SUPPORTS ? "agree" : "disagree"));
	json_member(
	    &w->out, "explanation", l->note.len > 0 ? l->note : c->statement);
	one(&w->out, "authors", c->analyst);
	refs_begin(w, claim_id(w, other));
	buf_puts(&w->out, "]}");
}

static void
claim_link(struct writer *w, const struct claim *c, const struct claim_link *l,
    struct str other)
{
	const char *kind = link_kind_name(l->kind);
	struct str id = arena_printf(&w->arena, "%.*s %s %.*s",
	    (int)c->uuid.len, c->uuid.p, kind, (int)other.len, other.p);

	begin(w, "relationship", id_of(w, "relationship", "link", id),
	    c->created, 0);
	created_by(w, c->analyst);
	json_member(&w->out, "relationship_type",
	    str_of(l->kind == LINK_DERIVES_FROM ? "derived-from"
		   : l->kind == LINK_SAME_AS    ? "duplicate-of"
						: kind));
	json_member(&w->out, "description", l->note);
	json_member(&w->out, "source_ref", claim_id(w, c->uuid));
	json_member(&w->out, "target_ref", claim_id(w, other));
	buf_putc(&w->out, '}');
	if (l->kind == LINK_SUPPORTS || l->kind == LINK_CONTRADICTS)
		opinion(w, c, l, id, other);
}

static void
claims(struct writer *w, const struct out_article *a)
{
	struct points none = { .text = a->article->text };
	size_t i, k;

	for (i = 0; i < a->n_claims; i++) {
		const struct out_claim *oc = &a->claims[i];

		claim(w, a, oc);
		for (k = 0; k < oc->claim->n_links; k++)
			if (!oc->claim->links[k].from_other &&
			    oc->others[k].len > 0)
				claim_link(w, oc->claim, &oc->claim->links[k],
				    oc->others[k]);
		for (k = 0; writer_wants(w, WHAT_NOTES) && k < oc->n_notes; k++)
			note(w, &oc->notes[k], claim_id(w, oc->claim->uuid),
			    &none);
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
	report(w, a);
	for (i = 0; writer_wants(w, WHAT_NOTES) && i < a->n_notes; i++)
		note(w, &a->notes[i],
		    id_of(w, "report", "article", a->article->uuid), &points);
	if (writer_wants(w, WHAT_CLAIMS))
		claims(w, a);
	return true;
}

static bool
put_note(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct out_note *n = out->note;
	struct points none = { 0 };

	(void)err;
	if (n->note->on == ON_ENTITY)
		note(w, n->note, entity_id(w, n->entity_kind, n->key), &none);
	else if (writer_wants(w, WHAT_EVENTS))
		note(w, n->note,
		    id_of(w, n->parties ? "grouping" : "incident", "event",
			n->key),
		    &none);
	else
		writer_lost(w, "note on an event|notes on events", 1);
	return true;
}

/* ------------------------------------------------------------------- events */

static void
event_extension(struct writer *w, const struct event *e)
{
	int64_t from, to;
	struct str last = e->end.len > 0 ? e->end : e->date;

	extension(w);
	json_member(&w->out, "key", e->key);
	json_member(&w->out, "kind", e->kind);
	json_member(&w->out, "date", e->date);
	json_member(&w->out, "end", e->end);
	if (bound(e->date, false, &from))
		json_member(&w->out, "earliest", time_text(w, from));
	if (bound(last, true, &to))
		json_member(&w->out, "latest", time_text(w, to));
	json_member(&w->out, "toll", e->toll);
	json_member(&w->out, "sources", e->sources);
	extension_end(w);
}

/* A grouping of who took part; a grouping must hold something, so that an
 * event of nobody is an incident. */
static bool
put_event(void *arg, const struct out *out, struct err *err)
{
	struct writer *w = arg;
	const struct event *e = out->event->event;
	const struct out_mention *p = out->event->parties;
	size_t i, n = out->event->n_parties;
	const char *type = n > 0 ? "grouping" : "incident";

	(void)err;
	begin(w, type, id_of(w, type, "event", e->key), 0, 0);
	json_member(&w->out, "name", e->title);
	json_member(&w->out, "description", e->note);
	if (n > 0) {
		json_member(&w->out, "context", str_of("unspecified"));
		refs_begin(w, entity_id(w, p[0].kind, p[0].key));
		for (i = 1; i < n; i++)
			ref(w, entity_id(w, p[i].kind, p[i].key));
		buf_putc(&w->out, ']');
	}
	event_extension(w, e);
	buf_putc(&w->out, '}');
	return true;
}

static bool
write_bundle(struct writer *w, struct err *err)
{
	struct out self = { .kind = OUT_ANALYST,
		.analyst = w->source->analyst };

	buf_puts(&w->out, "{\"type\":\"bundle\",\"id\":");
	json_text(&w->out, id_of(w, "bundle", "library", w->source->title));
	buf_puts(&w->out, ",\"objects\":[");
	if (!put_analyst(w, &self, err) ||
	    !writer_each(w, OUT_ANALYST, put_analyst, err))
		return false;
	definition(w);
	/* Whatever the others refer to has to be there. */
	if (!writer_each(w, OUT_ENTITY, put_entity, err) ||
	    (writer_wants(w, WHAT_ENTITIES) &&
		!writer_each(w, OUT_RELATION, put_relation, err)) ||
	    !writer_each(w, OUT_ARTICLE, put_article, err) ||
	    (writer_wants(w, WHAT_NOTES) &&
		!writer_each(w, OUT_NOTE, put_note, err)) ||
	    (writer_wants(w, WHAT_EVENTS) &&
		!writer_each(w, OUT_EVENT, put_event, err)))
		return false;
	buf_puts(&w->out, "\n]}\n");
	return writer_lose(w, OUT_QUERY, "folder|folders", err);
}

const struct writer_format write_stix = {
	.name = "stix",
	.ending = "json",
	.help = "a STIX 2.1 bundle for OpenCTI, MISP",
	.what = WHAT_ALL,
	.passes = 1,
	.escaped = true,
	.write = write_bundle,
};
