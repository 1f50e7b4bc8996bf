/* Claims by what they say. Private to store/. */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "model/writer.h"
#include "store/store.h"

/* The claims of the articles that `in` accepts, statement by statement, the
 * one that was first tagged first. Takes 24 bytes a claim, and the claims of
 * one statement. */
bool store_statements(struct store *store,
    bool (*in)(void *arg, int64_t article), void *arg, out_put *put, void *to,
    struct err *err);

#endif
