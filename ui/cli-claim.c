/* What articles claim, and which say the same: suggest, copies. */
#include "config.h"

#include "model/suggest.h"
#include "store/article.h"
#include "store/copies.h"
#include "store/entity.h"
#include "ui/article-dates.h"
#include "ui/cli.h"

enum { BLOCK = 1024 /* bytes */ };

struct printed {
	const struct article *a;
	uint32_t *points; /* code points before each block of the text */
};

/* Spans come in no order, and texts may be long: count by blocks. */
static void
count_points(struct cli *cli, struct printed *p)
{
	struct str text = p->a->text;
	uint32_t n = 0;

	p->points =
	    arena_array(&cli->arena, text.len / BLOCK + 1, sizeof *p->points);
	for (size_t i = 0; i < text.len; i++) {
		if (i % BLOCK == 0)
			p->points[i / BLOCK] = n;
		n += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	}
	if (text.len % BLOCK == 0)
		p->points[text.len / BLOCK] = n;
}

static int64_t
point(const struct printed *p, uint32_t byte)
{
	uint32_t n = p->points[byte / BLOCK];

	for (size_t i = byte - byte % BLOCK; i < byte; i++)
		n += ((unsigned char)p->a->text.p[i] & 0xc0) != 0x80;
	return n;
}

static struct str
words_of(const struct printed *p, struct span span)
{
	return str_slice(p->a->text, span.from, span.to);
}

static struct str
entity_named(struct cli *cli, int64_t id, bool key)
{
	struct entity e;
	struct err err;

	if (id == 0 || !store_entity_get(cli->store, id, &cli->arena, &e, &err))
		return str_of("");
	return key ? e.key : e.name;
}

static struct field
number_of(const char *name, const struct printed *p, struct span span, bool end)
{
	if (span.from >= span.to)
		return field_none(name);
	return field_number(name, point(p, end ? span.to : span.from));
}

/* The longer part is the quotation; the other one follows by name. */
static void
put_json(struct cli *cli, const struct printed *p, const struct suggestion *g,
    struct str claimant, struct str outlet)
{
	struct span c = g->content[0], other = { 0, 0 };
	struct str *keys =
	    arena_array(&cli->arena, g->n_subjects + 1, sizeof *keys);
	size_t i;

	if (g->n_content == 2) {
		other = g->content[1];
		if (other.to - other.from > c.to - c.from) {
			other = g->content[0];
			c = g->content[1];
		}
	}
	for (i = 0; i < g->n_subjects; i++)
		keys[i] = entity_named(cli, g->subjects[i], true);
	cli_json(cli,
	    (struct field[]){
		number_of("start", p, c, false),
		number_of("end", p, c, true),
		field_body("quote", words_of(p, c)),
		number_of("more_start", p, other, false),
		number_of("more_end", p, other, true),
		field_text("cue", words_of(p, g->cue)),
		number_of("cue_start", p, g->cue, false),
		number_of("cue_end", p, g->cue, true),
		field_text("claimant", claimant),
		field_text(
		    "claimant_key", entity_named(cli, g->claimant, true)),
		number_of("claimant_start", p, g->source, false),
		number_of("claimant_end", p, g->source, true),
		field_text("outlet", outlet),
		field_text("modality", str_of(modality_name(g->modality))),
		field_list("subjects", keys, g->n_subjects),
		field_text("when", g->when),
	    },
	    16);
}

/* A person by the register's name, others in the article's words. */
static struct str
claimant_of(
    struct cli *cli, const struct printed *p, const struct suggestion *g)
{
	struct entity e;
	struct err err;

	if (g->claimant != 0 &&
	    store_entity_get(cli->store, g->claimant, &cli->arena, &e, &err) &&
	    e.kind == ENTITY_PERSON)
		return e.name;
	return words_of(p, g->named);
}

static void
put(struct cli *cli, const struct printed *p, const struct suggestion *g)
{
	struct str claimant = claimant_of(cli, p, g);
	struct str outlet = entity_named(cli, g->via_entity, false);

	if (outlet.len == 0)
		outlet = g->via.from < g->via.to ? words_of(p, g->via)
						 : p->a->row.outlet;
	if (cli->json) {
		put_json(cli, p, g, claimant, outlet);
		return;
	}
	cli_printf(cli, "%-9s ", modality_name(g->modality));
	cli_put(cli, claimant.len > 0 ? claimant : str_of("-"));
	cli_printf(cli, " | ");
	cli_put(cli, words_of(p, g->cue));
	cli_printf(cli, " | ");
	for (size_t i = 0; i < g->n_content; i++) {
		cli_printf(cli, "%s", i > 0 ? " ... " : "");
		cli_put(cli, words_of(p, g->content[i]));
	}
	if (g->via.from < g->via.to) {
		cli_printf(cli, " | via ");
		cli_put(cli, outlet);
	}
	cli_printf(cli, "\n");
}

int
cli_suggest(struct cli *cli)
{
	struct suggestion *list;
	struct mention *mentions;
	struct article a;
	struct printed p = { .a = &a };
	struct suggest_in in;
	struct err err = { 0 };
	int64_t id;
	size_t n, i;

	if (!cli_id(cli, 0, &id))
		return CLI_USAGE;
	if (!store_article_get(cli->store, id, &cli->arena, &a, &err) ||
	    !store_mentions(cli->store, id, &cli->arena, &mentions, &n, &err))
		return cli_fail(cli, &err);
	in = (struct suggest_in){
		.text = a.text,
		.language = a.row.language,
		.mentions = mentions,
		.n_mentions = n,
		.day = a.row.published_day,
	};
	article_dates_of(a.text, in.day, store_now(cli->store) / 86400,
	    &cli->arena, &in.dates, &in.n_dates);
	suggest_find(&in, &cli->arena, &list, &n);
	count_points(cli, &p);
	for (i = 0; i < n; i++)
		put(cli, &p, &list[i]);
	return CLI_OK;
}

/* ---------------------------------------------------------------- copies */

static bool
put_cluster(void *arg, const int64_t *ids, size_t n)
{
	struct cli *cli = arg;
	struct buf list = { 0 };

	for (size_t i = 0; i < n; i++)
		buf_addf(&list, "%s%lld", i > 0 ? "," : "", (long long)ids[i]);
	if (cli->json)
		cli_printf(cli, "{\"cluster\":%lld,\"articles\":[%s]}\n",
		    (long long)ids[0], list.p);
	else
		cli_printf(cli, "%s\n", list.p);
	buf_release(&list);
	return !cli_interrupted(NULL);
}

static void
put_copy(struct cli *cli, const struct copy *c)
{
	struct str similarity =
	    arena_printf(&cli->arena, "%.3f", c->similarity);
	struct field f[] = {
		field_number("id", c->id),
		field_json("similarity", similarity),
		field_text("kind", str_of(copy_kind_name(c->kind))),
		field_text("outlet", c->outlet),
		field_text("title", c->title),
	};

	if (cli->json) {
		cli_json(cli, f, ARRAY_LEN(f));
		return;
	}
	cli_printf(cli, "%6lld %s %-9s ", (long long)c->id, similarity.p,
	    copy_kind_name(c->kind));
	cli_put(cli, c->title);
	cli_printf(cli, "%s", c->outlet.len > 0 ? " · " : "");
	cli_put(cli, c->outlet);
	cli_printf(cli, "\n");
}

int
cli_copies(struct cli *cli)
{
	struct err err = { 0 };
	struct article_row row;
	struct copy *list;
	int64_t id;
	size_t n, i;

	if (cli_opt(cli, "clusters") != NULL) {
		if (!store_clusters(cli->store, put_cluster, cli, &err))
			return cli_fail(cli, &err);
		return CLI_OK;
	}
	if (!cli_id(cli, 0, &id))
		return CLI_USAGE;
	if (!store_article_row(cli->store, id, &cli->arena, &row, &err) ||
	    !store_copies(cli->store, id, &cli->arena, &list, &n, &err))
		return cli_fail(cli, &err);
	for (i = 0; i < n; i++)
		put_copy(cli, &list[i]);
	return CLI_OK;
}
