/* Dates as the screen writes them. */
#ifndef UI_WHEN_H
#define UI_WHEN_H

#include "model/str.h"

/* What is known of a date: 0 where a part is not. */
struct when {
	int64_t year;
	int month, day;
};

/* The start of an ISO 8601 or EDTF date ("2017-01-18T09:00", "2016-12",
 * "2011~"); false if it does not begin with a year. */
bool when_parse(struct str date, struct when *when);
/* Days since 1970 as a date (proleptic Gregorian calendar). */
struct when when_of_day(int64_t day);
/* "17 Jan 2017", "Jan 2017", "2017". */
void when_full(struct buf *out, struct when when);
/* The same in nine columns, days under days: "17 Jan   " in the year of
 * reference, "17 Jan 16" in another, " Jan 1916" where that could be mistaken.
 */
void when_short(struct buf *out, struct when when, int64_t year);
/* An EDTF date in words: "about May 2014", "perhaps 2018", "early 2014". */
void when_words(struct buf *out, struct str date);
/* EDTF start and end: "since May 2014", "2011 – 2014", "until 2019"; nothing
 * when neither is known. */
void when_interval(struct buf *out, struct str start, struct str end);
/* "2017-01-18 09:41" of seconds since 1970, UTC. */
void when_stamp(struct buf *out, int64_t seconds);

#endif
