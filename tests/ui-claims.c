/* Tagging on the screen: suggestions, the form, claims beside their words.
 * Keys are counted as an analyst presses them. */
#include "config.h"

#include <unistd.h>

#include "store/claim.h"
#include "store/codebook.h"
#include "store/ingest.h"
#include "tests/desk.h"
#include "tests/test.h"
#include "ui/claim-suggestions.h"
#include "ui/cmd.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"

static struct store *store;

static struct str
pointed(struct app *app)
{
	struct span s = cursor_focus(&reader_of(app)->cursor);

	return str_slice(reader_text_of(app), s.from, s.to);
}

/* The desk, with the article about the carrier open in the reader. */
static struct app *
reading(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter g");
	return app;
}

static void
leave(struct app *app)
{
	desk_command(app, "query");
	app_free(app);
}

static size_t
open_suggestions(struct app *app)
{
	size_t n = 0;

	for (size_t i = 0; i < app->suggested.n; i++)
		n += suggested_open(app, i);
	return n;
}

static const struct claim *
last_claim(struct app *app)
{
	for (size_t i = 0; i < app->cur.n_claims; i++)
		if (app->cur.claims[i].id == app->last_claim)
			return &app->cur.claims[i];
	die("no claim was tagged");
}

static void
suggestions_are_visited(void)
{
	struct app *app = reading();
	struct err err = { ERR_NONE, "" };

	desk_keys(app, "G");
	ok(desk_shows(app, "suggested claim"),
	    "the end of a paragraph says that a claim is suggested");
	desk_keys(app, "g");
	desk_keys(app, "]c");
	ok(str_starts(pointed(app), "that they had discussed"),
	    "]c goes to the first");
	desk_keys(app, "]c [c");
	ok(str_starts(pointed(app), "that they had discussed"),
	    "[c goes back to it");
	for (int i = 0; i < 20; i++)
		(void)cmd_run(app, str_of("claim-next"), &err);
	is_int(err.code, ERR_MISSING, "there is an end of them");
	desk_keys(app, "g");
	desk_picture(app, "reader", "reader-suggested");
	leave(app);
}

static void
a_suggestion_takes_three_keys(void)
{
	struct app *app = reading();
	size_t n = open_suggestions(app);
	const struct claim *c;

	desk_keys(app, "]c c Enter");
	is_int((int64_t)app->cur.n_claims, 1, "]c c Enter: a claim");
	c = last_claim(app);
	is_str(c->statement,
	    "They had discussed the fight against international terrorism",
	    "it says what was said");
	is_str(c->claimant.text, "The ministry in Moscow", "who says it");
	ok(claim_span_of(c, SPAN_CUE) != NULL &&
		str_is(claim_span_of(c, SPAN_CUE)->anchor.quote, "said"),
	    "by which word");
	is_int((int64_t)open_suggestions(app), (int64_t)n - 1,
	    "it is suggested no more");
	ok(desk_shows(app, "C1"), "and stands in the margin");
	ok(notes_claim(app) != NULL, "and in the pane");
	desk_keys(app, "u");
	is_int((int64_t)app->cur.n_claims, 0, "u takes it back");
	is_int((int64_t)open_suggestions(app), (int64_t)n,
	    "and it is suggested again");
	leave(app);
}

/* What is read stays where it is when its margin gets a first sign. */
static void
no_word_moves_for_a_sign(void)
{
	struct app *app = reading();
	size_t rows = reader_of(app)->layout.n;
	int measure = reader_of(app)->layout.measure;

	desk_keys(app, "a \"compare\" Enter");
	is_int((int64_t)app->cur.n_notes, 1, "a note is there");
	is_int(reader_of(app)->layout.measure, measure,
	    "the lines are as wide as before");
	desk_keys(app, "]c c Enter");
	is_int((int64_t)app->cur.n_claims, 1, "and a claim");
	is_int(reader_of(app)->layout.measure, measure,
	    "the lines are as wide as before");
	is_int((int64_t)reader_of(app)->layout.n, (int64_t)rows, "and as many");
	desk_keys(app, "u u");
	leave(app);
}

static void
by_hand_it_is_typed(void)
{
	struct app *app = reading();
	const struct claim *c;

	desk_keys(app, "c \"LNA leaders were in Cairo\" Enter");
	c = last_claim(app);
	is_str(c->statement, "LNA leaders were in Cairo",
	    "c, the statement, Enter: the sentence is tagged");
	ok(str_starts(c->quote, "A delegation of the Libyan National Army"),
	    "with the sentence as its quotation");
	ok(c->n_subjects >= 3, "whom it names are its subjects: %d",
	    (int)c->n_subjects);
	desk_keys(app, "g v w w c \"a delegation\" Enter");
	is_str(
	    last_claim(app)->quote, "A delegation of", "a selection is tagged");
	ok(!cursor_selecting(&reader_of(app)->cursor), "and then dropped");
	desk_picture(app, "reader", "reader-claims");
	desk_picture(app, "notes", "notes-claims");
	desk_keys(app, "u u");
	is_int((int64_t)app->cur.n_claims, 0, "u takes both back");
	leave(app);
}

static void
fields_are_filled_in(void)
{
	struct app *app = reading();
	const struct claim *c;

	desk_keys(app, "]c c Tab \"hif\" C-n Tab");
	ok(desk_shows(app, "Khalifa Haftar  person"),
	    "a claimant is completed from any spelling");
	desk_keys(app, "Tab \"kremlin\" Tab Tab \"late 2016\"");
	ok(desk_shows(app, "2016-09~/2016-12~"),
	    "a date as people write it is shown as EDTF");
	desk_keys(app, "Tab Tab Tab \"Moscow\" Tab \"cont\" Tab \"b2\"");
	ok(desk_shows(app, "Usually reliable, Probably true"),
	    "a grade in its words");
	desk_keys(app, "Tab Tab \"den\" Tab \"neg\" Tab Tab \"arms\" Tab "
		       "\"killed 12-15 best 14, wounded 30\"");
	desk_picture(app, "reader", "form-filled");
	desk_keys(app, "Enter");
	c = last_claim(app);
	is_str(c->claimant.key, "haftar-khalifa", "the claimant is he");
	ok(c->subjects[c->n_subjects - 1].role == SUBJECT_TARGET ||
		c->n_subjects > 0,
	    "subjects are there");
	is_str(c->happened, "2016-09~/2016-12~", "the date is EDTF");
	is_str(c->place_key, "moscow", "the place is one of the register");
	ok(c->grade.reliability == 'B' && c->grade.credibility == 2 &&
		c->status == CLAIM_CONTESTED &&
		c->modality == MODALITY_DENIED &&
		c->polarity == POLARITY_NEGATIVE,
	    "words are known by their beginnings");
	ok(c->n_figures == 2 && c->figures[0].low == 12 &&
		c->figures[0].high == 15 && c->figures[0].best == 14 &&
		c->figures[1].best == 30,
	    "figures have a range and a best");
	ok(c->n_codes == 1 && str_is(c->codes[0], "arms"), "and a code");
	desk_keys(app, "u");
	leave(app);
}

/* What is seldom wanted is out of sight until the keys come to it. */
static void
the_rest_is_behind_the_last(void)
{
	struct app *app = reading();
	const struct claim *c;

	desk_keys(app, "]c c");
	ok(!desk_shows(app, "Likelihood"), "the form is short");
	desk_keys(app, "S-Tab \"ask the ministry\" S-Tab \"interp\" S-Tab "
		       "\"off\" S-Tab \"mod\" S-Tab \"very l\"");
	ok(desk_shows(app, "Likelihood very l"),
	    "backwards from the first field are the others");
	desk_keys(app, "S-Tab \"kuznetsov\"");
	desk_keys(app, "Enter");
	c = last_claim(app);
	ok(c->event != 0 && c->likelihood == 6 &&
		c->confidence == CONFIDENCE_MODERATE &&
		c->claimant.access == ACCESS_OFFICIAL &&
		c->inference == INFERENCE_INTERPRETIVE && c->notes == 1,
	    "event, likelihood, confidence, access, inference, a note");
	desk_keys(app, "e");
	ok(desk_shows(app, "Inference  interpretive"),
	    "where they say something they are shown");
	desk_keys(app, "Escape u");
	ok(app->cur.n_claims == 0, "claim and note are one act");
	leave(app);
}

static void
what_is_wrong_is_said_at_its_field(void)
{
	struct app *app = reading();

	desk_keys(
	    app, "]c c Tab Tab Tab Tab Tab \"the day of judgement\" Enter");
	ok(app->ui->form != NULL && app->cur.n_claims == 0,
	    "what is no date is refused");
	is_int((int64_t)app->ui->form->at, 5, "the cursor stands there");
	desk_picture(app, "reader", "form-refused");
	desk_keys(app, "C-u Tab Tab Tab Tab Tab \"B1\" Enter");
	ok(desk_shows(app, "independence not shown"),
	    "confirmed is for those that others confirm");
	is_int((int64_t)app->ui->form->at, 11, "or for a reason");
	desk_keys(app, "\"the minister told me so\" Enter");
	ok(app->ui->form == NULL && last_claim(app)->grade.credibility == 1,
	    "with a reason it is taken");
	desk_keys(app, "u ]c c \"x\" Escape n");
	ok(app->ui->form != NULL, "Escape asks before it throws away");
	desk_keys(app, "Escape y");
	ok(app->ui->form == NULL && app->cur.n_claims == 0,
	    "and leaves all as it was");
	leave(app);
}

static void
the_same_again(void)
{
	struct app *app = reading();
	const struct claim *c;

	desk_keys(app, "c Tab \"Sergei Shoigu\" Enter ) ) .");
	is_int((int64_t)app->cur.n_claims, 2, ". tags another passage");
	c = last_claim(app);
	is_str(c->claimant.name, "Sergei Shoigu", "as the last one was");
	ok(!str_eq(app->cur.claims[0].quote, app->cur.claims[1].quote),
	    "on its own words");
	desk_keys(app, "u u");
	leave(app);
}

static void
suggestions_are_dismissed(void)
{
	struct app *app = reading();
	struct err err = { ERR_NONE, "" };
	size_t n = open_suggestions(app);
	int64_t id;

	desk_keys(app, "]c X");
	is_int((int64_t)open_suggestions(app), (int64_t)n - 1,
	    "X: not suggested again");
	id = app->cur.article.row.id;
	desk_must(
	    app_open_article(app, 1, &err) && app_open_article(app, id, &err),
	    &err);
	app_settle(app);
	is_int((int64_t)open_suggestions(app), (int64_t)n - 1,
	    "nor when the article is opened again");
	desk_keys(app, "u");
	is_int((int64_t)open_suggestions(app), (int64_t)n, "u brings it back");
	leave(app);
}

static void
claims_are_worked_on(void)
{
	struct app *app = reading();

	desk_keys(app, "c \"one\" Enter ]c c Enter");
	app_set_focus(app, "notes");
	desk_keys(app, "g e \"two\" Enter");
	is_str(app->cur.claims[0].statement, "two", "e changes it");
	app_set_focus(app, "notes");
	desk_keys(app, "g l j l c");
	ok(app->cur.claims[0].n_links == 1 &&
		app->cur.claims[0].links[0].kind == LINK_CONTRADICTS,
	    "l on each of two, and what they have to do with each other");
	desk_keys(app, "g");
	desk_picture(app, "notes", "notes-linked");
	desk_keys(app, "D");
	is_int((int64_t)app->cur.n_claims, 1, "D deletes it");
	desk_keys(app, "u u u u");
	ok(app->cur.n_claims == 1 || app->cur.n_claims == 2, "u undoes");
	desk_keys(app, "u");
	is_int((int64_t)app->cur.n_claims, 0, "all of it");
	leave(app);
}

static void
codes_are_set_and_kept(void)
{
	struct app *app = reading();
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	struct code *list;
	size_t n;

	desk_keys(app, "t + \"toll\" Enter ! \"v\" Enter # \"red\" Enter");
	desk_command(app, "code-define people killed or wounded");
	desk_keys(app, "> \"civilians\" Enter");
	desk_must(store_codebook(store, &arena, &list, &n, &err), &err);
	ok(n == 2 && str_is(list[0].name, "toll") && list[0].key == 'v' &&
		str_is(list[0].colour, "#d75f5f") && list[1].depth == 1,
	    "a codebook: %d codes", (int)n);
	desk_picture(app, "codes", "codes");
	desk_keys(app, "Escape");
	ok(str_is(str_of(app_focus(app)->ops->name), "reader"),
	    "Escape goes back");
	desk_keys(app, "t v");
	ok(app->cur.n_codes == 1 && desk_shows(app, "#toll"),
	    "t and its key set it");
	ok(str_is(str_of(app_focus(app)->ops->name), "reader"),
	    "and one is back");
	desk_keys(app, "t v");
	is_int((int64_t)app->cur.n_codes, 0, "once more takes it away");
	desk_keys(app, "u u c Enter");
	app_set_focus(app, "notes");
	desk_keys(app, "t v");
	ok(last_claim(app)->n_codes == 1 && app->cur.n_codes == 0,
	    "on a claim it is the claim's");
	desk_keys(app, "u u u u u u u");
	desk_must(store_codebook(store, &arena, &list, &n, &err), &err);
	is_int((int64_t)n, 0, "u undoes all of it");
	arena_release(&arena);
	leave(app);
}

/* What is refused stays to be put right; other codes complete in any case. */
static void
codes_are_merged(void)
{
	struct app *app = reading();
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	struct code *list;
	size_t n;

	desk_keys(app, "t + \"Toll\" Enter + \"dead\" Enter");
	desk_keys(app, "= C-u \"Toll\" Enter");
	ok(app->ui->prompt != NULL && desk_shows(app, "there is a code Toll"),
	    "a name that is taken stays to be put right");
	desk_keys(app, "Escape & \"t\" Tab Enter");
	desk_must(store_codebook(store, &arena, &list, &n, &err), &err);
	ok(n == 1 && str_is(list[0].name, "Toll"), "& merges one into another");
	ok(desk_shows(app, "dead merged into Toll"), "and says so");
	desk_keys(app, "& Tab Enter Escape");
	desk_must(store_codebook(store, &arena, &list, &n, &err), &err);
	is_int((int64_t)n, 1, "none completes to itself");
	desk_keys(app, "Escape u u u");
	arena_release(&arena);
	leave(app);
}

/* The text of the open article becomes another one, as a correction that is
 * imported again does it. */
static void
correct(struct app *app, const char *text)
{
	char name[] = "/tmp/mirsad-claims-XXXXXX";
	int fd = mkstemp(name);
	FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
	const char *const paths[] = { name };
	struct ingest_opts opts = {
		.paths = paths, .n_paths = 1, .format = str_of("jsonl")
	};
	struct ingest_totals totals = { 0 };
	struct err err = { ERR_NONE, "" };
	struct job *job;

	if (f == NULL)
		die("%s", name);
	(void)fprintf(f,
	    "{\"title\":\"Corrected\",\"url\":\"https://a.example/1\","
	    "\"date\":\"2017-01-02\",\"text\":\"%s\"}\n",
	    text);
	(void)fclose(f);
	job = store_ingest(store, &opts, &totals);
	desk_must(job_run(job, &err), &err);
	job->free(job);
	job = store_index(store);
	if (job != NULL) {
		desk_must(job_run(job, &err), &err);
		job->free(job);
	}
	(void)unlink(name);
	app_settle(app);
}

static enum anchor_state
state_of(struct app *app)
{
	return notes_anchor(app).state;
}

static void
passages_are_decided_on(void)
{
	struct app *app = desk_app(store, 120, 36);

	correct(app, "The port is shut. Ships wait outside of it. The road "
		     "to the south is open.");
	desk_command(app, "query title:Corrected");
	desk_keys(app, "g Enter");
	desk_command(app, "find wait");
	desk_keys(app, "c \"ships wait\" Enter a \"how many?\" Enter");
	is_int((int64_t)app->cur.n_claims + (int64_t)app->cur.n_notes, 2,
	    "a claim and a note stand on one sentence");
	correct(app, "Ships wait outside of it, twenty. Nothing else. In "
		     "all of the west ships wait outside of it, twelve.");
	app_set_focus(app, "notes");
	desk_keys(app, "g");
	ok(state_of(app) == ANCHOR_AMBIGUOUS ||
		state_of(app) == ANCHOR_ORPHANED,
	    "after a correction its place is in doubt");
	desk_picture(app, "notes", "notes-in-doubt");
	desk_keys(app, "n y");
	is_int(state_of(app), ANCHOR_EXACT, "n and y: it stands there");
	desk_keys(app, "u");
	ok(state_of(app) != ANCHOR_EXACT, "u takes that back");
	desk_keys(app, "-");
	is_int(state_of(app), ANCHOR_ORPHANED, "-: its passage is gone");
	desk_keys(app, "j");
	app_set_focus(app, "reader");
	desk_keys(app, "g ) P");
	is_int(state_of(app), ANCHOR_EXACT, "P places the note by hand");
	is_str(notes_anchor(app).quote, "Nothing else.", "on that sentence");
	desk_keys(app, "u u");
	leave(app);
}

/* The column behind the reader's pane. */
static int
right_of_reader(const struct app *app)
{
	const struct layout *l = &app->ui->layout;

	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->slots[i].pane, "reader") == 0)
			return l->slots[i].inside.x + l->slots[i].inside.w;
	return 0;
}

static void
spans_overlap_legibly(void)
{
	static const struct {
		int cols, rows;
	} sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct app *app = desk_app(store, sizes[i].cols, sizes[i].rows);
		char name[64];

		desk_command(app, "query Kuznetsov");
		desk_keys(app, "g Enter g c \"the whole\" Tab Tab Tab Tab Tab "
			       "Tab Tab Tab Tab Tab \"B3\" Enter");
		desk_keys(app, "g v w w w w c \"a part\" Enter ) ) ]c c");
		snprintf(name, sizeof name, "form-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		desk_picture(app, "reader", name);
		desk_keys(app, "Escape g");
		snprintf(name, sizeof name, "overlap-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		desk_picture(app, "reader", name);
		desk_keys(app, "u u");
		desk_command(app, "query lang:ar");
		app_set_focus(app, "articles");
		desk_keys(app, "g Enter g ]c c Enter ]c c");
		snprintf(name, sizeof name, "form-ar-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		desk_picture(app, "reader", name);
		ok(app->ui->cursor_x == right_of_reader(app) - 2,
		    "the cursor stands where the Arabic proposal begins (%d "
		    "of %d)",
		    app->ui->cursor_x, right_of_reader(app));
		desk_keys(app, "Escape u");
		leave(app);
	}
}

/* Another program saves a claim while its form is open here. */
static void
another_edits_it_too(void)
{
	struct app *app = reading();
	struct err err = { ERR_NONE, "" };
	struct arena arena = { 0 };
	struct claim c;
	int64_t id;

	desk_keys(app, "c \"one\" Enter");
	id = last_claim(app)->id;
	desk_keys(app, "e C-u \"two\"");
	desk_must(store_claim_get(store, id, &arena, &c, &err), &err);
	c.claimant.text = str_of("Somebody");
	c.codes = (struct str[]){ str_of("toll") };
	c.n_codes = 1;
	desk_must(store_claim_edit(store, id, &c, &err), &err);
	desk_keys(app, "Enter");
	is_str(last_claim(app)->statement, "two", "what was typed is saved");
	is_str(last_claim(app)->claimant.text, "Somebody",
	    "and what another program saved meanwhile stays");
	is_int((int64_t)last_claim(app)->n_codes, 1, "all of it");
	desk_keys(app, "e C-u \"three\"");
	c.statement = str_of("four");
	desk_must(store_claim_edit(store, id, &c, &err), &err);
	desk_keys(app, "Enter");
	ok(app->ui->form != NULL && desk_shows(app, "meanwhile \"four\""),
	    "where both changed the same, that is told");
	is_str(last_claim(app)->statement, "four", "and nothing saved");
	desk_keys(app, "Enter");
	is_str(last_claim(app)->statement, "three", "until it is meant");
	desk_keys(app, "u u u u u");
	arena_release(&arena);
	leave(app);
}

static void
another_edits_a_note_too(void)
{
	struct app *app = reading();
	struct err err = { ERR_NONE, "" };
	int64_t id;

	desk_keys(app, "a \"one\" Enter");
	id = app->cur.notes[0].id;
	desk_keys(app, "e \" and two\"");
	desk_must(store_note_edit(store, id, str_of("four"), &err), &err);
	desk_keys(app, "Enter");
	ok(app->ui->prompt != NULL && desk_shows(app, "meanwhile it is"),
	    "of a note that another program changed it is told");
	is_str(app->cur.notes[0].text, "four", "and nothing saved");
	desk_keys(app, "Enter");
	is_str(app->cur.notes[0].text, "one and two", "until it is meant");
	desk_keys(app, "u u u");
	leave(app);
}

int
main(void)
{
	store = desk_library();
	suggestions_are_visited();
	a_suggestion_takes_three_keys();
	no_word_moves_for_a_sign();
	by_hand_it_is_typed();
	fields_are_filled_in();
	the_rest_is_behind_the_last();
	what_is_wrong_is_said_at_its_field();
	the_same_again();
	suggestions_are_dismissed();
	claims_are_worked_on();
	codes_are_set_and_kept();
	codes_are_merged();
	passages_are_decided_on();
	spans_overlap_legibly();
	another_edits_it_too();
	another_edits_a_note_too();
	store_close(store);
	return done();
}
