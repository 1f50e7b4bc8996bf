/* Records on their way out of the program, and the forms they may take: one
 * line of JSON, one row of CSV, a section of Markdown. A new form is one more
 * struct record_form. */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "model/str.h"

enum value_kind {
	VALUE_TEXT,   /* empty: null, but see VALUE_BODY */
	VALUE_BODY,   /* long text: the body of a section of Markdown */
	VALUE_NUMBER, /* an integer */
	VALUE_BOOL,
	VALUE_LIST, /* of texts */
	VALUE_JSON, /* JSON as it is; Markdown leaves it out */
	VALUE_NONE, /* null */
};

struct field {
	const char *name;
	enum value_kind kind;
	struct str text;
	int64_t number;
	const struct str *list;
	size_t n;
};

struct field field_text(const char *name, struct str text);
struct field field_body(const char *name, struct str text);
struct field field_number(const char *name, int64_t number);
struct field field_bool(const char *name, bool value);
struct field field_list(const char *name, const struct str *list, size_t n);
struct field field_json(const char *name, struct str json);
struct field field_none(const char *name);
/* The number, or null where it is that one. */
struct field field_number_or(const char *name, int64_t number, int64_t none);

struct record_form {
	const char *name;
	/* What stands before the first record; NULL: nothing. All records of
	 * one kind have the same fields in the same order. */
	void (*begin)(
	    struct buf *out, const char *kind, const struct field *v, size_t n);
	/* guard: put ' before cells that a spreadsheet would take for
	 * formulas. */
	void (*record)(
	    struct buf *out, const struct field *v, size_t n, bool guard);
};

/* jsonl, csv (RFC 4180) and markdown; NULL if it is none. */
const struct record_form *record_form_find(struct str name);

/* A record as one JSON object and LF. */
void record_json(struct buf *out, const struct field *v, size_t n);
/* A JSON string in which nothing is left that a terminal would obey: control,
 * direction and zero-width characters are written as \uXXXX. */
void json_text(struct buf *out, struct str s);

#endif
