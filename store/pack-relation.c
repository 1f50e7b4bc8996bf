/* The relations of a pack, with the affiliations of its people. */
#include "config.h"

#include "store/pack-load.h"

enum {
	RELATION_FIND,
	RELATION_ADD,
	RELATION_SET,
	RELATIONS_OF,
	RELATION_DROP,
};

static const char *const sql[] = {
	[RELATION_FIND] = "SELECT id FROM relation WHERE key = ?1",
	[RELATION_ADD] =
	    "INSERT INTO relation (subject, relation, object, start, origin, "
	    "\"end\", note, sources, position, key) "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
	[RELATION_SET] =
	    "UPDATE relation SET \"end\" = ?2, note = ?3, sources = ?4, "
	    "position = ?5 WHERE id = ?1 AND (\"end\", note, sources, "
	    "position) IS NOT (?2, ?3, ?4, ?5)",
	[RELATIONS_OF] =
	    "SELECT id FROM relation WHERE subject = ?1 AND origin IN "
	    "('pack', 'affiliation') AND NOT EXISTS (SELECT 1 FROM revision "
	    "WHERE kind = 'relation' AND doc = relation.key AND act > 0)",
	[RELATION_DROP] = "DELETE FROM relation WHERE id = ?1",
};
const struct db_table pack_relation_sql = { "pack-relation", sql,
	ARRAY_LEN(sql) };

/* A relation as the files have it. */
struct link {
	struct str subject, relation, object, start, end, note, sources;
	const char *origin;
	size_t position;
};

static void
bind_link(sqlite3_stmt *st, const struct link *link, const int64_t sides[2])
{
	db_bind_int(st, 1, sides[0]);
	db_bind_str(st, 2, link->relation);
	db_bind_int(st, 3, sides[1]);
	db_bind_opt(st, 4, link->start);
	db_bind_str(st, 5, str_of(link->origin));
}

static void
bind_rest(sqlite3_stmt *st, int i, const struct link *link)
{
	db_bind_opt(st, i, link->end);
	db_bind_opt(st, i + 1, link->note);
	db_bind_opt(st, i + 2, link->sources);
	db_bind_int(st, i + 3, (int64_t)link->position);
}

static void
keep(struct pack_load *l, int64_t id)
{
	if ((size_t)id >= l->n_kept) {
		size_t n = (size_t)id * 2 + 64;

		l->kept = xreallocarray(l->kept, n, sizeof *l->kept);
		memset(
		    l->kept + l->n_kept, 0, (n - l->n_kept) * sizeof *l->kept);
		l->n_kept = n;
	}
	l->kept[id] = true;
}

/* What a relation of the pack is known by, in every library. */
static struct str
link_key(struct pack_load *l, const struct link *link)
{
	return arena_printf(&l->arena, "%.*s %.*s %.*s %.*s %s",
	    (int)link->subject.len, link->subject.p, (int)link->relation.len,
	    link->relation.p, (int)link->object.len, link->object.p,
	    (int)link->start.len, link->start.p, link->origin);
}

static bool
link_set(struct pack_load *l, const struct link *link)
{
	struct str key = link_key(l, link);
	int64_t sides[2], id = 0;
	sqlite3_stmt *st;
	struct err e;
	bool changed;

	if (!load_entity_id(l, link->subject, &sides[0]) ||
	    !load_entity_id(l, link->object, &sides[1]) ||
	    !load_edited(l, "relation", key, &changed))
		return false;
	if (changed)
		return true;
	st = db_stmt(l->store, sql[RELATION_FIND], l->err);
	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	if (db_row(l->store, st, &e))
		id = db_int(st, 0);
	if (!db_over(st, &e, l->err))
		return false;
	st = db_stmt(
	    l->store, sql[id != 0 ? RELATION_SET : RELATION_ADD], l->err);
	if (st == NULL)
		return false;
	if (id != 0)
		db_bind_int(st, 1, id);
	else
		bind_link(st, link, sides);
	bind_rest(st, id != 0 ? 2 : 6, link);
	if (id == 0)
		db_bind_str(st, 10, key);
	if (!db_run(l->store, st, l->err))
		return false;
	keep(l, id != 0 ? id : db_last_id(l->store));
	return true;
}

/* What the pack says no more of one of its own entities goes. */
static bool
links_prune(struct pack_load *l, struct str key)
{
	int64_t subject, gone[64] = { 0 };
	sqlite3_stmt *st;
	size_t n = 0;
	struct err e;

	if (!load_entity_id(l, key, &subject))
		return false;
	st = db_stmt(l->store, sql[RELATIONS_OF], l->err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, subject);
	while (n < ARRAY_LEN(gone) && db_row(l->store, st, &e)) {
		gone[n] = db_int(st, 0);
		n += (size_t)gone[n] >= l->n_kept || !l->kept[gone[n]];
	}
	if (n == ARRAY_LEN(gone))
		e.code = ERR_NONE;
	if (!db_over(st, &e, l->err))
		return false;
	for (size_t i = 0; i < n; i++) {
		st = db_stmt(l->store, sql[RELATION_DROP], l->err);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, gone[i]);
		if (!db_run(l->store, st, l->err))
			return false;
	}
	return true;
}

static bool
prune(struct pack_load *l)
{
	for (int f = PACK_FACTIONS; f <= PACK_OUTLETS; f++)
		for (size_t i = 0; i < l->pack.table[f].n; i++)
			if (!links_prune(
				l, l->pack.table[f].rows[i].cell[ROW_ID]))
				return false;
	return true;
}

static bool
load_affiliations(struct pack_load *l)
{
	const struct pack_table *t = &l->pack.table[PACK_PEOPLE];
	size_t position = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct str rest = t->rows[i].cell[PERSON_AFFILIATIONS], part;

		while (rest.len > 0 && str_split(&rest, '|', &part)) {
			struct pack_affiliation a;
			struct link link = {
				.subject = t->rows[i].cell[ROW_ID],
				.relation = str_of("member-of"),
				.origin = "affiliation",
			};

			link.position = position++;
			if (!pack_affiliation(part, &a))
				continue;
			link.object = a.faction;
			link.start = a.start;
			link.end = a.end;
			if (!link_set(l, &link))
				return false;
		}
	}
	return true;
}

bool
load_relations(struct pack_load *l)
{
	const struct pack_table *t = &l->pack.table[PACK_RELATIONS];

	for (size_t i = 0; i < t->n; i++) {
		const struct str *c = t->rows[i].cell;

		if (!link_set(l, &(struct link){
				     .subject = c[RELATION_SUBJECT],
				     .relation = c[RELATION_NAME],
				     .object = c[RELATION_OBJECT],
				     .start = c[RELATION_START],
				     .end = c[RELATION_END],
				     .note = c[RELATION_NOTE],
				     .sources = c[RELATION_SOURCES],
				     .origin = "pack",
				     .position = i,
				 }))
			return false;
	}
	return load_affiliations(l) && prune(l);
}
