/* Fields of dates, grades, figures and the cue. */
#include "config.h"

#include "model/datex.h"
#include "ui/claim-take.h"

/* ---- dates, grades, numbers ---- */

static void
put_day(struct buf *b, int64_t day)
{
	if (day == EDTF_OPEN_START || day == EDTF_OPEN_END)
		buf_puts(b, "open");
	else if (!edtf_is_day(day))
		buf_puts(b, "unknown");
	else
		day_text(b, day);
}

bool
take_date(struct taking *k, struct str *out)
{
	struct edtf e;
	struct buf b = { 0 };
	int64_t first, last;

	*out = (struct str){ 0 };
	if (k->value.len == 0)
		return true;
	if (!datex_typed(k->value, k->t->day, &e, k->err))
		return false;
	edtf_print(&b, &e);
	*out = arena_str(&k->t->arena, buf_view(&b));
	buf_release(&b);
	if (!str_eq(*out, k->value))
		buf_addf(k->said, "%.*s \xc2\xb7 ", (int)out->len, out->p);
	first = edtf_earliest(&e);
	last = edtf_latest(&e);
	put_day(k->said, first);
	if (last != first) {
		buf_puts(k->said, " to ");
		put_day(k->said, last);
	}
	return true;
}

bool
take_grade(struct taking *k)
{
	const char *credibility;

	if (!grade_parse(k->value, &k->claim->grade, k->err))
		return false;
	credibility = credibility_words(k->claim->grade.credibility);
	buf_puts(k->said, reliability_words(k->claim->grade.reliability));
	buf_addf(k->said, "%s%s",
	    k->said->len > 0 && *credibility != '\0' ? ", " : "", credibility);
	return true;
}

/* "12", "12-15", "12–15"; false without digits. */
static bool
range_of(struct str s, struct claim_figure *f)
{
	size_t cut = str_find(s, str_of("-"), 0), width = 1;

	if (cut == SIZE_MAX) {
		cut = str_find(s, str_of("\xe2\x80\x93"), 0);
		width = 3;
	}
	if (cut == SIZE_MAX)
		return str_int(s, &f->best);
	return str_int(str_slice(s, 0, cut), &f->low) &&
	       str_int(str_slice(s, cut + width, s.len), &f->high);
}

/* "killed 12-15 best 14 (as worded)" */
static bool
figure_of(struct str s, struct claim_figure *f, struct err *err)
{
	struct str rest, word;
	size_t open = str_find(s, str_of("("), 0);
	bool best = false, numbers = false, good = true;

	if (str_find(s, str_of("="), 0) != SIZE_MAX)
		return figure_parse(s, f, err);
	*f = (struct claim_figure){
		.low = FIGURE_NONE, .best = FIGURE_NONE, .high = FIGURE_NONE
	};
	if (open != SIZE_MAX) {
		f->text = str_trim(str_slice(
		    s, open + 1, str_ends(s, ")") ? s.len - 1 : s.len));
		s = str_trim(str_slice(s, 0, open));
	}
	rest = s;
	while (good && rest.p != NULL && str_split(&rest, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (str_is_nocase(word, "best"))
			best = true;
		else if (best)
			good = str_int(word, &f->best);
		else if (range_of(word, f))
			numbers = true;
		else if (numbers)
			good = false;
		else
			f->what =
			    str_slice(s, 0, (size_t)(word.p + word.len - s.p));
	}
	if (good && f->what.len > 0 && (numbers || best || f->text.len > 0))
		return true;
	return err_set(err, ERR_INVALID,
	    "\"%.*s\" is no figure: killed 44, or killed 12-15 best 14",
	    (int)(s.len < 40 ? s.len : 40), s.p);
}

bool
take_figures(struct taking *k)
{
	struct str parts[CLAIM_PARTS];

	k->claim->n_figures = claim_split(k->value, parts);
	k->claim->figures = arena_array(
	    &k->t->arena, k->claim->n_figures + 1, sizeof *k->claim->figures);
	for (size_t i = 0; i < k->claim->n_figures; i++) {
		if (!figure_of(arena_str(&k->t->arena, parts[i]),
			&k->claim->figures[i], k->err))
			return false;
	}
	return true;
}

/* ---- the cue ---- */

/* The place of these words nearest to what is said. */
static bool
place_cue(struct tagging *t, struct str words, const struct claim *c,
    struct span *span)
{
	const struct claim_span *said = claim_span_of(c, SPAN_CONTENT);
	size_t best = SIZE_MAX, at = 0;
	uint32_t near = said != NULL ? said->anchor.span.from : 0;
	uint64_t least = UINT64_MAX;

	while ((at = str_find(t->text, words, at)) != SIZE_MAX) {
		uint64_t far = at > near ? at - near : near - at;

		if (far < least) {
			least = far;
			best = at;
		}
		at++;
	}
	if (best == SIZE_MAX)
		return false;
	*span = (struct span){ (uint32_t)best, (uint32_t)(best + words.len) };
	return true;
}

bool
take_cue(struct taking *k)
{
	struct claim_span *list =
	    arena_array(&k->t->arena, k->claim->n_spans + 1, sizeof *list);
	size_t n = 0;
	struct span span;

	for (size_t i = 0; i < k->claim->n_spans; i++)
		if (k->claim->spans[i].role != SPAN_CUE)
			list[n++] = k->claim->spans[i];
	if (k->value.len > 0) {
		if (!place_cue(k->t, k->value, k->claim, &span))
			return err_set(k->err, ERR_INVALID,
			    "these words are not in the text");
		list[n++] = (struct claim_span){ SPAN_CUE,
			anchor_make(k->t->text, span) };
	}
	k->claim->spans = list;
	k->claim->n_spans = n;
	return true;
}
