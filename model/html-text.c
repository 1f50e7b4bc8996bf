/* The article's element as text to read: paragraphs with an empty line between,
 * lists with dashes, quotations and rows of tables kept as such. */
#include "config.h"

#include "model/html-tree.h"

struct writer {
	struct buf *out;
	size_t bullet;      /* where the sign of a list's item ends */
	bool pending_space; /* blanks seen, not yet written */
	bool preformatted;
	int list_depth;
};

/* End the line; `empty` more lines follow before the next text. */
static void
break_line(struct writer *w, bool empty)
{
	struct buf *o = w->out;

	w->pending_space = false;
	/* A paragraph that opens an item stands behind its sign. */
	if (o->len == 0 || o->len == w->bullet)
		return;
	while (o->len > 0 && o->p[o->len - 1] == ' ')
		o->p[--o->len] = '\0';
	if (o->p[o->len - 1] != '\n')
		buf_putc(o, '\n');
	if (empty && (o->len < 2 || o->p[o->len - 2] != '\n'))
		buf_putc(o, '\n');
}

static void
add_text(struct writer *w, const char *s)
{
	for (; *s != '\0'; s++) {
		bool blank = *s == ' ' || (*s >= '\t' && *s <= '\r');

		if (blank && w->preformatted && *s == '\n') {
			break_line(w, false);
		} else if (blank && w->preformatted) {
			buf_putc(w->out, ' ');
		} else if (blank) {
			w->pending_space = true;
		} else {
			size_t len = w->out->len;

			if (w->pending_space && len > 0 &&
			    w->out->p[len - 1] != '\n')
				buf_putc(w->out, ' ');
			w->pending_space = false;
			buf_putc(w->out, *s);
		}
	}
}

static const char paragraphs[] = " p div section article main blockquote pre "
				 "ul ol dl table figure figcaption header h1 "
				 "h2 h3 h4 h5 h6 address details summary hr ";

static void
enter(struct writer *w, const xmlNode *n)
{
	if (html_in(n, paragraphs)) {
		break_line(w, w->list_depth == 0);
		if (html_in(n, " ul ol "))
			w->list_depth++;
		if (html_is(n, "pre"))
			w->preformatted = true;
	} else if (html_in(n, " li dt ")) {
		break_line(w, false);
		if (html_is(n, "li")) {
			buf_puts(w->out, "- ");
			w->bullet = w->out->len;
		}
	} else if (html_in(n, " br tr dd caption ")) {
		break_line(w, false);
	} else if (html_in(n, " td th ")) {
		size_t len = w->out->len;

		if (len > 0 && w->out->p[len - 1] != '\n')
			buf_puts(w->out, " | ");
		w->pending_space = false;
	}
}

static void
leave(struct writer *w, const xmlNode *n)
{
	/* An item without words leaves no sign. */
	if (html_is(n, "li") && w->bullet > 0 && w->out->len == w->bullet)
		w->out->p[w->out->len -= 2] = '\0';
	if (html_is(n, "li"))
		w->bullet = 0;
	if (html_in(n, " ul ol ") && w->list_depth > 0)
		w->list_depth--;
	if (html_is(n, "pre"))
		w->preformatted = false;
	if (html_in(n, paragraphs))
		break_line(w, w->list_depth == 0);
	else if (html_in(n, " li tr dd dt "))
		break_line(w, false);
}

/* Two line breaks in a row are how old pages end a paragraph. */
static bool
is_second_break(const xmlNode *n)
{
	const xmlNode *p = n->prev;

	if (!html_is(n, "br"))
		return false;
	while (p != NULL && p->type == XML_TEXT_NODE &&
	       str_trim(str_of((const char *)p->content)).len == 0)
		p = p->prev;
	return p != NULL && html_is(p, "br");
}

static void
visit(struct writer *w, const xmlNode *n)
{
	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		if (n->content != NULL)
			add_text(w, (const char *)n->content);
	} else if (n->type == XML_ELEMENT_NODE) {
		enter(w, n);
		if (is_second_break(n))
			break_line(w, true);
	}
}

void
html_readable(struct buf *out, const xmlNode *root)
{
	struct writer w = { .out = out };
	const xmlNode *n = root;

	while (n != NULL) {
		visit(&w, n);
		if (n->type == XML_ELEMENT_NODE && n->children != NULL) {
			n = n->children;
			continue;
		}
		for (;;) {
			leave(&w, n);
			if (n == root || n->next != NULL)
				break;
			n = n->parent;
		}
		n = n == root ? NULL : n->next;
	}
	while (out->len > 0 &&
	       (out->p[out->len - 1] == '\n' || out->p[out->len - 1] == ' '))
		out->p[--out->len] = '\0';
}
