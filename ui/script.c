#include "config.h"

#include <errno.h>

#include "model/utf8.h"
#include "ui/ui.h"

enum { SCRIPT_MAX = 1024 * 1024 };

static void
press(struct app *app, uint32_t code)
{
	struct key key = { .code = code };
	app_settle(app);
	app_key(app, &key);
}

static void
press_text(struct app *app, struct str text)
{
	for (size_t i = 0; i < text.len && !app->ui->quit;)
		press(app, utf8_next(text, &i));
}

/* One word of keys: a name, "a text", or several keys in a row. */
static bool
press_word(struct app *app, struct str word, struct err *err)
{
	uint32_t codes[64];
	if (word.len >= 2 && word.p[0] == '"') {
		press_text(app, str_slice(word, 1, word.len - 1));
		return true;
	}
	size_t n = key_sequence(word, codes, ARRAY_LEN(codes));
	if (n == 0)
		return err_set(err, ERR_INVALID, "\"%.*s\" is no key",
		    (int)word.len, word.p);
	for (size_t i = 0; i < n && !app->ui->quit; i++)
		press(app, codes[i]);
	return true;
}

bool
script_keys(struct app *app, struct str keys, struct err *err)
{
	for (size_t i = 0; i < keys.len;) {
		if (keys.p[i] == ' ' || keys.p[i] == '\t') {
			i++;
			continue;
		}
		size_t to = SIZE_MAX;
		if (keys.p[i] == '"') {
			to = str_find(keys, str_of("\""), i + 1);
			if (to == SIZE_MAX)
				return err_set(err, ERR_INVALID,
				    "a text has no closing quotation mark");
			to++;
		} else {
			to = str_find(keys, str_of(" "), i);
		}
		to = to == SIZE_MAX ? keys.len : to;
		if (!press_word(app, str_slice(keys, i, to), err))
			return false;
		i = to;
	}
	app_settle(app);
	return true;
}

static bool
save_screen(struct app *app, struct str name, bool roles, struct err *err)
{
	struct buf b = { 0 }, path = { 0 };
	app_settle(app);
	struct paint p = app_paint(app);
	paint_dump(&p, roles, &b);
	buf_str(&path, name);
	FILE *f = str_is(name, "-") ? stdout : fopen(path.p, "we");
	bool fine = f != NULL && fwrite(b.p, 1, b.len, f) == b.len;
	if (f != NULL && f != stdout)
		fine = fclose(f) == 0 && fine;
	if (!fine)
		(void)err_set(err, ERR_IO, "%s: %s", path.p, strerror(errno));
	buf_release(&b);
	buf_release(&path);
	return fine;
}

static bool
directive(struct app *app, struct str line, struct err *err)
{
	if (str_starts(line, ":save-screen "))
		return save_screen(
		    app, str_trim(str_slice(line, 13, line.len)), true, err);
	if (str_starts(line, ":save-text "))
		return save_screen(
		    app, str_trim(str_slice(line, 11, line.len)), false, err);
	if (str_starts(line, ":size ")) {
		struct str rest = str_trim(str_slice(line, 6, line.len)), rows;
		int64_t w, h;
		if (!str_split(&rest, 'x', &rows) || !str_int(rows, &w) ||
		    !str_int(rest, &h) || w < 1 || h < 1 || w > 1000 ||
		    h > 1000)
			return err_set(err, ERR_INVALID,
			    ":size wants columns x rows, as 120x36");
		term_resize(app->term, (int)h, (int)w);
		app->ui->relayout = true;
		app_settle(app);
		return true;
	}
	struct buf all = { 0 };
	buf_puts(&all, ":");
	press_text(app, str_of(":"));
	press_text(app, str_slice(line, 1, line.len));
	press(app, K_ENTER);
	app_settle(app);
	buf_release(&all);
	return true;
}

bool
script_play(struct app *app, const char *path, struct err *err)
{
	FILE *f = fopen(path, "re");
	if (f == NULL)
		return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	char *text = xmalloc(SCRIPT_MAX);
	struct str rest = { text, fread(text, 1, SCRIPT_MAX, f) }, line;
	(void)fclose(f);
	bool fine = true;
	for (int n = 1; fine && !app->ui->quit && str_split(&rest, '\n', &line);
	     n++) {
		line = str_trim(line);
		if (line.len == 0 || line.p[0] == '#')
			continue;
		if (line.p[0] == ':' && line.len > 1)
			fine = directive(app, line, err);
		else
			fine = script_keys(app, line, err);
		if (!fine)
			(void)err_prefix(err, "%s: line %d", path, n);
	}
	free(text);
	return fine;
}
