#include "config.h"

#include "tests/hostile-files.h"

#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

#include "model/base64.h"
#include "model/utf8.h"

const char *const hostile_words[] = { "doorhtml", "doorrss", "dooratom",
	"doorjsonfeed", "doormail", "doorcsv", "doortar", "doorboat", NULL };

static void
write_file(const char *dir, const char *name, const struct buf *b)
{
	struct buf path = { 0 };
	FILE *f;

	buf_addf(&path, "%s/%s", dir, name);
	f = fopen(path.p, "w");
	if (f == NULL || fwrite(b->p, 1, b->len, f) != b->len || fclose(f) != 0)
		die("%s: %s", path.p, strerror(errno));
	buf_release(&path);
}

/* What XML can carry of it: no C0, no noncharacter; and marks of its own, as
 * references where `numbers`. */
static void
put_xml(struct buf *b, struct str evil, bool numbers)
{
	for (size_t i = 0; i < evil.len;) {
		uint32_t cp = utf8_next(evil, &i);

		if (cp < ' ' || (cp & 0xfffe) == 0xfffe)
			buf_putc(b, ' ');
		else if (numbers || strchr("<>&\"'", (int)cp) != NULL)
			buf_addf(b, "&#%u;", (unsigned)cp);
		else
			utf8_put(b, cp);
	}
}

/* A paragraph long enough to be taken for an article, with the word. */
static void
put_text(struct buf *b, const char *word)
{
	for (int i = 0; i < 12; i++)
		buf_addf(b, "Haftar met the council in Cairo, time %d. ", i);
	buf_addf(b, "It is %s. ", word);
}

static void
web_page(const char *dir, struct str evil)
{
	struct buf b = { 0 };

	buf_puts(&b, "<!DOCTYPE html><html lang='");
	put_xml(&b, evil, true);
	buf_puts(&b, "'><head><title>&#27;]0;EVIL&#7;");
	buf_str(&b, evil);
	buf_puts(&b, "</title><meta name='author' content='");
	put_xml(&b, evil, true);
	buf_puts(&b, "'><meta property='og:site_name' content='");
	put_xml(&b, evil, true);
	buf_puts(&b, "'><link rel='canonical' href='");
	put_xml(&b, evil, false);
	buf_puts(&b, "'><script type='application/ld+json'>{\"headline\":");
	buf_json(&b, evil);
	buf_puts(&b, "}</script></head><body><article><h1>Page ");
	put_xml(&b, evil, false);
	buf_puts(&b, "</h1><p>");
	put_text(&b, "doorhtml");
	buf_puts(&b, "</p><p>&#27;[2J&#155;53m&#x9d;0;EVIL&#x9c;&#8238;live ");
	put_xml(&b, evil, true);
	buf_str(&b, evil);
	buf_puts(&b, "</p></article></body></html>\n");
	write_file(dir, "c.html", &b);
	buf_release(&b);
}

static void
feed(const char *dir, struct str evil, bool atom)
{
	const char *body = atom ? "content" : "description";
	struct buf b = { 0 };

	buf_puts(&b, "<?xml version='1.0'?>");
	buf_puts(&b, atom ? "<feed xmlns='http://www.w3.org/2005/Atom'>"
			  : "<rss version='2.0'><channel>");
	buf_puts(&b, "<title>");
	put_xml(&b, evil, true);
	buf_puts(&b, atom ? "</title><entry>" : "</title><item>");
	buf_addf(&b, "<title>%s ", atom ? "Atom" : "RSS");
	put_xml(&b, evil, !atom);
	buf_addf(&b, "</title><author>");
	put_xml(&b, evil, false);
	buf_addf(&b, "</author><%s>%s", atom ? "id" : "link",
	    atom ? "atom" : "http://rss.example/");
	put_xml(&b, evil, false);
	buf_addf(&b, "</%s><%s>", atom ? "id" : "link", body);
	put_text(&b, atom ? "dooratom" : "doorrss");
	buf_puts(&b, "&lt;b&gt;&amp;#27;[2J&amp;#155;53m&lt;/b&gt;");
	put_xml(&b, evil, true);
	buf_addf(&b, "</%s>", body);
	buf_puts(&b, atom ? "</entry></feed>\n" : "</item></channel></rss>\n");
	write_file(dir, atom ? "d.atom" : "d.xml", &b);
	buf_release(&b);
}

static void
json_feed(const char *dir, struct str evil)
{
	struct buf b = { 0 }, text = { 0 };

	put_text(&text, "doorjsonfeed");
	buf_str(&text, evil);
	buf_puts(&b, "{\"version\":\"https://jsonfeed.org/version/1.1\","
		     "\"title\":");
	buf_json(&b, evil);
	buf_puts(&b, ",\"items\":[{\"id\":\"i\",\"title\":");
	buf_json(&b, evil);
	buf_puts(&b, ",\"authors\":[{\"name\":");
	buf_json(&b, evil);
	buf_puts(&b, "}],\"content_text\":");
	buf_json(&b, buf_view(&text));
	buf_puts(&b, "}]}\n");
	write_file(dir, "e.json", &b);
	buf_release(&b);
	buf_release(&text);
}

/* A header line in quoted base64; a body of its own. */
static void
put_word(struct buf *b, const char *name, struct str evil)
{
	buf_addf(b, "%s: =?utf-8?B?", name);
	buf_base64(b, str_slice(evil, 0, 300));
	buf_puts(b, "?=\n");
}

static void
mailbox(const char *dir, struct str evil)
{
	struct buf b = { 0 };

	buf_puts(&b, "From evil@x Mon Jan 16 10:00:00 2017\n");
	put_word(&b, "From", evil);
	put_word(&b, "Subject", evil);
	buf_puts(&b, "X-Evil: \033]0;EVIL\a\xc2\x9b"
		     "53m\n"
		     "Date: Mon, 16 Jan 2017 10:00:00 +0000\n"
		     "Message-ID: <\033[2J@evil>\n"
		     "Content-Type: text/plain; charset=utf-8\n\n");
	put_text(&b, "doormail");
	buf_str(&b, evil);
	buf_puts(&b, "\n\n");
	write_file(dir, "f.mbox", &b);
	buf_release(&b);
}

static void
put_cell(struct buf *b, struct str s)
{
	buf_putc(b, '"');
	for (size_t i = 0; i < s.len; i++) {
		buf_putc(b, s.p[i]);
		if (s.p[i] == '"')
			buf_putc(b, '"');
	}
	buf_putc(b, '"');
}

static void
table(const char *dir, struct str evil)
{
	struct buf b = { 0 }, text = { 0 };

	put_text(&text, "doorcsv");
	buf_str(&text, evil);
	buf_puts(&b, "title,text,author,outlet,date,");
	put_cell(&b, str_of("\033]0;EVIL\a\xc2\x9b"
			    "53m"));
	buf_putc(&b, '\n');
	put_cell(&b, evil);
	buf_putc(&b, ',');
	put_cell(&b, buf_view(&text));
	buf_putc(&b, ',');
	put_cell(&b, evil);
	buf_putc(&b, ',');
	put_cell(&b, evil);
	buf_puts(&b, ",2017-01-16,");
	put_cell(&b, evil);
	buf_putc(&b, '\n');
	write_file(dir, "g.csv", &b);
	buf_release(&b);
	buf_release(&text);
}

/* A member of a tar archive (POSIX.1 ustar), whose name is evil too. */
static void
archive(const char *dir, struct str evil)
{
	char head[512] = "m\033]0;EVIL\a\xc2\x9b"
			 "53m\xe2\x80\xae.txt";
	struct buf b = { 0 }, text = { 0 };
	unsigned sum = 0;

	buf_puts(&text, "Member\n\n");
	put_text(&text, "doortar");
	buf_str(&text, evil);
	(void)snprintf(head + 100, 8, "%07o", 0644);
	(void)snprintf(head + 124, 12, "%011o", (unsigned)text.len);
	(void)snprintf(head + 136, 12, "%011o", 0);
	head[156] = '0';
	memcpy(head + 257, "ustar\00000", 8);
	memset(head + 148, ' ', 8);
	for (size_t i = 0; i < sizeof head; i++)
		sum += (unsigned char)head[i];
	(void)snprintf(head + 148, 8, "%06o", sum);
	buf_add(&b, head, sizeof head);
	buf_str(&b, buf_view(&text));
	while (b.len % 512 != 0)
		buf_putc(&b, '\0');
	for (int i = 0; i < 1024; i++)
		buf_putc(&b, '\0');
	write_file(dir, "h.tar", &b);
	buf_release(&b);
	buf_release(&text);
}

static void
newsboat(const char *dir, struct str evil)
{
	struct buf path = { 0 }, text = { 0 };
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;

	put_text(&text, "doorboat");
	put_xml(&text, evil, true);
	buf_addf(&path, "%s/i.db", dir);
	if (sqlite3_open(path.p, &db) != SQLITE_OK ||
	    sqlite3_exec(db,
		"CREATE TABLE rss_feed (rssurl, url, title);"
		"CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, "
		"author, url, feedurl, pubDate INTEGER, content, unread "
		"INTEGER);",
		NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db,
		"INSERT INTO rss_item VALUES (1, ?1, ?1, ?1, "
		"'http://boat.example/' || ?1, ?1, "
		"1484654400, ?2, 1)",
		-1, &st, NULL) != SQLITE_OK)
		die("%s: %s", path.p, sqlite3_errmsg(db));
	(void)sqlite3_bind_text(st, 1, evil.p, (int)evil.len, SQLITE_STATIC);
	(void)sqlite3_bind_text(st, 2, text.p, (int)text.len, SQLITE_STATIC);
	(void)sqlite3_step(st);
	(void)sqlite3_finalize(st);
	(void)sqlite3_exec(db,
	    "INSERT INTO rss_feed SELECT feedurl, url, title FROM rss_item",
	    NULL, NULL, NULL);
	(void)sqlite3_close(db);
	buf_release(&path);
	buf_release(&text);
}

void
hostile_files(const char *dir, struct str evil)
{
	web_page(dir, evil);
	feed(dir, evil, false);
	feed(dir, evil, true);
	json_feed(dir, evil);
	mailbox(dir, evil);
	table(dir, evil);
	archive(dir, evil);
	newsboat(dir, evil);
}
