/* The codebook: each change of it is done, undone and done again. */
#include "config.h"

#include "store/article.h"
#include "store/claim.h"
#include "store/codebook.h"
#include "store/history.h"
#include "store/note.h"
#include "tests/library.h"
#include "tests/test.h"

static struct store *store;

static void
must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

static void
set(const char *name, enum code_part part, const char *value)
{
	struct err err = { ERR_NONE, "" };

	must(store_code_set(store, str_of(name), part, str_of(value), &err),
	    &err);
}

/* The tree on one line: a code, what is known of it, those below in brackets
 * of depth. */
static void
tree_is(const char *wanted)
{
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	struct buf b = { 0 };
	struct code *list;
	size_t n;

	must(store_codebook(store, &arena, &list, &n, &err), &err);
	for (size_t i = 0; i < n; i++) {
		buf_addf(&b, "%s%zu %.*s", i > 0 ? ", " : "", list[i].depth,
		    (int)list[i].name.len, list[i].name.p);
		if (list[i].key != '\0')
			buf_addf(&b, " %c", list[i].key);
		if (list[i].colour.len > 0)
			buf_addf(&b, " %.*s", (int)list[i].colour.len,
			    list[i].colour.p);
		if (list[i].retired)
			buf_puts(&b, " retired");
	}
	is_str(buf_view(&b), wanted, "%s", wanted);
	buf_release(&b);
	arena_release(&arena);
}

static void
refused(const char *name, enum code_part part, const char *value)
{
	struct err err = { ERR_NONE, "" };

	ok(!store_code_set(store, str_of(name), part, str_of(value), &err) &&
		err.text[0] != '\0',
	    "refused: %s", err.text);
}

static void
grow(void)
{
	struct err err = { ERR_NONE, "" };

	must(store_code_add(store, str_of("violence"), str_of(""), &err), &err);
	must(store_code_add(store, str_of("arms"), str_of(""), &err), &err);
	must(store_code_add(store, str_of("toll"), str_of("violence"), &err),
	    &err);
	tree_is("0 arms, 0 violence, 1 toll");
	set("toll", CODE_KEY, "t");
	set("arms", CODE_COLOUR, "Red");
	set("toll", CODE_PARENT, "arms");
	set("toll", CODE_DEFINITION, "people killed or wounded");
	set("violence", CODE_RETIRED, "1");
	tree_is("0 arms #d75f5f, 1 toll t, 0 violence retired");
	set("arms", CODE_NAME, "weapons");
	tree_is("0 violence retired, 0 weapons #d75f5f, 1 toll t");
}

static void
refusals(void)
{
	struct err err = { ERR_NONE, "" };

	refused("weapons", CODE_PARENT, "toll");
	refused("weapons", CODE_PARENT, "weapons");
	refused("weapons", CODE_PARENT, "nothing");
	refused("weapons", CODE_NAME, "toll");
	refused("weapons", CODE_NAME, "two words");
	refused("weapons", CODE_COLOUR, "greenish");
	refused("weapons", CODE_KEY, "t");
	refused("weapons", CODE_KEY, "ab");
	refused("nothing", CODE_KEY, "x");
	ok(!store_code_add(store, str_of("toll"), str_of(""), &err),
	    "refused: %s", err.text);
	ok(!store_code_add(store, str_of("new"), str_of("nothing"), &err),
	    "refused: %s", err.text);
	tree_is("0 violence retired, 0 weapons #d75f5f, 1 toll t");
}

static void
turn_around(void)
{
	char *full = library_dump(store), *empty, *again;
	struct err err = { ERR_NONE, "" };
	struct arena arena = { 0 };
	struct str said;
	int n = 0;

	while (store_undo(store, &arena, &said, &err))
		n++;
	is_int(n, 9, "nine acts");
	tree_is("");
	empty = library_dump(store);
	ok(strcmp(full, empty) != 0, "the dump tells them apart");
	while (n-- > 0)
		must(store_redo(store, &arena, &said, &err), &err);
	again = library_dump(store);
	is_str(str_of(again), full, "redo brings all back");
	free(full);
	free(empty);
	free(again);
	arena_release(&arena);
}

static void
note_is(int64_t id, const char *wanted, const char *name)
{
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	struct note note;

	must(store_note_get(store, id, &arena, &note, &err), &err);
	is_str(note.text, wanted, "%s", name);
	arena_release(&arena);
}

/* Coded passages are notes that end with the names of their codes. */
static void
notes_follow_a_name(void)
{
	struct err err = { ERR_NONE, "" };
	struct arena arena = { 0 };
	struct str said;
	int64_t article = library_article(store, "Told", "They fell."), id, no;
	struct note note = { .on = ON_ARTICLE,
		.on_id = article,
		.text = str_of("See it.\n#weapons #toll") };

	must(store_note_add(store, &note, &id, &err), &err);
	note.text = str_of("of #weapons we know nothing");
	must(store_note_add(store, &note, &no, &err), &err);
	set("weapons", CODE_NAME, "guns");
	note_is(id, "See it.\n#guns #toll", "its codes are called anew");
	note_is(no, "of #weapons we know nothing", "other words stay");
	must(store_undo(store, &arena, &said, &err), &err);
	note_is(id, "See it.\n#weapons #toll", "one undo takes both back");
	must(store_undo(store, &arena, &said, &err) &&
		 store_undo(store, &arena, &said, &err),
	    &err);
	arena_release(&arena);
}

static void
has_codes(int64_t article, const char *wanted, const char *name)
{
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	struct buf b = { 0 };
	struct str *names;
	size_t n;

	must(store_article_codes(store, article, &arena, &names, &n, &err),
	    &err);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%.*s", i > 0 ? " " : "", (int)names[i].len,
		    names[i].p);
	is_str(buf_view(&b), wanted, "%s", name);
	buf_release(&b);
	arena_release(&arena);
}

static size_t
merge(const char *name, const char *into)
{
	struct err err = { ERR_NONE, "" };
	size_t changed;

	must(
	    store_code_merge(store, str_of(name), str_of(into), &changed, &err),
	    &err);
	return changed;
}

static int64_t
a_claim(int64_t article, const char *code)
{
	struct str codes[] = { str_of(code) };
	struct claim_span span = { SPAN_CONTENT,
		anchor_make(
		    str_of("They fell there."), (struct span){ 0, 9 }) };
	struct claim claim = { .article = article,
		.statement = str_of("They fell"),
		.spans = &span,
		.n_spans = 1,
		.codes = codes,
		.n_codes = 1 };
	struct err err = { ERR_NONE, "" };
	int64_t id;

	must(store_claim_add(store, &claim, &id, &err), &err);
	return id;
}

static void
claim_has(int64_t id, const char *wanted)
{
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	struct claim c;

	must(store_claim_get(store, id, &arena, &c, &err), &err);
	is_int((int64_t)c.n_codes, 1, "a claim has one code");
	is_str(c.codes[0], wanted, "which is %s", wanted);
	arena_release(&arena);
}

static void
refused_merge(const char *name, const char *into)
{
	struct err err = { ERR_NONE, "" };
	size_t changed;

	ok(!store_code_merge(
	       store, str_of(name), str_of(into), &changed, &err) &&
		err.text[0] != '\0',
	    "refused: %s", err.text);
}

/* Whatever had the one has the other, and one undo gives both back. */
static void
two_become_one(void)
{
	struct err err = { ERR_NONE, "" };
	struct arena arena = { 0 };
	int64_t one = library_article(store, "One", "They fell there."),
		note = 0,
		two = library_article(store, "Two", "They rose there."), claim;
	struct note coded = { .on = ON_ARTICLE,
		.on_id = one,
		.text = str_of("See it.\n#dead #toll #weapons") };
	struct str said;
	size_t changed;
	char *before, *after, *again;

	must(store_code_add(store, str_of("dead"), str_of("toll"), &err) &&
		 store_code_add(store, str_of("names"), str_of("dead"), &err),
	    &err);
	set("dead", CODE_KEY, "d");
	set("dead", CODE_COLOUR, "blue");
	must(store_article_code(store, (int64_t[]){ one, two }, 2,
		 str_of("dead"), true, &changed, &err) &&
		 store_article_code(
		     store, &two, 1, str_of("toll"), true, &changed, &err) &&
		 store_note_add(store, &coded, &note, &err),
	    &err);
	claim = a_claim(one, "dead");
	refused_merge("dead", "nothing");
	refused_merge("nothing", "dead");
	refused_merge("dead", "dead");
	before = library_dump(store);
	is_int((int64_t)merge("dead", "toll"), 3, "three have it");
	tree_is("0 violence retired, 0 weapons #d75f5f, 1 toll t #5f87d7, "
		"2 names");
	has_codes(one, "toll", "an article has the other");
	has_codes(two, "toll", "once, where it had both");
	claim_has(claim, "toll");
	note_is(note, "See it.\n#toll #weapons", "so has a coded passage");
	after = library_dump(store);
	must(store_undo(store, &arena, &said, &err), &err);
	is_str(said, "code dead merged into toll", "one act");
	again = library_dump(store);
	is_str(str_of(again), before, "which undo takes back");
	free(again);
	must(store_redo(store, &arena, &said, &err), &err);
	again = library_dump(store);
	is_str(str_of(again), after, "and redo brings again");
	free(before);
	free(after);
	free(again);
	arena_release(&arena);
}

/* A code goes into one that stands below it. */
static void
into_one_below(void)
{
	struct err err = { ERR_NONE, "" };
	struct arena arena = { 0 };
	struct str said;

	(void)merge("weapons", "names");
	tree_is("0 names #d75f5f, 1 toll t #5f87d7, 0 violence retired");
	for (size_t i = 0; i < 10; i++)
		must(store_undo(store, &arena, &said, &err), &err);
	tree_is("0 violence retired, 0 weapons #d75f5f, 1 toll t");
	arena_release(&arena);
}

int
main(void)
{
	store = library_new(":memory:");
	grow();
	refusals();
	notes_follow_a_name();
	two_become_one();
	into_one_below();
	turn_around();
	store_close(store);
	return done();
}
