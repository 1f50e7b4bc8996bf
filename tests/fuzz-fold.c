#include "config.h"

#include "model/fold.h"
#include "model/utf8.h"
#include "tests/fuzz.h"

struct seen {
	size_t len, from;
};

static int
check_token(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	struct seen *seen = ctx;

	must(from < to && to <= seen->len, "a token has bytes of the text");
	must(colocated || from >= seen->from, "tokens follow each other");
	must(token.len > 0 && utf8_valid(token), "a token is text");
	seen->from = colocated ? from : to;
	if (!colocated)
		must(fold_proclitic(token) < token.len, "a word stays");
	seen->from = from;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	struct buf once = { 0 }, slow = { 0 }, twice = { 0 };
	struct seen seen = { .len = len };

	fold_text(&once, s);
	fold_slowly(&slow, s);
	must(str_eq(buf_view(&once), buf_view(&slow)), "fast is slow");
	must(utf8_valid(buf_view(&once)), "folded text is valid");
	fold_text(&twice, buf_view(&once));
	must(str_eq(buf_view(&once), buf_view(&twice)), "twice is once");
	must(fold_tokens(s, false, &seen, check_token) == 0, "tokens");
	seen.from = 0;
	must(fold_tokens(s, true, &seen, check_token) == 0, "prefixes");
	buf_release(&once);
	buf_release(&slow);
	buf_release(&twice);
	return 0;
}
