#include "config.h"

#include "ui/cmd-tables.h"

#include "ui/article-dates.h"
#include "ui/claim-suggestions.h"
#include "ui/pane-entities.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"
#include "ui/pane-register.h"
#include "ui/pane-timeline.h"
#include "ui/when.h"

static struct reader *
reader(struct app *app, struct err *err)
{
	struct reader *r = reader_of(app);

	if (r == NULL)
		(void)err_set(err, ERR_MISSING, "no article is open");
	return r;
}

static int
screen(const struct reader *r)
{
	return r->h > 4 ? r->h - 2 : 1;
}

static bool
down(struct app *app, struct str arg, struct err *err)
{
	if (reader(app, err) == NULL)
		return false;
	(void)reader_scroll(app, (int)cmd_count(arg, 1));
	return true;
}

static bool
up(struct app *app, struct str arg, struct err *err)
{
	if (reader(app, err) == NULL)
		return false;
	(void)reader_scroll(app, -(int)cmd_count(arg, 1));
	return true;
}

static bool
page_down(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);

	if (r == NULL)
		return false;
	(void)reader_scroll(app, screen(r) * (int)cmd_count(arg, 1));
	return true;
}

static bool
page_up(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);

	if (r == NULL)
		return false;
	(void)reader_scroll(app, -screen(r) * (int)cmd_count(arg, 1));
	return true;
}

/* A page, and at the end the next unread article. */
static bool
go_on(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);

	(void)arg;
	if (r == NULL)
		return false;
	if (reader_scroll(app, screen(r)))
		return true;
	return cmd_run(app, str_of("article-next-unread"), err);
}

static bool
top(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	if (reader(app, err) == NULL)
		return false;
	reader_end(app, -1);
	return true;
}

static bool
bottom(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	if (reader(app, err) == NULL)
		return false;
	reader_end(app, 1);
	return true;
}

/* Repeat a movement of the cursor; it is a failure only if the first of them
 * is. */
static bool
repeat(struct app *app, struct str arg, int dir,
    bool (*step)(struct cursor *, struct str, int), struct err *err)
{
	struct reader *r = reader(app, err);
	int64_t n = cmd_count(arg, 1);

	if (r == NULL)
		return false;
	for (int64_t i = 0; i < n; i++)
		if (!step(&r->cursor, reader_text_of(app), dir))
			break;
	reader_moved(app);
	return true;
}

static bool
sentence_next_cmd(struct app *app, struct str arg, struct err *err)
{
	return repeat(app, arg, 1, cursor_sentence, err);
}

static bool
sentence_prev_cmd(struct app *app, struct str arg, struct err *err)
{
	return repeat(app, arg, -1, cursor_sentence, err);
}

static bool
word_next_cmd(struct app *app, struct str arg, struct err *err)
{
	return repeat(app, arg, 1, cursor_word, err);
}

static bool
word_prev_cmd(struct app *app, struct str arg, struct err *err)
{
	return repeat(app, arg, -1, cursor_word, err);
}

static bool
char_next_cmd(struct app *app, struct str arg, struct err *err)
{
	return repeat(app, arg, 1, cursor_char, err);
}

/* h outside of a selection goes back to the list. */
static bool
char_prev_cmd(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);

	if (r == NULL || !cursor_selecting(&r->cursor)) {
		app_set_focus(app, "articles");
		return true;
	}
	return repeat(app, arg, -1, cursor_char, err);
}

static bool
select_cmd(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);

	(void)arg;
	if (r == NULL)
		return false;
	cursor_select(&r->cursor, reader_text_of(app));
	reader_moved(app);
	if (r->cursor.mode == CURSOR_WORDS)
		app_say(app, "selecting words: w b ) (  o other end  "
			     "v characters  Esc");
	else if (r->cursor.mode == CURSOR_CHARS)
		app_say(app, "selecting characters: h l w b  o other end  Esc");
	return true;
}

static bool
escape(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader_of(app);

	(void)arg;
	(void)err;
	if (r == NULL)
		return true;
	if (r->cursor.mode != CURSOR_SENTENCE) {
		cursor_drop(&r->cursor, reader_text_of(app));
		reader_moved(app);
	} else if (r->what.len > 0) {
		reader_look_for(app, str_of(""));
	} else if (r->other.row.id != 0) {
		return reader_beside(app, 0, err);
	} else if (app->back != 0 && app->cur.entity == 0) {
		app_set_view(app, app->back);
		app->back = 0;
	} else if (!timeline_return(app, false)) {
		if (app->cur.entity == 0)
			app_set_focus(app, "articles");
		entities_choose(app, 0);
	}
	return true;
}

/* The entity that is named where the cursor points; 0: none. */
static int64_t
mention_at(struct app *app, const struct reader *r)
{
	const struct current *cur = &app->cur;
	struct span at = cursor_focus(&r->cursor);

	for (size_t i = 0; i < cur->n_mentions; i++)
		if (cur->mentions[i].span.from < at.to &&
		    cur->mentions[i].span.to > at.from)
			return cur->mentions[i].entity;
	return 0;
}

/* o: in a selection the other end moves, else the dossier of the name under
 * the cursor opens. */
static bool
other(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);
	int64_t entity;

	(void)arg;
	if (r == NULL)
		return false;
	if (cursor_selecting(&r->cursor)) {
		cursor_swap(&r->cursor);
		reader_moved(app);
		return true;
	}
	entity = mention_at(app, r);
	if (entity == 0)
		return err_set(err, ERR_MISSING,
		    "no name of the register stands here: ]e goes to one");
	app_set_view(app, VIEW_ENTITIES);
	register_select(app, entity);
	app_set_focus(app, "dossier");
	return true;
}

static bool
go_mention(struct app *app, int dir, struct err *err)
{
	struct reader *r = reader(app, err);
	const struct current *cur = &app->cur;
	uint32_t at;
	size_t i, n = cur->n_mentions;
	struct arena arena = { 0 };
	struct span *spans;

	if (r == NULL)
		return false;
	at = cursor_focus(&r->cursor).from;
	/* From a sentence that begins with a name, that name is the next. */
	if (dir > 0 && r->cursor.mode == CURSOR_SENTENCE && at > 0)
		at--;
	spans = arena_array(&arena, n + 1, sizeof *spans);
	for (size_t k = 0; k < n; k++)
		spans[k] = cur->mentions[k].span;
	i = span_beyond(spans, n, at, dir);
	arena_release(&arena);
	if (i == SIZE_MAX)
		return err_set(err, ERR_MISSING, "no further name in the text");
	reader_show(app, cur->mentions[i].span);
	return true;
}

static bool
mention_next(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_mention(app, 1, err);
}

static bool
mention_prev(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_mention(app, -1, err);
}

static bool
go_date(struct app *app, int dir, struct err *err)
{
	struct reader *r = reader(app, err);
	const struct datex *best = NULL, *dates;
	struct buf shown = { 0 };
	struct edtf e;
	int64_t at;
	size_t n;

	if (r == NULL)
		return false;
	at = cursor_focus(&r->cursor).from;
	/* From a sentence that begins with a date, that is the next. */
	if (dir > 0 && r->cursor.mode == CURSOR_SENTENCE)
		at--;
	dates = article_dates(app, &n);
	for (size_t i = 0; i < n; i++) {
		int64_t from = dates[i].span.from;

		if ((dir > 0 ? from > at : from < at) &&
		    (best == NULL || dir < 0))
			best = &dates[i];
	}
	if (best == NULL)
		return err_set(err, ERR_MISSING, "no further date in the text");
	reader_show(app, best->span);
	if (edtf_parse(best->when, &e, NULL))
		edtf_display(&shown, &e);
	app_say(app, "%.*s (%.*s); T makes it the date of an event",
	    (int)shown.len, shown.len > 0 ? shown.p : "", (int)best->when.len,
	    best->when.p);
	buf_release(&shown);
	return true;
}

static bool
date_next(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_date(app, 1, err);
}

static bool
date_prev(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_date(app, -1, err);
}

static bool
go_note(struct app *app, int dir, struct err *err)
{
	struct reader *r = reader(app, err);
	const struct current *cur = &app->cur;
	const struct note *best = NULL;
	uint32_t at;

	if (r == NULL)
		return false;
	at = cursor_focus(&r->cursor).from;
	for (size_t i = 0; i < cur->n_notes; i++) {
		const struct note *n = &cur->notes[i];

		if (n->anchor.state == ANCHOR_NONE ||
		    n->anchor.state == ANCHOR_ORPHANED ||
		    (dir > 0 ? n->anchor.span.from <= at
			     : n->anchor.span.from >= at))
			continue;
		if (best == NULL || dir < 0)
			best = n;
	}
	if (best == NULL)
		return err_set(err, ERR_MISSING, "no further note in the text");
	reader_show(app, best->anchor.span);
	notes_choose(app, best->id);
	return true;
}

static bool
note_next(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_note(app, 1, err);
}

static bool
note_prev(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_note(app, -1, err);
}

/* The nearest passage beyond a place, of those that are tried. */
struct nearest {
	int64_t at;
	int dir;
	struct span best;
	int64_t claim; /* 0: a suggestion */
};

static void
try_span(struct nearest *n, struct span s, int64_t claim)
{
	if (n->dir > 0 ? s.from <= n->at : s.from >= n->at)
		return;
	if (n->best.to != 0 &&
	    (n->dir > 0 ? s.from >= n->best.from : s.from <= n->best.from))
		return;
	n->best = s;
	n->claim = claim;
}

static void
claim_beyond(const struct app *app, struct nearest *n)
{
	const struct current *cur = &app->cur;

	for (size_t i = 0; i < app->suggested.n; i++)
		if (suggested_open(app, i))
			try_span(n, suggestion_quote(&app->suggested.v[i]), 0);
	for (size_t i = 0; i < cur->n_claims; i++) {
		const struct claim_span *s =
		    claim_span_of(&cur->claims[i], SPAN_CONTENT);

		if (s != NULL && s->anchor.state != ANCHOR_ORPHANED)
			try_span(n, s->anchor.span, cur->claims[i].id);
	}
}

static bool
go_claim(struct app *app, int dir, struct err *err)
{
	struct reader *r = reader(app, err);
	struct nearest n = { .dir = dir };

	if (r == NULL)
		return false;
	suggested_finish(app);
	n.at = cursor_focus(&r->cursor).from;
	/* From a sentence that begins with one, that is the next. */
	if (dir > 0 && r->cursor.mode == CURSOR_SENTENCE)
		n.at--;
	claim_beyond(app, &n);
	if (n.best.to == 0)
		return err_set(err, ERR_MISSING,
		    "no further claim or suggestion in the text");
	reader_show(app, n.best);
	if (n.claim != 0)
		notes_choose(app, -n.claim);
	return true;
}

static bool
claim_next(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_claim(app, 1, err);
}

static bool
claim_prev(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_claim(app, -1, err);
}

/* To the next place of what / looked for, else of what the list's query found.
 */
static bool
go_found(struct app *app, int dir, bool here, struct err *err)
{
	struct reader *r = reader(app, err);
	const struct span *list;
	uint32_t at;
	size_t i, n;

	if (r == NULL)
		return false;
	list = r->what.len > 0 ? r->found : r->hits;
	n = r->what.len > 0 ? r->n_found : r->n_hits;
	if (r->what.len == 0 && n == 0)
		return err_set(
		    err, ERR_MISSING, "nothing is looked for: / finds");
	if (n == 0)
		return err_set(err, ERR_MISSING, "\"%.*s\" is not in the text",
		    (int)r->what.len, r->what.p);
	at = cursor_focus(&r->cursor).from;
	if (here && at > 0)
		at--;
	i = span_beyond(list, n, at, dir);
	if (i == SIZE_MAX) { /* round and round */
		i = dir > 0 ? 0 : n - 1;
		app_say(app, "%zu of %zu, from the %s again", i + 1, n,
		    dir > 0 ? "start" : "end");
	} else {
		app_say(app, "%zu of %zu", i + 1, n);
	}
	reader_show(app, list[i]);
	return true;
}

static bool
find_next(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_found(app, 1, false, err);
}

static bool
find_prev(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	return go_found(app, -1, false, err);
}

static void
find_live(struct app *app, void *arg, struct str text)
{
	(void)arg;
	reader_look_for(app, text);
}

static bool
find_done(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)arg;
	reader_look_for(app, text);
	return text.len == 0 || go_found(app, 1, true, err);
}

static void
find_cancelled(struct app *app, void *arg)
{
	(void)arg;
	reader_look_for(app, str_of(""));
}

static bool
find(struct app *app, struct str arg, struct err *err)
{
	struct prompt_opts opts = {
		.label = "Find: ",
		.done = find_done,
		.live = find_live,
		.cancelled = find_cancelled,
	};

	if (reader(app, err) == NULL)
		return false;
	app_set_focus(app, "reader");
	if (arg.len > 0)
		return find_done(app, NULL, arg, err);
	app_prompt(app, &opts);
	return true;
}

static bool
relay(struct app *app, struct reader *r)
{
	struct pane *p = app_pane(app, "reader");

	r->ready = false;
	pane_stale(p);
	return true;
}

static bool
measure(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);

	(void)arg;
	if (r == NULL)
		return false;
	r->full = !r->full;
	return relay(app, r);
}

/* The passage in quotation marks, and where it is from. */
static bool
copy(struct app *app, struct str arg, struct err *err)
{
	struct reader *r = reader(app, err);
	const struct article_row *row = &app->cur.article.row;
	struct buf out = { 0 };
	struct span s;
	struct when when;
	bool good;

	(void)arg;
	if (r == NULL)
		return false;
	s = cursor_passage(&r->cursor);
	buf_puts(&out, "\xe2\x80\x9c");
	buf_str(&out, str_slice(reader_text_of(app), s.from, s.to));
	buf_puts(&out, "\xe2\x80\x9d\n\xe2\x80\x94 ");
	if (row->outlet.len > 0)
		buf_addf(&out, "%.*s, ", (int)row->outlet.len, row->outlet.p);
	buf_addf(&out, "\"%.*s\"", (int)row->title.len, row->title.p);
	if (when_parse(row->published, &when)) {
		buf_puts(&out, ", ");
		when_full(&out, when);
	}
	if (row->url.len > 0)
		buf_addf(&out, ", %.*s", (int)row->url.len, row->url.p);
	buf_putc(&out, '\n');
	good = app_copy(app, buf_view(&out), err);
	buf_release(&out);
	if (good)
		app_say(app, "copied, with its source");
	return good;
}

static bool
open_link(struct app *app, struct str arg, struct err *err)
{
	(void)arg;
	if (app->cur.article.row.id == 0)
		return err_set(err, ERR_MISSING, "no article is open");
	if (app->cur.article.row.url.len == 0)
		return err_set(err, ERR_MISSING, "the article has no link");
	return app_browse(app, app->cur.article.row.url, err);
}

#define READER .pane = "reader"

const struct cmd cmd_reader[] = {
	{ .name = "down",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = down,
	    .help = "Scroll down by a line" },
	{ .name = "up",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = up,
	    .help = "Scroll up by a line" },
	{ .name = "page-down",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = page_down,
	    .help = "Scroll down by a page" },
	{ .name = "page-up",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = page_up,
	    .help = "Scroll up by a page" },
	{ .name = "read-on",
	    READER,
	    .exec = go_on,
	    .hint = "read on",
	    .help = "Scroll down; at the end go to the next unread article" },
	{ .name = "top",
	    READER,
	    .exec = top,
	    .help = "Go to the start of the text" },
	{ .name = "bottom",
	    READER,
	    .exec = bottom,
	    .help = "Go to the end of the text" },
	{ .name = "sentence-next",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = sentence_next_cmd,
	    .hint = "sentence",
	    .help = "Go to the next sentence" },
	{ .name = "sentence-previous",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = sentence_prev_cmd,
	    .help = "Go to the sentence before" },
	{ .name = "word-next",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = word_next_cmd,
	    .help = "Go to the next word, or select up to it" },
	{ .name = "word-previous",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = word_prev_cmd,
	    .help = "Go to the word before, or select back to it" },
	{ .name = "char-next",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = char_next_cmd,
	    .help = "Select one character more to the end" },
	{ .name = "char-previous",
	    READER,
	    .arg = CMD_COUNT,
	    .exec = char_prev_cmd,
	    .help = "Select one character less; else back to the list" },
	{ .name = "select",
	    READER,
	    .exec = select_cmd,
	    .hint = "select",
	    .help = "Select words, then characters, then nothing" },
	{ .name = "other-end",
	    READER,
	    .exec = other,
	    .hint = "dossier",
	    .help = "Move the other end; else open the name's dossier" },
	{ .name = "escape",
	    READER,
	    .exec = escape,
	    .help = "Drop the selection, the marks; else back to where one "
		    "came from" },
	{ .name = "mention-next",
	    .exec = mention_next,
	    .hint = "next name",
	    .help = "Go to the next name in the text" },
	{ .name = "mention-previous",
	    .exec = mention_prev,
	    .help = "Go to the name before" },
	{ .name = "claim-next",
	    .exec = claim_next,
	    .hint = "next claim",
	    .help = "Go to the next claim or suggestion of one" },
	{ .name = "claim-previous",
	    .exec = claim_prev,
	    .help = "Go to the claim or suggestion before" },
	{ .name = "date-next",
	    .exec = date_next,
	    .hint = "next date",
	    .help = "Go to the next date that the text mentions" },
	{ .name = "date-previous",
	    .exec = date_prev,
	    .help = "Go to the date before" },
	{ .name = "note-next",
	    .exec = note_next,
	    .hint = "next note",
	    .help = "Go to the next note in the text" },
	{ .name = "note-previous",
	    .exec = note_prev,
	    .help = "Go to the note before" },
	{ .name = "find",
	    .arg = CMD_TEXT_OPT,
	    .exec = find,
	    .hint = "find",
	    .help = "Find words in the text of the article" },
	{ .name = "find-next",
	    .exec = find_next,
	    .hint = "next hit",
	    .help = "Go to the next place that / or the search found" },
	{ .name = "find-previous",
	    .exec = find_prev,
	    .help = "Go to the place found before" },
	{ .name = "measure",
	    .exec = measure,
	    .help = "Lines as wide as the pane, or comfortable to read" },
	{ .name = "copy",
	    .exec = copy,
	    .hint = "copy",
	    .help = "Copy the passage with its source" },
	{ .name = "open-link",
	    .exec = open_link,
	    .hint = "link",
	    .help = "Open the article's link in the browser" },
	{ 0 },
};

const char *const keys_reader[] = {
	"reader j down",
	"reader Down down",
	"reader k up",
	"reader Up up",
	"reader PageDown page-down",
	"reader C-f page-down",
	"reader PageUp page-up",
	"reader C-b page-up",
	"reader Space read-on",
	"reader g top",
	"reader Home top",
	"reader G bottom",
	"reader End bottom",
	"reader ) sentence-next",
	"reader ( sentence-previous",
	"reader w word-next",
	"reader b word-previous",
	"reader l char-next",
	"reader Right char-next",
	"reader h char-previous",
	"reader Left char-previous",
	"reader v select",
	"reader o other-end",
	"reader Escape escape",
	"all ]d date-next",
	"all [d date-previous",
	"all ]e mention-next",
	"all [e mention-previous",
	"all ]c claim-next",
	"all [c claim-previous",
	"all ]n note-next",
	"all [n note-previous",
	"all / find",
	"reader n find-next",
	"reader N find-previous",
	"reader M measure",
	"reader R reveal",
	"reader y copy",
	"all O open-link",
	NULL,
};
