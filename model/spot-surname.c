#include "config.h"

#include <utf8proc.h>

#include "model/candidate.h"
#include "model/spot.h"
#include "model/utf8.h"

enum {
	SURNAMES = 64, /* of one article that are followed */
	SHORTEST = 4,  /* bytes of one */
};

/* The last word of somebody named in full. */
struct surname {
	struct str text;
	uint32_t from; /* where that full name ends first */
	int64_t entity;
	bool shared; /* by two of the article: it says nothing */
};

static bool
has_article(struct str word)
{
	return word.len > 3 &&
	       ((word.p[0] | 0x20) == 'a' || word.p[0] == 'e') &&
	       word.p[1] == 'l' && word.p[2] == '-';
}

static struct str
without_article(struct str word)
{
	return has_article(word) ? str_slice(word, 3, word.len) : word;
}

/* Words behind which a surname has two words: Abdul Jalil, Abu Sahmain. */
static bool
opens_surname(struct str word)
{
	static const char *const list[] = { "abdul", "abdel", "abdal", "abd",
		"abu", "abou", "bu", "bou", "bin", "ben", "di", "de", "del",
		"le", "van", "von", "ould" };

	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		if (str_is_nocase(word, list[i]))
			return true;
	return false;
}

/* Where the word in front of the blank at `from` begins. */
static size_t
word_start(struct str name, size_t from)
{
	for (from--; from > 0 && name.p[from - 1] != ' ';)
		from--;
	return from;
}

/* Behind al- in first names, as in Saif al-Islam and Salah al-Din. */
static bool
is_first_name(struct str word)
{
	return str_is(word, "Islam") || str_is(word, "Din") ||
	       str_is(word, "Deen");
}

/* Of a name of two words or more, in a script with capitals; else empty. */
static struct str
surname_of(struct str name)
{
	size_t from = name.len, at = 0;
	struct str word;

	while (from > 0 && name.p[from - 1] != ' ')
		from--;
	if (from > 0 &&
	    opens_surname(str_slice(name, word_start(name, from), from - 1)))
		from = word_start(name, from);
	word = without_article(str_slice(name, from, name.len));
	if (from == 0 || word.len < SHORTEST || is_first_name(word) ||
	    utf8proc_category((utf8proc_int32_t)utf8_next(word, &at)) !=
		UTF8PROC_CATEGORY_LU)
		return str_of("");
	return word;
}

static void
surname_add(
    struct surname *list, size_t *n, struct str text, const struct mention *m)
{
	struct str word = surname_of(str_slice(text, m->span.from, m->span.to));

	if (word.len == 0)
		return;
	for (size_t i = 0; i < *n; i++)
		if (str_eq(list[i].text, word)) {
			list[i].shared =
			    list[i].shared || list[i].entity != m->entity;
			return;
		}
	if (*n < SURNAMES)
		list[(*n)++] =
		    (struct surname){ word, m->span.to, m->entity, false };
}

/* Whether it stands somewhere behind `from` in no name that was found: a look
 * that is cheap, before candidates are. */
static bool
stands_free(const struct surname *s, struct str text, size_t from,
    const struct mention *list, size_t n)
{
	size_t at = from, i = 0;

	while ((at = str_find(text, s->text, at)) != SIZE_MAX) {
		while (i < n && list[i].span.to <= at)
			i++;
		if (i == n || list[i].span.from > at)
			return true;
		at += s->text.len;
	}
	return false;
}

/* The surname, also in one of the cases of Russian. */
static bool
is_form(struct str surname, struct str word)
{
	static const char *const cases[] = { "", "а", "у", "ом", "ым", "е",
		"ой", "ую" };
	struct str rest = str_slice(word, surname.len, word.len);
	bool cyrillic = surname.p[0] == '\xD0' || surname.p[0] == '\xD1';

	if (word.len < surname.len ||
	    !str_eq(str_slice(word, 0, surname.len), surname))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (str_is(rest, cases[i]))
			return i == 0 || cyrillic;
	return false;
}

/* Somebody whom the register does not know bears it: from there on it says
 * nothing. Behind "to" a person may look like a place. */
static void
give_up(
    struct surname *list, size_t n, struct str text, const struct candidate *c)
{
	struct str name = str_slice(text, c->span.from, c->span.to);
	struct str word = surname_of(name);

	if (c->described || c->kind == ENTITY_FACTION || word.len == 0 ||
	    str_find(name, str_of(" of "), 0) != SIZE_MAX)
		return;
	for (size_t i = 0; i < n; i++)
		if (is_form(list[i].text, word) && c->span.from >= list[i].from)
			list[i].shared = true;
}

static const struct surname *
meant(const struct surname *list, size_t n, struct str text,
    const struct candidate *c, bool title)
{
	struct str word =
	    without_article(str_slice(text, c->span.from, c->span.to));

	if (c->described ||
	    (c->kind != ENTITY_PERSON && c->kind != ENTITY_OTHER))
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (!list[i].shared && is_form(list[i].text, word) &&
		    (title || c->span.from >= list[i].from))
			return &list[i];
	return NULL;
}

/* Both lists are in text order, and no candidate is a known name. */
static void
resolve(struct arena *arena, struct surname *names, size_t n_names,
    struct str text, bool title, struct mention **list, size_t *n)
{
	struct mention *all;
	struct candidate *c;
	size_t n_c, i = 0, k = 0;
	bool any = false;

	for (size_t s = 0; s < n_names && !any; s++)
		any = !names[s].shared &&
		      stands_free(&names[s], text, title ? 0 : names[s].from,
			  *list, *n);
	if (!any)
		return;
	candidate_find(arena, text, *list, *n, &c, &n_c);
	all = arena_array(arena, *n + n_c + 1, sizeof *all);
	for (size_t j = 0; j < n_c; j++) {
		const struct surname *s =
		    meant(names, n_names, text, &c[j], title);

		if (s == NULL) {
			give_up(names, n_names, text, &c[j]);
			continue;
		}
		while (i < *n && (*list)[i].span.from < c[j].span.from)
			all[k++] = (*list)[i++];
		all[k++] = (struct mention){ .span = c[j].span,
			.entity = s->entity,
			.kind = ENTITY_PERSON };
	}
	while (i < *n)
		all[k++] = (*list)[i++];
	*list = all;
	*n = k;
}

void
spot_surnames(
    struct arena *arena, struct str title, struct str text, struct spots *spots)
{
	struct surname names[SURNAMES];
	size_t n = 0;

	for (size_t i = 0; i < spots->n_text; i++)
		if (spots->text[i].kind == ENTITY_PERSON)
			surname_add(names, &n, text, &spots->text[i]);
	if (n == 0)
		return;
	resolve(arena, names, n, text, false, &spots->text, &spots->n_text);
	resolve(arena, names, n, title, true, &spots->title, &spots->n_title);
}
