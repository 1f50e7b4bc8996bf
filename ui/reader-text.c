#include "config.h"

#include "ui/reader-text.h"

#include "model/words.h"

struct str
reader_part_text(const struct reader_layout *layout, enum reader_part part)
{
	switch (part) {
	case PART_TITLE:
		return layout->title;
	case PART_META:
		return layout->meta;
	case PART_LINK:
		return layout->link;
	case PART_COPIES:
		return layout->copies;
	case PART_BESIDE:
		return layout->beside;
	case PART_WARN:
		return layout->warn;
	case PART_TEXT:
		return layout->text;
	case PART_BLANK:
		break;
	}
	return str_of("");
}

struct part_lines {
	enum reader_part part;
	const struct line *lines;
	size_t n;
};

static void
wrap_part(const struct reader_layout *layout, struct arena *arena,
    struct part_lines *p)
{
	struct str text = reader_part_text(layout, p->part);
	struct line *lines = NULL;

	if (p->part == PART_LINK) {
		p->n = text.len > 0 ? 1 : 0;
	} else if (p->part == PART_TEXT && layout->lines != NULL) {
		p->lines = layout->lines;
		p->n = layout->n_lines;
	} else if (text.len > 0) {
		wrap_text(arena, text, layout->measure, &lines, &p->n);
		p->lines = lines;
	}
}

void
reader_layout(struct reader_layout *layout, struct arena *arena, int measure)
{
	struct part_lines parts[] = { { PART_TITLE, NULL, 0 },
		{ PART_META, NULL, 0 }, { PART_LINK, NULL, 0 },
		{ PART_COPIES, NULL, 0 }, { PART_BESIDE, NULL, 0 },
		{ PART_WARN, NULL, 0 }, { PART_BLANK, NULL, 1 },
		{ PART_TEXT, NULL, 0 } };
	struct reader_row *row;

	layout->measure = measure;
	layout->n = 0;
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		wrap_part(layout, arena, &parts[i]);
		layout->n += parts[i].n;
	}
	row = layout->rows = arena_array(arena, layout->n, sizeof *row);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		if (parts[i].part == PART_TEXT)
			layout->head = (size_t)(row - layout->rows);
		for (size_t k = 0; k < parts[i].n; k++) {
			row->part = parts[i].part;
			if (parts[i].lines != NULL)
				row->line = parts[i].lines[k];
			row++;
		}
	}
}

size_t
reader_row_of(const struct reader_layout *layout, uint32_t at)
{
	size_t low = layout->head, high = layout->n;

	if (high == low)
		return 0;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (layout->rows[middle].line.span.from <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct reader_place
reader_place_of(const struct reader_layout *layout, size_t row)
{
	if (row < layout->head || row >= layout->n)
		return (struct reader_place){ false, (uint32_t)row };
	return (struct reader_place){ true, layout->rows[row].line.span.from };
}

size_t
reader_place_row(const struct reader_layout *layout, struct reader_place place)
{
	if (place.in_text)
		return reader_row_of(layout, place.at);
	return place.at < layout->head ? place.at : 0;
}

void
layers_release(struct layers *layers)
{
	free(layers->v);
	*layers = (struct layers){ 0 };
}

void
layers_reset(struct layers *layers)
{
	layers->n = 0;
}

void
layers_add(
    struct layers *layers, struct span window, struct span span, enum role role)
{
	if (span.from >= window.to || span.to <= window.from ||
	    span.from >= span.to)
		return;
	if (layers->n == layers->size) {
		layers->size = layers->size == 0 ? 64 : layers->size * 2;
		layers->v =
		    xreallocarray(layers->v, layers->size, sizeof *layers->v);
	}
	layers->v[layers->n++] = (struct role_span){ span, role };
}

static int
by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* The topmost layer over [from, to), which no layer's border cuts. */
static const struct role_span *
on_top(const struct layers *layers, uint32_t from, uint32_t to)
{
	for (size_t i = layers->n; i-- > 0;)
		if (layers->v[i].span.from <= from &&
		    layers->v[i].span.to >= to)
			return &layers->v[i];
	return NULL;
}

void
layers_flatten(const struct layers *layers, struct arena *arena,
    struct role_span **spans, size_t *n)
{
	uint32_t *edges = arena_array(arena, layers->n * 2 + 1, sizeof *edges);
	struct role_span *out =
	    arena_array(arena, layers->n * 2 + 1, sizeof *out);
	const struct role_span *top, *last = NULL;
	size_t n_edges = 0;

	*n = 0;
	*spans = out;
	for (size_t i = 0; i < layers->n; i++) {
		edges[n_edges++] = layers->v[i].span.from;
		edges[n_edges++] = layers->v[i].span.to;
	}
	qsort(edges, n_edges, sizeof *edges, by_value);
	for (size_t i = 0; i + 1 < n_edges; i++) {
		if (edges[i] == edges[i + 1])
			continue;
		top = on_top(layers, edges[i], edges[i + 1]);
		if (top != NULL && top == last &&
		    out[*n - 1].span.to == edges[i])
			out[*n - 1].span.to = edges[i + 1];
		else if (top != NULL)
			out[(*n)++] =
			    (struct role_span){ { edges[i], edges[i + 1] },
				    top->role };
		last = top;
	}
}

void
layers_tint(struct span sentence, struct arena *arena, struct role_span **spans,
    size_t *n)
{
	struct role_span *out = arena_array(arena, *n * 3 + 1, sizeof *out);
	size_t k = 0;

	for (size_t i = 0; i < *n; i++) {
		struct role_span s = (*spans)[i];
		struct span in = { s.span.from > sentence.from ? s.span.from
							       : sentence.from,
			s.span.to < sentence.to ? s.span.to : sentence.to };

		if (s.role < ROLE_PERSON || s.role > ROLE_NOTE ||
		    in.from >= in.to) {
			out[k++] = s;
			continue;
		}
		if (s.span.from < in.from)
			out[k++] = (struct role_span){ { s.span.from, in.from },
				s.role };
		out[k++] = (struct role_span){ in,
			(enum role)(s.role - ROLE_PERSON + ROLE_IN_SENTENCE) };
		if (s.span.to > in.to)
			out[k++] =
			    (struct role_span){ { in.to, s.span.to }, s.role };
	}
	*spans = out;
	*n = k;
}

uint32_t
text_before(struct str text, struct span hit, int cols)
{
	int before = cells_width(str_slice(text, 0, hit.from));
	uint32_t from = 0;
	struct span w;

	while (before > cols / 2 && word_next(text, from, &w) &&
	       w.to <= hit.from) {
		before -= cells_width(str_slice(text, from, w.to));
		from = w.to;
	}
	while (from > 0 && from < hit.from && text.p[from] == ' ')
		from++;
	return from;
}

size_t
span_beyond(const struct span *list, size_t n, uint32_t at, int dir)
{
	if (dir > 0) {
		for (size_t i = 0; i < n; i++)
			if (list[i].from > at)
				return i;
		return SIZE_MAX;
	}
	for (size_t i = n; i-- > 0;)
		if (list[i].from < at)
			return i;
	return SIZE_MAX;
}
