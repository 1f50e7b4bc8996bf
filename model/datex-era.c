/* Decades and centuries. */
#include "config.h"

#include "model/datex-match.h"

/* "his seventies" and "السبعينيات من عمره" are somebody's age. */
static bool
is_age(const struct reading *r, size_t i, size_t end)
{
	static const char *const owners[] = { "his", "her", "their", "my" };
	struct str before = i > 0 ? word_at(r, i - 1) : (struct str){ 0 };
	size_t k;

	for (k = 0; k < ARRAY_LEN(owners); k++)
		if (str_is_nocase(before, owners[k]))
			return true;
	end = skip_class(r, end, WORD_FROM);
	return str_starts(word_at(r, end), "عمر") ||
	       str_starts(word_at(r, end), "العمر");
}

/* Behind "of the last century" or "القرن العشرين", where that stands. */
static size_t
skip_century(const struct reading *r, size_t i)
{
	size_t j = skip_class(r, i, WORD_OF);

	j = skip_class(r, skip_class(r, j, WORD_FROM), WORD_THE);
	if (class_at(r, j) == WORD_LAST && class_at(r, j + 1) == WORD_CENTURY)
		return j + 2;
	if (class_at(r, j) != WORD_CENTURY)
		return i;
	if (class_at(r, j + 1) == WORD_LAST ||
	    (class_at(r, j + 1) == WORD_COUNT && value_at(r, j + 1) == 20))
		return j + 2;
	return i;
}

static size_t
match_tens(const struct reading *r, size_t i, struct when *w)
{
	size_t end;

	if (class_at(r, i) != WORD_TENS || is_age(r, i, i + 1))
		return 0;
	end = skip_century(r, i + 1);
	w->from = (struct point){
		.year = 1900 + value_at(r, i),
		.decade = true,
	};
	return end;
}

/* soixante-dix, quatre-vingt-dix: tens as French counts them. */
static size_t
french_tens(const struct reading *r, size_t i, int64_t *tens)
{
	if (class_at(r, i) != WORD_COUNT)
		return 0;
	*tens = value_at(r, i++);
	while (sign_at(r, i, '-') && class_at(r, i + 1) == WORD_COUNT) {
		int64_t n = value_at(r, i + 1);

		*tens = *tens == 4 && n == 20 ? 80 : *tens + n;
		i += 2;
	}
	return *tens >= 20 && *tens <= 90 && *tens % 10 == 0 ? i : 0;
}

static bool
ends_in_s(const struct reading *r, size_t i)
{
	return glued_at(r, i) && r->t.v[i].class == WORD_OTHER &&
	       str_is(word_at(r, i), "s");
}

/* années 90, années soixante-dix, années 2010. */
static size_t
match_annees(const struct reading *r, size_t i, struct when *w)
{
	int64_t year;
	size_t end = i + 2;

	if (class_at(r, i) != WORD_UNIT || value_at(r, i) != 'y' ||
	    !str_starts(word_at(r, i), "ann") || !plural_at(r, i))
		return 0;
	if (class_at(r, i + 1) == WORD_NUMBER)
		year = value_at(r, i + 1);
	else if ((end = french_tens(r, i + 1, &year)) == 0)
		return 0;
	if (year % 10 != 0 || (year >= 100 && year < 1000) || year > 2190 ||
	    year < 20)
		return 0;
	w->from = (struct point){
		.year = year < 100 ? 1900 + year : year,
		.decade = true,
	};
	return end;
}

/* 1990s, the '90s, the late 90s (not "in the 50s": degrees, ages); the 1800s
 * are a century. */
static size_t
match_digits(const struct reading *r, size_t i, struct when *w)
{
	bool quote = sign_at(r, i, '\'') || sign_at(r, i, 0x2019);
	bool part = i > 0 && (class_at(r, i - 1) == WORD_PART ||
				 (i > 1 && class_at(r, i - 2) == WORD_PART));
	size_t j = quote ? i + 1 : i;
	int64_t year;

	if (r->typed)
		j = skip_class(r, j, WORD_THE);
	if (class_at(r, j) != WORD_NUMBER || value_at(r, j) % 10 != 0 ||
	    !ends_in_s(r, j + 1))
		return 0;
	if (!year_at(r, j, &year)) {
		year = 1900 + value_at(r, j);
		if (r->t.v[j].digits != 2 || value_at(r, j) < 20 ||
		    (!quote && (value_at(r, j) < 50 || !part)))
			return 0;
	}
	if (is_age(r, i, j + 2))
		return 0;
	w->from = (struct point){
		.year = year,
		.century = year % 100 == 0 && year < 2000,
		.decade = year % 100 != 0 || year >= 2000,
	};
	return j + 2;
}

static void
put_century(struct when *w, int64_t number)
{
	w->from = (struct point){
		.year = (number - 1) * 100,
		.century = true,
	};
}

/* 20th century, nineteenth century, XXe siècle, القرن التاسع عشر, the last
 * century. */
static size_t
match_century(const struct reading *r, size_t i, struct when *w)
{
	int64_t now = day_split(r->today).year / 100 + 1;
	int n;
	size_t j;

	if (class_at(r, i) == WORD_CENTURY) {
		if ((j = match_ordinal(r, i + 1, &n)) > 0 && n <= 21) {
			put_century(w, n);
			return j;
		}
		if (class_at(r, i + 1) != WORD_LAST)
			return 0;
		put_century(w, now - 1);
		return i + 2;
	}
	if (class_at(r, i) == WORD_LAST && class_at(r, i + 1) == WORD_CENTURY) {
		put_century(w, now - 1);
		return i + 2;
	}
	if (small_at(r, i, 21, &n))
		j = glued_at(r, i + 1) ? skip_class(r, i + 1, WORD_DAY_SUFFIX)
				       : 0;
	else
		j = match_ordinal(r, i, &n);
	if (j == 0 || j == i + (class_at(r, i) == WORD_NUMBER) || n > 21)
		return 0;
	if (sign_at(r, j, '-'))
		j++;
	if (class_at(r, j) != WORD_CENTURY)
		return 0;
	put_century(w, n);
	return j + 1;
}

size_t
match_era(const struct reading *r, size_t i, struct when *w)
{
	size_t end;

	w->shape = SHAPE_AT;
	if ((end = match_annees(r, i, w)) > 0)
		return end;
	if ((end = match_digits(r, i, w)) > 0)
		return end;
	if ((end = match_tens(r, i, w)) > 0)
		return end;
	return match_century(r, i, w);
}

void
era_part(struct point era, int part, struct when *w)
{
	static const int decade[] = { 0, 4, 7, 10 };
	static const int century[] = { 0, 34, 67, 100 };
	const int *edges = era.century ? century : decade;

	w->shape = SHAPE_BETWEEN;
	w->from = w->to = (struct point){ .quality = EDTF_APPROXIMATE };
	w->from.year = era.year + edges[part - 1];
	w->to.year = era.year + edges[part] - 1;
}
