#include "config.h"

#include "tests/test.h"
#include "ui/layout.h"

static bool
all(void *arg, const char *pane)
{
	const char *without = arg;
	return without == NULL || strstr(without, pane) == NULL;
}

static void
text(const struct layout *l, struct buf *b)
{
	buf_reset(b);
	if (l->too_small)
		buf_puts(b, "too small");
	for (size_t i = 0; i < l->n; i++) {
		const struct slot *s = &l->slots[i];
		buf_addf(b, "%s%s %d,%d %dx%d", i > 0 ? "; " : "", s->pane,
		    s->frame.x, s->frame.y, s->frame.w, s->frame.h);
		for (size_t t = 0; t < s->n_tabs; t++)
			buf_addf(b, "%s%s", t == 0 ? " of " : "|", s->tabs[t]);
	}
}

static const struct {
	int cols, rows;
	enum view view;
	const char *focus, *without;
	bool zoom;
	const char *wanted, *name;
} cases[] = {
	{ 39, 24, VIEW_REVIEW, "articles", NULL, false, "too small",
	    "less than 40 columns ask for more room" },
	{ 80, 9, VIEW_REVIEW, "articles", NULL, false, "too small",
	    "less than 10 rows ask for more room" },
	{ 80, 24, VIEW_REVIEW, "reader", NULL, false,
	    "reader 0,1 80x22 of articles|reader|entities|notes|timeline",
	    "at 80x24 one pane at a time, with tabs" },
	{ 90, 24, VIEW_REVIEW, "articles", NULL, false,
	    "articles 0,1 34x22 of articles|entities|notes; reader 33,1 57x22",
	    "below 100 columns the side panes take turns" },
	{ 90, 24, VIEW_REVIEW, "notes", NULL, false,
	    "notes 0,1 34x22 of articles|entities|notes; reader 33,1 57x22",
	    "the one in focus has its turn" },
	{ 120, 36, VIEW_REVIEW, "articles", NULL, false,
	    "articles 0,1 35x28; reader 34,1 63x28; entities 96,1 24x22; "
	    "notes 96,22 24x7; timeline 0,28 120x7",
	    "at 120x36 all panes are there" },
	{ 120, 36, VIEW_REVIEW, "articles", "timeline", false,
	    "articles 0,1 35x34; reader 34,1 63x34; entities 96,1 24x28; "
	    "notes 96,28 24x7",
	    "without a timeline its room is used" },
	{ 120, 36, VIEW_REVIEW, "articles", "entities notes timeline", false,
	    "articles 0,1 35x34; reader 34,1 86x34",
	    "without side panes the reader has the room" },
	{ 120, 36, VIEW_REVIEW, "reader", NULL, true,
	    "reader 0,1 120x34 of articles|reader|entities|notes|timeline",
	    "a zoomed pane has all the room" },
	{ 120, 24, VIEW_REVIEW, "timeline", NULL, false,
	    "articles 0,1 35x22; timeline 34,1 63x22; entities 96,1 24x16; "
	    "notes 96,16 24x7",
	    "a pane without room takes the largest slot with the focus" },
	{ 120, 36, VIEW_TIMELINE, NULL, NULL, false, "timeline 0,1 120x34",
	    "the timeline has a screen of its own" },
	{ 120, 36, VIEW_ENTITIES, NULL, NULL, false,
	    "register 0,1 49x34 of register|unknown; dossier 48,1 72x34",
	    "the register stands beside the dossier" },
	{ 120, 36, VIEW_CLAIMS, NULL, "claims", false, "",
	    "a view without its pane shows nothing" },
};

/* Every pane lies inside the screen, at every size, and insides do not touch.
 */
static void
sweep(void)
{
	bool fine = true;
	for (int rows = 1; rows < 70; rows++) {
		for (int cols = 1; cols < 220; cols += 3) {
			struct layout_in in = { rows, cols, VIEW_REVIEW,
				"notes", false, { 900, 900, 900, 900 }, all,
				NULL, 0, NULL };
			struct layout l;
			layout_make(&in, &l);
			for (size_t i = 0; i < l.n; i++) {
				const struct rect *r = &l.slots[i].inside;
				fine = fine && r->y > 0 && r->x >= 0 &&
				       r->h > 0 && r->w > 0 &&
				       r->y + r->h < rows &&
				       r->x + r->w <= cols;
			}
		}
	}
	ok(fine, "at every size every pane has a place inside the screen");
}

/* The notes get what they need, from five rows to half of the column. */
static void
notes_rows(void)
{
	static const struct {
		int wanted, rows;
	} cases_of[] = { { 0, 5 }, { 4, 5 }, { 8, 8 }, { 90, 12 } };
	for (size_t i = 0; i < ARRAY_LEN(cases_of); i++) {
		struct layout_in in = { .rows = 36,
			.cols = 120,
			.view = VIEW_REVIEW,
			.focus = "reader",
			.exists = all,
			.notes_rows = cases_of[i].wanted };
		struct layout l;
		int rows = 0;
		layout_make(&in, &l);
		for (size_t k = 0; k < l.n; k++)
			if (strcmp(l.slots[k].pane, "notes") == 0)
				rows = l.slots[k].inside.h;
		is_int(rows, cases_of[i].rows, "notes that want %d rows",
		    cases_of[i].wanted);
	}
}

int
main(void)
{
	struct buf b = { 0 };
	notes_rows();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct layout_in in = { .rows = cases[i].rows,
			.cols = cases[i].cols,
			.view = cases[i].view,
			.focus = cases[i].focus,
			.zoom = cases[i].zoom,
			.exists = all,
			.arg = (void *)(uintptr_t)cases[i].without };
		struct layout l;
		layout_make(&in, &l);
		text(&l, &b);
		is_str(buf_view(&b), cases[i].wanted, "%s", cases[i].name);
	}
	sweep();
	buf_release(&b);
	return done();
}
