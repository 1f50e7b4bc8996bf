/* Titles, authors and dates as pages write them, brought to what they say. */
#include "config.h"

#include "model/html-meta.h"
#include "model/pubdate.h"

enum {
	AUTHOR_MAX = 200,
	NAMES_MAX = 14, /* words of a byline that names somebody */
	DATE_MAX = 180,
	FIGURES = 4,    /* "1/2/17" */
	TITLE_MIN = 25, /* bytes of a headline that a guess leaves */
	SITE_MAX = 30,  /* bytes of a site's name that a guess takes off */
};

void
html_set(struct str *field, struct str value)
{
	value = str_trim(value);
	if (field->len == 0 && value.len > 0)
		*field = value;
}

/* The next letter or digit in lower case (bytes above ASCII as they are), -1
 * at the end. */
static int
next_letter(struct str s, size_t *at)
{
	unsigned char c;

	while (*at < s.len) {
		c = (unsigned char)s.p[(*at)++];
		if (c >= 'A' && c <= 'Z')
			return c | 0x20;
		if (c >= 0x80 || (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9'))
			return c;
	}
	return -1;
}

bool
html_same(struct str a, struct str b)
{
	size_t i = 0, j = 0;
	int c, first = -1;

	do {
		c = next_letter(a, &i);
		if (c != next_letter(b, &j))
			return false;
		first = first < 0 ? c : first;
	} while (c >= 0);
	return first >= 0;
}

struct str
html_host(struct str url)
{
	size_t at = str_find(url, str_of("://"), 0);

	if (at == SIZE_MAX)
		return str_of("");
	url = str_slice(url, at + 3, url.len);
	url = str_slice(url, 0, str_find(url, str_of("/"), 0));
	url = str_slice(url, 0, str_find(url, str_of(":"), 0));
	return str_starts(url, "www.") ? str_slice(url, 4, url.len) : url;
}

/* Does this part of a title name the site, or who wrote it? */
static bool
is_site(struct str part, const struct html_meta *m)
{
	struct str host = html_host(m->url);

	return html_same(part, m->outlet) || html_same(part, m->author) ||
	       html_same(part, host) ||
	       html_same(
		   part, str_slice(host, 0, str_find(host, str_of("."), 0)));
}

/* Part a title at one of its bars: which part is the headline, and what the
 * site is called. */
static bool
part_title(struct str head, struct str tail, struct str heading,
    const struct html_meta *m, struct str *site)
{
	bool first = html_same(head, heading) || html_same(head, m->title);

	if (!first && html_same(tail, heading)) {
		*site = head;
		return true;
	}
	if (first || is_site(tail, m)) {
		*site = tail;
		return false;
	}
	*site = str_of("");
	return false;
}

static const char *const bars[] = { " | ", " – ", " — ", " - ", " » ",
	" :: ", " · ", " • ", "_", ": " };

static bool
has_bar(struct str s)
{
	size_t i;

	for (i = 0; i + 1 < ARRAY_LEN(bars); i++) {
		if (str_find(s, str_of(bars[i]), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

struct str
html_title(
    struct str title, struct str heading, struct html_meta *m, bool guess)
{
	struct str head, tail, site, best = title, outlet = { "", 0 };
	size_t i, at;

	for (i = 0; i < ARRAY_LEN(bars); i++) {
		for (at = 0;
		     (at = str_find(title, str_of(bars[i]), at)) != SIZE_MAX;
		     at++) {
			head = str_trim(str_slice(title, 0, at));
			tail = str_trim(
			    str_slice(title, at + strlen(bars[i]), title.len));
			if (part_title(head, tail, heading, m, &site) ||
			    (i + 1 < ARRAY_LEN(bars) && is_site(head, m) &&
				tail.len >= TITLE_MIN)) {
				if (!has_bar(head))
					html_set(&m->outlet, head);
				return tail;
			}
			if (head.len < best.len &&
			    (site.len > 0 ||
				(guess && best.len == title.len && i < 4 &&
				    head.len >= TITLE_MIN &&
				    tail.len <= SITE_MAX))) {
				best = head;
				outlet = tail;
			}
		}
	}
	if (!has_bar(outlet) && outlet.len <= SITE_MAX)
		html_set(&m->outlet, outlet);
	return best;
}

static const char *const by[] = { "By ", "by ", "BY ", "By: ", "Par ", "par ",
	"Von ", "Por ", "Posted by ", "Written by ", "Reported by ",
	"Publié par ", "View all posts by ", "بقلم: ", "بقلم : ", "بقلم ",
	"كتب: ", "كتب : " };

bool
html_says_by(struct str line)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(by); i++) {
		if (str_starts(line, by[i]))
			return true;
	}
	return false;
}

/* A name without the date, the hour and the words that lead to them. */
static struct str
without_date(struct arena *a, struct str author)
{
	static const char *const tails[] = { " on", " at", " -", " –", " |",
		",", " ·", " •", " updated", " published", " le", " am" };
	struct str date = html_date(a, author);
	size_t i, end = author.len;
	bool cut = true;

	if (date.len > 0)
		end = (size_t)(date.p - author.p);
	for (i = 0; i < end; i++) {
		if (author.p[i] >= '0' && author.p[i] <= '9')
			end = i;
	}
	if (end == author.len)
		return author;
	author = str_trim(str_slice(author, 0, end));
	while (cut) {
		cut = false;
		for (i = 0; i < ARRAY_LEN(tails); i++) {
			if (!str_ends(author, tails[i]))
				continue;
			author = str_trim(str_slice(
			    author, 0, author.len - strlen(tails[i])));
			cut = true;
		}
	}
	return author;
}

static size_t
words_in(struct str s)
{
	struct str word;
	size_t n = 0;

	while (s.len > 0 && str_split(&s, ' ', &word))
		n += word.len > 0;
	return n;
}

struct str
html_author(struct arena *a, struct str author)
{
	char *p;
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(by); i++) {
		if (str_starts(author, by[i]))
			author = str_trim(
			    str_slice(author, strlen(by[i]), author.len));
	}
	author =
	    str_trim(str_slice(author, 0, str_find(author, str_of(" | "), 0)));
	author = without_date(a, author);
	if (author.len == 0 || author.len > AUTHOR_MAX || author.p[0] == '@' ||
	    str_find(author, str_of("://"), 0) != SIZE_MAX ||
	    str_is_nocase(author, "admin") || str_is_nocase(author, "null") ||
	    str_is_nocase(author, "author") ||
	    str_is_nocase(author, "authors") ||
	    str_is_nocase(author, "all posts") || words_in(author) > NAMES_MAX)
		return str_of("");
	author = arena_str(a, author);
	p = (char *)(uintptr_t)author.p;
	for (i = n = 0; i < author.len; i++) {
		if (p[i] == '\n' || p[i] == '\t' || p[i] == '\r')
			p[i] = ' ';
		if (p[i] != ' ' || (n > 0 && p[n - 1] != ' '))
			p[n++] = p[i];
	}
	return str_slice(author, 0, n);
}

size_t
html_digit(struct str s, size_t at)
{
	if (s.p[at] >= '0' && s.p[at] <= '9')
		return 1;
	s = str_slice(s, at, at + 2);
	if (s.len < 2)
		return 0;
	return (s.p[0] == '\xd9' && (s.p[1] & 0xff) >= 0xa0 &&
		   (s.p[1] & 0xff) <= 0xa9) ||
		       (s.p[0] == '\xdb' && (s.p[1] & 0xff) >= 0xb0 &&
			   (s.p[1] & 0xff) <= 0xb9)
		   ? 2
		   : 0;
}

/* Has it the figures that the shortest date has? */
static bool
has_figures(struct str s)
{
	size_t at, n, count = 0;

	for (at = 0; at < s.len && count<FIGURES; at += n> 0 ? n : 1) {
		n = html_digit(s, at);
		count += n > 0;
	}
	return count == FIGURES;
}

struct str
html_date(struct arena *a, struct str text)
{
	struct pubdate date;
	struct str s = str_trim(text), cut;
	size_t at, end, words, drop;

	/* Words before the date and words behind it. */
	for (words = 0;
	     words < 6 && s.len >= 6 && s.len <= DATE_MAX && has_figures(s);
	     words++) {
		cut = s;
		for (drop = 0; drop < 5 && cut.len >= 6 && has_figures(cut);
		     drop++) {
			if (pubdate_parse(a, cut, &date) && date.edtf.len >= 10)
				return cut;
			for (end = cut.len; end > 0 && cut.p[end - 1] != ' ';)
				end--;
			cut = str_trim(str_slice(cut, 0, end));
		}
		at = str_find(s, str_of(" "), 0);
		s = str_trim(str_slice(s, at, s.len));
	}
	return str_of("");
}
