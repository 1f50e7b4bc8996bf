/* Dates of the Hijri calendar, as the press of the peninsula dates its pages.
 * Private to pubdate. */
#ifndef MODEL_PUBDATE_HIJRI_H
#define MODEL_PUBDATE_HIJRI_H

#include "model/str.h"

/* Find a whole Hijri date ("17 ربيع الاخر 1438 ه", "rabi ii 17, 1438 ah",
 * "17/4/1438") of the years 1300 to 1500 in folded text and put blanks in its
 * place. Its day (in the calendar of Umm al-Qura) goes to *day. */
bool pubdate_cut_hijri(struct buf *folded, int64_t *day);

#endif
