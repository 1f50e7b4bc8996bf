#include "config.h"

#include "ui/pane-reader.h"

#include "model/words.h"
#include "ui/article-dates.h"
#include "ui/claim-suggestions.h"
#include "ui/pane-entities.h"

static int
left_of(const struct reader *r, int w)
{
	int spare = w - 2 - r->layout.measure;

	return 1 + (spare > 8 ? (spare - 4) / 2 : 0);
}

/* Does the line begin at the right edge, the marks of its margin with it? Where
 * the terminal orders the text it begins at the left. */
static bool
at_right(const struct paint *paint, const struct line *line)
{
	return line->rtl && paint->bidi == BIDI_APP;
}

/* What claims say, and over that what several of them do. */
static void
gather_claims(const struct current *cur, struct span window, struct layers *l)
{
	size_t first = l->n;

	for (size_t i = 0; i < cur->n_claims; i++)
		for (size_t k = 0; k < cur->claims[i].n_spans; k++) {
			const struct claim_span *s = &cur->claims[i].spans[k];

			if (s->role == SPAN_CONTENT &&
			    s->anchor.state != ANCHOR_ORPHANED)
				layers_add(
				    l, window, s->anchor.span, ROLE_CLAIM);
		}
	for (size_t i = l->n, k = first; k < i; k++)
		for (size_t j = k + 1; j < i; j++) {
			struct span a = l->v[k].span, b = l->v[j].span;

			layers_add(l, window,
			    (struct span){ a.from > b.from ? a.from : b.from,
				a.to < b.to ? a.to : b.to },
			    ROLE_CLAIMS);
		}
}

/* Everything that lies on the stretch of text in sight, lowest first. */
static void
gather(const struct pane *p, struct span window, struct layers *l)
{
	const struct reader *r = p->state;
	const struct current *cur = &p->app->cur;
	size_t n_dates;
	const struct datex *dates = article_dates(p->app, &n_dates);

	layers_reset(l);
	if (!cursor_selecting(&r->cursor))
		layers_add(l, window, r->cursor.sentence, ROLE_SENTENCE);
	for (size_t i = 0; i < r->compared.n; i++)
		if (r->compared.list[i].kin != KIN_SAME)
			layers_add(
			    l, window, r->compared.list[i].span, ROLE_DIFFERS);
	gather_claims(cur, window, l);
	for (size_t i = 0; i < p->app->suggested.n; i++)
		if (suggested_open(p->app, i))
			layers_add(l, window, p->app->suggested.v[i].cue,
			    ROLE_SUGGESTION);
	for (size_t i = 0; i < cur->n_notes; i++)
		if (cur->notes[i].anchor.state != ANCHOR_ORPHANED)
			layers_add(
			    l, window, cur->notes[i].anchor.span, ROLE_NOTE);
	for (size_t i = 0; i < n_dates; i++)
		layers_add(l, window, dates[i].span, ROLE_DATE);
	for (size_t i = 0; i < cur->n_mentions; i++)
		layers_add(l, window, cur->mentions[i].span,
		    cur->entity != 0 && cur->mentions[i].entity == cur->entity
			? ROLE_MENTION
			: entity_role(cur->mentions[i].kind));
	for (size_t i = 0; i < r->compared.n_figures; i++)
		layers_add(l, window, r->compared.figures[i].here, ROLE_FIGURE);
	for (size_t i = 0; i < r->n_hits; i++)
		layers_add(l, window, r->hits[i], ROLE_HIT);
	for (size_t i = 0; i < r->n_found; i++)
		layers_add(l, window, r->found[i], ROLE_HIT);
	if (r->cursor.mode == CURSOR_POINT)
		layers_add(l, window, r->cursor.head, ROLE_SELECTION);
	if (cursor_selecting(&r->cursor))
		layers_add(
		    l, window, cursor_passage(&r->cursor), ROLE_SELECTION);
}

/* "N1", or "N1 N2" where several begin on a line: as far as there is room.
 * Whether any stands there. */
static bool
notes_on(const struct current *cur, struct span line, struct buf *sign)
{
	bool any = false;

	for (size_t i = 0; i < cur->n_notes; i++) {
		const struct anchor *a = &cur->notes[i].anchor;

		if (a->state == ANCHOR_NONE || a->state == ANCHOR_ORPHANED ||
		    a->span.from >= line.to || a->span.to <= line.from)
			continue;
		any = true;
		if (a->span.from >= line.from)
			buf_addf(
			    sign, "%sN%zu", sign->len > 0 ? " " : "", i + 1);
	}
	return any;
}

/* The open suggestion that stands on a line; NULL: none. */
static const struct suggestion *
suggestion_on(const struct app *app, struct span line)
{
	for (size_t i = 0; i < app->suggested.n; i++) {
		struct span all = suggestion_extent(&app->suggested.v[i]);

		if (suggested_open(app, i) && all.from < line.to &&
		    all.to > line.from)
			return &app->suggested.v[i];
	}
	return NULL;
}

/* Where a claim is said, in the order of the text; false: nowhere now. */
static bool
claim_stands(const struct claim *c, struct span line, uint32_t *from)
{
	bool here = false;

	*from = UINT32_MAX;
	for (size_t i = 0; i < c->n_spans; i++) {
		struct span s = c->spans[i].anchor.span;

		if (c->spans[i].role != SPAN_CONTENT ||
		    c->spans[i].anchor.state == ANCHOR_ORPHANED)
			continue;
		*from = s.from < *from ? s.from : *from;
		here = here || (s.from < line.to && s.to > line.from);
	}
	return here;
}

/* "C1 B3", or "C1 C2" where several begin: as far as there is room. */
static bool
claims_on(const struct current *cur, struct span line, struct buf *sign)
{
	size_t begun = 0;
	const struct claim *first = NULL;
	bool any = false;

	for (size_t i = 0; i < cur->n_claims; i++) {
		uint32_t from;

		if (!claim_stands(&cur->claims[i], line, &from))
			continue;
		any = true;
		if (from < line.from)
			continue;
		first = begun++ == 0 ? &cur->claims[i] : first;
		buf_addf(sign, "%sC%zu", begun > 1 ? " " : "", i + 1);
	}
	if (begun == 1) {
		char grade[GRADE_TEXT];

		(void)grade_text(first->grade, grade);
		buf_addf(sign, "%s%s", grade[0] != '\0' ? " " : "", grade);
	}
	return any;
}

/* Does the margin behind a line hold the sign of a claim or a note? */
static bool
has_sign(const struct current *cur, struct span line)
{
	struct buf sign = { 0 };
	bool any;

	(void)claims_on(cur, line, &sign);
	(void)notes_on(cur, line, &sign);
	any = sign.len > 0;
	buf_release(&sign);
	return any;
}

/* Where a paragraph ends with a suggestion the rest of the line says so;
 * x is the column where its text begins. */
static void
paint_suggested(const struct pane *p, struct paint *paint, int y,
    const struct line *line, int x)
{
	const struct reader *r = p->state;
	int left = left_of(r, paint->w), right = left + r->layout.measure;
	int edge = right + READER_SIGNS;
	struct str text =
	    str_slice(r->layout.text, line->span.from, line->span.to);
	struct str label = str_of("suggested claim");
	int from = x + cells_width(text) + 1, said = (int)label.len + 1, room;

	if (at_right(paint, line)) {
		from = left;
		right = x - 1;
	} else if (!has_sign(&p->app->cur, line->span)) {
		right = edge < paint->w - 1 ? edge : paint->w - 1;
	}
	room = right - from;
	if (room < 3)
		return;
	paint_fill(paint, y, from, room, ROLE_SUGGESTION, 0xb7); /* · */
	if (room < said + 3)
		return;
	/* At the far end of the line from the text. */
	x = at_right(paint, line) ? from : right - said;
	paint_fill(paint, y, x, said, ROLE_SUGGESTION, ' ');
	(void)paint_text(paint, y, at_right(paint, line) ? x : x + 1, said - 1,
	    ROLE_SUGGESTION, label);
}

static void
paint_margin(
    const struct pane *p, struct paint *paint, int y, const struct line *line)
{
	const struct reader *r = p->state;
	const struct app *app = p->app;
	int left = left_of(r, paint->w), end = left + r->layout.measure;
	int bar = at_right(paint, line) ? end : left - 1, x = end + 1;
	uint32_t sign = at_right(paint, line) ? 0x258c : 0x2590; /* ▌ ▐ */
	struct buf claims = { 0 }, notes = { 0 };
	bool claimed = claims_on(&app->cur, line->span, &claims);
	bool noted = notes_on(&app->cur, line->span, &notes);

	if (claimed)
		paint_put(paint, y, bar, ROLE_CLAIM_MARK, sign);
	else if (noted)
		paint_put(paint, y, bar, ROLE_MARK, sign);
	else if (suggestion_on(app, line->span) != NULL)
		paint_put(paint, y, bar, ROLE_SUGGESTION, 0x2506); /* ┆ */
	if (claims.len > 0)
		x += paint_text(paint, y, x, paint->w - x, ROLE_CLAIM_MARK,
			 buf_view(&claims)) +
		     1;
	if (notes.len > 0 && x + 2 <= paint->w)
		(void)paint_text(
		    paint, y, x, paint->w - x, ROLE_MARK, buf_view(&notes));
	buf_release(&claims);
	buf_release(&notes);
}

static enum role
part_role(enum reader_part part)
{
	switch (part) {
	case PART_TITLE:
		return ROLE_TITLE;
	case PART_META:
	case PART_LINK:
	case PART_COPIES:
		return ROLE_DIM;
	case PART_BESIDE:
		return ROLE_DIFFERS;
	case PART_WARN:
		return ROLE_HIDDEN;
	case PART_TEXT:
	case PART_BLANK:
		break;
	}
	return ROLE_TEXT;
}

/* A link that is too long loses its middle: both the site and the end tell it
 * from others. */
static void
paint_link(struct paint *paint, int y, int x, int cols, struct str link)
{
	size_t from = link.len, head;
	int used;

	if (cells_width(link) <= cols || cols < 24) {
		(void)paint_text(paint, y, x, cols, ROLE_DIM, link);
		return;
	}
	head = paint_fits(paint, cols * 2 / 3, link);
	used =
	    paint_text(paint, y, x, cols, ROLE_DIM, str_slice(link, 0, head));
	used +=
	    paint_text(paint, y, x + used, 1, ROLE_DIM, str_of("\xe2\x80\xa6"));
	while (from > head) {
		size_t before = cluster_prev(link, from);

		if (cells_width(str_slice(link, before, link.len)) >
		    cols - used)
			break;
		from = before;
	}
	(void)paint_text(paint, y, x + used, cols - used, ROLE_DIM,
	    str_slice(link, from, link.len));
}

static void
paint_reader_row(const struct pane *p, struct paint *paint, int y,
    const struct role_span *spans, size_t n)
{
	const struct reader *r = p->state;
	const struct reader_row *row = &r->layout.rows[r->top + (size_t)y];
	int left = left_of(r, paint->w), cols = r->layout.measure, x;

	if (row->part == PART_BLANK)
		return;
	if (row->part == PART_LINK) {
		paint_link(paint, y, left, cols, r->layout.link);
		return;
	}
	/* First, for what holds right-to-left text together in terminals that
	 * order it themselves rides on the cell beside it. */
	if (row->part == PART_TEXT)
		paint_margin(p, paint, y, &row->line);
	x = paint_roles(paint, y, left, cols,
	    reader_part_text(&r->layout, row->part), &row->line,
	    &(struct line_roles){
		part_role(row->part), spans, row->part == PART_TEXT ? n : 0 });
	if (row->part != PART_TEXT)
		return;
	if (row->line.span.to >= row->line.par.to &&
	    suggestion_on(p->app, row->line.span) != NULL)
		paint_suggested(p, paint, y, &row->line, x);
}

void
reader_paint(const struct pane *p, struct paint *paint)
{
	struct reader *r = p->state;
	struct span window = { UINT32_MAX, 0 };
	struct role_span *spans = NULL;
	size_t n = 0;
	int h = paint->h;

	if (!r->ready || r->article == 0) {
		(void)paint_text(paint, 1, 2, paint->w - 3, ROLE_DIM,
		    str_of("No article is open: Enter on one in the list"));
		return;
	}
	if (r->layout.n - r->top < (size_t)h)
		h = (int)(r->layout.n - r->top);
	for (int y = 0; y < h; y++) {
		const struct reader_row *row =
		    &r->layout.rows[r->top + (size_t)y];

		if (row->part != PART_TEXT)
			continue;
		if (window.from == UINT32_MAX)
			window.from = row->line.span.from;
		window.to = row->line.span.to;
	}
	gather(p, window, &r->layers);
	layers_flatten(&r->layers, paint->arena, &spans, &n);
	if (!cursor_selecting(&r->cursor))
		layers_tint(r->cursor.sentence, paint->arena, &spans, &n);
	for (int y = 0; y < h; y++)
		paint_reader_row(p, paint, y, spans, n);
}
