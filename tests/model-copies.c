/* How alike texts are, and whether fingerprints meet. */
#include "config.h"

#include "model/copies.h"
#include "tests/test.h"

static const char wire[] =
    "Egyptian aircraft struck targets of the Islamic State in the eastern "
    "Libyan city of Derna at dawn on Monday, hours after the group published "
    "a video that showed the killing of 21 men, most of them Egyptian Copts. "
    "The armed forces said that camps, training sites and stores of arms had "
    "been hit and that all aircraft had returned. It was the first time that "
    "Egypt had publicly acknowledged military action in Libya.";

static const char other[] =
    "Forces led by a retired general attacked the bases of armed groups in "
    "Benghazi on Friday with helicopters, a jet and ground troops. How many "
    "died is unclear. The health ministry spoke of 24 dead, and a doctor at "
    "one hospital counted 43. Residents of two districts fled on Friday. The "
    "acting chief of staff called the operation a coup and ordered the army "
    "to stop it.";

static const char footer[] =
    " Subscribe to our newsletter for the latest news from the region. All "
    "rights reserved. This material may not be published, broadcast or "
    "rewritten.";

static void
is_kind(const char *a, const char *b, enum copy_kind wanted, const char *name)
{
	struct alike alike = copies_compare(str_of(a), str_of(b));

	ok(alike.kind == wanted, "%s: %s (Jaccard %.2f, contained %.2f)", name,
	    copy_kind_name(alike.kind), alike.jaccard, alike.containment);
}

static void
kinds(void)
{
	struct buf b = { 0 };
	char *long_one;

	is_kind(wire, wire, COPY_IDENTICAL, "a text is identical to itself");
	is_kind(wire, other, COPY_NONE, "another text is none");
	is_kind("", "", COPY_NONE, "no text is a copy of none");
	is_kind(wire, "", COPY_NONE, "nor of any");
	buf_addf(&b, "%s%s", wire, footer);
	is_kind(wire, b.p, COPY_NEAR, "a footer leaves it near");
	buf_reset(&b);
	buf_addf(&b, "%s %s %s %s", other, wire, other, footer);
	is_kind(wire, b.p, COPY_CONTAINED, "a short one in a long one");
	is_kind(b.p, wire, COPY_CONTAINED, "and the other way round");
	/* Wire copy inside another article, and words of its own. */
	buf_reset(&b);
	buf_addf(&b, "%s %s", wire,
	    "the mayor of the town was not there and nobody had asked him what "
	    "he thought of it all");
	long_one = xstrdup(b.p);
	buf_reset(&b);
	buf_addf(&b, "%s %s %s %s", other, wire, other, footer);
	is_kind(long_one, b.p, COPY_CONTAINED, "also with a part of its own");
	free(long_one);
	buf_release(&b);
	is_kind("ضربت طائرات مصرية أهدافا في مدينة درنة فجر الاثنين وقالت "
		"القوات المسلحة إن الطائرات عادت",
	    "ضربت طائرات مصريه اهدافا في مدينه درنه فجر الاثنين وقالت "
	    "القوات المسلحة ان الطائرات عادت",
	    COPY_IDENTICAL, "spellings of Arabic are one");
	is_kind("THE ROAD TO THE PORT was closed, the mayor said.",
	    "The road to the port was closed the mayor said", COPY_IDENTICAL,
	    "case and marks do not count");
}

/* --- a random text, and what editors do to it --- */

static uint64_t seed = 42;

static unsigned
dice(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* Words by Zipf's law, more or less: small numbers are common. */
static unsigned
word(void)
{
	return dice(1 + dice(1 + dice(4000)));
}

static size_t
make(unsigned *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		list[i] = word();
	return n;
}

static void
write_text(struct buf *b, const unsigned *list, size_t n)
{
	buf_reset(b);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "w%u ", list[i]);
}

static bool
meet(struct str a, struct str b)
{
	struct arena arena = { 0 };
	struct shingles x, y;
	uint32_t *p, *q;
	size_t n, m, i, k, shared = 0;

	copies_shingles(&arena, a, COPIES_WORDS, &x);
	copies_shingles(&arena, b, COPIES_WORDS, &y);
	copies_prints(&arena, &x, &p, &n);
	copies_prints(&arena, &y, &q, &m);
	for (i = 0; i < n; i++)
		for (k = 0; k < m; k++)
			shared += p[i] == q[k];
	arena_release(&arena);
	return shared > 0;
}

struct tally {
	int copies, met, others, other_met;
};

static void
count(struct tally *t, const struct buf *a, const struct buf *b)
{
	struct alike alike = copies_compare(buf_view(a), buf_view(b));
	bool met = meet(buf_view(a), buf_view(b));

	if (alike.kind != COPY_NONE) {
		t->copies++;
		t->met += met;
	} else {
		t->others++;
		t->other_met += met;
	}
}

/* Words edited, a part cut, a paragraph put behind, a long text around. */
static void
planted(void)
{
	static unsigned list[2000], copy[2000];
	struct buf a = { 0 }, b = { 0 };
	struct tally edits = { 0 }, cuts = { 0 }, inside = { 0 };

	for (unsigned round = 0; round < 400; round++) {
		size_t n = make(list, 120 + dice(500)), m, k;

		write_text(&a, list, n);
		memcpy(copy, list, n * sizeof *list);
		for (k = 0; k < n * (1 + round % 20) / 100; k++)
			copy[dice((unsigned)n)] = word();
		write_text(&b, copy, n);
		count(&edits, &a, &b);
		m = n * (55 + dice(40)) / 100;
		write_text(&b, list + (n - m) / 2, m);
		count(&cuts, &a, &b);
		memcpy(copy, list, n * sizeof *list);
		m = n + make(copy + n, 400 + dice(600));
		write_text(&b, copy, m);
		count(&inside, &a, &b);
	}
	printf("# edits: %d of %d met, cuts: %d of %d, inside: %d of %d\n",
	    edits.met, edits.copies, cuts.met, cuts.copies, inside.met,
	    inside.copies);
	ok(edits.copies > 100 && edits.met >= edits.copies * .99,
	    "texts with edited words meet");
	ok(cuts.copies > 300 && cuts.met >= cuts.copies * .99,
	    "cut texts meet");
	ok(inside.copies > 300 && inside.met >= inside.copies * .95,
	    "short texts meet the long ones that hold them");
	buf_release(&a);
	buf_release(&b);
}

int
main(void)
{
	kinds();
	planted();
	return done();
}
