#include "config.h"

#include "ui/cmd-tables.h"

#include "model/datex.h"
#include "store/relation.h"
#include "ui/complete.h"
#include "ui/entry.h"
#include "ui/pane-dossier.h"

/* Relations of the entry whose dossier is shown: asked for in five lines, each
 * filled with what is there. Escape at any of them leaves all as it was; the
 * last Enter is the act. */

static const char *const certainties[] = { "certain", "probable", "contested",
	"uncertain" };

void
relation_form_release(struct relation_form *f)
{
	buf_release(&f->relation);
	buf_release(&f->start);
	buf_release(&f->end);
	buf_release(&f->role);
	buf_release(&f->certainty);
	buf_release(&f->sources);
}

static void
put(struct buf *b, struct str text)
{
	buf_reset(b);
	buf_puts(b, "");
	buf_str(b, str_trim(text));
}

static struct relation_form *
form_of(struct app *app)
{
	struct dossier *d = dossier_of(app);

	return d != NULL ? &d->form : NULL;
}

static void
ask(struct app *app, const char *label, const struct buf *initial,
    bool (*done)(struct app *, void *, struct str, struct err *),
    void (*complete)(struct app *, void *, struct str, struct arena *,
	struct str **, size_t *))
{
	struct prompt_opts opts = { .label = label,
		.initial = buf_view(initial),
		.done = done,
		.complete = complete,
		.again = true };

	app_prompt(app, &opts);
}

/* ---- the last line, and the act */

static bool
save(struct app *app, void *arg, struct str text, struct err *err)
{
	struct relation_form *f = form_of(app);
	struct relation_edit edit;
	bool good;

	(void)arg;
	if (f == NULL)
		return true;
	put(&f->sources, text);
	edit = (struct relation_edit){ .subject = f->subject,
		.object = f->object,
		.relation = buf_view(&f->relation),
		.role = buf_view(&f->role),
		.start = buf_view(&f->start),
		.end = buf_view(&f->end),
		.certainty = buf_view(&f->certainty),
		.sources = buf_view(&f->sources) };
	good = f->id != 0 ? store_relation_edit(app->store, f->id, &edit, err)
			  : store_relation_add(app->store, &edit, &f->id, err);
	if (good) {
		app_saved(app);
		app_say(app, "noted: u takes it back");
	}
	return good;
}

static bool
certainty_done(struct app *app, void *arg, struct str text, struct err *err)
{
	struct relation_form *f = form_of(app);
	bool good = str_trim(text).len == 0;

	(void)arg;
	for (size_t i = 0; i < ARRAY_LEN(certainties); i++)
		good = good || str_is(str_trim(text), certainties[i]);
	if (!good)
		return err_set(err, ERR_INVALID,
		    "certain, probable, contested or uncertain");
	if (f != NULL) {
		put(&f->certainty, text);
		ask(app, "Source (4 of 4): ", &f->sources, save, NULL);
	}
	return true;
}

static void
certainty_words(struct app *app, void *arg, struct str text,
    struct arena *arena, struct str **list, size_t *n)
{
	(void)app;
	(void)arg;
	complete_words(
	    text, certainties, ARRAY_LEN(certainties), arena, list, n);
}

static bool
role_done(struct app *app, void *arg, struct str text, struct err *err)
{
	struct relation_form *f = form_of(app);

	(void)arg;
	(void)err;
	if (f == NULL)
		return true;
	put(&f->role, text);
	ask(app, "How certain (3 of 4): ", &f->certainty, certainty_done,
	    certainty_words);
	return true;
}

/* ---- when */

static bool
date(struct app *app, struct str text, struct buf *out, struct err *err)
{
	struct edtf e;

	buf_reset(out);
	buf_puts(out, "");
	if (text.len == 0)
		return true;
	if (str_is(text, "..") || str_is(text, "now")) {
		buf_puts(out, "..");
		return true;
	}
	if (!datex_typed(text, app_now(app) / 86400, &e, err))
		return false;
	(void)edtf_to_third(&e);
	edtf_print(out, &e);
	return true;
}

/* "2014 to May 2019", "2014-05/2019", "since 2011", "early 2014". */
static bool
interval(
    struct app *app, struct str text, struct relation_form *f, struct err *err)
{
	static const char *const marks[] = { " to ", "/", " until " };
	size_t at = SIZE_MAX, len = 0;

	for (size_t i = 0; i < ARRAY_LEN(marks) && at == SIZE_MAX; i++) {
		at = str_find(text, str_of(marks[i]), 0);
		len = strlen(marks[i]);
	}
	if (at != SIZE_MAX)
		return date(app, str_trim(str_slice(text, 0, at)), &f->start,
			   err) &&
		       date(app, str_trim(str_slice(text, at + len, text.len)),
			   &f->end, err);
	if (str_starts(text, "until "))
		return date(app, str_of(""), &f->start, err) &&
		       date(app, str_slice(text, 6, text.len), &f->end, err);
	if (str_starts(text, "since "))
		return date(
			   app, str_slice(text, 6, text.len), &f->start, err) &&
		       date(app, str_of(".."), &f->end, err);
	if (!date(app, text, &f->start, err) ||
	    !date(app, str_of(""), &f->end, err))
		return false;
	at = str_find(buf_view(&f->start), str_of("/"), 0);
	if (at != SIZE_MAX) { /* for three years */
		buf_str(&f->end,
		    str_slice(buf_view(&f->start), at + 1, f->start.len));
		f->start.len = at;
	}
	return true;
}

static bool
when_done(struct app *app, void *arg, struct str text, struct err *err)
{
	struct relation_form *f = form_of(app);

	(void)arg;
	if (f == NULL)
		return true;
	if (!interval(app, str_trim(text), f, err))
		return false;
	ask(app, "As what, a role (2 of 4): ", &f->role, role_done, NULL);
	return true;
}

/* As it is typed: 2014-37 would not be known again, "early 2014" is. */
static void
add_edge(struct buf *out, struct str date)
{
	struct edtf e;

	if (edtf_parse(date, &e, NULL) && edtf_precision(&e) == EDTF_SEASON)
		edtf_display(out, &e);
	else
		buf_str(out, date);
}

static void
ask_when(struct app *app, struct relation_form *f)
{
	struct buf text = { 0 };

	buf_puts(&text, "");
	add_edge(&text, buf_view(&f->start));
	if (f->end.len > 0) {
		buf_puts(&text, " to ");
		add_edge(&text, buf_view(&f->end));
	}
	ask(app, "From when to when, .. still (1 of 4): ", &text, when_done,
	    NULL);
	buf_release(&text);
}

/* ---- what, and of whom */

/* "led-by" is "leads" seen from the other side. */
static bool
turn(struct str word, struct buf *relation)
{
	static const char *const pairs[][2] = { { "led-by", "leads" },
		{ "controlled-by", "controls" }, { "opposed-by", "opposes" },
		{ "supported-by", "supports" }, { "includes", "part-of" },
		{ "has-member", "member-of" },
		{ "recognised-by", "recognises" },
		{ "successor-of", "succeeded-by" } };

	put(relation, word);
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (str_is(word, pairs[i][0])) {
			put(relation, str_of(pairs[i][1]));
			return true;
		}
	return false;
}

static bool
what_done(struct app *app, void *arg, struct str text, struct err *err)
{
	struct relation_form *f = form_of(app);
	struct str rest = str_trim(text), word;
	int64_t other;
	bool turned;

	(void)arg;
	if (f == NULL)
		return true;
	if (!str_split(&rest, ' ', &word) || rest.p == NULL ||
	    str_trim(rest).len == 0)
		return err_set(err, ERR_INVALID,
		    "a word and an entry: leads lna, member-of gnc, led-by "
		    "haftar");
	if (!entry_named(app, str_trim(rest), &other, err))
		return false;
	turned = turn(word, &f->relation);
	f->subject = turned ? other : f->of;
	f->object = turned ? f->of : other;
	ask_when(app, f);
	return true;
}

static void
what_words(struct app *app, void *arg, struct str text, struct arena *arena,
    struct str **list, size_t *n)
{
	size_t blank = str_find(text, str_of(" "), 0);
	const char *word;

	(void)arg;
	*n = 0;
	*list = arena_array(arena, 16, sizeof **list);
	for (size_t i = 0;
	     blank == SIZE_MAX && (word = store_relation_word(i)) != NULL; i++)
		if (strncmp(word, text.p, text.len) == 0)
			(*list)[(*n)++] = arena_printf(arena, "%s ", word);
	if (blank == SIZE_MAX)
		return;
	entry_keys(app, str_slice(text, blank + 1, text.len), arena, list, n);
	for (size_t i = 0; i < *n; i++)
		(*list)[i] = arena_printf(arena, "%.*s%.*s", (int)blank + 1,
		    text.p, (int)(*list)[i].len, (*list)[i].p);
}

static bool
add(struct app *app, struct str arg, struct err *err)
{
	struct relation_form *f = form_of(app);
	struct buf none = { 0 };

	if (f == NULL || dossier_entity(app) == 0)
		return err_set(err, ERR_MISSING, "no dossier is open");
	relation_form_release(f);
	*f = (struct relation_form){ .of = dossier_entity(app) };
	buf_puts(&none, "");
	if (str_trim(arg).len > 0 && !what_done(app, NULL, arg, err)) {
		buf_release(&none);
		return false;
	}
	if (str_trim(arg).len == 0)
		ask(app, "What, of whom (leads lna, Tab): ", &none, what_done,
		    what_words);
	buf_release(&none);
	return true;
}

static bool
edit_relation(
    struct app *app, struct relation_form *f, const struct relation *r)
{
	f->id = r->id;
	f->subject = r->subject;
	f->object = r->object;
	put(&f->relation, r->relation);
	put(&f->start, r->start);
	put(&f->end, r->end);
	put(&f->role, r->role);
	put(&f->certainty, r->certainty);
	put(&f->sources, r->sources);
	ask_when(app, f);
	return true;
}

/* ---- what the cursor of the dossier stands on */

static bool
edit(struct app *app, struct str arg, struct err *err)
{
	/* The relation last: each look may load the pane anew. */
	struct relation_form *f = form_of(app);
	const struct relation *r = dossier_relation(app);

	if (r != NULL)
		return edit_relation(app, f, r);
	(void)arg;
	return cmd_run(app, str_of("note-edit"), err);
}

static bool delete (struct app *app, struct str arg, struct err *err)
{
	const struct relation *r = dossier_relation(app);

	(void)arg;
	if (r == NULL)
		return cmd_run(app, str_of("note-delete"), err);
	if (!store_relation_remove(app->store, r->id, err))
		return false;
	app_saved(app);
	app_say(app, "removed: u takes it back");
	return true;
}

#define DOSSIER .pane = "dossier"

const struct cmd cmd_relation[] = {
	{ .name = "relation-add",
	    .arg = CMD_TEXT_OPT,
	    .exec = add,
	    .acts = true,
	    .hint = "relation",
	    .help = "Say what the entry was of another one, and when" },
	{ .name = "dossier-edit",
	    DOSSIER,
	    .exec = edit,
	    .acts = true,
	    .hint = "edit",
	    .help = "Edit the relation or the note under the cursor" },
	{ .name = "dossier-delete",
	    DOSSIER,
	    .exec = delete,
	    .acts = true,
	    .hint = "delete",
	    .help = "Remove the relation or the note under the cursor" },
	{ 0 },
};

const char *const keys_relation[] = {
	"dossier R relation-add",
	"register R relation-add",
	"dossier e dossier-edit",
	"dossier D dossier-delete",
	NULL,
};
