#include "config.h"

#include "store/note.h"

#include "store/history.h"
#include "store/reanchor.h"
#include "tests/library.h"
#include "tests/test.h"

static struct store *store;
static int64_t article, entity, note_id;

static struct note
about(enum subject_kind on, int64_t id, const char *text)
{
	return (struct note){ .on = on, .on_id = id, .text = str_of(text) };
}

/* A note on "Cairo" in the text of the article. */
static struct note
on_passage(const char *text)
{
	struct note note = about(ON_ARTICLE, article, text);

	note.anchor = (struct anchor){ .span = { 10, 15 },
		.quote = str_of("Cairo"),
		.prefix = str_of("Haftar in "),
		.suffix = str_of(" today."),
		.state = ANCHOR_EXACT };
	return note;
}

static int64_t
counted(const char *table)
{
	struct buf b = { 0 };
	int64_t n;

	buf_addf(&b, "SELECT sum(notes) FROM %s", table);
	n = library_sql(store, b.p);
	buf_release(&b);
	return n;
}

static size_t
hits(const char *words)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct page page = { .dir = 1, .most = 50 };
	struct note *list;

	if (!store_notes_page(
		store, str_of(words), 0, &page, &arena, &list, &err))
		page.n = SIZE_MAX;
	arena_release(&arena);
	return page.n;
}

static void
begin(const char *path)
{
	store = library_new(path);
	article =
	    library_article(store, "Haftar in Cairo", "Haftar in Cairo today.");
	(void)library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) "
	    "VALUES (7, 'lna', 'faction', 'LNA', 'pack')");
	(void)library_sql(store,
	    "INSERT INTO event (id, key, date, title, kind, origin) "
	    "VALUES (3, 'visit', '2016-12', 'Visit', 'meeting', 'hand')");
	entity = 7;
}

static bool
act_add(struct err *err)
{
	struct note note = on_passage("the second visit in a year");

	return store_note_add(store, &note, &note_id, err);
}

static bool
act_entity(struct err *err)
{
	struct note note = about(ON_ENTITY, entity, "who pays them?");
	int64_t id;

	return store_note_add(store, &note, &id, err);
}

static bool
act_event(struct err *err)
{
	struct note note = about(ON_EVENT, 3, "date not certain");
	int64_t id;

	return store_note_add(store, &note, &id, err);
}

static bool
act_edit(struct err *err)
{
	return store_note_edit(store, note_id, str_of("the third visit"), err);
}

static bool
act_remove(struct err *err)
{
	return store_note_remove(store, note_id, err);
}

static void
test_acts(void)
{
	char *path = library_path("notes.db"), *first, *now;
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;
	size_t n = 0;

	begin(path);
	first = library_dump(store);
	library_turn_around(&store, "a note on a passage", path, act_add);
	is_int(counted("article"), 1, "the article counts it");
	library_turn_around(&store, "a note on an entity", path, act_entity);
	is_int(counted("entity"), 1, "the entity counts it");
	library_turn_around(&store, "a note on an event", path, act_event);
	is_int(counted("event"), 1, "the event counts it");
	library_turn_around(&store, "a change of a note", path, act_edit);
	library_turn_around(&store, "the removal of a note", path, act_remove);
	is_int(counted("article"), 0, "the article counts it no more");
	while (store_undo(store, &arena, &summary, &err))
		n++;
	is_int((int64_t)n, 5, "every act is taken back");
	now = library_dump(store);
	is_str(str_of(now), first, "the library is as it came");
	free(now);
	free(first);
	store_close(store);
	free(path);
	arena_release(&arena);
}

static void
test_reading(void)
{
	struct page page = { .dir = 1, .most = 50 };
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct note note = on_passage("a \"quoted\" wörd\nand a second line");
	struct note whole = about(ON_ARTICLE, article, "on the whole");
	struct note *list;
	int64_t id, second;
	size_t n;

	begin(":memory:");
	whole.on_id = note.on_id = article;
	ok(store_note_add(store, &note, &id, &err), "a note is added");
	ok(store_note_add(store, &whole, &second, &err), "and a second one");
	ok(store_note_get(store, id, &arena, &note, &err), "it is read");
	is_str(note.text, "a \"quoted\" wörd\nand a second line", "its text");
	is_str(note.anchor.quote, "Cairo", "its passage");
	is_str(note.anchor.prefix, "Haftar in ", "what stands before");
	ok(note.anchor.span.from == 10 && note.anchor.span.to == 15 &&
		note.anchor.state == ANCHOR_EXACT,
	    "its place");
	is_str(note.analyst, "nadia", "who wrote it");
	is_int(note.created, 1484697600, "and when");
	ok(store_notes_of(
	       store, ON_ARTICLE, article, &arena, &list, &n, &err) &&
		n == 2 && list[0].id == second && list[1].id == id,
	    "notes on the whole come first");
	is_int((int64_t)hits("second"), 1, "a word finds one");
	is_int((int64_t)hits(""), 2, "no word finds all");
	is_int((int64_t)hits("second nothing"), 0, "all words must stand");
	is_int((int64_t)hits("\" OR * ( NEAR AND - : ^"), 0,
	    "no words are an error of the index");
	ok(store_note_edit(store, id, str_of("other words"), &err) &&
		hits("second") == 0 && hits("other") == 1,
	    "a change is found by its new words alone");
	ok(store_notes_page(
	       store, str_of(""), second, &page, &arena, &list, &err) &&
		page.n == 1 && list[0].id == id,
	    "notes come in pages");
	store_close(store);
	arena_release(&arena);
}

static void
test_refused(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct note blank, none, note;
	int64_t id;

	begin(":memory:");
	blank = about(ON_ARTICLE, article, " \n");
	none = about(ON_ENTITY, 99, "text");
	ok(!store_note_add(store, &blank, &id, &err), "a blank note is none");
	ok(!store_note_add(store, &none, &id, &err), "nor one on nothing");
	is_str(str_of(err.text), "there is no entity 99", "which is said");
	ok(!store_note_remove(store, 5, &err) && err.code == ERR_MISSING,
	    "a note that is not there is not removed");
	ok(!store_note_get(store, 5, &arena, &note, &err), "nor read");
	is_int(library_sql(store, "SELECT count(*) FROM act WHERE id > 0"), 0,
	    "nothing of that is in the log");
	note = about(ON_ARTICLE, article, "same");
	ok(store_note_add(store, &note, &id, &err) &&
		store_note_edit(store, id, str_of("same"), &err),
	    "a change to the same text is fine");
	is_int(library_sql(store, "SELECT count(*) FROM act WHERE id > 0"), 1,
	    "but no act");
	store_close(store);
	arena_release(&arena);
}

/* A second program: takes turns, and undoes what the first one did. */
static void
test_two(void)
{
	char *path = library_path("two.db");
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct store *other;
	struct str summary;
	struct note note;
	int64_t id;
	uint64_t seen;

	begin(path);
	other = library_open(path);
	note = on_passage("from the first");
	seen = store_generation(other, TOPIC_NOTE);
	ok(!store_poll(other), "nothing new yet");
	ok(store_note_add(store, &note, &id, &err), "the first adds a note");
	ok(store_poll(other) && store_generation(other, TOPIC_NOTE) > seen,
	    "the second notices");
	ok(!store_poll(other), "once");
	ok(store_note_edit(other, id, str_of("from the second"), &err),
	    "the second changes it (%s)", err.text);
	ok(store_undo(store, &arena, &summary, &err) &&
		store_note_get(store, id, &arena, &note, &err) &&
		str_is(note.text, "from the first"),
	    "the first takes that back");
	ok(store_undo(other, &arena, &summary, &err) &&
		!store_note_get(store, id, &arena, &note, &err),
	    "the second takes back the note");
	store_close(other);
	store_close(store);
	free(path);
	arena_release(&arena);
}

/* What the note says of its place. */
static void
is_at(int64_t id, uint32_t from, enum anchor_state state, const char *name)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct note note;
	bool good = store_note_get(store, id, &arena, &note, &err) &&
		    note.anchor.span.from == from && note.anchor.state == state;

	ok(good, "%s (at %u, %s)", name, note.anchor.span.from,
	    anchor_state_name(note.anchor.state));
	arena_release(&arena);
}

static void
correct(const char *text)
{
	struct buf b = { 0 };
	struct err err = { 0 };

	buf_addf(&b,
	    "UPDATE article_body SET size = length(CAST('%s' AS BLOB)), "
	    "body = CAST('%s' AS BLOB) WHERE article = 1",
	    text, text);
	(void)library_sql(store, b.p);
	ok(store_reanchor(store, 1, str_of(text), &err), "the text is now: %s",
	    text);
	buf_release(&b);
}

static void
test_corrected(void)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct str summary;
	struct note note;
	int64_t id;

	begin(":memory:");
	note = on_passage("where?");
	ok(store_note_add(store, &note, &id, &err), "a note on a passage");
	is_at(id, 10, ANCHOR_EXACT, "it stands where it was set");
	correct("General Haftar in Cairo today.");
	is_at(id, 18, ANCHOR_MOVED, "it moves with its passage");
	correct("Haftar in Cairo today.");
	is_at(id, 10, ANCHOR_EXACT, "it is exact again in the old text");
	correct("General Haftar in Cairo today.");
	ok(store_note_remove(store, id, &err) &&
		store_undo(store, &arena, &summary, &err),
	    "it is removed and given back");
	is_at(id, 18, ANCHOR_MOVED, "where the text has it now");
	ok(store_undo(store, &arena, &summary, &err) &&
		store_redo(store, &arena, &summary, &err),
	    "it is undone and redone");
	is_at(id, 18, ANCHOR_MOVED, "where the text has it now, too");
	correct("Nothing of it.");
	ok(store_note_get(store, id, &arena, &note, &err) &&
		note.anchor.state == ANCHOR_ORPHANED &&
		str_is(note.anchor.quote, "Cairo"),
	    "without its passage it is an orphan and keeps the words");
	store_close(store);
	arena_release(&arena);
}

int
main(void)
{
	test_acts();
	test_reading();
	test_refused();
	test_two();
	test_corrected();
	library_clean();
	return done();
}
