/* The words that dates are made of, in three languages. */
#include "config.h"

#include "model/datex-scan.h"

const struct datex_word datex_words[] = {
	{ WORD_PART, 1,
	    "early beginning start outset dawn debut مطلع بدايه اوايل مستهل "
	    "بدايات" },
	{ WORD_PART, 2, "mid middle midway halfway mi milieu منتصف اواسط" },
	{ WORD_PART, 3, "late end close fin اواخر نهايه ختام" },
	{ WORD_SEASON, 21, "spring printemps ربيع الربيع" },
	{ WORD_SEASON, 22, "summer ete صيف الصيف" },
	{ WORD_SEASON, 23, "autumn fall automne خريف الخريف" },
	{ WORD_SEASON, 24, "winter hiver شتا الشتا" },
	{ WORD_RELATIVE_DAY, -1, "yesterday hier امس البارحه" },
	{ WORD_RELATIVE_DAY, 0, "today aujourd'hui اليوم tonight" },
	{ WORD_RELATIVE_DAY, 1, "tomorrow demain غدا غد" },
	{ WORD_LAST, 0,
	    "last past previous dernier derniere derniers dernieres passe "
	    "passee ecoule ecoulee "
	    "الماضي الماضيه المنصرم المنصرمه الفايت الماضيين الاخيره الاخير" },
	{ WORD_NEXT, 0,
	    "next coming prochain prochaine prochains prochaines المقبل "
	    "المقبله القادم القادمه" },
	{ WORD_THIS, 0,
	    "this current ce cet cette ces courant courante هذا هذه الجاري "
	    "الجاريه الحالي "
	    "الحاليه" },
	{ WORD_UNIT, 'd', "day days jour jours يوم ايام d يوما الايام" },
	{ WORD_UNIT, 'w',
	    "week weeks semaine semaines اسبوع اسابيع الاسبوع w اسبوعا "
	    "الاسابيع" },
	{ WORD_UNIT, 'm',
	    "m month months mois شهر اشهر شهور الشهر شهرا الاشهر الشهور" },
	{ WORD_UNIT, 'y',
	    "year years yr an ans annee annees عام سنه اعوام سنوات العام السنه "
	    "سنين عاما السنوات الاعوام السنين" },
	{ WORD_UNIT, 'c',
	    "decade decades decennie decennies عقد عقود العقد العقود" },
	{ WORD_DUAL, 'd', "يومين يومان اليومين" },
	{ WORD_DUAL, 'w', "اسبوعين اسبوعان الاسبوعين fortnight" },
	{ WORD_DUAL, 'm', "شهرين شهران الشهرين" },
	{ WORD_DUAL, 'y', "عامين سنتين عامان سنتان العامين السنتين" },
	{ WORD_DUAL, 'c', "عقدين عقدان العقدين" },
	{ WORD_YEAR_OF, 0, "عامي سنتي شهري fy" },
	{ WORD_COUNT, 1, "one a an un une واحد واحده" },
	{ WORD_COUNT, 2, "two deux couple اثني اثنا اثنتي اثنتا" },
	{ WORD_COUNT, 3, "three trois ثلاث ثلاثه الثلاث الثلاثه" },
	{ WORD_COUNT, 4, "four quatre اربع اربعه الاربع الاربعه" },
	{ WORD_COUNT, 5, "five cinq خمس خمسه الخمس الخمسه" },
	{ WORD_COUNT, 6, "six ست سته الست السته" },
	{ WORD_COUNT, 7, "seven sept سبع سبعه السبع السبعه" },
	{ WORD_COUNT, 8, "eight huit ثماني ثمانيه ثمان الثماني الثمانيه" },
	{ WORD_COUNT, 9, "nine neuf تسع تسعه التسع التسعه" },
	{ WORD_COUNT, 10, "ten dix عشر عشره العشر العشره" },
	{ WORD_COUNT, 11, "eleven onze" },
	{ WORD_COUNT, 12, "twelve douze" },
	{ WORD_COUNT, 13, "thirteen treize" },
	{ WORD_COUNT, 14, "fourteen quatorze" },
	{ WORD_COUNT, 15, "fifteen quinze" },
	{ WORD_COUNT, 16, "sixteen seize" },
	{ WORD_COUNT, 17, "seventeen" },
	{ WORD_COUNT, 18, "eighteen" },
	{ WORD_COUNT, 19, "nineteen" },
	{ WORD_COUNT, 20, "twenty vingt vingts عشرين العشرين العشرون" },
	{ WORD_COUNT, 30, "thirty trente ثلاثين الثلاثين الثلاثون" },
	{ WORD_COUNT, 40, "forty quarante اربعين" },
	{ WORD_COUNT, 50, "fifty cinquante خمسين" },
	{ WORD_COUNT, 60, "sixty soixante ستين" },
	{ WORD_COUNT, 70, "seventy سبعين" },
	{ WORD_COUNT, 80, "eighty ثمانين" },
	{ WORD_COUNT, 90, "ninety تسعين" },
	{ WORD_ORDINAL, 1,
	    "first premier premiere premiers premieres الاول الاولي اول "
	    "الحادي" },
	{ WORD_ORDINAL, 2, "second deuxieme الثاني الثانيه seconde" },
	{ WORD_ORDINAL, 3, "third troisieme الثالث الثالثه" },
	{ WORD_ORDINAL, 4, "fourth quatrieme الرابع الرابعه" },
	{ WORD_ORDINAL, 5, "fifth cinquieme الخامس الخامسه" },
	{ WORD_ORDINAL, 6, "sixth sixieme السادس السادسه" },
	{ WORD_ORDINAL, 7, "seventh septieme السابع السابعه" },
	{ WORD_ORDINAL, 8, "eighth huitieme الثامن الثامنه" },
	{ WORD_ORDINAL, 9, "ninth neuvieme التاسع التاسعه" },
	{ WORD_ORDINAL, 10, "tenth dixieme العاشر العاشره" },
	{ WORD_ORDINAL, 11, "eleventh onzieme" },
	{ WORD_ORDINAL, 12, "twelfth douzieme" },
	{ WORD_ORDINAL, 13, "thirteenth treizieme" },
	{ WORD_ORDINAL, 14, "fourteenth quatorzieme" },
	{ WORD_ORDINAL, 15, "fifteenth quinzieme" },
	{ WORD_ORDINAL, 16, "sixteenth seizieme" },
	{ WORD_ORDINAL, 17, "seventeenth" },
	{ WORD_ORDINAL, 18, "eighteenth" },
	{ WORD_ORDINAL, 19, "nineteenth" },
	{ WORD_ORDINAL, 20, "twentieth vingtieme" },
	{ WORD_ORDINAL, 99, "final finale finals" },
	{ WORD_TENS, 30, "thirties الثلاثينيات الثلاثينات ثلاثينيات ثلاثينات" },
	{ WORD_TENS, 40, "forties الاربعينيات الاربعينات اربعينيات اربعينات" },
	{ WORD_TENS, 50, "fifties الخمسينيات الخمسينات خمسينيات خمسينات" },
	{ WORD_TENS, 60, "sixties الستينيات الستينات ستينيات ستينات" },
	{ WORD_TENS, 70, "seventies السبعينيات السبعينات سبعينيات سبعينات" },
	{ WORD_TENS, 80, "eighties الثمانينيات الثمانينات ثمانينيات ثمانينات" },
	{ WORD_TENS, 90, "nineties التسعينيات التسعينات تسعينيات تسعينات" },
	{ WORD_CENTURY, 0, "century siecle القرن قرن" },
	{ WORD_WEEKEND, 0, "weekend" },
	{ WORD_NIGHT, 'n', "night nuit الليله ليله" },
	{ WORD_NIGHT, 'd',
	    "morning afternoon evening matin soir الصباح المسا" },
	{ WORD_NOW, 0, "now present date الان" },
	{ WORD_QUARTER, 0, "quarter quarters trimestre trimestres الربع ربع" },
	{ WORD_HALF, 0, "half semester semestre moitie النصف نصف demi demie" },
	{ WORD_SINCE, 0, "since depuis partir compter starting اعتبارا ابتدا" },
	{ WORD_SINCE_AGO, 0, "منذ" },
	{ WORD_UNTIL, 0,
	    "until till jusqu'en jusqu'au jusqu'a jusque حتي لغايه غايه" },
	{ WORD_BEFORE, 0, "before avant قبل prior" },
	{ WORD_AFTER, 0, "after apres بعد" },
	{ WORD_AGO, 0, "ago earlier" },
	{ WORD_FOR, 0, "for pendant خلال over لمده cours طوال طيله مدي" },
	{ WORD_MORE, 0, "more plus اكثر لاكثر ازيد يزيد least" },
	{ WORD_THAN, 0, "than على علي عن" },
	{ WORD_ABOUT, 0,
	    "about around circa ca c approximately roughly vers environ "
	    "alentours environs autour حوالي نحو" },
	{ WORD_ABOUT, EDTF_UNCERTAIN, "possibly perhaps maybe ربما" },
	{ WORD_NEARLY, 0,
	    "nearly almost presque pres قرابه يقرب يقارب less moins اقل" },
	{ WORD_BETWEEN, 0, "between entre بين" },
	{ WORD_FROM, 0, "from من" },
	{ WORD_TO, 0, "to through au الي" },
	{ WORD_AND, 0, "and et و or ou او" },
	{ WORD_IN, 0, "in on during by en dans le في" },
	{ WORD_OF, 0, "of de du d' des" },
	{ WORD_THE, 0, "the les la l' ال" },
	{ WORD_HIJRI_ERA, 0, "ah هـ ه هجري هجريه للهجره hijri hijra" },
	{ WORD_COMMON_ERA, 0, "ad ce م ميلادي ميلاديه" },
	{ WORD_DAY_SUFFIX, 0, "st nd rd th er ere e eme" },
	{ WORD_FUTURE, 0,
	    "will would shall scheduled slated due planned plans expected "
	    "upcoming ahead ici المقرر المقرره المزمع المرتقب المتوقع سوف "
	    "ستعقد سيعقد ستبدا سيبدا ستجتمع سيجتمع ستجري سيجري ستنطلق "
	    "سينطلق سيلتقي ستكون سيكون سيزور ستستضيف سيتوجه سيصل ستصل سيتم "
	    "ستتم prevu prevue prevus prevues doit doivent devra devront va "
	    "vont sera seront aura auront tiendra tiendront reunira "
	    "reuniront debutera commencera reprendra rencontrera" },
	{ WORD_SAID, 0,
	    "said says told added announced declared confirmed reported dit "
	    "declare annonce affirme indique ajoute قال قالت اعلن اعلنت صرح "
	    "اضاف اكد اكدت" },
	{ WORD_FEAST, 0, "christmas noel new eid aid عيد راس" },
	{ WORD_EVE, 0, "eve veille عشيه" },
	{ WORD_NUMBERED, 0,
	    "resolution resolutions unscr no nos number section chapter law "
	    "decree "
	    "flight article "
	    "رقم "
	    "القرار قرار loi decret numero route room page brigade" },
	{ WORD_COUNTED, 0,
	    "people fighters migrants refugees soldiers killed wounded dead "
	    "men "
	    "women children km kilometres kilometers metres meters tonnes tons "
	    "barrels dollars euros dinars hostages prisoners families troops "
	    "personnes combattants migrantes morts blesses soldats شخص مقاتل "
	    "شخصا مقاتلا مهاجر مهاجرا برميل دولار دينار كيلومتر جندي pages "
	    "vehicles homes voters candidates votes cases deaths hours gmt "
	    "civilians casualties rebels inmates detainees prisoners students "
	    "workers employees members households villages ft feet miles mph "
	    "kg "
	    "tanks rockets missiles bombs mines rounds bodies victims "
	    "survivors strong civils victimes detenus hommes femmes enfants "
	    "refugies habitants blessees rebelles membres electeurs "
	    "kilometres barils مدني مدنيا قتيل قتيلا جريح جريحا نازح نازحا "
	    "لاجي لاجيا طن صوت ناخب ناخبا عنصر عنصرا جنديا معتقل معتقلا اسره "
	    "عايله voix" },
	{ WORD_NAMED, 0,
	    "revolution brigade brigades battalion martyrs movement coalition "
	    "regiment squad camp square street university times telegraph "
	    "herald mirror tribune observer group post ثوره كتيبه شهدا لوا "
	    "ساحه ميدان شارع جامعه" },
	{ WORD_WHAT, 0, "ما لما" },
	{ WORD_MATCHING, 0, "الموافق الموافقه corresponding" },
	{ WORD_ONWARD, 0, "onward onwards فصاعدا" },
};
const size_t datex_n_words = ARRAY_LEN(datex_words);
