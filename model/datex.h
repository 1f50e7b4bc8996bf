/* Dates as people type and write them, in English, French and Arabic, made
 * EDTF against a reference day (days since 1970). */
#ifndef MODEL_DATEX_H
#define MODEL_DATEX_H

#include "model/arena.h"
#include "model/article.h"
#include "model/edtf.h"

/* The whole of s is a date: EDTF itself, "17 Jan 2017", "January 17, 2017",
 * "17/01/2017" (day first), "June 2014", "early 2016", "last Tuesday",
 * "-30d", "since 2011", the same in French and Arabic. */
bool datex_typed(struct str s, int64_t today, struct edtf *e, struct err *err);

/* A date expression in a text. */
struct datex {
	struct span span;
	struct str when; /* EDTF */
	bool ongoing;    /* "for two years": when is the start, it goes on */
	int64_t earliest, latest; /* of when, as in edtf.h */
};

/* The date expressions of a text in their order, against the day that it was
 * written. List and strings live in the arena. */
void datex_find(struct str text, int64_t reference, struct arena *arena,
    struct datex **list, size_t *n);

#endif
