/* newsboat's cache as a format of articles. Private to store/, as it is the one
 * format that needs SQLite. */
#ifndef STORE_READ_NEWSBOAT_H
#define STORE_READ_NEWSBOAT_H

#include "model/reader.h"

extern const struct reader_format read_newsboat;

#endif
