#include "config.h"

#include "model/argv.h"

struct split {
	struct str line;
	size_t at;
	char *out; /* where the word grows */
	size_t n;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Up to the mark's other one; within "" a backslash escapes " \ $ and `. */
static bool
quoted(struct split *s, char mark, struct err *err)
{
	for (; s->at < s->line.len && s->line.p[s->at] != mark; s->at++) {
		char c = s->line.p[s->at];

		if (c == '\\' && mark == '"' && s->at + 1 < s->line.len &&
		    memchr("\"\\$`", s->line.p[s->at + 1], 4) != NULL)
			c = s->line.p[++s->at];
		s->out[s->n++] = c;
	}
	if (s->at == s->line.len)
		return err_set(err, ERR_INVALID,
		    "a %c has no other one to close it", mark);
	s->at++;
	return true;
}

static bool
word(struct split *s, struct err *err)
{
	while (s->at < s->line.len && !is_blank(s->line.p[s->at])) {
		char c = s->line.p[s->at++];

		if (c == '\'' || c == '"') {
			if (!quoted(s, c, err))
				return false;
			continue;
		}
		if (c == '\\' && s->at < s->line.len)
			c = s->line.p[s->at++];
		s->out[s->n++] = c;
	}
	s->out[s->n++] = '\0';
	return true;
}

bool
argv_split(struct str line, struct arena *arena, char ***argv, struct err *err)
{
	/* No word is longer than the line, nor are there more than its half. */
	struct split s = { .line = line,
		.out = arena_alloc(arena, line.len * 2 + 2) };
	size_t n = 0;

	*argv = arena_array(arena, line.len / 2 + 2, sizeof **argv);
	for (;;) {
		while (s.at < line.len && is_blank(line.p[s.at]))
			s.at++;
		if (s.at == line.len)
			break;
		(*argv)[n++] = s.out + s.n;
		if (!word(&s, err))
			return false;
	}
	return n > 0 || err_set(err, ERR_INVALID, "which command?");
}
