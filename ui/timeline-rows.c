/* Which lanes the timeline shows, and in what order. */
#include "config.h"

#include "ui/pane-timeline.h"

enum { LIVING_MOST = 12 };

static const struct timeline_choice no_choice;

static const struct timeline_choice *
choice_of(const struct timeline_state *s, int64_t id)
{
	size_t i;

	for (i = 0; i < s->n_choices; i++)
		if (s->choices[i].id == id)
			return &s->choices[i];
	return &no_choice;
}

static const struct timeline_choice *
lane_choice(const struct timeline_state *s, size_t lane)
{
	return choice_of(s, s->t.lanes[lane].row.entity);
}

int64_t
timeline_camp_id(const struct timeline_state *s, size_t camp)
{
	return -s->t.lanes[s->t.camps[camp].from].row.entity;
}

/* A lane and, where it is unfolded, who led it and what it held. */
static void
add_lane(struct timeline_state *s, size_t index)
{
	const struct timeline_lane *lane = &s->t.lanes[index];
	const struct timeline_choice *c = lane_choice(s, index);
	size_t i;

	s->rows[s->n_rows++] = (struct timeline_row){
		.id = lane->row.entity,
		.index = index,
		.kind = ROW_LANE,
		.pinned = c->pinned,
		.open = c->expanded,
	};
	if (!c->expanded || !s->full)
		return;
	for (i = lane->span; i < lane->span + lane->n_spans; i++)
		s->rows[s->n_rows++] = (struct timeline_row){
			.id = ROW_SPANS + s->t.spans[i].relation,
			.index = i,
			.kind = ROW_SPAN,
			.pinned = c->pinned,
		};
}

/* Where the analyst has moved it; what was never moved comes last. */
static int
order_of(const struct timeline_state *s, int64_t id)
{
	int order = choice_of(s, id)->order;

	return order > 0 ? order : INT32_MAX;
}

static int64_t
id_of(const struct timeline_state *s, size_t index, bool camps)
{
	return camps ? timeline_camp_id(s, index)
		     : s->t.lanes[index].row.entity;
}

/* In the analyst's order; what he has not moved stays as it is. */
static void
sort(const struct timeline_state *s, size_t *list, size_t n, bool camps)
{
	size_t i, j;

	for (i = 1; i < n; i++) {
		size_t one = list[i];
		int order = order_of(s, id_of(s, one, camps));

		for (j = i;
		     j > 0 && order_of(s, id_of(s, list[j - 1], camps)) > order;
		     j--)
			list[j] = list[j - 1];
		list[j] = one;
	}
}

size_t
timeline_siblings(
    struct timeline_state *s, const struct timeline_row *row, size_t *list)
{
	const struct timeline_camp *camp;
	size_t n = 0, i;

	if (row->kind == ROW_CAMP) {
		for (i = 0; i < s->t.n_camps; i++)
			list[n++] = i;
		sort(s, list, n, true);
		return n;
	}
	if (row->pinned) {
		for (i = 0; i < s->t.n; i++)
			if (lane_choice(s, i)->pinned)
				list[n++] = i;
	} else {
		camp = &s->t.camps[s->t.lanes[row->index].camp];
		for (i = camp->from; i < camp->to; i++)
			if (!lane_choice(s, i)->pinned)
				list[n++] = i;
	}
	sort(s, list, n, false);
	return n;
}

static bool
is_shown(const struct timeline_state *s, size_t lane)
{
	return !lane_choice(s, lane)->hidden && s->wanted[lane];
}

/* A camp's heading and, unless it is folded, its lanes. */
static void
add_camp(struct timeline_state *s, size_t index, size_t *list)
{
	struct timeline_row row = {
		.id = timeline_camp_id(s, index),
		.index = index,
		.kind = ROW_CAMP,
	};
	const struct timeline_camp *camp = &s->t.camps[index];
	size_t head = s->n_rows++, n = 0, i;

	row.folded = timeline_folded(s, row.id) && s->filter.len == 0;
	s->rows[head] = row;
	if (row.folded)
		return;
	for (i = camp->from; i < camp->to; i++)
		if (!lane_choice(s, i)->pinned && is_shown(s, i))
			list[n++] = i;
	sort(s, list, n, false);
	for (i = 0; i < n; i++)
		add_lane(s, list[i]);
	if (n == 0)
		s->n_rows = head; /* nothing to head */
}

/* In the strip bodies of the country come before states and the rest of the
 * world, which are named in passing more often than they act. */
static bool
is_foreign(const struct timeline_lane *lane)
{
	return str_is(lane->row.kind, "foreign") ||
	       !edtf_is_day(lane->life.begin_first);
}

static bool
in_rows(const struct timeline_state *s, size_t lane)
{
	size_t i;

	for (i = 0; i < s->n_rows; i++)
		if (s->rows[i].index == lane)
			return true;
	return false;
}

/* The factions of the article, those most mentioned first. */
static void
article_rows(struct pane *p, bool foreign)
{
	struct timeline_state *s = p->state;
	const struct current *cur = &p->app->cur;
	size_t i;

	for (i = 0; i < cur->n_entities && s->n_rows < s->t.n; i++) {
		size_t lane =
		    cur->entities[i].kind == ENTITY_FACTION
			? timeline_lane_of(&s->t, cur->entities[i].entity)
			: SIZE_MAX;

		if (lane != SIZE_MAX && !lane_choice(s, lane)->hidden &&
		    is_foreign(&s->t.lanes[lane]) == foreign &&
		    !in_rows(s, lane))
			add_lane(s, lane);
	}
}

static void
pinned_rows(struct timeline_state *s, size_t *list)
{
	size_t n = 0, i;

	for (i = 0; i < s->t.n; i++)
		if (lane_choice(s, i)->pinned && is_shown(s, i))
			list[n++] = i;
	sort(s, list, n, false);
	for (i = 0; i < n; i++)
		add_lane(s, list[i]);
}

/* What the strip shows when the article names few: those of its day of whom
 * most is told. */
static void
living_rows(struct timeline_state *s)
{
	int64_t day = s->here != EDTF_UNKNOWN ? s->here : s->t.now;
	size_t more, i;

	for (more = 0; more < LIVING_MOST; more++) {
		size_t best = SIZE_MAX;

		for (i = 0; i < s->t.n; i++) {
			const struct timeline_lane *lane = &s->t.lanes[i];

			if (lane->n_marks > 0 && !is_foreign(lane) &&
			    chron_lives(&lane->life, day, day) &&
			    !lane_choice(s, i)->hidden && !in_rows(s, i) &&
			    (best == SIZE_MAX ||
				lane->n_marks > s->t.lanes[best].n_marks))
				best = i;
		}
		if (best == SIZE_MAX)
			return;
		add_lane(s, best);
	}
}

static void
foot_rows(struct timeline_state *s)
{
	size_t n;

	for (int foot = 0; foot < FEET; foot++) {
		(void)timeline_foot(s, (enum foot)foot, &n);
		if (n > 0)
			s->rows[s->n_rows + s->n_feet++] =
			    (struct timeline_row){
				    .id = ROW_FEET + foot,
				    .index = (size_t)foot,
				    .kind = ROW_FOOT,
			    };
	}
}

bool
timeline_rows(struct pane *p, struct err *err)
{
	struct timeline_state *s = p->state;
	size_t most = s->t.n + s->t.n_camps, n = s->t.n_camps, i;
	size_t *list = arena_array(&p->arena, most + 1, sizeof(*list));
	size_t *camps = arena_array(&p->arena, n + 1, sizeof(*camps));

	if (!timeline_filter(p, err))
		return false;
	s->n_rows = s->n_feet = 0;
	s->rows = arena_array(&p->arena,
	    most + s->t.n_spans + LIVING_MOST + FEET + 1, sizeof(*s->rows));
	pinned_rows(s, list);
	if (!s->full) {
		article_rows(p, false);
		article_rows(p, true);
		living_rows(s);
		return true;
	}
	for (i = 0; i < n; i++)
		camps[i] = i;
	sort(s, camps, n, true);
	for (i = 0; i < n; i++)
		add_camp(s, camps[i], list);
	foot_rows(s);
	return true;
}
