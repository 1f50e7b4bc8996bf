#include "config.h"

#include "store/article.h"
#include "store/find.h"
#include "ui/folders.h"
#include "ui/ui.h"

enum { UNKNOWN = -1, NO_QUERY = -2 };

struct folder {
	struct str name, query;
	int64_t unread; /* or UNKNOWN, or NO_QUERY: it is none (any more) */
	bool counted;   /* since the library changed */
};

struct folders {
	struct arena arena;
	struct folder *v; /* "all" is the first */
	size_t n;
	uint64_t queries; /* changes of them when they were read */
	uint64_t seen;    /* changes of the library when counting began */
	/* The one that is being counted. */
	struct find *find;
	struct job *job;
	int64_t count;
};

/* ---- names and queries ---- */

static bool
is_all(struct str name)
{
	return str_is(name, "all");
}

bool
folder_query(struct app *app, struct str name, struct arena *arena,
    struct str *query, struct err *err)
{
	struct saved_query *list;
	size_t n;

	*query = str_of("");
	if (is_all(name))
		return true;
	if (!store_queries(app->store, arena, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i].name, name)) {
			*query = list[i].query;
			return true;
		}
	}
	return err_set(err, ERR_MISSING, "there is no folder \"%.*s\"",
	    (int)name.len, name.p);
}

void
folder_names(struct app *app, struct str typed, struct arena *arena,
    struct str **list, size_t *n)
{
	struct saved_query *all;
	size_t n_all;

	*n = 0;
	if (!store_queries(app->store, arena, &all, &n_all, NULL))
		n_all = 0;
	*list = arena_array(arena, n_all + 1, sizeof **list);
	for (size_t i = 0; i < n_all; i++)
		if (str_find(all[i].name, typed, 0) != SIZE_MAX)
			(*list)[(*n)++] = all[i].name;
}

/* ---- what is unread ---- */

static void
stop(struct folders *f)
{
	if (f->job != NULL)
		f->job->free(f->job);
	store_find_close(f->find);
	f->job = NULL;
	f->find = NULL;
}

static const struct folder *
named(const struct folders *f, struct str name)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->v[i].name, name))
			return &f->v[i];
	return NULL;
}

/* The folders as they are, with what was known of them. */
static void
read_again(struct app *app, struct folders *f)
{
	struct folders next = {
		.queries = store_generation(app->store, TOPIC_QUERY),
		.seen = app_changes(app),
	};
	struct saved_query *list;
	size_t n = 0;

	stop(f);
	if (!store_queries(app->store, &next.arena, &list, &n, NULL))
		n = 0;
	next.v = arena_array(&next.arena, n + 1, sizeof *next.v);
	next.v[next.n++] = (struct folder){ .name = str_of("all") };
	for (size_t i = 0; i < n; i++)
		next.v[next.n++] =
		    (struct folder){ list[i].name, list[i].query, 0, false };
	for (size_t i = 0; i < next.n; i++) {
		const struct folder *old = named(f, next.v[i].name);

		next.v[i].unread = old != NULL ? old->unread : UNKNOWN;
	}
	arena_release(&f->arena);
	*f = next;
}

static struct folder *
uncounted(struct folders *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (!f->v[i].counted)
			return &f->v[i];
	return NULL;
}

/* Whether to count again. A round goes to its end before that: while articles
 * come in there would be none. */
static bool
is_old(const struct app *app)
{
	struct folders *f = app->ui->folders;

	return uncounted(f) == NULL && f->seen != app_changes(app);
}

bool
folders_wanted(const struct app *app)
{
	const struct ui *ui = app->ui;
	const struct prompt *p = ui->prompt;

	return p != NULL && p->opts.beside == folder_beside &&
	       (uncounted(ui->folders) != NULL || is_old(app));
}

/* As the list would count it when the folder is opened. */
static void
begin(struct app *app, struct folders *f, struct folder *one)
{
	struct buf query = { 0 };
	struct err err;

	if (one->query.len > 0)
		buf_addf(&query, "(%.*s) ", (int)one->query.len, one->query.p);
	buf_puts(&query, "is:unread");
	if (store_find_open(
		app->store, buf_view(&query), SORT_DATE, &f->find, &err)) {
		if (!app->list.unfolded)
			store_find_fold(f->find);
		f->job = store_find_count(f->find, &f->count);
	} else {
		f->find = NULL;
		one->unread = NO_QUERY;
		one->counted = true;
	}
	buf_release(&query);
}

void
folders_step(struct app *app)
{
	struct ui *ui = app->ui;
	struct folder *one;
	struct err err = { 0 };

	if (is_old(app))
		read_again(app, ui->folders);
	one = uncounted(ui->folders);
	if (one == NULL)
		return;
	if (ui->folders->job == NULL) {
		begin(app, ui->folders, one);
	} else if (!app_walk(app, ui->folders->job, &err)) {
		one->unread =
		    err.code == ERR_NONE ? ui->folders->count : NO_QUERY;
		one->counted = true;
		stop(ui->folders);
		ui->repaint = true;
	}
}

void
folders_stop(struct ui *ui)
{
	if (ui->folders != NULL)
		stop(ui->folders);
}

void
folders_free(struct ui *ui)
{
	if (ui->folders == NULL)
		return;
	stop(ui->folders);
	arena_release(&ui->folders->arena);
	free(ui->folders);
	ui->folders = NULL;
}

/* What the menu shows is at hand, for it is painted. */
void
folder_names_all(struct app *app, struct str typed, struct arena *arena,
    struct str **list, size_t *n)
{
	struct folders *f = app->ui->folders;

	if (f == NULL)
		f = app->ui->folders = xcalloc(1, sizeof *f);
	if (f->n == 0 ||
	    f->queries != store_generation(app->store, TOPIC_QUERY))
		read_again(app, f);
	*list = arena_array(arena, f->n, sizeof **list);
	*n = 0;
	for (size_t i = 0; i < f->n; i++)
		if (str_find(f->v[i].name, typed, 0) != SIZE_MAX)
			(*list)[(*n)++] = arena_str(arena, f->v[i].name);
}

struct str
folder_beside(struct app *app, struct str name, struct arena *arena)
{
	const struct folder *one = named(app->ui->folders, name);
	struct str query;

	if (one == NULL)
		return str_of("");
	query = one->query;
	if (one->unread == UNKNOWN)
		return arena_printf(
		    arena, "%7s         %.*s", "", (int)query.len, query.p);
	if (one->unread == NO_QUERY)
		return arena_printf(
		    arena, "      ?  unread  %.*s", (int)query.len, query.p);
	return arena_printf(arena, "%7lld unread  %.*s", (long long)one->unread,
	    (int)query.len, query.p);
}

/* Where none of them is shown, that behind all. */
size_t
folder_next(struct app *app, const struct str *list, size_t n)
{
	struct str query = str_trim(buf_view(&app->list.query));
	size_t at = 0;

	for (size_t i = 1; i < n; i++) {
		const struct folder *one = named(app->ui->folders, list[i]);

		if (one != NULL && str_eq(str_trim(one->query), query))
			at = i;
	}
	return (at + 1) % n;
}
