/* JSON Feed 1.0 and 1.1 (jsonfeed.org): each item is an article. */
#include "config.h"

#include <jansson.h>

#include "model/html.h"
#include "model/reader.h"
#include "model/utf8.h"

struct feed {
	json_t *root;
	size_t next;
};

static bool
sniff(struct str head)
{
	struct str s = str_trim(head);

	return s.len > 0 && s.p[0] == '{' &&
	       str_find(s, str_of("jsonfeed.org/version"), 0) != SIZE_MAX;
}

static struct str
text_of(struct arena *a, const json_t *object, const char *key)
{
	const json_t *v = json_object_get(object, key);

	if (json_is_integer(v))
		return arena_printf(
		    a, "%lld", (long long)json_integer_value(v));
	return arena_str(a, str_trim(str_of(json_string_value(v))));
}

static struct str
authors_of(struct arena *a, const json_t *item)
{
	const json_t *list = json_object_get(item, "authors"), *one;
	struct buf names = { 0 };
	struct str name;
	size_t i;

	json_array_foreach(list, i, one)
	{
		name = text_of(a, one, "name");
		if (name.len > 0 && names.len > 0)
			buf_puts(&names, ", ");
		buf_str(&names, name);
	}
	if (names.len == 0)
		buf_str(&names,
		    text_of(a, json_object_get(item, "author"), "name"));
	name = arena_str(a, buf_view(&names));
	buf_release(&names);
	return name;
}

static struct str
first_of(struct str a, struct str b, struct str c)
{
	return a.len > 0 ? a : b.len > 0 ? b : c;
}

static bool
read_item(struct arena *a, const json_t *root, const json_t *item,
    struct article_in *in, struct err *err)
{
	struct str empty = { "", 0 }, html;

	in->title = html_fragment(a, text_of(a, item, "title"));
	in->url = first_of(
	    text_of(a, item, "url"), text_of(a, item, "external_url"), empty);
	in->source_id = text_of(a, item, "id");
	in->author = authors_of(a, item);
	in->published = first_of(text_of(a, item, "date_published"),
	    text_of(a, item, "date_modified"), empty);
	in->language = first_of(
	    text_of(a, item, "language"), text_of(a, root, "language"), empty);
	in->outlet = text_of(a, root, "title");
	if (!html_fragment_read(
		a, text_of(a, item, "content_html"), &html, err))
		return false;
	in->text = first_of(html, text_of(a, item, "content_text"),
	    first_of(text_of(a, item, "summary"), in->title, in->url));
	return in->text.len > 0 ||
	       err_set(err, ERR_INVALID, "is an entry without text");
}

static bool
open_feed(struct reader *reader, struct feed *feed, struct arena *arena,
    struct article_in *in, struct err *err)
{
	json_error_t why;
	struct str text;

	if (!reader_text(reader, arena, in, &text, err))
		return false;
	feed->root = json_loadb(text.p, text.len, 0, &why);
	return feed->root != NULL || reader_json_bad(&why, false, err);
}

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct feed *feed = state;
	const json_t *item;

	if (feed->root == NULL && !open_feed(reader, feed, arena, in, err))
		return err->code == ERR_NONE ? READER_END : READER_BAD;
	item = json_array_get(json_object_get(feed->root, "items"), feed->next);
	if (item == NULL)
		return READER_END;
	in->origin = arena_printf(
	    arena, "%.*s:%zu", (int)in->origin.len, in->origin.p, ++feed->next);
	return read_item(arena, feed->root, item, in, err) ? READER_ARTICLE
							   : READER_BAD;
}

static void
close_feed(void *state)
{
	struct feed *feed = state;

	json_decref(feed->root);
}

const struct reader_format read_jsonfeed = {
	.name = "jsonfeed",
	.sniff = sniff,
	.foreign = true,
	.size = sizeof(struct feed),
	.next = next,
	.close = close_feed,
};
