#include "config.h"

#include "store/revision.h"

extern const struct db_table history_sql, revision_sql;

/* One line for each module that has SQL, sorted. */
const struct db_table *const db_tables[] = {
	&history_sql,
	&revision_sql,
	NULL,
};

/* One line for each kind of document, sorted. */
const struct revision_kind *const revision_kinds[] = {
	NULL,
};
