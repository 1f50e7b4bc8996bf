/* The search for candidates, as its files share it. Private to candidate*.c. */
#ifndef MODEL_CANDIDATE_FIND_H
#define MODEL_CANDIDATE_FIND_H

#include "model/candidate.h"
#include "model/given.h"

/* A word of the text. */
struct word {
	struct span span;
	unsigned class;
	bool capital, caps, first, arabic;
	enum given given; /* in Arabic */
	char gap; /* before it: ' ' one blank, '-' hyphen, '.' anything else */
};

struct finder {
	struct arena *arena;
	struct str text;
	struct word *words;
	size_t n_words;
	const struct mention *known;
	size_t n_known, at_known;
	uint64_t *inside; /* hashes, sorted */
	size_t n_inside;
	size_t done; /* words before it belong to a candidate */
	struct candidate *list;
	size_t n;
};

static inline struct str
candidate_text(const struct finder *f, size_t i)
{
	return str_slice(f->text, f->words[i].span.from, f->words[i].span.to);
}

/* Words [from, to) are one, unless they are known and no more. */
void candidate_add(
    struct finder *f, size_t from, size_t to, enum entity_kind kind);

/* The same, whatever is known. */
void candidate_put(struct finder *f, size_t from, size_t to,
    enum entity_kind kind, bool described);
/* Asked in text order. */
bool candidate_is_known(struct finder *f, const struct word *w);

/* A word that can describe somebody, in small letters. */
bool candidate_is_head(const struct word *w);
/* A word like any other: the security of "Iraqi security forces". */
bool candidate_is_plain(const struct word *w);
bool candidate_is_plural(const struct finder *f, size_t i);
/* Words [from, to) describe somebody, unless one of them is known. */
void candidate_describe(struct finder *f, size_t from, size_t to);
/* What the word i in small letters describes; returns where to go on. */
size_t candidate_take_described(struct finder *f, size_t i);

/* An Arabic word that announces a name, or is a given one; returns where to go
 * on. */
size_t candidate_take_arabic(struct finder *f, size_t i);

#endif
