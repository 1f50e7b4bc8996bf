#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/db.h"
#include "store/entity.h"
#include "store/fts.h"
#include "store/history.h"
#include "store/ingest.h"
#include "store/note.h"
#include "store/pack.h"
#include "store/schema.h"
#include "tests/crash/session.h"
#include "tests/crash/vfs.h"
#include "tests/library.h"
#include "tests/test.h"

/* The power is cut, and operations of the disk fail, in the long works: import
 * with its index, loading of a pack, undo and redo of both, a backup, the
 * opening of an older library, the creation of one. Whatever happens the
 * library is sound, the note from before is there, another is kept, and the
 * work, done again, ends where it does without a failure. */

enum { CUTS = 60, FAILURES = 40, ARTICLES = 24 };

static char *base, *path, *pack, *news, *copy;
static const char kept[] = "the note from before";

/* ---- what there is to import and to load ---- */

static void
write_file(const char *dir, const char *name, const char *text)
{
	struct buf b = { 0 };
	FILE *f;

	buf_addf(&b, "%s/%s", dir, name);
	f = fopen(b.p, "w");
	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		die("%s is not written", b.p);
	buf_release(&b);
}

static void
write_pack(void)
{
	(void)mkdir(pack, 0700);
	write_file(pack, "factions.tsv",
	    "id\tname\tshort\tkind\tfounded\tdissolved\tbase\tparent\tlane\t"
	    "aliases\tnote\tsources\n"
	    "north\tNorthern Council\tNC\tgovernment\t2011\t\tport\t\tEastern "
	    "camp\t"
	    "the Council\tIt sits in Port Town.\ttest\n");
	write_file(pack, "people.tsv",
	    "id\tname\trole\tborn\tdied\taliases\taffiliations\tnote\tsources\n"
	    "doe-john\tJohn Doe\tspeaker\t1950\t\tDoe|Mr "
	    "Doe\tnorth:2012/..\tHe speaks.\t"
	    "test\n");
	write_file(pack, "places.tsv",
	    "id\tname\tkind\tlat\tlon\tparent\taliases\n"
	    "port\tPort Town\tcity\t32.0\t13.0\t\tthe Port\n");
	write_file(pack, "outlets.tsv",
	    "id\tname\tkind\tcountry\taliases\n"
	    "gazette\tThe Gazette\tnewspaper\tLibya\tGazette\n");
	write_file(pack, "relations.tsv",
	    "subject_id\trelation\tobject_id\tstart\tend\tnote\tsources\n"
	    "doe-john\tleads\tnorth\t2013\t\tSo it says.\ttest\n");
	write_file(pack, "events.tsv",
	    "id\tdate\tend\ttitle\tkind\tfactions\tplaces\tpeople\tnote\t"
	    "sources\n"
	    "e1\t2014-05-16\t\tThe "
	    "vote\telection\tnorth\tport\tdoe-john\tThey voted.\t"
	    "test\n");
}

static void
write_news(void)
{
	struct buf b = { 0 };

	for (int i = 0; i < ARTICLES; i++) {
		buf_addf(&b,
		    "{\"title\":\"Report %d\",\"date\":\"2017-01-%02d\","
		    "\"url\":\"https://news.example/%d\",\"text\":\"",
		    i, i + 1, i);
		for (int k = 0; k < 10 + i * 4; k++)
			buf_addf(&b,
			    "John Doe spoke %d times in Port Town of the "
			    "Northern Council. ",
			    k * i);
		buf_puts(&b, "\"}\n");
	}
	write_file(library_dir(), "news.jsonl", b.p);
	buf_release(&b);
}

/* ---- the works ---- */

static bool
run_job(struct job *job, struct err *err)
{
	bool good = job == NULL || job_run(job, err);

	if (job != NULL)
		job->free(job);
	return good;
}

static bool
catch_up(struct store *store, struct err *err)
{
	return run_job(store_index(store), err) &&
	       run_job(store_respot(store), err);
}

static bool
do_import(struct store *store, struct err *err)
{
	const char *const paths[] = { news };
	struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	struct ingest_totals totals = { 0 };

	return run_job(store_ingest(store, &opts, &totals), err) &&
	       catch_up(store, err);
}

static bool
do_pack(struct store *store, struct err *err)
{
	return store_pack_load(store, pack, err) && catch_up(store, err);
}

/* Back to before the last act, and forward again. */
static bool
do_undo(struct store *store, struct err *err)
{
	struct arena arena = { 0 };
	struct str said;
	bool good;

	/* A try that was cut may have got half of the way. */
	while (store_redo(store, &arena, &said, err))
		continue;
	good = err->code == ERR_MISSING &&
	       store_undo(store, &arena, &said, err) && catch_up(store, err) &&
	       store_redo(store, &arena, &said, err) && catch_up(store, err);
	arena_release(&arena);
	return good;
}

static bool
do_backup(struct store *store, struct err *err)
{
	(void)unlink(copy);
	return store_backup(store, copy, err);
}

/* The opening is the work. */
static bool
do_nothing(struct store *store, struct err *err)
{
	(void)store;
	(void)err;
	return true;
}

/* ---- where they begin ---- */

static void
must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

static void
begin_with(bool (*first)(struct store *, struct err *),
    bool (*second)(struct store *, struct err *))
{
	struct store *store = library_new(base);
	struct err err = { 0 };
	struct note note = { .on_id = 1, .text = str_of(kept) };
	int64_t id;

	(void)library_article(store, "Doe in Port Town", "John Doe was there.");
	must(store_note_add(store, &note, &id, &err), &err);
	must(first == NULL || first(store, &err), &err);
	must(second == NULL || second(store, &err), &err);
	store_close(store);
}

static void
begin_plain(void)
{
	begin_with(NULL, NULL);
}

static void
begin_packed(void)
{
	begin_with(do_pack, NULL);
}

static void
begin_imported(void)
{
	begin_with(do_pack, do_import);
}

static void
begin_articles(void)
{
	begin_with(do_import, NULL);
}

/* As the first version of this program left it. */
static void
begin_old(void)
{
	struct buf b = { 0 };
	sqlite3 *db;

	buf_addf(&b,
	    "PRAGMA application_id = %d;%sPRAGMA user_version = 1;"
	    "INSERT INTO note (id, uuid, on_kind, on_id, text, analyst, "
	    "created, updated) VALUES (1, 'u', 'article', 1, '%s', 'nadia', "
	    "0, 0); INSERT INTO note_fts (rowid, text) SELECT id, text FROM "
	    "note;",
	    0x6d697273, schema_sql[0], kept);
	if (sqlite3_open(base, &db) != SQLITE_OK || !fts_register(db, NULL) ||
	    sqlite3_exec(db, b.p, NULL, NULL, NULL) != SQLITE_OK)
		die("no old library: %s", sqlite3_errmsg(db));
	(void)sqlite3_close(db);
	buf_release(&b);
}

static const struct work {
	const char *name;
	void (*begin)(void);
	bool (*run)(struct store *store, struct err *err);
} works[] = {
	{ "an import", begin_packed, do_import },
	{ "a pack", begin_plain, do_pack },
	{ "a pack over articles", begin_articles, do_pack },
	{ "undo and redo of an import", begin_imported, do_undo },
	{ "a backup", begin_imported, do_backup },
	{ "an older library", begin_old, do_nothing },
};

/* ---- what must hold ---- */

/* What the library holds, without what differs from one run to the next. */
static char *
contents(struct store *store)
{
	static const char *const counts[] = {
		"SELECT count(*) FROM article",
		"SELECT sum(length(text)) FROM article_text",
		"SELECT count(*) FROM article_text",
		"SELECT count(*) FROM todo_index",
		"SELECT count(*) FROM entity WHERE state = 'active'",
		"SELECT count(*) FROM alias",
		"SELECT count(*) FROM relation",
		"SELECT count(*) FROM event",
		"SELECT count(*) FROM mention",
		"SELECT sum(mentions) FROM article_entity",
		"SELECT count(*) FROM article_fts('doe')",
		"PRAGMA user_version",
	};
	struct buf b = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(counts); i++)
		buf_addf(&b, "%lld ", (long long)library_sql(store, counts[i]));
	return b.p;
}

static bool
has_note(struct store *store, const char *text)
{
	struct buf b = { 0 };
	bool there;

	buf_addf(&b, "SELECT count(*) FROM note WHERE text = '%s'", text);
	there = library_sql(store, b.p) == 1;
	buf_release(&b);
	return there;
}

static struct store *
try_open(struct err *err)
{
	struct store *store;

	if (!store_open(path, STORE_OPEN, &store, err))
		return NULL;
	store_set_analyst(store, "nadia");
	(void)sqlite3_wal_autocheckpoint(db_handle(store), 12);
	return store;
}

static bool
complain(const struct work *w, long at, const char *what, const char *detail)
{
	printf("# %s, stopped at %ld: %s: %s\n", w->name, at, what, detail);
	return false;
}

/* A note is kept now, by the program in which the work failed if it can go on,
 * else by the next one. */
static bool
keeps_a_note(const struct work *w, struct store *store, long at)
{
	struct note note = { .on_id = 1, .text = str_of("a note after it") };
	struct err err = { 0 };
	int64_t id;
	bool good;

	/* The old library has no article to write about. */
	if (w->begin == begin_old)
		return true;
	if (store == NULL)
		return true;
	if (!store_writable(store, &err))
		return true;
	good = store_note_add(store, &note, &id, &err);
	return good || complain(w, at, "no note is taken", err.text);
}

/* After the failure, in a new program: sound, nothing lost, and it goes on. */
static bool
recovers(const struct work *w, const char *wanted, long at)
{
	struct err err = { 0 };
	struct store *store = try_open(&err);
	char *now;
	bool good;

	if (store == NULL)
		return complain(w, at, "it does not open", err.text);
	good = session_sound(store) || complain(w, at, "it is unsound", "");
	good = (has_note(store, kept) || complain(w, at, "lost", kept)) && good;
	if (w->begin != begin_old && !has_note(store, "a note after it"))
		good = keeps_a_note(w, store, at) &&
		       has_note(store, "a note after it") && good;
	/* The note is the newest act now. */
	if (w->run == do_undo) {
		struct arena arena = { 0 };
		struct str said;

		(void)store_undo(store, &arena, &said, &err);
		arena_release(&arena);
	}
	if (!w->run(store, &err) && w->run != do_undo)
		good = complain(w, at, "it is not done again", err.text);
	good = catch_up(store, &err) && session_sound(store) && good;
	now = contents(store);
	if (w->run != do_undo && strcmp(now, wanted) != 0)
		good = complain(w, at, "it ends otherwise", now);
	free(now);
	store_close(store);
	return good;
}

static void
prepare(void)
{
	session_remove(path);
	session_copy(base, path);
	(void)unlink(copy);
}

/* Once without a failure: how many operations, and how it ends. */
static long
measure(const struct work *w, char **wanted)
{
	struct err err = { 0 };
	struct store *store;
	long n;
	bool good;

	prepare();
	crash_vfs_start(0, 0, 1);
	store = try_open(&err);
	good = store != NULL && w->run(store, &err);
	n = crash_vfs_count();
	ok(good && session_sound(store), "%s: %ld operations (%s)", w->name, n,
	    err.text);
	*wanted = contents(store);
	store_close(store);
	return n;
}

static void
remove_backups(void)
{
	struct buf b = { 0 };

	buf_addf(&b, "%s.v1.backup", path);
	(void)unlink(b.p);
	buf_release(&b);
}

static void
cut_power(const struct work *w, const char *wanted, long n)
{
	int bad = 0;

	for (int i = 0; i < CUTS; i++) {
		long at = 1 + (long)(i * n / CUTS);
		struct err err = { 0 };
		struct store *store;

		prepare();
		crash_vfs_start(at, 0, (unsigned)i);
		crash_vfs_durable(path);
		store = try_open(&err);
		if (store != NULL)
			(void)w->run(store, &err);
		store_close(store);
		crash_vfs_settle(path);
		crash_vfs_start(0, 0, 1);
		bad += !recovers(w, wanted, at);
		remove_backups();
	}
	is_int(bad, 0, "%s: %d power cuts do no harm", w->name, CUTS);
}

static void
fail(const struct work *w, const char *wanted, long n, int rc)
{
	int bad = 0;

	for (int i = 0; i < FAILURES; i++) {
		long at = 1 + (long)(i * n / FAILURES);
		struct err err = { 0 };
		struct store *store;

		prepare();
		crash_vfs_start(at, rc, 1);
		store = try_open(&err);
		if (store != NULL)
			(void)w->run(store, &err);
		crash_vfs_start(0, 0, 1);
		bad += !keeps_a_note(w, store, at);
		store_close(store);
		bad += !recovers(w, wanted, at);
		remove_backups();
	}
	is_int(bad, 0, "%s: %d times %s does no harm", w->name, FAILURES,
	    rc == SQLITE_FULL ? "a full disk" : "an error of the disk");
}

/* ---- creation ---- */

static bool
fill(void *arg, struct store *store, struct err *err)
{
	(void)arg;
	return do_pack(store, err) && do_import(store, err);
}

static bool
is_absent_or_whole(const char *wanted, long at)
{
	static const struct work creation = { .name = "a new library" };
	struct err err = { 0 };
	struct store *store;
	char *now;
	bool good;

	if (access(path, F_OK) != 0)
		return true;
	store = try_open(&err);
	if (store == NULL)
		return complain(&creation, at, "does not open", err.text);
	now = contents(store);
	good = session_sound(store) && strcmp(now, wanted) == 0;
	if (!good)
		(void)complain(&creation, at, "is in part", now);
	free(now);
	store_close(store);
	return good;
}

static void
test_creation(void)
{
	struct err err = { 0 };
	struct store *store;
	char *wanted;
	int bad = 0;
	long n;

	session_remove(path);
	crash_vfs_start(0, 0, 1);
	ok(store_create(path, fill, NULL, &err), "a new library (%s)",
	    err.text);
	n = crash_vfs_count();
	store = library_open(path);
	wanted = contents(store);
	store_close(store);
	for (int i = 0; i < CUTS; i++) {
		long at = 1 + (long)(i * n / CUTS);
		bool made;

		session_remove(path);
		crash_vfs_start(at, i % 2 == 0 ? SQLITE_FULL : SQLITE_IOERR, 1);
		made = store_create(path, fill, NULL, &err);
		crash_vfs_start(0, 0, 1);
		bad += made ? !is_absent_or_whole(wanted, at)
			    : access(path, F_OK) == 0;
		if (!made)
			bad += !store_create(path, fill, NULL, &err) ||
			       !is_absent_or_whole(wanted, at);
	}
	is_int(bad, 0, "a new library: %d failures, whole or not there", CUTS);
	free(wanted);
}

int
main(void)
{
	base = library_path("base.db");
	path = library_path("x.db");
	pack = library_path("pack");
	news = library_path("news.jsonl");
	copy = library_path("copy.db");
	write_pack();
	write_news();
	crash_vfs_install();
	for (size_t i = 0; i < ARRAY_LEN(works); i++) {
		const struct work *w = &works[i];
		char *wanted;
		long n;

		if (w->begin == begin_old && schema_versions < 2)
			continue;
		session_remove(base);
		w->begin();
		n = measure(w, &wanted);
		remove_backups();
		cut_power(w, wanted, n);
		fail(w, wanted, n, SQLITE_IOERR);
		fail(w, wanted, n, SQLITE_FULL);
		free(wanted);
	}
	test_creation();
	free(base);
	free(path);
	free(pack);
	free(news);
	free(copy);
	library_clean();
	return done();
}
