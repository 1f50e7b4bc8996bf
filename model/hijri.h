/* The Hijri calendar: that of Umm al-Qura for the years 1356 to 1500 (14 March
 * 1937 to 16 November 2077), by which Saudi Arabia and its neighbours date what
 * they print, and the tabular one (civil, epoch 16 July 622 Julian) before and
 * after, which joins it without a gap. What a country saw of the moon may lie a
 * day or two off either. Days are numbers from 1970-01-01 = 0 (day.h). */
#ifndef MODEL_HIJRI_H
#define MODEL_HIJRI_H

#include "model/day.h"

/* month is 1 to 12; a day outside the month counts on from there. */
int64_t hijri_day(int64_t year, int month, int day);
struct ymd hijri_split(int64_t day);
/* 29 or 30; always 30 where only the tables tell, since the month that was seen
 * may have had as many. */
int hijri_month_length(int64_t year, int month);

#endif
