/* The reader without a screen: rows of an article at a measure, what lies on
 * them, where the cursor stands. Pure: tested with strings alone. */
#ifndef UI_READER_TEXT_H
#define UI_READER_TEXT_H

#include "model/wrap.h"
#include "ui/paint.h"

/* The head of the article and then its text, row by row. */
enum reader_part {
	PART_TITLE,
	PART_META,
	PART_LINK,   /* one row, clipped */
	PART_COPIES, /* what it is a copy of */
	PART_BESIDE, /* what it says otherwise than the one beside it */
	PART_WARN,
	PART_BLANK,
	PART_TEXT,
};

struct reader_row {
	enum reader_part part;
	struct line line; /* of the part's own text */
};

struct reader_layout {
	struct str title, meta, link, copies, beside, warn, text; /* borrowed */
	const struct line *lines; /* of the text at that measure, if known */
	size_t n_lines;
	struct reader_row *rows;
	size_t n, head; /* all rows, and those before the text */
	int measure;    /* columns */
};

/* Rows at that measure; parts that are empty have none. They live in the
 * arena. */
void reader_layout(
    struct reader_layout *layout, struct arena *arena, int measure);
/* The text that a row is a line of. */
struct str reader_part_text(
    const struct reader_layout *layout, enum reader_part part);
/* The row that byte `at` of the text stands on. */
size_t reader_row_of(const struct reader_layout *layout, uint32_t at);

/* Where the screen's first row stands, so that it is found again at another
 * measure: a row of the head, or a byte of the text. */
struct reader_place {
	bool in_text;
	uint32_t at;
};
struct reader_place reader_place_of(
    const struct reader_layout *layout, size_t row);
size_t reader_place_row(
    const struct reader_layout *layout, struct reader_place place);

/* What lies on a text: later layers cover earlier ones. */
struct layers {
	struct role_span *v;
	size_t n, size;
};
void layers_release(struct layers *layers);
void layers_reset(struct layers *layers);
/* Only if it touches the window. */
void layers_add(struct layers *layers, struct span window, struct span span,
    enum role role);
/* As spans that do not overlap, in order, each with the role on top. */
void layers_flatten(const struct layers *layers, struct arena *arena,
    struct role_span **spans, size_t *n);

/* Names, claims and notes within the sentence at the cursor take its ground:
 * spans become those of ROLE_IN_SENTENCE there. */
void layers_tint(struct span sentence, struct arena *arena,
    struct role_span **spans, size_t *n);

/* The cursor: it stands in a sentence; it may point at a word or mention in
 * it, or stretch a selection from an anchor to a head. */
enum cursor_mode { CURSOR_SENTENCE, CURSOR_POINT, CURSOR_WORDS, CURSOR_CHARS };

struct cursor {
	enum cursor_mode mode;
	struct span sentence;
	struct span anchor, head; /* POINT: both are what it points at */
};

/* Into the sentence at byte `at`, or the first after it. */
void cursor_to(struct cursor *c, struct str text, uint32_t at);
/* At a passage: a mention, a hit, a note. */
void cursor_point(struct cursor *c, struct str text, struct span span);
/* By sentences, words, clusters (clusters only in a selection); false at the
 * end. A selection is stretched, anything else moves. */
bool cursor_sentence(struct cursor *c, struct str text, int dir);
bool cursor_word(struct cursor *c, struct str text, int dir);
bool cursor_char(struct cursor *c, struct str text, int dir);
/* v: select by words, then by characters, then not at all. */
void cursor_select(struct cursor *c, struct str text);
void cursor_swap(struct cursor *c); /* o: the other end moves */
void cursor_drop(struct cursor *c, struct str text); /* Escape */
bool cursor_selecting(const struct cursor *c);
/* The selection, or the sentence. */
struct span cursor_passage(const struct cursor *c);
/* What must be in sight: the moving end, what it points at, the sentence. */
struct span cursor_focus(const struct cursor *c);

/* Every place where a stretch of text stands, however it is written (folded).
 * Sorted; the list lives in the arena. */
void reader_find(struct arena *arena, struct str text, struct str what,
    struct span **list, size_t *n);

/* Where a line of so many columns must begin for a hit in the text to stand
 * in its first half: a byte, 0 if the text may begin at its start. */
uint32_t text_before(struct str text, struct span hit, int cols);

/* The first of the spans (sorted by start) after `at`, or the last before it;
 * SIZE_MAX if there is none. */
size_t span_beyond(const struct span *list, size_t n, uint32_t at, int dir);

#endif
