/* What a repaint of the timeline costs with so many events more (10000), on the
 * library given or a small one. */
#include "config.h"

#include <time.h>

#include "tests/library.h"
#include "tests/timeline-data.h"
#include "ui/pane-timeline.h"
#include "ui/ui.h"

/* Events on the lanes there are, one in fifty of them long. */
static void
fill(struct store *store, int events)
{
	struct buf sql = { 0 };

	buf_addf(&sql,
	    "WITH RECURSIVE n(i) AS (SELECT 200000 UNION ALL SELECT i + 1 "
	    "FROM n WHERE i < %d) INSERT INTO event (id, key, date, earliest, "
	    "latest, title, kind, origin) SELECT i, 'x' || i, '2015', 15000 + "
	    "i %% 3000, 15000 + i %% 3000 + (i %% 50 = 0) * 60, 'event ' || i, "
	    "'battle', 'pack' FROM n",
	    events + 199999);
	library_sql(store, sql.p);
	library_sql(store,
	    "WITH lane AS MATERIALIZED (SELECT id, row_number() OVER () AS at, "
	    "count(*) OVER () AS n FROM entity WHERE kind = 'faction') "
	    "INSERT INTO event_entity (event, entity) SELECT e.id, l.id FROM "
	    "event e JOIN lane l ON l.at = 1 + e.id % l.n "
	    "WHERE e.id >= 200000");
	buf_release(&sql);
}

/* Milliseconds of the processor, whatever else the machine does. */
static double
spent(void)
{
	return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

static void
measure(struct app *app, const char *name, const char *keys)
{
	enum { TIMES = 200 };
	double before, worst = 0, start = spent();
	struct err err = { 0 };
	int i;

	for (i = 0; i < TIMES; i++) {
		before = spent();
		if (!script_keys(app, str_of(keys), &err))
			die("%s", err.text);
		if (spent() - before > worst)
			worst = spent() - before;
	}
	printf("%-8s %6.2f ms, worst %.1f ms of the processor\n", name,
	    (spent() - start) / TIMES, worst);
}

int
main(int argc, char **argv)
{
	int64_t events = 10000;
	struct store *store =
	    argc > 2 ? library_open(argv[2]) : timeline_data();
	struct screen_opts opts = {
		.term = { .rows = 60, .cols = 200 },
		.now = store_now(store),
	};
	struct err err = { 0 };
	struct app *app;

	if (argc > 1 && !str_int(str_of(argv[1]), &events))
		die("%s is no number", argv[1]);
	fill(store, (int)events);
	app = app_new(store, &opts, &err);
	if (app == NULL || !script_keys(app, str_of("3"), &err))
		die("%s", err.text);
	printf("%lld events more, 200x60, two keys each\n", (long long)events);
	measure(app, "pan", "] [");
	measure(app, "zoom", "+ -");
	measure(app, "step", "l h");
	app_free(app);
	store_close(store);
	return 0;
}
