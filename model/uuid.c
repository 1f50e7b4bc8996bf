#include "config.h"

#include "model/uuid.h"

#include <sha1.h>

/* The namespace: a random UUID, for ever. */
static const unsigned char space[16] = { 0x5c, 0x1e, 0x7a, 0x52, 0x0d, 0x3b,
	0x4b, 0x0e, 0x9c, 0x9f, 0x6d, 0x6d, 0x2f, 0x1a, 0x77, 0xe4 };

struct str
uuid_of(struct arena *arena, const char *kind, struct str name)
{
	unsigned char b[SHA1_DIGEST_LENGTH];
	SHA1_CTX ctx;

	SHA1Init(&ctx);
	SHA1Update(&ctx, space, sizeof space);
	SHA1Update(&ctx, (const uint8_t *)kind, strlen(kind));
	SHA1Update(&ctx, (const uint8_t *)":", 1);
	SHA1Update(&ctx, (const uint8_t *)name.p, name.len);
	SHA1Final(b, &ctx);
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x50);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	return arena_printf(arena,
	    "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
	    "%02x%02x%02x%02x%02x%02x",
	    b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10],
	    b[11], b[12], b[13], b[14], b[15]);
}

bool
uuid_valid(struct str s)
{
	size_t i;

	for (i = 0; i < s.len && s.len == 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? s.p[i] != '-'
			 : memchr("0123456789abcdefABCDEF", s.p[i], 22) == NULL)
			return false;
	}
	return s.len == 36;
}

struct str
uuid_read(struct arena *arena, struct str s)
{
	struct str out;
	char *p;
	size_t i;

	s = str_trim(s);
	if (str_starts(s, "urn:uuid:"))
		s = str_slice(s, 9, s.len);
	if (s.len == 38 && s.p[0] == '{' && s.p[37] == '}')
		s = str_slice(s, 1, 37);
	if (!uuid_valid(s))
		return str_of("");
	out = arena_str(arena, s);
	p = arena_alloc(arena, s.len + 1);
	for (i = 0; i < s.len; i++)
		p[i] = (char)(out.p[i] >= 'A' && out.p[i] <= 'F' ? out.p[i] + 32
								 : out.p[i]);
	return (struct str){ p, s.len };
}
