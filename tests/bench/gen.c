/* gen N [SEED]: N articles as JSON Lines on standard output, always the same
 * for the same numbers. About 2.5 kB each: words by Zipf's law, names of the
 * Libya pack and invented ones, dates that rise, every twelfth a slightly
 * changed copy of an earlier one. */
#include "config.h"

#include <math.h>

#include "model/day.h"

enum {
	VOCABULARY = 300000,
	BODY = 2500, /* bytes, about */
	KEPT = 64,   /* earlier articles that may be copied */
};

static const char *const common[] = { "the", "of", "to", "and", "in", "a",
	"that", "said", "for", "on", "was", "with", "as", "by", "is", "at",
	"from", "has", "he", "it", "government", "were", "have", "which", "an",
	"his", "forces", "be", "will", "city", "are", "after", "this", "who",
	"not", "their", "army", "been", "two", "military", "militia",
	"minister", "oil", "talks", "council", "officials", "attack",
	"security", "fighters", "support", "against", "would", "also" };

static const char *const names[] = { "Khalifa Haftar", "Haftar",
	"the Libyan National Army", "LNA", "Tripoli", "Benghazi", "Misrata",
	"Fayez al-Sarraj", "the Government of National Accord", "GNA", "Tobruk",
	"Egypt", "Cairo", "Moscow", "Russia", "Turkey", "Sirte", "Derna",
	"Zintan", "the United Nations", "Islamic State", "Aguila Saleh",
	"Muammar Gaddafi", "Saif al-Islam Gaddafi", "the Presidential Council",
	"Abdullah al-Thani", "Sabha", "Zawiya", "Italy", "France",
	"the United Arab Emirates", "Al-Dostor" };

static const char *const outlets[] = { "Reuters", "AFP", "Libya Observer",
	"Al-Wasat", "Libya Herald", "Al Jazeera", "BBC", "ANSA" };

static uint64_t
next(uint64_t *state)
{
	/* xorshift64*, Vigna 2016 */
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(2685821657736338717);
}

static uint32_t
below(uint64_t *state, uint32_t n)
{
	return (uint32_t)(next(state) >> 33) % n;
}

/* A word of syllables that is different for each rank. */
static void
add_rare(struct buf *out, uint32_t rank)
{
	static const char *const syllables[] = { "ba", "ren", "tol", "mi",
		"sha", "kor", "del", "vi", "nas", "per", "lo", "gar", "tin",
		"zu", "fel", "ma", "qui", "dor", "sen", "ta", "wil", "jo",
		"har", "ne" };

	do {
		buf_puts(out, syllables[rank % ARRAY_LEN(syllables)]);
		rank /= ARRAY_LEN(syllables);
	} while (rank > 0);
}

static void
add_word(struct buf *out, uint64_t *state)
{
	double u = (double)(next(state) >> 11) / 9007199254740992.0;
	uint32_t rank = (uint32_t)exp(u * log((double)VOCABULARY));

	if (below(state, 25) == 0)
		buf_puts(out, names[below(state, ARRAY_LEN(names))]);
	else if (rank <= ARRAY_LEN(common))
		buf_puts(out, common[rank - 1]);
	else
		add_rare(out, rank);
}

static void
add_sentence(struct buf *out, uint64_t *state)
{
	size_t start = out->len, words = 8 + below(state, 22), i;

	for (i = 0; i < words; i++) {
		if (i > 0)
			buf_putc(out, ' ');
		add_word(out, state);
	}
	if (out->p[start] >= 'a' && out->p[start] <= 'z')
		out->p[start] = (char)(out->p[start] - 'a' + 'A');
	buf_puts(out, ". ");
}

static void
make_body(struct buf *body, uint64_t *state)
{
	size_t size = BODY / 2 + below(state, BODY), par = 0;

	buf_reset(body);
	while (body->len < size) {
		add_sentence(body, state);
		if (++par % 3 == 0)
			buf_puts(body, "\n\n");
	}
}

static void
add_member(struct buf *line, const char *key, struct str value)
{
	buf_putc(line, line->len == 0 ? '{' : ',');
	buf_json(line, str_of(key));
	buf_putc(line, ':');
	buf_json(line, value);
}

static void
make_line(
    struct buf *line, uint64_t *state, int64_t i, int64_t n, struct str body)
{
	struct buf text = { 0 };
	int64_t seconds = day_number(2011, 2, 15) * INT64_C(86400) +
			  (int64_t)((double)i / (double)n * 12 * 365 * 86400);
	int64_t time = seconds % 86400;

	buf_reset(line);
	add_sentence(&text, state);
	add_member(line, "title", str_trim(buf_view(&text)));
	add_member(line, "text", str_trim(body));
	buf_reset(&text);
	day_iso(&text, seconds / 86400);
	buf_addf(&text, "T%02d:%02d:%02dZ", (int)(time / 3600),
	    (int)(time / 60 % 60), (int)(time % 60));
	add_member(line, "date", buf_view(&text));
	buf_reset(&text);
	buf_addf(&text, "https://news.example.org/%lld/article-%llu",
	    (long long)(i / 1000), (unsigned long long)next(state) >> 20);
	add_member(line, "url", buf_view(&text));
	add_member(
	    line, "outlet", str_of(outlets[below(state, ARRAY_LEN(outlets))]));
	add_member(line, "author", str_of("A. Writer"));
	buf_puts(line, "}\n");
	buf_release(&text);
}

int
main(int argc, char **argv)
{
	struct buf kept[KEPT] = { 0 }, line = { 0 }, *body;
	int64_t n = 0, seed = 1, i;
	uint64_t state;

	if (argc < 2 || !str_int(str_of(argv[1]), &n) ||
	    (argc > 2 && !str_int(str_of(argv[2]), &seed)))
		die("usage: gen N [SEED]");
	state = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	for (i = 0; i < n; i++) {
		body = &kept[i % KEPT];
		if (i % 12 == 11) {
			body =
			    &kept[below(&state, KEPT < i ? KEPT : (uint32_t)i)];
			add_sentence(body, &state);
		} else {
			make_body(body, &state);
		}
		make_line(&line, &state, i, n, buf_view(body));
		if (fwrite(line.p, 1, line.len, stdout) != line.len)
			die("cannot write");
	}
	for (i = 0; i < KEPT; i++)
		buf_release(&kept[i]);
	buf_release(&line);
	return 0;
}
