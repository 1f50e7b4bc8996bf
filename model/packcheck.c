/* The facts of a pack: ids, references, dates and their order, names.
 *
 * Wrong are: an id that is no slug or is used twice; a reference to nothing or
 * to the wrong kind; an unknown kind or relation; a lane that only one row
 * has and that is nearly another one (a slip of the pen: the lanes are those
 * that the rows name); an empty cell that must say something; a date that is no
 * EDTF; an end before its start (a year's slack where a date is uncertain); who
 * acts, leads or belongs before being founded or born or after being dissolved
 * or dead; a circle of parents; coordinates outside the world or the country;
 * events out of order; a toll that is none; a spelling that two rows of one
 * file have, or one row twice. */
#include "config.h"

#include <utf8proc.h>

#include "model/approx.h"
#include "model/edtf.h"
#include "model/pack.h"
#include "model/verdict.h"

/* The days that a cell may mean. */
struct range {
	int64_t first, last;
	bool known; /* a date, not open and not empty */
	bool loose; /* uncertain or about */
};

/* An id with its place. */
struct id {
	struct str id;
	enum pack_file file;
	const struct pack_row *row;
};

struct check {
	const struct pack *pack;
	struct pack_say *say;
	struct arena arena;
	struct id *ids; /* sorted by id */
	size_t n_ids;
};

static const char *const kinds[PACK_FILES] = {
	[PACK_FACTIONS] =
	    "government legislature army coalition militia jihadist council "
	    "security political foreign",
	[PACK_PLACES] = "city region country oil-terminal base border",
	[PACK_OUTLETS] = "newspaper agency tv web",
	[PACK_EVENTS] =
	    "battle attack agreement election formation dissolution visit "
	    "resolution offensive split death disaster statement",
};

/* Which files the two sides of a relation may come from, as bits. */
enum {
	F = 1u << PACK_FACTIONS,
	P = 1u << PACK_PEOPLE,
	L = 1u << PACK_PLACES,
};
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

/* Countries whose places can be checked: south, north, west, east. */
static const struct {
	const char *id;
	double box[4];
} boxes[] = { { "libya", { 19, 34, 9, 26 } } };

/* "file:line (id): " of a row, as arguments of "%s:%u (%.*s)". */
#define AT(file, row)                                                          \
	pack_file_name(file), (row)->line, (int)(row)->cell[0].len,            \
	    (row)->cell[0].p
#define S(s) (int)(s).len, (s).p

static bool
word_in(const char *list, struct str word)
{
	struct str rest = str_of(list), part;

	while (str_split(&rest, ' ', &part))
		if (str_eq(part, word))
			return word.len > 0;
	return false;
}

static struct range
range_of(struct str text)
{
	struct edtf e;
	struct range r = { 0 };

	if (text.len == 0 || str_is(text, "..") || !edtf_parse(text, &e, NULL))
		return r;
	r.first = edtf_earliest(&e);
	r.last = edtf_latest(&e);
	r.known = edtf_is_day(r.first) && edtf_is_day(r.last);
	r.loose = edtf_quality(&e) != 0;
	return r;
}

/* A date, or where it may be open "..", or nothing. */
static void
check_date(struct check *c, enum pack_file file, const struct pack_row *row,
    struct str text, bool may_open)
{
	struct edtf e;
	struct err err;

	if (text.len == 0 || (may_open && str_is(text, "..")))
		return;
	if (!edtf_parse(text, &e, &err) || e.kind != EDTF_DATE ||
	    edtf_level(&e) > 1)
		pack_wrong(c->say, "%s:%u (%.*s): %.*s is no EDTF date",
		    AT(file, row), S(text));
}

/* What happened at b may not be over before a began. */
static bool
in_order(struct str a, struct str b)
{
	struct range x = range_of(a), y = range_of(b);

	if (!x.known || !y.known || y.last >= x.first)
		return true;
	return (x.loose || y.loose) &&
	       day_split(x.first).year - day_split(y.last).year <= 1;
}

static void
check_order(struct check *c, enum pack_file file, const struct pack_row *row,
    struct str a, struct str b, const char *what)
{
	if (!in_order(a, b))
		pack_wrong(c->say, "%s:%u (%.*s): %s: %.*s is before %.*s",
		    AT(file, row), what, S(b), S(a));
}

static int
id_cmp(const void *a, const void *b)
{
	const struct id *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

static const struct id *
find(const struct check *c, struct str id)
{
	struct id key = { .id = id };

	if (c->n_ids == 0)
		return NULL;
	return bsearch(&key, c->ids, c->n_ids, sizeof *c->ids, id_cmp);
}

/* The row of an id if it is in that file. */
static const struct pack_row *
row_of(const struct check *c, enum pack_file file, struct str id)
{
	const struct id *found = find(c, id);

	return found != NULL && found->file == file ? found->row : NULL;
}

static bool
is_slug(struct str id)
{
	for (size_t i = 0; i < id.len; i++) {
		char ch = id.p[i];

		if ((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9'))
			continue;
		if (ch != '-' || i == 0 || i + 1 == id.len ||
		    id.p[i - 1] == '-')
			return false;
	}
	return id.len > 0;
}

static void
check_reference(struct check *c, enum pack_file file,
    const struct pack_row *row, struct str id, unsigned wanted)
{
	const struct id *found;

	if (id.len == 0)
		return;
	found = find(c, id);
	if (found == NULL)
		pack_wrong(c->say, "%s:%u (%.*s): there is no %.*s",
		    AT(file, row), S(id));
	else if (!(wanted >> found->file & 1))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s is one of %s",
		    AT(file, row), S(id), pack_file_name(found->file));
}

static void
check_filled(struct check *c, enum pack_file file, const struct pack_row *row,
    size_t column)
{
	if (row->cell[column].len == 0)
		pack_wrong(c->say, "%s:%u (%.*s): empty %s", AT(file, row),
		    pack_column_name(file, column));
}

static size_t
kind_column(enum pack_file file)
{
	switch (file) {
	case PACK_FACTIONS:
		return FACTION_KIND;
	case PACK_PLACES:
		return PLACE_KIND;
	case PACK_OUTLETS:
		return OUTLET_KIND;
	case PACK_EVENTS:
		return EVENT_KIND;
	case PACK_PEOPLE:
	case PACK_RELATIONS:
	case PACK_FILES:
		break;
	}
	return SIZE_MAX;
}

static void
collect_ids(struct check *c)
{
	size_t n = 0;

	for (int f = 0; f < PACK_FILES; f++)
		n += c->pack->table[f].n;
	c->ids = arena_array(&c->arena, n + 1, sizeof *c->ids);
	for (int f = 0; f < PACK_FILES; f++)
		for (size_t i = 0; i < c->pack->table[f].n; i++)
			if (f != PACK_RELATIONS)
				c->ids[c->n_ids++] = (struct id){
					c->pack->table[f].rows[i].cell[ROW_ID],
					(enum pack_file)f,
					&c->pack->table[f].rows[i]
				};
	qsort(c->ids, c->n_ids, sizeof *c->ids, id_cmp);
	for (size_t i = 1; i < c->n_ids; i++)
		if (str_eq(c->ids[i - 1].id, c->ids[i].id))
			pack_wrong(c->say, "%s:%u (%.*s): id also in %s:%u",
			    AT(c->ids[i].file, c->ids[i].row),
			    pack_file_name(c->ids[i - 1].file),
			    c->ids[i - 1].row->line);
}

static void
check_common(struct check *c, enum pack_file file, const struct pack_row *row)
{
	size_t kind = kind_column(file);

	if (!is_slug(row->cell[ROW_ID]))
		pack_wrong(c->say, "%s:%u: %.*s is no id", pack_file_name(file),
		    row->line, S(row->cell[ROW_ID]));
	check_filled(
	    c, file, row, file == PACK_EVENTS ? EVENT_TITLE : ROW_NAME);
	if (kind != SIZE_MAX && !word_in(kinds[file], row->cell[kind]))
		pack_wrong(c->say, "%s:%u (%.*s): unknown kind %.*s",
		    AT(file, row), S(row->cell[kind]));
}

static size_t
rows_of_lane(const struct pack_table *t, struct str lane)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += str_eq(t->rows[i].cell[FACTION_LANE], lane);
	return n;
}

/* Are they the same but for two letters at most? */
static bool
nearly(struct str a, struct str b)
{
	struct approx_text x = approx_text_of(a), y = approx_text_of(b);
	uint32_t *errors = xcalloc(y.n + 1, sizeof *errors);
	bool near = false;

	if (x.n > 4 && y.n > 4) {
		approx_search(&x, y.cp, y.n, true, errors);
		near = errors[y.n - 1] <= 2;
	}
	free(errors);
	approx_text_release(&x);
	approx_text_release(&y);
	return near;
}

/* A lane of one row that is spelt nearly as one of several is a slip. */
static void
check_lane(struct check *c, const struct pack_row *row)
{
	const struct pack_table *t = &c->pack->table[PACK_FACTIONS];
	struct str lane = row->cell[FACTION_LANE], other;

	check_filled(c, PACK_FACTIONS, row, FACTION_LANE);
	if (rows_of_lane(t, lane) > 1)
		return;
	for (size_t i = 0; i < t->n; i++) {
		other = t->rows[i].cell[FACTION_LANE];
		if (!nearly(lane, other) || rows_of_lane(t, other) < 2)
			continue;
		pack_wrong(c->say, "%s:%u (%.*s): lane %.*s, is it %.*s?",
		    AT(PACK_FACTIONS, row), S(lane), S(other));
		return;
	}
}

/* Going up by column never comes back. */
static void
check_circle(struct check *c, enum pack_file file, const struct pack_row *row,
    size_t column)
{
	const struct pack_row *up = row;

	for (size_t steps = 0; up != NULL && up->cell[column].len > 0;
	     steps++) {
		up = row_of(c, file, up->cell[column]);
		if (up == row || steps > c->n_ids) {
			pack_wrong(c->say,
			    "%s:%u (%.*s): its parents go in a circle",
			    AT(file, row));
			return;
		}
	}
}

static void
check_faction(struct check *c, const struct pack_row *row)
{
	static const size_t filled[] = { FACTION_SHORT, FACTION_NOTE,
		FACTION_SOURCES, FACTION_ALIASES };

	check_date(c, PACK_FACTIONS, row, row->cell[FACTION_FOUNDED], false);
	check_date(c, PACK_FACTIONS, row, row->cell[FACTION_DISSOLVED], true);
	check_order(c, PACK_FACTIONS, row, row->cell[FACTION_FOUNDED],
	    row->cell[FACTION_DISSOLVED], "dissolved before founded");
	check_reference(c, PACK_FACTIONS, row, row->cell[FACTION_BASE], L);
	check_reference(c, PACK_FACTIONS, row, row->cell[FACTION_PARENT], F);
	check_lane(c, row);
	check_circle(c, PACK_FACTIONS, row, FACTION_PARENT);
	for (size_t i = 0; i < ARRAY_LEN(filled); i++)
		check_filled(c, PACK_FACTIONS, row, filled[i]);
}

/* That who or what `id` is was there at some time from start to end. */
static void
check_life(struct check *c, enum pack_file file, const struct pack_row *row,
    struct str id, const struct str when[2])
{
	const struct pack_row *f = row_of(c, PACK_FACTIONS, id);
	const struct pack_row *p = row_of(c, PACK_PEOPLE, id);
	const struct str none = str_of("");
	struct str born = f != NULL   ? f->cell[FACTION_FOUNDED]
			  : p != NULL ? p->cell[PERSON_BORN]
				      : none;
	struct str died = f != NULL   ? f->cell[FACTION_DISSOLVED]
			  : p != NULL ? p->cell[PERSON_DIED]
				      : none;
	bool ended = died.len > 0 && !str_is(died, "..");

	if (!in_order(born, when[1]) || !in_order(born, when[0]))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s only began in %.*s",
		    AT(file, row), S(id), S(born));
	if (!in_order(when[0], died))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s had ended in %.*s",
		    AT(file, row), S(id), S(died));
	else if (ended && str_is(when[1], ".."))
		pack_wrong(c->say, "%s:%u (%.*s): open, but %.*s ended in %.*s",
		    AT(file, row), S(id), S(died));
	else if (p != NULL && !in_order(when[1], died))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s had died in %.*s",
		    AT(file, row), S(id), S(died));
}

static void
check_affiliations(struct check *c, const struct pack_row *row)
{
	struct str rest = row->cell[PERSON_AFFILIATIONS], part;

	if (rest.len == 0)
		return;
	while (str_split(&rest, '|', &part)) {
		struct pack_affiliation a;
		struct str when[2];

		if (!pack_affiliation(part, &a)) {
			pack_wrong(c->say,
			    "%s:%u (%.*s): %.*s is no affiliation",
			    AT(PACK_PEOPLE, row), S(part));
			continue;
		}
		when[0] = a.start;
		when[1] = a.end;
		check_reference(c, PACK_PEOPLE, row, a.faction, F);
		check_date(c, PACK_PEOPLE, row, a.start, true);
		check_date(c, PACK_PEOPLE, row, a.end, true);
		check_order(c, PACK_PEOPLE, row, a.start, a.end,
		    "affiliation ends before it starts");
		check_life(c, PACK_PEOPLE, row, row->cell[ROW_ID], when);
		/* One may have been in a body that is gone by its end. */
		if (str_is(a.end, ".."))
			when[1] = str_of("");
		check_life(c, PACK_PEOPLE, row, a.faction, when);
	}
}

static void
check_person(struct check *c, const struct pack_row *row)
{
	check_date(c, PACK_PEOPLE, row, row->cell[PERSON_BORN], false);
	check_date(c, PACK_PEOPLE, row, row->cell[PERSON_DIED], false);
	check_order(c, PACK_PEOPLE, row, row->cell[PERSON_BORN],
	    row->cell[PERSON_DIED], "died before born");
	check_filled(c, PACK_PEOPLE, row, PERSON_ROLE);
	check_filled(c, PACK_PEOPLE, row, PERSON_ALIASES);
	check_filled(c, PACK_PEOPLE, row, PERSON_NOTE);
	check_filled(c, PACK_PEOPLE, row, PERSON_SOURCES);
	check_affiliations(c, row);
}

/* Inside the country that its parents lead to. */
static void
check_box(struct check *c, const struct pack_row *row, double lat, double lon)
{
	const struct pack_row *up = row;

	for (size_t steps = 0; up != NULL && steps < 20; steps++) {
		for (size_t i = 0; i < ARRAY_LEN(boxes); i++)
			if (str_is(up->cell[ROW_ID], boxes[i].id) &&
			    (lat < boxes[i].box[0] || lat > boxes[i].box[1] ||
				lon < boxes[i].box[2] || lon > boxes[i].box[3]))
				pack_wrong(c->say,
				    "%s:%u (%.*s): not inside %s",
				    AT(PACK_PLACES, row), boxes[i].id);
		up = row_of(c, PACK_PLACES, up->cell[PLACE_PARENT]);
	}
}

static void
check_place(struct check *c, const struct pack_row *row)
{
	double lat, lon;

	check_reference(c, PACK_PLACES, row, row->cell[PLACE_PARENT], L);
	check_circle(c, PACK_PLACES, row, PLACE_PARENT);
	if (!pack_parse_degrees(row->cell[PLACE_LAT], &lat) ||
	    !pack_parse_degrees(row->cell[PLACE_LON], &lon) || lat < -90 ||
	    lat > 90 || lon < -180 || lon > 180) {
		pack_wrong(c->say, "%s:%u (%.*s): no coordinates",
		    AT(PACK_PLACES, row));
		return;
	}
	if (!str_eq(pack_degrees(&c->arena, lat), row->cell[PLACE_LAT]) ||
	    !str_eq(pack_degrees(&c->arena, lon), row->cell[PLACE_LON]))
		pack_wrong(c->say,
		    "%s:%u (%.*s): degrees have one to four decimals and no "
		    "needless zeros",
		    AT(PACK_PLACES, row));
	check_box(c, row, lat, lon);
}

static void
check_outlet(struct check *c, const struct pack_row *row)
{
	check_filled(c, PACK_OUTLETS, row, OUTLET_COUNTRY);
	check_filled(c, PACK_OUTLETS, row, OUTLET_ALIASES);
}

static void
check_twice(struct check *c, const struct pack_row *row)
{
	const struct pack_table *t = &c->pack->table[PACK_RELATIONS];

	for (const struct pack_row *r = t->rows; r < row; r++)
		if (str_eq(r->cell[RELATION_SUBJECT],
			row->cell[RELATION_SUBJECT]) &&
		    str_eq(r->cell[RELATION_NAME], row->cell[RELATION_NAME]) &&
		    str_eq(
			r->cell[RELATION_OBJECT], row->cell[RELATION_OBJECT]) &&
		    str_eq(r->cell[RELATION_START], row->cell[RELATION_START]))
			pack_wrong(c->say, "%s:%u (%.*s): the same as line %u",
			    AT(PACK_RELATIONS, row), r->line);
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
		struct range start = range_of(rows[i]->cell[RELATION_START]);
		struct range end = range_of(rows[i]->cell[RELATION_END]);

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
check_contradiction(struct check *c, const struct pack_row *row)
{
	const struct pack_table *t = &c->pack->table[PACK_RELATIONS];
	struct str name = row->cell[RELATION_NAME];

	for (const struct pack_row *r = t->rows; r < row; r++) {
		struct str other = r->cell[RELATION_NAME];

		if (same_pair(r, row, true) && str_eq(other, name) &&
		    word_in("succeeded-by merged-into split-from part-of "
			    "member-of",
			name))
			pack_wrong(c->say,
			    "%s:%u (%.*s): line %u says it the other way round",
			    AT(PACK_RELATIONS, row), r->line);
		if (((str_is(name, "opposes") &&
			 str_is(other, "allied-with")) ||
			(str_is(name, "allied-with") &&
			    str_is(other, "opposes"))) &&
		    (same_pair(r, row, true) || same_pair(r, row, false)) &&
		    both_held(r, row))
			pack_wrong(c->say,
			    "%s:%u (%.*s): allied and opposed at once, see "
			    "line %u",
			    AT(PACK_RELATIONS, row), r->line);
	}
}

/* The younger part did not exist before what it split from. */
static void
check_split(struct check *c, const struct pack_row *row)
{
	const struct pack_row *young =
	    row_of(c, PACK_FACTIONS, row->cell[RELATION_SUBJECT]);
	const struct pack_row *old =
	    row_of(c, PACK_FACTIONS, row->cell[RELATION_OBJECT]);

	if (str_is(row->cell[RELATION_NAME], "split-from") && young != NULL &&
	    old != NULL &&
	    !in_order(old->cell[FACTION_FOUNDED], young->cell[FACTION_FOUNDED]))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s was founded later",
		    AT(PACK_RELATIONS, row), S(row->cell[RELATION_OBJECT]));
}

static void
check_relation(struct check *c, const struct pack_row *row)
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
		pack_wrong(c->say, "%s:%u (%.*s): unknown relation %.*s",
		    AT(PACK_RELATIONS, row), S(row->cell[RELATION_NAME]));
		return;
	}
	check_reference(c, PACK_RELATIONS, row, subject, relations[i].left);
	check_reference(c, PACK_RELATIONS, row, object, relations[i].right);
	check_filled(c, PACK_RELATIONS, row, RELATION_SUBJECT);
	check_filled(c, PACK_RELATIONS, row, RELATION_OBJECT);
	check_filled(c, PACK_RELATIONS, row, RELATION_SOURCES);
	if (str_eq(subject, object))
		pack_wrong(c->say, "%s:%u (%.*s): a relation to itself",
		    AT(PACK_RELATIONS, row));
	check_date(c, PACK_RELATIONS, row, when[0], true);
	check_date(c, PACK_RELATIONS, row, when[1], true);
	check_order(
	    c, PACK_RELATIONS, row, when[0], when[1], "ends before it starts");
	check_twice(c, row);
	check_contradiction(c, row);
	check_split(c, row);
	check_life(c, PACK_RELATIONS, row, subject, when);
	check_life(c, PACK_RELATIONS, row, object, when);
}

/* Who takes part was there. A vote for a body or its announcement may come up
 * to a year before it sits, and words or a death after its end. */
static void
check_actor(struct check *c, const struct pack_row *row, struct str id)
{
	const struct pack_row *f = row_of(c, PACK_FACTIONS, id);
	const struct pack_row *p = row_of(c, PACK_PEOPLE, id);
	struct str kind = row->cell[EVENT_KIND];
	struct str date = row->cell[EVENT_DATE], end = row->cell[EVENT_END];
	bool early = word_in("election statement split agreement", kind);
	bool late = word_in("statement death", kind);

	if (p != NULL && !in_order(date, p->cell[PERSON_DIED]))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s had died in %.*s",
		    AT(PACK_EVENTS, row), S(id), S(p->cell[PERSON_DIED]));
	if (p != NULL && !in_order(p->cell[PERSON_BORN], date))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s was not born yet",
		    AT(PACK_EVENTS, row), S(id));
	if (f == NULL)
		return;
	if (!range_of(end).known)
		end = date;
	if (!in_order(f->cell[FACTION_FOUNDED], end)) {
		struct range a = range_of(f->cell[FACTION_FOUNDED]);
		struct range b = range_of(date);

		if (!early ||
		    day_split(a.first).year - day_split(b.first).year > 1)
			pack_wrong(c->say,
			    "%s:%u (%.*s): %.*s was not founded yet",
			    AT(PACK_EVENTS, row), S(id));
	}
	if (!late && !in_order(date, f->cell[FACTION_DISSOLVED]))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s had ended in %.*s",
		    AT(PACK_EVENTS, row), S(id), S(f->cell[FACTION_DISSOLVED]));
}

static void
check_parties(struct check *c, const struct pack_row *row)
{
	static const struct {
		size_t column;
		unsigned wanted;
	} lists[] = { { EVENT_FACTIONS, F }, { EVENT_PLACES, L },
		{ EVENT_PEOPLE, P } };

	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		struct str rest = row->cell[lists[i].column], id;

		if (rest.len == 0)
			continue;
		while (str_split(&rest, '|', &id)) {
			check_reference(
			    c, PACK_EVENTS, row, id, lists[i].wanted);
			check_actor(c, row, id);
		}
	}
}

static void
check_event(struct check *c, const struct pack_row *row)
{
	const struct pack_row *before = row - 1;
	struct range r = range_of(row->cell[EVENT_DATE]);

	struct toll toll[TOLL_MOST];
	size_t n;

	if (!toll_parse(row->cell[EVENT_TOLL], toll, &n, NULL))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s is no toll",
		    AT(PACK_EVENTS, row), S(row->cell[EVENT_TOLL]));
	check_filled(c, PACK_EVENTS, row, EVENT_DATE);
	check_filled(c, PACK_EVENTS, row, EVENT_NOTE);
	check_filled(c, PACK_EVENTS, row, EVENT_SOURCES);
	check_date(c, PACK_EVENTS, row, row->cell[EVENT_DATE], false);
	check_date(c, PACK_EVENTS, row, row->cell[EVENT_END], true);
	check_order(c, PACK_EVENTS, row, row->cell[EVENT_DATE],
	    row->cell[EVENT_END], "ends before it starts");
	if (r.known &&
	    (day_split(r.first).year < 1900 || day_split(r.first).year > 2100))
		pack_wrong(c->say, "%s:%u (%.*s): %.*s is no date of our time",
		    AT(PACK_EVENTS, row), S(row->cell[EVENT_DATE]));
	if (row > c->pack->table[PACK_EVENTS].rows) {
		struct range b = range_of(before->cell[EVENT_DATE]);

		if (r.known && b.known && r.first < b.first)
			pack_wrong(c->say,
			    "%s:%u (%.*s): not in the order of dates",
			    AT(PACK_EVENTS, row));
	}
	check_parties(c, row);
}

/* A spelling of a row, folded for comparing. */
struct spelling {
	struct str fold;
	const struct pack_row *row;
	bool is_short; /* may be repeated among the aliases */
};

static struct str
fold(struct check *c, struct str s)
{
	utf8proc_uint8_t *p = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.len, &p,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
		UTF8PROC_CASEFOLD);
	struct str out = s;

	if (len >= 0)
		out = arena_str(
		    &c->arena, (struct str){ (char *)p, (size_t)len });
	free(p);
	return out;
}

static int
spelling_cmp(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;
	int d = str_cmp(x->fold, y->fold);

	return d != 0 ? d : (x->row > y->row) - (x->row < y->row);
}

static size_t
spellings_of(struct check *c, enum pack_file file, const struct pack_row *row,
    struct spelling *out)
{
	struct str rest = row->cell[pack_aliases(file)], part;
	size_t n = 0;

	out[n++] =
	    (struct spelling){ fold(c, row->cell[ROW_NAME]), row, false };
	if (file == PACK_FACTIONS)
		out[n++] = (struct spelling){ fold(c, row->cell[FACTION_SHORT]),
			row, true };
	while (rest.len > 0 && str_split(&rest, '|', &part))
		out[n++] = (struct spelling){ fold(c, part), row, false };
	return n;
}

static void
check_names(struct check *c, enum pack_file file)
{
	const struct pack_table *t = &c->pack->table[file];
	struct spelling *list;
	size_t n = 2 * t->n;

	for (size_t i = 0; i < t->n; i++) {
		struct str cell = t->rows[i].cell[pack_aliases(file)];

		n++;
		for (size_t k = 0; k < cell.len; k++)
			n += cell.p[k] == '|';
	}
	list = arena_array(&c->arena, n + 1, sizeof *list);
	n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += spellings_of(c, file, &t->rows[i], list + n);
	qsort(list, n, sizeof *list, spelling_cmp);
	for (size_t i = 1; i < n; i++) {
		const struct spelling *a = &list[i - 1], *b = &list[i];

		if (!str_eq(a->fold, b->fold))
			continue;
		if (a->row != b->row)
			pack_wrong(c->say,
			    "%s:%u (%.*s): %.*s is also a name of %.*s",
			    AT(file, b->row), S(b->fold),
			    S(a->row->cell[ROW_ID]));
		else if (!a->is_short && !b->is_short)
			pack_wrong(c->say, "%s:%u (%.*s): %.*s twice",
			    AT(file, b->row), S(b->fold));
	}
}

void
pack_verify(const struct pack *pack, struct pack_say *say)
{
	static void (*const row[PACK_FILES])(
	    struct check *, const struct pack_row *) = {
		[PACK_FACTIONS] = check_faction,
		[PACK_PEOPLE] = check_person,
		[PACK_PLACES] = check_place,
		[PACK_OUTLETS] = check_outlet,
		[PACK_RELATIONS] = check_relation,
		[PACK_EVENTS] = check_event,
	};
	struct check c = { .pack = pack, .say = say };

	collect_ids(&c);
	for (int f = 0; f < PACK_FILES; f++) {
		for (size_t i = 0; i < pack->table[f].n; i++) {
			if (f != PACK_RELATIONS)
				check_common(&c, (enum pack_file)f,
				    &pack->table[f].rows[i]);
			row[f](&c, &pack->table[f].rows[i]);
		}
		if (pack_aliases((enum pack_file)f) != SIZE_MAX)
			check_names(&c, (enum pack_file)f);
	}
	arena_release(&c.arena);
}
