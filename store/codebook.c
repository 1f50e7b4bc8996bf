#include "config.h"

#include "store/codebook.h"

#include <ctype.h>

#include "model/claim.h"
#include "store/article.h"
#include "store/claim-body.h"
#include "store/claim.h"
#include "store/db.h"
#include "store/note.h"
#include "store/revision.h"

enum { DEFINITION_MAX = 4000 /* bytes */, COLOURS = 8, NOTES_PAGE = 200 };

enum { LIST, ARTICLES, CLAIMS };

static const char *const sql[] = {
	[LIST] = "SELECT c.id, c.parent, c.uuid, p.uuid, c.name, c.colour, "
		 "c.definition, c.key, c.retired FROM code c /*scan*/ LEFT "
		 "JOIN code p ON p.id = c.parent ORDER BY c.name",
	[ARTICLES] = "SELECT article FROM article_code WHERE code = ?1",
	[CLAIMS] = "SELECT claim FROM claim_code WHERE code = ?1",
};
const struct db_table codebook_sql = { "codebook", sql, ARRAY_LEN(sql) };

/* ---- the tree ---- */

static struct code
read_code(sqlite3_stmt *st, struct arena *arena)
{
	struct str key = db_view(st, 7);

	return (struct code){
		.id = db_int(st, 0),
		.parent = db_int(st, 1),
		.uuid = db_str(st, 2, arena),
		.parent_uuid = db_str(st, 3, arena),
		.name = db_str(st, 4, arena),
		.colour = db_str(st, 5, arena),
		.definition = db_str(st, 6, arena),
		.key = key.len > 0 ? key.p[0] : '\0',
		.retired = db_int(st, 8) != 0,
	};
}

struct codes {
	struct code *v;
	size_t n;
};

static bool
read_all(struct store *store, struct arena *arena, struct codes *all,
    struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[LIST], err);
	struct err e;

	*all = (struct codes){ 0 };
	if (st == NULL)
		return false;
	while (db_row(store, st, &e)) {
		all->v = arena_grow(arena, all->v, all->n, sizeof *all->v);
		all->v[all->n++] = read_code(st, arena);
	}
	return db_over(st, &e, err);
}

/* Those under one code, and under them: depth is below what there are. */
static void
grow(const struct codes *all, int64_t parent, size_t depth, struct code *out,
    size_t *n)
{
	for (size_t i = 0; i < all->n && depth <= all->n; i++) {
		if (all->v[i].parent != parent || *n == all->n)
			continue;
		out[*n] = all->v[i];
		out[(*n)++].depth = depth;
		grow(all, all->v[i].id, depth + 1, out, n);
	}
}

bool
store_codebook(struct store *store, struct arena *arena, struct code **list,
    size_t *n, struct err *err)
{
	struct codes all;

	*n = 0;
	if (!read_all(store, arena, &all, err))
		return false;
	*list = arena_array(arena, all.n + 1, sizeof **list);
	grow(&all, 0, 0, *list, n);
	return true;
}

static const struct code *
by_name(const struct codes *all, struct str name)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].name, name))
			return &all->v[i];
	return NULL;
}

static const struct code *
by_id(const struct codes *all, int64_t id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

/* ---- what a part may be ---- */

static bool
no_code(struct str name, struct err *err)
{
	return err_set(
	    err, ERR_MISSING, "there is no code %.*s", (int)name.len, name.p);
}

static bool
set_name(
    const struct codes *all, struct code *c, struct str value, struct err *err)
{
	const struct code *other = by_name(all, value);

	if (!claim_code_valid(value, err))
		return false;
	if (other != NULL && other->id != c->id)
		return err_set(err, ERR_INVALID, "there is a code %.*s already",
		    (int)value.len, value.p);
	c->name = value;
	return true;
}

static bool
set_parent(
    const struct codes *all, struct code *c, struct str value, struct err *err)
{
	const struct code *p = by_name(all, value), *up = p;

	c->parent_uuid = (struct str){ 0 };
	if (value.len == 0)
		return true;
	if (p == NULL)
		return no_code(value, err);
	for (size_t i = 0; up != NULL && i <= all->n; i++) {
		if (up->id == c->id)
			return err_set(err, ERR_INVALID,
			    "%.*s stands under %.*s itself", (int)value.len,
			    value.p, (int)c->name.len, c->name.p);
		up = by_id(all, up->parent);
	}
	c->parent_uuid = p->uuid;
	return true;
}

static bool
is_colour(struct str s)
{
	if (s.len != 7 || s.p[0] != '#')
		return false;
	for (size_t i = 1; i < s.len; i++)
		if (!isxdigit((unsigned char)s.p[i]))
			return false;
	return true;
}

static bool
set_colour(struct code *c, struct str value, struct err *err)
{
	static const char *const names[COLOURS][2] = { { "red", "#d75f5f" },
		{ "orange", "#d7875f" }, { "yellow", "#d7af5f" },
		{ "green", "#87af5f" }, { "teal", "#5fafaf" },
		{ "blue", "#5f87d7" }, { "purple", "#af87d7" },
		{ "grey", "#8a8a8a" } };

	for (size_t i = 0; i < COLOURS; i++)
		if (str_is_nocase(value, names[i][0]))
			value = str_of(names[i][1]);
	if (value.len > 0 && !is_colour(value))
		return err_set(err, ERR_INVALID,
		    "a colour is red, orange, yellow, green, teal, blue, "
		    "purple, grey or #RRGGBB");
	c->colour = value;
	return true;
}

static bool
set_key(
    const struct codes *all, struct code *c, struct str value, struct err *err)
{
	c->key = '\0';
	if (value.len == 0)
		return true;
	if (value.len != 1 || !isalnum((unsigned char)value.p[0]))
		return err_set(
		    err, ERR_INVALID, "a key is one letter or digit");
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].key == value.p[0] && all->v[i].id != c->id)
			return err_set(err, ERR_INVALID,
			    "%c is the key of %.*s", value.p[0],
			    (int)all->v[i].name.len, all->v[i].name.p);
	c->key = value.p[0];
	return true;
}

static bool
set_part(const struct codes *all, struct code *c, enum code_part part,
    struct str value, struct err *err)
{
	switch (part) {
	case CODE_NAME:
		return set_name(all, c, value, err);
	case CODE_PARENT:
		return set_parent(all, c, value, err);
	case CODE_COLOUR:
		return set_colour(c, value, err);
	case CODE_KEY:
		return set_key(all, c, value, err);
	case CODE_DEFINITION:
		c->definition = value;
		return value.len <= DEFINITION_MAX ||
		       err_set(err, ERR_INVALID,
			   "a definition has at most %d bytes", DEFINITION_MAX);
	case CODE_RETIRED:
		c->retired = str_is(value, "1");
		return true;
	case CODE_PARTS:
		break;
	}
	return false;
}

/* ---- acts ---- */

static bool
put(struct store *store, const struct code *c, struct err *err)
{
	struct buf b = { 0 };
	struct str view;
	bool good;

	buf_addf(
	    &b, "{\"id\":%lld,\"retired\":%d", (long long)c->id, c->retired);
	revision_member(&b, "name", c->name);
	revision_member(&b, "parent", c->parent_uuid);
	revision_member(&b, "colour", c->colour);
	revision_member(&b, "key", (struct str){ &c->key, c->key != '\0' });
	revision_member(&b, "definition", c->definition);
	buf_putc(&b, '}');
	view = buf_view(&b);
	good = revision_put(store, "code", c->uuid, &view, err);
	buf_release(&b);
	return good;
}

static struct str
said(
    struct arena *arena, struct str name, enum code_part part, struct str value)
{
	static const char *const verbs[CODE_PARTS] = {
		[CODE_NAME] = "renamed",
		[CODE_PARENT] = "moved under",
		[CODE_COLOUR] = "coloured",
		[CODE_KEY] = "given the key",
		[CODE_DEFINITION] = "defined:",
		[CODE_RETIRED] = "retired",
	};
	const char *verb = verbs[part];

	if (part == CODE_PARENT && value.len == 0)
		verb = "moved to the top";
	if (part == CODE_RETIRED) {
		verb = str_is(value, "1") ? "retired" : "in use again";
		value = str_of("");
	}
	return arena_printf(arena, "code %.*s %s %.*s", (int)name.len, name.p,
	    verb, (int)value.len, value.p);
}

/* Does the word stand among others, with blanks between? */
static bool
has_word(struct str words, struct str wanted)
{
	struct str word;

	while (str_split(&words, ' ', &word))
		if (word.len > 0 &&
		    str_eq(str_slice(word, 1, word.len), wanted))
			return true;
	return false;
}

/* The last paragraph of a note where it is "#code #code", with one of them
 * under its new name, each once; false: it is another text, or lacks that
 * code. */
static bool
codes_anew(const struct codes *all, struct str text, struct str from,
    struct str to, struct buf *anew)
{
	struct str rest, word;
	size_t at;
	bool any = false, both;

	text = str_trim(text);
	for (at = text.len; at > 0 && text.p[at - 1] != '\n';)
		at--;
	buf_reset(anew);
	buf_str(anew, str_slice(text, 0, at));
	both = has_word(str_slice(text, at, text.len), to);
	for (rest = str_slice(text, at, text.len);
	     str_split(&rest, ' ', &word);) {
		struct str name = str_slice(word, 1, word.len);
		bool it = str_eq(name, from);

		if (word.len < 2 || word.p[0] != '#' ||
		    by_name(all, name) == NULL)
			return false;
		any = any || it;
		if (it && both)
			continue;
		buf_puts(anew, anew->len > at ? " #" : "#");
		buf_str(anew, it ? to : name);
	}
	return any;
}

/* Coded passages are notes that end with the names of their codes: they go on
 * naming the one that is renamed. Part of that act. */
static bool
rename_in_notes(struct store *store, const struct codes *all, struct str from,
    struct str to, struct err *err)
{
	struct arena arena = { 0 };
	struct buf anew = { 0 };
	struct page page = { .dir = 1, .most = NOTES_PAGE, .n = NOTES_PAGE };
	int64_t before = 0;
	bool good = true;

	while (good && page.n == NOTES_PAGE) {
		struct note *list;

		arena_reset(&arena);
		good = store_notes_page(
		    store, from, before, &page, &arena, &list, err);
		for (size_t i = 0; good && i < page.n; i++) {
			before = list[i].id;
			if (codes_anew(all, list[i].text, from, to, &anew))
				good = store_note_edit(
				    store, list[i].id, buf_view(&anew), err);
		}
	}
	buf_release(&anew);
	arena_release(&arena);
	return good;
}

bool
store_code_set(struct store *store, struct str name, enum code_part part,
    struct str value, struct err *err)
{
	struct arena arena = { 0 };
	struct str summary = said(&arena, name, part, value);
	const struct code *found;
	struct codes all;
	struct code c;
	bool good;

	if (!revision_begin(store, "code-edit", str_trim(summary).p, err)) {
		arena_release(&arena);
		return false;
	}
	good = read_all(store, &arena, &all, err);
	found = good ? by_name(&all, name) : NULL;
	if (good && found == NULL)
		good = no_code(name, err);
	if (good) {
		c = *found;
		good = set_part(&all, &c, part, value, err) &&
		       put(store, &c, err) &&
		       (part != CODE_NAME ||
			   rename_in_notes(store, &all, name, c.name, err));
	}
	good = revision_close(store, good, err);
	arena_release(&arena);
	return good;
}

bool
store_code_add(
    struct store *store, struct str name, struct str parent, struct err *err)
{
	struct arena arena = { 0 };
	struct str uuid,
	    summary = arena_printf(&arena, "code %.*s", (int)name.len, name.p);
	struct codes all;
	bool good = claim_code_valid(name, err) &&
		    revision_begin(store, "code-add", summary.p, err);

	if (!good) {
		arena_release(&arena);
		return false;
	}
	good = read_all(store, &arena, &all, err);
	if (good && by_name(&all, name) != NULL)
		good = err_set(err, ERR_INVALID, "there is a code %.*s already",
		    (int)name.len, name.p);
	good = good && code_uuid(store, name, true, &arena, &uuid, err) &&
	       (parent.len == 0 ||
		   store_code_set(store, name, CODE_PARENT, parent, err));
	good = revision_close(store, good, err);
	arena_release(&arena);
	return good;
}

/* ---- merging ---- */

struct merger {
	struct store *store;
	struct arena arena;
	struct codes all;
	struct code from, into;
	size_t changed; /* articles and claims */
};

/* Articles or claims that have the code which is merged. */
static bool
having(struct merger *m, int which, int64_t **ids, size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(m->store, sql[which], err);
	struct err e;

	*n = 0;
	*ids = NULL;
	if (st == NULL)
		return false;
	db_bind_int(st, 1, m->from.id);
	while (db_row(m->store, st, &e)) {
		*ids = arena_grow(&m->arena, *ids, *n, sizeof **ids);
		(*ids)[(*n)++] = db_int(st, 0);
	}
	return db_over(st, &e, err);
}

static bool
merge_tags(struct merger *m, struct err *err)
{
	struct str from = m->from.name, into = m->into.name;
	int64_t *ids;
	size_t n, changed;

	if (!having(m, ARTICLES, &ids, &n, err))
		return false;
	m->changed += n;
	if (n > 0 &&
	    (!store_article_code(m->store, ids, n, into, true, &changed, err) ||
		!store_article_code(
		    m->store, ids, n, from, false, &changed, err)))
		return false;
	if (!having(m, CLAIMS, &ids, &n, err))
		return false;
	m->changed += n;
	return n == 0 ||
	       (store_claim_code(m->store, ids, n, into, true, &changed, err) &&
		   store_claim_code(
		       m->store, ids, n, from, false, &changed, err));
}

/* Is a code under another one? */
static bool
is_under(const struct codes *all, const struct code *c, int64_t other)
{
	for (size_t i = 0; c != NULL && i <= all->n; i++) {
		if (c->parent == other)
			return true;
		c = by_id(all, c->parent);
	}
	return false;
}

/* Those below the one go below the other; where the other is one of them, it
 * takes the place of the one first, so that none stands below itself. */
static bool
merge_tree(struct merger *m, struct err *err)
{
	if (is_under(&m->all, &m->into, m->from.id)) {
		m->into.parent_uuid = m->from.parent_uuid;
		if (!put(m->store, &m->into, err))
			return false;
	}
	for (size_t i = 0; i < m->all.n; i++) {
		struct code c = m->all.v[i];

		if (c.parent != m->from.id || c.id == m->into.id)
			continue;
		c.parent_uuid = m->into.uuid;
		if (!put(m->store, &c, err))
			return false;
	}
	return true;
}

static bool
merge(struct merger *m, struct err *err)
{
	if (!merge_tags(m, err) || !merge_tree(m, err) ||
	    !rename_in_notes(
		m->store, &m->all, m->from.name, m->into.name, err) ||
	    !revision_put(m->store, "code", m->from.uuid, NULL, err))
		return false;
	if (m->into.colour.len == 0)
		m->into.colour = m->from.colour;
	if (m->into.definition.len == 0)
		m->into.definition = m->from.definition;
	if (m->into.key == '\0')
		m->into.key = m->from.key;
	return put(m->store, &m->into, err);
}

static bool
merge_both(struct merger *m, struct str name, struct str into, struct err *err)
{
	const struct code *a, *b;

	if (!read_all(m->store, &m->arena, &m->all, err))
		return false;
	a = by_name(&m->all, name);
	b = by_name(&m->all, into);
	if (a == NULL || b == NULL)
		return no_code(a == NULL ? name : into, err);
	if (a == b)
		return err_set(err, ERR_INVALID, "that is the same code");
	m->from = *a;
	m->into = *b;
	return merge(m, err);
}

bool
store_code_merge(struct store *store, struct str name, struct str into,
    size_t *changed, struct err *err)
{
	struct merger m = { .store = store };
	struct str summary =
	    arena_printf(&m.arena, "code %.*s merged into %.*s", (int)name.len,
		name.p, (int)into.len, into.p);
	bool good = revision_begin(store, "code-merge", summary.p, err);

	if (good)
		good =
		    revision_close(store, merge_both(&m, name, into, err), err);
	*changed = m.changed;
	arena_release(&m.arena);
	return good;
}
