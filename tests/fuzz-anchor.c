#include "config.h"

#include "model/anchor.h"
#include "model/utf8.h"
#include "tests/fuzz.h"

static size_t
border(struct str s, size_t at)
{
	while (at > 0 && at < s.len && ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* Two bytes choose the passage, the rest is the text: its first half before,
 * its second half after the correction. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str all = { (const char *)data, len }, old, changed;
	struct anchor a, b;
	struct span span;
	size_t half;

	if (len < 2 || len > 4096)
		return 0;
	all = str_slice(all, 2, len);
	half = border(all, all.len / 2);
	old = str_slice(all, 0, half);
	changed = str_slice(all, half, all.len);
	span.from = (uint32_t)border(old, old.len * data[0] / 256);
	span.to = (uint32_t)border(
	    old, span.from + (old.len - span.from) * data[1] / 256);
	a = b = anchor_make(old, span);
	must(str_eq(a.quote, str_slice(old, span.from, span.to)),
	    "the quotation is the passage");
	anchor_find(&a, old);
	must(span.from == span.to
		 ? a.state == ANCHOR_NONE
		 : a.state == ANCHOR_EXACT && a.span.from == span.from &&
		       a.span.to == span.to,
	    "in unchanged text it stands where it was");
	anchor_find(&b, changed);
	if (b.state == ANCHOR_ORPHANED || b.state == ANCHOR_NONE)
		return 0;
	must(b.span.from < b.span.to && b.span.to <= changed.len,
	    "what is found is text");
	/* Stored texts are valid; a quotation of half a code point is none. */
	must(!utf8_valid(old) || !utf8_valid(changed) ||
		 (border(changed, b.span.from) == b.span.from &&
		     border(changed, b.span.to) == b.span.to),
	    "between code points");
	return 0;
}
