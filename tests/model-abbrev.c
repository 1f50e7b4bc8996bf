/* Definitions of short forms: sentences from news, and the labelled abstracts
 * of Ab3P where they are at hand. */
#include "config.h"

#include "model/abbrev.h"
#include "tests/test.h"

static const struct {
	const char *text, *pairs;
} cases[] = {
	{ "from the Libyan National Army (LNA) headed by",
	    "LNA=Libyan National Army;" },
	{ "known as the Government of National Accord(GNA) supported",
	    "GNA=Government of National Accord;" },
	{ "against the Islamic State (ISIS) in Libya", "ISIS=Islamic State;" },
	{ "the Islamic State of Iraq and Syria (ISIS)",
	    "ISIS=Islamic State of Iraq and Syria;" },
	{ "the NTC (National Transitional Council) said",
	    "NTC=National Transitional Council;" },
	{ "the General National Congress, or GNC, met",
	    "GNC=General National Congress;" },
	{ "the \"House of Representatives\" (\"HoR\")",
	    "HoR=House of Representatives;" },
	{ "United Nations Support Mission in Libya (UNSMIL) and the "
	  "Petroleum Facilities Guard (PFG)",
	    "UNSMIL=United Nations Support Mission in Libya;"
	    "PFG=Petroleum Facilities Guard;" },
	{ "Libya National Army (LNA)\nLibya (2011)",
	    "LNA=Libya National Army;" },
	{ "قالت هيئة الدفاع الساحلي (هدس) إن", "هدس=هيئة الدفاع الساحلي;" },
	{ "تنظيم الدولة الإسلامية في العراق والشام (داعش)",
	    "داعش=الدولة الإسلامية في العراق والشام;" },
	{ "نقلت وال (وكالة الأنباء الليبية) عن", "وال=وكالة الأنباء الليبية;" },
	{ "حركة المقاومة الإسلامية \"حماس\" (حماس)", "" },
	{ "أعلنت حركة المقاومة الإسلامية (حماس) أنها",
	    "حماس=حركة المقاومة الإسلامية;" },
	{ "شهدت مدينة طبرق (شرق) وبنغازي (شمال شرق)", "" },
	{ "الرئيس الليبي (السابق) معمر القذافي (يمين)", "" },
	{ "قال قائد الجيش الوطني الليبي (LNA) إن", "LNA=الجيش الوطني الليبي;" },
	{ "القيادة العامة للجيش الوطني الليبي (LNA) إن",
	    "LNA=الجيش الوطني الليبي;" },
	{ "وللجيش الوطني الليبي (LNA) رأي", "LNA=الجيش الوطني الليبي;" },
	{ "بالجيش الوطني الليبي (LNA) إن", "LNA=الجيش الوطني الليبي;" },
	{ "وقال لحكومة الوفاق الوطني (GNA) إن", "GNA=حكومة الوفاق الوطني;" },
	{ "شكر للجنة الحوار السياسي (NOCX) ذلك", "NOCX=لجنة الحوار السياسي;" },
	{ "the Libyan National Army (الجيش الوطني الليبي) said",
	    "الجيش الوطني الليبي=Libyan National Army;" },
	{ "بيان لحكومة الوفاق وحكومة الوفاق الوطني (GNA) في طرابلس",
	    "GNA=حكومة الوفاق الوطني;" },
	{ "وصلت بعثة الأمم المتحدة للدعم في ليبيا (UNSMIL) أمس",
	    "UNSMIL=بعثة الأمم المتحدة للدعم في ليبيا;" },
	{ "LNA (الجيش الوطني الليبي)", "LNA=الجيش الوطني الليبي;" },
	{ "L'Armée nationale libyenne (الجيش الوطني الليبي) a",
	    "الجيش الوطني الليبي=Armée nationale libyenne;" },
	{ "L'Armée nationale libyenne (ANL) a",
	    "ANL=Armée nationale libyenne;" },
	{ "قال خليفة حفتر (LNA) إن", "" },
	{ "زار مدينة طبرق (UNSMIL) أمس", "" },
	{ "said General Haftar (قائد الجيش) of", "" },
	{ "in Benghazi (الجيش الوطني الليبي)", "" },
	{ "قال الجيش (LNA) والمجلس (2014) إن", "" },
	{ "said on Tuesday (see below), or so", "" },
	{ "(((((", "" },
	{ ")", "" },
	{ "", "" },
};

static void
add_pairs(struct buf *out, struct arena *a, struct str text)
{
	struct abbrev *list;
	size_t i, n;

	abbrev_find(a, text, &list, &n);
	for (i = 0; i < n; i++) {
		buf_str(out, str_slice(text, list[i].short_form.from,
				 list[i].short_form.to));
		buf_putc(out, '=');
		buf_str(out, abbrev_long(a, text, &list[i]));
		buf_putc(out, ';');
	}
}

static void
test_sentences(void)
{
	struct arena a = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf got = { 0 };

		add_pairs(&got, &a, str_of(cases[i].text));
		is_str(buf_view(&got), cases[i].pairs, "definitions in '%s'",
		    cases[i].text);
		buf_release(&got);
	}
	arena_release(&a);
}

struct tally {
	int both, found, labelled;
	struct buf pairs; /* `short|long|` lines found in this abstract */
};

/* Count the pairs of one abstract once each, whatever is left of `pairs`. */
static void
close_abstract(struct tally *t)
{
	struct str rest = buf_view(&t->pairs), line;

	while (str_split(&rest, '\n', &line))
		t->found += line.len > 0;
	buf_reset(&t->pairs);
}

static void
text_line(struct tally *t, struct arena *a, struct str line)
{
	struct abbrev *list;
	size_t i, n;

	abbrev_find(a, line, &list, &n);
	for (i = 0; i < n; i++) {
		struct str s = str_slice(
		    line, list[i].short_form.from, list[i].short_form.to);
		struct str l = str_slice(
		    line, list[i].long_form.from, list[i].long_form.to);
		struct str pair = arena_printf(
		    a, "\n%.*s|%.*s|", (int)s.len, s.p, (int)l.len, l.p);

		if (str_find(buf_view(&t->pairs), pair, 0) == SIZE_MAX)
			buf_str(&t->pairs, pair);
	}
}

static void
label_line(struct tally *t, struct arena *a, struct str line)
{
	struct str rest = str_trim(line), s, l;
	struct str pair;

	if (!str_split(&rest, '|', &s) || !str_split(&rest, '|', &l))
		return;
	pair =
	    arena_printf(a, "\n%.*s|%.*s|", (int)s.len, s.p, (int)l.len, l.p);
	t->labelled++;
	t->both += str_find(buf_view(&t->pairs), pair, 0) != SIZE_MAX;
}

static void
test_ab3p(void)
{
	const char *shared = test_shared();
	struct tally t = { 0 };
	struct arena a = { 0 };
	struct str rest, line;
	char path[4200], *data;
	size_t len;
	int at = 0;

	(void)snprintf(path, sizeof path,
	    "%s/data/open/abbreviations-ab3p/MED1250_labeled",
	    shared != NULL ? shared : "");
	data = shared != NULL ? test_slurp(path, &len) : NULL;
	if (data == NULL) {
		skip("no shared data", "F1 on Ab3P is at least 0.82");
		return;
	}
	rest = (struct str){ data, len };
	while (str_split(&rest, '\n', &line)) {
		if (str_trim(line).len == 0) {
			close_abstract(&t);
			arena_reset(&a);
			at = 0;
		} else if (str_starts(line, "  ")) {
			label_line(&t, &a, line);
		} else if (at++ > 0) { /* the first line is a number */
			text_line(&t, &a, line);
		}
	}
	close_abstract(&t);
	printf(
	    "# %d labelled, %d found, %d right\n", t.labelled, t.found, t.both);
	ok(2.0 * t.both / (t.labelled + t.found) >= 0.82,
	    "F1 on Ab3P is at least 0.82: %.3f",
	    2.0 * t.both / (t.labelled + t.found));
	buf_release(&t.pairs);
	arena_release(&a);
	free(data);
}

int
main(void)
{
	test_sentences();
	test_ab3p();
	return done();
}
