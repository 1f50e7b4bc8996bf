#include "config.h"

#include "model/gone.h"

static int64_t
entity_of(const void *one)
{
	return ((const struct gone_one *)one)->entity;
}

static size_t
place_of(const struct gone *gone, int64_t entity)
{
	return lower_bound(
	    gone->v, gone->n, sizeof *gone->v, entity_of, entity);
}

void
gone_put(struct gone *gone, int64_t entity, size_t before)
{
	size_t at = place_of(gone, entity);

	if (at == gone->n || gone->v[at].entity != entity) {
		if (gone->n == gone->room) {
			gone->room = gone->room > 0 ? gone->room * 2 : 16;
			gone->v =
			    xreallocarray(gone->v, gone->room, sizeof *gone->v);
		}
		memmove(&gone->v[at + 1], &gone->v[at],
		    (gone->n - at) * sizeof *gone->v);
		gone->n++;
	}
	gone->v[at] = (struct gone_one){ entity, before };
}

bool
gone_is(const struct gone *gone, int64_t entity, size_t i)
{
	size_t at;

	if (gone->n == 0)
		return false;
	at = place_of(gone, entity);
	return at < gone->n && gone->v[at].entity == entity &&
	       i < gone->v[at].before;
}

void
gone_release(struct gone *gone)
{
	free(gone->v);
	*gone = (struct gone){ 0 };
}
