/* Words of French that attribute. Verbs come as stems, folded; irregular forms
 * name the stem they belong to. */
#include "config.h"

#include "model/suggest-text.h"

const struct cue_list cues_fr[] = {
	{ 0, CUE_SAY, MODALITY_ASSERTED,
	    "declar affirm annonc ajout assur indiqu precis expliqu "
	    "estim soulign rappel not observ confirm insist repond repet "
	    "confi temoign racont rapport relat signal martel lanc "
	    "reconn admis dit ecrit tweet publi conclu avanc soutien "
	    "commen" },
	{ 0, CUE_SAY, MODALITY_ALLEGED, "pretend allegu" },
	{ 0, CUE_SAY, MODALITY_DENIED, "dement ni" },
	{ 0, CUE_SAY, MODALITY_PREDICTED,
	    "predi prevoi promet promi prevenu previen menac avert" },
	{ W_PARTICLE, CUE_SAY, MODALITY_ASSERTED,
	    "fait font faisait faisaient" },
	{ W_PARTICLE, CUE_TELL, MODALITY_PREDICTED,
	    "mis mise met mettent mettait" },
	{ 0, CUE_THINK, MODALITY_ASSERTED,
	    "pens croi juge jug considere doute suppos redout crai" },
	{ 0, CUE_THINK, MODALITY_PREDICTED, "esper" },
	{ 0, CUE_CALL, MODALITY_ASSERTED,
	    "qualifi critiqu denonc condamn salu felicit decri inquiet alarm" },
	{ 0, CUE_CALL, MODALITY_ALLEGED, "accus" },
	{ 0, CUE_CALL, MODALITY_DENIED, "rejet contest refut" },
	{ 0, CUE_ASK, MODALITY_DEMANDED,
	    "demand exig reclam exhort appel ordonn conseill recommand" },
	{ 0, CUE_SHOW, MODALITY_ASSERTED, "montr revel indiquer" },
	{ W_DET, CUE_NONE, MODALITY_ASSERTED,
	    "le la les l un une ce cet cette ces son sa ses "
	    "leurs plusieurs quelques certains certaines tous toutes deux "
	    "trois chaque aucun aucune" },
	{ W_PREP, CUE_NONE, MODALITY_ASSERTED,
	    "de du des d a au aux en dans par pour sur avec sans sous chez "
	    "entre vers "
	    "depuis pendant contre apres avant devant lors" },
	{ W_PRON, CUE_NONE, MODALITY_ASSERTED, "il elle ils elles on nous je" },
	{ W_AUX, CUE_NONE, MODALITY_ASSERTED,
	    "ont avait avaient aurait auraient ait n ne pas peut doit "
	    "lui leur se s y" },
	{ W_AUX | W_BE, CUE_NONE, MODALITY_ASSERTED,
	    "est sont etait etaient ete sera serait" },
	{ W_CONJ, CUE_NONE, MODALITY_ASSERTED, "et ou mais donc or puis" },
	{ W_SUB | W_WHAT, CUE_NONE, MODALITY_ASSERTED, "que qu si comment" },
	{ W_SUB, CUE_NONE, MODALITY_ASSERTED,
	    "parce car quand lorsque tandis alors" },
	{ W_REL, CUE_NONE, MODALITY_ASSERTED, "qui dont" },
	{ W_ADV, CUE_NONE, MODALITY_ASSERTED,
	    "aussi egalement encore deja ensuite notamment toutefois "
	    "cependant plus tard tot toujours jamais" },
	{ W_TIME, CUE_NONE, MODALITY_ASSERTED,
	    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier "
	    "fevrier mars avril mai juin juillet aout septembre octobre "
	    "novembre decembre hier matin soir semaine mois" },
	{ W_HUMAN, CUE_NONE, MODALITY_ASSERTED,
	    "source sources responsable responsables ministre ministere "
	    "president porte-parole diplomate diplomates commandant "
	    "commandants temoin temoins habitant habitants medecin general "
	    "marechal gouvernement armee police mission envoye conseiller "
	    "expert experts membre membres depute deputes chef proche "
	    "officier officiers elysee agence journal quotidien" },
	{ W_PAPER, CUE_NONE, MODALITY_ASSERTED,
	    "communique rapport enquete sondage etude document declaration" },
	{ W_VERB, CUE_NONE, MODALITY_ASSERTED, "pris venu parti" },
	{ 0, CUE_NONE, MODALITY_ASSERTED, NULL },
};

const char cues_fr_irregular[] =
    "disent=dit disait=dit disant=dit dire=dit dite=dit "
    "ecrivait=ecrit ecrivent=ecrit repondu=repond "
    "dementi=dement dementie=dement dementent=dement dementait=dement "
    "soutient=soutien soutiennent=soutien soutenu=soutien "
    "pretendu=pretend pretendent=pretend nie=ni nient=ni niait=ni "
    "promis=promi promettent=promi predit=predi "
    "averti=avert avertit=avert previennent=prevenu previent=prevenu "
    "decrit=decri decrivent=decri decrivait=decri decrite=decri "
    "reconnu=reconn reconnait=reconn admet=admis admettent=admis "
    "croient=croi croit=croi craint=crai craignent=crai";
