/* Titles, authors and dates as pages write them, brought to what they say. */
#include "config.h"

#include "model/html-meta.h"
#include "model/pubdate.h"

enum {
	AUTHOR_MAX = 200,
	DATE_MAX = 120,
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

/* The same letters and digits, and some. */
static bool
same(struct str a, struct str b)
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

	return same(part, m->outlet) || same(part, m->author) ||
	       same(part, host) ||
	       same(part, str_slice(host, 0, str_find(host, str_of("."), 0)));
}

static const char *const bars[] = { " | ", " – ", " — ", " - ", " » ",
	" :: ", " · ", " • ", "_" };

struct str
html_title(
    struct str title, struct str h1, const struct html_meta *m, bool guess)
{
	struct str head, tail, best = title;
	size_t i, at;

	for (i = 0; i < ARRAY_LEN(bars); i++) {
		for (at = 0;
		     (at = str_find(title, str_of(bars[i]), at)) != SIZE_MAX;
		     at++) {
			head = str_trim(str_slice(title, 0, at));
			tail =
			    str_slice(title, at + strlen(bars[i]), title.len);
			if (same(tail, h1) && is_site(head, m))
				return str_trim(tail);
			if (head.len < best.len &&
			    (same(head, h1) || is_site(tail, m) ||
				(guess && best.len == title.len && i < 4 &&
				    head.len >= TITLE_MIN &&
				    tail.len <= SITE_MAX)))
				best = head;
		}
	}
	return best;
}

struct str
html_author(struct arena *a, struct str author)
{
	static const char *const heads[] = { "By ", "by ", "BY ", "Par ",
		"par ", "Von ", "Por ", "By: ", "بقلم: ", "بقلم : ", "بقلم ",
		"كتب: ", "كتب : " };
	char *p;
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(heads); i++) {
		if (str_starts(author, heads[i]))
			author = str_trim(
			    str_slice(author, strlen(heads[i]), author.len));
	}
	if (author.len == 0 || author.len > AUTHOR_MAX || author.p[0] == '@' ||
	    str_find(author, str_of("://"), 0) != SIZE_MAX ||
	    str_is_nocase(author, "admin") || str_is_nocase(author, "null"))
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

struct str
html_date(struct arena *a, struct str text)
{
	struct pubdate date;
	struct str s = str_trim(text), cut;
	size_t at, end, words, drop;

	/* Words before the date and words behind it. */
	for (words = 0; words < 6 && s.len >= 6 && s.len <= DATE_MAX; words++) {
		cut = s;
		for (drop = 0; drop < 5 && cut.len >= 6; drop++) {
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
