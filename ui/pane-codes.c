#include "config.h"

#include "ui/pane-codes.h"

#include "model/wrap.h"
#include "store/article.h"
#include "ui/key.h"
#include "ui/pane-notes.h"

struct codes_pane *
codes_of(struct app *app)
{
	struct pane *p = app_pane(app, "codes");

	return p != NULL ? p->state : NULL;
}

/* ---- what is set ---- */

static bool
is_one_of(struct str name, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(list[i], name))
			return true;
	return false;
}

static bool
names_set(struct app *app, const struct codes_pane *s, struct arena *arena,
    struct str **names, size_t *n, struct err *err)
{
	struct claim c;

	if (s->claim == 0)
		return store_article_codes(
		    app->store, s->article, arena, names, n, err);
	if (!store_claim_get(app->store, s->claim, arena, &c, err))
		return false;
	*names = c.codes;
	*n = c.n_codes;
	return true;
}

static bool
load(struct pane *p, struct err *err)
{
	struct codes_pane *s = p->state;
	struct arena next = { 0 };
	struct code *list;
	struct str *names = NULL;
	size_t n, n_names = 0;

	if (!store_codebook(p->app->store, &next, &list, &n, err) ||
	    (s->article != 0 &&
		!names_set(p->app, s, &next, &names, &n_names, err))) {
		arena_release(&next);
		return false;
	}
	arena_release(&s->arena);
	s->arena = next;
	s->list = list;
	s->n = n;
	s->set = arena_array(&s->arena, n + 1, sizeof *s->set);
	for (size_t i = 0; i < n; i++)
		s->set[i] = is_one_of(list[i].name, names, n_names);
	return true;
}

static bool
recalc(struct pane *p, struct err *err)
{
	struct codes_pane *s = p->state;

	/* Another article was opened: its codes are meant from now on. */
	if (s->article != p->app->cur.article.row.id) {
		s->article = p->app->cur.article.row.id;
		s->claim = 0;
	}
	return load(p, err);
}

static size_t
index_of(const struct codes_pane *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->list[i].name, buf_view(&s->name)))
			return i;
	return 0;
}

const struct code *
codes_selected(struct app *app)
{
	struct codes_pane *s = codes_of(app);

	return s != NULL && s->n > 0 ? &s->list[index_of(s)] : NULL;
}

void
codes_choose(struct app *app, struct str name)
{
	struct codes_pane *s = codes_of(app);
	struct buf b = { 0 };

	buf_str(&b, name); /* it may be the one that is there */
	buf_release(&s->name);
	s->name = b;
	pane_stale(app_pane(app, "codes"));
}

void
codes_move(struct app *app, int64_t by)
{
	struct codes_pane *s = codes_of(app);
	int64_t i, n;

	if (s == NULL || s->n == 0)
		return;
	n = (int64_t)s->n;
	i = (int64_t)index_of(s) + by;
	i = i < 0 ? 0 : i >= n ? n - 1 : i;
	codes_choose(app, s->list[i].name);
}

/* ---- acts ---- */

void
codes_open(struct app *app, int64_t claim)
{
	struct codes_pane *s = codes_of(app);
	struct pane *focus = app_focus(app);

	if (focus != NULL && strcmp(focus->ops->name, "codes") != 0)
		s->from = focus->ops->name;
	s->article = app->cur.article.row.id;
	s->claim = claim;
	pane_stale(app_pane(app, "codes"));
	app_set_focus(app, "codes");
}

void
codes_leave(struct app *app)
{
	struct codes_pane *s = codes_of(app);

	app_set_focus(app, s->from != NULL ? s->from : "articles");
}

static bool
toggle(struct app *app, struct str name, struct err *err)
{
	struct pane *p = app_pane(app, "codes");
	struct codes_pane *s = p->state;
	size_t changed;
	bool set = true, good;

	if (s->article == 0)
		return err_set(err, ERR_MISSING, "no article is open");
	if (!load(p, err))
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->list[i].name, name))
			set = !s->set[i];
	good = s->claim != 0 ? store_claim_code(app->store, &s->claim, 1, name,
				   set, &changed, err)
			     : store_article_code(app->store, &s->article, 1,
				   name, set, &changed, err);
	if (!good)
		return false;
	app_saved(app);
	app_say(app, "code %s%.*s", set ? "+" : "-", (int)name.len, name.p);
	pane_stale(p);
	return app_reload_current(app, err);
}

/* The name may be one of the list that is loaded anew. */
bool
codes_toggle(struct app *app, struct str name, struct err *err)
{
	struct arena arena = { 0 };
	bool good = toggle(app, arena_str(&arena, name), err);

	arena_release(&arena);
	return good;
}

/* The key of a code sets it, from whatever row, and one is back. */
static bool
key(struct pane *p, uint32_t code)
{
	struct codes_pane *s = p->state;
	struct err err = { 0 };

	for (size_t i = 0; i < s->n && code < 0x80; i++) {
		if (s->list[i].key == '\0' ||
		    (uint32_t)s->list[i].key != code || s->list[i].retired)
			continue;
		if (!codes_toggle(p->app, s->list[i].name, &err))
			app_fail(p->app, &err);
		codes_leave(p->app);
		return true;
	}
	return false;
}

/* ---- on the screen ---- */

/* The role nearest to a colour "#RRGGBB"; the text's for none. */
static enum role
code_role(struct str colour)
{
	static const int hues[][3] = { { 215, 95, 95 }, { 215, 135, 95 },
		{ 215, 175, 95 }, { 135, 175, 95 }, { 95, 175, 175 },
		{ 95, 135, 215 }, { 175, 135, 215 }, { 138, 138, 138 } };
	unsigned rgb = 0;
	int best = 0, least = INT32_MAX;

	if (colour.len != 7)
		return ROLE_TEXT;
	for (size_t i = 1; i < 7; i++) {
		char c = colour.p[i];

		rgb = rgb << 4 |
		      (unsigned)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
	}
	for (int i = 0; i < (int)ARRAY_LEN(hues); i++) {
		int r = (int)(rgb >> 16 & 255) - hues[i][0];
		int g = (int)(rgb >> 8 & 255) - hues[i][1];
		int b = (int)(rgb & 255) - hues[i][2];

		if (r * r + g * g + b * b < least) {
			least = r * r + g * g + b * b;
			best = i;
		}
	}
	return (enum role)(ROLE_CODE + best);
}

/* Rows of a code: one, and for that under the cursor its definition. */
static int
definition(struct paint *paint, int y, struct str text)
{
	struct line *lines;
	size_t n;

	if (text.len == 0)
		return 0;
	wrap_text(
	    paint->arena, text, paint->w > 8 ? paint->w - 6 : 2, &lines, &n);
	for (size_t i = 0; i < n && y + (int)i < paint->h; i++)
		(void)paint_line(paint, y + (int)i, 5, paint->w - 6, text,
		    &lines[i], ROLE_DIM);
	return (int)n;
}

static void
paint_code(
    const struct pane *p, struct paint *paint, int y, size_t i, bool here)
{
	const struct codes_pane *s = p->state;
	const struct code *c = &s->list[i];
	int x = 5 + 2 * (int)c->depth;

	paint_put(paint, y, 1, s->set[i] ? ROLE_TITLE : ROLE_DIM,
	    s->set[i] ? 0x25cf : 0x25cb); /* ● ○ */
	if (c->key != '\0')
		paint_put(paint, y, 3, ROLE_KEY, (uint32_t)c->key);
	(void)paint_textf(paint, y, x, paint->w - x - 1,
	    c->retired ? ROLE_DIM : code_role(c->colour), "%.*s%s",
	    (int)c->name.len, c->name.p, c->retired ? " (retired)" : "");
	if (here)
		paint_role(paint, y, 0, paint->w,
		    p->focused ? ROLE_SELECTED : ROLE_SELECTED_DIM);
}

static void
paint(const struct pane *p, struct paint *paint)
{
	const struct codes_pane *s = p->state;
	size_t at = index_of(s), h = (size_t)paint->h;
	size_t top = at + 4 > h ? at + 4 - h : 0;
	int y = 0;

	if (s->n == 0) {
		(void)paint_text(paint, 0, 1, paint->w - 2, ROLE_DIM,
		    str_of("none yet: + adds one"));
		return;
	}
	for (size_t i = top; i < s->n && y < paint->h; i++) {
		paint_code(p, paint, y++, i, i == at);
		if (i == at)
			y += definition(paint, y, s->list[i].definition);
	}
}

static void
heading(const struct pane *p, struct buf *out)
{
	const struct codes_pane *s = p->state;
	const struct current *cur = &p->app->cur;

	buf_puts(out, "Codes");
	for (size_t i = 0; i < cur->n_claims && s->claim != 0; i++)
		if (cur->claims[i].id == s->claim)
			buf_addf(out, " of C%zu", i + 1);
	if (s->claim == 0 && s->article != 0)
		buf_puts(out, " of the article");
}

static void
click(struct pane *p, int y, int x, bool doubled)
{
	struct codes_pane *s = p->state;
	size_t at = index_of(s), h = p->h > 0 ? (size_t)p->h : 1;
	size_t i = (at + 4 > h ? at + 4 - h : 0) + (size_t)(y < 0 ? 0 : y);
	struct err err = { 0 };

	(void)x;
	if (i >= s->n)
		return;
	codes_choose(p->app, s->list[i].name);
	if (doubled && !codes_toggle(p->app, s->list[i].name, &err))
		app_fail(p->app, &err);
}

static void
scroll(struct pane *p, int lines)
{
	codes_move(p->app, lines);
}

static void
shut(struct pane *p)
{
	struct codes_pane *s = p->state;

	arena_release(&s->arena);
	buf_release(&s->name);
}

const struct pane_ops pane_codes = {
	.name = "codes",
	.title = "Codes",
	.topics = TOPIC_BIT(TOPIC_CURRENT) | TOPIC_BIT(TOPIC_QUERY) |
		  TOPIC_BIT(TOPIC_CLAIM),
	.size = sizeof(struct codes_pane),
	.recalc = recalc,
	.paint = paint,
	.heading = heading,
	.key = key,
	.click = click,
	.scroll = scroll,
	.close = shut,
};
