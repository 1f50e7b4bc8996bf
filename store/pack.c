#include "config.h"

#include "store/pack.h"

#include <errno.h>

#include "model/edtf.h"
#include "model/fold.h"
#include "model/pack.h"
#include "store/claim-group.h"
#include "store/mention.h"
#include "store/names.h"

/* Loading merges by key: what stands there as the pack has it is not touched,
 * so that the same pack again changes nothing. What the analyst has changed
 * (there is a revision of it) stays as it is. Relations of the pack's entities
 * that the pack has no more go; what the analyst related stays. */

enum {
	ENTITY_NEW,
	ENTITY_SET,
	ENTITY_ID,
	EDITED,
	ALIASES,
	ALIASES_CLEAR,
	ALIAS_ADD,
	RELATION_FIND,
	RELATION_ADD,
	RELATION_SET,
	RELATIONS_OF,
	RELATION_DROP,
	EVENT_NEW,
	EVENT_SET,
	EVENT_KEY_ID,
	PARTIES,
	PARTIES_CLEAR,
	PARTY_ADD,
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
	[ENTITY_ID] = "SELECT id, origin FROM entity WHERE key = ?1",
	[EDITED] = "SELECT 1 FROM revision WHERE kind = ?1 AND doc = ?2 "
		   "AND act > 0 LIMIT 1",
	[ALIASES] = "SELECT text, kind FROM alias WHERE entity = ?1 AND "
		    "article IS NULL ORDER BY position, id",
	[ALIASES_CLEAR] =
	    "DELETE FROM alias WHERE entity = ?1 AND article IS NULL",
	[ALIAS_ADD] =
	    "INSERT INTO alias (entity, text, fold, kind, source, position) "
	    "VALUES (?1, ?2, ?3, ?4, 'pack', ?5)",
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
	[EVENT_KEY_ID] = "SELECT id, origin FROM event WHERE key = ?1",
	[PARTIES] = "SELECT entity FROM event_entity WHERE event = ?1 "
		    "ORDER BY position",
	[PARTIES_CLEAR] = "DELETE FROM event_entity WHERE event = ?1",
	[PARTY_ADD] = "INSERT INTO event_entity (event, entity, position) "
		      "VALUES (?1, ?2, ?3)",
};
const struct db_table pack_sql = { "pack", sql, ARRAY_LEN(sql) };

enum { FILE_MAX = 64 << 20 }; /* bytes of one file of a pack */

static bool
read_file(const char *dir, enum pack_file file, struct arena *arena,
    struct str *text, struct err *err)
{
	struct str path =
	    arena_printf(arena, "%s/%s.tsv", dir, pack_file_name(file));
	FILE *f = fopen(path.p, "rb");
	struct buf b = { 0 };
	char part[16384];
	size_t n;
	bool good;

	if (f == NULL)
		return err_set(
		    err, ERR_MISSING, "%.150s: %s", path.p, strerror(errno));
	while ((n = fread(part, 1, sizeof part, f)) > 0 && b.len <= FILE_MAX)
		buf_add(&b, part, n);
	good = !ferror(f) && b.len <= FILE_MAX;
	(void)fclose(f);
	*text = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return good || err_set(err, ERR_IO, "%.150s cannot be read", path.p);
}

static bool
read_pack(const char *dir, struct arena *arena, struct pack *pack,
    struct pack_say *say, struct err *err)
{
	for (int f = 0; f < PACK_FILES; f++) {
		struct str text;

		if (!read_file(dir, (enum pack_file)f, arena, &text, err))
			return false;
		pack_parse(
		    arena, (enum pack_file)f, text, &pack->table[f], say);
	}
	pack_verify(pack, say);
	return true;
}

bool
pack_check(const char *dir, void (*say)(void *arg, const char *what), void *arg,
    int *wrong, struct err *err)
{
	struct arena arena = { 0 };
	struct pack_say tell = { say, arg, 0, "" };
	struct pack pack;
	bool good = read_pack(dir, &arena, &pack, &tell, err);

	*wrong = tell.wrong;
	arena_release(&arena);
	return good;
}

struct load {
	struct store *store;
	struct arena arena;
	struct pack pack;
	bool names; /* some have changed */
	bool *kept; /* relations that the pack has, by id */
	size_t n_kept;
	struct err *err;
};

static sqlite3_stmt *
stmt(struct load *l, int which)
{
	return db_stmt(l->store, sql[which], l->err);
}

static bool
ended(struct load *l, sqlite3_stmt *st, const struct err *e)
{
	db_done(st);
	return e->code == ERR_NONE || err_set(l->err, e->code, "%s", e->text);
}

/* Run a statement and say whether it changed a row. */
static bool
run(struct load *l, sqlite3_stmt *st, bool *changed)
{
	if (!db_run(l->store, st, l->err))
		return false;
	*changed = sqlite3_changes(db_handle(l->store)) > 0;
	return true;
}

/* Has the analyst changed or removed it? Then the pack has no say. */
static bool
edited(struct load *l, const char *kind, struct str doc, bool *is)
{
	sqlite3_stmt *st = stmt(l, EDITED);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(kind));
	db_bind_str(st, 2, doc);
	*is = db_row(l->store, st, &e);
	return ended(l, st, &e);
}

/* The id of a key, 0 for an empty one or none, and whether the pack may
 * change what it stands for. */
static bool
known(struct load *l, int which, const char *kind, struct str key, int64_t *id,
    bool *ours)
{
	sqlite3_stmt *st = stmt(l, which);
	bool changed;
	struct err e;

	*id = 0;
	*ours = false;
	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	if (db_row(l->store, st, &e)) {
		*id = db_int(st, 0);
		*ours = str_is(db_view(st, 1), "pack");
	}
	if (!ended(l, st, &e))
		return false;
	if (!*ours)
		return true;
	if (!edited(l, kind, key, &changed))
		return false;
	*ours = !changed;
	return true;
}

static bool
entity_id(struct load *l, struct str key, int64_t *id)
{
	bool ours;

	return known(l, ENTITY_ID, "entity", key, id, &ours);
}

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
entity_new(struct load *l, const struct shape *s, const struct pack_row *row)
{
	sqlite3_stmt *st = stmt(l, ENTITY_NEW);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, row->cell[ROW_ID]);
	db_bind_str(st, 2, str_of(entity_kind_name(s->kind)));
	db_bind_str(st, 3, row->cell[ROW_NAME]);
	return db_run(l->store, st, l->err);
}

static bool
entity_set(struct load *l, const struct shape *s, const struct pack_row *row,
    int64_t id)
{
	int64_t base, parent;
	sqlite3_stmt *st;
	bool changed;

	if (!entity_id(l, cell(row, s->base), &base) ||
	    !entity_id(l, cell(row, s->parent), &parent))
		return false;
	st = stmt(l, ENTITY_SET);
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
	return run(l, st, &changed);
}

/* The names of a row: its own, the aliases, and the short one unless it is
 * among them. A short name with small letters is a label (kind weak). */
struct name {
	struct str text;
	const char *kind;
};

static size_t
names_of(struct load *l, const struct shape *s, const struct pack_row *row,
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
same_names(
    struct load *l, int64_t id, const struct name *list, size_t n, bool *same)
{
	sqlite3_stmt *st = stmt(l, ALIASES);
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
	return ended(l, st, &e);
}

static bool
name_add(struct load *l, int64_t id, const struct name *name, size_t position)
{
	sqlite3_stmt *st = stmt(l, ALIAS_ADD);
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
names_set(struct load *l, const struct shape *s, const struct pack_row *row,
    int64_t id)
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
	st = stmt(l, ALIASES_CLEAR);
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

static bool
load_entities(struct load *l)
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
			int64_t id;
			bool ours;

			if (!known(l, ENTITY_ID, "entity", row->cell[ROW_ID],
				&id, &ours))
				return false;
			if (ours && (!entity_set(l, &shapes[k], row, id) ||
					!names_set(l, &shapes[k], row, id)))
				return false;
		}
	}
	return true;
}

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
keep(struct load *l, int64_t id)
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
link_key(struct load *l, const struct link *link)
{
	return arena_printf(&l->arena, "%.*s %.*s %.*s %.*s %s",
	    (int)link->subject.len, link->subject.p, (int)link->relation.len,
	    link->relation.p, (int)link->object.len, link->object.p,
	    (int)link->start.len, link->start.p, link->origin);
}

static bool
link_set(struct load *l, const struct link *link)
{
	struct str key = link_key(l, link);
	int64_t sides[2], id = 0;
	sqlite3_stmt *st;
	struct err e;
	bool changed;

	if (!entity_id(l, link->subject, &sides[0]) ||
	    !entity_id(l, link->object, &sides[1]) ||
	    !edited(l, "relation", key, &changed))
		return false;
	if (changed)
		return true;
	st = stmt(l, RELATION_FIND);
	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	if (db_row(l->store, st, &e))
		id = db_int(st, 0);
	if (!ended(l, st, &e))
		return false;
	st = stmt(l, id != 0 ? RELATION_SET : RELATION_ADD);
	if (st == NULL)
		return false;
	if (id != 0)
		db_bind_int(st, 1, id);
	else
		bind_link(st, link, sides);
	bind_rest(st, id != 0 ? 2 : 6, link);
	if (id == 0)
		db_bind_str(st, 10, key);
	if (!run(l, st, &changed))
		return false;
	keep(l, id != 0 ? id : db_last_id(l->store));
	return true;
}

/* What the pack says no more of one of its own entities goes. */
static bool
links_prune(struct load *l, struct str key)
{
	int64_t subject, gone[64] = { 0 };
	sqlite3_stmt *st;
	size_t n = 0;
	struct err e;

	if (!entity_id(l, key, &subject))
		return false;
	st = stmt(l, RELATIONS_OF);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, subject);
	while (n < ARRAY_LEN(gone) && db_row(l->store, st, &e)) {
		gone[n] = db_int(st, 0);
		n += (size_t)gone[n] >= l->n_kept || !l->kept[gone[n]];
	}
	if (n == ARRAY_LEN(gone))
		e.code = ERR_NONE;
	if (!ended(l, st, &e))
		return false;
	for (size_t i = 0; i < n; i++) {
		st = stmt(l, RELATION_DROP);
		if (st == NULL)
			return false;
		db_bind_int(st, 1, gone[i]);
		if (!db_run(l->store, st, l->err))
			return false;
	}
	return true;
}

static bool
prune(struct load *l)
{
	for (int f = PACK_FACTIONS; f <= PACK_OUTLETS; f++)
		for (size_t i = 0; i < l->pack.table[f].n; i++)
			if (!links_prune(
				l, l->pack.table[f].rows[i].cell[ROW_ID]))
				return false;
	return true;
}

static bool
load_affiliations(struct load *l)
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

static bool
load_relations(struct load *l)
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
	return load_affiliations(l);
}

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
event_set(struct load *l, const struct pack_row *row, int64_t id)
{
	sqlite3_stmt *st = stmt(l, EVENT_SET);
	const struct str *c = row->cell;
	bool changed;

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
	return run(l, st, &changed);
}

/* Whose ids the three cells name, in their order. */
static bool
parties_of(
    struct load *l, const struct pack_row *row, int64_t **list, size_t *n)
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
			if (!entity_id(l, id, &(*list)[(*n)++]))
				return false;
	}
	return true;
}

static bool
same_parties(
    struct load *l, int64_t event, const int64_t *list, size_t n, bool *same)
{
	sqlite3_stmt *st = stmt(l, PARTIES);
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
	return ended(l, st, &e);
}

static bool
parties_set(struct load *l, const struct pack_row *row, int64_t event)
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
	st = stmt(l, PARTIES_CLEAR);
	if (st == NULL)
		return false;
	db_bind_int(st, 1, event);
	if (!db_run(l->store, st, l->err))
		return false;
	for (size_t i = 0; i < n; i++) {
		st = stmt(l, PARTY_ADD);
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
event_new(struct load *l, const struct pack_row *row)
{
	sqlite3_stmt *st = stmt(l, EVENT_NEW);

	if (st == NULL)
		return false;
	db_bind_str(st, 1, row->cell[EVENT_ID]);
	db_bind_str(st, 2, row->cell[EVENT_DATE]);
	db_bind_str(st, 3, row->cell[EVENT_TITLE]);
	db_bind_str(st, 4, row->cell[EVENT_KIND]);
	return db_run(l->store, st, l->err);
}

static bool
load_events(struct load *l)
{
	const struct pack_table *t = &l->pack.table[PACK_EVENTS];

	for (size_t i = 0; i < t->n; i++) {
		const struct pack_row *row = &t->rows[i];
		int64_t id;
		bool ours;

		if (!event_new(l, row) || !known(l, EVENT_KEY_ID, "event",
					      row->cell[EVENT_ID], &id, &ours))
			return false;
		if (ours &&
		    (!event_set(l, row, id) || !parties_set(l, row, id)))
			return false;
	}
	return true;
}

static bool
load_all(struct load *l)
{
	if (!load_entities(l) || !load_relations(l) || !prune(l) ||
	    !load_events(l))
		return false;
	if (!names_changed(
		l->store, l->names ? NAMES_OF_ALL : NAMES_OF_NOBODY, l->err) ||
	    (l->names && !mention_stale(l->store, str_of(""), l->err)) ||
	    !claim_groups_rename(l->store, str_of(""), l->err))
		return false;
	db_changed(l->store, TOPIC_ENTITY);
	db_changed(l->store, TOPIC_EVENT);
	return true;
}

bool
store_pack_load(struct store *store, const char *dir, struct err *err)
{
	struct load l = { .store = store, .err = err };
	struct pack_say say = { NULL, NULL, 0, "" };
	bool good = read_pack(dir, &l.arena, &l.pack, &say, err);

	if (good && say.wrong > 0)
		good = err_set(
		    err, ERR_INVALID, "the pack is wrong: %s", say.first);
	if (good && db_begin(store, err)) {
		good = load_all(&l);
		if (good)
			good = db_commit(store, err);
		else
			db_rollback(store);
	} else {
		good = false;
	}
	free(l.kept);
	arena_release(&l.arena);
	return good;
}
