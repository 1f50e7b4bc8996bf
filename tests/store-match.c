/* Spellings that the register does not have, held out from it one by one. */
#include "config.h"

#include <time.h>

#include "model/name.h"
#include "store/entity.h"
#include "store/match.h"
#include "store/pack.h"
#include "tests/test.h"

struct world {
	struct store *store;
	struct arena arena;
	struct err err;
};

static void
open_world(struct world *w)
{
	char pack[600];

	memset(w, 0, sizeof *w);
	snprintf(pack, sizeof pack, "%s/store/pack/libya", test_srcdir());
	ok(store_open(":memory:", STORE_CREATE, &w->store, &w->err) &&
		store_pack_load(w->store, pack, &w->err),
	    "a library with the pack: %s", w->err.text);
}

static const struct match *
best(struct world *w, const char *name, enum entity_kind kind)
{
	struct match_opts opts = {
		.name = str_of(name), .kind = kind, .most = 5, .least = 0.3
	};
	struct match *list;
	size_t n;

	if (!store_entity_match(w->store, &opts, &w->arena, &list, &n, &w->err))
		die("%s", w->err.text);
	return n > 0 ? list : NULL;
}

static const struct {
	const char *name, *key;
} cases[] = {
	{ "Khalifah Hafter", "haftar-khalifa" },
	{ "Jaliffa Haftar", "haftar-khalifa" },
	{ "خليفه حفتر", "haftar-khalifa" },
	{ "Халифа Хафтар", "haftar-khalifa" },
	{ "Moamar Ghadafi", "gaddafi-muammar" },
	{ "Муаммар Каддафи", "gaddafi-muammar" },
	{ "Abdulfatah as-Sisi", "sisi-abdel-fattah" },
	{ "Fayiz Serrag", "sarraj-fayez" },
	{ "Ajila Saleh", "saleh-aqila" },
	{ "Benghasi", "benghazi" },
	{ "Misuratah", "misrata" },
};

static void
test_cases(struct world *w)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct match *m = best(w, cases[i].name, ENTITY_KINDS);

		is_str(m != NULL ? m->entity.key : str_of("nobody"),
		    cases[i].key, "%s", cases[i].name);
	}
	ok(best(w, "Qwxzzk", ENTITY_KINDS) == NULL, "and some are nobody");
	ok(best(w, "", ENTITY_KINDS) == NULL, "nothing is nobody");
	ok(best(w, "Haftar", ENTITY_PLACE) == NULL ||
		best(w, "Haftar", ENTITY_PLACE)->entity.kind == ENTITY_PLACE,
	    "of one kind alone");
}

static void
test_change(struct world *w)
{
	int64_t lna;

	ok(store_entity_by_key(w->store, str_of("lna"), &lna, &w->err) &&
		store_alias_add(
		    w->store, lna, str_of("Zebulon Quartermain"), &w->err),
	    "a name is added");
	is_str(best(w, "Sebulon Kwartermain", ENTITY_KINDS)->entity.key, "lna",
	    "and found at once");
}

/* Every spelling of people against all others of the register: is its own
 * entity first? */
static void
test_held_out(struct world *w)
{
	struct page page = { .dir = 1, .most = 2000 };
	struct entity *people;
	struct entity_key *from = NULL;
	size_t asked = 0, hit = 0, other = 0, other_hit = 0;
	struct arena arena = { 0 };

	if (!store_entity_page(w->store,
		&(struct entity_filter){
		    .kind = ENTITY_PERSON, .part = str_of("") },
		from, &page, &w->arena, &people, &w->err))
		die("%s", w->err.text);
	for (size_t i = 0; i < page.n; i++) {
		struct alias *list;
		size_t k;

		if (!store_aliases(
			w->store, people[i].id, &w->arena, &list, &k, &w->err))
			die("%s", w->err.text);
		for (size_t a = 0; a < k; a++) {
			struct match_opts opts = { .name = list[a].text,
				.kind = ENTITY_PERSON,
				.most = 1,
				.but = list[a].text };
			struct match *m;
			size_t got;
			bool ascii = (unsigned char)list[a].text.p[0] < 0x80;

			arena_reset(&arena);
			if (k < 2 || !store_entity_match(w->store, &opts,
					 &arena, &m, &got, &w->err))
				continue;
			asked++;
			other += !ascii;
			if (got > 0 && m->entity.id == people[i].id) {
				hit++;
				other_hit += !ascii;
			} else if (getenv("NAMES_SAY") != NULL) {
				printf("# %s: %s is %s\n", people[i].key.p,
				    list[a].text.p,
				    got > 0 ? m->entity.key.p : "nobody");
			}
		}
	}
	arena_release(&arena);
	printf("# %zu of %zu spellings of %zu people come first, %zu of %zu "
	       "in Arabic\n",
	    hit, asked, page.n, other_hit, other);
	ok(asked > 500 && hit * 100 >= asked * 85,
	    "85 %% of spellings find their entity first");
	ok(other_hit * 100 >= other * 75, "75 %% of those in Arabic");
}

int
main(void)
{
	struct world w;

	open_world(&w);
	test_cases(&w);
	test_held_out(&w);
	test_change(&w);
	arena_release(&w.arena);
	store_close(w.store);
	return done();
}
