/* Annotations, codebooks and projects made elsewhere over any bytes: what comes
 * out is text, and offsets lie in it. */
#include "config.h"

#include "model/read-annotation.h"
#include "model/read-codebook.h"
#include "model/read-project.h"
#include "model/utf8.h"
#include "tests/fuzz.h"

static bool
put(void *arg, const struct annotation *a, struct err *err)
{
	size_t *n = arg, i;

	(void)err;
	(*n)++;
	must(a->quote.len == 0 || utf8_valid(a->quote), "a quotation is text");
	must(a->text.len == 0 || utf8_valid(a->text), "a comment is text");
	must(a->start >= -1 && a->end >= -1, "offsets are said or not");
	for (i = 0; i < a->n_tags; i++)
		must(a->tags[i].len > 0, "a tag has a name");
	if (a->claim != NULL)
		must(utf8_valid(a->claim->claim->statement),
		    "a statement is text");
	return true;
}

static void
bad(void *arg, size_t number, const char *why)
{
	(void)arg;
	must(number > 0 && why[0] != '\0', "what is none is named");
}

static void
annotations(struct str s)
{
	struct arena arena = { 0 };
	struct err err = { 0 };
	size_t n = 0;

	if (!annotations_read(s, &arena, put, bad, &n, &err))
		must(err.text[0] != '\0', "a refusal has its reason");
	must(n <= s.len, "no annotation comes from nothing");
	arena_release(&arena);
}

static void
codebook(struct str s)
{
	struct arena arena = { 0 };
	struct buf lines = { 0 };
	struct str rest, line;
	struct out_code code;
	struct err err = { 0 };

	if (codebook_lines(s, &lines, &err)) {
		rest = buf_view(&lines);
		while (str_split(&rest, '\n', &line) && line.len > 0) {
			must(codebook_line(line, &arena, &code),
			    "a line that was written is read");
			must(code.name.len == 0 || utf8_valid(code.name),
			    "a name is text");
		}
	} else {
		must(err.text[0] != '\0', "a refusal has its reason");
	}
	(void)codebook_line(s, &arena, &code);
	buf_release(&lines);
	arena_release(&arena);
}

static void
project(struct str s)
{
	struct buf lines = { 0 };
	struct str rest, line;
	struct err err = { 0 };

	if (project_lines(s, &lines, &err)) {
		rest = buf_view(&lines);
		while (str_split(&rest, '\n', &line) && line.len > 0) {
			must(strchr("CAWF", line.p[0]) != NULL,
			    "a line has its kind");
			must(line.p[0] != 'W' ||
				 uuid_valid(str_slice(line, 1, 37)),
			    "work is on something");
		}
		must(utf8_valid(buf_view(&lines)), "lines are text");
	} else {
		must(err.text[0] != '\0', "a refusal has its reason");
	}
	buf_release(&lines);
}

static void
offsets(struct str s)
{
	int64_t i;
	size_t at;

	if (!utf8_valid(s))
		return;
	for (i = -1; i < 64; i++) {
		at = points_bytes(s, i, i % 2 != 0);
		must(at == SIZE_MAX || at <= s.len, "an offset is in the text");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };

	annotations(s);
	codebook(s);
	project(s);
	offsets(s);
	return 0;
}
