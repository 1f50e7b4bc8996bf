/* Dates matched on tokens. Private to datex*.c. Every match function takes the
 * index of a token and returns the index behind the match, or 0 for none
 * (a match is never empty). */
#ifndef MODEL_DATEX_MATCH_H
#define MODEL_DATEX_MATCH_H

#include "model/datex-scan.h"

struct point {
	int64_t year;
	int month, day;   /* 0: none; month 21 and more: seasons as in EDTF */
	unsigned quality; /* EDTF_UNCERTAIN, EDTF_APPROXIMATE */
	bool decade;      /* of year the last digit is not said */
	bool century;     /* nor the one before it */
	bool assumed;     /* its year was not said but reckoned */
};

enum shape {
	SHAPE_AT,         /* from */
	SHAPE_BETWEEN,    /* from/to */
	SHAPE_SINCE,      /* from/.. */
	SHAPE_UNTIL,      /* ../to */
	SHAPE_NOT_AFTER,  /* [..from] */
	SHAPE_NOT_BEFORE, /* [from..] */
};

struct when {
	enum shape shape;
	struct point from, to;
	bool ongoing;
};

struct reading {
	struct str text;
	struct tokens t;
	int64_t today;     /* reference day */
	int64_t last_year; /* of the date before; 0: none */
	bool typed;        /* somebody typed it: be generous */
};

enum word_class class_at(const struct reading *r, size_t i);
int64_t value_at(const struct reading *r, size_t i);
bool sign_at(const struct reading *r, size_t i, int64_t sign);
/* Behind token i, if it is of that class; else i. */
size_t skip_class(const struct reading *r, size_t i, enum word_class class);
bool year_at(const struct reading *r, size_t i, int64_t *year);

/* Days, months, seasons, years with their year said: datex-absolute.c. */
size_t match_absolute(const struct reading *r, size_t i, struct when *w);
/* What is reckoned from the reference day: datex-relative.c. */
/* Whether what is told at token i lies ahead of the reference day. */
bool ahead(const struct reading *r, size_t i);
size_t match_relative(const struct reading *r, size_t i, struct when *w);
size_t match_away(const struct reading *r, size_t i, struct when *w);
/* datex-lasting.c */
size_t match_duration(const struct reading *r, size_t i, struct when *w);

/* "two years", "three and a half months", عامين: how many ('d' 'w' 'm' 'y' or
 * 'c', ten years), and the reference day moved by them, as exact as the unit
 * is: datex-amount.c. */
size_t match_amount(
    const struct reading *r, size_t i, int64_t *n, int64_t *unit);
struct point moved(const struct reading *r, int64_t unit, int64_t n);

/* Any date, alone, led by a word, or the two ends of a range; the day of a
 * point, INT64_MIN if it names none: datex-range.c. */
size_t match_date(const struct reading *r, size_t i, struct when *w);
int64_t day_of(const struct point *p);

/* Two words that lean on the reference day; two days of a month:
 * datex-near.c. */
size_t match_near(const struct reading *r, size_t i, struct when *w);
size_t match_month_days(const struct reading *r, size_t i, struct when *w);

/* Christmas Day, the eve of the new year, Eid al-Fitr, عيد الأضحى, with or
 * without a year: datex-feast.c. */
size_t match_feast(const struct reading *r, size_t i, struct when *w);

/* "the 1990s", "السبعينيات", "XIXe siècle": datex-era.c. */
size_t match_era(const struct reading *r, size_t i, struct when *w);
/* Its early, middle or late third (part 1 to 3) instead of the whole. */
void era_part(struct point era, int part, struct when *w);

/* datex-hijri.c; numeric: w->from holds numbers that five tokens say. */
size_t match_hijri(const struct reading *r, size_t i, struct when *w);
size_t numeric_hijri(const struct reading *r, size_t i, struct when *w);

/* A part of a month or year, of a week, a night: datex-within.c. */
size_t match_within(const struct reading *r, size_t i, struct when *w);
/* A season, quarter or half (month 21 and more) of a year that is said as
 * "last year" or "the year". */
size_t match_near_year(const struct reading *r, size_t i, int64_t *year);
size_t match_same_year(const struct reading *r, size_t i, int64_t *year);

/* "16, 17 and 18 May": the days before the match that begins at token i, at
 * most n of them, and the token that the first begins at: datex-list.c. */
enum { DAYS_MOST = 8 };
struct day_list {
	size_t n, first;
	struct {
		int day;
		struct span span;
	} v[DAYS_MOST];
};
void match_days_before(const struct reading *r, size_t i, const struct when *w,
    struct day_list *list);
/* "May 16, 17 and 19, 2014": the days, in their order; w has month and year. */
size_t match_days_behind(
    const struct reading *r, size_t i, struct when *w, struct day_list *list);
/* Whether the date of tokens from..end-1 is the name of something: the 17
 * February Brigade, the Sunday Times. */
bool names_thing(
    const struct reading *r, size_t from, size_t end, const struct when *w);

/* Building stones of several of them: datex-match.c. */
size_t skip_weekday(const struct reading *r, size_t i, int *weekday);
size_t match_month(const struct reading *r, size_t i, int *month);
size_t match_year(const struct reading *r, size_t i, int64_t *year);
/* "fourth", "الخامس والعشرين", 1 to 39. */
size_t match_ordinal(const struct reading *r, size_t i, int *n);
/* Whether the word before says that a number is one of a page, a law ... */
bool is_numbered(const struct reading *r, size_t i);
bool small_at(const struct reading *r, size_t i, int64_t max, int *value);
bool glued_at(const struct reading *r, size_t i);
/* Whether the word says "weeks" and not "week". */
bool plural_at(const struct reading *r, size_t i);
struct str word_at(const struct reading *r, size_t i);
struct point point_of_day(int64_t day);

#endif
