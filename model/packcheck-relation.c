/* The relations of a pack: kinds, sides, times, and what cannot be true at
 * once. */
#include "config.h"

#include "model/packcheck.h"

static const struct {
	const char *name;
	unsigned left, right;
} relations[] = {
	{ "leads", P | F, F },
	{ "part-of", F, F },
	{ "split-from", F, F },
	{ "merged-into", F, F },
	{ "succeeded-by", F, F },
	{ "allied-with", P | F, P | F },
	{ "opposes", P | F, P | F },
	{ "supports", P | F, P | F },
	{ "recognises", F, F },
	{ "controls", F, L },
	{ "member-of", P | F, F },
};

static void
check_twice(struct pack_check *c, const struct pack_row *row)
{
	const struct pack_table *t = &c->pack->table[PACK_RELATIONS];

	for (const struct pack_row *r = t->rows; r < row; r++)
		if (str_eq(r->cell[RELATION_SUBJECT],
			row->cell[RELATION_SUBJECT]) &&
		    str_eq(r->cell[RELATION_NAME], row->cell[RELATION_NAME]) &&
		    str_eq(
			r->cell[RELATION_OBJECT], row->cell[RELATION_OBJECT]) &&
		    str_eq(r->cell[RELATION_START], row->cell[RELATION_START]))
			pack_check_wrong(
			    c, row, "the same as line %u", r->line);
}

/* Whether two rows are about the same two, one way round or the other. */
static bool
same_pair(const struct pack_row *a, const struct pack_row *b, bool turned)
{
	struct str x = a->cell[RELATION_SUBJECT], y = a->cell[RELATION_OBJECT];

	return str_eq(
		   x, b->cell[turned ? RELATION_OBJECT : RELATION_SUBJECT]) &&
	       str_eq(y, b->cell[turned ? RELATION_SUBJECT : RELATION_OBJECT]);
}

/* Whether both held at once for sure: each had surely begun before either may
 * have ended. */
static bool
both_held(const struct pack_row *a, const struct pack_row *b)
{
	const struct pack_row *rows[] = { a, b };
	int64_t from = INT64_MIN, to = INT64_MAX;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct pack_days start =
		    pack_days(rows[i]->cell[RELATION_START]);
		struct pack_days end = pack_days(rows[i]->cell[RELATION_END]);

		if (!start.known || start.loose || end.loose ||
		    (!end.known && !str_is(rows[i]->cell[RELATION_END], "..")))
			return false;
		from = start.last > from ? start.last : from;
		to = end.known && end.first < to ? end.first : to;
	}
	return from <= to;
}

/* Allies that fight each other, bodies that succeed each other, a part of its
 * own part. */
static void
check_contradiction(struct pack_check *c, const struct pack_row *row)
{
	const struct pack_table *t = &c->pack->table[PACK_RELATIONS];
	struct str name = row->cell[RELATION_NAME];

	for (const struct pack_row *r = t->rows; r < row; r++) {
		struct str other = r->cell[RELATION_NAME];

		if (same_pair(r, row, true) && str_eq(other, name) &&
		    pack_word_in("succeeded-by merged-into split-from part-of "
				 "member-of",
			name))
			pack_check_wrong(c, row,
			    "line %u says it the other way round", r->line);
		if (((str_is(name, "opposes") &&
			 str_is(other, "allied-with")) ||
			(str_is(name, "allied-with") &&
			    str_is(other, "opposes"))) &&
		    (same_pair(r, row, true) || same_pair(r, row, false)) &&
		    both_held(r, row))
			pack_check_wrong(c, row,
			    "allied and opposed at once, see "
			    "line %u",
			    r->line);
	}
}

/* The younger part did not exist before what it split from. */
static void
check_split(struct pack_check *c, const struct pack_row *row)
{
	const struct pack_row *young =
	    pack_row_of(c, PACK_FACTIONS, row->cell[RELATION_SUBJECT]);
	const struct pack_row *old =
	    pack_row_of(c, PACK_FACTIONS, row->cell[RELATION_OBJECT]);

	if (str_is(row->cell[RELATION_NAME], "split-from") && young != NULL &&
	    old != NULL &&
	    !pack_in_order(
		old->cell[FACTION_FOUNDED], young->cell[FACTION_FOUNDED]))
		pack_check_wrong(c, row, "%.*s was founded later",
		    S(row->cell[RELATION_OBJECT]));
}

void
pack_check_relation(struct pack_check *c, const struct pack_row *row)
{
	const struct str when[2] = { row->cell[RELATION_START],
		row->cell[RELATION_END] };
	struct str subject = row->cell[RELATION_SUBJECT];
	struct str object = row->cell[RELATION_OBJECT];
	size_t i = 0;

	while (i < ARRAY_LEN(relations) &&
	       !str_is(row->cell[RELATION_NAME], relations[i].name))
		i++;
	if (i == ARRAY_LEN(relations)) {
		pack_check_wrong(c, row, "unknown relation %.*s",
		    S(row->cell[RELATION_NAME]));
		return;
	}
	pack_check_reference(c, row, subject, relations[i].left);
	pack_check_reference(c, row, object, relations[i].right);
	pack_check_filled(c, row, RELATION_SUBJECT);
	pack_check_filled(c, row, RELATION_OBJECT);
	pack_check_filled(c, row, RELATION_SOURCES);
	if (str_eq(subject, object))
		pack_check_wrong(c, row, "a relation to itself");
	pack_check_date(c, row, when[0], true);
	pack_check_date(c, row, when[1], true);
	pack_check_order(c, row, when[0], when[1], "ends before it starts");
	check_twice(c, row);
	check_contradiction(c, row);
	check_split(c, row);
	pack_check_life(c, row, subject, when);
	pack_check_life(c, row, object, when);
}
