#include "config.h"

#include "model/candidate-words.h"

/* Folded, with and without the article. Sorted by bytes. */
static const struct candidate_entry arabic[] = {
	{ "الامير", WORD_TITLE },
	{ "الدكتور", WORD_TITLE },
	{ "الرايد", WORD_TITLE },
	{ "الرييس", WORD_TITLE },
	{ "السفير", WORD_TITLE },
	{ "السيد", WORD_TITLE },
	{ "السيده", WORD_TITLE },
	{ "الشيخ", WORD_TITLE },
	{ "العقيد", WORD_TITLE },
	{ "العميد", WORD_TITLE },
	{ "الفريق", WORD_TITLE },
	{ "القايد", WORD_TITLE },
	{ "اللواء", WORD_TITLE },
	{ "المتحدث", WORD_TITLE },
	{ "المستشار", WORD_TITLE },
	{ "المشير", WORD_TITLE },
	{ "المقدم", WORD_TITLE },
	{ "الملازم", WORD_TITLE },
	{ "الملك", WORD_TITLE },
	{ "المهندس", WORD_TITLE },
	{ "النايب", WORD_TITLE },
	{ "النقيب", WORD_TITLE },
	{ "الوزير", WORD_TITLE },
	{ "بلده", WORD_PLACE },
	{ "بلديه", WORD_PLACE },
	{ "تنظيم", WORD_ORG },
	{ "جامعه", WORD_ORG },
	{ "جبهه", WORD_ORG },
	{ "جزيره", WORD_PLACE },
	{ "جماعه", WORD_ORG },
	{ "جهاز", WORD_ORG },
	{ "حركه", WORD_ORG },
	{ "حزب", WORD_ORG },
	{ "حقل", WORD_PLACE },
	{ "حكومه", WORD_ORG },
	{ "سجن", WORD_PLACE },
	{ "سريه", WORD_ORG },
	{ "شركه", WORD_ORG },
	{ "شيخ", WORD_TITLE },
	{ "عقيد", WORD_TITLE },
	{ "عمليه", WORD_ORG },
	{ "عميد", WORD_TITLE },
	{ "غرفه", WORD_ORG },
	{ "قبايل", WORD_ORG },
	{ "قبيله", WORD_ORG },
	{ "قريه", WORD_PLACE },
	{ "قوات", WORD_ORG },
	{ "كتايب", WORD_ORG },
	{ "كتيبه", WORD_ORG },
	{ "لوا", WORD_ORG },
	{ "لواء", WORD_ORG },
	{ "مجلس", WORD_ORG },
	{ "محافظه", WORD_PLACE },
	{ "مدينه", WORD_PLACE },
	{ "مصرف", WORD_ORG },
	{ "مطار", WORD_PLACE },
	{ "معسكر", WORD_PLACE },
	{ "مليشيا", WORD_ORG },
	{ "منطقه", WORD_PLACE },
	{ "منظمه", WORD_ORG },
	{ "ميليشيا", WORD_ORG },
	{ "ميليشيات", WORD_ORG },
	{ "مينا", WORD_PLACE },
	{ "ميناء", WORD_PLACE },
	{ "هييه", WORD_ORG },
	{ "وزاره", WORD_ORG },
};

unsigned
candidate_arabic(struct str word)
{
	return candidate_look_up(arabic, ARRAY_LEN(arabic), word);
}

size_t
candidate_unsorted_arabic(void)
{
	return candidate_disorder(arabic, ARRAY_LEN(arabic));
}
