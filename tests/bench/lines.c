/* make bench-lines: what a line of 80 columns costs, and wrapping 100 KB. */
#include "config.h"

#include <locale.h>
#include <time.h>

#include "model/cells.h"
#include "model/wrap.h"
#include "tests/test.h"

enum { LINES = 20000, TEXT = 100000, WRAPS = 20 };

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
measure(const char *name, const char *sentence)
{
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct line *lines;
	double wrapped, drawn;
	size_t n, i;

	/* Paragraphs of about 800 bytes, as news has them. */
	while (text.len < TEXT) {
		size_t from = text.len;

		while (text.len - from < 800)
			buf_puts(&text, sentence);
		buf_putc(&text, '\n');
	}
	wrapped = now();
	for (i = 0; i < WRAPS; i++) {
		arena_reset(&arena);
		wrap_text(&arena, buf_view(&text), 80, &lines, &n);
	}
	wrapped = (now() - wrapped) / WRAPS;
	drawn = now();
	for (i = 0; i < LINES; i++) {
		const struct line *l = &lines[i % n];
		struct arena tmp = { 0 };

		(void)cells_line(&tmp,
		    str_slice(buf_view(&text), l->par.from, l->par.to),
		    (struct span){
			l->span.from - l->par.from, l->span.to - l->par.from },
		    BIDI_APP, false);
		arena_release(&tmp);
	}
	drawn = (now() - drawn) / LINES;
	printf(
	    "%-8s cells_line %6.2f us, wrap of 100 KB %5.2f ms (%zu lines)\n",
	    name, drawn * 1e6, wrapped * 1e3, n);
	arena_release(&arena);
	buf_release(&text);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "C.UTF-8");
	measure("ASCII", "The Libyan National Army said on Tuesday it had "
			 "captured positions south of Tripoli. ");
	measure("French",
	    "Selon l’Agence France-Presse, les forces du maréchal "
	    "Haftar ont avancé vers l’aéroport. ");
	measure("Arabic",
	    "قال المتحدث باسم الجيش الوطني الليبي إن القوات تقدّمت "
	    "نحو العاصمة طرابلس (يوم الثلاثاء). ");
	return 0;
}
