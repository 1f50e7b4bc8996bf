#include "config.h"

#include <utf8proc.h>

#include "model/pack.h"

struct file {
	const char *name;
	const char *columns[PACK_COLUMNS];
	size_t n, aliases;
	size_t optional; /* so many of the last columns may be missing */
	unsigned lists;  /* bits of columns that hold values between | */
};

static const struct file files[PACK_FILES] = {
	[PACK_FACTIONS] = { "factions",
	    { "id", "name", "short", "kind", "founded", "dissolved", "base",
		"parent", "lane", "aliases", "note", "sources" },
	    12, FACTION_ALIASES, 0, 1u << FACTION_ALIASES },
	[PACK_PEOPLE] = { "people",
	    { "id", "name", "role", "born", "died", "aliases", "affiliations",
		"note", "sources" },
	    9, PERSON_ALIASES, 0,
	    1u << PERSON_ALIASES | 1u << PERSON_AFFILIATIONS },
	[PACK_PLACES] = { "places",
	    { "id", "name", "kind", "lat", "lon", "parent", "aliases" }, 7,
	    PLACE_ALIASES, 0, 1u << PLACE_ALIASES },
	[PACK_OUTLETS] = { "outlets",
	    { "id", "name", "kind", "country", "aliases" }, 5, OUTLET_ALIASES,
	    0, 1u << OUTLET_ALIASES },
	[PACK_RELATIONS] = { "relations",
	    { "subject_id", "relation", "object_id", "start", "end", "note",
		"sources" },
	    7, SIZE_MAX, 0, 0 },
	[PACK_EVENTS] = { "events",
	    { "id", "date", "end", "title", "kind", "factions", "places",
		"people", "note", "sources", "toll" },
	    11, SIZE_MAX, 1,
	    1u << EVENT_FACTIONS | 1u << EVENT_PLACES | 1u << EVENT_PEOPLE },
};

const char *
pack_file_name(enum pack_file file)
{
	return files[file].name;
}

size_t
pack_columns(enum pack_file file)
{
	return files[file].n;
}

const char *
pack_column_name(enum pack_file file, size_t column)
{
	return files[file].columns[column];
}

size_t
pack_aliases(enum pack_file file)
{
	return files[file].aliases;
}

void
pack_wrong(struct pack_say *say, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (say->wrong++ == 0)
		snprintf(say->first, sizeof say->first, "%.190s", text);
	if (say->say != NULL)
		say->say(say->arg, text);
}

/* Controls, invisible characters and odd blanks; what is not NFC. */
static void
check_characters(enum pack_file file, struct str text, struct pack_say *say)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t len;
	unsigned line = 1;

	for (size_t i = 0; i < text.len;) {
		utf8proc_int32_t cp;
		utf8proc_category_t c;
		utf8proc_ssize_t n =
		    utf8proc_iterate((const utf8proc_uint8_t *)text.p + i,
			(utf8proc_ssize_t)(text.len - i), &cp);

		if (n <= 0) {
			pack_wrong(
			    say, "%s:%u: not UTF-8", files[file].name, line);
			return;
		}
		c = utf8proc_category(cp);
		line += cp == '\n';
		if ((c == UTF8PROC_CATEGORY_CC && cp != '\t' && cp != '\n') ||
		    c == UTF8PROC_CATEGORY_CF ||
		    (c == UTF8PROC_CATEGORY_ZS && cp != ' '))
			pack_wrong(say, "%s:%u: unwanted character U+%04X",
			    files[file].name, line, (unsigned)cp);
		i += (size_t)n;
	}
	len = utf8proc_map((const utf8proc_uint8_t *)text.p,
	    (utf8proc_ssize_t)text.len, &nfc,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len >= 0 && !str_eq(text, (struct str){ (char *)nfc, (size_t)len }))
		pack_wrong(say, "%s: not in NFC", files[file].name);
	free(nfc);
}

static void
check_list(enum pack_file file, const struct pack_row *row, size_t column,
    struct pack_say *say)
{
	struct str rest = row->cell[column], part, other, seen;
	const char *name = files[file].columns[column];

	if (rest.len == 0)
		return;
	while (str_split(&rest, '|', &part)) {
		if (part.len == 0 || str_trim(part).len != part.len)
			pack_wrong(say, "%s:%u: empty or padded value in %s",
			    files[file].name, row->line, name);
		seen = row->cell[column];
		while (str_split(&seen, '|', &other) && other.p < part.p)
			if (str_eq(other, part))
				pack_wrong(say, "%s:%u: %.*s twice in %s",
				    files[file].name, row->line, (int)part.len,
				    part.p, name);
	}
}

static void
check_cells(
    enum pack_file file, const struct pack_row *row, struct pack_say *say)
{
	for (size_t i = 0; i < files[file].n; i++) {
		struct str cell = row->cell[i];

		if (str_trim(cell).len != cell.len ||
		    str_find(cell, str_of("  "), 0) != SIZE_MAX)
			pack_wrong(say, "%s:%u: stray blanks in %s",
			    files[file].name, row->line,
			    files[file].columns[i]);
		if (files[file].lists >> i & 1)
			check_list(file, row, i, say);
	}
}

/* The cells of a line into row; how many there are. */
static size_t
split_cells(enum pack_file file, struct str line, struct pack_row *row)
{
	struct str rest = line, part;
	size_t n = 0;

	while (str_split(&rest, '\t', &part)) {
		if (n < files[file].n)
			row->cell[n] = part;
		n++;
	}
	return n;
}

static void
wrong_cells(enum pack_file file, unsigned line, size_t n, size_t wanted,
    struct pack_say *say)
{
	pack_wrong(say, "%s:%u: %zu cells, %zu wanted", files[file].name, line,
	    n, wanted);
}

/* How many columns the file has, by its header. */
static size_t
check_header(enum pack_file file, struct str line, struct pack_say *say)
{
	struct pack_row row = { .line = 1 };
	size_t n = split_cells(file, line, &row);

	if (n > files[file].n || n + files[file].optional < files[file].n) {
		wrong_cells(file, 1, n, files[file].n, say);
		return files[file].n;
	}
	for (size_t i = 0; i < n; i++)
		if (!str_is(row.cell[i], files[file].columns[i]))
			pack_wrong(say, "%s:1: column %zu is %.*s, %s wanted",
			    files[file].name, i + 1, (int)row.cell[i].len,
			    row.cell[i].p, files[file].columns[i]);
	return n;
}

void
pack_parse(struct arena *arena, enum pack_file file, struct str text,
    struct pack_table *table, struct pack_say *say)
{
	struct str rest = text, line;
	unsigned number = 0;
	size_t lines = 1, columns = files[file].n, n;

	for (size_t i = 0; i < text.len; i++)
		lines += text.p[i] == '\n';
	table->rows = arena_array(arena, lines, sizeof *table->rows);
	table->n = 0;
	check_characters(file, text, say);
	if (text.len == 0 || text.p[text.len - 1] != '\n')
		pack_wrong(
		    say, "%s: the last line has no end", files[file].name);
	else
		rest.len--;
	while (str_split(&rest, '\n', &line)) {
		struct pack_row *row = &table->rows[table->n];

		row->file = file;
		row->line = ++number;
		if (number == 1) {
			columns = check_header(file, line, say);
			continue;
		}
		n = split_cells(file, line, row);
		if (n != columns) {
			wrong_cells(file, number, n, columns, say);
			continue;
		}
		check_cells(file, row, say);
		table->n++;
	}
}

bool
pack_affiliation(struct str text, struct pack_affiliation *a)
{
	struct str rest = text;

	if (!str_split(&rest, ':', &a->faction) || rest.p == NULL)
		return false;
	if (!str_split(&rest, '/', &a->start) || rest.p == NULL)
		return false;
	a->end = rest;
	return a->faction.len > 0 && str_find(rest, str_of("/"), 0) == SIZE_MAX;
}

struct str
pack_degrees(struct arena *arena, double degrees)
{
	struct str s = arena_printf(arena, "%.4f", degrees);

	while (s.len > 2 && s.p[s.len - 1] == '0' && s.p[s.len - 2] != '.')
		s.len--;
	return s;
}

bool
pack_parse_degrees(struct str text, double *degrees)
{
	double value = 0, unit = 1;
	size_t i = 0, digits = 0;
	bool minus = text.len > 0 && text.p[0] == '-', point = false;

	for (i = minus ? 1 : 0; i < text.len; i++) {
		char c = text.p[i];

		if (c == '.' && !point && digits > 0) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || digits++ > 8)
			return false;
		value = value * 10 + (c - '0');
		unit = point ? unit * 10 : unit;
	}
	*degrees = (minus ? -value : value) / unit;
	return digits > 0 && text.p[text.len - 1] != '.';
}
