/* What is kept in memory of the register's names takes in one change after the
 * other, and then knows what one that is made anew knows. */
#include "config.h"

#include <time.h>

#include "store/db.h"
#include "store/entity.h"
#include "store/history.h"
#include "store/match.h"
#include "store/mention.h"
#include "store/names.h"
#include "store/pack.h"
#include "store/part.h"
#include "tests/library.h"
#include "tests/test.h"

enum { STEPS = 60, MANY = 60000, CHANGES = 10, READINGS = 12 };

static const char text[] =
    "Khalifa Haftar met Fayez al-Sarraj of the GNA, Zed Quartermain, Ada "
    "Lovelock and Moscow in Benghazi; the Quartermain Brigade, Zebulon, Ada "
    "and the LNA denied it.";
static const char *const spellings[] = { "Zed Quartermain", "Ada Lovelock",
	"Quartermain Brigade", "Zebulon", "Moscow", "LNA", "Benghazi", "Ada",
	"Khalifa Haftar" };

/* All that is asked of the three of them, as text. */
static char *
answers(struct store *store)
{
	struct arena arena = { 0 };
	struct buf out = { 0 };
	struct part_walk walk;
	struct spots spots;
	struct match *match;
	struct err err;
	int64_t id;
	size_t n;

	buf_puts(&out, "");
	if (!mention_spot(store, str_of(text), &arena, &spots, &err) ||
	    !part_start(store, &walk, str_of("ar"), 0, 1, &err))
		die("%s", err.text);
	for (size_t i = 0; i < spots.n_text; i++)
		buf_addf(&out, "%u-%u is %lld\n", spots.text[i].span.from,
		    spots.text[i].span.to, (long long)spots.text[i].entity);
	while ((id = part_next(&walk, ENTITY_KINDS, str_of(""))) != 0)
		buf_addf(&out, "%lld ", (long long)id);
	for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
		struct match_opts opts = { .name = str_of(spellings[i]),
			.kind = ENTITY_KINDS,
			.most = 1,
			.least = 0.3 };

		if (!store_entity_match(store, &opts, &arena, &match, &n, &err))
			die("%s", err.text);
		buf_addf(&out, "\n%s: %.*s %.2f", spellings[i],
		    n > 0 ? (int)match->name.len : 0,
		    n > 0 ? match->name.p : "", n > 0 ? match->score : 0);
	}
	arena_release(&arena);
	return out.p;
}

static uint32_t
next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
act(struct store *store, uint32_t *state)
{
	struct arena arena = { 0 };
	struct str word = str_of(spellings[next(state) % ARRAY_LEN(spellings)]),
		   summary;
	int64_t id = 1 + next(state) % 300, other = 1 + next(state) % 300;
	struct err err;

	/* What makes no sense is refused, and that is all right. */
	switch (next(state) % 10) {
	case 0:
		(void)store_entity_add(
		    store, next(state) % ENTITY_KINDS, word, &id, &err);
		break;
	case 1:
		(void)store_alias_add(store, id, word, &err);
		break;
	case 2:
		(void)store_entity_rename(store, id, word, &err);
		break;
	case 3:
		(void)store_entity_ignore(store, id, next(state) % 2, &err);
		break;
	case 4:
		(void)store_entity_merge(store, id, other, &err);
		break;
	case 5:
		(void)store_entity_split(store, id, &err);
		break;
	case 6:
		(void)store_naming_set(store, 0, (struct span){ 0, 0 }, word,
		    next(state) % 4 > 0 ? id : 0, &err);
		break;
	case 7:
		(void)store_entity_retype(
		    store, id, next(state) % ENTITY_KINDS, &err);
		break;
	case 8:
		(void)store_redo(store, &arena, &summary, &err);
		break;
	default:
		(void)store_undo(store, &arena, &summary, &err);
		break;
	}
	arena_release(&arena);
}

static void
test_steps(const char *path)
{
	struct store *store = library_open(path), *fresh;
	uint32_t state = 7;
	size_t wrong = 0;

	for (int i = 0; i < STEPS; i++) {
		char *here, *there;

		act(store, &state);
		fresh = library_open(path);
		here = answers(store);
		there = answers(fresh);
		if (strcmp(here, there) != 0 && wrong++ == 0)
			printf("# step %d:\n# %s\n# %s\n", i, here, there);
		free(here);
		free(there);
		store_close(fresh);
	}
	is_int((int64_t)wrong, 0,
	    "after each of many acts they know what a new one knows");
	store_close(store);
}

/* Read in steps, with acts between them and a question before the last one. */
static void
test_reading(const char *path)
{
	struct store *store = library_open(path), *fresh;
	struct job *job;
	uint32_t state = 11;
	size_t wrong = 0;
	char *here, *there;
	struct err err = { 0 };
	int steps = 0;

	for (int i = 0; i < READINGS; i++) {
		store_close(store);
		store = library_open(path);
		job = store_names_job(store);
		for (int k = 0; job != NULL && k < i; k++) {
			act(store, &state);
			if (!job->step(job, job_clock_ms() + 1, &err))
				break;
			steps++;
		}
		if (job != NULL)
			job->free(job);
		act(store, &state);
		fresh = library_open(path);
		here = answers(store);
		there = answers(fresh);
		wrong += strcmp(here, there) != 0;
		free(here);
		free(there);
		store_close(fresh);
	}
	is_int((int64_t)wrong, 0,
	    "what is read in steps, with acts between, is the same");
	ok(steps > 0, "and there were such steps");
	job = store_names_job(store);
	ok(job == NULL, "what was asked for is there: no job reads it");
	library_sql(store, "UPDATE setting SET value = value + 1 WHERE key = "
			   "'names'");
	library_sql(store,
	    "INSERT OR REPLACE INTO name_change SELECT -1, value FROM "
	    "setting WHERE key = 'names'");
	job = store_names_job(store);
	ok(job != NULL, "after a pack was loaded one does");
	if (job != NULL)
		job->free(job);
	store_close(store);
}

/* The version that a rolled back change had is given again. */
static void
test_rollback(const char *path)
{
	struct store *store = library_open(path), *fresh;
	char *here, *there;
	struct err err;

	free(answers(store));
	(void)db_begin(store, &err);
	(void)store_alias_add(store, 1, str_of("Zebulon"), &err);
	free(answers(store));
	db_rollback(store);
	(void)store_alias_add(store, 2, str_of("Ada Lovelock"), &err);
	fresh = library_open(path);
	here = answers(store);
	there = answers(fresh);
	is_str(str_of(here), there, "a change that was rolled back is none");
	free(here);
	free(there);
	store_close(fresh);
	store_close(store);
}

/* What was taken in inside a transaction that went through stays, whatever is
 * refused later. */
static void
test_committed(const char *path)
{
	struct store *store = library_open(path);
	struct job *job;
	struct err err = { 0 };

	free(answers(store));
	(void)db_begin(store, &err);
	(void)store_alias_add(store, 1, str_of("Zebulon Quux"), &err);
	free(answers(store));
	ok(db_commit(store, &err), "a change inside a transaction");
	(void)db_begin(store, &err);
	db_rollback(store);
	job = store_names_job(store);
	ok(job == NULL, "is not read again after another was rolled back");
	if (job != NULL)
		job->free(job);
	store_close(store);
}

/* Milliseconds of processor until all three know a new spelling. */
static double
cost(struct store *store, int64_t entity)
{
	struct match_opts opts = { .name = str_of("Xq"), .kind = ENTITY_KINDS };
	struct arena arena = { 0 };
	struct part_walk walk;
	struct spots spots;
	struct match *match;
	struct err err;
	clock_t begun = 0;
	size_t n;

	for (int i = 0; i <= CHANGES; i++) {
		char word[40];

		snprintf(word, sizeof word, "Quartermain Number%d", i);
		if (!store_alias_add(store, entity, str_of(word), &err) ||
		    !mention_spot(store, str_of(text), &arena, &spots, &err) ||
		    !part_start(store, &walk, str_of("q"), 0, 1, &err) ||
		    !store_entity_match(store, &opts, &arena, &match, &n, &err))
			die("%s", err.text);
		/* The first one reads all. */
		if (i == 0)
			begun = clock();
	}
	arena_release(&arena);
	return (double)(clock() - begun) * 1000 / CLOCKS_PER_SEC / CHANGES;
}

/* Among more spellings than are looked through. */
static void
test_completed(struct store *store)
{
	struct arena arena = { 0 };
	struct entity *list;
	struct err err;
	size_t n = 0;

	library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin, articles) "
	    "VALUES (900, 'busy', 'other', 'Bozz Quorn', 'hand', 7)");
	library_sql(store,
	    "INSERT INTO alias (entity, text, fold, kind) VALUES (900, "
	    "'Bozz Quorn', 'bozz quorn', 'name')");
	ok(store_entity_complete(
	       store, str_of("bo"), 3, &arena, &list, &n, &err) &&
		n == 3 && list[0].id == 900,
	    "who is named most is offered first, however many begin so");
	arena_release(&arena);
}

static void
test_cost(void)
{
	struct store *store = library_new(":memory:");
	double few, many;
	int64_t id;
	struct err err;

	(void)store_entity_add(
	    store, ENTITY_PERSON, str_of("Zed Quartermain"), &id, &err);
	few = cost(store, id);
	library_sql(store,
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 60000) INSERT INTO entity (id, key, kind, name, origin) "
	    "SELECT 1000 + i, 'k' || i, 'other', 'Bo' || char(97 + i % 26) || "
	    "'d Ta' || i || 'x', 'hand' FROM n");
	library_sql(store,
	    "INSERT INTO alias (entity, text, fold, kind) SELECT id, name, "
	    "lower(name), 'name' FROM entity WHERE id > 1000");
	library_sql(store, "UPDATE setting SET value = value + 1 WHERE key = "
			   "'names'");
	library_sql(store, "INSERT INTO name_change SELECT -1, value FROM "
			   "setting WHERE key = 'names'");
	(void)store_entity_add(
	    store, ENTITY_PERSON, str_of("Ada Lovelock"), &id, &err);
	many = cost(store, id);
	printf("# a spelling more: %.2f ms of few, %.2f ms of %d\n", few, many,
	    MANY);
	ok(many < few + 10, "a change costs what it is");
	test_completed(store);
	store_close(store);
}

int
main(void)
{
	char pack[600], *path = library_path("names.db");
	struct store *store = library_new(path);
	struct err err;

	snprintf(pack, sizeof pack, "%s/store/pack/libya", test_srcdir());
	ok(store_pack_load(store, pack, &err), "the pack");
	store_close(store);
	test_steps(path);
	test_reading(path);
	test_rollback(path);
	test_committed(path);
	test_cost();
	free(path);
	library_clean();
	return done();
}
