#include "config.h"

#include "model/read-annotation.h"

#include <jansson.h>

#include "model/pubdate.h"
#include "model/read-claim.h"
#include "model/utf8.h"

struct reading {
	struct arena *arena;
	bool (*put)(void *arg, const struct annotation *a, struct err *err);
	void (*bad)(void *arg, size_t number, const char *why);
	void *arg;
	struct err *err;
	size_t number;
	int depth; /* of pages in collections */
};

enum { DEPTH = 8 };

size_t
points_bytes(struct str text, int64_t n, bool utf16)
{
	size_t at = 0;

	while (n > 0 && at < text.len)
		n -= utf8_next(text, &at) > 0xffff && utf16 ? 2 : 1;
	return n == 0 ? at : SIZE_MAX;
}

static struct str
text_of(const struct reading *r, const json_t *value)
{
	if (!json_is_string(value))
		return str_of("");
	return arena_str(r->arena, (struct str){ json_string_value(value),
				       json_string_length(value) });
}

/* A member that is a text, or an object with an id. */
static struct str
iri_of(const struct reading *r, const json_t *value)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	return text_of(
	    r, json_is_object(value) ? json_object_get(value, "id") : value);
}

/* Lists in JSON-LD may be one thing without a list. */
static size_t
many(const json_t *value)
{
	return json_is_array(value) ? json_array_size(value)
				    : (value != NULL ? 1 : 0);
}

static const json_t *
nth(const json_t *value, size_t i)
{
	return json_is_array(value) ? json_array_get(value, i) : value;
}

static bool
is_a(const json_t *object, const char *type)
{
	const json_t *types = json_object_get(object, "type");
	size_t i;

	for (i = 0; i < many(types); i++) {
		const char *s = json_string_value(nth(types, i));

		if (s != NULL && strcmp(s, type) == 0)
			return true;
	}
	return false;
}

/* -------------------------------------------------------------------- bodies
 */

static void
add_tag(const struct reading *r, struct annotation *a, struct str tag)
{
	struct str *more;
	size_t i;

	tag = str_trim(tag);
	for (i = 0; i < a->n_tags; i++)
		if (str_eq(a->tags[i], tag))
			return;
	if (tag.len == 0)
		return;
	more = arena_array(r->arena, a->n_tags + 1, sizeof *more);
	if (a->n_tags > 0)
		memcpy(more, a->tags, a->n_tags * sizeof *more);
	more[a->n_tags++] = tag;
	a->tags = more;
}

static void
add_text(const struct reading *r, struct annotation *a, struct str text)
{
	if (str_trim(text).len == 0)
		return;
	a->text = a->text.len == 0
		      ? text
		      : arena_printf(r->arena, "%.*s\n\n%.*s", (int)a->text.len,
			    a->text.p, (int)text.len, text.p);
}

static void
read_body(const struct reading *r, const json_t *body, struct annotation *a)
{
	struct str purpose = text_of(r, json_object_get(body, "purpose"));
	struct str value = text_of(r, json_object_get(body, "value"));

	if (json_is_string(body))
		add_text(r, a, text_of(r, body)); /* the IRI of something */
	else if (str_is(purpose, "tagging") || str_is(purpose, "classifying"))
		add_tag(r, a, value);
	else
		add_text(r, a, value);
}

static void
read_bodies(const struct reading *r, const json_t *o, struct annotation *a)
{
	const json_t *body = json_object_get(o, "body");
	const json_t *tags = json_object_get(o, "tags"); /* Hypothesis */
	size_t i;

	for (i = 0; i < many(body); i++)
		read_body(r, nth(body, i), a);
	add_text(r, a, text_of(r, json_object_get(o, "bodyValue")));
	add_text(r, a, text_of(r, json_object_get(o, "text")));
	for (i = 0; i < json_array_size(tags); i++)
		add_tag(r, a, text_of(r, json_array_get(tags, i)));
}

/* ------------------------------------------------------------------- targets
 */

static int64_t
offset(const json_t *selector, const char *name)
{
	const json_t *n = json_object_get(selector, name);

	return json_is_integer(n) ? json_integer_value(n) : -1;
}

/* A selector and those that narrow it: the narrowest one of a kind counts. */
static void
read_selector(
    const struct reading *r, const json_t *s, struct annotation *a, int depth)
{
	const json_t *within = json_object_get(s, "refinedBy");
	size_t i;

	if (is_a(s, "TextQuoteSelector")) {
		a->quote = text_of(r, json_object_get(s, "exact"));
		a->prefix = text_of(r, json_object_get(s, "prefix"));
		a->suffix = text_of(r, json_object_get(s, "suffix"));
	} else if (is_a(s, "TextPositionSelector")) {
		a->start = offset(s, "start");
		a->end = offset(s, "end");
	}
	for (i = 0; depth < DEPTH && i < many(within); i++)
		read_selector(r, nth(within, i), a, depth + 1);
}

static void
read_target(const struct reading *r, const json_t *target, struct annotation *a)
{
	const json_t *selectors = json_object_get(target, "selector");
	const json_t *source = json_object_get(target, "source");
	size_t i;

	if (!json_is_object(target)) {
		if (a->source.len == 0)
			a->source = text_of(r, target);
		return;
	}
	if (source != NULL)
		a->source = iri_of(r, source);
	else if (a->source.len == 0)
		a->source = text_of(r, json_object_get(target, "id"));
	a->article = text_of(r, json_object_get(target, "mirsad:article"));
	if (a->title.len == 0)
		a->title = text_of(r, json_object_get(target, "mirsad:title"));
	for (i = 0; i < many(selectors); i++)
		read_selector(r, nth(selectors, i), a, 0);
}

/* --------------------------------------------------------------- annotations
 */

static int64_t
time_of(const struct reading *r, const json_t *o, const char *name)
{
	struct str text = text_of(r, json_object_get(o, name));
	struct pubdate date;

	if (text.len == 0 || !pubdate_parse(r->arena, text, &date))
		return 0;
	return date.seconds;
}

/* A name, an account ("acct:anna@hypothes.is"), an address. */
static struct str
creator_of(const struct reading *r, const json_t *o)
{
	const json_t *creator = nth(json_object_get(o, "creator"), 0);
	struct str name = text_of(r, json_object_get(creator, "name"));
	struct str user = text_of(r, json_object_get(o, "user"));
	size_t at;

	if (name.len == 0 && json_is_string(creator))
		name = text_of(r, creator);
	if (name.len == 0)
		name = text_of(r, json_object_get(creator, "nickname"));
	if (name.len > 0 || user.len == 0)
		return name;
	user = str_starts(user, "acct:") ? str_slice(user, 5, user.len) : user;
	at = str_find(user, str_of("@"), 0);
	return at == SIZE_MAX ? user : str_slice(user, 0, at);
}

static void
read_own(const struct reading *r, const json_t *o, struct annotation *a)
{
	const json_t *claim = json_object_get(o, "mirsad:claim");

	a->on = text_of(r, json_object_get(o, "mirsad:on"));
	a->key = text_of(r, json_object_get(o, "mirsad:key"));
	a->derived = json_object_get(o, "mirsad:entity") != NULL;
	if (json_is_object(claim))
		a->claim = claim_read(claim, r->arena);
}

static bool
read_one(struct reading *r, const json_t *o)
{
	const json_t *targets = json_object_get(o, "target");
	struct annotation a = { .start = -1, .end = -1 };
	size_t i;

	a.id = text_of(r, json_object_get(o, "id"));
	a.uuid = uuid_read(r->arena, a.id);
	a.source = text_of(r, json_object_get(o, "uri"));
	a.utf16 = a.source.len > 0; /* Hypothesis is written in JavaScript */
	a.motivation = iri_of(r, json_object_get(o, "motivation"));
	a.creator = creator_of(r, o);
	a.created = time_of(r, o, "created");
	a.updated = time_of(r, o, a.utf16 ? "updated" : "modified");
	read_bodies(r, o, &a);
	read_own(r, o, &a);
	if (many(targets) == 0 && a.source.len == 0) {
		r->bad(r->arg, r->number, "it is about nothing");
		return true;
	}
	if (many(targets) == 0)
		return r->put(r->arg, &a, r->err);
	for (i = 0; i < many(targets); i++) {
		struct annotation one = a;

		read_target(r, nth(targets, i), &one);
		/* Only the first of several may have the annotation's id. */
		if (i > 0)
			one.uuid = str_of("");
		if (!r->put(r->arg, &one, r->err))
			return false;
	}
	return true;
}

/* One annotation, or whatever holds many. */
static bool
read_any(struct reading *r, const json_t *value)
{
	static const char *const lists[] = { "items", "rows", "annotations",
		"@graph", "first" };
	size_t i;
	bool good = true;

	if (json_is_array(value)) {
		for (i = 0; good && i < json_array_size(value); i++)
			good = read_any(r, json_array_get(value, i));
		return good;
	}
	if (r->depth < DEPTH && json_object_get(value, "target") == NULL)
		for (i = 0; i < ARRAY_LEN(lists); i++) {
			const json_t *list = json_object_get(value, lists[i]);

			if (list == NULL || json_is_string(list))
				continue;
			r->depth++;
			good = read_any(r, list);
			r->depth--;
			return good;
		}
	r->number++;
	if (json_is_object(value))
		return read_one(r, value);
	r->bad(r->arg, r->number, "it is no annotation");
	return true;
}

/* One object a line. */
static bool
read_lines(struct reading *r, struct str file)
{
	struct str line;
	json_error_t e;
	bool good = true;

	while (good && str_split(&file, '\n', &line)) {
		json_t *value;

		if (str_trim(line).len == 0)
			continue;
		value = json_loadb(line.p, line.len, 0, &e);
		if (value == NULL) {
			r->number++;
			r->bad(r->arg, r->number, "it is no JSON");
			continue;
		}
		good = read_any(r, value);
		json_decref(value);
	}
	return good;
}

bool
annotations_read(struct str file, struct arena *arena,
    bool (*put)(void *arg, const struct annotation *a, struct err *err),
    void (*bad)(void *arg, size_t number, const char *why), void *arg,
    struct err *err)
{
	struct reading r = { arena, put, bad, arg, err, 0, 0 };
	json_error_t e;
	json_t *value;
	bool good;

	if (str_starts(file, "\xef\xbb\xbf"))
		file = str_slice(file, 3, file.len);
	value = json_loadb(file.p, file.len, 0, &e);
	if (value != NULL) {
		good = read_any(&r, value);
		json_decref(value);
		return good;
	}
	/* Two objects one after the other are no JSON, but may be lines. */
	if (e.line < 2 ||
	    json_error_code(&e) != json_error_end_of_input_expected)
		return err_set(
		    err, ERR_INVALID, "line %d: %.100s", e.line, e.text);
	return read_lines(&r, file);
}
