/* An article as it is stored and shown. */
#ifndef MODEL_ARTICLE_H
#define MODEL_ARTICLE_H

#include "model/str.h"

/* A stretch of an article's text: bytes, end exclusive, on cluster borders. */
struct span {
	uint32_t from, to;
};

enum article_state { ARTICLE_UNREAD, ARTICLE_DONE, ARTICLE_DISMISSED };

/* What the list shows of an article: one row. */
struct article_row {
	int64_t id, ord;
	int64_t published_day; /* days since 1970; INT64_MIN: not known */
	int64_t imported;      /* seconds since 1970 */
	struct str title, outlet, language, url, published;
	uint32_t words, notes, claims, copies;
	enum article_state state;
	bool flagged;
	bool figures; /* a copy that came before has other figures */
	bool folded;  /* it stands under a copy that came before it */
};

/* The whole article. Strings that are not known are empty. */
struct article {
	struct article_row row;
	struct str uuid, author, source_id, origin, hash, repaired, extra;
	struct str text;
	int64_t version; /* 1: as first imported */
};

/* An article as a reader of some format hands it over for import. Text is
 * valid UTF-8 with LF line ends; title may be empty. */
struct article_in {
	struct str title, text, url, author, outlet, language, source_id;
	struct str published; /* as it came; import makes EDTF of it */
	struct str extra;     /* JSON object of unknown fields, or empty */
	struct str origin;    /* path, with the line or member after a colon */
	struct str repaired;  /* what the reader had to mend, in words */
	bool read, flagged;   /* where it came from: done and flagged here */
};

const char *article_state_name(enum article_state); /* unread done dismissed */

#endif
