#include "config.h"

#include "store/schema.h"

const char *const schema_sql[] = {
#include "store/schema-sql.h"
};
const size_t schema_versions = sizeof schema_sql / sizeof *schema_sql;
