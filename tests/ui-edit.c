#include "config.h"

#include "tests/test.h"
#include "ui/edit.h"

static const struct {
	const char *before; /* "|" is the place */
	const char *keys;
	const char *after;
	const char *name;
} cases[] = {
	{ "ab|", "c", "abc|", "a letter goes in at the place" },
	{ "a|b", "<Left>", "|ab", "Left goes back" },
	{ "|", "<Left><Backspace><Delete>", "|", "nothing to take away" },
	{ "a|b", "<Backspace>", "|b", "Backspace takes the letter before" },
	{ "a|b", "<Delete>", "a|", "Delete takes the letter behind" },
	{ "one two|", "<C-w>", "one |", "C-w takes a word" },
	{ "one  |", "<C-w>", "|", "C-w takes the blanks too" },
	{ "one two|", "<C-u>", "|", "C-u takes all before" },
	{ "one| two", "<C-k>", "one|", "C-k takes all behind" },
	{ "one two|", "<C-w><C-a><C-y>", "two|one ", "C-y puts it back" },
	{ "one two|", "<C-a>", "|one two", "C-a goes to the start" },
	{ "|one two", "<C-e>", "one two|", "C-e goes to the end" },
	{ "one two|", "<M-b>", "one |two", "M-b goes a word left" },
	{ "|one two", "<M-f>", "one| two", "M-f goes a word right" },
	{ "one| two", "<M-d>", "one|", "M-d takes the word behind" },
	{ "e\xcc\x81|", "<Backspace>", "|",
	    "Backspace takes a letter with its mark" },
	{ "\xd8\xad\xd9\x81|", "<Left>", "\xd8\xad|\xd9\x81",
	    "arrows move in the order of the text" },
};

static void
set(struct edit *e, const char *with_place)
{
	struct str s = str_of(with_place);
	size_t at = str_find(s, str_of("|"), 0);
	struct buf b = { 0 };
	buf_str(&b, str_slice(s, 0, at));
	buf_str(&b, str_slice(s, at + 1, s.len));
	edit_set(e, buf_view(&b));
	e->at = at;
	buf_release(&b);
}

static void
check(const struct edit *e, const char *wanted, const char *name)
{
	struct buf b = { 0 };
	buf_str(&b, str_slice(buf_view(&e->text), 0, e->at));
	buf_putc(&b, '|');
	buf_str(&b, str_slice(buf_view(&e->text), e->at, e->text.len));
	is_str(buf_view(&b), wanted, "%s", name);
	buf_release(&b);
}

int
main(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct edit e = { 0 };
		struct str keys = str_of(cases[i].keys);
		set(&e, cases[i].before);
		for (size_t at = 0; at < keys.len;)
			(void)edit_key(&e, key_next(keys, &at));
		check(&e, cases[i].after, cases[i].name);
		edit_release(&e);
	}
	struct edit e = { 0 };
	edit_insert(&e, str_of("a\x1b[31mb\r\nc\td\xc2\x9b"));
	check(&e, "a[31mb c d|", "what is pasted loses its controls");
	edit_set(&e, str_of(""));
	e.multiline = true;
	edit_insert(&e, str_of("one\r\ntwo"));
	check(&e, "one\ntwo|", "several lines stay lines");
	(void)edit_key(&e, K_UP);
	check(&e, "one|\ntwo", "Up goes to the line above");
	(void)edit_key(&e, K_ENTER);
	check(&e, "one\n|\ntwo", "Enter makes a new line");
	(void)edit_key(&e, K_DOWN);
	check(&e, "one\n\n|two", "Down goes to the line below");
	edit_release(&e);
	return done();
}
