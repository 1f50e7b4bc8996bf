#include "config.h"

#include "model/record.h"

#include "model/utf8.h"

struct field
field_text(const char *name, struct str text)
{
	return (struct field){ .name = name, .kind = VALUE_TEXT, .text = text };
}

struct field
field_body(const char *name, struct str text)
{
	return (struct field){ .name = name, .kind = VALUE_BODY, .text = text };
}

struct field
field_number(const char *name, int64_t number)
{
	return (struct field){
		.name = name,
		.kind = VALUE_NUMBER,
		.number = number,
	};
}

struct field
field_bool(const char *name, bool value)
{
	return (struct field){
		.name = name,
		.kind = VALUE_BOOL,
		.number = value,
	};
}

struct field
field_list(const char *name, const struct str *list, size_t n)
{
	return (struct field){
		.name = name,
		.kind = VALUE_LIST,
		.list = list,
		.n = n,
	};
}

struct field
field_json(const char *name, struct str json)
{
	return (struct field){ .name = name, .kind = VALUE_JSON, .text = json };
}

struct field
field_none(const char *name)
{
	return (struct field){ .name = name, .kind = VALUE_NONE };
}

struct field
field_number_or(const char *name, int64_t number, int64_t none)
{
	return number == none ? field_none(name) : field_number(name, number);
}

/* What a terminal might obey, or hide from the eye. */
static bool
is_active(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) || cp == 0xad ||
	       cp == 0x061c || cp == 0x115f || cp == 0x1160 || cp == 0x180e ||
	       (cp >= 0x200b && cp <= 0x200f) ||
	       (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0x3164 ||
	       (cp >= 0xfe00 && cp <= 0xfe0f) || cp == 0xfeff || cp == 0xffa0 ||
	       (cp >= 0xfff9 && cp <= 0xfffb) || (cp & 0xfffe) == 0xfffe ||
	       (cp >= 0xe0000 && cp <= 0xe0fff);
}

static void
json_escape(struct buf *out, uint32_t cp)
{
	if (cp == '"' || cp == '\\')
		buf_addf(out, "\\%c", (char)cp);
	else if (cp == '\n')
		buf_puts(out, "\\n");
	else if (cp == '\t')
		buf_puts(out, "\\t");
	else if (cp > 0xffff)
		buf_addf(out, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (cp >> 10)),
		    (unsigned)(0xdc00 + (cp & 0x3ff)));
	else
		buf_addf(out, "\\u%04x", (unsigned)cp);
}

void
json_text(struct buf *out, struct str s)
{
	size_t at = 0, from = 0;

	buf_putc(out, '"');
	while (at < s.len) {
		size_t start = at;
		uint32_t cp = utf8_next(s, &at);
		bool broken = cp == 0xfffd && at - start == 1;

		/* XML, into which some of it goes, has no noncharacters. */
		if (!is_active(cp) && (cp & 0xfffe) != 0xfffe && cp != '"' &&
		    cp != '\\' && !broken)
			continue;
		buf_add(out, s.p + from, start - from);
		from = at;
		json_escape(out, cp);
	}
	buf_add(out, s.p + from, s.len - from);
	buf_putc(out, '"');
}

static void
json_value(struct buf *out, const struct field *f)
{
	size_t i;

	switch (f->kind) {
	case VALUE_TEXT:
		if (f->text.len == 0)
			buf_puts(out, "null");
		else
			json_text(out, f->text);
		break;
	case VALUE_BODY:
		json_text(out, f->text);
		break;
	case VALUE_NUMBER:
		buf_addf(out, "%lld", (long long)f->number);
		break;
	case VALUE_BOOL:
		buf_puts(out, f->number != 0 ? "true" : "false");
		break;
	case VALUE_LIST:
		buf_putc(out, '[');
		for (i = 0; i < f->n; i++) {
			if (i > 0)
				buf_putc(out, ',');
			json_text(out, f->list[i]);
		}
		buf_putc(out, ']');
		break;
	case VALUE_JSON:
		if (f->text.len > 0)
			buf_str(out, f->text);
		else
			buf_puts(out, "null");
		break;
	case VALUE_NONE:
		buf_puts(out, "null");
		break;
	}
}

void
record_json(struct buf *out, const struct field *v, size_t n)
{
	size_t i;

	buf_putc(out, '{');
	for (i = 0; i < n; i++) {
		buf_addf(out, "%s\"%s\":", i > 0 ? "," : "", v[i].name);
		json_value(out, &v[i]);
	}
	buf_puts(out, "}\n");
}

static void
jsonl_record(struct buf *out, const struct field *v, size_t n, bool guard)
{
	(void)guard;
	record_json(out, v, n);
}

static void
csv_cell(struct buf *out, struct str s, bool guard)
{
	bool quoted = false;
	size_t i;

	guard = guard && s.len > 0 && memchr("=+-@\t\r", s.p[0], 6) != NULL;
	for (i = 0; i < s.len && !quoted; i++)
		quoted = memchr("\",\r\n", s.p[i], 4) != NULL;
	if (quoted)
		buf_putc(out, '"');
	if (guard)
		buf_putc(out, '\'');
	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '"')
			buf_putc(out, '"');
		buf_putc(out, s.p[i]);
	}
	if (quoted)
		buf_putc(out, '"');
}

/* A value in one piece of text; lists are joined by " | ". */
static void
plain_value(struct buf *out, const struct field *f)
{
	size_t i;

	switch (f->kind) {
	case VALUE_TEXT:
	case VALUE_BODY:
		buf_str(out, f->text);
		break;
	case VALUE_NUMBER:
		buf_addf(out, "%lld", (long long)f->number);
		break;
	case VALUE_BOOL:
		buf_puts(out, f->number != 0 ? "true" : "false");
		break;
	case VALUE_LIST:
		for (i = 0; i < f->n; i++) {
			if (i > 0)
				buf_puts(out, " | ");
			buf_str(out, f->list[i]);
		}
		break;
	case VALUE_JSON:
	case VALUE_NONE:
		break;
	}
}

static void
csv_record(struct buf *out, const struct field *v, size_t n, bool guard)
{
	struct buf cell = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(out, ',');
		buf_reset(&cell);
		/* Lists of records have no other form in a cell. */
		if (v[i].kind == VALUE_JSON)
			buf_str(&cell, v[i].text);
		else
			plain_value(&cell, &v[i]);
		/* A negative number is no formula. */
		csv_cell(
		    out, buf_view(&cell), guard && v[i].kind != VALUE_NUMBER);
	}
	buf_puts(out, "\r\n");
	buf_release(&cell);
}

static void
csv_begin(struct buf *out, const char *kind, const struct field *v, size_t n)
{
	size_t i;

	(void)kind;
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(out, ',');
		csv_cell(out, str_of(v[i].name), false);
	}
	buf_puts(out, "\r\n");
}

static void
markdown_begin(
    struct buf *out, const char *kind, const struct field *v, size_t n)
{
	(void)v;
	(void)n;
	buf_addf(out, "# %s\n\n", kind);
}

/* One line of Markdown that says what it says: what would be mark-up is
 * escaped, a line end is a blank. */
static void
markdown_line(struct buf *out, struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '\n') {
			buf_putc(out, ' ');
			continue;
		}
		if (memchr("\\`*_[]<>#|", s.p[i], 10) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, s.p[i]);
	}
}

/* The first text of the record is the heading; its body comes last. */
static void
markdown_record(struct buf *out, const struct field *v, size_t n, bool guard)
{
	struct buf value = { 0 };
	size_t i, head = SIZE_MAX;

	(void)guard;
	for (i = 0; i < n && head == SIZE_MAX; i++)
		if (v[i].kind == VALUE_TEXT && v[i].text.len > 0)
			head = i;
	buf_puts(out, "## ");
	markdown_line(out, head < n ? v[head].text : str_of("(no title)"));
	buf_puts(out, "\n\n");
	for (i = 0; i < n; i++) {
		if (i == head || v[i].kind == VALUE_BODY)
			continue;
		buf_reset(&value);
		plain_value(&value, &v[i]);
		if (value.len == 0)
			continue;
		buf_addf(out, "- %s: ", v[i].name);
		markdown_line(out, buf_view(&value));
		buf_putc(out, '\n');
	}
	for (i = 0; i < n; i++) {
		if (v[i].kind != VALUE_BODY || v[i].text.len == 0)
			continue;
		buf_putc(out, '\n');
		buf_str(out, v[i].text);
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
	buf_release(&value);
}

static const struct record_form forms[] = {
	{ "jsonl", NULL, jsonl_record },
	{ "csv", csv_begin, csv_record },
	{ "markdown", markdown_begin, markdown_record },
};

const struct record_form *
record_form_find(struct str name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(forms); i++)
		if (str_is(name, forms[i].name))
			return &forms[i];
	return NULL;
}
