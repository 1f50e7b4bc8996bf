#include "config.h"

#include "model/uuid.h"

#include <nettle/sha1.h>

enum { UUID_LEN = 36 };

/* The namespace: a random UUID, for ever. */
static const unsigned char space[16] = { 0x5c, 0x1e, 0x7a, 0x52, 0x0d, 0x3b,
	0x4b, 0x0e, 0x9c, 0x9f, 0x6d, 0x6d, 0x2f, 0x1a, 0x77, 0xe4 };

struct str
uuid_text(struct arena *arena, const unsigned char *bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_alloc(arena, UUID_LEN + 1), *to = text;
	int i;

	for (i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*to++ = '-';
		*to++ = digits[bytes[i] >> 4];
		*to++ = digits[bytes[i] & 15];
	}
	return (struct str){ text, UUID_LEN };
}

struct str
uuid_of(struct arena *arena, const char *kind, struct str name)
{
	unsigned char b[SHA1_DIGEST_SIZE];
	struct sha1_ctx ctx;

	sha1_init(&ctx);
	sha1_update(&ctx, sizeof space, space);
	sha1_update(&ctx, strlen(kind), (const uint8_t *)kind);
	sha1_update(&ctx, 1, (const uint8_t *)":");
	sha1_update(&ctx, name.len, (const uint8_t *)name.p);
	sha1_digest(&ctx, sizeof b, b);
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x50);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	return uuid_text(arena, b);
}

bool
uuid_valid(struct str s)
{
	size_t i;

	for (i = 0; i < s.len && s.len == UUID_LEN; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? s.p[i] != '-'
			 : memchr("0123456789abcdefABCDEF", s.p[i], 22) == NULL)
			return false;
	}
	return s.len == UUID_LEN;
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
