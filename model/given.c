#include "config.h"

#include "model/given.h"

#include "model/base.h"

/* Folded. Sorted by bytes. */
static const char *const arabic[] = { "ابتسام", "ابراهيم", "ابوبكر", "احمد",
	"ادريس", "اسامه", "اسحاق", "اسماعيل", "اشرف", "اكرم", "الزبير",
	"الساعدي", "امينه", "اناتولي", "انس", "انطونيو", "انور", "اياد", "ايمن",
	"ايهاب", "ايوب", "باولو", "بريجيت", "بسام", "بشار", "بلال", "بلقاسم",
	"بوبكر", "بولس", "بيتر", "تميم", "توفيق", "توماس", "جان", "جبريل",
	"جعفر", "جميله", "جورج", "جوزيبي", "جوزيف", "جون", "حامد", "حسام",
	"حسين", "حمزه", "حميد", "حنان", "حيدر", "خالد", "خديجه", "خليفه",
	"خميس", "داود", "دونالد", "ديفيد", "ديمتري", "رامي", "رضا", "روبرت",
	"رياض", "زكريا", "زهير", "زياد", "زيد", "زينب", "ساره", "سامح", "سامي",
	"سفيان", "سلمان", "سلوي", "سليمان", "سمير", "سهام", "سيرغي", "صبحي",
	"صبري", "صدام", "طارق", "طلال", "طه", "عاشور", "عايشه", "عبد",
	"عبدالله", "عبدو", "عثمان", "عزالدين", "عصام", "عقيله", "عمر", "عمران",
	"عمرو", "عياد", "عيسي", "غسان", "فاطمه", "فايز", "فتحي", "فرانسوا",
	"فرحات", "فلاديمير", "فواد", "فوزي", "فيصل", "كارولين", "كارين",
	"كريمه", "لطفي", "لويجي", "ليلي", "ماجد", "مارتن", "ماري", "ماريا",
	"مايكل", "مجدي", "محمد", "محمود", "مراد", "مروان", "مريم", "مصطفي",
	"معاذ", "معتصم", "معمر", "منال", "مهدي", "موسي", "ميشيل", "ناجي",
	"نايف", "نجلاء", "نجيب", "نزار", "نصير", "نعمان", "نعيمه", "نورالدين",
	"نوري", "نيكولا", "هاجر", "هارون", "هاني", "هانيبال", "هشام", "هيثم",
	"هيلاري", "وايل", "ونيس", "ياسين", "يحيي", "يعقوب", "يوسف", "يونس" };

/* Those that are words as well. */
static const char *const words[] = { "اسراء", "اسعد", "البشير", "الصادق",
	"الصديق", "الطاهر", "المبروك", "المعتصم", "المهدي", "الهادي", "امال",
	"امين", "انتصار", "باسم", "بدر", "بشير", "بكر", "بهاء", "بول", "ثابت",
	"جاب", "جابر", "جلال", "جمال", "جميل", "جواد", "حاتم", "حافظ", "حبيب",
	"حسن", "حكيم", "حمد", "خليل", "راشد", "رافع", "ربيع", "رجب", "رشيد",
	"رفيق", "رمضان", "زايد", "سالم", "سراج", "سعاد", "سعد", "سعود", "سعيد",
	"سلامه", "سلمي", "سليم", "سيف", "شريف", "شعبان", "شفيق", "شكري", "صادق",
	"صالح", "صفاء", "صلاح", "ضو", "ضياء", "طاهر", "عادل", "عاطف", "عامر",
	"عزيز", "علاء", "علي", "عماد", "عوض", "عيد", "غيث", "فتح", "فرج", "فهد",
	"قاسم", "كامل", "كرم", "كريم", "كمال", "مارك", "ماهر", "مبروك", "مختار",
	"مسعود", "مصباح", "مفتاح", "منذر", "منصور", "ميلاد", "ناصر", "نبيل",
	"نصر", "نضال", "هدي", "هند", "وسام", "وليد", "ياسر" };

/* Skeletons of those of the Arab world. Sorted by bytes. */
static const char *const bones[] = { "Sbn", "Sk", "Skr", "Sr", "Srf", "bSr",
	"bd", "bdr", "bkr", "blksm", "bll", "brm", "dd", "dl", "drs", "fd",
	"frg", "frt", "fs", "fsl", "ft", "ftm", "gbr", "gbrl", "gd", "gfr",
	"gll", "gml", "gsn", "gt", "hSm", "hbb", "hd", "hdr", "hfs", "hkm",
	"hmd", "hms", "hn", "hnn", "hrn", "hsm", "hsn", "htm", "kb", "kl",
	"kml", "krm", "ksm", "ld", "ll", "ltf", "mbrk", "md", "mft", "mgd",
	"mmd", "mmmd", "mmr", "mn", "mnsr", "mr", "mrd", "mrm", "mrn", "ms",
	"msd", "mstf", "mtsm", "mxtr", "nbl", "ng", "ngb", "ngl", "nm", "nmn",
	"nr", "ns", "nsr", "rSd", "rd", "rgb", "rm", "rmdn", "sbr", "sd", "sdk",
	"sdm", "sf", "skr", "sl", "slm", "slmn", "sm", "sml", "smr", "sn",
	"snb", "sr", "ss", "tbt", "tf", "tfk", "tmm", "tmn", "tr", "trk", "xdg",
	"xld", "xlf", "xll", "xms" };

/* Usual spellings of names that have their consonants in common: those of one
 * group with other numbers are other names. Left out are those that spellings
 * mix: Salem and Salim, Hamed and Hamid, Rashed and Rashid. Two places (Barqa,
 * Ubari) are taken for other words else. Sorted. */
struct spelling {
	const char *text;
	uint8_t group, name;
};
static const struct spelling alike[] = { { "aiman", 7, 3 }, { "ameen", 7, 1 },
	{ "ameena", 7, 2 }, { "ameer", 6, 3 }, { "amer", 6, 3 },
	{ "amin", 7, 1 }, { "amina", 7, 2 }, { "aminah", 7, 2 },
	{ "amine", 7, 1 }, { "amir", 6, 3 }, { "amr", 6, 2 }, { "amro", 6, 2 },
	{ "amru", 6, 2 }, { "anas", 12, 1 }, { "anouar", 11, 2 },
	{ "anwar", 11, 2 }, { "awbar", 16, 1 }, { "awbari", 16, 2 },
	{ "ayman", 7, 3 }, { "aymen", 7, 3 }, { "bachar", 8, 2 },
	{ "bachir", 8, 1 }, { "barca", 15, 1 }, { "barka", 15, 1 },
	{ "barqa", 15, 1 }, { "bashar", 8, 2 }, { "basheer", 8, 1 },
	{ "bashir", 8, 1 }, { "bechir", 8, 1 }, { "burka", 15, 2 },
	{ "burqa", 15, 2 }, { "djamal", 5, 1 }, { "djamil", 5, 2 },
	{ "djamila", 5, 3 }, { "eman", 7, 4 }, { "essam", 13, 3 },
	{ "fahd", 10, 1 }, { "fahed", 10, 1 }, { "fouad", 10, 2 },
	{ "fuaad", 10, 2 }, { "fuad", 10, 2 }, { "gamal", 5, 1 },
	{ "gamil", 5, 2 }, { "gamila", 5, 3 }, { "hacen", 1, 1 },
	{ "hamad", 2, 1 }, { "hamed", 2, 2 }, { "hameed", 2, 2 },
	{ "hamid", 2, 2 }, { "hasan", 1, 1 }, { "hassan", 1, 1 },
	{ "hassen", 1, 1 }, { "hocine", 1, 2 }, { "hosein", 1, 2 },
	{ "hossein", 1, 2 }, { "houssein", 1, 2 }, { "husain", 1, 2 },
	{ "husayn", 1, 2 }, { "husein", 1, 2 }, { "huseyin", 1, 2 },
	{ "hussain", 1, 2 }, { "hussayn", 1, 2 }, { "hussein", 1, 2 },
	{ "iman", 7, 4 }, { "imen", 7, 4 }, { "isam", 13, 3 },
	{ "issam", 13, 3 }, { "jamal", 5, 1 }, { "jameel", 5, 2 },
	{ "jameela", 5, 3 }, { "jamil", 5, 2 }, { "jamila", 5, 3 },
	{ "karam", 4, 2 }, { "kareem", 4, 1 }, { "kareema", 4, 3 },
	{ "karim", 4, 1 }, { "karima", 4, 3 }, { "nadjib", 14, 2 },
	{ "nagi", 14, 1 }, { "nagib", 14, 2 }, { "naji", 14, 1 },
	{ "najib", 14, 2 }, { "naser", 9, 2 }, { "nasir", 9, 2 },
	{ "nasr", 9, 1 }, { "nasser", 9, 2 }, { "nezar", 9, 3 },
	{ "nizar", 9, 3 }, { "noori", 11, 1 }, { "nouri", 11, 1 },
	{ "nuri", 11, 1 }, { "obari", 16, 2 }, { "omar", 6, 1 },
	{ "omer", 6, 1 }, { "osama", 13, 2 }, { "oubari", 16, 2 },
	{ "oumar", 6, 1 }, { "oussama", 13, 2 }, { "saad", 3, 2 },
	{ "sad", 3, 2 }, { "saed", 3, 2 }, { "saeed", 3, 1 }, { "said", 3, 1 },
	{ "saied", 3, 1 }, { "sameer", 13, 1 }, { "sameh", 13, 5 },
	{ "sami", 13, 4 }, { "samih", 13, 5 }, { "samir", 13, 1 },
	{ "samy", 13, 4 }, { "saoud", 3, 3 }, { "saud", 3, 3 },
	{ "souad", 3, 6 }, { "suad", 3, 6 }, { "ubari", 16, 2 },
	{ "umar", 6, 1 }, { "usama", 13, 2 }, { "wanees", 12, 2 },
	{ "wanis", 12, 2 }, { "younes", 12, 3 }, { "younis", 12, 3 },
	{ "yunis", 12, 3 }, { "yunus", 12, 3 }, { "zaid", 3, 4 },
	{ "zayd", 3, 4 }, { "zayed", 3, 4 }, { "zeid", 3, 4 }, { "zeyd", 3, 4 },
	{ "ziad", 3, 5 }, { "ziyad", 3, 5 }, { "zyad", 3, 5 } };

static int
by_bytes(const void *key, const void *entry)
{
	return strcmp(key, *(const char *const *)entry);
}

enum given
given_arabic(struct str folded)
{
	static const char abd[] = "عبد";
	char word[40];

	if (folded.len >= sizeof word)
		return GIVEN_NONE;
	if (str_starts(folded, abd))
		return GIVEN_NAME;
	memcpy(word, folded.p, folded.len);
	word[folded.len] = '\0';
	if (bsearch(word, arabic, ARRAY_LEN(arabic), sizeof arabic[0],
		by_bytes) != NULL)
		return GIVEN_NAME;
	return bsearch(word, words, ARRAY_LEN(words), sizeof words[0],
		   by_bytes) != NULL
		   ? GIVEN_WORD
		   : GIVEN_NONE;
}

bool
given_bones(const char *word)
{
	return bsearch(word, bones, ARRAY_LEN(bones), sizeof bones[0],
		   by_bytes) != NULL;
}

static int
by_text(const void *key, const void *entry)
{
	return strcmp(key, ((const struct spelling *)entry)->text);
}

static const struct spelling *
spelling_of(const char *text)
{
	return bsearch(text, alike, ARRAY_LEN(alike), sizeof alike[0], by_text);
}

bool
given_differ(const char *a, const char *b)
{
	const struct spelling *x = spelling_of(a), *y;

	if (x == NULL)
		return false;
	y = spelling_of(b);
	return y != NULL && x->group == y->group && x->name != y->name;
}

static size_t
disorder(const char *const *list, size_t n)
{
	size_t wrong = 0;

	for (size_t i = 1; i < n; i++)
		wrong += strcmp(list[i - 1], list[i]) >= 0;
	return wrong;
}

size_t
given_unsorted(void)
{
	size_t wrong = 0;

	for (size_t i = 1; i < ARRAY_LEN(alike); i++)
		wrong += strcmp(alike[i - 1].text, alike[i].text) >= 0;
	return wrong + disorder(arabic, ARRAY_LEN(arabic)) +
	       disorder(words, ARRAY_LEN(words)) +
	       disorder(bones, ARRAY_LEN(bones));
}
