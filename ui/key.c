#include "config.h"

#include "ui/key.h"

#include "model/utf8.h"

static const struct {
	const char *name;
	uint32_t code;
} names[] = {
	{ "Enter", K_ENTER },
	{ "Return", K_ENTER },
	{ "Tab", K_TAB },
	{ "BackTab", K_BACKTAB },
	{ "Escape", K_ESCAPE },
	{ "Esc", K_ESCAPE },
	{ "Backspace", K_BACKSPACE },
	{ "BS", K_BACKSPACE },
	{ "Delete", K_DELETE },
	{ "Insert", K_INSERT },
	{ "Up", K_UP },
	{ "Down", K_DOWN },
	{ "Left", K_LEFT },
	{ "Right", K_RIGHT },
	{ "Home", K_HOME },
	{ "End", K_END },
	{ "PageUp", K_PAGEUP },
	{ "PageDown", K_PAGEDOWN },
	{ "Space", ' ' },
	{ "Lt", '<' },
};

/* A key without its modifiers. */
static bool
base_parse(struct str name, uint32_t *code)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_is_nocase(name, names[i].name)) {
			*code = names[i].code;
			return true;
		}
	}
	int64_t f;
	if (name.len > 1 && (name.p[0] == 'F' || name.p[0] == 'f') &&
	    str_int(str_slice(name, 1, name.len), &f) && f >= 1 && f <= 12) {
		*code = K_F1 + (uint32_t)f - 1;
		return true;
	}
	size_t at = 0;
	if (name.len == 0)
		return false;
	*code = utf8_next(name, &at);
	return at == name.len && *code > ' ' && *code != 0x7f;
}

bool
key_parse(struct str name, uint32_t *code)
{
	uint32_t mods = 0;
	while (name.len > 2 && name.p[1] == '-') {
		if (name.p[0] == 'C')
			mods |= K_CTRL;
		else if (name.p[0] == 'M' || name.p[0] == 'A')
			mods |= K_ALT;
		else if (name.p[0] == 'S')
			mods |= K_SHIFT;
		else
			break;
		name = str_slice(name, 2, name.len);
	}
	uint32_t base;
	if (!base_parse(name, &base))
		return false;
	if ((mods & K_SHIFT) != 0 && base == K_TAB) {
		base = K_BACKTAB;
		mods &= ~(uint32_t)K_SHIFT;
	}
	if ((mods & K_CTRL) != 0 && base >= 'A' && base <= 'Z')
		base += 'a' - 'A';
	*code = base | mods;
	return true;
}

uint32_t
key_next(struct str s, size_t *at)
{
	uint32_t code;
	if (s.p[*at] == '<') {
		size_t close = str_find(s, str_of(">"), *at);
		if (close != SIZE_MAX &&
		    key_parse(str_slice(s, *at + 1, close), &code)) {
			*at = close + 1;
			return code;
		}
	}
	return utf8_next(s, at);
}

size_t
key_sequence(struct str s, uint32_t *codes, size_t max)
{
	if (max > 0 && key_parse(s, codes))
		return 1;
	size_t n = 0;
	for (size_t at = 0; at < s.len;) {
		uint32_t code = key_next(s, &at);
		if (n == max || (code < ' '))
			return 0;
		codes[n++] = code;
	}
	return n;
}

void
key_describe(struct buf *out, uint32_t code)
{
	if ((code & K_CTRL) != 0)
		buf_puts(out, "C-");
	if ((code & K_ALT) != 0)
		buf_puts(out, "M-");
	if ((code & K_SHIFT) != 0)
		buf_puts(out, "S-");
	uint32_t base = code & K_BASE;
	if (base >= K_F1 && base <= K_F12) {
		buf_addf(out, "F%u", base - K_F1 + 1);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (names[i].code == base && base != '<') {
			buf_puts(out, names[i].name);
			return;
		}
	}
	utf8_put(out, base);
}
