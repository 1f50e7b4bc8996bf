/* What the next step would open is read while no key waits: it is taken if
 * nothing has changed since, and nothing that shows tells whether it was. */
#include "config.h"

#include "store/article.h"
#include "store/entity.h"
#include "store/note.h"
#include "tests/screen.h"
#include "tests/test.h"
#include "ui/pane-articles.h"

enum { ARTICLES = 90 };

/* Names, dates, words that look like names; titles that are cut, from right to
 * left, wide; texts of one line and of many. */
static struct store *
library(void)
{
	static const char *const titles[] = { "Ports reopen after talks",
		("A title that is much too long for the list, and for the pane "
		 "beside it as well, so that both must cut it somewhere"),
		"\xd9\x84\xd9\x8a\xd8\xa8\xd9\x8a\xd8\xa7 2017",
		"\xe6\x97\xa5\xe6\x9c\xac e\xcc\x81t\xc3\xa9" };
	static const char *const texts[] = {
		"Khalifa Haftar met Fayez Sarraj in Cairo on 14 February 2017.",
		("The delegation of Bani Dulaim left two days ago.\\n\\nOn "
		 "Tuesday Omar Belaid spoke in Tripoli of the Shuruq Brigade, "
		 "which had held the airport since May 2014, as was said."),
		("\xd9\x82\xd8\xa7\xd9\x84 \xd8\xae\xd9\x84\xd9\x8a\xd9\x81"
		 "\xd8\xa9 \xd8\xad\xd9\x81\xd8\xaa\xd8\xb1.")
	};
	char *lines[ARTICLES];
	struct store *store;

	for (int i = 0; i < ARTICLES; i++) {
		struct buf b = { 0 };

		buf_addf(&b, "{\"title\":\"%s %d\",\"text\":\"", titles[i % 4],
		    i * 7919 % 1000);
		/* Or they would be copies of each other. */
		for (int k = 0; k < 40; k++)
			buf_addf(&b, "%c%c%c%c ", 'a' + (i * 7 + k * k) % 26,
			    'a' + (i * i + k) % 26, 'a' + (i + k * 3) % 26,
			    'a' + (i / 26 + k * i) % 26);
		for (int k = 0; k <= i % 5; k++)
			buf_addf(
			    &b, "%s%s", k > 0 ? "\\n" : "", texts[(i + k) % 3]);
		buf_puts(&b, "\"");
		if (i % 6 != 0)
			buf_addf(&b, ",\"date\":\"2017-%02d-%02d\"", i % 12 + 1,
			    i % 28 + 1);
		buf_puts(&b, "}");
		lines[i] = b.p;
	}
	store = screen_library(
	    ":memory:", (const char *const *)lines, ARRAY_LEN(lines));
	for (int i = 0; i < ARTICLES; i++)
		free(lines[i]);
	return store;
}

/* What stands there is what all of it, loaded and painted anew, would be. */
static bool
is_fresh(struct app *app)
{
	struct buf before = { 0 }, after = { 0 };
	struct err err = { 0 };
	bool same;

	app_turn(app);
	(void)screen_text(app, true, &before);
	for (size_t i = 0; i < app->ui->n_panes; i++)
		pane_stale(app->ui->panes[i]);
	app->ui->repaint = true;
	if (!app_reload_current(app, &err))
		die("%s", err.text);
	app_turn(app);
	(void)screen_text(app, true, &after);
	same = str_eq(buf_view(&before), buf_view(&after));
	if (!same)
		printf("# as it stood:\n%s# as it should:\n%s\n", before.p,
		    after.p);
	buf_release(&before);
	buf_release(&after);
	return same;
}

/* The text read ahead; NULL: nothing is. */
static const char *
ahead(const struct app *app)
{
	return app->ui->ahead.article.row.id != 0
		   ? app->ui->ahead.article.text.p
		   : NULL;
}

static void
steps(struct app *app, const char *what, const char *key, int n)
{
	int fresh = 0, taken = 0;

	for (int i = 0; i < n; i++) {
		const char *text = ahead(app);

		screen_keys(app, key);
		taken += text != NULL && app->cur.article.text.p == text;
		fresh += is_fresh(app);
		/* What is compared has loaded the article anew. */
		app->ui->ahead_due = true;
		app_look_ahead(app);
	}
	is_int(fresh, n, "%s: each picture is that of the library", what);
	ok(taken >= n - 2, "%s: %d of %d articles were read ahead", what, taken,
	    n);
}

static void
acts(struct app *app)
{
	struct err err = { 0 };
	struct note note = { .on = ON_ARTICLE };
	const char *text;
	size_t changed;
	int64_t id;

	screen_keys(app, "g j j");
	text = ahead(app);
	ok(text != NULL, "the next one is read ahead");
	id = note.on_id = app->ui->ahead.article.row.id;
	note.text = str_of("seen from afar");
	ok(store_note_add(app->store, &note, &note.id, &err), "it gets a note");
	screen_keys(app, "j");
	ok(app->cur.article.row.id == id && app->cur.article.text.p != text &&
		app->cur.n_notes == 1,
	    "what was read before that is not taken");
	ok(is_fresh(app), "and the note shows");

	id = app->ui->ahead.article.row.id;
	ok(id != 0 && store_article_mark(
			  app->store, &id, 1, MARK_FLAG, &changed, &err),
	    "the next is flagged");
	screen_keys(app, "j");
	ok(app->cur.article.row.id == id && app->cur.article.row.flagged,
	    "which shows when it is opened");

	id = app->ui->ahead.article.row.id;
	ok(id != 0 && store_entity_add(app->store, ENTITY_PERSON,
			  str_of("Omar Belaid"), &id, &err),
	    "the register learns a name");
	screen_keys(app, "j");
	ok(is_fresh(app), "the article has it");
}

/* At the edges of the window and of the list, and where there is no list. */
static void
edges(struct app *app)
{
	screen_keys(app, "g");
	ok(ahead(app) == NULL || is_fresh(app), "the first");
	screen_keys(app, "k k");
	ok(is_fresh(app), "there is none before the first");
	screen_keys(app, "G j j");
	ok(is_fresh(app), "nor behind the last");
	screen_keys(app, "s \"haftar\" Enter j j k");
	ok(ahead(app) == NULL && is_fresh(app),
	    "rows with snippets are not fetched ahead");
	screen_keys(app, "Escape");
}

int
main(void)
{
	struct store *store = library();
	struct app *app = screen_open(store, 36, 120);

	screen_keys(app, "g j");
	steps(app, "down", "j", 60);
	steps(app, "up", "k", 40);
	screen_keys(app, "g PageDown");
	steps(app, "by pages", "PageDown", 2);
	screen_keys(app, ": \"focus reader\" Enter g J");
	screen_keys(app, ": \"focus articles\" Enter g j");
	acts(app);
	edges(app);
	term_resize(app->term, 24, 80);
	app->ui->relayout = true;
	screen_keys(app, "g j");
	steps(app, "in 80 columns", "j", 30);
	app_free(app);
	store_close(store);
	return done();
}
