#include "config.h"

#include "model/day.h"
#include "store/article.h"
#include "store/find.h"
#include "store/match.h"
#include "store/near.h"
#include "ui/cli.h"

enum { PAGE = 200, ROW_FIELDS = 12 };

static void
row_fields(const struct article_row *r, struct field *f)
{
	f[0] = field_number("id", r->id);
	f[1] = field_text("title", r->title);
	f[2] = field_text("outlet", r->outlet);
	f[3] = field_text("published", r->published);
	f[4] = field_text("url", r->url);
	f[5] = field_text("language", r->language);
	f[6] = field_number("words", r->words);
	f[7] = field_text("state", str_of(article_state_name(r->state)));
	f[8] = field_bool("flagged", r->flagged);
	f[9] = field_number("claims", r->claims);
	f[10] = field_number("notes", r->notes);
	f[11] = field_number("copies", r->copies);
}

static char
mark_of(const struct article_row *r)
{
	if (r->flagged)
		return '*';
	if (r->state == ARTICLE_DISMISSED)
		return 'x';
	return r->state == ARTICLE_DONE ? '-' : 'o';
}

static void
put_row(struct cli *cli, const struct article_row *r)
{
	struct field f[ROW_FIELDS];

	if (cli->json) {
		row_fields(r, f);
		cli_json(cli, f, ROW_FIELDS);
		return;
	}
	cli_printf(cli, "%6lld %c %-10.10s  %s%s%s\n", (long long)r->id,
	    mark_of(r), r->published.len > 0 ? r->published.p : "", r->title.p,
	    r->outlet.len > 0 ? " · " : "", r->outlet.p);
}

bool
cli_count(struct find *find, int64_t *count, struct err *err)
{
	struct job *job = store_find_count(find, count);

	while (job->step(job, INT64_MAX, err))
		;
	job->free(job);
	return err->code == ERR_NONE;
}

static int
print_count(struct cli *cli, struct find *find, struct err *err)
{
	int64_t count;

	if (!cli_count(find, &count, err))
		return cli_fail(cli, err);
	cli_printf(cli, "%lld\n", (long long)count);
	return CLI_OK;
}

static int
print_rows(struct cli *cli, struct find *find, int64_t limit, struct err *err)
{
	struct page page = { .dir = 1, .n = PAGE };
	struct arena arena = { 0 };
	struct find_key last, *from = NULL;
	struct find_row *rows;
	size_t i;

	while (page.n == PAGE && limit > 0) {
		arena_reset(&arena);
		page.most = limit < PAGE ? (size_t)limit : PAGE;
		if (!store_find_page(find, from, &page, &arena, &rows, err))
			break;
		for (i = 0; i < page.n; i++)
			put_row(cli, &rows[i].row);
		if (page.n > 0)
			last = rows[page.n - 1].key;
		from = &last;
		limit -= (int64_t)page.n;
	}
	arena_release(&arena);
	return err->code == ERR_NONE ? CLI_OK : cli_fail(cli, err);
}

/* Open the query of the verb; what is wrong with it is said. */
static bool
open_query(struct cli *cli, struct str query, enum sort sort,
    struct find **find, int *status)
{
	struct err err = { 0 };

	if (store_find_open(cli->store, query, sort, find, &err))
		return true;
	if (err.code == ERR_INVALID)
		cli_warn("query: %s", err.text);
	*status = err.code == ERR_INVALID ? CLI_REFUSED : cli_fail(cli, &err);
	return false;
}

bool
cli_warn_unknown(struct cli *cli, const char *verb, struct str query)
{
	struct err err = { 0 };
	struct str said;

	if (!store_query_unknown(cli->store, query, &cli->arena, &said, &err) ||
	    said.len == 0)
		return false;
	cli_warn("%s: %.*s", verb, (int)said.len, said.p);
	return true;
}

/* Nothing found: a name may be spelt in a way that nobody knows. */
static void
say_meant(struct cli *cli, struct find *find)
{
	struct page page = { .dir = 1, .most = 1 };
	struct err err = { 0 };
	struct find_row *rows;
	struct str name;

	if (store_find_page(find, NULL, &page, &cli->arena, &rows, &err) &&
	    page.n == 0 &&
	    store_name_meant(
		cli->store, cli_rest(cli, 0), &cli->arena, &name, &err) &&
	    name.len > 0)
		cli_warn("list: nothing found: did you mean %.*s?",
		    (int)name.len, name.p);
}

int
cli_list(struct cli *cli)
{
	const char *order = cli_opt(cli, "sort");
	enum sort sort = SORT_DATE;
	int64_t limit = INT64_MAX;
	struct err err = { 0 };
	struct find *find;
	int status;

	if (order != NULL && !sort_parse(str_of(order), &sort))
		return cli_usage(
		    cli, "--sort is date, relevance or outlet, not %s", order);
	if (!cli_opt_int(cli, "limit", 0, &limit))
		return CLI_USAGE;
	if (!open_query(cli, cli_rest(cli, 0), sort, &find, &status))
		return status;
	if (cli_opt(cli, "count") != NULL)
		status = print_count(cli, find, &err);
	else
		status = print_rows(cli, find, limit, &err);
	if (status == CLI_OK && store_find_sort(find) != sort)
		cli_warn("list: newest first, since relevance needs words and "
			 "at most %d articles",
		    FIND_RANKED);
	if (status == CLI_OK && cli->argc > 0 &&
	    !cli_warn_unknown(cli, "list", cli_rest(cli, 0)))
		say_meant(cli, find);
	store_find_close(find);
	return status;
}

static void
show_json(struct cli *cli, const struct article *a)
{
	struct field f[ROW_FIELDS + 5];

	row_fields(&a->row, f);
	f[ROW_FIELDS] = field_body("text", a->text);
	f[ROW_FIELDS + 1] = field_text("author", a->author);
	f[ROW_FIELDS + 2] =
	    field_text("imported", cli_time(&cli->arena, a->row.imported));
	f[ROW_FIELDS + 3] = field_text("hash", a->hash);
	f[ROW_FIELDS + 4] = field_number("versions", a->version);
	cli_json(cli, f, ARRAY_LEN(f));
}

static void
show_line(struct cli *cli, const char *name, struct str value)
{
	if (value.len > 0)
		cli_printf(cli, "%s: %s\n", name, value.p);
}

static void
show_text(struct cli *cli, const struct article *a)
{
	const struct article_row *r = &a->row;

	cli_put(cli, r->title);
	cli_printf(cli, "\n\n");
	show_line(cli, "Outlet", r->outlet);
	show_line(cli, "Author", a->author);
	show_line(cli, "Published", r->published);
	show_line(cli, "Link", r->url);
	show_line(cli, "Language", r->language);
	show_line(cli, "From", a->origin);
	show_line(cli, "Mended", a->repaired);
	cli_printf(cli, "%u words, %s%s\n\n", r->words,
	    article_state_name(r->state), r->flagged ? ", flagged" : "");
	cli_put(cli, a->text);
	if (!str_ends(a->text, "\n"))
		cli_printf(cli, "\n");
}

int
cli_show(struct cli *cli)
{
	struct article a;
	struct err err = { 0 };
	int64_t id;

	if (cli->argc != 1)
		return cli_usage(cli, "which article?");
	if (!cli_id(cli, 0, &id))
		return CLI_USAGE;
	if (!store_article_get(cli->store, id, &cli->arena, &a, &err))
		return cli_fail(cli, &err);
	if (cli->json)
		show_json(cli, &a);
	else
		show_text(cli, &a);
	return CLI_OK;
}

/* Ids that an act is for, in a growing list. */
struct ids {
	int64_t *v;
	size_t n, size;
};

static void
ids_add(struct ids *ids, int64_t id)
{
	if (ids->n == ids->size) {
		ids->size = ids->size > 0 ? ids->size * 2 : 64;
		ids->v = xreallocarray(ids->v, ids->size, sizeof *ids->v);
	}
	ids->v[ids->n++] = id;
}

static bool
add_found(void *arg, const struct find_row *row, struct err *err)
{
	(void)err;
	ids_add(arg, row->row.id);
	return true;
}

/* The articles of the positional arguments before `end`, or of --query. */
static int
take_ids(struct cli *cli, int end, struct ids *ids)
{
	const char *query = cli_opt(cli, "query");
	struct err err = { 0 };
	struct find *find;
	int64_t id;
	int status = CLI_OK, i;

	for (i = 0; i < end; i++) {
		if (!cli_id(cli, i, &id))
			return CLI_USAGE;
		ids_add(ids, id);
	}
	if (query == NULL)
		return ids->n > 0 ? CLI_OK : cli_usage(cli, "which articles?");
	if (end > 0)
		return cli_usage(cli, "either numbers or --query");
	if (!open_query(cli, str_of(query), SORT_DATE, &find, &status))
		return status;
	(void)cli_warn_unknown(cli, "query", str_of(query));
	if (!store_find_each(find, add_found, ids, &err))
		status = cli_fail(cli, &err);
	store_find_close(find);
	return status;
}

static int
say_changed(struct cli *cli, size_t changed, size_t of)
{
	struct field f[] = {
		field_number("changed", (int64_t)changed),
		field_number("of", (int64_t)of),
	};

	if (cli->json)
		cli_json(cli, f, ARRAY_LEN(f));
	else
		cli_printf(cli, "%zu of %zu changed\n", changed, of);
	return CLI_OK;
}

int
cli_mark(struct cli *cli)
{
	struct ids ids = { 0 };
	struct err err = { 0 };
	size_t changed = 0;
	enum mark mark;
	int status;

	if (cli->argc < 1)
		return cli_usage(cli, "done, unread, flag, unflag or dismiss?");
	if (!mark_parse(str_of(cli->argv[cli->argc - 1]), &mark))
		return cli_usage(cli,
		    "done, unread, flag, unflag or dismiss, not %s",
		    cli->argv[cli->argc - 1]);
	status = take_ids(cli, cli->argc - 1, &ids);
	if (status == CLI_OK && ids.n > 0 &&
	    !store_article_mark(cli->store, ids.v, ids.n, mark, &changed, &err))
		status = cli_fail(cli, &err);
	if (status == CLI_OK)
		status = say_changed(cli, changed, ids.n);
	free(ids.v);
	return status;
}

int
cli_tag(struct cli *cli)
{
	struct ids ids = { 0 };
	struct err err = { 0 };
	size_t changed = 0, n;
	int end = 0, i, status;

	while (end < cli->argc && strchr("+-", cli->argv[end][0]) == NULL)
		end++;
	if (end == cli->argc)
		return cli_usage(cli, "which codes? +code sets, -code removes");
	for (i = end; i < cli->argc; i++)
		if (strchr("+-", cli->argv[i][0]) == NULL ||
		    cli->argv[i][1] == '\0')
			return cli_usage(
			    cli, "+code or -code, not %s", cli->argv[i]);
	status = take_ids(cli, end, &ids);
	for (i = end; status == CLI_OK && ids.n > 0 && i < cli->argc; i++) {
		if (!store_article_code(cli->store, ids.v, ids.n,
			str_of(cli->argv[i] + 1), cli->argv[i][0] == '+', &n,
			&err))
			status = cli_fail(cli, &err);
		else
			changed += n;
	}
	if (status == CLI_OK)
		status = say_changed(cli, changed, ids.n);
	free(ids.v);
	return status;
}
