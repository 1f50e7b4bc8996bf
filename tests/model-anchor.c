/* A note keeps to its passage through corrections, or says that it can't. */
#include "config.h"

#include <dirent.h>

#include "model/anchor.h"
#include "model/approx.h"
#include "model/words.h"
#include "tests/test.h"

static struct span
span_of(const char *text, const char *quote)
{
	size_t at = str_find(str_of(text), str_of(quote), 0);

	return (struct span){ (uint32_t)at, (uint32_t)(at + strlen(quote)) };
}

static const struct {
	const char *old, *quote, *changed, *found;
	enum anchor_state state;
} cases[] = {
	{ "The army left Sirte on Monday.", "left Sirte",
	    "The army left Sirte on Monday.", "left Sirte", ANCHOR_EXACT },
	{ "The army left Sirte on Monday.", "left Sirte",
	    "Update: The army left Sirte on Monday.", "left Sirte",
	    ANCHOR_MOVED },
	{ "The army left Sirte on Monday.", "left Sirte",
	    "The army has left Sirt on Monday.", "left Sirt", ANCHOR_MOVED },
	{ "قال الجيش إنه غادر سرت يوم الاثنين.", "إنه غادر سرت يوم الاثنين",
	    "عاجل: قال الجيش إنه غادر مدينة سرت يوم الاثنين.",
	    "إنه غادر مدينة سرت يوم الاثنين", ANCHOR_MOVED },
	{ "The army left Sirte on Monday.", "left Sirte",
	    "Oil prices rose in early trading in London.", NULL,
	    ANCHOR_ORPHANED },
	{ "a b c", "b", "", NULL, ANCHOR_ORPHANED },
	{ "one two. one two. one two.", "two",
	    "x one two. one two. one two. one two. one two.", NULL,
	    ANCHOR_AMBIGUOUS },
};

static void
test_cases(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct anchor a = anchor_make(str_of(cases[i].old),
		    span_of(cases[i].old, cases[i].quote));

		is_str(a.quote, cases[i].quote, "case %zu quotes", i);
		anchor_find(&a, str_of(cases[i].changed));
		is_str(str_of(anchor_state_name(a.state)),
		    anchor_state_name(cases[i].state), "case %zu ends", i);
		if (a.state == ANCHOR_MOVED || a.state == ANCHOR_EXACT)
			is_str(str_slice(str_of(cases[i].changed), a.span.from,
				   a.span.to),
			    cases[i].found, "case %zu is found", i);
	}
}

static void
test_make(void)
{
	struct buf b = { 0 };
	struct anchor a;
	enum anchor_state state;
	int i;

	for (i = 0; i < 200; i++)
		buf_puts(&b, "ل");
	a = anchor_make(buf_view(&b), (struct span){ 200, 204 });
	is_int((int64_t)a.prefix.len, 128, "64 code points before");
	is_int((int64_t)a.suffix.len, 128, "and 64 behind");
	a = anchor_make(buf_view(&b), (struct span){ 2, 999 });
	ok(a.prefix.len == 2 && a.suffix.len == 0 && a.span.to == b.len,
	    "less at the edges");
	ok(anchor_state_parse(str_of("moved"), &state) &&
		state == ANCHOR_MOVED &&
		!anchor_state_parse(str_of("x"), &state),
	    "states have names");
	buf_release(&b);
}

/* Sellers' dynamic programming, to check the bits against. */
static void
slow_search(const struct approx_text *p, const struct approx_text *t,
    bool anchored, uint32_t *errors)
{
	uint32_t *column = xcalloc(p->n + 1, sizeof *column);
	size_t i, j;

	for (j = 0; j <= p->n; j++)
		column[j] = (uint32_t)j;
	for (i = 0; i < t->n; i++) {
		uint32_t diagonal = column[0];

		column[0] = anchored ? (uint32_t)i + 1 : 0;
		for (j = 1; j <= p->n; j++) {
			uint32_t best = diagonal + (p->cp[j - 1] != t->cp[i]);

			diagonal = column[j];
			if (diagonal + 1 < best)
				best = diagonal + 1;
			if (column[j - 1] + 1 < best)
				best = column[j - 1] + 1;
			column[j] = best;
		}
		errors[i] = column[p->n];
	}
	free(column);
}

static uint32_t
random_below(uint32_t *state, size_t n)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % (uint32_t)n;
}

static void
test_approx(void)
{
	uint32_t state = 7, round, i, differ = 0;

	for (round = 0; round < 200; round++) {
		struct buf pattern = { 0 }, text = { 0 };
		struct approx_text p, t;
		uint32_t fast[400], slow[400];
		bool anchored = round & 1;

		for (i = 1 + random_below(&state, 180); i > 0; i--)
			buf_putc(
			    &pattern, (char)('a' + random_below(&state, 4)));
		for (i = random_below(&state, 400); i > 0; i--)
			buf_putc(&text, (char)('a' + random_below(&state, 5)));
		p = approx_text_of(buf_view(&pattern));
		t = approx_text_of(buf_view(&text));
		approx_search(&p, t.cp, t.n, anchored, fast);
		slow_search(&p, &t, anchored, slow);
		differ += memcmp(fast, slow, t.n * sizeof *fast) != 0;
		approx_text_release(&p);
		approx_text_release(&t);
		buf_release(&pattern);
		buf_release(&text);
	}
	is_int(differ, 0, "bits in parallel count what the table counts");
}

/* The sample articles, as the texts to edit. */
struct texts {
	char *v[64];
	size_t len[64], n;
};

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* The article without the fields in front of it, which all share. */
static void
cut_fields(char *text, size_t *len)
{
	struct str s = { text, *len };
	size_t end = str_find(s, str_of("\n---\n"), 0);

	if (end == SIZE_MAX)
		return;
	*len -= end + 5;
	memmove(text, text + end + 5, *len);
}

static void
read_texts(struct texts *texts)
{
	struct buf path = { 0 };
	char *files[64];
	struct dirent *e;
	size_t i, n = 0;
	DIR *dir;

	buf_addf(&path, "%s/store/pack/samples", test_srcdir());
	dir = opendir(path.p);
	while (dir != NULL && n < 64 && (e = readdir(dir)) != NULL)
		if (str_ends(str_of(e->d_name), ".md"))
			files[n++] = xstrdup(e->d_name);
	if (dir != NULL)
		(void)closedir(dir);
	qsort(files, n, sizeof *files, by_name);
	for (i = 0; i < n; i++) {
		buf_reset(&path);
		buf_addf(
		    &path, "%s/store/pack/samples/%s", test_srcdir(), files[i]);
		texts->v[texts->n] = test_slurp(path.p, &texts->len[texts->n]);
		if (texts->v[texts->n] != NULL) {
			cut_fields(texts->v[texts->n], &texts->len[texts->n]);
			texts->n++;
		}
		free(files[i]);
	}
	buf_release(&path);
}

static struct str
text_of(const struct texts *texts, size_t i)
{
	return (struct str){ texts->v[i], texts->len[i] };
}

/* Words replaced, deleted or inserted at random; where the passage went. */
static void
edit(struct buf *out, struct str text, struct span passage, struct span *went,
    uint32_t percent, uint32_t *state)
{
	struct span w = { 0 };
	size_t at = 0;

	went->from = UINT32_MAX;
	went->to = 0;
	while (word_next(text, at, &w)) {
		bool change = random_below(state, 100) < percent;
		uint32_t how = random_below(state, 3);

		buf_str(out, str_slice(text, at, w.from));
		if (w.from >= passage.from && w.from < passage.to &&
		    went->from == UINT32_MAX)
			went->from = (uint32_t)out->len;
		if (change && how > 0)
			buf_addf(out, "word%u", random_below(state, 1000));
		if (change && how == 2)
			buf_putc(out, ' ');
		if (!change || how == 2)
			buf_str(out, str_slice(text, w.from, w.to));
		if (w.from >= passage.from && w.from < passage.to)
			went->to = (uint32_t)out->len;
		at = w.to;
	}
	buf_str(out, str_slice(text, at, text.len));
}

static struct span
random_passage(struct str text, uint32_t *state)
{
	struct span w, passage;
	uint32_t words = 4 + random_below(state, 30);

	(void)word_next(text, random_below(state, text.len * 3 / 4), &w);
	passage = w;
	while (words-- > 0 && word_next(text, w.to, &w) &&
	       w.to - passage.from < 250)
		passage.to = w.to;
	return passage;
}

static bool
overlaps(struct span a, struct span b)
{
	uint32_t from = a.from > b.from ? a.from : b.from;
	uint32_t to = a.to < b.to ? a.to : b.to;

	return to > from && (to - from) * 2 >= b.to - b.from;
}

struct tally {
	int right, wrong, asked, lost;
};

static void
count(struct tally *tally, const struct anchor *a, struct span truth)
{
	if (a->state == ANCHOR_AMBIGUOUS)
		tally->asked++;
	else if (a->state == ANCHOR_ORPHANED)
		tally->lost++;
	else if (overlaps(a->span, truth))
		tally->right++;
	else
		tally->wrong++;
}

enum { ROUNDS = 1000 };

static struct tally
try_edits(const struct texts *texts, uint32_t percent, bool front)
{
	struct tally tally = { 0 };
	uint32_t state = 1973 + percent;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		struct str text = text_of(texts, (size_t)i % texts->n);
		struct span passage = random_passage(text, &state), went;
		struct anchor a = anchor_make(text, passage);
		struct buf changed = { 0 };

		if (front)
			buf_puts(&changed, "This article has been corrected. "
					   "An earlier version was wrong.\n\n");
		edit(&changed, text, passage, &went, percent, &state);
		anchor_find(&a, buf_view(&changed));
		count(&tally, &a, went);
		buf_release(&changed);
	}
	return tally;
}

/* The passage's surroundings are there, it is not; or all is foreign (two
 * articles on: neighbours are copies of each other in one case). */
static struct tally
try_removed(const struct texts *texts, bool foreign)
{
	struct tally tally = { 0 };
	uint32_t state = 2014;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		struct str text = text_of(texts, (size_t)i % texts->n);
		struct span passage = { 0, 0 };
		struct buf changed = { 0 };
		struct anchor a;

		(void)sentence_at(
		    text, random_below(&state, text.len), &passage);
		a = anchor_make(text, passage);
		if (foreign) {
			buf_str(&changed,
			    text_of(texts, (size_t)(i + 2) % texts->n));
		} else {
			buf_str(&changed, str_slice(text, 0, passage.from));
			buf_str(
			    &changed, str_slice(text, passage.to, text.len));
		}
		anchor_find(&a, buf_view(&changed));
		count(&tally, &a, (struct span){ 0, 0 });
		buf_release(&changed);
	}
	return tally;
}

static void
judge(struct tally t, int right_least, int wrong_most, const char *what)
{
	ok(t.right >= right_least && t.wrong <= wrong_most,
	    "%s: of %d %d right, %d wrong, %d asked, %d lost", what, ROUNDS,
	    t.right, t.wrong, t.asked, t.lost);
}

static void
test_edits(void)
{
	struct texts texts = { 0 };
	size_t i;

	read_texts(&texts);
	ok(texts.n >= 2, "there are %zu articles to edit", texts.n);
	if (texts.n < 2)
		return;
	judge(try_edits(&texts, 0, true), 1000, 0, "a paragraph in front");
	judge(try_edits(&texts, 5, true), 960, 5, "5 % of the words edited");
	judge(
	    try_edits(&texts, 15, false), 800, 10, "15 % of the words edited");
	judge(try_removed(&texts, false), 0, 9, "the sentence removed");
	judge(try_removed(&texts, true), 0, 0, "a foreign article");
	for (i = 0; i < texts.n; i++)
		free(texts.v[i]);
}

int
main(void)
{
	test_cases();
	test_make();
	test_approx();
	test_edits();
	return done();
}
