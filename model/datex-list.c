/* Days that share their month, and dates that are but names. */
#include "config.h"

#include "model/datex-match.h"

/* A word that a list of days begins behind: on 4 and 5 April, les 4 et 5,
 * يومي 4 و5. */
static bool
introduces(const struct reading *r, size_t i)
{
	enum word_class c = class_at(r, i);

	if (c == WORD_SIGN)
		return !glued_at(r, i + 1) || sign_at(r, i, '(');
	return c == WORD_IN || c == WORD_OF || c == WORD_THE ||
	       c == WORD_FROM || str_is(word_at(r, i), "يومي") ||
	       str_is(word_at(r, i), "أيام");
}

/* Whether a list goes on before token i; the token before what parts it. */
static bool
parted(const struct reading *r, size_t *i)
{
	if (*i > 1 && class_at(r, *i - 1) == WORD_AND)
		*i -= 1;
	else if (*i > 1 &&
		 (sign_at(r, *i - 1, ',') || sign_at(r, *i - 1, 0x60c)))
		*i -= 1;
	else
		return false;
	if (*i > 1 && class_at(r, *i - 1) == WORD_DAY_SUFFIX)
		*i -= 1;
	return true;
}

void
match_days_before(const struct reading *r, size_t i, const struct when *w,
    struct day_list *list)
{
	size_t at = i;
	int next = w->from.day, day;
	bool weekdays = class_at(r, i) == WORD_WEEKDAY;

	list->n = 0;
	list->first = i;
	if (w->shape > SHAPE_BETWEEN || next < 2 || w->from.quality != 0)
		return;
	if (!weekdays && class_at(r, i) != WORD_NUMBER)
		return;
	while (list->n < DAYS_MOST && parted(r, &at) && at > 0 &&
	       small_at(r, at - 1, 31, &day) && day < next) {
		at--;
		list->v[list->n].day = next = day;
		list->v[list->n++].span = r->t.v[at].span;
		if (weekdays && at > 0 && class_at(r, at - 1) == WORD_WEEKDAY)
			at--;
		list->first = at;
	}
	/* "killed 4 and 5 April": numbers of something else. */
	if (list->n > 0 && !weekdays && at > 0 && !introduces(r, at - 1))
		list->n = 0;
}

/* Whether the number before token i may be a day and is no count of what
 * follows: "May 16 and 18 people died". */
static bool
ends_days(const struct reading *r, size_t i)
{
	enum word_class c = class_at(r, i);

	return i >= r->t.n || c == WORD_SIGN || c == WORD_IN || c == WORD_AND ||
	       c == WORD_THE || c == WORD_FOR || c == WORD_SAID;
}

size_t
match_days_behind(
    const struct reading *r, size_t i, struct when *w, struct day_list *list)
{
	int month, day, last = 0;
	size_t j = match_month(r, i, &month);
	bool and = false;
	int64_t year;

	list->n = 0;
	while (j > 0 && list->n < DAYS_MOST && small_at(r, j, 31, &day) &&
	       day > last) {
		list->v[list->n].day = last = day;
		list->v[list->n++].span = r->t.v[j].span;
		j = skip_class(r, j + 1, WORD_DAY_SUFFIX);
		if (and)
			break;
		and = class_at(r, j) == WORD_AND;
		if (!and&&!sign_at(r, j, ','))
			return 0;
		j++;
	}
	if (list->n < 2 || !and || last != day)
		return 0;
	list->v[0].span.from = r->t.v[i].span.from;
	if (match_absolute(r, i, w) == 0)
		return 0;
	if (!year_at(r, sign_at(r, j, ',') ? j + 1 : j, &year))
		return ends_days(r, j) ? j : 0;
	w->from.year = year;
	w->from.assumed = false;
	j = sign_at(r, j, ',') ? j + 2 : j + 1;
	list->v[list->n - 1].span.to = r->t.v[j - 1].span.to;
	return j;
}

bool
names_thing(
    const struct reading *r, size_t from, size_t end, const struct when *w)
{
	static const char *const named[] = { "black", "good", "bloody", "holy",
		"daily" };
	struct str before = from > 0 ? word_at(r, from - 1) : (struct str){ 0 };
	bool weekday = end == from + 1 && class_at(r, from) == WORD_WEEKDAY;
	size_t i;

	if (r->typed || w->shape != SHAPE_AT || w->from.quality != 0)
		return false;
	if (weekday) {
		for (i = 0; i < ARRAY_LEN(named); i++)
			if (str_is_nocase(before, named[i]))
				return true;
		return class_at(r, end) == WORD_NAMED && r->t.v[end].capital;
	}
	if (!w->from.assumed || w->from.day == 0)
		return false;
	if (class_at(r, end) == WORD_NAMED ||
	    (from > 0 && class_at(r, from - 1) == WORD_NAMED))
		return true;
	/* révolution du 17 février */
	return from > 1 && class_at(r, from - 1) == WORD_OF &&
	       class_at(r, from - 2) == WORD_NAMED;
}
