/* The letters of a query: quotation marks, blanks, names of fields. Private to
 * model/query*.c. */
#ifndef MODEL_QUERY_LEX_H
#define MODEL_QUERY_LEX_H

#include "model/query.h"

/* A mark that begins a phrase, and what ends it, besides the plain one. */
struct query_quote {
	const char *open, *close[2];
};

/* The mark at a byte; NULL: there is none. */
const struct query_quote *query_quote_at(struct str text, size_t at);
/* How long the mark at a byte is that ends the phrase; 0: it does not. */
size_t query_quote_closes(
    struct str text, size_t at, const struct query_quote *quote);

bool query_blank(char c);
/* How long the name of a field is that stands at the front, without its colon;
 * 0 if none does. */
size_t query_field_length(struct str s);
bool query_field_parse(struct str name, enum query_field *field);

#endif
