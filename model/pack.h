/* Packs: a country's register and events as six tab-separated files. Reading
 * and checking them; files and library are store/pack.c's. */
#ifndef MODEL_PACK_H
#define MODEL_PACK_H

#include "model/arena.h"
#include "model/str.h"

enum pack_file {
	PACK_FACTIONS,
	PACK_PEOPLE,
	PACK_PLACES,
	PACK_OUTLETS,
	PACK_RELATIONS,
	PACK_EVENTS,
	PACK_FILES,
};

/* Columns. Those of all four kinds of entities begin with id and name. */
enum { ROW_ID, ROW_NAME };
enum {
	FACTION_SHORT = 2,
	FACTION_KIND,
	FACTION_FOUNDED,
	FACTION_DISSOLVED,
	FACTION_BASE,
	FACTION_PARENT,
	FACTION_LANE,
	FACTION_ALIASES,
	FACTION_NOTE,
	FACTION_SOURCES,
};
enum {
	PERSON_ROLE = 2,
	PERSON_BORN,
	PERSON_DIED,
	PERSON_ALIASES,
	PERSON_AFFILIATIONS,
	PERSON_NOTE,
	PERSON_SOURCES,
};
enum {
	PLACE_KIND = 2,
	PLACE_LAT,
	PLACE_LON,
	PLACE_PARENT,
	PLACE_ALIASES,
};
enum { OUTLET_KIND = 2, OUTLET_COUNTRY, OUTLET_ALIASES };
enum {
	RELATION_SUBJECT,
	RELATION_NAME,
	RELATION_OBJECT,
	RELATION_START,
	RELATION_END,
	RELATION_NOTE,
	RELATION_SOURCES,
};
enum {
	EVENT_ID,
	EVENT_DATE,
	EVENT_END,
	EVENT_TITLE,
	EVENT_KIND,
	EVENT_FACTIONS,
	EVENT_PLACES,
	EVENT_PEOPLE,
	EVENT_NOTE,
	EVENT_SOURCES,
	EVENT_TOLL, /* packs from before it lack the column */
};

enum { PACK_COLUMNS = 12 };

struct pack_row {
	struct str cell[PACK_COLUMNS];
	enum pack_file file;
	unsigned line; /* of the file, from 1 */
};

struct pack_table {
	struct pack_row *rows;
	size_t n;
};

struct pack {
	struct pack_table table[PACK_FILES];
};

/* Where complaints go: one line each, "people:12 (haftar-khalifa): ...". */
struct pack_say {
	void (*say)(void *arg, const char *what); /* NULL: only count */
	void *arg;
	int wrong;
	char first[200]; /* the first of them */
};
void pack_wrong(struct pack_say *say, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* "factions": the file is factions.tsv. */
const char *pack_file_name(enum pack_file file);
size_t pack_columns(enum pack_file file);
const char *pack_column_name(enum pack_file file, size_t column);
/* The column of aliases; SIZE_MAX for relations and events. */
size_t pack_aliases(enum pack_file file);

/* Take a file apart: rows of cells that borrow from text. Complains about
 * everything in its form: header, cells, blanks, characters, repeated values.
 * Rows with too few or many cells are left out. */
void pack_parse(struct arena *arena, enum pack_file file, struct str text,
    struct pack_table *table, struct pack_say *say);

/* Complain about everything in the facts (model/packcheck.c says what). */
void pack_verify(const struct pack *pack, struct pack_say *say);

/* One affiliation, "faction:start/end"; false if it is none. */
struct pack_affiliation {
	struct str faction, start, end;
};
bool pack_affiliation(struct str text, struct pack_affiliation *a);

/* A coordinate in degrees as the files have it: at most four decimals, at
 * least one, no needless zeros. */
struct str pack_degrees(struct arena *arena, double degrees);
bool pack_parse_degrees(struct str text, double *degrees);

#endif
