/* Tables, mail and archives: what is read from them, and what is refused. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>

#include "model/reader.h"
#include "model/utf8.h"
#include "model/writer.h"
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

/* All records as lines "title / author / published / text", failures as
 * "! reason". */
static void
read_all(struct buf *out, struct str s, const char *format)
{
	struct bytes b = { .s = s };
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	enum reader_result result;
	struct reader *reader =
	    reader_open((struct reader_source){ read_bytes, &b },
		str_of(format), str_of("f"), &err);

	if (reader == NULL)
		die("%s", err.text);
	buf_reset(out);
	buf_puts(out, "");
	while (
	    (result = reader_next(reader, &arena, &in, &err)) != READER_END) {
		if (result == READER_BAD)
			buf_addf(out, "! %s\n", err.text);
		else
			buf_addf(out, "%.*s / %.*s / %.*s / %.*s / %s\n",
			    (int)in.title.len, in.title.p, (int)in.author.len,
			    in.author.p, (int)in.published.len, in.published.p,
			    (int)in.text.len, in.text.p, in.origin.p);
		arena_reset(&arena);
	}
	reader_close(reader);
	arena_release(&arena);
}

static void
texts(void)
{
	static const struct {
		const char *in, *wanted, *name;
	} cases[] = {
		{ "title,text,date,author\nT,\"One, \"\"two\"\"\nthree\","
		  "2017-01-17,A\nU,Four,,\n",
		    "T / A / 2017-01-17 / One, \"two\"\nthree / f:2\n"
		    "U /  /  / Four / f:4\n",
		    "a table with commas, quotation marks and line ends" },
		{ "\xef\xbb\xbf"
		  "Title;Body;Source\r\nT;One;S\r\n",
		    "T /  /  / One / f:2\n", "semicolons, a mark and CR LF" },
		{ "title\ttext\tx\nT\tOne \"x\" two\ty\n",
		    "T /  /  / One \"x\" two / f:2\n", "tabs" },
		{ "title,text\nT,\n,words\n",
		    "! has no text\nwords /  /  / words / f:3\n",
		    "a row without text fails alone" },
		{ "title,text\nT,\"never closed\nand on",
		    "T /  /  / never closed\nand on / f:2\n",
		    "a quotation mark that is never closed" },
		{ "From: Jane Doe <j@x.example>\nSubject: "
		  "=?utf-8?B?2YTZitio2YrYpw"
		  "==?=\nDate: Tue, 17 Jan 2017 10:05:00 +0200\nMessage-ID: "
		  "<1@x>\nMIME-Version: 1.0\nContent-Type: text/plain; "
		  "charset=windows-1256\nContent-Transfer-Encoding: base64\n\n"
		  "4e3I7cc=\n",
		    "ليبيا / Jane Doe / Tue, 17 Jan 2017 10:05:00 +0200 / "
		    "ليبيا "
		    "/ f\n",
		    "a message in windows-1256 and base64" },
		{ "From: a@x.example\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
		  "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
		  "Content-Type: text/plain\n\nplain\n--b\nContent-Type: "
		  "text/html; charset=utf-8\nContent-Transfer-Encoding: "
		  "quoted-printable\n\n<p>On=\ne<p>Tw=C3=B6<script>x</script>\n"
		  "--b--\n",
		    "One / a@x.example /  / One\n\nTwö / f\n",
		    "the HTML part is preferred" },
		{ "Titre;Texte;Date;Lien\nÉtat;Mots;17/01/2017;http://c/5\n",
		    "État /  / 17/01/2017 / Mots / f:2\n", "French names" },
		{ "Datum,Titel,Inhalt\nx,T,Worte\n", "T /  / x / Worte / f:2\n",
		    "German names" },
		{ "Testo,Titolo,Autore\nParole,T,A\n",
		    "T / A /  / Parole / f:2\n", "Italian names" },
		{ "id\tcontent\tpublished_at\tauthor_name\n1\tW\tx\tA\n",
		    "W / A / x / W / f:2\n", "names of databases" },
		{ "From: a@x\nMessage-ID: <1@x>\nMIME-Version: "
		  "1.0\nContent-Type: "
		  "text/plain; format=flowed\n\nOne \ntwo\n\n> three \n> four\n"
		  ">> five \n From six\n-- \nseven\n",
		    "One two / a@x /  / One two\n\n> three four\n>> five "
		    "\nFrom "
		    "six\n-- \nseven / f\n",
		    "a message whose lines flow" },
		{ "From: a@x\nMessage-ID: <1@x>\nMIME-Version: "
		  "1.0\nContent-Type: "
		  "text/plain; format=flowed; delsp=yes\n\nwo \nrd\n",
		    "word / a@x /  / word / f\n", "and one that breaks words" },
		{ "From x Tue\nFrom: A <a@x>\nMessage-ID: <1@x>\nSubject: S\n"
		  "Date: 2017-01-17\n\nOne\n>From here\n\nFrom y Wed\nFrom: B "
		  "<b@x>\nMessage-ID: <2@x>\nSubject: T\n\n",
		    "S / A / 2017-01-17 / One\nFrom here / f:1\n"
		    "! is a message without text\n",
		    "a mailbox" },
		{ "From a@x Thu Jan  1 00:00:00 2015\nFrom: A <a@x>\n"
		  "Subject: S\nDate: 2017-01-17\n\nOne\n",
		    "S / A / 2017-01-17 / One / f:1\n",
		    "a mailbox with the least of headers" },
		{ "From here on the road is shut.\nDate: unknown\n\nOne\n",
		    "From here on the road is shut. /  /  / From here on the "
		    "road is shut.\nDate: unknown\n\nOne / f\n",
		    "and a text that only begins so" },
	};
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		read_all(&out, str_of(cases[i].in), "");
		is_str(buf_view(&out), cases[i].wanted, "%s", cases[i].name);
	}
	buf_release(&out);
}

/* -------------------------------------------------------------- archives */

static la_ssize_t
keep(struct archive *a, void *arg, const void *p, size_t n)
{
	(void)a;
	buf_add(arg, p, n);
	return (la_ssize_t)n;
}

struct member {
	const char *name; /* "link": it is one */
	struct str text;
};

static void
pack(struct buf *out, const struct member *m, size_t n, int format, int filter)
{
	struct archive *a = archive_write_new();
	struct archive_entry *entry;
	size_t i;

	buf_reset(out);
	(void)archive_write_set_format(a, format);
	(void)archive_write_add_filter(a, filter);
	(void)archive_write_set_bytes_in_last_block(a, 1);
	if (archive_write_open(a, out, NULL, keep, NULL) != ARCHIVE_OK)
		die("%s", archive_error_string(a));
	for (i = 0; i < n; i++) {
		entry = archive_entry_new();
		archive_entry_set_pathname(entry, m[i].name);
		archive_entry_set_filetype(entry, AE_IFREG);
		if (strcmp(m[i].name, "link") == 0) {
			archive_entry_set_filetype(entry, AE_IFLNK);
			archive_entry_set_symlink(entry, "/etc/passwd");
		}
		archive_entry_set_perm(entry, 0644);
		archive_entry_set_size(entry, (la_int64_t)m[i].text.len);
		(void)archive_write_header(a, entry);
		(void)archive_write_data(a, m[i].text.p, m[i].text.len);
		archive_entry_free(entry);
	}
	(void)archive_write_close(a);
	(void)archive_write_free(a);
}

static void
kinds(void)
{
	static const struct {
		int format, filter;
		const char *name;
	} cases[] = {
		{ ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "zip" },
		{ ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "tar" },
		{ ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "tar.gz" },
		{ ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, "tar.zst" },
		{ ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ, "tar.xz" },
	};
	const struct member members[] = {
		{ "a.html", str_of("<html><p>One page") },
		{ "d/b.txt", str_of("Title\n\nWords") },
		{ "../evil.txt", str_of("no") },
		{ "d/..", str_of("no") },
		{ ".hidden", str_of("no") },
		{ "c.bin", { "\0\0\0\0\1\2\3\0", 8 } },
		{ "./d.jsonl", str_of("{\"title\":\"J\",\"text\":\"K\"}\n") },
	};
	struct buf file = { 0 }, out = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		pack(&file, members, ARRAY_LEN(members), cases[i].format,
		    cases[i].filter);
		read_all(&out, buf_view(&file), "");
		is_str(buf_view(&out),
		    "One page /  /  / One page / f:a.html\n"
		    "Title /  /  / Words / f:d/b.txt\n"
		    "! has a name that leads out of the archive\n"
		    "! has a name that leads out of the archive\n"
		    "! is no text but binary data\n"
		    "J /  /  / K / f:./d.jsonl:1\n",
		    "members of a %s", cases[i].name);
		read_all(&out, str_slice(buf_view(&file), 0, file.len / 2), "");
		ok(utf8_valid(buf_view(&out)), "half a %s: %s", cases[i].name,
		    out.p);
	}
	buf_release(&file);
	buf_release(&out);
}

static void
nested(void)
{
	struct member member = { "a.txt", str_of("Title\n\nWords") };
	struct buf file = { 0 }, last = { 0 }, out = { 0 };
	int i;

	for (i = 0; i < 5; i++) {
		pack(
		    &file, &member, 1, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
		read_all(&out, buf_view(&file), "");
		if (i < 3)
			ok(str_starts(buf_view(&out), "Title / "),
			    "%d archives in another: %s", i, out.p);
		else
			is_str(buf_view(&out),
			    "! lies too deep in archives within archives\n",
			    "%d archives in another", i);
		buf_reset(&last);
		buf_str(&last, buf_view(&file));
		member = (struct member){ .name = "in.zip",
			.text = buf_view(&last) };
	}
	buf_release(&file);
	buf_release(&last);
	buf_release(&out);
}

static void
bombs(void)
{
	struct buf zeros = { 0 }, file = { 0 }, out = { 0 };
	struct member members[8];
	size_t i;

	buf_reserve(&zeros, 20 << 20);
	memset(zeros.p, 'x', 20 << 20);
	zeros.len = 20 << 20;
	for (i = 0; i < ARRAY_LEN(members); i++)
		members[i] = (struct member){ .name = "a.txt",
			.text = buf_view(&zeros) };
	pack(&file, members, ARRAY_LEN(members), ARCHIVE_FORMAT_TAR_USTAR,
	    ARCHIVE_FILTER_GZIP);
	read_all(&out, buf_view(&file), "");
	ok(str_find(buf_view(&out),
	       str_of("! swells to more than 200 times its size, and was given "
		      "up"),
	       0) != SIZE_MAX,
	    "what swells beyond measure is given up");
	buf_release(&zeros);
	buf_release(&file);
	buf_release(&out);
}

/* What is refused, in one sentence that names the reason. */
static void
refused(void)
{
	static const struct {
		const char *start, *repeated, *wanted, *name;
	} cases[] = {
		{ "<html><body>", "<div>",
		    "! has elements nested too deeply, and was "
		    "given up\n",
		    "a page" },
		{ "<rss><channel>", "<a>",
		    "! has elements nested too deeply, and was "
		    "given up\n",
		    "a feed" },
		{ "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":",
		    "[",
		    "! is JSON nested too deeply (more than 2048), and was "
		    "given up\n",
		    "a feed in JSON" },
		{ "", "{\"a\":",
		    "! is JSON nested too deeply (more than 2048), and was "
		    "given up\n",
		    "a line of JSON" },
		{ "", "[",
		    "! is JSON nested too deeply (more than 2048), and was "
		    "given up\n",
		    "lists in JSON" },
		{ "<rss><channel><title>t</title></channel></rss>", "",
		    "! is a feed without entries\n", "an empty feed" },
		{ "<?xml version='1.0'?><office>words</office>", "",
		    "! is XML, but no page and no feed\n", "another's XML" },
		{ "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'lol'>"
		  "<!ENTITY b '&a;&a;'>]><html><body>&b;",
		    "",
		    "! declares entities made of entities, which would swell, "
		    "and was refused\n",
		    "a page with a bomb" },
	};
	struct buf file = { 0 }, out = { 0 };
	struct member member = { .name = "x" };
	struct buf zeros = { 0 };
	size_t i, k;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		buf_reset(&file);
		buf_puts(&file, cases[i].start);
		for (k = 0; k < 10000; k++)
			buf_puts(&file, cases[i].repeated);
		read_all(&out, buf_view(&file), "");
		is_str(buf_view(&out), cases[i].wanted, "%s", cases[i].name);
	}
	buf_reserve(&zeros, 1 << 20);
	memset(zeros.p, 0, 1 << 20);
	zeros.len = 1 << 20;
	member.text = buf_view(&zeros);
	pack(&file, &member, 1, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
	read_all(&out, buf_view(&file), "");
	is_str(buf_view(&out),
	    "! unpacks to zeros or to an archive without a file\n",
	    "zeros, compressed");
	member = (struct member){ .name = "link" };
	pack(&file, &member, 1, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE);
	read_all(&out, buf_view(&file), "");
	is_str(buf_view(&out),
	    "! holds only links, devices or hidden files, which are not read\n",
	    "a link in an archive");
	pack(&file, &member, 0, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
	read_all(&out, buf_view(&file), "");
	is_str(buf_view(&out), "! is an archive without a file in it\n",
	    "an archive of nothing");
	buf_release(&zeros);
	buf_release(&file);
	buf_release(&out);
}

/* Behind a quotation mark that nobody closes no row can be told from another:
 * one sentence, not one for each. */
static void
open_cell(void)
{
	struct buf file = { 0 }, out = { 0 };
	size_t i;

	buf_puts(&file, "title,text\nT,One\na,\"");
	for (i = 0; i < 1 << 17; i++)
		buf_addf(&file, "%0199d\n", 7);
	read_all(&out, buf_view(&file), "");
	is_str(buf_view(&out),
	    "T /  /  / One / f:2\n"
	    "! is longer than 16 MB without a closing quotation mark, and the "
	    "rest was given up\n",
	    "a cell of 26 MB is given up");
	buf_release(&file);
	buf_release(&out);
}

static void
deep_mail(void)
{
	struct buf mail = { 0 }, out = { 0 };
	int i;

	buf_puts(&mail, "From: a@x\nMessage-ID: <1@x>\nMIME-Version: 1.0\n");
	for (i = 0; i < 50; i++)
		buf_addf(&mail,
		    "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
		    i);
	buf_puts(&mail, "Content-Type: text/plain\n\nwords\n");
	while (i-- > 0)
		buf_addf(&mail, "--b%d--\n", i);
	read_all(&out, buf_view(&mail), "");
	is_str(buf_view(&out), "! is a message with parts nested too deeply\n",
	    "a message");
	buf_release(&mail);
	buf_release(&out);
}

static void
warc(void)
{
	static const char block[] =
	    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1256"
	    "\r\nTransfer-Encoding: chunked\r\n\r\n"
	    "8\r\n<html><p\r\n6\r\n>\xe1\xed\xc8\xed\xc7\r\n0\r\n\r\n";
	static const char picture[] =
	    "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxxxx";
	struct buf file = { 0 }, out = { 0 };
	const char *const blocks[] = { picture, block };
	size_t i;

	for (i = 0; i < 2; i++)
		buf_addf(&file,
		    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
		    "http://a.example/p%zu\r\nWARC-Date: 2017-01-17T10:00:00Z"
		    "\r\nWARC-Record-ID: <urn:uuid:%zu>\r\nContent-Type: "
		    "application/http; msgtype=response\r\nContent-Length: "
		    "%zu\r\n\r\n%s\r\n\r\n",
		    i, i, strlen(blocks[i]), blocks[i]);
	read_all(&out, buf_view(&file), "");
	ok(str_starts(buf_view(&out), "ليبيا /  /  / ليبيا / f:"),
	    "a page in a WARC, its charset by the header: %s", out.p);
	buf_release(&file);
	buf_release(&out);
}

static void
add_record(struct buf *file, const char *kind, const char *uri, struct str body)
{
	buf_addf(file,
	    "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
	    "WARC-Date: 2017-01-17T10:00:00Z\r\nContent-Type: %s\r\n"
	    "Content-Length: %zu\r\n\r\n",
	    kind, uri,
	    strcmp(kind, "response") == 0 ? "application/http" : "text/plain",
	    body.len);
	buf_str(file, body);
	buf_puts(file, "\r\n\r\n");
}

/* Two sites may have pages at the same path: each is known by its whole
 * address. */
static void
warc_addresses(void)
{
	struct buf file = { 0 }, out = { 0 };

	add_record(&file, "warcinfo", "", str_of("software: x"));
	add_record(&file, "response", "http://a.example/news/1",
	    str_of("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nOne "
		   "text"));
	add_record(&file, "request", "http://b.example/news/1",
	    str_of("GET / HTTP/1.1\r\n\r\n"));
	add_record(&file, "response", "<http://b.example/news/1>",
	    str_of("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nTwo "
		   "text"));
	add_record(&file, "response", "http://b.example/gone",
	    str_of("HTTP/1.1 404 No\r\nContent-Type: text/plain\r\n\r\nNone"));
	add_record(&file, "resource", "http://c.example/r", str_of("Three"));
	add_record(
	    &file, "resource", "http://c.example/w", str_of("WARC/1.0\r\n"));
	add_record(&file, "response", "http://d.example/",
	    str_of("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxyz"));
	add_record(
	    &file, "resource", "http://e.example/caf\xe9", str_of("Five"));
	buf_puts(&file, "WARC/1.0\r\nContent-Length: 99\r\n\r\nshort");
	read_all(&out, buf_view(&file), "");
	is_str(buf_view(&out),
	    "One text /  /  / One text / f:http://a.example/news/1\n"
	    "Two text /  /  / Two text / f:http://b.example/news/1\n"
	    "Three /  /  / Three / f:http://c.example/r\n"
	    "! is a WARC within a WARC, which is not read\n"
	    "! is compressed with Brotli, which is not read\n"
	    "Five /  /  / Five / f:http://e.example/caf\xc3\xa9\n"
	    "! ends within a record\n",
	    "the records of a WARC by their addresses, which are UTF-8");
	read_all(&out, str_of("WARC/1.0\r\nno length\r\n\r\n"), "");
	is_str(buf_view(&out), "! has no record of WARC where one should be\n",
	    "a WARC that is none");
	read_all(&out,
	    str_of("WARC/1.0\r\n\r\nsome\nlines\n\nof words\nWARC/1.0\r\n"
		   "WARC-Type: resource\r\nWARC-Target-URI: x:y\r\n"
		   "Content-Length: 4\r\n\r\nFour\r\n\r\n"),
	    "");
	is_str(buf_view(&out),
	    "! has no record of WARC where one should be\n"
	    "Four /  /  / Four / f:x:y\n",
	    "what stands between records is complained of once");
	buf_release(&file);
	buf_release(&out);
}

static void
compress(struct buf *out, struct str s)
{
	const struct member member = { "x", s };

	pack(out, &member, 1, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
}

static void
add_answer(struct buf *file, const char *uri, const char *header, struct str s)
{
	struct buf block = { 0 };

	buf_addf(&block, "HTTP/1.1 200 OK\r\n%s\r\n\r\n", header);
	buf_str(&block, s);
	add_record(file, "response", uri, buf_view(&block));
	buf_release(&block);
}

/* What a browser's crawler saves: compressed answers in a compressed WARC in a
 * zip archive, with lists of them beside it. */
static void
wacz(void)
{
	struct buf page = { 0 }, warc = { 0 }, whole = { 0 }, out = { 0 };
	struct member members[5] = {
		{ "datapackage.json",
		    str_of("{\"profile\": \"data-package\", \"resources\": "
			   "[]}") },
		{ "pages/pages.jsonl",
		    str_of("{\"format\": \"json-pages-1.0\"}\n{\"title\": "
			   "\"T\", \"text\": \"words\"}\n") },
		{ "indexes/index.cdx", str_of("a,example)/ 2017 {}\n") },
		{ "archive/data.warc.gz", { 0 } },
		{ "notes.json", str_of("{\"title\":\"J\",\"text\":\"K\"}\n") },
	};

	compress(&page, str_of("<html><p>\xe1\xed\xc8\xed\xc7"));
	add_answer(&warc, "http://a.example/",
	    "Content-Type: text/html; charset=windows-1256\r\n"
	    "Content-Encoding: gzip",
	    buf_view(&page));
	/* As zlib writes it. */
	add_answer(&warc, "http://b.example/",
	    "Content-Type: text/plain\r\nContent-Encoding: deflate",
	    (struct str){
		"\x78\x9c\xcb\x48\xcd\xc9\xc9\x07\0\x06\x2c\x02\x15", 13 });
	add_answer(&warc, "http://c.example/",
	    "Content-Type: text/plain\r\nContent-Encoding: gzip",
	    str_of("unpacked words"));
	add_answer(&warc, "http://d.example/",
	    "Content-Type: text/plain\r\nContent-Encoding: br",
	    (struct str){ "\x0b\x02\x80\xff\xfe", 5 });
	compress(&whole, buf_view(&warc));
	members[3].text = buf_view(&whole);
	pack(&page, members, ARRAY_LEN(members), ARCHIVE_FORMAT_ZIP,
	    ARCHIVE_FILTER_NONE);
	read_all(&out, buf_view(&page), "");
	is_str(buf_view(&out),
	    "ليبيا /  /  / ليبيا / f:archive/data.warc.gz:http://a.example/\n"
	    "hello /  /  / hello / "
	    "f:archive/data.warc.gz:http://b.example/\n"
	    "unpacked words /  /  / unpacked words / "
	    "f:archive/data.warc.gz:http://c.example/\n"
	    "! is compressed with Brotli, which is not read\n"
	    "J /  /  / K / f:notes.json:1\n",
	    "the pages of a WACZ");
	buf_release(&page);
	buf_release(&warc);
	buf_release(&whole);
	buf_release(&out);
}

/* The names that a program without the writers offers are theirs. */
static void
writers(void)
{
	size_t i;

	for (i = 0; writer_name(i) != NULL; i++)
		ok(writer_find(str_of(writer_name(i))) != NULL,
		    "there is a writer of %s", writer_name(i));
	is_int((int64_t)i, 8, "eight of them");
	ok(writer_find(str_of("pdf")) == NULL, "and no other");
}

int
main(void)
{
	texts();
	kinds();
	nested();
	bombs();
	refused();
	open_cell();
	deep_mail();
	warc();
	warc_addresses();
	wacz();
	writers();
	return done();
}
