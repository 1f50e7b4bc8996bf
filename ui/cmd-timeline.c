#include "config.h"

#include "ui/cmd-tables.h"

#include "model/datex.h"
#include "model/query.h"
#include "ui/pane-articles.h"
#include "ui/pane-reader.h"
#include "ui/pane-timeline.h"

static bool
none(struct err *err)
{
	return err_set(err, ERR_MISSING, "the timeline is not shown");
}

static bool
move_columns(struct app *app, int64_t cols, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;
	int64_t day;

	if (s == NULL)
		return none(err);
	at = timeline_here(s);
	day = chron_day(&at->axis, chron_col(&at->axis, at->cursor) + cols);
	/* A day may be wider than a column. */
	if (day == at->cursor || (day > at->cursor) != (cols > 0))
		day = at->cursor + (cols > 0 ? 1 : -1);
	at->cursor = day;
	timeline_moved(app);
	return true;
}

static bool
left(struct app *app, struct str arg, struct err *err)
{
	return move_columns(app, -cmd_count(arg, 1), err);
}

static bool
right(struct app *app, struct str arg, struct err *err)
{
	return move_columns(app, cmd_count(arg, 1), err);
}

/* Half a screen: the cursor keeps its column. */
static bool
pan(struct app *app, int64_t halves, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;
	int64_t col;

	if (s == NULL)
		return none(err);
	at = timeline_here(s);
	col = chron_col(&at->axis, at->cursor);
	chron_pan(&at->axis, (int)halves * (at->axis.cols / 2));
	at->cursor = chron_day(&at->axis, col);
	timeline_moved(app);
	return true;
}

static bool
pan_left(struct app *app, struct str arg, struct err *err)
{
	return pan(app, -cmd_count(arg, 1), err);
}

static bool
pan_right(struct app *app, struct str arg, struct err *err)
{
	return pan(app, cmd_count(arg, 1), err);
}

/* Years on or back: the cursor keeps its column, where days allow it. */
static bool
pan_years(struct app *app, int64_t years, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;
	struct ymd d;
	int64_t col, day;

	if (s == NULL)
		return none(err);
	at = timeline_here(s);
	col = chron_col(&at->axis, at->cursor);
	d = day_split(at->cursor);
	if (d.month == 2 && d.day == 29)
		d.day = 28;
	day = day_number(d.year + years, d.month, d.day);
	chron_place(&at->axis, day, (int)col);
	at->cursor = day;
	timeline_moved(app);
	return true;
}

static bool
year_left(struct app *app, struct str arg, struct err *err)
{
	return pan_years(app, -cmd_count(arg, 1), err);
}

static bool
year_right(struct app *app, struct str arg, struct err *err)
{
	return pan_years(app, cmd_count(arg, 1), err);
}

/* The list if it is open, else the lanes. */
static bool
move_rows(struct app *app, int64_t rows, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;
	size_t *sel, n;
	int64_t to;

	if (s == NULL)
		return none(err);
	at = timeline_here(s);
	sel = s->listing != LISTING_NONE ? &s->item : &at->sel;
	n = s->listing != LISTING_NONE ? s->n_items : s->n_rows + s->n_feet;
	if (n == 0)
		return true;
	to = (int64_t)*sel + rows;
	*sel = to < 0 ? 0 : to >= (int64_t)n ? n - 1 : (size_t)to;
	if (s->listing == LISTING_NONE)
		at->id = s->rows[at->sel].id;
	timeline_moved(app);
	return true;
}

static bool
up(struct app *app, struct str arg, struct err *err)
{
	return move_rows(app, -cmd_count(arg, 1), err);
}

static bool
down(struct app *app, struct str arg, struct err *err)
{
	return move_rows(app, cmd_count(arg, 1), err);
}

static bool
top(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return move_rows(app, -INT32_MAX, err);
}

static bool
bottom(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return move_rows(app, INT32_MAX, err);
}

static bool
zoom(struct app *app, int64_t steps, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;

	if (s == NULL)
		return none(err);
	at = timeline_here(s);
	if (!chron_zoom(&at->axis, (int)steps, at->cursor))
		return err_set(err, ERR_INVALID, "there is no further zoom");
	timeline_moved(app);
	return true;
}

static bool
zoom_in(struct app *app, struct str arg, struct err *err)
{
	return zoom(app, cmd_count(arg, 1), err);
}

static bool
zoom_out(struct app *app, struct str arg, struct err *err)
{
	return zoom(app, -cmd_count(arg, 1), err);
}

/* All events at once. */
static bool
zoom_all(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;
	int64_t from, to;

	(void)arg;
	if (s == NULL)
		return none(err);
	at = timeline_here(s);
	timeline_range(&s->t, &from, &to);
	at->axis = chron_exact(
	    from - (to - from) / 50, to + (to - from) / 50, at->axis.cols);
	timeline_moved(app);
	return true;
}

static bool
go(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;
	struct edtf e;
	int64_t day;

	if (s == NULL)
		return none(err);
	if (!datex_typed(arg, s->t.now, &e, err))
		return false;
	day = edtf_earliest(&e);
	if (!edtf_is_day(day))
		day = edtf_latest(&e);
	if (!edtf_is_day(day))
		return err_set(err, ERR_INVALID, "that is no certain date");
	at = timeline_here(s);
	at->cursor = day;
	chron_show(&at->axis, day, 80);
	timeline_moved(app);
	return true;
}

/* To the date of the article that is open. */
static bool
go_article(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	struct timeline_place *at;

	(void)arg;
	if (s == NULL)
		return none(err);
	if (!edtf_is_day(s->here))
		return err_set(err, ERR_MISSING, "the article has no date");
	at = timeline_here(s);
	at->cursor = s->here;
	chron_show(&at->axis, at->cursor, 80);
	timeline_moved(app);
	return true;
}

/* The next event on the lane that begins in another column. */
static bool
go_event(struct app *app, int dir, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	const struct chron_mark *marks;
	struct timeline_place *at;
	int64_t from, to, found = EDTF_UNKNOWN;
	size_t n, i;

	if (s == NULL)
		return none(err);
	at = timeline_here(s);
	timeline_bucket(s, &from, &to);
	timeline_marks(s, &marks, &n);
	for (i = 0; i < n; i++) {
		if (dir > 0 && marks[i].first > to) {
			found = marks[i].first;
			break;
		}
		if (dir < 0 && marks[i].first < from)
			found = marks[i].first;
	}
	if (found == EDTF_UNKNOWN)
		return err_set(err, ERR_MISSING, "nothing %s on this row",
		    dir > 0 ? "later" : "earlier");
	at->cursor = found;
	chron_show(&at->axis, found, 90);
	timeline_moved(app);
	return true;
}

static bool
next(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_event(app, 1, err);
}

static bool
previous(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_event(app, -1, err);
}

int64_t
timeline_event(const struct timeline_state *s)
{
	if (s->listing == LISTING_EVENT)
		return s->event;
	return s->listing == LISTING_HERE && s->item < s->n_items
		   ? s->items[s->item].event
		   : 0;
}

static bool
open_event(struct app *app, int64_t id, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	enum timeline_listing from = s->listing;
	size_t there = s->item;

	if (!timeline_list_event(app, id, err))
		return false;
	s->from = from;
	s->item_there = there;
	timeline_moved(app);
	return true;
}

static bool
open_dossier(struct app *app, struct str key, struct err *err)
{
	struct buf line = { 0 };
	bool good;

	buf_puts(&line, "dossier ");
	buf_str(&line, key);
	good = cmd_run(app, buf_view(&line), err);
	buf_release(&line);
	timeline_of(app)->left_for = good ? LEFT_DOSSIER : 0;
	return good;
}

static bool
open_item(struct app *app, const struct timeline_item *item, struct err *err)
{
	struct span span = item->span;

	if (item->event != 0)
		return open_event(app, item->event, err);
	if (item->entity != 0)
		return open_dossier(app, item->key, err);
	if (item->article == 0)
		return true;
	if (!app_open_article(app, item->article, err))
		return false;
	timeline_of(app)->left_for = item->article;
	app_set_view(app, VIEW_REVIEW);
	app_set_focus(app, "reader");
	if (span.to > 0)
		reader_show(app, span);
	return true;
}

bool
timeline_return(struct app *app, bool dossier)
{
	struct timeline_state *s = timeline_of(app);

	if (s == NULL || s->left_for == 0 ||
	    s->left_for != (dossier ? LEFT_DOSSIER : app->cur.article.row.id))
		return false;
	s->left_for = 0;
	app_set_view(app, VIEW_TIMELINE);
	app_set_focus(app, "timeline");
	return true;
}

void
timeline_forget(struct app *app)
{
	struct timeline_state *s = timeline_of(app);

	if (s != NULL && s->left_for == LEFT_DOSSIER)
		s->left_for = 0;
}

static bool
is_date(struct str word)
{
	return str_starts(word, "after:") || str_starts(word, "before:") ||
	       str_starts(word, "on:");
}

/* Is there a date that cannot go without what stands beside it? */
static bool
dates_hang(struct str query)
{
	struct str rest = query, word, before = str_of("");

	while (rest.len > 0 && str_split(&rest, ' ', &word)) {
		bool behind = str_is(before, "OR") || str_is(before, "NOT");

		if ((is_date(word) && behind) ||
		    (is_date(before) && str_is(word, "OR")))
			return true;
		before = word;
	}
	return false;
}

/* The list's query without its dates, unless they hang on others. */
static void
keep_query(struct buf *out, struct str query)
{
	struct str rest = query, word;
	bool quoted = false, hang = dates_hang(query);

	while (rest.len > 0 && str_split(&rest, ' ', &word)) {
		bool date = !quoted && !hang && is_date(word);

		for (size_t i = 0; i < word.len; i++)
			quoted = quoted != (word.p[i] == '"');
		if (date || word.len == 0)
			continue;
		if (out->len > 0)
			buf_putc(out, ' ');
		buf_str(out, word);
	}
}

/* The days from the earlier end of the range to all of the later one's column,
 * which is marked too, become the list's query. */
static bool
take_range(struct app *app, struct timeline_state *s, struct err *err)
{
	int64_t from = timeline_here(s)->cursor, to = s->range;
	struct buf query = { 0 }, kept = { 0 }, days = { 0 };
	bool good;

	if (from > to) {
		from = s->range;
		to = timeline_here(s)->cursor;
	}
	to = timeline_column_end(s, to);
	keep_query(&kept, buf_view(&app->list.query));
	buf_puts(&days, "after:");
	day_iso(&days, from);
	buf_puts(&days, " before:");
	day_iso(&days, to + 1);
	query_both(&query, buf_view(&kept), buf_view(&days));
	good = articles_ask(app, buf_view(&query), SORT_DATE, err);
	buf_release(&days);
	buf_release(&kept);
	buf_release(&query);
	s->ranging = s->ranging && !good;
	return good;
}

static bool
open_here(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);
	const struct timeline_row *row;

	(void)arg;
	if (s == NULL)
		return none(err);
	if (s->ranging)
		return take_range(app, s, err);
	if (s->listing != LISTING_NONE)
		return s->n_items == 0 ||
		       open_item(app, &s->items[s->item], err);
	row = timeline_selected(s);
	if (s->full && row != NULL && row->kind == ROW_CAMP)
		return cmd_run(app, str_of("timeline-fold"), err);
	if (!timeline_list(app, err))
		return false;
	if (s->n_items == 0) {
		s->listing = LISTING_NONE;
		app_say(app, "nothing stands at this date");
		return true;
	}
	if (!s->full)
		app_set_view(app, VIEW_TIMELINE);
	if (!s->full)
		s->places[1] = s->places[0];
	timeline_moved(app);
	return true;
}

/* Who led what, who held which place, who was allied on the cursor's day. */
static bool
state(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);

	(void)arg;
	if (s == NULL)
		return none(err);
	if (!timeline_list_state(app, timeline_here(s)->cursor, err))
		return false;
	if (!s->full) {
		s->places[1] = s->places[0];
		app_set_view(app, VIEW_TIMELINE);
	}
	timeline_moved(app);
	return true;
}

/* All that is told of the lane, whatever the cursor's day. */
static bool
list_lane(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);

	(void)arg;
	if (s == NULL)
		return none(err);
	if (!timeline_list_lane(app, err))
		return false;
	if (!s->full) {
		s->places[1] = s->places[0];
		app_set_view(app, VIEW_TIMELINE);
	}
	timeline_moved(app);
	return true;
}

/* One thing after the other: the list, the range, the filter. */
static bool
back(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);

	(void)arg;
	if (s == NULL)
		return none(err);
	if (s->listing == LISTING_EVENT && s->from != LISTING_NONE) {
		size_t there = s->item_there;

		if (!(s->from == LISTING_LANE ? timeline_list_lane(app, err)
					      : timeline_list(app, err)))
			return false;
		s->item = there < s->n_items ? there : 0;
	} else if (s->listing != LISTING_NONE)
		s->listing = LISTING_NONE;
	else if (s->ranging)
		s->ranging = false;
	else if (s->full && s->filter.len > 0)
		buf_reset(&s->filter);
	else if (s->full)
		app_set_view(app, VIEW_REVIEW);
	timeline_moved(app);
	return true;
}

static bool
follow(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);

	(void)arg;
	if (s == NULL)
		return none(err);
	s->stays = !s->stays;
	app_say(app, s->stays ? "the timeline stays where it is"
			      : "the timeline follows the reader");
	timeline_moved(app);
	return true;
}

static bool
range(struct app *app, struct str arg, struct err *err)
{
	struct timeline_state *s = timeline_of(app);

	(void)arg;
	if (s == NULL)
		return none(err);
	if (s->ranging)
		return take_range(app, s, err);
	s->ranging = true;
	s->range = timeline_here(s)->cursor;
	app_say(app, "move to the other end, then Enter");
	timeline_moved(app);
	return true;
}

#define TIMELINE .pane = "timeline"

const struct cmd cmd_timeline[] = {
	{ .name = "left",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = left,
	    .help = "Move the cursor to an earlier date" },
	{ .name = "right",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = right,
	    .help = "Move the cursor to a later date" },
	{ .name = "up",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = up,
	    .help = "Go to the row above" },
	{ .name = "down",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = down,
	    .help = "Go to the row below: below the lanes are other events, "
		    "claims and notes" },
	{ .name = "top", TIMELINE, .exec = top, .help = "Go to the first row" },
	{ .name = "bottom",
	    TIMELINE,
	    .exec = bottom,
	    .help = "Go to the last row" },
	{ .name = "timeline-back",
	    TIMELINE,
	    .exec = back,
	    .help = "Close the list, end the range, drop the filter, leave" },
	{ .name = "timeline-open",
	    TIMELINE,
	    .exec = open_here,
	    .hint = "list",
	    .help = "List what stands at the cursor; open what is chosen" },
	{ .name = "timeline-in",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = zoom_in,
	    .hint = "in",
	    .help = "Show a shorter time, larger" },
	{ .name = "timeline-out",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = zoom_out,
	    .hint = "out",
	    .help = "Show a longer time, smaller" },
	{ .name = "timeline-all",
	    TIMELINE,
	    .exec = zoom_all,
	    .help = "Show all events" },
	{ .name = "timeline-pan-left",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = pan_left,
	    .help = "Move half a screen back" },
	{ .name = "timeline-pan-right",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = pan_right,
	    .help = "Move half a screen on" },
	{ .name = "timeline-year-left",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = year_left,
	    .help = "Move a year back" },
	{ .name = "timeline-year-right",
	    TIMELINE,
	    .arg = CMD_COUNT,
	    .exec = year_right,
	    .help = "Move a year on" },
	{ .name = "timeline-go",
	    TIMELINE,
	    .arg = CMD_TEXT,
	    .prompt = "Date: ",
	    .exec = go,
	    .hint = "go",
	    .help = "Go to a date: 17 Jan 2017, early 2016, -30d" },
	{ .name = "timeline-article",
	    TIMELINE,
	    .exec = go_article,
	    .help = "Go to the date of the open article" },
	{ .name = "timeline-next",
	    TIMELINE,
	    .exec = next,
	    .hint = "event",
	    .help = "Go to the next mark of the row" },
	{ .name = "timeline-previous",
	    TIMELINE,
	    .exec = previous,
	    .help = "Go to the mark before on the row" },
	{ .name = "timeline-lane",
	    TIMELINE,
	    .exec = list_lane,
	    .hint = "lane",
	    .help = "List all events of the lane" },
	{ .name = "timeline-state",
	    TIMELINE,
	    .exec = state,
	    .hint = "state",
	    .help = "List who led, held places and was allied on that day" },
	{ .name = "timeline-follow",
	    TIMELINE,
	    .exec = follow,
	    .help = "Follow the reader, or stay where it is" },
	{ .name = "timeline-range",
	    TIMELINE,
	    .exec = range,
	    .hint = "range",
	    .help = "Begin a range; its end makes it the list's query" },
	{ 0 },
};

const char *const keys_timeline[] = {
	"timeline h left",
	"timeline <Left> left",
	"timeline l right",
	"timeline <Right> right",
	"timeline k up",
	"timeline <Up> up",
	"timeline j down",
	"timeline <Down> down",
	"timeline <Home> top",
	"timeline <End> bottom",
	"timeline G bottom",
	"timeline <PageUp> up 10",
	"timeline <PageDown> down 10",
	"timeline [ timeline-pan-left",
	"timeline ] timeline-pan-right",
	"timeline <S-Left> timeline-pan-left",
	"timeline <S-Right> timeline-pan-right",
	"timeline { timeline-year-left",
	"timeline } timeline-year-right",
	"timeline + timeline-in",
	"timeline = timeline-in",
	"timeline - timeline-out",
	"timeline 0 timeline-all",
	"timeline g timeline-go",
	"timeline . timeline-article",
	"timeline n timeline-next",
	"timeline N timeline-previous",
	"timeline <Enter> timeline-open",
	"timeline o timeline-open",
	"timeline L timeline-lane",
	"timeline S timeline-state",
	"timeline <Escape> timeline-back",
	"timeline P timeline-follow",
	"timeline v timeline-range",
	NULL,
};
