/* Decoding that never fails, and repair of what came broken. */
#include "config.h"

#include "model/utf8.h"
#include "tests/test.h"

static void
test_steps(void)
{
	static const struct {
		const char *in;
		uint32_t cp;
		size_t len;
	} cases[] = {
		{ "a", 'a', 1 },
		{ "\xc3\xa9", 0xe9, 2 },
		{ "\xd8\xa7", 0x627, 2 },
		{ "\xe2\x82\xac", 0x20ac, 3 },
		{ "\xf0\x9f\x98\x80", 0x1f600, 4 },
		{ "\xf4\x8f\xbf\xbf", 0x10ffff, 4 },
		{ "\xc0\x80", 0xfffd, 1 },
		{ "\xe0\x80\x80", 0xfffd, 1 },
		{ "\xed\xa0\x80", 0xfffd, 1 },
		{ "\xf4\x90\x80\x80", 0xfffd, 1 },
		{ "\xff", 0xfffd, 1 },
		{ "\xe2\x82", 0xfffd, 1 },
		{ "\x80", 0xfffd, 1 },
	};
	size_t i, at;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct str s = str_of(cases[i].in);
		struct buf b = { 0 };
		uint32_t cp;

		at = 0;
		cp = utf8_next(s, &at);
		ok(cp == cases[i].cp && at == cases[i].len,
		    "case %zu is decoded as U+%04X in %zu bytes", i,
		    cases[i].cp, cases[i].len);
		if (at != s.len)
			continue;
		cp = utf8_prev(s, &at);
		ok(cp == cases[i].cp && at == 0, "case %zu backward", i);
		utf8_put(&b, cp);
		ok(cp == 0xfffd || str_eq(buf_view(&b), s),
		    "case %zu is encoded as it was", i);
		buf_release(&b);
	}
	at = 3;
	ok(utf8_prev(str_of("a\xff\x80"), &at) == 0xfffd && at == 2,
	    "backward over one broken byte at a time");
	ok(utf8_valid(str_of("plain words and \xd8\xa7")), "valid text");
	ok(!utf8_valid(str_of("plain words an\xd8 d")), "text that is not");
}

static const struct repair {
	const char *in;
	size_t len;
	const char *out, *what;
} repairs[] = {
#define R(in, out, what)                                                       \
	{                                                                      \
		in, sizeof in - 1, out, what                                   \
	}
	R("", "", ""),
	R("plain\n", "plain\n", ""),
	R("\xef\xbb\xbf"
	  "a\r\nb\rc\n\r\n",
	    "a\nb\nc\n\n", ""),
	R("a\0b\0c", "abc", "2 NULs dropped"),
	R("\xd9\x84\xd8\xa7 \xff ok \xd9\x84",
	    "\xd9\x84\xd8\xa7 \xef\xbf\xbd ok \xd9\x84", "1 broken byte"),
	R("\xd9\x84\xd8\xa7\xd9", "\xd9\x84\xd8\xa7\xef\xbf\xbd",
	    "1 broken byte"),
	R("ab \xff\xfe\xfd cd", "ab \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd cd",
	    "3 broken bytes"),
	R("caf\xe9 du monde \x93oui\x94", "café du monde “oui”",
	    "read as windows-1252"),
	R("\xe1\xed\xc8\xed\xc7 \xc7\xe1\xe3\xd4\xed\xd1 \xcd\xdd\xca\xd1\xa1",
	    "ليبيا المشير حفتر،", "read as windows-1256"),
	R("\xe4\xea\xc8\xea\xc7 \xc7\xe4\xe5\xd4\xea\xd1 \xcd\xe1\xca\xd1\xac",
	    "ليبيا المشير حفتر،", "read as ISO-8859-6"),
	/* Chinese in GBK, Russian in KOI8-R, Japanese in EUC-JP. */
	R("\xc0\xfb\xb1\xc8\xd1\xc7\xb9\xfa\xc3\xf1\xbe\xfc",
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xc7"
	    "\xb9\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
	    "10 broken bytes"),
	R("\xcd\xc9\xd2 \xc9 \xc8\xcc\xc5\xc2",
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd "
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
	    "8 broken bytes"),
	R("\xa4\xde\xa4\xb9\xa1\xa3",
	    "\xef\xbf\xbd\xde\xa4\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
	    "4 broken bytes"),
	R("\xff\xfe"
	  "a\0\x27\x06\r\0\n\0=\xd8\0\xde",
	    "aا\n😀", "read as UTF-16"),
	R("\xfe\xff\0a\x06\x27\xd8\0\0b",
	    "aا\xef\xbf\xbd"
	    "b",
	    "read as UTF-16, 1 broken byte"),
	R("\xff\xfe"
	  "a\0b",
	    "a\xef\xbf\xbd", "read as UTF-16, 1 broken byte"),
};

static void
test_repair(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(repairs); i++) {
		const struct repair *r = &repairs[i];
		struct buf out = { 0 }, what = { 0 };

		utf8_repair(&out, (struct str){ r->in, r->len }, &what);
		is_str(buf_view(&out), r->out, "repair %zu gives text", i);
		is_str(buf_view(&what), r->what, "repair %zu says what", i);
		ok(utf8_valid(buf_view(&out)), "repair %zu is valid", i);
		buf_release(&out);
		buf_release(&what);
	}
}

int
main(void)
{
	test_steps();
	test_repair();
	is_str(utf8_head(str_of("\xd9\x84\xd9\x8a"), 3), "\xd9\x84",
	    "a head ends with a code point");
	is_str(utf8_head(str_of("\xd9\x84\xd9\x8a"), 4), "\xd9\x84\xd9\x8a",
	    "or is all of it");
	return done();
}
