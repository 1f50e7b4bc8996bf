/* The rows of the list: what the query finds, one row a story, and under a
 * story that is unfolded its copies, in order of time. */
#include "config.h"

#include "ui/pane-articles.h"

#include "store/article.h"
#include "store/copies.h"
#include "ui/app.h"

/* Rows of a page as they come together. */
struct rows {
	const struct page *page;
	struct arena *arena;
	struct find_row *v;
	size_t n;
};

bool
articles_unfolded(const struct articles *a, int64_t story)
{
	for (size_t i = 0; i < a->n_stories; i++)
		if (a->stories[i] == story)
			return true;
	return false;
}

void
articles_fold(struct articles *a, int64_t story, bool unfold)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n_stories; i++)
		if (a->stories[i] != story)
			a->stories[n++] = a->stories[i];
	a->n_stories = n;
	if (!unfold)
		return;
	if (n == ARRAY_LEN(a->stories)) { /* the one unfolded first goes */
		memmove(a->stories, a->stories + 1,
		    sizeof a->stories - sizeof *a->stories);
		n--;
	}
	a->stories[n++] = story;
	a->n_stories = n;
}

static void
add(struct rows *r, const struct find_row *row)
{
	if (r->n < r->page->most)
		r->v[r->n++] = *row;
}

/* The copies under a story that stand past `ord`, nearest first in that
 * direction; from the one end if ord is that of no copy. */
static bool
add_copies(struct pane *p, struct rows *r, struct find_key key, int64_t story,
    int64_t ord, struct err *err)
{
	struct article_row *list = NULL;
	int dir = r->page->dir;
	size_t n;

	if (!articles_unfolded(p->state, story))
		return true;
	if (!store_copies_under(p->app->store, story, r->arena, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct article_row *c = &list[dir > 0 ? i : n - 1 - i];

		if (dir > 0 ? c->ord > ord : c->ord < ord)
			add(r, &(struct find_row){
				   .row = *c, .key = key, .under = story });
	}
	return true;
}

/* The story that a copy stands under, as a row. */
static bool
add_head(struct pane *p, struct rows *r, const struct find_row *copy,
    struct err *err)
{
	struct find_row row = { .key = copy->key };

	if (!store_article_row(
		p->app->store, copy->under, r->arena, &row.row, err))
		return false;
	add(r, &row);
	return true;
}

/* What stands between a row and the next story in that direction. */
static bool
add_rest(struct pane *p, struct rows *r, const struct find_row *from,
    struct err *err)
{
	if (r->page->dir > 0)
		return add_copies(p, r, from->key,
		    from->under != 0 ? from->under : from->row.id,
		    from->under != 0 ? from->row.ord : INT64_MIN, err);
	return from->under == 0 ||
	       (add_copies(p, r, from->key, from->under, from->row.ord, err) &&
		   add_head(p, r, from, err));
}

static bool
add_story(
    struct pane *p, struct rows *r, const struct find_row *row, struct err *err)
{
	int dir = r->page->dir;

	if (dir > 0)
		add(r, row);
	if (!add_copies(p, r, row->key, row->row.id,
		dir > 0 ? INT64_MIN : INT64_MAX, err))
		return false;
	if (dir < 0)
		add(r, row);
	return true;
}

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	struct page found = *page;
	struct pane *p = ctx;
	const struct find_row *at = from;
	struct rows r = { page, arena,
		arena_array(arena, page->most, sizeof *r.v), 0 };
	struct find_row *list = NULL;
	size_t i;

	*rows = r.v;
	page->n = 0;
	if (p->app->list.find == NULL)
		return true;
	if ((at != NULL && !add_rest(p, &r, at, err)) ||
	    !store_find_page(p->app->list.find, at != NULL ? &at->key : NULL,
		&found, arena, &list, err))
		return false;
	for (i = 0; i < found.n && r.n < page->most; i++)
		if (!add_story(p, &r, &list[i], err))
			return false;
	page->n = r.n;
	return true;
}

static int64_t
row_id(const void *row)
{
	return ((const struct find_row *)row)->row.id;
}

/* In the list by itself, or under a story that is unfolded. */
static bool
locate(void *ctx, int64_t id, struct arena *arena, void *row, struct err *err)
{
	struct pane *p = ctx;
	struct find *find = p->app->list.find;
	struct find_row *at = row;
	struct err missing = { ERR_NONE, "" };
	int64_t head;

	*at = (struct find_row){ .row.id = id };
	if (find == NULL)
		return err_set(err, ERR_MISSING, "there is no list");
	if (store_find_locate(find, id, &at->key, &missing))
		return true;
	if (missing.code != ERR_MISSING ||
	    !store_copy_head(p->app->store, id, &head, &missing) ||
	    head == id || !articles_unfolded(p->state, head) ||
	    !store_find_locate(find, head, &at->key, &missing))
		return err_set(err, missing.code, "%s", missing.text);
	at->under = head;
	return store_article_row(p->app->store, id, arena, &at->row, err);
}

const struct list_ops articles_list_ops = {
	.row_size = sizeof(struct find_row),
	.dear = true,
	.page = page,
	.id = row_id,
	.locate = locate,
};
