/* Relations by hand: acts, what is refused, and the pack beside them. */
#include "config.h"

#include "store/relation.h"

#include "store/entity.h"
#include "store/pack.h"
#include "tests/library.h"
#include "tests/test.h"

static struct store *store;
static struct arena arena;
static char *path;

static int64_t
key(const char *name)
{
	struct err err = { 0 };
	int64_t id;

	if (!store_entity_by_key(store, str_of(name), &id, &err))
		die("%s", err.text);
	return id;
}

static struct relation_edit
leads(void)
{
	return (struct relation_edit){ .subject = key("saleh-aqila"),
		.object = key("lna"),
		.relation = str_of("leads"),
		.role = str_of("supreme commander"),
		.start = str_of("2015-03-02~"),
		.end = str_of(".."),
		.certainty = str_of("contested"),
		.sources = str_of("S/2015/624") };
}

static bool
add(struct err *err)
{
	struct relation_edit edit = leads();
	int64_t id;

	return store_relation_add(store, &edit, &id, err);
}

static int64_t
one_of_the_pack(void)
{
	return library_sql(store,
	    "SELECT min(id) FROM relation WHERE origin = 'pack' AND "
	    "relation = 'leads'");
}

static bool
edit(struct err *err)
{
	struct relation_edit e = { .end = str_of("2031-12"),
		.role = str_of("chief") };

	return store_relation_edit(store, one_of_the_pack(), &e, err);
}

static bool
remove_one(struct err *err)
{
	return store_relation_remove(store, one_of_the_pack(), err);
}

static void
test_fields(void)
{
	struct relation_edit e = leads(), later = { .end = str_of("2016") };
	struct relation r = { 0 };
	struct err err = { 0 };
	int64_t id;

	ok(store_relation_add(store, &e, &id, &err) &&
		store_relation_get(store, id, &arena, &r, &err),
	    "added: %s", err.text);
	ok(str_is(r.subject_key, "saleh-aqila") &&
		str_is(r.object_key, "lna") && str_is(r.relation, "leads") &&
		str_is(r.role, "supreme commander") &&
		str_is(r.start, "2015-03-02~") && str_is(r.end, "..") &&
		str_is(r.certainty, "contested") &&
		str_is(r.sources, "S/2015/624") && str_is(r.origin, "hand"),
	    "with all that was said");
	ok(store_relation_edit(store, id, &later, &err) &&
		store_relation_get(store, id, &arena, &r, &err) &&
		str_is(r.end, "2016") && str_is(r.role, "supreme commander"),
	    "an edit leaves the rest");
	ok(store_relation_remove(store, id, &err) &&
		!store_relation_get(store, id, &arena, &r, &err),
	    "removed: %s", err.text);
}

static void
test_refused(void)
{
	static const struct {
		const char *name, *relation, *start, *end, *certainty;
	} cases[] = {
		{ "a word with blanks", "is head of", "", "", "" },
		{ "no word", "", "", "", "" },
		{ "a date that is none", "leads", "2015-13", "", "" },
		{ "an end before the start", "leads", "2016", "2015", "" },
		{ "an unknown certainty", "leads", "", "", "maybe" },
	};
	struct err err = { 0 };
	int64_t id;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct relation_edit e = leads();

		e.relation = str_of(cases[i].relation);
		e.start = str_of(cases[i].start);
		e.end = str_of(cases[i].end);
		e.certainty = str_of(cases[i].certainty);
		ok(!store_relation_add(store, &e, &id, &err), "%s: %s",
		    cases[i].name, err.text);
	}
	ok(!store_relation_add(store,
	       &(struct relation_edit){ .subject = key("lna"),
		   .object = key("lna"),
		   .relation = str_of("leads") },
	       &id, &err),
	    "with itself: %s", err.text);
	ok(!store_relation_edit(
	       store, 987654, &(struct relation_edit){ 0 }, &err),
	    "one that is not there: %s", err.text);
}

static void
test_pack_again(const char *pack)
{
	int64_t all = library_sql(store, "SELECT count(*) FROM relation"), n;
	int64_t id = one_of_the_pack();
	struct relation r;
	struct err err = { 0 };

	if (!edit(&err))
		die("%s", err.text);
	ok(store_pack_load(store, pack, &err) &&
		store_relation_get(store, id, &arena, &r, &err) &&
		str_is(r.end, "2031-12"),
	    "what was edited stays so when the pack is loaded again");
	n = library_sql(store, "SELECT count(*) FROM relation");
	is_int(n, all, "and is not there twice");
	if (!remove_one(&err))
		die("%s", err.text);
	ok(store_pack_load(store, pack, &err), "loaded again");
	n = library_sql(store, "SELECT count(*) FROM relation");
	is_int(n, all - 1, "what was removed stays away");
}

int
main(void)
{
	char pack[600];
	struct err err = { 0 };

	snprintf(pack, sizeof pack, "%s/store/pack/libya", test_srcdir());
	path = library_path("relations.db");
	store = library_new(path);
	if (!store_pack_load(store, pack, &err))
		die("%s", err.text);
	library_turn_around(&store, "a relation added", path, add);
	library_turn_around(&store, "one of the pack edited", path, edit);
	library_turn_around(&store, "one removed", path, remove_one);
	test_fields();
	test_refused();
	test_pack_again(pack);
	store_close(store);
	arena_release(&arena);
	free(path);
	library_clean();
	return done();
}
