/* Names that the register does not know, counted over all articles. */
#include "config.h"

#include "store/unknown.h"

#include "store/concord.h"
#include "store/entity.h"
#include "store/history.h"
#include "store/mention.h"
#include "tests/library.h"
#include "tests/test.h"

static struct store *store;
static struct arena arena;
static struct err err;

static void
run(struct job *job)
{
	if (job == NULL)
		return;
	while (job->step(job, job_clock_ms() + 2, &err))
		continue;
	if (err.code != ERR_NONE)
		die("%s", err.text);
	job->free(job);
}

static void
gather(void)
{
	run(store_gather(store));
}

/* "Name articles/mentions; ..." in the order of the list. */
static struct str
listed(const char *part)
{
	struct page page = { .dir = 1, .most = 50 };
	struct unknown_filter only = { str_of(part), ENTITY_KINDS };
	struct buf b = { 0 };
	struct unknown *list;
	struct str s;

	if (!store_unknown_page(store, &only, NULL, &page, &arena, &list, &err))
		die("%s", err.text);
	buf_puts(&b, "");
	for (size_t i = 0; i < page.n; i++) {
		buf_puts(&b, i > 0 ? "; " : "");
		buf_str(&b, list[i].text);
		if (list[i].stands_for.len > 0) {
			buf_puts(&b, " = ");
			buf_str(&b, list[i].stands_for);
		}
		buf_addf(&b, " %u/%u", list[i].articles, list[i].mentions);
	}
	s = arena_str(&arena, buf_view(&b));
	buf_release(&b);
	return s;
}

static struct unknown
named(const char *name)
{
	struct page page = { .dir = 1, .most = 1 };
	struct unknown_filter only = { str_of(name), ENTITY_KINDS };
	struct unknown *list;

	if (!store_unknown_page(
		store, &only, NULL, &page, &arena, &list, &err) ||
	    page.n == 0)
		die("%s is not there", name);
	return list[0];
}

static void
undo(void)
{
	struct str said;

	if (!store_undo(store, &arena, &said, &err))
		die("%s", err.text);
}

static void
fill(void)
{
	library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES "
	    "(1, 'lna', 'faction', 'Libyan National Army', 'pack'), "
	    "(2, 'quill', 'person', 'Xaver Quill', 'pack')");
	library_sql(store,
	    "INSERT INTO alias (entity, text, fold, kind) VALUES "
	    "(1, 'Libyan National Army', 'libyan national army', 'name'), "
	    "(2, 'Xaver Quill', 'xaver quill', 'name'), "
	    "(2, 'Quill', 'quill', 'alias')");
	(void)library_article(store, "one",
	    "Colonel Zorg met Xaver Quill. Later Zorg left the Libyan National "
	    "Army (LNA) for the Petrol Guard of Zuqaya.");
	(void)library_article(store, "two",
	    "General Zorg and Ahmed Quill saw the Petrol Guard of Zuqaya and "
	    "the Libyan National Army (LNA).");
	(void)library_article(store, "three", "He met Colonel Zorg there.");
}

static void
test_counted(void)
{
	struct job *job = store_gather(store);

	ok(job != NULL, "there is something to count");
	if (job != NULL)
		job->free(job);
	gather();
	is_str(listed(""),
	    "Zorg 3/4; LNA = Libyan National Army 2/2; Petrol Guard of Zuqaya "
	    "2/2; Ahmed Quill 1/1",
	    "the most frequent first, without titles and known names");
	is_str(listed("GUARD of"), "Petrol Guard of Zuqaya 2/2",
	    "those with some letters");
	ok(named("Zorg").kind == ENTITY_PERSON, "a colonel is a person");
	ok(store_gather(store) == NULL, "all is counted");
}

static bool
change(int64_t id, const char *what)
{
	struct buf b = { 0 };

	buf_addf(&b, "UPDATE %s = %lld", what, (long long)id);
	(void)library_sql(store, b.p);
	buf_release(&b);
	return unknown_changed(store, id, &err);
}

static void
test_follows(void)
{
	ok(change(3, "article_body SET size = 14, body = CAST('He met nobody.' "
		     "AS BLOB) WHERE article"),
	    "a text is corrected");
	gather();
	is_str(listed("zorg"), "Zorg 2/3", "and counted anew");
	ok(change(1, "article SET hidden = 1 WHERE id"), "one is hidden");
	gather();
	is_str(listed("zorg"), "Zorg 1/1", "and counts no more");
	ok(change(1, "article SET hidden = 0 WHERE id"), "and shown");
	gather();
	is_str(listed("zorg"), "Zorg 2/3", "and counts again");
	ok(change(4, "article SET hidden = 0 WHERE id") &&
		store_gather(store) == NULL,
	    "what was never counted is not to be counted anew");
}

static void
test_decided(void)
{
	struct unknown zorg = named("Zorg"), lna;
	int64_t id;
	struct str alias;

	ok(store_entity_add(store, ENTITY_PERSON, zorg.text, &id, &err),
	    "it becomes an entry: %s", err.text);
	is_str(listed("zorg"), "", "and is gone at once");
	gather();
	undo();
	is_str(listed("zorg"), "", "undone, it comes back");
	gather();
	is_str(listed("zorg"), "Zorg 2/3", "when the job has been by");
	ok(store_unknown_never(store, &zorg, &err), "never again");
	is_str(listed("zorg"), "", "is gone at once too");
	undo();
	is_str(listed("zorg"), "Zorg 2/3", "and undone");
	lna = named("LNA");
	if (lna.stands_for.len == 0)
		lna.id--;
	for (int64_t i = 1; i < 40; i++)
		if (store_unknown_get(store, i, &arena, &lna, &err) &&
		    lna.stands_for.len > 0)
			break;
	ok(store_unknown_bearer(store, &lna, &arena, &id, &alias, &err) &&
		id == 1 && str_is(alias, "LNA"),
	    "a definition says whose short form it is");
	ok(store_unknown_never(store, &lna, &err), "a definition is refused");
	is_str(listed("lna"), "LNA 2/2", "the short form itself stays");
	undo();
	ok(store_alias_add(store, id, alias, &err), "or taken");
	gather();
	is_str(listed("lna"), "", "both are known then");
	undo();
}

static void
test_places(void)
{
	struct concord of = { .words = str_of("Zorg") };
	struct page page = { .dir = 1, .most = 50 },
		    back = { .dir = -1, .most = 1 };
	struct concord_line *list;

	ok(store_mention_index(store, 1, &err), "names are looked for");
	ok(store_concord(store, &of, NULL, &page, &arena, &list, &err),
	    "where it stands: %s", err.text);
	ok(page.n == 4 && list[0].article.id == 3 && list[2].article.id == 1 &&
		list[2].span.from == 8 && list[3].span.from == 36,
	    "line by line, newest article first");
	ok(store_concord(store, &of, &list[2], &page, &arena, &list, &err) &&
		page.n == 1 && list[0].span.from == 36,
	    "a page goes on inside of an article");
	ok(store_concord(store, &of, &list[0], &back, &arena, &list, &err) &&
		back.n == 1 && list[0].span.from == 8,
	    "and back");
	of = (struct concord){ .entity = 2 };
	ok(store_concord(store, &of, NULL, &page, &arena, &list, &err) &&
		page.n == 1 &&
		str_starts(list[0].text, "Colonel Zorg met Xaver"),
	    "an entity has the words around its mentions");
}

static int64_t
is_shown(const char *fold)
{
	struct buf b = { 0 };
	int64_t shown;

	buf_addf(&b, "SELECT shown FROM unknown WHERE fold = '%s'", fold);
	shown = library_sql(store, b.p);
	buf_release(&b);
	return shown;
}

/* After a change of names those are looked at that may be meant by it; the
 * column of another one is falsified, to see that. */
static void
test_judged(void)
{
	static const char guard[] = "petrol guard of zuqaya";

	library_sql(store, "UPDATE unknown SET shown = 0 WHERE fold = 'zorg'");
	ok(store_alias_add(store, 1, str_of("Guard of Zuqaya"), &err),
	    "a spelling");
	gather();
	is_int(is_shown(guard), 1, "a longer name is a name still");
	ok(store_alias_add(
	       store, 1, str_of("the Petrol Guard of Zuqaya"), &err) &&
		store_alias_add(
		    store, 2, str_of("Petrol Guard of Zuqaya"), &err),
	    "and the name itself");
	gather();
	is_int(is_shown(guard), 0, "that is known");
	is_int(is_shown("zorg"), 0, "others are not looked at");
	undo();
	undo();
	undo();
	gather();
	is_int(is_shown(guard), 1, "until it is taken back");
	is_int(is_shown("zorg"), 0, "which others have nothing to do with");
	library_sql(store, "DELETE FROM setting WHERE key = 'rejudge'");
	library_sql(store, "UPDATE setting SET value = 0 WHERE key = 'judged'");
	gather();
	is_int(is_shown("zorg"), 1, "when nobody knows what changed all are");
}

int
main(void)
{
	store = library_new(":memory:");
	fill();
	test_counted();
	test_judged();
	test_places();
	test_follows();
	test_decided();
	store_close(store);
	arena_release(&arena);
	library_clean();
	return done();
}
