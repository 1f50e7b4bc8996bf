#include "config.h"

#include "ui/past.h"

static void
forget(struct past *past, size_t i)
{
	free(past->v[i]);
	past->n--;
	past->fresh = past->fresh < past->n ? past->fresh : past->n;
	memmove(past->v + i, past->v + i + 1, (past->n - i) * sizeof(*past->v));
}

void
past_add(struct past *past, struct str line)
{
	if (line.len == 0 || line.len > PAST_BYTES / 4 ||
	    memchr(line.p, '\n', line.len) != NULL)
		return;
	for (size_t i = past->n; i > 0; i--)
		if (str_is(line, past->v[i - 1]))
			forget(past, i - 1);
	if (past->n == PAST_LINES)
		forget(past, 0);
	past->v = xreallocarray(past->v, past->n + 1, sizeof(*past->v));
	past->v[past->n++] = xstrndup(line.p, line.len);
	past->fresh += past->fresh < past->n;
}

void
past_read(struct past *past, struct str text)
{
	struct str line;
	while (text.p != NULL && str_split(&text, '\n', &line))
		past_add(past, line);
	past->fresh = 0;
}

void
past_text(const struct past *past, struct buf *out)
{
	size_t first = past->n, bytes = 0;
	while (first > 0 && bytes < PAST_BYTES)
		bytes += strlen(past->v[--first]) + 1;
	if (bytes > PAST_BYTES)
		first++;
	for (size_t i = first; i < past->n; i++)
		buf_addf(out, "%s%s", i > first ? "\n" : "", past->v[i]);
}

void
past_merge(struct past *past, struct str stored, struct buf *out)
{
	struct past all = { 0 };
	past_read(&all, stored);
	for (size_t i = past->n - past->fresh; i < past->n; i++)
		past_add(&all, str_of(past->v[i]));
	past->fresh = 0;
	past_text(&all, out);
	past_free(&all);
}

void
past_free(struct past *past)
{
	for (size_t i = 0; i < past->n; i++)
		free(past->v[i]);
	free(past->v);
}
