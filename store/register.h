/* What acts on the register share. Private to store/. */
#ifndef STORE_REGISTER_H
#define STORE_REGISTER_H

#include "model/arena.h"
#include "store/db.h"

/* The key and name of an entity, and its document (see register.c). */
bool register_doc(struct store *store, int64_t entity, struct arena *arena,
    struct str *key, struct str *name, struct str *body, struct err *err);

/* A text key of ASCII letters, digits and hyphens that nobody had before. */
bool register_key(struct store *store, struct str name, struct arena *arena,
    struct str *key, struct err *err);

/* A name that can be found in texts. */
bool register_name_valid(struct str text, struct err *err);

#endif
