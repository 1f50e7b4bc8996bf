#include "config.h"

#include "model/candidate-find.h"
#include "model/candidate-words.h"

bool
candidate_is_head(const struct word *w)
{
	const unsigned heads = WORD_ORG | WORD_PLACE | WORD_TITLE | WORD_HEAD;

	return !w->capital && !w->arabic && (w->class & heads) != 0;
}

bool
candidate_is_plural(const struct finder *f, size_t i)
{
	struct str s = candidate_text(f, i);

	return str_ends(s, "s") || str_is(s, "police") || str_is(s, "people");
}

void
candidate_describe(struct finder *f, size_t from, size_t to)
{
	unsigned class = f->words[to - 1].class;

	for (size_t i = from; i < to; i++)
		if (candidate_is_known(f, &f->words[i]))
			return;
	candidate_put(f, from, to,
	    (class & WORD_PLACE) != 0   ? ENTITY_PLACE
	    : (class & WORD_TITLE) != 0 ? ENTITY_PERSON
					: ENTITY_FACTION,
	    true);
}

bool
candidate_is_plain(const struct word *w)
{
	return (w->class & ~(unsigned)WORD_GENERIC) == 0;
}

/* Took, refused, reportedly: a general in front of it is a person. */
static bool
is_act(const struct finder *f, size_t i)
{
	static const char *const acts[] = { "says", "told", "tells", "took",
		"takes", "went", "goes", "met", "meets", "fled", "won", "saw",
		"began", "spoke", "speaks", "gave", "came", "comes", "held",
		"sent", "knew", "lost", "sought", "seeks", "thought", "stood",
		"fought", "wrote", "became", "rose", "fell", "kept", "flew",
		"wants", "wins", "knows", "remains", "commands", "controls" };
	struct str word = candidate_text(f, i);

	if (f->words[i].class != WORD_PLAIN)
		return false;
	for (size_t k = 0; k < ARRAY_LEN(acts); k++)
		if (str_is(word, acts[k]))
			return true;
	return (str_ends(word, "ed") && !str_ends(word, "eed")) ||
	       str_ends(word, "edly") || str_ends(word, "ently");
}

/* The eastern Libyan city: no east. */
static bool
is_of_nation(const struct finder *f, size_t i)
{
	return (f->words[i + 1].class & WORD_NATION) != 0 &&
	       str_ends(candidate_text(f, i), "ern");
}

/* The eastern front, the major parties: no major. */
static bool
is_adjective(const struct finder *f, size_t i)
{
	static const char *const both[] = { "northern", "southern", "eastern",
		"western", "north", "south", "east", "west", "major", "general",
		"chief", "island", "border" };
	struct str word = candidate_text(f, i);

	if (i + 1 >= f->n_words || f->words[i + 1].gap != ' ')
		return false;
	if (is_of_nation(f, i))
		return true;
	if (!candidate_is_plain(&f->words[i + 1]) || f->words[i + 1].capital ||
	    ((f->words[i].class & WORD_TITLE) != 0 && is_act(f, i + 1)))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(both); k++)
		if (str_is(word, both[k]))
			return true;
	return false;
}

/* Foreign, religious, armed: a word that describes, by its ending. */
static bool
is_describing(const struct finder *f, size_t i)
{
	static const char *const ends[] = { "al", "ic", "ent", "ant", "ive",
		"ous", "ed", "able", "ful", "ary", "ern", "ist" };
	static const char *const words[] = { "foreign", "other", "civilian",
		"rebel", "enemy", "young" };
	struct str word = candidate_text(f, i);

	if (f->words[i].capital || word.len < 5)
		return false;
	for (size_t k = 0; k < ARRAY_LEN(ends); k++)
		if (str_ends(word, ends[k]))
			return true;
	for (size_t k = 0; k < ARRAY_LEN(words); k++)
		if (str_is(word, words[k]))
			return true;
	return false;
}

/* Le maréchal Haftar: a title of who stands behind it in full. */
static bool
is_apposed(const struct finder *f, size_t end)
{
	return (f->words[end - 1].class & WORD_TITLE) != 0 &&
	       end < f->n_words && f->words[end].gap == ' ' &&
	       f->words[end].capital &&
	       (f->words[end].class & (WORD_TIME | WORD_NATION)) == 0;
}

/* Behind le, la, les, ce, ces, cette: la ville is nobody. */
static bool
is_french_place(const struct finder *f, size_t from, size_t end)
{
	return strchr("lLcC", f->text.p[f->words[from].span.from]) != NULL &&
	       (f->words[from].class & WORD_THE) != 0 &&
	       (f->words[end - 1].class & WORD_PLACE) != 0;
}

/* The authority that guards the coast: "that" points to one, not to many. */
static bool
is_relative(const struct finder *f, size_t from, size_t end)
{
	return str_is_nocase(candidate_text(f, from), "that") &&
	       candidate_is_plural(f, end - 1);
}

/* "the delegation", "our armed forces", "coalition fighters": a word that
 * describes, with a determiner at most two words before it, or in the plural
 * behind another one. Returns where to go on. */
size_t
candidate_take_described(struct finder *f, size_t i)
{
	size_t end = i + 1, from = i;

	if (is_adjective(f, i))
		return end;

	while (end < f->n_words && f->words[end].gap == ' ' &&
	       candidate_is_head(&f->words[end]))
		end++;
	for (size_t k = i; k > f->done && i - k < 3; k--) {
		const struct word *w = &f->words[k - 1];

		if (f->words[k].gap != ' ' || w->arabic)
			break;
		if ((w->class & WORD_THE) != 0) {
			from = k - 1;
			break;
		}
		if (w->capital ||
		    (w->class & (WORD_LINK | WORD_AT | WORD_OPENER)) != 0)
			break;
	}
	if (is_apposed(f, end) || is_french_place(f, from, end))
		return end;
	if (is_relative(f, from, end))
		from = i;
	if (from == i && candidate_is_plural(f, end - 1) && i > f->done &&
	    f->words[i].gap == ' ' && is_describing(f, i - 1))
		from = i - 1;
	/* Self-proclaimed authorities: the whole of the word. */
	while (from < i && from > f->done && f->words[from].gap == '-' &&
	       !f->words[from - 1].capital)
		from--;
	if (from < i || (end > i + 1 && candidate_is_plural(f, end - 1)))
		candidate_describe(f, from, end);
	return end;
}
