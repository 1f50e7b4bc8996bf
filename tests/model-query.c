#include "config.h"

#include "model/query.h"
#include "tests/test.h"

enum { TODAY = 17183 /* 2017-01-17 */ };

/* A query, and its canonical text or its error. */
static const struct {
	const char *in, *out;
} cases[] = {
	/* Words and phrases. */
	{ "", "" },
	{ "   \t ", "" },
	{ "haftar", "haftar" },
	{ "  haftar   cairo ", "haftar cairo" },
	{ "\"two security officials\"", "\"two security officials\"" },
	{ "خليفة حفتر", "خليفة حفتر" },
	{ "al-Sarraj", "al-Sarraj" },
	{ "=haftar", "=haftar" },
	{ "=\"khalifa haftar\"", "=\"khalifa haftar\"" },
	{ "haft*", "haft*" },
	{ "\"field mar\"*", "\"field mar\"*" },
	{ "haftar\"oil port\"", "haftar \"oil port\"" },
	{ "a=b", "a=b" },
	/* As they come with what is copied from articles. */
	{ "“oil crescent”", "\"oil crescent\"" },
	{ "„oil crescent“ x", "\"oil crescent\" x" },
	{ "„oil crescent” x", "\"oil crescent\" x" },
	{ "”oil crescent” x", "\"oil crescent\" x" },
	{ "« oil crescent »*", "\" oil crescent \"*" },
	{ "»oil crescent« OR «الهلال النفطي»",
	    "\"oil crescent\" OR \"الهلال النفطي\"" },
	{ "“oil crescent\" x", "\"oil crescent\" x" },
	{ "« he said “no” »", "\" he said “no” \"" },
	{ "\"he said “no”\"", "\"he said “no”\"" },
	{ "-“oil crescent” =«a b»", "-\"oil crescent\" =\"a b\"" },
	{ "title:“oil ports” outlet:«Libya Herald»",
	    "title:\"oil ports\" outlet:\"Libya Herald\"" },
	{ "haftar“oil port”", "haftar \"oil port\"" },
	{ "l’oil", "l’oil" },
	{ "18:30", "18:30" },
	{ "http*", "http*" },
	{ "near nor and or not", "near nor and or not" },
	{ "NEAR", "\"NEAR\"" },
	{ "NEAR (a b)", "\"NEAR\" (a b)" },
	{ "a NEAR/2(b)", "a NEAR/2 b" },
	{ "a (NEAR/5) b", "a \"NEAR/5\" b" },
	/* Operators. */
	{ "haftar OR hifter", "haftar OR hifter" },
	{ "haftar AND cairo", "haftar cairo" },
	{ "a AND b OR c AND d", "a b OR c d" },
	{ "(a OR b) c", "(a OR b) c" },
	{ "(a b) OR c", "a b OR c" },
	{ "((a))", "a" },
	{ "a (b c)", "a (b c)" },
	{ "-rumour", "-rumour" },
	{ "NOT rumour", "-rumour" },
	{ "a NOT b", "a -b" },
	{ "a -b -c", "a -b -c" },
	{ "--a", "--a" },
	{ "-(a b)", "-(a b)" },
	{ "-(a OR b) c", "-(a OR b) c" },
	{ "-\"a b\"", "-\"a b\"" },
	{ "-=a", "-=a" },
	{ "a NEAR/5 b", "a NEAR/5 b" },
	{ "a NEAR b", "a NEAR/10 b" },
	{ "a NEAR/2 \"b c\" NEAR/2 d", "a NEAR/2 \"b c\" NEAR/2 d" },
	{ "-a NEAR/3 b", "-a NEAR/3 b" },
	{ "x a NEAR/3 b y", "x a NEAR/3 b y" },
	/* Fields. */
	{ "title:haftar", "title:haftar" },
	{ "title:=haftar*", "title:=haftar*" },
	{ "title:\"oil ports\"", "title:\"oil ports\"" },
	{ "TITLE:x", "title:x" },
	/* A field of several. */
	{ "title:(oil OR gas)", "title:oil OR title:gas" },
	{ "title:(oil -gas*) x", "(title:oil -title:gas*) x" },
	{ "title:(\"a b\" OR =c) d", "(title:\"a b\" OR title:=c) d" },
	{ "title:(a NEAR/3 b)", "title:a NEAR/3 title:b" },
	{ "-outlet:(reuters OR \"Libya Herald\")",
	    "-(outlet:reuters OR outlet:\"Libya Herald\")" },
	{ "title:(a (b OR c) is:done)",
	    "title:a (title:b OR title:c) is:done" },
	{ "title:(a OR lang:(en OR ar)) b",
	    "(title:a OR (lang:en OR lang:ar)) b" },
	{ "is:(unread OR flagged)", "is:unread OR is:flagged" },
	{ "outlet:reuters", "outlet:reuters" },
	{ "outlet:\"Libya Herald\"", "outlet:\"Libya Herald\"" },
	{ "author:maria lang:ar", "author:maria lang:ar" },
	{ "entity:lna person:\"khalifa haftar\"",
	    "entity:lna person:\"khalifa haftar\"" },
	{ "faction:lna place:sirte", "faction:lna place:sirte" },
	{ "code:toll analyst:maria", "code:toll analyst:maria" },
	{ "is:unread -is:flagged", "is:unread -is:flagged" },
	{ "is:UNREAD", "is:unread" },
	{ "has:note has:orphan has:code", "has:note has:orphan has:code" },
	{ "id:42", "id:42" },
	{ "on:2016-12 after:2016 before:2017-02",
	    "on:2016-12 after:2016 before:2017-02" },
	{ "after:-30d", "after:-30d" },
	{ "on:today OR on:yesterday", "on:today OR on:yesterday" },
	/* Errors, with their column in code points. */
	{ "a OR", "column 5: a word is missing here" },
	{ "OR a", "column 1: a word is missing before OR" },
	{ "a AND", "column 6: a word is missing here" },
	{ "(a AND)", "column 7: a word is missing before this bracket" },
	{ "a AND OR b", "column 7: a word is missing before OR" },
	{ "(a b", "column 1: the bracket is never closed" },
	{ "a b)", "column 4: no bracket was opened for this one" },
	{ "()", "column 2: a word is missing before this bracket" },
	{ "a NOT", "column 6: a word is missing here" },
	{ "حفتر \"oil", "column 6: the quotation mark is never closed" },
	{ "حفتر “oil", "column 6: the quotation mark is never closed" },
	{ "«oil\"» x", "column 6: the quotation mark is never closed" },
	{ "حفتر ...", "column 6: ... has no letters or digits to find" },
	{ "a \"\"", "column 3: this has no letters or digits to find" },
	{ "a - b", "column 3: - has no letters or digits to find" },
	{ "*", "column 1: this has no letters or digits to find" },
	{ "a after:", "column 9: after: needs a value after the colon" },
	{ "title:", "column 7: title: needs a value after the colon" },
	{ "after:soon",
	    "column 7: soon is no date: write 2016, 2016-12, 2016-12-24, "
	    "-30d, today" },
	{ "after:2016-13",
	    "column 7: 2016-13 is no date: write 2016, 2016-12, 2016-12-24, "
	    "-30d, today" },
	{ "is:new", "column 4: is: knows unread, done, flagged, dismissed, "
		    "copy, original, not new" },
	{ "is:(unread OR old)", "column 15: is: knows unread, done, flagged, "
				"dismissed, copy, original, not old" },
	{ "title:(a", "column 7: the bracket is never closed" },
	{ "title:()", "column 8: a word is missing before this bracket" },
	{ "has:title", "column 5: has: knows note, code, orphan, claim, "
		       "suggestion, not title" },
	{ "id:x", "column 4: x is no article's number" },
	{ "id:-1", "column 4: -1 is no article's number" },
	{ "a stat:open",
	    "column 3: there is no field stat: but title: outlet: author: "
	    "lang: entity: person: faction: place: code: analyst: is: has: "
	    "on: after: before: id: cluster: claimant: about: status: grade: "
	    "modality: when: event:" },
	{ "status:closed", "column 8: status: knows open, corroborated, "
			   "contested, refuted, not closed" },
	{ "a modality:said",
	    "column 12: modality: knows asserted, reported, alleged, denied, "
	    "predicted, demanded, not said" },
	{ "grade:>=G3", "column 7: G3 is no grade: write A to F for the source "
			"and 1 to 6 for the information, as in B2" },
	{ "grade:>=", "column 7: grade: needs a grade such as B3" },
	{ "when:soon", "column 6: soon is no date: write 2016, 2016-12, "
		       "2016-12-24, -30d, today" },
	{ "a NEAR/5 is:done",
	    "column 3: NEAR stands between two words or phrases" },
	{ "a NEAR/5 (b c)",
	    "column 3: NEAR stands between two words or phrases" },
	{ "a NEAR/5 title:b",
	    "column 3: NEAR stands between two words or phrases" },
	{ "x NEAR(a b, 5)",
	    "column 3: NEAR stands between two words or phrases" },
	{ "NEAR(a b, 5)",
	    "column 1: NEAR stands between two words or phrases: a NEAR/5 b" },
	{ "NEAR/2(a b)",
	    "column 1: NEAR stands between two words or phrases: a NEAR/5 b" },
	{ "a NEAR/x b", "column 3: NEAR/ takes 0 to 100 words" },
	{ "a NEAR/101 b", "column 3: NEAR/ takes 0 to 100 words" },
	{ "a NEAR/2 b NEAR/3 c", "column 12: NEAR/2 and NEAR/3 do not mix" },
	{ "a NEAR/2", "column 9: a word is missing here" },
	{ "\xff", "column 1: this is not UTF-8" },
};

static void
test_cases(void)
{
	struct arena arena = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out = { 0 }, again = { 0 };
		struct query *q;
		struct err err = { 0 };

		if (query_parse(str_of(cases[i].in), TODAY, &arena, &q, &err))
			query_text(q, &out);
		else
			buf_puts(&out, err.text);
		is_str(buf_view(&out), cases[i].out, "%s", cases[i].in);
		if (err.code == ERR_NONE) {
			if (query_parse(
				buf_view(&out), TODAY, &arena, &q, &err))
				query_text(q, &again);
			is_str(buf_view(&again), cases[i].out,
			    "%s: its text parses to itself", cases[i].in);
		}
		buf_release(&out);
		buf_release(&again);
		arena_reset(&arena);
	}
}

/* Days are counted from 1970; NONE: no bound. */
#define NONE INT64_MAX
static const struct {
	const char *in;
	int64_t first, last;
} dates[] = {
	{ "after:2016", 16801, NONE },
	{ "after:2016-12", 17136, NONE },
	{ "after:2016-12-31", 17166, NONE },
	{ "before:2017", NONE, 17166 },
	{ "before:2016-12-31", NONE, 17165 },
	{ "on:2016", 16801, 17166 },
	{ "on:2016-12", 17136, 17166 },
	{ "on:2016-12-31", 17166, 17166 },
	{ "on:2016-12/2017-01", 17136, 17197 },
	{ "on:2016-12/..", 17136, NONE },
	{ "on:today", 17183, 17183 },
	{ "after:-30d", 17153, NONE },
	{ "after:-2w", 17169, NONE },
	{ "before:yesterday", NONE, 17181 },
	{ "on:-1m", 17152, 17152 },
	{ "on:-11m", 16848, 16848 },
	{ "on:-12m", 16817, 16817 },
	{ "on:-1y", 16817, 16817 },
};

static void
test_dates(void)
{
	struct arena arena = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(dates); i++) {
		struct query *q;
		struct err err = { 0 };
		bool good =
		    query_parse(str_of(dates[i].in), TODAY, &arena, &q, &err);

		ok(good &&
			q->first == (dates[i].first == NONE ? INT64_MIN
							    : dates[i].first) &&
			q->last == dates[i].last,
		    "%s means the right days", dates[i].in);
		if (good)
			printf("# %lld %lld\n", (long long)q->first,
			    (long long)q->last);
		arena_reset(&arena);
	}
}

static void
test_leap_day(void)
{
	struct arena arena = { 0 };
	struct query *q;

	/* From 2016-02-29 a year back. */
	ok(query_parse(str_of("on:-1y"), 16860, &arena, &q, NULL) &&
		q->first == 16494,
	    "a year before 29 February is 28 February");
	/* From 2016-03-31 a month back. */
	ok(query_parse(str_of("on:-1m"), 16891, &arena, &q, NULL) &&
		q->first == 16860,
	    "a month before 31 March is 29 February");
	arena_release(&arena);
}

static void
fails(struct buf *text, const char *wanted, const char *name)
{
	struct arena arena = { 0 };
	struct query *q;
	struct err err = { 0 };

	(void)query_parse(buf_view(text), TODAY, &arena, &q, &err);
	is_str(str_of(err.text), wanted, "%s", name);
	arena_release(&arena);
	buf_release(text);
}

static void
test_limits(void)
{
	struct buf b = { 0 };
	int i;

	for (i = 0; i < 65; i++)
		buf_puts(&b, "ab ");
	fails(&b, "column 193: more than 64 words and fields are too many",
	    "the 65th word is refused");
	for (i = 0; i < 1001; i++)
		buf_putc(&b, 'a');
	fails(&b, "column 1: more than 1000 bytes of words are too many",
	    "a word of 1001 bytes is refused");
	for (i = 0; i < 100000; i++)
		buf_putc(&b, '(');
	fails(&b, "column 33: this is nested more than 32 deep",
	    "100,000 brackets are refused");
	for (i = 0; i < 100000; i++)
		buf_putc(&b, '-');
	buf_putc(&b, 'a');
	fails(&b, "column 33: this is nested more than 32 deep",
	    "100,000 minus signs are refused");
}

static const struct {
	const char *text; /* the cursor stands at | */
	const char *typed;
	enum query_field field;
} places[] = {
	{ "|", "", FIELD_TEXT },
	{ "haf|", "haf", FIELD_TEXT },
	{ "haf|tar", "haf", FIELD_TEXT },
	{ "a fact|", "fact", FIELD_TEXT },
	{ "faction:|", "", FIELD_FACTION },
	{ "faction:ln|", "ln", FIELD_FACTION },
	{ "a -faction:ln|", "ln", FIELD_FACTION },
	{ "(is:un|", "un", FIELD_IS },
	{ "person:\"khalifa ha|", "khalifa ha", FIELD_PERSON },
	{ "\"two wor|", "two wor", FIELD_TEXT },
	{ "\"two\" wor|", "wor", FIELD_TEXT },
	{ "“two wor|", "two wor", FIELD_TEXT },
	{ "“two (x” (wor|", "wor", FIELD_TEXT },
	{ "outlet:(«a b» OR reu|", "reu", FIELD_OUTLET },
	{ "person:«khalifa ha|", "khalifa ha", FIELD_PERSON },
	{ "=haf|", "haf", FIELD_TEXT },
	{ "nofield:x|", "nofield:x", FIELD_TEXT },
	{ "outlet:(reu|", "reu", FIELD_OUTLET },
	{ "-outlet:(\"a b\" OR reu|", "reu", FIELD_OUTLET },
	{ "outlet:(a (b OR c|", "c", FIELD_OUTLET },
	{ "outlet:(a OR is:un|", "un", FIELD_IS },
	{ "outlet:(a OR b) c|", "c", FIELD_TEXT },
	{ ")(a|", "a", FIELD_TEXT },
};

static void
test_completion(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(places); i++) {
		struct str in = str_of(places[i].text);
		size_t cursor = str_find(in, str_of("|"), 0);
		struct buf b = { 0 };
		struct query_at at;

		buf_str(&b, str_slice(in, 0, cursor));
		buf_str(&b, str_slice(in, cursor + 1, in.len));
		at = query_at(buf_view(&b), cursor);
		is_str(at.typed, places[i].typed, "%s: what is typed",
		    places[i].text);
		is_int(
		    at.field, places[i].field, "%s: its field", places[i].text);
		ok(at.to == cursor && at.from + at.typed.len == at.to,
		    "%s: what to replace", places[i].text);
		buf_release(&b);
	}
}

/* A text, closed, and closed as a beginning. */
static const struct {
	const char *text, *closed, *begins;
} half[] = {
	{ "haft", "haft", "haft*" },
	{ "\"oil cres", "\"oil cres\"", "\"oil cres\"*" },
	{ "(derna OR tobr", "(derna OR tobr)", "(derna OR tobr*)" },
	{ "a ((b) c", "a ((b) c)", "a ((b) c*)" },
	{ "(“oil (cres", "(“oil (cres”)", "(“oil (cres”*)" },
	{ "„oil“ (x", "„oil“ (x)", "„oil“ (x*)" },
	{ "\"a (\" b)", "\"a (\" b)", "\"a (\" b)*" },
};

static void
test_closing(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(half); i++) {
		struct buf b = { 0 };

		query_close(&b, str_of(half[i].text), false);
		is_str(
		    buf_view(&b), half[i].closed, "half text %zu is closed", i);
		buf_reset(&b);
		query_close(&b, str_of(half[i].text), true);
		is_str(buf_view(&b), half[i].begins,
		    "half text %zu as a beginning", i);
		buf_release(&b);
	}
}

int
main(void)
{
	test_cases();
	test_dates();
	test_leap_day();
	test_limits();
	test_completion();
	test_closing();
	return done();
}
