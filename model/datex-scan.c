#include "config.h"

#include <assert.h>

#include "model/datex-scan.h"
#include "model/utf8.h"

enum {
	WORD_MAX = 48, /* bytes of a folded word; longer ones are no dates */
	KNOWN_BITS = 16384,
	LISTED = 2048, /* room for the words of datex_words, half of it free */
};

static bool
is_arabic(uint32_t cp)
{
	return (cp >= 0x620 && cp <= 0x6d3) || cp == 0x640;
}

/* The digit that a code point is, or -1: ASCII, Arabic-Indic, Persian. */
static int
digit_of(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0x660 && cp <= 0x669)
		return (int)(cp - 0x660);
	if (cp >= 0x6f0 && cp <= 0x6f9)
		return (int)(cp - 0x6f0);
	return -1;
}

static bool
is_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
	       (cp >= 0xc0 && cp < 0x2000 && digit_of(cp) < 0 && cp != 0xd7 &&
		   cp != 0xf7 && cp != 0x60c && cp != 0x61b && cp != 0x61f &&
		   cp != 0x66a);
}

static bool
is_mark(uint32_t cp)
{
	return (cp >= 0x64b && cp <= 0x65f) || cp == 0x670 || cp == 0x640;
}

/* As fold.h folds, for the letters that the names of dates have: lower case,
 * no accents, bare alef, no tatweel, no vowel signs; hamza on its seat as ya.
 * 0: nothing is left of it. */
static uint32_t
fold_letter(uint32_t cp)
{
	if (cp >= 'A' && cp <= 'Z')
		return cp + 32;
	if (cp == 0xc9 || cp == 0xc8 || cp == 0xca ||
	    (cp >= 0xe8 && cp <= 0xeb))
		return 'e';
	if (cp >= 0xe0 && cp <= 0xe4)
		return 'a';
	if (cp == 0xe7)
		return 'c';
	if (cp >= 0xf9 && cp <= 0xfc)
		return 'u';
	if (cp == 0xee || cp == 0xef)
		return 'i';
	if (cp == 0xf4)
		return 'o';
	if (cp == 0x2019)
		return '\'';
	if (cp == 0x622 || cp == 0x623 || cp == 0x625 || cp == 0x671)
		return 0x627;
	if (cp == 0x649 || cp == 0x626)
		return 0x64a;
	if (cp == 0x629)
		return 0x647;
	if (is_mark(cp) || cp == 0x621)
		return 0;
	return cp;
}

/* Nearly all words of a text have nothing to do with dates: a set of hashes
 * tells most of them apart at once. */
struct known {
	uint64_t bits[KNOWN_BITS / 64];
	uint64_t days[KNOWN_BITS / 64];   /* those of months and weekdays */
	uint64_t halves[KNOWN_BITS / 64]; /* first words of names of two */
	/* The words of datex_words by their hashes: open addressing. */
	struct {
		struct str word; /* p NULL: free */
		const struct datex_word *is;
	} listed[LISTED];
	size_t n_listed;
};

static uint32_t
hash_of(struct str word)
{
	uint32_t h = 2166136261u;
	size_t i;

	for (i = 0; i < word.len; i++) {
		/* The hamza may have been folded away. */
		if (word.p[i] == '\xd8' && i + 1 < word.len &&
		    word.p[i + 1] == '\xa1') {
			i++;
			continue;
		}
		h = (h ^ (unsigned char)word.p[i]) * 16777619u;
	}
	return (h ^ h >> 15) % KNOWN_BITS;
}

static bool
is_set(const uint64_t *bits, uint32_t h)
{
	return (bits[h / 64] >> h % 64 & 1) != 0;
}

static void
set(uint64_t *bits, uint32_t h)
{
	bits[h / 64] |= UINT64_C(1) << h % 64;
}

static void
know_day(struct known *k, const char *words)
{
	struct str rest = str_of(words), word, first;

	while (str_split(&rest, ' ', &word)) {
		set(k->bits, hash_of(word));
		set(k->days, hash_of(word));
		if (str_find(word, str_of("_"), 0) == SIZE_MAX)
			continue;
		str_split(&word, '_', &first);
		set(k->bits, hash_of(first));
		set(k->halves, hash_of(first));
	}
}

/* The place of a word in the table: where it is, or would be. */
static size_t
place_of(const struct known *k, struct str word)
{
	size_t at = hash_of(word) % LISTED;

	while (
	    k->listed[at].word.p != NULL && !str_eq(k->listed[at].word, word))
		at = (at + 1) % LISTED;
	return at;
}

/* Of a word that stands in two entries the first counts. */
static void
know_listed(struct known *k, const struct datex_word *entry)
{
	struct str rest = str_of(entry->words), word;

	while (str_split(&rest, ' ', &word)) {
		size_t at = place_of(k, word);

		set(k->bits, hash_of(word));
		if (word.len == 0 || k->listed[at].word.p != NULL)
			continue;
		assert(k->n_listed < LISTED / 2);
		k->listed[at].word = word;
		k->listed[at].is = entry;
		k->n_listed++;
	}
}

/* Made of constants once, at the first text: to make it takes as long as to
 * look through one. */
static const struct known *
known_words(void)
{
	static struct known known;
	size_t i;

	if (known.n_listed > 0)
		return &known;
	for (i = 0; i < datex_n_words; i++)
		know_listed(&known, &datex_words[i]);
	for (i = 0; day_names(i) != NULL; i++)
		know_day(&known, day_names(i));
	return &known;
}

/* A month or a weekday; both come before the same word in the list. */
static bool
look_up_day(struct token *t, struct str word)
{
	int n;

	if ((n = day_month_named(word)) > 0)
		t->class = WORD_MONTH;
	else if ((n = day_weekday_named(word)) >= 0)
		t->class = WORD_WEEKDAY;
	else
		return false;
	t->value = n;
	return true;
}

static bool
classify(const struct known *k, struct token *t, struct str word)
{
	uint32_t h = hash_of(word);
	size_t at;
	int n;

	if (!is_set(k->bits, h))
		return false;
	t->half = is_set(k->halves, h);
	if (is_set(k->days, h) && look_up_day(t, word))
		return true;
	at = place_of(k, word);
	if (k->listed[at].word.p != NULL) {
		t->class = k->listed[at].is->class;
		t->value = k->listed[at].is->value;
		return true;
	}
	if ((n = day_hijri_named(word)) <= 0)
		return false;
	t->class = WORD_HIJRI;
	t->value = n;
	return true;
}

/* XIXe, XXe: the ordinals of French centuries. */
static void
classify_roman(struct token *t, struct str word)
{
	static const char *const roman[] = { "xve", "xvie", "xviie", "xviiie",
		"xixe", "xxe", "xxie" };
	size_t i;

	for (i = 0; t->capital && i < ARRAY_LEN(roman); i++)
		if (str_is(word, roman[i]) ||
		    (str_starts(word, roman[i]) && str_ends(word, "eme"))) {
			t->class = WORD_ORDINAL;
			t->value = 15 + (int64_t)i;
		}
}

/* An Arabic word may carry wa-, fa-, bi- or li- in front: two bytes each. */
static void
classify_word(const struct known *k, struct token *t, struct str word)
{
	static const char *const front[] = { "و", "ف", "ب", "ل" };
	size_t i;

	if (classify(k, t, word))
		return;
	if (!t->arabic && word.len > 1 &&
	    (word.p[0] == 'x' || word.p[0] == 'v' || word.p[0] == 'i'))
		classify_roman(t, word);
	if (!t->arabic || word.len < 6)
		return;
	for (i = 0; i < ARRAY_LEN(front); i++)
		if (str_starts(word, front[i])) {
			struct str rest = str_slice(word, 2, word.len);

			if (classify(k, t, rest))
				t->span.from += 2;
			return;
		}
}

static void
scan_number(struct str text, struct token *t)
{
	size_t at = t->span.from;

	t->class = WORD_NUMBER;
	while (at < text.len) {
		size_t next = at;
		int digit = digit_of(utf8_next(text, &next));

		if (digit < 0)
			break;
		if (t->digits < 15) {
			t->value = t->value * 10 + digit;
			t->digits++;
		}
		at = next;
	}
	t->span.to = (uint32_t)at;
}

static bool
goes_on(struct str text, size_t at, uint32_t cp)
{
	uint32_t after;

	if (is_letter(cp) || is_mark(cp))
		return true;
	if ((cp != '\'' && cp != 0x2019) || at >= text.len)
		return false;
	after = utf8_next(text, &at);
	return is_letter(after) && !is_arabic(after);
}

/* Tuesday's: the word ends before the apostrophe. */
static bool
ends_owner(struct str text, size_t at)
{
	size_t after = at + (text.p[at] == '\'' ? 1 : 3), next = after + 1;

	if (text.p[at] != '\'' &&
	    !str_starts(str_slice(text, at, text.len), "\xe2\x80\x99"))
		return false;
	if (after >= text.len || text.p[after] != 's')
		return false;
	return next >= text.len || !is_letter(utf8_next(text, &next));
}

static void
scan_word(const struct known *k, struct str text, struct token *t)
{
	struct buf b = { 0 };
	size_t at = t->span.from;

	while (at < text.len) {
		size_t next = at;
		uint32_t cp = utf8_next(text, &next), folded;

		if (!goes_on(text, next, cp))
			break;
		if (ends_owner(text, at))
			break;
		folded = fold_letter(cp);
		t->arabic = t->arabic || is_arabic(cp);
		if (folded != 0 && b.len < WORD_MAX)
			utf8_put(&b, folded);
		at = next;
		/* l'an, d'avril: the article is a word of its own. */
		if (folded == '\'' && b.len == 2 &&
		    (b.p[0] == 'l' || b.p[0] == 'd'))
			break;
	}
	t->span.to = (uint32_t)at;
	if (b.len > 0 && b.len < WORD_MAX)
		classify_word(k, t, buf_view(&b));
	/* No weekday has an accent: "tué" is no Tuesday. */
	if (t->class == WORD_WEEKDAY && !t->arabic && b.len < at - t->span.from)
		t->class = WORD_OTHER;
	buf_release(&b);
}

/* Two words that name one month: كانون الثاني, ربيع الأول, Rabi al-Awwal. */
static bool
join_month(struct str text, struct token *a, const struct token *b)
{
	struct str raw = str_slice(text, a->span.from, b->span.to);
	struct buf folded = { 0 };
	struct token both = *a;
	size_t at = 0;

	if (raw.len > WORD_MAX)
		return false;
	while (at < raw.len) {
		uint32_t cp = fold_letter(utf8_next(raw, &at));

		if (cp != 0)
			utf8_put(&folded, cp);
	}
	both.class = WORD_OTHER;
	if (day_month_named(buf_view(&folded)) > 0) {
		both.class = WORD_MONTH;
		both.value = day_month_named(buf_view(&folded));
	} else if (day_hijri_named(buf_view(&folded)) > 0) {
		both.class = WORD_HIJRI;
		both.value = day_hijri_named(buf_view(&folded));
	}
	buf_release(&folded);
	if (both.class == WORD_OTHER)
		return false;
	both.span.to = b->span.to;
	*a = both;
	return true;
}

static void
add_token(struct str text, struct tokens *list, struct token t)
{
	struct token *last = list->n > 0 ? &list->v[list->n - 1] : NULL;
	struct token *sign = list->n > 1 ? &list->v[list->n - 2] : NULL;

	/* Dec. 17: the stop belongs to the short name. */
	if (sign != NULL &&
	    (t.class == WORD_NUMBER ||
		(t.class == WORD_SIGN && t.value == ',')) &&
	    last->class == WORD_SIGN && last->value == '.' && last->glued &&
	    sign->class == WORD_MONTH && !sign->arabic &&
	    sign->span.to - sign->span.from <= 5) {
		*last = t;
		return;
	}

	if (last != NULL && last->half && t.class != WORD_NUMBER &&
	    t.class != WORD_SIGN && last->class != WORD_NUMBER &&
	    last->class != WORD_SIGN && t.span.from == last->span.to + 1 &&
	    join_month(text, last, &t))
		return;
	/* Rabi al-Awwal: word, word, hyphen, word. */
	if (sign != NULL && list->n > 2 && list->v[list->n - 3].half &&
	    last->class == WORD_SIGN && last->value == '-' &&
	    t.class != WORD_NUMBER &&
	    join_month(text, &list->v[list->n - 3], &t)) {
		list->n -= 2;
		return;
	}
	list->v[list->n++] = t;
}

/* A dash between two numbers joins them, a long one only if nothing else
 * stands between. */
static bool
is_hyphen(struct str text, size_t next, uint32_t cp)
{
	if (cp == 0x2014)
		return next < text.len && digit_of(utf8_next(text, &next)) >= 0;
	return cp == 0x2013 || cp == 0x2012 || cp == 0x2010 || cp == 0x2011;
}

struct tokens
datex_tokens(struct str text, struct arena *arena)
{
	struct tokens list = { 0 };
	const struct known *known = known_words();
	size_t at = 0, size = 0, end = 0;

	if (text.len > UINT32_MAX)
		text.len = UINT32_MAX;
	while (at < text.len) {
		struct token t = { .span.from = (uint32_t)at };
		size_t next = at;
		uint32_t cp = utf8_next(text, &next);

		if (cp == ' ' || cp == '\t' || cp == '\r' || cp == 0xa0 ||
		    cp == 0x200f || cp == 0x200e || is_mark(cp)) {
			at = next;
			continue;
		}
		if (list.n == size) {
			struct token *old = list.v;

			size = size > 0 ? size * 2 : 256;
			list.v = arena_array(arena, size, sizeof(*list.v));
			if (list.n > 0)
				memcpy(list.v, old, list.n * sizeof(*old));
		}
		t.glued = at == end && at > 0;
		t.capital = cp < 128 && cp >= 'A' && cp <= 'Z';
		if (digit_of(cp) >= 0)
			scan_number(text, &t);
		else if (is_letter(cp))
			scan_word(known, text, &t);
		else {
			t.class = WORD_SIGN;
			t.value = is_hyphen(text, next, cp) ? '-' : cp;
			t.span.to = (uint32_t)next;
		}
		at = end = t.span.to;
		add_token(text, &list, t);
	}
	return list;
}
