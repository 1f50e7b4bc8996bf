#include "config.h"

#include "model/candidate-find.h"

#include <utf8proc.h>

#include "model/candidate-words.h"
#include "model/fold.h"
#include "model/utf8.h"

enum {
	RUN_WORDS = 9,
	WORDS_MAX = 200000, /* of one article */
};

static bool
is_letter(utf8proc_int32_t c)
{
	utf8proc_category_t k;

	if (c < 0x80)
		return (c >= '0' && c <= '9') ||
		       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	k = utf8proc_category(c);
	return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME) ||
	       k == UTF8PROC_CATEGORY_ND;
}

static bool
is_upper(utf8proc_int32_t c)
{
	return c < 0x80 ? c >= 'A' && c <= 'Z'
			: utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

/* Inside a word: l'Otan, Da'esh, U.S. */
static bool
is_inner(struct str text, size_t at, uint32_t c)
{
	size_t next = at;
	struct str rest = str_slice(text, at, text.len);

	if (at >= text.len || !(c == '\'' || c == 0x2019 || c == '.'))
		return false;
	if (c == '.')
		return is_upper((utf8proc_int32_t)utf8_next(text, &next)) &&
		       at >= 2 && is_upper(text.p[at - 2]) &&
		       (at < 3 || !is_letter((unsigned char)text.p[at - 3]));
	if (rest.p[0] == 's' &&
	    (rest.len == 1 || !is_letter((unsigned char)rest.p[1])))
		return false; /* Haftar's */
	return is_letter((utf8proc_int32_t)utf8_next(text, &next));
}

static struct word
read_word(struct str text, size_t from, size_t *at)
{
	struct word w = { .span = { (uint32_t)from, 0 } };
	size_t uppers = 0, letters = 0, end = from;

	*at = from;
	while (*at < text.len) {
		utf8proc_int32_t c = (utf8proc_int32_t)utf8_next(text, at);

		if (is_letter(c)) {
			if (letters == 0) {
				w.capital = is_upper(c);
				w.arabic = c >= 0x600 && c < 0x780;
			}
			letters++;
			uppers += is_upper(c);
		} else if (!is_inner(text, *at, (uint32_t)c)) {
			break;
		}
		end = *at;
	}
	*at = end;
	w.caps = letters > 1 && uppers == letters;
	w.span.to = (uint32_t)end;
	return w;
}

/* Martyrs' Square: the apostrophe of a plural behind a word. */
static bool
is_possessive(struct str text, size_t at)
{
	struct str rest = str_slice(text, at, text.len);

	return at > 1 && text.p[at - 1] == 's' &&
	       (str_starts(rest, "' ") || str_starts(rest, "\xE2\x80\x99 "));
}

/* What parts two words: a blank, a hyphen, or more; and whether a sentence
 * begins behind it. */
static void
read_gap(struct str text, size_t *at, struct word *next)
{
	size_t blanks = 0, others = 0, hyphens = 0;

	if (is_possessive(text, *at))
		*at += text.p[*at] == '\'' ? 1 : strlen("\xE2\x80\x99");
	while (*at < text.len) {
		size_t was = *at;
		utf8proc_int32_t c = (utf8proc_int32_t)utf8_next(text, at);

		if (is_letter(c)) {
			*at = was;
			break;
		}
		if (c == ' ' || c == 0xa0)
			blanks++;
		else if (c == '-' || c == 0x2010 || c == 0x2011)
			hyphens++;
		else
			others++;
		if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' ||
		    c == 0x201c || c == '"' || c == 0x2022 || c == 0x2018 ||
		    c == 0x2013 || c == 0x2014)
			next->first = true;
	}
	next->gap = others > 0                    ? '.'
		    : hyphens == 1                ? '-'
		    : hyphens == 0 && blanks <= 2 ? ' '
						  : '.';
}

/* An Arabic word; wa-, bi- and li- in front of one that announces a name, and
 * wa- in front of a given one, are no part of it. */
static void
look_up_arabic(struct str fold, struct word *w)
{
	static const char *const heads[] = { "\xD9\x88", "\xD8\xA8",
		"\xD9\x84" };
	enum given given;
	unsigned class;

	w->class = candidate_arabic(fold);
	w->given = given_arabic(fold);
	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		struct str rest = str_slice(fold, 2, fold.len);

		if (w->class != 0 || w->given != GIVEN_NONE ||
		    !str_starts(fold, heads[i]))
			continue;
		class = candidate_arabic(rest);
		given = i == 0 ? given_arabic(rest) : GIVEN_NONE;
		if (class == 0 && given != GIVEN_NAME)
			continue;
		w->class = class;
		w->given = given;
		w->span.from += 2;
	}
}

/* L'Organisation, d'Al-Nawasi: the l' and d' of French are no part of it, and
 * what follows has a capital of its own. */
static void
drop_elision(struct str *s, struct word *w)
{
	size_t at, cut;
	bool capital;

	if (s->len < 4 || strchr("lLd", s->p[0]) == NULL)
		return;
	cut = s->p[1] == '\''                                        ? 2
	      : str_starts(str_slice(*s, 1, s->len), "\xE2\x80\x99") ? 4
								     : 0;
	at = cut;
	if (cut == 0)
		return;
	capital = is_upper((utf8proc_int32_t)utf8_next(*s, &at));
	if (!capital)
		return;
	*s = str_slice(*s, cut, s->len);
	w->span.from += (uint32_t)cut;
	w->capital = true;
	w->first = false;
}

static void
look_up(struct str text, struct word *w)
{
	struct str s = str_slice(text, w->span.from, w->span.to);
	struct buf fold = { 0 };

	if (!w->arabic) {
		drop_elision(&s, w);
		w->class = candidate_word(s);
		/* camps, hospitals */
		if (w->class == 0 && !w->capital && str_ends(s, "s"))
			w->class = candidate_word(str_slice(s, 0, s.len - 1)) &
				   (WORD_ORG | WORD_PLACE | WORD_HEAD);
		return;
	}
	fold_text(&fold, s);
	look_up_arabic(buf_view(&fold), w);
	/* Folded they are one: the name Ali, and "on". */
	if (str_is(s, "علي"))
		w->given = GIVEN_NAME;
	buf_release(&fold);
}

static void
read_words(struct finder *f)
{
	size_t at = 0, room = 0;
	struct word next = { .first = true };

	while (f->n_words < WORDS_MAX) {
		struct word w;

		read_gap(f->text, &at, &next);
		if (at >= f->text.len)
			break;
		w = read_word(f->text, at, &at);
		w.first = next.first || f->n_words == 0;
		w.gap = f->n_words == 0 ? '.' : next.gap;
		look_up(f->text, &w);
		next = (struct word){ 0 };
		if (f->n_words == room) {
			struct word *more;

			room = room > 0 ? room * 2 : 512;
			more = arena_array(f->arena, room, sizeof *more);
			if (f->n_words > 0)
				memcpy(
				    more, f->words, f->n_words * sizeof *more);
			f->words = more;
		}
		f->words[f->n_words++] = w;
	}
}

static struct str
text_of(const struct finder *f, const struct word *w)
{
	return str_slice(f->text, w->span.from, w->span.to);
}

static uint64_t
hash(struct str s)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
	return h;
}

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Words with a capital where no sentence begins. */
static void
note_inside(struct finder *f)
{
	f->inside = arena_array(f->arena, f->n_words + 1, sizeof *f->inside);
	for (size_t i = 0; i < f->n_words; i++)
		if (f->words[i].capital && !f->words[i].first)
			f->inside[f->n_inside++] =
			    hash(text_of(f, &f->words[i]));
	qsort(f->inside, f->n_inside, sizeof *f->inside, by_value);
}

static bool
stands_inside(const struct finder *f, const struct word *word)
{
	uint64_t h = hash(text_of(f, word));

	return bsearch(&h, f->inside, f->n_inside, sizeof h, by_value) != NULL;
}

bool
candidate_is_known(struct finder *f, const struct word *w)
{
	while (f->at_known < f->n_known &&
	       f->known[f->at_known].span.to <= w->span.from)
		f->at_known++;
	return f->at_known < f->n_known &&
	       f->known[f->at_known].span.from < w->span.to;
}

/* Whether a word outside of known names makes the run another name: a title, a
 * nation or a small word before one does not, "University of Benghazi" and
 * "Ahmed Haftar" do. */
static bool
is_new(struct finder *f, size_t from, size_t to)
{
	const unsigned idle = WORD_TITLE | WORD_NATION | WORD_TIME |
			      WORD_OPENER | WORD_LINK | WORD_HEAD;
	bool any = false, more = false;

	for (size_t i = from; i < to; i++) {
		const struct word *w = &f->words[i];

		if (candidate_is_known(f, w))
			any = true;
		else if (w->arabic || (w->capital && (w->class & idle) == 0))
			more = true;
	}
	return !any || more;
}

/* A person's name without the titles in front of it; titles alone stay. */
static size_t
behind_titles(const struct finder *f, size_t from, size_t to)
{
	size_t at = from;

	if ((f->words[to - 1].class & WORD_TITLE) != 0)
		return from;

	for (size_t i = from; i + 1 < to; i++)
		if ((f->words[i].class & WORD_TITLE) != 0 &&
		    f->words[i + 1].capital)
			at = i + 1;
	return at;
}

void
candidate_put(struct finder *f, size_t from, size_t to, enum entity_kind kind,
    bool described)
{
	struct span span = { f->words[from].span.from,
		f->words[to - 1].span.to };

	f->list = arena_grow(f->arena, f->list, f->n, sizeof *f->list);
	f->list[f->n++] = (struct candidate){ span, kind, described };
	f->done = to;
}

void
candidate_add(struct finder *f, size_t from, size_t to, enum entity_kind kind)
{
	if (!is_new(f, from, to))
		return;
	if (kind == ENTITY_PERSON)
		from = behind_titles(f, from, to);
	candidate_put(f, from, to, kind, false);
}

static bool
carries(const struct word *w)
{
	return w->capital && (w->class & WORD_TIME) == 0;
}

/* The end of the run of capitals that begins at word i. */
static size_t
run_end(const struct finder *f, size_t i)
{
	size_t k = i + 1, end = k, links = 0;

	while (k < f->n_words && k - i < RUN_WORDS) {
		const struct word *w = &f->words[k];

		if (w->gap == '.' || w->arabic)
			break;
		if (carries(w)) {
			end = ++k;
			links = 0;
			continue;
		}
		if (links < 2 &&
		    ((w->class & WORD_LINK) != 0 ||
			(links == 1 && str_is(text_of(f, w), "the")))) {
			links++;
			k++;
			continue;
		}
		break;
	}
	return end;
}

/* The carrier Admiral Kuznetsov is no admiral. */
static bool
is_vessel(const struct finder *f, size_t from)
{
	static const char *const vessels[] = { "carrier", "ship", "vessel",
		"frigate", "tanker", "boat", "corvette", "destroyer",
		"submarine", "trawler", "ferry" };

	for (size_t i = 0; from > 0 && i < ARRAY_LEN(vessels); i++)
		if (f->words[from].gap == ' ' &&
		    str_is(text_of(f, &f->words[from - 1]), vessels[i]))
			return true;
	return false;
}

/* Of, also in French. */
static bool
is_of(const struct finder *f, size_t i)
{
	struct str word = text_of(f, &f->words[i]);

	return str_is(word, "of") || str_is(word, "de") || str_is(word, "du") ||
	       str_is(word, "des");
}

/* Engineers from Repsol: who is employed is so by a body, not by a place. */
static bool
employs(const struct finder *f, size_t from)
{
	static const char *const staff[] = { "executives", "engineers",
		"employees", "shareholders", "managers", "technicians",
		"geologists" };

	for (size_t i = 0; from >= 2 && i < ARRAY_LEN(staff); i++)
		if (f->words[from].gap == ' ' &&
		    f->words[from - 1].gap == ' ' &&
		    str_is(text_of(f, &f->words[from - 1]), "from") &&
		    str_is_nocase(text_of(f, &f->words[from - 2]), staff[i]))
			return true;
	return false;
}

/* New York: there the word is no opener, as it is in New Libyan Government. */
static bool
is_new_town(const struct finder *f, size_t i, size_t end)
{
	static const char *const towns[] = { "York", "Zealand", "Delhi",
		"Jersey", "Orleans", "Mexico", "England", "Hampshire", "Guinea",
		"Caledonia", "Brunswick" };

	if (i + 1 >= end || !str_is(text_of(f, &f->words[i]), "New"))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(towns); k++)
		if (str_is(text_of(f, &f->words[i + 1]), towns[k]))
			return true;
	return false;
}

static enum entity_kind
kind_of(const struct finder *f, size_t from, size_t to)
{
	unsigned all = 0, last = f->words[to - 1].class, before = 0;
	size_t words = 0;

	for (size_t i = from; i < to; i++) {
		all |= f->words[i].class;
		/* Al-Nawasi is one word. */
		words += f->words[i].capital &&
			 !((f->words[i].class & WORD_LINK) != 0 &&
			     f->words[i].span.to - f->words[i].span.from == 2);
	}
	if (to - from == 2 && is_new_town(f, from, to))
		return ENTITY_PLACE;
	if (is_vessel(f, from))
		return ENTITY_OTHER;
	if (from > 0 && f->words[from].gap != '.')
		before = f->words[from - 1].class;
	if (from >= 2 && f->words[from].gap == ' ' && is_of(f, from - 1))
		before |= f->words[from - 2].class &
			  (WORD_AT | WORD_PLACE | WORD_ORG);
	if ((last & WORD_ORG) != 0 || employs(f, from))
		return ENTITY_FACTION;
	if ((last & WORD_PLACE) != 0)
		return ENTITY_PLACE;
	if ((all & WORD_TITLE) != 0 || (before & WORD_TITLE) != 0)
		return ENTITY_PERSON;
	if ((all & (WORD_ORG | WORD_NATION)) != 0)
		return ENTITY_FACTION;
	if ((all & WORD_PLACE) != 0 || (before & (WORD_AT | WORD_PLACE)) != 0)
		return ENTITY_PLACE;
	if (f->words[from].caps)
		return ENTITY_FACTION;
	if ((before & WORD_ORG) != 0)
		return ENTITY_PERSON;
	return words > 1 ? ENTITY_PERSON : ENTITY_OTHER;
}

/* Only the start of a sentence speaks for the run's first word. */
static bool
is_doubtful(const struct finder *f, size_t i)
{
	return f->words[i].first && !f->words[i].caps &&
	       !stands_inside(f, &f->words[i]);
}

/* Syrians, Iraqis. */
static bool
is_people(const struct finder *f, size_t i)
{
	struct str s = text_of(f, &f->words[i]);

	if (!f->words[i].capital || !str_ends(s, "s"))
		return false;
	return (f->words[i].class & WORD_NATION) != 0 ||
	       (candidate_word(str_slice(s, 0, s.len - 1)) & WORD_NATION) != 0;
}

/* Security Forces, Prime Minister, Council Meeting: nothing in it is
 * anybody's. */
static bool
is_generic(const struct finder *f, size_t from, size_t to)
{
	const unsigned own = WORD_PLACE | WORD_NATION | WORD_TIME;
	unsigned all = 0;

	for (size_t i = from; i < to; i++) {
		unsigned class = f->words[i].class;

		if (class == WORD_PLAIN || (class & own) != 0 ||
		    f->words[i].caps)
			return false;
		all |= class;
	}
	return (all & (WORD_GENERIC | WORD_TITLE)) != 0;
}

/* Resolution, Cessation of Hostilities: neither people nor a body. */
static bool
is_matter(const struct finder *f, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if ((f->words[i].class & (WORD_GENERIC | WORD_LINK)) == 0)
			return false;
	return true;
}

/* Syrians; the Council, the Port; Turkish-Libyan: no names by themselves. */
static bool
is_common(const struct finder *f, size_t from, size_t to)
{
	if (is_generic(f, from, to) && (to - from > 1 || !is_doubtful(f, from)))
		return true;
	for (size_t i = from; to - from > 1 && i < to; i++)
		if ((f->words[i].class & WORD_NATION) == 0)
			return false;
	return to - from > 1 || is_people(f, from) ||
	       (!f->words[from].caps &&
		   (f->words[from].class & (WORD_ORG | WORD_PLACE)) != 0);
}

/* The Libyan side, of talks. */
static bool
is_side(const struct finder *f, size_t i)
{
	return i < f->n_words && f->words[i].gap == ' ' &&
	       (f->words[i - 1].class & WORD_NATION) != 0 &&
	       (str_is(text_of(f, &f->words[i]), "side") ||
		   str_is(text_of(f, &f->words[i]), "sides"));
}

/* What a nation or an organisation is said to have, behind word end: "Iraqi
 * security forces", "the Syrian government", "Libyan officials". */
static size_t
tail_end(const struct finder *f, size_t end)
{
	size_t k = end;

	if ((f->words[end - 1].class & (WORD_NATION | WORD_ORG)) == 0)
		return end;
	if (k + 1 < f->n_words && f->words[k].gap == ' ' &&
	    candidate_is_plain(&f->words[k]) && !f->words[k].capital &&
	    (f->words[k - 1].class & WORD_NATION) != 0 &&
	    f->words[k + 1].gap == ' ' && candidate_is_head(&f->words[k + 1]))
		k++;
	if (k == end && is_side(f, k))
		return k + 1;
	while (k < f->n_words && f->words[k].gap == ' ' &&
	       candidate_is_head(&f->words[k]))
		end = ++k;
	return end;
}

/* One word alone that is no name. */
static bool
is_idle(const struct finder *f, size_t i)
{
	const struct word *w = &f->words[i];

	return (w->class & (WORD_NATION | WORD_TIME | WORD_TITLE)) != 0 ||
	       w->span.to - w->span.from < 2 ||
	       (is_doubtful(f, i) && (w->class & WORD_ORG) == 0);
}

/* A line in capitals. */
static bool
is_shouted(const struct finder *f, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!f->words[i].caps)
			return false;
	return to - from > 3;
}

/* Armée nationale libyenne: French writes what describes a body small. */
static size_t
french_end(const struct finder *f, size_t end)
{
	static const char *const ends[] = { "ale", "ales", "aire", "aires",
		"ienne", "iennes", "ique", "iques", "elle", "elles", "aise",
		"oise", "ondial", "ointe", "ocial", "ociale", "prême", "uni",
		"unie", "unies", "unis", "rouge" };
	size_t last = end;
	bool again = (f->words[end - 1].class & WORD_ORG) != 0;

	while (again && end < f->n_words && end - last < 3 &&
	       f->words[end].gap == ' ' && !f->words[end].capital &&
	       candidate_is_plain(&f->words[end])) {
		again = false;
		for (size_t i = 0; i < ARRAY_LEN(ends) && !again; i++)
			again = str_ends(text_of(f, &f->words[end]), ends[i]);
		end += again;
	}
	/* Conseil social des Toubous */
	if (end > last && end + 1 < f->n_words && f->words[end].gap == ' ' &&
	    (f->words[end].class & WORD_LINK) != 0 && f->words[end + 1].capital)
		end = run_end(f, end);
	return end;
}

/* Of, The: no name ends so, nor a line in which all words have capitals. */
static bool
is_small(const struct word *w)
{
	return !w->caps && (w->class & (WORD_LINK | WORD_OPENER)) != 0 &&
	       (w->class & (WORD_ORG | WORD_PLACE | WORD_TITLE)) == 0;
}

/* Where a sentence begins: Fighters of the Libya Dawn, Residents of Hawari. */
static size_t
behind_members(const struct finder *f, size_t from, size_t end)
{
	const unsigned members = WORD_ORG | WORD_HEAD;
	size_t i = from + 1;

	if (i >= end || !is_doubtful(f, from) ||
	    !candidate_is_plural(f, from) ||
	    (f->words[from].class & members) == 0 ||
	    !str_is(text_of(f, &f->words[i]), "of"))
		return from;
	while (i < end && !carries(&f->words[i]))
		i++;
	return i;
}

/* The Security Council; On Monday; In March. */
static bool
is_opener(const struct finder *f, size_t i, size_t end)
{
	const struct word *w = &f->words[i];

	return !carries(w) ||
	       ((w->class & WORD_OPENER) != 0 && !(w->caps && !w->first) &&
		   !is_new_town(f, i, end));
}

static size_t
take_run(struct finder *f, size_t i)
{
	size_t end = run_end(f, i), from = i, tail;

	while (from < end && is_opener(f, from, end))
		from++;
	from = behind_members(f, from, end);
	if (from == end || is_shouted(f, from, end))
		return end;
	while (end > from + 1 && is_small(&f->words[end - 1]))
		end--;
	end = french_end(f, end);
	tail = tail_end(f, end);
	if (tail == end && is_common(f, from, end)) {
		if (!is_matter(f, from, end))
			candidate_describe(f, from, end);
		return end;
	}
	if (tail == end &&
	    (end - from == 1
		    ? is_idle(f, from)
		    : end - from == 2 && is_doubtful(f, from) &&
			  (f->words[end - 1].class & WORD_NATION) != 0))
		return end;
	if (tail > end && (f->words[tail - 1].class & WORD_ORG) == 0) {
		/* Libyan coast, Libyan soil: nobody */
		if ((f->words[tail - 1].class & WORD_PLACE) == 0)
			candidate_describe(f, from, tail);
	} else {
		candidate_add(f, from, tail, kind_of(f, from, tail));
	}
	return tail;
}

void
candidate_find(struct arena *arena, struct str text,
    const struct mention *known, size_t n_known, struct candidate **list,
    size_t *n)
{
	struct finder f = {
		.arena = arena, .text = text, .known = known, .n_known = n_known
	};

	read_words(&f);
	note_inside(&f);
	for (size_t i = 0; i < f.n_words;) {
		const struct word *w = &f.words[i];

		if (w->arabic)
			i = candidate_take_arabic(&f, i);
		else if (w->capital)
			i = take_run(&f, i);
		else if (candidate_is_head(w))
			i = candidate_take_described(&f, i);
		else
			i++;
	}
	*list = f.list;
	*n = f.n;
}

bool
candidate_is_new(struct arena *arena, struct str name,
    const struct mention *known, size_t n_known)
{
	struct finder f = {
		.arena = arena, .text = name, .known = known, .n_known = n_known
	};

	read_words(&f);
	return is_new(&f, 0, f.n_words);
}
