#include "config.h"

#include "tests/test.h"

#include <sys/stat.h>

static int count, failed;

__attribute__((format(printf, 2, 0))) static void
line(bool passed, const char *name, va_list ap)
{
	count++;
	if (!passed)
		failed++;
	printf("%sok %d - ", passed ? "" : "not ", count);
	vprintf(name, ap);
}

void
ok(bool passed, const char *name, ...)
{
	va_list ap;

	va_start(ap, name);
	line(passed, name, ap);
	va_end(ap);
	printf("\n");
	(void)fflush(stdout);
}

void
skip(const char *why, const char *name, ...)
{
	va_list ap;

	va_start(ap, name);
	line(true, name, ap);
	va_end(ap);
	printf(" # SKIP %s\n", why);
}

void
is_str(struct str got, const char *wanted, const char *name, ...)
{
	bool same = str_is(got, wanted);
	va_list ap;

	va_start(ap, name);
	line(same, name, ap);
	va_end(ap);
	printf("\n");
	if (!same)
		printf("# got:    %.*s\n# wanted: %s\n", (int)got.len, got.p,
		    wanted);
	(void)fflush(stdout);
}

void
is_int(int64_t got, int64_t wanted, const char *name, ...)
{
	va_list ap;

	va_start(ap, name);
	line(got == wanted, name, ap);
	va_end(ap);
	printf("\n");
	if (got != wanted)
		printf("# got: %lld, wanted: %lld\n", (long long)got,
		    (long long)wanted);
	(void)fflush(stdout);
}

int
done(void)
{
	printf("1..%d\n", count);
	return failed > 0;
}

const char *
test_srcdir(void)
{
	const char *dir = getenv("top_srcdir");

	return dir != NULL && *dir != '\0' ? dir : ".";
}

const char *
test_shared(void)
{
	static char path[4096];
	const char *dir = getenv("MIRSAD_SHARED");
	struct stat st;

	if (dir != NULL)
		(void)snprintf(path, sizeof path, "%s", dir);
	else
		(void)snprintf(
		    path, sizeof path, "%s/../shared", test_srcdir());
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? path : NULL;
}

char *
test_slurp(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	struct buf b = { 0 };
	char chunk[65536];
	size_t n;

	if (f == NULL)
		return NULL;
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(&b, chunk, n);
	(void)fclose(f);
	buf_reserve(&b, 0);
	b.p[b.len] = '\0';
	*len = b.len;
	return b.p;
}
