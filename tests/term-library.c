#include "config.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/job.h"
#include "tests/library.h"
#include "tests/program.h"
#include "tests/test.h"

/* The file of the library in all its bad days: full and read-only disks, files
 * that are none, moved away while open, many programs at once. */

static const char *articles;

static void
make_articles(void)
{
	static char path[600];
	(void)snprintf(path, sizeof(path), "%s/a.jsonl", library_dir());
	FILE *f = fopen(path, "w");
	for (int i = 0; i < 40; i++)
		(void)fprintf(f,
		    "{\"title\":\"Number %d of the day\",\"date\":"
		    "\"2016-01-%02d\",\"text\":\"Haftar was in Cairo, %d.\"}\n",
		    i, i % 28 + 1, i);
	(void)fclose(f);
	articles = path;
}

static bool
said(struct str out, const char *text)
{
	if (str_find(out, str_of(text), 0) != SIZE_MAX)
		return true;
	printf("# no \"%s\" in: %.*s\n", text,
	    (int)(out.len < 300 ? out.len : 300), out.p);
	return false;
}

static void
verb(int status, const char *says, const char *name, const char *const *args)
{
	struct buf out = { 0 };
	buf_puts(&out, "");
	int got = program_run(args, NULL, &out);
	ok(said(buf_view(&out), says) && got == status, "%s (status %d)", name,
	    got);
	size_t lines = 0;
	for (size_t i = 0; i < out.len; i++)
		lines += out.p[i] == '\n';
	ok(status == 0 || lines <= 2, "%s: in one sentence", name);
	buf_release(&out);
}
#define VERB(status, says, name, ...)                                          \
	verb(status, says, name, (const char *[]){ __VA_ARGS__, NULL })

static struct pty *
screen(const char *path)
{
	const char *const args[] = { "-l", path, NULL };
	return program_start(30, 110, args, NULL);
}

static void
leave(struct pty *p, const char *name)
{
	pty_type(p, "\ay:quit\r");
	is_int(pty_wait_exit(p), 0, "%s: leaves in order", name);
	pty_free(p);
}

/* ---- disks ---- */

/* A name space of our own, so that nobody sees the mounts. */
static bool
may_mount(void)
{
	if (unshare(CLONE_NEWNS) != 0)
		return false;
	return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static void
fill(const char *path)
{
	static char block[65536];
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	size_t size = sizeof(block);
	while (fd >= 0 && size > 0)
		if (write(fd, block, size) <= 0)
			size /= 2;
	if (fd >= 0)
		(void)close(fd);
}

static void
type_much(struct pty *p)
{
	for (int i = 0; i < 40; i++)
		pty_type(p, "what must not be lost, what must not be lost, "
			    "what must not be lost, what must not be lost ");
	pty_type(p, "the end");
}

static void
full_disk(const char *dir)
{
	struct buf path = { 0 }, filler = { 0 };
	buf_addf(&path, "%s/library.db", dir);
	buf_addf(&filler, "%s/filler", dir);
	VERB(0, "made", "a library on a small disk", "-l", path.p, "init",
	    "--empty");
	VERB(0, "imported 40", "articles on it", "-l", path.p, "import",
	    articles);
	struct pty *p = screen(path.p);
	ok(pty_wait(p, "Number 27"), "full disk: the screen is there");
	fill(filler.p);
	pty_type(p, "A");
	(void)pty_wait(p, "Esc leave");
	/* More than a page that is there already can take. */
	type_much(p);
	ok(pty_wait(p, "the end"), "full disk: a note is typed");
	/* The log may have room that was used before: until that is full. */
	for (int i = 0; i < 40 && str_find(pty_screen(p),
				      str_of("not kept safe"), 0) == SIZE_MAX;
	     i++) {
		type_much(p);
		(void)pty_idle(p, 1200);
	}
	ok(pty_wait(p, "not kept safe"), "full disk: it says so while typing");
	pty_type(p, "\r");
	ok(pty_wait(
	       p, "no room left on the disk; the last change was not made"),
	    "full disk: saving is refused in one sentence");
	ok(pty_wait(p, "the end"), "full disk: the text is still there");
	(void)pty_idle(p, 300);
	ok(pty_idle(p, 700) < 30, "full disk: the processor rests");
	VERB(1, "no room left", "a verb says so too", "-l", path.p, "note",
	    "add", "--article", "3",
	    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
	VERB(0, "Number 5", "what is there can be read", "-l", path.p, "list");
	(void)unlink(filler.p);
	pty_type(p, "\r");
	ok(pty_wait(p, "saved "), "full disk: with room again Enter saves it");
	leave(p, "full disk");
	VERB(0, "the end", "the note is there", "-l", path.p, "notes");
	VERB(0, "", "the library is sound", "-l", path.p, "check");
	fill(filler.p);
	VERB(3, "no room left", "an import on a full disk says so", "-l",
	    path.p, "import", "--outlet", "other", __FILE__);
	(void)unlink(filler.p);
	VERB(0, "", "the library is sound again", "-l", path.p, "check");
	buf_release(&path);
	buf_release(&filler);
}

static void
read_only(const char *dir)
{
	struct buf path = { 0 };
	buf_addf(&path, "%s/library.db", dir);
	ok(mount(NULL, dir, NULL, MS_REMOUNT | MS_RDONLY, NULL) == 0,
	    "the disk is read-only now");
	VERB(0, "Number 5", "a read-only disk can be read", "-l", path.p,
	    "list");
	VERB(1, "read-only", "and takes no note, in words", "-l", path.p,
	    "note", "add", "--article", "1", "x");
	struct pty *p = screen(path.p);
	ok(pty_wait(p, "(read-only)"), "read-only: the screen says so");
	pty_type(p, "A");
	ok(pty_wait(p, "the library is read-only"),
	    "read-only: a note is refused before it is typed");
	leave(p, "read-only");
	(void)mount(NULL, dir, NULL, MS_REMOUNT, NULL);
	buf_release(&path);
}

static void
disks(void)
{
	char *dir = library_path("disk");
	(void)mkdir(dir, 0755);
	if (!may_mount() || mount("none", dir, "tmpfs", 0, "size=3m") != 0) {
		skip("mounting is not permitted", "full and read-only disks");
	} else {
		full_disk(dir);
		read_only(dir);
		(void)umount2(dir, MNT_DETACH);
	}
	free(dir);
}

/* ---- files that are none ---- */

static void
put(const char *path, const char *bytes, size_t len)
{
	FILE *f = fopen(path, "w");
	(void)fwrite(bytes, 1, len, f);
	(void)fclose(f);
}

static void
refuses(const char *path, const char *says, const char *name, bool check)
{
	size_t before = 0, after = 0;
	struct stat st;
	bool plain = stat(path, &st) == 0 && S_ISREG(st.st_mode);
	char *old = plain ? test_slurp(path, &before) : NULL;
	VERB(3, says, name, "-l", path, "list");
	if (check)
		VERB(3, says, name, "-l", path, "check");
	VERB(3, says, name, "-l", path);
	char *now = plain ? test_slurp(path, &after) : NULL;
	ok(!plain || (before == after && memcmp(old, now, before) == 0),
	    "%s: it is left as it was", name);
	free(old);
	free(now);
}

static void
refused(const char *path, const char *says, const char *name)
{
	refuses(path, says, name, true);
}

/* Pages that no list and no first picture asks for too. */
static void
garbled(const char *path, const char *good)
{
	const char *const check[] = { "-l", path, "check", NULL };
	size_t len, page = 16384, at;
	for (size_t part = 1; part < 8; part += 2) {
		char *bytes = test_slurp(good, &len);
		at = len / page * part / 8 * page;
		memset(bytes + at, 0xa5, page);
		put(path, bytes, len);
		free(bytes);
		refuses(path, "is damaged", "a garbled page", false);
		struct buf out = { 0 };
		is_int(program_run(check, NULL, &out), 1, "check finds it");
		ok(str_find(buf_view(&out), str_of("age"), 0) != SIZE_MAX,
		    "and says where");
		buf_release(&out);
	}
}

static void
no_libraries(const char *good)
{
	char *path = library_path("other.db"), *link = library_path("link.db");
	size_t len;
	char *bytes = test_slurp(good, &len);
	put(path, "", 0);
	refused(path, "mirsad: ", "an empty file");
	put(path,
	    "some text, long enough to be looked at as a header of a file "
	    "that SQLite might have written but did not, no",
	    105);
	refused(path, "mirsad: ", "a text");
	put(path, bytes, len / 2);
	refused(path, "damaged", "half of a library");
	memset(bytes + 100, 0xa5, 4000);
	put(path, bytes, len);
	refused(path, "damaged", "a damaged one");
	garbled(path, good);
	(void)unlink(path);
	(void)mkfifo(path, 0600);
	refused(path, "not a file", "a pipe");
	(void)unlink(path);
	(void)mkdir(path, 0700);
	refused(path, "is a folder", "a folder");
	(void)rmdir(path);
	ok(symlink(good, link) == 0, "a link is made");
	refused(link, "symbolic link", "a symbolic link");
	refused("/dev/null", "not a file", "a device");
	(void)unlink(link);
	free(bytes);
	free(path);
	free(link);
}

/* ---- moved away while open ---- */

static void
moved_away(const char *path, bool replaced)
{
	const char *name = replaced ? "replaced" : "deleted";
	char *other = library_path("elsewhere.db");
	struct pty *p = screen(path);
	ok(pty_wait(p, "Number 27"), "%s: the screen is there", name);
	(void)rename(path, other);
	if (replaced)
		VERB(0, "made", "another library in its place", "-l", path,
		    "init", "--empty");
	pty_type(p, "Aa note for nobody");
	(void)pty_wait(p, "for nobody");
	pty_type(p, "\r");
	ok(pty_wait(p, "moved or deleted"),
	    "%s while open: a note is not called saved", name);
	pty_type(p, "\r");
	ok(pty_wait(p, "for nobody"), "%s: its text is still there", name);
	ok(pty_idle(p, 600) < 30, "%s: the processor rests", name);
	if (!replaced) {
		(void)rename(other, path);
		pty_type(p, "\r");
		ok(pty_wait(p, "saved "), "put back in place it is saved");
	}
	leave(p, name);
	(void)rename(other, path);
	free(other);
}

/* ---- many at once ---- */

static void
together(const char *path)
{
	struct pty *a = screen(path), *b = screen(path);
	const char *const args[] = { "-l", path, "import", articles, NULL };
	ok(pty_wait(a, "Number 27") && pty_wait(b, "Number 27"),
	    "two screens on one library");
	FILE *f = fopen(articles, "a");
	for (int i = 0; i < 3000; i++)
		(void)fprintf(f,
		    "{\"title\":\"Later %d\",\"date\":\"2017-01-%02d\","
		    "\"text\":\"Haftar was in Moscow, %d.\"}\n",
		    i, i % 28 + 1, i);
	(void)fclose(f);
	struct pty *import = program_start(24, 80, args, NULL);
	for (int i = 0; i < 10; i++) {
		struct pty *p = i % 2 == 0 ? a : b;
		char text[32];
		(void)snprintf(text, sizeof(text), "note %d of two", i);
		pty_type(p, "A");
		(void)pty_wait(p, "Esc leave");
		pty_type(p, text);
		(void)pty_wait(p, text);
		pty_mark(p);
		pty_type(p, "\r");
		ok(pty_wait_gone(p, "Esc leave"), "%s is saved", text);
		(void)pty_idle(i % 2 == 0 ? b : a, 1);
	}
	is_int(pty_wait_exit(import), 0, "the import beside them goes well");
	ok(pty_wait(a, "3040") && pty_wait(b, "3040"),
	    "both screens show what came");
	ok(str_find(pty_bytes(a), str_of("locked"), 0) == SIZE_MAX &&
		str_find(pty_bytes(b), str_of("another program"), 0) ==
		    SIZE_MAX &&
		str_find(pty_bytes(import), str_of("locked"), 0) == SIZE_MAX,
	    "nobody is told of a lock");
	pty_free(import);
	leave(a, "the first");
	leave(b, "the second");
	struct store *store = library_open(path);
	is_int(library_sql(store,
		   "SELECT count(*) FROM note WHERE text LIKE 'note%two'"),
	    10, "all notes of both are there");
	store_close(store);
	VERB(0, "", "the library is sound", "-l", path, "check");
}

/* ---- an import from the screen ---- */

static int64_t
visible(const char *path)
{
	struct store *store = library_open(path);
	int64_t n =
	    library_sql(store, "SELECT count(*) FROM article WHERE hidden = 0");

	store_close(store);
	return n;
}

/* Some number behind it, whichever comes to be seen. */
static bool
far(struct pty *p)
{
	char text[] = "importing 1";

	for (int i = 0; i < 3000; i++) {
		text[sizeof(text) - 2] = (char)('1' + i % 9);
		if (pty_wait_ms(p, text, 10))
			return true;
	}
	return false;
}

static void
stopped(const char *path)
{
	char *many = library_path("many.jsonl");
	int64_t before = visible(path);
	struct pty *p = screen(path);
	FILE *f = fopen(many, "w");
	struct buf command = { 0 };

	for (int i = 0; i < 200000; i++)
		(void)fprintf(f,
		    "{\"title\":\"One of many %d\","
		    "\"text\":\"Words of number %d.\"}\n",
		    i, i);
	(void)fclose(f);
	buf_addf(&command, ":import %s\r", many);
	ok(pty_wait(p, "Later"), "the screen is there");
	pty_type(p, command.p);
	ok(far(p), "how far an import is shows");
	pty_type(p, ":cancel\r");
	ok(pty_wait(p, "stopped after"), "an import is stopped");
	ok(visible(path) > before && visible(path) < before + 200000,
	    "what was stored stays");
	pty_type(p, "u");
	ok(pty_wait(p, "undone:"), "one undo takes it back");
	is_int(visible(path), before, "all of it");
	leave(p, "afterwards");
	VERB(0, "", "the library is sound still", "-l", path, "check");
	buf_release(&command);
	free(many);
}

/* Does the program have a process of its own at work? */
static bool
has_child(struct pty *p)
{
	char path[64];
	FILE *f;
	int pid = 0;

	(void)snprintf(path, sizeof(path), "/proc/%d/task/%d/children",
	    pty_pid(p), pty_pid(p));
	f = fopen(path, "r");
	if (f != NULL && fscanf(f, "%d", &pid) != 1)
		pid = 0;
	if (f != NULL)
		(void)fclose(f);
	return pid > 0;
}

/* What an import that was killed left to be indexed is done by a process
 * beside the screen. */
static void
left_over(void)
{
	char *path = library_path("left.db");
	struct store *store = library_new(path);
	struct pty *p;
	bool beside = false;
	int64_t left = 1;

	(void)library_sql(store, "BEGIN");
	for (int i = 0; i < 2000; i++)
		(void)library_article(store, "Left", "Haftar was in Cairo.");
	(void)library_sql(
	    store, "INSERT OR IGNORE INTO todo_index SELECT id FROM article");
	(void)library_sql(store, "COMMIT");
	store_close(store);
	p = screen(path);
	for (int i = 0; i < 3000 && left > 0; i++) {
		(void)pty_idle(p, 10);
		beside = beside || has_child(p);
		if (!beside && i < 300)
			continue;
		store = library_open(path);
		left = library_sql(store, "SELECT count(*) FROM todo_index");
		store_close(store);
	}
	ok(beside, "what is left is indexed beside the screen");
	is_int(left, 0, "all of it");
	pty_type(p, "sCairo\r");
	ok(pty_wait(p, "of 2000"), "and found");
	leave(p, "after that");
	free(path);
}

/* Of several failures the screen says the first, and where the others are. */
static void
failures(const char *path)
{
	static const char bad[] = "{\"title\":\"No text\"}\n{\"title\":\n";
	char *file = library_path("bad.jsonl");
	struct pty *p = screen(path);

	put(file, bad, sizeof(bad) - 1);
	pty_type(p, ":import ");
	pty_type(p, file);
	pty_type(p, "\r");
	ok(pty_wait(p, "2 failed (more in :messages)") &&
		pty_wait(p, "bad.jsonl:1: has no text"),
	    "an import says how many failed and the first");
	pty_type(p, ":messages\r");
	ok(pty_wait(p, "bad.jsonl:2: is no JSON"), ":messages has the others");
	pty_type(p, "q");
	leave(p, "an import that failed");
	free(file);
}

int
main(void)
{
	char *path = library_path("library.db");
	make_articles();
	disks();
	VERB(0, "made", "a library", "-l", path, "init", "--empty");
	VERB(0, "imported 40", "with articles", "-l", path, "import", articles);
	no_libraries(path);
	moved_away(path, false);
	moved_away(path, true);
	together(path);
	stopped(path);
	left_over();
	failures(path);
	free(path);
	library_clean();
	return done();
}
