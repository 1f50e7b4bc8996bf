/* Add N claims to a library, on its own articles: what sentences attribute, by
 * a few claimants, in statements that many say and some deny; to look at the
 * ledger and to measure it.
 *
 *	tests/bench/claims LIBRARY [N] [SEED] */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/words.h"
#include "store/article.h"
#include "store/claim.h"
#include "store/db.h"
#include "store/entity.h"
#include "store/find.h"

enum { TOGETHER = 1000 /* claims of one commit */ };

static uint64_t seed = 1;

static unsigned
dice(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static void
must(bool good, const struct err *err)
{
	if (!good)
		die("%s", err->text);
}

static const char *const claimants[] = { "the coast guard",
	"two security officials", "a doctor in Derna", "the foreign ministry",
	"residents of Zawiya", "a spokesman of the army",
	"the prime minister's office", "a diplomat", "an eyewitness",
	"a local councillor" };
static const char *const codes[] = { "toll", "mediation", "ceasefire", "oil" };

struct made {
	struct store *store;
	struct arena arena;
	int64_t *entities, *last; /* last: claims to link with */
	size_t n_entities, n_last, left;
};

/* A sentence of the text, not the first one always. */
static bool
some_sentence(struct str text, struct span *s)
{
	unsigned n = dice(12);
	bool there = sentence_at(text, 0, s);

	while (there && n-- > 0 && sentence_next(text, s->from, s))
		;
	return there;
}

static void
fill(struct made *m, struct claim *c, struct claim_subject *about,
    struct claim_figure *figure)
{
	unsigned who = dice(20);

	if (who < ARRAY_LEN(claimants))
		c->claimant.text = str_of(claimants[who]);
	else
		c->claimant.entity = m->entities[dice(20)];
	for (size_t i = 0; i < 2; i++)
		about[i] = (struct claim_subject){
			.entity = m->entities[dice((unsigned)m->n_entities)],
		};
	c->subjects = about;
	c->n_subjects = about[0].entity == about[1].entity ? 1 : 2;
	c->modality = (enum modality)(dice(3) == 0 ? dice(MODALITIES) : 0);
	c->status = (enum claim_status)(dice(2) == 0 ? dice(4) : 0);
	if (dice(4) > 0) {
		c->grade.reliability = (char)('A' + dice(6));
		c->grade.credibility = 1 + (int)dice(6);
	}
	if (dice(5) == 0) {
		*figure = (struct claim_figure){ str_of("killed"), FIGURE_NONE,
			10 + dice(50), FIGURE_NONE, str_of("") };
		c->figures = figure;
		c->n_figures = 1;
	}
	c->happened = str_of(dice(2) == 0 ? "2016-12" : "2017-01-10");
}

static void
link_with_last(struct made *m, int64_t id)
{
	struct err err = { 0 };
	int64_t link;

	if (m->n_last > 0 && dice(3) == 0)
		must(store_claim_link(m->store, id,
			 dice(3) == 0 ? LINK_CONTRADICTS : LINK_SAME_AS,
			 m->last[dice((unsigned)m->n_last)], str_of(""), &link,
			 &err),
		    &err);
	m->last[m->n_last < 16 ? m->n_last++ : dice(16)] = id;
}

static bool
claim_in(void *arg, const struct find_row *row, struct err *err)
{
	struct made *m = arg;
	struct claim_span span = { SPAN_CONTENT, { .state = ANCHOR_EXACT } };
	struct claim_subject about[2];
	struct claim_figure figure;
	struct claim c = {
		.article = row->row.id, .spans = &span, .n_spans = 1
	};
	struct article a;
	struct span s;
	struct str code = str_of(codes[dice(ARRAY_LEN(codes))]);
	int64_t id;

	if (m->left == 0)
		return err_set(err, ERR_STOPPED, "enough");
	arena_reset(&m->arena);
	if (!store_article_get(m->store, row->row.id, &m->arena, &a, err))
		return false;
	if (!some_sentence(a.text, &s))
		return true;
	span.anchor = anchor_make(a.text, s);
	fill(m, &c, about, &figure);
	c.codes = &code;
	c.n_codes = dice(2);
	if (!store_claim_add(m->store, &c, &id, err))
		return false;
	link_with_last(m, id);
	m->left--;
	return m->left % TOGETHER != 0 ||
	       (db_commit(m->store, err) && db_begin(m->store, err));
}

static void
load_entities(struct made *m)
{
	struct page page = { .dir = 1, .most = 300 };
	struct arena *arena = xcalloc(1, sizeof *arena);
	struct entity *list;
	struct err err = { 0 };

	must(store_entity_page(m->store,
		 &(struct entity_filter){ .kind = ENTITY_KINDS }, NULL, &page,
		 arena, &list, &err),
	    &err);
	m->n_entities = page.n;
	m->entities =
	    xreallocarray(NULL, m->n_entities + 1, sizeof *m->entities);
	for (size_t i = 0; i < m->n_entities; i++)
		m->entities[i] = list[i].id;
	arena_release(arena);
	free(arena);
}

int
main(int argc, char **argv)
{
	struct made m = { .left = argc > 2 ? (size_t)strtoull(argv[2], NULL, 10)
					   : 300 };
	struct err err = { 0 };
	struct find *find;

	if (argc < 2) {
		(void)fprintf(stderr, "usage: claims LIBRARY [N] [SEED]\n");
		return 2;
	}
	if (argc > 3)
		seed = strtoull(argv[3], NULL, 10);
	must(store_open(argv[1], STORE_OPEN, &m.store, &err), &err);
	load_entities(&m);
	m.last = xcalloc(16, sizeof *m.last);
	must(
	    store_find_open(m.store, str_of(""), SORT_DATE, &find, &err), &err);
	db_relax(m.store, true);
	must(db_begin(m.store, &err), &err);
	while (m.left > 0)
		if (!store_find_each(find, claim_in, &m, &err) &&
		    err.code != ERR_STOPPED)
			die("%s", err.text);
	must(db_commit(m.store, &err), &err);
	store_find_close(find);
	arena_release(&m.arena);
	free(m.entities);
	free(m.last);
	store_close(m.store);
	return 0;
}
