#include "config.h"

#include "model/read-project.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "model/entity.h"
#include "model/feed-xml.h"
#include "model/qda-in.h"
#include "model/read-codebook.h"
#include "model/record.h"
#include "model/utf8.h"
#include "model/uuid.h"
#include "model/write-qda.h"

enum { ALL_BYTES = 512 << 20, FILES = 200000, NODES = 20000000 };

/* ------------------------------------------------------------------ elements
 */

bool
qda_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       xmlStrEqual(node->name, (const xmlChar *)name);
}

struct str
qda_attr(struct qda_in *q, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	struct str s = arena_str(&q->arena, str_of((const char *)value));

	xmlFree(value);
	return s;
}

const xmlNode *
qda_next(const xmlNode *node, const char *name)
{
	for (node = node->next; node != NULL; node = node->next)
		if (qda_named(node, name))
			return node;
	return NULL;
}

const xmlNode *
qda_child(const xmlNode *node, const char *name)
{
	const xmlNode *c = node != NULL ? node->children : NULL;

	return c == NULL || qda_named(c, name) ? c : qda_next(c, name);
}

struct str
qda_text(struct qda_in *q, const xmlNode *node, const char *name)
{
	const xmlNode *c = qda_child(node, name);
	xmlChar *text = c != NULL ? xmlNodeGetContent(c) : NULL;
	struct str s = arena_str(&q->arena, str_of((const char *)text));

	xmlFree(text);
	return str_trim(s).len > 0 ? s : str_of("");
}

struct str
qda_ref(struct qda_in *q, const xmlNode *node, const char *name)
{
	return uuid_read(&q->arena, qda_attr(q, node, name));
}

static int
by_guid(const void *a, const void *b)
{
	const struct qda_guid *x = a, *y = b;

	return str_cmp(x->guid, y->guid);
}

const xmlNode *
qda_find(const struct qda_in *q, struct str guid)
{
	struct qda_guid key = { guid, NULL }, *at = NULL;

	if (q->n_guids > 0 && guid.len > 0)
		at = bsearch(
		    &key, q->guids, q->n_guids, sizeof *q->guids, by_guid);
	return at != NULL ? at->node : NULL;
}

/* The next node in the order of the file; NULL behind the last. */
static const xmlNode *
following(const xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL)
		return node->children;
	while (node != NULL && node->next == NULL)
		node = node->parent;
	return node != NULL ? node->next : NULL;
}

static void
guids_read(struct qda_in *q)
{
	const xmlNode *node;

	for (node = q->root; node != NULL; node = following(node)) {
		struct str guid = node->type == XML_ELEMENT_NODE
				      ? qda_ref(q, node, "guid")
				      : str_of("");

		if (guid.len == 0)
			continue;
		q->guids = arena_grow(
		    &q->arena, q->guids, q->n_guids, sizeof *q->guids);
		q->guids[q->n_guids++] = (struct qda_guid){ guid, node };
	}
	if (q->n_guids > 0)
		qsort(q->guids, q->n_guids, sizeof *q->guids, by_guid);
}

struct str
qda_value(struct qda_in *q, const xmlNode *node, const char *name)
{
	const xmlNode *v = qda_child(node, "VariableValue"), *c;

	for (; v != NULL; v = qda_next(v, "VariableValue")) {
		const xmlNode *ref = qda_child(v, "VariableRef");
		const xmlNode *variable =
		    ref != NULL ? qda_find(q, qda_ref(q, ref, "targetGUID"))
				: NULL;

		if (variable == NULL ||
		    !str_is_nocase(qda_attr(q, variable, "name"), name))
			continue;
		for (c = v->children; c != NULL; c = c->next)
			if (c->type == XML_ELEMENT_NODE &&
			    !qda_named(c, "VariableRef"))
				return qda_text(q, v, (const char *)c->name);
	}
	return str_of("");
}

/* --------------------------------------------------------------------- files
 */

static struct str
base_name(struct str path)
{
	size_t i, from = 0;

	for (i = 0; i < path.len; i++)
		if (path.p[i] == '/' || path.p[i] == '\\')
			from = i + 1;
	return str_slice(path, from, path.len);
}

struct str
qda_bytes(const struct qda_in *q, struct str path)
{
	struct str name = base_name(path);
	size_t i;

	if (!str_starts(path, "internal:"))
		return (struct str){ 0 };
	for (i = 0; i < q->n_files; i++)
		if (str_eq(base_name(q->files[i].name), name))
			return q->files[i].bytes;
	return (struct str){ 0 };
}

/* One file; false when there is too much or it is broken. */
static bool
file_read(struct qda_in *q, struct archive *zip, struct archive_entry *e,
    size_t *total)
{
	const char *name = archive_entry_pathname_utf8(e);
	struct buf b = { 0 };
	char part[65536];
	la_ssize_t n;

	if (name == NULL)
		name = archive_entry_pathname(e);
	while ((n = archive_read_data(zip, part, sizeof part)) > 0 &&
	       *total <= ALL_BYTES) {
		buf_add(&b, part, (size_t)n);
		*total += (size_t)n;
	}
	if (n == 0 && name != NULL) {
		q->files = arena_grow(
		    &q->arena, q->files, q->n_files, sizeof *q->files);
		q->files[q->n_files++] = (struct qda_file){
			arena_str(&q->arena, str_of(name)),
			arena_str(&q->arena, buf_view(&b)),
		};
	}
	buf_release(&b);
	return n == 0;
}

static bool
unzip(struct qda_in *q, struct str file, struct err *err)
{
	struct archive *zip = archive_read_new();
	struct archive_entry *e;
	size_t total = 0;
	bool good = zip != NULL;
	int got = ARCHIVE_FATAL;

	if (good)
		(void)archive_read_support_format_zip(zip);
	good = good &&
	       archive_read_open_memory(zip, file.p, file.len) == ARCHIVE_OK;
	while (good && q->n_files < FILES &&
	       (got = archive_read_next_header(zip, &e)) == ARCHIVE_OK)
		good = archive_entry_filetype(e) == AE_IFDIR ||
		       file_read(q, zip, e, &total);
	good = good && got == ARCHIVE_EOF;
	(void)archive_read_free(zip);
	if (total > ALL_BYTES)
		return err_set(err, ERR_INVALID,
		    "its texts have more than %d MiB: export it in parts",
		    ALL_BYTES >> 20);
	return good || err_set(err, ERR_INVALID,
			   "this is no project: no sound ZIP file");
}

/* ------------------------------------------------------------------- sources
 */

void
qda_words(struct qda_in *q, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		buf_putc(
		    q->lines, (unsigned char)text.p[i] < ' ' ? ' ' : text.p[i]);
}

void
qda_failed(struct qda_in *q, struct str name, const char *reason)
{
	buf_putc(q->lines, 'F');
	qda_words(q, name);
	buf_addf(q->lines, "\t%s\n", reason);
}

static void
put_article(struct qda_in *q, const xmlNode *source, struct str text)
{
	static const char *const fields[] = { "url", "author", "outlet",
		"published", "language" };
	struct str title = qda_value(q, source, "title");
	struct buf *out = q->lines;
	size_t i;

	buf_puts(out, "A{");
	json_member(out, "guid", qda_ref(q, source, "guid"));
	json_member(
	    out, "title", title.len > 0 ? title : qda_attr(q, source, "name"));
	for (i = 0; i < ARRAY_LEN(fields); i++)
		json_member(out, fields[i], qda_value(q, source, fields[i]));
	json_member(out, "text", text);
	buf_puts(out, "}\n");
}

/* The mark of UTF-8 before a text is none of it: other programs count passages
 * from behind it. */
struct str
qda_unmarked(const struct qda_in *q, struct str text)
{
	bool marked = !q->own && str_starts(text, "\xef\xbb\xbf");

	return marked ? str_slice(text, 3, text.len) : text;
}

/* Where a source or what stands for it has its text. */
static bool
raw_text(struct qda_in *q, const xmlNode *node, struct str *raw)
{
	struct buf b = { 0 }, what = { 0 };

	*raw = qda_bytes(q, qda_attr(q, node, "plainTextPath"));
	if (raw->p == NULL)
		*raw = qda_text(q, node, "PlainTextContent");
	*raw = qda_unmarked(q, *raw);
	if (raw->len > 0 && !utf8_valid(*raw)) {
		utf8_repair(&b, *raw, &what);
		*raw = arena_str(&q->arena, buf_view(&b));
	}
	buf_release(&b);
	buf_release(&what);
	return raw->len > 0;
}

static void
put_source(struct qda_in *q, const xmlNode *source)
{
	const xmlNode *text = qda_named(source, "PDFSource")
				  ? qda_child(source, "Representation")
				  : source;
	struct str raw, name = qda_attr(q, source, "name");

	if (text == NULL ||
	    (text == source && !qda_named(source, "TextSource")))
		qda_failed(q, name, "is no text");
	else if (qda_ref(q, source, "guid").len == 0)
		qda_failed(q, name, "has no GUID");
	else if (!raw_text(q, text, &raw))
		qda_failed(q, name, "has no text in this file");
	else {
		put_article(q, source, qda_lines(q, raw));
		qda_work(q, text, raw);
	}
}

/* --------------------------------------------------------------------- codes
 */

static bool
is_own(struct arena *arena, struct str guid)
{
	size_t i;

	for (i = 0; i < SPAN_ROLES; i++)
		if (str_eq(guid, uuid_of(arena, "role", str_of(qda_roles[i]))))
			return true;
	for (i = 0; i < ENTITY_KINDS; i++)
		if (str_eq(guid, uuid_of(arena, "kind", str_of(qda_kinds[i]))))
			return true;
	return str_eq(guid, uuid_of(arena, "kind", str_of("names")));
}

/* Is it in the set of those that are out of use? */
static bool
is_retired(struct qda_in *q, struct str code)
{
	const xmlNode *set =
	    qda_find(q, uuid_of(&q->arena, "set", str_of(QDA_RETIRED)));
	const xmlNode *c = qda_child(set, "MemberCode");

	for (; c != NULL; c = qda_next(c, "MemberCode"))
		if (str_eq(qda_ref(q, c, "targetGUID"), code))
			return true;
	return false;
}

/* All but those that this program puts into every project. */
static bool
put_codes(struct qda_in *q, struct str qde, struct err *err)
{
	struct buf all = { 0 };
	struct str rest, line;
	struct out_code code;
	bool good =
	    qda_child(qda_child(qda_child(q->root, "CodeBook"), "Codes"),
		"Code") == NULL ||
	    codebook_lines(qde, &all, err);

	for (rest = buf_view(&all); good && str_split(&rest, '\n', &line);)
		if (codebook_line(line, &q->arena, &code) &&
		    !is_own(&q->arena, code.uuid)) {
			buf_putc(q->lines, 'C');
			if (!code.retired && is_retired(q, code.uuid)) {
				buf_str(
				    q->lines, str_slice(line, 0, line.len - 1));
				buf_puts(q->lines, ",\"retired\":\"yes\"}");
			} else {
				buf_str(q->lines, line);
			}
			buf_putc(q->lines, '\n');
		}
	buf_release(&all);
	return good;
}

static struct str
qde_of(const struct qda_in *q)
{
	size_t i;

	for (i = 0; i < q->n_files; i++)
		if (str_ends(q->files[i].name, ".qde"))
			return q->files[i].bytes;
	return (struct str){ 0 };
}

static bool
convert(struct qda_in *q, struct str qde, struct err *err)
{
	const xmlNode *s;
	struct str origin = qda_attr(q, q->root, "origin");

	q->own = str_starts(origin, PACKAGE_NAME);
	q->atlas = str_find(origin, str_of("ATLAS"), 0) != SIZE_MAX;
	guids_read(q);
	if (!put_codes(q, qde, err))
		return false;
	s = qda_child(q->root, "Sources");
	for (s = s != NULL ? s->children : NULL; s != NULL; s = s->next)
		if (s->type == XML_ELEMENT_NODE)
			put_source(q, s);
	qda_claims(q);
	qda_notes(q);
	qda_notes_left(q);
	return true;
}

bool
project_lines(struct str file, struct buf *lines, struct err *err)
{
	struct qda_in q = { .lines = lines };
	struct buf what = { 0 };
	struct str qde = file; /* or it lies in a ZIP with its texts */
	xmlDoc *doc;
	bool good = !str_starts(file, "PK") || unzip(&q, file, err);

	if (!good) {
		arena_release(&q.arena);
		return false;
	}
	if (str_starts(file, "PK"))
		qde = qde_of(&q);
	doc = feed_parse(qde, str_of(""), &what, err);
	q.root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	good = q.root != NULL && qda_named(q.root, "Project")
		   ? convert(&q, qde, err)
		   : err_set(err, ERR_INVALID,
			 "this is no project: it has no project.qde");
	if (doc != NULL)
		xmlFreeDoc(doc);
	buf_release(&what);
	arena_release(&q.arena);
	return good;
}
