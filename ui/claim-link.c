#include "config.h"

#include "ui/claim-link.h"

#include "model/words.h"

static const struct {
	char key;
	enum link_kind kind;
} kinds[] = {
	{ 's', LINK_SUPPORTS },
	{ 'c', LINK_CONTRADICTS },
	{ '=', LINK_SAME_AS },
	{ 'd', LINK_DERIVES_FROM },
	{ 'r', LINK_REPEATS },
	{ 'f', LINK_REFINES },
	{ 'p', LINK_SUPERSEDES },
	{ 't', LINK_RETRACTS },
};

/* Both are kept in app while one key is asked for. */
static void
linked(struct app *app, void *arg, char key)
{
	struct err err = { 0 };
	int64_t link, a = app->link_from, b = app->link_to;

	(void)arg;
	app->link_from = app->link_to = 0;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (kinds[i].key != key)
			continue;
		if (!store_claim_link(app->store, a, kinds[i].kind, b,
			str_of(""), &link, &err)) {
			app_fail(app, &err);
			return;
		}
		app_saved(app);
		app_say(app, "linked: %s; u takes it back",
		    link_kind_said(kinds[i].kind, false));
		if (app->cur.article.row.id != 0 &&
		    !app_reload_current(app, &err))
			app_fail(app, &err);
	}
}

/* The beginning of what a claim says, for the question. */
static void
put_statement(struct app *app, int64_t id, struct buf *out)
{
	enum { MOST = 24 };
	struct arena arena = { 0 };
	struct claim c;

	if (store_claim_get(app->store, id, &arena, &c, NULL)) {
		size_t n = points_to_byte(c.statement, MOST);

		buf_puts(out, "\xe2\x80\x9c");
		buf_str(out, str_slice(c.statement, 0, n));
		buf_puts(out, n < c.statement.len ? "\xe2\x80\xa6\xe2\x80\x9d"
						  : "\xe2\x80\x9d");
	}
	arena_release(&arena);
}

bool
claim_link(struct app *app, int64_t id, struct err *err)
{
	struct buf b = { 0 };

	if (id == 0)
		return err_set(err, ERR_MISSING, "there is no claim here");
	if (app->link_from == 0 || app->link_from == id) {
		app->link_from = app->link_from == id ? 0 : id;
		put_statement(app, id, &b);
		app_say(app,
		    app->link_from != 0
			? "%s: go to the other claim and press the same key"
			: "%s is not linked",
		    b.p != NULL ? b.p : "");
		buf_release(&b);
		return true;
	}
	app->link_to = id;
	put_statement(app, app->link_from, &b);
	buf_puts(&b, " s supports, c contradicts, = same as, d derives from, "
		     "r repeats, f refines, p supersedes, t retracts ");
	put_statement(app, id, &b);
	app_ask(app, b.p, "sc=drfpt", linked, NULL);
	buf_release(&b);
	return true;
}
