#include "config.h"

#include "store/take-codes.h"

#include "model/claim.h"
#include "model/read-codebook.h"
#include "store/revision.h"

enum { CODES_MAX = 100000 };

enum { BY_UUID, BY_NAME };

#define COLUMNS                                                                \
	"c.id, c.uuid, c.name, (SELECT p.uuid FROM code p WHERE p.id = "       \
	"c.parent), c.colour, c.key, c.definition, c.retired"

static const char *const sql[] = {
	[BY_UUID] = "SELECT " COLUMNS " FROM code c WHERE c.uuid = ?1",
	[BY_NAME] = "SELECT " COLUMNS " FROM code c WHERE c.name = ?1",
};
const struct db_table take_codes_sql = { "take-codes", sql, ARRAY_LEN(sql) };

/* ------------------------------------------------------------------ the codes
 */

struct known {
	int64_t id; /* 0: there is none */
	struct out_code code;
};

static bool
find(struct store *store, int which, struct str key, struct arena *arena,
    struct known *known, struct err *err)
{
	sqlite3_stmt *st = db_stmt(store, sql[which], err);
	struct err e;

	*known = (struct known){ 0 };
	if (st == NULL)
		return false;
	db_bind_str(st, 1, key);
	if (db_row(store, st, &e)) {
		known->id = db_int(st, 0);
		known->code = (struct out_code){
			.uuid = db_str(st, 1, arena),
			.name = db_str(st, 2, arena),
			.parent = db_str(st, 3, arena),
			.colour = db_str(st, 4, arena),
			.key = db_str(st, 5, arena),
			.definition = db_str(st, 6, arena),
			.retired = db_int(st, 7) != 0,
		};
	}
	return db_over(st, &e, err);
}

static bool
put(struct store *store, int64_t id, const struct out_code *c, struct err *err)
{
	struct buf b = { 0 };
	struct str view;
	bool good;

	buf_addf(&b, "{\"id\":%lld", (long long)id);
	revision_member(&b, "name", c->name);
	revision_member(&b, "parent", c->parent);
	revision_member(&b, "colour", c->colour);
	revision_member(&b, "key", c->key);
	revision_member(&b, "definition", c->definition);
	buf_addf(&b, ",\"retired\":%d}", c->retired ? 1 : 0);
	view = buf_view(&b);
	good = revision_put(store, "code", c->uuid, &view, err);
	buf_release(&b);
	return good;
}

static struct str
either(struct str a, struct str b)
{
	return a.len > 0 ? a : b;
}

struct taker {
	struct store *store;
	const struct taking *in;
	struct arena arena;
	/* uuids of codes that are others here: from, to by turns */
	struct str *same;
	size_t n_same;
};

static void
tell(struct taker *t, const struct out_code *c, enum ingest_status status,
    const char *reason)
{
	struct ingest_result r = { .status = status };

	r.path = arena_printf(&t->arena, "%.*s:%.*s", (int)t->in->path.len,
	    t->in->path.p, (int)c->name.len, c->name.p);
	r.reason = str_of(reason);
	t->in->totals->imported += status == INGEST_IMPORTED ? 1 : 0;
	t->in->totals->updated += status == INGEST_UPDATED ? 1 : 0;
	t->in->totals->duplicate += status == INGEST_DUPLICATE ? 1 : 0;
	t->in->totals->failed += status == INGEST_FAILED ? 1 : 0;
	if (t->in->opts->each != NULL)
		t->in->opts->each(t->in->opts->arg, &r);
}

static bool
same_code(const struct out_code *a, const struct out_code *b)
{
	return str_eq(a->name, b->name) && str_eq(a->parent, b->parent) &&
	       str_eq(a->colour, b->colour) &&
	       str_eq(a->definition, b->definition) && a->retired == b->retired;
}

/* The parent as it is called here. */
static struct str
here(const struct taker *t, struct str uuid)
{
	size_t i;

	for (i = 0; i < t->n_same; i++)
		if (str_eq(t->same[2 * i], uuid))
			return t->same[2 * i + 1];
	return uuid;
}

/* One that is known by its name keeps what it says of itself. */
static void
fill(struct taker *t, struct out_code *c, const struct known *k)
{
	t->same[2 * t->n_same] = c->uuid;
	t->same[2 * t->n_same++ + 1] = k->code.uuid;
	c->uuid = k->code.uuid;
	c->parent = either(k->code.parent, c->parent);
	c->colour = either(k->code.colour, c->colour);
	c->definition = either(k->code.definition, c->definition);
	c->retired = k->code.retired;
}

static bool
take(struct taker *t, struct out_code *c, struct err *err)
{
	struct known by_uuid, by_name;
	struct err e = { 0 };
	bool good;

	c->parent = here(t, c->parent);
	if (!claim_code_valid(c->name, &e)) {
		tell(t, c, INGEST_FAILED, e.text);
		return true;
	}
	if (!find(t->store, BY_UUID, c->uuid, &t->arena, &by_uuid, err) ||
	    !find(t->store, BY_NAME, c->name, &t->arena, &by_name, err))
		return false;
	if (by_uuid.id != 0 && by_name.id != 0 && by_uuid.id != by_name.id) {
		tell(t, c, INGEST_FAILED, "another code has that name");
		return true;
	}
	if (by_uuid.id == 0 && by_name.id != 0) {
		fill(t, c, &by_name);
		by_uuid = by_name;
	}
	c->key = by_uuid.code.key;
	/* Other programs know no code out of use: it stays as it is here. */
	c->retired = c->retired || by_uuid.code.retired;
	if (by_uuid.id != 0 && same_code(c, &by_uuid.code)) {
		tell(t, c, INGEST_DUPLICATE, "");
		return true;
	}
	if (!revision_begin(t->store, "code", "code", err))
		return false;
	good = put(t->store,
	    by_uuid.id != 0 ? by_uuid.id : revision_act_id(t->store), c, err);
	if (!good) {
		revision_abort(t->store);
		return false;
	}
	tell(t, c, by_uuid.id != 0 ? INGEST_UPDATED : INGEST_IMPORTED, "");
	return revision_end(t->store, err);
}

static bool
take_all(struct taker *t, struct str lines, struct err *err)
{
	struct str line, rest = lines, summary;
	struct out_code code;
	size_t n = 0;
	bool good = true;

	while (str_split(&rest, '\n', &line))
		n++;
	if (n > CODES_MAX)
		return err_set(
		    err, ERR_INVALID, "more than %d codes", CODES_MAX);
	t->same = arena_array(&t->arena, 2 * n, sizeof *t->same);
	summary = arena_printf(
	    &t->arena, "codes from %.*s", (int)t->in->path.len, t->in->path.p);
	if (!revision_begin_many(t->store, "import", summary.p, n, err))
		return false;
	while (good && str_split(&lines, '\n', &line))
		if (codebook_line(line, &t->arena, &code))
			good = take(t, &code, err);
	if (good && !t->in->opts->dry_run)
		return revision_end(t->store, err);
	revision_abort(t->store);
	return good;
}

bool
take_code_lines(struct store *store, struct str lines, const struct taking *in,
    struct err *err)
{
	struct taker t = { .store = store, .in = in };
	bool good = store_writable(store, err) && take_all(&t, lines, err);

	arena_release(&t.arena);
	return good;
}
