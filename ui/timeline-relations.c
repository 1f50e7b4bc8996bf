/* What relations say of lanes: who led them, which places they held, and which
 * lane became which. */
#include "config.h"

#include "store/entity.h"
#include "ui/timeline.h"

/* Subject and object as time runs: split-from is told from the younger one. */
static const struct {
	const char *relation, *verb;
	bool back;
} successions[] = {
	{ "succeeded-by", "was succeeded by", false },
	{ "renamed", "was renamed", false },
	{ "merged-into", "merged into", false },
	{ "split-from", "saw the split of", true },
};

size_t
timeline_lane_of(const struct timeline *t, int64_t entity)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->lanes[i].row.entity == entity)
			return i;
	return SIZE_MAX;
}

static void
add_span(struct timeline *t, const struct relation *r)
{
	bool leads = str_is(r->relation, "leads");
	size_t lane;

	if (!leads && !str_is(r->relation, "controls"))
		return;
	lane = timeline_lane_of(t, leads ? r->object : r->subject);
	if (lane == SIZE_MAX)
		return;
	t->spans[t->n_spans++] = (struct timeline_span){
		.relation = r->id,
		.lane = lane,
		.place = !leads,
		.other = leads ? r->subject : r->object,
		.key = leads ? r->subject_key : r->object_key,
		.name = leads ? r->subject_name : r->object_name,
		.start = r->start,
		.end = r->end,
		.note = r->note,
		.sources = r->sources,
		.life = chron_life_of(r->start, r->end),
	};
}

static void
add_branch(struct timeline *t, const struct relation *r)
{
	struct timeline_branch b = { .when = r->start, .sources = r->sources };
	size_t k;

	for (k = 0; k < ARRAY_LEN(successions); k++)
		if (str_is(r->relation, successions[k].relation))
			break;
	if (k == ARRAY_LEN(successions))
		return;
	b.from =
	    timeline_lane_of(t, successions[k].back ? r->object : r->subject);
	b.to =
	    timeline_lane_of(t, successions[k].back ? r->subject : r->object);
	b.verb = successions[k].verb;
	if (b.from == SIZE_MAX || b.to == SIZE_MAX || b.from == b.to)
		return;
	b.day = chron_life_of(r->start, r->end).begin_first;
	/* Without a date of its own: when the later one began. */
	if (!edtf_is_day(b.day))
		b.day = t->lanes[b.to].life.begin_first;
	if (edtf_is_day(b.day))
		t->branches[t->n_branches++] = b;
}

static int
by_lane(const void *a, const void *b)
{
	const struct timeline_span *x = a, *y = b;

	if (x->lane != y->lane)
		return x->lane < y->lane ? -1 : 1;
	if (x->place != y->place)
		return x->place ? 1 : -1;
	if (x->life.begin_first != y->life.begin_first)
		return x->life.begin_first < y->life.begin_first ? -1 : 1;
	return (x->relation > y->relation) - (x->relation < y->relation);
}

bool
timeline_relations(struct store *store, struct arena *arena, struct timeline *t,
    struct err *err)
{
	struct relation *list;
	size_t n, i;

	if (!store_lane_relations(store, arena, &list, &n, err))
		return false;
	t->spans = arena_array(arena, n + 1, sizeof(*t->spans));
	t->branches = arena_array(arena, n + 1, sizeof(*t->branches));
	t->n_spans = t->n_branches = 0;
	for (i = 0; i < n; i++) {
		add_span(t, &list[i]);
		add_branch(t, &list[i]);
	}
	if (t->n_spans > 1)
		qsort(t->spans, t->n_spans, sizeof(*t->spans), by_lane);
	for (i = t->n_spans; i > 0; i--) {
		struct timeline_lane *lane = &t->lanes[t->spans[i - 1].lane];

		lane->span = i - 1;
		lane->n_spans++;
	}
	return true;
}

struct timeline_line *
timeline_lines(const struct timeline *t, const struct chron_axis *axis,
    const size_t *rows, struct arena *arena, size_t *n)
{
	struct timeline_line *lines =
	    arena_array(arena, t->n_branches + 1, sizeof(*lines));

	*n = 0;
	for (size_t i = 0; i < t->n_branches; i++) {
		const struct timeline_branch *b = &t->branches[i];
		int64_t col = chron_col(axis, b->day);
		size_t from = rows[b->from], to = rows[b->to];

		if (from != SIZE_MAX && to != SIZE_MAX && from != to &&
		    col >= 0 && col < axis->cols)
			lines[(*n)++] = (struct timeline_line){ from, to, col };
	}
	return lines;
}

void
timeline_cross(const struct timeline_line *lines, size_t n, size_t row,
    struct chron_cell *cells)
{
	for (size_t i = 0; i < n; i++) {
		const struct timeline_line *line = &lines[i];
		struct chron_cell *cell = &cells[line->col];
		bool down = line->to > line->from;

		if (row == line->from)
			chron_leave(cell, down);
		else if (row == line->to)
			chron_reach(cell, down);
		else if ((row > line->from) == down && (row < line->to) == down)
			chron_cross(cell);
	}
}
