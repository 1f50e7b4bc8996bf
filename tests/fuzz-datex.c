#include "config.h"

#include "model/datex.h"
#include "tests/fuzz.h"

enum { TODAY = 17183 };

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	struct arena arena = { 0 };
	struct datex *list;
	struct edtf e;
	size_t n, i;
	uint32_t end = 0;

	(void)datex_typed(s, TODAY, &e, NULL);
	datex_find(s, TODAY, &arena, &list, &n);
	for (i = 0; i < n; i++) {
		must(list[i].span.from >= end, "dates stand in order");
		must(list[i].span.from < list[i].span.to &&
			 list[i].span.to <= len,
		    "and are text");
		must(edtf_valid(list[i].when), "and valid");
		end = list[i].span.to;
	}
	arena_release(&arena);
	return 0;
}
