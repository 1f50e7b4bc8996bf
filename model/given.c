#include "config.h"

#include "model/given.h"

#include "model/base.h"

/* Folded. Sorted by bytes. */
static const char *const arabic[] = { "ابتسام", "ابراهيم", "ابوبكر", "احمد",
	"ادريس", "اسامه", "اسحاق", "اسراء", "اسعد", "اسماعيل", "اشرف", "اكرم",
	"البشير", "الزبير", "الساعدي", "الصادق", "الصديق", "الطاهر", "المبروك",
	"المعتصم", "المهدي", "الهادي", "امال", "امين", "امينه", "اناتولي",
	"انتصار", "انس", "انطونيو", "انور", "اياد", "ايمن", "ايهاب", "ايوب",
	"باسم", "باولو", "بدر", "بريجيت", "بسام", "بشار", "بشير", "بكر", "بلال",
	"بلقاسم", "بهاء", "بوبكر", "بول", "بولس", "بيتر", "تميم", "توفيق",
	"توماس", "ثابت", "جاب", "جابر", "جان", "جبريل", "جعفر", "جلال", "جمال",
	"جميل", "جميله", "جواد", "جورج", "جوزيبي", "جوزيف", "جون", "حاتم",
	"حافظ", "حامد", "حبيب", "حسام", "حسن", "حسين", "حكيم", "حمد", "حمزه",
	"حميد", "حنان", "حيدر", "خالد", "خديجه", "خليفه", "خليل", "خميس",
	"داود", "دونالد", "ديفيد", "ديمتري", "راشد", "رافع", "رامي", "ربيع",
	"رجب", "رشيد", "رضا", "رفيق", "رمضان", "روبرت", "رياض", "زايد", "زكريا",
	"زهير", "زياد", "زيد", "زينب", "ساره", "سالم", "سامح", "سامي", "سراج",
	"سعاد", "سعد", "سعود", "سعيد", "سفيان", "سلامه", "سلمان", "سلمي",
	"سلوي", "سليم", "سليمان", "سمير", "سهام", "سيرغي", "سيف", "شريف",
	"شعبان", "شفيق", "شكري", "صادق", "صالح", "صبحي", "صبري", "صدام", "صفاء",
	"صلاح", "ضو", "ضياء", "طارق", "طاهر", "طلال", "طه", "عادل", "عاشور",
	"عاطف", "عامر", "عايشه", "عبد", "عبدالله", "عبدو", "عثمان", "عزالدين",
	"عزيز", "عصام", "عقيله", "علاء", "علي", "عماد", "عمر", "عمران", "عمرو",
	"عوض", "عياد", "عيد", "عيسي", "غسان", "غيث", "فاطمه", "فايز", "فتح",
	"فتحي", "فرانسوا", "فرج", "فرحات", "فلاديمير", "فهد", "فواد", "فوزي",
	"فيصل", "قاسم", "كارولين", "كارين", "كامل", "كرم", "كريم", "كريمه",
	"كمال", "لطفي", "لويجي", "ليلي", "ماجد", "مارتن", "مارك", "ماري",
	"ماريا", "ماهر", "مايكل", "مبروك", "مجدي", "محمد", "محمود", "مختار",
	"مراد", "مروان", "مريم", "مسعود", "مصباح", "مصطفي", "معاذ", "معتصم",
	"معمر", "مفتاح", "منال", "منذر", "منصور", "مهدي", "موسي", "ميشيل",
	"ميلاد", "ناجي", "ناصر", "نايف", "نبيل", "نجلاء", "نجيب", "نزار", "نصر",
	"نصير", "نضال", "نعمان", "نعيمه", "نورالدين", "نوري", "نيكولا", "هاجر",
	"هارون", "هاني", "هانيبال", "هدي", "هشام", "هند", "هيثم", "هيلاري",
	"وايل", "وسام", "وليد", "ونيس", "ياسر", "ياسين", "يحيي", "يعقوب",
	"يوسف", "يونس" };

/* Skeletons of those of the Arab world. Sorted by bytes. */
static const char *const bones[] = { "Sbn", "Sk", "Skr", "Sr", "Srf", "bSr",
	"bd", "bdr", "bkr", "blksm", "bll", "brm", "dd", "dl", "drs", "fd",
	"frg", "frt", "fs", "fsl", "ft", "ftm", "gbr", "gbrl", "gd", "gfr",
	"gll", "gml", "gsn", "gt", "hSm", "hbb", "hd", "hdr", "hfs", "hkm",
	"hmd", "hms", "hn", "hnn", "hrn", "hsm", "hsn", "htm", "kb", "kl",
	"kml", "krm", "ksm", "ld", "ll", "ltf", "mbrk", "md", "mft", "mgd",
	"mmd", "mmr", "mn", "mnsr", "mr", "mrd", "mrm", "mrn", "ms", "msd",
	"mstf", "mtsm", "mxtr", "nbl", "ng", "ngb", "ngl", "nm", "nmn", "nr",
	"ns", "nsr", "rSd", "rd", "rgb", "rm", "rmdn", "sbr", "sd", "sdk",
	"sdm", "sf", "skr", "sl", "slm", "slmn", "sm", "sml", "smr", "sn",
	"snb", "sr", "ss", "tbt", "tf", "tfk", "tmm", "tmn", "tr", "trk", "xdg",
	"xld", "xlf", "xll", "xms" };

/* One name a line in its usual spellings; the lines of one group have their
 * consonants in common. Groups are parted by NULL. Left out are those that
 * spellings mix: Salem and Salim, Hamed and Hamid, Rashed and Rashid. */
static const char *const alike[] = {
	"hasan hassan hacen hassen",
	("husain husayn hussain hussayn hussein hosein hossein houssein "
	 "huseyin husein hocine"),
	NULL,
	"hamad",
	"hamid hameed hamed",
	NULL,
	"said saeed saied",
	"saad sad saed",
	"saud saoud",
	"zaid zayd zeid zeyd zayed",
	"ziad ziyad zyad",
	"suad souad",
	NULL,
	"karim kareem",
	"karam",
	"karima kareema",
	NULL,
	"jamal gamal djamal",
	"jamil gamil jameel djamil",
	"jamila gamila jameela djamila",
	NULL,
	"omar umar omer oumar",
	"amr amro amru",
	"amir amer ameer",
	NULL,
	"amin ameen amine",
	"amina ameena aminah",
	"ayman aiman aymen",
	"iman imen eman",
	NULL,
	"bashir bachir basheer bechir",
	"bashar bachar",
	NULL,
	"nasr",
	"nasser nasir naser",
	"nizar nezar",
	NULL,
	"fahd fahed",
	"fuad fouad fuaad",
	NULL,
	"nuri nouri noori",
	"anwar anouar",
	NULL,
	"anas",
	"wanis wanees",
	"yunis younis yunus younes",
	NULL,
	"osama usama oussama",
	"isam issam essam",
	"sami samy",
	"sameh samih",
	NULL,
};

static int
by_bytes(const void *key, const void *entry)
{
	return strcmp(key, *(const char *const *)entry);
}

bool
given_arabic(struct str folded)
{
	static const char abd[] = "عبد";
	char word[40];

	if (folded.len >= sizeof word)
		return false;
	if (str_starts(folded, abd))
		return true;
	memcpy(word, folded.p, folded.len);
	word[folded.len] = '\0';
	return bsearch(word, arabic, ARRAY_LEN(arabic), sizeof arabic[0],
		   by_bytes) != NULL;
}

bool
given_bones(const char *word)
{
	return bsearch(word, bones, ARRAY_LEN(bones), sizeof bones[0],
		   by_bytes) != NULL;
}

static bool
has_word(const char *line, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = line; (p = strstr(p, word)) != NULL; p += n)
		if ((p == line || p[-1] == ' ') &&
		    (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

bool
given_differ(const char *a, const char *b)
{
	bool in_a = false, in_b = false;

	for (size_t i = 0; i < ARRAY_LEN(alike); i++) {
		bool has_a, has_b;

		if (alike[i] == NULL) {
			if (in_a || in_b)
				return in_a && in_b;
			continue;
		}
		has_a = has_word(alike[i], a);
		has_b = has_word(alike[i], b);
		if (has_a && has_b)
			return false;
		in_a = in_a || has_a;
		in_b = in_b || has_b;
	}
	return false;
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
	return disorder(arabic, ARRAY_LEN(arabic)) +
	       disorder(bones, ARRAY_LEN(bones));
}
