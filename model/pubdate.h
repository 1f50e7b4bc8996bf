/* The date that an article came with, as feeds, pages and people write it. */
#ifndef MODEL_PUBDATE_H
#define MODEL_PUBDATE_H

#include "model/arena.h"

struct pubdate {
	struct str edtf; /* "2017-01-17", "2017-01-17T10:05:00+02:00", "2017" */
	int64_t day;     /* the earliest, since 1970-01-01 */
	int64_t seconds; /* since 1970 of the time as written, its zone not
			  * taken off: the order of articles is then the
			  * order of their days */
};

/* Understands EDTF and ISO 8601 (also with a blank for the T and without
 * separators), RFC 822 ("Tue, 17 Jan 2017 10:05:00 +0200"), "17 Jan 2017",
 * "January 17, 2017", "17/01/2017" (the day first unless that can't be), ISO
 * weeks, months in English, French, Arabic (all sets of names), Italian,
 * Spanish, Portuguese, German, Turkish and Russian, Arabic-Indic digits,
 * seconds or milliseconds since 1970. Of two dates ("Published ..., updated
 * ...") that of publication. A Hijri date of the years 1300 to 1500 is
 * approximate
 * ("2017-01-15~") unless its weekday or the Gregorian date stands with it.
 * False when it is none of that or no such day exists; "yesterday" has no day
 * to count from here. */
bool pubdate_parse(struct arena *arena, struct str text, struct pubdate *date);

#endif
