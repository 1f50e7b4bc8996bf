#include "config.h"

#include "model/query.h"

static const char *const field_names[QUERY_FIELDS] = {
	[FIELD_TEXT] = "",
	[FIELD_TITLE] = "title",
	[FIELD_OUTLET] = "outlet",
	[FIELD_AUTHOR] = "author",
	[FIELD_LANG] = "lang",
	[FIELD_ENTITY] = "entity",
	[FIELD_PERSON] = "person",
	[FIELD_FACTION] = "faction",
	[FIELD_PLACE] = "place",
	[FIELD_CODE] = "code",
	[FIELD_ANALYST] = "analyst",
	[FIELD_IS] = "is",
	[FIELD_HAS] = "has",
	[FIELD_ON] = "on",
	[FIELD_AFTER] = "after",
	[FIELD_BEFORE] = "before",
	[FIELD_ID] = "id",
	[FIELD_CLUSTER] = "cluster",
	[FIELD_CLAIMANT] = "claimant",
	[FIELD_ABOUT] = "about",
	[FIELD_STATUS] = "status",
	[FIELD_GRADE] = "grade",
	[FIELD_MODALITY] = "modality",
	[FIELD_WHEN] = "when",
	[FIELD_EVENT] = "event",
};

static const char *const is_values[] = {
	[IS_UNREAD] = "unread",
	[IS_DONE] = "done",
	[IS_FLAGGED] = "flagged",
	[IS_DISMISSED] = "dismissed",
	[IS_COPY] = "copy",
	[IS_ORIGINAL] = "original",
	NULL,
};

static const char *const has_values[] = {
	[HAS_NOTE] = "note",
	[HAS_CODE] = "code",
	[HAS_ORPHAN] = "orphan",
	[HAS_CLAIM] = "claim",
	[HAS_SUGGESTION] = "suggestion",
	NULL,
};

static const char *const status_values[] = {
	[CLAIM_OPEN] = "open",
	[CLAIM_CORROBORATED] = "corroborated",
	[CLAIM_CONTESTED] = "contested",
	[CLAIM_REFUTED] = "refuted",
	NULL,
};

static const char *const modality_values[] = {
	[MODALITY_ASSERTED] = "asserted",
	[MODALITY_REPORTED] = "reported",
	[MODALITY_ALLEGED] = "alleged",
	[MODALITY_DENIED] = "denied",
	[MODALITY_PREDICTED] = "predicted",
	[MODALITY_DEMANDED] = "demanded",
	NULL,
};

const char *
query_field_name(enum query_field field)
{
	return field_names[field];
}

const char *const *
query_values(enum query_field field)
{
	switch ((int)field) {
	case FIELD_IS:
		return is_values;
	case FIELD_HAS:
		return has_values;
	case FIELD_STATUS:
		return status_values;
	case FIELD_MODALITY:
		return modality_values;
	default:
		return NULL;
	}
}

/* Smaller is better; what judges nothing has no place in the order. */
static bool
fits(int have, int want, int none, enum query_cmp cmp)
{
	if (want == 0 || cmp == CMP_EQUAL)
		return want == 0 || have == want;
	if (have == 0 || have == none || want == none)
		return false;
	return cmp == CMP_LEAST || cmp == CMP_BETTER ? have <= want
						     : have >= want;
}

bool
query_grade_fits(struct grade g, enum query_cmp cmp, struct grade wanted)
{
	bool same =
	    (wanted.reliability == 0 || g.reliability == wanted.reliability) &&
	    (wanted.credibility == 0 || g.credibility == wanted.credibility);

	return fits(g.reliability, wanted.reliability, 'F', cmp) &&
	       fits(g.credibility, wanted.credibility, 6, cmp) &&
	       (!same || (cmp != CMP_BETTER && cmp != CMP_WORSE));
}

/* OR binds more loosely than what stands side by side. */
static void
part_of(struct buf *out, struct str text)
{
	bool either = str_find(text, str_of("OR"), 0) != SIZE_MAX;

	buf_addf(out, either ? "(%.*s)" : "%.*s", (int)text.len, text.p);
}

void
query_both(struct buf *out, struct str a, struct str b)
{
	if (a.len == 0 || b.len == 0) {
		buf_str(out, a.len > 0 ? a : b);
		return;
	}
	part_of(out, a);
	buf_putc(out, ' ');
	part_of(out, b);
}
