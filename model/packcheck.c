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

#include "model/packcheck.h"

#include "model/approx.h"

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

/* Countries whose places can be checked: south, north, west, east. */
static const struct {
	const char *id;
	double box[4];
} boxes[] = { { "libya", { 19, 34, 9, 26 } } };

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
collect_ids(struct pack_check *c)
{
	size_t n = 0;

	for (int f = 0; f < PACK_FILES; f++)
		n += c->pack->table[f].n;
	c->rows = arena_array(&c->arena, n + 1, sizeof *c->rows);
	for (int f = 0; f < PACK_FILES; f++)
		for (size_t i = 0; i < c->pack->table[f].n; i++)
			if (f != PACK_RELATIONS)
				c->rows[c->n_rows++] =
				    &c->pack->table[f].rows[i];
	qsort(c->rows, c->n_rows, sizeof *c->rows, pack_row_cmp);
	for (size_t i = 1; i < c->n_rows; i++) {
		const struct pack_row *one = c->rows[i - 1], *row = c->rows[i];

		if (str_eq(one->cell[ROW_ID], row->cell[ROW_ID]))
			pack_check_wrong(c, row, "id also in %s:%u",
			    pack_file_name(one->file), one->line);
	}
}

static void
check_common(struct pack_check *c, const struct pack_row *row)
{
	size_t kind = kind_column(row->file);

	if (!is_slug(row->cell[ROW_ID]))
		pack_wrong(c->say, "%s:%u: %.*s is no id",
		    pack_file_name(row->file), row->line, S(row->cell[ROW_ID]));
	pack_check_filled(
	    c, row, row->file == PACK_EVENTS ? EVENT_TITLE : ROW_NAME);
	if (kind != SIZE_MAX &&
	    !pack_word_in(kinds[row->file], row->cell[kind]))
		pack_check_wrong(
		    c, row, "unknown kind %.*s", S(row->cell[kind]));
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
check_lane(struct pack_check *c, const struct pack_row *row)
{
	const struct pack_table *t = &c->pack->table[PACK_FACTIONS];
	struct str lane = row->cell[FACTION_LANE], other;

	pack_check_filled(c, row, FACTION_LANE);
	if (rows_of_lane(t, lane) > 1)
		return;
	for (size_t i = 0; i < t->n; i++) {
		other = t->rows[i].cell[FACTION_LANE];
		if (!nearly(lane, other) || rows_of_lane(t, other) < 2)
			continue;
		pack_check_wrong(
		    c, row, "lane %.*s, is it %.*s?", S(lane), S(other));
		return;
	}
}

/* Going up by column never comes back. */
static void
check_circle(struct pack_check *c, const struct pack_row *row, size_t column)
{
	const struct pack_row *up = row;

	for (size_t steps = 0; up != NULL && up->cell[column].len > 0;
	     steps++) {
		up = pack_row_of(c, row->file, up->cell[column]);
		if (up == row || steps > c->n_rows) {
			pack_check_wrong(c, row, "its parents go in a circle");
			return;
		}
	}
}

static void
check_faction(struct pack_check *c, const struct pack_row *row)
{
	static const size_t filled[] = { FACTION_SHORT, FACTION_NOTE,
		FACTION_SOURCES, FACTION_ALIASES };

	pack_check_date(c, row, row->cell[FACTION_FOUNDED], false);
	pack_check_date(c, row, row->cell[FACTION_DISSOLVED], true);
	pack_check_order(c, row, row->cell[FACTION_FOUNDED],
	    row->cell[FACTION_DISSOLVED], "dissolved before founded");
	pack_check_reference(c, row, row->cell[FACTION_BASE], L);
	pack_check_reference(c, row, row->cell[FACTION_PARENT], F);
	check_lane(c, row);
	check_circle(c, row, FACTION_PARENT);
	for (size_t i = 0; i < ARRAY_LEN(filled); i++)
		pack_check_filled(c, row, filled[i]);
}

static void
check_affiliations(struct pack_check *c, const struct pack_row *row)
{
	struct str rest = row->cell[PERSON_AFFILIATIONS], part;

	if (rest.len == 0)
		return;
	while (str_split(&rest, '|', &part)) {
		struct pack_affiliation a;
		struct str when[2];

		if (!pack_affiliation(part, &a)) {
			pack_check_wrong(
			    c, row, "%.*s is no affiliation", S(part));
			continue;
		}
		when[0] = a.start;
		when[1] = a.end;
		pack_check_reference(c, row, a.faction, F);
		pack_check_date(c, row, a.start, true);
		pack_check_date(c, row, a.end, true);
		pack_check_order(c, row, a.start, a.end,
		    "affiliation ends before it starts");
		pack_check_life(c, row, row->cell[ROW_ID], when);
		/* One may have been in a body that is gone by its end. */
		if (str_is(a.end, ".."))
			when[1] = str_of("");
		pack_check_life(c, row, a.faction, when);
	}
}

static void
check_person(struct pack_check *c, const struct pack_row *row)
{
	pack_check_date(c, row, row->cell[PERSON_BORN], false);
	pack_check_date(c, row, row->cell[PERSON_DIED], false);
	pack_check_order(c, row, row->cell[PERSON_BORN], row->cell[PERSON_DIED],
	    "died before born");
	pack_check_filled(c, row, PERSON_ROLE);
	pack_check_filled(c, row, PERSON_ALIASES);
	pack_check_filled(c, row, PERSON_NOTE);
	pack_check_filled(c, row, PERSON_SOURCES);
	check_affiliations(c, row);
}

/* Inside the country that its parents lead to. */
static void
check_box(
    struct pack_check *c, const struct pack_row *row, double lat, double lon)
{
	const struct pack_row *up = row;

	for (size_t steps = 0; up != NULL && steps < 20; steps++) {
		for (size_t i = 0; i < ARRAY_LEN(boxes); i++)
			if (str_is(up->cell[ROW_ID], boxes[i].id) &&
			    (lat < boxes[i].box[0] || lat > boxes[i].box[1] ||
				lon < boxes[i].box[2] || lon > boxes[i].box[3]))
				pack_check_wrong(
				    c, row, "not inside %s", boxes[i].id);
		up = pack_row_of(c, PACK_PLACES, up->cell[PLACE_PARENT]);
	}
}

static void
check_place(struct pack_check *c, const struct pack_row *row)
{
	double lat, lon;

	pack_check_reference(c, row, row->cell[PLACE_PARENT], L);
	check_circle(c, row, PLACE_PARENT);
	if (!pack_parse_degrees(row->cell[PLACE_LAT], &lat) ||
	    !pack_parse_degrees(row->cell[PLACE_LON], &lon) || lat < -90 ||
	    lat > 90 || lon < -180 || lon > 180) {
		pack_check_wrong(c, row, "no coordinates");
		return;
	}
	if (!str_eq(pack_degrees(&c->arena, lat), row->cell[PLACE_LAT]) ||
	    !str_eq(pack_degrees(&c->arena, lon), row->cell[PLACE_LON]))
		pack_check_wrong(c, row,
		    "degrees have one to four decimals and no "
		    "needless zeros");
	check_box(c, row, lat, lon);
}

static void
check_outlet(struct pack_check *c, const struct pack_row *row)
{
	pack_check_filled(c, row, OUTLET_COUNTRY);
	pack_check_filled(c, row, OUTLET_ALIASES);
}

void
pack_verify(const struct pack *pack, struct pack_say *say)
{
	static void (*const row[PACK_FILES])(
	    struct pack_check *, const struct pack_row *) = {
		[PACK_FACTIONS] = check_faction,
		[PACK_PEOPLE] = check_person,
		[PACK_PLACES] = check_place,
		[PACK_OUTLETS] = check_outlet,
		[PACK_RELATIONS] = pack_check_relation,
		[PACK_EVENTS] = pack_check_event,
	};
	struct pack_check c = { .pack = pack, .say = say };

	collect_ids(&c);
	for (int f = 0; f < PACK_FILES; f++) {
		for (size_t i = 0; i < pack->table[f].n; i++) {
			if (f != PACK_RELATIONS)
				check_common(&c, &pack->table[f].rows[i]);
			row[f](&c, &pack->table[f].rows[i]);
		}
		if (pack_aliases((enum pack_file)f) != SIZE_MAX)
			pack_check_names(&c, (enum pack_file)f);
	}
	arena_release(&c.arena);
}
