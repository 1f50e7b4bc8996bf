/* What the checks of a pack share. Private to model/packcheck*.c. */
#ifndef MODEL_PACKCHECK_H
#define MODEL_PACKCHECK_H

#include "model/pack.h"

/* The days that a cell may mean. */
struct pack_days {
	int64_t first, last;
	bool known; /* a date, not open and not empty */
	bool loose; /* uncertain or about */
};

struct pack_check {
	const struct pack *pack;
	struct pack_say *say;
	struct arena arena;
	const struct pack_row **rows; /* with an id, sorted by it */
	size_t n_rows;
};

/* Which files the two sides of a relation may come from, as bits. */
enum {
	F = 1u << PACK_FACTIONS,
	P = 1u << PACK_PEOPLE,
	L = 1u << PACK_PLACES,
};

#define S(s) (int)(s).len, (s).p

/* One of a list of words between blanks; the empty word is none. */
bool pack_word_in(const char *list, struct str word);
/* Of a cell with a date, or with none. */
struct pack_days pack_days(struct str text);
/* What happened at b may not be over before a began. True where that cannot be
 * told. */
bool pack_in_order(struct str a, struct str b);
int pack_row_cmp(const void *a, const void *b); /* by id, for qsort */
/* The row of an id if it is in that file, or NULL. */
const struct pack_row *pack_row_of(
    const struct pack_check *c, enum pack_file file, struct str id);

/* Complain about a row: "file:line (id): ". */
void pack_check_wrong(struct pack_check *c, const struct pack_row *row,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Each complains about what its name says. */
void pack_check_filled(
    struct pack_check *c, const struct pack_row *row, size_t column);
/* Text is a date, nothing, or where it may be open "..". */
void pack_check_date(struct pack_check *c, const struct pack_row *row,
    struct str text, bool may_open);
void pack_check_order(struct pack_check *c, const struct pack_row *row,
    struct str a, struct str b, const char *what);
/* An id, if any, is one of the wanted files (bits). */
void pack_check_reference(struct pack_check *c, const struct pack_row *row,
    struct str id, unsigned wanted);
/* That who or what `id` is was there at some time from start to end. */
void pack_check_life(struct pack_check *c, const struct pack_row *row,
    struct str id, const struct str when[2]);

/* All that can be wrong with one row, or with the names of a file. */
void pack_check_relation(struct pack_check *c, const struct pack_row *row);
void pack_check_event(struct pack_check *c, const struct pack_row *row);
void pack_check_names(struct pack_check *c, enum pack_file file);

#endif
