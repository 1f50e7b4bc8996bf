/* Texts, buffers and arenas. */
#include "config.h"

#include "model/arena.h"
#include "tests/test.h"

static void
test_str(void)
{
	struct str rest = str_of("a,b,,c"), part;
	const char *wanted[] = { "a", "b", "", "c" };
	size_t i = 0;
	int64_t n;

	while (str_split(&rest, ',', &part)) {
		is_str(part, wanted[i], "split gives part %zu", i);
		i++;
	}
	is_int((int64_t)i, 4, "split gives every part");
	is_str(str_trim(str_of(" \t x y\n")), "x y", "trim cuts both ends");
	ok(str_int(str_of("-12"), &n) && n == -12, "a negative integer");
	ok(!str_int(str_of("12x"), &n), "no integer with a letter behind");
	ok(!str_int(str_of("99999999999999999999"), &n), "none too large");
	ok(!str_int(str_of(""), &n), "none in nothing");
	is_int((int64_t)str_find(str_of("abcabc"), str_of("ca"), 1), 2,
	    "find from an offset");
	is_int((int64_t)str_find((struct str){ 0 }, str_of("a"), 0), -1,
	    "nothing is found in no text");
	ok(str_slice((struct str){ 0 }, 1, 2).len == 0 &&
		str_starts((struct str){ 0 }, "") &&
		str_ends((struct str){ 0 }, ""),
	    "no text is cut and compared as an empty one");
	ok(str_starts((struct str){ 0 }, "") && str_ends((struct str){ 0 }, ""),
	    "no text at all starts and ends with nothing");
	ok(str_is_nocase(str_of("Or"), "OR"), "keywords without case");
	ok(!str_is_nocase(str_of("Or"), "ORD"), "and no shorter ones");
}

static void
test_buf(void)
{
	struct buf b = { 0 };

	buf_json(&b, str_of("a\"b\\c\n\x01\x7f"));
	is_str(buf_view(&b), "\"a\\\"b\\\\c\\n\\u0001\\u007f\"",
	    "JSON strings are escaped");
	buf_reset(&b);
	buf_addf(&b, "%d-%s", 7, "x");
	is_str(buf_view(&b), "7-x", "formatted text is added");
	buf_reset(&b);
	buf_base64(&b, str_of("f"));
	buf_base64(&b, str_of("fo"));
	buf_base64(&b, str_of("foo\xff"));
	is_str(buf_view(&b), "Zg==Zm8=Zm9v/w==", "base 64 as in RFC 4648");
	buf_release(&b);
}

static void
test_arena(void)
{
	struct arena a = { 0 }, b = { 0 };
	char *p = arena_alloc(&a, 100000);
	struct str s = arena_printf(&a, "%s %d", "x", 5);

	ok(p[0] == 0 && p[99999] == 0, "arena memory is zeroed");
	is_str(s, "x 5", "arena text is formatted");
	arena_take(&b, &a);
	is_str(s, "x 5", "and stays where it is in another arena");
	ok(a.head == NULL, "which has all of it");
	ok(s.p[s.len] == '\0', "and terminated");
	arena_release(&b);
}

int
main(void)
{
	test_str();
	test_buf();
	test_arena();
	return done();
}
