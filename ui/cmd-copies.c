/* Copies of the article that is open: lay one beside it, go to the next. */
#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/app.h"
#include "ui/pane-articles.h"
#include "ui/pane-reader.h"

/* Its place among the copies of the open article; n: it is none of them. */
static size_t
place_of(const struct current *cur, int64_t id)
{
	size_t i = 0;

	while (i < cur->n_copies && cur->copies[i].id != id)
		i++;
	return i;
}

static bool
has_copies(struct app *app, struct err *err)
{
	return app->cur.n_copies > 0 ||
	       err_set(err, ERR_MISSING, "no copy of this article is known");
}

/* What an article is laid beside first: what came before it, the most alike. */
static size_t
first_beside(const struct current *cur)
{
	for (size_t i = 0; i < cur->n_copies; i++)
		if (cur->copies[i].earlier)
			return i;
	return 0;
}

/* Beside the original, beside the next copy, and beside none again. */
static bool
compare(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader_of(app);
	const struct current *cur = &app->cur;
	size_t first, i;

	(void)arg;
	if (r == NULL)
		return err_set(err, ERR_MISSING, "no article is open");
	if (!has_copies(app, err))
		return false;
	first = first_beside(cur);
	if (r->other.row.id == 0)
		return reader_beside(app, cur->copies[first].id, err);
	i = (place_of(cur, r->other.row.id) + 1) % cur->n_copies;
	return reader_beside(app, i == first ? 0 : cur->copies[i].id, err);
}

/* To a copy, in a ring that has the open article in it; while two are compared
 * the one that is left stands beside, if it was not the original already. */
static bool
go(struct app *app, int dir, struct err *err)
{
	struct reader *r = reader_of(app);
	int64_t from = app->cur.article.row.id, to = 0, low = 0, high = 0;
	bool compared = r != NULL && r->other.row.id != 0;

	if (!has_copies(app, err))
		return false;
	for (size_t i = 0; i < app->cur.n_copies; i++) {
		int64_t id = app->cur.copies[i].id;

		if ((dir > 0 ? id > from : id < from) &&
		    (to == 0 || (dir > 0 ? id < to : id > to)))
			to = id;
		if (low == 0 || id < low)
			low = id;
		if (id > high)
			high = id;
	}
	if (to == 0)
		to = dir > 0 ? low : high;
	if (!app_open_article(app, to, err))
		return false;
	articles_select(app, to);
	return !compared || r->other.row.id != to ||
	       reader_beside(app, from, err);
}

static bool
next_copy(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go(app, 1, err);
}

static bool
previous_copy(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go(app, -1, err);
}

const struct cmd cmd_copies[] = {
	{ .name = "compare",
	    .exec = compare,
	    .hint = "compare",
	    .help =
		"Mark what differs from the original, then from each copy" },
	{ .name = "copy-next",
	    .exec = next_copy,
	    .help = "Go to the next copy of the article" },
	{ .name = "copy-previous",
	    .exec = previous_copy,
	    .help = "Go to the copy before" },
	{ 0 },
};

const char *const keys_copies[] = {
	"reader = compare",
	"all ]= copy-next",
	"all [= copy-previous",
	NULL,
};
