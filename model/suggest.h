/* Claims that an article attributes to somebody, found by rules and offered to
 * the analyst: who says what, by which word, through whom.
 *
 * The rules: verbs of saying, telling, thinking, judging, asking and showing
 * (model/cues-en.c and its French and Arabic sisters) with a subject before or
 * behind them and something said before, behind or on both sides; "according
 * to" and its like; nouns such as "claim that"; "X:" before a quotation; and
 * quotations that stand alone. Verbs that often mean something else count only
 * with a person or an organisation as their subject. "He", "the security
 * source", "one of them" stand for the last claimant of the article that fits,
 * and what came through another outlet goes on coming through it. */
#ifndef MODEL_SUGGEST_H
#define MODEL_SUGGEST_H

#include "model/claim.h"
#include "model/entity.h"

/* Spans with from == to are not there. */
struct suggestion {
	struct span content[2]; /* before and behind the cue, or one of them */
	size_t n_content;       /* 1 or 2 */
	struct span cue;
	struct span source; /* as it stands beside the cue: "He" */
	struct span named;  /* whom that means: "Ahmed al-Mismari" */
	int64_t claimant;   /* the same as an entity, 0: none known */
	struct span via;    /* the outlet that it came through: "Al-Dostor" */
	int64_t via_entity; /* 0: none known */
	enum modality modality;
	/* The verb has what follows as its object and is itself what is
	 * claimed: "congratulated the winners". */
	bool deed;
	int64_t *subjects; /* entities in the content, each once */
	size_t n_subjects;
	struct str when; /* EDTF: the first date in the content, or empty */
};

/* One more with each change of what the rules find: what was kept of their
 * answers is then found anew. */
enum { SUGGEST_RULES = 2 };

struct suggest_in {
	struct str text, language;      /* empty: by the text's looks */
	const struct mention *mentions; /* of the text, in order */
	size_t n_mentions;
	int64_t day; /* that dates are counted from; INT64_MIN: not known */
	struct datex *dates; /* of the text, where they are found already */
	size_t n_dates;
};

/* All suggestions of a text in the order of their cues; they live in the
 * arena. */
void suggest_find(const struct suggest_in *in, struct arena *arena,
    struct suggestion **list, size_t *n);

/* The same in steps, for texts that take long: begin, step until it is over
 * (false), take. What in points to must live until then. */
struct suggest_run;
struct suggest_run *suggest_begin(
    const struct suggest_in *in, struct arena *arena);
/* A millisecond or two further; false when all is done. */
bool suggest_step(struct suggest_run *run);
/* What is left to do is done first. */
void suggest_end(struct suggest_run *run, struct suggestion **list, size_t *n);

/* The longest part of what is said, and all that a suggestion is made of. */
struct span suggestion_quote(const struct suggestion *s);
struct span suggestion_extent(const struct suggestion *s);
/* What is said as a sentence of its own: without the "that" before it, with a
 * capital; of a deed who did it and the verb as well; into the buffer. */
void suggestion_statement(
    const struct suggestion *s, struct str text, struct buf *out);

#endif
