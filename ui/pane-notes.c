#include "config.h"

#include "ui/pane-notes.h"

#include "model/edtf.h"
#include "ui/claim-text.h"

enum { BRIEF = 3 };

/* Columns of "C1", and of as many digits as there are items. */
static int
label_of(const struct notes *s)
{
	return s->n_items < 10 ? 4 : s->n_items < 100 ? 5 : 6;
}

static void
add_row(struct notes *s, const struct notes_row *row)
{
	if (s->n == s->size) {
		size_t size = s->size == 0 ? 32 : s->size * 2;
		struct notes_row *rows =
		    arena_array(&s->arena, size, sizeof *rows);

		if (s->n > 0)
			memcpy(rows, s->rows, s->n * sizeof *rows);
		s->rows = rows;
		s->size = size;
	}
	s->rows[s->n++] = *row;
}

/* ---- what there is ---- */

static const struct note *
note_of(const struct current *cur, const struct notes_item *item)
{
	return item->id > 0 ? &cur->notes[item->index] : NULL;
}

static const struct claim *
claim_of(const struct current *cur, const struct notes_item *item)
{
	return item->id < 0 ? &cur->claims[item->index] : NULL;
}

/* A claim's anchor is that of the first thing it says, in its worst state. */
static struct anchor
anchor_of(const struct current *cur, const struct notes_item *item)
{
	const struct note *note = note_of(cur, item);
	const struct claim *claim = claim_of(cur, item);
	const struct claim_span *said;
	struct anchor a = { .state = ANCHOR_NONE };

	if (note != NULL)
		return note->anchor;
	said = claim != NULL ? claim_span_of(claim, SPAN_CONTENT) : NULL;
	if (said == NULL)
		return a;
	a = said->anchor;
	a.quote = claim->quote;
	a.state = claim->anchor;
	return a;
}

/* "two security officials, via the paper (denied): Egypt will mediate" */
static struct str
claim_said(struct arena *arena, const struct claim *c, struct str outlet)
{
	struct buf b = { 0 };
	struct str s;
	char grade[GRADE_TEXT];

	if (*grade_text(c->grade, grade) != '\0')
		buf_addf(&b, "%s ", grade);
	if (outlet.len == 0)
		outlet = str_of("the article");
	buf_str(&b, claim_source_exists(&c->claimant)
			? claim_source_said(&c->claimant)
			: outlet);
	for (size_t i = 0; i < c->n_via; i++) {
		buf_puts(&b, i == 0 ? ", via " : ", ");
		buf_str(&b, claim_source_said(&c->via[i]));
	}
	if (c->modality != MODALITY_ASSERTED &&
	    c->modality != MODALITY_REPORTED)
		buf_addf(&b, " (%s)", modality_name(c->modality));
	buf_puts(&b, ": ");
	buf_str(&b, c->statement);
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

/* The claim that a note is on, as the pane counts it; 0: none. */
static size_t
claim_noted(const struct current *cur, const struct note *note)
{
	for (size_t i = 0; note->on == ON_CLAIM && i < cur->n_claims; i++)
		if (cur->claims[i].id == note->on_id)
			return i + 1;
	return 0;
}

/* "on C2: check the date with the desk" */
static struct str
note_said(
    struct arena *arena, const struct current *cur, const struct note *note)
{
	size_t claim = claim_noted(cur, note);
	struct str text = str_trim(note->text);

	if (claim == 0)
		return text;
	return arena_printf(
	    arena, "on C%zu: %.*s", claim, (int)text.len, text.p);
}

static int
by_place(const void *a, const void *b)
{
	const struct notes_item *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if ((x->id < 0) != (y->id < 0))
		return x->id < 0 ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* Where it stands in the text; of a note on a claim, where that does. */
static struct anchor
place_of(const struct current *cur, const struct notes_item *item)
{
	const struct note *note = note_of(cur, item);
	size_t claim = note != NULL ? claim_noted(cur, note) : 0;
	struct notes_item noted = { .id = -1, .index = claim - 1 };

	return anchor_of(cur, claim > 0 ? &noted : item);
}

static void
add_item(struct notes *s, const struct current *cur, struct notes_item item)
{
	struct anchor a = place_of(cur, &item);

	item.at = a.state == ANCHOR_NONE ? -1 : (int64_t)a.span.from;
	s->items[s->n_items++] = item;
}

static void
list_items(struct notes *s, const struct current *cur)
{
	s->n_items = 0;
	s->items = arena_array(
	    &s->arena, cur->n_notes + cur->n_claims + 1, sizeof *s->items);
	for (size_t i = 0; i < cur->n_notes; i++)
		add_item(s, cur,
		    (struct notes_item){ .id = cur->notes[i].id,
			.index = i,
			.text = note_said(&s->arena, cur, &cur->notes[i]) });
	for (size_t i = 0; i < cur->n_claims; i++)
		add_item(s, cur,
		    (struct notes_item){ .id = -cur->claims[i].id,
			.index = i,
			.text = claim_said(&s->arena, &cur->claims[i],
			    cur->article.row.outlet) });
	if (s->n_items > 1)
		qsort(s->items, s->n_items, sizeof *s->items, by_place);
}

/* ---- its rows ---- */

static void
add_detail(struct notes *s, size_t item, struct str text, int cols)
{
	struct line *lines;
	size_t n;

	if (text.len == 0)
		return;
	wrap_text(&s->arena, text, cols, &lines, &n);
	for (size_t i = 0; i < n; i++)
		add_row(
		    s, &(struct notes_row){
			   .item = item, .line = lines[i], .detail = text });
}

static void
put_word(struct buf *b, struct str word)
{
	if (word.len == 0)
		return;
	buf_puts(b, b->len > 0 ? " \xc2\xb7 " : "");
	buf_str(b, word);
}

/* What else is known of a claim: status, date, place, codes, figures. */
static struct str
claim_detail(struct arena *arena, const struct claim *c)
{
	struct buf b = { 0 }, when = { 0 };
	struct edtf e;
	struct str s;

	put_word(&b, str_of(modality_name(c->modality)));
	put_word(&b, str_of(claim_status_name(c->status)));
	if (edtf_parse(c->happened, &e, NULL))
		edtf_display(&when, &e);
	put_word(&b, buf_view(&when));
	put_word(&b, c->place_name);
	for (size_t i = 0; i < c->n_codes; i++)
		put_word(&b, c->codes[i]);
	for (size_t i = 0; i < c->n_figures; i++) {
		buf_reset(&when);
		figure_text(&c->figures[i], &when);
		put_word(&b, buf_view(&when));
	}
	s = arena_str(arena, buf_view(&b));
	buf_release(&when);
	buf_release(&b);
	return s;
}

/* "supports C2", or its number in the library where it stands elsewhere. */
static struct str
link_said(
    struct arena *arena, const struct current *cur, const struct claim_link *l)
{
	const char *said = link_kind_said(l->kind, l->from_other);

	for (size_t i = 0; i < cur->n_claims; i++)
		if (cur->claims[i].id == l->other)
			return arena_printf(arena, "%s C%zu", said, i + 1);
	return arena_printf(arena, "%s claim %lld", said, (long long)l->other);
}

static void
add_details(struct notes *s, const struct current *cur, size_t index, int cols)
{
	const struct claim *c = claim_of(cur, &s->items[index]);
	struct anchor a = anchor_of(cur, &s->items[index]);

	if (a.state != ANCHOR_NONE)
		add_row(s, &(struct notes_row){ .item = index, .quote = true });
	if (a.state == ANCHOR_AMBIGUOUS)
		add_detail(s, index,
		    str_of("y here  n next place  - gone  P in the reader: "
			   "there"),
		    cols);
	else if (a.state == ANCHOR_ORPHANED)
		add_detail(s, index,
		    str_of("n a place like it  P in the reader: there"), cols);
	if (c == NULL)
		return;
	add_detail(s, index, claim_detail(&s->arena, c), cols);
	for (size_t i = 0; i < c->n_links; i++)
		add_detail(
		    s, index, link_said(&s->arena, cur, &c->links[i]), cols);
}

/* The one under the cursor whole, the others in a few rows. */
static void
add_rows(struct notes *s, const struct current *cur, size_t index, int cols)
{
	const struct notes_item *item = &s->items[index];
	struct line *lines;
	size_t n, most = item->id == s->id ? SIZE_MAX : BRIEF;
	struct notes_row row = { .item = index };

	wrap_text(&s->arena, item->text, cols, &lines, &n);
	for (size_t i = 0; i < n && i < most; i++) {
		row.line = lines[i];
		row.more = i + 1 == most && i + 1 < n;
		add_row(s, &row);
	}
	if (item->id == s->id)
		add_details(s, cur, index, cols);
}

static void
settle(struct notes *s)
{
	size_t h = s->h > 0 ? (size_t)s->h : 1, first = SIZE_MAX, last = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (s->items[s->rows[i].item].id != s->id)
			continue;
		first = first == SIZE_MAX ? i : first;
		last = i;
	}
	if (first == SIZE_MAX)
		first = 0;
	if (last >= s->top + h)
		s->top = last + 1 - h;
	if (first < s->top)
		s->top = first;
	if (s->top + h > s->n)
		s->top = s->n > h ? s->n - h : 0;
}

/* Rows that show all in brief and one of them with its passage, whichever that
 * is: so that the pane does not grow and shrink with the cursor. */
static int
rows_wanted(const struct notes *s)
{
	size_t *rows, sum = 0;

	if (s->n_items == 0)
		return 2;
	if (s->n_items == 1)
		return (int)(s->n < 100 ? s->n : 100);
	rows = xcalloc(s->n_items, sizeof *rows);
	for (size_t i = 0; i < s->n; i++)
		if (rows[s->rows[i].item] < BRIEF && s->rows[i].detail.len == 0)
			rows[s->rows[i].item]++;
	for (size_t i = 0; i < s->n_items; i++)
		sum += rows[i];
	free(rows);
	return (int)(sum < 100 ? sum : 100) + 1;
}

static int
wanted(const struct pane *p)
{
	const struct notes *s = p->state;

	return s->wanted;
}

static void
build(struct pane *p)
{
	struct notes *s = p->state;
	const struct current *cur = &p->app->cur;
	bool there = false;
	int label;

	arena_reset(&s->arena);
	s->rows = NULL;
	s->n = s->size = 0;
	list_items(s, cur);
	for (size_t i = 0; i < s->n_items; i++)
		there = there || s->items[i].id == s->id;
	if (!there)
		s->id = s->n_items > 0 ? s->items[0].id : 0;
	s->h = p->h;
	s->w = p->w;
	label = label_of(s);
	for (size_t i = 0; i < s->n_items; i++)
		add_rows(s, cur, i, p->w > label + 4 ? p->w - label - 1 : 4);
	s->wanted = rows_wanted(s);
	settle(s);
	s->generation = cur->generation;
	s->ready = true;
	pane_dirty(p);
}

static bool
recalc(struct pane *p, struct err *err)
{
	(void)err;
	build(p);
	return true;
}

struct notes *
notes_of(struct app *app)
{
	struct pane *p = app_pane(app, "notes");
	struct notes *s = p != NULL ? p->state : NULL;

	if (s != NULL && (!s->ready || s->generation != app->cur.generation))
		build(p);
	return s;
}

static size_t
index_of(const struct notes *s)
{
	for (size_t i = 0; i < s->n_items; i++)
		if (s->items[i].id == s->id)
			return i;
	return SIZE_MAX;
}

static const struct notes_item *
selected(struct app *app)
{
	struct notes *s = notes_of(app);
	size_t i = s != NULL ? index_of(s) : SIZE_MAX;

	return i != SIZE_MAX ? &s->items[i] : NULL;
}

const struct note *
notes_selected(struct app *app)
{
	const struct notes_item *item = selected(app);

	return item != NULL ? note_of(&app->cur, item) : NULL;
}

const struct claim *
notes_claim(struct app *app)
{
	const struct notes_item *item = selected(app);

	return item != NULL ? claim_of(&app->cur, item) : NULL;
}

struct anchor
notes_anchor(struct app *app)
{
	const struct notes_item *item = selected(app);

	return item != NULL ? anchor_of(&app->cur, item)
			    : (struct anchor){ .state = ANCHOR_NONE };
}

struct anchor
notes_place(struct app *app)
{
	const struct notes_item *item = selected(app);

	return item != NULL ? place_of(&app->cur, item)
			    : (struct anchor){ .state = ANCHOR_NONE };
}

void
notes_choose(struct app *app, int64_t id)
{
	struct notes *s = notes_of(app);

	if (s == NULL)
		return;
	if (s->id != id)
		s->tried = (struct span){ 0, 0 };
	s->id = id;
	build(app_pane(app, "notes"));
}

void
notes_move(struct app *app, int64_t by)
{
	struct notes *s = notes_of(app);
	int64_t i, n;

	if (s == NULL || s->n_items == 0)
		return;
	n = (int64_t)s->n_items;
	i = (int64_t)index_of(s) + by;
	notes_choose(app, s->items[i < 0 ? 0 : i >= n ? n - 1 : i].id);
}

/* ---- on the screen ---- */

/* Whose place in the text can't be told any more. */
static const char *
trouble(enum anchor_state state)
{
	switch (state) {
	case ANCHOR_ORPHANED:
		return "its passage is gone: ";
	case ANCHOR_AMBIGUOUS:
		return "several places fit: ";
	case ANCHOR_MOVED:
	case ANCHOR_EXACT:
	case ANCHOR_NONE:
		break;
	}
	return "";
}

static void
paint_quote(struct paint *paint, int y, int x, struct anchor a)
{
	int cols = paint->w - x - 1;
	const char *why = trouble(a.state);
	struct buf quote = { 0 };

	if (*why != '\0') {
		x += paint_text(paint, y, x, cols, ROLE_ERROR, str_of(why));
		cols = paint->w - x - 1;
	}
	buf_addf(&quote, "\xe2\x80\x9c%.*s\xe2\x80\x9d", (int)a.quote.len,
	    a.quote.p);
	for (size_t i = 0; i < quote.len; i++)
		if (quote.p[i] == '\n')
			quote.p[i] = ' ';
	(void)paint_text(paint, y, x, cols, ROLE_DIM, buf_view(&quote));
	buf_release(&quote);
}

static void
paint_item_row(const struct pane *p, struct paint *paint, int y,
    const struct notes_row *row, bool first)
{
	const struct notes *s = p->state;
	const struct notes_item *item = &s->items[row->item];
	int label = label_of(s), cols = paint->w - label - 1;

	if (row->quote) {
		paint_quote(paint, y, label, anchor_of(&p->app->cur, item));
		return;
	}
	if (row->detail.len > 0) {
		(void)paint_line(
		    paint, y, label, cols, row->detail, &row->line, ROLE_DIM);
		return;
	}
	(void)paint_line(
	    paint, y, label, cols, item->text, &row->line, ROLE_TEXT);
	if (row->more)
		paint_put(paint, y, paint->w - 1, ROLE_DIM, 0x2026); /* … */
	if (first)
		(void)paint_textf(paint, y, 1, label - 1,
		    item->id < 0 ? ROLE_CLAIM_MARK : ROLE_MARK, "%c%zu",
		    item->id < 0 ? 'C' : 'N', item->index + 1);
	if (item->id == s->id)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
}

/* What to do where there is nothing yet, in 16 columns. */
static void
paint_none(struct paint *paint)
{
	static const char *const lines[] = { "c  tag a claim", "a  note on it",
		"A  note on all" };

	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		(void)paint_text(
		    paint, (int)i, 1, paint->w - 2, ROLE_DIM, str_of(lines[i]));
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct notes *s = p->state;

	if (s->n == 0 && p->app->cur.article.row.id != 0)
		paint_none(paint);
	for (int y = 0; y < paint->h && s->top + (size_t)y < s->n; y++) {
		size_t i = s->top + (size_t)y;

		paint_item_row(p, paint, y, &s->rows[i],
		    i == 0 || s->rows[i - 1].item != s->rows[i].item);
	}
}

static void
click(struct pane *p, int y, int x, bool doubled)
{
	struct notes *s = notes_of(p->app);
	size_t i = s->top + (size_t)(y < 0 ? 0 : y);

	(void)x;
	(void)doubled;
	if (i < s->n)
		notes_choose(p->app, s->items[s->rows[i].item].id);
}

static void
scroll(struct pane *p, int lines)
{
	notes_move(p->app, lines);
}

static void
shut(struct pane *p)
{
	struct notes *s = p->state;

	arena_release(&s->arena);
}

const struct pane_ops pane_notes = {
	.name = "notes",
	.title = "Notes & claims",
	.topics = TOPIC_BIT(TOPIC_CURRENT) | TOPIC_BIT(TOPIC_NOTE) |
		  TOPIC_BIT(TOPIC_CLAIM),
	.size = sizeof(struct notes),
	.recalc = recalc,
	.paint = paint,
	.click = click,
	.scroll = scroll,
	.list_pitch = 4,
	.rows = wanted,
	.close = shut,
};
