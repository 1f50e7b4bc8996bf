/* An import that indexes along the way, with what its worker found in the
 * texts, leaves the rows of one that is indexed behind it: whole, stopped in
 * between, and where a name came meanwhile. */
#include "config.h"

#include <stdio.h>

#include "store/db.h"
#include "store/entity.h"
#include "store/index.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "tests/library.h"
#include "tests/test.h"

enum {
	LINES = 1200, /* more than two transactions */
	FOLLOWS = 37, /* lines until it is told again */
	CHANGED = 1100,
	ROWS = 500,
};

static void
put_line(FILE *f, int n)
{
	static const char *const who[] = { "Khalifa Haftar", "Fayez al-Sarraj",
		"the Libyan National Army (LNA)", "Mahmoud Haftar", "the GNA" };
	static const char *const where[] = { "Misrata", "Tripoli", "Cairo",
		"Benghazi", "Sirte", "Sabha", "Derna" };
	const int told = n % FOLLOWS == 0 && n > 0 ? n - 1 : n;
	int i;

	(void)fprintf(f,
	    "{\"id\":\"%d\",\"title\":\"%s in %s\",\"date\":\"2017-01-%02d\","
	    "\"text\":\"%s",
	    n < CHANGED ? n : n - CHANGED, who[n % 5], where[n % 7], 1 + n % 28,
	    who[told % 5]);
	for (i = 0; i < 30; i++)
		(void)fprintf(
		    f, " w%dx%d", told % (61 + i), (told + i) % (83 + i));
	(void)fprintf(f,
	    " said in %s of the Xanadu Brigade, Haftar and the LNA %s.\"}\n",
	    where[told % 7], n < CHANGED ? "before" : "afterwards");
}

static char *
make_file(void)
{
	char *path = library_path("all.jsonl");
	FILE *f = fopen(path, "w");
	int n;

	if (f == NULL)
		die("cannot write %s", path);
	for (n = 0; n < LINES; n++)
		put_line(f, n);
	if (fclose(f) != 0)
		die("cannot write %s", path);
	return path;
}

static struct store *
new_store(void)
{
	struct store *store = library_new(":memory:");
	char pack[600];
	struct err err = { 0 };

	(void)snprintf(pack, sizeof pack, "%s/store/pack/libya", test_srcdir());
	store_set_clock(store, 1484654400);
	ok(store_pack_load(store, pack, &err), "a pack: %s", err.text);
	return store;
}

static void
add_name(struct store *store)
{
	struct err err = { 0 };
	int64_t lna = 0;

	ok(store_entity_by_key(store, str_of("lna"), &lna, &err) &&
		store_alias_add(store, lna, str_of("Xanadu Brigade"), &err),
	    "a name comes: %s", err.text);
}

/* steps: after so many a name comes, or the import ends; 0: neither. */
static void
import(struct store *store, const char *path, unsigned index, int steps,
    bool stops)
{
	const struct ingest_opts opts = {
		.paths = &path, .n_paths = 1, .index = index, .rows = ROWS
	};
	struct ingest_totals totals;
	struct err err = { 0 };
	struct job *job = store_ingest(store, &opts, &totals);
	int n = 0;

	while (job->step(job, INT64_MAX, &err)) {
		if (++n != steps)
			continue;
		if (stops)
			break;
		add_name(store);
	}
	ok(err.code == ERR_NONE, "imported: %s", err.text);
	job->free(job);
}

static void
finish(struct store *store)
{
	struct err err = { 0 };
	struct job *job = store_index(store);

	ok(job != NULL && job_run(job, &err), "indexed: %s", err.text);
	if (job != NULL)
		job->free(job);
}

static const char *const rows[] = {
	("SELECT article || ' ' || start || ' ' || \"end\" || ' ' || entity || "
	 "' ' || origin FROM mention ORDER BY article, start"),
	("SELECT entity || ' ' || ord || ' ' || article || ' ' || mentions "
	 "FROM article_entity ORDER BY entity, ord"),
	"SELECT id || ' ' || articles || ' ' || mentions FROM entity "
	"ORDER BY id",
	("SELECT article || ' ' || other || ' ' || ord || ' ' || later || ' ' "
	 "|| kind || ' ' || fold || ' ' || figures || ' ' || similarity FROM "
	 "article_copy ORDER BY article, other"),
	"SELECT print || ' ' || article FROM article_print "
	"ORDER BY print, article",
	("SELECT id || ' ' || ord || ' ' || hash || ' ' || copies || ' ' || "
	 "folded || ' ' || version FROM article ORDER BY id"),
	"SELECT id || ' ' || hex(sz) FROM article_fts_docsize ORDER BY id",
	"SELECT rowid FROM article_fts WHERE article_fts MATCH 'haftar'",
};

static sqlite3_stmt *
prepared(struct store *store, const char *sql)
{
	sqlite3_stmt *st = NULL;

	if (sqlite3_prepare_v2(db_handle(store), sql, -1, &st, NULL) !=
	    SQLITE_OK)
		die("%s", sqlite3_errmsg(db_handle(store)));
	return st;
}

/* How many rows both have alike; -1: one differs. */
static int
alike(struct store *a, struct store *b, const char *sql)
{
	sqlite3_stmt *x = prepared(a, sql), *y = prepared(b, sql);
	int n = 0;

	for (;;) {
		bool more = sqlite3_step(x) == SQLITE_ROW;

		if (more != (sqlite3_step(y) == SQLITE_ROW)) {
			n = -1;
			break;
		}
		if (!more)
			break;
		if (!str_eq(db_view(x, 0), db_view(y, 0))) {
			n = -1;
			break;
		}
		n++;
	}
	(void)sqlite3_finalize(x);
	(void)sqlite3_finalize(y);
	return n;
}

static void
is_same(struct store *a, struct store *b)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(rows); i++) {
		int n = alike(a, b, rows[i]);

		ok(n > 0, "the same rows (%zu): %d", i, n);
	}
	library_run(a, "INSERT INTO article_fts (article_fts, rank) "
		       "VALUES ('integrity-check', 1)");
}

static void
test_along(const char *path)
{
	struct store *along = new_store(), *behind = new_store();
	struct store *stopped = new_store();

	import(along, path, INDEX_ALL, 0, false);
	ok(library_sql(along, "SELECT count(*) FROM todo_index") < LINES / 4,
	    "most is indexed along the way");
	finish(along);
	import(behind, path, 0, 0, false);
	finish(behind);
	is_same(along, behind);
	import(stopped, path, INDEX_ALL, 2, true);
	ok(library_sql(stopped, "SELECT count(*) FROM article") < CHANGED,
	    "one is stopped");
	import(stopped, path, INDEX_ALL, 0, false);
	finish(stopped);
	is_int(library_sql(stopped, "SELECT count(*) FROM article_fts_docsize"),
	    CHANGED, "and goes on");
	is_same(stopped, behind);
	store_close(along);
	store_close(behind);
	store_close(stopped);
}

static void
test_name(const char *path)
{
	struct store *along = new_store(), *behind = new_store();

	import(along, path, INDEX_ALL, 1, false);
	finish(along);
	import(behind, path, 0, 1, false);
	finish(behind);
	ok(library_sql(along, "SELECT e.articles FROM entity e WHERE e.key = "
			      "'lna'") > CHANGED / 2,
	    "who came while the worker had older names is named");
	is_same(along, behind);
	store_close(along);
	store_close(behind);
}

int
main(void)
{
	char *path = make_file();

	test_along(path);
	test_name(path);
	free(path);
	library_clean();
	return done();
}
