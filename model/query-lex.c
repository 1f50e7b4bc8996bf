#include "config.h"

#include "model/query-lex.h"

/* Quotation marks that begin a phrase, and what ends it, besides the plain one:
 * as they come with what is copied from articles in English, German, French or
 * Arabic. */
static const struct query_quote quotes[] = {
	{ "\"", { "\"", "\"" } },
	{ "\xe2\x80\x9c", { "\xe2\x80\x9d", "\xe2\x80\x9c" } }, /* “ ” “ */
	{ "\xe2\x80\x9d", { "\xe2\x80\x9d", "\xe2\x80\x9d" } }, /* ” ” */
	{ "\xe2\x80\x9e", { "\xe2\x80\x9c", "\xe2\x80\x9d" } }, /* „ “ ” */
	{ "\xc2\xab", { "\xc2\xbb", "\xc2\xbb" } },             /* « » */
	{ "\xc2\xbb", { "\xc2\xab", "\xc2\xbb" } },             /* » « » */
};

static bool
stands_at(struct str text, size_t at, const char *what)
{
	return str_starts(str_slice(text, at, text.len), what);
}

const struct query_quote *
query_quote_at(struct str text, size_t at)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(quotes); i++)
		if (stands_at(text, at, quotes[i].open))
			return &quotes[i];
	return NULL;
}

bool
query_quote_ends(struct str text)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(quotes); i++)
		if (str_ends(text, quotes[i].open))
			return true;
	return false;
}

size_t
query_quote_closes(struct str text, size_t at, const struct query_quote *quote)
{
	if (at < text.len && text.p[at] == '"')
		return 1;
	if (stands_at(text, at, quote->close[0]))
		return strlen(quote->close[0]);
	if (stands_at(text, at, quote->close[1]))
		return strlen(quote->close[1]);
	return 0;
}

bool
query_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

size_t
query_field_length(struct str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c == ':')
			return i;
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			return 0;
	}
	return 0;
}

bool
query_field_parse(struct str name, enum query_field *field)
{
	size_t i;

	for (i = FIELD_TITLE; i < QUERY_FIELDS; i++) {
		if (str_is_nocase(
			name, query_field_name((enum query_field)i))) {
			*field = (enum query_field)i;
			return true;
		}
	}
	return false;
}

/* The field that stands with its colon right before byte `at`, of a word that
 * began at `from`; else that of the group around. */
static enum query_field
field_before(struct str text, size_t from, size_t at, enum query_field around)
{
	enum query_field field = around;
	struct str word;

	while (from < at && text.p[from] == '-')
		from++;
	word = str_slice(text, from, at);
	if (word.len > 1 && query_field_length(word) == word.len - 1)
		(void)query_field_parse(
		    str_slice(word, 0, word.len - 1), &field);
	return field;
}

struct query_at
query_at(struct str text, size_t cursor)
{
	enum query_field groups[QUERY_DEPTH + 1] = { FIELD_TEXT };
	size_t i = 0, from = 0, depth = 0, len;
	struct query_at at = { .field = FIELD_TEXT };
	const struct query_quote *quote = NULL;
	struct str word;

	if (cursor > text.len)
		cursor = text.len;
	for (; i < cursor; i++) {
		char c = text.p[i];

		if (quote != NULL) {
			if (query_quote_closes(text, i, quote) > 0)
				quote = NULL;
			continue;
		}
		if (c == '(' && depth < QUERY_DEPTH) {
			groups[depth + 1] =
			    field_before(text, from, i, groups[depth]);
			depth++;
		} else if (c == ')' && depth > 0) {
			depth--;
		}
		quote = query_quote_at(text, i);
		if (quote == NULL && (query_blank(c) || c == '(' || c == ')'))
			from = i + 1;
	}
	while (from < cursor && (text.p[from] == '-' || text.p[from] == '='))
		from++;
	at.field = groups[depth];
	word = str_slice(text, from, cursor);
	len = query_field_length(word);
	if (len > 0 && query_field_parse(str_slice(word, 0, len), &at.field))
		from += len + 1;
	quote = from < cursor ? query_quote_at(text, from) : NULL;
	if (quote != NULL)
		from += strlen(quote->open);
	at.from = from < cursor ? from : cursor;
	at.to = cursor;
	at.typed = str_slice(text, at.from, cursor);
	return at;
}

void
query_close(struct buf *out, struct str text, bool begins)
{
	const struct query_quote *quote = NULL;
	size_t i, depth = 0;

	for (i = 0; i < text.len; i++) {
		if (quote != NULL && query_quote_closes(text, i, quote) > 0) {
			i += query_quote_closes(text, i, quote) - 1;
			quote = NULL;
		} else if (quote == NULL) {
			quote = query_quote_at(text, i);
			depth += text.p[i] == '(';
			depth -= text.p[i] == ')' && depth > 0;
		}
	}
	buf_str(out, text);
	if (quote != NULL)
		buf_puts(out, quote->close[0]);
	if (begins)
		buf_putc(out, '*');
	for (i = 0; i < depth; i++)
		buf_putc(out, ')');
}
