/* The locale of the program. */
#ifndef UI_LOCALE_H
#define UI_LOCALE_H

#include <stdbool.h>

/* UTF-8, or the next best that this system has. Is it UTF-8? */
bool locale_choose(void);

#endif
