#include "config.h"

#include "model/spot.h"

/* Behind a name: who is followed by one of these acts or speaks. Words end at
 * the first letter that is not ASCII: annonc is annoncé. */
static const char *const verbs[] = { "said", "says", "told", "denied", "denies",
	"announced", "announces", "accused", "accuses", "warned", "warns",
	"called", "calls", "urged", "urges", "backed", "backs", "supported",
	"supports", "condemned", "condemns", "rejected", "rejects", "welcomed",
	"welcomes", "offered", "offers", "insisted", "insists", "demanded",
	"demands", "wants", "wanted", "hopes", "believes", "agreed", "agrees",
	"refused", "refuses", "sent", "sends", "supplied", "supplies", "armed",
	"arms", "funded", "fears", "fear", "considers", "claims", "claimed",
	"confirmed", "confirms", "declared", "pledged", "vowed", "threatened",
	"mediated", "brokered", "bombed", "deployed", "recalled", "expelled",
	"recognised", "recognises", "recognized", "recognizes", "intends",
	"plans", "seeks", "tries", "tried", "act", "mediate", "back", "support",
	"annonce", "accuse", "dement", "soutient", "affirme", "condamne",
	"appelle", "declare", "annonces", "soutenait", "salue", "annoncee",
	"annonces", "rejette", "annonc", "accus", "condamn", "confirm", "rejet",
	"espere", "confirme" };

/* Between a name and its verb. */
static const char *const helpers[] = { "has", "have", "had", "is", "was",
	"will", "would", "can", "could", "may", "might", "should", "must",
	"also", "later", "again", "a", "avait", "ont", "ha", "not" };

/* Behind "Egypt's": of a state, not of a country. */
static const char *const organs[] = { "government", "army", "armed", "forces",
	"military", "president", "parliament", "foreign", "defence", "defense",
	"intelligence", "air", "navy", "ambassador", "envoy", "officials",
	"leadership", "ministry", "minister", "prime", "support", "backing",
	"role", "position", "policy", "interests", "allies" };

/* Behind "Russia-". */
static const char *const tied[] = { "backed", "brokered", "funded", "supplied",
	"sponsored", "mediated", "supported", "allied", "led", "armed",
	"aligned" };

/* Two words in front. */
static const char *const by[] = { "backed", "supported", "led", "armed",
	"funded", "supplied", "brokered", "sponsored", "mediated", "accused" };

static bool
is_one_of(const char *const *list, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (str_is_nocase(word, list[i]))
			return true;
	return false;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The ASCII word behind one blank (or right at) *at, which moves behind it. */
static struct str
word_after(struct str text, size_t *at)
{
	size_t from = *at, to;

	if (from < text.len && (text.p[from] == ' ' || text.p[from] == '\n'))
		from++;
	for (to = from; to < text.len && is_letter(text.p[to]);)
		to++;
	*at = to;
	return str_slice(text, from, to);
}

static struct str
word_before(struct str text, size_t *at)
{
	size_t to = *at, from;

	if (to > 0 && (text.p[to - 1] == ' ' || text.p[to - 1] == '\n'))
		to--;
	for (from = to; from > 0 && is_letter(text.p[from - 1]);)
		from--;
	*at = from;
	return str_slice(text, from, to);
}

/* Pass an apostrophe, straight or curly, and an s. */
static bool
possessive(struct str text, size_t *at)
{
	struct str rest = str_slice(text, *at, text.len);

	if (str_starts(rest, "'s") && !(rest.len > 2 && is_letter(rest.p[2])))
		*at += 2;
	else if (str_starts(rest, "\xE2\x80\x99s") &&
		 !(rest.len > 4 && is_letter(rest.p[4])))
		*at += 4;
	else
		return false;
	return true;
}

static bool
acts(struct str text, struct span span)
{
	size_t at = span.to;
	struct str word;

	if (possessive(text, &at))
		return is_one_of(
		    organs, ARRAY_LEN(organs), word_after(text, &at));
	if (at < text.len && text.p[at] == '-') {
		at++;
		return is_one_of(tied, ARRAY_LEN(tied), word_after(text, &at));
	}
	word = word_after(text, &at);
	for (int i = 0; i < 2; i++)
		if (is_one_of(helpers, ARRAY_LEN(helpers), word))
			word = word_after(text, &at);
	if (is_one_of(verbs, ARRAY_LEN(verbs), word))
		return true;
	at = span.from;
	word = word_before(text, &at);
	if (str_is_nocase(word, "by"))
		return is_one_of(by, ARRAY_LEN(by), word_before(text, &at));
	return str_is_nocase(word, "of") &&
	       str_is_nocase(word_before(text, &at), "government");
}

enum {
	FULL_NAMES = 256,  /* people named in full that are kept in mind */
	ALONE_SEEN = 4096, /* hits looked at for rule 2 */
};

/* Somebody named in full, first at that hit. */
struct full_name {
	int64_t entity;
	uint64_t last;
	size_t hit;
};

struct hits {
	struct lexicon_hit *v;
	size_t n;
	struct full_name full[FULL_NAMES];
	size_t n_full;
};

static void
full_add(struct hits *hits, const struct lexicon_hit *hit)
{
	if (hit->words < 2 || hit->n != 1 ||
	    hit->who[0].kind != ENTITY_PERSON || hits->n_full == FULL_NAMES)
		return;
	for (size_t i = 0; i < hits->n_full; i++)
		if (hits->full[i].entity == hit->who[0].entity &&
		    hits->full[i].last == hit->last)
			return;
	hits->full[hits->n_full++] =
	    (struct full_name){ hit->who[0].entity, hit->last, hits->n };
}

static void
hits_find(struct hits *hits, struct arena *arena, const struct lexicon *lex,
    struct str text)
{
	struct lexicon_scan scan;
	struct lexicon_hit hit;

	lexicon_start(&scan, lex, text);
	while (lexicon_next(&scan, &hit)) {
		hits->v = arena_grow(arena, hits->v, hits->n, sizeof *hits->v);
		full_add(hits, &hit);
		hits->v[hits->n++] = hit;
	}
}

/* Whether that entity stands there under a name of its own. */
static bool
stands_alone(const struct hits *hits, int64_t entity)
{
	for (size_t i = 0; i < hits->n && i < ALONE_SEEN; i++)
		if (hits->v[i].n == 1 && hits->v[i].who[0].entity == entity)
			return true;
	return false;
}

/* Who is named in full before hit number `end` with that last word: the one
 * meant, or 0 for nobody, several or the same one. */
static int64_t
bearer(const struct hits *hits, size_t end, const struct lexicon_hit *hit)
{
	int64_t other = 0;

	for (size_t i = 0; i < hits->n_full; i++) {
		const struct full_name *full = &hits->full[i];

		if (full->hit >= end || full->last != hit->last)
			continue;
		if (full->entity == hit->who[0].entity)
			return 0;
		if (other != 0 && other != full->entity)
			return 0;
		other = full->entity;
	}
	return other;
}

static int
rank(const struct lexicon_who *who, bool act)
{
	static const int ranks[ENTITY_KINDS] = {
		[ENTITY_PLACE] = 1,
		[ENTITY_PERSON] = 2,
		[ENTITY_FACTION] = 3,
		[ENTITY_OUTLET] = 4,
		[ENTITY_OTHER] = 5,
	};

	return act && who->kind == ENTITY_PLACE ? 9 : ranks[who->kind];
}

/* By rules 1 to 3 of the header. */
static struct lexicon_who
choose(const struct hits *all, struct str text, const struct lexicon_hit *hit)
{
	struct lexicon_who best = hit->who[0];
	bool place = false, other = false, act;

	if (hit->n == 1)
		return best;
	for (unsigned i = 0; i < hit->n; i++) {
		place = place || hit->who[i].kind == ENTITY_PLACE;
		other = other || hit->who[i].kind != ENTITY_PLACE;
	}
	act = place && other && acts(text, hit->span);
	for (unsigned i = 0; !(place && other) && i < hit->n; i++)
		if (stands_alone(all, hit->who[i].entity))
			return hit->who[i];
	for (unsigned i = 1; i < hit->n; i++)
		if (rank(&hit->who[i], act) < rank(&best, act))
			best = hit->who[i];
	return best;
}

static struct mention *
decide(struct arena *arena, const struct hits *all, struct str text,
    size_t from, size_t to)
{
	struct mention *list = arena_array(arena, to - from + 1, sizeof *list);

	for (size_t i = from; i < to; i++) {
		const struct lexicon_hit *hit = &all->v[i];
		struct lexicon_who who = choose(all, text, hit);
		int64_t other = 0;

		if (hit->words == 1 && who.kind == ENTITY_PERSON)
			other = bearer(all, i, hit);
		list[i - from] = (struct mention){
			.span = hit->span,
			.entity = other != 0 ? other : who.entity,
			.kind = who.kind,
		};
	}
	return list;
}

void
spot_article(const struct lexicon *lex, struct arena *arena, struct str title,
    struct str text, struct spots *spots)
{
	struct hits hits;
	size_t n;

	memset(&hits, 0, sizeof hits);
	/* The title comes after the text: what is told in full there explains
	 * a bare surname in the headline. */
	hits_find(&hits, arena, lex, text);
	n = hits.n;
	hits_find(&hits, arena, lex, title);
	spots->n_text = n;
	spots->text = decide(arena, &hits, text, 0, n);
	spots->n_title = hits.n - n;
	spots->title = decide(arena, &hits, title, n, hits.n);
	spot_surnames(arena, title, text, spots);
	spot_surnames_arabic(arena, title, text, spots);
	spot_defined(arena, title, text, spots);
}
