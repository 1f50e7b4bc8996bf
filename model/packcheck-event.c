/* The events of a pack: their order, and who can have taken part. */
#include "config.h"

#include "model/packcheck.h"

#include "model/day.h"
#include "model/verdict.h"

/* Who takes part was there. A vote for a body or its announcement may come up
 * to a year before it sits, and words or a death after its end. */
static void
check_actor(struct pack_check *c, const struct pack_row *row, struct str id)
{
	const struct pack_row *f = pack_row_of(c, PACK_FACTIONS, id);
	const struct pack_row *p = pack_row_of(c, PACK_PEOPLE, id);
	struct str kind = row->cell[EVENT_KIND];
	struct str date = row->cell[EVENT_DATE], end = row->cell[EVENT_END];
	bool early = pack_word_in("election statement split agreement", kind);
	bool late = pack_word_in("statement death", kind);

	if (p != NULL && !pack_in_order(date, p->cell[PERSON_DIED]))
		pack_check_wrong(c, row, "%.*s had died in %.*s", S(id),
		    S(p->cell[PERSON_DIED]));
	if (p != NULL && !pack_in_order(p->cell[PERSON_BORN], date))
		pack_check_wrong(c, row, "%.*s was not born yet", S(id));
	if (f == NULL)
		return;
	if (!pack_days(end).known)
		end = date;
	if (!pack_in_order(f->cell[FACTION_FOUNDED], end)) {
		struct pack_days a = pack_days(f->cell[FACTION_FOUNDED]);
		struct pack_days b = pack_days(date);

		if (!early ||
		    day_split(a.first).year - day_split(b.first).year > 1)
			pack_check_wrong(
			    c, row, "%.*s was not founded yet", S(id));
	}
	if (!late && !pack_in_order(date, f->cell[FACTION_DISSOLVED]))
		pack_check_wrong(c, row, "%.*s had ended in %.*s", S(id),
		    S(f->cell[FACTION_DISSOLVED]));
}

static void
check_parties(struct pack_check *c, const struct pack_row *row)
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
			pack_check_reference(c, row, id, lists[i].wanted);
			check_actor(c, row, id);
		}
	}
}

void
pack_check_event(struct pack_check *c, const struct pack_row *row)
{
	const struct pack_row *before = row - 1;
	struct pack_days r = pack_days(row->cell[EVENT_DATE]);

	struct toll toll[TOLL_MOST];
	size_t n;

	if (!toll_parse(row->cell[EVENT_TOLL], toll, &n, NULL))
		pack_check_wrong(
		    c, row, "%.*s is no toll", S(row->cell[EVENT_TOLL]));
	pack_check_filled(c, row, EVENT_DATE);
	pack_check_filled(c, row, EVENT_NOTE);
	pack_check_filled(c, row, EVENT_SOURCES);
	pack_check_date(c, row, row->cell[EVENT_DATE], false);
	pack_check_date(c, row, row->cell[EVENT_END], true);
	pack_check_order(c, row, row->cell[EVENT_DATE], row->cell[EVENT_END],
	    "ends before it starts");
	if (r.known &&
	    (day_split(r.first).year < 1900 || day_split(r.first).year > 2100))
		pack_check_wrong(c, row, "%.*s is no date of our time",
		    S(row->cell[EVENT_DATE]));
	if (row > c->pack->table[PACK_EVENTS].rows) {
		struct pack_days b = pack_days(before->cell[EVENT_DATE]);

		if (r.known && b.known && r.first < b.first)
			pack_check_wrong(c, row, "not in the order of dates");
	}
	check_parties(c, row);
}
