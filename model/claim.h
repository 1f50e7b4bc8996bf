/* A claim: who says what, in which words of an article, through whom, about
 * whom, when, and how far it is believed. The model of claims.md, chapter 4. */
#ifndef MODEL_CLAIM_H
#define MODEL_CLAIM_H

#include "model/anchor.h"
#include "model/arena.h"

/* What the claimant does with the words. */
enum modality {
	MODALITY_ASSERTED,
	MODALITY_REPORTED,
	MODALITY_ALLEGED,
	MODALITY_DENIED,
	MODALITY_PREDICTED,
	MODALITY_DEMANDED,
	MODALITIES,
};
enum polarity { POLARITY_POSITIVE, POLARITY_NEGATIVE, POLARITIES };
enum quoting {
	QUOTING_UNKNOWN,
	QUOTING_DIRECT,
	QUOTING_INDIRECT,
	QUOTING_MIXED,
	QUOTINGS,
};
enum inference {
	INFERENCE_TEXTUAL,
	INFERENCE_INTERPRETIVE,
	INFERENCE_INFERENTIAL,
	INFERENCES,
};
enum confidence {
	CONFIDENCE_UNKNOWN,
	CONFIDENCE_LOW,
	CONFIDENCE_MODERATE,
	CONFIDENCE_HIGH,
	CONFIDENCES,
};
enum claim_status {
	CLAIM_OPEN,
	CLAIM_CORROBORATED,
	CLAIM_CONTESTED,
	CLAIM_REFUTED,
	CLAIM_STATUSES,
};
enum span_role {
	SPAN_CONTENT,
	SPAN_CUE,
	SPAN_SOURCE,
	SPAN_ADDRESSEE,
	SPAN_ROLES,
};
enum subject_role {
	SUBJECT_ABOUT,
	SUBJECT_ACTOR,
	SUBJECT_TARGET,
	SUBJECT_VICTIM,
	SUBJECT_ROLES,
};
enum source_role {
	SOURCE_UNKNOWN,
	SOURCE_OUTLET,
	SOURCE_BYLINE,
	SOURCE_AGENCY,
	SOURCE_DOCUMENT,
	SOURCE_BROADCAST,
	SOURCE_SOCIAL,
	SOURCE_SPEAKER,
	SOURCE_ROLES,
};
enum source_naming {
	NAMING_UNKNOWN,
	NAMING_NAMED,
	NAMING_ROLE_ONLY,
	NAMING_ANONYMOUS,
	NAMING_UNSPECIFIED,
	NAMINGS,
};
enum source_access {
	ACCESS_UNKNOWN,
	ACCESS_EYEWITNESS,
	ACCESS_PARTICIPANT,
	ACCESS_OFFICIAL,
	ACCESS_SECOND_HAND,
	ACCESSES,
};
enum link_kind {
	LINK_SUPPORTS,
	LINK_CONTRADICTS,
	LINK_SAME_AS,
	LINK_DERIVES_FROM,
	LINK_REPEATS,
	LINK_REFINES,
	LINK_SUPERSEDES,
	LINK_RETRACTS,
	LINK_UNRELATED, /* the analyst's word: they only seem to clash */
	LINK_KINDS,
};

/* The words for them ("role-only"); "" for the unknown. Parsing takes what
 * these give; the empty text only where there is an unknown. */
const char *modality_name(enum modality);
const char *polarity_name(enum polarity);
const char *quoting_name(enum quoting);
const char *inference_name(enum inference);
const char *confidence_name(enum confidence);
const char *claim_status_name(enum claim_status);
const char *span_role_name(enum span_role);
const char *subject_role_name(enum subject_role);
const char *source_role_name(enum source_role);
const char *source_naming_name(enum source_naming);
const char *source_access_name(enum source_access);
const char *link_kind_name(enum link_kind);
bool modality_parse(struct str, enum modality *);
bool polarity_parse(struct str, enum polarity *);
bool quoting_parse(struct str, enum quoting *);
bool inference_parse(struct str, enum inference *);
bool confidence_parse(struct str, enum confidence *);
bool claim_status_parse(struct str, enum claim_status *);
bool span_role_parse(struct str, enum span_role *);
bool subject_role_parse(struct str, enum subject_role *);
bool source_role_parse(struct str, enum source_role *);
bool source_naming_parse(struct str, enum source_naming *);
bool source_access_parse(struct str, enum source_access *);
bool link_kind_parse(struct str, enum link_kind *);
/* a contradicts b is b contradicts a. */
bool link_kind_symmetric(enum link_kind);
/* How a link reads from its other end: "is supported by", "contradicts". */
const char *link_kind_said(enum link_kind, bool from_b);

/* A grade of the Admiralty code; 0: not graded. The letter is of the source,
 * the number of the information: each is judged by itself. */
struct grade {
	char reliability; /* 'A' to 'F' */
	int credibility;  /* 1 to 6 */
};
/* "B2", "b2", "B", "2"; the empty text and "-" are no grade. The error says
 * what a grade looks like. */
bool grade_parse(struct str s, struct grade *grade, struct err *err);
/* "B2", "B", "2" or "" into at least GRADE_TEXT bytes. */
enum { GRADE_TEXT = 4 };
const char *grade_text(struct grade grade, char *out);
/* "Usually reliable", "Probably true"; "" for none. */
const char *reliability_words(char letter);
const char *credibility_words(int number);
/* The better one is below zero: by credibility, then reliability; 6 and F
 * judge nothing and come behind 5 and E, no grade comes last. */
int grade_cmp(struct grade a, struct grade b);
/* The seven steps of ICD 203 from 1 to 7: "very likely"; "" for 0. */
enum { LIKELIHOODS = 8 };
const char *likelihood_words(int step);

struct claim_span {
	enum span_role role;
	struct anchor anchor;
};

/* One link of the chain. No entity and no text: there is none. */
struct claim_source {
	int64_t entity;       /* 0: not in the register */
	struct str key, name; /* of the entity when read; name: else the text */
	struct str text;      /* as worded; may be empty with an entity */
	enum source_role role;
	enum source_naming naming;
	enum source_access access;
	uint32_t people;  /* 0: not said */
	struct str said;  /* EDTF */
	char reliability; /* 0: not graded */
};

struct claim_subject {
	int64_t entity;
	struct str key, name; /* filled when read */
	enum subject_role role;
};

#define FIGURE_NONE INT64_MIN
struct claim_figure {
	struct str what;         /* killed, wounded */
	int64_t low, best, high; /* FIGURE_NONE: not given */
	struct str text;         /* as worded */
};

/* A link as seen from one of its claims. */
struct claim_link {
	int64_t id, other;
	enum link_kind kind;
	bool from_other; /* the other claim supports this one */
	struct str note;
};

struct claim {
	int64_t id, article;
	struct str uuid;
	struct str statement; /* empty: the quotation is taken */
	struct str quote;     /* read: its content spans joined by " … " */
	enum anchor_state anchor; /* read: the worst of its content spans */

	struct claim_span *spans; /* at least one SPAN_CONTENT */
	size_t n_spans;
	struct claim_source claimant;
	struct claim_source *via; /* nearest to the article first; without the
				   * article's own outlet */
	size_t n_via;
	struct claim_subject *subjects;
	size_t n_subjects;
	struct claim_figure *figures;
	size_t n_figures;
	struct str *codes; /* names */
	size_t n_codes;
	struct claim_link *links; /* read: links are acts of their own */
	size_t n_links;

	enum modality modality;
	enum polarity polarity;
	enum quoting quoting;
	enum inference inference;
	enum confidence confidence;
	enum claim_status status;
	int likelihood; /* 1 to 7, 0: not said */

	int64_t place; /* entity, 0: none */
	struct str place_key, place_name;
	int place_precision; /* UCDP 1 to 7, 0: not said */
	int64_t event;       /* 0: none */
	struct str event_title;

	struct str said, happened, valid; /* EDTF; "when" is happened */
	int64_t earliest, latest; /* days of happened, EDTF_UNKNOWN: none */

	struct grade grade;
	struct str rationale, grader;
	int64_t graded; /* seconds since 1970, 0: never */

	struct str suggested_by, analyst;
	int64_t created, updated; /* seconds since 1970 */
	uint32_t notes;
};

/* What a sentence of claim_valid is about. */
enum claim_field {
	CLAIM_STATEMENT,
	CLAIM_QUOTE,
	CLAIM_CLAIMANT,
	CLAIM_VIA,
	CLAIM_MODALITY,
	CLAIM_SUBJECTS,
	CLAIM_PLACE,
	CLAIM_WHEN,
	CLAIM_SAID,
	CLAIM_VALID,
	CLAIM_RELIABILITY,
	CLAIM_CREDIBILITY,
	CLAIM_RATIONALE,
	CLAIM_LIKELIHOOD,
	CLAIM_STATUS,
	CLAIM_CODES,
	CLAIM_FIGURES,
	CLAIM_FIELDS,
};
const char *claim_field_name(enum claim_field); /* statement quote ... */

/* The first thing that is wrong: its field in *field (which may be NULL) and a
 * sentence that begins with the field's name ("when: 2019-13 is ..."). */
bool claim_valid(
    const struct claim *claim, enum claim_field *field, struct err *err);
/* A code is one word. */
bool claim_code_valid(struct str name, struct err *err);

bool claim_source_exists(const struct claim_source *source);
/* What it is called in the article, else in the register. */
struct str claim_source_words(const struct claim_source *source);
/* The first span of a role; NULL when there is none. */
const struct claim_span *claim_span_of(
    const struct claim *claim, enum span_role role);
/* The content spans on one line, joined by " … ", in the arena. */
struct str claim_quote(const struct claim *claim, struct arena *arena);
/* The worst state of the content spans. */
enum anchor_state claim_anchor(const struct claim *claim);
/* "killed 40 to 60, best 44 (dozens)" */
void figure_text(const struct claim_figure *figure, struct buf *out);
/* "killed=44", "killed=40-60", "killed=40/44/60" (low, best, high),
 * "killed=44:at least 44": the text behind the colon is as worded. */
bool figure_parse(struct str s, struct claim_figure *figure, struct err *err);

#endif
