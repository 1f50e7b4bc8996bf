#include "config.h"

#include "model/chron.h"

/* Eighths of a day per column, from a day on eight columns to ten years on
 * one. */
static const int64_t steps[] = {
	1,
	2,
	4,
	8,
	16,
	28,
	56,
	120,
	244,
	487,
	731,
	1461,
	2922,
	5844,
	14610,
	29220,
};

/* Days beyond this are drawn at the edge. */
static const int64_t far_day = INT64_C(4000000);

static int64_t
floor_div(int64_t a, int64_t b)
{
	int64_t q = a / b;

	return q - (a % b != 0 && (a < 0) != (b < 0));
}

static int64_t
clamp_day(int64_t day)
{
	return day < -far_day ? -far_day : day > far_day ? far_day : day;
}

struct chron_axis
chron_exact(int64_t from, int64_t to, int cols)
{
	struct chron_axis axis = { .cols = cols > 0 ? cols : 1 };

	from = clamp_day(from);
	to = clamp_day(to);
	if (to < from)
		to = from;
	axis.start = from * 8;
	axis.scale = ((to - from + 1) * 8 + axis.cols - 1) / axis.cols;
	return axis;
}

struct chron_axis
chron_fit(int64_t from, int64_t to, int cols)
{
	struct chron_axis axis = chron_exact(from, to, cols);
	int64_t middle = axis.start + axis.scale * axis.cols / 2;
	size_t i = 0;

	while (i + 1 < ARRAY_LEN(steps) && steps[i] < axis.scale)
		i++;
	axis.scale = steps[i];
	axis.start = middle - axis.scale * axis.cols / 2;
	return axis;
}

bool
chron_zoom(struct chron_axis *axis, int by, int64_t day)
{
	int64_t col = chron_col(axis, day);
	int at = 0, wanted;

	while (at + 1 < (int)ARRAY_LEN(steps) && steps[at] < axis->scale)
		at++;
	wanted = at - by;
	if (wanted < 0)
		wanted = 0;
	if (wanted >= (int)ARRAY_LEN(steps))
		wanted = (int)ARRAY_LEN(steps) - 1;
	if (steps[wanted] == axis->scale)
		return false;
	axis->scale = steps[wanted];
	chron_place(axis, day, (int)col);
	return true;
}

void
chron_pan(struct chron_axis *axis, int cols)
{
	axis->start += cols * axis->scale;
	if (axis->start < -far_day * 8)
		axis->start = -far_day * 8;
	if (axis->start > far_day * 8)
		axis->start = far_day * 8;
}

void
chron_place(struct chron_axis *axis, int64_t day, int col)
{
	axis->start = clamp_day(day) * 8 - col * axis->scale;
}

void
chron_show(struct chron_axis *axis, int64_t day, int share)
{
	int64_t margin = axis->cols * (int64_t)(100 - share) / 200;
	int64_t col = chron_col(axis, day);

	if (col < margin)
		chron_place(axis, day, (int)margin);
	else if (col >= axis->cols - margin)
		chron_place(axis, day, (int)(axis->cols - margin - 1));
}

void
chron_resize(struct chron_axis *axis, int cols, int64_t day)
{
	int64_t col = chron_col(axis, day);

	if (cols < 1)
		cols = 1;
	if (col < 0 || col >= axis->cols)
		col = axis->cols / 2;
	col = col * cols / axis->cols;
	axis->cols = cols;
	chron_place(axis, day, (int)col);
}

int64_t
chron_col(const struct chron_axis *axis, int64_t day)
{
	return floor_div(clamp_day(day) * 8 - axis->start, axis->scale);
}

int64_t
chron_day(const struct chron_axis *axis, int64_t col)
{
	int64_t left = axis->start + col * axis->scale;
	int64_t first = floor_div(left + 7, 8);

	/* No day begins in a column of less than one: the one that lasts. */
	return first * 8 < left + axis->scale ? first : floor_div(left, 8);
}

int64_t
chron_days(const struct chron_axis *axis)
{
	return axis->scale > 8 ? axis->scale / 8 : 1;
}

void
chron_edges(const struct chron_axis *axis, int64_t *edges)
{
	int i;

	for (i = 0; i <= axis->cols; i++)
		edges[i] = floor_div(axis->start + i * axis->scale + 7, 8);
}

void
chron_blank(const struct chron_axis *axis, struct chron_cell *row)
{
	int i;

	for (i = 0; i < axis->cols; i++)
		row[i] = (struct chron_cell){ ' ', CHRON_BLANK };
}

void
chron_put(const struct chron_axis *axis, int64_t day, uint32_t cp,
    enum chron_kind kind, struct chron_cell *row)
{
	int64_t col = chron_col(axis, day);

	if (edtf_is_day(day) && col >= 0 && col < axis->cols)
		row[col] = (struct chron_cell){ cp, kind };
}

char
chron_ascii(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char ascii;
	} stand_in[] = {
		{ 0x2500, '-' },
		{ 0x2501, '=' },
		{ 0x2504, '.' },
		{ 0x254c, ':' },
		{ 0x2506, '|' },
		{ 0x2502, '|' },
		{ 0x253c, '+' },
		{ 0x253f, '+' },
		{ 0x252c, '+' },
		{ 0x252f, '+' },
		{ 0x2534, '+' },
		{ 0x2537, '+' },
		{ 0x2575, '|' },
		{ 0x2577, '|' },
		{ 0x25bc, 'v' },
		{ 0x25b2, '^' },
		{ 0x2523, '[' },
		{ 0x252b, ']' },
		{ 0x2578, '=' },
		{ 0x257a, '=' },
		{ 0x25b6, '>' },
		{ 0x25c6, '*' },
		{ 0x25be, 'v' },
		{ 0x25c2, '<' },
		{ 0x25b8, '>' },
		{ 0x2550, '~' },
		{ 0x2581, '.' },
		{ 0x2582, '.' },
		{ 0x2583, ':' },
		{ 0x2584, ':' },
		{ 0x2585, '+' },
		{ 0x2586, '+' },
		{ 0x2587, '#' },
		{ 0x2588, '#' },
	};
	size_t i;

	if (cp < 0x7f)
		return (char)cp;
	for (i = 0; i < ARRAY_LEN(stand_in); i++)
		if (stand_in[i].cp == cp)
			return stand_in[i].ascii;
	return '?';
}
