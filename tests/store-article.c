#include "config.h"

#include "store/article.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/history.h"
#include "store/note.h"
#include "tests/library.h"
#include "tests/test.h"

static struct store *store;
static int64_t ids[3];

static bool
act_done(struct err *err)
{
	size_t changed;

	return store_article_mark(store, ids, 3, MARK_DONE, &changed, err) &&
	       changed == 3;
}

static bool
act_flag(struct err *err)
{
	size_t changed;

	return store_article_mark(
		   store, ids + 1, 1, MARK_FLAG, &changed, err) &&
	       changed == 1;
}

static bool
act_unread(struct err *err)
{
	size_t changed;

	return store_article_mark(store, ids, 2, MARK_UNREAD, &changed, err) &&
	       changed == 2;
}

static bool
act_code(struct err *err)
{
	size_t changed;

	return store_article_code(
		   store, ids, 2, str_of("toll"), true, &changed, err) &&
	       changed == 2;
}

static bool
act_code_more(struct err *err)
{
	size_t changed;

	return store_article_code(
		   store, ids, 3, str_of("airstrike"), true, &changed, err) &&
	       changed == 3;
}

static bool
act_uncode(struct err *err)
{
	size_t changed;

	return store_article_code(
		   store, ids, 3, str_of("toll"), false, &changed, err) &&
	       changed == 2;
}

static bool
act_query(struct err *err)
{
	return store_query_save(
	    store, str_of("Cairo"), str_of("haftar cairo"), err);
}

static bool
act_query_again(struct err *err)
{
	return store_query_save(
	    store, str_of("Cairo"), str_of("=Cairo \"x\""), err);
}

static bool
act_query_remove(struct err *err)
{
	return store_query_remove(store, str_of("Cairo"), err);
}

static void
test_acts(void)
{
	static const struct {
		const char *name;
		bool (*act)(struct err *err);
	} acts[] = {
		{ "marking three articles done", act_done },
		{ "a flag", act_flag },
		{ "marking two unread again", act_unread },
		{ "a new code on two articles", act_code },
		{ "a second code on three", act_code_more },
		{ "taking a code off", act_uncode },
		{ "saving a query", act_query },
		{ "changing a saved query", act_query_again },
		{ "removing a saved query", act_query_remove },
	};
	char *path = library_path("acts.db"), *first, *last, *now;
	struct arena arena = { 0 };
	struct str summary;
	struct err err = { 0 };
	size_t i, n = 0;

	store = library_new(path);
	ids[0] = library_article(store, "Haftar in Cairo", "One text.");
	ids[1] = library_article(store, "Haftar in Moscow", "Another.");
	ids[2] = library_article(store, "Tripoli", "A third.");
	first = library_dump(store);
	for (i = 0; i < ARRAY_LEN(acts); i++)
		library_turn_around(&store, acts[i].name, path, acts[i].act);
	last = library_dump(store);
	while (store_undo(store, &arena, &summary, &err))
		n++;
	is_int((int64_t)n, ARRAY_LEN(acts), "every act is taken back");
	is_str(str_of(err.text), "nothing to undo", "and then no more");
	now = library_dump(store);
	is_str(str_of(now), first, "the library is as it came");
	free(now);
	for (n = 0; store_redo(store, &arena, &summary, &err); n++)
		continue;
	is_int((int64_t)n, ARRAY_LEN(acts), "every act is done again");
	now = library_dump(store);
	is_str(str_of(now), last, "the library is as it was last");
	free(now);
	free(first);
	free(last);
	store_close(store);
	free(path);
	arena_release(&arena);
}

static void
test_marks(void)
{
	struct arena arena = { 0 };
	struct article article;
	struct article_row row;
	struct err err = { 0 };
	struct str *names;
	size_t changed, n;
	uint64_t before;
	const int64_t missing = 99;
	int64_t acts;

	store = library_new(":memory:");
	ids[0] = library_article(store, "A title", "The text");
	ok(store_article_get(store, ids[0], &arena, &article, &err),
	    "an article is read");
	is_str(article.row.title, "A title", "its title");
	is_str(article.text, "The text", "its text");
	is_str(article.row.published, "2016-12-01", "its date");
	is_int(article.row.published_day, 17136, "its day");
	is_int((int64_t)article.uuid.len, 36, "its uuid");
	before = store_generation(store, TOPIC_ARTICLE);
	ok(store_article_mark(store, ids, 1, MARK_DONE, &changed, &err) &&
		changed == 1,
	    "it is marked done");
	ok(store_generation(store, TOPIC_ARTICLE) > before,
	    "panes that show articles learn of it");
	before = store_generation(store, TOPIC_ARTICLE);
	acts = library_sql(store, "SELECT count(*) FROM act");
	ok(store_article_mark(store, ids, 1, MARK_DONE, &changed, &err) &&
		changed == 0,
	    "a second time nothing changes");
	is_int(library_sql(store, "SELECT count(*) FROM act"), acts,
	    "and no act is recorded");
	ok(store_article_row(store, ids[0], &arena, &row, &err) &&
		row.state == ARTICLE_DONE && !row.flagged,
	    "the row shows it");
	ok(!store_article_mark(store, &missing, 1, MARK_FLAG, &changed, &err),
	    "an article that is not there is not marked");
	is_str(str_of(err.text), "there is no article 99", "and it is said");
	ok(!store_article_code(
	       store, ids, 1, str_of("two words"), true, &changed, &err),
	    "a code is one word");
	ok(store_article_code(
	       store, ids, 1, str_of("toll"), true, &changed, &err) &&
		store_article_codes(store, ids[0], &arena, &names, &n, &err) &&
		n == 1 && str_is(names[0], "toll"),
	    "codes of an article are listed");
	ok(store_codes(store, &arena, &names, &n, &err) && n == 1,
	    "and those of the codebook");
	store_close(store);
	arena_release(&arena);
}

static void
test_history(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;
	struct act *list;
	size_t changed, n;

	store = library_new(":memory:");
	ids[0] = library_article(store, "A title", "The text");
	(void)store_article_mark(store, ids, 1, MARK_DONE, &changed, &err);
	(void)store_article_mark(store, ids, 1, MARK_FLAG, &changed, &err);
	ok(store_undo(store, &arena, &summary, &err) &&
		str_is(summary, "flagged: \"A title\""),
	    "undo says what it took back");
	(void)store_article_mark(store, ids, 1, MARK_UNREAD, &changed, &err);
	ok(!store_redo(store, &arena, &summary, &err),
	    "a new act ends the redo chain");
	ok(store_undo(store, &arena, &summary, &err) &&
		str_is(summary, "marked unread: \"A title\""),
	    "the new act is undone");
	ok(store_redo(store, &arena, &summary, &err) &&
		str_is(summary, "marked unread: \"A title\""),
	    "redo does it again and not the one before");
	ok(store_undo(store, &arena, &summary, &err) &&
		store_undo(store, &arena, &summary, &err) &&
		str_is(summary, "marked done: \"A title\""),
	    "undo goes on past the act that was given up");
	n = 20;
	ok(store_history(store, 0, &arena, &list, &n, &err) && n == 8,
	    "the log keeps all acts, undos and redos");
	ok(list[0].undoes == list[7].id && str_is(list[7].verb, "mark"),
	    "an undo names its act");
	is_str(list[0].analyst, "nadia", "and who did it");
	is_int(list[0].time, 1484697600, "and when");
	ok(list[7].undone, "an act that is taken back says so");
	n = 2;
	ok(store_history(store, list[3].id, &arena, &list, &n, &err) && n == 2,
	    "the log comes in pages");
	store_close(store);
	arena_release(&arena);
}

static bool
offered(int64_t *id)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct draft *list;
	size_t n;
	bool good = store_drafts(store, &arena, &list, &n, &err) && n > 0;

	*id = good ? list[0].id : 0;
	arena_release(&arena);
	return good;
}

/* A text is either a draft or saved, at every moment. */
static void
test_settled(struct store *s)
{
	struct draft draft = { .form = str_of("note"),
		.text = str_of("whole") };
	struct note note = { .on_id = 1, .text = str_of("whole") };
	struct err err = { 0 };
	int64_t id;

	ok(store_draft_save(s, &draft, &err), "a draft is typed");
	store_draft_settle(s, draft.id);
	note.on_id = 12345;
	ok(!store_note_add(s, &note, &id, &err) &&
		library_sql(s, "SELECT count(*) FROM draft") == 1,
	    "it stays when its act is refused");
	note.on_id = 1;
	ok(store_note_add(s, &note, &id, &err) &&
		library_sql(s, "SELECT count(*) FROM draft") == 0,
	    "it goes with the act that saves its text");
	store_draft_settle(s, 0);
	draft.id = 0;
	ok(store_draft_save(s, &draft, &err) && !offered(&id),
	    "one that is being typed is not offered");
	store_draft_leave(s, draft.id);
	ok(offered(&id) && id == draft.id, "once its form is closed it is");
	(void)library_sql(s, "INSERT INTO draft SELECT 77, form, context, text,"
			     " pid, updated FROM draft");
	ok(store_draft_drop(s, draft.id, &err) && offered(&id) && id == 77,
	    "so is one of a dead program of the same number");
	ok(store_draft_drop(s, 77, &err), "and dropped");
}

/* A program that was killed and whose end nobody has asked for, as in a
 * container whose first process does not do that, types no more. */
static void
typed_by_the_dead(struct store *s)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct draft *list;
	struct buf b = { 0 };
	siginfo_t info;
	size_t n = 0;
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	(void)waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
	buf_addf(&b, "UPDATE draft SET pid = %ld", (long)pid);
	(void)library_sql(s, b.p);
	ok(store_drafts(s, &arena, &list, &n, &err) && n == 1,
	    "it is offered when its program is a zombie");
	(void)waitpid(pid, NULL, 0);
	buf_release(&b);
	arena_release(&arena);
}

/* The next start may be faster than the end of a program that was killed: much
 * memory to be given back makes it last. */
static void
typed_by_the_dying(struct store *s)
{
	enum { MUCH = 256 * 1024 * 1024 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct draft *list;
	struct buf b = { 0 };
	size_t n = 0;
	int ready[2];
	char c;

	if (pipe(ready) != 0)
		die("pipe: %s", strerror(errno));
	pid_t pid = fork();
	if (pid == 0) {
		char *much = xmalloc(MUCH);

		memset(much, 1, MUCH);
		(void)!write(ready[1], much, 1);
		for (;;)
			(void)pause();
	}
	(void)!read(ready[0], &c, 1);
	buf_addf(&b, "UPDATE draft SET pid = %ld", (long)pid);
	(void)library_sql(s, b.p);
	ok(store_drafts(s, &arena, &list, &n, &err) && n == 0,
	    "it is not offered while another program types it");
	(void)kill(pid, SIGKILL);
	ok(store_drafts(s, &arena, &list, &n, &err) && n == 1,
	    "it is offered as soon as that is killed");
	(void)waitpid(pid, NULL, 0);
	(void)close(ready[0]);
	(void)close(ready[1]);
	buf_release(&b);
	arena_release(&arena);
}

static void
test_settings(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct draft draft = { .form = str_of("note"),
		.context = str_of("{}"),
		.text = str_of("half a th") };
	struct draft *list;
	struct store_stats stats;
	struct str value;
	size_t n;

	store = library_new(":memory:");
	(void)library_article(store, "A title", "The text");
	ok(store_setting(store, &arena, "layout", &value, &err) &&
		value.len == 0,
	    "a setting that was never set is empty");
	ok(store_setting_set(store, "layout", str_of("wide"), &err) &&
		store_setting_set(store, "layout", str_of("tall"), &err) &&
		store_setting(store, &arena, "layout", &value, &err) &&
		str_is(value, "tall"),
	    "the last value counts");
	ok(store_draft_save(store, &draft, &err) && draft.id > 0,
	    "a draft is kept");
	draft.text = str_of("half a thought");
	ok(store_draft_save(store, &draft, &err), "and brought up to date");
	ok(store_drafts(store, &arena, &list, &n, &err) && n == 0,
	    "it is not offered while its program runs");
	typed_by_the_dead(store);
	typed_by_the_dying(store);
	(void)library_sql(store, "UPDATE draft SET pid = 99999999");
	ok(store_drafts(store, &arena, &list, &n, &err) && n == 1 &&
		str_is(list[0].text, "half a thought"),
	    "it is offered when its program is dead");
	ok(store_draft_drop(store, draft.id, &err) &&
		store_drafts(store, &arena, &list, &n, &err) && n == 0,
	    "and dropped");
	test_settled(store);
	ok(store_stats(store, &stats, &err) && stats.articles == 1 &&
		stats.unread == 1 && stats.text_bytes == 8 && stats.acts == 1,
	    "the library is counted");
	store_close(store);
	arena_release(&arena);
}

int
main(void)
{
	test_acts();
	test_marks();
	test_history();
	test_settings();
	library_clean();
	return done();
}
