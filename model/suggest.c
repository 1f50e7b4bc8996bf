#include "config.h"

#include "model/suggest.h"

#include "model/lang.h"
#include "model/suggest-text.h"

const char *
modality_name(enum modality modality)
{
	static const char *const names[] = {
		[MODALITY_ASSERTED] = "asserted",
		[MODALITY_REPORTED] = "reported",
		[MODALITY_ALLEGED] = "alleged",
		[MODALITY_DENIED] = "denied",
		[MODALITY_PREDICTED] = "predicted",
		[MODALITY_DEMANDED] = "demanded",
	};

	return modality < MODALITIES ? names[modality] : "";
}

static enum language
language_of(const struct suggest_in *in)
{
	struct str tag =
	    in->language.len > 0 ? in->language : lang_guess(in->text);

	if (str_starts(tag, "ar"))
		return LANGUAGE_AR;
	return str_starts(tag, "fr") ? LANGUAGE_FR : LANGUAGE_EN;
}

void
suggest_find(const struct suggest_in *in, struct arena *arena,
    struct suggestion **list, size_t *n)
{
	static const struct {
		const struct cue_list *lists;
		const char *irregular;
	} tables[] = {
		[LANGUAGE_EN] = { cues_en, cues_en_irregular },
		[LANGUAGE_FR] = { cues_fr, cues_fr_irregular },
		[LANGUAGE_AR] = { cues_ar, "" },
	};
	struct scan *s = arena_alloc(arena, sizeof *s);
	size_t i;

	s->in = in;
	s->arena = s->words.arena = arena;
	s->language = language_of(in);
	word_table_load(&s->words, tables[s->language].lists,
	    tables[s->language].irregular);
	scan_tokens(s);
	for (i = 0; i < s->n_sentences; i++) {
		if (s->language == LANGUAGE_AR)
			suggest_arabic(s, s->sentence[i]);
		else
			suggest_latin(s, s->sentence[i]);
	}
	suggest_quotes(s);
	suggest_carry(s);
	*list = s->out;
	*n = s->n_out;
}
