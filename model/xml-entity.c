#include "config.h"

#include "model/xml-entity.h"

#include "model/html.h"

size_t
xml_doctype_end(struct str s)
{
	size_t i;
	int depth = 0;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '[')
			depth++;
		else if (s.p[i] == ']')
			depth--;
		else if (s.p[i] == '>' && depth <= 0)
			return i + 1;
	}
	return s.len;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next run of characters that are no blanks. */
static struct str
word(struct str *s)
{
	const struct str all = *s;
	size_t from = 0, to;

	while (from < s->len && is_blank(s->p[from]))
		from++;
	for (to = from; to < s->len && !is_blank(s->p[to]);)
		to++;
	*s = str_slice(all, to, all.len);
	return str_slice(all, from, to);
}

/* Does a value stand for characters alone ("&#160;"), and not for entities? */
static bool
is_plain(struct str value)
{
	size_t i;

	for (i = 0; i < value.len; i++) {
		if (value.p[i] == '%' ||
		    (value.p[i] == '&' &&
			(i + 1 == value.len || value.p[i + 1] != '#')))
			return false;
	}
	return true;
}

/* What stands between quotation marks; {NULL}: nothing does. */
static struct str
quoted(struct str s)
{
	size_t from = 0, to;

	while (from < s.len && is_blank(s.p[from]))
		from++;
	if (from == s.len || (s.p[from] != '"' && s.p[from] != '\''))
		return (struct str){ 0 };
	for (to = from + 1; to < s.len && s.p[to] != s.p[from];)
		to++;
	return str_slice(s, from + 1, to);
}

static bool
take(struct xml_entities *all, struct str declared, struct err *err)
{
	struct str name = word(&declared), value;

	if (str_is(name, "%"))
		return true;
	value = quoted(declared);
	if (value.p == NULL)
		return err_set(err, ERR_INVALID,
		    "declares an entity that stands for a file, and was "
		    "refused");
	if (!is_plain(value))
		return err_set(err, ERR_INVALID,
		    "declares entities made of entities, which would swell, "
		    "and was refused");
	if (value.len > XML_ENTITY_MAX)
		return err_set(err, ERR_INVALID,
		    "declares an entity of more than %d KB, which would swell, "
		    "and was refused",
		    XML_ENTITY_MAX >> 10);
	if (all->n == XML_ENTITIES)
		return err_set(err, ERR_INVALID,
		    "declares more than %d entities, and was refused",
		    XML_ENTITIES);
	all->entity[all->n].name = name;
	all->entity[all->n++].value = value;
	return true;
}

bool
xml_entities_take(struct xml_entities *all, struct str doctype, struct err *err)
{
	const struct str mark = str_of("<!ENTITY");
	size_t at = 0;

	while ((at = str_find(doctype, mark, at)) != SIZE_MAX) {
		at += mark.len;
		if (!take(all, str_slice(doctype, at, doctype.len), err))
			return false;
	}
	return true;
}

bool
xml_entities_use(struct xml_entities *all, struct str name, struct str *value,
    struct err *err)
{
	size_t i;

	*value = (struct str){ 0 };
	for (i = 0; i < all->n; i++) {
		if (!str_eq(all->entity[i].name, name))
			continue;
		*value = all->entity[i].value;
		all->swell += value->len;
		return all->swell <= XML_SWELL_MAX ||
		       err_set(err, ERR_INVALID,
			   "swells by its entities to more than %d KB, and "
			   "was refused",
			   XML_SWELL_MAX >> 10);
	}
	return true;
}

bool
xml_entities_fine(struct str document, struct err *err)
{
	struct xml_entities all = { 0 };
	struct str start = html_start(document);
	size_t end;

	if (start.len < 9 ||
	    !str_is_nocase(str_slice(start, 0, 9), "<!doctype"))
		return true;
	end = xml_doctype_end(start);
	return xml_entities_take(&all, str_slice(start, 0, end), err);
}
