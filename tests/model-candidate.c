/* Words that look like names, by hand and against an annotated corpus. */
#include "config.h"

#include <jansson.h>

#include "model/candidate-words.h"
#include "model/candidate.h"
#include "tests/test.h"

static const struct {
	const char *name, *text, *found;
} cases[] = {
	{ "runs of capitals",
	    "Yesterday Xavier Zorg met the Petrol Guard of Zuqaya near "
	    "Qasrtown.",
	    "person Xavier Zorg\nfaction Petrol Guard of Zuqaya\n"
	    "place Qasrtown\n" },
	{ "the start of a sentence is no name",
	    "Talks failed. However the men left. Fighting went on.", "" },
	{ "unless it stands so elsewhere",
	    "Zorgia is large. He went to Zorgia.",
	    "other Zorgia\nplace Zorgia\n" },
	{ "titles make people, and are no names",
	    "He told Colonel Zorg and Sheikh Ali Bazoom.",
	    "person Zorg\nperson Ali Bazoom\n" },
	{ "but a ship may bear one", "He was on the carrier Admiral Zorg.",
	    "other Admiral Zorg\n" },
	{ "nations with their forces",
	    "The Iraqi army and French troops met Iraqi men.",
	    "faction Iraqi army\nfaction French troops\n" },
	{ "lines of capitals and words that end no name",
	    "Delegation Of The Zorg Council Of The\nZORG MEN TAKE QUX TOWN.",
	    "faction Delegation Of The Zorg Council\n" },
	{ "descriptions",
	    "Syrians told the delegation. He left for the besieged town with "
	    "coalition fighters and Iraqi officials, but forces came.",
	    "faction (Syrians)\nfaction (the delegation)\n"
	    "place (the besieged town)\nfaction (coalition fighters)\n"
	    "faction (Iraqi officials)\n" },
	{ "fragments that name nobody",
	    "The Prime Minister told the Security Forces. Fighters of the "
	    "Zorg Dawn left the Council Meeting.",
	    "person (Prime Minister)\nfaction (Security Forces)\n"
	    "faction Zorg Dawn\nfaction (Council Meeting)\n" },
	{ "a plural's apostrophe joins",
	    "They met on Martyrs' Square; the Zorg Secretary-General left.",
	    "place Martyrs' Square\nperson Zorg Secretary-General\n" },
	{ "New opens a sentence, but York is no town of its own",
	    "New York sent an envoy; New Zorgian troops left for New Delhi.",
	    "place New York\nother Zorgian\nplace New Delhi\n" },
	{ "days and months are none", "On Monday in March it rained.", "" },
	{ "an Arabic brigade, colonel and town",
	    "وصلت كتيبة الزنبق المجاهدة إلى مدينة زرقون مع العقيد حسان زرقاني.",
	    "faction كتيبة الزنبق المجاهدة\nplace زرقون\n"
	    "person حسان زرقاني\n" },
	{ "a surname that ends with Allah", "قال مصطفى صنع الله إنه",
	    "person مصطفى صنع الله\n" },
	{ "an Arabic person with nothing in front",
	    "قال توفيق زرقاني إنه رأى عبد الحميد الزرقوني ومحمد علي الزنبق، "
	    "وعلى "
	    "الحدود سلامة المدنيين، وعثمان يقول ذلك.",
	    "person توفيق زرقاني\nperson عبد الحميد الزرقوني\n"
	    "person محمد علي الزنبق\n" },
	{ "bodies with an article, but no armed forces",
	    "قالت المؤسسة الزرقونية للنفط إن قوات مسلحة دخلت منطقة عسكرية مع "
	    "المجلس مصطفى.",
	    "faction المؤسسة الزرقونية للنفط\n" },
	{ "bodies in French, and l' before them",
	    "L'Armée nationale zorgienne et la Force conjointe ont quitté la "
	    "ville. L'Organisation internationale pour les migrations accuse "
	    "d'Al-Zorg.",
	    "faction Armée nationale zorgienne\nfaction Force conjointe\n"
	    "faction Organisation internationale\nother Al-Zorg\n" },
	{ "many of a kind, with a word that describes them",
	    "Foreign fighters left; local hospitals and armed camps took in "
	    "religious leaders, but camps, fighters and forces stayed.",
	    "place (local hospitals)\nplace (armed camps)\n"
	    "faction (religious leaders)\n" },
	{ "the whole of a word with a hyphen",
	    "Power lay with self-proclaimed authorities there.",
	    "faction (self-proclaimed authorities)\n" },
	{ "the eastern city of a country is no east",
	    "It sits in the eastern Egyptian city of theirs, and not in the "
	    "east.",
	    "place (the east)\n" },
	{ "a general who acts is somebody",
	    "The general said so. Then the general refused, the general took "
	    "the port, the retired general wanted more and the field marshal "
	    "waited as the colonel left.",
	    "person (The general)\nperson (the general)\n"
	    "person (the general)\nplace (the port)\n"
	    "person (the retired general)\nperson (the field marshal)\n"
	    "person (the colonel)\n" },
	{ "general elections are not",
	    "the general elections, the general manager, a general strike, "
	    "the general need, the general public, the chief reason, "
	    "the major reasons and the general armed struggle",
	    "" },
	{ "a nation's land is nobody",
	    "the Libyan coast, a Libyan city, Libyan soil, Libyan waters and "
	    "Libyan ports; Libyan coast guard, Libyan officials and the "
	    "Libyan side.",
	    "faction Libyan coast guard\nfaction (Libyan officials)\n"
	    "faction (Libyan side)\n" },
	{ "one that guards is no guard",
	    "The authority that guards it said that rebel forces "
	    "had met that delegation.",
	    "faction (The authority)\nfaction (rebel forces)\n"
	    "faction (that delegation)\n" },
	{ "nor is a matter", "The Constitution and a Cessation of Hostilities.",
	    "" },
	{ "descriptions in French",
	    "Le général a dit que la délégation et les milices restent. "
	    "Selon le maréchal Zorg, le gouvernement attend.",
	    "person (Le général)\nfaction (la délégation)\n"
	    "faction (les milices)\nperson Zorg\n"
	    "faction (le gouvernement)\n" },
	{ "and in Arabic",
	    "قال الجنرال إنه باق. وصل المشير، وغادر الوفد في المساء مع "
	    "الحكومة.",
	    "person (الجنرال)\nperson (المشير)\nfaction (الوفد)\n"
	    "faction (الحكومة)\n" },
	{ "employers are no places",
	    "He saw engineers from Zorgsol and fighters from Zuqaya.",
	    "faction Zorgsol\nplace Zuqaya\n" },
	{ "nothing", "", "" },
};

static void
test_cases(void)
{
	struct arena arena = { 0 };
	struct buf got = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct str text = str_of(cases[i].text);
		struct candidate *list;
		size_t n;

		buf_reset(&got);
		buf_puts(&got, "");
		candidate_find(&arena, text, NULL, 0, &list, &n);
		for (size_t k = 0; k < n; k++) {
			buf_puts(&got, entity_kind_name(list[k].kind));
			buf_puts(&got, list[k].described ? " (" : " ");
			buf_str(&got, str_slice(text, list[k].span.from,
					  list[k].span.to));
			buf_puts(&got, list[k].described ? ")\n" : "\n");
		}
		is_str(buf_view(&got), cases[i].found, "%s", cases[i].name);
	}
	buf_release(&got);
	arena_release(&arena);
}

static void
test_known(void)
{
	struct arena arena = { 0 };
	struct str text = str_of("He saw Zorg, Bazoom and Qux in Zuqaya.");
	const struct mention known[] = {
		{ .span = { 13, 19 }, .entity = 1 },
		{ .span = { 31, 37 }, .entity = 2 },
	};
	struct candidate *list;
	size_t n;

	candidate_find(&arena, text, known, 2, &list, &n);
	ok(n == 2 && list[0].span.from == 7 && list[1].span.from == 24,
	    "known names are no candidates");
	text = str_of("Colonel Zorg of Qux, Bazoom Zorg and Zorg University.");
	candidate_find(&arena, text,
	    (const struct mention[]){ { .span = { 8, 12 }, .entity = 1 },
		{ .span = { 16, 19 }, .entity = 2 },
		{ .span = { 28, 32 }, .entity = 1 },
		{ .span = { 37, 41 }, .entity = 1 } },
	    4, &list, &n);
	ok(n == 2 && list[0].span.from == 21 && list[1].span.from == 37,
	    "longer names that hold a known one are");
	arena_release(&arena);
}

/* Any bytes: candidates stand in the text, in order, apart. */
static void
test_any(void)
{
	static const char *const parts[] = { "Zorg", " ", "of ", "al-", ". ",
		"The ", "Army ", "كتيبة ", "الزنبق ", "\n", "'s", "\xff", "US",
		"É", "-", "Iraqi ", "a", "\xe2\x80\x99", "1", "العقيد " };
	struct arena arena = { 0 };
	uint32_t seed = 3;
	size_t wrong = 0;

	for (int i = 0; i < 3000; i++) {
		struct buf b = { 0 };
		struct candidate *list;
		uint32_t at = 0;
		size_t n;

		seed = seed * 1664525 + 1013904223;
		buf_puts(&b, "");
		for (uint32_t k = seed >> 20 & 63; k > 0; k--) {
			seed = seed * 1664525 + 1013904223;
			buf_puts(&b, parts[(seed >> 8) % ARRAY_LEN(parts)]);
		}
		candidate_find(&arena, buf_view(&b), NULL, 0, &list, &n);
		for (size_t k = 0; k < n; k++) {
			wrong += list[k].span.from < at ||
				 list[k].span.to <= list[k].span.from ||
				 list[k].span.to > b.len;
			at = list[k].span.to;
		}
		arena_reset(&arena);
		buf_release(&b);
	}
	arena_release(&arena);
	is_int((int64_t)wrong, 0, "any bytes are read");
}

/* ---- re3d: documents.json and entities.json, one object a line */

static const char *const sources[] = { ("Australian Department of "
					"Foreign Affairs"),
	"Delegation of the European Union to Syria", "UK Government",
	"US State Department", "Wikipedia" };

struct counts {
	size_t gold, named, found, named_found, given, right;
};

static json_t *
lines_of(const char *source, const char *file)
{
	json_t *list = json_array();
	char path[700];
	size_t len;
	struct str rest, line;
	char *text;

	snprintf(path, sizeof path, "%s/data/open/entities-re3d/%s/%s",
	    test_shared(), source, file);
	text = test_slurp(path, &len);
	if (text == NULL)
		die("%s is not there", path);
	rest = (struct str){ text, len };
	while (rest.p != NULL && str_split(&rest, '\n', &line)) {
		json_t *o = json_loadb(line.p, line.len, JSON_ALLOW_NUL, NULL);

		if (o != NULL)
			(void)json_array_append_new(list, o);
	}
	free(text);
	return list;
}

static bool
is_wanted(const char *type)
{
	return strcmp(type, "Person") == 0 || strcmp(type, "Location") == 0 ||
	       strcmp(type, "Organisation") == 0;
}

/* Byte of a code point: the corpus counts those. */
static uint32_t
byte_of(struct str s, size_t points)
{
	size_t i = 0;

	for (; i < s.len && points > 0; points--)
		for (i++; i < s.len && ((unsigned char)s.p[i] & 0xc0) == 0x80;)
			i++;
	return (uint32_t)i;
}

/* A name and no "we", "the city": a capital that is more than a pronoun's. */
static bool
is_named(struct str s)
{
	static const char *const pronouns[] = { "I", "We", "They", "It", "He",
		"She", "You" };

	for (size_t i = 0; i < ARRAY_LEN(pronouns); i++)
		if (str_is(s, pronouns[i]))
			return false;
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			return true;
	return false;
}

static void
judge(struct counts *c, struct str text, const char *id, json_t *gold)
{
	struct arena arena = { 0 };
	struct candidate *list;
	size_t n, i, k;
	json_t *g;

	candidate_find(&arena, text, NULL, 0, &list, &n);
	bool *right = arena_array(&arena, n + 1, sizeof *right);
	json_array_foreach(gold, i, g)
	{
		struct span s;
		bool named, hit = false;

		if (strcmp(json_string_value(json_object_get(g, "documentId")),
			id) != 0 ||
		    !is_wanted(json_string_value(json_object_get(g, "type"))))
			continue;
		s.from = byte_of(text,
		    (size_t)json_integer_value(json_object_get(g, "begin")));
		s.to = byte_of(text,
		    (size_t)json_integer_value(json_object_get(g, "end")));
		for (k = 0; k < n; k++)
			if (list[k].span.from < s.to &&
			    list[k].span.to > s.from)
				hit = right[k] = true;
		named = is_named(str_slice(text, s.from, s.to));
		c->gold++;
		c->named += named;
		c->found += hit;
		c->named_found += hit && named;
		if (!hit && getenv("NAMES_SAY") != NULL)
			printf("# missed %.*s\n", (int)(s.to - s.from),
			    text.p + s.from);
	}
	c->given += n;
	for (k = 0; k < n; k++) {
		c->right += right[k];
		if (!right[k] && getenv("NAMES_SAY") != NULL)
			printf("# wrong %s %.*s\n",
			    entity_kind_name(list[k].kind),
			    (int)(list[k].span.to - list[k].span.from),
			    text.p + list[k].span.from);
	}
	arena_release(&arena);
}

static void
say(const char *what, const struct counts *c)
{
	printf("# %-42s precision %.3f, recall of names %.3f (%zu), of all "
	       "%.3f (%zu)\n",
	    what, (double)c->right / (double)(c->given + (c->given == 0)),
	    (double)c->named_found / (double)c->named, c->named,
	    (double)c->found / (double)c->gold, c->gold);
}

static void
test_corpus(void)
{
	struct counts all = { 0 };

	if (test_shared() == NULL) {
		skip("no shared data", "the corpus of reports");
		return;
	}
	for (size_t s = 0; s < ARRAY_LEN(sources); s++) {
		json_t *docs = lines_of(sources[s], "documents.json");
		json_t *gold = lines_of(sources[s], "entities.json"), *d;
		struct counts c = { 0 };
		size_t i;

		json_array_foreach(docs, i, d)
		{
			judge(&c,
			    str_of(
				json_string_value(json_object_get(d, "text"))),
			    json_string_value(json_object_get(d, "_id")), gold);
		}
		say(sources[s], &c);
		all.gold += c.gold;
		all.named += c.named;
		all.found += c.found;
		all.named_found += c.named_found;
		all.given += c.given;
		all.right += c.right;
		json_decref(docs);
		json_decref(gold);
	}
	say("all", &all);
	ok(all.right * 100 >= all.given * 70,
	    "70 %% of what is found is right");
	ok(all.found * 100 >= all.gold * 80, "80 %% of all are found");
	ok(all.named_found * 100 >= all.named * 95, "95 %% of names are found");
}

int
main(void)
{
	is_int((int64_t)candidate_unsorted(), 0, "the tables are in order");
	test_cases();
	test_known();
	test_any();
	test_corpus();
	return done();
}
