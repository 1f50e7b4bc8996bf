#include "config.h"

#include "store/db.h"

/* One line for each module that has SQL, sorted. */
const struct db_table *const db_tables[] = {
	NULL,
};
