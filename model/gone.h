/* Which entities' entries of a list that only grows count no more: those put
 * in before their entity was said to be gone. What is added for it afterwards
 * counts again. */
#ifndef MODEL_GONE_H
#define MODEL_GONE_H

#include "model/base.h"

struct gone_one {
	int64_t entity;
	size_t before; /* entries of lower numbers are gone */
};

/* Zeroed: nobody is gone. */
struct gone {
	struct gone_one *v; /* by entity */
	size_t n, room;
};

void gone_put(struct gone *gone, int64_t entity, size_t before);
/* Whether entry number i, which is that entity's, is gone. */
bool gone_is(const struct gone *gone, int64_t entity, size_t i);
void gone_release(struct gone *gone);

#endif
