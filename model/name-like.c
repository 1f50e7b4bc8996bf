#include "config.h"

#include <math.h>

#include "model/name.h"

#include "model/given.h"

/* Costs of edits and likenesses of words are in hundredths. */
enum {
	VOWEL = 60, /* put in or left out: vowels and h */
	LETTER = 100,
	DOUBLE = 20,
	SWAP = 80,
	CONFUSED = 50,
	DIGIT = 150,
	FEW_BONES = 65, /* of words with two consonants and the same */
	MATCH = 55,     /* words less alike are not matched */
};

/* What counts against two names, as shares of a word: words left on both
 * sides, and the surplus on one. */
#define CONFLICT 2.2
#define EXTRA 0.3
#define BARE 0.8     /* of one word of several, by its few consonants alone */
#define CHILD 0.82   /* named after a parent */
#define SON 0.72     /* the same, where both are known for given names */
#define UNIT 0.75    /* a brigade, and what it is named after */
#define REVERSED 0.6 /* son and father change places */
#define BUDGET 60.0

/* Letters that are written for each other, as bits from a on. */
#define BIT(c) (1u << ((c) - 'a'))
static const uint32_t confused[26] = {
	['a' - 'a'] = BIT('e') | BIT('o') | BIT('i'),
	['b' - 'a'] = BIT('p'),
	['c' - 'a'] = BIT('k') | BIT('s'),
	['d' - 'a'] = BIT('t'),
	['e' - 'a'] = BIT('i') | BIT('a') | BIT('o'),
	['f' - 'a'] = BIT('v'),
	['g' - 'a'] = BIT('j') | BIT('q') | BIT('k'),
	['i' - 'a'] = BIT('e') | BIT('y') | BIT('a') | BIT('u'),
	['j' - 'a'] = BIT('g') | BIT('y'),
	['k' - 'a'] = BIT('c') | BIT('q') | BIT('g'),
	['m' - 'a'] = BIT('n'),
	['n' - 'a'] = BIT('m'),
	['o' - 'a'] = BIT('u') | BIT('e') | BIT('a'),
	['p' - 'a'] = BIT('b'),
	['q' - 'a'] = BIT('k') | BIT('g'),
	['s' - 'a'] = BIT('z') | BIT('x') | BIT('c'),
	['t' - 'a'] = BIT('d'),
	['u' - 'a'] = BIT('o') | BIT('w') | BIT('i'),
	['v' - 'a'] = BIT('w') | BIT('f'),
	['w' - 'a'] = BIT('v') | BIT('u'),
	['x' - 'a'] = BIT('s'),
	['y' - 'a'] = BIT('i') | BIT('j'),
	['z' - 'a'] = BIT('s'),
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static int
replace_cost(char a, char b)
{
	if (a == b)
		return 0;
	if (is_small(a) && is_small(b))
		return confused[a - 'a'] & BIT(b) ? CONFUSED : LETTER;
	return is_digit(a) || is_digit(b) ? DIGIT : LETTER;
}

static int
drop_cost(const char *s, int i)
{
	const uint32_t weak = BIT('a') | BIT('e') | BIT('i') | BIT('o') |
			      BIT('u') | BIT('h') | BIT('y');

	if (i > 0 && s[i - 1] == s[i])
		return DOUBLE;
	return is_small(s[i]) && (weak & BIT(s[i])) ? VOWEL : LETTER;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Weighted Damerau-Levenshtein, three rows at a time; more than `most` is only
 * told as being more. */
static int
distance(const char *a, int n, const char *b, int m, int most)
{
	int rows[3][NAME_LETTERS + 1], *old = rows[0], *up = rows[1],
				       *row = rows[2], *spare;
	int drop[NAME_LETTERS + 1], low = 0;

	up[0] = 0;
	for (int j = 1; j <= m; j++) {
		drop[j] = drop_cost(b, j - 1);
		up[j] = up[j - 1] + (drop[j] == DOUBLE ? LETTER : drop[j]);
	}
	for (int i = 1; i <= n; i++) {
		int gone = drop_cost(a, i - 1), last = low;

		low = row[0] = up[0] + gone;
		for (int j = 1; j <= m; j++) {
			int x = up[j - 1] + replace_cost(a[i - 1], b[j - 1]);

			x = least(x, up[j] + gone);
			x = least(x, row[j - 1] + drop[j]);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				x = least(x, old[j - 2] + SWAP);
			row[j] = x;
			low = least(low, x);
		}
		/* Two rows, as letters that change places pass one over. */
		if (low > most && last > most)
			return most + 1;
		spare = old;
		old = up;
		up = row;
		row = spare;
	}
	return up[m];
}

/* Skeletons, where ghain, qaf, kaf, kha and jim are mixed across scripts. */
static int
bone_cost(char a, char b)
{
	static const char near[][3] = { "gk", "gx", "kx", "xh", "sS", "dt",
		"dz", "ds", "fb", "JS", "gJ", "Jx" };

	if (a == b)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(near); i++)
		if ((near[i][0] == a && near[i][1] == b) ||
		    (near[i][0] == b && near[i][1] == a))
			return 25;
	return LETTER;
}

static int
bone_distance(const char *a, int n, const char *b, int m)
{
	int rows[2][NAME_LETTERS + 1], *up = rows[0], *row = rows[1], *spare;

	for (int j = 0; j <= m; j++)
		up[j] = j * LETTER;
	for (int i = 1; i <= n; i++) {
		row[0] = i * LETTER;
		for (int j = 1; j <= m; j++) {
			int x = up[j - 1] + bone_cost(a[i - 1], b[j - 1]);

			x = least(x, up[j] + LETTER);
			row[j] = least(x, row[j - 1] + LETTER);
		}
		spare = up;
		up = row;
		row = spare;
	}
	return up[m];
}

/* Whether the long vowels that Arabic writes inside a word may be those of the
 * other one, and both or neither begin with one. At its ends any may stand. */
static bool
vowels_agree(const struct name_word *arabic, const struct name_word *latin)
{
	if ((arabic->vowels[0] != 0) != (latin->vowels[0] != 0))
		return false;
	for (unsigned i = 1; i < arabic->n_bones; i++) {
		unsigned x = arabic->vowels[i], long_ones = x & ~NAME_OPEN;

		if (x != 0 &&
		    (latin->vowels[i] & (long_ones != 0 ? long_ones : x)) == 0)
			return false;
	}
	return true;
}

/* A word in Arabic letters against one with vowels, or two Arabic ones. */
static int
bones_alike(const struct name_word *a, const struct name_word *b)
{
	int n = a->n_bones, m = b->n_bones, longer, d;

	if (n < 1 || m < 1)
		return n == m && a->text[0] == b->text[0] ? 60 : 0;
	longer = n > m ? n : m;
	d = bone_distance(a->bones, n, b->bones, m);
	if (n == m && !(a->arabic ? vowels_agree(a, b) : vowels_agree(b, a))) {
		if (n <= 3)
			return 50;
		d += VOWEL;
	}
	if (longer == 1)
		return d == 0 && a->n <= 6 && b->n <= 6 ? 85 : 0;
	if (longer == 2)
		return d == 0 ? 85 : d <= 25 ? 75 : 0;
	/* One consonant of four is too much: Zorgani is not Surman. */
	if (n == m && d >= LETTER && longer < 5)
		return 50;
	d = 100 - d / longer;
	if (d < 75)
		return d / 2;
	return d > 95 ? 95 : d;
}

static bool
same_bones(const struct name_word *a, const struct name_word *b)
{
	return a->n_bones == b->n_bones &&
	       memcmp(a->bones, b->bones, a->n_bones) == 0;
}

/* Few consonants say little: such words must look alike as well. An
 * abbreviation has nothing but consonants. */
static bool
bones_count(const struct name_word *a, const struct name_word *b, int alike)
{
	const struct name_word *w = a->n < b->n ? a : b;

	return w->n >= 3 && w->n > w->n_bones &&
	       (w->n_bones > 2 || alike >= FEW_BONES) &&
	       (a->text[0] == b->text[0] || w->n_bones > 1);
}

/* ln(letters - 1), at least ln 2, in hundredths of a budget. */
static int
budget(int letters)
{
	static const int log100[] = { 69, 69, 69, 69, 110, 139, 161, 179, 195,
		208, 220, 230, 240, 248, 256 };

	if (letters >= (int)ARRAY_LEN(log100))
		letters = (int)ARRAY_LEN(log100) - 1;
	return (int)(log100[letters] * BUDGET / 100.0);
}

/* Vowels of one kind stand in the same places. */
static bool
vowels_meet(const struct name_word *a, const struct name_word *b)
{
	for (unsigned i = 0; i <= a->n_bones; i++)
		if ((a->vowels[i] & b->vowels[i]) == 0 &&
		    a->vowels[i] != b->vowels[i])
			return false;
	return true;
}

/* Both or neither begin with a vowel, and end with one: Bouzid is no Busetta.
 */
static bool
ends_alike(const struct name_word *a, const struct name_word *b)
{
	return (a->vowels[0] != 0) == (b->vowels[0] != 0) &&
	       (a->vowels[a->n_bones] != 0) == (b->vowels[b->n_bones] != 0);
}

/* Kadhafi is Gaddafi, but Tarhuna is not Derna. */
static bool
begin_alike(const struct name_word *a, const struct name_word *b)
{
	return a->bones[0] == b->bones[0] ||
	       (a->bones[0] != 'd' && a->bones[0] != 't');
}

/* 0 to 100, as they are written. */
static int
spellings_alike(const struct name_word *a, const struct name_word *b)
{
	int n = a->n, m = b->n, longer, shorter, d, alike;
	bool same;

	if (n == m && memcmp(a->text, b->text, (size_t)n) == 0)
		return 100;
	if (a->arabic != b->arabic)
		return bones_alike(a, b);
	if (n < 1 || m < 1)
		return 0;
	longer = n > m ? n : m;
	shorter = n < m ? n : m;
	if (n == 1 || m == 1)
		return a->text[0] == b->text[0] ? 75 : 0;
	same = same_bones(a, b);
	/* Whether it is above the budget is all that counts but for words of
	 * the same consonants, which may have to look alike. */
	d = distance(a->text, n, b->text, m,
	    same ? (101 - FEW_BONES) * longer : budget(shorter));
	alike = 100 - d / longer;
	same = same && bones_count(a, b, alike);
	if ((same || alike >= 80) && given_differ(a->text, b->text))
		return 0;
	if (d > budget(shorter))
		alike = least(alike, 50) / 2;
	if (same && alike < 90)
		alike = 90;
	else if (alike < 80 && shorter >= 5 && a->n_bones >= 3 &&
		 a->n_bones == b->n_bones && begin_alike(a, b)) {
		/* Two letters of Qazzafi and Gaddafi, where all else is one. */
		int apart =
		    bone_distance(a->bones, a->n_bones, b->bones, b->n_bones);

		if (vowels_meet(a, b) ? apart <= 50
				      : apart <= 25 && ends_alike(a, b))
			alike = 80;
	}
	return alike < 0 ? 0 : alike;
}

/* 0 to 100. */
static int
words_alike(const struct name_word *a, const struct name_word *b)
{
	int alike = spellings_alike(a, b), other;
	struct name_word word;

	if (alike < 80 && name_word_other(a, &word)) {
		other = spellings_alike(&word, b) * 95 / 100;
		alike = other > alike ? other : alike;
	}
	if (alike < 80 && name_word_other(b, &word)) {
		other = spellings_alike(a, &word) * 95 / 100;
		alike = other > alike ? other : alike;
	}
	return alike;
}

/* Assarraj, Elsharif: an article that is written together. */
static int
glued_alike(const struct name_word *a, const struct name_word *b)
{
	struct name_word rest = *a;
	unsigned cut = a->text[1] == 'l';

	if (a->arabic || a->n < 6 || (a->text[0] != 'a' && a->text[0] != 'e') ||
	    (a->text[1] != 'l' && a->text[1] != a->text[2]) ||
	    a->text[2] != b->text[0])
		return 0;
	memmove(rest.text, a->text + 2, a->n - 1u);
	rest.n = (uint8_t)(a->n - 2);
	memmove(rest.bones, a->bones + cut, a->n_bones + 1u - cut);
	memmove(rest.vowels, a->vowels + cut, a->n_bones - cut);
	rest.n_bones = (uint8_t)(a->n_bones - cut);
	return words_alike(&rest, b) * 95 / 100;
}

struct pair {
	int alike;
	uint8_t a, b;
};

/* The most alike pairs first; at equal likeness those at the same place. */
static void
insert(struct pair *list, unsigned *n, struct pair p)
{
	unsigned i = *n;

	for (; i > 0 && list[i - 1].alike < p.alike; i--)
		list[i] = list[i - 1];
	list[i] = p;
	(*n)++;
}

static unsigned
pair_up(const struct name *a, const struct name *b, struct pair *list)
{
	unsigned n = 0;

	for (unsigned i = 0; i < a->n; i++)
		for (unsigned j = 0; j < b->n; j++) {
			const struct name_word *x = &a->word[i];
			const struct name_word *y = &b->word[j];
			int alike = words_alike(x, y);
			int apart = (int)i - (int)j;

			if (alike < 80) {
				int glued = glued_alike(x, y);

				if (glued < MATCH)
					glued = glued_alike(y, x);
				alike = glued > alike ? glued : alike;
			}
			/* Bouzid is nobody "based" somewhere. */
			if (alike < 100 &&
			    (x->weight == 100) != (y->weight == 100))
				continue;
			if (alike >= MATCH)
				insert(list, &n,
				    (struct pair){
					alike * 100 -
					    (apart < 0 ? -apart : apart),
					(uint8_t)i, (uint8_t)j });
		}
	return n;
}

/* Of the words that are not used; light: of the light ones alone. */
static int
left_over(const struct name *name, uint32_t used, bool light)
{
	int sum = 0;

	for (unsigned i = 0; i < name->n; i++)
		if ((used >> i & 1) == 0 &&
		    (name->word[i].weight < 100) == light)
			sum += name->word[i].weight;
	return sum;
}

/* Alike by few consonants alone, across scripts? */
static bool
is_bare(const struct name_word *a, const struct name_word *b)
{
	return a->arabic != b->arabic && a->n_bones <= 3;
}

/* The first word that is used, or is not; n: there is none. */
static unsigned
first_word(const struct name *name, uint32_t used, bool wanted)
{
	unsigned i;

	for (i = 0; i < name->n; i++)
		if (name->word[i].weight == 100 &&
		    ((used >> i & 1) != 0) == wanted)
			break;
	return i;
}

static bool
is_given(const struct name_word *w)
{
	return strcmp(w->text, "ali") == 0 || strncmp(w->text, "abd", 3) == 0 ||
	       given_bones(w->bones);
}

/* A given name before all of the other name: Saddam Khalifa Haftar is a son of
 * Khalifa Haftar. A factor. */
static double
child(const struct name *more, uint32_t in_more, const struct name *less,
    uint32_t in_less)
{
	unsigned own = first_word(more, in_more, false);
	unsigned father = first_word(more, in_more, true);

	if (first_word(less, in_less, false) < less->n || own > father ||
	    father == more->n)
		return 1;
	return is_given(&more->word[own]) && is_given(&more->word[father])
		   ? SON
		   : CHILD;
}

/* Whether bin stands where it can; torn: at an end, so that the order is lost.
 */
enum son { NO_SON, SON_OF, TORN };

static enum son
son_of(const struct name *name)
{
	static const char *const sons[] = { "bin", "ben", "ibn", "bint" };

	for (unsigned i = 0; i < name->n; i++)
		for (size_t k = 0; k < ARRAY_LEN(sons); k++)
			if (strcmp(name->word[i].text, sons[k]) == 0)
				return i > 0 && i + 1 < name->n ? SON_OF : TORN;
	return NO_SON;
}

/* Hamad bin Khalifa and Khalifa bin Hamad: father and son; and so are Ali
 * Hassan and Hassan Ali, as all are given names. at: the word of b that each
 * used one of a was matched with. */
static bool
is_reversed(const struct name *a, uint32_t in_a, const struct name *b,
    const uint8_t at[NAME_WORDS])
{
	unsigned first = first_word(a, in_a, true);
	enum son sa = son_of(a), sb = son_of(b);

	for (unsigned i = first + 1; i < a->n; i++)
		if ((in_a >> i & 1) != 0 && a->word[i].weight == 100 &&
		    at[i] < at[first]) {
			if (sa == SON_OF && sb == SON_OF)
				return true;
			return sa != TORN && sb != TORN &&
			       is_given(&a->word[first]) &&
			       is_given(&a->word[i]);
		}
	return false;
}

/* Hassan Salem and Hussein Salem, which as one word are alike. */
static bool
others_differ(
    const struct name *a, uint32_t in_a, const struct name *b, uint32_t in_b)
{
	for (unsigned i = 0; i < a->n; i++)
		for (unsigned j = 0; j < b->n; j++)
			if ((in_a >> i & 1) == 0 && (in_b >> j & 1) == 0 &&
			    given_differ(a->word[i].text, b->word[j].text))
				return true;
	return false;
}

/* Abu Slim Brigade is not the district Abu Salim: a word that says what bears
 * the name of another, left over on one side alone. */
static bool
names_unit(const struct name *name, uint32_t used)
{
	static const char *const units[] = { "brigade", "battalion", "airport",
		"hospital", "prison", "street", "university", "port", "camp",
		"gate", "foundation" };

	for (unsigned i = 0; i < name->n; i++)
		for (size_t k = 0; k < ARRAY_LEN(units); k++)
			if ((used >> i & 1) == 0 &&
			    strcmp(name->word[i].text, units[k]) == 0)
				return true;
	return false;
}

static double
likeness(const struct name *a, const struct name *b)
{
	struct pair list[NAME_WORDS * NAME_WORDS];
	unsigned n = pair_up(a, b, list);
	uint32_t in_a = 0, in_b = 0;
	double found = 0, of = 0, score, both, more;
	int left_a, left_b, light, whole;
	unsigned matched = 0;
	uint8_t at[NAME_WORDS] = { 0 };
	bool bare = false;

	for (unsigned i = 0; i < n; i++) {
		int wa = a->word[list[i].a].weight;
		int wb = b->word[list[i].b].weight, w = wa > wb ? wa : wb;

		if ((in_a >> list[i].a & 1) != 0 ||
		    (in_b >> list[i].b & 1) != 0)
			continue;
		in_a |= 1u << list[i].a;
		in_b |= 1u << list[i].b;
		at[list[i].a] = list[i].b;
		found += 2.0 * w * (list[i].alike / 100.0) / 100;
		of += 2.0 * w;
		matched++;
		bare = is_bare(&a->word[list[i].a], &b->word[list[i].b]);
	}
	left_a = left_over(a, in_a, false);
	left_b = left_over(b, in_b, false);
	light = left_over(a, in_a, true) + left_over(b, in_b, true);
	both = left_a < left_b ? left_a : left_b;
	more = (left_a < left_b ? left_b - left_a : left_a - left_b) + light;
	score = of > 0 ? found / (of + 2 * both * CONFLICT + more * EXTRA) : 0;
	if (matched > 1 && !a->comma && !b->comma) {
		score *= child(a, in_a, b, in_b) * child(b, in_b, a, in_a);
		if (is_reversed(a, in_a, b, at))
			score *= REVERSED;
	}
	/* "force" is not Brega for the sake of three consonants. */
	if (matched == 1 && bare && more >= 100)
		score *= BARE;
	if (both == 0 && (names_unit(a, in_a) || names_unit(b, in_b)))
		return score * UNIT;
	if (left_a + left_b > 0 && a->n > 0 && b->n > 0) {
		whole = words_alike(&a->whole, &b->whole);
		if (whole > 88 && whole * .0097 > score &&
		    !others_differ(a, in_a, b, in_b))
			score = whole * .0097;
	}
	return score > 1 ? 1 : score;
}

double
name_likeness(const struct name *a, const struct name *b)
{
	int order = a->n != b->n ? (int)a->n - (int)b->n
				 : strcmp(a->whole.text, b->whole.text);

	/* Words that are equally alike are matched as they come: the same
	 * either way round. */
	return order <= 0 ? likeness(a, b) : likeness(b, a);
}
