/* A text as the tokens that dates are made of. Private to datex*.c. */
#ifndef MODEL_DATEX_SCAN_H
#define MODEL_DATEX_SCAN_H

#include "model/datex.h"

enum word_class {
	WORD_OTHER,   /* a word that says nothing about dates */
	WORD_NUMBER,  /* digits; value, and how many digits in `digits` */
	WORD_SIGN,    /* one character that is no letter: its code in value */
	WORD_MONTH,   /* 1 to 12 */
	WORD_WEEKDAY, /* 0 to 6 */
	WORD_HIJRI,   /* 1 to 12 */
	WORD_PART,    /* early 1, mid 2, late 3 */
	WORD_SEASON,  /* 21 to 24 */
	WORD_RELATIVE_DAY, /* yesterday -1, today 0, tomorrow 1 */
	WORD_LAST,
	WORD_NEXT,
	WORD_THIS,
	WORD_UNIT,    /* 'd' 'w' 'm' 'y' 'c' (ten years) */
	WORD_DUAL,    /* the same, twice: "two years" in one Arabic word */
	WORD_COUNT,   /* one 1, two 2 ... */
	WORD_ORDINAL, /* first 1 to twentieth 20 */
	WORD_TENS,    /* seventies 70 */
	WORD_CENTURY,
	WORD_WEEKEND,
	WORD_NIGHT, /* 'n', other parts of a day 'd' */
	WORD_NOW,   /* the present: an end that is open */
	WORD_QUARTER,
	WORD_HALF,
	WORD_SINCE,
	WORD_SINCE_AGO, /* Arabic: since a date, ago with a duration */
	WORD_UNTIL,
	WORD_BEFORE, /* before a date; in Arabic also ago */
	WORD_AFTER,
	WORD_AGO,
	WORD_FOR,
	WORD_MORE, /* more, over: of "more than" */
	WORD_THAN,
	WORD_ABOUT, /* around 0, perhaps EDTF_UNCERTAIN */
	WORD_NEARLY,
	WORD_BETWEEN,
	WORD_FROM,
	WORD_TO,
	WORD_AND,
	WORD_IN,
	WORD_OF,
	WORD_THE,
	WORD_YEAR_OF,   /* "the year" before its number */
	WORD_HIJRI_ERA, /* AH, هـ */
	WORD_COMMON_ERA,
	WORD_DAY_SUFFIX, /* th, st, er: behind a number */
	WORD_FUTURE,     /* will, scheduled: what follows lies ahead */
	WORD_SAID,       /* tells what comes after, or told what came before */
	WORD_FEAST,      /* the first word of a feast's name */
	WORD_EVE,        /* the day before a date */
	WORD_NUMBERED,   /* resolution, no.: a number behind is no year */
	WORD_COUNTED,    /* people, km: a number before is no year */
	WORD_NAMED,      /* brigade, times: what a day before it may name */
	WORD_WHAT,       /* Arabic ma: nothing but grammar */
	WORD_MATCHING,   /* corresponding to: another calendar's day follows */
	WORD_ONWARD,
};

struct token {
	enum word_class class;
	int64_t value;
	struct span span;
	uint8_t digits;
	bool capital; /* begins with a capital letter */
	bool glued;   /* nothing stands between it and the token before */
	bool arabic;
	bool half; /* it may be the first word of a month of two */
};

struct tokens {
	struct token *v;
	size_t n;
};

/* Words of a class as folded, parted by blanks: datex-words.c. Months,
 * weekdays and Hijri months are day.c's. Of two entries the first counts. */
struct datex_word {
	enum word_class class;
	int value;
	const char *words;
};
extern const struct datex_word datex_words[];
extern const size_t datex_n_words;

/* All tokens of the text, in the arena; texts beyond 4 GiB are cut. */
struct tokens datex_tokens(struct str text, struct arena *arena);

#endif
