/* What was found of has:suggestion. Private to store/. */
#ifndef STORE_SUGGEST_H
#define STORE_SUGGEST_H

struct store;
struct suggests;
void suggests_free(struct suggests *suggests); /* NULL is fine */
/* Before the store is closed: into the library, where that can be written. */
void suggests_close(struct store *store);

#endif
