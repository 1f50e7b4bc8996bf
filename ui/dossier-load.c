#include "config.h"

#include "ui/pane-dossier.h"

#include "store/article.h"
#include "store/claim.h"
#include "ui/pane-entities.h"
#include "ui/when.h"

enum {
	MAY_BE = 8,  /* entries that an unknown name is like */
	CLAIMS = 20, /* the newest, shown in a dossier */
};

static void
add_row(struct dossier *d, const struct dossier_row *row)
{
	if (d->n == d->size) {
		size_t size = d->size == 0 ? 32 : d->size * 2;
		struct dossier_row *rows =
		    arena_array(&d->arena, size, sizeof *rows);

		if (d->n > 0)
			memcpy(rows, d->rows, d->n * sizeof *rows);
		d->rows = rows;
		d->size = size;
	}
	d->rows[d->n++] = *row;
}

/* A paragraph, wrapped at the pane's width; item 0: of none. */
static void
add_text(
    struct dossier *d, struct str text, enum role role, int indent, size_t item)
{
	struct line *lines;
	size_t n;
	int cols = d->w - indent - 2;

	text = str_trim(text);
	if (text.len == 0)
		return;
	wrap_text(&d->arena, text, cols > 8 ? cols : 8, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		struct dossier_row row = { .text = text,
			.role = role,
			.indent = indent,
			.item = item,
			.line = lines[i] };

		add_row(d, &row);
	}
}

/* Something that the cursor can stand on. */
static size_t
add_item(struct dossier *d, enum dossier_kind kind, size_t i)
{
	if (d->n_items == d->size_items) {
		size_t size = d->size_items == 0 ? 32 : d->size_items * 2;
		struct dossier_item *items =
		    arena_array(&d->arena, size, sizeof *items);

		if (d->n_items > 0)
			memcpy(items, d->items, d->n_items * sizeof *items);
		d->items = items;
		d->size_items = size;
	}
	d->items[d->n_items++] = (struct dossier_item){ kind, i };
	return d->n_items;
}

static void
add_heading(struct dossier *d, const char *heading)
{
	struct dossier_row blank = { .text = str_of("") };

	if (d->n > 0)
		add_row(d, &blank);
	add_text(d, str_of(heading), ROLE_DIM, 0, 0);
}

static void
word(struct buf *out, struct str s, const char *before)
{
	if (s.len == 0)
		return;
	if (out->len > 0)
		buf_puts(out, " \xc2\xb7 ");
	buf_puts(out, before);
	buf_str(out, s);
}

/* The name of another entity; empty for none. */
static struct str
name_of(struct app *app, struct dossier *d, int64_t id)
{
	struct entity other;

	if (id == 0 ||
	    !store_entity_get(app->store, id, &d->arena, &other, NULL))
		return str_of("");
	return other.name;
}

/* A person is born and dies; all else has a start and an end. */
static void
add_life(struct buf *line, const struct entity *e)
{
	if (e->kind != ENTITY_PERSON) {
		when_interval(line, e->start, e->end);
		return;
	}
	if (e->start.len > 0) {
		buf_puts(line, "born ");
		when_words(line, e->start);
	}
	if (e->end.len > 0 && !str_is(e->end, "..")) {
		buf_puts(line, line->len > 0 ? ", died " : "died ");
		when_words(line, e->end);
	}
}

static void
add_head(struct app *app, struct dossier *d)
{
	const struct entity *e = &d->entity;
	struct buf line = { 0 };

	add_text(d, e->name, ROLE_TITLE, 0, 0);
	word(&line, str_of(entity_kind_name(e->kind)), "");
	if (!str_is(e->subkind, entity_kind_name(e->kind)))
		word(&line, e->subkind, "");
	word(&line, e->short_name, "");
	word(&line, e->role, "");
	add_text(d, arena_str(&d->arena, buf_view(&line)), ROLE_DIM, 0, 0);
	buf_reset(&line);
	add_life(&line, e);
	word(&line, name_of(app, d, e->base), "base ");
	word(&line, name_of(app, d, e->parent),
	    e->kind == ENTITY_PLACE ? "in " : "part of ");
	word(&line, e->camp, "camp ");
	word(&line, e->country, "");
	add_text(d, arena_str(&d->arena, buf_view(&line)), ROLE_DIM, 0, 0);
	buf_release(&line);
	add_text(d, e->note, ROLE_TEXT, 0, 0);
}

static bool
add_aliases(struct app *app, struct dossier *d, struct err *err)
{
	struct alias *list;
	size_t n;
	struct buf line = { 0 };

	if (!store_aliases(app->store, d->id, &d->arena, &list, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (str_eq(list[i].text, d->entity.name))
			continue;
		/* Isolated, so that Arabic ones stand where they are listed. */
		buf_puts(&line, line.len > 0 ? " \xc2\xb7 \xe2\x81\xa8"
					     : "\xe2\x80\x8e\xe2\x81\xa8");
		buf_str(&line, list[i].text);
		buf_puts(&line, "\xe2\x81\xa9");
	}
	if (line.len > 0) {
		add_heading(d, "ALSO CALLED");
		add_text(
		    d, arena_str(&d->arena, buf_view(&line)), ROLE_TEXT, 1, 0);
	}
	buf_release(&line);
	return true;
}

/* How a relation reads from its object's side. */
static const char *
inverse(struct str relation)
{
	static const char *const pairs[][2] = { { "leads", "led by" },
		{ "controls", "controlled by" }, { "opposes", "opposed by" },
		{ "supports", "supported by" }, { "part-of", "includes" },
		{ "member-of", "has as member" },
		{ "recognises", "recognised by" },
		{ "allied-with", "allied with" },
		{ "split-from", "left by its splinter" },
		{ "succeeded-by", "successor of" },
		{ "affiliated-with", "has as member" } };

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (str_is(relation, pairs[i][0]))
			return pairs[i][1];
	return "named by";
}

static void
add_relation(struct dossier *d, size_t i)
{
	const struct relation *r = &d->relations[i];
	bool subject = r->subject == d->id;
	struct buf line = { 0 };

	if (subject)
		buf_str(&line, r->relation);
	else
		buf_puts(&line, inverse(r->relation));
	for (size_t k = 0; k < line.len; k++)
		if (line.p[k] == '-')
			line.p[k] = ' ';
	buf_putc(&line, ' ');
	buf_str(&line, subject ? r->object_name : r->subject_name);
	if (r->role.len > 0)
		buf_addf(&line, " as %.*s", (int)r->role.len, r->role.p);
	if (r->start.len > 0 || r->end.len > 0) {
		size_t was;

		buf_puts(&line, ", ");
		was = line.len;
		when_interval(&line, r->start, r->end);
		if (line.len == was)
			line.len -= 2;
	}
	if (r->certainty.len > 0 && !str_is(r->certainty, "certain"))
		buf_addf(
		    &line, " (%.*s)", (int)r->certainty.len, r->certainty.p);
	if (str_is(r->origin, "hand") && r->sources.len > 0)
		buf_addf(&line, " [%.*s]", (int)r->sources.len, r->sources.p);
	/* Two sources of the pack may say the same. */
	if (d->n == 0 || !str_eq(d->rows[d->n - 1].text, buf_view(&line)))
		add_text(d, arena_str(&d->arena, buf_view(&line)), ROLE_TEXT, 1,
		    add_item(d, DOSSIER_RELATION, i));
	buf_release(&line);
}

static bool
add_relations(struct app *app, struct dossier *d, struct err *err)
{
	if (!store_relations(app->store, d->id, str_of(""), &d->arena,
		&d->relations, &d->n_relations, err))
		return false;
	if (d->n_relations > 0)
		add_heading(d, "ROLES AND RELATIONS");
	for (size_t i = 0; i < d->n_relations; i++)
		add_relation(d, i);
	return true;
}

/* Numbered: Enter leads on, and so do the digits. */
static bool
add_with(struct app *app, struct dossier *d, struct err *err)
{
	if (!store_entity_with(
		app->store, d->id, 9, &d->arena, &d->with, &d->n_with, err))
		return false;
	if (d->n_with > 0)
		add_heading(d, "IN THE SAME ARTICLES");
	for (size_t i = 0; i < d->n_with; i++)
		add_text(d,
		    arena_printf(&d->arena, "%zu %.*s (%u)", i + 1,
			(int)d->with[i].name.len, d->with[i].name.p,
			d->with[i].mentions),
		    ROLE_TEXT, 1, add_item(d, DOSSIER_WITH, i));
	return true;
}

static bool
add_notes(struct app *app, struct dossier *d, struct err *err)
{
	if (!store_notes_of(app->store, ON_ENTITY, d->id, &d->arena, &d->notes,
		&d->n_notes, err))
		return false;
	if (d->n_notes > 0)
		add_heading(d, "NOTES");
	for (size_t i = 0; i < d->n_notes; i++)
		add_text(d, d->notes[i].text, ROLE_TEXT, 4,
		    add_item(d, DOSSIER_NOTE, i));
	return true;
}

/* "says: ..." where it is the claimant, else who says so. */
static void
add_claim(struct dossier *d, size_t i)
{
	const struct claim *c = &d->claims[i];
	struct str who =
	    c->claimant.text.len > 0 ? c->claimant.text : c->claimant.name;
	struct buf line = { 0 };
	char grade[8];

	if (c->claimant.entity == d->id)
		buf_puts(&line, "says");
	else if (who.len > 0)
		buf_str(&line, who);
	else
		buf_puts(&line, "said");
	buf_puts(&line, ": ");
	buf_str(&line, c->statement.len > 0 ? c->statement : c->quote);
	buf_addf(&line, " (%s%s%s)", claim_status_name(c->status),
	    c->grade.reliability != 0 || c->grade.credibility != 0 ? ", " : "",
	    c->grade.reliability != 0 || c->grade.credibility != 0
		? grade_text(c->grade, grade)
		: "");
	add_text(d, arena_str(&d->arena, buf_view(&line)), ROLE_TEXT, 1,
	    add_item(d, DOSSIER_CLAIM, i));
	buf_release(&line);
}

static bool
add_claims(struct app *app, struct dossier *d, struct err *err)
{
	int64_t *ids;
	size_t n;

	if (!store_entity_claims(
		app->store, d->id, CLAIMS, &d->arena, &ids, &n, err))
		return false;
	d->claims = arena_array(&d->arena, n + 1, sizeof *d->claims);
	for (size_t i = 0; i < n; i++) {
		if (!store_claim_get(
			app->store, ids[i], &d->arena, &d->claims[i], err))
			return false;
		d->n_claims++;
	}
	if (n > 0)
		add_heading(d, "CLAIMS BY AND ABOUT IT");
	for (size_t i = 0; i < n; i++)
		add_claim(d, i);
	return true;
}

static bool
load_entity(struct app *app, struct dossier *d, struct err *err)
{
	struct entity entity;

	if (!store_entity_get(app->store, d->id, &d->arena, &entity, err))
		return false;
	d->entity = entity;
	d->of = (struct concord){ .entity = d->id, .words = str_of("") };
	add_head(app, d);
	return add_notes(app, d, err) && add_claims(app, d, err) &&
	       add_aliases(app, d, err) && add_relations(app, d, err) &&
	       add_with(app, d, err);
}

/* Whom the name may mean: numbered, as "=" asks for them. */
static bool
add_may_be(struct app *app, struct dossier *d, struct err *err)
{
	struct match_opts opts = { .name = d->unknown.text,
		.kind = ENTITY_KINDS,
		.most = MAY_BE,
		.least = MATCH_OFFER };

	if (!store_entity_match(
		app->store, &opts, &d->arena, &d->may, &d->n_may, err))
		return false;
	if (d->n_may > 0)
		add_heading(d, "MAY BE");
	for (size_t i = 0; i < d->n_may; i++) {
		const struct match *m = &d->may[i];
		struct str as =
		    str_eq(m->name, m->entity.name) ? str_of("") : m->name;

		add_text(d,
		    arena_printf(&d->arena, "%.0f %% %.*s%s%.*s",
			m->score * 100, (int)m->entity.name.len,
			m->entity.name.p, as.len > 0 ? " \xc2\xb7 " : "",
			(int)as.len, as.p),
		    ROLE_TEXT, 1, 0);
	}
	return true;
}

static bool
load_unknown(struct app *app, struct dossier *d, struct err *err)
{
	struct unknown *u = &d->unknown;

	*u = (struct unknown){ .text = str_of("") };
	d->of = (struct concord){ .words = str_of("") };
	/* It may have become known a moment ago. */
	if (!store_unknown_get(app->store, -d->id, &d->arena, u, err))
		return err->code == ERR_MISSING;
	d->of = (struct concord){ .words = u->text };
	add_text(d, u->text, ROLE_TITLE, 0, 0);
	if (u->stands_for.len > 0)
		add_text(d,
		    arena_printf(&d->arena, "defined in %u articles as %.*s",
			u->articles, (int)u->stands_for.len, u->stands_for.p),
		    ROLE_TEXT, 0, 0);
	add_text(d,
	    arena_printf(&d->arena, "not in the register \xc2\xb7 %s",
		u->kind == ENTITY_OTHER ? "kind not known"
					: entity_kind_name(u->kind)),
	    ROLE_DIM, 0, 0);
	return u->stands_for.len > 0 || add_may_be(app, d, err);
}

bool
dossier_load(struct app *app, struct dossier *d, struct err *err)
{
	size_t item = d->item;
	bool good;

	d->rows = NULL;
	d->items = NULL;
	d->n_claims = 0;
	d->n = d->size = d->n_notes = d->n_with = d->n_relations = d->n_may =
	    d->n_items = d->size_items = 0;
	good = d->id > 0 ? load_entity(app, d, err) : load_unknown(app, d, err);
	d->item = item < d->n_items ? item : d->n_items;
	return good;
}
