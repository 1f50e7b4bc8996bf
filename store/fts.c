#include "config.h"

#include "store/fts.h"

#include "model/fold.h"

/* What FTS5 wants called for each token, behind fold_tokens' shape. */
struct sink {
	void *ctx;
	int (*token)(void *, int, const char *, int, int, int);
};

static int
create(void *ctx, const char **args, int n, Fts5Tokenizer **tokenizer)
{
	(void)args;
	(void)n;
	/* The tokenizer has no state; FTS5 only wants a pointer. */
	*tokenizer = ctx;
	return SQLITE_OK;
}

static void
destroy(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int
pass_on(void *arg, bool colocated, struct str token, size_t from, size_t to)
{
	struct sink *sink = arg;

	return sink->token(sink->ctx, colocated ? FTS5_TOKEN_COLOCATED : 0,
	    token.p, (int)token.len, (int)from, (int)to);
}

static int
tokenize(Fts5Tokenizer *tokenizer, void *ctx, int flags, const char *text,
    int len, int (*token)(void *, int, const char *, int, int, int))
{
	struct sink sink = { .ctx = ctx, .token = token };

	(void)tokenizer;
	if (text == NULL || len <= 0)
		return SQLITE_OK;
	return fold_tokens((struct str){ .p = text, .len = (size_t)len },
	    (flags & FTS5_TOKENIZE_PREFIX) != 0, &sink, pass_on);
}

/* FTS5 hands its functions out through a pointer parameter (SQLite's FTS5
 * manual, section 7). */
static fts5_api *
api_of(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) !=
	    SQLITE_OK)
		return NULL;
	(void)sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
	(void)sqlite3_step(st);
	(void)sqlite3_finalize(st);
	return api;
}

bool
fts_register(sqlite3 *db, struct err *err)
{
	static char no_state;
	fts5_tokenizer tokenizer = {
		.xCreate = create,
		.xDelete = destroy,
		.xTokenize = tokenize,
	};
	fts5_api *api = api_of(db);

	if (api == NULL || api->iVersion < 2 ||
	    api->xCreateTokenizer(
		api, "mirsad1", &no_state, &tokenizer, NULL) != SQLITE_OK)
		return err_set(err, ERR_INVALID,
		    "this SQLite has no full-text index (FTS5)");
	return true;
}
