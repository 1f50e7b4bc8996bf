#include "config.h"

#include "model/anchor.h"

#include "model/approx.h"
#include "model/utf8.h"

enum {
	CANDIDATES_MAX = 512,
	/* Blocks of 64 code points of quotation times code points of text:
	 * beyond some 0.3 s of work the search is not made. */
	WORK_MAX = 100000000,
};

/* The rule of claims.md 5.1, measured there on 1,500 passages. */
static const double quote_least = .6, context_least = .6, margin_least = .05,
		    total_listed = .7;

static const char *const names[] = {
	[ANCHOR_NONE] = "none",
	[ANCHOR_EXACT] = "exact",
	[ANCHOR_MOVED] = "moved",
	[ANCHOR_AMBIGUOUS] = "ambiguous",
	[ANCHOR_ORPHANED] = "orphaned",
};

const char *
anchor_state_name(enum anchor_state state)
{
	return names[state];
}

bool
anchor_state_parse(struct str s, enum anchor_state *state)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_is(s, names[i])) {
			*state = (enum anchor_state)i;
			return true;
		}
	return false;
}

struct anchor
anchor_make(struct str text, struct span span)
{
	struct anchor a = { .state = ANCHOR_EXACT };
	size_t from, to;
	int i;

	span.to = span.to < text.len ? span.to : (uint32_t)text.len;
	span.from = span.from < span.to ? span.from : span.to;
	from = span.from;
	to = span.to;
	for (i = 0; i < ANCHOR_CONTEXT && from > 0; i++)
		(void)utf8_prev(text, &from);
	for (i = 0; i < ANCHOR_CONTEXT && to < text.len; i++)
		(void)utf8_next(text, &to);
	a.span = span;
	a.quote = str_slice(text, span.from, span.to);
	a.prefix = str_slice(text, from, span.from);
	a.suffix = str_slice(text, span.to, to);
	return a;
}

/* Do quotation and contexts stand at byte `at` as they are? */
static bool
stands(const struct anchor *a, struct str text, size_t at)
{
	size_t end = at + a->quote.len;

	return at >= a->prefix.len && end + a->suffix.len <= text.len &&
	       str_eq(str_slice(text, at, end), a->quote) &&
	       str_eq(str_slice(text, at - a->prefix.len, at), a->prefix) &&
	       str_eq(str_slice(text, end, end + a->suffix.len), a->suffix);
}

/* At its place, and in its words: exact. */
static void
settle(
    struct anchor *a, struct str text, struct span at, enum anchor_state state)
{
	if (state == ANCHOR_MOVED && at.from == a->span.from &&
	    str_eq(str_slice(text, at.from, at.to), a->quote))
		state = ANCHOR_EXACT;
	a->span = at;
	a->state = state;
}

static struct span
span_at(size_t from, size_t to)
{
	return (struct span){ (uint32_t)from, (uint32_t)to };
}

static size_t
distance(size_t a, size_t b)
{
	return a > b ? a - b : b - a;
}

/* Quotation and contexts unchanged: at its place, or at one other. */
static bool
find_exact(struct anchor *a, struct str text)
{
	size_t at = 0, best = SIZE_MAX, hits = 0;

	if (stands(a, text, a->span.from)) {
		settle(a, text,
		    span_at(a->span.from, a->span.from + a->quote.len),
		    ANCHOR_EXACT);
		return true;
	}
	while ((at = str_find(text, a->quote, at)) != SIZE_MAX) {
		if (stands(a, text, at)) {
			hits++;
			if (best == SIZE_MAX ||
			    distance(at, a->span.from) <
				distance(best, a->span.from))
				best = at;
		}
		at++;
	}
	if (hits == 0)
		return false;
	settle(a, text, span_at(best, best + a->quote.len),
	    hits == 1 ? ANCHOR_MOVED : ANCHOR_AMBIGUOUS);
	return true;
}

/* A place where the quotation may be, in code points. */
struct place {
	size_t from, to;
	double quote, context, total;
};

struct search {
	const struct anchor *a;
	struct approx_text text, quote, back; /* back: quote reversed */
	struct approx_text prefix, suffix;
	uint32_t *errors;
	struct place places[CANDIDATES_MAX];
	size_t n;
	bool full;
};

/* Ends of stretches that are like the quotation: the best one of those that
 * are nearer to each other than half its length. */
static void
find_ends(struct search *s)
{
	size_t i, apart = s->quote.n / 2;
	uint32_t most = (uint32_t)(s->quote.n / 2);

	approx_search(&s->quote, s->text.cp, s->text.n, false, s->errors);
	for (i = 0; i < s->text.n; i++) {
		struct place *last = s->n > 0 ? &s->places[s->n - 1] : NULL;
		double quote = 1 - (double)s->errors[i] / (double)s->quote.n;

		if (s->errors[i] > most)
			continue;
		if (last != NULL && i + 1 - last->to <= apart) {
			if (quote > last->quote) {
				last->to = i + 1;
				last->quote = quote;
			}
		} else if (s->n < CANDIDATES_MAX) {
			s->places[s->n++] =
			    (struct place){ .to = i + 1, .quote = quote };
		} else {
			s->full = true;
		}
	}
}

/* The start of a stretch whose end is known: search backward from it. */
static void
find_start(struct search *s, struct place *p)
{
	size_t n = s->quote.n + s->quote.n / 2, i, best = 0;
	uint32_t *back;

	n = n < p->to ? n : p->to;
	back = xcalloc(n + 1, sizeof *back);
	for (i = 0; i < n; i++)
		back[i] = s->text.cp[p->to - 1 - i];
	approx_search(&s->back, back, n, true, s->errors);
	for (i = 0; i < n; i++)
		if (s->errors[i] < s->errors[best] ||
		    (s->errors[i] == s->errors[best] &&
			distance(i + 1, s->quote.n) <
			    distance(best + 1, s->quote.n)))
			best = i;
	p->from = p->to - (n > 0 ? best + 1 : 0);
	free(back);
}

/* How like a context is what stands there, 0 to 1. A quotation at the edge of
 * its text had none: it is right at an edge only. */
static double
context(struct search *s, const struct approx_text *wanted, size_t from,
    size_t to, bool edge)
{
	uint32_t least = (uint32_t)wanted->n;
	size_t i;

	if (wanted->n == 0)
		return edge ? 1 : 0;
	approx_search(wanted, s->text.cp + from, to - from, false, s->errors);
	for (i = 0; i < to - from; i++)
		if (s->errors[i] < least)
			least = s->errors[i];
	return 1 - (double)least / (double)wanted->n;
}

static void
judge(struct search *s, struct place *p)
{
	size_t reach = ANCHOR_CONTEXT * 5 / 4;
	size_t before = p->from > reach ? p->from - reach : 0;
	size_t after = s->text.n - p->to > reach ? p->to + reach : s->text.n;
	double prefix = context(s, &s->prefix, before, p->from, p->from == 0);
	double suffix =
	    context(s, &s->suffix, p->to, after, p->to == s->text.n);
	double moved = (double)distance(s->text.at[p->from], s->a->span.from) /
		       (double)(s->text.at[s->text.n] + 1);

	p->context = (prefix + suffix) / 2;
	p->total = (50 * p->quote + 20 * prefix + 20 * suffix +
		       2 * (moved < 1 ? 1 - moved : 0)) /
		   92;
}

static void
decide(struct anchor *a, struct str text, const struct search *s)
{
	const struct place *best = NULL;
	double second = 0;
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (best == NULL || s->places[i].total > best->total) {
			second = best != NULL ? best->total : 0;
			best = &s->places[i];
		} else if (s->places[i].total > second) {
			second = s->places[i].total;
		}
	}
	if (best != NULL && !s->full && best->quote >= quote_least &&
	    best->context >= context_least &&
	    best->total - second >= margin_least)
		settle(a, text,
		    span_at(s->text.at[best->from], s->text.at[best->to]),
		    ANCHOR_MOVED);
	else if (best != NULL && best->total >= total_listed)
		settle(a, text,
		    span_at(s->text.at[best->from], s->text.at[best->to]),
		    ANCHOR_AMBIGUOUS);
	else
		a->state = ANCHOR_ORPHANED;
}

static void
find_like(struct anchor *a, struct str text)
{
	struct search *s = xcalloc(1, sizeof *s);
	size_t i;

	s->a = a;
	s->text = approx_text_of(text);
	s->quote = approx_text_of(a->quote);
	s->back = approx_text_back(a->quote);
	s->prefix = approx_text_of(a->prefix);
	s->suffix = approx_text_of(a->suffix);
	s->errors = xcalloc(s->text.n + 2 * s->quote.n + 1, sizeof *s->errors);
	if ((s->quote.n / 64 + 1) * s->text.n < WORK_MAX)
		find_ends(s);
	for (i = 0; i < s->n; i++) {
		find_start(s, &s->places[i]);
		judge(s, &s->places[i]);
	}
	decide(a, text, s);
	approx_text_release(&s->text);
	approx_text_release(&s->quote);
	approx_text_release(&s->back);
	approx_text_release(&s->prefix);
	approx_text_release(&s->suffix);
	free(s->errors);
	free(s);
}

struct anchor
anchor_keep(struct arena *arena, const struct anchor *a)
{
	struct anchor own = *a;

	own.quote = arena_str(arena, a->quote);
	own.prefix = arena_str(arena, a->prefix);
	own.suffix = arena_str(arena, a->suffix);
	return own;
}

void
anchor_find(struct anchor *a, struct str text)
{
	if (a->quote.len == 0) {
		a->state = ANCHOR_NONE;
		return;
	}
	if (a->state == ANCHOR_ORPHANED) {
		struct anchor same = *a;

		if (find_exact(&same, text) && same.state != ANCHOR_AMBIGUOUS)
			*a = same;
		return;
	}
	if (!find_exact(a, text))
		find_like(a, text);
}
