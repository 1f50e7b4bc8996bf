#include "config.h"

#include "model/claim.h"

static bool
find(const char *const *names, size_t n, struct str s, size_t *i)
{
	for (*i = 0; *i < n; ++*i)
		if (str_is_nocase(s, names[*i]))
			return true;
	return false;
}

/* The two functions of one enum and its words. */
#define NAMES(noun, type, count, ...)                                          \
	static const char *const noun##_names[count] = { __VA_ARGS__ };        \
	const char *noun##_name(enum type value)                               \
	{                                                                      \
		return (size_t)value < (size_t)(count) ? noun##_names[value]   \
						       : "";                   \
	}                                                                      \
	bool noun##_parse(struct str s, enum type *value)                      \
	{                                                                      \
		size_t i;                                                      \
                                                                               \
		if (!find(noun##_names, count, s, &i))                         \
			return false;                                          \
		*value = (enum type)i;                                         \
		return true;                                                   \
	}

NAMES(modality, modality, MODALITIES, [MODALITY_ASSERTED] = "asserted",
    [MODALITY_REPORTED] = "reported", [MODALITY_ALLEGED] = "alleged",
    [MODALITY_DENIED] = "denied", [MODALITY_PREDICTED] = "predicted",
    [MODALITY_DEMANDED] = "demanded")

NAMES(polarity, polarity, POLARITIES, [POLARITY_POSITIVE] = "positive",
    [POLARITY_NEGATIVE] = "negative")

NAMES(quoting, quoting,
    QUOTINGS, [QUOTING_UNKNOWN] = "", [QUOTING_DIRECT] = "direct",
    [QUOTING_INDIRECT] = "indirect", [QUOTING_MIXED] = "mixed")

NAMES(inference, inference, INFERENCES, [INFERENCE_TEXTUAL] = "textual",
    [INFERENCE_INTERPRETIVE] = "interpretive",
    [INFERENCE_INFERENTIAL] = "inferential")

NAMES(confidence, confidence,
    CONFIDENCES, [CONFIDENCE_UNKNOWN] = "", [CONFIDENCE_LOW] = "low",
    [CONFIDENCE_MODERATE] = "moderate", [CONFIDENCE_HIGH] = "high")

NAMES(claim_status, claim_status, CLAIM_STATUSES, [CLAIM_OPEN] = "open",
    [CLAIM_CORROBORATED] = "corroborated", [CLAIM_CONTESTED] = "contested",
    [CLAIM_REFUTED] = "refuted")

NAMES(span_role, span_role,
    SPAN_ROLES, [SPAN_CONTENT] = "content", [SPAN_CUE] = "cue",
    [SPAN_SOURCE] = "source", [SPAN_ADDRESSEE] = "addressee")

NAMES(subject_role, subject_role,
    SUBJECT_ROLES, [SUBJECT_ABOUT] = "about", [SUBJECT_ACTOR] = "actor",
    [SUBJECT_TARGET] = "target", [SUBJECT_VICTIM] = "victim")

NAMES(source_role, source_role,
    SOURCE_ROLES, [SOURCE_UNKNOWN] = "", [SOURCE_OUTLET] = "outlet",
    [SOURCE_BYLINE] = "byline", [SOURCE_AGENCY] = "agency",
    [SOURCE_DOCUMENT] = "document", [SOURCE_BROADCAST] = "broadcast",
    [SOURCE_SOCIAL] = "social", [SOURCE_SPEAKER] = "speaker")

NAMES(source_naming, source_naming, NAMINGS, [NAMING_UNKNOWN] = "",
    [NAMING_NAMED] = "named", [NAMING_ROLE_ONLY] = "role-only",
    [NAMING_ANONYMOUS] = "anonymous", [NAMING_UNSPECIFIED] = "unspecified")

NAMES(source_access, source_access, ACCESSES, [ACCESS_UNKNOWN] = "",
    [ACCESS_EYEWITNESS] = "eyewitness", [ACCESS_PARTICIPANT] = "participant",
    [ACCESS_OFFICIAL] = "official", [ACCESS_SECOND_HAND] = "second-hand")

NAMES(link_kind, link_kind, LINK_KINDS, [LINK_SUPPORTS] = "supports",
    [LINK_CONTRADICTS] = "contradicts", [LINK_SAME_AS] = "same-as",
    [LINK_DERIVES_FROM] = "derives-from", [LINK_REPEATS] = "repeats",
    [LINK_REFINES] = "refines", [LINK_SUPERSEDES] = "supersedes",
    [LINK_RETRACTS] = "retracts", [LINK_UNRELATED] = "unrelated")

bool
link_kind_symmetric(enum link_kind kind)
{
	return kind == LINK_CONTRADICTS || kind == LINK_SAME_AS ||
	       kind == LINK_UNRELATED;
}

const char *
link_kind_said(enum link_kind kind, bool from_b)
{
	static const char *const said[LINK_KINDS][2] = {
		[LINK_SUPPORTS] = { "supports", "is supported by" },
		[LINK_CONTRADICTS] = { "contradicts", "contradicts" },
		[LINK_SAME_AS] = { "says the same as", "says the same as" },
		[LINK_DERIVES_FROM] = { "derives from", "is the origin of" },
		[LINK_REPEATS] = { "repeats", "is repeated by" },
		[LINK_REFINES] = { "refines", "is refined by" },
		[LINK_SUPERSEDES] = { "supersedes", "is superseded by" },
		[LINK_RETRACTS] = { "retracts", "is retracted by" },
		[LINK_UNRELATED] = { "is unrelated to", "is unrelated to" },
	};

	return kind < LINK_KINDS ? said[kind][from_b] : "";
}

const char *
reliability_words(char letter)
{
	static const char *const words[] = { "Completely reliable",
		"Usually reliable", "Fairly reliable", "Not usually reliable",
		"Unreliable", "Reliability cannot be judged" };

	return letter >= 'A' && letter <= 'F' ? words[letter - 'A'] : "";
}

const char *
credibility_words(int number)
{
	static const char *const words[] = { "Confirmed by other sources",
		"Probably true", "Possibly true", "Doubtful", "Improbable",
		"Truth cannot be judged" };

	return number >= 1 && number <= 6 ? words[number - 1] : "";
}

const char *
likelihood_words(int step)
{
	static const char *const words[LIKELIHOODS] = { "", "almost no chance",
		"very unlikely", "unlikely", "roughly even chance", "likely",
		"very likely", "almost certain" };

	return step >= 0 && step < LIKELIHOODS ? words[step] : "";
}
