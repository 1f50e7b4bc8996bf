#include "config.h"

#include "ui/find-rows.h"

#include "store/find.h"

static bool
page(void *ctx, const void *from, int dir, size_t n, struct arena *arena,
    void **rows, size_t *count, struct err *err)
{
	struct find *const *find = ctx;
	const struct find_row *at = from;
	struct find_row *list = NULL;

	*rows = NULL;
	*count = 0;
	if (*find == NULL)
		return true;
	if (!store_find_page(*find, at != NULL ? &at->key : NULL, dir, n, false,
		arena, &list, count, err))
		return false;
	*rows = list;
	return true;
}

static int64_t
row_id(const void *row)
{
	return ((const struct find_row *)row)->row.id;
}

static bool
locate(void *ctx, int64_t id, struct arena *arena, void *row, struct err *err)
{
	struct find *const *find = ctx;
	struct find_row *at = row;

	(void)arena;
	at->row.id = id;
	if (*find == NULL)
		return err_set(err, ERR_MISSING, "there is no list");
	return store_find_locate(*find, id, &at->key, err);
}

const struct list_ops find_rows = {
	.row_size = sizeof(struct find_row),
	.page = page,
	.id = row_id,
	.locate = locate,
};
