#include "config.h"

#include "ui/pane-all-notes.h"

#include "ui/when.h"

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	struct pane *p = ctx;
	const struct all_notes *s = p->state;
	const struct all_notes_row *at = from;
	struct all_notes_row *list;
	struct note *notes;

	if (!store_notes_page(p->app->store, buf_view(&s->words),
		at != NULL ? at->note.id : 0, page, arena, &notes, err))
		return false;
	list = arena_array(arena, page->n + 1, sizeof *list);
	for (size_t i = 0; i < page->n; i++) {
		list[i].note = notes[i];
		if (!store_note_said(
			p->app->store, &notes[i], arena, &list[i].about, err))
			return false;
	}
	*rows = list;
	return true;
}

static int64_t
row_id(const void *row)
{
	return ((const struct all_notes_row *)row)->note.id;
}

static const struct list_ops list_ops = {
	.row_size = sizeof(struct all_notes_row),
	.page = page,
	.id = row_id,
};

/* Two lines a note, under the line of the search. */
static int
rows_of(const struct pane *p)
{
	return p->h > 3 ? (p->h - 1) / 2 : 10;
}

static bool
freshen(struct pane *p, struct err *err)
{
	struct all_notes *s = p->state;
	uint64_t now = store_generation(p->app->store, TOPIC_NOTE);

	if (!s->ready)
		list_init(&s->list, &list_ops, p);
	else if (s->seen == now && s->list.h == rows_of(p))
		return true;
	s->ready = true;
	if (!list_load(&s->list, rows_of(p), err))
		return false;
	s->seen = now;
	pane_dirty(p);
	return true;
}

struct all_notes *
all_notes_of(struct app *app)
{
	struct pane *p = app_pane(app, "all-notes");
	struct err err = { ERR_NONE, "" };

	if (p == NULL)
		return NULL;
	if (!freshen(p, &err)) {
		app_fail(app, &err);
		return NULL;
	}
	return p->state;
}

const struct all_notes_row *
all_notes_selected(struct app *app)
{
	const struct all_notes *s = all_notes_of(app);

	return s != NULL ? list_selected(&s->list) : NULL;
}

bool
all_notes_find(struct app *app, struct str words, struct err *err)
{
	struct all_notes *s = all_notes_of(app);

	if (s == NULL)
		return true;
	buf_reset(&s->words);
	buf_str(&s->words, str_trim(words));
	s->list.id = 0;
	pane_dirty(app_pane(app, "all-notes"));
	return list_reset(&s->list, err);
}

static struct list *
list_of(struct pane *p, struct err *err)
{
	return freshen(p, err) ? &((struct all_notes *)p->state)->list : NULL;
}

static bool
moved(struct pane *p, struct err *err)
{
	(void)err;
	pane_dirty(p);
	return true;
}

/* Lines on one line. */
static void
put_on_one(struct buf *out, struct str text)
{
	struct str line;

	while (str_split(&text, '\n', &line)) {
		line = str_trim(line);
		if (line.len == 0)
			continue;
		if (out->len > 0)
			buf_putc(out, ' ');
		buf_str(out, line);
	}
}

/* What it is about, isolated, for it may be Arabic; and the words that it is
 * on, which tell passages with the same code apart. */
static void
paint_about(struct paint *paint, int y, int x, const struct all_notes_row *row)
{
	bool lost = row->note.anchor.state == ANCHOR_ORPHANED;
	enum role role = lost ? ROLE_HIDDEN : ROLE_DIM;
	struct buf about = { 0 }, quote = { 0 };
	int w = paint->w - x - 1;

	buf_puts(&about, "\xe2\x81\xa8");
	buf_str(&about, row->about.len > 0 ? row->about : str_of("(gone)"));
	buf_puts(&about, "\xe2\x81\xa9");
	put_on_one(&quote, row->note.anchor.quote);
	x += paint_text(
	    paint, y, x, quote.len > 0 ? w / 3 : w, role, buf_view(&about));
	if (quote.len > 0)
		(void)paint_textf(paint, y, x + 2, paint->w - x - 3, role,
		    "\xe2\x81\xa8\xe2\x80\x9c%s\xe2\x80\x9d\xe2\x81\xa9",
		    quote.p);
	buf_release(&about);
	buf_release(&quote);
}

/* What it says, and below that its day and what it is about. */
static void
paint_row(struct paint *paint, int y, const struct all_notes_row *row)
{
	bool lost = row->note.anchor.state == ANCHOR_ORPHANED;
	struct buf said = { 0 }, below = { 0 };
	int x = 3;

	put_on_one(&said, row->note.text);
	(void)paint_text(paint, y, 1, paint->w - 2, ROLE_TEXT, buf_view(&said));
	when_stamp(&below, row->note.updated);
	below.len = below.len > 10 ? 10 : below.len; /* the day is enough */
	buf_addf(&below, "  %s  ", subject_kind_name(row->note.on));
	x += paint_text(paint, y + 1, x, paint->w - 4,
	    lost ? ROLE_HIDDEN : ROLE_DIM, buf_view(&below));
	paint_about(paint, y + 1, x, row);
	buf_release(&said);
	buf_release(&below);
}

static void
paint_empty(const struct all_notes *s, struct paint *paint)
{
	bool none = s->words.len == 0;

	(void)paint_text(paint, 1, 1, paint->w - 2, ROLE_TEXT,
	    str_of(none ? "No notes yet" : "No note has these words"));
	(void)paint_text(paint, 2, 1, paint->w - 2, ROLE_DIM,
	    str_of(none ? "Esc  back; in the reader there:"
			: "s  look for others"));
	if (none)
		(void)paint_text(paint, 3, 1, paint->w - 2, ROLE_DIM,
		    str_of("a  notes a sentence or selection, A  the article"));
}

static bool
is_empty(const struct pane *p)
{
	const struct all_notes *s = p->state;

	return s->ready && s->list.n == 0;
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct all_notes *s = p->state;

	if (!s->ready)
		return;
	(void)paint_text(paint, 0, 1, paint->w - 2,
	    s->words.len > 0 ? ROLE_HIT : ROLE_DIM,
	    s->words.len > 0 ? buf_view(&s->words) : str_of("NEWEST FIRST"));
	if (s->list.n == 0)
		paint_empty(s, paint);
	for (int i = 0; i * 2 + 2 < paint->h; i++) {
		const struct all_notes_row *row = list_row(&s->list, (size_t)i);
		int y = 1 + i * 2;

		if (row == NULL)
			break;
		paint_row(paint, y, row);
		if ((size_t)i == list_cursor(&s->list))
			paint_role(paint, y, 0, paint->w,
			    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
	}
}

static void
tally(const struct pane *p, struct buf *out)
{
	const struct all_notes *s = p->state;

	if (s->ready)
		list_tally(&s->list, out);
}

static void
shut(struct pane *p)
{
	struct all_notes *s = p->state;

	list_release(&s->list);
	buf_release(&s->words);
}

const struct pane_ops pane_all_notes = {
	.name = "all-notes",
	.title = "All notes",
	.topics = TOPIC_BIT(TOPIC_NOTE),
	.size = sizeof(struct all_notes),
	.recalc = freshen,
	.paint = paint,
	.empty = is_empty,
	.tally = tally,
	.list = list_of,
	.list_moved = moved,
	.list_top = 1,
	.list_pitch = 2,
	.close = shut,
};
