/* JSON Lines: one object a line, keys as the command line's manual names them;
 * unknown ones are kept. A bad line fails alone. JSON: the same objects in one
 * list, or spread over lines as a person or jq writes them. */
#include "config.h"

#include "model/reader.h"

#include <jansson.h>

#include "model/json-flat.h"
#include "model/utf8.h"

enum { BRACKETS = 100 }; /* at the start: of no text */

/* The keys of each field in the order of preference. */
static const struct {
	const char *keys[4];
} known[] = {
	{ { "title" } },
	{ { "text", "body", "content" } },
	{ { "url" } },
	{ { "author" } },
	{ { "outlet", "source", "hostname" } },
	{ { "published", "date", "pub_date" } },
	{ { "language", "lang" } },
	{ { "id" } },
};

static struct str *
field_of(struct article_in *in, size_t i)
{
	struct str *const fields[] = { &in->title, &in->text, &in->url,
		&in->author, &in->outlet, &in->published, &in->language,
		&in->source_id };

	return fields[i];
}

/* A line that starts as an object does. */
static bool
sniff_line(struct str head)
{
	struct str s = str_trim(head);
	size_t i;

	for (i = 0; i < s.len && (s.p[i] == '[' || s.p[i] == '{');)
		i++;
	if (i >= BRACKETS)
		return true;
	if (s.len == 0 || s.p[0] != '{')
		return false;
	s = str_trim(str_slice(s, 1, s.len));
	return s.len == 0 || s.p[0] == '"' || s.p[0] == '}';
}

/* A list of objects, or an object that goes on below its brace. */
static bool
sniff_text(struct str head)
{
	struct str s = str_trim(head), inner;

	if (s.len == 0)
		return false;
	inner = str_trim(str_slice(s, 1, s.len));
	if (s.p[0] == '[')
		return inner.len > 0 && inner.p[0] == '{';
	return sniff_line(head) &&
	       (inner.len == 0 ||
		   memchr(s.p, '\n', (size_t)(inner.p - s.p)) != NULL);
}

/* A text as it is stored: line ends as LF. */
static void
add_lines(struct buf *out, struct str s)
{
	size_t i;

	if (memchr(s.p, '\r', s.len) == NULL) {
		buf_str(out, s);
		return;
	}
	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '\r') {
			buf_putc(out, '\n');
			i += i + 1 < s.len && s.p[i + 1] == '\n';
		} else {
			buf_putc(out, s.p[i]);
		}
	}
}

/* The plain value of a field: a string, a number, the name of an object, or a
 * list of these with commas between. False when it is nothing of that. */
static bool
add_value(struct buf *out, const json_t *value, bool in_list)
{
	const json_t *item;
	size_t i;

	if (json_is_string(value)) {
		add_lines(out, (struct str){ json_string_value(value),
				   json_string_length(value) });
		return true;
	}
	if (json_is_integer(value)) {
		buf_addf(out, "%lld", (long long)json_integer_value(value));
		return true;
	}
	if (json_is_real(value)) {
		buf_addf(out, "%.0f", json_real_value(value));
		return true;
	}
	if (json_is_object(value)) {
		item = json_object_get(value, "name");
		return json_is_string(item) && add_value(out, item, true);
	}
	if (!json_is_array(value) || in_list)
		return false;
	json_array_foreach(value, i, item)
	{
		if (out->len > 0)
			buf_puts(out, ", ");
		if (!add_value(out, item, true))
			return false;
	}
	return true;
}

/* The field's value in the arena, taken out of the object so that what stays
 * is the extra fields. */
static struct str
take(json_t *object, const char *const *keys, struct arena *arena)
{
	struct buf out = { 0 };
	struct str value = { 0 };
	const json_t *json;
	size_t i;

	for (i = 0; i < 4 && keys[i] != NULL && value.len == 0; i++) {
		json = json_object_get(object, keys[i]);
		if (json == NULL)
			continue;
		buf_reset(&out);
		if (json_is_null(json) || add_value(&out, json, false)) {
			value = arena_str(arena, buf_view(&out));
			(void)json_object_del(object, keys[i]);
		}
	}
	buf_release(&out);
	return value;
}

/* An address in place of an outlet's name: its host. */
static struct str
host_of(struct str s)
{
	size_t at = str_find(s, str_of("://"), 0), end;

	if (at == SIZE_MAX)
		return s;
	s = str_slice(s, at + 3, s.len);
	end = str_find(s, str_of("/"), 0);
	s = str_slice(s, 0, end);
	return str_starts(s, "www.") ? str_slice(s, 4, s.len) : s;
}

static struct str
extra_of(const json_t *object, struct arena *arena)
{
	struct str extra = { 0 };
	char *text;

	if (json_object_size(object) == 0)
		return extra;
	text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
	if (text == NULL)
		return extra;
	extra = arena_str(arena, str_of(text));
	free(text);
	return extra;
}

static bool
finish(struct article_in *in, struct err *err)
{
	in->outlet = host_of(in->outlet);
	in->text = str_trim(in->text);
	if (in->text.len == 0)
		return err_set(err, ERR_INVALID, "has no text");
	return true;
}

static bool
read_object(
    json_t *object, struct arena *arena, struct article_in *in, struct err *err)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++)
		*field_of(in, i) = take(object, known[i].keys, arena);
	in->extra = extra_of(object, arena);
	return finish(in, err);
}

/* NUL has no place in any text here, and jansson refuses it in a key: the
 * escapes go before it is parsed. */
static void
add_without_nul(struct buf *out, struct str line)
{
	size_t at = 0, hit, slash;

	while ((hit = str_find(line, str_of("\\u0000"), at)) != SIZE_MAX) {
		/* Behind an odd number of backslashes it is text. */
		for (slash = hit; slash > at && line.p[slash - 1] == '\\';)
			slash--;
		buf_str(out, str_slice(line, at, hit));
		if ((hit - slash) % 2 != 0)
			buf_puts(out, "\\u0000");
		at = hit + 6;
	}
	buf_str(out, str_slice(line, at, line.len));
}

static bool
read_value(
    json_t *json, struct arena *arena, struct article_in *in, struct err *err)
{
	if (!json_is_object(json))
		return err_set(err, ERR_INVALID, "is no JSON object");
	return read_object(json, arena, in, err);
}

/* The field that a key names; ARRAY_LEN(known): none. */
static size_t
known_key(struct str key)
{
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(known); i++)
		for (k = 0; k < ARRAY_LEN(known[i].keys); k++)
			if (known[i].keys[k] != NULL &&
			    str_is(key, known[i].keys[k]))
				return i;
	return i;
}

/* The text of a member as it is stored. */
static bool
flat_text(struct arena *arena, const struct json_member *m, struct str *text)
{
	struct buf out = { 0 };

	if (!m->text || !json_flat_text(arena, m->value, text))
		return false;
	if (memchr(text->p, '\r', text->len) != NULL) {
		add_lines(&out, *text);
		*text = arena_str(arena, buf_view(&out));
		buf_release(&out);
	}
	return true;
}

/* Unknown members, as jansson writes them. */
static bool
flat_extra(struct buf *members, struct arena *arena, struct str *extra)
{
	json_t *object;

	*extra = (struct str){ 0 };
	if (members->len == 0)
		return true;
	buf_putc(members, '}');
	object = json_loadb(members->p, members->len, 0, NULL);
	if (object == NULL)
		return false;
	*extra = extra_of(object, arena);
	json_decref(object);
	return true;
}

/* A line of plain members, each field named once. False: jansson must tell. */
static bool
read_flat(struct str line, struct arena *arena, struct article_in *in)
{
	struct json_member list[JSON_MEMBERS];
	struct buf extra = { 0 };
	size_t n, i, field;
	unsigned seen = 0;
	bool good = json_flat(line, list, &n);

	for (i = 0; i < ARRAY_LEN(known); i++)
		*field_of(in, i) = (struct str){ 0 };
	for (i = 0; good && i < n; i++) {
		field = known_key(list[i].key);
		if (field == ARRAY_LEN(known)) {
			buf_putc(&extra, extra.len == 0 ? '{' : ',');
			buf_str(&extra, list[i].whole);
			continue;
		}
		good = (seen >> field & 1U) == 0 &&
		       flat_text(arena, &list[i], field_of(in, field));
		seen |= 1U << field;
	}
	good = good && flat_extra(&extra, arena, &in->extra);
	buf_release(&extra);
	return good;
}

static bool
read_line(struct str line, struct arena *arena, struct article_in *in,
    struct err *err)
{
	struct buf mended = { 0 }, what = { 0 }, plain = { 0 };
	json_error_t why;
	json_t *json;
	bool good;

	if (!utf8_valid(line)) {
		utf8_repair(&mended, line, &what);
		line = buf_view(&mended);
		in->repaired = arena_str(arena, buf_view(&what));
	}
	if (read_flat(line, arena, in)) {
		buf_release(&mended);
		buf_release(&what);
		return finish(in, err);
	}
	add_without_nul(&plain, line);
	json = json_loadb(plain.p, plain.len, JSON_DECODE_ANY, &why);
	good = json != NULL ? read_value(json, arena, in, err)
			    : reader_json_bad(&why, true, err);
	json_decref(json);
	buf_release(&plain);
	buf_release(&mended);
	buf_release(&what);
	return good;
}

static enum reader_result
next_line(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	enum reader_result result;
	struct str line = { 0 };
	int64_t number;

	(void)state;
	do {
		result = reader_line(reader, &line, &number, err);
		if (result == READER_ARTICLE && number == 1 &&
		    str_starts(line, "\xef\xbb\xbf"))
			line = str_slice(line, 3, line.len);
	} while (result == READER_ARTICLE && str_trim(line).len == 0);
	if (result == READER_END)
		return READER_END;
	in->origin = arena_printf(arena, "%.*s:%lld", (int)in->origin.len,
	    in->origin.p, (long long)number);
	if (result != READER_ARTICLE)
		return result;
	return read_line(line, arena, in, err) ? READER_ARTICLE : READER_BAD;
}

/* Values that follow each other; a list among them is gone through. */
struct values {
	struct buf text; /* empty before the first */
	size_t at;
	json_t *list; /* under way; NULL: none */
	size_t item, number;
};

static bool
open_text(struct reader *reader, struct values *v, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct str text;

	if (!reader_text(reader, arena, in, &text, err))
		return false;
	add_without_nul(&v->text, text);
	return true;
}

/* The next value, owned by the caller; NULL with err filled where what is left
 * is no JSON, and nothing more is read then. */
static json_t *
next_value(struct values *v, struct err *err)
{
	json_error_t why;
	json_t *json = json_loadb(v->text.p + v->at, v->text.len - v->at,
	    JSON_DISABLE_EOF_CHECK, &why);

	if (json == NULL) {
		v->at = v->text.len;
		(void)reader_json_bad(&why, false, err);
		return NULL;
	}
	v->at += (size_t)why.position;
	return json;
}

static bool
more_text(const struct values *v)
{
	return str_trim(str_slice(buf_view(&v->text), v->at, v->text.len)).len >
	       0;
}

static enum reader_result
next_in_text(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct values *v = state;
	json_t *json;
	bool good;

	if (v->text.len == 0 && !open_text(reader, v, arena, in, err))
		return err->code == ERR_NONE ? READER_END : READER_BAD;
	json = json_incref(json_array_get(v->list, v->item++));
	if (json == NULL) {
		json_decref(v->list);
		v->list = NULL;
		if (!more_text(v))
			return READER_END;
		json = next_value(v, err);
		if (json_is_array(json)) {
			v->list = json;
			v->item = 0;
			return next_in_text(reader, state, arena, in, err);
		}
	}
	in->origin = arena_printf(
	    arena, "%.*s:%zu", (int)in->origin.len, in->origin.p, ++v->number);
	good = json != NULL && read_value(json, arena, in, err);
	json_decref(json);
	return good ? READER_ARTICLE : READER_BAD;
}

static void
close_text(void *state)
{
	struct values *v = state;

	json_decref(v->list);
	buf_release(&v->text);
}

const struct reader_format read_json = {
	.name = "json",
	.sniff = sniff_text,
	.size = sizeof(struct values),
	.next = next_in_text,
	.close = close_text,
};

const struct reader_format read_jsonl = {
	.name = "jsonl",
	.sniff = sniff_line,
	.next = next_line,
};
