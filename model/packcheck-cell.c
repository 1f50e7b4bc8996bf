/* What one cell of a pack may say: dates and their order, references, and that
 * it says anything. */
#include "config.h"

#include "model/packcheck.h"

#include "model/edtf.h"

void
pack_check_wrong(
    struct pack_check *c, const struct pack_row *row, const char *fmt, ...)
{
	struct str id = row->cell[ROW_ID];
	char what[300];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	pack_wrong(c->say, "%s:%u (%.*s): %s", pack_file_name(row->file),
	    row->line, S(id), what);
}

bool
pack_word_in(const char *list, struct str word)
{
	struct str rest = str_of(list), part;

	while (str_split(&rest, ' ', &part))
		if (str_eq(part, word))
			return word.len > 0;
	return false;
}

struct pack_days
pack_days(struct str text)
{
	struct edtf e;
	struct pack_days r = { 0 };

	if (text.len == 0 || str_is(text, "..") || !edtf_parse(text, &e, NULL))
		return r;
	r.first = edtf_earliest(&e);
	r.last = edtf_latest(&e);
	r.known = edtf_is_day(r.first) && edtf_is_day(r.last);
	r.loose = edtf_quality(&e) != 0;
	return r;
}

void
pack_check_date(struct pack_check *c, const struct pack_row *row,
    struct str text, bool may_open)
{
	struct edtf e;
	struct err err;

	if (text.len == 0 || (may_open && str_is(text, "..")))
		return;
	if (!edtf_parse(text, &e, &err) || e.kind != EDTF_DATE ||
	    edtf_level(&e) > 1)
		pack_check_wrong(c, row, "%.*s is no EDTF date", S(text));
}

bool
pack_in_order(struct str a, struct str b)
{
	struct pack_days x = pack_days(a), y = pack_days(b);

	if (!x.known || !y.known || y.last >= x.first)
		return true;
	return (x.loose || y.loose) &&
	       day_split(x.first).year - day_split(y.last).year <= 1;
}

void
pack_check_order(struct pack_check *c, const struct pack_row *row, struct str a,
    struct str b, const char *what)
{
	if (!pack_in_order(a, b))
		pack_check_wrong(
		    c, row, "%s: %.*s is before %.*s", what, S(b), S(a));
}

int
pack_row_cmp(const void *a, const void *b)
{
	const struct pack_row *const *x = a, *const *y = b;

	return str_cmp((*x)->cell[ROW_ID], (*y)->cell[ROW_ID]);
}

static const struct pack_row *
find(const struct pack_check *c, struct str id)
{
	const struct pack_row key = { .cell[ROW_ID] = id }, *p = &key;
	const struct pack_row **found = NULL;

	if (c->n_rows > 0)
		found = bsearch(
		    &p, c->rows, c->n_rows, sizeof *c->rows, pack_row_cmp);
	return found != NULL ? *found : NULL;
}

const struct pack_row *
pack_row_of(const struct pack_check *c, enum pack_file file, struct str id)
{
	const struct pack_row *found = find(c, id);

	return found != NULL && found->file == file ? found : NULL;
}

void
pack_check_reference(struct pack_check *c, const struct pack_row *row,
    struct str id, unsigned wanted)
{
	const struct pack_row *found;

	if (id.len == 0)
		return;
	found = find(c, id);
	if (found == NULL)
		pack_check_wrong(c, row, "there is no %.*s", S(id));
	else if (!(wanted >> found->file & 1))
		pack_check_wrong(c, row, "%.*s is one of %s", S(id),
		    pack_file_name(found->file));
}

void
pack_check_filled(
    struct pack_check *c, const struct pack_row *row, size_t column)
{
	if (row->cell[column].len == 0)
		pack_check_wrong(
		    c, row, "empty %s", pack_column_name(row->file, column));
}

void
pack_check_life(struct pack_check *c, const struct pack_row *row, struct str id,
    const struct str when[2])
{
	const struct pack_row *f = pack_row_of(c, PACK_FACTIONS, id);
	const struct pack_row *p = pack_row_of(c, PACK_PEOPLE, id);
	const struct str none = str_of("");
	struct str born = f != NULL   ? f->cell[FACTION_FOUNDED]
			  : p != NULL ? p->cell[PERSON_BORN]
				      : none;
	struct str died = f != NULL   ? f->cell[FACTION_DISSOLVED]
			  : p != NULL ? p->cell[PERSON_DIED]
				      : none;
	bool ended = died.len > 0 && !str_is(died, "..");

	if (!pack_in_order(born, when[1]) || !pack_in_order(born, when[0]))
		pack_check_wrong(
		    c, row, "%.*s only began in %.*s", S(id), S(born));
	if (!pack_in_order(when[0], died))
		pack_check_wrong(
		    c, row, "%.*s had ended in %.*s", S(id), S(died));
	else if (ended && str_is(when[1], ".."))
		pack_check_wrong(
		    c, row, "open, but %.*s ended in %.*s", S(id), S(died));
	else if (p != NULL && !pack_in_order(when[1], died))
		pack_check_wrong(
		    c, row, "%.*s had died in %.*s", S(id), S(died));
}
