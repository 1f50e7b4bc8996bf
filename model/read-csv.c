/* Tables with a header line: CSV (RFC 4180) with comma or semicolon, and
 * tab-separated values. Each row is an article, each column a field that is
 * known by its name or kept as an extra one. */
#include "config.h"

#include "model/reader.h"
#include "model/utf8.h"

enum {
	COLUMNS_MAX = 200,
	ROW_MAX = 16 << 20, /* bytes of a row */
};

struct table {
	char separator;
	struct arena arena;
	struct str names[COLUMNS_MAX];
	size_t columns;
	bool given_up;
};

static bool
is_text(struct str name)
{
	static const char *const names[] = { "text", "body", "content",
		"article", "fulltext", "full_text", "maintext", "texte",
		"contenu", "corps", "testo", "contenuto", "texto", "inhalt",
		"النص", "نص", "المحتوى", "المقال" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		if (str_is_nocase(name, names[i]))
			return true;
	}
	return false;
}

/* Cut the next cell off a row; *value (in the arena) without its quotation
 * marks. False at the end of the row. */
static bool
next_cell(struct arena *a, struct str *row, char separator, struct str *value)
{
	struct str s = *row;
	char *p;
	size_t n = 0, i = 0;

	if (s.p == NULL)
		return false;
	if (s.len == 0 || s.p[0] != '"' || separator == '\t') {
		(void)str_split(row, separator, value);
		*value = str_trim(*value);
		return true;
	}
	p = arena_alloc(a, s.len + 1);
	for (i = 1; i < s.len; i++) {
		if (s.p[i] == '"' && (i + 1 >= s.len || s.p[i + 1] != '"'))
			break;
		i += s.p[i] == '"';
		p[n++] = s.p[i];
	}
	*value = (struct str){ p, n };
	while (i < s.len && s.p[i] != separator)
		i++;
	*row = i < s.len ? str_slice(s, i + 1, s.len) : (struct str){ 0 };
	if (i < s.len && row->len == 0)
		row->p = s.p + s.len;
	return true;
}

static size_t
quotes_in(struct str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.len; i++)
		n += s.p[i] == '"';
	return n;
}

/* Which separator a header line has: the first with which a text and another
 * field are named; 0: it is none. */
static char
separator_of(struct str line)
{
	static const char separators[] = "\t,;";
	struct article_in none = { 0 };
	struct arena a = { 0 };
	struct str left, name;
	size_t i, texts, fields;

	for (i = 0; separators[i] != '\0'; i++) {
		texts = fields = 0;
		left = line;
		while (next_cell(&a, &left, separators[i], &name)) {
			texts += is_text(name);
			fields += reader_field(&none, name) != NULL;
		}
		if (texts == 1 && fields > 0)
			break;
	}
	arena_release(&a);
	return separators[i];
}

static bool
sniff(struct str head)
{
	struct str line;

	if (str_starts(head, "\xef\xbb\xbf"))
		head = str_slice(head, 3, head.len);
	return str_split(&head, '\n', &line) && line.len < 2048 &&
	       separator_of(str_trim(line)) != '\0';
}

/* The next row, which goes on over line ends within quotation marks. */
static enum reader_result
next_row(struct reader *reader, struct table *table, struct buf *row,
    int64_t *number, struct err *err)
{
	enum reader_result result;
	struct str line;
	int64_t at;
	bool open = false;

	do {
		result = reader_line(reader, &line, &at, err);
		if (!open)
			*number = at;
		if (result != READER_ARTICLE)
			return open && result == READER_END ? READER_ARTICLE
							    : result;
		if (open)
			buf_putc(row, '\n');
		if (str_ends(line, "\r"))
			line.len--;
		buf_str(row, line);
		if (table->separator != '\t' && quotes_in(line) % 2 != 0)
			open = !open;
		/* Behind a quotation mark that nobody closed, nothing is what
		 * it seems to be. */
		if (row->len > ROW_MAX) {
			table->given_up = open;
			err_set(err, ERR_INVALID, "is longer than 16 MB%s",
			    open ? " without a closing quotation mark, and "
				   "the rest was given up"
				 : "");
			return READER_BAD;
		}
	} while (open || str_trim(buf_view(row)).len == 0);
	return READER_ARTICLE;
}

static bool
read_header(struct reader *reader, struct table *table, struct err *err)
{
	struct buf good = { 0 }, what = { 0 };
	struct str line, left, name;
	int64_t number;

	if (reader_line(reader, &line, &number, err) != READER_ARTICLE)
		return false;
	utf8_repair(&good, line, &what);
	left = arena_str(&table->arena, str_trim(buf_view(&good)));
	buf_release(&good);
	buf_release(&what);
	table->separator = separator_of(left);
	if (table->separator == '\0')
		return err_set(err, ERR_INVALID,
		    "has no header line that names a text and a title, date or "
		    "source");
	while (table->columns < COLUMNS_MAX &&
	       next_cell(&table->arena, &left, table->separator, &name))
		table->names[table->columns++] = name;
	return true;
}

static void
fill(struct arena *a, const struct table *table, struct str row,
    struct article_in *in)
{
	struct buf extra = { 0 }, json = { 0 };
	struct str value, *field;
	size_t i = 0;

	while (i < table->columns &&
	       next_cell(a, &row, table->separator, &value)) {
		field = is_text(table->names[i])
			    ? &in->text
			    : reader_field(in, table->names[i]);
		if (field != NULL && field->len == 0) {
			*field = value;
		} else if (value.len > 0 && table->names[i].len > 0) {
			buf_reset(&json);
			buf_json(&json, value);
			reader_extra(&extra, table->names[i], buf_view(&json));
		}
		i++;
	}
	buf_release(&json);
	in->extra = reader_extra_end(a, &extra);
	in->text = str_trim(in->text);
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct table *table = state;
	struct buf row = { 0 }, good = { 0 }, what = { 0 };
	enum reader_result result;
	int64_t number = 0;
	struct str text;

	err->code = ERR_NONE;
	if (table->given_up)
		return READER_END;
	if (table->columns == 0 && !read_header(reader, table, err))
		return err->code == ERR_NONE ? READER_END : READER_BAD;
	result = next_row(reader, table, &row, &number, err);
	if (result != READER_END)
		in->origin = arena_printf(arena, "%.*s:%lld",
		    (int)in->origin.len, in->origin.p, (long long)number);
	if (result == READER_ARTICLE) {
		utf8_repair(&good, buf_view(&row), &what);
		text = arena_str(arena, buf_view(&good));
		in->repaired = arena_str(arena, buf_view(&what));
		fill(arena, table, text, in);
	}
	buf_release(&row);
	buf_release(&good);
	buf_release(&what);
	if (result != READER_ARTICLE || in->text.len > 0)
		return result;
	err_set(err, ERR_INVALID, "has no text");
	return READER_BAD;
}

static void
close_table(void *state)
{
	struct table *table = state;

	arena_release(&table->arena);
}

const struct reader_format read_csv = {
	.name = "csv",
	.sniff = sniff,
	.size = sizeof(struct table),
	.next = next,
	.close = close_table,
};
