/* The entities of a pack and their names. */
#include "config.h"

#include "store/pack-load.h"

#include "model/entity.h"
#include "model/fold.h"

enum {
	ENTITY_NEW,
	ENTITY_SET,
	ALIASES,
	ALIASES_CLEAR,
	ALIAS_ADD,
};

static const char *const sql[] = {
	[ENTITY_NEW] =
	    "INSERT INTO entity (key, kind, name, origin) "
	    "VALUES (?1, ?2, ?3, 'pack') ON CONFLICT (key) DO NOTHING",
	[ENTITY_SET] =
	    "UPDATE entity SET kind = ?2, name = ?3, short = ?4, "
	    "subkind = ?5, role = ?6, start = ?7, \"end\" = ?8, base = ?9, "
	    "parent = ?10, camp = ?11, country = ?12, lat = ?13, lon = ?14, "
	    "note = ?15, sources = ?16, position = ?17 WHERE id = ?1 AND "
	    "origin = 'pack' AND (kind, name, short, subkind, role, start, "
	    "\"end\", base, parent, camp, country, lat, lon, note, sources, "
	    "position) IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
	    "?12, ?13, ?14, ?15, ?16, ?17)",
	[ALIASES] = "SELECT text, kind FROM alias WHERE entity = ?1 AND "
		    "article IS NULL ORDER BY position, id",
	[ALIASES_CLEAR] =
	    "DELETE FROM alias WHERE entity = ?1 AND article IS NULL",
	[ALIAS_ADD] =
	    "INSERT INTO alias (entity, text, fold, kind, source, position) "
	    "VALUES (?1, ?2, ?3, ?4, 'pack', ?5)",
};
const struct db_table pack_entity_sql = { "pack-entity", sql, ARRAY_LEN(sql) };

/* Where the cells of a kind go; SIZE_MAX where it has no such cell. */
struct shape {
	enum pack_file file;
	enum entity_kind kind;
	size_t short_name, subkind, role, start, end, base, parent, camp,
	    country, lat, lon, note, sources;
};
#define NO SIZE_MAX
static const struct shape shapes[] = {
	{ PACK_FACTIONS, ENTITY_FACTION, FACTION_SHORT, FACTION_KIND, NO,
	    FACTION_FOUNDED, FACTION_DISSOLVED, FACTION_BASE, FACTION_PARENT,
	    FACTION_LANE, NO, NO, NO, FACTION_NOTE, FACTION_SOURCES },
	{ PACK_PEOPLE, ENTITY_PERSON, NO, NO, PERSON_ROLE, PERSON_BORN,
	    PERSON_DIED, NO, NO, NO, NO, NO, NO, PERSON_NOTE, PERSON_SOURCES },
	{ PACK_PLACES, ENTITY_PLACE, NO, PLACE_KIND, NO, NO, NO, NO,
	    PLACE_PARENT, NO, NO, PLACE_LAT, PLACE_LON, NO, NO },
	{ PACK_OUTLETS, ENTITY_OUTLET, NO, OUTLET_KIND, NO, NO, NO, NO, NO, NO,
	    OUTLET_COUNTRY, NO, NO, NO, NO },
};
#undef NO

static struct str
cell(const struct pack_row *row, size_t column)
{
	return column == SIZE_MAX ? str_of("") : row->cell[column];
}

static void
bind_degrees(sqlite3_stmt *st, int i, struct str text)
{
	double degrees;

	if (pack_parse_degrees(text, &degrees))
		(void)sqlite3_bind_double(st, i, degrees);
}

static bool
entity_new(
    struct pack_load *l, const struct shape *s, const struct pack_row *row)
{
	sqlite3_stmt *st = db_stmt(l->store, sql[ENTITY_NEW], l->err);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, row->cell[ROW_ID]);
	db_bind_str(st, 2, str_of(entity_kind_name(s->kind)));
	db_bind_str(st, 3, row->cell[ROW_NAME]);
	return db_run(l->store, st, l->err);
}

static bool
entity_set(struct pack_load *l, const struct shape *s,
    const struct pack_row *row, int64_t id)
{
	int64_t base, parent;
	sqlite3_stmt *st;

	if (!load_entity_id(l, cell(row, s->base), &base) ||
	    !load_entity_id(l, cell(row, s->parent), &parent))
		return false;
	st = db_stmt(l->store, sql[ENTITY_SET], l->err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	db_bind_str(st, 2, str_of(entity_kind_name(s->kind)));
	db_bind_str(st, 3, row->cell[ROW_NAME]);
	db_bind_opt(st, 4, cell(row, s->short_name));
	db_bind_opt(st, 5, cell(row, s->subkind));
	db_bind_opt(st, 6, cell(row, s->role));
	db_bind_opt(st, 7, cell(row, s->start));
	db_bind_opt(st, 8, cell(row, s->end));
	db_bind_id(st, 9, base);
	db_bind_id(st, 10, parent);
	db_bind_opt(st, 11, cell(row, s->camp));
	db_bind_opt(st, 12, cell(row, s->country));
	bind_degrees(st, 13, cell(row, s->lat));
	bind_degrees(st, 14, cell(row, s->lon));
	db_bind_opt(st, 15, cell(row, s->note));
	db_bind_opt(st, 16, cell(row, s->sources));
	db_bind_int(st, 17, row - l->pack.table[s->file].rows);
	return db_run(l->store, st, l->err);
}

/* The names of a row: its own, the aliases, and the short one unless it is
 * among them. A short name with small letters is a label (kind weak). */
struct name {
	struct str text;
	const char *kind;
};

static size_t
names_of(struct pack_load *l, const struct shape *s, const struct pack_row *row,
    struct name **list)
{
	struct str all = row->cell[pack_aliases(s->file)], rest = all, part;
	struct str short_name = cell(row, s->short_name);
	size_t n = 3, used = 0;
	bool known_short =
	    short_name.len == 0 || str_eq(short_name, row->cell[ROW_NAME]);
	bool small = false;

	for (size_t i = 0; i < all.len; i++)
		n += all.p[i] == '|';
	*list = arena_array(&l->arena, n, sizeof **list);
	(*list)[used++] = (struct name){ row->cell[ROW_NAME], "name" };
	while (rest.len > 0 && str_split(&rest, '|', &part)) {
		known_short = known_short || str_eq(part, short_name);
		(*list)[used++] = (struct name){ part, "alias" };
	}
	for (size_t i = 0; i < short_name.len; i++)
		small =
		    small || (short_name.p[i] >= 'a' && short_name.p[i] <= 'z');
	if (!known_short)
		(*list)[used++] =
		    (struct name){ short_name, small ? "weak" : "short" };
	return used;
}

static bool
same_names(struct pack_load *l, int64_t id, const struct name *list, size_t n,
    bool *same)
{
	sqlite3_stmt *st = db_stmt(l->store, sql[ALIASES], l->err);
	size_t i = 0;
	struct err e;

	*same = true;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	while (db_row(l->store, st, &e)) {
		*same = *same && i < n &&
			str_eq(db_view(st, 0), list[i].text) &&
			str_is(db_view(st, 1), list[i].kind);
		i++;
	}
	*same = *same && i == n;
	return db_over(st, &e, l->err);
}

static bool
name_add(
    struct pack_load *l, int64_t id, const struct name *name, size_t position)
{
	sqlite3_stmt *st = db_stmt(l->store, sql[ALIAS_ADD], l->err);
	struct buf fold = { 0 };
	bool good;

	if (st == NULL)
		return false;
	fold_text(&fold, name->text);
	db_bind_int(st, 1, id);
	db_bind_str(st, 2, name->text);
	db_bind_str(st, 3, buf_view(&fold));
	db_bind_str(st, 4, str_of(name->kind));
	db_bind_int(st, 5, (int64_t)position);
	good = db_run(l->store, st, l->err);
	buf_release(&fold);
	return good;
}

static bool
names_set(struct pack_load *l, const struct shape *s,
    const struct pack_row *row, int64_t id)
{
	struct name *list;
	size_t n = names_of(l, s, row, &list);
	sqlite3_stmt *st;
	bool same;

	if (!same_names(l, id, list, n, &same))
		return false;
	if (same)
		return true;
	l->names = true;
	st = db_stmt(l->store, sql[ALIASES_CLEAR], l->err);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, id);
	if (!db_run(l->store, st, l->err))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!name_add(l, id, &list[i], i))
			return false;
	return true;
}

bool
load_entities(struct pack_load *l)
{
	for (size_t k = 0; k < ARRAY_LEN(shapes); k++) {
		const struct pack_table *t = &l->pack.table[shapes[k].file];

		for (size_t i = 0; i < t->n; i++)
			if (!entity_new(l, &shapes[k], &t->rows[i]))
				return false;
	}
	for (size_t k = 0; k < ARRAY_LEN(shapes); k++) {
		const struct pack_table *t = &l->pack.table[shapes[k].file];

		for (size_t i = 0; i < t->n; i++) {
			const struct pack_row *row = &t->rows[i];
			struct pack_doc doc;

			if (!load_entity(l, row->cell[ROW_ID], &doc))
				return false;
			if (doc.ours &&
			    (!entity_set(l, &shapes[k], row, doc.id) ||
				!names_set(l, &shapes[k], row, doc.id)))
				return false;
		}
	}
	return true;
}
