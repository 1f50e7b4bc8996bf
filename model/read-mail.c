/* Mail: one message (.eml) or many (mbox), such as newsletters. MIME is
 * GMime's; an HTML part is preferred to a plain one, as that knows where
 * paragraphs end. */
#include "config.h"

#include <gmime/gmime.h>

#include "model/charset.h"
#include "model/html.h"
#include "model/reader.h"
#include "model/utf8.h"

enum {
	MESSAGE_MAX = 32 << 20,
	PARTS_MAX = 200,
	DEPTH_MAX = 16,
	LINE_SNIFFED = 60,
};

struct mail {
	struct buf next; /* "From " line of the next message was seen */
	bool started, mbox, ended;
	int64_t number;
};

/* Headers that no other kind of text has. */
static bool
sniff(struct str head)
{
	static const char *const names[] = { "received", "message-id",
		"mime-version", "return-path", "delivered-to", "list-id",
		"dkim-signature", "content-type", "from", "subject", "to",
		"date" };
	struct str line, name;
	size_t i, hits = 0, lines = 0, own = 0;

	while (lines++ < LINE_SNIFFED && str_split(&head, '\n', &line)) {
		/* Of a mailbox; its mails may have nothing else that only
		 * mails have. */
		if (lines == 1 && str_starts(line, "From ")) {
			own++;
			continue;
		}
		if (str_trim(line).len == 0)
			break;
		if (line.p[0] == ' ' || line.p[0] == '\t')
			continue;
		name = str_slice(line, 0, str_find(line, str_of(":"), 0));
		if (name.len == line.len ||
		    str_find(name, str_of(" "), 0) != SIZE_MAX)
			return false;
		for (i = 0; i < ARRAY_LEN(names); i++) {
			if (str_is_nocase(name, names[i])) {
				hits++;
				own += i < 7;
			}
		}
	}
	return own > 0 && hits >= 3;
}

/* The next message's bytes. False at the end. */
static enum reader_result
next_message(
    struct reader *reader, struct mail *mail, struct buf *out, struct err *err)
{
	enum reader_result result;
	struct str line;
	int64_t number;
	bool blank = true, quoted;

	while (!mail->ended) {
		result = reader_line(reader, &line, &number, err);
		if (result == READER_BAD)
			return result;
		if (result == READER_END) {
			mail->ended = true;
			break;
		}
		if (number == 1 && str_starts(line, "From ")) {
			mail->mbox = true;
			continue;
		}
		if (mail->mbox && blank && str_starts(line, "From "))
			break;
		blank = str_trim(line).len == 0;
		quoted = mail->mbox && str_starts(line, ">From ");
		if (out->len < MESSAGE_MAX) {
			buf_str(out, str_slice(line, quoted, line.len));
			buf_putc(out, '\n');
		}
	}
	return out->len > 0 ? READER_ARTICLE : READER_END;
}

struct parts {
	GMimePart *html, *plain;
	int n;
	bool deep; /* parts below DEPTH_MAX were left out */
};

static void
find_parts(GMimeObject *object, struct parts *parts, int depth)
{
	GMimeContentType *type;
	const char *disposition;
	GMimeMultipart *multi;
	int i;

	parts->deep |= depth > DEPTH_MAX;
	if (object == NULL || depth > DEPTH_MAX || parts->n++ > PARTS_MAX)
		return;
	if (GMIME_IS_MULTIPART(object)) {
		multi = (GMimeMultipart *)object;
		for (i = 0; i < g_mime_multipart_get_count(multi); i++)
			find_parts(g_mime_multipart_get_part(multi, i), parts,
			    depth + 1);
		return;
	}
	disposition = g_mime_object_get_disposition(object);
	type = g_mime_object_get_content_type(object);
	if (!GMIME_IS_PART(object) || type == NULL ||
	    (disposition != NULL &&
		str_is_nocase(str_of(disposition), "attachment")))
		return;
	if (parts->html == NULL &&
	    g_mime_content_type_is_type(type, "text", "html"))
		parts->html = (GMimePart *)object;
	else if (parts->plain == NULL &&
		 g_mime_content_type_is_type(type, "text", "plain"))
		parts->plain = (GMimePart *)object;
}

/* Text that was broken to a measure by format=flowed (RFC 3676): a line that
 * ends in a blank goes on in the next, unless they are quoted to other depths
 * or it is the mark above a signature. */
static void
unflow(struct buf *out, struct str text, bool delsp)
{
	size_t depth = 0, last = 0, start;
	bool open = false;
	struct str line;

	while (str_split(&text, '\n', &line)) {
		if (str_ends(line, "\r"))
			line.len--;
		for (depth = 0; depth < line.len && line.p[depth] == '>';)
			depth++;
		/* A blank that only keeps "From" or ">" apart goes. */
		start = depth + (depth < line.len && line.p[depth] == ' ');
		if (!open || depth != last) {
			if (open || out->len > 0)
				buf_putc(out, '\n');
			buf_str(out, str_slice(line, 0, depth));
			if (depth > 0)
				buf_putc(out, ' ');
		}
		line = str_slice(line, start, line.len);
		open = str_ends(line, " ") && !str_is(line, "-- ");
		buf_str(out,
		    str_slice(line, 0, line.len - (open && delsp ? 1 : 0)));
		last = depth;
	}
}

static bool
is_flowed(GMimePart *part, bool *delsp)
{
	GMimeObject *object = (GMimeObject *)part;
	const char *format =
	    g_mime_object_get_content_type_parameter(object, "format");
	const char *del =
	    g_mime_object_get_content_type_parameter(object, "delsp");

	*delsp = del != NULL && str_is_nocase(str_of(del), "yes");
	return format != NULL && str_is_nocase(str_of(format), "flowed");
}

static struct str
plain_text(struct arena *a, GMimePart *part, struct str text)
{
	struct buf out = { 0 };
	bool delsp;

	if (!is_flowed(part, &delsp))
		return arena_str(a, str_trim(text));
	unflow(&out, text, delsp);
	text = arena_str(a, str_trim(buf_view(&out)));
	buf_release(&out);
	return text;
}

/* A part's text as UTF-8, its transfer encoding taken off. */
static void
add_part(struct buf *out, GMimePart *part, struct buf *what)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	const char *charset = g_mime_object_get_content_type_parameter(
	    (GMimeObject *)part, "charset");
	GMimeStream *stream;
	GByteArray *bytes;
	struct str s;

	if (content == NULL)
		return;
	stream = g_mime_stream_mem_new();
	(void)g_mime_data_wrapper_write_to_stream(content, stream);
	bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);
	s = (struct str){ (const char *)bytes->data, bytes->len };
	if (s.len > 0)
		charset_text(out, s, str_of(charset), what);
	g_object_unref(stream);
}

/* Were parts left out because they lie too deep? */
static bool
read_body(struct arena *a, GMimeMessage *message, struct article_in *in)
{
	struct buf text = { 0 }, what = { 0 };
	struct parts parts = { 0 };

	find_parts(g_mime_message_get_mime_part(message), &parts, 0);
	if (parts.html != NULL) {
		add_part(&text, parts.html, &what);
		in->text = html_fragment(a, buf_view(&text));
	}
	if (in->text.len == 0 && parts.plain != NULL) {
		buf_reset(&text);
		add_part(&text, parts.plain, &what);
		in->text = plain_text(a, parts.plain, buf_view(&text));
	}
	in->repaired = arena_str(a, buf_view(&what));
	buf_release(&text);
	buf_release(&what);
	return parts.deep;
}

static struct str
clean(struct arena *a, const char *s)
{
	struct buf out = { 0 }, what = { 0 };
	struct str text;

	utf8_repair(&out, str_of(s), &what);
	text = reader_one_line(a, arena_str(a, buf_view(&out)));
	buf_release(&out);
	buf_release(&what);
	return text;
}

/* Who sent it: the name, else the address. */
static struct str
sender(struct arena *a, GMimeMessage *message)
{
	InternetAddressList *from = g_mime_message_get_from(message);
	InternetAddress *one =
	    from != NULL && internet_address_list_length(from) > 0
		? internet_address_list_get_address(from, 0)
		: NULL;
	const char *name;

	if (one == NULL)
		return str_of("");
	name = internet_address_get_name(one);
	if ((name == NULL || name[0] == '\0') &&
	    INTERNET_ADDRESS_IS_MAILBOX(one))
		name = internet_address_mailbox_get_addr(
		    (InternetAddressMailbox *)one);
	return clean(a, name);
}

static bool
read_message(
    struct arena *a, struct str bytes, struct article_in *in, struct err *err)
{
	GMimeStream *stream =
	    g_mime_stream_mem_new_with_buffer(bytes.p, bytes.len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	const char *date;
	bool deep = false;

	if (message != NULL) {
		in->title = clean(a, g_mime_message_get_subject(message));
		in->author = sender(a, message);
		in->outlet = in->author;
		in->source_id =
		    clean(a, g_mime_message_get_message_id(message));
		date = g_mime_object_get_header((GMimeObject *)message, "Date");
		in->published = clean(a, date);
		deep = read_body(a, message, in);
		g_object_unref(message);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	if (in->text.len == 0)
		return err_set(err, ERR_INVALID, "%s",
		    deep ? "is a message with parts nested too deeply"
			 : "is a message without text");
	return true;
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct mail *mail = state;
	enum reader_result result;

	err->code = ERR_NONE;
	if (!mail->started)
		g_mime_init();
	mail->started = true;
	buf_reset(&mail->next);
	result = next_message(reader, mail, &mail->next, err);
	if (result != READER_ARTICLE)
		return result;
	mail->number++;
	if (mail->mbox)
		in->origin = arena_printf(arena, "%.*s:%lld",
		    (int)in->origin.len, in->origin.p, (long long)mail->number);
	if (mail->next.len >= MESSAGE_MAX) {
		err_set(err, ERR_INVALID,
		    "is longer than 32 MB, too long for a message");
		return READER_BAD;
	}
	return read_message(arena, buf_view(&mail->next), in, err)
		   ? READER_ARTICLE
		   : READER_BAD;
}

static void
close_mail(void *state)
{
	struct mail *mail = state;

	buf_release(&mail->next);
}

const struct reader_format read_mail = {
	.name = "mbox",
	.sniff = sniff,
	.foreign = true,
	.size = sizeof(struct mail),
	.next = next,
	.close = close_mail,
};
