/* Plain text: the first line is the title where it looks like one; a block of
 * "Title: ...", "Source: ..." lines before it is taken for what it says. */
#include "config.h"

#include "model/reader.h"
#include "model/utf8.h"
#include "model/xml-entity.h"

enum {
	HEADER_LINES = 20, /* of a header block, at most */
	TITLE_ALONE = 300, /* bytes of a title with a blank line below */
	TITLE_ABOVE = 160, /* bytes of one with text right below */
};

static bool
sniff(struct str head)
{
	return head.len > 0;
}

/* "Key: value" with a key of letters, blanks, "_" and "-"; the blank after the
 * colon is asked for, so that URLs and times are none. */
static bool
header_line(struct str line, struct str *key, struct str *value)
{
	size_t colon = str_find(line, str_of(":"), 0), i;
	char c;

	if (colon == SIZE_MAX || colon == 0 || colon > 30)
		return false;
	for (i = 0; i < colon; i++) {
		c = line.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			c == ' ' || c == '_' || c == '-' || (c & 0x80)))
			return false;
	}
	*key = str_trim(str_slice(line, 0, colon));
	*value = str_slice(line, colon + 1, line.len);
	if (value->len > 0 && value->p[0] != ' ' && value->p[0] != '\t')
		return false;
	*value = str_trim(*value);
	return key->len > 0;
}

/* How many known and other header lines the text starts with; *end is where
 * what follows the blank line below starts. */
static bool
header_block(struct str text, size_t *end)
{
	struct str left = text, line, key, value;
	struct article_in none = { 0 };
	size_t known = 0, lines = 0;

	while (str_split(&left, '\n', &line)) {
		if (str_trim(line).len == 0 || str_is(str_trim(line), "---"))
			break;
		if (!header_line(line, &key, &value) || ++lines > HEADER_LINES)
			return false;
		known += reader_field(&none, key) != NULL;
	}
	/* Two known keys, and more known than not, make it clear; also a text
	 * must follow. */
	if (left.p == NULL || known < 2 || known * 2 < lines)
		return false;
	*end = (size_t)(left.p - text.p);
	return str_trim(left).len > 0;
}

static struct str
read_header(struct arena *arena, struct article_in *in, struct str text)
{
	struct str left, line, key, value, *field;
	struct buf extra = { 0 }, json = { 0 };
	size_t end;

	if (!header_block(text, &end))
		return text;
	left = str_slice(text, 0, end);
	while (str_split(&left, '\n', &line)) {
		if (!header_line(line, &key, &value))
			continue;
		field = reader_field(in, key);
		if (field != NULL && field->len == 0) {
			*field = value;
			continue;
		}
		buf_reset(&json);
		buf_json(&json, value);
		reader_extra(&extra, key, buf_view(&json));
	}
	buf_release(&json);
	in->extra = reader_extra_end(arena, &extra);
	return str_slice(text, end, text.len);
}

static bool
ends_as_prose(struct str line)
{
	return str_ends(line, ".") || str_ends(line, ",") ||
	       str_ends(line, ";") || str_ends(line, "-") ||
	       str_ends(line, "\xd8\x8c") /* Arabic comma */;
}

/* Is the first line a title? With a blank line below it need only be short;
 * with text right below it must not look like the first line of a paragraph
 * broken to a measure. */
static bool
is_title(struct str line, struct str below)
{
	struct str next;

	if (str_trim(below).len == 0)
		return false;
	(void)str_split(&below, '\n', &next);
	if (str_trim(next).len == 0)
		return line.len <= TITLE_ALONE;
	return line.len <= TITLE_ABOVE && !ends_as_prose(line) &&
	       !(next.p[0] >= 'a' && next.p[0] <= 'z');
}

/* Without blank lines at the start and blanks at the end; an indent of the
 * first line stays. */
static struct str
trim_lines(struct str text)
{
	size_t i, start = 0;

	for (i = 0; i < text.len && strchr(" \t\n", text.p[i]) != NULL; i++) {
		if (text.p[i] == '\n')
			start = i + 1;
	}
	text = str_slice(text, start, text.len);
	while (text.len > 0 && strchr(" \t\n", text.p[text.len - 1]) != NULL)
		text.len--;
	return text;
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct str text, below, line;

	(void)state;
	if (!reader_text(reader, arena, in, &text, err))
		return err->code == ERR_NONE ? READER_END : READER_BAD;
	if (str_starts(str_trim(text), "<?xml")) {
		if (xml_entities_fine(text, err))
			err_set(err, ERR_INVALID,
			    "is XML, but no page and no feed");
		return READER_BAD;
	}
	text = trim_lines(read_header(arena, in, trim_lines(text)));
	in->text = text;
	if (in->title.len > 0)
		return READER_ARTICLE;
	below = text;
	(void)str_split(&below, '\n', &line);
	if (is_title(str_trim(line), below)) {
		in->title = str_trim(line);
		in->text = trim_lines(below);
	}
	return READER_ARTICLE;
}

const struct reader_format read_plain = {
	.name = "text",
	.sniff = sniff,
	.next = next,
};
