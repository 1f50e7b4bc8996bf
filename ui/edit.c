#include "config.h"

#include "ui/edit.h"

#include "model/utf8.h"
#include "model/words.h"

enum { TEXT_MAX = 1024 * 1024 }; /* as for notes, in bytes */

void
edit_release(struct edit *e)
{
	buf_release(&e->text);
	buf_release(&e->kill);
}

/* Replace bytes [from, to) by s and stand behind it. */
static void
replace(struct edit *e, size_t from, size_t to, struct str s)
{
	struct buf out = { 0 };
	struct str t = buf_view(&e->text);
	if (t.len - (to - from) + s.len > TEXT_MAX)
		return;
	buf_str(&out, str_slice(t, 0, from));
	buf_str(&out, s);
	buf_str(&out, str_slice(t, to, t.len));
	buf_release(&e->text);
	e->text = out;
	e->at = from + s.len;
}

static void
kill(struct edit *e, size_t from, size_t to)
{
	if (from == to)
		return;
	buf_reset(&e->kill);
	buf_str(&e->kill, str_slice(buf_view(&e->text), from, to));
	replace(e, from, to, str_of(""));
}

void
edit_set(struct edit *e, struct str text)
{
	buf_reset(&e->text);
	e->at = 0;
	edit_insert(e, text);
}

void
edit_insert(struct edit *e, struct str text)
{
	struct buf clean = { 0 };
	for (size_t i = 0; i < text.len;) {
		uint32_t cp = utf8_next(text, &i);
		if (cp == '\r' && i < text.len && text.p[i] == '\n')
			continue;
		if (cp == '\r')
			cp = '\n';
		if ((cp == '\n' && !e->multiline) || cp == '\t')
			cp = ' ';
		if ((cp < ' ' && cp != '\n') || cp == 0x7f ||
		    (cp >= 0x80 && cp < 0xa0))
			continue;
		utf8_put(&clean, cp);
	}
	replace(e, e->at, e->at, buf_view(&clean));
	buf_release(&clean);
}

static size_t
line_start(const struct edit *e)
{
	size_t at = e->at;
	while (at > 0 && e->text.p[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct edit *e)
{
	size_t at = e->at;
	while (at < e->text.len && e->text.p[at] != '\n')
		at++;
	return at;
}

static size_t
word_left(const struct edit *e)
{
	struct span w;
	return word_prev(buf_view(&e->text), e->at, &w) ? w.from : 0;
}

static size_t
word_right(const struct edit *e)
{
	struct span w;
	return word_next(buf_view(&e->text), e->at, &w) ? w.to : e->text.len;
}

/* C-w: back to a blank, as shells do. */
static size_t
blank_left(const struct edit *e)
{
	size_t at = e->at;
	while (at > 0 && e->text.p[at - 1] == ' ')
		at--;
	while (at > 0 && e->text.p[at - 1] != ' ' && e->text.p[at - 1] != '\n')
		at--;
	return at;
}

/* One line up or down, at the same number of clusters from its start. */
static size_t
vertical(const struct edit *e, int dir)
{
	struct str t = buf_view(&e->text);
	size_t start = line_start(e), col = 0, to;
	for (size_t i = start; i < e->at; i = cluster_next(t, i))
		col++;
	if (dir < 0) {
		if (start == 0)
			return e->at;
		struct edit above = *e;
		above.at = start - 1;
		to = line_start(&above);
	} else {
		to = line_end(e);
		if (to == t.len)
			return e->at;
		to++;
	}
	while (col-- > 0 && to < t.len && t.p[to] != '\n')
		to = cluster_next(t, to);
	return to;
}

static bool
move(struct edit *e, uint32_t code)
{
	struct str t = buf_view(&e->text);
	size_t at = e->at;
	switch (code) {
	case K_LEFT:
	case K_CTRL | 'b':
		e->at = at > 0 ? cluster_prev(t, at) : 0;
		return true;
	case K_RIGHT:
	case K_CTRL | 'f':
		e->at = at < t.len ? cluster_next(t, at) : t.len;
		return true;
	case K_HOME:
	case K_CTRL | 'a':
		e->at = line_start(e);
		return true;
	case K_END:
	case K_CTRL | 'e':
		e->at = line_end(e);
		return true;
	case K_CTRL | K_LEFT:
	case K_ALT | K_LEFT:
	case K_ALT | 'b':
		e->at = word_left(e);
		return true;
	case K_CTRL | K_RIGHT:
	case K_ALT | K_RIGHT:
	case K_ALT | 'f':
		e->at = word_right(e);
		return true;
	case K_UP:
	case K_DOWN:
		if (e->multiline)
			e->at = vertical(e, code == K_UP ? -1 : 1);
		return e->multiline;
	default:
		return false;
	}
}

static bool
change(struct edit *e, uint32_t code)
{
	struct str t = buf_view(&e->text);
	size_t at = e->at;
	switch (code) {
	case K_BACKSPACE:
	case K_CTRL | 'h':
		if (at > 0)
			replace(e, cluster_prev(t, at), at, str_of(""));
		return true;
	case K_DELETE:
	case K_CTRL | 'd':
		if (at < t.len)
			replace(e, at, cluster_next(t, at), str_of(""));
		return true;
	case K_CTRL | 'w':
		kill(e, blank_left(e), at);
		return true;
	case K_ALT | K_BACKSPACE:
		kill(e, word_left(e), at);
		return true;
	case K_ALT | 'd': {
		size_t to = word_right(e);
		kill(e, at, to);
		e->at = at;
		return true;
	}
	case K_CTRL | 'k':
		kill(e, at, line_end(e));
		return true;
	case K_CTRL | 'u':
		kill(e, line_start(e), at);
		return true;
	case K_CTRL | 'y':
		edit_insert(e, buf_view(&e->kill));
		return true;
	default:
		return false;
	}
}

enum edit_result
edit_key(struct edit *e, uint32_t code)
{
	if (move(e, code))
		return EDIT_MOVED;
	if (change(e, code))
		return EDIT_CHANGED;
	if (code == K_ENTER && e->multiline)
		code = '\n';
	if (code > K_NONE || (code < ' ' && code != '\n'))
		return EDIT_IGNORED;
	struct buf b = { 0 };
	utf8_put(&b, code);
	edit_insert(e, buf_view(&b));
	buf_release(&b);
	return EDIT_CHANGED;
}
