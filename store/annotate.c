#include "config.h"

#include "store/annotate.h"

#include "model/read-annotation.h"
#include "model/utf8.h"
#include "store/annotate-claim.h"
#include "store/article.h"
#include "store/find.h"
#include "store/note.h"
#include "store/revision.h"
#include "store/same.h"

enum {
	WORDS = 8, /* of a phrase that is searched for */
	LOOK_AT = 30,
	LEAST = 20, /* bytes that tell an article from others */
};

enum { BY_UUID, BY_IDENTITY, NOTE_KNOWN, ON_EVENT_KEY };

static const char *const sql[] = {
	[BY_UUID] = "SELECT id FROM article WHERE uuid = ?1 AND hidden = 0",
	[BY_IDENTITY] = ("SELECT id FROM article WHERE identity = ?1 AND "
			 "hidden = 0 ORDER BY id LIMIT 1"),
	[NOTE_KNOWN] = "SELECT id FROM note WHERE uuid = ?1",
	[ON_EVENT_KEY] = "SELECT id FROM event WHERE key = ?1",
};
const struct db_table annotate_sql = { "annotate", sql, ARRAY_LEN(sql) };

bool
annotate_id(struct store *store, const char *text, struct str key,
    int64_t number, int64_t *id, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, text, err);
	struct err e;

	*id = 0;
	if (st == NULL)
		return false;
	if (key.p != NULL)
		db_bind_str(st, 1, key);
	else
		db_bind_int(st, 1, number);
	if (db_row(store, st, &e))
		*id = db_int(st, 0);
	return db_over(st, &e, err);
}

struct taker {
	struct store *store;
	const struct taking *in;
	struct arena *arena; /* of the whole file */
	struct links links;
	size_t number;
};

/* ------------------------------------------------------------ which article?
 */

/* Its first words as a phrase. */
static struct str
phrase(struct str quote, struct arena *arena)
{
	struct buf b = { 0 };
	struct str s;
	size_t i, words = 0;

	buf_putc(&b, '"');
	for (i = 0; i < quote.len && words < WORDS; i++) {
		char c = quote.p[i];

		if (c == '"' || (unsigned char)c < ' ')
			c = ' ';
		words += c == ' ' && b.p[b.len - 1] != ' ' ? 1 : 0;
		buf_putc(&b, c);
	}
	buf_putc(&b, '"');
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

/* The only article that has the words in its text, or the only one of them that
 * has the title; 0: none, or several. */
static bool
by_words(struct taker *t, struct str words, struct str title, int64_t *id,
    struct err *err)
{
	struct page page = { .dir = 1, .most = LOOK_AT };
	struct find_row *rows;
	struct find *find;
	struct article a;
	size_t i, hits = 0, titled = 0;
	int64_t hit = 0, named = 0;
	bool good;

	*id = 0;
	if (words.len < LEAST)
		return true;
	/* What is no query has no words to search for. */
	if (!store_find_open(
		t->store, phrase(words, t->arena), SORT_DATE, &find, NULL))
		return true;
	good = store_find_page(find, NULL, &page, t->arena, &rows, err);
	for (i = 0; good && i < page.n; i++) {
		good = store_article_get(
		    t->store, rows[i].row.id, t->arena, &a, err);
		if (!good || str_find(a.text, words, 0) == SIZE_MAX)
			continue;
		hit = a.row.id;
		hits++;
		if (!str_eq(a.row.title, title))
			continue;
		named = a.row.id;
		titled++;
	}
	store_find_close(find);
	*id = hits == 1 ? hit : titled == 1 ? named : 0;
	return good;
}

/* The passage with what stands around it, whole words alone: a search knows no
 * halves. */
static struct str
in_context(const struct annotation *a, struct arena *arena)
{
	struct str s =
	    arena_printf(arena, "%.*s%.*s%.*s", (int)a->prefix.len, a->prefix.p,
		(int)a->quote.len, a->quote.p, (int)a->suffix.len, a->suffix.p);
	size_t from = 0, to = s.len;

	while (a->prefix.len > 0 && from < to && s.p[from] != ' ')
		from++;
	while (a->suffix.len > 0 && to > from && s.p[to - 1] != ' ')
		to--;
	return str_trim(str_slice(s, from, to));
}

static bool
by_text(
    struct taker *t, const struct annotation *a, int64_t *id, struct err *err)
{
	*id = 0;
	if (a->quote.len == 0)
		return true;
	return by_words(t, in_context(a, t->arena), a->title, id, err) &&
	       (*id != 0 || by_words(t, a->quote, a->title, id, err));
}

static bool
by_spelling(struct store *store, struct str url, struct arena *arena,
    int64_t *id, struct err *err)
{
	struct article_in in = { .url = url };
	int64_t identity = same_identity(arena, &in);

	*id = 0;
	return identity == 0 || annotate_id(store, sql[BY_IDENTITY],
				    (struct str){ 0 }, identity, id, err);
}

/* Its %XX as the letters that they stand for. */
static struct str
unescaped(struct str url, struct arena *arena)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	char *p = arena_alloc(arena, url.len + 1);
	size_t i, n = 0;

	for (i = 0; i < url.len; i++, n++) {
		const char *high = NULL, *low = NULL;

		if (url.p[i] == '%' && url.len - i > 2) {
			high = memchr(digits, url.p[i + 1], 32);
			low = memchr(digits, url.p[i + 2], 32);
		}
		p[n] = url.p[i];
		if (high == NULL || low == NULL)
			continue;
		p[n] =
		    (char)(((high - digits) % 16) * 16 + (low - digits) % 16);
		i += 2;
	}
	return (struct str){ p, n };
}

/* Others write an address with more escapes than the article came with. */
static bool
by_address(struct store *store, struct str url, struct arena *arena,
    int64_t *id, struct err *err)
{
	return by_spelling(store, url, arena, id, err) &&
	       (*id != 0 ||
		   by_spelling(store, unescaped(url, arena), arena, id, err));
}

/* 0: it is about none that is here. */
static bool
article_of(
    struct taker *t, const struct annotation *a, int64_t *id, struct err *err)
{
	struct store *store = t->store;
	struct arena *arena = t->arena;
	struct str uuid =
	    uuid_read(arena, a->article.len > 0 ? a->article : a->source);

	*id = 0;
	if (uuid.len > 0 && !annotate_id(store, sql[BY_UUID], uuid, 0, id, err))
		return false;
	if (*id == 0 && str_find(a->source, str_of("://"), 0) != SIZE_MAX &&
	    !by_address(store, a->source, arena, id, err))
		return false;
	return *id != 0 || by_text(t, a, id, err);
}

/* --------------------------------------------------------------- which words?
 */

/* Where it is said to stand; whoever counted in another unit than he said is
 * believed if the words fit. */
static bool
said_span(
    struct str text, const struct annotation *a, bool utf16, struct span *span)
{
	size_t from, to;

	if (a->start < 0 || a->end <= a->start)
		return false;
	from = points_bytes(text, a->start, utf16);
	to = points_bytes(text, a->end, utf16);
	if (from == SIZE_MAX || to == SIZE_MAX)
		return false;
	*span = (struct span){ (uint32_t)from, (uint32_t)to };
	return a->quote.len == 0 || str_eq(str_slice(text, from, to), a->quote);
}

struct anchor
annotate_anchor(struct str text, const struct annotation *a)
{
	struct anchor anchor = { .quote = a->quote,
		.prefix = a->prefix,
		.suffix = a->suffix,
		.state = ANCHOR_EXACT };

	if (a->quote.len == 0 && a->start < 0) {
		anchor.state = ANCHOR_NONE;
		return anchor;
	}
	if (said_span(text, a, a->utf16, &anchor.span) ||
	    said_span(text, a, !a->utf16, &anchor.span))
		return anchor_make(text, anchor.span);
	if (a->quote.len == 0) {
		anchor.state = ANCHOR_NONE;
		return anchor;
	}
	anchor_find(&anchor, text);
	/* Found in the same words: the context is ours from now on. */
	if ((anchor.state == ANCHOR_EXACT || anchor.state == ANCHOR_MOVED) &&
	    str_eq(str_slice(text, anchor.span.from, anchor.span.to), a->quote))
		return anchor_make(text, anchor.span);
	return anchor;
}

/* ---------------------------------------------------------------- what it is
 */

static void
tell(struct taker *t, enum ingest_status status, int64_t id, struct str reason)
{
	struct ingest_result r = { .status = status, .id = id };

	r.path = arena_printf(t->arena, "%.*s:%zu", (int)t->in->path.len,
	    t->in->path.p, t->number);
	r.reason = reason;
	t->in->totals->imported += status == INGEST_IMPORTED ? 1 : 0;
	t->in->totals->duplicate += status == INGEST_DUPLICATE ? 1 : 0;
	t->in->totals->failed += status == INGEST_FAILED ? 1 : 0;
	if (t->in->opts->each != NULL)
		t->in->opts->each(t->in->opts->arg, &r);
}

/* Refused by itself; a failure of the library is another thing. */
static bool
refused(struct taker *t, const struct err *e, struct err *err)
{
	if (e->code != ERR_INVALID && e->code != ERR_MISSING &&
	    e->code != ERR_EXISTS) {
		*err = *e;
		return false;
	}
	tell(t, INGEST_FAILED, 0, arena_str(t->arena, str_of(e->text)));
	return true;
}

static struct str
first_words(struct taker *t, struct str s)
{
	struct str head = utf8_head(s, 60);

	if (head.len == s.len)
		return s;
	return arena_printf(t->arena, "%.*s…", (int)head.len, head.p);
}

static bool
homeless(struct taker *t, const struct annotation *a)
{
	struct str quote = first_words(t, a->quote);

	tell(t, INGEST_FAILED, 0,
	    arena_printf(t->arena,
		quote.len > 0 ? "no article is %.*s or alone has \"%.*s\""
			      : "no article is %.*s%.*s",
		(int)a->source.len, a->source.p, (int)quote.len, quote.p));
	return true;
}

/* A code is one word. */
static struct str
code_name(struct taker *t, struct str tag)
{
	struct str copy = arena_str(t->arena, tag);
	char *p = arena_alloc(t->arena, tag.len + 1);
	size_t i;

	for (i = 0; i < tag.len; i++)
		p[i] = (unsigned char)copy.p[i] <= ' ' ? '-' : copy.p[i];
	return (struct str){ p, tag.len };
}

/* What the note says: the comments, and on a passage its tags, which are codes
 * of the whole article here. */
static struct str
note_text(struct taker *t, const struct annotation *a, bool passage)
{
	struct str s = a->text;
	size_t i;

	for (i = 0; i < a->n_tags && passage; i++) {
		struct str code = code_name(t, a->tags[i]);

		s = arena_printf(t->arena, "%.*s%s#%.*s", (int)s.len, s.p,
		    i > 0       ? " "
		    : s.len > 0 ? "\n\n"
				: "",
		    (int)code.len, code.p);
	}
	return s.len == 0 && passage ? str_of("highlighted") : s;
}

/* *changed: how many were not there yet. */
static bool
put_tags(struct taker *t, const struct annotation *a, int64_t article,
    size_t *changed, struct err *err)
{
	size_t i, one;

	*changed = 0;
	for (i = 0; i < a->n_tags; i++) {
		if (!store_article_code(t->store, &article, 1,
			code_name(t, a->tags[i]), true, &one, err))
			return false;
		*changed += one;
	}
	return true;
}

static bool
put_note(struct taker *t, const struct annotation *a, struct note *note,
    struct err *err)
{
	struct err e = { 0 };
	int64_t id, known;

	note->uuid = a->uuid.len > 0 ? a->uuid
				     : uuid_of(t->arena, "annotation",
					   a->id.len > 0 ? a->id : a->text);
	note->analyst = a->creator;
	note->created = a->created;
	note->updated = a->updated;
	if (!annotate_id(t->store, sql[NOTE_KNOWN], note->uuid, 0, &known, err))
		return false;
	if (known != 0) {
		tell(t, INGEST_DUPLICATE, known, str_of(""));
		return true;
	}
	if (!store_note_add(t->store, note, &id, &e))
		return refused(t, &e, err);
	tell(t, INGEST_IMPORTED, id, str_of(""));
	return true;
}

/* On an entry of the register, an event, or a claim. */
static bool
put_apart(struct taker *t, const struct annotation *a, struct err *err)
{
	struct note note = { .text = a->text, .on = ON_ENTITY };
	struct err e = { 0 };
	bool good = true;

	if (str_is(a->on, "entity")) {
		note.on_id = annotate_entity(t->store, a->key);
	} else {
		note.on = ON_EVENT;
		good = annotate_id(
		    t->store, sql[ON_EVENT_KEY], a->key, 0, &note.on_id, &e);
	}
	if (good && note.on_id == 0)
		good = err_set(&e, ERR_MISSING, "there is no %s %.60s",
		    subject_kind_name(note.on), a->key.p);
	return good ? put_note(t, a, &note, err) : refused(t, &e, err);
}

static bool
put_on_article(
    struct taker *t, const struct annotation *a, int64_t id, struct err *err)
{
	struct article article;
	struct note note = { .on = ON_ARTICLE, .on_id = id };
	struct err e = { 0 };
	size_t changed;

	if (!store_article_get(t->store, id, t->arena, &article, err))
		return false;
	note.anchor = annotate_anchor(article.text, a);
	note.text = note_text(t, a, note.anchor.state != ANCHOR_NONE);
	if (!put_tags(t, a, id, &changed, &e))
		return refused(t, &e, err);
	if (note.text.len > 0)
		return put_note(t, a, &note, err);
	if (a->n_tags > 0)
		tell(t, changed > 0 ? INGEST_IMPORTED : INGEST_DUPLICATE, id,
		    str_of(""));
	else
		tell(t, INGEST_FAILED, 0, str_of("it says nothing"));
	return true;
}

static bool
put_claim(struct taker *t, const struct annotation *a, int64_t article,
    struct err *err)
{
	struct err e = { 0 };
	int64_t id;

	if (annotate_claim(
		t->store, a, article, t->arena, &t->links, &id, &e)) {
		tell(t, INGEST_IMPORTED, id, str_of(""));
		return true;
	}
	if (e.code == ERR_EXISTS && id != 0) {
		tell(t, INGEST_DUPLICATE, id, str_of(""));
		return true;
	}
	return refused(t, &e, err);
}

static bool
put(void *arg, const struct annotation *a, struct err *err)
{
	struct taker *t = arg;
	struct str reply = uuid_read(t->arena, a->source);
	int64_t article, claim = 0;

	t->number++;
	if (a->derived)
		return true;
	if (a->on.len > 0)
		return put_apart(t, a, err);
	if (reply.len > 0 &&
	    !annotate_claim_known(t->store, reply, &claim, err))
		return false;
	if (claim != 0)
		return put_note(t, a,
		    &(struct note){
			.on = ON_CLAIM, .on_id = claim, .text = a->text },
		    err);
	if (!article_of(t, a, &article, err))
		return false;
	if (article == 0)
		return homeless(t, a);
	return a->claim != NULL ? put_claim(t, a, article, err)
				: put_on_article(t, a, article, err);
}

static void
bad(void *arg, size_t number, const char *why)
{
	struct taker *t = arg;

	t->number = number;
	tell(t, INGEST_FAILED, 0, str_of(why));
}

/* ------------------------------------------------------------------ the whole
 */

static bool
count(void *arg, const struct annotation *a, struct err *err)
{
	size_t *n = arg;

	(void)err;
	/* A note or claim, a code for each tag, a link for each link. */
	*n += 2 + a->n_tags +
	      (a->claim != NULL
		      ? a->claim->claim->n_links + a->claim->claim->n_codes
		      : 0);
	return true;
}

static void
ignore(void *arg, size_t number, const char *why)
{
	(void)arg;
	(void)number;
	(void)why;
}

bool
annotate_count(struct str file, size_t *n, struct err *err)
{
	struct arena arena = { 0 };
	bool good = annotations_read(file, &arena, count, ignore, n, err);

	arena_release(&arena);
	return good;
}

static bool
take(struct taker *t, struct str file, struct err *err)
{
	size_t n = 0;
	struct str summary = arena_printf(t->arena, "annotations from %.*s",
	    (int)t->in->path.len, t->in->path.p);
	bool good = annotate_count(file, &n, err);

	if (!good ||
	    !revision_begin_many(t->store, "import", summary.p, n, err))
		return false;
	good = annotations_read(file, t->arena, put, bad, t, err) &&
	       annotate_links(t->store, &t->links, err);
	if (good && !t->in->opts->dry_run)
		return revision_end(t->store, err);
	revision_abort(t->store);
	return good;
}

bool
store_annotate(struct store *store, struct str file, const struct taking *in,
    struct err *err)
{
	struct arena arena = { 0 };
	struct taker t = { store, in, &arena, { 0 }, 0 };
	bool good = store_writable(store, err) && take(&t, file, err);

	arena_release(&arena);
	return good;
}
