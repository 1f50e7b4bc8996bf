/* One source, put together: how far it is trusted, what it published, what
 * became of its claims, whose copies it runs and who runs its. */
#include "config.h"

#include "ui/pane-sources.h"

#include "store/claim.h"
#include "store/note.h"

enum { BAR = 24 };

static bool
add_grade(struct app *app, struct source_view *v, struct err *err)
{
	struct source_grade grade;

	if (!store_source_grade(app->store, v->source.entity, v->source.name,
		&v->arena, &grade, err))
		return false;
	v->source.reliability = grade.reliability;
	sections_head(&v->text, "RELIABILITY");
	if (grade.reliability == 0) {
		sections_add(&v->text, str_of("not graded: A to F grades it"),
		    ROLE_DIM, 0);
	} else {
		sections_add(&v->text,
		    arena_printf(&v->arena, "%c  %s", grade.reliability,
			reliability_words(grade.reliability)),
		    ROLE_CLAIM, 0);
	}
	sections_add(&v->text, grade.rationale, ROLE_TEXT, 0);
	sections_add(&v->text, grade.access, ROLE_TEXT, 0);
	sections_add(&v->text, grade.bias, ROLE_TEXT, 0);
	return true;
}

/* A bar of its share, one sign at least. */
static void
add_bar(struct source_view *v, const char *name, uint32_t n, uint32_t of,
    enum role role)
{
	struct buf b = { 0 };
	uint32_t signs = of > 0 ? (n * BAR + of - 1) / of : 0;

	if (n == 0)
		return;
	buf_addf(&b, "%-13s %5u  ", name, n);
	while (signs-- > 0)
		buf_puts(&b, "\xe2\x96\xac"); /* ▬ */
	sections_add(&v->text, arena_str(&v->arena, buf_view(&b)), role, 0);
	buf_release(&b);
}

static void
add_claims(
    struct source_view *v, const char *name, const uint32_t *status, uint32_t n)
{
	static const enum role roles[CLAIM_STATUSES] = { ROLE_TEXT, ROLE_SAVED,
		ROLE_FLAG, ROLE_ERROR };

	sections_head(&v->text, name);
	if (n == 0)
		sections_add(&v->text, str_of("none"), ROLE_DIM, 0);
	for (int i = 0; i < CLAIM_STATUSES; i++)
		add_bar(v, claim_status_name((enum claim_status)i), status[i],
		    n, roles[i]);
}

static bool
add_copies(struct app *app, struct source_view *v, struct err *err)
{
	struct source_copies *list;
	size_t n;

	if (!v->source.outlet)
		return true;
	if (!store_source_copies(
		app->store, &v->source, &v->arena, &list, &n, err))
		return false;
	sections_head(&v->text, "COPIES");
	if (n == 0)
		sections_add(&v->text, str_of("none are known"), ROLE_DIM, 0);
	for (size_t i = 0; i < n; i++) {
		struct buf b = { 0 };

		buf_str(&b, list[i].name);
		if (list[i].from > 0)
			buf_addf(&b, ": ran %u after it", list[i].from);
		if (list[i].to > 0)
			buf_addf(&b, "%s %u before it",
			    list[i].from > 0 ? "," : ": ran", list[i].to);
		sections_add(
		    &v->text, arena_str(&v->arena, buf_view(&b)), ROLE_TEXT, 0);
		buf_release(&b);
	}
	return true;
}

static bool
add_notes(struct app *app, struct source_view *v, struct err *err)
{
	struct note *list;
	size_t n;

	if (v->source.entity == 0)
		return true;
	if (!store_notes_of(app->store, ON_ENTITY, v->source.entity, &v->arena,
		&list, &n, err))
		return false;
	if (n > 0)
		sections_head(&v->text, "NOTES");
	for (size_t i = 0; i < n; i++)
		sections_add(&v->text, list[i].text, ROLE_NOTE, 0);
	return true;
}

bool
source_view_load(struct app *app, struct source_view *v, struct err *err)
{
	const struct source *o = &v->source;

	v->text = (struct sections){ .arena = &v->arena, .cols = v->w - 2 };
	sections_add(&v->text, o->name, ROLE_TITLE, 0);
	sections_add(&v->text,
	    str_of(o->outlet        ? "outlet"
		   : o->entity != 0 ? "of the register"
				    : "known by these words alone"),
	    ROLE_DIM, 0);
	if (o->outlet)
		sections_add(&v->text,
		    arena_printf(&v->arena, "%u article%s", o->articles,
			o->articles == 1 ? "" : "s"),
		    ROLE_DIM, 0);
	if (!add_grade(app, v, err))
		return false;
	if (o->outlet)
		add_claims(
		    v, "CLAIMS IN ITS ARTICLES", o->told_status, o->told);
	if (!o->outlet || o->claims > 0)
		add_claims(
		    v, "CLAIMS THAT BEGIN WITH IT", o->status, o->claims);
	return add_copies(app, v, err) && add_notes(app, v, err);
}
