#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "model/pack.h"
#include "store/db.h"
#include "store/pack.h"

/* The register and the events as the files of a pack, in the order in which a
 * pack brought them, then by id. What was loaded comes out the same byte for
 * byte, as long as nobody has changed it. */

enum { ALIASES, AFFILIATIONS, PARTIES, FILES };

#define KEY(id) "(SELECT key FROM entity WHERE id = " id ")"
#define ORDER "ORDER BY e.origin <> 'pack', e.position, e.id"

/* The columns of each file; then the id, where a cell needs it. */
static const char *const sql[] = {
	[ALIASES] = "SELECT text FROM alias WHERE entity = ?1 AND "
		    "kind NOT IN ('name', 'short', 'weak') AND "
		    "article IS NULL ORDER BY position, id",
	[AFFILIATIONS] =
	    "SELECT o.key || ':' || coalesce(r.start, '') || '/' || "
	    "coalesce(r.\"end\", '') FROM relation r JOIN entity o "
	    "ON o.id = r.object WHERE r.subject = ?1 AND "
	    "r.origin = 'affiliation' ORDER BY r.position, r.id",
	[PARTIES] = "SELECT e.key FROM event_entity x JOIN entity e "
		    "ON e.id = x.entity WHERE x.event = ?1 AND e.kind = ?2 "
		    "ORDER BY x.position",
	[FILES + PACK_FACTIONS] =
	    "SELECT e.key, e.name, e.short, e.subkind, e.start, "
	    "e.\"end\", " KEY("e.base") ", " KEY(
		"e.parent") ", e.camp, '', e.note, "
			    "e.sources, e.id FROM entity e WHERE e.kind = "
			    "'faction' AND "
			    "e.state = 'active' " ORDER,
	[FILES + PACK_PEOPLE] =
	    "SELECT e.key, e.name, e.role, e.start, e.\"end\", '', '', "
	    "e.note, e.sources, e.id FROM entity e WHERE e.kind = 'person' "
	    "AND e.state = 'active' " ORDER,
	[FILES + PACK_PLACES] =
	    "SELECT e.key, e.name, e.subkind, e.lat, e.lon, " KEY(
		"e.parent") ", '', e.id FROM entity e WHERE e.kind = 'place' "
			    "AND "
			    "e.state = 'active' " ORDER,
	[FILES + PACK_OUTLETS] =
	    "SELECT e.key, e.name, e.subkind, e.country, '', e.id "
	    "FROM entity e WHERE e.kind = 'outlet' AND e.state = "
	    "'active' " ORDER,
	[FILES + PACK_RELATIONS] =
	    "SELECT " KEY("e.subject") ", e.relation, " KEY(
		"e.object") ", "
			    "e.start, e.\"end\", e.note, e.sources, e.id FROM "
			    "relation e "
			    "/*scan*/ WHERE e.origin <> 'affiliation' " ORDER,
	[FILES + PACK_EVENTS] =
	    "SELECT e.key, e.date, e.\"end\", e.title, e.kind, '', '', '', "
	    "e.note, e.sources, e.toll, e.id FROM event e /*scan*/ ORDER BY "
	    "e.origin <> 'pack', e.position, e.earliest, e.id",
};
extern const struct db_table packdump_sql;
const struct db_table packdump_sql = { "packdump", sql, ARRAY_LEN(sql) };

/* A cell holds no tab and no line end. */
static void
put(struct buf *out, struct str s)
{
	size_t from = out->len;

	buf_str(out, s);
	for (size_t i = from; i < out->len; i++)
		if (out->p[i] == '\t' || out->p[i] == '\n')
			out->p[i] = ' ';
}

/* The values that a statement gives for an id, with | between. */
static bool
put_list(struct store *store, struct buf *out, int which, int64_t id,
    const char *kind, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	bool first = true;
	struct err e;

	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (kind != NULL)
		db_bind_str(st, 2, str_of(kind));
	while (db_row(store, st, &e)) {
		if (!first)
			buf_putc(out, '|');
		first = false;
		put(out, db_view(st, 0));
	}
	db_done(st);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

static bool
put_cell(struct store *store, struct buf *out, enum pack_file file,
    sqlite3_stmt *st, int column, struct err *err)
{
	int64_t id = db_int(st, (int)pack_columns(file));

	if ((size_t)column == pack_aliases(file))
		return put_list(store, out, ALIASES, id, NULL, err);
	if (file == PACK_PEOPLE && column == PERSON_AFFILIATIONS)
		return put_list(store, out, AFFILIATIONS, id, NULL, err);
	if (file == PACK_EVENTS && column == EVENT_FACTIONS)
		return put_list(store, out, PARTIES, id, "faction", err);
	if (file == PACK_EVENTS && column == EVENT_PLACES)
		return put_list(store, out, PARTIES, id, "place", err);
	if (file == PACK_EVENTS && column == EVENT_PEOPLE)
		return put_list(store, out, PARTIES, id, "person", err);
	if (file == PACK_PLACES &&
	    (column == PLACE_LAT || column == PLACE_LON) &&
	    sqlite3_column_type(st, column) != SQLITE_NULL) {
		struct arena arena = { 0 };

		buf_str(out,
		    pack_degrees(&arena, sqlite3_column_double(st, column)));
		arena_release(&arena);
		return true;
	}
	put(out, db_view(st, column));
	return true;
}

static bool
make_file(
    struct store *store, struct buf *out, enum pack_file file, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[FILES + file], err);
	int columns = (int)pack_columns(file);
	struct err e;

	if (st == NULL)
		return false;
	buf_reset(out);
	for (int i = 0; i < columns; i++)
		buf_addf(out, "%s%s", i > 0 ? "\t" : "",
		    pack_column_name(file, (size_t)i));
	buf_putc(out, '\n');
	while (db_row(store, st, &e)) {
		for (int i = 0; i < columns; i++) {
			if (i > 0)
				buf_putc(out, '\t');
			if (!put_cell(store, out, file, st, i, err)) {
				db_done(st);
				return false;
			}
		}
		buf_putc(out, '\n');
	}
	db_done(st);
	return e.code == ERR_NONE || err_set(err, e.code, "%s", e.text);
}

/* Write beside, then put in place. */
static bool
write_file(
    const char *dir, enum pack_file file, struct str text, struct err *err)
{
	struct arena arena = { 0 };
	const char *name = pack_file_name(file);
	struct str path = arena_printf(&arena, "%s/%s.tsv", dir, name);
	struct str beside = arena_printf(&arena, "%s/%s.tsv.new", dir, name);
	FILE *f = fopen(beside.p, "wb");
	bool good = f != NULL;

	if (good) {
		good = fwrite(text.p, 1, text.len, f) == text.len;
		good = fflush(f) == 0 && good;
		good = fsync(fileno(f)) == 0 && good;
		good = fclose(f) == 0 && good;
		good = good && rename(beside.p, path.p) == 0;
	}
	if (!good)
		(void)err_set(err, ERR_IO, "%.150s cannot be written: %s",
		    path.p, strerror(errno));
	arena_release(&arena);
	return good;
}

bool
store_pack_dump(struct store *store, const char *dir, struct err *err)
{
	struct buf out = { 0 };
	bool good = true;

	for (int f = 0; good && f < PACK_FILES; f++)
		good = make_file(store, &out, (enum pack_file)f, err) &&
		       write_file(dir, (enum pack_file)f, buf_view(&out), err);
	buf_release(&out);
	return good;
}
