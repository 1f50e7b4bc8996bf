/* The timeline on the screen. */
#include "config.h"

#include "ui/pane-timeline.h"

enum { LIST_SHARE = 2, STRIP_ROOM = 7 };

static enum role
role_of(enum chron_kind kind)
{
	static const enum role roles[] = {
		[CHRON_BLANK] = ROLE_TEXT,
		[CHRON_RULE] = ROLE_BORDER,
		[CHRON_LABEL] = ROLE_TITLE,
		[CHRON_LIFE] = ROLE_LANE,
		[CHRON_UNSURE] = ROLE_DIM,
		[CHRON_EVENT] = ROLE_EVENT,
		[CHRON_LASTING] = ROLE_EVENT,
		[CHRON_HERE] = ROLE_TODAY,
		[CHRON_MENTION] = ROLE_TODAY,
		[CHRON_DENSITY] = ROLE_DENSITY,
		[CHRON_BRANCH] = ROLE_LANE,
		[CHRON_SPAN] = ROLE_LANE,
	};

	return roles[kind];
}

/* Rows of the list of what stands at the cursor, with its heading. */
static int
list_rows(const struct timeline_state *s, int h)
{
	int wanted = (int)(s->n_items < 1000 ? s->n_items : 1000) + 1;
	int most = s->listing == LISTING_HERE ? h / LIST_SHARE : h * 2 / 3;

	if (!s->full || s->listing == LISTING_NONE)
		return 0;
	return wanted < most ? wanted : most;
}

static const char *const foot_labels[FEET] = {
	[FOOT_OTHERS] = "other events",
	[FOOT_CLAIMS] = "claims",
	[FOOT_NOTES] = "notes",
};

/* The rows under the lanes that have marks; a strip has room for them when it
 * is tall. */
static int
find_feet(const struct timeline_state *s, int h, enum foot *feet)
{
	int n = 0, i;
	size_t marks;

	for (i = 0; i < FEET; i++) {
		(void)timeline_foot(s, (enum foot)i, &marks);
		if (marks > 0 && (s->full || h >= STRIP_ROOM))
			feet[n++] = (enum foot)i;
	}
	return n;
}

int
timeline_body(const struct timeline_state *s, int h)
{
	enum foot feet[FEET];
	int body = h - 2 - find_feet(s, h, feet); /* axis and articles */

	if (s->full)
		body -= 1 + list_rows(s, h); /* the line of detail */
	return body > 0 ? body : 0;
}

struct canvas {
	const struct timeline_state *s;
	const struct timeline_place *at;
	struct paint *paint;
	struct chron_cell *row;
	int labels;
	bool focused;
	const struct timeline_line *lines;
	size_t n_lines;
};

/* The row of each lane, or of its camp while that is folded. */
static void
find_lines(struct canvas *c)
{
	const struct timeline_state *s = c->s;
	size_t *rows = arena_array(c->paint->arena, s->t.n + 1, sizeof(*rows));
	size_t i, k;

	for (i = 0; i < s->t.n; i++)
		rows[i] = SIZE_MAX;
	for (i = 0; i < s->n_rows; i++) {
		const struct timeline_row *row = &s->rows[i];
		const struct timeline_camp *camp = &s->t.camps[row->index];

		if (row->kind == ROW_LANE)
			rows[row->index] = i;
		if (row->kind != ROW_CAMP || !row->folded)
			continue;
		for (k = camp->from; k < camp->to; k++)
			if (rows[k] == SIZE_MAX)
				rows[k] = i;
	}
	c->lines = timeline_lines(
	    &s->t, &c->at->axis, rows, c->paint->arena, &c->n_lines);
}

/* The article's date through every row, but not over an event. */
static void
mark_here(const struct canvas *c)
{
	int64_t col = chron_col(&c->at->axis, c->s->here);

	if (c->s->here == EDTF_UNKNOWN || col < 0 || col >= c->at->axis.cols ||
	    c->row[col].kind == CHRON_EVENT || c->row[col].kind == CHRON_LABEL)
		return;
	c->row[col] = (struct chron_cell){ 0x2506, CHRON_HERE };
}

static void
put_cells(const struct canvas *c, int y)
{
	int i;

	for (i = 0; i < c->at->axis.cols; i++) {
		uint32_t cp = c->row[i].cp;

		if (cp == ' ')
			continue;
		if (c->paint->ascii)
			cp = (unsigned char)chron_ascii(cp);
		paint_put(
		    c->paint, y, c->labels + i, role_of(c->row[i].kind), cp);
	}
}

static void
put_cursor(const struct canvas *c, int y)
{
	int64_t col = chron_col(&c->at->axis, c->at->cursor);

	if (col >= 0 && col < c->at->axis.cols)
		paint_role(c->paint, y, c->labels + (int)col, 1,
		    c->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
}

static void
put_axis(const struct canvas *c)
{
	const struct timeline_state *s = c->s;
	int64_t a, b;
	size_t i;

	chron_ticks(&c->at->axis, c->row);
	for (i = 0; i < s->n_mentions; i++) {
		int64_t col = chron_col(&c->at->axis, s->mentions[i]);

		if (col >= 0 && col < c->at->axis.cols &&
		    c->row[col].kind == CHRON_RULE)
			c->row[col] =
			    (struct chron_cell){ 0x25be, CHRON_MENTION };
	}
	mark_here(c);
	put_cells(c, 0);
	if (s->ranging) {
		a = chron_col(&c->at->axis, s->range);
		b = chron_col(&c->at->axis, c->at->cursor);
		if (a > b) {
			int64_t swap = a;

			a = b;
			b = swap;
		}
		a = a < 0 ? 0 : a;
		b = b >= c->at->axis.cols ? c->at->axis.cols - 1 : b;
		if (a <= b)
			paint_role(c->paint, 0, c->labels + (int)a,
			    (int)(b - a + 1), ROLE_SELECTION);
	}
	put_cursor(c, 0);
}

static void
put_camp(const struct canvas *c, int y, const struct timeline_row *row)
{
	const struct timeline_camp *camp = &c->s->t.camps[row->index];
	struct str name = camp->name.len > 0 ? camp->name : str_of("Others");

	paint_put(c->paint, y, 1, ROLE_DIM, row->folded ? 0x25b8 : 0x25be);
	if (!row->folded) {
		paint_text(c->paint, y, 3, c->labels - 4, ROLE_TITLE, name);
		mark_here(c);
		return;
	}
	paint_textf(c->paint, y, 3, c->labels - 4, ROLE_TITLE, "%.*s (%zu)",
	    (int)name.len, name.p, camp->to - camp->from);
	chron_marks(&c->at->axis, camp->marks, camp->n_marks, c->row);
	mark_here(c);
}

static void
put_lane(const struct canvas *c, int y, const struct timeline_row *row)
{
	const struct timeline_lane *lane = &c->s->t.lanes[row->index];
	struct str name = lane->row.name;
	int indent = !c->s->full ? 1 : row->pinned ? 3 : 4;
	int room = c->labels - 1 - indent;

	if (cells_width(name) > room && lane->row.short_name.len > 0)
		name = lane->row.short_name;
	if (c->s->full && lane->n_spans > 0)
		paint_put(c->paint, y, indent - 2, ROLE_DIM,
		    row->open ? 0x25be : 0x25b8);
	paint_text(c->paint, y, indent, room,
	    row->pinned ? ROLE_FLAG : ROLE_FACTION, name);
	chron_life(&c->at->axis, &lane->life, c->s->t.now, c->row);
	chron_marks(
	    &c->at->axis, c->s->t.marks + lane->mark, lane->n_marks, c->row);
	mark_here(c);
}

/* Who led the lane above, or what it held. */
static void
put_span(const struct canvas *c, int y, const struct timeline_row *row)
{
	const struct timeline_span *span = &c->s->t.spans[row->index];
	int indent = row->pinned ? 5 : 6;
	int room = c->labels - 1 - indent;

	paint_text(c->paint, y, indent, room,
	    span->place ? ROLE_PLACE : ROLE_PERSON, span->name);
	chron_life(&c->at->axis, &span->life, c->s->t.now, c->row);
	for (int i = 0; i < c->at->axis.cols; i++) {
		if (c->row[i].kind == CHRON_LIFE)
			c->row[i].kind = CHRON_SPAN;
		if (c->row[i].cp == 0x2501)
			c->row[i].cp = 0x2500; /* ━ to ─: thinner than lives */
	}
	mark_here(c);
}

static void
put_selected(const struct canvas *c, int y)
{
	paint_role(c->paint, y, 0, c->labels - 1,
	    c->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	put_cursor(c, y);
}

static void
put_rows(const struct canvas *c, int body)
{
	const struct timeline_state *s = c->s;
	int y;

	for (y = 0; y < body; y++) {
		size_t i = c->at->top + (size_t)y;

		chron_blank(&c->at->axis, c->row);
		if (i >= s->n_rows)
			break;
		if (s->rows[i].kind == ROW_CAMP)
			put_camp(c, y + 1, &s->rows[i]);
		else if (s->rows[i].kind == ROW_LANE)
			put_lane(c, y + 1, &s->rows[i]);
		else
			put_span(c, y + 1, &s->rows[i]);
		timeline_cross(c->lines, c->n_lines, i, c->row);
		put_cells(c, y + 1);
		if (i != c->at->sel || (!s->full && !c->focused))
			continue;
		put_selected(c, y + 1);
	}
}

/* Other marks and articles, under the lanes. */
static int
put_foot(const struct canvas *c, int y)
{
	const struct timeline_state *s = c->s;
	const struct timeline_row *here = timeline_selected(s);
	enum foot feet[FEET];
	int n = find_feet(s, c->paint->h, feet), i;

	for (i = 0; i < n; i++, y++) {
		size_t n_marks;
		const struct chron_mark *marks =
		    timeline_foot(s, feet[i], &n_marks);

		chron_blank(&c->at->axis, c->row);
		chron_marks(&c->at->axis, marks, n_marks, c->row);
		mark_here(c);
		paint_text(c->paint, y, 1, c->labels - 2, ROLE_DIM,
		    str_of(foot_labels[feet[i]]));
		put_cells(c, y);
		if (here == NULL || here->kind != ROW_FOOT ||
		    here->index != (size_t)feet[i])
			continue;
		put_selected(c, y);
	}
	chron_blank(&c->at->axis, c->row);
	chron_density(&c->at->axis, s->counts, 0, c->row);
	paint_text(c->paint, y, 1, c->labels - 2, ROLE_DIM,
	    str_of(s->limited ? "articles (query)" : "articles"));
	put_cells(c, y++);
	return y;
}

/* What the column under the cursor means: its days, and what they hold. */
static void
put_detail(const struct canvas *c, int y)
{
	const struct timeline_state *s = c->s;
	int64_t from, to, col, last;
	struct buf b = { 0 };
	uint32_t articles = 0;
	int used;

	timeline_bucket(s, &from, &to);
	last = chron_col(&c->at->axis, to);
	for (col = chron_col(&c->at->axis, from); col <= last; col++)
		if (col >= 0 && col < c->at->axis.cols)
			articles += s->counts[col];
	if (from == to) {
		buf_addf(&b, "%s ", day_weekday_short(day_weekday(from)));
		day_text(&b, from);
	} else {
		day_text(&b, from);
		buf_puts(&b, " to ");
		day_text(&b, to);
	}
	used =
	    paint_text(c->paint, y, 0, c->paint->w, ROLE_TITLE, buf_view(&b));
	buf_reset(&b);
	if (articles > 0)
		buf_addf(
		    &b, "  %u article%s", articles, articles == 1 ? "" : "s");
	if (s->n_near > 0) {
		buf_puts(&b, "  ");
		buf_str(&b, s->near[0].title);
		if (s->n_near > 1)
			buf_puts(&b, " …");
	}
	if (b.len > 0)
		paint_text(c->paint, y, used, c->paint->w - used, ROLE_TEXT,
		    buf_view(&b));
	buf_release(&b);
}

static void
put_list(const struct canvas *c, int y, int rows)
{
	const struct timeline_state *s = c->s;
	size_t shown = (size_t)(rows - 1), top, i;
	int dates = 0;

	paint_fill(c->paint, y, 0, c->paint->w, ROLE_BORDER, 0x2500);
	paint_textf(c->paint, y, 1, c->paint->w - 2, ROLE_FOCUS, " %.*s: %zu ",
	    (int)s->list_title.len, s->list_title.p, s->n_items);
	top = s->item >= shown ? s->item + 1 - shown : 0;
	for (i = 0; i < s->n_items; i++) {
		int cols = cells_width(s->items[i].date);

		if (cols > dates)
			dates = cols;
	}
	if (dates > c->paint->w / 3)
		dates = c->paint->w / 3;
	for (i = 0; i < shown && top + i < s->n_items; i++) {
		const struct timeline_item *item = &s->items[top + i];
		int at = y + 1 + (int)i, x = dates + 3;
		enum role role = item->event != 0    ? ROLE_EVENT
				 : item->entity != 0 ? ROLE_FACTION
						     : ROLE_TEXT;

		if (item->heading)
			x = 1;
		else
			paint_text(
			    c->paint, at, 1, dates, ROLE_DIM, item->date);
		paint_text(c->paint, at, x, c->paint->w - x,
		    item->heading ? ROLE_TITLE : role, item->text);
		if (top + i == s->item)
			paint_role(c->paint, at, 0, c->paint->w, ROLE_SELECTED);
	}
}

void
timeline_paint(const struct pane *p, struct paint *paint)
{
	const struct timeline_state *s = p->state;
	struct canvas c = {
		.s = s,
		.at = &s->places[s->full],
		.paint = paint,
		.labels = timeline_labels(p->w),
		.focused = p->focused,
	};
	int body, rows, y;

	if (!s->loaded || !c.at->ready || s->counts == NULL || paint->h < 1)
		return;
	c.row =
	    arena_array(paint->arena, (size_t)c.at->axis.cols, sizeof(*c.row));
	body = timeline_body(s, paint->h);
	rows = list_rows(s, paint->h);
	find_lines(&c);
	put_axis(&c);
	put_rows(&c, body);
	if (paint->h < 2)
		return;
	y = put_foot(&c, body + 1);
	if (!s->full)
		return;
	if (rows > 1)
		put_list(&c, y, rows);
	put_detail(&c, paint->h - 1);
}
