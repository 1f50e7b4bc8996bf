/* Names in the articles of a library: counted, corrected, looked for again. */
#include "config.h"

#include <unistd.h>

#include "store/article.h"
#include "store/entity.h"
#include "store/history.h"
#include "store/ingest.h"
#include "store/note.h"
#include "store/pack.h"
#include "tests/library.h"
#include "tests/test.h"

struct world {
	struct store *store;
	struct arena arena;
	struct err err;
	char dir[64];
};

static void
write_article(struct world *w, const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", w->dir, name);
	f = fopen(path, "wb");
	if (f != NULL) {
		(void)fputs(text, f);
		(void)fclose(f);
	}
}

static void
import(struct world *w)
{
	const char *paths[] = { w->dir };
	struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	struct ingest_totals totals = { 0 };
	struct job *job = store_ingest(w->store, &opts, &totals);

	ok(job_run(job, &w->err), "articles are imported: %s", w->err.text);
	job->free(job);
	job = store_index(w->store);
	if (job != NULL) {
		ok(job_run(job, &w->err), "and indexed: %s", w->err.text);
		job->free(job);
	}
}

static void
open_world(struct world *w)
{
	char pack[600];

	memset(w, 0, sizeof *w);
	snprintf(pack, sizeof pack, "%s/store/pack/libya", test_srcdir());
	snprintf(w->dir, sizeof w->dir, "/tmp/mirsad-entity-XXXXXX");
	ok(mkdtemp(w->dir) != NULL &&
		store_open(":memory:", STORE_CREATE, &w->store, &w->err) &&
		store_pack_load(w->store, pack, &w->err),
	    "a library with the pack: %s", w->err.text);
	write_article(w, "one.txt",
	    "Haftar in Cairo\n\nGeneral Haftar met Egypt\xE2\x80\x99s army in "
	    "Cairo. The LNA's men saw Haftar in Misrata. Xanadu Brigade "
	    "came.\n");
	write_article(w, "two.txt",
	    "Talks in Tripoli\n\nThe GNA said in Tripoli that Xanadu Brigade "
	    "would leave Misrata.\n");
	import(w);
}

static void
close_world(struct world *w)
{
	char path[128];

	snprintf(path, sizeof path, "%s/one.txt", w->dir);
	(void)unlink(path);
	snprintf(path, sizeof path, "%s/two.txt", w->dir);
	(void)unlink(path);
	(void)rmdir(w->dir);
	arena_release(&w->arena);
	store_close(w->store);
}

static int64_t
key(struct world *w, const char *name)
{
	int64_t id = 0;

	(void)store_entity_by_key(w->store, str_of(name), &id, &w->err);
	return id;
}

/* "articles/mentions" of an entity. */
static struct str
counts(struct world *w, int64_t id)
{
	struct entity e = { 0 };

	(void)store_entity_get(w->store, id, &w->arena, &e, &w->err);
	return arena_printf(&w->arena, "%u/%u", e.articles, e.mentions);
}

/* The article that has this many mentions: which got which id is import's. */
static int64_t
article_with(struct world *w, size_t mentions)
{
	struct mention *list;
	size_t n;

	for (int64_t id = 1; id <= 2; id++)
		if (store_mentions(
			w->store, id, &w->arena, &list, &n, &w->err) &&
		    n == mentions)
			return id;
	return 0;
}

static void
respot(struct world *w)
{
	struct job *job = store_respot(w->store);

	if (job == NULL)
		return;
	ok(job_run(job, &w->err), "names are looked for again: %s",
	    w->err.text);
	job->free(job);
	ok(store_respot(w->store) == NULL, "and then there is nothing to do");
}

static void
test_found(struct world *w)
{
	struct mention *list = NULL;
	struct entity_count *names = NULL;
	size_t n = 0, k = 0;
	int64_t one = article_with(w, 6);

	respot(w);
	ok(one != 0, "six names in the text of the first article");
	ok(store_mentions(w->store, one, &w->arena, &list, &n, &w->err) &&
		n == 6,
	    "they are listed");
	ok(n == 6 && list[0].span.from == 0 && list[0].span.to == 14 &&
		list[0].entity == key(w, "haftar-khalifa"),
	    "with their bytes and who is meant");
	is_str(counts(w, key(w, "haftar-khalifa")), "1/3",
	    "the headline counts too");
	is_str(counts(w, key(w, "egypt-gov")), "1/1", "Egypt's army acts");
	is_str(counts(w, key(w, "misrata")), "2/2", "over both articles");
	ok(store_article_entities(
	       w->store, one, &w->arena, &names, &k, &w->err) &&
		k == 5,
	    "the entities of the article");
	ok(k == 5 && names[0].kind == ENTITY_FACTION, "factions first");
}

static void
test_alias(struct world *w)
{
	struct str summary;
	int64_t lna = key(w, "lna");

	is_str(counts(w, lna), "1/1", "the army before");
	ok(store_alias_add(w->store, lna, str_of("Xanadu Brigade"), &w->err),
	    "a spelling is added: %s", w->err.text);
	respot(w);
	is_str(counts(w, lna), "2/3", "and found in both articles");
	ok(store_undo(w->store, &w->arena, &summary, &w->err), "undo");
	respot(w);
	is_str(counts(w, lna), "1/1", "takes it back");
}

static void
test_naming(struct world *w)
{
	int64_t one = article_with(w, 6), lna = key(w, "lna");
	int64_t tripoli = key(w, "tripoli"), haftar = key(w, "haftar-khalifa");
	struct str summary;
	struct mention *list = NULL;
	size_t n = 0;

	ok(store_naming_set(w->store, one, (struct span){ 0, 14 },
	       str_of("General Haftar"), lna, &w->err),
	    "one mention is corrected: %s", w->err.text);
	is_str(counts(w, haftar), "1/2", "it counts no longer for him");
	ok(store_mentions(w->store, one, &w->arena, &list, &n, &w->err) &&
		n == 6 && list[0].entity == lna && list[0].by_hand &&
		!list[1].by_hand,
	    "and is marked as decided by hand");
	ok(store_undo(w->store, &w->arena, &summary, &w->err), "undone");
	is_str(counts(w, haftar), "1/3", "he has it again");
	ok(store_naming_set(w->store, 0, (struct span){ 0, 0 },
	       str_of("Misrata"), 0, &w->err),
	    "a spelling is no name anywhere");
	respot(w);
	is_str(counts(w, key(w, "misrata")), "0/0", "and found no more");
	ok(store_undo(w->store, &w->arena, &summary, &w->err), "undone");
	respot(w);
	is_str(counts(w, key(w, "misrata")), "2/2", "it is back");
	ok(store_naming_set(w->store, one, (struct span){ 0, 0 },
	       str_of("Xanadu Brigade"), tripoli, &w->err),
	    "words that were no name mean something in this article");
	is_str(counts(w, tripoli), "2/3", "in this one alone");
	ok(!store_naming_set(w->store, one, (struct span){ 0, 0 },
	       str_of("Haftar"), 987654, &w->err) &&
		w->err.code == ERR_MISSING,
	    "nobody is refused");
	ok(!store_naming_set(
	       w->store, one, (struct span){ 0, 0 }, str_of(""), lna, &w->err),
	    "and so is nothing");
}

/* What a library says of itself, to compare before and after. */
static struct str
state_of(struct world *w)
{
	struct page page = { .dir = 1, .most = 2000 };
	struct entity *list;
	struct buf b = { 0 };
	struct str out;

	if (!store_entity_page(w->store,
		&(struct entity_filter){
		    .kind = ENTITY_KINDS, .part = str_of("") },
		NULL, &page, &w->arena, &list, &w->err))
		die("%s", w->err.text);
	for (size_t i = 0; i < page.n; i++) {
		struct alias *names;
		size_t k;

		buf_addf(&b, "%s %s %s %u %u %u:", list[i].key.p,
		    list[i].name.p, entity_kind_name(list[i].kind),
		    list[i].articles, list[i].mentions, list[i].notes);
		if (!store_aliases(
			w->store, list[i].id, &w->arena, &names, &k, &w->err))
			die("%s", w->err.text);
		for (size_t a = 0; a < k; a++)
			buf_addf(&b, "%s|", names[a].text.p);
		buf_putc(&b, '\n');
	}
	out = arena_str(&w->arena, buf_view(&b));
	buf_release(&b);
	return out;
}

static void
same_state(struct world *w, struct str before)
{
	struct str after = state_of(w), a, b;
	size_t wrong = 0;

	while (str_split(&before, '\n', &a) && str_split(&after, '\n', &b))
		if (!str_eq(a, b) && wrong++ < 3)
			printf("# %.*s\n# %.*s\n", (int)a.len, a.p, (int)b.len,
			    b.p);
	is_int((int64_t)wrong, 0, "undo restores all");
}

static void
undo(struct world *w)
{
	struct str summary;

	ok(store_undo(w->store, &w->arena, &summary, &w->err), "undo: %s",
	    w->err.text);
	respot(w);
}

static int64_t
events_of(struct world *w, int64_t entity)
{
	struct buf b = { 0 };
	int64_t n;

	buf_addf(&b, "SELECT count(*) FROM event_entity WHERE entity = %lld",
	    (long long)entity);
	n = library_sql(w->store, b.p);
	buf_release(&b);
	return n;
}

static void
test_split_off(struct world *w)
{
	const struct str some[] = { str_of("Hifter"),
		str_of("Khalifa Hifter") };
	const struct str none[] = { str_of("Xaver Quill") };
	int64_t haftar = key(w, "haftar-khalifa"), id;
	struct str before = state_of(w);
	struct entity e;
	struct alias *list;
	size_t n;

	ok(!store_entity_split_off(w->store, haftar, none, 1, &id, &w->err),
	    "what is no spelling cannot be split off: %s", w->err.text);
	ok(store_entity_split_off(w->store, haftar, some, 2, &id, &w->err),
	    "two spellings become an entry: %s", w->err.text);
	ok(store_entity_get(w->store, id, &w->arena, &e, &w->err) &&
		e.kind == ENTITY_PERSON && str_is(e.name, "Hifter") &&
		store_aliases(w->store, id, &w->arena, &list, &n, &w->err) &&
		n == 2,
	    "of the same kind");
	undo(w);
	same_state(w, before);
}

static void
test_split_off_merged(struct world *w)
{
	const struct str gna_name = str_of("Government of National Accord");
	int64_t gna = key(w, "gna"), lna = key(w, "lna"), id = 0;
	struct str before = state_of(w);

	ok(store_entity_merge(w->store, gna, lna, &w->err) &&
		store_entity_split_off(
		    w->store, lna, &gna_name, 1, &id, &w->err),
	    "the name of a merged one is split off: %s", w->err.text);
	is_int(id, gna, "that is the merged one");
	respot(w);
	is_str(counts(w, gna), "1/1", "with all that was its");
	undo(w);
	undo(w);
	same_state(w, before);
}

static void
test_merge(struct world *w)
{
	int64_t gna = key(w, "gna"), lna = key(w, "lna"), note;
	struct str before = state_of(w);
	struct relation *list;
	struct note *notes;
	struct note add = { .on = ON_ENTITY, .on_id = gna };
	size_t n, n_before;
	int64_t n_events = events_of(w, lna), gna_events = events_of(w, gna);

	add.text = str_of("a note");
	ok(store_note_add(w->store, &add, &note, &w->err), "a note on one: %s",
	    w->err.text);
	ok(store_relations(
	       w->store, lna, str_of(""), &w->arena, &list, &n_before, &w->err),
	    "relations of the other");
	ok(store_entity_merge(w->store, gna, lna, &w->err),
	    "two are merged: %s", w->err.text);
	respot(w);
	is_str(counts(w, gna), "0/0", "the one is named no more");
	is_str(counts(w, lna), "2/2", "the other has its mentions");
	ok(store_relations(
	       w->store, lna, str_of(""), &w->arena, &list, &n, &w->err) &&
		n > n_before,
	    "and its relations");
	ok(store_notes_of(
	       w->store, ON_ENTITY, lna, &w->arena, &notes, &n, &w->err) &&
		n == 1,
	    "and its note");
	is_int(events_of(w, gna), 0, "the one is in no event");
	ok(events_of(w, lna) > n_events, "the other is in them");
	ok(!store_entity_merge(w->store, lna, gna, &w->err),
	    "nothing is merged into what is merged: %s", w->err.text);
	ok(!store_entity_merge(w->store, lna, lna, &w->err), "nor into itself");
	ok(store_note_edit(w->store, note, str_of("in other words"), &w->err),
	    "the note is edited");
	ok(store_entity_split(w->store, gna, &w->err), "they are split: %s",
	    w->err.text);
	respot(w);
	is_str(counts(w, gna), "1/1", "each has its own again");
	is_str(counts(w, lna), "1/1", "the other too");
	is_int(events_of(w, gna), gna_events, "its events as well");
	is_int(events_of(w, lna), n_events, "and the other's");
	ok(store_notes_of(
	       w->store, ON_ENTITY, gna, &w->arena, &notes, &n, &w->err) &&
		n == 1 && str_is(notes[0].text, "in other words"),
	    "and its note, with what was made of it since");
	undo(w);
	undo(w);
	undo(w);
	undo(w);
	same_state(w, before);
}

static void
test_entry_acts(struct world *w)
{
	int64_t haftar = key(w, "haftar-khalifa");
	struct str before = state_of(w);
	struct entity e;

	ok(store_entity_rename(
	       w->store, haftar, str_of("Xaver Quill"), &w->err),
	    "renamed: %s", w->err.text);
	respot(w);
	ok(store_entity_get(w->store, haftar, &w->arena, &e, &w->err) &&
		str_is(e.name, "Xaver Quill"),
	    "the name is new");
	is_str(counts(w, haftar), "1/3", "the old one is still known");
	ok(!store_entity_rename(w->store, haftar, str_of(" "), &w->err),
	    "no name is no name");
	undo(w);
	ok(store_entity_retype(w->store, haftar, ENTITY_OTHER, &w->err) &&
		store_entity_get(w->store, haftar, &w->arena, &e, &w->err) &&
		e.kind == ENTITY_OTHER,
	    "retyped");
	undo(w);
	ok(store_entity_ignore(w->store, haftar, true, &w->err), "ignored");
	respot(w);
	is_str(counts(w, haftar), "0/0", "and no more named");
	undo(w);
	same_state(w, before);
}

/* The counters are what the tables of shown articles say. */
static void
counters_right(struct world *w, const char *when)
{
	is_int(library_sql(w->store,
		   "SELECT count(*) FROM entity e WHERE (e.articles, "
		   "e.mentions) IS NOT (SELECT count(*), "
		   "coalesce(sum(x.mentions), 0) FROM article_entity x JOIN "
		   "article a ON a.id = x.article WHERE x.entity = e.id AND "
		   "a.hidden = 0)"),
	    0, "counters are right %s", when);
}

static void
test_undone_import(struct world *w)
{
	struct str summary = { 0 };
	int64_t lna = key(w, "lna");

	while (!str_starts(summary, "import"))
		if (!store_undo(w->store, &w->arena, &summary, &w->err))
			die("%s", w->err.text);
	respot(w);
	is_str(counts(w, lna), "0/0", "without articles nobody is named");
	counters_right(w, "while the import is undone");
	ok(store_alias_add(w->store, lna, str_of("Xanadu Brigade"), &w->err),
	    "a name comes meanwhile");
	respot(w);
	counters_right(w, "after names changed");
	is_str(counts(w, lna), "0/0", "hidden articles count for nobody");
	import(w);
	is_str(counts(w, lna), "2/3", "shown again they have the new name");
	counters_right(w, "after they came again");
}

/* A short form that an article defines as somebody else is not the register's;
 * other words for its bearer leave it. */
static void
test_defined(struct world *w)
{
	struct str before = counts(w, key(w, "unsmil"));

	is_str(counts(w, key(w, "cda")), "0/0", "no article names the CDA");
	write_article(w, "one.txt",
	    "CDA meets\n\nThe Coastal Defence Authority (CDA) met; the CDA "
	    "was pleased.\n");
	write_article(w, "two.txt",
	    "Talks go on\n\nThe UN Support Mission for Libya (UNSMIL) met. "
	    "UNSMIL said no more. The CDA left.\n");
	import(w);
	is_str(counts(w, key(w, "cda")), "1/1",
	    "what an article calls CDA is not the CDA of the register");
	import(w);
	is_str(before, "0/0", "no article named UNSMIL");
	is_str(counts(w, key(w, "unsmil")), "1/2",
	    "a definition in other words leaves the name");
}

/* Between two scripts there are no letters to go by: it is enough that one side
 * is known, and no name of it in the other script says otherwise. */
static void
test_defined_across(struct world *w)
{
	int64_t id;

	ok(store_entity_add(w->store, ENTITY_FACTION,
	       str_of("Zuqaya Petrol Guard"), &id, &w->err) &&
		store_alias_add(w->store, id, str_of("ZPGQ"), &w->err),
	    "somebody without a name in Arabic");
	write_article(w, "six.txt",
	    "Oil flows\n\nقالت قوات حرس زقاية (ZPGQ) إنها باقية. وانسحبت قوات "
	    "حرس "
	    "زقاية أمس.\n");
	import(w);
	is_str(counts(w, id), "1/3", "has one in that article");
	is_str(counts(w, key(w, "libya-dawn")), "0/0", "nobody named Dawn");
	write_article(w, "seven.txt",
	    "Talks go on\n\nقال قائد فجر ليبيا (ZQLD) إنه باق، ثم عادت "
	    "ZQLD.\n");
	write_article(w, "eight.txt",
	    "Talks go on\n\nأعلنت هيئة الدفاع الساحلي (CDA) موقفها. وقالت CDA "
	    "ذلك.\n");
	import(w);
	is_str(counts(w, key(w, "libya-dawn")), "1/3", "and the other way");
	is_str(counts(w, key(w, "cda")), "1/1",
	    "but not against the Arabic names of the register");
}

/* Who bears another given name in front of a surname is somebody else. */
static void
test_namesake(struct world *w)
{
	int64_t id = key(w, "haftar-khalifa");
	static const char others[] =
	    "Talks go on\n\nMahmoud Haftar left. Then Ahmed Haftar and Hamza "
	    "al-Haftar went. قال محمود حفتر ذلك ومحمد حفتر.\n";
	static const char himself[] =
	    "Meanwhile Haftar waits\n\nKhelifa Haftar, Khalifa Belqasim "
	    "Haftar and General Haftar: Libya's Haftar. Mr Haftar met Ahmed. "
	    "Haftar, as Marshal Khalifa Haftar is called, left. Under Haftar "
	    "it was so. قال حفتر والمشير حفتر وخليفة حفتر.\n";
	struct str had = counts(w, id), want;

	write_article(w, "nine.txt", others);
	import(w);
	is_str(counts(w, id), had.p, "namesakes are not Khalifa Haftar");
	write_article(w, "ten.txt", himself);
	import(w);
	want = arena_printf(&w->arena, "%ld/%ld", strtol(had.p, NULL, 10) + 1,
	    strtol(strchr(had.p, '/') + 1, NULL, 10) + 12);
	is_str(counts(w, id), want.p, "but he himself is, however written");
}

int
main(void)
{
	struct world w;

	open_world(&w);
	test_found(&w);
	test_alias(&w);
	test_naming(&w);
	test_merge(&w);
	test_split_off(&w);
	test_split_off_merged(&w);
	test_entry_acts(&w);
	test_undone_import(&w);
	test_defined(&w);
	test_defined_across(&w);
	test_namesake(&w);
	close_world(&w);
	return done();
}
