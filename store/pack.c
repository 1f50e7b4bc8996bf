#include "config.h"

#include "store/pack.h"

#include <errno.h>

#include "store/claim-group.h"
#include "store/mention.h"
#include "store/names.h"
#include "store/pack-load.h"

enum {
	ENTITY_ID,
	EVENT_KEY_ID,
	EDITED,
};

static const char *const sql[] = {
	[ENTITY_ID] = "SELECT id, origin FROM entity WHERE key = ?1",
	[EVENT_KEY_ID] = "SELECT id, origin FROM event WHERE key = ?1",
	[EDITED] = ("SELECT 1 FROM revision WHERE kind = ?1 AND doc = ?2 "
		    "AND act > 0 LIMIT 1"),
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

bool
load_edited(struct pack_load *l, const char *kind, struct str doc, bool *is)
{
	sqlite3_stmt *st = db_stmt(l->store, sql[EDITED], l->err);
	struct err e;

	if (st == NULL)
		return false;
	db_bind_str(st, 1, str_of(kind));
	db_bind_str(st, 2, doc);
	*is = db_row(l->store, st, &e);
	return db_over(st, &e, l->err);
}

static bool
find(
    struct pack_load *l, const char *text, struct str key, struct pack_doc *doc)
{
	sqlite3_stmt *st = db_stmt(l->store, text, l->err);
	struct err e;

	*doc = (struct pack_doc){ 0 };
	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	if (db_row(l->store, st, &e)) {
		doc->id = db_int(st, 0);
		doc->ours = str_is(db_view(st, 1), "pack");
	}
	return db_over(st, &e, l->err);
}

/* Ours no more once the analyst has changed it. */
static bool
settle(
    struct pack_load *l, const char *kind, struct str key, struct pack_doc *doc)
{
	bool changed = false;

	if (doc->ours && !load_edited(l, kind, key, &changed))
		return false;
	doc->ours = doc->ours && !changed;
	return true;
}

bool
load_entity(struct pack_load *l, struct str key, struct pack_doc *doc)
{
	return find(l, sql[ENTITY_ID], key, doc) &&
	       settle(l, "entity", key, doc);
}

bool
load_event(struct pack_load *l, struct str key, struct pack_doc *doc)
{
	return find(l, sql[EVENT_KEY_ID], key, doc) &&
	       settle(l, "event", key, doc);
}

bool
load_entity_id(struct pack_load *l, struct str key, int64_t *id)
{
	struct pack_doc doc;
	bool good = find(l, sql[ENTITY_ID], key, &doc);

	*id = doc.id;
	return good;
}

static bool
load_all(struct pack_load *l)
{
	if (!load_entities(l) || !load_relations(l) || !load_events(l))
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
	struct pack_load l = { .store = store, .err = err };
	struct pack_say say = { NULL, NULL, 0, "" };
	bool good = read_pack(dir, &l.arena, &l.pack, &say, err);

	if (good && say.wrong > 0)
		good = err_set(
		    err, ERR_INVALID, "the pack is wrong: %s", say.first);
	good =
	    good && db_begin(store, err) && db_finish(store, load_all(&l), err);
	free(l.kept);
	arena_release(&l.arena);
	return good;
}
