#include "config.h"

#include "model/claim.h"

#include "model/edtf.h"
#include "model/utf8.h"

enum {
	STATEMENT_MAX = 4096, /* bytes */
	SOURCE_MAX = 400,
	RATIONALE_MAX = 4096,
	LIST_MAX = 64, /* spans, sources, subjects, figures, codes */
	CODE_MAX = 80,
	PRECISIONS = 7,
};

static const char *const field_names[CLAIM_FIELDS] = {
	[CLAIM_STATEMENT] = "statement",
	[CLAIM_QUOTE] = "quote",
	[CLAIM_CLAIMANT] = "claimant",
	[CLAIM_VIA] = "via",
	[CLAIM_MODALITY] = "modality",
	[CLAIM_SUBJECTS] = "subject",
	[CLAIM_PLACE] = "place",
	[CLAIM_WHEN] = "when",
	[CLAIM_SAID] = "said",
	[CLAIM_VALID] = "valid",
	[CLAIM_RELIABILITY] = "reliability",
	[CLAIM_CREDIBILITY] = "credibility",
	[CLAIM_RATIONALE] = "rationale",
	[CLAIM_LIKELIHOOD] = "likelihood",
	[CLAIM_STATUS] = "status",
	[CLAIM_CODES] = "code",
	[CLAIM_FIGURES] = "figure",
};

const char *
claim_field_name(enum claim_field field)
{
	return field < CLAIM_FIELDS ? field_names[field] : "";
}

bool
grade_parse(struct str s, struct grade *grade, struct err *err)
{
	struct grade g = { 0 };
	struct str t = str_trim(s);
	size_t i = 0;

	if (str_is(t, "-"))
		t = str_of("");
	if (i < t.len && (t.p[i] | 0x20) >= 'a' && (t.p[i] | 0x20) <= 'f')
		g.reliability = (char)(t.p[i++] & ~0x20);
	if (i < t.len && t.p[i] >= '1' && t.p[i] <= '6')
		g.credibility = t.p[i++] - '0';
	if (i < t.len)
		return err_set(err, ERR_INVALID,
		    "%.*s is no grade: write A to F for the source and 1 to 6 "
		    "for the information, as in B2",
		    (int)(t.len < 40 ? t.len : 40), t.p);
	*grade = g;
	return true;
}

const char *
grade_text(struct grade grade, char *out)
{
	size_t n = 0;

	if (grade.reliability != 0)
		out[n++] = grade.reliability;
	if (grade.credibility != 0)
		out[n++] = (char)('0' + grade.credibility);
	out[n] = '\0';
	return out;
}

int
grade_cmp(struct grade a, struct grade b)
{
	int an = a.credibility != 0 ? a.credibility : 7;
	int bn = b.credibility != 0 ? b.credibility : 7;
	int al = a.reliability != 0 ? a.reliability : 'G';
	int bl = b.reliability != 0 ? b.reliability : 'G';

	return an != bn ? an - bn : al - bl;
}

bool
claim_source_exists(const struct claim_source *source)
{
	return source->entity != 0 || source->text.len > 0;
}

struct str
claim_source_words(const struct claim_source *source)
{
	return source->text.len > 0 ? source->text : source->name;
}

const struct claim_span *
claim_span_of(const struct claim *claim, enum span_role role)
{
	size_t i;

	for (i = 0; i < claim->n_spans; i++)
		if (claim->spans[i].role == role)
			return &claim->spans[i];
	return NULL;
}

/* Runs of blanks and line ends become one blank. */
static void
put_line(struct buf *b, struct str s)
{
	size_t i;
	bool blank = true;

	for (i = 0; i < s.len; i++) {
		bool now = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' ||
			   s.p[i] == '\r';

		if (now && !blank)
			buf_putc(b, ' ');
		if (!now)
			buf_putc(b, s.p[i]);
		blank = now;
	}
	while (b->len > 0 && b->p[b->len - 1] == ' ')
		b->p[--b->len] = '\0';
}

struct str
claim_quote(const struct claim *claim, struct arena *arena)
{
	struct buf b = { 0 };
	struct str quote;
	size_t i;

	for (i = 0; i < claim->n_spans; i++) {
		struct buf line = { 0 };

		if (claim->spans[i].role != SPAN_CONTENT)
			continue;
		if (b.len > 0)
			buf_puts(&b, " … ");
		put_line(&line, claim->spans[i].anchor.quote);
		buf_str(&b, buf_view(&line));
		buf_release(&line);
	}
	quote = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return quote;
}

enum anchor_state
claim_anchor(const struct claim *claim)
{
	enum anchor_state worst = ANCHOR_NONE;
	size_t i;

	for (i = 0; i < claim->n_spans; i++)
		if (claim->spans[i].role == SPAN_CONTENT &&
		    claim->spans[i].anchor.state > worst)
			worst = claim->spans[i].anchor.state;
	return worst;
}

struct check {
	enum claim_field field; /* that is wrong */
	struct err *err;
};

static bool __attribute__((format(printf, 3, 4)))
wrong(struct check *c, enum claim_field field, const char *fmt, ...)
{
	char text[200];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	c->field = field;
	return err_set(c->err, ERR_INVALID, "%s: %s", field_names[field], text);
}

/* Words of the analyst on one line, at most so many bytes. */
static bool
line_valid(struct check *c, enum claim_field field, struct str s, size_t most)
{
	if (!utf8_valid(s))
		return wrong(c, field, "this is not UTF-8");
	if (s.len > most)
		return wrong(c, field,
		    "at most %zu bytes, this has %zu: shorten it", most, s.len);
	if (s.len > 0 && memchr(s.p, '\n', s.len) != NULL)
		return wrong(c, field, "this must be one line");
	return true;
}

static bool
date_valid(struct check *c, enum claim_field field, struct str s)
{
	struct edtf e;
	struct err why = { 0 };

	if (s.len == 0 || edtf_parse(s, &e, &why))
		return true;
	return wrong(c, field, "%.150s", why.text);
}

static bool
letter_valid(struct check *c, enum claim_field field, char letter)
{
	return letter == 0 || (letter >= 'A' && letter <= 'F') ||
	       wrong(c, field, "a source is graded A to F");
}

static bool
quote_valid(struct check *c, const struct claim *claim)
{
	size_t i, cues = 0;

	if (claim_span_of(claim, SPAN_CONTENT) == NULL)
		return wrong(c, CLAIM_QUOTE, "select the words that say it");
	if (claim->n_spans > LIST_MAX)
		return wrong(c, CLAIM_QUOTE, "at most %d passages", LIST_MAX);
	for (i = 0; i < claim->n_spans; i++) {
		const struct anchor *a = &claim->spans[i].anchor;

		cues += claim->spans[i].role == SPAN_CUE;
		if (a->span.from >= a->span.to || a->quote.len == 0)
			return wrong(c, CLAIM_QUOTE, "a passage is empty");
		if (a->state == ANCHOR_NONE)
			return wrong(c, CLAIM_QUOTE, "a passage has no place");
	}
	return cues <= 1 || wrong(c, CLAIM_QUOTE, "a claim has one cue");
}

static bool
source_valid(
    struct check *c, enum claim_field field, const struct claim_source *s)
{
	return line_valid(c, field, s->text, SOURCE_MAX) &&
	       letter_valid(c, field, s->reliability) &&
	       date_valid(c, field, s->said);
}

static bool
via_valid(struct check *c, const struct claim *claim)
{
	size_t i;

	if (claim->n_via > LIST_MAX)
		return wrong(c, CLAIM_VIA, "at most %d outlets", LIST_MAX);
	for (i = 0; i < claim->n_via; i++) {
		if (!claim_source_exists(&claim->via[i]))
			return wrong(c, CLAIM_VIA, "an outlet has no name");
		if (!source_valid(c, CLAIM_VIA, &claim->via[i]))
			return false;
	}
	return true;
}

static bool
subjects_valid(struct check *c, const struct claim *claim)
{
	size_t i;

	if (claim->n_subjects > LIST_MAX)
		return wrong(
		    c, CLAIM_SUBJECTS, "at most %d subjects", LIST_MAX);
	for (i = 0; i < claim->n_subjects; i++)
		if (claim->subjects[i].entity == 0)
			return wrong(c, CLAIM_SUBJECTS,
			    "a subject is an entry of the register");
	return true;
}

static bool
figure_valid(struct check *c, const struct claim_figure *f)
{
	int64_t last = 0, v[3] = { f->low, f->best, f->high };
	size_t i;

	if (str_trim(f->what).len == 0)
		return wrong(c, CLAIM_FIGURES, "of what is this the number?");
	if (!line_valid(c, CLAIM_FIGURES, f->what, CODE_MAX) ||
	    !line_valid(c, CLAIM_FIGURES, f->text, SOURCE_MAX))
		return false;
	for (i = 0; i < 3; i++) {
		if (v[i] == FIGURE_NONE)
			continue;
		if (v[i] < 0)
			return wrong(c, CLAIM_FIGURES,
			    "a number below 0 counts nothing");
		if (v[i] < last)
			return wrong(
			    c, CLAIM_FIGURES, "low, best and high must grow");
		last = v[i];
	}
	return true;
}

static bool
figures_valid(struct check *c, const struct claim *claim)
{
	size_t i;

	if (claim->n_figures > LIST_MAX)
		return wrong(c, CLAIM_FIGURES, "at most %d figures", LIST_MAX);
	for (i = 0; i < claim->n_figures; i++)
		if (!figure_valid(c, &claim->figures[i]))
			return false;
	return true;
}

bool
claim_code_valid(struct str name, struct err *err)
{
	size_t i;

	if (name.len == 0 || name.len > CODE_MAX)
		return err_set(err, ERR_INVALID,
		    "a code has a name of 1 to %d bytes", CODE_MAX);
	for (i = 0; i < name.len; i++)
		if ((unsigned char)name.p[i] <= ' ' || name.p[i] == '"')
			return err_set(err, ERR_INVALID,
			    "a code is one word without quotation marks");
	return true;
}

static bool
codes_valid(struct check *c, const struct claim *claim)
{
	struct err why = { 0 };
	size_t i;

	if (claim->n_codes > LIST_MAX)
		return wrong(c, CLAIM_CODES, "at most %d codes", LIST_MAX);
	for (i = 0; i < claim->n_codes; i++)
		if (!claim_code_valid(claim->codes[i], &why))
			return wrong(c, CLAIM_CODES, "%s", why.text);
	return true;
}

static bool
numbers_valid(struct check *c, const struct claim *claim)
{
	if (!letter_valid(c, CLAIM_RELIABILITY, claim->grade.reliability))
		return false;
	if (claim->grade.credibility < 0 || claim->grade.credibility > 6)
		return wrong(
		    c, CLAIM_CREDIBILITY, "information is graded 1 to 6");
	if (claim->likelihood < 0 || claim->likelihood >= LIKELIHOODS)
		return wrong(c, CLAIM_LIKELIHOOD,
		    "a likelihood is one of seven steps, 1 to 7");
	if (claim->place_precision < 0 || claim->place_precision > PRECISIONS)
		return wrong(
		    c, CLAIM_PLACE, "a precision is 1 to %d", PRECISIONS);
	if (claim->modality >= MODALITIES)
		return wrong(c, CLAIM_MODALITY, "there is no such modality");
	return claim->status < CLAIM_STATUSES ||
	       wrong(c, CLAIM_STATUS, "there is no such status");
}

bool
claim_valid(const struct claim *claim, enum claim_field *field, struct err *err)
{
	struct check c = { .err = err };
	bool good;

	good =
	    line_valid(&c, CLAIM_STATEMENT, claim->statement, STATEMENT_MAX) &&
	    quote_valid(&c, claim) &&
	    source_valid(&c, CLAIM_CLAIMANT, &claim->claimant) &&
	    via_valid(&c, claim) && subjects_valid(&c, claim) &&
	    date_valid(&c, CLAIM_WHEN, claim->happened) &&
	    date_valid(&c, CLAIM_SAID, claim->said) &&
	    date_valid(&c, CLAIM_VALID, claim->valid) &&
	    numbers_valid(&c, claim) &&
	    line_valid(&c, CLAIM_RATIONALE, claim->rationale, RATIONALE_MAX) &&
	    codes_valid(&c, claim) && figures_valid(&c, claim);
	if (!good && field != NULL)
		*field = c.field;
	return good;
}

/* "6 to 17, best 12": which of them is which a colleague has to be told. */
static void
put_range(const struct claim_figure *f, struct buf *out)
{
	bool low = f->low != FIGURE_NONE && f->low != f->best;
	bool high = f->high != FIGURE_NONE && f->high != f->best;

	if (low && high && f->low != f->high)
		buf_addf(
		    out, "%lld to %lld", (long long)f->low, (long long)f->high);
	else if (low && high)
		buf_addf(out, "%lld", (long long)f->low);
	else if (low)
		buf_addf(out, "at least %lld", (long long)f->low);
	else if (high)
		buf_addf(out, "up to %lld", (long long)f->high);
	if (f->best != FIGURE_NONE)
		buf_addf(out, low || high ? ", best %lld" : "%lld",
		    (long long)f->best);
}

void
figure_text(const struct claim_figure *figure, struct buf *out)
{
	size_t before;

	buf_str(out, figure->what);
	buf_putc(out, ' ');
	before = out->len;
	put_range(figure, out);
	if (figure->text.len > 0)
		buf_addf(out, before == out->len ? "%.*s" : " (%.*s)",
		    (int)figure->text.len, figure->text.p);
}

/* "44", "40-60", "40/44/60" */
static bool
range_parse(struct str s, struct claim_figure *f)
{
	struct str rest = s, part[3];
	size_t n = 0;
	char sep = memchr(s.p, '/', s.len) != NULL ? '/' : '-';

	while (n < 3 && str_split(&rest, sep, &part[n]))
		n++;
	if (rest.p != NULL)
		return false;
	if (n == 1)
		return str_int(part[0], &f->best);
	if (n == 2 && sep == '-')
		return str_int(part[0], &f->low) && str_int(part[1], &f->high);
	return n == 3 && str_int(part[0], &f->low) &&
	       str_int(part[1], &f->best) && str_int(part[2], &f->high);
}

bool
figure_parse(struct str s, struct claim_figure *figure, struct err *err)
{
	struct claim_figure f = {
		.low = FIGURE_NONE, .best = FIGURE_NONE, .high = FIGURE_NONE
	};
	struct str rest = s, range;

	(void)str_split(&rest, '=', &f.what);
	if (rest.p == NULL || str_trim(f.what).len == 0)
		goto bad;
	(void)str_split(&rest, ':', &range);
	if (rest.p != NULL)
		f.text = str_trim(rest);
	range = str_trim(range);
	f.what = str_trim(f.what);
	if ((range.len > 0 || f.text.len == 0) && !range_parse(range, &f))
		goto bad;
	*figure = f;
	return true;
bad:
	return err_set(err, ERR_INVALID,
	    "%.*s is no figure: write killed=44, killed=40-60, "
	    "killed=40/44/60 (low, best, high) or killed=44:as worded",
	    (int)(s.len < 40 ? s.len : 40), s.p);
}
