/* make bench-fold: how many times faster fold_text is than folding everything
 * with utf8proc, on the sample articles (mostly ASCII), on Arabic, and on the
 * file that is named; beside what the memory gives. Time of the processor. */
#include "config.h"

#include <dirent.h>
#include <time.h>
#include <utf8proc.h>

#include "model/fold.h"
#include "tests/test.h"

enum { ROUNDS = 5, SIZE = 8 << 20 };

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
read_samples(struct buf *text)
{
	struct buf path = { 0 };
	struct dirent *e;
	DIR *dir;

	buf_addf(&path, "%s/store/pack/samples", test_srcdir());
	dir = opendir(path.p);
	if (dir == NULL)
		die("no samples in %s", path.p);
	while ((e = readdir(dir)) != NULL) {
		struct buf file = { 0 };
		size_t len;
		char *s;

		buf_addf(&file, "%s/%s", path.p, e->d_name);
		s = e->d_name[0] != '.' ? test_slurp(file.p, &len) : NULL;
		if (s != NULL)
			buf_add(text, s, len);
		free(s);
		buf_release(&file);
	}
	(void)closedir(dir);
	buf_release(&path);
}

static void
repeat(struct buf *text)
{
	size_t len = text->len;

	while (text->len < SIZE) {
		buf_reserve(text, len);
		buf_add(text, text->p, len);
	}
}

static int
count(void *ctx, bool colocated, struct str token, size_t from, size_t to)
{
	(void)colocated;
	(void)token;
	*(size_t *)ctx += to - from;
	return 0;
}

static void
measure(const char *name, const struct buf *text)
{
	double mb = (double)text->len / 1048576, t, best[3] = { 1e9, 1e9, 1e9 };
	size_t tokens = 0;
	int i, j;

	for (i = 0; i < ROUNDS; i++) {
		struct buf out = { 0 };

		t = now();
		fold_text(&out, buf_view(text));
		t = now() - t;
		best[0] = t < best[0] ? t : best[0];
		buf_release(&out);
		t = now();
		free(utf8proc_NFKC_Casefold((const uint8_t *)text->p));
		t = now() - t;
		best[1] = t < best[1] ? t : best[1];
		t = now();
		(void)fold_tokens(buf_view(text), false, &tokens, count);
		t = now() - t;
		best[2] = t < best[2] ? t : best[2];
	}
	for (j = 0; j < 3; j++)
		best[j] = mb / best[j];
	printf("%-8s fold %7.1f MB/s, utf8proc %6.1f MB/s, %5.1f times; "
	       "tokens %6.1f MB/s\n",
	    name, best[0], best[1], best[0] / best[1], best[2]);
}

/* The limit: how fast bytes are copied, and looked through for one. */
static void
memory(const struct buf *text)
{
	double gb = (double)text->len / 1e9, t, copy = 1e9, look = 1e9;
	char *to = xmalloc(text->len);
	int i;

	for (i = 0; i < ROUNDS; i++) {
		t = now();
		memcpy(to, text->p, text->len);
		t = now() - t;
		copy = t < copy ? t : copy;
		t = now();
		/* Nothing is there to be found. */
		if (memchr(to, '\0', text->len) != NULL)
			die("a text holds a zero");
		t = now() - t;
		look = t < look ? t : look;
	}
	printf("memory   copied %.1f GB/s, looked through %.1f GB/s\n",
	    gb / copy, gb / look);
	free(to);
}

static void
measure_file(const char *path)
{
	struct buf text = { 0 };
	size_t len;
	char *s = test_slurp(path, &len);

	if (s == NULL)
		die("cannot read %s", path);
	buf_add(&text, s, len < SIZE ? len : SIZE);
	free(s);
	measure("file", &text);
	buf_release(&text);
}

int
main(int argc, char **argv)
{
	struct buf samples = { 0 }, arabic = { 0 };

	read_samples(&samples);
	repeat(&samples);
	measure("samples", &samples);
	memory(&samples);
	buf_puts(&arabic,
	    "قال المتحدث باسم الجيش الوطني الليبي إن القوات تقدّمت "
	    "نحو العاصمة طرابلس يوم الثلاثاء، وأضاف أن المعارك "
	    "مستمرة. ");
	repeat(&arabic);
	measure("Arabic", &arabic);
	buf_release(&samples);
	buf_release(&arabic);
	if (argc > 1)
		measure_file(argv[1]);
	return 0;
}
