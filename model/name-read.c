#include "config.h"

#include "model/name.h"

#include "model/fold.h"
#include "model/utf8.h"

/* A v that is the waw of Arabic leaves enough else to compare: Mevlut. */
enum { WAW_BONES = 3 };

/* Cyrillic from U+0430 on, as passports and papers write it. */
static const char *const cyrillic[] = { "a", "b", "v", "g", "d", "e", "zh", "z",
	"i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
	"ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "e", "e", "dj",
	"g", "e", "dz", "i", "i", "j", "l", "n", "c", "k", "i", "u", "dz" };

/* Folded Arabic from U+0621 on: consonants, and vowels for alef, waw and yeh;
 * ain and hamza are not written. */
static const char *const arabic[] = { "", "a", "a", "u", "i", "i", "a", "b",
	"a", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s",
	"d", "t", "z", "a", "gh", "", "", "", "", "", "", "f", "q", "k", "l",
	"m", "n", "h", "u", "i", "i" };

static const struct {
	uint16_t from;
	const char *to;
} letters[] = { { 0xdf, "ss" }, { 0xe6, "ae" }, { 0x153, "oe" }, { 0x259, "a" },
	{ 0xf0, "d" }, { 0xfe, "th" }, { 0x491, "g" }, { 0x493, "gh" },
	{ 0x49b, "q" }, { 0x4a3, "n" }, { 0x4af, "u" }, { 0x4b1, "u" },
	{ 0x4b3, "h" }, { 0x4b7, "j" }, { 0x4d9, "a" }, { 0x4e3, "i" },
	{ 0x4e9, "o" }, { 0x4ef, "u" }, { 0x67e, "p" }, { 0x686, "ch" },
	{ 0x698, "zh" }, { 0x6a4, "v" }, { 0x6af, "g" }, { 0x6a8, "g" },
	{ 0x6cc, "i" } };

/* Words that say little about who is meant, sorted for reading only. */
static const char *const particles[] = { "al", "el", "ul", "il", "bin", "ben",
	"ibn", "bint", "ould", "the", "of", "de", "and", "la", "le", "di", "du",
	"des", "von", "van", "der", "as", "ash", "ad", "an", "ar", "at", "az",
	"es", "ech", "et", "ed", "en", "er", "ez", "based", "backed", "led" };
static const char *const titles[] = { "mr", "mrs", "ms", "dr", "general", "gen",
	"generale", "president", "presidente", "sheikh", "shaikh", "cheikh",
	"sheik", "qari", "mullah", "maulavi", "haji", "hajj", "sir", "lord",
	"prof", "marshal", "marechal", "maresciallo", "feldmarshall",
	"feldmarshal", "field", "colonel", "col", "colonnello", "brigadier",
	"brig", "major", "maj", "captain", "capt", "lieutenant", "lt",
	"commander", "king", "prince", "minister", "prime", "mushir", "liwa",
	"amid", "aqid", "fariq", "duktur" };
static const char *const arabic_titles[] = { "المشير", "اللواء", "العميد",
	"العقيد", "الفريق", "المقدم", "الرائد", "النقيب", "الشيخ", "الدكتور",
	"السيد", "المستشار", "السفير", "المبعوث", "النائب", "الوزير", "الرئيس",
	"القائد", "المهندس", "الحاج", "بن", "ابن" };
static const char *const legal[] = { "inc", "llc", "ltd", "limited", "corp",
	"corporation", "co", "company", "plc", "ag", "gmbh", "sa", "spa", "jsc",
	"ojsc", "oao", "ooo", "pjsc", "nv", "bv", "ab", "lp", "group",
	"holding", "holdings", "pty", "oyj", "se", "zao", "pao", "llp", "kg",
	"aktiengesellschaft", "liability", "joint", "stock", "gesellschaft",
	"mit", "beschrankter", "haftung", "srl", "societate", "societatea",
	"raspundere", "limitata" };

/* Spellings too far apart for letters to tell. */
static const char *const same[][2] = { { "mohammed", "muhammad" },
	{ "mohamed", "muhammad" }, { "mohammad", "muhammad" },
	{ "muhammed", "muhammad" }, { "muhamad", "muhammad" },
	{ "mohamad", "muhammad" }, { "mahomed", "muhammad" },
	{ "mukhammed", "muhammad" }, { "mukhammad", "muhammad" },
	{ "mokhammed", "muhammad" }, { "mehmed", "muhammad" },
	{ "mehmet", "muhammad" }, { "mahamat", "muhammad" },
	{ "mhmd", "muhammad" }, { "md", "muhammad" }, { "abou", "abu" },
	{ "aboo", "abu" }, { "bou", "abu" }, { "abi", "abu" } };

static bool
among(const char *const *list, size_t n, struct str word)
{
	/* Most words differ in their first letter: no need to measure them. */
	for (size_t i = 0; word.len > 0 && i < n; i++)
		if (list[i][0] == word.p[0] && str_is(word, list[i]))
			return true;
	return false;
}
#define AMONG(list, word) among(list, ARRAY_LEN(list), word)

/* Letters of scripts that are compared as they are: between U+0370 and the
 * punctuation, and what lies beyond that. */
static bool
is_other_letter(uint32_t c)
{
	return (c >= 0x370 && c < 0x400) || (c >= 0x530 && c < 0x600) ||
	       (c >= 0x900 && c < 0x2000) || (c >= 0x3040 && c < 0xd800) ||
	       (c >= 0x20000 && c < 0x30000);
}

/* A letter or digit as Latin letters (or as it is); NULL: none. */
static const char *
latin(uint32_t c, char one[5])
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
		one[0] = (char)c;
		one[1] = '\0';
		return one;
	}
	if (c < 0x80)
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (letters[i].from == c)
			return letters[i].to;
	if (c >= 0x430 && c < 0x430 + ARRAY_LEN(cyrillic))
		return cyrillic[c - 0x430];
	if (c >= 0x621 && c < 0x621 + ARRAY_LEN(arabic))
		return arabic[c - 0x621];
	if (!is_other_letter(c))
		return NULL;
	memset(one, 0, 5);
	if (c < 0x800) {
		one[0] = (char)(0x80 | c >> 6);
		one[1] = (char)(0x80 | (c & 63));
	} else {
		one[0] = (char)(0x80 | (c >> 12 & 63));
		one[1] = (char)(0x80 | (c >> 6 & 63));
		one[2] = (char)(0x80 | (c & 63));
	}
	return one;
}

static bool
is_mark(uint32_t c)
{
	return c == '\'' || c == '`' || c == 0xb4 ||
	       (c >= 0x2b9 && c <= 0x2bf) || c == 0x201b || c == 0x2018 ||
	       c == 0x2019 || (c >= 0x300 && c < 0x370);
}

/* Bits of enum name_vowel; 0: a consonant. */
static unsigned
vowel_of(char c)
{
	switch (c) {
	case 'a':
		return NAME_OPEN;
	case 'e':
		return NAME_OPEN | NAME_FRONT;
	case 'i':
	case 'y':
		return NAME_FRONT;
	case 'o':
	case 'u':
	case 'w':
		return NAME_BACK;
	default:
		return 0;
	}
}

static void
put(char *out, uint8_t *n, const char *s)
{
	for (; *s != '\0' && *n < NAME_LETTERS; s++)
		out[(*n)++] = *s;
	out[*n] = '\0';
}

/* Two letters for one sound; the first that fits is taken. */
static const char digraphs[][4] = { "khx", "ghg", "dhd", "ths", "shS", "chS",
	"djJ", "zhJ", "phf", "ckk" };
/* What transliterations mix. */
static const char mixed[][3] = { "qk", "ck", "pb", "zs", "vf", "jJ" };

static char
bone_of(const char *at, int *used)
{
	*used = 2;
	for (size_t i = 0; i < ARRAY_LEN(digraphs) && at[0] != '\0'; i++)
		if (at[0] == digraphs[i][0] && at[1] == digraphs[i][1])
			return digraphs[i][0] == 't' ? 't' : digraphs[i][2];
	*used = 1;
	for (size_t i = 0; i < ARRAY_LEN(mixed); i++)
		if (at[0] == mixed[i][0])
			return mixed[i][1];
	return at[0];
}

static void
bone_put(struct name_word *w, char c)
{
	if (w->n_bones == NAME_LETTERS)
		return;
	w->bones[w->n_bones++] = c;
	w->vowels[w->n_bones] = 0;
}

/* The consonants; h counts at the start alone. Doubled ones once, but in
 * Arabic, which does not write a letter twice for one long sound. */
static void
make_bones(struct name_word *w)
{
	char last = '\0';
	int used;

	w->n_bones = 0;
	w->vowels[0] = 0;
	for (const char *p = w->text; *p != '\0'; p += used) {
		char c = bone_of(p, &used);
		unsigned vowel = vowel_of(c);

		if (*p == 'x') { /* two consonants; x is the bone of kh */
			bone_put(w, 'k');
			c = 's';
		}
		if (vowel != 0)
			w->vowels[w->n_bones] |= (uint8_t)vowel;
		else if (!(c == 'h' && p != w->text) &&
			 (c != last || w->arabic))
			bone_put(w, c);
		last = c;
	}
	w->bones[w->n_bones] = '\0';
}

/* Behind abd: the article goes, al-, ul-, el-, or with a sun letter. */
static void
drop_article(struct name_word *w, size_t at)
{
	const char *p = w->text + at;
	size_t left = w->n - at, cut = 0;

	if (left >= 4 && vowel_of(p[0]) != 0 && (p[1] == 'l' || p[1] == p[2]))
		cut = p[1] == 'l' ? 2 : 1;
	memmove(w->text + at, w->text + at + cut, left - cut + 1);
	w->n = (uint8_t)(w->n - cut);
}

static bool
is_abd(const struct name_word *w)
{
	return strcmp(w->text, "abd") == 0 || strcmp(w->text, "abdul") == 0 ||
	       strcmp(w->text, "abdel") == 0 || strcmp(w->text, "abdal") == 0 ||
	       strcmp(w->text, "abdu") == 0;
}

static uint8_t
weight_of(const struct name_word *w, struct str folded)
{
	struct str text = { w->text, w->n };

	if (AMONG(legal, text))
		return 15;
	if (AMONG(particles, text))
		return 10;
	if (AMONG(titles, text))
		return 20;
	return AMONG(arabic_titles, folded) ? 20 : 100;
}

/* Letters of German, French and Russian for one sound: Sarradsch, Tschad,
 * Aguila, Джибриль. */
static void
respell(struct name_word *w)
{
	static const char *const sounds[][2] = { { "dsch", "j" },
		{ "dzh", "j" }, { "tsch", "ch" }, { "sch", "sh" },
		{ "gui", "gi" }, { "gue", "ge" }, { "tsh", "ch" } };

	for (size_t i = 0; i < ARRAY_LEN(sounds); i++) {
		size_t n = strlen(sounds[i][0]), m = strlen(sounds[i][1]);
		char *at = strstr(w->text, sounds[i][0]);

		if (at == NULL)
			continue;
		memcpy(at, sounds[i][1], m);
		memmove(at + m, at + n, strlen(at + n) + 1);
		w->n = (uint8_t)(w->n - (n - m));
	}
}

/* Çavuşoğlu, which has lost its marks: its c is ch or j, and Arabic writes its
 * v as the vowel waw. */
static void
respell_turkish(struct name_word *w)
{
	struct buf b = { 0 };

	if (w->n < 6 || strcmp(w->text + w->n - 4, "oglu") != 0)
		return;
	for (const char *p = w->text; *p != '\0'; p++)
		if (*p == 'c' && p[1] != 'h')
			buf_puts(&b, "ch");
		else
			buf_putc(&b, *p == 'v' ? 'w' : *p);
	w->n = 0;
	put(w->text, &w->n, b.p);
	buf_release(&b);
}

/* Haftar's, Haftar\u2019s. */
static struct str
bare(struct str text)
{
	text = str_trim(text);
	if (str_ends(text, "'s"))
		return str_slice(text, 0, text.len - 2);
	if (str_ends(text, "\xE2\x80\x99s"))
		return str_slice(text, 0, text.len - 4);
	return text;
}

static void
finish(struct name *name, struct str folded)
{
	struct name_word *w = &name->word[name->n];
	struct name_word *before = name->n > 0 ? w - 1 : NULL;

	if (w->n == 0)
		return;
	respell(w);
	respell_turkish(w);
	if (before != NULL && w->arabic && strcmp(w->text, "aughlu") == 0) {
		put(before->text, &before->n, "oglu");
		make_bones(before);
		memset(w, 0, sizeof *w);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		if (strcmp(w->text, same[i][0]) == 0) {
			w->n = 0;
			put(w->text, &w->n, same[i][1]);
		}
	w->weight = weight_of(w, folded);
	if (w->arabic && w->weight == 100 && w->n > 3 &&
	    str_starts(folded, "\xD8\xA7\xD9\x84")) { /* al- */
		memmove(w->text, w->text + 2, w->n - 1u);
		w->n = (uint8_t)(w->n - 2);
	}
	if (before != NULL && w->weight == 10 && is_abd(before)) {
		/* Abd al Rahman: the article is passed over. */
		memset(w, 0, sizeof *w);
		return;
	}
	if (before != NULL && is_abd(before)) {
		drop_article(w, 0);
		before->n = 3;
		put(before->text, &before->n, w->text);
		before->arabic = w->arabic;
		before->weight = 100;
		make_bones(before);
		memset(w, 0, sizeof *w);
		return;
	}
	if (w->n > 6 && memcmp(w->text, "abd", 3) == 0)
		drop_article(w, 3);
	make_bones(w);
	name->n++;
	if (name->n < NAME_WORDS)
		memset(&name->word[name->n], 0, sizeof *w);
}

/* All words but the article as one: joined and split names. */
static void
make_whole(struct name *name)
{
	struct name_word *all = &name->whole;

	memset(all, 0, sizeof *all);
	all->weight = 100;
	for (unsigned i = 0; i < name->n; i++) {
		put(all->text, &all->n, name->word[i].text);
		all->arabic = all->arabic || name->word[i].arabic;
	}
	make_bones(all);
}

/* Arabic zay and heh are two sounds, and not zh. */
static bool
makes_digraph(const struct name_word *w, uint32_t c, const char *latin)
{
	return c >= 0x621 && c < 0x700 && strcmp(latin, "h") == 0 && w->n > 0 &&
	       strchr("sdtkgzc", w->text[w->n - 1]) != NULL;
}

void
name_read(struct name *name, struct str text)
{
	struct buf fold = { 0 };
	struct str s;
	size_t at = 0, from = 0, was;
	bool letter = false, alone = false;

	memset(name, 0, sizeof *name);
	fold_text(&fold, bare(text));
	s = buf_view(&fold);
	while (at < s.len && name->n < NAME_WORDS) {
		char one[5];
		uint32_t c;
		const char *l;
		struct name_word *w = &name->word[name->n];

		was = at;
		c = utf8_next(s, &at);
		l = latin(c, one);
		if (l != NULL) {
			if (w->n == 0 && *l != '\0')
				from = was;
			alone = !letter;
			if (!makes_digraph(w, c, l))
				put(w->text, &w->n, l);
			w->arabic = w->arabic || (c >= 0x621 && c < 0x700);
			w->cyrillic = w->cyrillic || (c >= 0x400 && c < 0x530);
		} else if (c == '.' && alone && w->n <= 4) {
			alone = false; /* p.l.c. is one word */
		} else if (!is_mark(c)) {
			finish(name, str_slice(s, from, was));
			name->comma = name->comma || c == ',';
			if (c == '&' && name->n < NAME_WORDS) {
				put(name->word[name->n].text,
				    &name->word[name->n].n, "and");
				finish(name, str_of("and"));
			}
		}
		letter = l != NULL;
	}
	if (name->n < NAME_WORDS)
		finish(name, str_slice(s, from, s.len));
	make_whole(name);
	buf_release(&fold);
}

bool
name_word_other(const struct name_word *word, struct name_word *other)
{
	bool any = false, waw = false;

	*other = *word;
	other->n = 0;
	for (const char *p = word->text; *p != '\0'; p++) {
		char c = *p == 'j'                                   ? 'y'
			 : *p == 'w'                                 ? 'v'
			 : *p == 'v'                                 ? 'w'
			 : *p == 'c' && p[1] == 'h'                  ? 'k'
			 : *p == 'c' && (p[1] == 'e' || p[1] == 'i') ? 'j'
								     : *p;

		if (word->cyrillic && p[0] == 'k' && p[1] == 'h') {
			any = true;
			continue;
		}
		if (!word->arabic && !word->cyrillic)
			any = any || c != *p;
		else
			c = *p;
		waw = waw || (c == 'w' && *p == 'v');
		other->text[other->n++] = c;
	}
	other->text[other->n] = '\0';
	if (any)
		make_bones(other);
	return any && (!waw || other->n_bones >= WAW_BONES);
}

static uint32_t
hash_bones(const char *bones, size_t n, size_t without)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++) {
		char c = bones[i];

		if (i == without)
			continue;
		/* Coarser than likeness: a key only proposes. */
		if (c == 'x' || c == 'g' || c == 'h' || c == 'J')
			c = 'k';
		else if (c == 'd')
			c = 't';
		else if (c == 'S')
			c = 's';
		h = (h ^ (unsigned char)c) * 16777619u;
	}
	return h;
}

static unsigned
keys_of(const struct name_word *w, uint32_t *keys, unsigned n)
{
	const char *bones = w->bones;
	size_t len = w->n_bones;

	if (len == 0) {
		bones = w->text;
		len = w->n;
	}
	if (n < NAME_KEYS)
		keys[n++] = hash_bones(bones, len, SIZE_MAX);
	for (size_t i = 0; len >= 3 && len < 9 && i < len && n < NAME_KEYS; i++)
		keys[n++] = hash_bones(bones, len, i);
	return n;
}

unsigned
name_keys(const struct name *name, uint32_t keys[NAME_KEYS])
{
	unsigned n = 0;

	for (unsigned i = 0; i < name->n; i++)
		if (name->word[i].weight == 100)
			n = keys_of(&name->word[i], keys, n);
	if (name->n > 1)
		n = keys_of(&name->whole, keys, n);
	return n;
}
