#include "config.h"

#include "ui/article-dates.h"

#include "ui/pane-reader.h"

enum {
	TEXT_MOST = 200000, /* bytes of a text that are looked through */
	OTHER_DAY = 3001    /* days between two readings of an undated text */
};

/* Whether a date means the same whenever it was written: one that is reckoned
 * ("two years ago") is found to be another against another day. */
static bool
is_absolute(const struct datex *date, const struct datex *others, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (others[i].span.from == date->span.from &&
		    str_eq(others[i].when, date->when))
			return true;
	return false;
}

void
article_dates_of(struct str text, int64_t written, int64_t today,
    struct arena *arena, struct datex **list, size_t *n)
{
	struct datex *others;
	size_t n_others, kept = 0;

	text = str_slice(text, 0, TEXT_MOST);
	if (written != INT64_MIN) {
		datex_find(text, written, arena, list, n);
		return;
	}
	datex_find(text, today, arena, list, n);
	datex_find(text, today - OTHER_DAY, arena, &others, &n_others);
	for (size_t i = 0; i < *n; i++)
		if (is_absolute(&(*list)[i], others, n_others))
			(*list)[kept++] = (*list)[i];
	*n = kept;
}

void
article_dates_find(const struct app *app, struct current *cur)
{
	if (!cur->dated)
		article_dates_of(cur->article.text,
		    cur->article.row.published_day, app_now(app) / 86400,
		    &cur->arena, &cur->dates, &cur->n_dates);
	cur->dated = true;
}

const struct datex *
article_dates(struct app *app, size_t *n)
{
	struct current *cur = &app->cur;

	article_dates_find(app, cur);
	*n = cur->n_dates;
	return cur->dates;
}

static const struct datex *
date_in(struct app *app, struct span span)
{
	size_t n;
	const struct datex *dates = article_dates(app, &n);

	for (size_t i = 0; i < n; i++)
		if (dates[i].span.from < span.to &&
		    dates[i].span.to > span.from)
			return &dates[i];
	return NULL;
}

struct str
article_date_chosen(struct app *app, bool *pointed)
{
	struct pane *p = app_pane(app, "reader");
	const struct reader *r = p != NULL ? p->state : NULL;
	const struct article_row *row = &app->cur.article.row;
	const struct datex *found = NULL;

	if (pointed != NULL)
		*pointed = false;
	if (r != NULL && r->cursor.mode != CURSOR_SENTENCE)
		found = date_in(app, cursor_focus(&r->cursor));
	if (found != NULL && pointed != NULL)
		*pointed = r->cursor.mode == CURSOR_POINT;
	if (found == NULL)
		found = date_in(app, app->cur.passage);
	if (found != NULL)
		return found->when;
	return row->published_day != INT64_MIN
		   ? str_slice(row->published, 0, 10)
		   : str_of("");
}
