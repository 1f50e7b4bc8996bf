/* register [ENTRIES [LIBRARY]]: what a key costs in the register, in
 * milliseconds of the processor, with so many entries of five spellings each
 * (40000) and one entry that is named in 100,000 places. "key" is from the key
 * to its picture, which the analyst waits for; "then" is what goes on between
 * keys afterwards. */
#include "config.h"

#include <sys/stat.h>
#include <time.h>

#include "store/entity.h"
#include "store/ingest.h"
#include "store/pack.h"
#include "tests/library.h"
#include "ui/ui.h"

enum { ARTICLES = 1000, TIMES_NAMED = 100 };

/* A word of two to four syllables, the same for the same number. */
static void
word(struct buf *out, uint32_t n)
{
	static const char *const parts[] = { "ba", "kha", "lin", "mo", "sta",
		"ti", "ran", "vo", "del", "su", "sha", "ne", "gol", "hi", "wat",
		"fes", "ju", "cor", "zan", "ye", "dro", "mi", "lak", "os",
		"tre", "bun", "ha", "qui", "ser", "ip", "lon", "ga" };
	size_t from = out->len;

	n += 33;
	do {
		buf_puts(out, parts[n % ARRAY_LEN(parts)]);
		n /= ARRAY_LEN(parts);
	} while (n > 0);
	out->p[from] = (char)(out->p[from] - 'a' + 'A');
}

static void
write_file(const char *name, const char *content)
{
	char *path = library_path(name);
	FILE *f = fopen(path, "we");

	if (f == NULL || fputs(content, f) < 0 || fclose(f) != 0)
		die("%s cannot be written", path);
	free(path);
}

/* People of one of 800 given names and one of 12,000 families. */
static void
write_pack(uint32_t entries)
{
	struct buf out = { 0 }, given = { 0 }, family = { 0 }, last = { 0 };

	buf_puts(&out, "id\tname\trole\tborn\tdied\taliases\taffiliations\t"
		       "note\tsources\n");
	for (uint32_t i = 0; i < entries; i++) {
		buf_reset(&given);
		buf_reset(&family);
		buf_reset(&last);
		word(&given, i % 800);
		word(&family, 1000 + i * 7 % 12000);
		word(&last, 50000 + i);
		buf_addf(&out,
		    "p%u\t%s %s %s\tofficer\t\t\t%s al-%s %s|Gen. %s %s|"
		    "%s Abu %s %s|%s the %s\t\tAn officer.\tinvented\n",
		    i, given.p, family.p, last.p, given.p, family.p, last.p,
		    family.p, last.p, given.p, family.p, last.p, family.p,
		    last.p);
	}
	write_file("people.tsv", out.p);
	write_file("factions.tsv", "id\tname\tshort\tkind\tfounded\tdissolved\t"
				   "base\tparent\tlane\taliases\tnote\t"
				   "sources\n");
	write_file("places.tsv", "id\tname\tkind\tlat\tlon\tparent\taliases\n");
	write_file("outlets.tsv", "id\tname\tkind\tcountry\taliases\n");
	write_file("relations.tsv", "subject_id\trelation\tobject_id\tstart\t"
				    "end\tnote\tsources\n");
	write_file("events.tsv", "id\tdate\tend\ttitle\tkind\tfactions\tplaces"
				 "\tpeople\tnote\tsources\ttoll\n");
	buf_release(&out);
	buf_release(&given);
	buf_release(&family);
	buf_release(&last);
}

/* Articles that name p1 (by a spelling of its own) again and again. */
static void
add_articles(struct store *store)
{
	struct buf text = { 0 }, name = { 0 };
	struct err err = { 0 };

	buf_puts(&name, "Gen. ");
	word(&name, 1007);
	buf_putc(&name, ' ');
	word(&name, 50001);
	for (int i = 0; i < ARTICLES; i++) {
		buf_reset(&text);
		for (int k = 0; k < TIMES_NAMED; k++) {
			buf_addf(&text, "On that day %s met ", name.p);
			word(&text, (uint32_t)(i * TIMES_NAMED + k) % 90000);
			buf_puts(&text, " Quorn in the town. ");
		}
		(void)library_article(store, "Talks", text.p);
	}
	for (struct job *job = store_index(store); job != NULL;) {
		while (job->step(job, job_clock_ms() + 1000, &err))
			;
		job->free(job);
		job = store_index(store);
	}
	buf_release(&text);
	buf_release(&name);
}

/* Milliseconds of the processor, whatever else the machine does. */
static double
spent(void)
{
	return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

struct cost {
	double sum, worst;
	int n;
};

static void
cost_add(struct cost *c, double ms)
{
	c->sum += ms;
	c->worst = ms > c->worst ? ms : c->worst;
	c->n++;
}

static void
press(struct app *app, uint32_t code, struct cost *key, struct cost *then)
{
	struct key k = { .code = code };
	double begun = spent();

	app_key(app, &k);
	app_turn(app);
	cost_add(key, spent() - begun);
	begun = spent();
	app_settle(app);
	cost_add(then, spent() - begun);
}

/* Names of keys, and "texts" that are typed letter by letter. */
static void
press_word(
    struct app *app, struct str word, struct cost *key, struct cost *then)
{
	uint32_t codes[64];
	size_t n = key_sequence(word, codes, ARRAY_LEN(codes));

	for (size_t i = 0; i < n; i++)
		press(app, codes[i], key, then);
}

static void
measure(struct app *app, const char *what, const char *keys, int times)
{
	struct cost key = { 0 }, then = { 0 };

	for (int i = 0; i < times; i++) {
		struct str rest = str_of(keys), part;

		while (str_split(&rest, ' ', &part))
			press_word(app, part, &key, &then);
	}
	(void)printf("  %-34s key %7.2f worst %7.2f  then %7.2f worst %7.2f\n",
	    what, key.sum / key.n, key.worst, then.sum / then.n, then.worst);
	(void)fflush(stdout);
}

/* The names come into memory in steps, between which keys are looked at. */
static void
read_names(struct store *store)
{
	struct job *job = store_names_job(store);
	struct cost step = { 0 };
	struct err err = { 0 };
	bool more = job != NULL;

	while (more) {
		double begun = spent();

		more = job->step(job, job_clock_ms() + 8, &err);
		cost_add(&step, spent() - begun);
	}
	if (job != NULL)
		job->free(job);
	(void)printf("  reading the names: %.0f ms in %d steps, the longest "
		     "%.1f\n",
	    step.sum, step.n, step.worst);
}

static const struct {
	const char *what, *keys;
	int times;
} cases[] = {
	{ "first key", "j", 1 },
	{ "open the register", "4", 1 },
	{ "the first question (= of a name)", "U = Escape Escape", 1 },
	{ "down", "j", 100 },
	{ "page down", "PageDown", 50 },
	{ "to the end and back", "G g", 20 },
	{ "filter, the first letters", "/ s h a", 1 },
	{ "filter, more", "k h a Escape", 5 },
	{ "filter, nothing found", "/ x x q z z Escape", 2 },
	{ "a kind, a camp", "t c", 10 },
	{ "back to all",
	    ":register-kind Space all Enter :register-camp Space all Enter",
	    1 },
	{ "whom it is the same as", "g M Escape", 5 },
	{ "a name that is completed", "g M / k Tab Escape", 3 },
	{ "  with more letters", "g M / k h a Tab Escape", 3 },
	{ "merge", ":dossier Space p5 Enter :entity-merge Space p6 Enter", 1 },
	{ "undo", "u", 1 },
	{ "split", ":entity-split Space p5 Enter u", 1 },
	{ "a spelling, and undo", "+ Q u o r n a Enter u", 3 },
	{ "a new entry, and undo", "N person Space Abu Space Quux Enter u", 3 },
	{ "named 100,000 times: open", ":dossier Space p1 Enter", 1 },
	{ "  down, page down", "j PageDown", 30 },
	{ "  to the end and back", "G g", 5 },
	{ "  and read there", "Enter 4", 3 },
	{ "unknown names", "U U", 3 },
};

static struct store *
make(uint32_t entries)
{
	struct store *store = library_new(":memory:");
	struct err err = { 0 };

	write_pack(entries);
	if (!store_pack_load(store, library_dir(), &err))
		die("%s", err.text);
	add_articles(store);
	return store;
}

int
main(int argc, char **argv)
{
	struct screen_opts opts = { .term = { .rows = 36, .cols = 120 } };
	int64_t entries = 40000;
	struct store *store;
	struct err err = { 0 };
	struct app *app;

	if (argc > 1 && !str_int(str_of(argv[1]), &entries))
		die("%s is no number", argv[1]);
	store = argc > 2 ? library_open(argv[2]) : make((uint32_t)entries);
	opts.now = store_now(store);
	app = app_new(store, &opts, &err);
	if (app == NULL)
		die("%s", err.text);
	(void)printf("%lld entries of five spellings\n", (long long)entries);
	read_names(store);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		measure(app, cases[i].what, cases[i].keys, cases[i].times);
	app_free(app);
	store_close(store);
	library_clean();
	return 0;
}
