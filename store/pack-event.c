/* The events of a pack and who took part. */
#include "config.h"

#include "store/pack-load.h"

#include "model/edtf.h"

enum {
	EVENT_NEW,
	EVENT_SET,
	PARTIES,
	PARTIES_CLEAR,
	PARTY_ADD,
};

static const char *const sql[] = {
	[EVENT_NEW] =
	    "INSERT INTO event (key, date, title, kind, origin) "
	    "SELECT ?1, ?2, ?3, ?4, 'pack' WHERE NOT EXISTS (SELECT 1 FROM "
	    "revision WHERE kind = 'event' AND doc = ?1 AND act > 0) "
	    "ON CONFLICT (key) DO NOTHING",
	[EVENT_SET] =
	    "UPDATE event SET date = ?2, \"end\" = ?3, earliest = ?4, "
	    "latest = ?5, title = ?6, kind = ?7, note = ?8, sources = ?9, "
	    "toll = ?10, position = ?11 WHERE id = ?1 AND origin = 'pack' AND "
	    "(date, \"end\", earliest, latest, title, kind, note, sources, "
	    "toll, position) IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	[PARTIES] = "SELECT entity FROM event_entity WHERE event = ?1 "
		    "ORDER BY position",
	[PARTIES_CLEAR] = "DELETE FROM event_entity WHERE event = ?1",
	[PARTY_ADD] = "INSERT INTO event_entity (event, entity, position) "
		      "VALUES (?1, ?2, ?3)",
};
const struct db_table pack_event_sql = { "pack-event", sql, ARRAY_LEN(sql) };

static void
bind_days(sqlite3_stmt *st, struct str date, struct str end)
{
	struct edtf e;
	int64_t first = EDTF_UNKNOWN, last = EDTF_UNKNOWN;

	if (edtf_parse(date, &e, NULL)) {
		first = edtf_earliest(&e);
		last = edtf_latest(&e);
	}
	if (end.len > 0 && edtf_parse(end, &e, NULL) &&
	    edtf_is_day(edtf_latest(&e)))
		last = edtf_latest(&e);
	if (edtf_is_day(first))
		db_bind_int(st, 4, first);
	if (edtf_is_day(last))
		db_bind_int(st, 5, last);
}

static bool
event_set(struct pack_load *l, const struct pack_row *row, int64_t id)
{
	sqlite3_stmt *st = db_stmt(l->store, sql[EVENT_SET], l->err);
	const struct str *c = row->cell;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	db_bind_str(st, 2, c[EVENT_DATE]);
	db_bind_opt(st, 3, c[EVENT_END]);
	bind_days(st, c[EVENT_DATE], c[EVENT_END]);
	db_bind_str(st, 6, c[EVENT_TITLE]);
	db_bind_str(st, 7, c[EVENT_KIND]);
	db_bind_opt(st, 8, c[EVENT_NOTE]);
	db_bind_opt(st, 9, c[EVENT_SOURCES]);
	db_bind_opt(st, 10, c[EVENT_TOLL]);
	db_bind_int(st, 11, row - l->pack.table[PACK_EVENTS].rows);
	return db_run(l->store, st, l->err);
}

/* Whose ids the three cells name, in their order. */
static bool
parties_of(
    struct pack_load *l, const struct pack_row *row, int64_t **list, size_t *n)
{
	static const size_t columns[] = { EVENT_FACTIONS, EVENT_PLACES,
		EVENT_PEOPLE };
	size_t room = 3;

	for (size_t k = 0; k < ARRAY_LEN(columns); k++)
		for (size_t i = 0; i < row->cell[columns[k]].len; i++)
			room += row->cell[columns[k]].p[i] == '|';
	*list = arena_array(&l->arena, room, sizeof **list);
	*n = 0;
	for (size_t k = 0; k < ARRAY_LEN(columns); k++) {
		struct str rest = row->cell[columns[k]], id;

		while (rest.len > 0 && str_split(&rest, '|', &id))
			if (!load_entity_id(l, id, &(*list)[(*n)++]))
				return false;
	}
	return true;
}

static bool
same_parties(struct pack_load *l, int64_t event, const int64_t *list, size_t n,
    bool *same)
{
	sqlite3_stmt *st = db_stmt(l->store, sql[PARTIES], l->err);
	size_t i = 0;
	struct err e;

	*same = true;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, event);
	while (db_row(l->store, st, &e)) {
		*same = *same && i < n && db_int(st, 0) == list[i];
		i++;
	}
	*same = *same && i == n;
	return db_over(st, &e, l->err);
}

static bool
parties_set(struct pack_load *l, const struct pack_row *row, int64_t event)
{
	int64_t *list;
	size_t n;
	bool same;
	sqlite3_stmt *st;

	if (!parties_of(l, row, &list, &n) ||
	    !same_parties(l, event, list, n, &same))
		return false;
	if (same)
		return true;
	st = db_stmt(l->store, sql[PARTIES_CLEAR], l->err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, event);
	if (!db_run(l->store, st, l->err))
		return false;
	for (size_t i = 0; i < n; i++) {
		st = db_stmt(l->store, sql[PARTY_ADD], l->err);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, event);
		db_bind_int(st, 2, list[i]);
		db_bind_int(st, 3, (int64_t)i);
		if (!db_run(l->store, st, l->err))
			return false;
	}
	return true;
}

static bool
event_new(struct pack_load *l, const struct pack_row *row)
{
	sqlite3_stmt *st = db_stmt(l->store, sql[EVENT_NEW], l->err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, row->cell[EVENT_ID]);
	db_bind_str(st, 2, row->cell[EVENT_DATE]);
	db_bind_str(st, 3, row->cell[EVENT_TITLE]);
	db_bind_str(st, 4, row->cell[EVENT_KIND]);
	return db_run(l->store, st, l->err);
}

bool
load_events(struct pack_load *l)
{
	const struct pack_table *t = &l->pack.table[PACK_EVENTS];

	for (size_t i = 0; i < t->n; i++) {
		const struct pack_row *row = &t->rows[i];
		struct pack_doc doc;

		if (!event_new(l, row) ||
		    !load_event(l, row->cell[EVENT_ID], &doc))
			return false;
		if (doc.ours && (!event_set(l, row, doc.id) ||
				    !parties_set(l, row, doc.id)))
			return false;
	}
	return true;
}
