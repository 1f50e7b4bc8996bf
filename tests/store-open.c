#include "config.h"

#include "store/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/db.h"
#include "store/facet.h"
#include "store/note.h"
#include "tests/library.h"
#include "tests/test.h"

enum { NOBODY = 65534 };

static bool
there(const char *name)
{
	char *path = library_path(name);
	struct stat st;
	bool found = lstat(path, &st) == 0;

	free(path);
	return found;
}

static void
write_file(const char *name, const void *bytes, size_t len)
{
	char *path = library_path(name);
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		die("%s: not written", path);
	free(path);
}

static void
copy_file(const char *from, const char *to)
{
	char *path = library_path(from);
	size_t len;
	char *bytes = test_slurp(path, &len);

	write_file(to, bytes, len);
	free(bytes);
	free(path);
}

/* Changes the bytes at an offset. */
static void
patch(const char *name, long at, const char *bytes, size_t len)
{
	char *path = library_path(name);
	FILE *f = fopen(path, "r+b");

	if (f == NULL || fseek(f, at, SEEK_SET) != 0 ||
	    fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		die("%s: not changed", path);
	free(path);
}

static int
mode_of(const char *name)
{
	char *path = library_path(name);
	struct stat st;
	int mode = stat(path, &st) == 0 ? (int)(st.st_mode & 0777) : -1;

	free(path);
	return mode;
}

static void
test_create(void)
{
	char *path = library_path("a/b/new.db");
	struct store *store;
	struct err err = { 0 };

	ok(store_open(path, STORE_CREATE, &store, &err),
	    "a library is made, with the folders above it");
	ok(store != NULL && !store_read_only(store), "it can be written");
	is_int(library_sql(store, "PRAGMA page_size"), 16384, "its pages");
	ok(library_sql(store, "SELECT 1 FROM pragma_journal_mode "
			      "WHERE journal_mode = 'wal'") == 1,
	    "it keeps a log");
	is_int(library_sql(store, "PRAGMA synchronous"), 2,
	    "which is synced in full");
	is_int(library_sql(store, "PRAGMA foreign_keys"), 1,
	    "rows point somewhere");
	is_int(library_sql(store, "PRAGMA trusted_schema"), 0,
	    "the schema is not trusted");
	(void)library_sql(
	    store, "INSERT INTO setting (key, value) VALUES ('a', 'b')");
	is_int(mode_of("a/b/new.db-wal"), 0600, "the log is private");
	store_close(store);
	is_int(mode_of("a"), 0700, "the folder is the analyst's alone");
	is_int(mode_of("a/b/new.db"), 0600, "and so is the library");
	ok(!there("a/b/new.db-wal") && !there("a/b/new.db-shm"),
	    "nothing lies beside it once closed");
	ok(!store_open(path, STORE_CREATE, &store, &err) &&
		err.code == ERR_EXISTS,
	    "it is not made a second time");
	ok(store_open(path, STORE_OPEN, &store, &err), "it opens again");
	store_close(store);
	free(path);
}

/* Refused with a sentence that holds `said`, and not a byte changed. */
static void
refused(const char *name, const char *said)
{
	char *path = library_path(name), *before, *after, *wal, *shm;
	struct store *store;
	struct err err = { 0 };
	size_t len, len2;

	before = test_slurp(path, &len);
	ok(!store_open(path, STORE_OPEN, &store, &err) && store == NULL,
	    "%s is refused", name);
	ok(strstr(err.text, said) != NULL, "%s: it is said: %s", name,
	    err.text);
	ok(strchr(err.text, '\n') == NULL, "in one line");
	if (before != NULL) {
		after = test_slurp(path, &len2);
		ok(len == len2 && memcmp(before, after, len) == 0,
		    "%s is left as it was", name);
		free(after);
	}
	wal = library_path("x");
	wal = xreallocarray(wal, strlen(path) + 8, 1);
	(void)snprintf(wal, strlen(path) + 8, "%s-wal", path);
	shm = xstrndup(wal, strlen(wal));
	memcpy(shm + strlen(shm) - 3, "shm", 3);
	ok(access(wal, F_OK) != 0 && access(shm, F_OK) != 0,
	    "%s: nothing lies beside it", name);
	free(wal);
	free(shm);
	free(before);
	free(path);
}

static void
make_foreign(const char *name)
{
	char *path = library_path(name);
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db,
		"PRAGMA journal_mode = WAL; CREATE TABLE t (a); "
		"INSERT INTO t VALUES (1)",
		NULL, NULL, NULL) != SQLITE_OK)
		die("no foreign database");
	(void)sqlite3_close(db);
	free(path);
}

static void
make_tampered(const char *name)
{
	char *path = library_path(name);
	sqlite3 *db;

	copy_file("good.db", name);
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db,
		"CREATE TRIGGER t AFTER INSERT ON setting BEGIN "
		"DELETE FROM note; END",
		NULL, NULL, NULL) != SQLITE_OK)
		die("no tampered database");
	(void)sqlite3_close(db);
	free(path);
}

static void
test_refused(void)
{
	char *path = library_path("good.db"), *folder, *link, *fifo;
	char text[] = "This is a text and no library at all. It only has to "
		      "be longer than a hundred bytes, which it is by now.";

	store_close(library_new(path));
	write_file("text.db", text, sizeof text);
	refused("text.db", "is not a mirsad library");
	write_file("empty.db", "", 0);
	refused("empty.db", "is not a mirsad library");
	make_foreign("foreign.db");
	refused("foreign.db", "database of another program");
	copy_file("good.db", "newer.db");
	patch("newer.db", 60, "\0\0\0\x63", 4);
	refused("newer.db", "was written by a newer mirsad");
	copy_file("good.db", "cut.db");
	folder = library_path("cut.db");
	ok(truncate(folder, 100000) == 0, "a library is cut");
	free(folder);
	refused("cut.db", "is damaged: its end is missing");
	copy_file("good.db", "page.db");
	patch("page.db", 100, "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
	refused("page.db", "damaged");
	refused("none.db", "there is no library at");
	folder = library_path("folder.db");
	ok(mkdir(folder, 0700) == 0, "a folder");
	free(folder);
	refused("folder.db", "is a folder");
	link = library_path("link.db");
	ok(symlink(path, link) == 0, "a link");
	free(link);
	refused("link.db", "is a symbolic link");
	fifo = library_path("pipe.db");
	ok(mkfifo(fifo, 0600) == 0, "a pipe");
	ok(!store_open(fifo, STORE_OPEN, &(struct store *){ NULL }, NULL),
	    "a pipe is refused and does not block");
	free(fifo);
	make_tampered("trigger.db");
	refused("trigger.db", "triggers or views");
	free(path);
}

static void
test_linked_folder(void)
{
	char *path = library_path("a/b/new.db"), *link = library_path("way");
	char *folder = library_path("a"), *through;
	struct store *store;
	struct err err = { 0 };

	ok(symlink(folder, link) == 0, "a folder behind a link");
	through = library_path("way/b/new.db");
	ok(store_open(through, STORE_OPEN, &store, &err),
	    "a library in it opens (%s)", err.text);
	is_str(str_of(store_path(store)), path, "under its real name");
	store_close(store);
	free(through);
	free(folder);
	free(link);
	free(path);
}

static void
test_read_only(void)
{
	char *path = library_path("good.db"), *before, *after;
	struct store *store;
	struct err err = { 0 };
	size_t len, len2;

	before = test_slurp(path, &len);
	ok(store_open(path, STORE_READ_ONLY, &store, &err) &&
		store_read_only(store),
	    "a library opens to be read alone");
	ok(!store_setting_set(store, "a", str_of("b"), &err),
	    "nothing is written");
	is_str(str_of(err.text), "the library is read-only", "and it is said");
	store_close(store);
	after = test_slurp(path, &len2);
	ok(len == len2 && memcmp(before, after, len) == 0 &&
		!there("good.db-wal"),
	    "not a byte changed");
	free(after);
	free(before);
	free(path);
}

/* As a plain user: root may write anywhere. */
static void
test_no_writing(void)
{
	char *path = library_path("good.db");
	const char *dir = library_dir();
	struct store *store = NULL;
	struct err err = { 0 };
	uid_t me = geteuid();

	if (me == 0 &&
	    (chown(path, NOBODY, NOBODY) != 0 ||
		chown(dir, NOBODY, NOBODY) != 0 || seteuid(NOBODY) != 0)) {
		skip("root cannot be a plain user here", "no more writing");
		free(path);
		return;
	}
	ok(chmod(path, 0400) == 0 && chmod(dir, 0500) == 0, "no more writing");
	ok(store_open(path, STORE_OPEN, &store, &err) && store_read_only(store),
	    "a library that cannot be written opens (%s)", err.text);
	if (store != NULL)
		is_int(library_sql(store, "SELECT count(*) FROM note"), 0,
		    "and is read");
	store_close(store);
	(void)chmod(dir, 0700);
	(void)chmod(path, 0600);
	if (seteuid(me) != 0)
		die("the plain user cannot become root again");
	free(path);
}

/* A library of version 2 with an article: nothing is changed in it, so it is
 * not copied before. */
static void
test_migration(void)
{
	char *path = library_path("old.db");
	struct store *store;
	struct err err = { 0 };
	struct job *job;

	ok(store_open(path, STORE_CREATE, &store, &err), "a new library (%s)",
	    err.text);
	is_int(library_sql(store, "SELECT count(*) FROM setting"
				  " WHERE key = 'facet'"),
	    0, "has nothing left to index");
	(void)sqlite3_exec(db_handle(store),
	    "DROP TABLE article_facet;"
	    "DROP TABLE article_key;"
	    "DROP TABLE article_suggest;"
	    "DROP INDEX entity_camp;"
	    "DROP INDEX entity_camp_position;"
	    "INSERT INTO batch (id, started, source) VALUES (1, 1, 'x');"
	    "INSERT INTO article (id, uuid, ord, title, author, imported, "
	    "words,"
	    " hash, batch) VALUES (1, 'a', 5, 'One', 'A. Writer', 1, 1, 'h', "
	    "1),"
	    " (2, 'b', 4, 'Two', NULL, 1, 1, 'h', 1);"
	    "INSERT INTO todo_index VALUES (2);"
	    "INSERT INTO code (id, uuid, name) VALUES (7, 'c', 'toll');"
	    "INSERT INTO article_code VALUES (2, 7);"
	    "INSERT INTO note (uuid, on_kind, on_id, anchor, text, analyst,"
	    " created, updated) VALUES"
	    " ('n', 'article', 1, 'orphaned', 'x', 'maria', 1, 1);"
	    "INSERT INTO claim (id, uuid, article, statement, quote, start,"
	    " \"end\", anchor, modality, polarity, inference, status, analyst,"
	    " created, updated) VALUES (3, 'd', 1, 'x', 'x', 0, 1, 'exact',"
	    " 'asserted', 'positive', 'textual', 'open', 'maria', 1, 1);"
	    "INSERT INTO claim_code VALUES (3, 7);"
	    "PRAGMA user_version = 2",
	    NULL, NULL, NULL);
	store_close(store);
	ok(store_open(path, STORE_READ_ONLY, &store, &err) &&
		store_read_only(store),
	    "an old one is read (%s)", err.text);
	store_close(store);
	ok(store_open(path, STORE_OPEN, &store, &err), "and opened (%s)",
	    err.text);
	is_int(library_sql(store, "PRAGMA user_version"), 5, "is made new");
	is_int(library_sql(store, "SELECT count(*) FROM article_suggest"), 0,
	    "and nothing is known yet");
	ok(!there("old.db.v2.backup"), "without a copy");
	is_int(library_sql(store, "SELECT count(*) FROM article_key WHERE"
				  " (word, ord) IN (VALUES ('coded', 4),"
				  " ('code 7', 4), ('analyst maria', 5),"
				  " ('coded', 5), ('code 7', 5),"
				  " ('loose', 5))"),
	    6, "codes, analysts and lost passages are found by their words");
	is_int(library_sql(store, "SELECT count(*) FROM article_key"), 6,
	    "and nothing else");
	ok(store_facet_left(store), "authors are to be indexed");
	job = store_facet(store);
	while (job != NULL && job->step(job, 0, &err))
		;
	if (job != NULL)
		job->free(job);
	ok(!store_facet_left(store), "and are (%s)", err.text);
	is_int(library_sql(store, "SELECT rowid FROM article_facet"
				  " WHERE article_facet MATCH 'writer'"),
	    5, "by the place in the list");
	store_close(store);
	free(path);
}

static void
said(void *arg, const char *what)
{
	struct buf *b = arg;

	buf_puts(b, what);
	buf_putc(b, '\n');
}

static void
test_backup(void)
{
	char *path = library_path("good.db"), *copy = library_path("copy.db");
	struct store *store = library_open(path), *other;
	struct err err = { 0 };
	char *before, *after;

	(void)library_article(store, "A title", "A text");
	before = library_dump(store);
	ok(store_backup(store, copy, &err), "a backup while open (%s)",
	    err.text);
	is_int(mode_of("copy.db"), 0600, "it is private");
	ok(!there("copy.db-wal") && !there("copy.db-journal"),
	    "it is one file");
	other = library_open(copy);
	after = library_dump(other);
	is_str(str_of(after), before, "it holds all");
	store_close(other);
	ok(!store_backup(store, copy, &err) && err.code == ERR_EXISTS,
	    "a file that is there is not written over");
	ok(!store_backup(store, "/nonexistent/x.db", &err),
	    "a place that is not there is refused");
	store_close(store);
	free(before);
	free(after);
	free(copy);
	free(path);
}

static void
test_check(void)
{
	struct store *store = library_new(":memory:");
	struct buf b = { 0 };
	struct err err = { 0 };
	struct note note = { .text = str_of("a note"),
		.anchor = { .span = { 2, 6 },
		    .quote = str_of("text"),
		    .prefix = str_of("A "),
		    .state = ANCHOR_EXACT } };
	int64_t id;
	int wrong = -1;

	note.on_id = library_article(store, "A title", "A text");
	(void)store_note_add(store, &note, &id, &err);
	ok(store_check(store, false, said, &b, &wrong, &err) && wrong == 0,
	    "nothing is wrong with a new library");
	is_str(buf_view(&b), "", "so nothing is said");
	(void)library_sql(store, "UPDATE article SET notes = 5");
	(void)library_sql(store, "UPDATE article_day SET articles = 9");
	(void)library_sql(
	    store, "INSERT INTO note_fts (rowid, text) VALUES (99, 'lost')");
	(void)library_sql(store, "UPDATE article_key SET word = 'coded'");
	ok(store_check(store, false, said, &b, &wrong, &err) && wrong == 5,
	    "things that were made wrong are found (%d)", wrong);
	ok(strstr(b.p, "article 1 counts 5 notes and has 1") != NULL &&
		strstr(b.p, "day 17136 counts 9") != NULL &&
		strstr(b.p, "article 1 is not found by analyst ") != NULL &&
		strstr(b.p, "found by coded, which it has not") != NULL &&
		strstr(b.p, "index of notes") != NULL,
	    "and named");
	ok(store_check(store, true, said, &b, &wrong, &err) && wrong == 5,
	    "they are mended (%s)", err.text);
	ok(store_check(store, false, said, &b, &wrong, &err) && wrong == 0,
	    "then nothing is wrong");
	(void)library_sql(store, "UPDATE note SET quote = 'nowhere'");
	ok(store_check(store, false, said, &b, &wrong, &err) && wrong == 1 &&
		strstr(b.p, "the passage of note 1") != NULL,
	    "a passage that does not stand there is found");
	(void)library_sql(store, "UPDATE note SET quote = 'text'");
	(void)library_sql(
	    store, "UPDATE revision SET body = replace(body, 'a note', 'no')");
	ok(store_check(store, false, said, &b, &wrong, &err) && wrong == 1 &&
		strstr(b.p, "revision 1 was altered") != NULL,
	    "a falsified revision is found");
	ok(!store_check(store, true, said, &b, &wrong, &err) &&
		err.code == ERR_CORRUPT,
	    "and not silently repaired");
	buf_release(&b);
	store_close(store);
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

static void
test_deadline(void)
{
	static const char slow[] =
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 100000000) SELECT count(*) FROM n";
	struct store *store = library_new(":memory:");
	struct err err = { 0 };
	int64_t start = job_clock_ms();

	store_deadline(store, start + 20);
	ok(!db_row(store, db_stmt(store, slow, &err), &err) &&
		err.code == ERR_STOPPED,
	    "a statement stops at its deadline");
	ok(job_clock_ms() - start < 2000, "soon enough");
	store_deadline(store, 0);
	store_interrupt_when(store, always, NULL);
	ok(!db_row(store, db_stmt(store, slow, &err), &err) &&
		err.code == ERR_STOPPED,
	    "a statement stops when a key waits");
	store_deadline(store, 1);
	ok(store_setting_set(store, "key", str_of("value"), &err),
	    "an act does not");
	store_close(store);
}

static void
test_transactions(void)
{
	static const char add[] = "INSERT INTO setting (key, value) "
				  "VALUES (?1, 'v')";
	struct store *store = library_new(":memory:");
	struct err err = { 0 };
	sqlite3_stmt *st;
	uint64_t before = store_generation(store, TOPIC_NOTE);

	ok(db_begin(store, &err) && db_begin(store, &err), "transactions nest");
	st = db_stmt(store, add, &err);
	db_bind_str(st, 1, str_of("a"));
	ok(db_run(store, st, &err), "a row inside");
	db_changed(store, TOPIC_NOTE);
	db_rollback(store);
	ok(!db_commit(store, &err),
	    "what failed inside cannot be committed outside");
	is_int(library_sql(store, "SELECT count(*) FROM setting"), 0,
	    "nothing of it stays");
	is_int((int64_t)store_generation(store, TOPIC_NOTE), (int64_t)before,
	    "and nobody is told");
	st = db_stmt(store, add, &err);
	db_bind_str(st, 1, str_of("b"));
	ok(db_begin(store, &err) && db_run(store, st, &err) &&
		db_commit(store, &err),
	    "the next one is fine");
	st = db_stmt(store, add, &err);
	db_bind_str(st, 1, str_of("b"));
	ok(!db_run(store, st, &err) && err.code == ERR_EXISTS,
	    "a key that is there is refused in words");
	store_close(store);
}

/* Two programs that write at once wait for each other. */
static void
test_two_writers(void)
{
	enum { EACH = 150 };
	char *path = library_path("two.db");
	struct store *store = library_new(path);
	struct err err = { 0 };
	int status = 0, failed = 0, i;
	int64_t id;
	pid_t pid;

	(void)library_article(store, "A title", "A text");
	store_close(store);
	pid = fork();
	store = library_open(path);
	for (i = 0; i < EACH; i++) {
		struct note note = { .on_id = 1, .text = str_of("a note") };

		if (!store_note_add(store, &note, &id, &err))
			failed++;
	}
	store_close(store);
	if (pid == 0) {
		free(path);
		_exit(failed > 0);
	}
	ok(failed == 0, "one program never waits in vain (%s)", err.text);
	ok(waitpid(pid, &status, 0) == pid && status == 0,
	    "nor does the other");
	store = library_open(path);
	is_int(library_sql(store, "SELECT count(*) FROM note"), 2 * EACH,
	    "every note of both is there");
	store_close(store);
	free(path);
}

/* Whatever a damaged library does, it does not crash or hang. A child each
 * would be safer and slower; the sanitizers see more this way. */
static void
test_damaged(void)
{
	enum { FLIPS = 500 };
	char *path = library_path("good.db"), *bad = library_path("bad.db");
	uint32_t seed = 5;
	size_t len, i, opened = 0;
	char *bytes = test_slurp(path, &len), *copy = xmalloc(len);
	struct buf b = { 0 };

	for (i = 0; i < FLIPS; i++) {
		struct store *store;
		struct err err = { 0 };
		size_t k, n = 1 + i % 8;
		int wrong;

		memcpy(copy, bytes, len);
		for (k = 0; k < n; k++) {
			size_t at;

			seed = seed * 1664525 + 1013904223;
			at = i % 3 == 0 ? (seed >> 8) % len
					: (seed >> 8) % len / 16384 * 16384 +
					      (seed >> 4) % 200;
			copy[at < len ? at : 0] ^= (char)(1 << (seed >> 29));
		}
		write_file("bad.db", copy, len);
		if (!store_open(bad, STORE_OPEN, &store, &err))
			continue;
		opened++;
		store_deadline(store, job_clock_ms() + 2000);
		buf_reset(&b);
		(void)store_check(store, i % 2 == 0, said, &b, &wrong, &err);
		(void)store_setting_set(store, "a", str_of("b"), &err);
		store_close(store);
	}
	ok(opened > 0 && opened < FLIPS,
	    "%d damaged libraries: %zu opened, none crashed or hung", FLIPS,
	    opened);
	buf_release(&b);
	free(copy);
	free(bytes);
	free(bad);
	free(path);
}

static int64_t
notes_of(struct store *store)
{
	return library_sql(store, "SELECT count(*) FROM note");
}

static bool
note_on(struct store *store, int64_t article)
{
	const struct note note = { .on_id = article, .text = str_of("a note") };
	int64_t id;
	struct err err;

	return store_note_add(store, &note, &id, &err);
}

/* What is read from store_read_begin on is of one state, until it ends or
 * something is changed. */
static void
test_one_state(void)
{
	char *path = library_path("state.db");
	struct store *a = library_new(path), *b = library_open(path);
	int64_t article = library_article(a, "T", "A text.");
	bool begun = store_read_begin(a);

	ok(begun && !store_read_begin(a), "reading begins once");
	is_int(notes_of(a), 0, "no note at first");
	ok(note_on(b, article), "another program writes meanwhile");
	is_int(notes_of(a), 0, "which is not seen");
	store_read_end(a, false);
	is_int(notes_of(a), 0, "nor when an inner one ends");
	store_read_end(a, begun);
	is_int(notes_of(a), 1, "but when it is over");

	begun = store_read_begin(a);
	is_int(notes_of(a), 1, "the same again");
	ok(note_on(b, article) && note_on(a, article),
	    "what is changed is changed on top of what others wrote");
	is_int(notes_of(a), 3, "and all is seen from then on");
	store_read_end(a, begun);
	ok(store_read_begin(a), "it can begin anew");
	store_close(a);
	is_int(notes_of(b), 3, "closing in the midst of it loses nothing");
	store_close(b);
	free(path);
}

int
main(void)
{
	test_create();
	test_refused();
	test_linked_folder();
	test_read_only();
	test_no_writing();
	test_migration();
	test_backup();
	test_check();
	test_deadline();
	test_transactions();
	test_two_writers();
	test_one_state();
	test_damaged();
	library_clean();
	return done();
}
