/* What a page says of its article in JSON-LD (schema.org). */
#include "config.h"

#include <jansson.h>

#include "model/html-meta.h"

enum { LD_DEPTH = 8 };

static struct str
json_str(struct arena *a, const json_t *v)
{
	const char *s = json_string_value(v);

	return s != NULL ? str_trim(arena_str(a, str_of(s))) : str_of("");
}

/* A name, or an object with one, or a list of either. */
static struct str
json_names(struct arena *a, const json_t *v, int depth)
{
	struct str all = { "", 0 }, one;
	json_t *item;
	size_t i;

	if (depth > LD_DEPTH)
		return all;
	if (json_is_object(v))
		return json_names(a, json_object_get(v, "name"), depth + 1);
	if (!json_is_array(v))
		return json_str(a, v);
	json_array_foreach(v, i, item)
	{
		one = json_names(a, item, depth + 1);
		if (one.len > 0)
			all = all.len == 0
				  ? one
				  : arena_printf(a, "%s, %s", all.p, one.p);
	}
	return all;
}

static bool
is_article(const json_t *type)
{
	const json_t *item;
	struct str s;
	size_t i;

	if (json_is_array(type)) {
		json_array_foreach(type, i, item)
		{
			if (json_is_string(item) && is_article(item))
				return true;
		}
		return false;
	}
	s = str_of(json_string_value(type));
	return str_ends(s, "Article") || str_ends(s, "BlogPosting") ||
	       str_is(s, "Report") || str_is(s, "Reportage");
}

/* The entries of a live blog, each with its heading, newest first as they
 * stand. */
static struct str
live_body(struct arena *a, const json_t *updates)
{
	struct buf all = { 0 };
	struct str one;
	json_t *item;
	size_t i;

	json_array_foreach(updates, i, item)
	{
		one = json_str(a, json_object_get(item, "articleBody"));
		if (one.len == 0)
			continue;
		if (all.len > 0)
			buf_puts(&all, "\n\n");
		buf_str(&all, json_str(a, json_object_get(item, "headline")));
		buf_puts(&all, "\n\n");
		buf_str(&all, one);
	}
	one = arena_str(a, buf_view(&all));
	buf_release(&all);
	return one;
}

static void
take(struct arena *a, const json_t *v, struct html_meta *m)
{
	const json_t *page = json_object_get(v, "mainEntityOfPage");

	if (json_is_object(page))
		page = json_object_get(page, "@id");
	html_set(&m->title, json_str(a, json_object_get(v, "headline")));
	html_set(&m->author, json_names(a, json_object_get(v, "author"), 0));
	html_set(&m->outlet, json_names(a, json_object_get(v, "publisher"), 0));
	html_set(
	    &m->published, json_str(a, json_object_get(v, "datePublished")));
	html_set(&m->language, json_str(a, json_object_get(v, "inLanguage")));
	html_set(&m->url, json_str(a, json_object_get(v, "url")));
	html_set(&m->url, json_str(a, page));
	html_set(&m->body, json_str(a, json_object_get(v, "articleBody")));
	html_set(&m->body, live_body(a, json_object_get(v, "liveBlogUpdate")));
}

/* What a page says of itself around its article, or in the place of one; of a
 * list of pages nothing is taken. */
static void
take_page(struct arena *a, const json_t *v, struct html_meta *m)
{
	const char *type = json_string_value(json_object_get(v, "@type"));

	if (type == NULL || strcmp(type, "WebPage") != 0)
		return;
	html_set(
	    &m->published, json_str(a, json_object_get(v, "datePublished")));
	html_set(&m->language, json_str(a, json_object_get(v, "inLanguage")));
}

static void
walk(struct arena *a, const json_t *v, struct html_meta *m, int depth)
{
	json_t *item;
	size_t i;

	if (depth > LD_DEPTH)
		return;
	if (json_is_array(v)) {
		json_array_foreach(v, i, item) walk(a, item, m, depth + 1);
	} else if (json_is_object(v)) {
		if (is_article(json_object_get(v, "@type")))
			take(a, v, m);
		take_page(a, v, m);
		walk(a, json_object_get(v, "@graph"), m, depth + 1);
		walk(a, json_object_get(v, "mainEntity"), m, depth + 1);
	}
}

/* From the first bracket to the last one (comments and CDATA marks stand
 * around it), with line ends in strings, which JSON does not know, as blanks.
 */
static void
add_json(struct buf *out, const char *text)
{
	const char *mark = strstr(text, "<![CDATA["), *start, *end;

	start = strpbrk(mark != NULL ? mark + strlen("<![CDATA[") : text, "{[");
	end = text + strlen(text);
	if (start == NULL)
		return;
	for (; start < end; start++)
		buf_putc(out, (unsigned char)*start < ' ' ? ' ' : *start);
}

void
html_parsely(struct arena *a, struct str text, struct html_meta *m)
{
	json_t *v = json_loadb(text.p, text.len, 0, NULL);
	struct str author = json_names(a, json_object_get(v, "authors"), 0);

	html_set(&m->title, json_str(a, json_object_get(v, "title")));
	html_set(&m->published, json_str(a, json_object_get(v, "pub_date")));
	html_set(&m->author, json_names(a, json_object_get(v, "author"), 0));
	html_set(&m->author, author);
	html_set(&m->url, json_str(a, json_object_get(v, "link")));
	json_decref(v);
}

void
html_ld(struct arena *a, const char *text, struct html_meta *m)
{
	struct buf clean = { 0 };
	json_t *v;

	add_json(&clean, text);
	v = clean.len > 0
		? json_loadb(clean.p, clean.len, JSON_DISABLE_EOF_CHECK, NULL)
		: NULL;
	if (v != NULL)
		walk(a, v, m, 0);
	json_decref(v);
	buf_release(&clean);
}
