#include "config.h"

#include "ui/list.h"

/* Rows kept beyond the screen on either side, in screens: most steps then
 * fetch nothing. */
enum { SPARE = 1, MOVE_MAX = 100000 };

void
list_init(struct list *list, const struct list_ops *ops, void *ctx)
{
	*list = (struct list){ .ops = ops, .ctx = ctx, .h = 1 };
}

void
list_release(struct list *list)
{
	arena_release(&list->arenas[0]);
	arena_release(&list->arenas[1]);
	list->rows = NULL;
	list->n = 0;
	list->id = 0;
}

static const void *
at(const struct list *list, size_t i)
{
	return list->rows + i * list->ops->row_size;
}

/* A window as it is being built, before it replaces the old one. */
struct window {
	unsigned char *rows;
	size_t n, place; /* place: index of what stood at the row asked for */
	bool at_start, at_end;
};

/* Fetch the rows around a row: `before` ahead of it, and `after` from it on.
 * The row itself may be gone. NULL: from the top. */
static bool
fetch(struct list *list, struct arena *arena, const void *row,
    const size_t reach[2], struct window *w, struct err *err)
{
	const struct list_ops *ops = list->ops;
	struct page back = { .dir = -1, .most = reach[0] };
	struct page on = { .dir = 1 };
	void *rows_back = NULL, *rows = NULL;
	const unsigned char *far = NULL;

	if (row != NULL && reach[0] > 0 &&
	    !ops->page(list->ctx, row, &back, arena, &rows_back, err))
		return false;
	if (back.n > 0)
		far = (const unsigned char *)rows_back +
		      (back.n - 1) * ops->row_size;
	on.most = back.n + reach[1];
	if (!ops->page(list->ctx, far, &on, arena, &rows, err))
		return false;
	w->at_start = back.n < reach[0] || row == NULL;
	w->at_end = on.n < on.most;
	w->place = back.n;
	w->n = on.n + (far != NULL ? 1 : 0);
	w->rows = arena_array(arena, w->n + 1, ops->row_size);
	if (far != NULL)
		memcpy(w->rows, far, ops->row_size);
	if (on.n > 0)
		memcpy(w->rows + (far != NULL ? ops->row_size : 0), rows,
		    on.n * ops->row_size);
	return true;
}

static bool
index_of(const struct list *list, const struct window *w, int64_t id, size_t *i)
{
	for (size_t k = 0; k < w->n; k++) {
		if (list->ops->id(w->rows + k * list->ops->row_size) == id) {
			*i = k;
			return true;
		}
	}
	return false;
}

/* The first row shown, so that row `sel` stands `offset` rows below it, as far
 * as the ends of the list allow. */
static size_t
top_for(const struct list *list, size_t sel, size_t offset)
{
	size_t h = (size_t)list->h;
	size_t top;

	if (offset >= h)
		offset = h - 1;
	top = sel > offset ? sel - offset : 0;
	if (top + h > list->n)
		top = list->n > h ? list->n - h : 0;
	return top;
}

/* Put the window in place of the old one. */
static void
replace(struct list *list, const struct window *w, size_t sel, size_t offset)
{
	list->rows = w->rows;
	list->n = w->n;
	list->at_start = w->at_start;
	list->at_end = w->at_end;
	list->sel = sel < w->n ? sel : (w->n > 0 ? w->n - 1 : 0);
	list->id = w->n > 0 ? list->ops->id(at(list, list->sel)) : 0;
	list->top = top_for(list, list->sel, offset);
	list->arena = !list->arena;
	arena_reset(&list->arenas[!list->arena]);
}

static struct arena *
spare_arena(struct list *list)
{
	struct arena *arena = &list->arenas[!list->arena];

	arena_reset(arena);
	return arena;
}

/* What a window is to be around: a row (NULL: the top), with id (if it is
 * there, else what took the row's place) selected at `offset` rows from the top
 * of the screen. */
struct aim {
	const void *row;
	int64_t id;
	size_t offset;
	bool fresh; /* shown anew */
};

static bool
load_aim(struct list *list, const struct aim *aim, struct err *err)
{
	size_t h = (size_t)list->h;
	bool bare = list->ops->dear && aim->fresh;
	/* A row more than the screen's tells whether the list ends there. */
	size_t reach[2] = { bare ? h : h * (1 + SPARE),
		bare ? h + 1 : h * (2 + SPARE) };
	struct arena *arena = spare_arena(list);
	struct window w;
	size_t sel;

	if (!fetch(list, arena, aim->row, reach, &w, err))
		return false;
	if (!index_of(list, &w, aim->id, &sel))
		sel = w.place;
	replace(list, &w, sel, aim->offset);
	return true;
}

static bool
load_at(struct list *list, const void *row, int64_t id, size_t offset,
    struct err *err)
{
	return load_aim(list, &(struct aim){ row, id, offset, false }, err);
}

/* The same for a row that may have moved in the order. */
static bool
load_moved(
    struct list *list, int64_t id, size_t offset, bool *found, struct err *err)
{
	struct arena arena = { 0 };
	struct err why = { ERR_NONE, "" };
	void *row;
	bool good = true;

	*found = false;
	if (id == 0 || list->ops->locate == NULL)
		return true;
	row = arena_alloc(&arena, list->ops->row_size);
	if (list->ops->locate(list->ctx, id, &arena, row, &why)) {
		good =
		    load_aim(list, &(struct aim){ row, id, offset, true }, err);
		*found = good && list->id == id;
	} else if (why.code != ERR_MISSING) {
		good = err_set(err, why.code, "%s", why.text);
	}
	arena_release(&arena);
	return good;
}

bool
list_load(struct list *list, int h, struct err *err)
{
	int64_t id = list->id;
	size_t offset = list_cursor(list);
	bool found;

	list->h = h > 0 ? h : 1;
	if (!load_at(list, list_selected(list), id, offset, err))
		return false;
	if (list->id == id)
		return true;
	return load_moved(list, id, offset, &found, err);
}

bool
list_reset(struct list *list, struct err *err)
{
	int64_t id = list->id;
	bool found;

	if (!load_moved(list, id, (size_t)list->h / 2, &found, err))
		return false;
	return found || load_aim(list, &(struct aim){ .fresh = true }, err);
}

/* Rows kept between the cursor and the edge of the screen. */
static size_t
margin_of(const struct list *list)
{
	return list->h > 4 ? 1 : 0;
}

/* Bring the selection into view, with one row to spare where there is one. */
static void
settle(struct list *list)
{
	size_t h = (size_t)list->h;
	size_t margin = margin_of(list);
	size_t first = list->sel > margin ? list->sel - margin : 0;
	size_t last =
	    list->sel + margin < list->n ? list->sel + margin : list->sel;

	if (list->top > first)
		list->top = first;
	if (last >= list->top + h)
		list->top = last + 1 - h;
}

static void
select_row(struct list *list, size_t sel)
{
	list->sel = sel;
	list->id = list->ops->id(at(list, sel));
	settle(list);
}

/* The window's room beyond the selection is used up: fetch around it. */
static bool
refill(struct list *list, size_t offset, struct err *err)
{
	return load_at(list, list_selected(list), list->id, offset, err);
}

/* Far away: walk there by one page of keys. */
static bool
leap(struct list *list, int dir, size_t rows, struct err *err)
{
	struct page page = { .dir = dir, .most = rows };
	struct arena arena = { 0 };
	void *fetched = NULL;
	const unsigned char *row;
	bool good;

	good = list->ops->page(
	    list->ctx, list_selected(list), &page, &arena, &fetched, err);
	if (good && page.n > 0) {
		row = (const unsigned char *)fetched +
		      (page.n - 1) * list->ops->row_size;
		good = load_at(list, row, list->ops->id(row),
		    dir > 0 ? (size_t)list->h : 0, err);
	}
	arena_release(&arena);
	return good;
}

bool
list_move(struct list *list, int64_t rows, struct err *err)
{
	int dir = rows < 0 ? -1 : 1;
	size_t by = (size_t)(rows < 0 ? -rows : rows);
	size_t room, h = (size_t)list->h;
	bool all;

	list->step = rows;
	if (list->n == 0 || rows == 0)
		return true;
	if (by > MOVE_MAX)
		by = MOVE_MAX;
	room = dir > 0 ? list->n - 1 - list->sel : list->sel;
	all = dir > 0 ? list->at_end : list->at_start;
	if (by > room && !all) {
		if (by > h * 4)
			return leap(list, dir, by, err);
		if (!refill(list, list_cursor(list), err))
			return false;
		room = dir > 0 ? list->n - 1 - list->sel : list->sel;
		all = dir > 0 ? list->at_end : list->at_start;
		if (by > room && !all)
			return leap(list, dir, by, err);
	}
	if (by > room)
		by = room;
	select_row(list, dir > 0 ? list->sel + by : list->sel - by);
	/* The margin and the rest of the screen must be there too. */
	if ((!list->at_end && list->top + h >= list->n) ||
	    (!list->at_start && list->top == 0))
		return refill(list, list_cursor(list), err);
	return true;
}

bool
list_ahead(struct list *list, const void **row, struct err *err)
{
	size_t h = (size_t)list->h;
	size_t by = (size_t)(list->step < 0 ? -list->step : list->step);
	bool down = list->step > 0, near;

	*row = NULL;
	/* Within a screen: after a refill there is room for such a move. */
	if (list->n == 0 || by == 0 || by > h)
		return true;
	near = down ? !list->at_end && list->sel + by + h >= list->n
		    : !list->at_start && list->sel < by + h;
	if (near && !refill(list, list_cursor(list), err))
		return false;
	if (down ? list->sel + by < list->n : list->sel >= by)
		*row = at(list, down ? list->sel + by : list->sel - by);
	return true;
}

bool
list_scroll(struct list *list, int rows, struct err *err)
{
	size_t h = (size_t)list->h, margin = margin_of(list);
	int64_t top = (int64_t)list->top + rows;
	int64_t last;

	if (list->n == 0)
		return true;
	if ((top < 0 && !list->at_start) ||
	    (top + list->h > (int64_t)list->n && !list->at_end)) {
		if (!refill(list, list_cursor(list), err))
			return false;
		top = (int64_t)list->top + rows;
	}
	last = list->n > h ? (int64_t)(list->n - h) : 0;
	list->top = (size_t)(top < 0 ? 0 : top > last ? last : top);
	if (list->sel < list->top + (list->top > 0 ? margin : 0))
		select_row(list, list->top + (list->top > 0 ? margin : 0));
	else if (list->sel + margin >= list->top + h &&
		 (int64_t)list->top < last)
		select_row(list, list->top + h - 1 - margin);
	return true;
}

bool
list_end(struct list *list, int dir, struct err *err)
{
	struct page page = { .dir = -1, .most = 1 };
	struct arena arena = { 0 };
	void *row = NULL;
	bool good;

	if (dir < 0)
		return load_at(list, NULL, 0, 0, err);
	good = list->ops->page(list->ctx, NULL, &page, &arena, &row, err);
	if (good && page.n > 0)
		good = load_at(
		    list, row, list->ops->id(row), (size_t)list->h, err);
	arena_release(&arena);
	return good;
}

bool
list_go(struct list *list, const void *row, struct err *err)
{
	return load_at(list, row, list->ops->id(row), (size_t)list->h / 2, err);
}

bool
list_find(struct list *list, int64_t id, struct err *err)
{
	struct window w = { list->rows, list->n, 0, false, false };
	bool found;
	size_t i;

	if (list->n > 0 && index_of(list, &w, id, &i)) {
		select_row(list, i);
		return list_load(list, list->h, err);
	}
	if (!load_moved(list, id, (size_t)list->h / 2, &found, err))
		return false;
	return found || err_set(err, ERR_MISSING, "it is not in this list");
}

void
list_tally(const struct list *list, struct buf *out)
{
	if (list->n > 0 && list->at_start && list->at_end)
		buf_addf(out, "%zu of %zu", list->sel + 1, list->n);
}

const void *
list_row(const struct list *list, size_t i)
{
	if (i >= (size_t)list->h || list->top + i >= list->n)
		return NULL;
	return at(list, list->top + i);
}

const void *
list_selected(const struct list *list)
{
	return list->n > 0 ? at(list, list->sel) : NULL;
}

size_t
list_cursor(const struct list *list)
{
	return list->sel >= list->top ? list->sel - list->top : 0;
}
