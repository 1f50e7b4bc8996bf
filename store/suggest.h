/* What was found of has:suggestion. Private to store/. */
#ifndef STORE_SUGGEST_H
#define STORE_SUGGEST_H

struct suggests;
void suggests_free(struct suggests *suggests); /* NULL is fine */

#endif
