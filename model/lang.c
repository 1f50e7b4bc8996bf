#include "config.h"

#include "model/lang.h"

#include "model/utf8.h"

enum { LANG_BYTES = 2048, WORD_MAX = 8, LETTERS = 26 };

enum script {
	SCRIPT_LATIN,
	SCRIPT_ARABIC,
	SCRIPT_CYRILLIC,
	SCRIPT_HEBREW,
	SCRIPT_GREEK,
	SCRIPT_HAN,
	SCRIPT_KANA,
	SCRIPT_HANGUL,
	SCRIPT_ETHIOPIC,
	SCRIPTS,
	SCRIPT_NONE = SCRIPTS,
};

static const struct {
	uint32_t from, to;
	enum script script;
} ranges[] = {
	{ 'A', 'Z', SCRIPT_LATIN },
	{ 'a', 'z', SCRIPT_LATIN },
	{ 0xc0, 0x24f, SCRIPT_LATIN },
	{ 0x370, 0x3ff, SCRIPT_GREEK },
	{ 0x400, 0x52f, SCRIPT_CYRILLIC },
	{ 0x5d0, 0x5ea, SCRIPT_HEBREW },
	{ 0x620, 0x6d3, SCRIPT_ARABIC },
	{ 0x1200, 0x137f, SCRIPT_ETHIOPIC },
	{ 0x1e00, 0x1eff, SCRIPT_LATIN },
	{ 0x3040, 0x30ff, SCRIPT_KANA },
	{ 0x4e00, 0x9fff, SCRIPT_HAN },
	{ 0xac00, 0xd7a3, SCRIPT_HANGUL },
	{ 0xfb50, 0xfdff, SCRIPT_ARABIC },
	{ 0xfe70, 0xfefc, SCRIPT_ARABIC },
};

enum { EN, FR, IT, ES, DE, PT, TR, NL, LANGS };

static const char *const tags[LANGS] = { "en", "fr", "it", "es", "de", "pt",
	"tr", "nl" };

/* The commonest function words of each, sorted by bytes: the bits say whose
 * they are. */
static const struct latin {
	char word[WORD_MAX]; /* filled up with NUL */
	unsigned langs;
} latin[] = {
	{ "a", 1U << PT },
	{ "aan", 1U << NL },
	{ "al", 1U << IT | 1U << ES },
	{ "alla", 1U << IT },
	{ "als", 1U << DE | 1U << NL },
	{ "ancak", 1U << TR },
	{ "and", 1U << EN },
	{ "ao", 1U << PT },
	{ "are", 1U << EN },
	{ "as", 1U << EN | 1U << PT },
	{ "at", 1U << EN },
	{ "au", 1U << FR },
	{ "auch", 1U << DE },
	{ "auf", 1U << DE },
	{ "aux", 1U << FR },
	{ "avec", 1U << FR },
	{ "be", 1U << EN },
	{ "bij", 1U << NL },
	{ "bir", 1U << TR },
	{ "bu", 1U << TR },
	{ "by", 1U << EN },
	{ "ce", 1U << FR },
	{ "cette", 1U << FR },
	{ "che", 1U << IT },
	{ "com", 1U << PT },
	{ "como", 1U << ES },
	{ "con", 1U << IT | 1U << ES },
	{ "da", 1U << IT | 1U << PT | 1U << TR },
	{ "daha", 1U << TR },
	{ "dans", 1U << FR },
	{ "das", 1U << DE | 1U << PT },
	{ "dat", 1U << NL },
	{ "de", 1U << ES | 1U << PT | 1U << TR | 1U << NL },
	{ "dei", 1U << IT },
	{ "del", 1U << IT | 1U << ES },
	{ "della", 1U << IT },
	{ "delle", 1U << IT },
	{ "dem", 1U << DE },
	{ "den", 1U << DE },
	{ "der", 1U << DE },
	{ "des", 1U << FR | 1U << DE },
	{ "di", 1U << IT },
	{ "die", 1U << DE | 1U << NL },
	{ "do", 1U << PT },
	{ "door", 1U << NL },
	{ "dos", 1U << PT },
	{ "du", 1U << FR },
	{ "e", 1U << IT | 1U << PT },
	{ "een", 1U << NL },
	{ "ein", 1U << DE },
	{ "eine", 1U << DE },
	{ "el", 1U << ES },
	{ "em", 1U << PT },
	{ "en", 1U << FR | 1U << ES | 1U << NL },
	{ "es", 1U << ES },
	{ "est", 1U << FR },
	{ "et", 1U << FR },
	{ "for", 1U << EN },
	{ "from", 1U << EN },
	{ "für", 1U << DE },
	{ "gibi", 1U << TR },
	{ "gli", 1U << IT },
	{ "göre", 1U << TR },
	{ "ha", 1U << ES },
	{ "has", 1U << EN },
	{ "hat", 1U << DE },
	{ "have", 1U << EN },
	{ "het", 1U << NL },
	{ "his", 1U << EN },
	{ "il", 1U << IT },
	{ "ile", 1U << TR },
	{ "im", 1U << DE },
	{ "in", 1U << EN | 1U << IT | 1U << DE | 1U << NL },
	{ "is", 1U << EN | 1U << NL },
	{ "ise", 1U << TR },
	{ "ist", 1U << DE },
	{ "it", 1U << EN },
	{ "için", 1U << TR },
	{ "kadar", 1U << TR },
	{ "la", 1U << FR | 1U << IT | 1U << ES },
	{ "las", 1U << ES },
	{ "le", 1U << FR | 1U << IT },
	{ "les", 1U << FR },
	{ "lo", 1U << ES },
	{ "los", 1U << ES },
	{ "mais", 1U << PT },
	{ "met", 1U << NL },
	{ "mit", 1U << DE },
	{ "más", 1U << ES },
	{ "na", 1U << PT },
	{ "nel", 1U << IT },
	{ "nicht", 1U << DE },
	{ "niet", 1U << NL },
	{ "no", 1U << ES | 1U << PT },
	{ "non", 1U << IT },
	{ "not", 1U << EN },
	{ "não", 1U << PT },
	{ "o", 1U << PT },
	{ "of", 1U << EN },
	{ "olan", 1U << TR },
	{ "olarak", 1U << TR },
	{ "on", 1U << EN },
	{ "ont", 1U << FR },
	{ "ook", 1U << NL },
	{ "op", 1U << NL },
	{ "os", 1U << PT },
	{ "par", 1U << FR },
	{ "para", 1U << ES | 1U << PT },
	{ "pas", 1U << FR },
	{ "per", 1U << IT },
	{ "plus", 1U << FR },
	{ "por", 1U << ES | 1U << PT },
	{ "pour", 1U << FR },
	{ "que", 1U << FR | 1U << ES | 1U << PT },
	{ "qui", 1U << FR },
	{ "said", 1U << EN },
	{ "se", 1U << ES | 1U << PT },
	{ "si", 1U << IT },
	{ "sich", 1U << DE },
	{ "sono", 1U << IT },
	{ "sonra", 1U << TR },
	{ "sont", 1U << FR },
	{ "su", 1U << ES },
	{ "sur", 1U << FR },
	{ "te", 1U << NL },
	{ "that", 1U << EN },
	{ "the", 1U << EN },
	{ "this", 1U << EN },
	{ "to", 1U << EN },
	{ "um", 1U << PT },
	{ "uma", 1U << PT },
	{ "un", 1U << FR | 1U << IT | 1U << ES },
	{ "una", 1U << IT | 1U << ES },
	{ "und", 1U << DE },
	{ "une", 1U << FR },
	{ "van", 1U << NL },
	{ "ve", 1U << TR },
	{ "von", 1U << DE },
	{ "voor", 1U << NL },
	{ "was", 1U << EN },
	{ "were", 1U << EN },
	{ "which", 1U << EN },
	{ "with", 1U << EN },
	{ "wurde", 1U << DE },
	{ "y", 1U << ES },
	{ "zijn", 1U << NL },
	{ "zu", 1U << DE },
	{ "çok", 1U << TR },
	{ "è", 1U << IT },
	{ "é", 1U << PT },
};

static enum script
script_of(uint32_t cp)
{
	size_t i;

	if (cp < 0x80 && (cp | 0x20) - 'a' > 'z' - 'a')
		return SCRIPT_NONE;
	for (i = 0; i < ARRAY_LEN(ranges); i++) {
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return ranges[i].script;
	}
	return SCRIPT_NONE;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* How often each script stands in the text; the most frequent of them. */
static enum script
main_script(struct str text, size_t *count)
{
	enum script script, most = SCRIPT_LATIN;
	size_t at = 0, i;

	while (at < text.len) {
		if ((unsigned char)text.p[at] < 0x80) {
			count[SCRIPT_LATIN] += is_letter(text.p[at++]);
			continue;
		}
		script = script_of(utf8_next(text, &at));
		if (script != SCRIPT_NONE)
			count[script]++;
	}
	for (i = 0; i < SCRIPTS; i++) {
		if (count[i] > count[most])
			most = (enum script)i;
	}
	return most;
}

static bool
has_any(struct str text, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (str_find(text, str_of(words[i]), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

static struct str
arabic_script(struct str text)
{
	static const char *const persian[] = { " است", " این ", " می‌" };
	static const char *const urdu[] = { " ہے", " کے ", " میں " };

	if (has_any(text, urdu, ARRAY_LEN(urdu)))
		return str_of("ur");
	return str_of(has_any(text, persian, ARRAY_LEN(persian)) ? "fa" : "ar");
}

/* What each ASCII character is in lower case if it is a letter, else 0. */
static void
lower_letters(char *of)
{
	unsigned c;

	memset(of, 0, 0x80);
	for (c = 'a'; c <= 'z'; c++)
		of[c] = of[c & ~0x20U] = (char)c;
}

/* The next run of Latin letters, in lower case as far as ASCII goes; its first
 * bytes in p, filled up with NUL. Returns how many, 0 at the end. */
static size_t
latin_word(
    struct str text, const char *lower, size_t *at, char p[static WORD_MAX])
{
	size_t before, len = 0;
	char c;

	memset(p, 0, WORD_MAX);
	while (*at < text.len) {
		before = *at;
		if ((unsigned char)text.p[before] < 0x80) {
			c = lower[(unsigned char)text.p[(*at)++]];
			if (c != 0 && len < WORD_MAX)
				p[len++] = c;
			else if (c == 0 && len > 0)
				break;
			continue;
		}
		if (script_of(utf8_next(text, at)) != SCRIPT_LATIN) {
			if (len > 0)
				break;
			continue;
		}
		for (; before < *at && len < WORD_MAX; before++)
			p[len++] = text.p[before];
	}
	return len;
}

/* Where in the list the words start that begin with a letter, a to z, and those
 * that begin with none. */
static void
index_latin(uint8_t *first)
{
	size_t i, c = 0;

	for (i = 0; i < ARRAY_LEN(latin); i++)
		while (
		    c <= LETTERS && (unsigned char)latin[i].word[0] >= 'a' + c)
			first[c++] = (uint8_t)i;
	while (c <= LETTERS)
		first[c++] = (uint8_t)i;
}

static unsigned
langs_of(const uint8_t *first, const char *word)
{
	size_t c = (size_t)(unsigned char)word[0] - 'a';
	size_t i = first[c < LETTERS ? c : LETTERS];
	size_t end = c < LETTERS ? first[c + 1] : ARRAY_LEN(latin);

	for (; i < end; i++)
		if (memcmp(latin[i].word, word, WORD_MAX) == 0)
			return latin[i].langs;
	return 0;
}

static struct str
latin_script(struct str text)
{
	size_t hits[LANGS] = { 0 }, words = 0, at = 0, i, most = 0;
	char word[WORD_MAX], lower[0x80];
	uint8_t first[LETTERS + 1];
	size_t len;
	unsigned langs;

	index_latin(first);
	lower_letters(lower);
	while ((len = latin_word(text, lower, &at, word)) > 0) {
		words++;
		/* What fills the room was cut off: no function word. */
		langs = len < WORD_MAX ? langs_of(first, word) : 0;
		for (i = 0; langs != 0 && i < LANGS; i++)
			hits[i] += langs >> i & 1U;
	}
	for (i = 0; i < LANGS; i++) {
		if (hits[i] > hits[most])
			most = i;
	}
	/* One "a" is a word of several languages. */
	return str_of(
	    hits[most] * 20 >= words && hits[most] > 1 ? tags[most] : "");
}

struct str
lang_guess(struct str text)
{
	static const char *const by_script[SCRIPTS] = {
		[SCRIPT_HEBREW] = "he",
		[SCRIPT_GREEK] = "el",
		[SCRIPT_HAN] = "zh",
		[SCRIPT_KANA] = "ja",
		[SCRIPT_HANGUL] = "ko",
		[SCRIPT_ETHIOPIC] = "am",
	};
	static const char *const ukrainian[] = { "і", "ї", "є" };
	size_t count[SCRIPTS] = { 0 };
	enum script script;

	text = str_slice(text, 0, LANG_BYTES);
	script = main_script(text, count);
	if (count[script] == 0)
		return str_of("");
	switch (script) {
	case SCRIPT_LATIN:
		return latin_script(text);
	case SCRIPT_ARABIC:
		return arabic_script(text);
	case SCRIPT_CYRILLIC:
		return str_of(has_any(text, ukrainian, ARRAY_LEN(ukrainian))
				  ? "uk"
				  : "ru");
	case SCRIPT_HAN:
		/* Japanese mixes Han with Kana; Chinese has none. */
		return str_of(count[SCRIPT_KANA] > 0 ? "ja" : "zh");
	case SCRIPT_HEBREW:
	case SCRIPT_GREEK:
	case SCRIPT_KANA:
	case SCRIPT_HANGUL:
	case SCRIPT_ETHIOPIC:
		return str_of(by_script[script]);
	case SCRIPTS:
	default:
		return str_of("");
	}
}

struct str
lang_tag(struct arena *arena, struct str s)
{
	static const struct {
		const char *name, *tag;
	} names[] = {
		{ "english", "en" },
		{ "eng", "en" },
		{ "arabic", "ar" },
		{ "ara", "ar" },
		{ "العربية", "ar" },
		{ "french", "fr" },
		{ "français", "fr" },
		{ "francais", "fr" },
		{ "fra", "fr" },
		{ "fre", "fr" },
		{ "italian", "it" },
		{ "italiano", "it" },
		{ "ita", "it" },
		{ "spanish", "es" },
		{ "español", "es" },
		{ "spa", "es" },
		{ "german", "de" },
		{ "deutsch", "de" },
		{ "deu", "de" },
		{ "ger", "de" },
		{ "turkish", "tr" },
		{ "tur", "tr" },
		{ "russian", "ru" },
		{ "rus", "ru" },
		{ "portuguese", "pt" },
		{ "dutch", "nl" },
		{ "hebrew", "he" },
		{ "greek", "el" },
	};
	size_t i, primary = 0;

	char *tag;

	s = str_trim(s);
	for (i = 0; i < ARRAY_LEN(names); i++) {
		if (str_is_nocase(s, names[i].name))
			return str_of(names[i].tag);
	}
	while (primary < s.len && is_letter(s.p[primary]))
		primary++;
	if (primary < 2 || primary > 3 ||
	    (primary < s.len && s.p[primary] != '_' && s.p[primary] != '-'))
		return str_of("");
	tag = arena_alloc(arena, primary + 1);
	for (i = 0; i < primary; i++)
		tag[i] = (char)(s.p[i] | 0x20);
	return (struct str){ .p = tag, .len = primary };
}
