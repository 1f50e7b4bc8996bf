#include "config.h"

#include "model/abbrev.h"

#include "model/fold.h"
#include "model/utf8.h"

enum {
	SHORT_MIN = 2, /* bytes of a short form */
	SHORT_MAX = 10,
	LETTER = 2,     /* bytes of an Arabic letter */
	ARABIC_MIN = 4, /* the same in Arabic: two to seven letters */
	ARABIC_MAX = 14,
	BRACKET_MAX = 250, /* bytes between brackets worth looking at */
};

struct found {
	struct arena *arena;
	struct str text;
	struct abbrev *list;
	size_t n, size;
};

/* ASCII, or any byte of a longer sequence: letters of all scripts. */
static bool
is_alnum(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static unsigned char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20)
				    : (unsigned char)c;
}

static void
add(struct found *f, struct str s, struct str l)
{
	struct abbrev *a;

	if (f->n == f->size) {
		size_t size = f->size > 0 ? f->size * 2 : 16;
		struct abbrev *list = arena_array(f->arena, size, sizeof *list);

		if (f->n > 0)
			memcpy(list, f->list, f->n * sizeof *list);
		f->list = list;
		f->size = size;
	}
	a = &f->list[f->n++];
	a->short_form.from = (uint32_t)(s.p - f->text.p);
	a->short_form.to = a->short_form.from + (uint32_t)s.len;
	a->long_form.from = (uint32_t)(l.p - f->text.p);
	a->long_form.to = a->long_form.from + (uint32_t)l.len;
	a->across = false;
}

static size_t
count_words(struct str s)
{
	bool in = false;
	size_t i, n = 0;

	for (i = 0; i < s.len; i++) {
		bool blank = s.p[i] == ' ' || s.p[i] == '\t';

		n += !blank && !in;
		in = !blank;
	}
	return n;
}

/* Blanks and quotation marks off both ends. */
static struct str
unquote(struct str s)
{
	static const char *const marks[] = { "\"", "'", "“", "”", "‘", "’", "«",
		"»", " ", "\t" };
	bool again = true;
	size_t i;

	while (again) {
		again = false;
		for (i = 0; i < ARRAY_LEN(marks); i++) {
			size_t len = strlen(marks[i]);

			if (str_starts(s, marks[i])) {
				s.p += len;
				s.len -= len;
				again = true;
			}
			if (str_ends(s, marks[i])) {
				s.len -= len;
				again = true;
			}
		}
	}
	return s;
}

static bool
is_short_form(struct str s)
{
	bool letter = false;
	size_t i;

	if (s.len < SHORT_MIN || s.len > SHORT_MAX || count_words(s) > 2 ||
	    !is_alnum((unsigned char)s.p[0]))
		return false;
	for (i = 0; i < s.len; i++)
		letter = letter || (fold(s.p[i]) >= 'a' && fold(s.p[i]) <= 'z');
	return letter;
}

/* The shortest end of `window` in which all letters of the short form stand in
 * order, the first at the start of a word. */
static bool
match(struct str s, struct str window, struct str *l)
{
	size_t i = s.len, j = window.len;

	while (i > 0) {
		unsigned char c = fold(s.p[--i]);

		if (!is_alnum(c))
			continue;
		for (;;) {
			if (j == 0)
				return false;
			j--;
			if (fold(window.p[j]) == c &&
			    (i > 0 || j == 0 ||
				!is_alnum((unsigned char)window.p[j - 1])))
				break;
		}
	}
	while (j > 0 && memchr(" ([\"", window.p[j - 1], 4) == NULL)
		j--;
	if (j < window.len && (window.p[j] == '[' || window.p[j] == '('))
		j++;
	*l = str_slice(window, j, window.len);
	return true;
}

/* The end of `window` whose words begin with the letters of the short form, a
 * word a letter: where there is one it is what the writer meant, even if fewer
 * words would do. A plural s at the end of the short form stands for none. */
static bool
match_initials(struct str s, struct str window, struct str *l)
{
	size_t i = s.len, j = window.len;

	if (i > 2 && s.p[i - 1] == 's' &&
	    fold(s.p[i - 2]) != (unsigned char)s.p[i - 2])
		i--;
	while (i > 0) {
		while (
		    j > 0 && (window.p[j - 1] == ' ' || window.p[j - 1] == '-'))
			j--;
		while (
		    j > 0 && window.p[j - 1] != ' ' && window.p[j - 1] != '-')
			j--;
		if (j == window.len || fold(window.p[j]) != fold(s.p[--i]))
			return false;
		if (j == 0 && i > 0)
			return false;
	}
	*l = str_slice(window, j, window.len);
	return true;
}

/* One word of Arabic letters alone. */
static bool
is_arabic(struct str s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t c = utf8_next(s, &at);

		if (c < 0x621 || c > 0x64a)
			return false;
	}
	return s.len >= ARABIC_MIN && s.len <= ARABIC_MAX;
}

static struct str
last_word(struct str s)
{
	size_t from = s.len;

	while (from > 0 && s.p[from - 1] != ' ')
		from--;
	return str_slice(s, from, s.len);
}

static bool
is_particle(struct str word)
{
	static const char *const list[] = { "في", "من", "على", "عن", "الى",
		"و" };

	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}

static bool beginnings(struct str s, struct str window, struct str *l);

/* Does the short form end with the beginning of this word, and the rest of it
 * stand before? */
static bool
begins(struct str s, struct str word, struct str before, struct str *l)
{
	size_t most = s.len < word.len ? s.len : word.len;

	for (size_t k = LETTER; k <= most; k += LETTER) {
		struct str rest = str_slice(s, 0, s.len - k);

		if (str_eq(
			str_slice(s, rest.len, s.len), str_slice(word, 0, k)) &&
		    (rest.len == 0 || beginnings(rest, before, l)))
			return true;
	}
	return false;
}

/* The end of the window whose words begin with the folded letters of the short
 * form, with or without their article and "and"; every word but a particle has
 * its part, and the first one begins *l. */
static bool
beginnings(struct str s, struct str window, struct str *l)
{
	static const char *const light[] = { "", "ال", "و", "وال" };
	struct str end = str_trim(window), word = last_word(end);
	struct str before = str_slice(end, 0, end.len - word.len);
	struct buf fold = { 0 };
	bool good = false;

	if (word.len == 0)
		return false;
	l->p = word.p;
	fold_text(&fold, word);
	if (is_particle(buf_view(&fold)))
		good = beginnings(s, before, l);
	for (size_t i = 0; i < ARRAY_LEN(light) && !good; i++) {
		struct str rest = buf_view(&fold);

		if (!str_starts(rest, light[i]))
			continue;
		l->p = word.p;
		rest = str_slice(rest, strlen(light[i]), rest.len);
		good = begins(s, rest, before, l);
	}
	buf_release(&fold);
	return good;
}

/* Arabic has no capitals, and in brackets mostly stand words (طبرق (شرق)). Its
 * short forms are made of the beginnings of words: حماس, داعش, وال. */
static bool
match_arabic(struct str s, struct str window, struct str *l)
{
	struct buf fold = { 0 };
	bool good;

	if (!is_arabic(s))
		return false;
	fold_text(&fold, s);
	good = beginnings(buf_view(&fold), window, l);
	buf_release(&fold);
	if (good)
		l->len = (size_t)(window.p + window.len - l->p);
	return good;
}

static bool
is_balanced(struct str s)
{
	int depth = 0;
	size_t i;

	for (i = 0; i < s.len && depth >= 0; i++) {
		depth += s.p[i] == '(' || s.p[i] == '[';
		depth -= s.p[i] == ')' || s.p[i] == ']';
	}
	return depth == 0;
}

static bool
has_word(struct str text, struct str word)
{
	struct str part;

	while (str_split(&text, ' ', &part))
		if (str_eq(unquote(part), word))
			return true;
	return false;
}

/* Letters and digits, for what the number of words may be. */
static size_t
count_alnum(struct str s)
{
	size_t i, n = 0;

	for (i = 0; i < s.len; i++)
		n += is_alnum((unsigned char)s.p[i]);
	return n;
}

static bool
is_definition(struct str s, struct str l)
{
	size_t letters = count_alnum(s), words = count_words(l);
	size_t most = letters + 5 < letters * 2 ? letters + 5 : letters * 2;

	return l.len > s.len && words <= most && is_balanced(l) &&
	       !has_word(l, s);
}

/* The part of text before `end` that may hold the long form: this sentence, and
 * no further than the algorithm's window of words. */
static struct str
window_before(struct str text, size_t end, struct str s)
{
	size_t letters = count_alnum(s), words = 0, i = end;
	size_t most = letters + 5 < letters * 2 ? letters + 5 : letters * 2;

	while (i > 0 && text.p[i - 1] != '\n') {
		char c = text.p[i - 1];

		if (c == ' ' && i < end && text.p[i] != ' ' && ++words > most)
			break;
		if (c == ' ' && i >= 2 &&
		    (text.p[i - 2] == '.' || text.p[i - 2] == ';') && i >= 4 &&
		    text.p[i - 4] != '.' && text.p[i - 3] >= 'a')
			break;
		i--;
	}
	return str_trim(str_slice(text, i, end));
}

static struct str
without_article(struct str l)
{
	l = abbrev_unelided(l);
	if (l.len > 4 && (l.p[0] == 't' || l.p[0] == 'T') &&
	    memcmp(l.p + 1, "he ", 3) == 0)
		return str_slice(l, 4, l.len);
	return l;
}

static bool
try_pair(struct found *f, struct str s, struct str window)
{
	struct str l;

	window = unquote(window);
	if (!match_arabic(s, window, &l) &&
	    (!is_short_form(s) ||
		(!match_initials(s, window, &l) && !match(s, window, &l))))
		return false;
	if (!is_definition(s, l))
		return false;
	add(f, s, without_article(l));
	return true;
}

/* "SHORT (long form)": the word before the bracket, the text in it. */
static bool
try_reversed(struct found *f, size_t open, struct str inner)
{
	size_t end = open, from;
	struct str s, l;

	while (end > 0 && f->text.p[end - 1] == ' ')
		end--;
	for (from = end; from > 0 && f->text.p[from - 1] != ' ' &&
			 f->text.p[from - 1] != '\n' &&
			 f->text.p[from - 1] != '(';)
		from--;
	s = unquote(str_slice(f->text, from, end));
	inner = unquote(inner);
	if (count_words(inner) < 2 ||
	    !(match_arabic(s, inner, &l) ||
		(is_short_form(s) && match(s, inner, &l))) ||
	    l.p != inner.p || !is_definition(s, l))
		return false;
	add(f, s, without_article(l));
	return true;
}

/* An organisation in both scripts: which of them is short is told by its
 * capitals alone. */
static void
try_across(struct found *f, size_t open, struct str inner)
{
	struct str name;

	if (!abbrev_across(str_slice(f->text, 0, open), inner, &name))
		return;
	if (name.len < inner.len && memchr(name.p, ' ', name.len) == NULL)
		add(f, name, inner);
	else
		add(f, inner, name);
	f->list[f->n - 1].across = true;
}

/* The closing bracket for the one at `open`, looking through nested ones. */
static size_t
close_of(struct str text, size_t open)
{
	size_t i;
	int depth = 0;

	for (i = open; i < text.len && i - open < BRACKET_MAX; i++) {
		if (text.p[i] == '\n')
			break;
		depth += text.p[i] == '(';
		depth -= text.p[i] == ')';
		if (depth == 0)
			return i;
	}
	return SIZE_MAX;
}

static void
bracket(struct found *f, size_t open)
{
	size_t close = close_of(f->text, open), cut;
	struct str inner, s;

	if (close == SIZE_MAX)
		return;
	inner = str_trim(str_slice(f->text, open + 1, close));
	s = inner;
	for (cut = 0; cut < s.len; cut++)
		if (s.p[cut] == ';' || s.p[cut] == ',')
			s.len = cut;
	s = unquote(s);
	if (!try_pair(f, s, window_before(f->text, open, s)) &&
	    !try_reversed(f, open, inner))
		try_across(f, open, s);
}

/* "the Libyan National Army, or LNA, said" */
static void
comma_or(struct found *f, size_t comma)
{
	size_t from = comma + strlen(", or "), to = from;
	struct str s;

	while (to < f->text.len && is_alnum((unsigned char)f->text.p[to]) &&
	       fold(f->text.p[to]) != (unsigned char)f->text.p[to])
		to++;
	s = str_slice(f->text, from, to);
	if (to < f->text.len && is_alnum((unsigned char)f->text.p[to]))
		return;
	(void)try_pair(f, s, window_before(f->text, comma, s));
}

void
abbrev_find(
    struct arena *arena, struct str text, struct abbrev **list, size_t *n)
{
	struct found f = { .arena = arena, .text = text };
	size_t i = text.len;

	/* Most texts define nothing: two fast looks tell. */
	if (str_find(text, str_of("("), 0) != SIZE_MAX ||
	    str_find(text, str_of(", or "), 0) != SIZE_MAX)
		i = 0;
	for (; i < text.len; i++) {
		if (text.p[i] == '(')
			bracket(&f, i);
		else if (text.p[i] == ',' &&
			 str_starts(str_slice(text, i, text.len), ", or "))
			comma_or(&f, i);
	}
	*list = f.list;
	*n = f.n;
}
