#include "config.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "ui/cli.h"
#include "ui/timeline.h"

enum { WIDTH = 100, WIDTH_MIN = 40, WIDTH_MAX = 1000, BUCKETS = 60 };

/* As wide as the terminal, if there is one. */
static int
default_width(const struct cli *cli)
{
	struct winsize size;

	if (cli->json)
		return BUCKETS;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	    size.ws_col >= WIDTH_MIN)
		return size.ws_col;
	return WIDTH;
}

int
cli_timeline(struct cli *cli)
{
	struct timeline_opts opts = {
		.from = str_of(cli_opt(cli, "from")),
		.to = str_of(cli_opt(cli, "to")),
		.ascii = cli_opt(cli, "ascii") != NULL,
	};
	int64_t width = default_width(cli);
	struct buf out = { 0 };
	struct err err = { 0 };
	struct str *lanes;
	size_t i;
	bool good, svg = cli_opt(cli, "svg") != NULL;

	if (cli->argc > 0)
		return cli_usage(cli, "lanes are given by --lane KEY");
	if (!cli_opt_int(cli, "width", 1, &width))
		return CLI_USAGE;
	if (width > WIDTH_MAX || (!cli->json && width < WIDTH_MIN))
		return cli_usage(
		    cli, "--width is %d to %d", WIDTH_MIN, WIDTH_MAX);
	lanes = arena_array(&cli->arena, cli->n_opts, sizeof *lanes);
	for (i = 0; i < cli->n_opts; i++)
		if (strcmp(cli->opts[i].name, "lane") == 0)
			lanes[opts.n_lanes++] = str_of(cli->opts[i].value);
	opts.lanes = lanes;
	opts.width = (int)width;
	if (cli->json)
		good = timeline_json(cli->store, &opts, &out, &err);
	else if (svg)
		good = timeline_svg(cli->store, &opts, &out, &err);
	else
		good = timeline_text(cli->store, &opts, &out, &err);
	if (good && (cli->json || svg))
		(void)fwrite(out.p, 1, out.len, stdout);
	else if (good)
		cli_put(cli, buf_view(&out));
	if (good && out.len > 0 && out.p[out.len - 1] != '\n')
		cli_printf(cli, "\n");
	buf_release(&out);
	return good ? CLI_OK : cli_fail(cli, &err);
}
