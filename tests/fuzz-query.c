#include "config.h"

#include "model/query.h"
#include "tests/fuzz.h"

/* Whether two trees say the same, but for columns. */
static bool
same(const struct query *a, const struct query *b)
{
	const struct query *x, *y;

	if (a->op != b->op || a->field != b->field || a->near != b->near ||
	    a->literal != b->literal || a->prefix != b->prefix ||
	    a->number != b->number || a->first != b->first ||
	    a->last != b->last || !str_eq(a->text, b->text))
		return false;
	for (x = a->kids, y = b->kids; x != NULL && y != NULL;
	     x = x->next, y = y->next)
		if (!same(x, y))
			return false;
	return x == NULL && y == NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct query *tree, *again;
	struct query_at at;
	struct err err = { 0 };
	size_t i;

	if (query_parse(s, 17183, &arena, &tree, &err)) {
		query_text(tree, &text);
		must(query_parse(buf_view(&text), 17183, &arena, &again, &err),
		    "the text of a tree is a query");
		must(same(tree, again), "and means the same");
	} else {
		must(err.code == ERR_INVALID &&
			 strncmp(err.text, "column ", 7) == 0,
		    "an error has its column");
	}
	for (i = 0; i <= len && i < 64; i++) {
		at = query_at(s, i);
		must(at.from <= at.to && at.to == i && i <= len,
		    "what is typed ends at the cursor");
	}
	buf_release(&text);
	arena_release(&arena);
	return 0;
}
