#include "config.h"

#include "ui/keys.h"

#include <assert.h>
#include <errno.h>

#include "ui/cmd.h"
#include "ui/panes.h"

enum { FILE_MAX = 256 * 1024 };

struct keys {
	struct binding *v;
	size_t n, size;
	uint32_t typed[KEYS_SEQUENCE];
	size_t n_typed;
	int64_t count;
};

struct keys *
keys_new(void)
{
	return xcalloc(1, sizeof(struct keys));
}

void
keys_free(struct keys *keys)
{
	if (keys == NULL)
		return;
	for (size_t i = 0; i < keys->n; i++)
		free(keys->v[i].command);
	free(keys->v);
	free(keys);
}

/* The pane's name in static memory, "all", or NULL. */
static const char *
pane_name(struct str name)
{
	if (str_is(name, "all"))
		return "all";
	for (size_t i = 0; pane_table[i] != NULL; i++) {
		if (str_is(name, pane_table[i]->name))
			return pane_table[i]->name;
	}
	return NULL;
}

static struct str
word(struct str *rest)
{
	size_t n = 0;
	*rest = str_trim(*rest);
	while (n < rest->len && rest->p[n] != ' ' && rest->p[n] != '\t')
		n++;
	struct str w = str_slice(*rest, 0, n);
	*rest = str_trim(str_slice(*rest, n, rest->len));
	return w;
}

static struct binding *
find(struct keys *keys, const struct binding *b)
{
	for (size_t i = 0; i < keys->n; i++) {
		struct binding *o = &keys->v[i];
		if (o->pane == b->pane && o->n == b->n &&
		    memcmp(o->codes, b->codes, b->n * sizeof(*b->codes)) == 0)
			return o;
	}
	return NULL;
}

static void
drop(struct keys *keys, struct binding *b)
{
	free(b->command);
	size_t at = (size_t)(b - keys->v);
	memmove(b, b + 1, (--keys->n - at) * sizeof(*b));
}

/* Pane and keys of "PANE KEYS COMMAND"; *rest is left with the command. */
static bool
binding_read(struct binding *b, struct str *rest, struct err *err)
{
	struct str pane = word(rest), seq = word(rest);
	b->pane = pane_name(pane);
	if (b->pane == NULL)
		return err_set(err, ERR_INVALID, "there is no pane \"%.*s\"",
		    (int)pane.len, pane.p);
	b->n = key_sequence(seq, b->codes, KEYS_SEQUENCE);
	if (b->n == 0)
		return err_set(err, ERR_INVALID, "\"%.*s\" is no key",
		    (int)seq.len, seq.p);
	return true;
}

static void
add(struct keys *keys, struct binding *b, struct str command)
{
	b->command = xstrndup(command.p, command.len);
	if (keys->n == keys->size) {
		keys->size = keys->size == 0 ? 64 : keys->size * 2;
		keys->v = xreallocarray(keys->v, keys->size, sizeof(*keys->v));
	}
	keys->v[keys->n++] = *b;
}

bool
keys_line(struct keys *keys, struct str line, struct err *err)
{
	struct str rest = str_trim(line);
	struct binding b = { 0 };
	if (rest.len == 0 || rest.p[0] == '#')
		return true;
	if (!binding_read(&b, &rest, err))
		return false;
	struct str command = rest, name = word(&rest);
	if (name.len == 0)
		return err_set(err, ERR_INVALID, "the command is missing");
	if (!str_is(name, "none") && !cmd_known(name))
		return err_set(err, ERR_INVALID, "there is no command \"%.*s\"",
		    (int)name.len, name.p);
	struct binding *old = find(keys, &b);
	if (old != NULL)
		drop(keys, old);
	if (!str_is(name, "none"))
		add(keys, &b, command);
	return true;
}

/* That each has a command and stands there once, a test sees to: every start
 * of the program would pay for it. */
void
keys_defaults(struct keys *keys)
{
	for (size_t t = 0; key_tables[t] != NULL; t++) {
		for (size_t i = 0; key_tables[t][i] != NULL; i++) {
			struct str rest = str_of(key_tables[t][i]);
			struct binding b = { 0 };
			struct err err = { 0 };
			if (!binding_read(&b, &rest, &err))
				die("default key \"%s\": %s", key_tables[t][i],
				    err.text);
			add(keys, &b, rest);
		}
	}
}

bool
keys_load(struct keys *keys, const char *path,
    void (*say)(void *arg, const char *what), void *arg, struct err *err)
{
	FILE *f = fopen(path, "re");
	if (f == NULL && errno == ENOENT)
		return true;
	if (f == NULL)
		return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	char *text = xmalloc(FILE_MAX);
	size_t len = fread(text, 1, FILE_MAX, f);
	bool fine = ferror(f) == 0;
	(void)fclose(f);
	struct str rest = { text, len }, line;
	for (int n = 1; fine && str_split(&rest, '\n', &line); n++) {
		struct err why = { 0 };
		struct buf b = { 0 };
		if (keys_line(keys, line, &why))
			continue;
		buf_addf(&b, "%s: line %d: %s", path, n, why.text);
		say(arg, b.p);
		buf_release(&b);
	}
	free(text);
	return fine ? true : err_set(err, ERR_IO, "%s cannot be read", path);
}

/* The binding that the typed keys are, in that pane, or whether they begin one
 * (*prefix). */
static const struct binding *
match(const struct keys *keys, const char *pane, bool *prefix)
{
	for (size_t i = 0; i < keys->n; i++) {
		const struct binding *b = &keys->v[i];
		if (strcmp(b->pane, pane) != 0 || b->n < keys->n_typed ||
		    memcmp(b->codes, keys->typed,
			keys->n_typed * sizeof(*b->codes)) != 0)
			continue;
		if (b->n == keys->n_typed)
			return b;
		*prefix = true;
	}
	return NULL;
}

static bool
feed_count(struct keys *keys, uint32_t code)
{
	uint32_t digit = (code & ~(uint32_t)K_ALT);
	if (digit < '0' || digit > '9' || keys->n_typed > 0)
		return false;
	if (digit == '0' && keys->count == 0)
		return false;
	keys->count = keys->count * 10 + (digit - '0');
	if (keys->count > 1000000000)
		keys->count = 1000000000;
	return true;
}

enum keys_result
keys_feed(struct keys *keys, const char *pane, uint32_t code,
    struct str *command, int64_t *count)
{
	if (keys->count > 0 && feed_count(keys, code))
		return KEYS_PENDING;
	keys->typed[keys->n_typed++] = code;
	bool prefix = false;
	const struct binding *b =
	    pane != NULL ? match(keys, pane, &prefix) : NULL;
	if (b == NULL && !prefix)
		b = match(keys, "all", &prefix);
	if (b != NULL) {
		*command = str_of(b->command);
		*count = keys->count;
		keys_forget(keys);
		return KEYS_RUN;
	}
	if (prefix && keys->n_typed < KEYS_SEQUENCE)
		return KEYS_PENDING;
	keys->n_typed--;
	if (feed_count(keys, code))
		return KEYS_PENDING;
	keys_forget(keys);
	return KEYS_NONE;
}

void
keys_typed(const struct keys *keys, struct buf *out)
{
	if (keys->count > 0)
		buf_addf(out, "%lld", (long long)keys->count);
	for (size_t i = 0; i < keys->n_typed; i++)
		key_describe(out, keys->typed[i]);
}

void
keys_forget(struct keys *keys)
{
	keys->n_typed = 0;
	keys->count = 0;
}

bool
keys_of(const struct keys *keys, const char *pane, const char *command,
    size_t max, struct buf *out)
{
	size_t found = 0;
	for (size_t i = 0; i < keys->n && found < max; i++) {
		const struct binding *b = &keys->v[i];
		if (strcmp(b->pane, pane) != 0 ||
		    strcmp(b->command, command) != 0)
			continue;
		if (found++ > 0)
			buf_putc(out, ' ');
		for (size_t k = 0; k < b->n; k++)
			key_describe(out, b->codes[k]);
	}
	return found > 0;
}

const struct binding *
keys_all(const struct keys *keys, size_t *n)
{
	*n = keys->n;
	return keys->v;
}
