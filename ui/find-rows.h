/* Rows that a query finds, for a list (ui/list.h): its context is the place
 * where the pointer to the query stands, which may point to none. */
#ifndef UI_FIND_ROWS_H
#define UI_FIND_ROWS_H

#include "ui/list.h"

extern const struct list_ops find_rows; /* of struct find_row */

#endif
