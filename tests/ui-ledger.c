/* The ledger as an analyst uses it: groups, voices side by side, grades and
 * states by one key, links by two, to the source and back; pictures at three
 * sizes. */
#include "config.h"

#include "store/article.h"
#include "store/claim.h"
#include "store/find.h"
#include "tests/desk.h"
#include "tests/test.h"
#include "ui/pane-claims.h"
#include "ui/pane-reader.h"

static struct store *store;

static int64_t
article_of(const char *query)
{
	struct page page = { .dir = 1, .most = 1 };
	struct arena arena = { 0 };
	struct find_row *rows;
	struct find *find;
	struct err err = { ERR_NONE, "" };
	int64_t id;

	desk_must(store_find_open(store, str_of(query), SORT_DATE, &find, &err),
	    &err);
	desk_must(
	    store_find_page(find, NULL, &page, &arena, &rows, &err), &err);
	id = page.n > 0 ? rows[0].row.id : 0;
	store_find_close(find);
	arena_release(&arena);
	return id;
}

struct saying {
	const char *article, *quote, *statement, *who, *figure;
	enum modality modality;
	struct grade grade;
};

static int64_t
say(const struct saying *s)
{
	struct arena arena = { 0 };
	struct article a;
	struct err err = { ERR_NONE, "" };
	struct claim_figure figure;
	struct claim_subject about = { 0 };
	struct claim_span span = { SPAN_CONTENT, { .state = ANCHOR_EXACT } };
	struct claim c = { .article = article_of(s->article),
		.statement = str_of(s->statement),
		.spans = &span,
		.n_spans = 1,
		.claimant.text = str_of(s->who),
		.modality = s->modality,
		.grade = s->grade,
		.happened = str_of("2015-02") };
	size_t at;
	int64_t id = 0;

	desk_must(store_article_get(store, c.article, &arena, &a, &err), &err);
	at = str_find(a.text, str_of(s->quote), 0);
	if (at == SIZE_MAX)
		die("no \"%s\" in %s", s->quote, s->article);
	span.anchor = anchor_make(a.text,
	    (struct span){ (uint32_t)at, (uint32_t)(at + strlen(s->quote)) });
	if (s->figure != NULL) {
		desk_must(figure_parse(str_of(s->figure), &figure, &err), &err);
		c.figures = &figure;
		c.n_figures = 1;
		desk_must(store_entity_by_key(
			      store, str_of("derna"), &about.entity, &err),
		    &err);
		c.subjects = &about;
		c.n_subjects = 1;
	}
	desk_must(store_claim_add(store, &c, &id, &err), &err);
	arena_release(&arena);
	return id;
}

enum { RESIDENTS, OTHERS, ARMY, RUSSIA, DIPLOMAT, CLAIMS };
static int64_t made[CLAIMS];

static void
make_claims(void)
{
	static const struct saying sayings[CLAIMS] = {
		[RESIDENTS] = { "outlet:courier title:jets",
		    "at least seven civilians", "Civilians died in Derna",
		    "residents of Derna", "killed=7:at least seven",
		    MODALITY_ASSERTED, { 'C', 3 } },
		[OTHERS] = { "outlet:gazette title:bombs",
		    "at least five civilians",
		    "Civilians died in the strikes on Derna",
		    "residents of Derna", "killed=5:at least five",
		    MODALITY_ASSERTED, { 'B', 3 } },
		[ARMY] = { "outlet:courier title:jets",
		    "camps, training sites and stores of arms had been hit",
		    "Only military targets were hit", "the armed forces", NULL,
		    MODALITY_ASSERTED, { 'D', 0 } },
		[RUSSIA] = { "outlet:gazette title:moscow",
		    "A Russian diplomat denied that a contract was being "
		    "prepared",
		    "A contract for arms is being prepared",
		    "a Russian diplomat", NULL, MODALITY_DENIED, { 0, 0 } },
		[DIPLOMAT] = { "outlet:gazette title:moscow",
		    "Egypt could act as a mediator between the army and Moscow",
		    "Egypt would mediate between Haftar and Moscow",
		    "two Egyptian security officials", NULL, MODALITY_PREDICTED,
		    { 'B', 2 } },
	};

	for (size_t i = 0; i < CLAIMS; i++)
		made[i] = say(&sayings[i]);
}

static struct claim
claim_of(int64_t id)
{
	static struct arena arena;
	struct err err = { ERR_NONE, "" };
	struct claim c;

	arena_reset(&arena);
	desk_must(store_claim_get(store, id, &arena, &c, &err), &err);
	return c;
}

static void
go(struct app *app, int which)
{
	struct err err = { ERR_NONE, "" };

	desk_must(ledger_go(app, made[which], &err), &err);
	app_settle(app);
}

/* m on one, a sign on the other. */
static void
links_take_two_keys(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_keys(app, "2");
	ok(ledger_selected(app) != 0, "2 shows the ledger, with a claim");
	go(app, RESIDENTS);
	desk_keys(app, "m");
	go(app, OTHERS);
	desk_keys(app, "=");
	is_int(claim_of(made[OTHERS]).n_links, 1, "m and = say the same");
	go(app, RESIDENTS);
	desk_keys(app, "m");
	go(app, ARMY);
	desk_keys(app, "!");

	is_int(claim_of(made[ARMY]).links[0].kind, LINK_CONTRADICTS,
	    "m and ! contradict");
	desk_keys(app, "!");
	ok(desk_shows(app, "first mark the other claim"),
	    "without a mark it says what to do");
	desk_keys(app, "u");
	is_int(claim_of(made[ARMY]).n_links, 0, "u takes the link back");
	desk_keys(app, "C-r");
	is_int(claim_of(made[ARMY]).n_links, 1, "C-r brings it again");
	desk_keys(app, "U");
	is_int(claim_of(made[ARMY]).n_links, 0, "U drops the last link");
	desk_keys(app, "u");
	app_free(app);
}

/* Other figures for the same are a suggestion: x links, d dismisses. */
static void
rivals_are_suggested(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_keys(app, "2");
	go(app, RESIDENTS);
	ok(desk_shows(app, "MAY CONTRADICT IT"),
	    "another figure may contradict it");
	desk_keys(app, "d");
	ok(!desk_shows(app, "MAY CONTRADICT IT"), "d dismisses that");
	ok(!desk_shows(app, "LINKS"), "and shows no link for it");
	desk_keys(app, "u x");
	ok(desk_shows(app, "contradicts claim"), "x links them");
	ok(desk_shows(app, "DENIED BY (1)"), "then they stand opposite");
	desk_keys(app, "u");
	ok(desk_shows(app, "MAY CONTRADICT IT"), "u brings it back");
	desk_keys(app, "G d");
	ok(desk_shows(app, "nothing that may contradict it") ||
		!desk_shows(app, "MAY CONTRADICT IT"),
	    "without one it says so");
	app_free(app);
}

/* Six keys that do one thing with six letters are one hint. */
static void
grades_are_hinted(void)
{
	static const char *const panes[] = { "claims", "claim", "sources" };
	struct app *app = desk_app(store, 120, 36);

	for (size_t i = 0; i < ARRAY_LEN(panes); i++) {
		struct arena arena = { 0 };
		struct hint list[24];
		size_t n = help_hints(app, panes[i], &arena, list, 24);
		struct str keys = { 0 };

		for (size_t k = 0; k < n; k++)
			if (strcmp(list[k].text, "grade") == 0)
				keys = list[k].keys;
		is_str(keys, "A-F", "grades in the hints of %s", panes[i]);
		arena_release(&arena);
	}
	app_free(app);
}

/* A row of keys that give one command its arguments is one line of the help. */
static void
rows_are_one_line_of_help(void)
{
	struct app *app = desk_app(store, 120, 60);

	desk_keys(app, "2 ?");
	ok(desk_shows(app, "A-F                  Grade the claim"),
	    "A to F are one line of the help");
	ok(!desk_shows(app, "(claim-grade B)") && desk_shows(app, "M-1-M-6"),
	    "and not six; so are the others");
	ok(desk_shows(app, "1-5                  Go to a view: review,") &&
		!desk_shows(app, "(view 2)"),
	    "as the views are");
	ok(desk_shows(app, "(claim-status contested)"),
	    "keys that are no row have a line each");
	desk_keys(app, "Escape");
	app_free(app);
}

static void
one_key_judges(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_keys(app, "2");
	go(app, DIPLOMAT);
	desk_keys(app, "D");
	is_int(claim_of(made[DIPLOMAT]).grade.reliability, 'D',
	    "D grades the source");
	ok(desk_shows(app, "Not usually reliable"), "and says its words");
	desk_keys(app, "M-4");
	is_int(claim_of(made[DIPLOMAT]).grade.credibility, 4,
	    "M-4 the information");
	desk_keys(app, "~");
	is_int(
	    claim_of(made[DIPLOMAT]).status, CLAIM_CONTESTED, "~ is contested");
	desk_keys(app, "+");
	is_int(claim_of(made[DIPLOMAT]).status, CLAIM_CORROBORATED,
	    "+ corroborated");
	desk_keys(app, "-");
	is_int(claim_of(made[DIPLOMAT]).status, CLAIM_REFUTED, "- refuted");
	desk_keys(app, "0");
	is_int(claim_of(made[DIPLOMAT]).status, CLAIM_OPEN, "0 open");
	is_int(ledger_selected(app), made[DIPLOMAT],
	    "the cursor stays where it was");
	desk_keys(app, "u u u u u u");
	is_int(claim_of(made[DIPLOMAT]).grade.reliability, 'B',
	    "all is taken back");
	desk_keys(app, "t \"mediation\" Enter");
	is_int(claim_of(made[DIPLOMAT]).n_codes, 1, "t tags it with a code");
	desk_keys(app, "a \"ask Cairo\" Enter");
	is_int(claim_of(made[DIPLOMAT]).notes, 1, "a is a note on the claim");
	ok(desk_shows(app, "ask Cairo"), "that stands in its detail");
	desk_keys(app, "X");
	ok(ledger_selected(app) != made[DIPLOMAT] && ledger_selected(app) != 0,
	    "X removes it, the cursor goes on");
	desk_keys(app, "u");
	is_int(claim_of(made[DIPLOMAT]).n_codes, 1, "and u brings it back");
	is_int(claim_of(made[DIPLOMAT]).notes, 1, "with its note");
	app_free(app);
}

static void
there_and_back(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct err err = { ERR_NONE, "" };

	desk_keys(app, "2");
	go(app, RUSSIA);
	desk_keys(app, "Enter");
	is_int(app->view, VIEW_REVIEW, "Enter reads the source");
	is_int(app->cur.article.row.id, claim_of(made[RUSSIA]).article,
	    "in its article");
	ok(str_find(reader_text_of(app), str_of("A Russian diplomat denied"),
	       0) == cursor_focus(&reader_of(app)->cursor).from,
	    "at its words");
	desk_keys(app, "Escape Escape");
	is_int(app->view, VIEW_CLAIMS, "Escape leads back");
	is_int(ledger_selected(app), made[RUSSIA], "to the same claim");
	desk_must(ledger_group(app, CLAIMS_CLAIMANT, &err), &err);
	app_settle(app);
	is_int(ledger_selected(app), made[RUSSIA], "which stays selected");
	app_free(app);
}

static void
groups_fold(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_command(app, "claims-group claimant");
	desk_keys(app, "2 g");
	ok(ledger_selected(app) == 0 && desk_shows(app, "a Russian dip"),
	    "the first row is a heading");
	desk_keys(app, "Space");
	ok(!desk_shows(app, "denies A contract"), "Space folds it");
	desk_keys(app, "Enter");
	ok(desk_shows(app, "denies A contract"), "Enter unfolds it");
	desk_keys(app, "<");
	is_int((int64_t)ledger_of(app)->list.n, 4, "< leaves headings alone");
	desk_keys(app, "G k k >");
	is_int((int64_t)ledger_of(app)->list.n, 9, "> unfolds all");
	desk_keys(app, "b");
	is_int(ledger_of(app)->order, CLAIMS_OUTLET, "b is the next way");
	desk_command(app, "claims-group added");
	is_int((int64_t)ledger_of(app)->list.n, 5, "added has no headings");
	app_free(app);
}

static void
looks(void)
{
	static const int sizes[][2] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct app *app = desk_app(store, sizes[i][0], sizes[i][1]);
		struct buf name = { 0 };

		desk_keys(app, "2");
		go(app, RESIDENTS);
		buf_addf(&name, "claims-%dx%d", sizes[i][0], sizes[i][1]);
		desk_picture(app, "claims", name.p);
		app_set_focus(app, "claim");
		app_settle(app);
		buf_reset(&name);
		buf_addf(&name, "claim-%dx%d", sizes[i][0], sizes[i][1]);
		desk_picture(app, "claim", name.p);
		buf_release(&name);
		app_free(app);
	}
}

static void
plain(void)
{
	struct app *app = desk_plain(store, 120, 36);

	desk_keys(app, "2");
	go(app, RESIDENTS);
	desk_picture(app, "claims", "claims-plain");
	desk_picture(app, "claim", "claim-plain");
	app_free(app);
}

static void
empty(void)
{
	struct store *none = desk_library();
	struct app *app = desk_app(none, 80, 24);

	desk_keys(app, "2");
	ok(desk_shows(app, "No claims yet"), "an empty ledger says so");
	ok(!desk_shows(app, "A-F") && desk_shows(app, "]c c"),
	    "no grading of nothing, but how a claim is made");
	desk_keys(app, "D m ! X < > b Enter");
	ok(desk_shows(app, "there is no claim here") ||
		desk_shows(app, "No claims yet"),
	    "and its keys do no harm");
	app_free(app);
	store_close(none);
}

int
main(void)
{
	store = desk_library();
	make_claims();
	rivals_are_suggested();
	links_take_two_keys();
	grades_are_hinted();
	rows_are_one_line_of_help();
	one_key_judges();
	there_and_back();
	groups_fold();
	looks();
	plain();
	empty();
	store_close(store);
	return done();
}
