/* What lasts: "for more than two years", "over the past three months". */
#include "config.h"

#include "model/datex-match.h"

/* A length of time as it is said: "for more than the past two years". */
struct lasting {
	enum word_class lead;
	bool more, nearly, past;
	int64_t n, unit;
};

static size_t
skip_than(const struct reading *r, size_t j)
{
	j = skip_class(r, j, WORD_THAN);
	return skip_class(r, skip_class(r, j, WORD_OF), WORD_FROM);
}

/* How long: two years, deux dernières années, السنوات الثلاث الماضية. */
static size_t
match_length(const struct reading *r, size_t j, struct lasting *l)
{
	size_t end;

	if (class_at(r, j) == WORD_LAST) {
		l->past = true;
		j++;
	}
	if (l->past && class_at(r, j) == WORD_UNIT && value_at(r, j) != 'd') {
		l->n = 1;
		l->unit = value_at(r, j);
		end = j + 1;
	} else if (class_at(r, j) == WORD_COUNT &&
		   class_at(r, j + 1) == WORD_LAST &&
		   class_at(r, j + 2) == WORD_UNIT) {
		l->past = true;
		l->n = value_at(r, j);
		l->unit = value_at(r, j + 2);
		end = j + 3;
	} else if (class_at(r, j) == WORD_UNIT &&
		   class_at(r, j + 1) == WORD_COUNT &&
		   class_at(r, j + 2) == WORD_LAST) {
		l->n = value_at(r, j + 1);
		l->unit = value_at(r, j);
		end = j + 2;
	} else
		end = match_amount(r, j, &l->n, &l->unit);
	if (end > 0 && class_at(r, end) == WORD_LAST) {
		l->past = true;
		end++;
	}
	return end;
}

static void
put_lasting(const struct reading *r, const struct lasting *l, struct when *w)
{
	w->from = moved(r, l->unit, -l->n);
	w->ongoing = l->lead != WORD_IN && l->lead != WORD_LAST &&
		     !(l->past && !l->more);
	w->shape = l->more ? SHAPE_NOT_AFTER : SHAPE_AT;
	if (!l->more && l->unit != 'd')
		w->from.quality = EDTF_APPROXIMATE;
	if (l->past && !l->more) {
		w->shape = SHAPE_BETWEEN;
		w->from.quality = 0;
		w->to = point_of_day(r->today);
		if (w->from.day == 0)
			w->to.day = 0;
	}
}

/* The words before the length; the token behind them. */
static size_t
match_before_length(const struct reading *r, size_t i, struct lasting *l)
{
	size_t j = l->lead == WORD_LAST ? i : i + 1;

	if (l->lead == WORD_MORE || l->lead == WORD_NEARLY ||
	    l->lead == WORD_WHAT)
		j = i; /* لأكثر من عامين: the "for" is in the word */
	j = skip_class(r, skip_class(r, j, WORD_THE), WORD_OF);
	if (class_at(r, j) == WORD_IN && class_at(r, j + 1) == WORD_MORE)
		j++;                     /* at least */
	j = skip_class(r, j, WORD_WHAT); /* ما يزيد على */
	if (class_at(r, j) == WORD_MORE ||
	    (class_at(r, j) == WORD_FOR && l->lead == WORD_FOR)) {
		l->more = true;
		return skip_than(r, j + 1);
	}
	if (class_at(r, j) == WORD_NEARLY || class_at(r, j) == WORD_ABOUT) {
		l->nearly = true;
		return skip_than(r, j + 1);
	}
	return j;
}

/* the next five years: from now on. */
static size_t
match_ahead(const struct reading *r, size_t i, struct when *w)
{
	int64_t n, unit;
	size_t end = match_amount(r, i + 1, &n, &unit);

	if (end == 0)
		return 0;
	w->shape = SHAPE_BETWEEN;
	w->from = point_of_day(r->today);
	w->to = moved(r, unit, n);
	if (w->to.day == 0)
		w->from.day = 0;
	return end;
}

/* "for more than two years", "for the past three months", "منذ أكثر من عامين",
 * "depuis deux ans": it began then and goes on; over the past N units: the
 * stretch up to now. */
size_t
match_duration(const struct reading *r, size_t i, struct when *w)
{
	struct lasting l = { .lead = class_at(r, i) };
	bool inside =
	    l.lead == WORD_MORE || l.lead == WORD_NEARLY || l.lead == WORD_WHAT;
	size_t end;

	memset(w, 0, sizeof(*w));
	if (l.lead == WORD_NEXT)
		return match_ahead(r, i, w);
	if (l.lead == WORD_LAST && match_amount(r, i + 1, &l.n, &l.unit) == 0)
		return 0;          /* last week is one */
	if (l.lead == WORD_THIS) { /* ces trois derniers jours */
		end = match_length(r, i + 1, &l);
		if (end == 0 || !l.past || l.n < 2)
			return 0;
		l.lead = WORD_LAST;
		put_lasting(r, &l, w);
		return end;
	}
	if (!inside && l.lead != WORD_LAST && l.lead != WORD_FOR &&
	    l.lead != WORD_SINCE && l.lead != WORD_SINCE_AGO &&
	    l.lead != WORD_IN)
		return 0;
	end = match_length(r, match_before_length(r, i, &l), &l);
	if (end == 0 || class_at(r, end) == WORD_AGO)
		return 0;
	if (!l.more && !l.nearly && !l.past && l.lead != WORD_SINCE &&
	    l.lead != WORD_SINCE_AGO && !r->typed)
		return 0; /* jailed for two years: nothing says when */
	if (inside && !r->typed &&
	    (!r->t.v[i].arabic || r->text.p[r->t.v[i].span.from] != '\xd9' ||
		r->text.p[r->t.v[i].span.from + 1] != '\x84'))
		return 0;
	put_lasting(r, &l, w);
	return end;
}
