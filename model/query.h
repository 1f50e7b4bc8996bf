/* The query language, the same on the screen, in saved queries and in verbs
 * (mirsad(1), QUERIES): words and "phrases", =word for the letters alone,
 * word*, a NEAR/5 b, -term and NOT, OR, AND, ( ), and fields such as
 * title:word, after:2016-03 or outlet:(reuters OR afp). Phrases may stand in
 * “ ”, „ “, ” ”, « » and » « as well, for they are copied from articles. */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include "model/arena.h"
#include "model/claim.h"

/* Limits that keep any query cheap to parse and FTS5 within its stack. */
enum {
	QUERY_TERMS = 64,        /* words, phrases and fields */
	QUERY_TEXT_BYTES = 1000, /* of all words and phrases */
	QUERY_DEPTH = 32,        /* of ( ) and NOT */
	QUERY_NEAR_MAX = 100,    /* words between */
	QUERY_NEAR_DEFAULT = 10, /* as FTS5 has it */
};

enum query_op {
	QUERY_ALL,   /* the empty query */
	QUERY_TERM,  /* a word or phrase in title and body, or title: */
	QUERY_NEAR,  /* its kids, all QUERY_TERM, at most `near` words apart */
	QUERY_FIELD, /* another field */
	QUERY_AND,
	QUERY_OR,
	QUERY_NOT, /* of its one kid */
};

enum query_field {
	FIELD_TEXT, /* no field */
	FIELD_TITLE,
	FIELD_OUTLET,
	FIELD_AUTHOR,
	FIELD_LANG,
	FIELD_ENTITY,
	FIELD_PERSON,
	FIELD_FACTION,
	FIELD_PLACE,
	FIELD_CODE,
	FIELD_ANALYST,
	FIELD_IS,
	FIELD_HAS,
	FIELD_ON,
	FIELD_AFTER,
	FIELD_BEFORE,
	FIELD_ID,
	FIELD_CLUSTER,
	FIELD_CLAIMANT, /* from here on of claims; an article has such a one */
	FIELD_ABOUT,
	FIELD_STATUS,
	FIELD_GRADE,
	FIELD_MODALITY,
	FIELD_WHEN,
	FIELD_EVENT,
	QUERY_FIELDS,
};

/* How grades compare, each of letter and number that is given for itself: at
 * least as good as (>=), better, at most as good, worse. F and 6 judge nothing
 * and are only ever equal. */
enum query_cmp { CMP_EQUAL, CMP_LEAST, CMP_BETTER, CMP_MOST, CMP_WORSE };
bool query_grade_fits(
    struct grade grade, enum query_cmp cmp, struct grade wanted);

struct query {
	enum query_op op;
	enum query_field field;
	struct str text;    /* of a term or the value of a field */
	bool phrase;        /* it stood in quotation marks */
	bool literal;       /* =word: no other spellings of a name */
	bool prefix;        /* word* */
	int near;           /* words, of QUERY_NEAR */
	int64_t number;     /* id: cluster: the id; is: has: status: modality:
			     * index of the value */
	enum query_cmp cmp; /* grade: */
	struct grade grade;
	int64_t first, last; /* on after before when: days that are meant, both
			      * included; INT64_MIN, INT64_MAX: no bound */
	size_t column;       /* code points from 1, for errors */
	struct query *kids;  /* first of */
	struct query *next;  /* sibling */
};

/* Values of is: and has:, in the order of query_values(). */
enum query_is {
	IS_UNREAD,
	IS_DONE,
	IS_FLAGGED,
	IS_DISMISSED,
	IS_COPY,     /* of an older article */
	IS_ORIGINAL, /* not that */
};
enum query_has {
	HAS_NOTE,
	HAS_CODE,
	HAS_ORPHAN, /* a note or claim that has lost its passage */
	HAS_CLAIM,
	HAS_SUGGESTION, /* an attribution that no claim holds yet */
};

/* The tree of a text; it and its strings live in the arena. today is the day
 * that -30d counts from. An error names the column: "column 9: ...".
 *
 * after:X  published on the first day of X or later,
 * before:X published before the first day of X,
 * on:X     published within X, where X is an EDTF date (2016, 2016-12, 2016-21)
 *          or today, yesterday, -30d, -2w, -6m, -1y,
 * when:X   of claims: what they tell may have happened within X,
 * grade:X  B3, >=B3, >B3, <=C, <4: see query_cmp. */
bool query_parse(struct str text, int64_t today, struct arena *arena,
    struct query **query, struct err *err);

/* The canonical text of a tree: parses to the same tree. */
void query_text(const struct query *query, struct buf *out);

/* A text that finds what both of two find, either of which may be empty. */
void query_both(struct buf *out, struct str a, struct str b);

/* The name of a field without its colon; "" for FIELD_TEXT. */
const char *query_field_name(enum query_field field);
/* The values that is: has: status: modality: know; NULL-terminated, NULL for
 * the others. */
const char *const *query_values(enum query_field field);

/* What is being typed at byte `cursor` of a text, for completion: the stretch
 * [from, to) of it to replace, and of which field it is a value (FIELD_TEXT: a
 * word, or a field's name so far). */
struct query_at {
	size_t from, to;
	enum query_field field;
	struct str typed;
};
struct query_at query_at(struct str text, size_t cursor);
/* A text that is still being typed, with the quotation mark and the brackets
 * closed that are open at its end; begins: its last word or phrase is to be the
 * beginning of one. */
void query_close(struct buf *out, struct str text, bool begins);
/* Does the text end with a quotation mark, of those that begin a phrase? */
bool query_quote_ends(struct str text);

#endif
