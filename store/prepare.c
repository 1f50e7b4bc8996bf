#include "config.h"

#include "store/prepare.h"

#include "model/lang.h"
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

void
prepare(struct body_press *press, const struct article_in *in,
    struct arena *arena, struct prepared *prepared)
{
	*prepared = (struct prepared){
		.hash = prepare_hash(arena, in),
		.language = lang_guess(in->text),
		.body =
		    press != NULL ? body_press(press, in->text) : str_of(""),
		.words = (uint32_t)words_count(in->text),
	};
}
