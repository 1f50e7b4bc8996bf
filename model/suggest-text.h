/* What the rules of model/suggest.h see of a text: words and marks, what each
 * word can be, and noun phrases. Private to model/suggest*.c and cues*.c. */
#ifndef MODEL_SUGGEST_TEXT_H
#define MODEL_SUGGEST_TEXT_H

#include "model/suggest.h"

/* What a word can be. */
enum {
	W_DET = 1 << 0,
	W_PREP = 1 << 1,
	W_PRON = 1 << 2, /* as a subject */
	W_AUX = 1 << 3,
	W_CONJ = 1 << 4,
	W_SUB = 1 << 5, /* begins a clause: that whether because */
	W_REL = 1 << 6,
	W_ADV = 1 << 7,
	W_TIME = 1 << 8,
	W_HUMAN = 1 << 9,  /* spokesman, ministry */
	W_PAPER = 1 << 10, /* statement, poll: may stand for its maker */
	W_BE = 1 << 11,
	W_OBJECT = 1 << 12,    /* him them reporters: told, not telling */
	W_VERB = 1 << 13,      /* ends a noun phrase */
	W_TRY = 1 << 14,       /* tried, refused, likely: to say is not said */
	W_NOUN = 1 << 15,      /* a cue as well: claim, warning */
	W_AMBIGUOUS = 1 << 16, /* a verb that as often is a noun */
	W_WHAT = 1 << 17,      /* may begin what is said: that whether how if */
	W_ONE = 1 << 18,       /* one of them, another, both */
	W_THAT = 1 << 19,      /* a cue only before that or a quotation */
	W_PARTICLE = 1 << 20,  /* a cue only with its particle: point out */
};

enum cue_class {
	CUE_NONE,
	CUE_SAY,
	CUE_TELL,  /* somebody */
	CUE_THINK, /* that, or to do */
	CUE_CALL,  /* somebody something */
	CUE_ASK,   /* for, or somebody to do */
	CUE_SHOW,  /* papers do */
	CUE_WEAK,  /* only of people and organisations */
	CUE_CITE,  /* somebody else as saying */
	CUE_SPEAK, /* of, about */
};

/* A line of a table: words, parted by blanks. */
struct cue_list {
	uint32_t flags;
	enum cue_class cue;
	enum modality modality;
	const char *words;
};
extern const struct cue_list cues_en[], cues_fr[], cues_ar[]; /* end: NULL */
/* Forms that no rule makes, "said=say". */
extern const char cues_en_irregular[], cues_fr_irregular[];

enum form { FORM_BASE, FORM_S, FORM_PAST, FORM_ING };

struct word {
	struct str text; /* folded */
	struct word *next;
	uint32_t flags;
	enum cue_class cue;
	enum modality modality;
	struct str lemma;
};

enum { WORD_SLOTS = 1 << 11 };
struct word_table {
	struct word *slot[WORD_SLOTS];
	struct arena *arena;
};

void word_table_load(struct word_table *table, const struct cue_list *lists,
    const char *irregular);

enum tok_kind {
	TOK_WORD,
	TOK_NUMBER,
	TOK_COMMA,
	TOK_COLON,
	TOK_BREAK, /* semicolon, long dash, end marks within a sentence */
	TOK_OPEN,  /* of a quotation */
	TOK_CLOSE,
	TOK_LEFT, /* brackets */
	TOK_RIGHT,
};

struct tok {
	struct span span;
	struct str fold;
	const struct mention *mention; /* that it is part of; or NULL */
	uint32_t flags;
	enum tok_kind kind;
	enum cue_class cue;
	enum modality modality;
	enum form form;
	bool cap;    /* begins with a capital */
	bool owner;  /* Libya's */
	bool quoted; /* inside of a quotation */
};

/* Tokens [from, to). */
struct range {
	size_t from, to;
};

struct source {
	struct range at; /* empty: none */
	bool human, paper;
};

enum language { LANGUAGE_EN, LANGUAGE_FR, LANGUAGE_AR };

/* How far the words of the text and its sentences are read. */
struct reading {
	size_t at, size, mention; /* byte, room for tokens, next mention */
	bool quote;
	struct span sentence; /* the last one; empty: none was read yet */
	size_t tok, size_sentences;
	bool over;
};

struct scan {
	const struct suggest_in *in;
	struct arena *arena;
	struct word_table words;
	enum language language;
	struct tok *t;
	size_t n;
	struct range *sentence;
	size_t n_sentences;
	struct suggestion *out;
	size_t n_out, size_out;
	size_t first_out; /* of the sentence at hand */
	struct reading read;
	size_t quoted;       /* token: quotations before it are done */
	struct datex *dates; /* of the whole text, where days are known */
	size_t n_dates;
};

/* suggest-text.c: steps of some kilobytes or sentences; false: all is read.
 * Words first, then sentences. */
bool scan_words(struct scan *s);
bool scan_sentences(struct scan *s, size_t most);
struct span range_span(const struct scan *s, struct range r);
bool tok_is(const struct tok *t, const char *folded);
/* One of the words of a list parted by blanks. */
bool tok_among(const struct tok *t, const char *list);
struct suggestion *scan_add(
    struct scan *s, struct span cue, enum modality modality);
/* The first suggestion whose cue begins at a byte or behind it. */
size_t scan_out_at(const struct scan *s, uint32_t at);
/* The first mention that begins there or behind it. */
size_t scan_mention_at(const struct scan *s, uint32_t at);

/* suggest-phrase.c: noun phrases of English and French. */
bool phrase_word(const struct scan *s, size_t i);
/* The one that ends before token `end`, not before `from`. */
struct range phrase_before(const struct scan *s, size_t from, size_t end);
/* The one that begins at `from`, with what is said of it behind commas. */
struct range phrase_after(
    const struct scan *s, size_t from, size_t end, bool appositions);
/* Whose verb stands at i; the first token of the verb's own words is put in
 * *verb. Empty when it has none of its own. */
struct source subject_before(
    const struct scan *s, size_t from, size_t i, size_t *verb);
/* The sentence's first noun phrase. */
struct range phrase_first(const struct scan *s, struct range sentence);
struct source source_of(const struct scan *s, struct range at);

/* suggest-en.c and others: one sentence. */
void suggest_latin(struct scan *s, struct range sentence);
void suggest_arabic(struct scan *s, struct range sentence);
/* suggest-noun.c: according to, claim that, X: "...". */
bool suggest_phrase(struct scan *s, struct range sentence, size_t i);
/* suggest-quote.c: quotations without a cue, contents over sentences; up to
 * `most` of them, false: there are no more. */
bool suggest_quotes(struct scan *s, size_t most);
/* suggest-carry.c: whom "he" means, outlets, subjects and dates, of suggestions
 * [from, to). */
void suggest_carry(struct scan *s, size_t from, size_t to);

#endif
