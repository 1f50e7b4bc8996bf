#include "config.h"

#include "model/datex.h"
#include "model/day.h"
#include "model/edtf.h"
#include "store/article.h"
#include "ui/article-dates.h"
#include "ui/cli.h"

static struct field
day_field(struct cli *cli, const char *name, int64_t day)
{
	struct buf b = { 0 };
	struct field f = field_none(name);

	if (edtf_is_day(day)) {
		day_iso(&b, day);
		f = field_text(name, arena_str(&cli->arena, buf_view(&b)));
	}
	buf_release(&b);
	return f;
}

static void
put_date(struct cli *cli, const struct datex *d, struct cli_points *points)
{
	struct str quote = str_slice(points->text, d->span.from, d->span.to);
	size_t start = cli_points(points, d->span.from);
	size_t end = cli_points(points, d->span.to);
	struct field f[] = {
		field_number("start", (int64_t)start),
		field_number("end", (int64_t)end),
		field_body("text", quote),
		field_text("when", d->when),
		day_field(cli, "when_earliest", d->earliest),
		day_field(cli, "when_latest", d->latest),
		field_json("ongoing", str_of(d->ongoing ? "true" : "false")),
	};

	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return;
	}
	cli_put(cli, d->when);
	cli_printf(cli, "\t");
	cli_put(cli, quote);
	cli_printf(cli, "\n");
}

/* --on, or the day of the library's clock. */
static bool
reference(struct cli *cli, int64_t *day, struct err *err)
{
	const char *on = cli_opt(cli, "on");
	struct edtf e;

	*day = store_now(cli->store) / 86400;
	if (on == NULL)
		return true;
	if (!datex_typed(str_of(on), *day, &e, err))
		return false;
	*day = edtf_earliest(&e);
	return edtf_is_day(*day) ||
	       err_set(err, ERR_INVALID, "--on \"%s\" names no day", on);
}

int
cli_dates(struct cli *cli)
{
	const char *text = cli_opt(cli, "text");
	struct cli_points points = { .text = str_of(text) };
	struct article a = { .row.published_day = INT64_MIN };
	struct err err = { 0 };
	struct datex *list;
	int64_t id, day;
	size_t n, i;

	if ((text != NULL) == (cli->argc == 1) || cli->argc > 1)
		return cli_usage(cli, "of which article, or of what --text?");
	if (text == NULL && !cli_id(cli, 0, &id))
		return CLI_USAGE;
	if (!reference(cli, &day, &err))
		return cli_fail(cli, &err);
	if (text == NULL) {
		if (!store_article_get(cli->store, id, &cli->arena, &a, &err))
			return cli_fail(cli, &err);
		points.text = a.text;
	} else
		a.row.published_day = day;
	article_dates_of(
	    points.text, a.row.published_day, day, &cli->arena, &list, &n);
	for (i = 0; i < n; i++)
		put_date(cli, &list[i], &points);
	return CLI_OK;
}
