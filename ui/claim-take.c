/* What is typed in the fields of the claim form becomes part of the claim. */
#include "config.h"

#include "ui/claim-take.h"

/* ---- words of a list ---- */

const char *
claim_choice(enum claim_entry entry, size_t i)
{
	if (entry == ENTRY_MODALITY && i < MODALITIES)
		return modality_name((enum modality)i);
	if (entry == ENTRY_POLARITY && i < POLARITIES)
		return polarity_name((enum polarity)i);
	if (entry == ENTRY_STATUS && i < CLAIM_STATUSES)
		return claim_status_name((enum claim_status)i);
	if (entry == ENTRY_INFERENCE && i < INFERENCES)
		return inference_name((enum inference)i);
	/* Of these the first is nothing. */
	i++;
	if (entry == ENTRY_LIKELIHOOD && i < LIKELIHOODS)
		return likelihood_words((int)i);
	if (entry == ENTRY_CONFIDENCE && i < CONFIDENCES)
		return confidence_name((enum confidence)i);
	if (entry == ENTRY_ACCESS && i < ACCESSES)
		return source_access_name((enum source_access)i);
	return NULL;
}

static bool
may_be_empty(enum claim_entry entry)
{
	return entry == ENTRY_INFERENCE || entry == ENTRY_LIKELIHOOD ||
	       entry == ENTRY_CONFIDENCE || entry == ENTRY_ACCESS;
}

/* The one word that begins so. */
static bool
choice_of(struct taking *k, size_t *chosen)
{
	struct buf all = { 0 };
	size_t found = 0;
	const char *name;

	for (size_t i = 0; (name = claim_choice(k->entry, i)) != NULL; i++) {
		struct str s = str_of(name);

		buf_addf(&all, "%s%s", i > 0 ? ", " : "", name);
		if (k->value.len == 0 ||
		    !str_is_nocase(str_slice(s, 0, k->value.len), k->value.p))
			continue;
		found++;
		*chosen = i;
	}
	if (found == 1) {
		name = claim_choice(k->entry, *chosen);
		if (!str_is(k->value, name))
			buf_puts(k->said, name);
		buf_release(&all);
		return true;
	}
	(void)err_set(k->err, ERR_INVALID, "one of: %s", all.p);
	buf_release(&all);
	return false;
}

static bool
take_choice(struct taking *k)
{
	bool none = k->value.len == 0 && may_be_empty(k->entry);
	size_t i = 0;

	/* Terminated, for the comparison. */
	k->value = arena_str(&k->t->arena, k->value);
	if (!none && !choice_of(k, &i))
		return false;
	switch ((int)k->entry) {
	case ENTRY_MODALITY:
		k->claim->modality = (enum modality)i;
		break;
	case ENTRY_POLARITY:
		k->claim->polarity = (enum polarity)i;
		break;
	case ENTRY_STATUS:
		k->claim->status = (enum claim_status)i;
		break;
	case ENTRY_INFERENCE:
		k->claim->inference = (enum inference)i;
		break;
	case ENTRY_LIKELIHOOD:
		k->claim->likelihood = none ? 0 : (int)i + 1;
		break;
	case ENTRY_CONFIDENCE:
		k->claim->confidence = (enum confidence)(none ? 0 : i + 1);
		break;
	case ENTRY_ACCESS:
		k->claim->claimant.access =
		    (enum source_access)(none ? 0 : i + 1);
		break;
	default:
		break;
	}
	return true;
}

/* ---- in ---- */

static bool
take_codes(struct taking *k)
{
	struct str parts[CLAIM_PARTS];

	k->claim->n_codes = claim_split(k->value, parts);
	k->claim->codes = arena_array(
	    &k->t->arena, k->claim->n_codes + 1, sizeof *k->claim->codes);
	for (size_t i = 0; i < k->claim->n_codes; i++) {
		k->claim->codes[i] = arena_str(&k->t->arena, parts[i]);
		if (!claim_code_valid(k->claim->codes[i], k->err))
			return false;
	}
	return true;
}

static bool
take(struct taking *k)
{
	struct claim *c = k->claim;

	switch (k->entry) {
	case ENTRY_STATEMENT:
		c->statement = arena_str(&k->t->arena, k->value);
		return true;
	case ENTRY_REASON:
		c->rationale = arena_str(&k->t->arena, k->value);
		return true;
	case ENTRY_CLAIMANT:
		return take_claimant(k);
	case ENTRY_VIA:
		return take_via(k);
	case ENTRY_SUBJECTS:
	case ENTRY_OBJECTS:
		return take_subjects(k, k->entry == ENTRY_OBJECTS);
	case ENTRY_WHEN:
		return take_date(k, &c->happened);
	case ENTRY_SAID:
		return take_date(k, &c->said);
	case ENTRY_VALID:
		return take_date(k, &c->valid);
	case ENTRY_PLACE:
		return take_place(k);
	case ENTRY_GRADE:
		return take_grade(k);
	case ENTRY_STATUS:
	case ENTRY_MODALITY:
	case ENTRY_POLARITY:
	case ENTRY_LIKELIHOOD:
	case ENTRY_CONFIDENCE:
	case ENTRY_ACCESS:
	case ENTRY_INFERENCE:
		return take_choice(k);
	case ENTRY_CUE:
		return take_cue(k);
	case ENTRY_CODES:
		return take_codes(k);
	case ENTRY_FIGURES:
		return take_figures(k);
	case ENTRY_EVENT:
		return take_event(k);
	case ENTRY_NOTE: /* see store_claim_save */
	case ENTRIES:
		break;
	}
	return true;
}

/* Entities that a field began with are shown by their words; those of the
 * register are said beside them. */
static void
say_initial(const struct tagging *t, enum claim_entry entry, struct buf *said)
{
	const struct claim_source *s = &t->claim.claimant;

	if (entry == ENTRY_CLAIMANT && s->entity != 0 && s->text.len > 0 &&
	    !str_eq(s->text, s->name))
		buf_addf(said, "= %.*s", (int)s->name.len, s->name.p);
}

bool
claim_take(struct tagging *t, enum claim_entry entry, struct str value,
    struct claim *claim, struct str *said, struct err *err)
{
	struct buf b = { 0 };
	struct claim scratch = *claim;
	struct taking k = { t, entry, value, &scratch, &b, err };
	bool same = str_eq(value, t->initial[entry]);
	bool words = entry == ENTRY_GRADE || entry == ENTRY_WHEN ||
		     entry == ENTRY_SAID || entry == ENTRY_VALID;
	bool good = (same && !words) || take(&k);

	if (good && !same)
		*claim = scratch;
	if (same && !words)
		say_initial(t, entry, &b);
	*said = arena_str(&t->arena, buf_view(&b));
	buf_release(&b);
	return good;
}
