#include "config.h"

#include "model/candidate-find.h"
#include "model/candidate-words.h"

static bool
joins(const struct finder *f, size_t i)
{
	return i < f->n_words && f->words[i].arabic && f->words[i].gap == ' ';
}

static bool
has_article(const struct finder *f, size_t i)
{
	return str_starts(candidate_text(f, i), "\xD8\xA7\xD9\x84");
}

/* In, from, in the name of: no name begins so. */
static bool
is_small_arabic(const struct finder *f, size_t i)
{
	static const char *const small[] = { "في", "من", "على", "إلى", "الى",
		"عن", "مع", "أن", "ان", "إن", "قد", "لم", "لن", "لا", "ما",
		"كان", "كانت", "قال", "قالت", "أعلن", "أعلنت", "بعد", "قبل",
		"خلال", "ضد", "بين", "حتى", "كما", "التي", "الذي", "الذين",
		"باسم", "هو", "هي", "هذا", "هذه", "تابعة", "موالية", "أو", "او",
		"ثم", "أي", "كل", "عند", "منذ", "إنه", "انه", "أنه", "إنها",
		"انها", "أنها" };

	for (size_t k = 0; k < ARRAY_LEN(small); k++)
		if (str_is(candidate_text(f, i), small[k]))
			return true;
	return false;
}

/* Military, armed, joint: what follows "forces" or "zone" without an article
 * describes it. */
static bool
is_adjective_arabic(const struct finder *f, size_t i)
{
	static const char *const list[] = { "مسلحة", "مشتركة", "خاصة", "كبيرة",
		"جديدة", "أخرى", "اخرى", "موالية", "تابعة", "عدة", "مختلفة",
		"مسلح", "مشترك", "خاص" };
	struct str word = candidate_text(f, i);

	if (has_article(f, i))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(list); k++)
		if (str_is(word, list[k]))
			return true;
	return str_ends(word, "ية") && word.len > 8;
}

/* The mission for ...: goes on behind an article, also with li- or wa- before
 * it. */
static bool
goes_on(const struct finder *f, size_t i)
{
	struct str word = candidate_text(f, i);

	return has_article(f, i) || str_starts(word, "لل") ||
	       str_starts(word, "وال");
}

/* A brigade and its own name, "the Libyan Red Crescent"; else 0. */
static size_t
take_body(struct finder *f, size_t i)
{
	size_t end = i + 1;

	if (is_adjective_arabic(f, end) ||
	    (has_article(f, i) && !goes_on(f, end)))
		return end;
	end++;
	while (joins(f, end) && end - i < 5 && goes_on(f, end))
		end++;
	candidate_add(f, i, end, ENTITY_FACTION);
	return end;
}

/* Abd al-, bin, Abu: the name goes on. */
static bool
is_link_arabic(const struct finder *f, size_t i)
{
	static const char *const links[] = { "بن", "أبو", "ابو", "بو", "ابن",
		"عبد", "آل", "دي" };

	for (size_t k = 0; k < ARRAY_LEN(links); k++)
		if (str_is(candidate_text(f, i), links[k]))
			return true;
	return false;
}

/* Abu Sahmain, also in one word, bin Zayed. */
static bool
begins_surname(const struct finder *f, size_t i)
{
	struct str word = candidate_text(f, i);

	return is_link_arabic(f, i) || str_starts(word, "أبو") ||
	       str_starts(word, "ابو") || str_starts(word, "بوال");
}

/* Whether the word in front is a given name, Abd al-Hamid being one. */
static bool
after_given(const struct finder *f, size_t i)
{
	return f->words[i - 1].given != GIVEN_NONE ||
	       (i > 1 && joins(f, i - 1) &&
		   str_is(candidate_text(f, i - 2), "عبد"));
}

/* The end of a person's name that begins at word i: the word behind it, further
 * given names, and one with an article, which ends it. */
static size_t
person_end(const struct finder *f, size_t i)
{
	size_t end = i + 1;
	bool over = false;

	while (!over && joins(f, end) && end - i < 6 &&
	       f->words[end].class == 0 && !is_small_arabic(f, end)) {
		bool linked = is_link_arabic(f, end - 1);

		/* Behind a surname an article begins something else. */
		if (str_is(candidate_text(f, end), "الله")) {
			over = true; /* Sanalla: sun' and Allah */
		} else if (has_article(f, end) && !linked) {
			if (!after_given(f, end))
				break;
			over = true;
		} else if (end > i + 1 && !linked && !is_link_arabic(f, end) &&
			   f->words[end].given == GIVEN_NONE) {
			break;
		}
		end++;
	}
	return end;
}

/* What an Arabic word announces: colonel and two names, brigade and its own,
 * with what goes on by the article. */
static size_t
take_announced(struct finder *f, size_t i)
{
	unsigned class = f->words[i].class;
	size_t from = i, end = i + 1;

	if (!joins(f, end) || f->words[end].class != 0 ||
	    is_small_arabic(f, end)) {
		/* The general, the delegation; behind a title it is another's
		 * office: al-mushir, qa'id al-jaysh */
		if (class != WORD_PLACE && has_article(f, i) &&
		    !(joins(f, end) && f->words[end].class != 0))
			candidate_describe(f, i, end);
		return end;
	}
	if (class == WORD_ORG)
		return take_body(f, i);
	from = end++;
	if (class == WORD_PLACE) {
		if (!is_adjective_arabic(f, from))
			candidate_add(f, from, end, ENTITY_PLACE);
		return end;
	}
	if (has_article(f, from))
		return end; /* the colonel who ... */
	if (joins(f, end) && f->words[end].class == 0 &&
	    !is_small_arabic(f, end))
		end++;
	if (end - from == 2 && joins(f, end) && has_article(f, end))
		end++;
	candidate_add(f, from, end, ENTITY_PERSON);
	return end;
}

/* A given name and what follows: a person, though nothing announces one. Given
 * names that are words as well want another one behind them. */
static size_t
take_given(struct finder *f, size_t i)
{
	size_t end = person_end(f, i);
	const struct word *next = &f->words[i + 1];

	if (end == i + 1 || is_small_arabic(f, i))
		return i + 1;
	if (f->words[i].given == GIVEN_WORD && next->given != GIVEN_NAME &&
	    !begins_surname(f, i + 1))
		return i + 1;
	if (str_starts(candidate_text(f, i + 1), "ي") &&
	    next->given == GIVEN_NONE)
		return i + 1; /* a verb */
	candidate_add(f, i, end, ENTITY_PERSON);
	return end;
}

size_t
candidate_take_arabic(struct finder *f, size_t i)
{
	if (f->words[i].class != 0)
		return take_announced(f, i);
	return f->words[i].given != GIVEN_NONE ? take_given(f, i) : i + 1;
}
