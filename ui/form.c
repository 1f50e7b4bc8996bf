#include "config.h"

#include "ui/form.h"

#include "ui/pane-reader.h"
#include "ui/ui.h"

enum { PART_LEAST = 2 /* letters from which completions are offered */ };

/* ---- values ---- */

static struct str
value_of(const struct form *f, size_t i)
{
	return buf_view(&f->edit[i].text);
}

static void
read_field(struct app *app, struct form *f, size_t i)
{
	struct arena arena = { 0 };
	struct str said = { 0 };
	struct err err = { 0 };
	if (f->opts.read == NULL)
		return;
	buf_reset(&f->said[i]);
	f->bad[i] = !f->opts.read(
	    app, f->opts.arg, i, value_of(f, i), &arena, &said, &err);
	buf_str(&f->said[i], f->bad[i] ? str_of(err.text) : said);
	arena_release(&arena);
}

/* Of a list the part that is being typed, else all of it. */
static struct str
typed_part(const struct form *f)
{
	struct str v = value_of(f, f->at);
	size_t from = 0;
	if (!f->fields[f->at].list)
		return v;
	bool semicolons = v.len > 0 && memchr(v.p, ';', v.len) != NULL;
	for (size_t i = 0; i < v.len; i++)
		if (v.p[i] == (semicolons ? ';' : ','))
			from = i + 1;
	while (from < v.len && v.p[from] == ' ')
		from++;
	return str_slice(v, from, v.len);
}

static void
forget_found(struct form *f)
{
	f->n_found = 0;
	f->chose = false;
}

/* What may stand here; all of it when asked for, else what letters lead to. */
static void
find(struct app *app, struct form *f, bool asked)
{
	struct str part = typed_part(f);
	forget_found(f);
	if (f->opts.complete == NULL || (!asked && part.len < PART_LEAST))
		return;
	arena_reset(&f->found_arena);
	struct form_typed typed = { f->at, part, asked };
	f->opts.complete(
	    app, f->opts.arg, typed, &f->found_arena, &f->found, &f->n_found);
	f->chosen = 0;
	if (f->n_found == 1 && str_eq(f->found[0], part))
		forget_found(f);
}

static void
touched(struct app *app, struct form *f)
{
	f->touched = true;
	keeper_touch(&f->keeper);
	read_field(app, f, f->at);
	app->ui->repaint = true;
}

static void
accept(struct app *app, struct form *f)
{
	struct str v = value_of(f, f->at), part = typed_part(f);
	struct buf b = { 0 };
	buf_str(&b, str_slice(v, 0, v.len - part.len));
	buf_str(&b, f->found[f->chosen]);
	edit_set(&f->edit[f->at], buf_view(&b));
	buf_release(&b);
	forget_found(f);
	touched(app, f);
}

/* ---- beginning and ending ---- */

static void
fill(struct app *app, struct form *f)
{
	struct buf text = { 0 };
	struct str rest, line;
	if (keeper_take(app, &f->keeper, &text)) {
		f->touched = true;
		for (size_t i = 0; i < f->opts.n; i++)
			edit_set(&f->edit[i], str_of(""));
	}
	rest = buf_view(&text);
	while (rest.len > 0 && str_split(&rest, '\n', &line)) {
		size_t colon = str_find(line, str_of(": "), 0);
		for (size_t i = 0; colon != SIZE_MAX && i < f->opts.n; i++)
			if (str_is(
				str_slice(line, 0, colon), f->fields[i].label))
				edit_set(&f->edit[i],
				    str_slice(line, colon + 2, line.len));
	}
	buf_release(&text);
	for (size_t i = 0; i < f->opts.n; i++)
		read_field(app, f, i);
}

void
app_form(struct app *app, const struct form_opts *opts)
{
	struct form *f = xcalloc(1, sizeof(*f));
	if (app->ui->form != NULL)
		form_close(app, true);
	f->opts = *opts;
	f->title = xstrdup(opts->title);
	f->at = opts->first;
	f->fresh = true;
	for (size_t i = 0; i < opts->n; i++) {
		f->fields[i] = opts->fields[i];
		f->fields[i].empty =
		    arena_str(&f->arena, opts->fields[i].empty);
		edit_set(&f->edit[i], opts->fields[i].initial);
	}
	keeper_begin(&f->keeper, opts->draft, opts->draft_context);
	f->opts.draft_context = (struct str){ 0 };
	app->ui->form = f;
	fill(app, f);
	app->ui->repaint = true;
}

static void
form_free(struct app *app, struct form *f, bool keep)
{
	keeper_end(app, &f->keeper, keep);
	if (f->opts.released != NULL)
		f->opts.released(f->opts.arg);
	for (size_t i = 0; i < f->opts.n; i++) {
		edit_release(&f->edit[i]);
		buf_release(&f->said[i]);
	}
	arena_release(&f->arena);
	arena_release(&f->found_arena);
	free(f->title);
	free(f);
	app->ui->repaint = true;
}

void
form_close(struct app *app, bool keep)
{
	struct form *f = app->ui->form;
	if (f == NULL)
		return;
	if (keep)
		(void)draft_step(app, true);
	app->ui->form = NULL;
	reader_hold(app, (struct span){ 0, 0 }, 0);
	form_free(app, f, keep);
}

struct keeper *
form_keeper(struct app *app)
{
	return app->ui->form != NULL ? &app->ui->form->keeper : NULL;
}

void
form_text(struct app *app, struct buf *out)
{
	const struct form *f = app->ui->form;
	for (size_t i = 0; i < f->opts.n; i++) {
		struct str v = value_of(f, i);
		if (v.len == 0)
			continue;
		buf_addf(out, "%s: ", f->fields[i].label);
		buf_str(out, v);
		buf_putc(out, '\n');
	}
}

/* As with prompts: the form steps aside while done runs, and comes back when
 * it is refused. */
static void
finish(struct app *app)
{
	struct form *f = app->ui->form;
	struct str values[FORM_FIELDS];
	struct err err = { 0 };
	size_t wrong = f->at;
	if (f->n_found > 0 && f->chose)
		accept(app, f);
	for (size_t i = 0; i < f->opts.n; i++)
		values[i] = str_trim(value_of(f, i));
	app->ui->form = NULL;
	app->ui->repaint = true;
	store_draft_settle(app->store, f->keeper.saved.id);
	bool done = f->opts.done(app, f->opts.arg, values, &wrong, &err);
	store_draft_settle(app->store, 0);
	if (done) {
		reader_hold(app, (struct span){ 0, 0 }, 0);
		form_free(app, f, false);
		return;
	}
	app->ui->form = f;
	forget_found(f);
	f->at = wrong < f->opts.n ? wrong : f->at;
	f->bad[f->at] = true;
	f->typing = false;
	buf_reset(&f->said[f->at]);
	buf_puts(&f->said[f->at], err.text);
}

static void
discard(struct app *app, void *arg, char key)
{
	(void)arg;
	if (key == 'y')
		form_close(app, false);
}

static void
leave(struct app *app, struct form *f)
{
	if (f->touched)
		app_ask(app, "Throw away what was typed? (y/n)", "yn", discard,
		    NULL);
	else
		form_close(app, false);
}

/* ---- keys ---- */

static void
go(struct app *app, struct form *f, size_t field)
{
	forget_found(f);
	f->at = field;
	f->typing = false;
	f->fresh = true;
	f->edit[field].at = f->edit[field].text.len;
	app->ui->repaint = true;
}

static void
step(struct app *app, struct form *f, size_t by)
{
	go(app, f, (f->at + by + f->opts.n) % f->opts.n);
}

static void
choose(struct app *app, struct form *f, size_t by)
{
	if (f->n_found == 0) {
		find(app, f, true);
		f->chose = f->n_found > 0;
		return;
	}
	if (f->chose)
		f->chosen = (f->chosen + by + f->n_found) % f->n_found;
	else
		f->chosen = by == 1 ? 0 : f->n_found - 1;
	f->chose = true;
}

/* Keys that go from field to field, or among what may stand in one. */
static bool
moves(struct app *app, struct form *f, uint32_t code)
{
	struct edit *e = &f->edit[f->at];
	bool found = f->n_found > 0;
	switch (code) {
	case K_TAB:
		if (found)
			accept(app, f);
		step(app, f, 1);
		return true;
	case K_BACKTAB:
		step(app, f, (size_t)-1);
		return true;
	case K_DOWN:
		if (found)
			choose(app, f, 1);
		else
			step(app, f, 1);
		return true;
	case K_UP:
		if (found)
			choose(app, f, (size_t)-1);
		else
			step(app, f, (size_t)-1);
		return true;
	case K_CTRL | 'n':
		choose(app, f, 1);
		return true;
	case K_CTRL | 'p':
		choose(app, f, (size_t)-1);
		return true;
	case K_RIGHT:
		if (!found || e->at < e->text.len)
			return false;
		accept(app, f);
		return true;
	default:
		return false;
	}
}

static bool
ends(struct app *app, struct form *f, uint32_t code)
{
	switch (code) {
	case K_ENTER:
	case K_CTRL | 'j':
	case K_CTRL | 's':
		finish(app);
		return true;
	case K_ESCAPE:
		if (f->n_found > 0)
			forget_found(f);
		else
			leave(app, f);
		return true;
	case K_CTRL | 'g':
	case K_CTRL | 'c':
		leave(app, f);
		return true;
	default:
		return false;
	}
}

/* The first letter typed in a field takes the place of what stands there; in a
 * list it begins one more. */
static void
begin_value(struct form *f, uint32_t code)
{
	struct edit *e = &f->edit[f->at];
	bool fresh = f->fresh && e->text.len > 0;
	f->fresh = false;
	if (!fresh || code <= ' ' || code >= K_NONE)
		return;
	if (!f->fields[f->at].list)
		edit_set(e, str_of(""));
	else if (code != ',' && code != ';')
		edit_insert(
		    e, str_of(str_ends(buf_view(&e->text), ";") ? " " : ", "));
}

bool
form_key(struct app *app, const struct key *key)
{
	struct form *f = app->ui->form;
	if (key->code == K_MOUSE)
		return false;
	app->ui->repaint = true;
	if (key->code == K_PASTE) {
		begin_value(f, 'v');
		edit_insert(&f->edit[f->at], term_paste(app->term));
		touched(app, f);
		return true;
	}
	if (ends(app, f, key->code) || moves(app, f, key->code))
		return true;
	begin_value(f, key->code);
	if (edit_key(&f->edit[f->at], key->code) == EDIT_CHANGED) {
		touched(app, f);
		f->typing = true;
		find(app, f, false);
	} else {
		forget_found(f);
	}
	return true;
}

void
form_click(struct app *app, int y, int x)
{
	struct form *f = app->ui->form;
	for (size_t i = 0; i < f->opts.n; i++) {
		const struct rect *p = &f->place[i];
		if (y >= p->y && y < p->y + p->h && x >= p->x &&
		    x < p->x + p->w)
			go(app, f, i);
	}
}
