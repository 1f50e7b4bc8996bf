#include "config.h"

#include "tests/test.h"
#include "ui/input.h"

static const struct {
	const char *bytes, *names;
} cases[] = {
	{ "a", "a" },
	{ "\r", "Enter" },
	{ "\t", "Tab" },
	{ "\033[Z", "BackTab" },
	{ "\177", "Backspace" },
	{ "\001", "C-a" },
	{ "\032", "C-z" },
	{ "\033\033[A", "M-Up" },
	{ "\033[A\033OB", "Up Down" },
	{ "\033[1;5C", "C-Right" },
	{ "\033[1;3D", "M-Left" },
	{ "\033[5~\033[6~", "PageUp PageDown" },
	{ "\033[H\033[4~", "Home End" },
	{ "\033OP\033[15~\033[24~", "F1 F5 F12" },
	{ "\033[[B", "F2" },
	{ "\033[99;5u", "C-c" },
	{ "\033[27;5;13~", "C-Enter" },
	{ "\xd8\xad", "\xd8\xad" },
	{ "\xff"
	  "a",
	    "\xef\xbf\xbd a" },
	{ "\033[?62;1c"
	  "x",
	    "reply x" },
	{ "\033[8;1$yq", "q" },
	{ "\033P>|Konsole 22.12\033\\q", "q" },
	{ "\033]11;rgb:ffff/8000/0000\033\\q", "q" },
	{ "\033[999;999;999;1;1;1;1;1;1;1;1Xq", "q" },
	{ "\033[<0;5;7M\033[<0;5;7m", "mouse1@6,4" },
	{ "\033[<64;1;1M\033[<65;2;2M", "mouse4@0,0 mouse5@1,1" },
	{ "\033[200~a\033[31mb\033[201~c", "paste c" },
};

static void
describe(struct buf *out, const struct key *key)
{
	if (out->len > 0)
		buf_putc(out, ' ');
	if (key->code == K_MOUSE)
		buf_addf(out, "mouse%d@%d,%d", key->button, key->y, key->x);
	else if (key->code == K_PASTE)
		buf_puts(out, "paste");
	else if (key->code == K_REPLY)
		buf_puts(out, "reply");
	else
		key_describe(out, key->code);
}

static void
take(struct input *in, bool late, struct buf *out)
{
	struct key key;
	while (input_next(in, late, &key))
		describe(out, &key);
}

/* All at once, and byte by byte: the same keys. */
static void
decode(const char *bytes, bool slow, struct buf *out)
{
	struct input *in = input_new();
	for (size_t i = 0; slow && bytes[i] != '\0'; i++) {
		input_bytes(in, bytes + i, 1);
		take(in, false, out);
	}
	if (!slow)
		input_bytes(in, bytes, strlen(bytes));
	take(in, false, out);
	take(in, true, out);
	input_free(in);
}

static void
input_text(struct input *in, const char *text)
{
	input_bytes(in, text, strlen(text));
}

int
main(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf b = { 0 };
		decode(cases[i].bytes, false, &b);
		is_str(buf_view(&b), cases[i].names, "%s", cases[i].names);
		buf_reset(&b);
		decode(cases[i].bytes, true, &b);
		is_str(buf_view(&b), cases[i].names, "%s, byte by byte",
		    cases[i].names);
		buf_release(&b);
	}
	struct input *in = input_new();
	struct key key;
	input_bytes(in, "\033", 1);
	ok(!input_next(in, false, &key), "a lone ESC waits for more");
	ok(input_next(in, true, &key) && key.code == K_ESCAPE,
	    "and is the Escape key when none comes");
	struct buf b = { 0 };
	input_text(in, "\033a");
	take(in, false, &b);
	is_str(buf_view(&b), "M-a", "Alt comes in one piece with its key");
	buf_reset(&b);
	input_text(in, "\033");
	take(in, false, &b);
	input_text(in, "3");
	take(in, false, &b);
	is_str(buf_view(&b), "Escape 3",
	    "a key that comes apart from ESC is a key behind Escape");
	buf_release(&b);
	input_text(in, "\033[8;2$y\033[?2026;2$y\033]11;rgb:ff/80/00\a");
	(void)input_next(in, true, &key);
	const struct replies *r = input_replies(in);
	ok(r->bdsm == 2 && r->sync == 2, "modes are understood");
	ok(r->background && r->red == 255 && r->green == 128 && r->blue == 0,
	    "so is the background");
	input_text(in, "\033[200~pasted\nlines\033[201~");
	(void)input_next(in, false, &key);
	is_str(input_paste(in), "pasted\nlines", "a paste is one event");
	input_free(in);
	return done();
}
