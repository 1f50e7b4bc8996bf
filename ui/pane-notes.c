#include "config.h"

#include "ui/pane-notes.h"

enum { LABEL = 4, BRIEF = 3 };

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

/* The one under the cursor whole, the others in a few rows. */
static void
add_note(struct notes *s, const struct note *note, size_t index, int cols)
{
	struct line *lines;
	size_t n, most = note->id == s->id ? SIZE_MAX : BRIEF;
	struct notes_row row = { .note = index };

	wrap_text(&s->arena, str_trim(note->text), cols, &lines, &n);
	for (size_t i = 0; i < n && i < most; i++) {
		row.line = lines[i];
		row.more = i + 1 == most && i + 1 < n;
		add_row(s, &row);
	}
	if (note->id == s->id && note->anchor.state != ANCHOR_NONE) {
		row = (struct notes_row){ .note = index, .quote = true };
		add_row(s, &row);
	}
}

static void
settle(struct notes *s, const struct current *cur)
{
	size_t h = s->h > 0 ? (size_t)s->h : 1, first = SIZE_MAX, last = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (cur->notes[s->rows[i].note].id != s->id)
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

/* Rows that show all notes in brief and one of them with its passage, whichever
 * that is: so that the pane does not grow and shrink with the cursor. */
static int
rows_wanted(const struct notes *s, const struct current *cur)
{
	size_t *rows = xcalloc(cur->n_notes, sizeof *rows), sum = 0;

	if (cur->n_notes == 1) {
		free(rows);
		return (int)(s->n < 100 ? s->n : 100);
	}
	for (size_t i = 0; i < s->n; i++)
		if (rows[s->rows[i].note] < BRIEF)
			rows[s->rows[i].note]++;
	for (size_t i = 0; i < cur->n_notes; i++)
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

	arena_reset(&s->arena);
	s->rows = NULL;
	s->n = s->size = 0;
	for (size_t i = 0; i < cur->n_notes; i++)
		there = there || cur->notes[i].id == s->id;
	if (!there)
		s->id = cur->n_notes > 0 ? cur->notes[0].id : 0;
	s->h = p->h;
	s->w = p->w;
	for (size_t i = 0; i < cur->n_notes; i++)
		add_note(s, &cur->notes[i], i,
		    p->w > LABEL + 4 ? p->w - LABEL - 1 : 4);
	s->wanted = cur->n_notes > 0 ? rows_wanted(s, cur) : 2;
	settle(s, cur);
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
index_of(const struct current *cur, int64_t id)
{
	for (size_t i = 0; i < cur->n_notes; i++)
		if (cur->notes[i].id == id)
			return i;
	return SIZE_MAX;
}

const struct note *
notes_selected(struct app *app)
{
	struct notes *s = notes_of(app);
	size_t i = s != NULL ? index_of(&app->cur, s->id) : SIZE_MAX;

	return i != SIZE_MAX ? &app->cur.notes[i] : NULL;
}

void
notes_choose(struct app *app, int64_t id)
{
	struct notes *s = notes_of(app);

	if (s == NULL)
		return;
	s->id = id;
	build(app_pane(app, "notes"));
}

void
notes_move(struct app *app, int64_t by)
{
	struct notes *s = notes_of(app);
	int64_t i, n = (int64_t)app->cur.n_notes;

	if (s == NULL || n == 0)
		return;
	i = (int64_t)index_of(&app->cur, s->id) + by;
	notes_choose(app, app->cur.notes[i < 0 ? 0 : i >= n ? n - 1 : i].id);
}

/* Whose place in the text can't be told any more. */
static const char *
trouble(const struct note *note)
{
	switch (note->anchor.state) {
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
paint_quote(struct paint *paint, int y, const struct note *note)
{
	int x = LABEL, cols = paint->w - LABEL - 1;
	const char *why = trouble(note);
	struct buf quote = { 0 };

	if (*why != '\0') {
		x += paint_text(paint, y, x, cols, ROLE_ERROR, str_of(why));
		cols = paint->w - x - 1;
	}
	buf_addf(&quote, "\xe2\x80\x9c%.*s\xe2\x80\x9d",
	    (int)note->anchor.quote.len, note->anchor.quote.p);
	for (size_t i = 0; i < quote.len; i++)
		if (quote.p[i] == '\n')
			quote.p[i] = ' ';
	(void)paint_text(paint, y, x, cols, ROLE_DIM, buf_view(&quote));
	buf_release(&quote);
}

static void
paint_note_row(const struct pane *p, struct paint *paint, int y,
    const struct notes_row *row, bool first)
{
	const struct note *note = &p->app->cur.notes[row->note];
	const struct notes *s = p->state;
	int cols = paint->w - LABEL - 1;

	if (row->quote) {
		paint_quote(paint, y, note);
		return;
	}
	(void)paint_line(paint, y, LABEL, cols, str_trim(note->text),
	    row->line.par, row->line.span, ROLE_TEXT, NULL, 0);
	if (row->more)
		paint_put(paint, y, paint->w - 1, ROLE_DIM, 0x2026); /* … */
	if (first)
		(void)paint_textf(
		    paint, y, 1, LABEL - 1, ROLE_MARK, "N%zu", row->note + 1);
	if (note->id == s->id)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct notes *s = p->state;

	if (s->n == 0 && p->app->cur.article.row.id != 0) {
		(void)paint_text(paint, 0, 1, paint->w - 2, ROLE_DIM,
		    str_of("a notes the sentence"));
		(void)paint_text(paint, 1, 1, paint->w - 2, ROLE_DIM,
		    str_of("A the whole article"));
	}
	for (int y = 0; y < paint->h && s->top + (size_t)y < s->n; y++) {
		size_t i = s->top + (size_t)y;

		paint_note_row(p, paint, y, &s->rows[i],
		    i == 0 || s->rows[i - 1].note != s->rows[i].note);
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
		notes_choose(p->app, p->app->cur.notes[s->rows[i].note].id);
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
	.title = "Notes",
	.topics = TOPIC_BIT(TOPIC_CURRENT) | TOPIC_BIT(TOPIC_NOTE),
	.size = sizeof(struct notes),
	.recalc = recalc,
	.paint = paint,
	.click = click,
	.scroll = scroll,
	.rows = wanted,
	.close = shut,
};
