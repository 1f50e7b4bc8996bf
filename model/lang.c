#include "config.h"

#include "model/lang.h"

#include "model/utf8.h"

enum { LANG_BYTES = 4096, WORD_MAX = 32 };

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

/* The commonest function words; a word that several languages share counts for
 * each. */
static const struct {
	const char *tag, *words;
} latin[] = {
	{ "en", " the of and to in that is was for on with as by at from his "
		"has have said which were are it be this not " },
	{ "fr", " le la les des et en un une du dans que qui est pour sur par "
		"au aux avec ce cette sont pas plus ont " },
	{ "it", " il la di che e del della per un una in con sono non al dei "
		"nel le gli da alla si è delle " },
	{ "es", " el la de que y en los las un una por con del para se al es "
		"su como más ha lo no " },
	{ "de", " der die das und in den von zu mit im ist des auf für nicht "
		"ein eine dem sich als auch hat wurde " },
	{ "pt", " o a de que e do da em um uma para com os as no na por dos "
		"das não se ao é mais " },
	{ "tr", " ve bir bu için ile da de olarak olan daha sonra gibi kadar "
		"çok ise ancak göre " },
	{ "nl", " de het een van en in is op te dat voor met zijn die aan "
		"niet door als bij ook " },
};

static enum script
script_of(uint32_t cp)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(ranges); i++) {
		if (cp >= ranges[i].from && cp <= ranges[i].to)
			return ranges[i].script;
	}
	return SCRIPT_NONE;
}

/* How often each script stands in the text; the most frequent of them. */
static enum script
main_script(struct str text, size_t *count)
{
	enum script script, most = SCRIPT_LATIN;
	size_t at = 0, i;

	while (at < text.len) {
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

/* The next run of Latin letters, in lower case with a blank at each end. */
static bool
latin_word(struct str text, size_t *at, struct buf *word)
{
	uint32_t cp;
	size_t before;

	buf_reset(word);
	buf_putc(word, ' ');
	while (*at < text.len) {
		before = *at;
		cp = utf8_next(text, at);
		if (script_of(cp) != SCRIPT_LATIN) {
			if (word->len > 1)
				break;
			continue;
		}
		if (cp < 0x80)
			buf_putc(word, (char)(cp | 0x20));
		else
			buf_add(word, text.p + before, *at - before);
	}
	buf_putc(word, ' ');
	return word->len > 2;
}

static struct str
latin_script(struct str text)
{
	size_t hits[ARRAY_LEN(latin)] = { 0 }, words = 0, at = 0, i, most = 0;
	struct buf word = { 0 };

	while (latin_word(text, &at, &word)) {
		words++;
		for (i = 0; word.len <= WORD_MAX && i < ARRAY_LEN(latin); i++)
			hits[i] += str_find(str_of(latin[i].words),
				       buf_view(&word), 0) != SIZE_MAX;
	}
	buf_release(&word);
	for (i = 0; i < ARRAY_LEN(latin); i++) {
		if (hits[i] > hits[most])
			most = i;
	}
	return str_of(
	    hits[most] * 20 >= words && hits[most] > 0 ? latin[most].tag : "");
}

struct str
lang_guess(struct str text)
{
	static const char *const tags[SCRIPTS] = {
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
	case SCRIPTS:
	default:
		return str_of(tags[script]);
	}
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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
