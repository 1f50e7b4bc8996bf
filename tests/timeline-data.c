#include "config.h"

#include "tests/timeline-data.h"

#include "model/edtf.h"
#include "store/event.h"
#include "tests/library.h"

static void
add_event(struct store *store, int id, const char *date, const char *title)
{
	struct buf sql = { 0 };
	struct edtf e;

	if (!edtf_parse(str_of(date), &e, NULL))
		die("%s is no date", date);
	buf_addf(&sql,
	    "INSERT INTO event (id, key, date, earliest, latest, title, kind, "
	    "origin) VALUES (%d, 'e%d', '%s', %lld, %lld, '%s', 'battle', "
	    "'pack')",
	    id, id, date, (long long)edtf_earliest(&e),
	    (long long)edtf_latest(&e), title);
	library_sql(store, sql.p);
	buf_release(&sql);
}

struct store *
timeline_data(void)
{
	struct store *store = library_new(":memory:");

	store_set_clock(store, day_number(2017, 12, 20) * INT64_C(86400));
	library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, short, camp, start, "
	    "\"end\", position, origin) VALUES "
	    "(1, 'lna', 'faction', 'Libyan National Army / Armed Forces', "
	    "'LNA', 'Eastern camp', '2014-05-16', '..', 1, 'pack'), "
	    "(2, 'hor', 'faction', 'House of Representatives', 'HoR', "
	    "'Eastern camp', '2014-08-04', '..', 2, 'pack'), "
	    "(3, 'gnc', 'faction', 'General National Congress', 'GNC', "
	    "'Western camp', '2012-08-08', '2016-04', 3, 'pack'), "
	    "(4, 'dawn', 'faction', 'Libya Dawn', 'Dawn', 'Western camp', "
	    "'2014-07-13', '2016~', 4, 'pack'), "
	    "(5, 'egypt', 'faction', 'Egypt', NULL, 'Foreign', NULL, '..', 5, "
	    "'pack')");
	library_sql(
	    store, "UPDATE entity SET subkind = 'legislature' WHERE id = 2");
	add_event(store, 1, "2014-05-16", "Operation Dignity begins");
	add_event(store, 2, "2014-07-13/2014-08-23", "Battle of the airport");
	add_event(store, 3, "2015-12-17", "Skhirat agreement");
	add_event(store, 4, "2016-09-11", "Oil ports taken");
	add_event(store, 5, "2016-09-12", "Oil ports handed over");
	add_event(store, 6, "2011-02-15", "Protests in Benghazi");
	library_sql(store,
	    "INSERT INTO event_entity (event, entity) VALUES (1, 1), (2, 4), "
	    "(3, 2), (3, 3), (4, 1), (5, 1)");
	library_sql(store,
	    "INSERT INTO entity (id, key, kind, name, origin) VALUES "
	    "(11, 'haftar', 'person', 'Khalifa Haftar', 'pack'), "
	    "(12, 'tobruk', 'place', 'Tobruk', 'pack'), "
	    "(13, 'derna', 'place', 'Derna', 'pack')");
	library_sql(store,
	    "INSERT INTO relation (key, subject, relation, object, start, "
	    "\"end\", sources, origin) VALUES ('a', 11, 'leads', 1, "
	    "'2014-05-16', '..', "
	    "'S/2015/624', 'pack'), ('b', 1, 'controls', 12, '2014-08', '..', "
	    "NULL, "
	    "'pack'), ('c', 1, 'controls', 13, '2014', '2015-02', NULL, "
	    "'pack')");
	library_sql(store,
	    "INSERT INTO article_day (day, articles) VALUES (16436, 2), "
	    "(16800, 8), (17183, 1)");
	return store;
}
