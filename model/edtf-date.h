/* One date of an EDTF text and the days it may mean. Private to edtf*.c. */
#ifndef MODEL_EDTF_DATE_H
#define MODEL_EDTF_DATE_H

#include "model/edtf.h"

enum edtf_bound {
	EDTF_FIRST,      /* first day of the earliest reading */
	EDTF_LAST,       /* last day of the latest reading */
	EDTF_LAST_START, /* first day of the latest reading */
};

/* False if no day of the calendar fits: 2019-02-30, 2019-1X-31 does. */
bool edtf_date_day(
    const struct edtf_date *d, enum edtf_bound bound, int64_t *day);

#endif
