#include "config.h"

#include "model/utf8.h"
#include "tests/fuzz.h"

static void
walk(struct str s)
{
	size_t at = 0, back, n = 0, m = 0;
	struct buf copy = { 0 };

	while (at < s.len) {
		back = at;
		utf8_put(&copy, utf8_next(s, &at));
		must(at > back && at <= s.len, "next moves on");
		n++;
	}
	while (at > 0) {
		back = at;
		(void)utf8_prev(s, &at);
		must(at < back, "prev moves back");
		m++;
	}
	must(n == m, "as many steps back as forth");
	must(utf8_valid(buf_view(&copy)), "what is put is valid");
	must(!utf8_valid(s) || str_eq(buf_view(&copy), s),
	    "valid text is put as it was");
	buf_release(&copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	struct buf out = { 0 }, again = { 0 }, what = { 0 };
	size_t i;

	walk(s);
	utf8_repair(&out, s, &what);
	must(utf8_valid(buf_view(&out)), "repaired text is valid");
	for (i = 0; i < out.len; i++)
		must(out.p[i] != '\0' && out.p[i] != '\r', "no NUL, no CR");
	walk(buf_view(&out));
	buf_reset(&what);
	utf8_repair(&again, buf_view(&out), &what);
	must(str_eq(buf_view(&out), buf_view(&again)) && what.len == 0,
	    "nothing is left to repair");
	buf_release(&out);
	buf_release(&again);
	buf_release(&what);
	return 0;
}
