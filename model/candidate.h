/* Words of an article that look like names: what the analyst may want in the
 * register.
 *
 * A run of words with capitals (joined by of, al, bin and the like) is one,
 * unless all that speaks for it is the start of a sentence: a first word counts
 * when it is none of the usual openers and another capital follows, or when it
 * stands with its capital elsewhere too. Nationalities alone are none, but with
 * what they belong to ("Iraqi forces", "the Syrian government") they are. In
 * Arabic, where there are no capitals, it is what follows a word that
 * announces a name: brigade, council, colonel, town (كتيبة، لواء، قوات ...).
 *
 * Descriptions stand apart: "the delegation", "our forces", "coalition
 * fighters", "Iraqi commanders", "Syrians". They are nobody's name, but may
 * mean somebody in their article.
 *
 * The kind comes from titles before a person, from the words of organisations
 * and places in the run, and from "in", "near" or "town of" before it. */
#ifndef MODEL_CANDIDATE_H
#define MODEL_CANDIDATE_H

#include "model/arena.h"
#include "model/entity.h"

struct candidate {
	struct span span; /* bytes */
	enum entity_kind kind;
	bool described; /* no name: "the delegation", "coalition forces" */
};

/* In text order. Known names (in text order too) are none, with or without
 * titles; they may be part of a longer one ("University of Benghazi"). A name
 * of a person is without the titles in front of it. The list lives in the
 * arena. */
void candidate_find(struct arena *arena, struct str text,
    const struct mention *known, size_t n_known, struct candidate **list,
    size_t *n);

/* Whether a name is more than the known ones in it, by the same rule. */
bool candidate_is_new(struct arena *arena, struct str name,
    const struct mention *known, size_t n_known);

#endif
