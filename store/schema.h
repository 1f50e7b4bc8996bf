/* The numbered migrations: schema_sql[i] brings a library from version i to
 * i + 1. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

extern const char *const schema_sql[];
extern const size_t schema_versions;

#endif
