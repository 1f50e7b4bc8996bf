#include "config.h"

#include "model/query.h"

#include "model/edtf.h"
#include "model/fold.h"
#include "model/query-lex.h"
#include "model/utf8.h"

struct parser {
	struct str text;
	size_t at; /* bytes read */
	int64_t today;
	struct arena *arena;
	struct err *err;
	int depth;
	enum query_field group; /* of bare words: title:(a OR b) */
	size_t terms, bytes;
};

/* A byte offset as the analyst counts: code points from 1. */
static size_t
column_of(const struct parser *p, size_t at)
{
	size_t i, n = 1;

	for (i = 0; i < at && i < p->text.len; i++)
		if (((unsigned char)p->text.p[i] & 0xc0) != 0x80)
			n++;
	return n;
}

static bool __attribute__((format(printf, 3, 4)))
wrong(const struct parser *p, size_t at, const char *fmt, ...)
{
	char text[240];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return err_set(
	    p->err, ERR_INVALID, "column %zu: %s", column_of(p, at), text);
}

static void
skip_blanks(struct parser *p)
{
	while (p->at < p->text.len && query_blank(p->text.p[p->at]))
		p->at++;
}

/* What ends a bare word, besides the end of the text. */
static bool
ends_word(struct str text, size_t at)
{
	char c = text.p[at];

	return query_blank(c) || c == '(' || c == ')' ||
	       query_quote_at(text, at) != NULL;
}

static size_t
word_end(struct str text, size_t at)
{
	while (at < text.len && !ends_word(text, at))
		at++;
	return at;
}

/* The bare word that comes next, without taking it. */
static struct str
peek(struct parser *p)
{
	skip_blanks(p);
	return str_slice(p->text, p->at, word_end(p->text, p->at));
}

static struct query *
query_new(struct parser *p, enum query_op op, size_t at)
{
	struct query *q = arena_alloc(p->arena, sizeof *q);

	q->op = op;
	q->first = INT64_MIN;
	q->last = INT64_MAX;
	q->column = column_of(p, at);
	return q;
}

static int
ignore_token(
    void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	(void)ctx;
	(void)colocated;
	(void)token;
	(void)from;
	(void)to;
	return 1;
}

static bool
has_letters(struct str s)
{
	return fold_tokens(s, false, NULL, ignore_token) != 0;
}

static bool
count_term(struct parser *p, size_t at, size_t bytes)
{
	p->terms++;
	p->bytes += bytes;
	if (p->terms > QUERY_TERMS)
		return wrong(p, at,
		    "more than %d words and fields are too many", QUERY_TERMS);
	if (p->bytes > QUERY_TEXT_BYTES)
		return wrong(p, at, "more than %d bytes of words are too many",
		    QUERY_TEXT_BYTES);
	return true;
}

/* A "phrase" from its quotation mark on, or a bare word. */
static bool
take_text(struct parser *p, struct str *text, bool *phrase)
{
	const struct query_quote *quote = query_quote_at(p->text, p->at);
	size_t at = p->at, begin, end;

	*phrase = quote != NULL;
	if (quote == NULL) {
		end = word_end(p->text, at);
		*text = str_slice(p->text, at, end);
		p->at = end;
		return true;
	}
	begin = end = at + strlen(quote->open);
	while (
	    end < p->text.len && query_quote_closes(p->text, end, quote) == 0)
		end++;
	if (end >= p->text.len)
		return wrong(p, at, "the quotation mark is never closed");
	*text = str_slice(p->text, begin, end);
	p->at = end + query_quote_closes(p->text, end, quote);
	return true;
}

static bool
begins_text(const struct parser *p, size_t at)
{
	return at < p->text.len &&
	       (query_quote_at(p->text, at) != NULL || !ends_word(p->text, at));
}

/* [=] word|"phrase" [*], of the text or of title:. */
static bool
parse_term(struct parser *p, enum query_field field, struct query **out)
{
	size_t at = p->at;
	struct query *q = query_new(p, QUERY_TERM, at);

	q->field = field;
	if (p->text.p[p->at] == '=' && begins_text(p, p->at + 1)) {
		q->literal = true;
		p->at++;
	}
	if (!take_text(p, &q->text, &q->phrase))
		return false;
	if (q->phrase) {
		q->prefix = p->at < p->text.len && p->text.p[p->at] == '*';
		p->at += q->prefix;
	} else if (str_ends(q->text, "*")) {
		q->prefix = true;
		q->text.len--;
	}
	if (!utf8_valid(q->text) ||
	    (q->text.len > 0 && memchr(q->text.p, '\0', q->text.len) != NULL))
		return wrong(p, at, "this is not UTF-8");
	if (!has_letters(q->text))
		return wrong(p, at, "%.40s has no letters or digits to find",
		    q->text.len > 0 ? arena_str(p->arena, q->text).p : "this");
	q->text = arena_str(p->arena, q->text);
	*out = q;
	return count_term(p, at, q->text.len);
}

/* today, yesterday, -30d -2w -6m -1y: one day. */
static bool
relative_day(struct parser *p, struct str s, int64_t *day)
{
	struct ymd ymd;
	int64_t n;

	*day = p->today;
	if (str_is_nocase(s, "today"))
		return true;
	if (str_is_nocase(s, "yesterday")) {
		*day = p->today - 1;
		return true;
	}
	if (s.len < 3 || s.p[0] != '-' ||
	    !str_int(str_slice(s, 1, s.len - 1), &n) || n < 0 || n > 100000)
		return false;
	ymd = day_split(p->today);
	switch (s.p[s.len - 1]) {
	case 'd':
		*day = p->today - n;
		return true;
	case 'w':
		*day = p->today - 7 * n;
		return true;
	case 'm': {
		/* The same day of that month, or the month's last. */
		int64_t month = ymd.year * 12 + ymd.month - 1 - n;
		int64_t year = month >= 0 ? month / 12 : (month - 11) / 12;
		int m = (int)(month - year * 12) + 1;
		int last = day_month_length(year, m);

		*day = day_number(year, m, ymd.day < last ? ymd.day : last);
		return true;
	}
	case 'y': {
		int last = day_month_length(ymd.year - n, ymd.month);

		*day = day_number(
		    ymd.year - n, ymd.month, ymd.day < last ? ymd.day : last);
		return true;
	}
	default:
		return false;
	}
}

static bool
field_date(struct parser *p, size_t at, struct query *q)
{
	struct edtf e;
	int64_t first, last;

	if (relative_day(p, q->text, &first)) {
		last = first;
	} else {
		if (!edtf_parse(q->text, &e, NULL))
			return wrong(p, at,
			    "%.40s is no date: write 2016, 2016-12, "
			    "2016-12-24, -30d, today",
			    q->text.p);
		first = edtf_earliest(&e);
		last = edtf_latest(&e);
	}
	if (q->field == FIELD_ON || q->field == FIELD_WHEN) {
		q->first = edtf_is_day(first) ? first : INT64_MIN;
		q->last = edtf_is_day(last) ? last : INT64_MAX;
		return true;
	}
	if (!edtf_is_day(first))
		return wrong(p, at, "%.40s has no first day", q->text.p);
	if (q->field == FIELD_AFTER)
		q->first = first;
	else
		q->last = first - 1;
	return true;
}

static bool
field_one_of(struct parser *p, size_t at, struct query *q)
{
	const char *const *values = query_values(q->field);
	char list[120] = "";
	size_t len = 0, i;

	for (i = 0; values[i] != NULL; i++) {
		if (str_is_nocase(q->text, values[i])) {
			q->number = (int64_t)i;
			q->text = str_of(values[i]);
			return true;
		}
		len += (size_t)snprintf(list + len, sizeof list - len, "%s%s",
		    i > 0 ? ", " : "", values[i]);
	}
	return wrong(p, at, "%s: knows %s, not %.40s",
	    query_field_name(q->field), list, q->text.p);
}

/* [>= > <= < =] B3 */
static bool
field_grade(struct parser *p, size_t at, struct query *q)
{
	static const struct {
		const char *sign;
		enum query_cmp cmp;
	} signs[] = {
		{ ">=", CMP_LEAST },
		{ "<=", CMP_MOST },
		{ ">", CMP_BETTER },
		{ "<", CMP_WORSE },
		{ "=", CMP_EQUAL },
	};
	struct str grade = q->text;
	struct err why = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(signs); i++)
		if (str_starts(grade, signs[i].sign)) {
			q->cmp = signs[i].cmp;
			grade =
			    str_slice(grade, strlen(signs[i].sign), grade.len);
			break;
		}
	if (!grade_parse(grade, &q->grade, &why))
		return wrong(p, at, "%s", why.text);
	if (q->grade.reliability == 0 && q->grade.credibility == 0)
		return wrong(p, at, "grade: needs a grade such as B3");
	return true;
}

static bool
parse_value(struct parser *p, enum query_field field, struct query **out)
{
	size_t at = p->at;
	struct query *q = query_new(p, QUERY_FIELD, at);

	q->field = field;
	if (!take_text(p, &q->text, &q->phrase))
		return false;
	if (q->text.len == 0)
		return wrong(p, at, "%s: needs a value after the colon",
		    query_field_name(field));
	if (!utf8_valid(q->text) ||
	    memchr(q->text.p, '\0', q->text.len) != NULL)
		return wrong(p, at, "this is not UTF-8");
	q->text = arena_str(p->arena, q->text);
	*out = q;
	if (!count_term(p, at, q->text.len))
		return false;
	switch ((int)field) {
	case FIELD_ON:
	case FIELD_AFTER:
	case FIELD_BEFORE:
	case FIELD_WHEN:
		return field_date(p, at, q);
	case FIELD_IS:
	case FIELD_HAS:
	case FIELD_STATUS:
	case FIELD_MODALITY:
		return field_one_of(p, at, q);
	case FIELD_GRADE:
		return field_grade(p, at, q);
	case FIELD_ID:
	case FIELD_CLUSTER:
		if (!str_int(q->text, &q->number) || q->number <= 0)
			return wrong(
			    p, at, "%.40s is no article's number", q->text.p);
		return true;
	default:
		return true;
	}
}

static bool
no_such_field(const struct parser *p, struct str name)
{
	char list[220] = "";
	size_t len = 0, i;

	for (i = FIELD_TITLE; i < QUERY_FIELDS; i++)
		len += (size_t)snprintf(list + len, sizeof list - len,
		    " %s:", query_field_name((enum query_field)i));
	return wrong(p, p->at, "there is no field %.*s: but%s",
	    (int)(name.len < 20 ? name.len : 20), name.p, list);
}

static bool parse_or(struct parser *p, struct query **out);

/* ( ), where bare words belong to a field. */
static bool
parse_group(struct parser *p, enum query_field field, struct query **out)
{
	enum query_field around = p->group;
	size_t at = p->at;

	p->at++;
	p->group = field;
	if (!parse_or(p, out))
		return false;
	p->group = around;
	skip_blanks(p);
	if (p->at >= p->text.len)
		return wrong(p, at, "the bracket is never closed");
	p->at++;
	return true;
}

/* What stands behind the name of a field, or a bare word of its group. */
static bool
parse_in(struct parser *p, enum query_field field, struct query **out)
{
	if (field == FIELD_TEXT ||
	    (field == FIELD_TITLE && begins_text(p, p->at)))
		return parse_term(p, field, out);
	return parse_value(p, field, out);
}

/* NEAR or NEAR/5 */
static bool
near_word(struct str word, int64_t *n)
{
	*n = QUERY_NEAR_DEFAULT;
	if (str_is(word, "NEAR"))
		return true;
	if (!str_starts(word, "NEAR/"))
		return false;
	if (!str_int(str_slice(word, 5, word.len), n) || *n < 0)
		*n = -1;
	return true;
}

/* NEAR(a b, 5), as FTS5 writes it: it would be a word and a group of words, and
 * find nothing. */
static bool
is_near_call(const struct parser *p, struct str word)
{
	size_t end = p->at + word.len;
	int64_t n;

	return near_word(word, &n) && end < p->text.len &&
	       p->text.p[end] == '(';
}

static bool
parse_primary(struct parser *p, struct query **out)
{
	struct str word = peek(p);
	size_t at = p->at, len;
	enum query_field field;

	if (at >= p->text.len)
		return wrong(p, at, "a word is missing here");
	if (p->text.p[at] == '(')
		return parse_group(p, p->group, out);
	if (p->text.p[at] == ')')
		return wrong(p, at, "a word is missing before this bracket");
	if (str_is(word, "OR") || str_is(word, "AND"))
		return wrong(p, at, "a word is missing before %.*s",
		    (int)word.len, word.p);
	if (is_near_call(p, word))
		return wrong(p, at,
		    "NEAR stands between two words or phrases: a NEAR/5 b");
	len = query_field_length(word);
	if (len == 0)
		return parse_in(p, p->group, out);
	if (!query_field_parse(str_slice(word, 0, len), &field))
		return no_such_field(p, str_slice(word, 0, len));
	p->at += len + 1;
	if (p->at < p->text.len && p->text.p[p->at] == '(')
		return parse_group(p, field, out);
	return parse_in(p, field, out);
}

static bool
near_fits(const struct parser *p, const struct query *a, const struct query *b)
{
	(void)p;
	return a->op == QUERY_TERM && b->op == QUERY_TERM &&
	       a->field == b->field;
}

/* a NEAR/5 b NEAR/5 c: one group, as FTS5 knows it. */
static bool
parse_near(struct parser *p, struct query **out)
{
	struct query *group = NULL, *last, *q;
	int64_t n;

	if (!parse_primary(p, out))
		return false;
	last = *out;
	while (near_word(peek(p), &n)) {
		size_t at = p->at;

		if (n < 0 || n > QUERY_NEAR_MAX)
			return wrong(
			    p, at, "NEAR/ takes 0 to %d words", QUERY_NEAR_MAX);
		p->at = word_end(p->text, p->at);
		if (!parse_primary(p, &q))
			return false;
		if (!near_fits(p, last, q))
			return wrong(
			    p, at, "NEAR stands between two words or phrases");
		if (group == NULL) {
			group = query_new(p, QUERY_NEAR, at);
			group->near = (int)n;
			group->field = q->field;
			group->kids = *out;
		} else if (group->near != n) {
			return wrong(p, at, "NEAR/%d and NEAR/%d do not mix",
			    group->near, (int)n);
		}
		last->next = q;
		last = q;
	}
	if (group != NULL)
		*out = group;
	return true;
}

static bool
deeper(struct parser *p)
{
	if (++p->depth > QUERY_DEPTH)
		return wrong(
		    p, p->at, "this is nested more than %d deep", QUERY_DEPTH);
	return true;
}

static bool
parse_unary(struct parser *p, struct query **out)
{
	struct str word = peek(p);
	size_t at = p->at;
	struct query *q;
	bool minus = at < p->text.len && p->text.p[at] == '-' &&
		     at + 1 < p->text.len && !query_blank(p->text.p[at + 1]);

	if (!minus && !str_is(word, "NOT"))
		return parse_near(p, out);
	p->at += minus ? 1 : 3;
	q = query_new(p, QUERY_NOT, at);
	if (!deeper(p) || !parse_unary(p, &q->kids))
		return false;
	p->depth--;
	*out = q;
	return true;
}

/* Put q into a group of that op, which is made for the second of them. */
static void
join(struct parser *p, enum query_op op, struct query **group,
    struct query **last, struct query *q)
{
	struct query *parent;

	if (*group == NULL) {
		*group = q;
	} else if (*last == NULL) {
		parent = query_new(p, op, p->at);
		parent->column = (*group)->column;
		parent->kids = *group;
		(*group)->next = q;
		*group = parent;
		*last = q;
	} else {
		(*last)->next = q;
		*last = q;
	}
}

static bool
parse_and(struct parser *p, struct query **out)
{
	struct query *group = NULL, *last = NULL, *q;
	struct str word;

	bool and;

	do {
		if (!parse_unary(p, &q))
			return false;
		join(p, QUERY_AND, &group, &last, q);
		word = peek(p);
		and = str_is(word, "AND");
		if (and)
			p->at += 3;
	} while (and || (p->at < p->text.len && p->text.p[p->at] != ')' &&
			    !str_is(word, "OR")));
	*out = group;
	return true;
}

static bool
parse_or(struct parser *p, struct query **out)
{
	struct query *group = NULL, *last = NULL, *q;

	if (!deeper(p))
		return false;
	for (;;) {
		if (!parse_and(p, &q))
			return false;
		join(p, QUERY_OR, &group, &last, q);
		if (!str_is(peek(p), "OR"))
			break;
		p->at += 2;
	}
	p->depth--;
	*out = group;
	return true;
}

bool
query_parse(struct str text, int64_t today, struct arena *arena,
    struct query **query, struct err *err)
{
	struct parser p = {
		.text = text,
		.today = today,
		.arena = arena,
		.err = err,
	};

	skip_blanks(&p);
	if (p.at == text.len) {
		*query = query_new(&p, QUERY_ALL, 0);
		return true;
	}
	if (!parse_or(&p, query))
		return false;
	skip_blanks(&p);
	if (p.at < text.len)
		return wrong(&p, p.at, "no bracket was opened for this one");
	return true;
}

static void
text_of(const struct query *q, struct buf *out)
{
	int64_t n;
	/* A word that reads like the operator would become one. */
	bool quoted = q->phrase || near_word(q->text, &n);

	if (q->field != FIELD_TEXT)
		buf_addf(out, "%s:", query_field_name(q->field));
	if (q->literal)
		buf_putc(out, '=');
	if (quoted)
		buf_putc(out, '"');
	buf_str(out, q->text);
	if (quoted)
		buf_putc(out, '"');
	if (q->prefix)
		buf_putc(out, '*');
}

/* How tightly an operator binds; a looser one inside needs brackets. */
static int
tightness(enum query_op op)
{
	switch (op) {
	case QUERY_OR:
		return 1;
	case QUERY_AND:
		return 2;
	case QUERY_NOT:
		return 3;
	case QUERY_NEAR:
		return 4;
	case QUERY_ALL:
	case QUERY_TERM:
	case QUERY_FIELD:
		break;
	}
	return 5;
}

static void
write_tree(const struct query *q, int around, struct buf *out)
{
	bool brackets = tightness(q->op) <= around && around > 0;
	const struct query *kid;

	if (q->op == QUERY_NOT && around == 3)
		brackets = false;
	if (brackets)
		buf_putc(out, '(');
	if (q->op == QUERY_TERM || q->op == QUERY_FIELD)
		text_of(q, out);
	if (q->op == QUERY_NOT)
		buf_putc(out, '-');
	for (kid = q->kids; kid != NULL; kid = kid->next) {
		if (kid != q->kids && q->op == QUERY_OR)
			buf_puts(out, " OR ");
		else if (kid != q->kids && q->op == QUERY_NEAR)
			buf_addf(out, " NEAR/%d ", q->near);
		else if (kid != q->kids)
			buf_putc(out, ' ');
		write_tree(kid, tightness(q->op), out);
	}
	if (brackets)
		buf_putc(out, ')');
}

void
query_text(const struct query *query, struct buf *out)
{
	write_tree(query, 0, out);
}
