/* What the matchers are built from. */
#include "config.h"

#include "model/datex-match.h"

enum word_class
class_at(const struct reading *r, size_t i)
{
	return i < r->t.n ? r->t.v[i].class : WORD_OTHER;
}

int64_t
value_at(const struct reading *r, size_t i)
{
	return i < r->t.n ? r->t.v[i].value : 0;
}

bool
sign_at(const struct reading *r, size_t i, int64_t sign)
{
	return class_at(r, i) == WORD_SIGN && value_at(r, i) == sign;
}

size_t
skip_class(const struct reading *r, size_t i, enum word_class class)
{
	return i < r->t.n && r->t.v[i].class == class ? i + 1 : i;
}

bool
year_at(const struct reading *r, size_t i, int64_t *year)
{
	if (class_at(r, i) != WORD_NUMBER || r->t.v[i].digits != 4)
		return false;
	*year = r->t.v[i].value;
	return *year >= 1000 && *year < 2200;
}

struct point
point_of_day(int64_t day)
{
	struct ymd d = day_split(day);

	return (struct point){ .year = d.year, .month = d.month, .day = d.day };
}

struct str
word_at(const struct reading *r, size_t i)
{
	if (i >= r->t.n)
		return (struct str){ 0 };
	return str_slice(r->text, r->t.v[i].span.from, r->t.v[i].span.to);
}

bool
plural_at(const struct reading *r, size_t i)
{
	static const char *const arabic[] = { "أيام", "الأيام", "أسابيع",
		"الأسابيع", "أشهر", "شهور", "الأشهر", "الشهور", "أعوام",
		"سنوات", "سنين", "السنوات", "الأعوام", "عقود" };
	struct str word = word_at(r, i);
	size_t k;

	for (k = 0; k < ARRAY_LEN(arabic); k++)
		if (str_is(word, arabic[k]))
			return true;
	/* "mois" is both, and says nothing. */
	return word.len > 1 && word.p[word.len - 1] == 's' &&
	       !str_is(word, "mois");
}

/* twenty-first, الخامس والعشرين, السابع عشر; the stripped wa- is no token. */
size_t
match_ordinal(const struct reading *r, size_t i, int *n)
{
	size_t j = i;

	*n = 0;
	if (class_at(r, j) == WORD_COUNT &&
	    (value_at(r, j) == 20 || value_at(r, j) == 30)) {
		*n = (int)value_at(r, j++);
		if (r->t.v[i].arabic)
			return j;
		if (!sign_at(r, j++, '-') || class_at(r, j) != WORD_ORDINAL)
			return 0;
	}
	if (class_at(r, j) != WORD_ORDINAL || value_at(r, j) > 31)
		return 0;
	*n += (int)value_at(r, j++);
	if (!r->t.v[j - 1].arabic || class_at(r, j) != WORD_COUNT)
		return j;
	if (value_at(r, j) != 10 && value_at(r, j) != 20 &&
	    value_at(r, j) != 30)
		return j;
	*n += (int)value_at(r, j);
	return j + 1;
}

bool
small_at(const struct reading *r, size_t i, int64_t max, int *value)
{
	if (class_at(r, i) != WORD_NUMBER || r->t.v[i].digits > 2 ||
	    r->t.v[i].value < 1 || r->t.v[i].value > max)
		return false;
	*value = (int)r->t.v[i].value;
	return true;
}

bool
glued_at(const struct reading *r, size_t i)
{
	return i < r->t.n && r->t.v[i].glued;
}

/* A month, or both of its names: كانون الثاني/يناير, ديسمبر (كانون الأول). */
size_t
match_month(const struct reading *r, size_t i, int *month)
{
	if (class_at(r, i) != WORD_MONTH)
		return 0;
	*month = (int)value_at(r, i);
	if (class_at(r, i + 2) == WORD_MONTH && value_at(r, i + 2) == *month) {
		if (sign_at(r, i + 1, '/') || sign_at(r, i + 1, '-'))
			return i + 3;
		if (sign_at(r, i + 1, '(') && sign_at(r, i + 3, ')'))
			return i + 4;
	}
	return i + 1;
}

/* "2016", ", 2016", "of 2016", "of the year 2016", "عام 2016", "'s 2016". */
size_t
match_year(const struct reading *r, size_t i, int64_t *year)
{
	size_t j = i;

	if (sign_at(r, j, ',') || sign_at(r, j, 0x60c))
		j++;
	j = skip_class(r, j, WORD_OF);
	j = skip_class(r, j, WORD_FROM);
	j = skip_class(r, j, WORD_IN);
	j = skip_class(r, j, WORD_THE);
	j = skip_class(r, j, WORD_YEAR_OF);
	if (class_at(r, j) == WORD_UNIT && value_at(r, j) == 'y')
		j++;
	return year_at(r, j, year) ? j + 1 : 0;
}

/* Behind a weekday and what may follow it: a comma, "(", الموافق. */
size_t
skip_weekday(const struct reading *r, size_t i, int *weekday)
{
	size_t j = i;

	*weekday = -1;
	if (class_at(r, j) != WORD_WEEKDAY)
		return j;
	*weekday = (int)value_at(r, j++);
	if (sign_at(r, j, '.') && glued_at(r, j))
		j++;
	if (sign_at(r, j, ',') || sign_at(r, j, 0x60c) || sign_at(r, j, '('))
		j++;
	return skip_class(r, skip_class(r, j, WORD_MATCHING), WORD_IN);
}

bool
is_numbered(const struct reading *r, size_t i)
{
	struct str before;

	if (i > 1 && sign_at(r, i - 1, '-') &&
	    class_at(r, i - 2) == WORD_NUMBER)
		i -= 2; /* the second of pages 2010-2015 */
	if (i == 0)
		return false;
	before = word_at(r, i > 1 && sign_at(r, i - 1, '.') ? i - 2 : i - 1);
	return class_at(r, i - 1) == WORD_NUMBERED ||
	       str_is_nocase(before, "pages") || str_is_nocase(before, "p") ||
	       str_is_nocase(before, "pp");
}
