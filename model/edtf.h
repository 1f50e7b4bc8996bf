/* Uncertain dates: EDTF (ISO 8601-2), the Library of Congress text of
 * 2019-02-04. Levels 0, 1 and 2 whole, but that sets have at most EDTF_ITEMS
 * items and years at most 15 digits. Pure; days are numbers from
 * 1970-01-01 = 0 (day.h). */
#ifndef MODEL_EDTF_H
#define MODEL_EDTF_H

#include "model/day.h"

enum { EDTF_ITEMS = 32, EDTF_TEXT_MAX = 1024 /* bytes */ };

/* Days that are none. */
#define EDTF_OPEN_START INT64_MIN    /* ".." at the start */
#define EDTF_OPEN_END INT64_MAX      /* ".." at the end */
#define EDTF_UNKNOWN (INT64_MIN + 1) /* empty: there is one, unknown */

enum edtf_kind {
	EDTF_DATE,
	EDTF_INTERVAL,
	EDTF_ONE_OF, /* [a,b..c] */
	EDTF_ALL_OF, /* {a,b..c} */
	EDTF_EDGE,   /* an open or unknown end alone: edtf_parse_edge */
};

enum edtf_end {
	EDTF_AT,   /* a date stands here */
	EDTF_OPEN, /* ".." */
	EDTF_NONE, /* nothing: unknown in an interval, no range in a set */
};

enum edtf_precision {
	EDTF_YEAR,
	EDTF_SEASON, /* month field 21 to 41: seasons, quarters, halves */
	EDTF_MONTH,
	EDTF_DAY,
	EDTF_TIME,
};

enum { EDTF_UNCERTAIN = 1, EDTF_APPROXIMATE = 2 }; /* ? ~, both: % */

struct edtf_date {
	int64_t year;          /* X read as 0, negative years as -magnitude */
	int64_t year_text;     /* of Y17E7 the 17 */
	int32_t seconds, zone; /* of the day; minutes east, zoned only */
	uint8_t precision;     /* enum edtf_precision */
	uint8_t month, day;    /* X read as 0 */
	uint8_t year_x;        /* bits: 1 units, 2 tens, 4 hundreds, 8 thous. */
	uint8_t month_x, day_x;
	uint8_t exponent, significant; /* 0: none */
	uint8_t quality[3];            /* of year, month, day */
	bool negative, letter_y, zoned, utc;
};

/* One item: a date, or a range between two ends. */
struct edtf_item {
	uint8_t from_end, to_end; /* enum edtf_end; to: EDTF_NONE if no range */
	struct edtf_date from, to;
};

struct edtf {
	enum edtf_kind kind;
	size_t n;
	struct edtf_item item[EDTF_ITEMS]; /* sets use many, others the first */
};

/* A sentence says what is wrong with s. */
bool edtf_parse(struct str s, struct edtf *e, struct err *err);
bool edtf_valid(struct str s);
/* The same, and the spellings of the drafts of 2012 on the way in: u for X,
 * ?~ for %, "unknown" and "open" as ends, blanks around. */
bool edtf_parse_draft(struct str s, struct edtf *e, struct err *err);
/* One end of a life or a relation, as packs have them apart: a date, ".." for
 * open, nothing for unknown. */
bool edtf_parse_edge(struct str s, struct edtf *e, struct err *err);

/* An interval that is a quarter, a third or a half of one year as that one date
 * ("2014-01~/2014-04~" is 2014-37~): what an interval has for an end. False:
 * it is none, and stays as it is. */
bool edtf_to_season(struct edtf *e);

/* An interval that is a third of one year as that third, without its
 * qualifiers ("early 2014", 2014-01~/2014-04~, is 2014-37): one date, which the
 * end of an interval has to be. False: it is none, and stays as it is. */
bool edtf_to_third(struct edtf *e);

/* The canonical text: what parses to the same. */
void edtf_print(struct buf *out, const struct edtf *e);
/* 0, 1 or 2. */
int edtf_level(const struct edtf *e);

/* First and last day that it may mean: EDTF_OPEN_START, EDTF_OPEN_END and
 * EDTF_UNKNOWN where it has none. Of an edge alone: both are that end's. */
int64_t edtf_earliest(const struct edtf *e);
int64_t edtf_latest(const struct edtf *e);
/* True for a real day, not open and not unknown. */
bool edtf_is_day(int64_t day);

/* Order by earliest, then latest day; an open start comes first, unknown days
 * last. */
int edtf_cmp(const struct edtf *a, const struct edtf *b);
/* Whether it may touch the days from..to (ends included); what is unknown
 * may. */
bool edtf_touches(const struct edtf *e, int64_t from, int64_t to);
/* The coarsest of its dates; EDTF_UNCERTAIN and EDTF_APPROXIMATE of any. */
enum edtf_precision edtf_precision(const struct edtf *e);
unsigned edtf_quality(const struct edtf *e);

/* The date of one day, month (day 0) or year (month 0). */
struct edtf edtf_of(int64_t year, int month, int day);

/* For people, in English: "17 Jan 2017", "about 2014", "mid 2016",
 * "since 2011". */
void edtf_display(struct buf *out, const struct edtf *e);

#endif
