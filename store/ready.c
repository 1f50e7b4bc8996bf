#include "config.h"

#include "store/ready.h"

#include "store/state.h"

enum { BYTES_MAX = 96 << 20 }; /* of all that is kept */

struct ready_list {
	struct arena arena;
	struct ready *v;
	size_t n, bytes;
};

/* Bytes as another process sent them, into an array that is aligned. */
static void *
array_of(struct arena *arena, struct str bytes, size_t size, size_t *n)
{
	void *list;

	*n = bytes.len / size;
	list = arena_array(arena, *n + 1, size);
	if (*n > 0)
		memcpy(list, bytes.p, *n * size);
	return list;
}

static bool
are_within(const struct mention *list, size_t n, struct str text)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].span.from > list[i].span.to ||
		    list[i].span.to > text.len)
			return false;
	return true;
}

void
ready_add(struct store *store, int64_t article, const struct article_in *in,
    const struct prepared *prepared, int64_t names)
{
	struct ready_list *list = store->ready;
	struct ready *r;

	if (list == NULL)
		store->ready = list = xcalloc(1, sizeof *list);
	if (list->bytes > BYTES_MAX)
		return;
	list->bytes += in->text.len + prepared->in_text.len + sizeof *r;
	list->v = arena_grow(&list->arena, list->v, list->n, sizeof *r);
	r = &list->v[list->n++];
	*r = (struct ready){
		.article = article,
		.hash = arena_str(&list->arena, prepared->hash),
		.text = arena_str(&list->arena, in->text),
		.names = names,
	};
	r->prints = array_of(
	    &list->arena, prepared->prints, sizeof *r->prints, &r->n_prints);
	r->spots.title = array_of(&list->arena, prepared->in_title,
	    sizeof(struct mention), &r->spots.n_title);
	r->spots.text = array_of(&list->arena, prepared->in_text,
	    sizeof(struct mention), &r->spots.n_text);
	if (!are_within(r->spots.text, r->spots.n_text, in->text) ||
	    !are_within(r->spots.title, r->spots.n_title, in->title))
		r->names = -1;
}

static int64_t
article_of(const void *ready)
{
	return ((const struct ready *)ready)->article;
}

const struct ready *
ready_find(const struct store *store, int64_t article, struct str hash)
{
	const struct ready_list *list = store->ready;
	size_t at;

	if (list == NULL)
		return NULL;
	at =
	    lower_bound(list->v, list->n, sizeof *list->v, article_of, article);
	if (at == list->n || list->v[at].article != article ||
	    !str_eq(list->v[at].hash, hash))
		return NULL;
	return &list->v[at];
}

void
ready_forget(struct store *store)
{
	if (store->ready != NULL)
		arena_release(&store->ready->arena);
	free(store->ready);
	store->ready = NULL;
}
