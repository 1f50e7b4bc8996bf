#include "config.h"

#include "model/charset.h"

#include <errno.h>
#include <iconv.h>

#include "model/utf8.h"

enum { HEAD = 4096, NAME_MAX_LEN = 40 };

/* As browsers do (WHATWG Encoding), old names stand for the larger sets that
 * contain them. */
static const char *
real_name(const char *name)
{
	static const char *const same[][2] = {
		{ "iso-8859-1", "WINDOWS-1252" },
		{ "latin1", "WINDOWS-1252" },
		{ "us-ascii", "WINDOWS-1252" },
		{ "ascii", "WINDOWS-1252" },
		{ "iso-8859-9", "WINDOWS-1254" },
		{ "gb2312", "GB18030" },
		{ "gbk", "GB18030" },
		{ "x-gbk", "GB18030" },
		{ "x-sjis", "CP932" },
		{ "shift_jis", "CP932" },
		{ "euc-kr", "CP949" },
		{ "ks_c_5601-1987", "CP949" },
		{ "x-user-defined", "WINDOWS-1252" },
		{ "iso-8859-8-i", "ISO-8859-8" },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(same); i++) {
		if (str_is_nocase(str_of(name), same[i][0]))
			return same[i][1];
	}
	return name;
}

static bool
is_name_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == ':' ||
	       c == '.';
}

/* A name that may be given to iconv ("UTF-8//TRANSLIT" is none). */
static bool
clean_name(struct str name, char *out)
{
	size_t i;

	name = str_trim(name);
	if (name.len == 0 || name.len >= NAME_MAX_LEN)
		return false;
	for (i = 0; i < name.len; i++) {
		if (!is_name_char(name.p[i]))
			return false;
		out[i] = name.p[i];
	}
	out[i] = '\0';
	return true;
}

bool
charset_convert(struct buf *out, struct str bytes, struct str name)
{
	char clean[NAME_MAX_LEN], chunk[4096], *in, *to;
	size_t left = bytes.len, room;
	iconv_t cd;

	if (!clean_name(name, clean))
		return false;
	cd = iconv_open("UTF-8", real_name(clean));
	if (cd == (iconv_t)-1)
		return false;
	in = (char *)(uintptr_t)bytes.p; /* iconv only reads it */
	while (left > 0) {
		to = chunk;
		room = sizeof chunk;
		if (iconv(cd, &in, &left, &to, &room) != (size_t)-1 ||
		    errno == E2BIG) {
			buf_add(out, chunk, (size_t)(to - chunk));
			continue;
		}
		buf_add(out, chunk, (size_t)(to - chunk));
		buf_puts(out, "\xef\xbf\xbd");
		in++;
		left--;
	}
	(void)iconv_close(cd);
	return true;
}

const char *
charset_wide(struct str bytes)
{
	static const struct {
		char head[5];
		unsigned char len;
		const char *name;
	} wide[] = {
		{ "\xff\xfe\0\0", 4, "UTF-32" },
		{ "\0\0\xfe\xff", 4, "UTF-32" },
		{ "<\0\0\0", 4, "UTF-32LE" },
		{ "\0\0\0<", 4, "UTF-32BE" },
		{ "\xff\xfe", 2, "UTF-16" },
		{ "\xfe\xff", 2, "UTF-16" },
		{ "<\0", 2, "UTF-16LE" },
		{ "\0<", 2, "UTF-16BE" },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(wide); i++) {
		if (bytes.len >= 4 &&
		    memcmp(bytes.p, wide[i].head, wide[i].len) == 0)
			return wide[i].name;
	}
	return NULL;
}

static bool
is_utf8_name(struct str name)
{
	return str_is_nocase(name, "utf-8") || str_is_nocase(name, "utf8");
}

static bool
is_wide(struct str name)
{
	return name.len >= 5 &&
	       (str_is_nocase(str_slice(name, 0, 5), "utf-1") ||
		   str_is_nocase(str_slice(name, 0, 5), "utf-3") ||
		   str_is_nocase(str_slice(name, 0, 3), "ucs"));
}

void
charset_text(
    struct buf *out, struct str bytes, struct str name, struct buf *what)
{
	const char *wide = charset_wide(bytes);
	struct buf utf8 = { 0 };

	/* A page that could say in ASCII that it is UTF-16 is not. */
	if (wide == NULL && name.len > 0 && !is_utf8_name(name) &&
	    !is_wide(name) && !utf8_valid(bytes) &&
	    charset_convert(&utf8, bytes, name))
		utf8_repair(out, buf_view(&utf8), what);
	else if (wide != NULL && charset_convert(&utf8, bytes, str_of(wide)))
		utf8_repair(out, buf_view(&utf8), what);
	else
		utf8_repair(out, bytes, what);
	buf_release(&utf8);
}

/* The word after `charset=` (or an XML declaration's `encoding=`) in the page's
 * first bytes. */
static struct str
declared(struct str page)
{
	static const char *const marks[] = {
		"charset=", "CHARSET=", "Charset=", "encoding="
	};
	struct str head = str_slice(page, 0, HEAD);
	size_t i, at, from;

	for (i = 0; i < ARRAY_LEN(marks); i++) {
		at = str_find(head, str_of(marks[i]), 0);
		if (at == SIZE_MAX)
			continue;
		at += strlen(marks[i]);
		while (at < head.len && strchr("\"' ", head.p[at]) != NULL)
			at++;
		from = at;
		while (at < head.len && is_name_char(head.p[at]))
			at++;
		return str_slice(head, from, at);
	}
	return str_of("");
}

void
charset_html(
    struct buf *out, struct str page, struct str header, struct buf *what)
{
	charset_text(out, page, header.len > 0 ? header : declared(page), what);
}
