#include "config.h"

#include "model/suggest.h"

#include "model/datex.h"
#include "model/lang.h"
#include "model/suggest-text.h"

static enum language
language_of(const struct suggest_in *in)
{
	struct str tag =
	    in->language.len > 0 ? in->language : lang_guess(in->text);

	if (str_starts(tag, "ar"))
		return LANGUAGE_AR;
	return str_starts(tag, "fr") ? LANGUAGE_FR : LANGUAGE_EN;
}

enum { STEP = 64 /* sentences, quotations or suggestions */ };

/* What is done next. */
enum phase { READ, RULES, QUOTES, DATES, CARRY, OVER };

struct suggest_run {
	struct suggest_in in;
	struct scan scan;
	enum phase phase;
	size_t next; /* sentence, suggestion */
};

struct suggest_run *
suggest_begin(const struct suggest_in *in, struct arena *arena)
{
	static const struct {
		const struct cue_list *lists;
		const char *irregular;
	} tables[] = {
		[LANGUAGE_EN] = { cues_en, cues_en_irregular },
		[LANGUAGE_FR] = { cues_fr, cues_fr_irregular },
		[LANGUAGE_AR] = { cues_ar, "" },
	};
	struct suggest_run *run = arena_alloc(arena, sizeof *run);
	struct scan *s = &run->scan;

	run->in = *in;
	s->in = &run->in;
	s->arena = s->words.arena = arena;
	s->language = language_of(in);
	word_table_load(&s->words, tables[s->language].lists,
	    tables[s->language].irregular);
	return run;
}

static bool
apply_rules(struct suggest_run *run)
{
	struct scan *s = &run->scan;
	bool more = scan_sentences(s, STEP);

	for (; run->next < s->n_sentences; run->next++) {
		if (s->language == LANGUAGE_AR)
			suggest_arabic(s, s->sentence[run->next]);
		else
			suggest_latin(s, s->sentence[run->next]);
	}
	return more;
}

/* The caller's, where it has them already. */
static void
find_dates(struct suggest_run *run)
{
	struct scan *s = &run->scan;

	s->dates = run->in.dates;
	s->n_dates = run->in.n_dates;
	if (s->dates == NULL && run->in.day != INT64_MIN)
		datex_find(run->in.text, run->in.day, s->arena, &s->dates,
		    &s->n_dates);
}

static bool
carry_some(struct suggest_run *run)
{
	struct scan *s = &run->scan;
	size_t left = s->n_out - run->next;
	size_t to = run->next + (left < STEP ? left : STEP);

	suggest_carry(s, run->next, to);
	run->next = to;
	return to < s->n_out;
}

static bool
has_more(struct suggest_run *run)
{
	switch (run->phase) {
	case READ:
		return scan_words(&run->scan);
	case RULES:
		return apply_rules(run);
	case QUOTES:
		return suggest_quotes(&run->scan, STEP);
	case DATES:
		find_dates(run);
		return false;
	case CARRY:
		return carry_some(run);
	case OVER:
		break;
	}
	return false;
}

bool
suggest_step(struct suggest_run *run)
{
	if (run->phase == OVER)
		return false;
	if (!has_more(run)) {
		run->phase++;
		run->next = 0;
	}
	return run->phase < OVER;
}

void
suggest_end(struct suggest_run *run, struct suggestion **list, size_t *n)
{
	while (suggest_step(run))
		;
	*list = run->scan.out;
	*n = run->scan.n_out;
}

void
suggest_find(const struct suggest_in *in, struct arena *arena,
    struct suggestion **list, size_t *n)
{
	suggest_end(suggest_begin(in, arena), list, n);
}

struct span
suggestion_quote(const struct suggestion *s)
{
	struct span a = s->content[0], b = s->content[1];

	return s->n_content == 2 && b.to - b.from > a.to - a.from ? b : a;
}

static void
widen(struct span *all, struct span part)
{
	if (part.from >= part.to)
		return;
	all->from = part.from < all->from ? part.from : all->from;
	all->to = part.to > all->to ? part.to : all->to;
}

struct span
suggestion_extent(const struct suggestion *s)
{
	struct span all = suggestion_quote(s);

	for (size_t i = 0; i < s->n_content; i++)
		widen(&all, s->content[i]);
	widen(&all, s->cue);
	widen(&all, s->source);
	return all;
}

/* Words that join what is said to who says it. */
static struct str
without_joint(struct str s)
{
	static const char *const joints[] = { "that ", "que ", "qu'",
		"qu\xe2\x80\x99", "\xd8\xa3\xd9\x86 ", "\xd8\xa5\xd9\x86 ",
		"\xd8\xa8\xd8\xa3\xd9\x86 ",
		"\xd8\xa8\xd8\xa7\xd9\x86 " }; /* أن إن بأن بان */

	for (size_t i = 0; i < ARRAY_LEN(joints); i++)
		if (str_starts(s, joints[i]))
			return str_trim(str_slice(s, strlen(joints[i]), s.len));
	return s;
}

/* Without the quotation marks around the whole of it. */
static struct str
without_quotes(struct str s)
{
	static const char *const pairs[][2] = { { "\"", "\"" },
		{ "\xe2\x80\x9c", "\xe2\x80\x9d" },
		{ "\xc2\xab", "\xc2\xbb" } }; /* “ ” « » */

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
		size_t open = strlen(pairs[i][0]), shut = strlen(pairs[i][1]);

		if (str_starts(s, pairs[i][0]) && str_ends(s, pairs[i][1]) &&
		    s.len > open + shut)
			return str_trim(str_slice(s, open, s.len - shut));
	}
	return s;
}

void
suggestion_statement(
    const struct suggestion *s, struct str text, struct buf *out)
{
	struct span q = s->deed ? suggestion_extent(s) : suggestion_quote(s);
	struct str said =
	    without_joint(str_trim(str_slice(text, q.from, q.to)));
	size_t from = out->len;

	said = without_quotes(said);
	for (size_t i = 0; i < said.len; i++) {
		char c = said.p[i] == '\n' ? ' ' : said.p[i];

		/* U+00A0 is a blank as well. */
		if (c == '\xc2' && i + 1 < said.len &&
		    said.p[i + 1] == '\xa0') {
			i++;
			c = ' ';
		}
		if (c != ' ' ||
		    (out->len > from && out->p[out->len - 1] != ' '))
			buf_putc(out, c);
	}
	if (out->len > from && out->p[from] >= 'a' && out->p[from] <= 'z')
		out->p[from] = (char)(out->p[from] - 'a' + 'A');
}
