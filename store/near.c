#include "config.h"

#include "store/near.h"

#include "model/fold.h"
#include "model/name.h"
#include "model/utf8.h"
#include "store/article.h"
#include "store/claim-set.h"
#include "store/db.h"
#include "store/facet.h"
#include "store/find.h"
#include "store/match.h"

enum {
	SHORTEST = 3 /* letters of an author's name that others may share */
};

enum { ANALYSTS, CLAIMANTS, EVENTS };
static const char *const sql[] = {
	/* From one to the next: there are as many words as articles. */
	[ANALYSTS] = "WITH RECURSIVE a (w) AS (SELECT min(word) FROM "
		     "article_key WHERE word > 'analyst ' AND word < 'analyst!'"
		     " UNION ALL SELECT (SELECT min(word) FROM article_key "
		     "WHERE word > a.w AND word < 'analyst!') FROM a /*scan*/ "
		     "WHERE a.w IS NOT NULL) SELECT substr(w, 9) FROM a "
		     "WHERE w IS NOT NULL",
	[CLAIMANTS] = "SELECT DISTINCT coalesce(e.name, s.text) COLLATE "
		      "NOCASE FROM (SELECT "
		      "entity, text FROM claim_source /*scan*/ WHERE "
		      "position = 0 LIMIT 5000) s LEFT JOIN entity e ON "
		      "e.id = s.entity ORDER BY 1",
	[EVENTS] = "SELECT title FROM event /*scan*/",
};
const struct db_table near_sql = { "near", sql, ARRAY_LEN(sql) };

/* What a word of a value counts for beside the whole of one. */
#define ONE_OF_MANY 0.9

/* ---- which is most like it ---- */

struct most {
	struct name asked;
	struct str fold, value;
	double score;
};

/* One word may mean one of many: airprot, of "Attack on Mitiga airport". */
static double
likeness(const struct name *asked, const struct name *value)
{
	double most = name_likeness(asked, value);

	for (unsigned i = 0; asked->n == 1 && i < value->n; i++) {
		struct name one = { .n = 1,
			.word[0] = value->word[i],
			.whole = value->word[i] };
		double score = name_likeness(asked, &one) * ONE_OF_MANY;

		most = score > most ? score : most;
	}
	return most;
}

/* One that holds the letters as they were typed goes before one that only looks
 * like them. */
static void
try_value(struct most *most, struct arena *arena, struct str value)
{
	struct name name;
	double score;

	name_read(&name, value);
	score = likeness(&most->asked, &name);
	if (str_find(fold_copy(arena, value), most->fold, 0) != SIZE_MAX)
		score += 1;
	if (score < MATCH_OFFER || score <= most->score)
		return;
	most->score = score;
	most->value = value;
}

static bool
listed(struct store *store, int which, struct arena *arena, struct str **list,
    size_t *n, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct strs strs = { 0 };

	if (st == NULL || !db_strs(store, st, arena, &strs, err))
		return false;
	*list = strs.v;
	*n = strs.n;
	return true;
}

bool
store_analysts(struct store *store, struct arena *arena, struct str **list,
    size_t *n, struct err *err)
{
	return listed(store, ANALYSTS, arena, list, n, err);
}

bool
store_claimants(struct store *store, struct arena *arena, struct str **list,
    size_t *n, struct err *err)
{
	return listed(store, CLAIMANTS, arena, list, n, err);
}

/* Authors whose names begin as this one does, as far as there are any. */
static bool
like_authors(struct store *store, struct str typed, struct arena *arena,
    struct str **list, size_t *n, struct err *err)
{
	*n = 0;
	while (*n == 0 && typed.len >= SHORTEST) {
		if (!store_authors(store, typed, arena, list, n, err))
			return false;
		typed = utf8_head(typed, typed.len - 1);
	}
	return true;
}

static bool
values_of(struct store *store, const struct query *q, struct arena *arena,
    struct str **list, size_t *n, struct err *err)
{
	switch ((int)q->field) {
	case FIELD_ANALYST:
		return store_analysts(store, arena, list, n, err);
	case FIELD_CLAIMANT:
		return store_claimants(store, arena, list, n, err);
	case FIELD_EVENT:
		return listed(store, EVENTS, arena, list, n, err);
	case FIELD_AUTHOR:
		return like_authors(store, q->text, arena, list, n, err);
	case FIELD_CODE:
		return store_codes(store, arena, list, n, err);
	case FIELD_OUTLET:
		return store_outlets(store, arena, list, n, err);
	default:
		return true;
	}
}

/* The register has an index of its own for that. */
static bool
near_name(struct store *store, const struct query *q, struct arena *arena,
    struct str *value, struct err *err)
{
	struct match_opts opts = { .name = q->text,
		.kind = ENTITY_KINDS,
		.most = 1,
		.least = MATCH_OFFER };
	struct match *list;
	size_t n;

	if (q->field != FIELD_ENTITY && q->field != FIELD_ABOUT)
		(void)entity_kind_parse(
		    str_of(query_field_name(q->field)), &opts.kind);
	if (!store_entity_match(store, &opts, arena, &list, &n, err))
		return false;
	if (n > 0)
		*value = list[0].entity.name;
	return true;
}

bool
store_value_near(struct store *store, const struct query *q,
    struct arena *arena, struct str *value, struct err *err)
{
	struct most most = { .fold = fold_copy(arena, q->text) };
	struct str *list = NULL;
	size_t n = 0;

	*value = str_of("");
	if (q->field == FIELD_ENTITY || q->field == FIELD_PERSON ||
	    q->field == FIELD_FACTION || q->field == FIELD_PLACE ||
	    q->field == FIELD_ABOUT)
		return near_name(store, q, arena, value, err);
	if (!values_of(store, q, arena, &list, &n, err))
		return false;
	name_read(&most.asked, q->text);
	for (size_t i = 0; i < n; i++)
		try_value(&most, arena, list[i]);
	if (most.value.p != NULL)
		*value = most.value;
	return true;
}

static struct str
meant(struct store *store, const struct query *q, struct arena *arena)
{
	struct err ignored = { 0 };
	struct str value;

	if (!store_value_near(store, q, arena, &value, &ignored) ||
	    value.len == 0)
		return str_of("");
	return arena_printf(
	    arena, ": did you mean %.*s?", (int)value.len, value.p);
}

bool
value_unknown(struct store *store, const struct query *q, const char *what,
    struct err *err)
{
	struct arena arena = { 0 };

	(void)err_set(err, ERR_INVALID, "column %zu: %s %.60s%s", q->column,
	    what, q->text.p, meant(store, q, &arena).p);
	arena_release(&arena);
	return false;
}

/* ---- what nothing has ---- */

/* Whether that part alone finds an article. */
static bool
any_article(
    struct store *store, const struct query *q, bool *any, struct err *err)
{
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct page page = { .dir = 1, .most = 1 };
	struct find_row *rows;
	struct find *find;
	bool good;

	query_text(q, &text);
	good = store_find_open(store, buf_view(&text), SORT_DATE, &find, err);
	if (good) {
		good = store_find_page(find, NULL, &page, &arena, &rows, err);
		store_find_close(find);
	}
	*any = good && page.n > 0;
	buf_release(&text);
	arena_release(&arena);
	return good;
}

static const char *
languages(struct store *store, struct arena *arena)
{
	struct buf out = { 0 };
	struct err ignored = { 0 };
	struct str *tags, text;
	size_t n;

	if (!store_languages(store, arena, &tags, &n, &ignored))
		n = 0;
	for (size_t i = 0; i < n; i++)
		buf_addf(&out, "%s%.*s", i == 0 ? ": there are " : ", ",
		    (int)tags[i].len, tags[i].p);
	text = arena_str(arena, buf_view(&out));
	buf_release(&out);
	return text.p;
}

static const char *
nobody(const struct query *q)
{
	switch ((int)q->field) {
	case FIELD_ANALYST:
		return "no note or claim is by the analyst";
	case FIELD_CLAIMANT:
		return "no claim has the claimant";
	case FIELD_AUTHOR:
		return "no article is by";
	case FIELD_LANG:
		return "no article is in";
	case FIELD_EVENT:
		return "no article or claim is tied to the event";
	case FIELD_ID:
	case FIELD_CLUSTER:
		return "there is no article";
	default:
		return NULL;
	}
}

static bool
part_unknown(struct store *store, const struct query *q, struct arena *arena,
    struct str *said, struct err *err)
{
	const char *what = nobody(q), *more;
	bool any;

	if (what == NULL)
		return true;
	if (!any_article(store, q, &any, err))
		return false;
	if (any)
		return true;
	more = q->field == FIELD_LANG    ? languages(store, arena)
	       : q->field == FIELD_EVENT ? ""
					 : meant(store, q, arena).p;
	*said = arena_printf(arena, "%s %.60s%s", what, q->text.p, more);
	return true;
}

static bool
tree_unknown(struct store *store, const struct query *q, struct arena *arena,
    struct str *said, struct err *err)
{
	if (q->op == QUERY_FIELD)
		return part_unknown(store, q, arena, said, err);
	for (q = q->kids; q != NULL && said->len == 0; q = q->next)
		if (!tree_unknown(store, q, arena, said, err))
			return false;
	return true;
}

bool
store_query_unknown(struct store *store, struct str query, struct arena *arena,
    struct str *said, struct err *err)
{
	struct query *tree;
	struct err why = { 0 };

	*said = str_of("");
	if (!query_parse(query, store_now(store) / 86400, arena, &tree, &why))
		return true;
	if (tree_unknown(store, tree, arena, said, &why) ||
	    why.code == ERR_INVALID)
		return true;
	return err_set(err, why.code, "%s", why.text);
}
