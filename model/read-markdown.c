/* Markdown with front matter between "---" lines: a plain subset of YAML (one
 * level of "key: value", lists, folded and literal text). The body is made
 * readable as plain text: paragraphs on one line each, links as their words,
 * emphasis without its signs. What the subset does not know stays as it is
 * written. CommonMark 0.30 is the source for what counts as a sign. */
#include "config.h"

#include "model/reader.h"

enum { PARAGRAPH_MAX = 16 << 10 /* bytes that signs are looked for in */ };

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* "# Heading" to "###### Heading": how many signs; 0: none. */
static size_t
heading_level(struct str line)
{
	size_t n = 0;

	while (n < line.len && line.p[n] == '#')
		n++;
	return n >= 1 && n <= 6 && n < line.len && is_space(line.p[n]) ? n : 0;
}

static struct str
heading_text(struct str line)
{
	struct str s = str_trim(str_slice(line, heading_level(line), line.len));
	struct str cut = s;

	/* A closing run of # belongs to the sign if a blank is before it. */
	while (cut.len > 0 && cut.p[cut.len - 1] == '#')
		cut.len--;
	if (cut.len > 0 && cut.len < s.len && is_space(cut.p[cut.len - 1]))
		return str_trim(cut);
	return s;
}

static bool
is_fence(struct str line)
{
	return str_is(str_trim(line), "---");
}

static bool
matter_key(struct str line, struct str *key, struct str *value)
{
	size_t colon = str_find(line, str_of(":"), 0);

	if (colon == SIZE_MAX || colon == 0 || is_space(line.p[0]) ||
	    line.p[0] == '#' || line.p[0] == '-')
		return false;
	*key = str_trim(str_slice(line, 0, colon));
	*value = str_slice(line, colon + 1, line.len);
	if (value->len > 0 && !is_space(value->p[0]))
		return false;
	*value = str_trim(*value);
	return true;
}

/* The end of the front matter (behind its closing line), 0 when there is
 * none. cut_off: the text may stop short, as the head of a file does. */
static size_t
matter_end(struct str text, bool cut_off)
{
	struct str left = text, line, key, value;
	bool any = false;

	if (!str_split(&left, '\n', &line) || !is_fence(line))
		return 0;
	while (str_split(&left, '\n', &line)) {
		if (any && (is_fence(line) || str_is(str_trim(line), "...")))
			return left.p != NULL ? (size_t)(left.p - text.p)
					      : text.len;
		if (matter_key(line, &key, &value))
			any = true;
		else if (!any && str_trim(line).len > 0 && line.p[0] != '#')
			return 0;
	}
	return any && cut_off ? text.len : 0;
}

static bool
sniff(struct str head)
{
	struct str left = str_trim(head), line;
	size_t links;

	if (matter_end(left, head.len >= READER_HEAD) > 0)
		return true;
	links = str_find(left, str_of("](http"), 0);
	if (links != SIZE_MAX)
		return true;
	while (str_split(&left, '\n', &line)) {
		if (heading_level(line) > 0)
			return true;
	}
	return false;
}

/* A scalar without its quotation marks and comment. */
static struct str
scalar(struct arena *arena, struct str s)
{
	size_t comment;
	struct str out;
	char *p, mark;
	size_t i;

	if (s.len < 2 || (s.p[0] != '"' && s.p[0] != '\'') ||
	    s.p[s.len - 1] != s.p[0]) {
		comment = str_find(s, str_of(" #"), 0);
		return str_trim(str_slice(s, 0, comment));
	}
	mark = s.p[0];
	s = str_slice(s, 1, s.len - 1);
	p = arena_alloc(arena, s.len + 1);
	out = (struct str){ .p = p, .len = 0 };
	for (i = 0; i < s.len; i++) {
		/* \" and \\ in "…", '' in '…'; other escapes stay. */
		if (i + 1 < s.len &&
		    ((mark == '"' && s.p[i] == '\\' &&
			 (s.p[i + 1] == '"' || s.p[i + 1] == '\\')) ||
			(mark == '\'' && s.p[i] == '\'' && s.p[i + 1] == '\'')))
			i++;
		p[out.len++] = s.p[i];
	}
	return out;
}

/* "[a, b]" and lines "- a" as "a, b". */
static void
add_item(struct arena *arena, struct buf *out, struct str item)
{
	item = scalar(arena, str_trim(item));
	if (item.len == 0)
		return;
	if (out->len > 0)
		buf_puts(out, ", ");
	buf_str(out, item);
}

/* The value of a key: on its line, or in the indented lines below. */
static struct str
matter_value(struct arena *arena, struct str value, struct str *left)
{
	bool folded = str_starts(value, ">") || str_starts(value, "|");
	struct buf out = { 0 };
	struct str line, peek, result, item;

	if (value.len > 1 && value.p[0] == '[' && str_ends(value, "]")) {
		value = str_slice(value, 1, value.len - 1);
		while (str_split(&value, ',', &item))
			add_item(arena, &out, item);
	} else if (value.len > 0 && !folded) {
		return scalar(arena, value);
	}
	for (peek = *left; str_split(&peek, '\n', &line); *left = peek) {
		item = str_trim(line);
		if (item.len > 0 && !is_space(line.p[0]) &&
		    !str_starts(line, "- "))
			break;
		if (folded || !str_starts(item, "-")) {
			if (out.len > 0 && item.len > 0)
				buf_putc(&out, ' ');
			buf_str(&out, item);
		} else {
			add_item(arena, &out, str_slice(item, 1, item.len));
		}
	}
	result = arena_str(arena, buf_view(&out));
	buf_release(&out);
	return result;
}

static void
read_matter(struct arena *arena, struct article_in *in, struct str matter)
{
	struct buf extra = { 0 }, json = { 0 };
	struct str left = matter, line, key, value, *field;

	(void)str_split(&left, '\n', &line);
	while (str_split(&left, '\n', &line)) {
		if (!matter_key(line, &key, &value))
			continue;
		value = matter_value(arena, value, &left);
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
}

/* "[words](target)" or "![words](target)" at s[*at]: the words; *at moves
 * behind it. */
static bool
link_at(struct str s, size_t *at, struct str *words)
{
	size_t open = *at + (s.p[*at] == '!'), close, end;

	if (open >= s.len || s.p[open] != '[')
		return false;
	close = str_find(s, str_of("]("), open);
	if (close == SIZE_MAX)
		return false;
	*words = str_slice(s, open + 1, close);
	end = str_find(s, str_of(")"), close);
	if (end == SIZE_MAX || str_find(*words, str_of("["), 0) != SIZE_MAX)
		return false;
	*at = end + 1;
	return true;
}

static bool
is_word(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.p[at] : ' ';

	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* A run of * or _ that opens or closes emphasis: it touches text on one side
 * and, for _, does not stand inside a word. 0: none. */
static size_t
emphasis_at(struct str s, size_t at)
{
	size_t n = 1;
	bool before, after;

	if (s.p[at] != '*' && s.p[at] != '_')
		return 0;
	while (at + n < s.len && s.p[at + n] == s.p[at])
		n++;
	before = at > 0 && !is_space(s.p[at - 1]);
	after = at + n < s.len && !is_space(s.p[at + n]);
	if (n > 3 || (!before && !after))
		return 0;
	if (before && after && s.p[at] == '_' && is_word(s, at - 1) &&
	    is_word(s, at + n))
		return 0;
	/* "2 *3" and a lone star are no emphasis: its twin must be there. */
	return str_find(s, str_slice(s, at, at + n), at + n) != SIZE_MAX ||
		       str_find(str_slice(s, 0, at), str_slice(s, at, at + n),
			   0) != SIZE_MAX
		   ? n
		   : 0;
}

/* The words of a paragraph without its signs. What stands in a link has no
 * brackets, so this calls itself once at most. A paragraph beyond all measure
 * stays as it is: looking for the twins of signs is quadratic. */
static void
add_inline(struct buf *out, struct str s)
{
	size_t at = 0, n;
	struct str words;

	if (s.len > PARAGRAPH_MAX) {
		buf_str(out, s);
		return;
	}
	while (at < s.len) {
		if (s.p[at] == '\\' && at + 1 < s.len &&
		    memchr("\\`*_{}[]()#+-.!>", s.p[at + 1], 16) != NULL) {
			buf_putc(out, s.p[at + 1]);
			at += 2;
		} else if ((s.p[at] == '[' || s.p[at] == '!') &&
			   link_at(s, &at, &words)) {
			add_inline(out, words);
		} else if ((n = emphasis_at(s, at)) > 0) {
			at += n;
		} else {
			buf_putc(out, s.p[at++]);
		}
	}
}

/* A line that keeps its own line: list, quotation, table, code, rule. */
static bool
stands_alone(struct str line)
{
	struct str s = str_trim(line);
	size_t digits = 0;

	if (s.len == 0 || is_space(line.p[0]))
		return true;
	while (digits < s.len && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	if (digits > 0 && digits < 4 && digits + 1 < s.len &&
	    (s.p[digits] == '.' || s.p[digits] == ')') &&
	    is_space(s.p[digits + 1]))
		return true;
	return str_starts(s, "- ") || str_starts(s, "* ") ||
	       str_starts(s, "+ ") || str_starts(s, ">") ||
	       str_starts(s, "|") || str_starts(s, "```") ||
	       heading_level(line) > 0;
}

static void
end_paragraph(struct buf *out, struct buf *par)
{
	add_inline(out, buf_view(par));
	if (par->len > 0)
		buf_putc(out, '\n');
	buf_reset(par);
}

static struct str
readable(struct arena *arena, struct str body)
{
	struct buf out = { 0 }, par = { 0 };
	struct str left = body, line, text;
	bool code = false;

	while (str_split(&left, '\n', &line)) {
		if (str_starts(str_trim(line), "```"))
			code = !code;
		if (stands_alone(line) || code) {
			end_paragraph(&out, &par);
			if (heading_level(line) > 0 && !code)
				line = heading_text(line);
			if (code)
				buf_str(&out, line);
			else
				add_inline(&out, line);
			buf_putc(&out, '\n');
			continue;
		}
		if (par.len > 0)
			buf_putc(&par, ' ');
		buf_str(&par, str_trim(line));
		if (str_ends(line, "  ") || str_ends(line, "\\"))
			end_paragraph(&out, &par);
	}
	end_paragraph(&out, &par);
	text = arena_str(arena, str_trim(buf_view(&out)));
	buf_release(&out);
	buf_release(&par);
	return text;
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct str text, left, line;
	size_t end;

	(void)state;
	if (!reader_text(reader, arena, in, &text, err))
		return err->code == ERR_NONE ? READER_END : READER_BAD;
	text = str_trim(text);
	end = matter_end(text, false);
	if (end > 0)
		read_matter(arena, in, str_slice(text, 0, end));
	text = str_trim(str_slice(text, end, text.len));
	left = text;
	/* A heading on top is the title, or says it again. */
	if (str_split(&left, '\n', &line) && heading_level(line) == 1 &&
	    str_trim(left).len > 0 &&
	    (in->title.len == 0 || str_eq(in->title, heading_text(line)))) {
		in->title = heading_text(line);
		text = str_trim(left);
	}
	in->text = readable(arena, text);
	return READER_ARTICLE;
}

const struct reader_format read_markdown = {
	.name = "markdown",
	.sniff = sniff,
	.next = next,
};
