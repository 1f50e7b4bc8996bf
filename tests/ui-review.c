/* The panes of Review and of the register, as an analyst uses them: acts by
 * keys, pictures at several sizes. UPDATE=1 writes the pictures anew. */
#include "config.h"

#include "store/article.h"
#include "store/ingest.h"
#include "tests/desk.h"
#include "tests/test.h"
#include "ui/cmd.h"
#include "ui/pane-articles.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"
#include "ui/pane-reader.h"
#include "ui/pane-timeline.h"
#include "ui/query-words.h"
#include "ui/ui.h"

static struct store *store;

static int64_t
count_of(const char *query)
{
	struct err err = { ERR_NONE, "" };
	struct find *find;
	struct job *job;
	int64_t count;

	desk_must(store_find_open(store, str_of(query), SORT_DATE, &find, &err),
	    &err);
	job = store_find_count(find, &count);
	desk_must(job_run(job, &err), &err);
	job->free(job);
	store_find_close(find);
	return count;
}

static enum article_state
state_of(int64_t id)
{
	struct arena arena = { 0 };
	struct article_row row = { 0 };
	enum article_state state;
	struct err err = { 0 };

	desk_must(store_article_row(store, id, &arena, &row, &err), &err);
	state = row.state;
	arena_release(&arena);
	return state;
}

/* What is offered first for a query of which so much is typed begins so. */
static void
offered(struct app *app, const char *typed, const char *begin)
{
	struct arena arena = { 0 };
	struct str *list = NULL;
	size_t n = 0;

	query_words(app, str_of(typed), &arena, &list, &n);
	ok(n > 0 && str_starts(list[0], begin) &&
		str_find(list[0], str_of("\"\""), 0) == SIZE_MAX,
	    "%s goes on", typed);
	arena_release(&arena);
}

static void
queries_come_back(void)
{
	struct app *app = desk_app(store, 80, 24);

	desk_keys(app, "s haftar Enter s \"oil derna\" Enter s");
	while (app->ui->prompt->edit.text.len > 0)
		desk_keys(app, "Backspace");
	desk_keys(app, "Up");
	is_str(buf_view(&app->ui->prompt->edit.text), "oil derna",
	    "Up brings back the last query");
	desk_keys(app, "Up");
	is_str(buf_view(&app->ui->prompt->edit.text), "haftar",
	    "and the one before");
	is_str(buf_view(&app->list.query), "haftar", "as it was sought then");
	desk_keys(app, "Down");
	is_str(buf_view(&app->ui->prompt->edit.text), "oil derna",
	    "Down goes the other way");
	desk_keys(app, "Escape :");
	desk_keys(app, "Up");
	is_str(
	    buf_view(&app->ui->prompt->edit.text), "", "a query is no command");
	desk_keys(app, "Escape");
	desk_keys(app, "3 s \"stat\" Tab");
	is_str(buf_view(&app->ui->prompt->edit.text),
	    "status:", "the ledger's question is completed too");
	desk_keys(app, "Escape s Up");
	is_str(buf_view(&app->ui->prompt->edit.text), "oil derna",
	    "and goes back to the queries of the list");
	desk_keys(app, "Escape 1");
	offered(app, "grade:", "grade:>=B3");
	offered(app, "grade:<c", "grade:<c1");
	offered(app, "person:\"haft", "person:\"");
	app_free(app);
}

static void
too_many_to_rank(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct pane *p = app_pane(app, "articles");
	struct buf b = { 0 };

	desk_keys(app, ":sort Space relevance Enter");
	p->ops->heading(p, &b);
	is_str(buf_view(&b), "Articles, newest first",
	    "without words nothing is ranked, and that is said");
	desk_keys(app, "s haftar Enter");
	buf_reset(&b);
	p->ops->heading(p, &b);
	is_str(buf_view(&b), "Articles by relevance", "with words it is");
	buf_release(&b);
	app_free(app);
}

static void
triage_takes_one_key(void)
{
	struct app *app = desk_app(store, 120, 36);
	int64_t first = app->cur.article.row.id, second;

	ok(first != 0, "the newest article is open at the start");
	desk_keys(app, "x");
	second = app->cur.article.row.id;
	is_int(state_of(first), ARTICLE_DONE, "x marks it done");
	ok(second != first && articles_selected(app) == second,
	    "and opens the next unread one");
	desk_keys(app, "d");
	is_int(state_of(second), ARTICLE_DISMISSED, "d dismisses");
	desk_keys(app, "g x");
	ok(app->cur.article.row.id != second &&
		state_of(app->cur.article.row.id) == ARTICLE_UNREAD,
	    "what is done already is passed over");
	desk_keys(app, "u u");
	is_int(state_of(first), ARTICLE_UNREAD, "u takes both back");
	is_int(state_of(second), ARTICLE_UNREAD, "also the dismissal");
	desk_keys(app, "g *");
	ok(app->cur.article.row.id == first && app->cur.article.row.flagged,
	    "* flags");
	desk_keys(app, "*");
	ok(!app->cur.article.row.flagged, "and takes the flag away");
	desk_command(app, "query is:unread");
	first = articles_selected(app);
	desk_keys(app, "x");
	ok(articles_selected(app) != first && articles_selected(app) != 0,
	    "in a list of the unread the cursor goes on as the row leaves");
	desk_keys(app, "u");
	desk_command(app, "query");
	app_free(app);
}

static void
the_list_narrows_as_one_types(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_keys(app, "s \"Jaliffa Heftarr\" Enter");
	ok(desk_shows(app, "did you mean Khalifa Haftar"),
	    "a name that nobody wrote so is guessed");
	desk_command(app, "query");
	desk_keys(app, "s \"derna\"");
	ok(str_is(buf_view(&app->list.query), "derna"),
	    "the list shows what is typed");
	desk_keys(app, "Escape");
	is_int((int64_t)app->list.query.len, 0, "Escape brings back all");
	desk_keys(app, "s \"kuznet\"");
	ok(str_is(buf_view(&app->list.query), "kuznet*"),
	    "half a word finds those that begin so");
	desk_keys(app, "Escape");
	desk_keys(app, "s \"(derna OR „oil por\"");
	ok(str_is(buf_view(&app->list.query), "(derna OR „oil por“*)") ||
		str_is(buf_view(&app->list.query), "(derna OR „oil por“)"),
	    "what is open counts as closed: %.*s", (int)app->list.query.len,
	    app->list.query.p);
	desk_keys(app, "Enter");
	ok(articles_selected(app) != 0 && app->ui->prompt == NULL,
	    "and is so with Enter");
	desk_command(app, "query derna OR tobruk");
	desk_keys(app, "& \"egypt OR cairo\"");
	ok(str_is(buf_view(&app->list.query),
	       "(derna OR tobruk) (egypt OR cairo)"),
	    "a list is narrowed as one types: %.*s", (int)app->list.query.len,
	    app->list.query.p);
	desk_keys(app, "C-u is:new");
	ok(desk_shows(app, "column 4: is: knows unread"),
	    "what is wrong is said with its column in what is typed");
	desk_keys(app, "Escape");
	ok(str_is(buf_view(&app->list.query), "derna OR tobruk"),
	    "Escape brings back what was before");
	desk_command(app, "query");
	desk_keys(app, "s outlet:");
	ok(desk_shows(app, "Tab offers what may stand here"),
	    "a field without a value is no error yet");
	desk_keys(app, "gazzete");
	ok(desk_shows(app,
	       "column 8: there is no outlet named gazzete: did you mean "
	       "Sample Gazette?"),
	    "what nobody is called is said while it is typed");
	desk_keys(app, "C-u analyst:maria Enter");
	ok(desk_shows(app, "no note or claim is by the analyst maria"),
	    "and what finds nothing with Enter");
	desk_command(app, "query lang:xx");
	ok(desk_shows(app, "no article is in xx: there are ar, en, fr"),
	    "and behind a command");
	desk_command(app, "query");
	desk_keys(app, "s \"haftar mediator\" Enter");
	ok(desk_shows(app, "Haftar in Cairo"), "Enter keeps it");
	desk_command(app, "query derna");
	desk_keys(app, "g n");
	ok(app_focus(app) == app_pane(app, "articles") &&
		desk_shows(app, "1 of ") && desk_shows(app, "in this article"),
	    "n goes to the first hit from the list");
	{
		int64_t first = app->cur.article.row.id;
		size_t steps = 0;

		while (app->cur.article.row.id == first && steps++ < 20)
			desk_keys(app, "n");
		ok(app->cur.article.row.id != first && steps > 0 &&
			app->cur.article.row.id == articles_selected(app),
		    "and past its last one into the next article");
		desk_keys(app, "N");
		is_int(app->cur.article.row.id, first, "N goes back there");
		while (steps-- > 1)
			desk_keys(app, "N");
		desk_keys(app, "N");
		ok(desk_shows(app, "the list ends here"), "to the first one");
	}
	desk_command(app, "query is:unread");
	desk_keys(app, "n");
	ok(desk_shows(app, "no words were searched for"),
	    "without words there is nowhere to go");
	desk_command(app, "query");
	desk_keys(app, "f Enter");
	ok(desk_shows(app, "no folders yet: F keeps"),
	    "without folders f says how one comes about");
	desk_command(app, "query derna");
	desk_command(app, "save-query Derna");
	desk_command(app, "query haftar mediator");
	desk_command(app, "save-query Mediation");
	desk_command(app, "query");
	desk_keys(app, "f Enter");
	ok(str_is(buf_view(&app->list.query), "derna"),
	    "f and Enter open the first folder");
	desk_keys(app, "f Enter");
	ok(str_is(buf_view(&app->list.query), "haftar mediator"),
	    "and then the next one");
	desk_keys(app, "f Enter");
	is_int((int64_t)app->list.query.len, 0, "and all again");
	desk_command(app, "folder-remove Derna");
	desk_command(app, "query");
	desk_command(app, "folder Mediation");
	ok(str_is(buf_view(&app->list.query), "haftar mediator"),
	    "a folder opens its query");
	desk_command(app, "query derna OR tobruk");
	desk_command(app, "narrow egypt OR cairo");
	ok(str_is(buf_view(&app->list.query),
	       "(derna OR tobruk) (egypt OR cairo)"),
	    "one with an OR is narrowed as a whole");
	desk_command(app, "query");
	desk_command(app, "narrow egypt");
	ok(str_is(buf_view(&app->list.query), "egypt"), "all by one alone");
	desk_command(app, "query");
	app_free(app);
}

static void
notes_stand_at_their_passage(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter ) a \"compare Moscow\" C-s");
	is_int((int64_t)app->cur.n_notes, 1, "a writes a note");
	ok(app->cur.n_notes == 1 &&
		str_starts(app->cur.notes[0].anchor.quote, "On the ship"),
	    "on the sentence at the cursor");
	desk_command(app, "note-add-article about all");
	is_int((int64_t)app->cur.n_notes, 2, "A on the whole");
	desk_keys(app, "Tab Tab G");
	desk_picture(app, "notes", "notes-120x36");
	desk_keys(app, "D");
	is_int((int64_t)app->cur.n_notes, 1, "D deletes one");
	desk_keys(app, "u");
	is_int((int64_t)app->cur.n_notes, 2, "u brings it back");
	desk_keys(app, "g Enter");
	ok(strcmp(app_focus(app)->ops->name, "reader") == 0,
	    "Enter goes to the reader");
	desk_keys(app, "u u");
	is_int((int64_t)app->cur.n_notes, 0, "u takes back both notes");
	desk_command(app, "query");
	app_free(app);
}

static void
side_panes_page(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct entities *e;
	int64_t first;

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter Tab");
	e = entities_of(app);
	desk_keys(app, "g");
	first = e->id;
	desk_keys(app, "j j j");
	desk_keys(app, "PageDown");
	ok(e->top > 0, "PageDown goes on in the pane of names");
	desk_keys(app, "PageUp PageUp");
	is_int(e->id, first, "PageUp comes back to the first");
	app_free(app);
}

static void
a_tab_says_its_title_once(void)
{
	struct app *app = desk_app(store, 80, 24);

	desk_command(app, "focus timeline");
	ok(desk_shows(app, "Timeline"), "the tab of the timeline");
	ok(!desk_shows(app, "Timeline  "), "names it once");
	app_free(app);
}

static void
a_resize_keeps_the_place(void)
{
	struct app *app = desk_app(store, 120, 24);
	struct reader *r;
	struct reader_place place;
	uint32_t at;

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter PageDown");
	r = reader_of(app);
	place = r->place;
	at = place.at;
	ok(place.in_text, "paged into the text");
	app_free(app);
	app = desk_app(store, 80, 24);
	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	r = reader_of(app);
	r->place = place;
	r->ready = false;
	r = reader_of(app);
	ok(r->layout.rows[r->top].line.span.from <= at &&
		r->layout.rows[r->top].line.span.to > at,
	    "at another width the same words stand at the top");
	desk_command(app, "query");
	app_free(app);
}

static void
a_dossier_leads_to_the_place_and_back(void)
{
	struct app *app = desk_app(store, 120, 36);

	desk_command(app, "dossier haftar-khalifa");
	ok(app->view == VIEW_ENTITIES && dossier_entity(app) != 0,
	    "the dossier opens in the register");
	ok(desk_shows(app, "born"), "with what is known of the man");
	desk_keys(app, "Enter");
	ok(app->view == VIEW_REVIEW && app->cur.entity != 0,
	    "Enter opens an article at the name");
	ok(app->cur.passage.to > app->cur.passage.from, "in its sentence");
	desk_keys(app, "4");
	ok(app->view == VIEW_ENTITIES, "and 4 goes back");
	desk_keys(app, "h / \"haf\" Enter");
	ok(desk_shows(app, "Khaled Haftar") && !desk_shows(app, "Misrata"),
	    "the register is filtered");
	app_free(app);
}

static void
names_show_at_once(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct err err = { ERR_NONE, "" };
	int64_t lna, words = count_of("delegation");
	size_t before;

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	before = app->cur.n_mentions;
	desk_must(store_entity_by_key(store, str_of("lna"), &lna, &err), &err);
	desk_must(
	    store_alias_add(store, lna, str_of("delegation"), &err), &err);
	app_settle(app);
	ok(app->cur.n_mentions > before,
	    "a new spelling shows at once in the open article");
	desk_command(app, "query delegation");
	ok(app->list.count > words && app->list.count >= count_of("entity:lna"),
	    "and the search for it counts all that it means");
	desk_keys(app, "u");
	is_int(app->list.count, words,
	    "u takes it back, also from the list that is open");
	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	is_int((int64_t)app->cur.n_mentions, (int64_t)before,
	    "and from the article");
	desk_command(app, "query");
	app_free(app);
}

static int64_t
entry(const char *key)
{
	struct err err = { ERR_NONE, "" };
	int64_t id = 0;

	(void)store_entity_by_key(store, str_of(key), &id, &err);
	return id;
}

/* The mention of an entity that the cursor stands on after ]e. */
static void
a_wrong_name_is_corrected_by_keys(void)
{
	struct app *app = desk_app(store, 120, 36);
	int64_t was;
	size_t n;

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	desk_keys(app, "g ]e");
	n = app->cur.n_mentions;
	was = app->cur.mentions[0].entity;
	desk_keys(app, "m 0 h");
	is_int((int64_t)app->cur.n_mentions, (int64_t)n - 1,
	    "m 0 h: it is no name here");
	desk_keys(app, "u");
	is_int((int64_t)app->cur.n_mentions, (int64_t)n, "u takes it back");
	is_int(app->cur.mentions[0].entity, was, "to whom it was");
	desk_keys(app, "m / \"pfg\" Enter h");
	is_int(app->cur.mentions[0].entity, entry("pfg"),
	    "m / and any entry: who does not bear the name too");
	desk_keys(app, "u m / \"pfg\" Enter a");
	is_int(app->cur.mentions[0].entity, entry("pfg"), "in the article");
	desk_keys(app, "u m / \"pfg\" Enter e");
	is_int(app->cur.mentions[0].entity, entry("pfg"), "and everywhere");
	desk_keys(app, "u");
	is_int(app->cur.mentions[0].entity, was, "u takes it back");
	desk_command(app, "query");
	app_free(app);
}

static void
unknown_names_are_suggested(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct entities *e;
	size_t n;

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	app_set_focus(app, "entities");
	desk_keys(app, "G");
	e = entities_of(app);
	n = e->n_suggestions;
	ok(n > 0 && e->id < 0, "suggestions stand below what is known");
	ok(desk_shows(app, "SUGGESTED"), "under a heading of their own");
	while (
	    entities_suggestion(app) != NULL &&
	    !str_is(entities_suggestion(app)->count.name, "Admiral Kuznetsov"))
		desk_keys(app, "k");
	ok(entities_suggestion(app) != NULL, "the ship is one of them");
	desk_keys(app, "Enter");
	ok(strcmp(app_focus(app)->ops->name, "entities") == 0,
	    "Enter shows where it stands");
	desk_keys(app, "+ o");
	ok(entry("admiral-kuznetsov") != 0, "+ takes it into the register");
	is_int((int64_t)entities_of(app)->n_suggestions, (int64_t)n - 1,
	    "and it is suggested no more");
	is_int(count_of("entity:admiral-kuznetsov"), 1,
	    "all its mentions are found");
	desk_keys(app, "u");
	ok(entry("admiral-kuznetsov") == 0 &&
		entities_of(app)->n_suggestions == n,
	    "u takes it back");
	desk_keys(app, "G");
	while (
	    entities_suggestion(app) != NULL &&
	    !str_is(entities_suggestion(app)->count.name, "Admiral Kuznetsov"))
		desk_keys(app, "k");
	desk_keys(app, "-");
	is_int((int64_t)entities_of(app)->n_suggestions, (int64_t)n - 1,
	    "- never suggests it again");
	desk_keys(app, "u");
	desk_command(app, "suggestion-alias Khalifa Hiftar");
	ok(count_of("\"Admiral Kuznetsov\"") > 1,
	    "= makes it a spelling of somebody, found by any spelling");
	desk_keys(app, "u");
	is_int((int64_t)entities_of(app)->n_suggestions, (int64_t)n,
	    "u takes that back too");
	desk_command(app, "query");
	app_free(app);
}

static void
a_selection_becomes_a_name(void)
{
	struct app *app = desk_app(store, 120, 36);
	size_t n;

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter");
	n = app->cur.n_mentions;
	desk_command(app, "find conversation");
	desk_keys(app, "v +");
	if (app->ui->ask == NULL)
		desk_keys(app, "v w w +");
	ok(app->ui->ask != NULL, "+ on a selection asks what it is");
	desk_keys(app, "o");
	ok(app->cur.n_mentions > n, "o makes it an entry: its mentions show");
	desk_keys(app, "u");
	is_int((int64_t)app->cur.n_mentions, (int64_t)n, "u takes it back");
	desk_command(app, "query");
	app_free(app);
}

static void
a_dossier_leads_on(void)
{
	struct app *app = desk_app(store, 120, 36);
	int64_t first;

	desk_command(app, "dossier haftar-khalifa");
	first = dossier_entity(app);
	ok(dossier_of(app)->n_with > 2 && dossier_of(app)->with[0].mentions >=
					      dossier_of(app)->with[1].mentions,
	    "who stands in the same articles is counted");
	desk_keys(app, "w 2");
	ok(dossier_entity(app) != first && dossier_entity(app) != 0,
	    "w and its number leads on");
	app_free(app);
}

static void
the_register_is_worked_on(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct entity who;
	struct arena arena = { 0 };
	struct err err = { ERR_NONE, "" };
	int64_t gns = entry("gna"), lna = entry("lna");

	desk_command(app, "dossier gna");
	desk_keys(app, "r C-u \"Accord Cabinet\" Enter");
	desk_must(store_entity_get(store, gns, &arena, &who, &err), &err);
	is_str(who.name, "Accord Cabinet", "r renames");
	desk_keys(app, "+ \"Zorgia Cabinet\" Enter");
	ok(count_of("\"Zorgia Cabinet\"") >= count_of("entity:gna"),
	    "+ adds a spelling");
	desk_command(app, "entity-kind other");
	desk_must(store_entity_get(store, gns, &arena, &who, &err), &err);
	is_int(who.kind, ENTITY_OTHER, "its kind is changed");
	desk_keys(app, "M / \"lna\" Enter");
	desk_must(store_entity_get(store, gns, &arena, &who, &err), &err);
	ok(who.merged_into == lna, "M merges it");
	is_int(dossier_entity(app), lna, "and the other one is shown");
	desk_keys(app, "u u u u");
	desk_must(store_entity_get(store, gns, &arena, &who, &err), &err);
	ok(who.merged_into == 0 && who.kind == ENTITY_FACTION &&
		!str_is(who.name, "Accord Cabinet"),
	    "u takes all that back");
	arena_release(&arena);
	app_free(app);
}

/* The article comes again with a sentence in front, as through an import in
 * another terminal. */
static void
correct_the_article(const struct article *a)
{
	static const char path[] = "ui-review-corrected.jsonl";
	const char *const paths[] = { path };
	struct ingest_opts opts = { .paths = paths, .n_paths = 1 };
	struct ingest_totals totals = { 0 };
	struct err err = { 0 };
	struct buf b = { 0 }, text = { 0 };
	struct job *job;
	FILE *f = fopen(path, "w");

	buf_puts(&text, "Corrected since: the date. ");
	buf_str(&text, a->text);
	buf_puts(&b, "{\"title\":");
	buf_json(&b, a->row.title);
	buf_puts(&b, ",\"url\":");
	buf_json(&b, a->row.url);
	buf_puts(&b, ",\"date\":\"2017-01-17\",\"text\":");
	buf_json(&b, buf_view(&text));
	buf_puts(&b, "}\n");
	if (f == NULL || fwrite(b.p, 1, b.len, f) != b.len || fclose(f) != 0)
		die("%s is not written", path);
	job = store_ingest(store, &opts, &totals);
	desk_must(job_run(job, &err), &err);
	job->free(job);
	is_int(totals.updated, 1, "the article is corrected meanwhile");
	(void)remove(path);
	buf_release(&b);
	buf_release(&text);
}

static void
is_on_the_ship(struct app *app, const char *name)
{
	const struct note *note = app->cur.notes;

	ok(app->cur.n_notes == 1 &&
		str_starts(note->anchor.quote, "On the ship") &&
		str_eq(note->anchor.quote,
		    str_slice(app->cur.article.text, note->anchor.span.from,
			note->anchor.span.to)),
	    "%s stands on its sentence", name);
}

static void
a_note_keeps_its_passage_while_it_is_typed(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct buf draft = { 0 };

	desk_command(app, "query Kuznetsov");
	desk_keys(app, "g Enter ) a \"compare\"");
	buf_puts(&draft, app->ui->prompt->keeper.context);
	correct_the_article(&app->cur.article);
	desk_keys(app, "\" Moscow\" C-s");
	is_on_the_ship(app, "the note");
	desk_keys(app, "u");
	desk_command(app, draft.p);
	desk_keys(app, "\"again\" C-s");
	is_on_the_ship(app, "one taken up after a crash");
	desk_keys(app, "u u");
	desk_command(app, "query");
	buf_release(&draft);
	app_free(app);
}

/* A terminal orders the text itself, and the margin marks a claim in it. */
static void
a_mark_keeps_the_fence(void)
{
	struct app *app = desk_app(store, 120, 36);

	term_set_bidi(app->term, BIDI_TERM);
	desk_command(app, "query lang:ar");
	desk_keys(app, "g Enter");
	ok(desk_shows(app, "\xe2\x94\x86\xe2\x80\xab"),
	    "what holds a right-to-left line together rides on its mark");
	desk_command(app, "query");
	app_free(app);
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

/* A busy machine: what the panes ask runs out of time in the turn in which a
 * command has said something. */
static void
a_pane_out_of_time_hides_no_answer(void)
{
	struct app *app = desk_app(store, 120, 36);
	const struct key enter = { .code = K_ENTER };
	struct pane *timeline = app_pane(app, "timeline");
	struct timeline_state *s = timeline->state;

	desk_keys(app, ": \"nothere\"");
	app_key(app, &enter);
	pane_stale(app_pane(app, "articles"));
	s->seen[TOPIC_EVENT]++; /* it asks for all lanes and events */
	s->documents--;
	pane_stale(timeline);
	store_interrupt_when(store, always, NULL);
	app_turn(app);
	store_interrupt_when(store, NULL, NULL);
	ok(timeline->again, "the timeline ran out of time");
	ok(desk_shows(app, "there is no command \"nothere\""),
	    "what the command said is on the screen");
	app_settle(app);
	ok(!timeline->again && !timeline->stale &&
		s->seen[TOPIC_EVENT] == store_generation(store, TOPIC_EVENT),
	    "and the timeline gets what it asked for at the second try");
	app_free(app);
}

static void
pictures(void)
{
	static const struct {
		int cols, rows;
	} sizes[] = { { 80, 24 }, { 120, 36 }, { 200, 60 } };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		struct app *app = desk_app(store, sizes[i].cols, sizes[i].rows);
		char name[64];

		app_set_focus(app, "articles");
		app_settle(app);
		snprintf(name, sizeof name, "articles-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		desk_picture(app, "articles", name);
		desk_command(app, "query Kuznetsov");
		desk_keys(app, "g Enter ) ]e");
		snprintf(name, sizeof name, "reader-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		desk_picture(app, "reader", name);
		desk_command(app, "query lang:ar");
		desk_keys(app, "1");
		app_set_focus(app, "articles");
		desk_keys(app, "g Enter");
		snprintf(name, sizeof name, "reader-ar-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		desk_picture(app, "reader", name);
		app_set_focus(app, "entities");
		desk_keys(app, "j");
		snprintf(name, sizeof name, "entities-%dx%d", sizes[i].cols,
		    sizes[i].rows);
		desk_picture(app, "entities", name);
		desk_command(app, "query");
		app_free(app);
	}
}

/* An import moves all topics at every look; lanes and events are read again
 * only when an act or a pack has changed one. */
static void
lanes_are_read_when_they_change(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct pane *timeline = app_pane(app, "timeline");
	struct timeline_state *s = timeline->state;
	const void *before = s->t.lanes;

	s->seen[TOPIC_EVENT]--;
	pane_stale(timeline);
	app_turn(app);
	ok(s->t.lanes == before &&
		s->seen[TOPIC_EVENT] == store_generation(store, TOPIC_EVENT),
	    "nothing of the lanes has changed: they stay");
	desk_keys(app, "A \"a thought\" C-s");
	s->seen[TOPIC_EVENT]--;
	pane_stale(timeline);
	app_turn(app);
	ok(s->t.lanes != before, "after an act they are read anew");
	app_free(app);
}

/* Of three queries the last may lie where the first did. */
static void
a_search_that_goes_on_says_so(void)
{
	struct app *app = desk_app(store, 120, 36);
	struct pane *p = app_pane(app, "articles");
	const struct find *first = app->list.find;
	struct err err = { ERR_NONE, "" };

	for (int i = 0; i < 16 && (i == 0 || app->list.find != first); i++)
		desk_must(app_set_query(
			      app, str_of("-said lang:ar"), SORT_DATE, &err),
		    &err);
	p->again = true;
	ok(articles_behind(p), "the rows are still those of the query before");
	chrome_progress(app);
	ok(desk_shows(app, "searching"), "what goes on says so");
	app_settle(app);
	ok(!articles_behind(p) && !desk_shows(app, "searching"),
	    "until it is done");
	is_int(store_find_looked(app->list.find) > 0, 1,
	    "what the index could not answer was counted");
	desk_command(app, "query");
	app_free(app);
}

/* What an import says at its end comes at any moment. */
static void
a_report_waits_for_its_place(void)
{
	struct app *app = desk_app(store, 120, 36);
	desk_keys(app, ":folder Space nowhere Enter");
	ok(desk_shows(app, "nowhere"), "a command has answered");
	app_report(app, str_of("12 articles imported"), false);
	app_turn(app);
	ok(desk_shows(app, "nowhere") &&
		!desk_shows(app, "12 articles imported"),
	    "the answer stays");
	desk_keys(app, ": \"a thought\"");
	ok(desk_shows(app, "a thought") &&
		!desk_shows(app, "12 articles imported"),
	    "so does a prompt");
	desk_keys(app, "Escape");
	ok(desk_shows(app, "12 articles imported"), "and then it shows");
	desk_keys(app, "Down");
	ok(!desk_shows(app, "12 articles imported"), "until the next key");
	app_free(app);
}

int
main(void)
{
	store = desk_library();
	queries_come_back();
	too_many_to_rank();
	triage_takes_one_key();
	the_list_narrows_as_one_types();
	notes_stand_at_their_passage();
	side_panes_page();
	a_tab_says_its_title_once();
	a_resize_keeps_the_place();
	a_dossier_leads_to_the_place_and_back();
	names_show_at_once();
	a_wrong_name_is_corrected_by_keys();
	unknown_names_are_suggested();
	a_selection_becomes_a_name();
	a_dossier_leads_on();
	the_register_is_worked_on();
	a_mark_keeps_the_fence();
	a_note_keeps_its_passage_while_it_is_typed();
	a_pane_out_of_time_hides_no_answer();
	a_report_waits_for_its_place();
	a_search_that_goes_on_says_so();
	pictures();
	lanes_are_read_when_they_change();
	store_close(store);
	return done();
}
