#include "config.h"

#include "model/verdict.h"

#include "model/edtf.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One number of at most nine digits; where it ends. */
static size_t
number(struct str s, size_t at, int64_t *n)
{
	size_t end = at;

	*n = 0;
	while (end < s.len && is_digit(s.p[end]) && end - at < 9)
		*n = *n * 10 + (s.p[end++] - '0');
	return end;
}

/* "killed 10-15" or "10 to 15 killed": the digits apart, and the words. */
static bool
part(struct str s, struct toll *t)
{
	size_t at = 0, end;
	struct str rest;

	while (at < s.len && !is_digit(s.p[at]))
		at++;
	end = number(s, at, &t->low);
	if (end == at)
		return false;
	t->high = t->low;
	rest = str_trim(str_slice(s, end, s.len));
	if (str_starts(rest, "-") || str_starts(rest, "to ") ||
	    str_starts(rest, "\xe2\x80\x93")) {
		size_t from = (size_t)(rest.p - s.p);

		while (from < s.len && !is_digit(s.p[from]))
			from++;
		end = number(s, from, &t->high);
		if (end == from || t->high < t->low)
			return false;
	}
	t->what = str_trim(str_slice(s, 0, at));
	if (t->what.len == 0)
		t->what = str_trim(str_slice(s, end, s.len));
	else if (str_trim(str_slice(s, end, s.len)).len > 0)
		return false;
	return t->what.len > 0;
}

bool
toll_parse(struct str text, struct toll *list, size_t *n, struct err *err)
{
	struct str rest = str_trim(text), one;

	*n = 0;
	while (rest.len > 0) {
		str_split(&rest, ',', &one);
		if (*n == TOLL_MOST || !part(str_trim(one), &list[*n]))
			return err_set(err, ERR_INVALID,
			    "write a toll as: killed 10-15, wounded 30");
		(*n)++;
	}
	return true;
}

static enum verdict
compare(int64_t a_first, int64_t a_last, int64_t b_first, int64_t b_last)
{
	return a_first <= b_last && b_first <= a_last ? VERDICT_SUPPORTS
						      : VERDICT_CONTRADICTS;
}

enum verdict
verdict_date(
    int64_t first, int64_t last, int64_t claim_first, int64_t claim_last)
{
	if (!edtf_is_day(first) || !edtf_is_day(claim_first))
		return VERDICT_NONE;
	if (!edtf_is_day(last))
		last = first;
	if (!edtf_is_day(claim_last))
		claim_last = claim_first;
	return compare(first, last, claim_first, claim_last);
}

static bool
figure_range(const struct claim_figure *f, int64_t *low, int64_t *high)
{
	*low = f->low != FIGURE_NONE ? f->low : f->best;
	*high = f->high != FIGURE_NONE ? f->high : f->best;
	if (*low == FIGURE_NONE)
		*low = *high;
	if (*high == FIGURE_NONE)
		*high = *low;
	return *low != FIGURE_NONE;
}

enum verdict
verdict_toll(struct str text, const struct claim_figure *figures, size_t n)
{
	struct toll list[TOLL_MOST];
	enum verdict all = VERDICT_NONE;
	size_t parts, i, k;
	int64_t low, high;

	if (!toll_parse(text, list, &parts, NULL))
		return VERDICT_NONE;
	for (i = 0; i < n; i++)
		for (k = 0; k < parts; k++) {
			enum verdict one;

			if (!str_eq(figures[i].what, list[k].what) ||
			    !figure_range(&figures[i], &low, &high))
				continue;
			one = compare(list[k].low, list[k].high, low, high);
			if (one > all)
				all = one;
		}
	return all;
}
