#include "config.h"

#include "model/edtf.h"
#include "tests/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	struct buf text = { 0 }, again = { 0 };
	int64_t first, last;
	struct edtf e, f;

	(void)edtf_parse_draft(s, &e, NULL);
	(void)edtf_parse_edge(s, &e, NULL);
	if (!edtf_parse(s, &e, NULL))
		return 0;
	edtf_print(&text, &e);
	must(edtf_parse(buf_view(&text), &f, NULL), "what is printed is read");
	edtf_print(&again, &f);
	must(str_eq(buf_view(&text), buf_view(&again)), "printed the same");
	must(edtf_cmp(&e, &f) == 0, "and means the same");
	must(edtf_level(&e) <= 2, "there are three levels");
	first = edtf_earliest(&e);
	last = edtf_latest(&e);
	must(!edtf_is_day(first) || !edtf_is_day(last) || first <= last,
	    "it begins before it ends");
	must(edtf_touches(&e, INT64_MIN + 2, INT64_MAX - 1),
	    "it touches some day");
	buf_reset(&again);
	edtf_display(&again, &e);
	must(again.len > 0, "there are words for it");
	buf_release(&text);
	buf_release(&again);
	return 0;
}
