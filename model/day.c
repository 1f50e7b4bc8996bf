#include "config.h"

#include "model/day.h"

static const char *const month_short[] = {
	"Jan",
	"Feb",
	"Mar",
	"Apr",
	"May",
	"Jun",
	"Jul",
	"Aug",
	"Sep",
	"Oct",
	"Nov",
	"Dec",
};

static const char *const weekday_short[] = {
	"Mon",
	"Tue",
	"Wed",
	"Thu",
	"Fri",
	"Sat",
	"Sun",
};

/* Names as folded: blanks part them, an underscore stands for a blank. */
static const char *const month_names[] = {
	("january jan janvier janv يناير كانون_الثاني كانون_ثاني كانون_ثان "
	 "جانفي ينايير"),
	"february feb fevrier fevr fev فبراير شباط فيفري",
	"march mar mars مارس اذار",
	"april apr avril avr ابريل نيسان افريل",
	"may mai مايو ايار ماي",
	"june jun juin يونيو حزيران جوان يونيه",
	"july jul juillet juil يوليو تموز جويليه يوليوز يوليه",
	"august aug aout اغسطس اب اوت غشت",
	"september sept sep septembre سبتمبر ايلول شتنبر",
	"october oct octobre اكتوبر تشرين_الاول تشرين_اول",
	("november nov novembre نوفمبر تشرين_الثاني تشرين_ثاني تشرين_ثان نونبر "
	 "نوفمبير"),
	"december dec decembre ديسمبر كانون_الاول كانون_اول دجنبر",
};

static const char *const weekday_names[] = {
	"monday mon lundi الاثنين الإثنين اثنين",
	"tuesday tue tues mardi الثلاثاء ثلاثاء الثلاثا",
	"wednesday wed mercredi الاربعاء اربعاء الاربعا",
	"thursday thu thurs thur jeudi الخميس خميس",
	"friday fri vendredi الجمعه جمعه",
	"saturday sat samedi السبت سبت",
	"sunday sun dimanche الاحد احد",
};

static const char *const hijri_names[] = {
	"muharram mouharram محرم المحرم",
	"safar صفر",
	"rabi_al-awwal rabi_i ربيع_الاول",
	"rabi_al-thani rabi_ii ربيع_الثاني ربيع_الاخر",
	"jumada_al-awwal jumada_al-ula jumada_i جمادي_الاولي جمادي_الاول",
	("jumada_al-thani jumada_al-akhira jumada_ii جمادي_الاخره "
	 "جمادي_الثانيه جمادي_الاخر جمادي_الثاني"),
	"rajab radjab رجب",
	"shaban sha'ban shaaban chaabane chaaban شعبان",
	"ramadan ramazan رمضان",
	"shawwal chawwal chawal شوال",
	"dhu_al-qadah dhu_al-qa'dah dhul_qadah ذو_القعده ذي_القعده",
	"dhu_al-hijjah dhul_hijjah dhu_al-hijja ذو_الحجه ذي_الحجه",
};

/* Whether the folded word is one of the names in list. The hamza on its own
 * and on its seats may or may not have been folded away: drop it. */
static bool
named(const char *list, struct str word)
{
	struct str rest = str_of(list), name;

	while (str_split(&rest, ' ', &name)) {
		size_t i = 0, j = 0;

		while (i < name.len) {
			char c = name.p[i] == '_' ? ' ' : name.p[i];
			bool hamza = i + 1 < name.len && name.p[i] == '\xd8' &&
				     name.p[i + 1] == '\xa1';

			if (j + 1 < word.len && word.p[j] == '\xd8' &&
			    word.p[j + 1] == '\xa1') {
				j += 2;
				continue;
			}
			if (hamza) {
				i += 2;
				continue;
			}
			if (j == word.len || word.p[j] != c)
				break;
			i++;
			j++;
		}
		if (i == name.len && name.len > 0 &&
		    (j == word.len ||
			str_is(str_slice(word, j, word.len), "ء")))
			return true;
	}
	return false;
}

bool
day_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
day_month_length(int64_t year, int month)
{
	static const int length[] = {
		31,
		28,
		31,
		30,
		31,
		30,
		31,
		31,
		30,
		31,
		30,
		31,
	};

	return month == 2 && day_leap(year) ? 29 : length[month - 1];
}

/* Days from civil and back: Howard Hinnant, "chrono-compatible low-level date
 * algorithms": years begin in March, eras have 400 of them. */
int64_t
day_number(int64_t year, int month, int day)
{
	int64_t m = (int64_t)month - 1, era, yoe, doy;

	year += m / 12;
	m %= 12;
	if (m < 0) {
		m += 12;
		year--;
	}
	if (m < 2)
		year--;
	era = (year >= 0 ? year : year - 399) / 400;
	yoe = year - era * 400;
	doy = (153 * ((m + 10) % 12) + 2) / 5 + day - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct ymd
day_split(int64_t day)
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9);

	return (struct ymd){
		.year = yoe + era * 400 + (month <= 2),
		.month = month,
		.day = (int)(doy - (153 * mp + 2) / 5 + 1),
	};
}

int
day_weekday(int64_t day)
{
	int64_t w = (day + 3) % 7;

	return (int)(w < 0 ? w + 7 : w);
}

int
day_month_named(struct str folded)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(month_names); i++)
		if (named(month_names[i], folded))
			return (int)i + 1;
	return 0;
}

int
day_weekday_named(struct str folded)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(weekday_names); i++)
		if (named(weekday_names[i], folded))
			return (int)i;
	return -1;
}

int
day_hijri_named(struct str folded)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(hijri_names); i++)
		if (named(hijri_names[i], folded))
			return (int)i + 1;
	return 0;
}

const char *
day_names(size_t i)
{
	if (i < ARRAY_LEN(month_names))
		return month_names[i];
	i -= ARRAY_LEN(month_names);
	if (i < ARRAY_LEN(weekday_names))
		return weekday_names[i];
	i -= ARRAY_LEN(weekday_names);
	return i < ARRAY_LEN(hijri_names) ? hijri_names[i] : NULL;
}

const char *
day_month_short(int month)
{
	return month_short[month - 1];
}

const char *
day_weekday_short(int weekday)
{
	return weekday_short[weekday];
}

void
day_iso(struct buf *out, int64_t day)
{
	struct ymd d = day_split(day);

	if (d.year < 0)
		buf_addf(out, "-%04lld", (long long)-d.year);
	else
		buf_addf(out, "%04lld", (long long)d.year);
	buf_addf(out, "-%02d-%02d", d.month, d.day);
}

void
day_text(struct buf *out, int64_t day)
{
	struct ymd d = day_split(day);

	buf_addf(out, "%d %s %lld", d.day, month_short[d.month - 1],
	    (long long)d.year);
}
