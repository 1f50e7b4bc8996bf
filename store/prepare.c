#include "config.h"

#include "store/prepare.h"

#include "model/copies.h"
#include "model/lang.h"
#include "model/spot.h"
#include "model/words.h"
#include "store/db.h"

struct str
prepare_hash(struct arena *arena, const struct article_in *in)
{
	struct buf both = { 0 };
	struct str hash;

	buf_str(&both, in->title);
	buf_putc(&both, '\n');
	buf_str(&both, in->text);
	hash = db_sha256(arena, buf_view(&both));
	buf_release(&both);
	return hash;
}

static struct str
bytes_of(const void *list, size_t n, size_t size)
{
	return (struct str){ list, n * size };
}

static void
prepare_prints(struct str text, struct arena *arena, struct prepared *prepared)
{
	struct shingles set;
	uint32_t *prints;
	size_t n;

	copies_shingles(arena, text, COPIES_WORDS, &set);
	copies_prints(arena, &set, &prints, &n);
	prepared->prints = bytes_of(prints, n, sizeof *prints);
}

static void
prepare_names(const struct lexicon *names, const struct article_in *in,
    struct arena *arena, struct prepared *prepared)
{
	struct spots spots;

	spot_article(names, arena, in->title, in->text, &spots);
	prepared->in_title =
	    bytes_of(spots.title, spots.n_title, sizeof *spots.title);
	prepared->in_text =
	    bytes_of(spots.text, spots.n_text, sizeof *spots.text);
}

void
prepare(const struct preparer *preparer, const struct article_in *in,
    struct arena *arena, struct prepared *prepared)
{
	*prepared = (struct prepared){
		.hash = prepare_hash(arena, in),
		.language = lang_guess(in->text),
		.body = body_press(preparer->press, in->text),
		.words = (uint32_t)words_count(in->text),
	};
	prepare_prints(in->text, arena, prepared);
	if (preparer->names != NULL)
		prepare_names(preparer->names, in, arena, prepared);
}
