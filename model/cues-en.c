/* Words of English that attribute, and those that noun phrases end at. The
 * verbs come as lemmas; their forms are made by rule. */
#include "config.h"

#include "model/suggest-text.h"

const struct cue_list cues_en[] = {
	{ 0, CUE_SAY, MODALITY_ASSERTED,
	    "say add affirm announce argue assert attest aver complain confirm "
	    "contend declare disclose emphasize emphasise explain exclaim "
	    "insist mention proclaim pronounce reaffirm "
	    "recount reiterate relate repeat reply respond retort "
	    "reveal stress testify tweet retweet write underline underscore "
	    "quip joke concede acknowledge admit confide conclude clarify "
	    "boast brag lament muse opine speculate shout yell scream mutter "
	    "elaborate rant theorize interject recollect reason opined "
	    "suggest imply insinuate intimate caution hint gripe grumble "
	    "fume declaim posit postulate stipulate vouch deadpan "
	    "counter blog chime crow gush scoff sniff snap sneer surmise "
	    "apologize apologise confess remarked commented "
	    "stated noted posted certified claimed" },
	{ W_THAT, CUE_SAY, MODALITY_ASSERTED,
	    "observe maintain agree disagree hold rule decide calculate "
	    "reflect continue joke" },
	{ W_PARTICLE, CUE_SAY, MODALITY_ASSERTED, "point spell make" },
	{ W_AMBIGUOUS, CUE_SAY, MODALITY_ASSERTED,
	    "state note comment remark report post answer signal voice "
	    "express" },
	{ W_AMBIGUOUS, CUE_SAY, MODALITY_ALLEGED, "claim purport" },
	{ 0, CUE_SAY, MODALITY_ALLEGED, "allege" },
	{ 0, CUE_SAY, MODALITY_DENIED, "deny disavow" },
	{ 0, CUE_SAY, MODALITY_PREDICTED,
	    "predict foresee vow promise pledge swear threaten forecast "
	    "prophesy" },
	{ 0, CUE_TELL, MODALITY_ASSERTED,
	    "tell inform notify assure remind reassure" },
	{ 0, CUE_TELL, MODALITY_PREDICTED, "warn" },
	{ 0, CUE_THINK, MODALITY_ASSERTED,
	    "think believe feel know doubt worry assume suspect recall "
	    "reckon guess imagine fear" },
	{ W_THAT, CUE_THINK, MODALITY_ASSERTED,
	    "understand realize realise learn hear remember decide" },
	{ 0, CUE_THINK, MODALITY_PREDICTED,
	    "hope wish plan intend expect anticipate project aim" },
	{ 0, CUE_THINK, MODALITY_DEMANDED, "want prefer" },
	{ 0, CUE_CALL, MODALITY_ASSERTED,
	    "call describe characterize characterise brand label dub deem "
	    "criticize criticise condemn denounce slam blast lambast "
	    "lambaste decry deride mock ridicule praise hail applaud laud "
	    "commend thank congratulate credit fault chide rebuke scold "
	    "bash disparage tout liken regard castigate excoriate admonish "
	    "deplore berate vilify extol bemoan belittle malign "
	    "compare portray question" },
	{ 0, CUE_CALL, MODALITY_ALLEGED, "accuse blame" },
	{ 0, CUE_CALL, MODALITY_DENIED, "dispute refute rebut" },
	{ 0, CUE_ASK, MODALITY_DEMANDED,
	    "ask urge demand implore beg exhort plead advise recommend "
	    "propose request instruct appeal insist advocate order" },
	{ 0, CUE_SHOW, MODALITY_ASSERTED,
	    "show find indicate demonstrate estimate conclude" },
	{ 0, CUE_WEAK, MODALITY_ASSERTED,
	    "support endorse back oppose favor favour welcome embrace object "
	    "consider defend ridiculed cheer protest" },
	{ 0, CUE_WEAK, MODALITY_DENIED, "reject dismiss" },
	{ 0, CUE_CITE, MODALITY_REPORTED, "cite quote" },
	{ 0, CUE_SPEAK, MODALITY_ASSERTED, "count put" },
	{ 0, CUE_SPEAK, MODALITY_ASSERTED, "speak talk" },
	{ W_NOUN, CUE_NONE, MODALITY_ASSERTED,
	    "statement assertion suggestion belief view opinion argument "
	    "contention announcement admission conclusion notion remark "
	    "insistence conviction assurance assessment reminder complaint "
	    "testimony feeling sentiment position confirmation declaration "
	    "acknowledgement word comment impression revelation" },
	{ W_NOUN, CUE_NONE, MODALITY_ALLEGED,
	    "allegation allegations claim claims accusation accusations rumor "
	    "rumors "
	    "rumour rumours suspicion suspicions charge charges theory "
	    "speculation concern concerns fears worries statements "
	    "suggestions" },
	{ W_NOUN, CUE_NONE, MODALITY_PREDICTED,
	    "prediction predictions threat promise pledge vow hope warning "
	    "warnings hopes "
	    "expectation expectations vows promises pledges concession" },
	{ W_NOUN, CUE_NONE, MODALITY_DEMANDED,
	    "demand demands proposal recommendation calls" },
	{ W_NOUN, CUE_NONE, MODALITY_DENIED, "denial denials" },
	{ W_DET, CUE_NONE, MODALITY_ASSERTED,
	    "a an the this that these those his her its their our my your "
	    "some any several many few most all both each every no another "
	    "other" },
	{ W_PREP, CUE_NONE, MODALITY_ASSERTED,
	    "of for from in at to with on near by against between "
	    "within into about after before during under over through "
	    "without across among around behind inside outside since until "
	    "upon towards toward via than like despite amid including" },
	{ W_PRON, CUE_NONE, MODALITY_ASSERTED,
	    "he she they it we i you nobody everyone everybody someone "
	    "somebody anyone" },
	{ W_AUX, CUE_NONE, MODALITY_ASSERTED,
	    "has have had having would could should will shall may might must "
	    "can do does did cannot couldn't wouldn't shouldn't didn't "
	    "doesn't don't hasn't haven't hadn't won't can't 've 'd 'll" },
	{ W_AUX | W_BE, CUE_NONE, MODALITY_ASSERTED,
	    "is are was were be been being am isn't aren't wasn't weren't" },
	{ W_CONJ, CUE_NONE, MODALITY_ASSERTED, "and or but nor yet then" },
	{ W_SUB, CUE_NONE, MODALITY_ASSERTED,
	    "because while although though unless as so since when "
	    "whereas once" },
	{ W_SUB | W_WHAT, CUE_NONE, MODALITY_ASSERTED,
	    "that whether if how why what where" },
	{ W_REL, CUE_NONE, MODALITY_ASSERTED, "who which whom whose" },
	{ W_ADV, CUE_NONE, MODALITY_ASSERTED,
	    "also later now once even still never not n't only just again "
	    "ever always often already soon instead however too first "
	    "further sometimes meanwhile therefore thus long "
	    "afterwards indeed earlier though perhaps "
	    "apart rather else almost there here" },
	{ W_TIME, CUE_NONE, MODALITY_ASSERTED,
	    "monday tuesday wednesday thursday friday saturday sunday today "
	    "yesterday tomorrow tonight january february march april june "
	    "july august september october november december morning "
	    "afternoon evening week weekend month year night time ago "
	    "weeks months years days day recently" },
	{ W_HUMAN, CUE_NONE, MODALITY_ASSERTED,
	    "official officials spokesman spokeswoman spokesperson spokesmen "
	    "source sources officer officers minister ministry "
	    "ministers government governments president leader leaders "
	    "commander commanders general witness witnesses resident "
	    "residents doctor doctors diplomat diplomats envoy mission "
	    "adviser advisers advisor aide aides analyst analysts expert "
	    "experts critics critic supporter supporters opponent opponents "
	    "member members lawmaker lawmakers senator senators lawyer "
	    "lawyers attorney judge judges court police campaign candidate "
	    "candidates party republicans democrats voters people man woman "
	    "men women group groups company authorities authority council "
	    "committee agency newspaper paper author reporter journalist "
	    "professor researchers scientist scientists economists survivor "
	    "survivors fighter fighters forces army delegate delegates "
	    "activist activists administration department office bureau "
	    "organization organisation union delegation community board "
	    "chief head director chairman secretary governor mayor "
	    "prosecutor prosecutors investigators investigator observers "
	    "countries country state states nation parliament congress house "
	    "senate staff nominee director-general speaker "
	    "representative representatives commission ambassador rebels "
	    "militants militia troops soldiers parents family father mother "
	    "son daughter brother sister husband wife friend friends student "
	    "students teacher neighbour neighbors team conservatives "
	    "researchers mothers fathers bank captain pilot workers "
	    "firefighters "
	    "negotiators relatives voter farmers owner owners manager "
	    "executives executive historian historians colleagues airline "
	    "liberals others coalition banker engineer operator ones one "
	    "another" },
	{ W_PAPER, CUE_NONE, MODALITY_ASSERTED,
	    "statement report reports poll polls survey surveys study studies "
	    "document documents email emails letter data results memo "
	    "transcript filing lawsuit complaint article indictment figures "
	    "resolution analysis research records website editorial review "
	    "evidence media post press tweet release" },
	{ W_OBJECT, CUE_NONE, MODALITY_ASSERTED,
	    "him them us me reporters journalists" },
	{ W_VERB, CUE_NONE, MODALITY_ASSERTED,
	    "died went came took made got gave began met led held became "
	    "left arrived ran won lost sent brought kept saw set fell "
	    "struck killed stood broke bought built lies goes comes makes "
	    "takes remains remained seems seemed appeared included includes "
	    "began fled continued continues followed got let joined entered "
	    "captured returned agreed refused declined" },
	{ W_VERB | W_TRY, CUE_NONE, MODALITY_ASSERTED,
	    "try tries tried trying refuse refuses refused decline declines "
	    "declined fail fails failed likely ready unable able "
	    "reluctant failing refusing declining hesitated hard easy "
	    "difficult fair safe need needs going" },
	{ W_ONE, CUE_NONE, MODALITY_ASSERTED, "one another other both" },
	{ 0, CUE_NONE, MODALITY_ASSERTED, NULL },
};

const char cues_en_irregular[] =
    "said=say told=tell thought=think knew=know known=know felt=feel "
    "wrote=write written=write swore=swear sworn=swear heard=hear "
    "learnt=learn foresaw=foresee understood=understand found=find "
    "shown=show meant=mean sought=seek spoke=speak spoken=speak "
    "put=put made=make forgot=forget proven=prove held=hold";
