#include "config.h"

#include "tests/screen.h"
#include "tests/test.h"

static const char *const articles[] = {
	"{\"title\":\"Ports reopen\",\"text\":\"Oil ports reopened on "
	"Tuesday.\",\"date\":\"2017-01-16\"}",
	"{\"title\":\"\xd9\x84\xd9\x8a\xd8\xa8\xd9\x8a\xd8\xa7 "
	"\xe6\x97\xa5\xe6\x9c\xac\",\"text\":\"\xd9\x84\xd9\x8a\xd8\xa8"
	"\xd9\x8a\xd8\xa7\",\"date\":\"2017-01-17\"}",
};

static struct paint
whole(struct app *app)
{
	struct paint p = app_paint(app);
	paint_clear(&p);
	return p;
}

static void
painting(struct app *app)
{
	struct buf b = { 0 };
	struct paint p = whole(app), box = paint_sub(&p, 2, 4, 2, 10);
	is_int(paint_text(&box, 0, 0, 10, ROLE_TEXT, str_of("0123456789")), 10,
	    "a text that fits is whole");
	is_int(paint_text(&box, 1, 0, 10, ROLE_DIM, str_of("0123456789a")), 10,
	    "a longer one is cut");
	(void)paint_text(&box, 2, 0, 10, ROLE_TEXT, str_of("below"));
	(void)paint_text(&box, 0, 8, 10, ROLE_TEXT, str_of("xyz"));
	struct str all = screen_text(app, true, &b);
	ok(str_find(all, str_of("01234567xy\n"), 0) != SIZE_MAX,
	    "what lies outside the rectangle is clipped");
	ok(str_find(all, str_of("012345678\xe2\x80\xa6\n    ..........\n"),
	       0) != SIZE_MAX,
	    "the cut shows, and the role is read back");
	ok(str_find(all, str_of("below"), 0) == SIZE_MAX,
	    "so is the row below");
	p = whole(app);
	box = paint_sub(&p, 0, 0, 1, 5);
	(void)paint_text(
	    &box, 0, 0, 9, ROLE_TEXT, str_of("ab\xe6\x97\xa5\xe6\x9c\xac"));
	all = screen_text(app, false, &b);
	ok(str_starts(all, "ab\xe6\x97\xa5\n"),
	    "half of a wide character is never drawn");
	p = whole(app);
	(void)paint_text(&p, 0, 0, 20, ROLE_TEXT,
	    str_of("\xcc\x81"
		   "a\x1b[31m\xe2\x80\xae z"));
	all = screen_text(app, false, &b);
	ok(memchr(all.p, '\033', all.len) == NULL &&
		!str_starts(all, "\xcc\x81") &&
		str_find(all, str_of("\xe2\x80\xae"), 0) == SIZE_MAX,
	    "no control, no mark without a base and no override is drawn");
	p = whole(app);
	box = paint_sub(&p, 0, 0, 3, 8);
	(void)paint_text(&box, 0, 0, 8, ROLE_DIM,
	    str_of("a\xe6\x97\xa5"
		   "e\xcc\x81"));
	(void)paint_text(&box, 2, 0, 8, ROLE_TEXT, str_of("xxxxxxxx"));
	(void)paint_text(&p, 2, 8, 2, ROLE_TEXT, str_of("yy"));
	paint_copy(&box, 0, 2);
	paint_copy(&box, 0, 3);
	all = screen_text(app, true, &b);
	ok(str_starts(all, "a\xe6\x97\xa5"
			   "e\xcc\x81\n....\n\n"
			   "a\xe6\x97\xa5"
			   "e\xcc\x81    yy\n....\n\n"),
	    "a row is copied with its roles, and no further than the box");
	buf_release(&b);
}

static void
fences(struct app *app)
{
	struct buf b = { 0 };
	struct paint p = whole(app);
	struct str text = str_of("\xd9\x84\xd9\x8a\xd8\xa8\xd9\x8a\xd8\xa7");
	struct span all = { 0, (uint32_t)text.len };
	struct line line = { .span = all, .par = all };
	p.bidi = BIDI_TERM;
	(void)paint_line(&p, 0, 1, 20, text, &line, ROLE_TEXT);
	struct str s = screen_text(app, false, &b);
	ok(str_starts(s, " \xe2\x80\xab"),
	    "the embedding begins on the blank before the text");
	ok(str_find(s, str_of("\xe2\x80\xac\xe2\x80\x8e"), 0) != SIZE_MAX,
	    "and ends on the blank behind it");
	p = whole(app);
	p.bidi = BIDI_TERM;
	(void)paint_text(&p, 0, 1, 20, ROLE_TEXT,
	    str_of("a \xe2\x81\xa8\xd9\x84\xd9\x8a\xe2\x81\xa9 15"));
	s = screen_text(app, false, &b);
	ok(str_find(s,
	       str_of("\xd9\x84\xd9\x8a \xe2\x80\x8e"
		      "15"),
	       0) != SIZE_MAX,
	    "a number behind isolated words stays behind them");
	p = whole(app);
	p.bidi = BIDI_APP;
	is_int(paint_line(&p, 0, 1, 20, text, &line, ROLE_TEXT), 16,
	    "a paragraph from right to left is set right");
	buf_release(&b);
}

static void
commands(struct app *app)
{
	screen_keys(app, "?");
	ok(screen_shows(app, "Help"), "? shows the help");
	ok(screen_shows(app, "Take back the last act"),
	    "made from the tables of keys and commands");
	screen_keys(app, "Escape");
	screen_keys(app, ": \"nonsense\" Enter");
	ok(screen_shows(app, "there is no command \"nonsense\""),
	    "an unknown command is told");
	screen_keys(app, ": \"messages\" Enter");
	ok(screen_shows(app, "there is no command \"nonsense\""),
	    "and kept in :messages");
	screen_keys(app, "q : \"messa\" Tab");
	ok(screen_shows(app, ":messages"), "Tab completes a command");
	screen_keys(app, "C-u \"theme l\" Tab");
	ok(screen_shows(app, ":theme light"), "and its argument");
	screen_keys(app, "Escape : Up");
	ok(screen_shows(app, ":messages"), "Up brings the last line back");
	screen_keys(app, "Escape : \"theme\" Enter");
	ok(screen_shows(app, "Theme:"), "a missing argument is asked for");
	screen_keys(app, "\"blue\" Enter");
	ok(screen_shows(app, "a theme is one of"), "and checked");
	screen_keys(app, ": \"undo\" Enter");
	ok(screen_shows(app, "undone:"), "undo takes even an import back");
	screen_keys(app, "u");
	ok(screen_shows(app, "nothing to undo"), "undo says so at the end");
	screen_keys(app, "C-r");
	ok(screen_shows(app, "done again:"), "C-r does it again");
}

static void
sizes(struct app *app)
{
	bool fine = true;
	for (int rows = 1; rows < 40; rows += 3) {
		for (int cols = 1; cols < 170; cols += 13) {
			term_resize(app->term, rows, cols);
			app->ui->relayout = true;
			app_settle(app);
			screen_keys(app, "Tab z Tab z");
			fine = fine && !app->ui->quit;
		}
	}
	ok(fine, "it is drawn at every size");
	term_resize(app->term, 36, 120);
	app->ui->relayout = true;
	app_settle(app);
}

/* Leave, and come back to the same place. */
static void
places(struct store *store)
{
	struct app *app = screen_open(store, 36, 120);
	app->ui->splits[SPLIT_LIST] = 400;
	place_save(app);
	app_free(app);
	app = screen_open(store, 36, 120);
	is_int(app->ui->splits[SPLIT_LIST], 400, "the layout is remembered");
	app_free(app);
}

/* What was searched for is there at the next start, each once, and what two
 * screens of one library searched for. */
static void
queries(struct store *store)
{
	struct app *app = screen_open(store, 36, 120), *other;
	struct buf all = { 0 };
	screen_keys(app, "s \"oil\" Enter s \"gas\" Enter s \"oil\" Enter");
	place_save(app);
	app_free(app);
	app = screen_open(store, 36, 120);
	other = screen_open(store, 36, 120);
	screen_keys(other, "s \"water\" Enter");
	place_save(other);
	app_free(other);
	screen_keys(app, "s Up");
	is_str(buf_view(&app->ui->prompt->edit.text), "oil",
	    "the last search of the last time");
	screen_keys(app, "Up");
	is_str(buf_view(&app->ui->prompt->edit.text), "gas",
	    "the one before, where the same stands once");
	screen_keys(app, "Up");
	is_str(buf_view(&app->ui->prompt->edit.text), "gas", "and that is all");
	screen_keys(app, "Escape s \"war\" Enter");
	place_save(app);
	app_free(app);
	app = screen_open(store, 36, 120);
	past_text(&app->ui->queries, &all);
	is_str(buf_view(&all), "gas\noil\nwater\nwar", "two screens keep both");
	buf_release(&all);
	app_free(app);
}

static void
bounds(void)
{
	struct past past = { 0 };
	struct buf all = { 0 };
	char line[32];
	for (int i = 0; i < 3 * PAST_LINES; i++) {
		(void)snprintf(line, sizeof(line), "query %d", i);
		past_add(&past, str_of(line));
	}
	past_add(&past, str_of("two\nlines"));
	past_add(&past, str_of(""));
	is_int((int64_t)past.n, PAST_LINES, "so many are kept");
	is_str(str_of(past.v[past.n - 1]), "query 599", "the newest ones");
	past_free(&past);
	past = (struct past){ 0 };
	for (int i = 0; i < 9; i++) {
		struct buf long_one = { 0 };
		for (int k = 0; k < PAST_BYTES / 5; k++)
			buf_putc(&long_one, (char)('a' + i));
		past_add(&past, buf_view(&long_one));
		buf_release(&long_one);
	}
	past_text(&past, &all);
	ok(all.len <= PAST_BYTES && str_ends(buf_view(&all), "i"),
	    "what is stored has a bound, and loses the oldest");
	past_free(&past);
	buf_release(&all);
}

static struct str noted;
static struct buf note;

static bool
take_note(struct app *app, void *arg, struct str text, struct err *err)
{
	(void)app, (void)arg;
	if (text.len == 0)
		return err_set(err, ERR_INVALID, "say something");
	buf_str(&note, text);
	noted = buf_view(&note);
	return true;
}

static void
box(struct app *app)
{
	struct prompt_opts opts = { .label = "Note",
		.done = take_note,
		.multiline = true,
		.draft = "note",
		.draft_context = str_of("messages") };
	app_prompt(app, &opts);
	screen_keys(app, "C-s");
	ok(screen_shows(app, "say something"), "a refused text stays open");
	screen_keys(app, "\"one line\" M-Enter \"two\"");
	ok(draft_step(app, true) == -1, "the draft is saved");
	ok(app->ui->prompt->keeper.saved.id != 0, "it is in the library");
	screen_keys(app, "Enter");
	is_str(noted, "one line\ntwo", "Enter hands the lines over");
	ok(app->ui->prompt == NULL, "and the box is gone");
	buf_release(&note);
}

static struct buf told;

static void
tell(struct app *app, void *arg, struct str text)
{
	(void)app, (void)arg;
	buf_str(&told, text);
	buf_putc(&told, '|');
}

static void
hand(struct app *app, const char *name)
{
	struct key key = { 0 };
	ok(key_parse(str_of(name), &key.code), "%s is a key", name);
	app_key(app, &key);
}

/* Keys that come together are one text: nothing is begun for its beginnings. */
static void
overtaken(struct app *app)
{
	struct prompt_opts opts = { .label = "Look: ", .live = tell };
	app_prompt(app, &opts);
	hand(app, "o");
	hand(app, "i");
	hand(app, "l");
	app_turn(app);
	app_turn(app);
	is_str(buf_view(&told), "oil|", "three keys are told once");
	hand(app, "Backspace");
	app_turn(app);
	is_str(buf_view(&told), "oil|oi|", "and the next one by itself");
	hand(app, "x");
	hand(app, "Escape");
	app_turn(app);
	is_str(buf_view(&told), "oil|oi|", "what Escape leaves is not told");
	buf_release(&told);
}

/* ---- jobs ---- */

static bool
never(struct job *job, int64_t until_ms, struct err *err)
{
	(void)job, (void)until_ms;
	err->code = ERR_NONE;
	return true;
}

static struct job *freed;

static void
note_freed(struct job *job)
{
	freed = job;
}

/* The key alone: a script would wait for the jobs. */
static void
press(struct app *app, const char *name)
{
	hand(app, name);
	app_turn(app);
}

static void
jobs(struct app *app)
{
	struct job by_itself = { .label = "tidying",
		.step = never,
		.free = note_freed,
		.wait_ms = 1000000,
		.total = 10,
		.done = 1 };
	struct job asked = { .label = "exporting",
		.step = never,
		.free = note_freed,
		.wait_ms = 1000000,
		.total = 10,
		.done = 4,
		.asked = true };
	app_job(app, &by_itself);
	press(app, "j");
	ok(screen_shows(app, "tidying 10 %"), "what is done by itself shows");
	press(app, "Escape");
	ok(freed == NULL, "Escape is not for that");
	app_job(app, &asked);
	press(app, "k");
	ok(screen_shows(app, "exporting 40 %"),
	    "the analyst's own act comes first");
	press(app, "s");
	press(app, "w");
	press(app, "Escape");
	ok(freed == NULL, "Escape leaves a prompt and stops nothing");
	app->cur.selected = true;
	press(app, "Escape");
	ok(freed == NULL, "nor where something is selected");
	app->cur.selected = false;
	press(app, "Escape");
	ok(freed == &asked, "else it stops what was asked for");
	ok(screen_shows(app, "exporting stopped"), "which is said");
	press(app, "C-c");
	ok(freed == &by_itself && !app_busy(app), "C-c stops the other, too");
}

int
main(void)
{
	struct store *store =
	    screen_library(":memory:", articles, ARRAY_LEN(articles));
	struct app *app = screen_open(store, 36, 120);
	ok(screen_shows(app, "mirsad"), "the head line is there");
	painting(app);
	fences(app);
	app->ui->repaint = true;
	app_settle(app);
	commands(app);
	jobs(app);
	overtaken(app);
	box(app);
	sizes(app);
	app_free(app);
	places(store);
	queries(store);
	bounds();
	store_close(store);
	return done();
}
