/* Days: numbers from 1970-01-01 = 0 in the proleptic Gregorian calendar, and
 * what people call them. */
#ifndef MODEL_DAY_H
#define MODEL_DAY_H

#include "model/str.h"

/* Years beyond this have no day numbers here. */
#define DAY_YEAR_MAX INT64_C(1000000000000000)

struct ymd {
	int64_t year; /* astronomical: 0 is 1 BC */
	int month;    /* 1 to 12 */
	int day;      /* 1 to 31 */
};

bool day_leap(int64_t year);
/* 28 to 31; month is 1 to 12. */
int day_month_length(int64_t year, int month);
/* The day's number. A month outside 1 to 12 or a day outside the month counts
 * on from there, so that day_number(2017, 13, 0) is 2017-12-31. */
int64_t day_number(int64_t year, int month, int day);
struct ymd day_split(int64_t day);
/* 0 is Monday, 6 is Sunday. */
int day_weekday(int64_t day);

/* The month (1 to 12) or weekday (0 to 6) that a word names, 0 or -1 if none:
 * English, French and Arabic with its Egyptian, Levantine and Maghrebi names.
 * The word must be folded (fold.h): lower case, no accents, bare alef. */
int day_month_named(struct str folded);
int day_weekday_named(struct str folded);
/* The same for months of the Hijri year; two-word names by one blank. */
int day_hijri_named(struct str folded);

/* The i-th list of those names, parted by blanks, an underscore within a name
 * for a blank; NULL behind the last. For those that look at many words. */
const char *day_names(size_t i);

/* "Jan" or "January"; month is 1 to 12. */
const char *day_month_short(int month);
/* "Mon". */
const char *day_weekday_short(int weekday);

/* "2017-01-17", years of at least four digits. */
void day_iso(struct buf *out, int64_t day);
/* "17 Jan 2017". */
void day_text(struct buf *out, int64_t day);

#endif
