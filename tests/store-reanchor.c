/* Passages through corrections: notes and claims on real articles whose texts
 * are edited at random. */
#include "config.h"

#include "store/reanchor.h"

#include <dirent.h>
#include <jansson.h>

#include "model/words.h"
#include "store/claim.h"
#include "store/db.h"
#include "store/history.h"
#include "store/note.h"
#include "tests/library.h"
#include "tests/test.h"

enum { TEXTS = 200, ROUNDS = 4 };

static struct store *store;
static struct arena texts_arena;
static struct str texts[TEXTS];
static size_t n_texts;

static void
add_text(struct str text)
{
	if (n_texts < TEXTS && text.len > 300)
		texts[n_texts++] = arena_str(&texts_arena, text);
}

static void
read_samples(void)
{
	struct buf path = { 0 };
	struct dirent *e;
	DIR *dir;

	buf_addf(&path, "%s/store/pack/samples", test_srcdir());
	dir = opendir(path.p);
	while (dir != NULL && (e = readdir(dir)) != NULL) {
		size_t len, at;
		char *text;

		if (!str_ends(str_of(e->d_name), ".md"))
			continue;
		buf_reset(&path);
		buf_addf(&path, "%s/store/pack/samples/%s", test_srcdir(),
		    e->d_name);
		text = test_slurp(path.p, &len);
		at = str_find((struct str){ text, len }, str_of("\n---\n"), 0);
		if (at != SIZE_MAX)
			add_text((struct str){ text + at + 5, len - at - 5 });
		free(text);
	}
	if (dir != NULL)
		(void)closedir(dir);
	buf_release(&path);
}

/* Public news texts beside the project, where they are. */
static void
read_shared(void)
{
	static const char *const from[] = { "UK Government",
		"US State Department", "Wikipedia",
		"Australian Department of Foreign Affairs",
		"Delegation of the European Union to Syria" };
	struct buf path = { 0 };
	size_t i;

	for (i = 0; test_shared() != NULL && i < ARRAY_LEN(from); i++) {
		size_t len;
		char *text;
		struct str rest, line;

		buf_reset(&path);
		buf_addf(&path, "%s/data/open/entities-re3d/%s/documents.json",
		    test_shared(), from[i]);
		text = test_slurp(path.p, &len);
		rest = (struct str){ text, len };
		while (text != NULL && str_split(&rest, '\n', &line)) {
			json_t *o = json_loadb(line.p, line.len, 0, NULL);
			const char *body =
			    json_string_value(json_object_get(o, "text"));

			add_text(str_of(body));
			json_decref(o);
		}
		free(text);
	}
	buf_release(&path);
}

static uint32_t
chance(uint32_t *seed, size_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % (uint32_t)n;
}

static struct span
passage_of(struct str text, uint32_t *seed)
{
	struct span w, passage;
	uint32_t words = 3 + chance(seed, 25);

	(void)word_next(text, chance(seed, text.len / 2), &w);
	passage = w;
	while (words-- > 0 && word_next(text, w.to, &w) &&
	       w.to - passage.from < 250)
		passage.to = w.to;
	return passage;
}

/* One word of so many changed or dropped, or one put in, but none inside the
 * passage where that is to survive; where it went. */
static void
edit(struct buf *out, struct str text, struct span keep, struct span *went,
    bool survives, uint32_t *seed)
{
	struct span w = { 0 };
	size_t at = 0;

	*went = (struct span){ UINT32_MAX, 0 };
	if (chance(seed, 2) == 0)
		buf_puts(out, "Corrected: an earlier version was wrong.\n\n");
	while (word_next(text, at, &w)) {
		bool inside = w.from >= keep.from && w.from < keep.to;
		bool change = chance(seed, 100) < 8 && !(inside && survives);
		uint32_t how = chance(seed, 3);

		buf_str(out, str_slice(text, at, w.from));
		if (inside && went->from == UINT32_MAX)
			went->from = (uint32_t)out->len;
		if (change && how > 0)
			buf_addf(out, "word%u", chance(seed, 1000));
		if (change && how == 2)
			buf_putc(out, ' ');
		if (!change || how == 2)
			buf_str(out, str_slice(text, w.from, w.to));
		if (inside)
			went->to = (uint32_t)out->len;
		at = w.to;
	}
	buf_str(out, str_slice(text, at, text.len));
}

static void
set_text(int64_t article, struct str text)
{
	sqlite3_stmt *st = NULL;
	struct err err = { 0 };

	(void)sqlite3_prepare_v2(db_handle(store),
	    "UPDATE article_body SET body = ?2, size = length(?2) "
	    "WHERE article = ?1",
	    -1, &st, NULL);
	(void)sqlite3_bind_int64(st, 1, article);
	(void)sqlite3_bind_blob(st, 2, text.p, (int)text.len, SQLITE_STATIC);
	(void)sqlite3_step(st);
	(void)sqlite3_finalize(st);
	if (!store_reanchor(store, article, text, &err))
		die("%s", err.text);
}

struct tally {
	int all, right, wrong, asked, lost, apart, unsteady;
};

static void
count(struct tally *t, const struct anchor *a, struct span truth)
{
	uint32_t from = a->span.from > truth.from ? a->span.from : truth.from;
	uint32_t to = a->span.to < truth.to ? a->span.to : truth.to;

	t->all++;
	if (a->state == ANCHOR_AMBIGUOUS)
		t->asked++;
	else if (a->state == ANCHOR_ORPHANED)
		t->lost++;
	else if (to > from && (to - from) * 2 >= truth.to - truth.from)
		t->right++;
	else
		t->wrong++;
}

static struct anchor
anchor_of_note(int64_t note, struct arena *arena)
{
	struct err err = { 0 };
	struct note n;

	if (!store_note_get(store, note, arena, &n, &err))
		die("%s", err.text);
	return n.anchor;
}

static bool
same_place(struct anchor a, struct anchor b)
{
	return a.state == b.state &&
	       (a.state == ANCHOR_ORPHANED || a.span.from == b.span.from);
}

/* Other words in a note, taken back: its place is as sure as it was. */
static bool
is_steady(int64_t note, struct arena *arena)
{
	struct anchor was = anchor_of_note(note, arena);
	struct err err = { 0 };
	struct str summary;
	bool steady;

	if (!store_note_edit(store, note, str_of("other"), &err))
		die("%s", err.text);
	steady = same_place(was, anchor_of_note(note, arena));
	if (!store_undo(store, arena, &summary, &err))
		die("%s", err.text);
	return steady && same_place(was, anchor_of_note(note, arena));
}

/* A note and a claim on the same passage; the text is edited under them. */
static void
try_one(struct str text, bool survives, uint32_t *seed, struct tally *tally)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct span passage = passage_of(text, seed), went;
	struct claim_span span = { SPAN_CONTENT, anchor_make(text, passage) };
	int64_t article = library_article(store, "Edited", "x"), note, claim;
	struct note n = { .on = ON_ARTICLE,
		.on_id = article,
		.text = str_of("note"),
		.anchor = span.anchor };
	struct claim c = { .article = article, .spans = &span, .n_spans = 1 };
	struct buf changed = { 0 };

	set_text(article, text);
	if (!store_note_add(store, &n, &note, &err) ||
	    !store_claim_add(store, &c, &claim, &err))
		die("%s", err.text);
	edit(&changed, text, passage, &went, survives, seed);
	set_text(article, buf_view(&changed));
	if (!store_note_get(store, note, &arena, &n, &err) ||
	    !store_claim_get(store, claim, &arena, &c, &err))
		die("%s", err.text);
	count(tally, &n.anchor, went);
	count(tally, &c.spans[0].anchor, went);
	tally->apart += n.anchor.state != c.anchor ||
			n.anchor.span.from != c.spans[0].anchor.span.from;
	tally->unsteady += !is_steady(note, &arena);
	buf_release(&changed);
	arena_release(&arena);
}

static void
test_edits(bool survives, double least, double most)
{
	struct tally t = { 0 };
	uint32_t seed = survives ? 4 : 17;
	size_t round, i;

	store = library_new(":memory:");
	for (round = 0; round < ROUNDS; round++)
		for (i = 0; i < n_texts; i++)
			try_one(texts[i], survives, &seed, &t);
	ok(t.right >= least * t.all && t.wrong <= most * t.all,
	    "%zu texts, %s: of %d %d right, %d wrong, %d asked, %d lost",
	    n_texts, survives ? "the quotation survives" : "edited too", t.all,
	    t.right, t.wrong, t.asked, t.lost);
	is_int(t.apart, 0, "note and claim agree where the passage went");
	is_int(t.unsteady, 0, "edited and undone, notes stand as before");
	store_close(store);
}

int
main(void)
{
	read_samples();
	read_shared();
	ok(n_texts >= 10, "there are %zu texts to edit", n_texts);
	test_edits(true, .95, 0);
	test_edits(false, .9, .005);
	arena_release(&texts_arena);
	library_clean();
	return done();
}
