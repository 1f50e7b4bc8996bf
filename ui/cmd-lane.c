/* Lanes of the timeline: folded, pinned, hidden, moved, filtered. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/pane-timeline.h"

static bool
none(struct err *err)
{
	return err_set(err, ERR_MISSING, "the timeline is not shown");
}

/* Who led the lane and what it held, line by line; or no longer. */
static bool
unfold(struct timeline_state *s, struct err *err)
{
	const struct timeline_lane *lane = &s->t.lanes[timeline_lane_here(s)];
	struct timeline_choice *c = timeline_choose(s, lane->row.entity);

	if (lane->n_spans == 0)
		return err_set(err, ERR_MISSING,
		    "nothing is recorded of who led %.*s or what it held",
		    (int)lane->row.name.len, lane->row.name.p);
	c->expanded = !c->expanded;
	timeline_here(s)->id = lane->row.entity;
	return true;
}

static bool
fold(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	const struct timeline_row *row;
	struct timeline_choice *c;

	(void)arg;
	if (s == NULL)
		return none(err);
	row = timeline_selected(s);
	if (row == NULL || !s->full)
		return err_set(err, ERR_MISSING, "there is no lane here");
	if (row->kind == ROW_CAMP) {
		c = timeline_choose(s, row->id);
		c->folded = !c->folded;
	} else if (!unfold(s, err))
		return false;
	timeline_moved(app);
	return true;
}

/* Fold all camps, or unfold them if all are folded. */
static bool
fold_all(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	bool all = true;
	size_t i;

	(void)arg;
	if (s == NULL)
		return none(err);
	for (i = 0; i < s->t.n_camps; i++)
		all = timeline_choose(
			  s, -s->t.lanes[s->t.camps[i].from].row.entity)
			  ->folded &&
		      all;
	for (i = 0; i < s->t.n_camps; i++)
		timeline_choose(s, -s->t.lanes[s->t.camps[i].from].row.entity)
		    ->folded = !all;
	timeline_moved(app);
	return true;
}

static bool
filter(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);

	if (s == NULL)
		return none(err);
	buf_reset(&s->filter);
	buf_str(&s->filter, str_trim(arg));
	timeline_moved(app);
	return true;
}

static bool
choose(struct app *app, bool hide, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_choice *c;
	size_t lane;

	if (s == NULL)
		return none(err);
	lane = timeline_lane_here(s);
	if (lane == SIZE_MAX)
		return err_set(err, ERR_MISSING, "there is no lane here");
	c = timeline_choose(s, s->t.lanes[lane].row.entity);
	if (hide) {
		c->hidden = true;
		app_say(app, "hidden; H shows all lanes again");
	} else
		c->pinned = !c->pinned;
	timeline_moved(app);
	return true;
}

static bool
pin(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return choose(app, false, err);
}

static bool
hide(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return choose(app, true, err);
}

static bool
show_all(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	size_t i;

	(void)arg;
	if (s == NULL)
		return none(err);
	for (i = 0; i < s->n_choices; i++)
		s->choices[i].hidden = false;
	buf_reset(&s->filter);
	timeline_moved(app);
	return true;
}

/* All lanes, those of the open article, those of the list's query, and round
 * again. */
static bool
filter_next(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct str now;

	(void)arg;
	if (s == NULL)
		return none(err);
	now = buf_view(&s->filter);
	if (str_is(now, "is:article") && app->list.query.len > 0)
		return filter(app, str_of("is:query"), err);
	if (str_is(now, "is:article") || str_is(now, "is:query"))
		return filter(app, str_of(""), err);
	return filter(app, str_of("is:article"), err);
}

/* Change places with the neighbour; all of them get a number by it. */
static bool
move(struct app *app, int dir, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	const struct timeline_row *row =
	    s != NULL ? timeline_selected(s) : NULL;
	struct arena arena = { 0 };
	size_t *list, n, i, at = SIZE_MAX;

	if (row == NULL || row->kind == ROW_SPAN || row->kind == ROW_FOOT ||
	    !s->full)
		return err_set(
		    err, ERR_MISSING, "there is no lane or camp here");
	list = arena_array(&arena, s->t.n + s->t.n_camps + 1, sizeof(*list));
	n = timeline_siblings(s, row, list);
	for (i = 0; i < n; i++)
		if (list[i] == row->index)
			at = i;
	if (at == SIZE_MAX || (dir < 0 ? at == 0 : at + 1 >= n)) {
		arena_release(&arena);
		return err_set(err, ERR_INVALID, "there is no further place");
	}
	list[at] = list[dir < 0 ? at - 1 : at + 1];
	list[dir < 0 ? at - 1 : at + 1] = row->index;
	for (i = 0; i < n; i++)
		timeline_choose(s, row->kind == ROW_CAMP
				       ? timeline_camp_id(s, list[i])
				       : s->t.lanes[list[i]].row.entity)
		    ->order = (int)i + 1;
	arena_release(&arena);
	timeline_moved(app);
	return true;
}

static bool
move_up(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return move(app, -1, err);
}

static bool
move_down(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return move(app, 1, err);
}

#define TIMELINE .pane = "timeline"

const struct cmd cmd_lane[] = {
	{ .name = "timeline-fold",
	    TIMELINE,
	    .exec = fold,
	    .hint = "fold",
	    .help = "Unfold the camp; of a lane who led it and what it held" },
	{ .name = "timeline-fold-all",
	    TIMELINE,
	    .exec = fold_all,
	    .help = "Fold or unfold all camps" },
	{ .name = "timeline-filter",
	    TIMELINE,
	    .arg = CMD_TEXT,
	    .prompt = "Lanes: ",
	    .exec = filter,
	    .hint = "filter",
	    .help = "Lanes by name, kind: camp: with: is:article is:query" },
	{ .name = "timeline-pin",
	    TIMELINE,
	    .exec = pin,
	    .hint = "pin",
	    .help = "Keep the lane at the top, or no longer" },
	{ .name = "timeline-hide",
	    TIMELINE,
	    .exec = hide,
	    .help = "Hide the lane" },
	{ .name = "timeline-show-all",
	    TIMELINE,
	    .exec = show_all,
	    .help = "Show all lanes again" },
	{ .name = "timeline-filter-next",
	    TIMELINE,
	    .exec = filter_next,
	    .help = "Show all lanes, the article's, or the query's" },
	{ .name = "timeline-lane-up",
	    TIMELINE,
	    .exec = move_up,
	    .help = "Move the lane or the camp up" },
	{ .name = "timeline-lane-down",
	    TIMELINE,
	    .exec = move_down,
	    .help = "Move the lane or the camp down" },
	{ 0 },
};

const char *const keys_lane[] = {
	"timeline <Space> timeline-fold",
	"timeline F timeline-fold-all",
	"timeline / timeline-filter",
	"timeline p timeline-pin",
	"timeline d timeline-hide",
	"timeline H timeline-show-all",
	"timeline f timeline-filter-next",
	"timeline K timeline-lane-up",
	"timeline J timeline-lane-down",
	NULL,
};
