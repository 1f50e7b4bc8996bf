#include "config.h"

#include <utf8proc.h>

#include "model/abbrev.h"
#include "model/candidate-words.h"
#include "model/fold.h"
#include "model/utf8.h"

enum {
	LONG_WORDS = 8, /* of a name before the bracket */
	CAPITALS = 6,   /* of a short form */
	SMALL_RUN = 3,  /* words without capital at the end: armée nationale */
};

static bool
is_arabic(struct str word)
{
	size_t at = 0, n = 0;

	while (at < word.len) {
		uint32_t c = utf8_next(word, &at);

		if (c < 0x610 || c > 0x6d3)
			return false;
		n++;
	}
	return n > 0;
}

static bool
has_capital(struct str word)
{
	size_t at = 0;

	return word.len > 0 && utf8proc_category((utf8proc_int32_t)utf8_next(
				   word, &at)) == UTF8PROC_CATEGORY_LU;
}

bool
abbrev_initials(struct str s)
{
	size_t capitals = 0;

	if (s.len < 2 || s.len > CAPITALS || !has_capital(s))
		return false;
	for (size_t i = 0; i < s.len; i++) {
		bool capital = s.p[i] >= 'A' && s.p[i] <= 'Z';
		bool other = (s.p[i] >= 'a' && s.p[i] <= 'z') ||
			     (s.p[i] >= '0' && s.p[i] <= '9');

		if (!capital && !other)
			return false;
		capitals += capital;
	}
	return capitals >= 2 && capitals * 2 >= s.len;
}

static unsigned
arabic_class(struct str word)
{
	struct buf fold = { 0 };
	unsigned class;

	fold_text(&fold, word);
	class = candidate_arabic(buf_view(&fold));
	buf_release(&fold);
	return class;
}

struct str
abbrev_unelided(struct str s)
{
	if (s.len > 4 && strchr("lLdD", s.p[0]) != NULL) {
		if (s.p[1] == '\'')
			return str_slice(s, 2, s.len);
		if (str_starts(str_slice(s, 1, s.len), "\xE2\x80\x99"))
			return str_slice(s, 4, s.len);
	}
	return s;
}

/* Cut the last word of *rest off. False: a blank line, the end of a sentence
 * or nothing stands there. */
static bool
last_word(struct str *rest, struct str *word)
{
	size_t to = rest->len, from;

	while (to > 0 && rest->p[to - 1] == ' ')
		to--;
	for (from = to;
	     from > 0 && rest->p[from - 1] != ' ' && rest->p[from - 1] != '\n';)
		from--;
	*word = str_slice(*rest, from, to);
	*rest = str_slice(*rest, 0, from);
	return word->len > 0 &&
	       strchr(".,;:!?)", word->p[word->len - 1]) == NULL;
}

#define ALEF "\xD8\xA7"
#define LAM "\xD9\x84"

/* Whether the word announces a body; *bare is it without its proclitics, but
 * for the second lam of "to the army", li-l-jaysh. */
static bool
announces(struct str word, struct str *bare)
{
	static const char *const heads[] = { "", "\xD9\x88", "\xD8\xA8", LAM,
		"\xD9\x81", "\xD9\x88\xD8\xA8", ("\xD9\x88" LAM) };

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		size_t head = strlen(heads[i]);

		if (!str_starts(word, heads[i]))
			continue;
		*bare = str_slice(word, head, word.len);
		if ((arabic_class(*bare) & WORD_ORG) != 0)
			return true;
		if (str_ends(str_of(heads[i]), LAM) && str_starts(*bare, LAM) &&
		    (arabic_class(str_slice(*bare, 2, bare->len)) & WORD_ORG) !=
			0)
			return true;
	}
	return false;
}

struct str
abbrev_long(struct arena *arena, struct str text, const struct abbrev *abbrev)
{
	size_t from = abbrev->long_form.from;
	struct str name = str_slice(text, from, abbrev->long_form.to);
	struct str rest = name, word;

	/* A committee, lajna, has a lam of its own. */
	if (!str_starts(name, LAM) ||
	    !str_ends(str_slice(text, 0, from), LAM) ||
	    !str_split(&rest, ' ', &word) ||
	    (arabic_class(word) & WORD_ORG) != 0)
		return name;
	return arena_printf(arena, ALEF "%.*s", (int)name.len, name.p);
}

/* The organisation whose name ends there: from the nearest word that announces
 * one (model/candidate-words.h). */
static bool
arabic_before(struct str before, struct str *name)
{
	struct str rest = before, word;

	for (int n = 1; n <= LONG_WORDS && last_word(&rest, &word); n++) {
		struct str bare;

		if (!is_arabic(word))
			return false;
		if (!announces(word, &bare))
			continue;
		*name =
		    str_slice(before, (size_t)(bare.p - before.p), before.len);
		*name = str_trim(*name);
		return n > 1;
	}
	return false;
}

/* The same in Latin letters: a short form, or words with capitals (and those
 * that link them), of which one is an organisation's; in French it may end in
 * small ones behind that. */
static bool
latin_before(struct str before, struct str *name)
{
	struct str rest = before, word, from = { 0 };
	bool org = false, any = false;

	for (int n = 1; n <= LONG_WORDS && last_word(&rest, &word); n++) {
		unsigned class;

		if (is_arabic(word))
			break;
		word = abbrev_unelided(word);
		class = candidate_word(word);
		if (n == 1 && abbrev_initials(word)) {
			*name = word;
			return true;
		}
		if (has_capital(word) && (class & WORD_OPENER) == 0) {
			from = word;
			any = true;
			org = org || (class & WORD_ORG) != 0;
		} else if (any ? (class & WORD_LINK) == 0 &&
				     !str_is(word, "the")
			       : n > SMALL_RUN) {
			break;
		}
	}
	if (!org || from.p == NULL)
		return false;
	*name = str_trim(
	    str_slice(before, (size_t)(from.p - before.p), before.len));
	return true;
}

/* Two words or more, the first one an organisation's. */
static bool
is_arabic_name(struct str s)
{
	struct str part;
	size_t n = 0;

	for (struct str rest = s; str_split(&rest, ' ', &part); n++)
		if (!is_arabic(part) ||
		    (n == 0 && (arabic_class(part) & WORD_ORG) == 0))
			return false;
	return n >= 2 && n <= LONG_WORDS;
}

/* The same in Latin letters, with capitals. */
static bool
is_latin_name(struct str s)
{
	bool org = false;
	struct str part;
	size_t n = 0;

	if (!has_capital(s))
		return false;
	for (struct str rest = s; str_split(&rest, ' ', &part); n++) {
		if (is_arabic(part))
			return false;
		org = org || (candidate_word(part) & WORD_ORG) != 0;
	}
	return org && n >= 2 && n <= LONG_WORDS;
}

bool
abbrev_across(struct str before, struct str inner, struct str *name)
{
	if (abbrev_initials(inner) || is_latin_name(inner))
		return arabic_before(before, name);
	return is_arabic_name(inner) && latin_before(before, name);
}
