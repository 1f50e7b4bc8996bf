#include "config.h"

#include <unistd.h>

#include "tests/test.h"
#include "ui/keys.h"
#include "ui/panes.h"

static const struct {
	const char *line, *error;
} lines[] = {
	{ "", NULL },
	{ "# a remark", NULL },
	{ "all x quit", NULL },
	{ "all ]c quit", NULL },
	{ "all <C-w>h quit", NULL },
	{ "all C-x none", NULL },
	{ "nowhere x quit", "there is no pane \"nowhere\"" },
	{ "all Nokey-x quit", "\"Nokey-x\" is no key" },
	{ "all x", "the command is missing" },
	{ "all x fly", "there is no command \"fly\"" },
};

static void
feed(struct keys *keys, const char *typed, const char *wanted, int64_t count)
{
	struct str command = { 0 }, s = str_of(typed);
	int64_t n = 0;
	enum keys_result r = KEYS_NONE;
	for (size_t at = 0; at < s.len;)
		r = keys_feed(keys, NULL, key_next(s, &at), &command, &n);
	if (wanted == NULL) {
		ok(r == KEYS_NONE, "%s does nothing", typed);
		return;
	}
	ok(r == KEYS_RUN, "%s runs a command", typed);
	is_str(command, wanted, "%s is %s", typed, wanted);
	is_int(n, count, "%s counts %lld", typed, (long long)count);
}

static int told;

static void
say(void *arg, const char *what)
{
	told++;
	*(bool *)arg = strstr(what, "line 2: there is no command") != NULL;
}

static void
a_file(void)
{
	char path[] = "/tmp/mirsad-keys-XXXXXX";
	int fd = mkstemp(path);
	static const char text[] = "all x quit\nall y fly\nall ]q zoom\n";
	bool named = false;
	struct err err = { 0 };
	struct keys *keys = keys_new();
	ok(write(fd, text, sizeof(text) - 1) > 0, "a file is written");
	(void)close(fd);
	ok(keys_load(keys, path, say, &named, &err), "and read");
	ok(named && told == 1, "a wrong line is told with its number and why");
	feed(keys, "]q", "zoom", 0);
	(void)unlink(path);
	ok(keys_load(keys, path, say, &named, &err), "no file is fine");
	keys_free(keys);
}

/* Hands know where the first row and the next screen are: in every pane of
 * rows, but on the timeline, where g goes to a date, and among codes, whose
 * keys letters are. */
static void
every_pane_moves_alike(const struct keys *keys)
{
	static const char *const rows[] = { "j down", "Down down", "k up",
		"Up up", "Home top", "End bottom", "PageDown page-down",
		"PageUp page-up", "C-f page-down", "C-b page-up", "g top",
		"G bottom" };
	size_t wanted;

	for (size_t i = 0; pane_table[i] != NULL; i++) {
		const char *pane = pane_table[i]->name;

		if (strcmp(pane, "timeline") == 0)
			continue;
		wanted = ARRAY_LEN(rows) - (strcmp(pane, "codes") == 0 ? 2 : 0);
		for (size_t k = 0; k < wanted; k++) {
			struct str key = str_of(rows[k]);
			size_t blank = str_find(key, str_of(" "), 0);
			struct buf of = { 0 };

			(void)keys_of(keys, pane, rows[k] + blank + 1, 9, &of);
			buf_putc(&of, ' ');
			key = str_slice(key, 0, blank + 1);
			ok(str_find(buf_view(&of), key, 0) != SIZE_MAX,
			    "%s: %s", pane, rows[k]);
			buf_release(&of);
		}
	}
}

/* The default keys are taken as they stand: here each of them is looked at. */
static void
defaults_stand_once(void)
{
	struct keys *each = keys_new(), *all = keys_new();
	const struct binding *a, *b;
	size_t lines_n = 0, n_a, n_b, same = 0;
	for (size_t t = 0; key_tables[t] != NULL; t++) {
		for (size_t i = 0; key_tables[t][i] != NULL; i++, lines_n++) {
			struct err err = { 0 };
			if (!keys_line(each, str_of(key_tables[t][i]), &err))
				ok(false, "%s: %s", key_tables[t][i], err.text);
		}
	}
	keys_defaults(all);
	a = keys_all(each, &n_a);
	b = keys_all(all, &n_b);
	is_int((int64_t)n_a, (int64_t)lines_n, "no key stands there twice");
	is_int((int64_t)n_b, (int64_t)lines_n, "all of them are taken");
	for (size_t i = 0; i < n_a && i < n_b; i++)
		same += strcmp(a[i].command, b[i].command) == 0;
	is_int((int64_t)same, (int64_t)lines_n, "with the same commands");
	keys_free(each);
	keys_free(all);
}

/* ---- what README says ---- */

/* The next text between backquotes; false: there is none. */
static bool
next_quoted(struct str *rest, struct str *quoted)
{
	struct str before;

	return str_split(rest, '`', &before) && rest->p != NULL &&
	       str_split(rest, '`', quoted) && rest->p != NULL;
}

static bool
is_bound(const struct keys *keys, const char *pane, struct str name)
{
	uint32_t codes[KEYS_SEQUENCE];
	size_t all, n = key_sequence(name, codes, KEYS_SEQUENCE);
	const struct binding *b = keys_all(keys, &all);

	for (size_t i = 0; i < all && n > 0; i++)
		if ((pane == NULL || strcmp(b[i].pane, pane) == 0) &&
		    b[i].n == n &&
		    memcmp(b[i].codes, codes, n * sizeof *codes) == 0)
			return true;
	return false;
}

/* Does a text name a key in backquotes, as itself or within "`A` to `F`"? */
static bool
has_key(struct str text, const struct binding *b)
{
	struct str rest = text, quoted;
	uint32_t codes[KEYS_SEQUENCE], last = 0;

	while (next_quoted(&rest, &quoted)) {
		size_t n = key_sequence(quoted, codes, KEYS_SEQUENCE);
		const char *before = quoted.p - strlen("` to `");
		bool range =
		    before > text.p && strncmp(before, "` to `", 6) == 0;

		if (n == b->n &&
		    (memcmp(codes, b->codes, n * sizeof *codes) == 0 ||
			(n == 1 && range && last < b->codes[0] &&
			    b->codes[0] < codes[0])))
			return true;
		last = n == 1 ? codes[0] : 0;
	}
	return false;
}

/* Commands that move in every pane of rows are told once for all of them. */
static bool
moves(struct str command)
{
	static const char *const all[] = { "down", "up", "top", "bottom",
		"page-down", "page-up", "scroll-down", "scroll-up", "left",
		"right" };

	for (size_t i = 0; i < ARRAY_LEN(all); i++)
		if (str_is(command, all[i]))
			return true;
	return false;
}

/* Two keys of one command. */
static bool
same_command(const struct binding *a, const struct binding *b)
{
	return strcmp(a->pane, b->pane) == 0 &&
	       strcmp(a->command, b->command) == 0;
}

/* A row names each command of its panes by one of its keys at least. */
static void
row_lacks_none(const struct keys *keys, const char *pane, struct str row)
{
	size_t n;
	const struct binding *b = keys_all(keys, &n);

	for (size_t i = 0; i < n; i++) {
		struct str rest = str_of(b[i].command), name;
		bool named = false;

		(void)str_split(&rest, ' ', &name);
		if (strcmp(b[i].pane, pane) != 0 || moves(name))
			continue;
		for (size_t k = 0; k < n && !named; k++)
			named =
			    same_command(&b[i], &b[k]) && has_key(row, &b[k]);
		if (!named)
			ok(false, "README: %s lacks the key of %s", pane,
			    b[i].command);
	}
}

/* Each key of a row is one of its panes, or holds everywhere. */
static void
row_says_no_more(const struct keys *keys, struct str row)
{
	struct str rest = row, key;

	while (next_quoted(&rest, &key)) {
		bool bound = is_bound(keys, "all", key);

		for (size_t i = 0; pane_table[i] != NULL && !bound; i++) {
			struct buf name = { 0 };

			buf_addf(&name, "**%s**", pane_table[i]->name);
			bound = str_find(row, buf_view(&name), 0) != SIZE_MAX &&
				is_bound(keys, pane_table[i]->name, key);
			buf_release(&name);
		}
		if (!bound)
			ok(false, "README: `%.*s` is no key in: %.*s",
			    (int)key.len, key.p, 30, row.p);
	}
}

static struct str
section(struct str text, const char *from, const char *to)
{
	size_t a = str_find(text, str_of(from), 0);
	size_t b = a == SIZE_MAX ? a : str_find(text, str_of(to), a);

	return b == SIZE_MAX ? str_of("") : str_slice(text, a, b);
}

/* The row of a pane in README's list of keys. */
static struct str
row_of(struct str list, const char *pane)
{
	struct buf name = { 0 };
	size_t at, end;

	buf_addf(&name, "**%s**", pane);
	at = str_find(list, buf_view(&name), 0);
	buf_release(&name);
	if (at == SIZE_MAX)
		return str_of("");
	while (at > 0 && list.p[at - 1] != '\n')
		at--;
	end = str_find(list, str_of("\n*"), at);
	return str_slice(list, at, end == SIZE_MAX ? list.len : end);
}

static void
readme_lists_the_keys(const struct keys *keys, struct str list)
{
	for (size_t i = 0; pane_table[i] != NULL; i++) {
		struct str row = row_of(list, pane_table[i]->name);

		ok(row.len > 0, "README has the keys of %s",
		    pane_table[i]->name);
		row_lacks_none(keys, pane_table[i]->name, row);
		row_says_no_more(keys, row);
	}
	row_lacks_none(keys, "all", row_of(list, "all"));
	row_says_no_more(keys, row_of(list, "all"));
}

/* What the tour tells to press is a key somewhere: one character, or one with
 * a bracket before it. */
static void
readme_tours_by_keys(const struct keys *keys, struct str tour)
{
	struct str key;
	size_t n = 0;

	while (next_quoted(&tour, &key)) {
		bool pair =
		    key.len == 2 && (key.p[0] == ']' || key.p[0] == '[');

		if ((key.len != 1 && !pair) || (unsigned char)key.p[0] >= 0x80)
			continue;
		n++;
		if (!is_bound(keys, NULL, key))
			ok(false, "README: `%.*s` is no key", (int)key.len,
			    key.p);
	}
	ok(n > 50, "the tour of README has keys");
}

static void
readme_agrees(const struct keys *keys)
{
	struct buf path = { 0 };
	struct str text = { 0 };
	char *p;

	buf_addf(&path, "%s/README.md", test_srcdir());
	p = test_slurp(path.p, &text.len);
	text.p = p;
	ok(p != NULL, "README is there");
	readme_tours_by_keys(keys, section(text, "## Five minutes", "## Keys"));
	readme_lists_the_keys(keys, section(text, "## Keys", "## Queries"));
	free(p);
	buf_release(&path);
}

int
main(void)
{
	defaults_stand_once();
	struct err err = { 0 };
	struct keys *keys = keys_new();
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		bool fine = keys_line(keys, str_of(lines[i].line), &err);
		if (lines[i].error == NULL)
			ok(fine, "\"%s\" is fine", lines[i].line);
		else
			is_str(str_of(err.text), lines[i].error, "\"%s\"",
			    lines[i].line);
	}
	feed(keys, "x", "quit", 0);
	feed(keys, "12x", "quit", 12);
	feed(keys, "]c", "quit", 0);
	feed(keys, "]d", NULL, 0);
	feed(keys, "<C-w>h", "quit", 0);
	feed(keys, "y", NULL, 0);
	(void)keys_line(keys, str_of("all 1 view 1"), &err);
	feed(keys, "1", "view 1", 0);
	feed(keys, "<M-1>2x", "quit", 12);
	(void)keys_line(keys, str_of("all x none"), &err);
	feed(keys, "x", NULL, 0);
	keys_free(keys);
	a_file();
	keys = keys_new();
	keys_defaults(keys);
	size_t n;
	(void)keys_all(keys, &n);
	ok(n > 10, "the default keys are all understood");
	every_pane_moves_alike(keys);
	readme_agrees(keys);
	keys_free(keys);
	struct arena arena = { 0 };
	const struct cmd **all = cmd_all(&arena, &n);
	for (size_t i = 1; i < n; i++)
		ok(strcmp(all[i - 1]->name, all[i]->name) <= 0 &&
			all[i]->help != NULL &&
			(all[i]->arg != CMD_TEXT || all[i]->prompt != NULL),
		    "%s has its help, and a prompt if it wants a text",
		    all[i]->name);
	arena_release(&arena);
	return done();
}
