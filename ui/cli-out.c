#include "config.h"

#include <errno.h>
#include <locale.h>
#include <time.h>
#include <unistd.h>

#include "model/cells.h"
#include "ui/cli.h"

/* Standard output and error carry nothing but harmless text; what is meant for
 * machines goes through --json, which escapes. */
static void
put_plain(FILE *f, struct str text)
{
	struct buf b = { 0 };

	cells_plain(&b, text, false);
	(void)fwrite(b.p != NULL ? b.p : "", 1, b.len, f);
	buf_release(&b);
}

static void
warn_text(struct str text)
{
	(void)fputs("mirsad: ", stderr);
	put_plain(stderr, text);
	(void)fputc('\n', stderr);
}

void
cli_warn(const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	warn_text(str_of(text));
}

int
cli_fail(const struct cli *cli, const struct err *err)
{
	if (err->code == ERR_STOPPED && cli_interrupted(NULL))
		return CLI_INTERRUPTED;
	cli_warn("%s: %s", cli->verb != NULL ? cli->verb->name : "library",
	    err->text);
	return err->code == ERR_CORRUPT ? CLI_LIBRARY : CLI_REFUSED;
}

int
cli_usage(const struct cli *cli, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (cli->verb == NULL)
		cli_warn("%s (mirsad --help)", text);
	else
		cli_warn("%s: %s (usage: mirsad %s %s)", cli->verb->name, text,
		    cli->verb->name, cli->verb->args);
	return CLI_USAGE;
}

void
cli_tell(const char *what, const struct str *fields, size_t n)
{
	struct buf line = { 0 };
	size_t i, k;

	buf_puts(&line, what);
	for (i = 0; i < n; i++) {
		buf_putc(&line, '\t');
		for (k = 0; k < fields[i].len; k++)
			buf_putc(&line, strchr("\t\n", fields[i].p[k]) != NULL
					    ? ' '
					    : fields[i].p[k]);
	}
	(void)printf("%s\n", line.p);
	(void)fflush(stdout);
	buf_release(&line);
}

void
cli_put(struct cli *cli, struct str text)
{
	(void)cli;
	put_plain(stdout, text);
}

void
cli_printf(struct cli *cli, const char *fmt, ...)
{
	struct arena arena = { 0 };
	va_list ap;
	char *p;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("bad format");
	p = arena_alloc(&arena, (size_t)len + 1);
	va_start(ap, fmt);
	(void)vsnprintf(p, (size_t)len + 1, fmt, ap);
	va_end(ap);
	cli_put(cli, (struct str){ p, (size_t)len });
	arena_release(&arena);
}

void
cli_json(struct cli *cli, const struct field *fields, size_t n)
{
	buf_reset(&cli->out);
	record_json(&cli->out, fields, n);
	(void)fwrite(cli->out.p, 1, cli->out.len, stdout);
}

struct str
cli_time(struct arena *arena, int64_t seconds)
{
	time_t t = (time_t)seconds;
	char text[40];
	struct tm tm;

	if (seconds == 0 || gmtime_r(&t, &tm) == NULL)
		return str_of("");
	if (strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		return str_of("");
	return arena_str(arena, str_of(text));
}

size_t
cli_points(struct cli_points *p, size_t at)
{
	if (at < p->at)
		p->at = p->points = 0;
	for (; p->at < at && p->at < p->text.len; p->at++)
		if (((unsigned char)p->text.p[p->at] & 0xc0) != 0x80)
			p->points++;
	return p->points;
}

/* The folder of the program's own file. */
static struct str
program_folder(struct arena *arena)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	while (n > 0 && path[n - 1] != '/')
		n--;
	return arena_str(arena, (struct str){ path, n > 0 ? (size_t)n : 0 });
}

int
cli_be_files(char **argv)
{
	static const char *const beside[] = { "", "../libexec/mirsad/" };
	struct arena arena = { 0 };
	struct str folder = program_folder(&arena);
	size_t i;

	for (i = 0; folder.len > 0 && i < ARRAY_LEN(beside); i++)
		(void)execv(arena_printf(
				&arena, "%s%smirsad-files", folder.p, beside[i])
				.p,
		    argv);
	(void)execv(PKGLIBEXECDIR "/mirsad-files", argv);
	cli_warn("%s/mirsad-files: %s", PKGLIBEXECDIR, strerror(errno));
	arena_release(&arena);
	return CLI_REFUSED;
}

/* MIRSAD_DATADIR, then beside the program as it was built (_build/mirsad,
 * or in the source tree) or installed (bin/mirsad), then where configure said.
 */
struct str
cli_data(struct arena *arena, const char *name)
{
	static const char *const beside[] = { "../store/", "store/",
		"../share/mirsad/" };
	const char *given = getenv("MIRSAD_DATADIR");
	struct str folder = program_folder(arena), path;
	size_t i;

	if (given != NULL && *given != '\0')
		return arena_printf(arena, "%s/%s", given, name);
	for (i = 0; folder.len > 0 && i < ARRAY_LEN(beside); i++) {
		path = arena_printf(arena, "%s%s%s", folder.p, beside[i], name);
		if (access(path.p, R_OK) == 0)
			return path;
	}
	path = arena_printf(arena, "%s/%s", PKGDATADIR, name);
	return access(path.p, R_OK) == 0 ? path : str_of("");
}
