#include "config.h"

#include "model/arena.h"
#include "model/spot.h"
#include "tests/fuzz.h"

/* Up to the first empty line names, one a line; behind it the text. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str all = { (const char *)data, len }, rest, line, text;
	struct lexicon *lex;
	struct arena arena = { 0 };
	struct spots spots;
	uint32_t at = 0;
	size_t cut = str_find(all, str_of("\n\n"), 0);

	if (len > 65536)
		return 0;
	cut = cut == SIZE_MAX ? len / 4 : cut;
	rest = str_slice(all, 0, cut);
	text = str_slice(all, cut, len);
	lex = lexicon_new(0);
	for (int64_t id = 1; rest.len > 0 && str_split(&rest, '\n', &line);
	     id++)
		lexicon_add(lex, &(struct lexicon_name){ id,
				     (enum entity_kind)(id % ENTITY_KINDS),
				     (enum lexicon_kind)(id % 3), line });
	spot_article(lex, &arena, str_slice(text, 0, 80), text, &spots);
	for (size_t i = 0; i < spots.n_text; i++) {
		const struct mention *m = &spots.text[i];

		must(m->span.from >= at && m->span.from < m->span.to &&
			 m->span.to <= text.len,
		    "mentions stand in order, apart, inside the text");
		must(m->entity > 0, "and mean somebody");
		at = m->span.to;
	}
	arena_release(&arena);
	lexicon_free(lex);
	return 0;
}
