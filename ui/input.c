#include "config.h"

#include "ui/input.h"

#include "model/utf8.h"

enum {
	DEFINED = 64,
	PASTE_MAX = 1024 * 1024,
	STRING_MAX = 4096, /* bytes of an OSC or DCS that we wait for */
	PARAMS = 8,
};

struct defined {
	char *sequence;
	size_t len;
	uint32_t code;
};

struct input {
	struct buf bytes; /* those not yet understood start at `at` */
	size_t at;
	struct defined defined[DEFINED];
	size_t n_defined;
	bool pasting;
	bool lone; /* the ESC at `at` is the Escape key */
	struct buf paste;
	struct replies replies;
};

enum found { MORE, KEY, NOTHING };

struct input *
input_new(void)
{
	struct input *in = xcalloc(1, sizeof(*in));
	in->replies.bdsm = in->replies.sync = in->replies.da2 = -1;
	return in;
}

void
input_free(struct input *in)
{
	if (in == NULL)
		return;
	for (size_t i = 0; i < in->n_defined; i++)
		free(in->defined[i].sequence);
	buf_release(&in->bytes);
	buf_release(&in->paste);
	free(in);
}

void
input_define(struct input *in, const char *sequence, uint32_t code)
{
	if (in->n_defined == DEFINED || sequence[0] != '\033' ||
	    sequence[1] == '\0')
		return;
	in->defined[in->n_defined++] =
	    (struct defined){ xstrdup(sequence), strlen(sequence), code };
}

void
input_bytes(struct input *in, const void *p, size_t len)
{
	if (in->at == in->bytes.len) {
		buf_reset(&in->bytes);
		in->at = 0;
	}
	/* A terminal sends Alt with a key in one write, and a key behind Escape
	 * in another: what came apart and begins no sequence is two keys,
	 * however soon (a script's, or a multiplexer's, leave no pause). */
	in->lone = len > 0 && !in->pasting && in->at + 1 == in->bytes.len &&
		   in->bytes.p[in->at] == '\033' &&
		   memchr("[O]P\033", *(const char *)p, 5) == NULL;
	buf_add(&in->bytes, p, len);
}

bool
input_unfinished(const struct input *in)
{
	return in->at < in->bytes.len || in->pasting;
}

struct str
input_paste(const struct input *in)
{
	return buf_view(&in->paste);
}

const struct replies *
input_replies(const struct input *in)
{
	return &in->replies;
}

static uint32_t
modifiers(int param)
{
	int bits = param > 1 ? param - 1 : 0;
	uint32_t mods = 0;
	if ((bits & 1) != 0)
		mods |= K_SHIFT;
	if ((bits & 2) != 0)
		mods |= K_ALT;
	if ((bits & 4) != 0)
		mods |= K_CTRL;
	return mods;
}

static uint32_t
letter_key(char final)
{
	static const struct {
		char final;
		uint32_t code;
	} letters[] = { { 'A', K_UP }, { 'B', K_DOWN }, { 'C', K_RIGHT },
		{ 'D', K_LEFT }, { 'H', K_HOME }, { 'F', K_END },
		{ 'Z', K_BACKTAB }, { 'P', K_F1 }, { 'Q', K_F1 + 1 },
		{ 'R', K_F1 + 2 }, { 'S', K_F1 + 3 }, { 'M', K_ENTER },
		{ 'E', K_NONE } };
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (letters[i].final == final)
			return letters[i].code;
	return K_NONE;
}

static uint32_t
tilde_key(int n)
{
	static const uint32_t keys[] = { [1] = K_HOME,
		[2] = K_INSERT,
		[3] = K_DELETE,
		[4] = K_END,
		[5] = K_PAGEUP,
		[6] = K_PAGEDOWN,
		[7] = K_HOME,
		[8] = K_END,
		[11] = K_F1,
		[12] = K_F1 + 1,
		[13] = K_F1 + 2,
		[14] = K_F1 + 3,
		[15] = K_F1 + 4,
		[17] = K_F1 + 5,
		[18] = K_F1 + 6,
		[19] = K_F1 + 7,
		[20] = K_F1 + 8,
		[21] = K_F1 + 9,
		[23] = K_F1 + 10,
		[24] = K_F12 };
	if (n < 0 || (size_t)n >= ARRAY_LEN(keys) || keys[n] == 0)
		return K_NONE;
	return keys[n];
}

struct csi {
	char lead, middle, final; /* "<=>?" or 0; " $" or 0 */
	int params[PARAMS];
	int n;
};

static enum found
mouse(const struct csi *c, struct key *key)
{
	int button = c->params[0];
	if (c->n < 3 || c->final != 'M' || (button & 32) != 0)
		return NOTHING;
	bool wheel = (button & 64) != 0;
	int low = button & 3;
	if (low > 2 || (wheel && low > 1))
		return NOTHING;
	*key = (struct key){ .code = K_MOUSE,
		.x = c->params[1] - 1,
		.y = c->params[2] - 1,
		.button = wheel ? 4 + low : 1 + low };
	return key->x >= 0 && key->y >= 0 ? KEY : NOTHING;
}

static enum found
csi_reply(struct input *in, const struct csi *c, struct key *key)
{
	if (c->lead == '?' && c->final == 'c') {
		in->replies.da1 = true;
		*key = (struct key){ .code = K_REPLY };
		return KEY;
	}
	if (c->lead == '>' && c->final == 'c')
		in->replies.da2 = c->params[0];
	if (c->final == 'y' && c->middle == '$' && c->n >= 2) {
		if (c->lead == 0 && c->params[0] == 8)
			in->replies.bdsm = c->params[1];
		if (c->lead == '?' && c->params[0] == 2026)
			in->replies.sync = c->params[1];
	}
	return NOTHING;
}

/* kitty's CSI code ; modifiers u, and xterm's modifyOtherKeys. */
static enum found
csi_unicode(int code, int mods, struct key *key)
{
	uint32_t base = code > 0 && code < 0x110000 ? (uint32_t)code : K_NONE;
	if (base == 13)
		base = K_ENTER;
	else if (base == 9)
		base = K_TAB;
	else if (base == 27)
		base = K_ESCAPE;
	else if (base == 127)
		base = K_BACKSPACE;
	else if (base < ' ')
		base = K_NONE;
	uint32_t m = modifiers(mods);
	if (base < 0x110000)
		m &= ~(uint32_t)K_SHIFT;
	key->code = base | m;
	return base == K_NONE ? NOTHING : KEY;
}

static enum found
csi_key(struct input *in, const struct csi *c, struct key *key)
{
	*key = (struct key){ .code = K_NONE };
	if (c->lead == '<')
		return mouse(c, key);
	if (c->lead != 0 || c->middle != 0)
		return csi_reply(in, c, key);
	int mods = c->n > 1 ? c->params[1] : 1;
	if (c->final == '~' && c->params[0] == 200) {
		in->pasting = true;
		buf_reset(&in->paste);
		return NOTHING;
	}
	if (c->final == '~' && c->params[0] == 27 && c->n >= 3)
		return csi_unicode(c->params[2], mods, key);
	if (c->final == 'u')
		return csi_unicode(c->params[0], mods, key);
	uint32_t base =
	    c->final == '~' ? tilde_key(c->params[0]) : letter_key(c->final);
	key->code = base | modifiers(mods);
	return base == K_NONE ? NOTHING : KEY;
}

/* A control sequence behind its "ESC [", ECMA-48 5.4. */
static enum found
csi(struct input *in, struct str s, size_t *at, struct key *key)
{
	struct csi c = { .n = 1 };
	size_t i = *at;
	if (i < s.len && s.p[i] >= '<' && s.p[i] <= '?')
		c.lead = s.p[i++];
	if (i < s.len && s.p[i] == '[') { /* Linux console: F1 is ESC [ [ A */
		if (i + 1 >= s.len)
			return MORE;
		*at = i + 2;
		uint32_t n = (uint32_t)(s.p[i + 1] - 'A');
		*key = (struct key){ .code = n < 5 ? K_F1 + n : K_NONE };
		return n < 5 ? KEY : NOTHING;
	}
	for (; i < s.len; i++) {
		char b = s.p[i];
		if (b >= '0' && b <= '9') {
			int *p = &c.params[c.n - 1];
			*p = *p > 1000000 ? *p : *p * 10 + (b - '0');
		} else if (b == ';' || b == ':') {
			c.n = c.n < PARAMS ? c.n + 1 : PARAMS;
		} else if (b >= ' ' && b <= '/') {
			c.middle = b;
		} else {
			break;
		}
	}
	if (i == s.len)
		return i - *at > STRING_MAX ? NOTHING : MORE;
	c.final = s.p[i];
	*at = c.final >= '@' ? i + 1 : i;
	return csi_key(in, &c, key);
}

/* Two hexadecimal digits or more of a colour part; its first 8 bits. */
static int
hex_part(struct str s)
{
	int v = 0;
	for (size_t i = 0; i < 2; i++) {
		char d = i < s.len ? s.p[i] : '0';
		int n = d >= '0' && d <= '9'   ? d - '0'
			: d >= 'a' && d <= 'f' ? d - 'a' + 10
			: d >= 'A' && d <= 'F' ? d - 'A' + 10
					       : 0;
		v = v * 16 + n;
	}
	return v;
}

static void
string_reply(struct input *in, char kind, struct str s)
{
	struct replies *r = &in->replies;
	if (kind == 'P' && str_starts(s, ">|")) {
		s = str_slice(s, 2, s.len);
		size_t n = 0;
		for (size_t i = 0; i < s.len && n + 1 < sizeof(r->version); i++)
			if (s.p[i] >= ' ' && s.p[i] <= '~')
				r->version[n++] = s.p[i];
		r->version[n] = '\0';
	}
	if (kind == ']' && str_starts(s, "11;rgb:")) {
		struct str rest = str_slice(s, 7, s.len), part[3] = { 0 };
		for (size_t i = 0; i < 3; i++)
			if (!str_split(&rest, '/', &part[i]))
				return;
		r->background = true;
		r->red = hex_part(part[0]);
		r->green = hex_part(part[1]);
		r->blue = hex_part(part[2]);
	}
}

/* OSC or DCS up to ST or BEL: replies to our own questions. */
static enum found
string(struct input *in, char kind, struct str s, size_t *at)
{
	for (size_t i = *at; i < s.len; i++) {
		bool bel = s.p[i] == '\a';
		bool st =
		    s.p[i] == '\033' && i + 1 < s.len && s.p[i + 1] == '\\';
		if (bel || st) {
			string_reply(in, kind, str_slice(s, *at, i));
			*at = i + (bel ? 1 : 2);
			return NOTHING;
		}
	}
	if (s.len - *at > STRING_MAX) {
		*at = s.len;
		return NOTHING;
	}
	return MORE;
}

static enum found
defined(const struct input *in, struct str s, size_t *at, struct key *key)
{
	bool more = false;
	for (size_t i = 0; i < in->n_defined; i++) {
		const struct defined *d = &in->defined[i];
		size_t have = s.len - *at;
		if (have >= d->len &&
		    memcmp(s.p + *at, d->sequence, d->len) == 0) {
			*at += d->len;
			*key = (struct key){ .code = d->code };
			return KEY;
		}
		if (have < d->len && memcmp(s.p + *at, d->sequence, have) == 0)
			more = true;
	}
	return more ? MORE : NOTHING;
}

static uint32_t
control(unsigned char b)
{
	switch (b) {
	case '\r':
		return K_ENTER;
	case '\t':
		return K_TAB;
	case 0x7f:
		return K_BACKSPACE;
	case 0x1b:
		return K_ESCAPE;
	case 0:
		return K_CTRL | ' ';
	default:
		return K_CTRL | (b < 27 ? b + 'a' - 1u : b + 64u);
	}
}

static enum found
character(struct str s, size_t *at, bool late, struct key *key)
{
	unsigned char b = (unsigned char)s.p[*at];
	*key = (struct key){ .code = control(b) };
	if (b < ' ' || b == 0x7f) {
		(*at)++;
		return KEY;
	}
	size_t need = b < 0xc2 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
	if (s.len - *at < need && b >= 0xc2 && !late)
		return MORE;
	key->code = utf8_next(s, at);
	return KEY;
}

static enum found
escape(struct input *in, struct str s, bool late, struct key *key)
{
	size_t at = in->at;
	enum found f = defined(in, s, &at, key);
	if (f == NOTHING || (f == MORE && late))
		f = MORE;
	else if (f == MORE)
		return MORE;
	if (f == KEY) {
		in->at = at;
		return KEY;
	}
	char second = in->at + 1 < s.len ? s.p[in->at + 1] : '\0';
	at = in->at + 2;
	if (in->at + 1 >= s.len) {
		f = MORE;
	} else if (second == '[') {
		f = csi(in, s, &at, key);
	} else if (second == 'O') {
		f = MORE;
		if (at < s.len) {
			*key = (struct key){ .code = letter_key(s.p[at++]) };
			f = key->code == K_NONE ? NOTHING : KEY;
		}
	} else if (second == ']' || second == 'P') {
		f = string(in, second, s, &at);
	} else if (second == '\033') { /* Escape, or Alt with a key */
		in->at++;
		f = escape(in, s, late, key);
		if (f == KEY && key->code != K_ESCAPE)
			key->code |= K_ALT;
		else if (f == MORE)
			in->at--;
		return f;
	} else {
		at = in->at + 1;
		f = character(s, &at, late, key);
		key->code |= K_ALT;
	}
	if (f == MORE && late) { /* no sequence after all */
		bool alone = in->at + 1 >= s.len;
		in->at += alone ? 1 : 2;
		key->code = alone ? K_ESCAPE : (uint32_t)second | K_ALT;
		return KEY;
	}
	if (f != MORE)
		in->at = at;
	return f;
}

/* Pasted bytes up to the closing sequence; over the limit they are dropped. */
static enum found
pasted(struct input *in, struct str s, struct key *key)
{
	static const char end[] = "\033[201~";
	size_t stop = str_find(s, str_of(end), in->at);
	size_t upto = stop != SIZE_MAX ? stop : s.len;
	/* The closing sequence may be cut in two. */
	if (stop == SIZE_MAX)
		upto -= upto - in->at < sizeof(end) - 2 ? upto - in->at
							: sizeof(end) - 2;
	size_t n = upto - in->at;
	if (in->paste.len + n > PASTE_MAX)
		n = PASTE_MAX - in->paste.len;
	buf_add(&in->paste, s.p + in->at, n);
	in->at = upto;
	if (stop == SIZE_MAX)
		return MORE;
	in->at += sizeof(end) - 1;
	in->pasting = false;
	*key = (struct key){ .code = K_PASTE };
	return KEY;
}

bool
input_next(struct input *in, bool late, struct key *key)
{
	while (in->at < in->bytes.len) {
		struct str s = buf_view(&in->bytes);
		enum found f;
		*key = (struct key){ .code = K_NONE };
		if (in->lone) {
			in->lone = false;
			in->at++;
			key->code = K_ESCAPE;
			return true;
		}
		if (in->pasting)
			f = pasted(in, s, key);
		else if (s.p[in->at] == '\033')
			f = escape(in, s, late, key);
		else
			f = character(s, &in->at, late, key);
		if (f == KEY)
			return true;
		if (f == MORE)
			return false;
	}
	return false;
}
