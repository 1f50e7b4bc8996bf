#include "config.h"

#include <utf8proc.h>

#include "model/candidate-words.h"
#include "model/fold.h"
#include "model/given.h"
#include "model/name.h"
#include "model/spot.h"
#include "model/utf8.h"

enum { SHORTEST = 3 }; /* bytes of a given name in Latin letters */

static bool
is_arabic(struct str word)
{
	size_t at = 0;
	uint32_t c = word.len > 0 ? utf8_next(word, &at) : 0;

	return c >= 0x620 && c < 0x6d4;
}

/* Letters and vowel signs. */
static bool
is_letter(uint32_t c)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);

	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
}

/* The letters that end at byte `to`. */
static struct str
letters_before(struct str text, size_t to)
{
	size_t from = to, at = to;

	while (at > 0 && is_letter(utf8_prev(text, &at)))
		from = at;
	return str_slice(text, from, to);
}

/* The word in front of byte `to`, which one blank parts from it, behind the
 * article of a surname: Mahmoud al-Haftar. */
static struct str
word_before(struct str text, size_t to)
{
	struct str article;

	if (to > 0 && text.p[to - 1] == '-') {
		article = letters_before(text, to - 1);
		if (!str_is_nocase(article, "al") &&
		    !str_is_nocase(article, "el"))
			return str_of("");
		to -= article.len + 1;
	}
	if (to == 0 || (text.p[to - 1] != ' ' && text.p[to - 1] != '\n'))
		return str_of("");
	return letters_before(text, to - 1);
}

/* In Arabic letters also behind wa-, which *word loses. */
static bool
is_given_arabic(struct str *word)
{
	struct buf fold = { 0 };
	bool is;

	fold_text(&fold, *word);
	is = given_arabic(buf_view(&fold)) == GIVEN_NAME;
	if (!is && str_starts(*word, "و")) {
		*word = str_slice(*word, strlen("و"), word->len);
		is = given_arabic(str_slice(
			 buf_view(&fold), strlen("و"), fold.len)) == GIVEN_NAME;
	}
	buf_release(&fold);
	return is;
}

/* With a capital, and no word that may stand there: General, Meanwhile, Mr. */
static bool
is_given(struct str *word)
{
	struct name name;
	size_t at = 0;

	if (is_arabic(*word))
		return is_given_arabic(word);
	if (word->len < SHORTEST || candidate_word(*word) != 0 ||
	    utf8proc_category((utf8proc_int32_t)utf8_next(*word, &at)) !=
		UTF8PROC_CATEGORY_LU)
		return false;
	name_read(&name, *word);
	return name.n == 1 && name.word[0].weight == 100 &&
	       given_bones(name.word[0].bones);
}

/* A name of one word behind somebody's given name that is not in `before`, the
 * mention in front; else empty. */
static struct str
foreign_given(
    struct str text, const struct mention *m, const struct mention *before)
{
	struct str name = str_slice(text, m->span.from, m->span.to), word;

	if (m->kind != ENTITY_PERSON ||
	    str_find(name, str_of(" "), 0) != SIZE_MAX)
		return str_of("");
	word = word_before(text, m->span.from);
	if (word.len == 0 || !is_given(&word) ||
	    (before != NULL && before->span.to > (size_t)(word.p - text.p)))
		return str_of("");
	return word;
}

static bool
leave_out(struct str text, struct mention *list, size_t *n,
    const struct spot_asker *ask, struct err *err)
{
	const struct mention *before = NULL;
	struct mention last;
	size_t k = 0;

	for (size_t i = 0; i < *n; i++) {
		struct str given = foreign_given(text, &list[i], before);
		bool does = true;

		if (given.len > 0 &&
		    !ask->bears(ask->ctx, list[i].entity, given, &does, err))
			return false;
		last = list[i];
		before = &last;
		if (does)
			list[k++] = list[i];
	}
	*n = k;
	return true;
}

bool
spot_namesakes(struct str title, struct str text, struct spots *spots,
    const struct spot_asker *ask, struct err *err)
{
	return leave_out(text, spots->text, &spots->n_text, ask, err) &&
	       leave_out(title, spots->title, &spots->n_title, ask, err);
}
