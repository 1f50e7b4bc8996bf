#include "config.h"

#include "model/words.h"
#include "store/article.h"
#include "store/entity.h"
#include "store/event.h"
#include "store/note.h"
#include "ui/cli.h"

enum { PAGE = 200 };

static struct str
on_json(struct cli *cli, const struct note *n)
{
	struct buf b = { 0 };
	struct str s;

	buf_addf(
	    &b, "{\"%s\":%lld", subject_kind_name(n->on), (long long)n->on_id);
	if (n->anchor.state != ANCHOR_NONE) {
		buf_puts(&b, ",\"quote\":");
		json_text(&b, n->anchor.quote);
		buf_addf(&b, ",\"anchor\":\"%s\"",
		    anchor_state_name(n->anchor.state));
	}
	s = arena_str(&cli->arena, buf_view(&b));
	buf_release(&b);
	return s;
}

/* The offsets of a note on a passage, in code points of its article. */
static bool
on_passage(
    struct cli *cli, const struct note *n, struct str *json, struct err *err)
{
	struct arena arena = { 0 };
	struct article a;

	*json = on_json(cli, n);
	if (n->on != ON_ARTICLE || (n->anchor.state != ANCHOR_EXACT &&
				       n->anchor.state != ANCHOR_MOVED)) {
		*json = arena_printf(&cli->arena, "%s}", json->p);
		return true;
	}
	if (!store_article_get(cli->store, n->on_id, &arena, &a, err)) {
		arena_release(&arena);
		return false;
	}
	*json = arena_printf(&cli->arena, "%s,\"start\":%zu,\"end\":%zu}",
	    json->p, points_of(a.text, n->anchor.span.from),
	    points_of(a.text, n->anchor.span.to));
	arena_release(&arena);
	return true;
}

static bool
put_note(struct cli *cli, const struct note *n, struct err *err)
{
	struct str on;
	struct field f[6];

	if (!cli->json) {
		cli_printf(cli, "%6lld  %s %lld", (long long)n->id,
		    subject_kind_name(n->on), (long long)n->on_id);
		if (n->anchor.quote.len > 0)
			cli_printf(cli, "  “%s”", n->anchor.quote.p);
		cli_printf(cli, "\n        %s\n", n->text.p);
		return true;
	}
	if (!on_passage(cli, n, &on, err))
		return false;
	f[0] = field_number("id", n->id);
	f[1] = field_json("on", on);
	f[2] = field_body("text", n->text);
	f[3] = field_text("analyst", n->analyst);
	f[4] = field_text("created", cli_time(&cli->arena, n->created));
	f[5] = field_text("updated", cli_time(&cli->arena, n->updated));
	cli_json(cli, f, ARRAY_LEN(f));
	return true;
}

int
cli_notes(struct cli *cli)
{
	struct str words = cli_rest(cli, 0);
	struct arena arena = { 0 };
	struct err err = { 0 };
	struct note *notes;
	struct page page = { .dir = 1, .most = PAGE, .n = PAGE };
	int64_t before = 0;

	while (page.n == PAGE && err.code == ERR_NONE) {
		arena_reset(&arena);
		if (!store_notes_page(
			cli->store, words, before, &page, &arena, &notes, &err))
			break;
		for (size_t i = 0; i < page.n; i++)
			if (!put_note(cli, &notes[i], &err))
				break;
		if (page.n > 0)
			before = notes[page.n - 1].id;
	}
	arena_release(&arena);
	return err.code == ERR_NONE ? CLI_OK : cli_fail(cli, &err);
}

bool
cli_quote(struct str text, struct str quote, int64_t start, struct span *span,
    struct err *err)
{
	size_t at = str_find(text, quote, 0), next;

	if (quote.len == 0)
		return err_set(err, ERR_INVALID, "the quotation is empty");
	if (at == SIZE_MAX)
		return err_set(err, ERR_MISSING,
		    "the quotation does not stand in the article");
	next = str_find(text, quote, at + 1);
	if (start >= 0) {
		while (at != SIZE_MAX && points_of(text, at) != (size_t)start)
			at = str_find(text, quote, at + 1);
		if (at == SIZE_MAX)
			return err_set(err, ERR_MISSING,
			    "the quotation does not start at %lld",
			    (long long)start);
	} else if (next != SIZE_MAX) {
		return err_set(err, ERR_INVALID,
		    "the quotation stands there more than once, first at "
		    "--start %zu and --start %zu",
		    points_of(text, at), points_of(text, next));
	}
	*span = (struct span){ (uint32_t)at, (uint32_t)(at + quote.len) };
	return true;
}

int
cli_passage(struct cli *cli, struct str text, struct span *span, bool *given,
    struct err *err)
{
	const char *quote = cli_opt(cli, "quote");
	int64_t start = -1, end = -1;

	*given = false;
	if (!cli_opt_int(cli, "start", 0, &start) ||
	    !cli_opt_int(cli, "end", 0, &end))
		return CLI_USAGE;
	if (quote != NULL) {
		*given = true;
		return cli_quote(text, str_of(quote), start, span, err)
			   ? CLI_OK
			   : CLI_REFUSED;
	}
	if (start < 0 && end < 0)
		return CLI_OK;
	if (start < 0 || end <= start ||
	    (size_t)end > points_of(text, text.len))
		return cli_usage(
		    cli, "--start and --end are a passage of the text");
	span->from = (uint32_t)points_to_byte(text, (size_t)start);
	span->to = (uint32_t)points_to_byte(text, (size_t)end);
	*given = true;
	return CLI_OK;
}

/* A passage of the article, or all of it. */
static int
passage(struct cli *cli, struct note *note, struct err *err)
{
	struct article a;
	struct span span;
	bool given;
	int status;

	if (!store_article_get(cli->store, note->on_id, &cli->arena, &a, err))
		return CLI_REFUSED;
	status = cli_passage(cli, a.text, &span, &given, err);
	if (status == CLI_OK && given)
		note->anchor = anchor_make(a.text, span);
	return status;
}

static int
subject(struct cli *cli, struct note *note, struct err *err)
{
	const char *key = cli_opt(cli, "entity");
	struct event event;
	int64_t article = 0, id = 0, claim = 0;

	if (!cli_opt_int(cli, "article", 1, &article) ||
	    !cli_opt_int(cli, "event", 1, &id) ||
	    !cli_opt_int(cli, "claim", 1, &claim))
		return CLI_USAGE;
	if ((article > 0) + (key != NULL) + (id > 0) + (claim > 0) != 1)
		return cli_usage(cli,
		    "a note is on one --article, --entity, --event or "
		    "--claim");
	if (claim > 0) {
		note->on = ON_CLAIM;
		note->on_id = claim;
		return CLI_OK;
	}
	if (article > 0) {
		note->on = ON_ARTICLE;
		note->on_id = article;
		return passage(cli, note, err);
	}
	if (key != NULL) {
		note->on = ON_ENTITY;
		return store_entity_by_key(
			   cli->store, str_of(key), &note->on_id, err)
			   ? CLI_OK
			   : CLI_REFUSED;
	}
	note->on = ON_EVENT;
	note->on_id = id;
	return store_event_get(cli->store, id, &cli->arena, &event, err)
		   ? CLI_OK
		   : CLI_REFUSED;
}

static int
note_add(struct cli *cli)
{
	struct note note = { 0 };
	struct err err = { 0 };
	int64_t id;
	int status;

	if (cli->argc < 2)
		return cli_usage(cli, "what does the note say?");
	note.text = cli_rest(cli, 1);
	status = subject(cli, &note, &err);
	if (status == CLI_USAGE)
		return status;
	if (status != CLI_OK || !store_note_add(cli->store, &note, &id, &err))
		return cli_fail(cli, &err);
	return cli_written(cli, id);
}

int
cli_note(struct cli *cli)
{
	const char *act = cli->argc > 0 ? cli->argv[0] : "";
	struct err err = { 0 };
	int64_t id;

	if (strcmp(act, "add") == 0)
		return note_add(cli);
	if (strcmp(act, "edit") == 0 && cli->argc > 2) {
		if (!cli_id(cli, 1, &id))
			return CLI_USAGE;
		if (!store_note_edit(cli->store, id, cli_rest(cli, 2), &err))
			return cli_fail(cli, &err);
		return cli_written(cli, id);
	}
	if (strcmp(act, "remove") == 0 && cli->argc == 2) {
		if (!cli_id(cli, 1, &id))
			return CLI_USAGE;
		if (!store_note_remove(cli->store, id, &err))
			return cli_fail(cli, &err);
		return CLI_OK;
	}
	return cli_usage(cli, "add, edit or remove?");
}
