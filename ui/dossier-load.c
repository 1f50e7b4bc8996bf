#include "config.h"

#include "ui/pane-dossier.h"

#include "model/words.h"
#include "store/article.h"
#include "ui/pane-entities.h"
#include "ui/when.h"

/* Bytes looked at on either side of a mention for its line. */
enum { AROUND = 240 };

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

/* A paragraph, wrapped at the pane's width. */
static void
add_text(
    struct dossier *d, struct str text, enum role role, int indent, size_t note)
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
			.note = note,
			.line = lines[i] };

		add_row(d, &row);
	}
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
add_relation(struct dossier *d, const struct relation *r)
{
	bool subject = r->subject == d->id;
	struct buf line = { 0 };

	if (subject)
		buf_str(&line, r->relation);
	else
		buf_puts(&line, inverse(r->relation));
	for (size_t i = 0; i < line.len; i++)
		if (line.p[i] == '-')
			line.p[i] = ' ';
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
	/* Two sources of the pack may say the same. */
	if (d->n == 0 || !str_eq(d->rows[d->n - 1].text, buf_view(&line)))
		add_text(
		    d, arena_str(&d->arena, buf_view(&line)), ROLE_TEXT, 1, 0);
	buf_release(&line);
}

static bool
add_relations(struct app *app, struct dossier *d, struct err *err)
{
	struct relation *list;
	size_t n;

	if (!store_relations(
		app->store, d->id, str_of(""), &d->arena, &list, &n, err))
		return false;
	if (n > 0)
		add_heading(d, "ROLES AND RELATIONS");
	for (size_t i = 0; i < n; i++)
		add_relation(d, &list[i]);
	return true;
}

/* Numbered: the digits lead on. */
static bool
add_with(struct app *app, struct dossier *d, struct err *err)
{
	struct buf line = { 0 };

	if (!store_entity_with(
		app->store, d->id, 9, &d->arena, &d->with, &d->n_with, err))
		return false;
	for (size_t i = 0; i < d->n_with; i++)
		buf_addf(&line, "%s%zu\xc2\xa0%.*s\xc2\xa0(%u)",
		    i > 0 ? ", " : "", i + 1, (int)d->with[i].name.len,
		    d->with[i].name.p, d->with[i].mentions);
	if (line.len > 0) {
		add_heading(d, "IN THE SAME ARTICLES");
		add_text(
		    d, arena_str(&d->arena, buf_view(&line)), ROLE_TEXT, 1, 0);
	}
	buf_release(&line);
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
		add_text(d, d->notes[i].text, ROLE_TEXT, 4, i + 1);
	if (d->note > d->n_notes)
		d->note = d->n_notes;
	return true;
}

static bool
open_articles(struct app *app, struct dossier *d, struct err *err)
{
	struct buf query = { 0 };
	struct find *find = NULL;
	bool good;

	buf_puts(&query, "entity:");
	buf_str(&query, d->entity.key);
	good = store_find_open(
	    app->store, buf_view(&query), SORT_DATE, &find, err);
	buf_release(&query);
	if (!good)
		return false;
	store_find_close(d->find);
	d->find = find;
	return true;
}

bool
dossier_load(struct app *app, struct dossier *d, struct err *err)
{
	struct entity entity;

	arena_reset(&d->arena);
	d->rows = NULL;
	d->n = d->size = d->n_notes = 0;
	if (!store_entity_get(app->store, d->id, &d->arena, &entity, err))
		return false;
	d->entity = entity;
	add_head(app, d);
	return add_notes(app, d, err) && add_aliases(app, d, err) &&
	       add_relations(app, d, err) && add_with(app, d, err) &&
	       open_articles(app, d, err);
}

/* The words around a mention in one line. */
static void
place_line(struct arena *arena, struct str text, struct dossier_place *p)
{
	size_t from = p->span.from > AROUND ? p->span.from - AROUND : 0;
	size_t to = p->span.to + AROUND;
	struct str piece;
	char *line;

	/* At most to the borders of its paragraph. */
	for (size_t i = p->span.from; i-- > from;) {
		if (text.p[i] == '\n') {
			from = i + 1;
			break;
		}
	}
	for (size_t i = p->span.to; i < to && i < text.len; i++) {
		if (text.p[i] == '\n') {
			to = i;
			break;
		}
	}
	if (from > 0 && text.p[from - 1] != '\n')
		from = cluster_next(text, from);
	if (to > text.len)
		to = text.len;
	else if (to < text.len && text.p[to] != '\n')
		to = cluster_prev(text, to);
	if (from > p->span.from)
		from = p->span.from;
	if (to < p->span.to)
		to = p->span.to;
	piece = arena_str(arena, str_slice(text, from, to));
	line = arena_alloc(arena, piece.len + 1);
	memcpy(line, piece.p, piece.len);
	p->text = (struct str){ line, piece.len };
	p->hit = (struct span){ (uint32_t)(p->span.from - from),
		(uint32_t)(p->span.to - from) };
}

static void
place_of(struct app *app, struct dossier *d, struct dossier_place *p)
{
	struct arena arena = { 0 };
	struct article article;
	struct mention *list;
	size_t n, i;

	if (!store_article_get(
		app->store, p->article, &arena, &article, NULL) ||
	    !store_mentions(app->store, p->article, &arena, &list, &n, NULL))
		n = 0;
	for (i = 0; i < n; i++)
		if (list[i].entity == d->id)
			break;
	if (i < n) {
		p->span = list[i].span;
		place_line(&d->words, article.text, p);
	}
	arena_release(&arena);
}

void
dossier_places(struct app *app, struct dossier *d)
{
	const struct find_row *row;

	arena_reset(&d->words);
	d->places =
	    arena_array(&d->words, (size_t)d->list.h + 1, sizeof *d->places);
	d->n_places = 0;
	while ((row = list_row(&d->list, d->n_places)) != NULL) {
		d->places[d->n_places].article = row->row.id;
		place_of(app, d, &d->places[d->n_places]);
		d->n_places++;
	}
}
