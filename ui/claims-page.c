/* The rows of the ledger: headings and, under those that are not folded, their
 * claims. A row is known by its claim, a heading by its group. */
#include "config.h"

#include "ui/pane-claims.h"

struct filler {
	struct claims_pane *l;
	struct arena *arena;
	struct claims_line *v;
	size_t n, max;
	struct err *err;
};

static uint64_t
hash_of(const struct claims_key *key)
{
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */

	for (const char *c = key->label; *c != '\0'; c++)
		h = (h ^ (unsigned char)*c) * UINT64_C(1099511628211);
	return (h ^ (uint64_t)key->group) * UINT64_C(1099511628211);
}

bool
ledger_is_folded(const struct claims_pane *l, const struct claims_key *group)
{
	uint64_t h = hash_of(group);

	for (size_t i = 0; i < l->n_folded; i++)
		if (l->folded[i] == h)
			return !l->all_folded;
	return l->all_folded;
}

void
ledger_fold(struct claims_pane *l, const struct claims_key *group, bool fold)
{
	uint64_t h = hash_of(group);
	size_t n = 0;

	for (size_t i = 0; i < l->n_folded; i++)
		if (l->folded[i] != h)
			l->folded[n++] = l->folded[i];
	l->n_folded = n;
	if (fold == l->all_folded)
		return;
	if (l->n_folded == l->size_folded) {
		l->size_folded = l->size_folded > 0 ? l->size_folded * 2 : 16;
		l->folded =
		    xreallocarray(l->folded, l->size_folded, sizeof *l->folded);
	}
	l->folded[l->n_folded++] = h;
}

bool
ledger_grouped(const struct claims_pane *l)
{
	return l->order != CLAIMS_ADDED;
}

static void
add(struct filler *f, const struct claims_row *row, bool heading, bool alone)
{
	if (f->n < f->max)
		f->v[f->n++] = (struct claims_line){ *row, heading, alone };
}

/* Before the first claim of a group, or behind the last one. */
static struct claims_key
edge(const struct claims_key *key, bool behind)
{
	struct claims_key e = *key;

	e.claim = behind ? INT64_MAX : INT64_MIN;
	return e;
}

/* Rows on from a key: one more than can be needed, to look ahead. */
static bool
fetch(struct filler *f, const struct claims_key *key, int dir,
    struct claims_row **rows, size_t *n, bool *end)
{
	struct page page = { .dir = dir, .most = f->max - f->n + 1 };

	if (!store_claims_page(
		f->l->claims, key, &page, f->arena, rows, f->err))
		return false;
	*n = page.n;
	*end = page.n < page.most;
	return true;
}

/* A statement that a single claim makes needs no heading. */
static bool
is_alone(const struct claims_pane *l, const struct claims_row *rows, size_t n,
    size_t i)
{
	return l->order == CLAIMS_STATEMENT &&
	       (i + 1 >= n ||
		   !claims_same_group(&rows[i].key, &rows[i + 1].key));
}

/* One stretch of rows downwards, up to a folded group, whose end becomes the
 * key. */
static bool
stretch_down(struct filler *f, struct claims_key *key, bool *from_start,
    struct claims_key *group, bool *in_group, bool *more)
{
	struct claims_row *rows;
	size_t n;
	bool end, alone = false;

	*more = false;
	if (!fetch(f, *from_start ? NULL : key, 1, &rows, &n, &end))
		return false;
	*from_start = false;
	for (size_t i = 0; i < n && f->n < f->max; i++) {
		bool new =
		    ledger_grouped(f->l) &&
		    (!*in_group || !claims_same_group(group, &rows[i].key));

		if (new) {
			*group = rows[i].key;
			*in_group = true;
			alone = is_alone(f->l, rows, n, i);
			if (!alone)
				add(f, &rows[i], true, false);
			if (!alone && ledger_is_folded(f->l, group)) {
				*key = edge(group, true);
				*more = true;
				return true;
			}
		}
		add(f, &rows[i], false, alone);
		*key = rows[i].key;
	}
	*more = !end;
	return true;
}

static bool
fill_down(struct filler *f, const struct claims_line *from)
{
	struct claims_key key = { 0 }, group = { 0 };
	bool from_start = from == NULL, in_group = from != NULL, more = true;

	if (from != NULL) {
		group = key = from->row.key;
		if (from->heading)
			key = edge(&group, ledger_is_folded(f->l, &group));
	}
	while (more && f->n < f->max)
		if (!stretch_down(
			f, &key, &from_start, &group, &in_group, &more))
			return false;
	return true;
}

/* The heading of a group, by its first claim. */
static bool
add_heading(struct filler *f, const struct claims_key *group)
{
	struct page page = { .dir = 1, .most = 1 };
	struct claims_key before = edge(group, false);
	struct claims_row *rows;

	if (!store_claims_page(
		f->l->claims, &before, &page, f->arena, &rows, f->err))
		return false;
	/* It may be gone since the row was fetched. */
	if (page.n > 0 && claims_same_group(&rows[0].key, group))
		add(f, &rows[0], true, false);
	return true;
}

/* What is met on the way up. */
struct ascent {
	struct claims_key key, group;
	bool in_group, pending; /* pending: the heading of `group` comes */
	bool from_end, more;
};

static bool
leave_group(struct filler *f, struct ascent *a)
{
	bool good = !a->pending || add_heading(f, &a->group);

	a->pending = a->in_group = false;
	return good;
}

static bool
stretch_up(struct filler *f, struct ascent *a)
{
	struct claims_row *rows;
	size_t n;
	bool end, alone = false;

	a->more = false;
	if (!fetch(f, a->from_end ? NULL : &a->key, -1, &rows, &n, &end))
		return false;
	a->from_end = false;
	for (size_t i = 0; i < n && f->n < f->max; i++) {
		bool new = ledger_grouped(f->l) &&
			   (!a->in_group ||
			       !claims_same_group(&a->group, &rows[i].key));

		if (new) {
			if (!leave_group(f, a))
				return false;
			alone = is_alone(f->l, rows, n, i);
			a->group = rows[i].key;
			a->in_group = true;
			a->pending = !alone;
			if (!alone && ledger_is_folded(f->l, &a->group)) {
				a->key = edge(&a->group, false);
				a->more = true;
				return leave_group(f, a);
			}
		}
		add(f, &rows[i], false, alone);
		a->key = rows[i].key;
	}
	a->more = !end;
	return a->more || leave_group(f, a);
}

static bool
fill_up(struct filler *f, const struct claims_line *from)
{
	struct ascent a = { .from_end = from == NULL, .more = true };

	if (from != NULL) {
		a.key =
		    from->heading ? edge(&from->row.key, false) : from->row.key;
		a.group = from->row.key;
		a.in_group = !from->heading;
		a.pending = a.in_group && !from->alone && ledger_grouped(f->l);
	}
	while (a.more && f->n < f->max)
		if (!stretch_up(f, &a))
			return false;
	return true;
}

static bool
page(void *ctx, const void *from, struct page *page, struct arena *arena,
    void **rows, struct err *err)
{
	struct claims_pane *l = ((struct pane *)ctx)->state;
	struct filler f = { l, arena,
		arena_array(arena, page->most, sizeof *f.v), 0, page->most,
		err };

	*rows = f.v;
	page->n = 0;
	if (l->claims == NULL)
		return true;
	if (!(page->dir > 0 ? fill_down(&f, from) : fill_up(&f, from)))
		return false;
	page->n = f.n;
	return true;
}

/* A claim may stand in several groups of subjects. */
static int64_t
row_id(const void *row)
{
	const struct claims_line *r = row;
	int64_t h = (int64_t)(hash_of(&r->row.key) >> 2);

	return r->heading ? -h - 1 : (r->row.key.claim << 16) ^ (h & 0xffff);
}

static bool
locate(void *ctx, int64_t id, struct arena *arena, void *row, struct err *err)
{
	const struct claims_pane *l = ((struct pane *)ctx)->state;
	struct claims_line *r = row;

	(void)arena;
	*r = (struct claims_line){ 0 };
	if (id < 0 || l->claims == NULL)
		return err_set(err, ERR_MISSING, "that group is gone");
	return store_claims_locate(l->claims, id >> 16, &r->row.key, err);
}

const struct list_ops ledger_list_ops = {
	.row_size = sizeof(struct claims_line),
	.page = page,
	.id = row_id,
	.locate = locate,
};
