/* The driver of fuzz targets for make check: feeds the files named on the
 * command line, or those of tests/corpus/NAME and the hostile texts beside the
 * project, each whole, cut, and with bytes changed at random. */
#include "config.h"

#include <dirent.h>
#include <libgen.h>

#include "tests/fuzz.h"
#include "tests/test.h"

enum { CHANGES = 24, LEN_MAX = 16384 };

static uint32_t
random_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* A copy of exactly len bytes, so that the sanitizer sees reads behind it. */
static void
feed_exact(const char *p, size_t len)
{
	uint8_t *copy = xmalloc(len > 0 ? len : 1);

	if (len > 0)
		memcpy(copy, p, len);
	(void)LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

static void
feed(char *text, size_t len)
{
	uint32_t state = (uint32_t)len;
	int i;

	if (len > LEN_MAX)
		len = LEN_MAX;
	feed_exact(text, len);
	for (i = 0; i < CHANGES && len > 0; i++) {
		feed_exact(text, random_next(&state) % len);
		text[random_next(&state) % len] = (char)random_next(&state);
		feed_exact(text, len);
	}
}

static bool
feed_file(const char *path)
{
	size_t len;
	char *text = test_slurp(path, &len);

	if (text == NULL)
		return false;
	feed(text, len);
	free(text);
	return true;
}

static int
feed_dir(const char *dir)
{
	struct buf path = { 0 };
	struct dirent *e;
	DIR *d = opendir(dir);
	int n = 0;

	while (d != NULL && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		buf_reset(&path);
		buf_addf(&path, "%s/%s", dir, e->d_name);
		n += feed_file(path.p);
	}
	if (d != NULL)
		(void)closedir(d);
	buf_release(&path);
	return n;
}

/* tests/fuzz-cells: cells. */
static const char *
target_name(char *program)
{
	const char *base = basename(program);
	const char *dash = strchr(base, '-');

	return dash != NULL ? dash + 1 : base;
}

int
main(int argc, char **argv)
{
	const char *name = target_name(argv[0]);
	struct buf dir = { 0 };
	int i, n = 0;

	(void)LLVMFuzzerInitialize(&argc, &argv);
	for (i = 1; i < argc; i++)
		n += feed_file(argv[i]);
	if (argc > 1)
		return n == argc - 1 ? 0 : 1;
	feed_exact("", 0);
	buf_addf(&dir, "%s/tests/corpus/%s", test_srcdir(), name);
	n = feed_dir(dir.p);
	ok(n > 0, "%s holds for %d files of its corpus", name, n);
	if (test_shared() == NULL) {
		skip("no shared data", "%s holds for hostile texts", name);
	} else {
		buf_reset(&dir);
		buf_addf(&dir, "%s/data/open/hostile-text", test_shared());
		n = feed_dir(dir.p);
		ok(n > 0, "%s holds for %d hostile texts", name, n);
	}
	buf_release(&dir);
	return done();
}
