#include "config.h"

#include "ui/sections.h"

enum { LEAST = 8, BETWEEN = 3 /* columns: blank, rule, blank */ };

static struct section_line *
put(struct sections *s)
{
	s->v = arena_grow(s->arena, s->v, s->n, sizeof *s->v);
	s->v[s->n] = (struct section_line){ .role = ROLE_TEXT };
	return &s->v[s->n++];
}

void
sections_add(struct sections *s, struct str text, enum role role, int indent)
{
	int cols = s->cols - indent;
	struct line *lines;
	size_t n;

	text = str_trim(text);
	if (text.len == 0)
		return;
	wrap_text(s->arena, text, cols > LEAST ? cols : LEAST, &lines, &n);
	for (size_t i = 0; i < n; i++)
		*put(s) = (struct section_line){
			.text = text,
			.line = lines[i],
			.role = role,
			.indent = indent,
		};
}

void
sections_blank(struct sections *s)
{
	(void)put(s);
}

void
sections_head(struct sections *s, const char *name)
{
	if (s->n > 0)
		sections_blank(s);
	sections_add(s, str_of(name), ROLE_DIM, 0);
}

int
sections_half(const struct sections *s)
{
	return (s->cols - BETWEEN) / 2;
}

void
sections_beside(struct sections *s, const struct sections *left,
    const struct sections *right)
{
	size_t n = left->n > right->n ? left->n : right->n;

	for (size_t i = 0; i < n; i++) {
		struct section_line *line = put(s);

		if (i < left->n)
			*line = left->v[i];
		line->beside = true;
		if (i >= right->n)
			continue;
		line->other = right->v[i].text;
		line->other_line = right->v[i].line;
		line->other_role = right->v[i].role;
		line->other_indent = right->v[i].indent;
	}
}

size_t
sections_scroll(const struct sections *s, size_t top, int rows, int h)
{
	int64_t last = (int64_t)s->n - h, to = (int64_t)top + rows;

	if (to > last)
		to = last;
	return to > 0 ? (size_t)to : 0;
}

static void
paint_one(struct paint *paint, int y, const struct section_line *l)
{
	int half = (paint->w - 2 - BETWEEN) / 2;
	int cols = l->beside ? half : paint->w - 2;

	if (l->text.len > 0)
		(void)paint_line(paint, y, 1 + l->indent, cols - l->indent,
		    l->text, &l->line, l->role);
	if (!l->beside)
		return;
	paint_put(paint, y, 1 + half + 1, ROLE_BORDER, 0x2502); /* │ */
	if (l->other.len > 0)
		(void)paint_line(paint, y, 1 + half + BETWEEN + l->other_indent,
		    half - l->other_indent, l->other, &l->other_line,
		    l->other_role);
}

void
sections_paint(const struct sections *s, size_t top, struct paint *paint)
{
	for (int y = 0; y < paint->h && top + (size_t)y < s->n; y++)
		paint_one(paint, y, &s->v[top + (size_t)y]);
	if (top + (size_t)paint->h < s->n)
		paint_put(paint, paint->h - 1, paint->w - 1, ROLE_FOCUS,
		    0x25be); /* ▾ */
	if (top > 0)
		paint_put(paint, 0, paint->w - 1, ROLE_FOCUS, 0x25b4); /* ▴ */
}
