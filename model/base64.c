#include "config.h"

#include "model/base64.h"

#include "model/utf8.h"

struct str
base64_text(struct arena *arena, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm"
				     "nopqrstuvwxyz0123456789+/";
	struct buf bytes = { 0 }, out = { 0 }, what = { 0 };
	uint32_t bits = 0;
	const char *digit;
	size_t i;
	int n = 0;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r'))
			continue;
		digit = s.p[i] != '\0' ? strchr(digits, s.p[i]) : NULL;
		if (digit == NULL)
			break;
		bits = bits << 6 | (uint32_t)(digit - digits);
		n += 6;
		if (n >= 8) {
			n -= 8;
			buf_putc(&bytes, (char)(bits >> n & 0xff));
		}
	}
	utf8_repair(&out, buf_view(&bytes), &what);
	s = arena_str(arena, buf_view(&out));
	buf_release(&bytes);
	buf_release(&out);
	buf_release(&what);
	return s;
}
