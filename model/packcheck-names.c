/* The spellings of a pack: none twice in a file. */
#include "config.h"

#include <utf8proc.h>

#include "model/packcheck.h"

/* A spelling of a row, folded for comparing. */
struct spelling {
	struct str fold;
	const struct pack_row *row;
	bool is_short; /* may be repeated among the aliases */
};

static struct str
fold(struct pack_check *c, struct str s)
{
	utf8proc_uint8_t *p = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.len, &p,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
		UTF8PROC_CASEFOLD);
	struct str out = s;

	if (len >= 0)
		out = arena_str(
		    &c->arena, (struct str){ (char *)p, (size_t)len });
	free(p);
	return out;
}

static int
spelling_cmp(const void *a, const void *b)
{
	const struct spelling *x = a, *y = b;
	int d = str_cmp(x->fold, y->fold);

	return d != 0 ? d : (x->row > y->row) - (x->row < y->row);
}

static size_t
spellings_of(
    struct pack_check *c, const struct pack_row *row, struct spelling *out)
{
	struct str rest = row->cell[pack_aliases(row->file)], part;
	size_t n = 0;

	out[n++] =
	    (struct spelling){ fold(c, row->cell[ROW_NAME]), row, false };
	if (row->file == PACK_FACTIONS)
		out[n++] = (struct spelling){ fold(c, row->cell[FACTION_SHORT]),
			row, true };
	while (rest.len > 0 && str_split(&rest, '|', &part))
		out[n++] = (struct spelling){ fold(c, part), row, false };
	return n;
}

void
pack_check_names(struct pack_check *c, enum pack_file file)
{
	const struct pack_table *t = &c->pack->table[file];
	struct spelling *list;
	size_t n = 2 * t->n;

	for (size_t i = 0; i < t->n; i++) {
		struct str cell = t->rows[i].cell[pack_aliases(file)];

		n++;
		for (size_t k = 0; k < cell.len; k++)
			n += cell.p[k] == '|';
	}
	list = arena_array(&c->arena, n + 1, sizeof *list);
	n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += spellings_of(c, &t->rows[i], list + n);
	qsort(list, n, sizeof *list, spelling_cmp);
	for (size_t i = 1; i < n; i++) {
		const struct spelling *a = &list[i - 1], *b = &list[i];

		if (!str_eq(a->fold, b->fold))
			continue;
		if (a->row != b->row)
			pack_check_wrong(c, b->row,
			    "%.*s is also a name of %.*s", S(b->fold),
			    S(a->row->cell[ROW_ID]));
		else if (!a->is_short && !b->is_short)
			pack_check_wrong(c, b->row, "%.*s twice", S(b->fold));
	}
}
