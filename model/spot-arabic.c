#include "config.h"

#include "model/candidate-words.h"
#include "model/fold.h"
#include "model/given.h"
#include "model/spot.h"
#include "model/suggest-text.h"
#include "model/utf8.h"

enum {
	SURNAMES = 64, /* of one article that are followed */
	NAME_WORDS = 8,
	LETTER = 2,  /* bytes of an Arabic letter */
	SHORTEST = 6 /* bytes of a surname without its article */
};

#define AL "ال"
#define LAM "ل"

/* The last word of somebody named in full, without its article. */
struct surname {
	struct str text;
	uint32_t from; /* where that full name ends first */
	int64_t entity;
	bool article; /* it has one */
	/* A given name, Abd al- or short: it counts behind a title or verb. */
	bool weak;
	bool shared; /* by two of the article: it says nothing */
};

struct finder {
	struct arena *arena;
	struct surname *names;
	size_t n_names;
	struct str text;
	const struct mention *known;
	size_t n_known;
	struct mention *list;
	size_t n;
};

static bool
among(const char *const *list, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}
#define AMONG(list, word) among(list, ARRAY_LEN(list), word)

static bool
is_arabic(uint32_t c)
{
	return c >= 0x610 && c < 0x6e0 && c != 0x61b && c != 0x61f &&
	       !(c >= 0x660 && c <= 0x66d) && c != 0x6d4;
}

/* The word that ends at byte `to`, of Arabic letters alone. */
static struct str
word_before(struct str text, size_t to)
{
	size_t from = to, at = to;

	while (at > 0 && is_arabic(utf8_prev(text, &at)))
		from = at;
	return str_slice(text, from, to);
}

static struct str
word_after(struct str text, size_t from)
{
	size_t to = from, at = from;

	while (at < text.len && is_arabic(utf8_next(text, &at)))
		to = at;
	return str_slice(text, from, to);
}

/* Of the folded word, also behind wa-, fa-, bi- or li-. */
static bool
is_title(struct str word)
{
	static const char *const heads[] = { "", "و", "ف", "ب", "ل" };

	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		if (str_starts(word, heads[i]) &&
		    (candidate_arabic(
			 str_slice(word, strlen(heads[i]), word.len)) &
			WORD_TITLE) != 0)
			return true;
	return false;
}

static bool
has_word(const char *words, struct str word)
{
	struct str rest = str_of(words), part;

	while (str_split(&rest, ' ', &part))
		if (str_eq(part, word))
			return true;
	return false;
}

/* A verb of saying or the like, also behind wa- or fa-. */
static bool
is_verb(struct str word)
{
	if (str_starts(word, "و") || str_starts(word, "ف"))
		if (is_verb(str_slice(word, LETTER, word.len)))
			return true;
	for (size_t i = 0; cues_ar[i].words != NULL; i++)
		if (cues_ar[i].cue != CUE_NONE && cues_ar[i].cue != CUE_CITE &&
		    has_word(cues_ar[i].words, word))
			return true;
	return false;
}

/* ---- who is named in full */

/* King of Libya, son of the colonel. */
static bool
describes(struct str word)
{
	static const char *const list[] = { "رييس", "وزير", "ملك", "زعيم",
		"قايد", "مرشد", "امير", "مفتي", "حاكم", "محافظ", "سفير",
		"مبعوث", "مدير", "نجل", "اخو", "زوجه" };

	return AMONG(list, word);
}

/* The words of a name behind its titles; 0: it is no name of a person but a
 * description, or too long. */
static size_t
words_of(struct arena *arena, struct str name, struct str *words)
{
	size_t n = 0;
	struct str part;

	while (str_split(&name, ' ', &part)) {
		struct str fold = fold_copy(arena, part);
		unsigned class = candidate_arabic(fold);

		if (part.len == 0 || (n == 0 && (class & WORD_TITLE) != 0))
			continue;
		if (n == NAME_WORDS || (class & (WORD_ORG | WORD_PLACE)) != 0 ||
		    (n == 0 && describes(fold)))
			return 0;
		words[n++] = part;
	}
	return n;
}

/* Words behind which a surname has two words: Abu Sahmain, bin Salman. */
static bool
opens_surname(struct str word)
{
	static const char *const list[] = { "ابو", "بو", "بن", "عبد", "دي",
		"لو", "فان", "فون" };

	return AMONG(list, word);
}

/* No surnames: "the Libyan" and such, and second parts of given names. */
static bool
says_nothing(struct str word)
{
	static const char *const list[] = { "الليبي", "المصري", "التونسي",
		"الجزايري", "السوري", "العراقي", "التركي", "الروسي", "السوداني",
		"القطري", "الاماراتي", "السعودي", "الامريكي", "الاسلام",
		"الدين", "العرب", "الرحمن", "العام", "الرييس" };

	return AMONG(list, word);
}

/* False: the name has no surname that could stand alone. */
static bool
surname_of(struct finder *f, struct str name, struct surname *s)
{
	struct str words[NAME_WORDS], last, before;
	size_t n = words_of(f->arena, name, words), from;

	if (n < 2)
		return false;
	last = fold_copy(f->arena, words[n - 1]);
	before = fold_copy(f->arena, words[n - 2]);
	from = n - 1;
	if (opens_surname(before) || str_is(last, "الله") ||
	    str_is(last, "اوغلو"))
		from--;
	else if (says_nothing(last) || str_is(before, "ال"))
		return false;
	/* Abu Anas al-Whoever is the name of somebody without surname. */
	if (from == 0 ||
	    (from == 2 && opens_surname(fold_copy(f->arena, words[0]))))
		return false;
	*s =
	    (struct surname){ .text = str_slice(name,
				  (size_t)(words[from].p - name.p), name.len) };
	s->article = from == n - 1 && str_starts(s->text, AL);
	s->weak = str_is(before, "عبد") || given_arabic(last) != GIVEN_NONE ||
		  (!s->article && s->text.len <= SHORTEST);
	if (s->article)
		s->text = str_slice(s->text, strlen(AL), s->text.len);
	return s->text.len >= SHORTEST;
}

static void
surname_add(struct finder *f, const struct mention *m)
{
	struct str name = str_slice(f->text, m->span.from, m->span.to);
	size_t end = name.len;
	struct surname s;

	if (end == 0 || !is_arabic(utf8_prev(name, &end)) ||
	    !surname_of(f, name, &s))
		return;
	s.from = m->span.to;
	s.entity = m->entity;
	for (size_t i = 0; i < f->n_names; i++)
		if (str_eq(f->names[i].text, s.text)) {
			f->names[i].shared |= f->names[i].entity != m->entity;
			return;
		}
	if (f->n_names < SURNAMES)
		f->names[f->n_names++] = s;
}

/* ---- where the surname stands alone */

/* Whether the letters in front of a surname in its word are proclitics, and
 * where the surname's own begin; span.from is set. */
static bool
behind_proclitics(const struct surname *s, struct str head, uint32_t *from)
{
	static const char *const plain[] = { "", "و", "ف", "ب", "ل", "ك", "وب",
		"ول", "فب", "فل" };
	static const char *const with[] = { AL, "و" AL, "ف" AL, "ب" AL, "ك" AL,
		"وب" AL, "فب" AL, "لل", "ولل", "فلل" };

	if (s->article ? !AMONG(with, head) : !AMONG(plain, head))
		return false;
	if (!s->article && s->text.len <= SHORTEST &&
	    (str_starts(head, "ف") || str_starts(head, "ك")))
		return false;
	*from -= !s->article          ? 0
		 : str_ends(head, AL) ? (uint32_t)strlen(AL)
				      : (uint32_t)strlen(LAM);
	return true;
}

/* What one place says of a surname. */
enum says { SAYS_NOTHING, SAYS_MEANT, SAYS_OTHER /* it is another's */ };

/* The folded word beside it, if one blank parts them. */
static struct str
beside(struct finder *f, uint32_t at, bool before)
{
	if (before ? at == 0 || f->text.p[at - 1] != ' '
		   : at >= f->text.len || f->text.p[at] != ' ')
		return str_of("");
	return fold_copy(f->arena, before ? word_before(f->text, at - 1)
					  : word_after(f->text, at + 1));
}

static enum says
judge(struct finder *f, const struct surname *s, uint32_t word, uint32_t from,
    uint32_t to)
{
	struct str before = beside(f, word, true);
	struct str after = beside(f, to, false);
	bool joined = from > word; /* behind "and", "of" it begins a name */

	if (s->weak) {
		if (str_starts(after, AL) || str_is(after, "بن") ||
		    given_arabic(after) != GIVEN_NONE)
			return SAYS_NOTHING;
		return is_title(before) || is_verb(before) ? SAYS_MEANT
							   : SAYS_NOTHING;
	}
	if (joined && !s->article)
		return SAYS_MEANT;
	if (str_starts(before, "و") && given_arabic(before) == GIVEN_NONE)
		before = str_slice(before, LETTER, before.len);
	if (given_arabic(before) != GIVEN_NONE)
		return SAYS_OTHER;
	/* The Misratan fighters: an adjective. */
	if (s->article && str_starts(before, AL) && !is_title(before))
		return SAYS_NOTHING;
	return SAYS_MEANT;
}

static bool
is_known(const struct finder *f, struct span span)
{
	size_t lo = 0, hi = f->n_known;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (f->known[mid].span.to <= span.from)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < f->n_known && f->known[lo].span.from < span.to;
}

static void
put(struct finder *f, struct span span, int64_t entity)
{
	for (size_t i = 0; i < f->n; i++) /* bin Zayed and Zayed */
		if (f->list[i].span.from < span.to &&
		    span.from < f->list[i].span.to)
			return;
	f->list = arena_grow(f->arena, f->list, f->n, sizeof *f->list);
	f->list[f->n++] = (struct mention){
		.span = span, .entity = entity, .kind = ENTITY_PERSON
	};
}

/* All places from `at` on until somebody else bears the surname. */
static void
follow(struct finder *f, struct surname *s, size_t at)
{
	while (
	    !s->shared && (at = str_find(f->text, s->text, at)) != SIZE_MAX) {
		struct span span = { (uint32_t)at,
			(uint32_t)(at + s->text.len) };
		struct str head = word_before(f->text, at);
		uint32_t word = (uint32_t)(at - head.len);
		enum says says;

		at = span.to;
		if (word_after(f->text, at).len > 0 ||
		    !behind_proclitics(s, head, &span.from) ||
		    is_known(f, span))
			continue;
		says = judge(f, s, word, span.from, span.to);
		s->shared = says == SAYS_OTHER;
		if (says == SAYS_MEANT)
			put(f, span, s->entity);
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;

	return (x->span.from > y->span.from) - (x->span.from < y->span.from);
}

/* Put what was found among the known ones. */
static void
merge(struct finder *f, struct mention **list, size_t *n)
{
	struct mention *all;

	if (f->n == 0)
		return;
	all = arena_array(f->arena, *n + f->n, sizeof *all);
	if (*n > 0)
		memcpy(all, *list, *n * sizeof *all);
	memcpy(all + *n, f->list, f->n * sizeof *all);
	*n += f->n;
	qsort(all, *n, sizeof *all, by_place);
	*list = all;
}

void
spot_surnames_arabic(
    struct arena *arena, struct str title, struct str text, struct spots *spots)
{
	struct surname names[SURNAMES];
	struct finder f = { .arena = arena,
		.names = names,
		.text = text,
		.known = spots->text,
		.n_known = spots->n_text };

	for (size_t i = 0; i < spots->n_text; i++)
		if (spots->text[i].kind == ENTITY_PERSON)
			surname_add(&f, &spots->text[i]);
	for (size_t i = 0; i < f.n_names; i++)
		follow(&f, &names[i], names[i].from);
	merge(&f, &spots->text, &spots->n_text);
	f.n = 0;
	f.text = title;
	f.known = spots->title;
	f.n_known = spots->n_title;
	for (size_t i = 0; i < f.n_names; i++)
		follow(&f, &names[i], 0);
	merge(&f, &spots->title, &spots->n_title);
}
