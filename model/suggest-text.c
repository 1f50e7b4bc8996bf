/* Words and marks of a text for the rules that find attributions. */
#include "config.h"

#include "model/suggest-text.h"

#include "model/fold.h"
#include "model/utf8.h"
#include "model/words.h"

static uint32_t
hash_of(struct str s)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h;
}

static const struct word *
word_find(const struct word_table *table, struct str folded)
{
	const struct word *w = table->slot[hash_of(folded) % WORD_SLOTS];

	while (w != NULL && !str_eq(w->text, folded))
		w = w->next;
	return w;
}

static struct word *
add(struct word_table *table, struct str text)
{
	struct word *w = (struct word *)word_find(table, text);
	size_t slot = hash_of(text) % WORD_SLOTS;

	if (w != NULL)
		return w;
	w = arena_alloc(table->arena, sizeof *w);
	w->text = w->lemma = text;
	w->next = table->slot[slot];
	table->slot[slot] = w;
	return w;
}

void
word_table_load(struct word_table *table, const struct cue_list *lists,
    const char *irregular)
{
	struct str rest, part;

	for (; lists->words != NULL; lists++) {
		rest = str_of(lists->words);
		while (str_split(&rest, ' ', &part)) {
			struct word *w = add(table, part);

			w->flags |= lists->flags;
			if (w->cue == CUE_NONE)
				w->cue = lists->cue;
			if (w->modality == MODALITY_ASSERTED)
				w->modality = lists->modality;
		}
	}
	rest = str_of(irregular);
	while (str_split(&rest, ' ', &part)) {
		size_t eq = str_find(part, str_of("="), 0);
		struct word *w;

		if (eq == SIZE_MAX)
			continue;
		w = add(table, str_slice(part, 0, eq));
		w->lemma = str_slice(part, eq + 1, part.len);
	}
}

bool
tok_is(const struct tok *t, const char *folded)
{
	return str_is(t->fold, folded);
}

bool
tok_among(const struct tok *t, const char *list)
{
	struct str rest = str_of(list), part;

	while (str_split(&rest, ' ', &part)) {
		if (str_eq(part, t->fold))
			return true;
	}
	return false;
}

struct span
range_span(const struct scan *s, struct range r)
{
	if (r.from >= r.to)
		return (struct span){ 0, 0 };
	return (struct span){ s->t[r.from].span.from, s->t[r.to - 1].span.to };
}

struct suggestion *
scan_add(struct scan *s, struct span cue, enum modality modality)
{
	struct suggestion *list;

	if (s->n_out == s->size_out) {
		s->size_out = s->size_out > 0 ? s->size_out * 2 : 16;
		list = arena_array(s->arena, s->size_out, sizeof *list);
		if (s->n_out > 0)
			memcpy(list, s->out, s->n_out * sizeof *list);
		s->out = list;
	}
	s->out[s->n_out] =
	    (struct suggestion){ .cue = cue, .modality = modality };
	return &s->out[s->n_out++];
}

/* ------------------------------------------------------- forms of verbs */

struct stem {
	const char *end, *instead;
	enum form form;
};

static const struct stem stems_en[] = {
	{ "ies", "y", FORM_S },
	{ "es", "", FORM_S },
	{ "es", "e", FORM_S },
	{ "s", "", FORM_S },
	{ "ied", "y", FORM_PAST },
	{ "ed", "", FORM_PAST },
	{ "ed", "e", FORM_PAST },
	{ "ing", "", FORM_ING },
	{ "ing", "e", FORM_ING },
	{ NULL, NULL, FORM_BASE },
};

/* A cue verb: its lemma's entry. */
static const struct word *
cue_of(const struct word_table *table, struct str folded)
{
	const struct word *w = word_find(table, folded);

	if (w != NULL && !str_eq(w->lemma, w->text))
		w = word_find(table, w->lemma);
	return w != NULL && w->cue != CUE_NONE ? w : NULL;
}

static const struct word *
unbend(const struct word_table *table, struct str f, enum form *form)
{
	char stem[48];

	for (const struct stem *s = stems_en; s->end != NULL; s++) {
		size_t end = strlen(s->end), len = f.len - end;
		const struct word *w;

		if (!str_ends(f, s->end) || f.len < end + 2 ||
		    len + 2 > sizeof stem)
			continue;
		memcpy(stem, f.p, len);
		memcpy(stem + len, s->instead, strlen(s->instead));
		*form = s->form;
		w = cue_of(
		    table, (struct str){ stem, len + strlen(s->instead) });
		/* Planned, quipped: the last letter doubled. */
		if (w == NULL && len > 2 && s->form >= FORM_PAST &&
		    stem[len - 1] == stem[len - 2])
			w = cue_of(table, (struct str){ stem, len - 1 });
		if (w != NULL)
			return w;
	}
	return NULL;
}

static void
classify_en(const struct scan *s, struct tok *t)
{
	const struct word *w = word_find(&s->words, t->fold), *cue;

	t->form = FORM_BASE;
	if (w != NULL) {
		t->flags = w->flags;
		t->modality = w->modality;
	}
	cue = cue_of(&s->words, t->fold);
	if (cue != NULL && !str_eq(cue->text, t->fold))
		t->form = FORM_PAST; /* an irregular form */
	else if (cue != NULL && str_ends(t->fold, "ed") && t->fold.len > 4)
		t->form = FORM_PAST;
	else if (cue == NULL)
		cue = unbend(&s->words, t->fold, &t->form);
	if (cue != NULL) {
		t->cue = cue->cue;
		t->modality = cue->modality;
		t->flags |= cue->flags & (W_AMBIGUOUS | W_THAT | W_PARTICLE);
	}
	if (str_ends(t->fold, "n't") || str_ends(t->fold, "n\xe2\x80\x99t"))
		t->flags |= W_AUX;
	if (str_ends(t->fold, "ly") && t->fold.len > 4 && !t->cap)
		t->flags |= W_ADV;
}

/* French verbs come as stems; what may follow one. */
static const char *const ends_fr[] = { "e", "ent", "es", "ee", "ees", "ait",
	"aient", "a", "erent", "ant", "er", "era", "eront", "erait", "eait",
	"eant", "ea", NULL };

static void
classify_fr(const struct scan *s, struct tok *t)
{
	const struct word *w = word_find(&s->words, t->fold);

	t->form = FORM_PAST;
	for (size_t i = 0; w == NULL && ends_fr[i] != NULL; i++) {
		if (str_ends(t->fold, ends_fr[i]) &&
		    t->fold.len > strlen(ends_fr[i]) + 2) {
			w = word_find(
			    &s->words, str_slice(t->fold, 0,
					   t->fold.len - strlen(ends_fr[i])));
			if (w != NULL && w->cue == CUE_NONE)
				w = NULL;
		}
	}
	if (w == NULL)
		return;
	if (!str_eq(w->lemma, w->text)) {
		w = word_find(&s->words, w->lemma);
		if (w == NULL)
			return;
	}
	t->flags = w->flags;
	t->cue = w->cue;
	t->modality = w->modality;
	if (str_ends(t->fold, "ant"))
		t->form = FORM_ING;
	else if (str_ends(t->fold, "er"))
		t->form = FORM_BASE;
}

static void
classify_ar(const struct scan *s, struct tok *t)
{
	const struct word *w = word_find(&s->words, t->fold);
	size_t skip = 0;

	/* wa- and fa-: one letter of two bytes. */
	if (w == NULL && t->fold.len > 6 &&
	    (str_starts(t->fold, "و") || str_starts(t->fold, "ف")))
		skip = 2;
	if (skip > 0)
		w = word_find(&s->words, str_slice(t->fold, skip, t->fold.len));
	if (w == NULL)
		return;
	t->flags = w->flags;
	t->cue = w->cue;
	t->modality = w->modality;
}

/* --------------------------------------------------------------- tokens */

static struct tok *
push(struct scan *s, enum tok_kind kind, size_t from, size_t to)
{
	struct tok *list;

	if (s->n == s->read.size) {
		s->read.size = s->read.size > 0 ? s->read.size * 2 : 512;
		list = arena_array(s->arena, s->read.size, sizeof *list);
		if (s->n > 0)
			memcpy(list, s->t, s->n * sizeof *list);
		s->t = list;
	}
	s->t[s->n] = (struct tok){
		.span = { (uint32_t)from, (uint32_t)to },
		.kind = kind,
		.quoted = s->read.quote,
	};
	return &s->t[s->n++];
}

static void
push_word(struct scan *s, size_t from, size_t to)
{
	struct str raw = str_slice(s->in->text, from, to);
	struct tok *t = push(s, TOK_WORD, from, to);
	struct buf folded = { 0 };
	size_t apostrophe;

	fold_text(&folded, raw);
	apostrophe = folded.len > 2 ? folded.len - 2 : 0;
	if (folded.len > 3 && memcmp(folded.p + folded.len - 2, "'s", 2) == 0)
		t->owner = true;
	else if (folded.len > 5 &&
		 memcmp(folded.p + folded.len - 4, "\xe2\x80\x99s", 4) == 0) {
		t->owner = true;
		apostrophe = folded.len - 4;
	}
	t->fold = arena_str(s->arena,
	    (struct str){ folded.p, t->owner ? apostrophe : folded.len });
	buf_release(&folded);
	if (raw.len > 0 && raw.p[0] >= '0' && raw.p[0] <= '9')
		t->kind = TOK_NUMBER;
	t->cap = raw.p[0] >= 'A' && raw.p[0] <= 'Z';
	if ((unsigned char)raw.p[0] == 0xc3 && raw.len > 1)
		t->cap = (unsigned char)raw.p[1] < 0x9f;
	if (s->language == LANGUAGE_AR)
		classify_ar(s, t);
	else if (s->language == LANGUAGE_FR) {
		classify_fr(s, t);
		/* a ("has") and a with its accent ("to") fold to one. */
		if (str_is(raw, "a"))
			t->flags = W_AUX;
	} else
		classify_en(s, t);
	while (s->read.mention < s->in->n_mentions &&
	       s->in->mentions[s->read.mention].span.to <= from)
		s->read.mention++;
	if (s->read.mention < s->in->n_mentions &&
	    s->in->mentions[s->read.mention].span.from < to)
		t->mention = &s->in->mentions[s->read.mention];
}

/* French: l'Elysee, qu'il, a-t-il, dit-elle are two words or three. */
static void
push_french(struct scan *s, size_t from, size_t to)
{
	static const char *const tails[] = { "-t-il", "-t-elle", "-t-on", "-il",
		"-elle", "-ils", "-elles", "-on", NULL };
	struct str raw = str_slice(s->in->text, from, to);
	size_t i, cut;

	for (i = 1; i < raw.len && i <= 3; i++) {
		cut = raw.p[i] == '\'' ? 1
		      : memcmp(raw.p + i, "\xe2\x80\x99",
			    raw.len - i < 3 ? raw.len - i : 3) == 0
			  ? 3
			  : 0;
		if (cut > 0 && i + cut < raw.len) {
			push_word(s, from, from + i);
			push_french(s, from + i + cut, to);
			return;
		}
	}
	for (i = 0; tails[i] != NULL; i++) {
		cut = strlen(tails[i]);
		if (raw.len > cut && str_ends(raw, tails[i])) {
			push_word(s, from, to - cut);
			cut = strlen(strrchr(tails[i], '-')) - 1;
			push_word(s, to - cut, to);
			return;
		}
	}
	push_word(s, from, to);
}

static void
push_mark(struct scan *s, struct str mark, size_t at)
{
	enum tok_kind kind;

	if (str_is(mark, ",") || str_is(mark, "\xd8\x8c"))
		kind = TOK_COMMA;
	else if (str_is(mark, ":"))
		kind = TOK_COLON;
	else if (str_is(mark, ";") || str_is(mark, "\xe2\x80\x94") ||
		 str_is(mark, "\xe2\x80\x93") || str_is(mark, "\xd8\x9b") ||
		 str_is(mark, "?") || str_is(mark, "!") ||
		 str_is(mark, "\xd8\x9f"))
		kind = TOK_BREAK;
	else if (str_is(mark, "(") || str_is(mark, "["))
		kind = TOK_LEFT;
	else if (str_is(mark, ")") || str_is(mark, "]"))
		kind = TOK_RIGHT;
	else if (str_is(mark, "\xe2\x80\x9c") || str_is(mark, "\xc2\xab") ||
		 (str_is(mark, "\"") && !s->read.quote))
		kind = TOK_OPEN;
	else if (str_is(mark, "\xe2\x80\x9d") || str_is(mark, "\xc2\xbb") ||
		 str_is(mark, "\""))
		kind = TOK_CLOSE;
	else
		return;
	s->read.quote = kind == TOK_CLOSE ? false : s->read.quote;
	push(s, kind, at, at + mark.len);
	s->read.quote = kind == TOK_OPEN ? true : s->read.quote;
}

/* Between two words. */
static void
marks(struct scan *s, size_t from, size_t to)
{
	const char *p = s->in->text.p;

	while (from < to) {
		size_t next = from + 1;

		while (next < to && ((unsigned char)p[next] & 0xc0) == 0x80)
			next++;
		if (p[from] == '\n')
			s->read.quote = false;
		if (p[from] == '-' && from + 1 < to && p[from + 1] == '-')
			push(s, TOK_BREAK, from, from + 2);
		else if (p[from] == '-' && from > 0 && p[from - 1] == ' ' &&
			 from + 1 < to && p[from + 1] == ' ')
			push(s, TOK_BREAK, from, from + 1);
		else
			push_mark(
			    s, (struct str){ p + from, next - from }, from);
		from = next;
	}
}

static void
sentence_add(struct scan *s, struct range r)
{
	size_t *size = &s->read.size_sentences;
	struct range *list;

	if (s->n_sentences == *size) {
		*size = *size > 0 ? *size * 2 : 64;
		list = arena_array(s->arena, *size, sizeof *list);
		if (s->n_sentences > 0)
			memcpy(
			    list, s->sentence, s->n_sentences * sizeof *list);
		s->sentence = list;
	}
	s->sentence[s->n_sentences++] = r;
}

/* A sentence's marks at its ends belong to it. */
bool
scan_sentences(struct scan *s, size_t most)
{
	struct reading *r = &s->read;

	for (; most > 0 && !r->over; most--) {
		size_t from = r->tok;

		r->over = r->sentence.to == 0
			      ? !sentence_at(s->in->text, 0, &r->sentence)
			      : !sentence_next(s->in->text, r->sentence.from,
				    &r->sentence);
		if (r->over)
			break;
		while (r->tok < s->n && s->t[r->tok].span.from < r->sentence.to)
			r->tok++;
		if (r->tok > from)
			sentence_add(s, (struct range){ from, r->tok });
	}
	return !r->over;
}

bool
scan_words(struct scan *s)
{
	enum { STEP_BYTES = 8192 };
	struct reading *r = &s->read;
	size_t end = r->at + STEP_BYTES;
	struct span w;

	while (r->at < end) {
		if (!word_next(s->in->text, r->at, &w)) {
			marks(s, r->at, s->in->text.len);
			return false;
		}
		marks(s, r->at, w.from);
		if (s->language == LANGUAGE_FR)
			push_french(s, w.from, w.to);
		else
			push_word(s, w.from, w.to);
		r->at = w.to;
	}
	return true;
}

static int64_t
cue_begins(const void *suggestion)
{
	return ((const struct suggestion *)suggestion)->cue.from;
}

size_t
scan_out_at(const struct scan *s, uint32_t at)
{
	return lower_bound(s->out, s->n_out, sizeof *s->out, cue_begins, at);
}

static int64_t
mention_begins(const void *mention)
{
	return ((const struct mention *)mention)->span.from;
}

size_t
scan_mention_at(const struct scan *s, uint32_t at)
{
	return lower_bound(s->in->mentions, s->in->n_mentions,
	    sizeof *s->in->mentions, mention_begins, at);
}
