/* Feeds: small ones of each kind, and how far fields agree with what gofeed's
 * and feedparser's tests expect. */
#include "config.h"

#include <dirent.h>
#include <ftw.h>
#include <jansson.h>

#include "model/html.h"
#include "model/pubdate.h"
#include "model/reader.h"
#include "model/utf8.h"
#include "tests/test.h"

struct bytes {
	struct str s;
	size_t at;
};

static ptrdiff_t
read_bytes(void *arg, char *p, size_t n, struct err *err)
{
	struct bytes *b = arg;
	size_t left = b->s.len - b->at;

	(void)err;
	n = n < left ? n : left;
	if (n > 0)
		memcpy(p, b->s.p + b->at, n);
	b->at += n;
	return (ptrdiff_t)n;
}

static struct reader *
open_bytes(struct bytes *b, const char *format)
{
	struct err err = { 0 };
	struct reader *reader =
	    reader_open((struct reader_source){ read_bytes, b }, str_of(format),
		str_of("f"), &err);

	if (reader == NULL)
		die("%s", err.text);
	return reader;
}

/* ------------------------------------------------------------ small feeds */

struct wanted {
	const char *feed, *format;
	const char *title, *text, *author, *published, *url, *outlet, *id;
};

static const struct wanted small[] = {
	{ "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/"
	  "dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/"
	  "content/'><channel><title>The Gazette</title><language>en"
	  "</language><item><title>Port &amp;amp; oil</title><link>https://"
	  "g.example/1</link><description>short</description>"
	  "<content:encoded><![CDATA[<p>One</p><script>x()</script><p>Two</"
	  "p>]]>"
	  "</content:encoded><dc:creator>Jane</dc:creator><pubDate>Tue, 17 Jan "
	  "2017 10:05:00 +0200</pubDate><guid>urn:1</guid></item></channel>"
	  "</rss>",
	    "feed", "Port & oil", "One\n\nTwo", "Jane",
	    "Tue, 17 Jan 2017 10:05:00 +0200", "https://g.example/1",
	    "The Gazette", "urn:1" },
	{ "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><entry>"
	  "<title type='html'>&lt;b&gt;T&lt;/b&gt;</title><link rel='self' "
	  "href='/s'/><link rel='alternate' href='http://a.example/1'/>"
	  "<author><name>N</name></author><author><name>M</name></author>"
	  "<id>tag:1</id><updated>2017-01-18T00:00:00Z</updated><published>"
	  "2017-01-17T00:00:00Z</published><content type='xhtml'><div xmlns="
	  "'http://www.w3.org/1999/xhtml'><p>One</p><p>Two</p></div></content>"
	  "</entry></feed>",
	    "feed", "T", "One\n\nTwo", "N, M", "2017-01-17T00:00:00Z",
	    "http://a.example/1", "A", "tag:1" },
	{ "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
	  "xmlns='http://purl.org/rss/1.0/'><channel><title>R</title></channel>"
	  "<item rdf:about='http://r.example/1'><title>T</title><link>http://"
	  "r.example/1</link><description>D&nbsp;&eacute; &amp; &x; a&b"
	  "</description></item></rdf:RDF>",
	    "feed", "T", "D\xc2\xa0é & &x; a&b", "", "", "http://r.example/1",
	    "R", "http://r.example/1" },
	{ "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b 'c'>]><rss>"
	  "<channel><item><title>&b;</title><description>x &a; y"
	  "</description></item></channel></rss>",
	    "feed", "c", "x aaaa y", "", "", "", "", "" },
	{ "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\","
	  "\"items\":[{\"id\":\"1\",\"url\":\"http://j.example/1\",\"title\":"
	  "\"T\",\"content_html\":\"<p>One<p>Two\",\"date_published\":\"2017-01"
	  "-17\",\"authors\":[{\"name\":\"N\"},{\"name\":\"M\"}]}]}",
	    "jsonfeed", "T", "One\n\nTwo", "N, M", "2017-01-17",
	    "http://j.example/1", "J", "1" },
	{ "<rss><channel><item><title>Cut off</title><description>in the mid",
	    "feed", "Cut off", "in the mid", "", "", "", "", "" },
};

static void
small_feeds(void)
{
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	struct reader *reader;
	const struct wanted *w;
	struct bytes b;
	size_t i;

	for (i = 0; i < ARRAY_LEN(small); i++) {
		w = &small[i];
		b = (struct bytes){ .s = str_of(w->feed) };
		reader = open_bytes(&b, "");
		is_str(str_of(reader_format_name(reader)), w->format,
		    "feed %zu is sniffed", i);
		ok(reader_next(reader, &arena, &in, &err) == READER_ARTICLE,
		    "feed %zu has an article: %s", i, err.text);
		is_str(in.title, w->title, "title %zu", i);
		is_str(in.text, w->text, "text %zu", i);
		is_str(in.author, w->author, "author %zu", i);
		is_str(in.published, w->published, "date %zu", i);
		is_str(in.url, w->url, "link %zu", i);
		is_str(in.outlet, w->outlet, "outlet %zu", i);
		is_str(in.source_id, w->id, "id %zu", i);
		ok(reader_next(reader, &arena, &in, &err) == READER_END,
		    "feed %zu ends", i);
		reader_close(reader);
	}
	arena_release(&arena);
}

/* Entities that a feed declares: short ones are read, what would swell or read
 * the user's files is refused. */
static void
entities(void)
{
	static const struct {
		const char *doctype, *text, *wanted, *name;
	} cases[] = {
		{ "<!ENTITY nbsp '&#160;'><!ENTITY agency \"Lana News\">",
		    "a&nbsp;b, &agency;; &none;",
		    "a\302\240b, Lana News; &none;", "short ones" },
		{ "<!ENTITY % lat1 PUBLIC '-//W3C//x' 'http://x.example'> "
		  "%lat1;",
		    "&eacute;", "é", "those of HTML, and where they are from" },
		{ "<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>", "&b;",
		    "! declares entities made of entities, which would swell, "
		    "and was refused",
		    "a bomb" },
		{ "<!ENTITY f SYSTEM 'file:///etc/passwd'>", "&f;",
		    "! declares an entity that stands for a file, and was "
		    "refused",
		    "a file" },
		{ "<!ENTITY % f SYSTEM 'file:///etc/passwd'>%f;", "words",
		    "words", "a file that nothing is made of" },
	};
	struct arena arena = { 0 };
	struct buf feed = { 0 };
	struct article_in in;
	struct reader *reader;
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct bytes b = { 0 };

		buf_reset(&feed);
		buf_addf(&feed,
		    "<!DOCTYPE rss [%s]><rss><channel><item><title>One</title>"
		    "<description>%s</description></item></channel></rss>",
		    cases[i].doctype, cases[i].text);
		b.s = buf_view(&feed);
		reader = open_bytes(&b, "");
		if (reader_next(reader, &arena, &in, &err) == READER_ARTICLE)
			is_str(in.text, cases[i].wanted, "%s", cases[i].name);
		else
			is_str(str_of(err.text), cases[i].wanted + 2, "%s",
			    cases[i].name);
		reader_close(reader);
	}
	buf_release(&feed);
	arena_release(&arena);
}

/* Many uses of a long one swell as much as one made of others. */
static void
swelling(void)
{
	struct arena arena = { 0 };
	struct buf feed = { 0 };
	struct article_in in;
	struct reader *reader;
	struct err err = { 0 };
	struct bytes b = { 0 };
	size_t i;

	buf_puts(&feed, "<!DOCTYPE rss [<!ENTITY a '");
	for (i = 0; i < 2000; i++)
		buf_puts(&feed, "x");
	buf_puts(&feed, "'>]><rss><channel><item><title>One</title>");
	for (i = 0; i < 2000; i++)
		buf_puts(&feed, "&a;");
	b.s = buf_view(&feed);
	reader = open_bytes(&b, "feed");
	ok(reader_next(reader, &arena, &in, &err) == READER_BAD,
	    "a long entity used often is refused");
	is_str(str_of(err.text),
	    "swells by its entities to more than 256 KB, and was refused",
	    "in a sentence");
	reader_close(reader);
	buf_release(&feed);
	arena_release(&arena);
}

/* Markup in an entry that is nested too deeply: that entry alone is refused. */
static void
deep_entry(void)
{
	struct arena arena = { 0 };
	struct buf feed = { 0 };
	struct article_in in;
	struct reader *reader;
	struct err err = { 0 };
	struct bytes b = { 0 };
	size_t i;

	buf_puts(&feed, "<rss><channel><item><title>One</title><description>");
	for (i = 0; i < 10000; i++)
		buf_puts(&feed, "&lt;b&gt;");
	buf_puts(&feed, "words</description></item><item><title>Two</title>"
			"</item></channel></rss>");
	b.s = buf_view(&feed);
	reader = open_bytes(&b, "feed");
	ok(reader_next(reader, &arena, &in, &err) == READER_BAD,
	    "an entry nested too deeply is refused");
	is_str(str_of(err.text),
	    "has elements nested too deeply, and was given up",
	    "in a sentence");
	ok(reader_next(reader, &arena, &in, &err) == READER_ARTICLE &&
		str_is(in.title, "Two"),
	    "and the next one read");
	reader_close(reader);
	buf_reset(&feed);
	buf_puts(&feed,
	    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{"
	    "\"title\":\"One\",\"content_html\":\"");
	for (i = 0; i < 10000; i++)
		buf_puts(&feed, "<b>");
	buf_puts(&feed, "words\"}]}");
	b = (struct bytes){ .s = buf_view(&feed) };
	reader = open_bytes(&b, "feed");
	ok(reader_next(reader, &arena, &in, &err) == READER_BAD &&
		str_starts(str_of(err.text), "has elements nested"),
	    "nor is one in JSON cut to its title: %s", err.text);
	reader_close(reader);
	buf_release(&feed);
	arena_release(&arena);
}

static void
lists(void)
{
	static const char opml[] =
	    "<opml><body><outline text='x'><outline xmlUrl='a.xml'/><outline "
	    "xmlUrl='https://b.example/'/></outline></body></opml>";
	struct bytes b = { .s = str_of(opml) };
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	struct reader *reader = open_bytes(&b, "");

	ok(reader_next(reader, &arena, &in, &err) == READER_FILE,
	    "a list names a file");
	is_str(in.url, "a.xml", "by its path");
	ok(reader_next(reader, &arena, &in, &err) == READER_BAD,
	    "an address is refused: %s", err.text);
	ok(reader_next(reader, &arena, &in, &err) == READER_END, "that's all");
	reader_close(reader);
	arena_release(&arena);
}

/* ---------------------------------------------------------------- gofeed */

struct tally {
	size_t equal, all;
	struct arena arena;
};

static struct str
string_of(const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	if (json_is_object(v))
		v = json_object_get(v, "value");
	return str_of(json_string_value(v));
}

static void
count(struct tally *t, bool equal, const char *file, const char *field,
    struct str got)
{
	t->all++;
	t->equal += equal;
	if (!equal)
		printf("# %s: %s is %.*s\n", file, field,
		    (int)(got.len < 60 ? got.len : 60), got.p);
}

static struct str
words(struct arena *a, struct str html)
{
	return reader_one_line(a, html_fragment(a, html));
}

static struct str
person_of(const json_t *item)
{
	const json_t *list = json_object_get(item, "authors"), *one;
	struct str s = string_of(item, "author");

	if (s.len > 0)
		return s;
	one = json_array_size(list) > 0 ? json_array_get(list, 0)
					: json_object_get(item, "author");
	s = string_of(one, "name");
	return s.len > 0 ? s : string_of(one, "email");
}

static struct str
link_of(const json_t *item)
{
	const json_t *list = json_object_get(item, "links"), *one;
	struct str s = string_of(item, "link"), rel;
	size_t i;

	if (s.len > 0)
		return s;
	json_array_foreach(list, i, one)
	{
		rel = string_of(one, "rel");
		if (json_is_object(one) &&
		    (rel.len == 0 || str_is(rel, "alternate")))
			return string_of(one, "href");
	}
	return s;
}

static struct str
either(const json_t *item, const char *one, const char *other)
{
	struct str s = string_of(item, one);

	return s.len > 0 ? s : string_of(item, other);
}

static void
judge(struct tally *t, const json_t *item, const struct article_in *in,
    const char *file)
{
	struct arena *a = &t->arena;
	struct str want;

	want = words(a, string_of(item, "title"));
	if (want.len > 0)
		count(t, str_eq(want, in->title), file, "title", in->title);
	want = words(a, either(item, "content", "description"));
	if (want.len == 0)
		want = words(a, string_of(item, "summary"));
	if (want.len > 0)
		count(t, str_eq(want, reader_one_line(a, in->text)), file,
		    "text", in->text);
	want = link_of(item);
	if (want.len > 0)
		count(
		    t, str_eq(str_trim(want), in->url), file, "link", in->url);
	want = words(a, person_of(item));
	if (want.len > 0)
		count(t,
		    in->author.len > 0 &&
			str_find(want, str_slice(in->author, 0, 5), 0) !=
			    SIZE_MAX,
		    file, "author", in->author);
	want = either(item, "guid", "id");
	if (want.len > 0)
		count(
		    t, str_eq(want, in->source_id), file, "id", in->source_id);
	want = either(item, "pubDate", "published");
	if (want.len == 0)
		want = string_of(item, "updated");
	if (want.len > 0)
		count(t, str_eq(want, in->published), file, "date",
		    in->published);
}

static void
judge_file(struct tally *t, const char *xml, const char *json)
{
	json_t *root = json_load_file(json, 0, NULL);
	const json_t *items = json_object_get(root, "items"), *item;
	struct article_in in = { 0 };
	struct err err = { 0 };
	struct reader *reader;
	struct bytes b = { 0 };
	char *s = test_slurp(xml, &b.s.len);
	size_t i;

	if (items == NULL)
		items = json_object_get(root, "entries");
	b.s.p = s;
	if (s != NULL && root != NULL) {
		reader = open_bytes(&b, "feed");
		json_array_foreach(items, i, item)
		{
			if (reader_next(reader, &t->arena, &in, &err) ==
			    READER_END)
				in = (struct article_in){ 0 };
			judge(t, item, &in, strrchr(xml, '/') + 1);
		}
		reader_close(reader);
	}
	json_decref(root);
	free(s);
	arena_reset(&t->arena);
}

static void
gofeed(const char *shared)
{
	static const char *const dirs[] = { "parser/rss", "parser/atom",
		"translator/rss", "translator/atom" };
	char path[2048], xml[4400], json[4400];
	struct tally t = { 0 };
	struct dirent **list;
	size_t i, len;
	int k, n;

	for (i = 0; i < ARRAY_LEN(dirs); i++) {
		(void)snprintf(path, sizeof path,
		    "%s/data/open/feeds-gofeed/testdata/%s", shared, dirs[i]);
		n = scandir(path, &list, NULL, alphasort);
		for (k = 0; k < n; k++) {
			len = strlen(list[k]->d_name);
			(void)snprintf(
			    xml, sizeof xml, "%s/%s", path, list[k]->d_name);
			(void)snprintf(json, sizeof json, "%s/%.*s.json", path,
			    len > 4 ? (int)len - 4 : 0, list[k]->d_name);
			if (str_ends(str_of(list[k]->d_name), ".xml"))
				judge_file(&t, xml, json);
			free(list[k]);
		}
		if (n >= 0)
			free(list);
	}
	printf("# %zu of %zu fields equal\n", t.equal, t.all);
	ok(t.all > 100 && t.equal * 100 >= t.all * 99,
	    "99 fields in 100 are what gofeed expects");
	arena_release(&t.arena);
}

/* ------------------------------------------------------------ feedparser */

static struct {
	size_t files, entries, bad, scripts;
} seen;

static void
check(const struct article_in *in, const char *path)
{
	if (!utf8_valid(in->text) || !utf8_valid(in->title) ||
	    !utf8_valid(in->author))
		seen.bad++;
	if (str_find(in->text, str_of("<script"), 0) != SIZE_MAX ||
	    str_find(in->title, str_of("<script"), 0) != SIZE_MAX) {
		printf("# script: %s\n", path);
		seen.scripts++;
	}
}

static int
try_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct arena arena = { 0 };
	struct bytes b = { 0 };
	struct article_in in;
	struct err err = { 0 };
	struct reader *reader;
	enum reader_result result = READER_ARTICLE;
	char *s;

	(void)st;
	(void)ftw;
	if (type != FTW_F || !str_ends(str_of(path), ".xml"))
		return 0;
	s = test_slurp(path, &b.s.len);
	b.s.p = s;
	reader = open_bytes(&b, "feed");
	seen.files++;
	while (result != READER_END) {
		result = reader_next(reader, &arena, &in, &err);
		if (result == READER_ARTICLE) {
			seen.entries++;
			check(&in, path);
		}
		arena_reset(&arena);
	}
	reader_close(reader);
	free(s);
	return 0;
}

static void
feedparser(const char *shared)
{
	char path[2048];

	(void)snprintf(
	    path, sizeof path, "%s/data/open/feeds-feedparser/tests", shared);
	(void)nftw(path, try_file, 16, FTW_PHYS);
	printf("# %zu files, %zu entries\n", seen.files, seen.entries);
	ok(seen.files > 2000 && seen.entries > 400, "feeds of every kind");
	is_int((int64_t)seen.bad, 0, "every text is valid UTF-8");
	is_int((int64_t)seen.scripts, 0, "no script is in a text");
}

int
main(void)
{
	const char *shared = test_shared();

	small_feeds();
	entities();
	swelling();
	deep_entry();
	lists();
	if (shared != NULL) {
		gofeed(shared);
		feedparser(shared);
	} else {
		skip("no shared data", "gofeed and feedparser");
	}
	return done();
}
