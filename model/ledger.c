#include "config.h"

#include "model/ledger.h"

#include "model/edtf.h"
#include "model/fold.h"

/* Union by the smallest: each claim points at one before it in its set, or at
 * itself. */
static size_t
root(const size_t *up, size_t i)
{
	while (up[i] != i)
		i = up[i];
	return i;
}

static void
join(size_t *up, size_t a, size_t b)
{
	a = root(up, a);
	b = root(up, b);
	if (a < b)
		up[b] = a;
	else
		up[a] = b;
}

static size_t *
apart(size_t n)
{
	size_t *up = xcalloc(n + 1, sizeof *up), i;

	for (i = 0; i < n; i++)
		up[i] = i;
	return up;
}

static void
join_derived(const struct ledger_set *set, size_t *up)
{
	size_t i;

	for (i = 0; i < set->n_links; i++)
		if (set->links[i].kind == LINK_DERIVES_FROM)
			join(up, set->links[i].a, set->links[i].b);
}

static bool
same_origin(const struct ledger_claim *a, const struct ledger_claim *b)
{
	return a->origin.len > 0 && str_eq(a->origin, b->origin);
}

size_t
ledger_independent(const struct ledger_set *set, bool denies, size_t *part)
{
	size_t *up = apart(set->n), *number = apart(set->n), n = 0, i, j;

	join_derived(set, up);
	for (i = 0; i < set->n; i++)
		for (j = 0; j < i; j++) {
			const struct ledger_claim *a = &set->claims[i];
			const struct ledger_claim *b = &set->claims[j];

			if (a->denies != denies || b->denies != denies)
				continue;
			if (a->copies == b->copies ||
			    (a->named && b->named && same_origin(a, b)))
				join(up, i, j);
		}
	for (i = 0; i < set->n; i++)
		number[i] = 0;
	for (i = 0; i < set->n; i++) {
		size_t r = root(up, i);

		if (set->claims[i].denies == denies && number[r] == 0)
			number[r] = ++n;
		if (part != NULL)
			part[i] =
			    set->claims[i].denies == denies ? number[r] : 0;
	}
	free(up);
	free(number);
	return n;
}

bool
ledger_confirmed(const struct ledger_set *set, size_t claim)
{
	const struct ledger_claim *c = &set->claims[claim];
	size_t *up = apart(set->n), i;
	bool found = false;

	join_derived(set, up);
	for (i = 0; i < set->n && !found; i++) {
		const struct ledger_claim *o = &set->claims[i];

		found = i != claim && o->denies == c->denies &&
			o->copies != c->copies && c->origin.len > 0 &&
			o->origin.len > 0 && !same_origin(c, o) &&
			root(up, i) != root(up, claim);
	}
	free(up);
	return found;
}

bool
claim_denies(const struct claim *claim)
{
	return (claim->modality == MODALITY_DENIED) !=
	       (claim->polarity == POLARITY_NEGATIVE);
}

static bool
has_subject(const struct claim *c, int64_t entity)
{
	size_t i;

	for (i = 0; i < c->n_subjects; i++)
		if (c->subjects[i].entity == entity)
			return true;
	return false;
}

static bool
subjects_within(const struct claim *a, const struct claim *b)
{
	size_t i;

	for (i = 0; i < a->n_subjects; i++)
		if (!has_subject(b, a->subjects[i].entity))
			return false;
	return a->n_subjects > 0;
}

static bool
dates_touch(const struct claim *a, const struct claim *b)
{
	int64_t a_first = a->earliest, a_last = a->latest;
	int64_t b_first = b->earliest, b_last = b->latest;

	if (a->happened.len == 0 || b->happened.len == 0)
		return false;
	if (!edtf_is_day(a_last))
		a_last = INT64_MAX;
	if (!edtf_is_day(b_last))
		b_last = INT64_MAX;
	if (!edtf_is_day(a_first))
		a_first = INT64_MIN;
	if (!edtf_is_day(b_first))
		b_first = INT64_MIN;
	return a_first <= b_last && b_first <= a_last;
}

static int64_t
or_else(int64_t value, int64_t other)
{
	return value != FIGURE_NONE ? value : other;
}

static bool
same_words(struct str a, struct str b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	fold_text(&x, a);
	fold_text(&y, b);
	same = str_eq(buf_view(&x), buf_view(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* From the lowest to the highest number that a figure gives; false: none. */
static bool
range_of(const struct claim_figure *f, int64_t *low, int64_t *high)
{
	*low = or_else(f->low, or_else(f->best, f->high));
	*high = or_else(f->high, or_else(f->best, f->low));
	return *low != FIGURE_NONE;
}

enum figures { FIGURES_APART, FIGURES_AGREE, FIGURES_DIFFER };

/* Of what both count: do their ranges part? */
static enum figures
compare_figures(const struct claim *a, const struct claim *b)
{
	enum figures result = FIGURES_APART;
	size_t i, j;

	for (i = 0; i < a->n_figures; i++)
		for (j = 0; j < b->n_figures; j++) {
			int64_t al, ah, bl, bh;

			if (!range_of(&a->figures[i], &al, &ah) ||
			    !range_of(&b->figures[j], &bl, &bh) ||
			    !same_words(a->figures[i].what, b->figures[j].what))
				continue;
			if (ah < bl || bh < al)
				return FIGURES_DIFFER;
			result = FIGURES_AGREE;
		}
	return result;
}

/* The numbers of a statement, without what looks like a year. */
enum { NUMBERS = 16 };
struct numbers {
	int64_t v[NUMBERS];
	size_t n;
	int64_t tens; /* "forty" that a "four" may follow */
};

static int64_t
number_word(struct str word)
{
	static const char *const words[] = { "zero", "one", "two", "three",
		"four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve", "thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen", "twenty" };
	static const char *const tens[] = { "thirty", "forty", "fifty", "sixty",
		"seventy", "eighty", "ninety", "hundred" };
	size_t i;

	/* "one" and "zero" are mostly no numbers. */
	for (i = 2; i < ARRAY_LEN(words); i++)
		if (str_is(word, words[i]))
			return (int64_t)i;
	for (i = 0; i < ARRAY_LEN(tens); i++)
		if (str_is(word, tens[i]))
			return (int64_t)(30 + 10 * i);
	return -1;
}

static int
take_number(void *arg, bool colocated, struct str token, size_t from, size_t to)
{
	struct numbers *s = arg;
	int64_t n;

	(void)from;
	(void)to;
	if (colocated)
		return 0;
	if (!str_int(token, &n))
		n = number_word(token);
	else if (n >= 1900 && n <= 2100)
		n = -1;
	if (n >= 0 && n < 10 && s->tens > 0)
		s->v[s->n - 1] += n;
	else if (n >= 0 && s->n < NUMBERS)
		s->v[s->n++] = n;
	s->tens = n >= 20 && n < 100 && n % 10 == 0 && s->n > 0 ? n : 0;
	return 0;
}

static struct numbers
numbers_of(const struct claim *c)
{
	struct numbers s = { .n = 0 };

	(void)fold_tokens(c->statement, false, &s, take_number);
	return s;
}

/* Both give numbers, and none of them is the same. */
static bool
numbers_differ(const struct claim *a, const struct claim *b)
{
	struct numbers x = numbers_of(a), y = numbers_of(b);
	size_t i, j;

	for (i = 0; i < x.n; i++)
		for (j = 0; j < y.n; j++)
			if (x.v[i] == y.v[j])
				return false;
	return x.n > 0 && y.n > 0;
}

enum contradiction
claims_contradict(const struct claim *a, const struct claim *b)
{
	enum figures figures;

	if ((!subjects_within(a, b) && !subjects_within(b, a)) ||
	    (a->place != 0 && b->place != 0 && a->place != b->place) ||
	    !dates_touch(a, b))
		return CONTRADICTION_NONE;
	if (claim_denies(a) != claim_denies(b))
		return CONTRADICTION_POLARITY;
	figures = compare_figures(a, b);
	if (figures == FIGURES_DIFFER ||
	    (figures == FIGURES_APART && numbers_differ(a, b)))
		return CONTRADICTION_NUMBER;
	return CONTRADICTION_NONE;
}

const char *
contradiction_name(enum contradiction c)
{
	static const char *const names[] = {
		[CONTRADICTION_NONE] = "",
		[CONTRADICTION_POLARITY] = "polarity",
		[CONTRADICTION_NUMBER] = "number",
	};

	return names[c];
}
