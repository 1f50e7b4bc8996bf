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
	int64_t today; /* reference day */
	bool typed;    /* somebody typed it: be generous */
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
size_t match_relative(const struct reading *r, size_t i, struct when *w);
size_t match_duration(const struct reading *r, size_t i, struct when *w);

/* Two words that lean on the reference day; two days of a month:
 * datex-near.c. */
size_t match_near(const struct reading *r, size_t i, struct when *w);
size_t match_month_days(const struct reading *r, size_t i, struct when *w);

struct point point_of_day(int64_t day);

#endif
