#include "config.h"

#include "model/argv.h"
#include "model/read-annotation.h"
#include "tests/test.h"

static struct arena arena;
static struct annotation got[8];
static size_t n_got, n_bad;

static bool
put(void *arg, const struct annotation *a, struct err *err)
{
	(void)arg;
	(void)err;
	if (n_got < ARRAY_LEN(got))
		got[n_got] = *a;
	n_got++;
	return true;
}

static void
bad(void *arg, size_t number, const char *why)
{
	(void)arg;
	(void)number;
	(void)why;
	n_bad++;
}

static bool
read_all(const char *text, struct err *err)
{
	n_got = n_bad = 0;
	return annotations_read(str_of(text), &arena, put, bad, NULL, err);
}

static const char w3c[] =
    "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":"
    "\"urn:uuid:6F1C1A1E-3b1f-4e0f-9a55-0a8b7d4f1c01\",\"type\":"
    "\"Annotation\",\"motivation\":\"commenting\",\"creator\":{\"type\":"
    "\"Person\",\"name\":\"Anna\"},\"created\":\"2026-11-23T10:00:00Z\","
    "\"modified\":\"2026-11-23T11:00:00Z\",\"body\":[{\"type\":"
    "\"TextualBody\",\"value\":\"first\"},{\"type\":\"TextualBody\","
    "\"value\":\"air strike\",\"purpose\":\"tagging\"},{\"type\":"
    "\"TextualBody\",\"value\":\"second\",\"purpose\":\"describing\"},"
    "{\"type\":\"TextualBody\",\"value\":\"air strike\",\"purpose\":"
    "\"tagging\"}],\"target\":{\"source\":{\"id\":\"https://x.example/a\"},"
    "\"selector\":{\"type\":\"FragmentSelector\",\"value\":\"x\","
    "\"refinedBy\":[{\"type\":\"TextQuoteSelector\",\"exact\":\"words\","
    "\"prefix\":\"the \"},{\"type\":\"TextPositionSelector\",\"start\":4,"
    "\"end\":9}]}}}";

static const char hypothesis[] =
    "{\"total\":2,\"rows\":[{\"id\":\"aBc-1\",\"created\":"
    "\"2019-02-03T13:30:33.000000+00:00\",\"updated\":"
    "\"2019-02-03T13:31:33.000000+00:00\",\"user\":"
    "\"acct:anna@hypothes.is\",\"uri\":\"https://x.example/a\",\"text\":"
    "\"who?\",\"tags\":[\"toll\",\" \"],\"target\":[{\"source\":"
    "\"https://x.example/a\",\"selector\":[{\"type\":\"RangeSelector\","
    "\"startContainer\":\"/p[1]\"},{\"type\":\"TextPositionSelector\","
    "\"start\":7,\"end\":9},{\"type\":\"TextQuoteSelector\",\"exact\":"
    "\"is\"}]}]},{\"id\":\"aBc-2\",\"user\":\"acct:b@x\",\"uri\":"
    "\"https://x.example/a\",\"text\":\"a page note\",\"tags\":[],"
    "\"target\":[{\"source\":\"https://x.example/a\"}]}]}";

static void
readers(void)
{
	struct err err = { 0 };

	ok(read_all(w3c, &err) && n_got == 1, "an annotation");
	is_str(got[0].uuid, "6f1c1a1e-3b1f-4e0f-9a55-0a8b7d4f1c01",
	    "its id as a uuid");
	is_str(got[0].text, "first\n\nsecond", "its comments");
	is_int((int64_t)got[0].n_tags, 1, "a tag stands once");
	is_str(got[0].tags[0], "air strike", "and is this");
	is_str(got[0].source, "https://x.example/a", "what it is about");
	is_str(got[0].quote, "words", "the narrowest selector");
	ok(got[0].start == 4 && got[0].end == 9 && !got[0].utf16,
	    "its place in code points");
	is_str(got[0].creator, "Anna", "its creator");
	is_int(got[0].created, 1795428000, "when it was made");
	is_int(got[0].updated, 1795431600, "and changed");

	ok(read_all(hypothesis, &err) && n_got == 2, "an export of Hypothesis");
	is_str(got[0].creator, "anna", "an account is a name");
	is_str(got[0].text, "who?", "its text");
	is_int((int64_t)got[0].n_tags, 1, "its tags");
	ok(got[0].utf16 && got[0].start == 7, "its place in UTF-16");
	is_int(got[0].updated, 1549200693, "when it was changed");
	ok(got[1].quote.len == 0 && got[1].start == -1, "a page note");

	ok(read_all("[]", &err) && n_got == 0, "an empty list");
	ok(read_all("[1,{}]", &err) && n_got == 0 && n_bad == 2,
	    "what is no annotation is told");
	ok(read_all("{\"target\":\"urn:x\",\"bodyValue\":\"a\"}\n"
		    "{\"target\":\"urn:y\",\"bodyValue\":\"b\"}\nx\n",
	       &err) &&
		n_got == 2 && n_bad == 1,
	    "one a line");
	is_str(got[1].text, "b", "with its text");
	ok(read_all("{\"target\":[\"urn:x\",\"urn:y\"],\"id\":"
		    "\"urn:uuid:6f1c1a1e-3b1f-4e0f-9a55-0a8b7d4f1c01\"}",
	       &err) &&
		n_got == 2 && got[1].uuid.len == 0,
	    "two targets");
	ok(!read_all("no JSON", &err) && err.code == ERR_INVALID,
	    "what is no JSON is refused");
	ok(read_all("{\"first\":{\"first\":{\"first\":{\"first\":{\"first\":"
		    "{\"first\":{\"first\":{\"first\":{\"first\":{\"first\":"
		    "{}}}}}}}}}}}",
	       &err) &&
		n_bad == 1,
	    "pages in pages end somewhere");
}

static void
offsets(void)
{
	struct str text = str_of("a\xf0\x9f\x9a\x80\xd8\xb3z");

	is_int((int64_t)points_bytes(text, 2, false), 5, "code points");
	is_int((int64_t)points_bytes(text, 3, true), 5, "code units");
	ok(points_bytes(text, 2, true) == SIZE_MAX, "half a pair is nowhere");
	ok(points_bytes(text, 5, false) == SIZE_MAX, "nor what lies behind");
	is_int((int64_t)points_bytes(text, 4, false), 8, "the end is there");
}

static const struct {
	const char *line, *words;
} splits[] = {
	{ "wc -w", "wc|-w" },
	{ "  grep   'a b'  ", "grep|a b" },
	{ "x \"a \\\" b\" c\\ d", "x|a \" b|c d" },
	{ "x 'it''s' \"\"", "x|its|" },
	{ "x $HOME * ~ a|b;c", "x|$HOME|*|~|a|b;c" },
	{ "x 'a", NULL },
	{ " ", NULL },
};

static void
commands(void)
{
	struct err err = { 0 };
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(splits); i++) {
		struct buf b = { 0 };
		char **argv;
		bool good =
		    argv_split(str_of(splits[i].line), &arena, &argv, &err);

		for (k = 0; good && argv[k] != NULL; k++)
			buf_addf(&b, "%s%s", k > 0 ? "|" : "", argv[k]);
		if (splits[i].words == NULL)
			ok(!good, "refused: %s", splits[i].line);
		else
			is_str(buf_view(&b), splits[i].words, "%s",
			    splits[i].line);
		buf_release(&b);
	}
}

static void
uuids(void)
{
	is_str(uuid_of(&arena, "a", str_of("b")),
	    uuid_of(&arena, "a", str_of("b")).p,
	    "the same name, the same UUID");
	ok(uuid_valid(uuid_of(&arena, "a", str_of("b"))), "which is one");
	is_str(
	    uuid_read(&arena, str_of("{6F1C1A1E-3B1F-4E0F-9A55-0A8B7D4F1C01}")),
	    "6f1c1a1e-3b1f-4e0f-9a55-0a8b7d4f1c01", "in braces");
	is_int((int64_t)uuid_read(&arena, str_of("https://x")).len, 0, "none");
}

int
main(void)
{
	readers();
	offsets();
	commands();
	uuids();
	arena_release(&arena);
	return done();
}
