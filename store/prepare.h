/* What is worked out of an article by itself before it is stored: in the
 * parser's process beside the library's, where it reads many (store/ingest).
 * Private to store/. */
#ifndef STORE_PREPARE_H
#define STORE_PREPARE_H

#include "model/arena.h"
#include "model/article.h"
#include "store/body.h"

struct prepared {
	struct str hash;     /* article.hash; empty: nothing is prepared */
	struct str language; /* guessed by the text; empty: not to be told */
	struct str body;     /* as article_body has it; empty: to be made */
	uint32_t words;
};

/* The hash alone, in the arena. */
struct str prepare_hash(struct arena *arena, const struct article_in *in);
/* All of it; the body, left out without a press, is borrowed until that is
 * used again. */
void prepare(struct body_press *press, const struct article_in *in,
    struct arena *arena, struct prepared *prepared);

#endif
