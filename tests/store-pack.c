/* Packs in and out of a library. */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/article.h"
#include "store/entity.h"
#include "store/history.h"
#include "store/pack.h"
#include "tests/library.h"
#include "tests/test.h"

static const char *const files[] = { "factions", "people", "places", "outlets",
	"relations", "events" };

static struct store *
open_empty(void)
{
	struct store *store = NULL;
	struct err err = { 0 };

	ok(store_open(":memory:", STORE_CREATE, &store, &err),
	    "a library to load into");
	return store;
}

static void
print(void *arg, const char *what)
{
	(void)arg;
	printf("# %s\n", what);
}

static bool
same_file(const char *a, const char *b)
{
	size_t x, y;
	char *p = test_slurp(a, &x), *q = test_slurp(b, &y);
	bool same = p != NULL && q != NULL && x == y && memcmp(p, q, x) == 0;

	free(p);
	free(q);
	return same;
}

static struct store_stats
stats_of(struct store *store)
{
	struct store_stats stats = { 0 };
	struct err err = { 0 };

	ok(store_stats(store, &stats, &err), "a library counts what it holds");
	return stats;
}

static void
test_round_trip(const char *dir)
{
	struct store *store = open_empty();
	char out[] = "/tmp/mirsad-pack-XXXXXX", a[600], b[600];
	struct store_stats first, second;
	uint64_t generation;
	struct err err = { 0 };
	int wrong = -1;

	ok(pack_check(dir, print, NULL, &wrong, &err) && wrong == 0,
	    "the pack of Libya has no faults");
	ok(store_pack_load(store, dir, &err), "it loads: %s", err.text);
	first = stats_of(store);
	is_int(first.entities, 148 + 124 + 147 + 61, "all its entities");
	is_int(first.events, 288, "all its events");
	ok(first.relations > 450, "relations, and affiliations as relations");
	generation = store_generation(store, TOPIC_NOTE);
	ok(store_pack_load(store, dir, &err), "it loads again");
	second = stats_of(store);
	ok(first.aliases == second.aliases &&
		first.relations == second.relations &&
		first.events == second.events &&
		first.entities == second.entities,
	    "and changes nothing");
	is_int((int64_t)store_generation(store, TOPIC_NOTE),
	    (int64_t)generation, "nor touches anything else");
	ok(mkdtemp(out) != NULL, "a folder for the dump");
	ok(store_pack_dump(store, out, &err), "it is written out: %s",
	    err.text);
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		snprintf(a, sizeof a, "%s/%s.tsv", dir, files[i]);
		snprintf(b, sizeof b, "%s/%s.tsv", out, files[i]);
		ok(same_file(a, b), "%s comes out byte for byte", files[i]);
		(void)unlink(b);
	}
	(void)rmdir(out);
	store_close(store);
}

static void
test_register(const char *dir)
{
	struct store *store = open_empty();
	struct arena arena = { 0 };
	struct err err = { 0 };
	int64_t id = 0, hor = 0;
	struct entity e = { 0 }, *list;
	struct alias *aliases;
	struct relation *relations;
	size_t n;

	ok(store_pack_load(store, dir, &err), "the pack loads");
	ok(store_entity_by_key(store, str_of("lna"), &id, &err) &&
		store_entity_get(store, id, &arena, &e, &err),
	    "an entity by its key");
	is_str(e.short_name, "LNA", "its short name");
	is_str(e.camp, "Eastern camp", "its camp");
	ok(e.kind == ENTITY_FACTION && e.base != 0, "its kind and base");
	ok(store_aliases(store, id, &arena, &aliases, &n, &err) && n > 20,
	    "its names");
	is_str(aliases[0].kind, "name", "its own first");
	ok(store_relations(
	       store, id, str_of("2016"), &arena, &relations, &n, &err) &&
		n > 0,
	    "its relations in 2016");
	ok(store_entity_by_key(store, str_of("hor"), &hor, &err), "another");
	ok(!store_relations(
	       store, hor, str_of("yesterday"), &arena, &relations, &n, &err),
	    "a date that is none is refused");
	ok(!store_entity_by_key(store, str_of("nobody"), &id, &err) &&
		err.code == ERR_MISSING,
	    "a key that is none");
	ok(store_entities_named(
	       store, str_of("Misrata"), &arena, &list, &n, &err) &&
		n == 2,
	    "Misrata has two bearers");
	ok(n == 2 && list[0].kind == ENTITY_PLACE, "the place first");
	ok(store_entity_complete(
	       store, str_of("haft"), 5, &arena, &list, &n, &err) &&
		n > 0,
	    "names complete");
	arena_release(&arena);
	store_close(store);
}

static void
test_pages(const char *dir)
{
	struct store *store = open_empty();
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct page page = { .dir = 1, .most = 50 },
		    last = { .dir = -1, .most = 3 };
	struct entity *list;
	struct entity_key key = { 0 };
	size_t all = 0, pages = 0;
	bool good = store_pack_load(store, dir, &err);

	do {
		good =
		    good &&
		    store_entity_page(store,
			&(struct entity_filter){
			    .kind = ENTITY_KINDS, .part = str_of("") },
			pages == 0 ? NULL : &key, &page, &arena, &list, &err);
		if (!good || page.n == 0)
			break;
		key = (struct entity_key){ list[page.n - 1].kind,
			list[page.n - 1].name, list[page.n - 1].id };
		all += page.n;
		pages++;
	} while (pages < 100);
	is_int((int64_t)all, 480, "pages hold the register once: %s", err.text);
	ok(store_entity_page(store,
	       &(struct entity_filter){
		   .kind = ENTITY_PERSON, .part = str_of("HAFTAR") },
	       NULL, &page, &arena, &list, &err) &&
		page.n == 4,
	    "a filter on kind and part of a name");
	ok(store_entity_page(store,
	       &(struct entity_filter){
		   .kind = ENTITY_KINDS, .part = str_of("") },
	       NULL, &last, &arena, &list, &err) &&
		last.n == 3 && list[0].kind == ENTITY_PLACE,
	    "from the end backwards");
	arena_release(&arena);
	store_close(store);
}

static void
test_edits(const char *dir)
{
	struct store *store = open_empty();
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct entity *list;
	struct str summary;
	int64_t lna = 0, id = 0;
	size_t n = 0;

	ok(store_pack_load(store, dir, &err) &&
		store_entity_by_key(store, str_of("lna"), &lna, &err),
	    "the pack loads");
	ok(store_alias_add(store, lna, str_of("Army of Karama"), &err),
	    "a name is added: %s", err.text);
	ok(!store_alias_add(store, lna, str_of("Army of Karama"), &err) &&
		err.code == ERR_EXISTS,
	    "but not twice");
	ok(store_pack_load(store, dir, &err), "the pack loads again");
	ok(store_entities_named(
	       store, str_of("army of karama"), &arena, &list, &n, &err) &&
		n == 1,
	    "and leaves what the analyst has changed");
	ok(store_undo(store, &arena, &summary, &err), "undo: %s", err.text);
	ok(store_entities_named(
	       store, str_of("army of karama"), &arena, &list, &n, &err) &&
		n == 0,
	    "takes the name away");
	ok(store_redo(store, &arena, &summary, &err), "redo: %s", err.text);
	ok(store_alias_remove(store, lna, str_of("Army of Karama"), &err),
	    "a name is removed: %s", err.text);
	ok(store_entity_add(store, ENTITY_FACTION,
	       str_of("B\xC3\xBCro f\xC3\xBCr Libyen"), &id, &err) &&
		id != 0,
	    "an entity is added: %s", err.text);
	ok(store_entity_by_key(store, str_of("buro-fur-libyen"), &lna, &err) &&
		lna == id,
	    "with a key made of its name");
	ok(store_undo(store, &arena, &summary, &err) &&
		!store_entity_by_key(
		    store, str_of("buro-fur-libyen"), &lna, &err),
	    "and undone");
	ok(!store_entity_add(store, ENTITY_FACTION, str_of(" "), &id, &err),
	    "no entity without a name");
	arena_release(&arena);
	store_close(store);
}

/* A relation that came from an older pack. */
static void
test_gone(const char *dir)
{
	struct store *store = open_empty();
	struct err err = { 0 };
	int64_t before;

	ok(store_pack_load(store, dir, &err), "the pack loads");
	before = stats_of(store).relations;
	(void)library_sql(store,
	    "INSERT INTO relation (key, subject, relation, object, origin) "
	    "SELECT 'x', a.id, 'leads', b.id, 'pack' FROM entity a, entity b "
	    "WHERE "
	    "a.key = 'haftar-khalifa' AND b.key = 'gna'");
	(void)library_sql(store,
	    "INSERT INTO relation (key, subject, relation, object, origin) "
	    "SELECT 'y', a.id, 'leads', b.id, 'hand' FROM entity a, entity b "
	    "WHERE "
	    "a.key = 'haftar-khalifa' AND b.key = 'gnc'");
	is_int(stats_of(store).relations, before + 2, "two more relations");
	ok(store_pack_load(store, dir, &err), "the pack loads again: %s",
	    err.text);
	is_int(stats_of(store).relations, before + 1,
	    "what it says no more is gone, the analyst's stays");
	store_close(store);
}

int
main(void)
{
	char dir[500];

	snprintf(dir, sizeof dir, "%s/store/pack/libya", test_srcdir());
	test_round_trip(dir);
	test_register(dir);
	test_pages(dir);
	test_edits(dir);
	test_gone(dir);
	return done();
}
