/* What is worked out of an article by itself before it is stored: in the
 * parser's process beside the library's, where it reads many (store/ingest).
 * Private to store/. */
#ifndef STORE_PREPARE_H
#define STORE_PREPARE_H

#include "model/arena.h"
#include "model/article.h"
#include "model/lexicon.h"
#include "store/body.h"

struct prepared {
	struct str hash;     /* article.hash; empty: nothing is prepared */
	struct str language; /* guessed by the text; empty: not to be told */
	uint32_t words;
	/* Bytes, which the parser's process sends as they are. */
	struct str body;   /* as article_body has it; empty: to be made */
	struct str prints; /* of copies_prints */
	struct str in_title, in_text; /* the mentions of spot_article */
};

/* What it takes. */
struct preparer {
	struct body_press *press;
	const struct lexicon *names; /* NULL: none are looked for */
};

/* The hash alone, in the arena. */
struct str prepare_hash(struct arena *arena, const struct article_in *in);
/* All of it, in the arena but for the body, which is borrowed until the press
 * is used again. */
void prepare(const struct preparer *preparer, const struct article_in *in,
    struct arena *arena, struct prepared *prepared);

#endif
