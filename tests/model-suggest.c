/* Attributions found against sentences marked by hand. */
#include "config.h"

#include "model/suggest.h"
#include "tests/test.h"

struct marked {
	struct span source, cue;
};

/* One article of the marked file, its marks taken out. */
struct sheet {
	struct buf text;
	struct marked mark[400];
	struct span line[400];
	size_t n_marks, n_lines;
};

struct score {
	double gold_lines, found_lines, both_lines;
	double gold_cues, found_cues, right_cues;
	double gold_sources, right_sources;
};

static bool
touches(struct span a, struct span b)
{
	return a.from < b.to && b.from < a.to;
}

/* Add a line; a source stands for all cues after it, and for those before it
 * that have none. */
static void
add_line(struct sheet *sheet, struct str line)
{
	size_t from = sheet->text.len, first = sheet->n_marks;
	struct span source = { 0, 0 };
	uint32_t cue = 0;

	for (size_t i = 0; i < line.len; i++) {
		uint32_t at = (uint32_t)sheet->text.len;

		if (line.p[i] == '[')
			source.from = at;
		else if (line.p[i] == ']') {
			source.to = at;
			for (size_t k = first; k < sheet->n_marks; k++)
				if (sheet->mark[k].source.to == 0)
					sheet->mark[k].source = source;
		} else if (line.p[i] == '{')
			cue = at;
		else if (line.p[i] == '}')
			sheet->mark[sheet->n_marks++] = (struct marked){
				.cue = { cue, at },
				.source = source.to > 0 ? source
							: (struct span){ 0, 0 },
			};
		else
			buf_putc(&sheet->text, line.p[i]);
	}
	sheet->line[sheet->n_lines++] =
	    (struct span){ (uint32_t)from, (uint32_t)sheet->text.len };
	buf_putc(&sheet->text, '\n');
}

static void
compare_cues(const struct sheet *sheet, const struct suggestion *list, size_t n,
    struct score *score)
{
	bool used[400] = { false };

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < sheet->n_marks; k++) {
			const struct marked *m = &sheet->mark[k];

			if (used[k] || !touches(list[i].cue, m->cue))
				continue;
			used[k] = true;
			score->right_cues++;
			if (m->source.to > 0) {
				score->gold_sources++;
				score->right_sources +=
				    touches(list[i].source, m->source);
			}
			break;
		}
	}
	score->gold_cues += (double)sheet->n_marks;
	score->found_cues += (double)n;
}

static void
compare_lines(const struct sheet *sheet, const struct suggestion *list,
    size_t n, struct score *score)
{
	for (size_t l = 0; l < sheet->n_lines; l++) {
		bool gold = false, found = false;

		for (size_t k = 0; k < sheet->n_marks; k++)
			gold =
			    gold || touches(sheet->mark[k].cue, sheet->line[l]);
		for (size_t i = 0; i < n; i++)
			found = found || touches(list[i].cue, sheet->line[l]);
		score->gold_lines += gold;
		score->found_lines += found;
		score->both_lines += gold && found;
		if (gold != found && getenv("VERBOSE") != NULL)
			printf("# %s %.*s\n", gold ? "missed:" : "false: ",
			    (int)(sheet->line[l].to - sheet->line[l].from),
			    sheet->text.p + sheet->line[l].from);
	}
}

static void
judge(struct sheet *sheet, const char *language, struct score *score)
{
	struct arena arena = { 0 };
	struct suggest_in in = {
		.text = buf_view(&sheet->text),
		.language = str_of(language),
		.day = INT64_MIN,
	};
	struct suggestion *list;
	size_t n;

	if (sheet->n_lines > 0) {
		suggest_find(&in, &arena, &list, &n);
		compare_cues(sheet, list, n, score);
		compare_lines(sheet, list, n, score);
	}
	arena_release(&arena);
	buf_reset(&sheet->text);
	sheet->n_marks = sheet->n_lines = 0;
}

static double
f1(double right, double found, double gold)
{
	return right > 0 ? 2 * right / (found + gold) : 0;
}

static void
judge_file(const char *name, struct score score[3])
{
	static const char *const languages[] = { "en", "fr", "ar" };
	static struct sheet sheet;
	char path[4096];
	struct str rest, line;
	size_t len, language = 0;
	char *file;

	(void)snprintf(
	    path, sizeof path, "%s/tests/data/%s", test_srcdir(), name);
	file = test_slurp(path, &len);
	ok(file != NULL, "%s is there", name);
	rest = (struct str){ file, file != NULL ? len : 0 };
	while (file != NULL && str_split(&rest, '\n', &line)) {
		if (str_starts(line, "#"))
			continue;
		if (line.len > 0 && line.p[0] != '@') {
			add_line(&sheet, line);
			continue;
		}
		judge(&sheet, languages[language], &score[language]);
		for (size_t i = 0; line.len > 0 && i < 3; i++)
			if (str_ends(line, languages[i]))
				language = i;
	}
	judge(&sheet, languages[language], &score[language]);
	buf_release(&sheet.text);
	free(file);
}

static void
says(const struct score *s, const char *what, const double floor[3])
{
	double lines = f1(s->both_lines, s->found_lines, s->gold_lines);
	double cues = f1(s->right_cues, s->found_cues, s->gold_cues);
	double sources = s->right_sources / (s->gold_sources + 1e-9);

	printf("# %s: sentences P %.3f R %.3f F1 %.3f (%d), cues P %.3f R %.3f "
	       "F1 %.3f, claimants %.3f of %d\n",
	    what, s->both_lines / (s->found_lines + 1e-9),
	    s->both_lines / (s->gold_lines + 1e-9), lines, (int)s->gold_lines,
	    s->right_cues / (s->found_cues + 1e-9),
	    s->right_cues / (s->gold_cues + 1e-9), cues, sources,
	    (int)s->gold_sources);
	ok(lines >= floor[0], "%s: sentences that attribute are found", what);
	ok(cues >= floor[1], "%s: cues are found", what);
	ok(sources >= floor[2], "%s: claimants are found", what);
}

/* One text, its suggestions as "source|cue|content|modality" lines. */
static void
check(const char *language, const char *text, const char *wanted)
{
	struct arena arena = { 0 };
	struct suggest_in in = {
		.text = str_of(text),
		.language = str_of(language),
		.day = INT64_MIN,
	};
	struct suggestion *list;
	struct buf out = { 0 };
	size_t n;

	suggest_find(&in, &arena, &list, &n);
	for (size_t i = 0; i < n; i++) {
		const struct suggestion *g = &list[i];

		buf_addf(&out, "%s%.*s|%.*s|", i > 0 ? "\n" : "",
		    (int)(g->named.to - g->named.from), text + g->named.from,
		    (int)(g->cue.to - g->cue.from), text + g->cue.from);
		for (size_t k = 0; k < g->n_content; k++)
			buf_addf(&out, "%s%.*s", k > 0 ? " ... " : "",
			    (int)(g->content[k].to - g->content[k].from),
			    text + g->content[k].from);
		buf_addf(&out, "|%s", modality_name(g->modality));
	}
	is_str(buf_view(&out), wanted, "%s", text);
	buf_release(&out);
	arena_release(&arena);
}

static void
shapes(void)
{
	check("en", "Two officials said that the road was closed.",
	    "Two officials|said|that the road was closed|asserted");
	check("en", "The road, he said, was closed.",
	    "he|said|The road ... was closed|asserted");
	check("en", "The road was closed, according to the mayor.",
	    "the mayor|according to|The road was closed|reported");
	check("en", "\"We left. We ran,\" said a teacher. \"It was dark.\"",
	    "a teacher|said|\"We left. We ran,\" ... \"It was dark.\"|"
	    "asserted");
	check("en",
	    "A Libyan spokesman denied the report. He added that the "
	    "talks went on.",
	    "A Libyan spokesman|denied|the report|denied\n"
	    "A Libyan spokesman|added|that the talks went on|asserted");
	check("en", "He tried to say that it was late.", "");
	/* What names the speaker may be long; a headline needs no marks. */
	check("en",
	    "Minister of Defence Salah al-Namroush: \"We will not withdraw.\"",
	    "Minister of Defence Salah al-Namroush|:|"
	    "\"We will not withdraw.\"|asserted");
	check("en", "Oil minister: output to double",
	    "Oil minister|:|output to double|asserted");
	check("en", "He brought three things: bread, salt and water.", "");
	/* A circumstance behind a quotation is none of it. */
	check("en",
	    "\"There is no way,\" said the envoy after the talks. \"None at "
	    "all.\"",
	    "the envoy|said|\"There is no way,\" ... \"None at all.\"|"
	    "asserted");
	check("en", "\"Nobody will stop us,\" Saleh continued. \"Nobody.\"",
	    "Saleh|continued|\"Nobody will stop us,\" ... \"Nobody.\"|"
	    "asserted");
	check("en", "The mayor pointed out that nobody had paid.",
	    "The mayor|pointed out|that nobody had paid|asserted");
	check("en", "The mayor pointed to the road.", "");
	check("en", "The report makes clear that nobody had paid.",
	    "The report|makes clear|that nobody had paid|asserted");
	check("en", "He made a road.", "");
	check("en", "Amnesty said in a report released on Monday that he died.",
	    "Amnesty|said|that he died|asserted");
	check("en", "Sanders, the senator, endorsed Clinton in July.",
	    "Sanders, the senator|endorsed|Clinton in July|asserted");
	check("en", "The move was welcomed by France.",
	    "France|welcomed|The move|asserted");
	check("en", "The move was welcomed by France on Monday.",
	    "France|welcomed|The move|asserted");
	check("en", "Neighbours recalled hearing a bang.",
	    "Neighbours|recalled|hearing a bang|asserted");
	check("en", "It will add 7 million to the debt.", "");
	check("en",
	    "The report quotes a pilot as saying that he had been there.",
	    "a pilot|quotes|that he had been there|reported");
	check("en", "The National Oil Corporation put losses at $4 billion.",
	    "The National Oil Corporation|put|losses at $4 billion|asserted");
	check("en", "The show found a home.", "");
	/* A bare verb says nothing without what "which" stands for. */
	check("en", "It was a seat which most observers expected to win.", "");
	check("en", "Most observers expected to win a seat.",
	    "Most observers|expected|to win a seat|predicted");
	check("en", "", "");
	check("fr", "La route est ouverte, a-t-il dit.",
	    "il|dit|La route est ouverte|asserted");
	check("fr", "D'apr\u00e8s des t\u00e9moins, la route est ouverte.",
	    "des t\u00e9moins|D'apr\u00e8s|la route est ouverte|reported");
	check("fr", "L'ONU s'est dite inqui\u00e8te de la situation.",
	    "L'ONU|dite|inqui\u00e8te de la situation|asserted");
	check("fr", "Le maire a mis en garde contre une guerre.",
	    "Le maire|mis en garde|contre une guerre|predicted");
	check("fr", "La route est ouverte, a fait savoir un responsable.",
	    "un responsable|fait savoir|La route est ouverte|asserted");
	check("fr", "Des sources font \u00e9tat de dix morts.",
	    "Des sources|font \u00e9tat|de dix morts|asserted");
	check("fr",
	    "Moscou a de son c\u00f4t\u00e9 ni\u00e9 toute implication.",
	    "Moscou|ni\u00e9|toute implication|denied");
	check("fr", "Berlin s'inqui\u00e8te d'une guerre.",
	    "Berlin|inqui\u00e8te|d'une guerre|asserted");
	check("ar", "قال المتحدث إن الطريق مفتوح.",
	    "المتحدث|قال|إن الطريق مفتوح|asserted");
	check("ar", "قال المتحدث أحمد، في مؤتمر صحفي، إن الطريق مفتوح.",
	    "المتحدث أحمد|قال|إن الطريق مفتوح|asserted");
	check("ar", "ونقلت وكالة رويترز عن مصدر عسكري أن الطريق مفتوح.",
	    "مصدر عسكري|ونقلت|أن الطريق مفتوح|reported");
	check(
	    "ar", "نفت الحكومة هذه الأنباء.", "الحكومة|نفت|هذه الأنباء|denied");
	check("ar", "الأمم المتحدة تدعو إلى الهدوء.",
	    "الأمم المتحدة|تدعو|إلى الهدوء|demanded");
	check("ar", "وكان الوزير قد أكد أن الطريق مفتوح.",
	    "الوزير|أكد|أن الطريق مفتوح|asserted");
	check("ar", "مصدر مسؤول أكد لوكالة الأنباء أن الطريق مفتوح.",
	    "مصدر مسؤول|أكد|أن الطريق مفتوح|asserted");
	check("ar", "رفض المجلس مقترح التمديد.",
	    "المجلس|رفض|مقترح التمديد|denied");
}

/* The article that the program was first built for: six attributed passages,
 * four of them through one newspaper. */
static void
seed(void)
{
	static const char paper[] = "Al-Dostor newspaper";
	const char *shared = test_shared();
	struct arena arena = { 0 };
	struct mention mention = { .entity = 1, .kind = ENTITY_OUTLET };
	struct suggest_in in = { .mentions = &mention,
		.n_mentions = 1,
		.language = str_of("en"),
		.day = 17183 };
	struct suggestion *list;
	char path[4096], *file = NULL;
	size_t len = 0, n, via = 0, at;

	(void)snprintf(path, sizeof path, "%s/seed/000_c5d556c4a6ccc280.txt",
	    shared != NULL ? shared : "");
	if (shared != NULL)
		file = test_slurp(path, &len);
	if (file == NULL) {
		skip("no shared data", "the seed article");
		return;
	}
	in.text = (struct str){ file, len };
	at = str_find(in.text, str_of(paper), 0);
	mention.span =
	    (struct span){ (uint32_t)at, (uint32_t)(at + sizeof paper - 1) };
	suggest_find(&in, &arena, &list, &n);
	for (size_t i = 0; i < n; i++)
		via += list[i].via_entity == 1;
	is_int((int64_t)n, 6, "the seed article has six attributed passages");
	is_int((int64_t)via, 4, "four came through Al-Dostor");
	arena_release(&arena);
	free(file);
}

/* A long text is done in many short steps, and each suggestion has its parts:
 * nothing is sought from the beginning of the text. */
static void
steps(void)
{
	static const char piece[] =
	    "Officials in Tripoli said that the road was closed in June 2014. "
	    "\"We will see what happens next week,\" said the mayor. \"Nobody "
	    "in this town knows.\"\n";
	enum { PIECES = 2000 };
	static struct mention mentions[PIECES];
	struct arena arena = { 0 };
	struct suggest_in in = { .language = str_of("en"),
		.mentions = mentions,
		.n_mentions = PIECES,
		.day = 17183 };
	struct suggestion *list;
	struct suggest_run *run;
	struct buf b = { 0 };
	size_t n, n_steps = 0, good = 0;

	for (uint32_t i = 0; i < PIECES; i++) {
		uint32_t at = (uint32_t)b.len + 13;

		mentions[i] =
		    (struct mention){ .span = { at, at + 7 }, .entity = i + 1 };
		buf_puts(&b, piece);
	}
	in.text = buf_view(&b);
	run = suggest_begin(&in, &arena);
	while (suggest_step(run))
		n_steps++;
	suggest_end(run, &list, &n);
	ok(n_steps > 100, "%zu bytes are %zu steps", b.len, n_steps);
	is_int((int64_t)n, (int64_t)2 * PIECES, "with what each piece says");
	for (size_t i = 0; i < n; i += 2)
		good += str_is(list[i].when, "2014-06") &&
			list[i + 1].n_content == 2;
	is_int((int64_t)good, PIECES, "dates and quotations are at their own");
	buf_release(&b);
	arena_release(&arena);
}

/* Any bytes are fine, and all spans lie in the text. */
static void
hostile(void)
{
	static const char *const pieces[] = { "\"", "said", " ", ",", "He",
		"\xe2\x80\x9c", "that", "(", "\n", "\xff", "according to", ":",
		"\xd9\x82\xd8\xa7\xd9\x84", "cited", "a", ".", "-", "who", "'",
		"was quoted as saying" };
	static const char *const languages[] = { "en", "fr", "ar" };
	unsigned seed = 1, bad = 0;
	struct buf b = { 0 };

	for (int round = 0; round < 600; round++) {
		struct arena arena = { 0 };
		struct suggest_in in = {
			.language = str_of(languages[round % 3]),
			.day = 0,
		};
		struct suggestion *list;
		size_t n;

		buf_reset(&b);
		for (int i = 0; i < round % 60; i++) {
			seed = seed * 1103515245u + 12345u;
			buf_puts(&b, pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
			if (seed >> 30 != 0)
				buf_putc(&b, ' ');
		}
		in.text = buf_view(&b);
		suggest_find(&in, &arena, &list, &n);
		for (size_t i = 0; i < n; i++)
			bad +=
			    list[i].cue.to > b.len ||
			    list[i].source.to > b.len ||
			    list[i].n_content < 1 || list[i].n_content > 2 ||
			    list[i].content[0].from >= list[i].content[0].to ||
			    list[i].content[list[i].n_content - 1].to > b.len;
		arena_release(&arena);
	}
	ok(bad == 0, "all spans lie in the text: %u do not", bad);
	buf_release(&b);
}

/* What the form begins with. */
static void
parts(void)
{
	static const struct {
		const char *language, *text, *statement, *extent;
	} cases[] = {
		{ "en", "The envoy said that talks\xc2\xa0 would go on.",
		    "Talks would go on",
		    "The envoy said that talks\xc2\xa0 would go on" },
		{ "en",
		    "\"No deal\", said the envoy, \"is better than "
		    "a bad one, and nobody doubts it.\"",
		    "Is better than a bad one, and nobody doubts it.", NULL },
		{ "fr",
		    "Le ministre a dit que les pourparlers "
		    "continuent.",
		    "Les pourparlers continuent", NULL },
		{ "en",
		    "the minister congratulated the winners within the hour.",
		    "The minister congratulated the winners within the hour",
		    NULL },
		{ "en", "The mission welcomed that the talks went on.",
		    "The talks went on", NULL },
		{ "en", "An aide to the envoy rejected the accusation.",
		    "The accusation", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena arena = { 0 };
		struct buf b = { 0 };
		struct suggestion *list;
		struct span all;
		size_t n;
		struct suggest_in in = { .text = str_of(cases[i].text),
			.language = str_of(cases[i].language),
			.day = INT64_MIN };

		suggest_find(&in, &arena, &list, &n);
		if (n > 0)
			suggestion_statement(&list[0], in.text, &b);
		is_str(buf_view(&b), cases[i].statement, "what is said: %s",
		    cases[i].statement);
		if (cases[i].extent != NULL && n > 0) {
			all = suggestion_extent(&list[0]);
			is_str(str_slice(in.text, all.from, all.to),
			    cases[i].extent, "and all of it");
		}
		buf_release(&b);
		arena_release(&arena);
	}
}

int
main(void)
{
	static const char *const names[] = { "English", "French", "Arabic" };
	static const double floor[3][3] = { { .90, .85, .90 },
		{ .90, .85, .80 }, { .90, .85, .75 } };
	struct score score[3] = { { 0 } };

	judge_file("attributions.txt", score);
	for (size_t i = 0; i < 3; i++)
		says(&score[i], names[i], floor[i]);
	score[0] = (struct score){ 0 };
	judge_file("attributions-unseen.txt", score);
	says(&score[0], "English, unseen", floor[0]);
	shapes();
	parts();
	seed();
	steps();
	hostile();
	return done();
}
