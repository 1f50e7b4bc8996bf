/* The names of an article: what the lexicon finds, and who is meant where a
 * name has several bearers. The rule, in this order:
 *
 * 1. A place and an organisation of one name (Egypt, Misrata): the place,
 *    unless the text makes it act: a verb of saying or doing follows ("Moscow
 *    denied", "Cairo has offered", "Paris a annonce"), or its government, army
 *    or the like ("Egypt's army"), or -backed and -brokered; or "backed by",
 *    "supported by", "government of" stands in front.
 * 2. Else the one who stands in the article under a name of their own.
 * 3. Else people before organisations before outlets, then the register's
 *    order.
 * A name of one word that is a person's surname means another person instead
 * when only that one stands in full before it: after "Saif al-Islam Gaddafi"
 * and no "Muammar Gaddafi", "Gaddafi" is Saif. And a surname that is no name of
 * the register is who stands in full before it, where it is a name by itself
 * (model/candidate.h) and no other person of the article has had it: neither
 * one of the register nor one whom it does not know.
 *
 * A short form that the article itself defines behind a known name ("Libyan
 * National Army (LNA)", model/abbrev.h) stands for it from there on and in the
 * headline, whatever it means elsewhere. So do capitals in brackets behind a
 * body that is known in Arabic letters, and its name in the other script. */
#ifndef MODEL_SPOT_H
#define MODEL_SPOT_H

#include "model/arena.h"
#include "model/base.h"
#include "model/lexicon.h"

struct spots {
	struct mention *title, *text; /* spans in the title and in the text */
	size_t n_title, n_text;
};

/* Everything lives in the arena. */
void spot_article(const struct lexicon *lex, struct arena *arena,
    struct str title, struct str text, struct spots *spots);
/* A step of it: surnames alone, in scripts with capitals. */
void spot_surnames(struct arena *arena, struct str title, struct str text,
    struct spots *spots);
/* The same in Arabic letters, where the words beside it have to tell: behind a
 * given name it is another person's, and so from there on. One that is a given
 * name or word as well counts behind a title or a verb of saying alone. */
void spot_surnames_arabic(struct arena *arena, struct str title,
    struct str text, struct spots *spots);
/* The last step of it: what the article defines. */
void spot_defined(struct arena *arena, struct str title, struct str text,
    struct spots *spots);

/* What only the register can say. */
struct spot_asker {
	/* Is the name like one of the entity, or may it be, as there is none in
	 * its script? False with err where it fails. */
	bool (*bears)(void *ctx, int64_t entity, struct str name, bool *does,
	    struct err *err);
	void *ctx;
};

/* And what it defines as somebody whom the register does not know: "the Coastal
 * Defence Authority (CDA)" is not the CDA of the register, from there on and in
 * the headline. Then a long form in the other script of two is a name of it in
 * this article. */
bool spot_undefined(struct arena *arena, struct str title, struct str text,
    struct spots *spots, const struct spot_asker *ask, struct err *err);

/* A surname alone is nobody's of the register behind a given name
 * (model/given.h) that is in no name of its bearer: Mahmoud Haftar, where
 * Haftar is Khalifa. */
bool spot_namesakes(struct str title, struct str text, struct spots *spots,
    const struct spot_asker *ask, struct err *err);

#endif
