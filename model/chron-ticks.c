/* Labels under which the time runs. */
#include "config.h"

#include "model/chron.h"

enum unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

/* What the labels stand for: n units, the least days between two of them, and
 * the columns that the widest label needs with a gap. The choice depends on
 * the scale alone, so that panning moves labels and changes none. */
static const struct ticks {
	enum unit unit;
	int n, days, room;
} ticks[] = {
	{ UNIT_DAY, 1, 1, 7 },
	{ UNIT_WEEK, 1, 7, 8 },
	{ UNIT_MONTH, 1, 28, 6 },
	{ UNIT_MONTH, 3, 90, 6 },
	{ UNIT_YEAR, 1, 365, 7 },
	{ UNIT_YEAR, 2, 730, 7 },
	{ UNIT_YEAR, 5, 1826, 7 },
	{ UNIT_YEAR, 10, 3652, 7 },
	{ UNIT_YEAR, 20, 7304, 7 },
	{ UNIT_YEAR, 50, 18262, 7 },
	{ UNIT_YEAR, 100, 36524, 7 },
	{ UNIT_YEAR, 500, 182621, 7 },
};

static const struct ticks *
ticks_for(const struct chron_axis *axis)
{
	size_t i = 0;

	while (i + 1 < ARRAY_LEN(ticks) &&
	       ticks[i].days * INT64_C(8) < ticks[i].room * axis->scale)
		i++;
	return &ticks[i];
}

static int64_t
round_down(int64_t value, int64_t n)
{
	int64_t rest = value % n;

	return value - (rest < 0 ? rest + n : rest);
}

/* The first tick at or before a day. */
static int64_t
tick_before(const struct ticks *t, int64_t day)
{
	struct ymd d = day_split(day);

	switch (t->unit) {
	case UNIT_DAY:
		return day;
	case UNIT_WEEK:
		return day - day_weekday(day);
	case UNIT_MONTH:
		return day_number(d.year, (d.month - 1) / t->n * t->n + 1, 1);
	case UNIT_YEAR:
		break;
	}
	return day_number(round_down(d.year, t->n), 1, 1);
}

static int64_t
tick_after(const struct ticks *t, int64_t tick)
{
	struct ymd d = day_split(tick);

	switch (t->unit) {
	case UNIT_DAY:
		return tick + 1;
	case UNIT_WEEK:
		return tick + 7;
	case UNIT_MONTH:
		return day_number(d.year, d.month + t->n, 1);
	case UNIT_YEAR:
		break;
	}
	return day_number(d.year + t->n, 1, 1);
}

static void
label(const struct ticks *t, int64_t tick, char *text, size_t size)
{
	struct ymd d = day_split(tick);

	if (t->unit == UNIT_WEEK)
		snprintf(text, size, "%d %s", d.day, day_month_short(d.month));
	else if (t->unit == UNIT_DAY && d.day > 1)
		snprintf(text, size, "%d", d.day);
	else if (d.month > 1)
		snprintf(text, size, "%s", day_month_short(d.month));
	else
		snprintf(text, size, "%lld", (long long)d.year);
}

void
chron_ticks(const struct chron_axis *axis, struct chron_cell *row)
{
	const struct ticks *t = ticks_for(axis);
	int64_t tick = tick_before(t, chron_day(axis, 0)), col;
	int i, n;

	for (i = 0; i < axis->cols; i++)
		row[i] = (struct chron_cell){ 0x2500, CHRON_RULE };
	/* Ticks stand columns apart, but for those of millions of years. */
	for (n = 0;
	     n <= axis->cols && (col = chron_col(axis, tick)) < axis->cols;
	     n++, tick = tick_after(t, tick)) {
		char text[32];
		int len;

		if (col < 0)
			continue;
		label(t, tick, text, sizeof(text));
		len = (int)strlen(text);
		if (col + len > axis->cols)
			break;
		for (i = 0; i < len; i++)
			row[col + i] = (struct chron_cell){
				(unsigned char)text[i],
				CHRON_LABEL,
			};
		if (col + len < axis->cols)
			row[col + len].cp = ' ';
		if (col > 0)
			row[col - 1].cp = ' ';
	}
}
