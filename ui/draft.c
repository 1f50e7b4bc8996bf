#include "config.h"

#include "ui/draft.h"

#include "model/utf8.h"
#include "ui/cmd.h"
#include "ui/form.h"
#include "ui/ui.h"

enum {
	QUIET_MS_DRAFT = 250, /* after the last key the draft is saved, */
	MOST_MS = 900,        /* or so long after the first unsaved one */
	AGAIN_MS = 3000,
	OFFERED_BYTES = 200,
};

void
keeper_begin(struct keeper *k, const char *form, struct str context)
{
	*k = (struct keeper){ 0 };
	if (form == NULL)
		return;
	k->form = xstrdup(form);
	k->context = xstrndup(context.len > 0 ? context.p : "", context.len);
}

static void
keeper_save(struct app *app, struct keeper *k, struct str text)
{
	struct err err = { 0 };
	k->saved.form = str_of(k->form);
	k->saved.context = str_of(k->context);
	k->saved.text = text;
	k->unsaved = false;
	if (store_draft_save(app->store, &k->saved, &err))
		return;
	(void)err_prefix(&err, "what is typed is not kept safe yet");
	app_fail(app, &err);
	k->unsaved = true;
	k->first = k->changed = job_clock_ms() + AGAIN_MS;
}

bool
keeper_take(struct app *app, struct keeper *k, struct buf *text)
{
	struct ui *ui = app->ui;
	if (k->form == NULL || ui->recovered_id == 0)
		return false;
	buf_str(text, buf_view(&ui->recovered));
	k->saved.id = ui->recovered_id;
	ui->recovered_id = 0;
	buf_reset(&ui->recovered);
	/* Ours from now on: no other program is to offer it too. */
	if (!store_read_only(app->store))
		keeper_save(app, k, buf_view(text));
	return true;
}

void
keeper_touch(struct keeper *k)
{
	k->changed = job_clock_ms();
	if (!k->unsaved)
		k->first = k->changed;
	k->unsaved = true;
}

/* Milliseconds until it must be saved, below 0: never. */
static int
keeper_due(const struct app *app, const struct keeper *k)
{
	if (k->form == NULL || !k->unsaved || store_read_only(app->store))
		return -1;
	int64_t clock = job_clock_ms();
	int64_t quiet = k->changed + QUIET_MS_DRAFT - clock;
	int64_t most = k->first + MOST_MS - clock;
	int64_t left = quiet < most ? quiet : most;
	return left > 0 ? (int)left : 0;
}

void
keeper_end(struct app *app, struct keeper *k, bool keep)
{
	struct err err = { 0 };
	if (keep)
		store_draft_leave(app->store, k->saved.id);
	else if (k->form != NULL && k->saved.id != 0 &&
		 !store_draft_drop(app->store, k->saved.id, &err))
		app_fail(app, &err);
	free(k->form);
	free(k->context);
	*k = (struct keeper){ 0 };
}

int
draft_step(struct app *app, bool now)
{
	struct prompt *p = app->ui->prompt;
	struct keeper *k = p != NULL ? &p->keeper : form_keeper(app);
	struct buf text = { 0 };
	if (k == NULL)
		return -1;
	int left = keeper_due(app, k);
	if (left < 0 || (left > 0 && !now))
		return left;
	if (p != NULL)
		buf_str(&text, buf_view(&p->edit.text));
	else
		form_text(app, &text);
	keeper_save(app, k, buf_view(&text));
	buf_release(&text);
	return -1;
}

static void
offered(struct app *app, void *arg, char key)
{
	struct arena arena = { 0 };
	struct draft *list = NULL;
	size_t n = 0;
	struct err err = { 0 };
	(void)arg;
	bool done = key == 't'
			? draft_recover(app, &err)
			: store_drafts(app->store, &arena, &list, &n, &err);
	if (done && key == 'D' && n > 0)
		done = store_draft_drop(app->store, list[0].id, &err);
	arena_release(&arena);
	if (!done)
		app_fail(app, &err);
	else if (key == 'D')
		draft_offer(app);
}

/* The beginning of a draft as one line, the fields of a form divided by dots.
 */
static void
put_beginning(struct buf *out, struct str text)
{
	struct str head = utf8_head(text, OFFERED_BYTES);
	struct str rest = str_trim(head), line;
	bool any = false;
	while (str_split(&rest, '\n', &line)) {
		if (line.len == 0)
			continue;
		buf_puts(out, any ? " \xc2\xb7 " : "");
		buf_str(out, line);
		any = true;
	}
	if (head.len < text.len)
		buf_puts(out, "\xe2\x80\xa6");
}

void
draft_offer(struct app *app)
{
	struct arena arena = { 0 };
	struct draft *list;
	size_t n;
	struct err err = { 0 };
	if (!store_read_only(app->store) &&
	    store_drafts(app->store, &arena, &list, &n, &err) && n > 0) {
		struct buf b = { 0 };
		buf_addf(&b, "Left unfinished: a ");
		buf_str(&b, list[0].form);
		buf_puts(&b, " (t take it up, D throw it away, Esc later): ");
		put_beginning(&b, list[0].text);
		app_ask(app, b.p, "tD", offered, NULL);
		buf_release(&b);
	}
	arena_release(&arena);
}

bool
draft_recover(struct app *app, struct err *err)
{
	struct arena arena = { 0 };
	struct draft *list;
	size_t n;
	bool done = store_drafts(app->store, &arena, &list, &n, err);
	if (done && n == 0)
		done = err_set(err, ERR_MISSING, "there is no draft");
	if (done) {
		struct ui *ui = app->ui;
		buf_reset(&ui->recovered);
		buf_str(&ui->recovered, list[0].text);
		ui->recovered_id = list[0].id;
		done = cmd_run(app, list[0].context, err);
		/* What it was about is gone: its words are not. */
		if (!done)
			app_text(app, "A text left unfinished", list[0].text);
		ui->recovered_id = 0;
	}
	arena_release(&arena);
	return done;
}
