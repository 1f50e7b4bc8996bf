/* Words of Arabic that attribute, folded: bare alef, yeh and heh. Verbs in the
 * forms that news uses; wa- and fa- in front are taken off before. */
#include "config.h"

#include "model/suggest-text.h"

const struct cue_list cues_ar[] = {
	{ 0, CUE_SAY, MODALITY_ASSERTED,
	    "قال قالت قالوا يقول تقول يقولون صرح صرحت اعلن اعلنت اعلنوا يعلن "
	    "تعلن اكد اكدت اكدوا يؤكد يوكد توكد افاد افادت افادوا ذكر ذكرت "
	    "ذكروا يذكر اضاف اضافت اضافوا يضيف اشار اشارت اشاروا يشير اوضح "
	    "اوضحت بينت شدد شددت لفت لفتت كشف كشفت اعتبر اعتبرت راي رات "
	    "تابع تابعت واصل اعرب اعربت عبر عبرت اعترف اعترفت اقر اقرت "
	    "كتب كتبت رد ردت نوه ابلغ ابلغت اخبر اخبرت روي شكك شككت "
	    "تذكر تفيد يفيد تضيف يوضح توضح تشير يشدد تشدد يعتبر تعتبر يعرب "
	    "تعرب يكشف تكشف يعترف تعترف صرحوا اوضحوا شددوا" },
	{ 0, CUE_SAY, MODALITY_ALLEGED, "زعم زعمت زعموا ادعي ادعت يزعم" },
	{ 0, CUE_CALL, MODALITY_ALLEGED, "اتهم اتهمت اتهموا يتهم تتهم يتهمون" },
	{ 0, CUE_SAY, MODALITY_DENIED, "نفي نفت نفوا ينفي تنفي انكر انكرت" },
	{ 0, CUE_CALL, MODALITY_DENIED, "رفض رفضت رفضوا يرفض ترفض" },
	{ 0, CUE_SAY, MODALITY_PREDICTED,
	    "توقع توقعت حذر حذرت يحذر تعهد تعهدت توعد وعد رجح رجحت هدد هددت "
	    "يتوقع تتوقع تحذر يتعهد تتعهد يهدد تهدد يرجح" },
	{ 0, CUE_ASK, MODALITY_DEMANDED,
	    "طالب طالبت طالبوا يطالب دعا دعت دعوا ناشد ناشدت حث حثت "
	    "امر امرت تطالب يدعو تدعو يدعون يناشد تناشد يحث تحث" },
	{ 0, CUE_CALL, MODALITY_ASSERTED,
	    "رحب رحبت رحبوا ادان ادانت ندد نددت انتقد انتقدت وصف وصفت "
	    "استنكر استنكرت شجب شجبت ابدي ابدت جدد جددت ثمن ثمنت اشاد اشادت "
	    "يرحب ترحب يدين تدين يندد تندد ينتقد تنتقد يصف تصف" },
	{ 0, CUE_SHOW, MODALITY_ASSERTED, "اظهر اظهرت اظهرا" },
	{ W_PREP, CUE_CITE, MODALITY_REPORTED,
	    "بحسب حسب وفقا وفق نقلا نقلت نقل" },
	{ W_WHAT, CUE_NONE, MODALITY_ASSERTED,
	    "ان انه انها انهم انهما بان بانه بانها بانهم قائلا قائله "
	    "مضيفا مؤكدا قوله قولها قولهم" },
	{ W_DET, CUE_NONE, MODALITY_ASSERTED, "هذا هذه تلك ذلك" },
	{ W_PREP, CUE_NONE, MODALITY_ASSERTED,
	    "في من علي الي عن مع بعد قبل خلال منذ حول ضد بشان بين لدي عند "
	    "امام تحت فوق" },
	{ W_SUB, CUE_NONE, MODALITY_ASSERTED,
	    "فيما بينما لكن غير حيث عندما لما اذا كما التي الذي الذين" },
	{ W_TIME, CUE_NONE, MODALITY_ASSERTED,
	    "اليوم امس يوم الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت "
	    "الاحد" },
	{ W_ADV, CUE_NONE, MODALITY_ASSERTED, "ايضا قد لم لن كان كانت" },
	{ 0, CUE_NONE, MODALITY_ASSERTED, NULL },
};
