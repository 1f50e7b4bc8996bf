#include "config.h"

#include "store/find-plan.h"

/* A date decides the place in the list to the second, but articles of one
 * second are moved on, and time zones shift a day. */
enum { SLACK = 2 * 86400 };

/* The first or last second of a day as an ord, with room to either side. */
static int64_t
ord_of(int64_t day, bool first)
{
	const int64_t far = INT64_MAX / 86400 - 4;

	if (day <= -far)
		return INT64_MIN;
	if (day >= far)
		return INT64_MAX;
	return first ? day * 86400 - SLACK : (day + 1) * 86400 + SLACK;
}

/* Dates that every article found must meet narrow where the walk starts and
 * ends. */
void
plan_bounds(struct plan *plan, const struct query *q)
{
	const struct query *kid;
	int64_t first, last;

	if (q->op == QUERY_AND) {
		for (kid = q->kids; kid != NULL; kid = kid->next)
			plan_bounds(plan, kid);
	} else if (q->op == QUERY_FIELD &&
		   (q->field == FIELD_ON || q->field == FIELD_AFTER ||
		       q->field == FIELD_BEFORE)) {
		first =
		    q->first == INT64_MIN ? INT64_MIN : ord_of(q->first, true);
		last =
		    q->last == INT64_MAX ? INT64_MAX : ord_of(q->last, false);
		if (first > plan->first)
			plan->first = first;
		if (last < plan->last)
			plan->last = last;
	}
}
