/* Feasts that stand for a day. */
#include "config.h"

#include "model/datex-match.h"
#include "model/hijri.h"

/* As written, but for the case of ASCII letters. Of two that begin alike the
 * longer stands first. */
static const struct {
	const char *name;
	int month, day;
	bool hijri;
} feasts[] = {
	{ "christmas eve", 12, 24, false },
	{ "christmas day", 12, 25, false },
	{ "christmas", 12, 25, false },
	{ "noël", 12, 25, false },
	{ "new year's eve", 12, 31, false },
	{ "new year’s eve", 12, 31, false },
	{ "new year's day", 1, 1, false },
	{ "new year’s day", 1, 1, false },
	{ "رأس السنة الميلادية", 1, 1, false },
	{ "عيد الميلاد", 12, 25, false },
	{ "eid al-fitr", 10, 1, true },
	{ "eid ul-fitr", 10, 1, true },
	{ "eid el-fitr", 10, 1, true },
	{ "aïd el-fitr", 10, 1, true },
	{ "aïd al-fitr", 10, 1, true },
	{ "عيد الفطر", 10, 1, true },
	{ "eid al-adha", 12, 10, true },
	{ "eid ul-adha", 12, 10, true },
	{ "eid el-adha", 12, 10, true },
	{ "aïd el-adha", 12, 10, true },
	{ "aïd al-adha", 12, 10, true },
	{ "عيد الأضحى", 12, 10, true },
};

/* Behind the tokens that the name fills; 0 if it does not stand at i. */
static size_t
skip_name(const struct reading *r, size_t i, const char *name)
{
	struct str want = str_of(name);
	uint32_t from = r->t.v[i].span.from;
	size_t end = i;

	if (!str_is_nocase(str_slice(r->text, from, from + want.len), name))
		return 0;
	while (end < r->t.n && r->t.v[end].span.to < from + want.len)
		end++;
	return end < r->t.n && r->t.v[end].span.to == from + want.len ? end + 1
								      : 0;
}

/* The feast of a year of our calendar; a Hijri one may be missing from it. */
static bool
feast_day(size_t f, int64_t year, int64_t *day)
{
	int64_t hijri;

	if (!feasts[f].hijri) {
		*day = day_number(year, feasts[f].month, feasts[f].day);
		return true;
	}
	hijri = hijri_split(day_number(year, 1, 1)).year;
	*day = hijri_day(hijri, feasts[f].month, feasts[f].day);
	if (*day < day_number(year, 1, 1))
		*day = hijri_day(hijri + 1, feasts[f].month, feasts[f].day);
	return *day <= day_number(year, 12, 31);
}

/* The last one, today's too, or the next one. */
static int64_t
near_feast(const struct reading *r, size_t f, bool next)
{
	int64_t year = day_split(r->today).year, y, day, found = r->today;

	for (y = year - 1; y <= year + 1; y++) {
		if (!feast_day(f, y, &day))
			continue;
		if (next && day > r->today)
			return day;
		if (!next && day <= r->today)
			found = day;
	}
	return found;
}

size_t
match_feast(const struct reading *r, size_t i, struct when *w)
{
	int64_t year, day;
	size_t f, end = 0, behind;

	if (class_at(r, i) != WORD_FEAST)
		return 0;
	for (f = 0; f < ARRAY_LEN(feasts) && end == 0; f++)
		end = skip_name(r, i, feasts[f].name);
	if (end == 0)
		return 0;
	f--;
	behind = match_near_year(r, end, &year);
	if (behind == 0)
		day = near_feast(r, f, ahead(r, i));
	else if (feast_day(f, year, &day))
		end = behind;
	else
		return 0;
	w->shape = SHAPE_AT;
	w->from = point_of_day(day);
	w->from.quality = feasts[f].hijri ? EDTF_APPROXIMATE : 0;
	return end;
}
