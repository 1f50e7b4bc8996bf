#include "config.h"

#include "model/wrap.h"
#include "ui/ui.h"

void
viewer_close(struct app *app)
{
	struct viewer *v = app->ui->viewer;
	if (v == NULL)
		return;
	app->ui->viewer = NULL;
	app->ui->repaint = true;
	free(v->title);
	buf_release(&v->text);
	arena_release(&v->arena);
	free(v);
}

void
app_text(struct app *app, const char *title, struct str text)
{
	struct viewer *v = xcalloc(1, sizeof(*v));
	viewer_close(app);
	v->title = xstrdup(title);
	buf_str(&v->text, text);
	app->ui->viewer = v;
	app->ui->repaint = true;
}

void
viewer_scroll(struct app *app, int lines)
{
	struct viewer *v = app->ui->viewer;
	size_t last = v->n > (size_t)v->rows ? v->n - (size_t)v->rows : 0;
	if (lines < 0)
		v->top = v->top > (size_t)-lines ? v->top - (size_t)-lines : 0;
	else
		v->top += (size_t)lines;
	v->top = v->top > last ? last : v->top;
}

bool
viewer_key(struct app *app, const struct key *key)
{
	struct viewer *v = app->ui->viewer;
	int page = v->rows > 2 ? v->rows - 1 : 1;
	switch (key->code) {
	case 'q':
	case K_ESCAPE:
	case '?':
	case K_CTRL | 'c':
	case K_CTRL | 'g':
		viewer_close(app);
		return true;
	case 'j':
	case K_DOWN:
	case K_ENTER:
		viewer_scroll(app, 1);
		return true;
	case 'k':
	case K_UP:
		viewer_scroll(app, -1);
		return true;
	case ' ':
	case K_PAGEDOWN:
	case K_CTRL | 'f':
	case K_CTRL | 'd':
		viewer_scroll(app, page);
		return true;
	case 'b':
	case K_PAGEUP:
	case K_CTRL | 'b':
	case K_CTRL | 'u':
		viewer_scroll(app, -page);
		return true;
	case 'g':
	case K_HOME:
		v->top = 0;
		return true;
	case 'G':
	case K_END:
		viewer_scroll(app, 1 << 30);
		return true;
	default:
		return key->code != ':';
	}
}

/* Lines that end with a colon are headings. */
static enum role
line_role(struct str line)
{
	return line.len > 1 && line.p[0] != ' ' && line.p[line.len - 1] == ':'
		   ? ROLE_TITLE
		   : ROLE_TEXT;
}

/* How far in the rest of a long line stands, to tell it from the next one. */
static int
hang(int cols)
{
	return cols >= 40 ? 4 : 0;
}

/* What fits takes the whole width; what does not, less, for it hangs. */
static void
wrap(struct viewer *v, int cols)
{
	struct str text = buf_view(&v->text);
	struct line *wide, *less;
	size_t n_wide, n_less, i = 0;

	wrap_text(&v->arena, text, cols, &wide, &n_wide);
	wrap_text(&v->arena, text, cols - hang(cols), &less, &n_less);
	v->lines = arena_array(&v->arena, n_wide + n_less, sizeof *v->lines);
	v->n = 0;
	for (size_t k = 0; k < n_wide; k++) {
		bool fits = wide[k].first && wide[k].last;

		if (fits)
			v->lines[v->n++] = wide[k];
		for (; wide[k].last && i < n_less; i++) {
			if (less[i].par.from != wide[k].par.from)
				break;
			if (!fits)
				v->lines[v->n++] = less[i];
		}
	}
}

static void
measure(struct viewer *v, int rows, int cols)
{
	v->rows = rows;
	if (v->cols == cols && v->lines != NULL)
		return;
	v->cols = cols;
	arena_reset(&v->arena);
	wrap(v, cols);
}

void
viewer_paint(struct app *app, struct paint *screen)
{
	struct viewer *v = app->ui->viewer;
	if (screen->h < 4 || screen->w < 8)
		return;
	struct paint b = paint_sub(screen, 1, 0, screen->h - 2, screen->w);
	struct str text = buf_view(&v->text);
	int rows = b.h - 1, cols = b.w - 2;
	measure(v, rows, cols);
	viewer_scroll(app, 0);
	paint_clear(&b);
	paint_fill(&b, 0, 0, b.w, ROLE_FOCUS, 0x2500);
	bool more = v->n > v->top + (size_t)rows;
	int n = paint_textf(&b, 0, 1, b.w - 20, ROLE_FOCUS, " %s ", v->title);
	(void)paint_text(&b, 0, n + 2, b.w - n - 3, ROLE_DIM,
	    str_of(more ? " Space: more  q: close " : " q: close "));
	for (int y = 0; y < rows && v->top + (size_t)y < v->n; y++) {
		const struct line *l = &v->lines[v->top + (size_t)y];
		int in = l->span.from > l->par.from ? hang(cols) : 0;
		(void)paint_line(&b, y + 1, 1 + in, cols - in, text, l,
		    line_role(str_slice(text, l->span.from, l->span.to)));
	}
}
