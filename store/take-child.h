/* Work made elsewhere, parsed in a process that can do no harm. Private to
 * store/. */
#ifndef STORE_TAKE_CHILD_H
#define STORE_TAKE_CHILD_H

#include "model/str.h"

/* What lines() makes of the file, in a child with limits on time and memory;
 * false with what it says is wrong, or that it came to no end. */
bool take_lines(
    bool (*lines)(struct str file, struct buf *out, struct err *err),
    struct str file, struct buf *out, struct err *err);

#endif
