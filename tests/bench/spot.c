/* How fast names are found, against `LC_ALL=C grep -F -o -f` with the same
 * names over the same text in the same run. Made text: words of a Zipf-like
 * vocabulary, sentences, a name in every twelve words.
 *
 *	make tests/bench/spot && tests/bench/spot [MB of text [names]] */
#include "config.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/lexicon.h"

extern char **environ;

static uint32_t
next(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

/* CPU time, of this program or its children: others may be at work. */
static double
seconds(int who)
{
	struct rusage u;

	(void)getrusage(who, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6;
}

/* A word of two to four syllables, the same for the same number. */
static void
word(struct buf *out, uint32_t n, bool capital)
{
	static const char *const parts[] = { "ba", "ker", "lin", "mo", "sta",
		"ti", "ran", "vo", "del", "su", "pra", "ne", "gol", "hi", "wat",
		"fes", "ju", "cor", "zan", "ye", "dro", "mi", "lak", "os",
		"tre", "bun", "ha", "qui", "ser", "ip", "lon", "ga" };
	size_t from = out->len;
	uint64_t state = n * UINT64_C(2654435761) + 99;
	unsigned length = 2 + next(&state) % 3;

	for (unsigned i = 0; i < length; i++)
		buf_puts(out, parts[next(&state) % ARRAY_LEN(parts)]);
	if (capital)
		out->p[from] = (char)(out->p[from] - 'a' + 'A');
}

/* Name number n: one to three words. */
static void
name(struct buf *out, uint32_t n)
{
	unsigned words = 1 + n % 3;

	for (unsigned i = 0; i < words; i++) {
		if (i > 0)
			buf_putc(out, ' ');
		word(out, 1000000 + n * 7 + i * (i == 1 ? 3 : 5), true);
	}
}

static void
make_text(struct buf *out, size_t bytes, uint32_t names)
{
	uint64_t state = 42;
	unsigned in_sentence = 0, sentences = 0;

	while (out->len < bytes) {
		uint32_t r = next(&state);

		if (in_sentence > 0)
			buf_putc(out, ' ');
		if (r % 12 == 0)
			name(out, next(&state) % names);
		else
			word(out, (r >> 4) % (1 + (r >> 8) % 20000),
			    in_sentence == 0);
		if (++in_sentence > 18 && r % 3 == 0) {
			buf_puts(out, ++sentences % 8 == 0 ? ".\n" : ".");
			if (sentences % 8 != 0)
				buf_putc(out, ' ');
			in_sentence = 0;
		}
	}
	buf_putc(out, '\n');
}

static void
save(const char *path, struct str text)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(text.p, 1, text.len, f) != text.len ||
	    fclose(f) != 0)
		die("%s cannot be written", path);
}

/* Its output goes to a file: with /dev/null it would stop at the first hit. */
static double
grep(char *names, char *text, const char *out)
{
	char *argv[] = { (char[]){ "grep" }, (char[]){ "-F" }, (char[]){ "-o" },
		(char[]){ "-f" }, names, text, NULL };
	posix_spawn_file_actions_t actions;
	double start = seconds(RUSAGE_CHILDREN);
	int status = -1;
	pid_t pid;

	(void)setenv("LC_ALL", "C", 1);
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_addopen(
	    &actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (posix_spawnp(&pid, "grep", &actions, NULL, argv, environ) != 0)
		die("grep cannot be started");
	(void)waitpid(pid, &status, 0);
	(void)posix_spawn_file_actions_destroy(&actions);
	return seconds(RUSAGE_CHILDREN) - start;
}

static long
peak_kib(void)
{
	struct rusage usage;

	(void)getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

/* Articles of about this size, as the program sees them. */
enum { ARTICLE = 2500 };

static size_t
spot(const struct lexicon *lex, struct str text)
{
	size_t hits = 0;

	for (size_t from = 0, to; from < text.len; from = to) {
		struct lexicon_scan scan;
		struct lexicon_hit hit;

		to = str_find(text, str_of("\n"),
		    from + ARTICLE < text.len ? from + ARTICLE : text.len - 1);
		to = to == SIZE_MAX ? text.len : to + 1;
		lexicon_start(&scan, lex, str_slice(text, from, to));
		while (lexicon_next(&scan, &hit))
			hits++;
	}
	return hits;
}

static void
run(uint32_t names, size_t bytes, const char *dir)
{
	struct buf text = { 0 }, list = { 0 };
	char names_path[200], text_path[200], out_path[200];
	double start, build, own, other;
	struct lexicon *lex;
	long before;
	size_t hits;

	make_text(&text, bytes, names);
	for (uint32_t i = 0; i < names; i++) {
		name(&list, i);
		buf_putc(&list, '\n');
	}
	(void)snprintf(names_path, sizeof names_path, "%s/names", dir);
	(void)snprintf(text_path, sizeof text_path, "%s/text", dir);
	(void)snprintf(out_path, sizeof out_path, "%s/out", dir);
	save(names_path, buf_view(&list));
	save(text_path, buf_view(&text));
	before = peak_kib();
	start = seconds(RUSAGE_SELF);
	lex = lexicon_new(names);
	for (struct str rest = buf_view(&list), line;
	     str_split(&rest, '\n', &line);)
		lexicon_add(lex, &(struct lexicon_name){ 1 + (line.p - list.p),
				     ENTITY_PERSON, LEXICON_ALIAS, line });
	build = seconds(RUSAGE_SELF) - start;
	start = seconds(RUSAGE_SELF);
	hits = spot(lex, buf_view(&text));
	own = seconds(RUSAGE_SELF) - start;
	other = grep(names_path, text_path, out_path);
	printf("%6u names: %5.0f MB/s, grep %5.0f MB/s, ratio %.2f; built in "
	       "%.3f s, +%ld MB; %zu hits\n",
	    (unsigned)names, (double)text.len / own / 1e6,
	    (double)text.len / other / 1e6, other / own, build,
	    (peak_kib() - before) / 1024, hits);
	(void)unlink(names_path);
	(void)unlink(text_path);
	(void)unlink(out_path);
	lexicon_free(lex);
	buf_release(&text);
	buf_release(&list);
}

int
main(int argc, char **argv)
{
	int64_t mb = 50, names = 0;
	char dir[] = "/tmp/mirsad-bench-XXXXXX";

	if (argc > 1 && (!str_int(str_of(argv[1]), &mb) || mb < 1 || mb > 500))
		die("usage: spot [MB of text, 1 to 500 [names]]");
	if (argc > 2 &&
	    (!str_int(str_of(argv[2]), &names) || names < 1 || names > 1000000))
		die("usage: spot MB names");
	if (mkdtemp(dir) == NULL)
		die("no folder in /tmp");
	if (names > 0) {
		run((uint32_t)names, (size_t)mb * 1000000, dir);
		(void)rmdir(dir);
		return 0;
	}
	run(2000, (size_t)mb * 1000000, dir);
	run(20000, (size_t)mb * 1000000, dir);
	run(200000, (size_t)mb * 1000000, dir);
	(void)rmdir(dir);
	return 0;
}
