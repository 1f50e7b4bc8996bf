#include "config.h"

#include <utf8proc.h>

#include "model/abbrev.h"
#include "model/spot.h"
#include "model/utf8.h"

enum {
	DEFINED = 32, /* definitions of one article that are followed */
	BRACKET = 40, /* bytes */
};

/* A short form that this article gives to somebody of the register. */
struct defined {
	struct str text;
	uint32_t from; /* where it is defined */
	int64_t entity;
	enum entity_kind kind;
};

/* The name that a long form is: it ends where that ends, and at most "the" or
 * one more short word stands before it. */
static const struct mention *
long_name(const struct spots *spots, struct span span)
{
	for (size_t i = 0; i < spots->n_text; i++) {
		const struct mention *m = &spots->text[i];

		if (m->span.from >= span.to)
			break;
		if (m->span.to == span.to && m->span.from + 4 >= span.from &&
		    m->span.from <= span.from + 4)
			return m;
	}
	return NULL;
}

static const struct mention *
mention_on(const struct spots *spots, struct span span)
{
	for (size_t i = 0; i < spots->n_text; i++)
		if (spots->text[i].span.from == span.from &&
		    spots->text[i].span.to == span.to)
			return &spots->text[i];
	return NULL;
}

static bool
is_body(const struct mention *m)
{
	return m->kind == ENTITY_FACTION || m->kind == ENTITY_OUTLET;
}

static bool
is_latin(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0xd0)
			return false;
	return s.len > 0;
}

/* What stands in brackets behind a name; or nothing. */
static struct span
bracket_behind(struct str text, uint32_t at)
{
	size_t from = at, to;

	while (from < text.len && text.p[from] == ' ')
		from++;
	if (from == text.len || text.p[from] != '(')
		return (struct span){ 0, 0 };
	to = str_find(text, str_of(")"), from);
	if (to == SIZE_MAX || to - from > BRACKET)
		return (struct span){ 0, 0 };
	return (struct span){ (uint32_t)from + 1, (uint32_t)to };
}

/* Behind a body that is known in Arabic letters, capitals are its short form:
 * there are no letters to go by. */
static size_t
defined_across(
    struct str text, const struct spots *spots, struct defined *list, size_t n)
{
	for (size_t i = 0; i < spots->n_text && n < DEFINED; i++) {
		const struct mention *m = &spots->text[i];
		struct span s = bracket_behind(text, m->span.to);
		struct str letters = str_slice(text, s.from, s.to);

		if (m->entity == 0 || !is_body(m) || s.to == 0 ||
		    is_latin(str_slice(text, m->span.from, m->span.to)) ||
		    !abbrev_initials(letters) || mention_on(spots, s) != NULL)
			continue;
		list[n++] =
		    (struct defined){ letters, s.from, m->entity, m->kind };
	}
	return n;
}

static size_t
defined_find(struct arena *arena, struct str text, const struct spots *spots,
    struct defined *list)
{
	struct abbrev *found;
	size_t n_found, n = 0;

	if (spots->n_text == 0)
		return 0;
	abbrev_find(arena, text, &found, &n_found);
	for (size_t i = 0; i < n_found && n < DEFINED; i++) {
		const struct mention *m = long_name(spots, found[i].long_form);
		struct span s = found[i].short_form;

		if (m == NULL || m->entity == 0 ||
		    (found[i].across &&
			(!is_body(m) || mention_on(spots, s) != NULL)))
			continue;
		list[n++] = (struct defined){ str_slice(text, s.from, s.to),
			s.from, m->entity, m->kind };
	}
	return defined_across(text, spots, list, n);
}

/* No letter, mark or digit of a word. */
static bool
is_border(struct str text, size_t at, bool before)
{
	utf8proc_category_t k;

	if (before ? at == 0 : at >= text.len)
		return true;
	k = utf8proc_category(
	    (utf8proc_int32_t)(before ? utf8_prev(text, &at)
				      : utf8_next(text, &at)));
	return k < UTF8PROC_CATEGORY_LU || k > UTF8PROC_CATEGORY_ND;
}

/* Where the short form stands from `at` on. */
static struct mention *
uses(const struct defined *d, struct str text, size_t at, struct arena *arena,
    size_t *n)
{
	struct mention *list = NULL;

	*n = 0;
	while ((at = str_find(text, d->text, at)) != SIZE_MAX) {
		size_t to = at + d->text.len;

		if (is_border(text, at, true) && is_border(text, to, false)) {
			list = arena_grow(arena, list, *n, sizeof *list);
			list[(*n)++] = (struct mention){
				.span = { (uint32_t)at, (uint32_t)to },
				.entity = d->entity,
				.kind = d->kind,
			};
		}
		at = to;
	}
	return list;
}

/* A name of the register on the very letters takes the new meaning; where
 * another one holds the letters, it stays and the short form is none. */
static void
merge(struct arena *arena, struct mention **list, size_t *n,
    const struct mention *more, size_t n_more)
{
	struct mention *all = arena_array(arena, *n + n_more + 1, sizeof *all);
	size_t a = 0, b = 0, k = 0;

	while (a < *n || b < n_more) {
		const struct mention *x = &(*list)[a], *y = &more[b];

		if (b == n_more || (a < *n && x->span.to <= y->span.from)) {
			all[k++] = *x;
			a++;
		} else if (a == *n || y->span.to <= x->span.from) {
			all[k++] = *y;
			b++;
		} else if (x->span.from == y->span.from &&
			   x->span.to == y->span.to) {
			all[k++] = *y;
			a++;
			b++;
		} else {
			b++;
		}
	}
	*list = all;
	*n = k;
}

static void
use(const struct defined *d, struct str text, size_t at, struct arena *arena,
    struct mention **list, size_t *n)
{
	size_t n_more;
	struct mention *more = uses(d, text, at, arena, &n_more);

	if (n_more > 0)
		merge(arena, list, n, more, n_more);
}

static void
use_everywhere(const struct defined *d, struct str title, struct str text,
    struct arena *arena, struct spots *spots)
{
	use(d, text, d->from, arena, &spots->text, &spots->n_text);
	use(d, title, 0, arena, &spots->title, &spots->n_title);
}

void
spot_defined(
    struct arena *arena, struct str title, struct str text, struct spots *spots)
{
	struct defined list[DEFINED];
	size_t n = defined_find(arena, text, spots, list);

	for (size_t i = 0; i < n; i++)
		use_everywhere(&list[i], title, text, arena, spots);
}

/* Take the mentions on these very letters out of a list. */
static size_t
without(struct mention *list, size_t n, struct str text, uint32_t from,
    struct str letters)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		struct span s = list[i].span;

		if (s.from < from ||
		    !str_eq(str_slice(text, s.from, s.to), letters))
			list[k++] = list[i];
	}
	return k;
}

/* Letters mean nobody of the register: drop them from there on. */
static void
drop(struct spots *spots, struct str title, struct str text, struct span s)
{
	struct str letters = str_slice(text, s.from, s.to);

	spots->n_text =
	    without(spots->text, spots->n_text, text, s.from, letters);
	spots->n_title =
	    without(spots->title, spots->n_title, title, 0, letters);
}

bool
spot_undefined(struct arena *arena, struct str title, struct str text,
    struct spots *spots, const struct spot_asker *ask, struct err *err)
{
	struct abbrev *found;
	size_t n;

	abbrev_find(arena, text, &found, &n);
	for (size_t i = 0; i < n; i++) {
		struct span s = found[i].short_form, l = found[i].long_form;
		const struct mention *m = mention_on(spots, s);
		struct str name = abbrev_long(arena, text, &found[i]);
		bool does = true;

		if (m == NULL || long_name(spots, l) != NULL)
			continue;
		if (!ask->bears(ask->ctx, m->entity, name, &does, err))
			return false;
		if (!does)
			drop(spots, title, text, s);
		else if (found[i].across && m->entity != 0 && is_body(m))
			use_everywhere(
			    &(struct defined){ name, 0, m->entity, m->kind },
			    title, text, arena, spots);
	}
	return true;
}
