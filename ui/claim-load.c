/* One claim and its statement, put together: who asserts it and who denies it,
 * side by side, and all that is known of the claim itself. */
#include "config.h"

#include "ui/pane-claims.h"

#include "store/article.h"
#include "store/history.h"
#include "store/ledger.h"
#include "store/note.h"
#include "ui/when.h"

enum { MEMBERS = 60, ACTS = 12, RIVALS = 5, BESIDE = 64 };

struct member {
	struct claim claim;
	struct article_row article;
	bool denies;
	size_t source; /* voices of one number are one source */
};

struct loader {
	struct app *app;
	struct claim_view *v;
	struct sections all;
	struct ledger ledger;
	struct member *members;
	size_t n_members;
	struct err *err;
};

static void
put(struct buf *out, const char *between, struct str s)
{
	if (s.len == 0)
		return;
	if (out->len > 0)
		buf_puts(out, between);
	buf_str(out, s);
}

static struct str
said_by(const struct claim_source *s)
{
	return s->name.len > 0 ? s->name : s->text;
}

/* "Coast Guard, via Al-Dostor, Libya Herald": from the one it began with to the
 * article's own outlet. */
static void
put_chain(struct buf *out, const struct member *m)
{
	const struct claim *c = &m->claim;
	bool first = true;

	buf_str(out, claim_source_exists(&c->claimant)
			 ? said_by(&c->claimant)
			 : str_of("nobody named"));
	for (size_t i = c->n_via; i-- > 0; first = false) {
		buf_puts(out, first ? ", via " : ", ");
		buf_str(out, said_by(&c->via[i]));
	}
	if (m->article.outlet.len > 0) {
		buf_puts(out, ", in ");
		buf_str(out, m->article.outlet);
	}
}

static void
put_date(struct buf *out, const struct article_row *a)
{
	struct when when;

	if (!when_parse(a->published, &when)) {
		if (a->published_day == INT64_MIN)
			return;
		when = when_of_day(a->published_day);
	}
	buf_puts(out, ", ");
	when_full(out, when);
}

/* One voice: grade and chain, then its words. */
static void
add_voice(struct sections *c, const struct member *m, bool chosen)
{
	struct buf b = { 0 };
	char grade[GRADE_TEXT];

	(void)grade_text(m->claim.grade, grade);
	buf_addf(&b, "%zu  %s ", m->source,
	    grade[0] != '\0' ? grade : "\xe2\x80\x94");
	put_chain(&b, m);
	put_date(&b, &m->article);
	if (m->claim.status != CLAIM_OPEN)
		put(&b, " \xc2\xb7 ",
		    str_of(claim_status_name(m->claim.status)));
	sections_add(c, arena_str(c->arena, buf_view(&b)),
	    chosen ? ROLE_TITLE : ROLE_TEXT, 0);
	buf_reset(&b);
	buf_puts(&b, "\xe2\x80\x9c");
	buf_str(&b, m->claim.quote);
	buf_puts(&b, "\xe2\x80\x9d");
	sections_add(c, arena_str(c->arena, buf_view(&b)), ROLE_DIM, 2);
	if (!str_eq(m->claim.statement, m->claim.quote) && !chosen)
		sections_add(c, m->claim.statement, ROLE_TEXT, 2);
	buf_release(&b);
}

static size_t
voices(const struct loader *l, bool denies)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n_members; i++)
		n += l->members[i].denies == denies;
	return n;
}

static void
add_voices(struct loader *l, struct sections *c, bool denies)
{
	size_t n = voices(l, denies);

	if (n == 0) {
		sections_add(c,
		    str_of(denies ? "DENIED BY nobody so far"
				  : "ASSERTED BY nobody so far"),
		    ROLE_DIM, 0);
		return;
	}
	sections_add(c,
	    arena_printf(
		c->arena, "%s (%zu)", denies ? "DENIED BY" : "ASSERTED BY", n),
	    ROLE_DIM, 0);
	for (size_t i = 0; i < l->n_members; i++)
		if (l->members[i].denies == denies)
			add_voice(c, &l->members[i],
			    l->members[i].claim.id == l->v->id);
}

static void
add_sides(struct loader *l)
{
	int half = sections_half(&l->all);
	struct sections left = { l->all.arena, NULL, 0, half }, right = left;

	sections_blank(&l->all);
	if (l->all.cols < BESIDE || voices(l, true) == 0 ||
	    voices(l, false) == 0) {
		add_voices(l, &l->all, false);
		sections_blank(&l->all);
		add_voices(l, &l->all, true);
		return;
	}
	add_voices(l, &left, false);
	add_voices(l, &right, true);
	sections_beside(&l->all, &left, &right);
}

/* ---- figures ---- */

/* Each number with who gives it: side by side, never one from two. */
static void
add_figures(struct loader *l)
{
	bool any = false;

	for (size_t i = 0; i < l->n_members; i++) {
		const struct claim *c = &l->members[i].claim;

		for (size_t k = 0; k < c->n_figures; k++) {
			struct buf b = { 0 };

			if (!any)
				sections_head(&l->all, "FIGURES");
			any = true;
			figure_text(&c->figures[k], &b);
			put(&b, "  ", said_by(&c->claimant));
			sections_add(&l->all,
			    arena_str(l->all.arena, buf_view(&b)), ROLE_FIGURE,
			    0);
			buf_release(&b);
		}
	}
}

/* ---- what it is linked with ---- */

static bool
add_links(struct loader *l)
{
	const struct claim *c = &l->v->claim;
	bool any = false;

	for (size_t i = 0; i < c->n_links; i++) {
		const struct claim_link *link = &c->links[i];
		struct claim other;
		struct err gone;

		if (link->kind == LINK_UNRELATED)
			continue;
		if (!any)
			sections_head(&l->all, "LINKS");
		any = true;
		if (!store_claim_get(l->app->store, link->other, l->all.arena,
			&other, &gone))
			continue;
		sections_add(&l->all,
		    arena_printf(l->all.arena, "%s claim %lld",
			link_kind_said(link->kind, link->from_other),
			(long long)link->other),
		    ROLE_CLAIM, 0);
		sections_add(&l->all, other.statement, ROLE_TEXT, 2);
		sections_add(&l->all, link->note, ROLE_DIM, 2);
	}
	return true;
}

/* ---- the claim itself ---- */

static void
fact(struct sections *c, const char *name, struct str value)
{
	struct buf b = { 0 };

	if (value.len == 0)
		return;
	buf_addf(&b, "%-12s", name);
	buf_str(&b, value);
	sections_add(c, arena_str(c->arena, buf_view(&b)), ROLE_TEXT, 0);
	buf_release(&b);
}

static struct str
joined(struct arena *arena, const struct claim *c, bool codes)
{
	struct buf b = { 0 };
	struct str s;

	for (size_t i = 0; codes && i < c->n_codes; i++)
		put(&b, ", ", c->codes[i]);
	for (size_t i = 0; !codes && i < c->n_subjects; i++)
		put(&b, ", ", c->subjects[i].name);
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

static struct str
date_words(struct arena *arena, struct str edtf)
{
	struct buf b = { 0 };
	struct str s;

	if (edtf.len == 0)
		return str_of("");
	when_words(&b, edtf);
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

static struct str
grade_words(struct arena *arena, const struct claim *c)
{
	char text[GRADE_TEXT];
	const char *source = reliability_words(c->grade.reliability);
	const char *information = credibility_words(c->grade.credibility);

	if (*grade_text(c->grade, text) == '\0')
		return str_of("not graded");
	return arena_printf(arena, "%s  %s%s%s", text, source,
	    *source != '\0' && *information != '\0' ? ", " : "", information);
}

/* Whether credibility 1 may be given. */
static struct str
confirmed(const struct loader *l)
{
	for (size_t i = 0; i < l->ledger.n; i++)
		if (l->ledger.rows[i].claim.id == l->v->id)
			return str_of(l->ledger.rows[i].confirmed
					  ? "by an independent source: 1 may "
					    "be given"
					  : "2 at most: independence is not "
					    "shown");
	return str_of("");
}

static void
add_facts(struct loader *l)
{
	const struct claim *c = &l->v->claim;
	struct arena *arena = l->all.arena;

	sections_head(&l->all, "THIS CLAIM");
	fact(&l->all, "grade", grade_words(arena, c));
	fact(&l->all, "why", c->rationale);
	fact(&l->all, "confirmed", confirmed(l));
	fact(&l->all, "status", str_of(claim_status_name(c->status)));
	fact(&l->all, "modality", str_of(modality_name(c->modality)));
	if (c->polarity == POLARITY_NEGATIVE)
		fact(&l->all, "polarity", str_of(polarity_name(c->polarity)));
	fact(&l->all, "about", joined(arena, c, false));
	fact(&l->all, "place", c->place_name);
	fact(&l->all, "when", date_words(arena, c->happened));
	fact(&l->all, "said", date_words(arena, c->said));
	fact(&l->all, "holds", date_words(arena, c->valid));
	fact(&l->all, "event", c->event_title);
	fact(&l->all, "codes", joined(arena, c, true));
	fact(&l->all, "likelihood", str_of(likelihood_words(c->likelihood)));
	fact(&l->all, "confidence", str_of(confidence_name(c->confidence)));
	fact(&l->all, "access", str_of(source_access_name(c->claimant.access)));
	if (c->inference != INFERENCE_TEXTUAL)
		fact(
		    &l->all, "inference", str_of(inference_name(c->inference)));
	if (c->anchor != ANCHOR_EXACT)
		fact(&l->all, "passage", str_of(anchor_state_name(c->anchor)));
}

static bool
add_notes(struct loader *l)
{
	struct note *list;
	size_t n;

	if (!store_notes_of(l->app->store, ON_CLAIM, l->v->id, l->all.arena,
		&list, &n, l->err))
		return false;
	if (n > 0)
		sections_head(&l->all, "NOTES");
	for (size_t i = 0; i < n; i++)
		sections_add(&l->all, list[i].text, ROLE_NOTE, 0);
	return true;
}

static bool
add_history(struct loader *l)
{
	struct act *list;
	size_t n = ACTS;

	if (!store_history_of(l->app->store, "claim", l->v->claim.uuid,
		l->all.arena, &list, &n, l->err))
		return false;
	sections_head(&l->all, "HISTORY");
	for (size_t i = 0; i < n; i++) {
		struct buf b = { 0 };

		when_stamp(&b, list[i].time);
		put(&b, "  ", list[i].analyst);
		put(&b, "  ",
		    str_of(list[i].undoes != 0   ? "undone:"
			   : list[i].redoes != 0 ? "again:"
						 : ""));
		put(&b, list[i].undoes + list[i].redoes != 0 ? " " : "  ",
		    list[i].summary);
		sections_add(&l->all, arena_str(l->all.arena, buf_view(&b)),
		    ROLE_DIM, 0);
		buf_release(&b);
	}
	return true;
}

/* ---- the statement ---- */

static bool
load_members(struct loader *l)
{
	struct ledger *g = &l->ledger;

	if (!store_ledger(l->app->store, l->v->id, l->all.arena, g, l->err))
		return false;
	l->members = arena_array(l->all.arena, MEMBERS, sizeof *l->members);
	for (size_t i = 0; i < g->n && l->n_members < MEMBERS; i++) {
		struct member *m = &l->members[l->n_members++];

		m->claim = g->rows[i].claim;
		m->denies = g->rows[i].denies;
		m->source = g->rows[i].source;
		if (!store_article_row(l->app->store, m->claim.article,
			l->all.arena, &m->article, l->err))
			return false;
	}
	return true;
}

/* "2 independent sources of 3": by the rule in model/ledger.h. */
static void
put_sources(struct buf *out, size_t independent, size_t n, const char *what)
{
	buf_addf(out, "%s%zu independent source%s among %zu %s",
	    out->len > 0 ? "; " : "", independent, independent == 1 ? "" : "s",
	    n, what);
}

static void
add_summary(struct loader *l)
{
	const struct ledger *g = &l->ledger;
	struct buf b = { 0 };
	char grade[GRADE_TEXT];
	bool joined = false;

	if (g->asserts > 0)
		put_sources(&b, g->independent, g->asserts, "who assert it");
	if (g->denies > 0)
		put_sources(
		    &b, g->independent_denials, g->denies, "who deny it");
	sections_add(
	    &l->all, arena_str(l->all.arena, buf_view(&b)), ROLE_SAVED, 0);
	buf_release(&b);
	if (*grade_text(g->best, grade) != '\0')
		sections_add(&l->all,
		    arena_printf(l->all.arena, "best grade %s", grade),
		    ROLE_CLAIM, 0);
	joined =
	    g->independent < g->asserts || g->independent_denials < g->denies;
	if (joined)
		sections_add(&l->all,
		    str_of("Voices with one number are one source: the same "
			   "story, the same named origin, or one derived from "
			   "the other"),
		    ROLE_DIM, 0);
}

/* What cannot both be so, for the analyst to judge. */
static bool
add_contradictions(struct loader *l)
{
	struct contradiction_row *list;
	size_t n;

	if (!store_contradictions(
		l->app->store, l->v->id, l->all.arena, &list, &n, l->err))
		return false;
	l->v->rival = 0;
	for (size_t i = 0; i < n && i < RIVALS; i++) {
		const struct claim *o =
		    list[i].a.id == l->v->id ? &list[i].b : &list[i].a;

		if (i == 0) {
			sections_head(&l->all, "MAY CONTRADICT IT");
			l->v->rival = o->id;
			sections_add(&l->all,
			    str_of("x links the first one, d dismisses it"),
			    ROLE_DIM, 0);
		}
		sections_add(&l->all,
		    arena_printf(l->all.arena, "claim %lld, another %s",
			(long long)o->id, contradiction_name(list[i].why)),
		    ROLE_SUGGESTION, 0);
		sections_add(&l->all, o->statement, ROLE_TEXT, 2);
	}
	return true;
}

bool
claim_view_load(struct app *app, struct claim_view *v, struct err *err)
{
	struct loader l = { .app = app,
		.v = v,
		.all = { &v->arena, NULL, 0, v->w - 2 },
		.err = err };

	arena_reset(&v->arena);
	v->text = (struct sections){ 0 };
	if (!store_claim_get(app->store, v->id, &v->arena, &v->claim, err) ||
	    !load_members(&l))
		return false;
	sections_add(&l.all, v->claim.statement, ROLE_TITLE, 0);
	add_summary(&l);
	add_sides(&l);
	add_figures(&l);
	if (!add_contradictions(&l) || !add_links(&l))
		return false;
	add_facts(&l);
	if (!add_notes(&l) || !add_history(&l))
		return false;
	v->text = l.all;
	return true;
}
