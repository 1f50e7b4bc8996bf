/* gen N [SEED [maildir DIR | rss DIR]]: N articles as JSON Lines on standard
 * output, always the same for the same numbers; or, for programs that read
 * those, as a Maildir or as feeds 0.xml to 199.xml in DIR. About 2.5 kB each:
 * words by Zipf's law, names of the Libya pack and invented ones, dates that
 * rise, every twelfth a slightly changed copy of an earlier one. */
#include "config.h"

#include <math.h>
#include <sys/stat.h>
#include <time.h>

#include "model/day.h"

enum {
	VOCABULARY = 300000,
	BODY = 2500, /* bytes, about */
	KEPT = 64,   /* earlier articles that may be copied */
	FEEDS = 200,
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

/* What is said of one article, whatever it is written as. */
struct item {
	int64_t number, seconds;
	struct buf title, url;
	struct str body, outlet;
};

static void
make_item(struct item *item, uint64_t *state, int64_t i, int64_t n)
{
	item->number = i;
	item->seconds = day_number(2011, 2, 15) * INT64_C(86400) +
			(int64_t)((double)i / (double)n * 12 * 365 * 86400);
	buf_reset(&item->title);
	add_sentence(&item->title, state);
	buf_reset(&item->url);
	buf_addf(&item->url, "https://news.example.org/%lld/article-%llu",
	    (long long)(i / 1000), (unsigned long long)next(state) >> 20);
	item->outlet = str_of(outlets[below(state, ARRAY_LEN(outlets))]);
}

static struct tm
time_of(const struct item *item)
{
	time_t when = (time_t)item->seconds;
	struct tm tm;

	(void)gmtime_r(&when, &tm);
	return tm;
}

/* The date as RFC 5322 writes it, for mails and feeds. */
static void
add_date(struct buf *out, const struct item *item)
{
	struct tm tm = time_of(item);
	char text[64];

	(void)strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S +0000", &tm);
	buf_puts(out, text);
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
put_line(struct buf *line, const struct item *item, void *file)
{
	struct tm tm = time_of(item);
	char date[64];

	(void)strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &tm);
	add_member(line, "title", str_trim(buf_view(&item->title)));
	add_member(line, "text", str_trim(item->body));
	add_member(line, "date", str_of(date));
	add_member(line, "url", buf_view(&item->url));
	add_member(line, "outlet", item->outlet);
	add_member(line, "author", str_of("A. Writer"));
	buf_puts(line, "}\n");
	if (fwrite(line->p, 1, line->len, file) != line->len)
		die("cannot write");
}

static void
put_mail(struct buf *mail, const struct item *item, void *dir)
{
	char path[4096];
	FILE *f;

	buf_puts(mail, "Date: ");
	add_date(mail, item);
	buf_addf(mail,
	    "\nFrom: \"%s\" <news@example.org>\nTo: desk@example.org\n"
	    "Subject: %s\nMessage-ID: <%lld@example.org>\nMIME-Version: 1.0\n"
	    "Content-Type: text/plain; charset=utf-8\n\n%s\n",
	    item->outlet.p, item->title.p, (long long)item->number,
	    item->body.p);
	(void)snprintf(path, sizeof path, "%s/cur/%lld.bench:2,", (char *)dir,
	    (long long)item->number);
	f = fopen(path, "w");
	if (f == NULL || fwrite(mail->p, 1, mail->len, f) != mail->len ||
	    fclose(f) != 0)
		die("cannot write %s", path);
}

static void
put_feed_item(struct buf *xml, const struct item *item, void *feeds)
{
	FILE *f = ((FILE **)feeds)[item->number % FEEDS];

	buf_addf(xml,
	    "<item><title>%s</title><link>%s</link><guid>%s</guid>"
	    "<pubDate>",
	    item->title.p, item->url.p, item->url.p);
	add_date(xml, item);
	buf_addf(xml, "</pubDate><description>%s</description></item>\n",
	    item->body.p);
	if (fwrite(xml->p, 1, xml->len, f) != xml->len)
		die("cannot write");
}

static void
make_all(int64_t n, int64_t seed,
    void (*put)(struct buf *, const struct item *, void *), void *arg)
{
	uint64_t state = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	struct buf kept[KEPT] = { 0 }, out = { 0 }, *body;
	struct item item = { 0 };
	int64_t i;

	for (i = 0; i < n; i++) {
		body = &kept[i % KEPT];
		if (i % 12 == 11) {
			body =
			    &kept[below(&state, KEPT < i ? KEPT : (uint32_t)i)];
			add_sentence(body, &state);
		} else {
			make_body(body, &state);
		}
		make_item(&item, &state, i, n);
		item.body = buf_view(body);
		buf_reset(&out);
		put(&out, &item, arg);
	}
	for (i = 0; i < KEPT; i++)
		buf_release(&kept[i]);
	buf_release(&out);
	buf_release(&item.title);
	buf_release(&item.url);
}

static void
make_maildir(int64_t n, int64_t seed, char *dir)
{
	static const char *const parts[] = { "", "/cur", "/new", "/tmp" };
	char path[4096];

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		(void)snprintf(path, sizeof path, "%s%s", dir, parts[i]);
		if (mkdir(path, 0700) != 0)
			die("cannot make the folder %s", path);
	}
	make_all(n, seed, put_mail, dir);
}

static void
make_feeds(int64_t n, int64_t seed, const char *dir)
{
	FILE *feeds[FEEDS];
	char path[4096];

	for (int i = 0; i < FEEDS; i++) {
		(void)snprintf(path, sizeof path, "%s/%d.xml", dir, i);
		feeds[i] = fopen(path, "w");
		if (feeds[i] == NULL)
			die("cannot write %s", path);
		(void)fprintf(feeds[i],
		    "<rss version=\"2.0\"><channel><title>Feed %d</title>"
		    "<link>https://news.example.org/%d</link>\n",
		    i, i);
	}
	make_all(n, seed, put_feed_item, (void *)feeds);
	for (int i = 0; i < FEEDS; i++)
		if (fputs("</channel></rss>\n", feeds[i]) < 0 ||
		    fclose(feeds[i]) != 0)
			die("cannot write");
}

int
main(int argc, char **argv)
{
	int64_t n = 0, seed = 1;

	if (argc < 2 || !str_int(str_of(argv[1]), &n) ||
	    (argc > 2 && !str_int(str_of(argv[2]), &seed)))
		die("usage: gen N [SEED [maildir DIR | rss DIR]]");
	if (argc < 5)
		make_all(n, seed, put_line, stdout);
	else if (strcmp(argv[3], "maildir") == 0)
		make_maildir(n, seed, argv[4]);
	else
		make_feeds(n, seed, argv[4]);
	return 0;
}
