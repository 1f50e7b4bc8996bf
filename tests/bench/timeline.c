/* What a repaint of the timeline costs with the number of events given. */
#include "config.h"

#include "tests/library.h"
#include "tests/timeline-data.h"
#include "ui/pane-timeline.h"
#include "ui/ui.h"

static void
fill(struct store *store, int events)
{
	struct buf sql = { 0 };

	buf_addf(&sql,
	    "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < %d) INSERT INTO event (id, key, date, earliest, latest, "
	    "title, kind, origin) SELECT i, 'x' || i, '2015', 15000 + "
	    "i %% 3000, 15000 + i %% 3000 + (i %% 50 = 0) * 60, 'event ' || i, "
	    "'battle', 'pack' FROM n",
	    events + 99);
	library_sql(store, sql.p);
	library_sql(store,
	    "INSERT INTO event_entity (event, entity) SELECT id, 1 + id % 5 "
	    "FROM event WHERE id >= 100");
	buf_release(&sql);
}

static void
measure(struct app *app, const char *name, const char *keys)
{
	enum { TIMES = 200 };
	int64_t before, worst = 0, start = job_clock_ms();
	struct err err;
	int i;

	for (i = 0; i < TIMES; i++) {
		before = job_clock_ms();
		if (!script_keys(app, str_of(keys), &err))
			die("%s", err.text);
		if (job_clock_ms() - before > worst)
			worst = job_clock_ms() - before;
	}
	printf("%-8s %6.2f ms, worst %lld ms\n", name,
	    (double)(job_clock_ms() - start) / TIMES, (long long)worst);
}

int
main(int argc, char **argv)
{
	int64_t events = 10000;
	struct store *store = timeline_data();
	struct screen_opts opts = {
		.term = { .rows = 60, .cols = 200 },
		.now = store_now(store),
	};
	struct err err;
	struct app *app;

	if (argc > 1 && !str_int(str_of(argv[1]), &events))
		die("%s is no number", argv[1]);
	fill(store, (int)events);
	app = app_new(store, &opts, &err);
	if (app == NULL || !script_keys(app, str_of("3"), &err))
		die("%s", err.text);
	printf("%lld events, 200x60\n", (long long)events);
	measure(app, "pan", "] [");
	measure(app, "zoom", "+ -");
	measure(app, "step", "l h");
	app_free(app);
	store_close(store);
	return 0;
}
