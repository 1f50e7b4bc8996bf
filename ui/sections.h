/* Text under headings, wrapped and scrolled: what the details of a claim and of
 * a source are made of. */
#ifndef UI_SECTIONS_H
#define UI_SECTIONS_H

#include "model/wrap.h"
#include "ui/paint.h"

struct section_line {
	struct str text;
	struct line line;
	enum role role;
	int indent;
	/* The right half, where there are two columns. */
	bool beside;
	struct str other;
	struct line other_line;
	enum role other_role;
	int other_indent;
};

struct sections {
	struct arena *arena; /* of lines and texts */
	struct section_line *v;
	size_t n;
	int cols; /* that text may take */
};

/* A text in as many lines as it needs; nothing for an empty one. */
void sections_add(
    struct sections *s, struct str text, enum role role, int indent);
void sections_blank(struct sections *s);
/* A heading, apart from what stands before it. */
void sections_head(struct sections *s, const char *name);
/* Two columns side by side, each of half the width less two. */
void sections_beside(struct sections *s, const struct sections *left,
    const struct sections *right);
int sections_half(const struct sections *s);

/* The first line in sight after scrolling by so many, of h in sight. */
size_t sections_scroll(const struct sections *s, size_t top, int rows, int h);
void sections_paint(const struct sections *s, size_t top, struct paint *paint);

#endif
