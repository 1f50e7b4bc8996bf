#include "config.h"

#include "store/claim-body.h"

#include "model/edtf.h"

enum { KEY_OF_ENTITY, KEY_OF_EVENT };

static const char *const sql[] = {
	[KEY_OF_ENTITY] = "SELECT key FROM entity WHERE id = ?1",
	[KEY_OF_EVENT] = "SELECT key FROM event WHERE id = ?1",
};
const struct db_table claim_body_sql = { "claim-body", sql, ARRAY_LEN(sql) };

/* What is being written; the first failure stays. */
struct writer {
	struct store *store;
	struct arena arena;
	struct buf *b;
	struct err *err;
	bool failed;
};

static void
name(struct writer *w, const char *field)
{
	char last = w->b->len > 0 ? w->b->p[w->b->len - 1] : '{';

	buf_addf(w->b, "%s\"%s\":", last == '{' ? "" : ",", field);
}

static void
text(struct writer *w, const char *field, struct str s)
{
	name(w, field);
	buf_json(w->b, s);
}

/* Empty: null. */
static void
maybe(struct writer *w, const char *field, struct str s)
{
	if (s.len > 0) {
		text(w, field, s);
		return;
	}
	name(w, field);
	buf_puts(w->b, "null");
}

static void
number(struct writer *w, const char *field, int64_t value, int64_t none)
{
	name(w, field);
	if (value == none)
		buf_puts(w->b, "null");
	else
		buf_addf(w->b, "%lld", (long long)value);
}

static void
letter(struct writer *w, const char *field, char c)
{
	maybe(w, field, (struct str){ &c, c != 0 });
}

/* An entity or event by its key. */
static void
key(struct writer *w, const char *field, int which, int64_t id)
{
	sqlite3_stmt *st;
	struct err e;

	name(w, field);
	if (id == 0 || w->failed) {
		buf_puts(w->b, "null");
		return;
	}
	st = db_stmt(w->store, sql[which], w->err);
	if (st == NULL) {
		w->failed = true;
		return;
	}
	db_bind_int(st, 1, id);
	if (db_row(w->store, st, &e)) {
		buf_json(w->b, db_view(st, 0));
		db_done(st);
		return;
	}
	w->failed = true;
	if (db_over(st, &e, w->err))
		(void)err_set(w->err, ERR_MISSING, "%s: there is no %s %lld",
		    strcmp(field, "entity") == 0 ? "claim" : field,
		    which == KEY_OF_EVENT ? "event" : "entity", (long long)id);
}

static void
comma(struct writer *w, size_t i)
{
	if (i > 0)
		buf_putc(w->b, ',');
	buf_putc(w->b, '{');
}

static void
put_spans(struct writer *w, const struct claim *c)
{
	size_t i;

	name(w, "spans");
	buf_putc(w->b, '[');
	for (i = 0; i < c->n_spans; i++) {
		const struct anchor *a = &c->spans[i].anchor;

		comma(w, i);
		text(w, "role", str_of(span_role_name(c->spans[i].role)));
		number(w, "start", a->span.from, -1);
		number(w, "end", a->span.to, -1);
		text(w, "quote", a->quote);
		text(w, "prefix", a->prefix);
		text(w, "suffix", a->suffix);
		text(w, "anchor", str_of(anchor_state_name(a->state)));
		buf_putc(w->b, '}');
	}
	buf_putc(w->b, ']');
}

static void
put_source(struct writer *w, const struct claim_source *s)
{
	key(w, "entity", KEY_OF_ENTITY, s->entity);
	text(w, "text", s->text);
	maybe(w, "role", str_of(source_role_name(s->role)));
	maybe(w, "naming", str_of(source_naming_name(s->naming)));
	maybe(w, "access", str_of(source_access_name(s->access)));
	number(w, "people", s->people, 0);
	maybe(w, "said", s->said);
	letter(w, "reliability", s->reliability);
	buf_putc(w->b, '}');
}

static void
put_sources(struct writer *w, const struct claim *c)
{
	size_t i;

	name(w, "claimant");
	if (claim_source_exists(&c->claimant)) {
		buf_putc(w->b, '{');
		put_source(w, &c->claimant);
	} else {
		buf_puts(w->b, "null");
	}
	name(w, "via");
	buf_putc(w->b, '[');
	for (i = 0; i < c->n_via; i++) {
		comma(w, i);
		put_source(w, &c->via[i]);
	}
	buf_putc(w->b, ']');
}

static bool
said_before(const struct claim *c, size_t i)
{
	size_t j;

	for (j = 0; j < i; j++)
		if (c->subjects[j].entity == c->subjects[i].entity &&
		    c->subjects[j].role == c->subjects[i].role)
			return true;
	return false;
}

static void
put_subjects(struct writer *w, const struct claim *c)
{
	size_t i, n = 0;

	name(w, "subjects");
	buf_putc(w->b, '[');
	for (i = 0; i < c->n_subjects; i++) {
		if (said_before(c, i))
			continue;
		comma(w, n++);
		key(w, "entity", KEY_OF_ENTITY, c->subjects[i].entity);
		text(w, "role", str_of(subject_role_name(c->subjects[i].role)));
		buf_putc(w->b, '}');
	}
	buf_putc(w->b, ']');
}

static void
put_figures(struct writer *w, const struct claim *c)
{
	size_t i;

	name(w, "figures");
	buf_putc(w->b, '[');
	for (i = 0; i < c->n_figures; i++) {
		const struct claim_figure *f = &c->figures[i];

		comma(w, i);
		text(w, "what", f->what);
		number(w, "low", f->low, FIGURE_NONE);
		number(w, "best", f->best, FIGURE_NONE);
		number(w, "high", f->high, FIGURE_NONE);
		maybe(w, "text", f->text);
		buf_putc(w->b, '}');
	}
	buf_putc(w->b, ']');
}

static int
by_bytes(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* By uuid and in its order, each once: a set. */
static void
put_codes(struct writer *w, const struct claim *c)
{
	struct str *uuids =
	    arena_array(&w->arena, c->n_codes + 1, sizeof *uuids);
	size_t i, n = 0;

	for (i = 0; !w->failed && i < c->n_codes; i++)
		w->failed = !code_uuid(
		    w->store, c->codes[i], true, &w->arena, &uuids[i], w->err);
	if (w->failed)
		return;
	if (c->n_codes > 1)
		qsort(uuids, c->n_codes, sizeof *uuids, by_bytes);
	name(w, "codes");
	buf_putc(w->b, '[');
	for (i = 0; i < c->n_codes; i++) {
		if (i > 0 && str_eq(uuids[i], uuids[i - 1]))
			continue;
		buf_puts(w->b, n++ > 0 ? "," : "");
		buf_json(w->b, uuids[i]);
	}
	buf_putc(w->b, ']');
}

/* The days of "when": what is open on one side still stands where it is
 * known. */
static void
put_days(struct writer *w, const struct claim *c)
{
	int64_t first = EDTF_UNKNOWN, last = EDTF_UNKNOWN;
	struct edtf e;

	if (c->happened.len > 0 && edtf_parse(c->happened, &e, NULL)) {
		first = edtf_earliest(&e);
		last = edtf_latest(&e);
	}
	number(w, "earliest", edtf_is_day(first) ? first : 0,
	    edtf_is_day(first) ? INT64_MIN : 0);
	number(w, "latest", edtf_is_day(last) ? last : 0,
	    edtf_is_day(last) ? INT64_MIN : 0);
}

static void
put_words(struct writer *w, const struct claim *c)
{
	struct str quote = claim_quote(c, &w->arena);
	struct str statement = str_trim(c->statement);

	text(w, "quote", quote);
	text(w, "statement", statement.len > 0 ? statement : quote);
	maybe(w, "quoting", str_of(quoting_name(c->quoting)));
	text(w, "modality", str_of(modality_name(c->modality)));
	text(w, "polarity", str_of(polarity_name(c->polarity)));
	text(w, "inference", str_of(inference_name(c->inference)));
	text(w, "status", str_of(claim_status_name(c->status)));
	maybe(w, "suggested_by", c->suggested_by);
	text(w, "analyst", c->analyst);
	number(w, "created", c->created, INT64_MIN);
	number(w, "updated", c->updated, INT64_MIN);
}

static void
put_grades(struct writer *w, const struct claim *c)
{
	letter(w, "reliability", c->grade.reliability);
	number(w, "credibility", c->grade.credibility, 0);
	maybe(w, "rationale", c->rationale);
	maybe(w, "grader", c->grader);
	number(w, "graded", c->graded, 0);
	number(w, "likelihood", c->likelihood, 0);
	maybe(w, "confidence", str_of(confidence_name(c->confidence)));
}

bool
claim_body(struct store *store, const struct claim *claim,
    struct str article_uuid, struct buf *body, struct err *err)
{
	struct writer w = { .store = store, .b = body, .err = err };

	buf_putc(body, '{');
	number(&w, "id", claim->id, 0);
	text(&w, "article", article_uuid);
	put_words(&w, claim);
	put_spans(&w, claim);
	put_sources(&w, claim);
	put_subjects(&w, claim);
	key(&w, "place", KEY_OF_ENTITY, claim->place);
	number(&w, "place_precision", claim->place_precision, 0);
	key(&w, "event", KEY_OF_EVENT, claim->event);
	maybe(&w, "said", claim->said);
	maybe(&w, "happened", claim->happened);
	maybe(&w, "valid", claim->valid);
	put_days(&w, claim);
	put_figures(&w, claim);
	put_grades(&w, claim);
	put_codes(&w, claim);
	buf_putc(body, '}');
	arena_release(&w.arena);
	return !w.failed;
}
