/* A small register with events, for tests of the timeline. */
#ifndef TESTS_TIMELINE_DATA_H
#define TESTS_TIMELINE_DATA_H

#include "store/store.h"

/* In memory; the clock stands at 2017-12-20. The caller closes. */
struct store *timeline_data(void);

#endif
