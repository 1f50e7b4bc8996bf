/* Where a passage of a REFI-QDA project stands: programs count code points or
 * UTF-16, and CR LF as one or as two. */
#include "config.h"

#include "model/qda-in.h"

#include <ctype.h>

#include "model/utf8.h"

enum { UTF16 = 1, ONE_LF = 2, UNITS = 4, COMPARED = 24 };

size_t
qda_place(struct qda_place *p, int64_t points)
{
	if (points < p->points)
		p->at = 0, p->points = 0;
	while (p->points < points && p->at < p->raw.len) {
		size_t before = p->at;
		uint32_t cp = utf8_next(p->raw, &p->at);

		if ((p->unit & ONE_LF) != 0 && cp == '\r' &&
		    p->at < p->raw.len && p->raw.p[p->at] == '\n')
			continue;
		p->points += (p->unit & UTF16) != 0 && cp > 0xffff ? 2 : 1;
		if (p->points > points) { /* inside a code point */
			p->at = before;
			break;
		}
	}
	return p->points >= points ? p->at : SIZE_MAX;
}

/* Do they begin alike, whatever stands between their letters? */
static bool
alike(struct str name, struct str text)
{
	size_t i = 0, k = 0, same = 0;

	while (i < name.len && same < COMPARED) {
		if (isspace((unsigned char)name.p[i])) {
			i++;
			continue;
		}
		while (k < text.len && isspace((unsigned char)text.p[k]))
			k++;
		if (k == text.len || text.p[k] != name.p[i])
			break;
		same++, i++, k++;
	}
	return same == COMPARED || (same > 0 && i == name.len);
}

/* How many selections fit; -1: one of them lies outside the text. */
static int
fit(struct qda_in *q, const xmlNode *source, struct qda_place *p)
{
	const xmlNode *s = qda_child(source, "PlainTextSelection");
	int n = 0;

	for (; s != NULL; s = qda_next(s, "PlainTextSelection")) {
		int64_t start = -1, end = -1;
		size_t from, to;

		(void)str_int(qda_attr(q, s, "startPosition"), &start);
		(void)str_int(qda_attr(q, s, "endPosition"), &end);
		from = start >= 0 ? qda_place(p, start) : SIZE_MAX;
		to = end >= start ? qda_place(p, end) : SIZE_MAX;
		if (from == SIZE_MAX || to == SIZE_MAX)
			return -1;
		n += alike(qda_attr(q, s, "name"), str_slice(p->raw, from, to));
	}
	return n;
}

void
qda_unit(struct qda_in *q, const xmlNode *source, struct qda_place *p)
{
	static const int usual[UNITS] = { 0, ONE_LF, UTF16, UTF16 | ONE_LF };
	int best = -2, chosen = q->atlas ? ONE_LF : 0, i;

	for (i = 0; i < UNITS; i++) {
		int n;

		/* ATLAS.ti counts line ends as one, whatever is in the file. */
		p->unit = usual[q->atlas ? i ^ 1 : i];
		p->at = 0, p->points = 0;
		n = fit(q, source, p);
		if (n > best) {
			best = n;
			chosen = p->unit;
		}
	}
	p->unit = chosen;
	p->at = 0, p->points = 0;
}

struct str
qda_lines(struct qda_in *q, struct str text)
{
	char *p = arena_alloc(&q->arena, text.len + 1);
	size_t i, n = 0;

	for (i = 0; i < text.len; i++) {
		p[n++] = text.p[i] == '\r' ? '\n' : text.p[i];
		if (text.p[i] == '\r' && i + 1 < text.len &&
		    text.p[i + 1] == '\n')
			i++;
	}
	return (struct str){ p, n };
}
