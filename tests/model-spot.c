/* Names in articles with the register of Libya: the seed article against a
 * list by hand, samples in Arabic and French, and the rules for names of
 * several bearers. */
#include "config.h"

#include <dirent.h>

#include "model/candidate.h"
#include "model/pack.h"
#include "model/spot.h"
#include "tests/test.h"

/* The register, ids by place in a list of keys. */
struct world {
	struct lexicon *lex;
	struct arena arena;
	struct str keys[4000];
	size_t n;
};

static const enum entity_kind kinds[] = { ENTITY_FACTION, ENTITY_PERSON,
	ENTITY_PLACE, ENTITY_OUTLET };

static void
world_add(struct world *w, enum pack_file file, const struct pack_row *row)
{
	struct lexicon_name name = { (int64_t)++w->n, kinds[file], LEXICON_NAME,
		row->cell[ROW_NAME] };
	struct str rest = row->cell[pack_aliases(file)], part;

	w->keys[w->n] = row->cell[ROW_ID];
	lexicon_add(w->lex, &name);
	name.alias = LEXICON_ALIAS;
	while (rest.len > 0 && str_split(&rest, '|', &part)) {
		name.text = part;
		lexicon_add(w->lex, &name);
	}
	if (file != PACK_FACTIONS)
		return;
	name.alias = LEXICON_SHORT;
	name.text = row->cell[FACTION_SHORT];
	lexicon_add(w->lex, &name);
}

static void
world_open(struct world *w)
{
	struct pack_say say = { NULL, NULL, 0, "" };
	struct pack_table table;
	char path[600];

	memset(w, 0, sizeof *w);
	w->lex = lexicon_new(4000);
	for (int f = PACK_FACTIONS; f <= PACK_OUTLETS; f++) {
		struct str text;
		char *p;

		snprintf(path, sizeof path, "%s/store/pack/libya/%s.tsv",
		    test_srcdir(), pack_file_name((enum pack_file)f));
		p = test_slurp(path, &text.len);
		text.p = p;
		text = arena_str(&w->arena, text);
		free(p);
		pack_parse(&w->arena, (enum pack_file)f, text, &table, &say);
		for (size_t i = 0; i < table.n; i++)
			world_add(w, (enum pack_file)f, &table.rows[i]);
	}
	ok(say.wrong == 0 && w->n > 400, "the register is read: %s", say.first);
}

/* What an analyst has added. */
static void
world_learn(struct world *w, const char *key, const char *alias)
{
	for (size_t i = 1; i <= w->n; i++)
		if (str_is(w->keys[i], key)) {
			struct lexicon_name name = { (int64_t)i, ENTITY_PERSON,
				LEXICON_ALIAS, str_of(alias) };

			lexicon_add(w->lex, &name);
			return;
		}
	ok(false, "%s is in the register", key);
}

static void
world_close(struct world *w)
{
	lexicon_free(w->lex);
	arena_release(&w->arena);
}

static void
spell(struct buf *out, const struct world *w, struct str text,
    const struct mention *list, size_t n)
{
	buf_reset(out);
	buf_puts(out, "");
	for (size_t i = 0; i < n; i++) {
		buf_str(
		    out, str_slice(text, list[i].span.from, list[i].span.to));
		buf_putc(out, '=');
		buf_str(out, w->keys[list[i].entity]);
		buf_putc(out, '\n');
	}
}

/* How many of the lines of a stand, in their order, in b. */
static size_t
common(struct str a, struct str b, size_t *lines)
{
	struct str x = a, line;
	size_t found = 0;

	*lines = 0;
	while (str_split(&x, '\n', &line)) {
		struct str y = b, other;

		if (line.len == 0)
			continue;
		++*lines;
		while (str_split(&y, '\n', &other))
			if (str_eq(line, other)) {
				found++;
				b = y.p != NULL ? y : str_of("");
				break;
			}
	}
	return found;
}

/* Every plain name of the seed article, by hand, in text order. */
static const char gold[] =
    "LNA=lna\nGeneral Haftar=haftar-khalifa\nEgypt=egypt\n"
    "Libyan National Army=lna\nLNA=lna\n"
    "General Khalifa Haftar=haftar-khalifa\nCairo=cairo\nTobruk=tobruk\n"
    "Al-Sisi=sisi-abdel-fattah\nGen. Haftar=haftar-khalifa\n"
    "Tobruk government=interim-government\n"
    "Haftar=haftar-khalifa\nEgypt=egypt\nLibya=libya\n"
    "Haftar=haftar-khalifa\nEgypt=egypt\nMoscow=moscow\n"
    "Haftar=haftar-khalifa\n"
    "Haftar=haftar-khalifa\nCairo=cairo\nLibyan National Army=lna\n"
    "Libya=libya\n"
    "Egypt=egypt-gov\nHaftar=haftar-khalifa\nRussia=russia\n"
    "Al-Dostor newspaper=al-dostor\nEgypt=egypt\n"
    "Egypt=egypt\n"
    "Libya National Army=lna\nMoscow=moscow\nLNA=lna\n"
    "Haftar=haftar-khalifa\nDaesh=isil-libya\n"
    "Libya National Army=lna\nLNA=lna\nLibya=libya\n"
    "western countries=western-states\n"
    "Egyptian-Libyan borders=libya-egypt-border\n"
    "Muammar Gaddafi=gaddafi-muammar\nLibya=libya\n"
    "Libya=libya\nTripoli=tripoli\nTobruk=tobruk\n"
    "Government of National Accord=gna\nGNA=gna\n"
    "western countries=western-states\n"
    "Libya=libya\nIslamic State=isil-libya\nISIS=isil-libya\n"
    "Libya=libya\n";

static char *
seed_article(size_t *len)
{
	char path[600];
	struct dirent *d;
	char *text = NULL;
	DIR *dir;

	if (test_shared() == NULL)
		return NULL;
	snprintf(path, sizeof path, "%s/seed", test_shared());
	dir = opendir(path);
	while (dir != NULL && text == NULL && (d = readdir(dir)) != NULL)
		if (str_ends(str_of(d->d_name), ".txt")) {
			snprintf(path, sizeof path, "%s/seed/%s", test_shared(),
			    d->d_name);
			text = test_slurp(path, len);
		}
	if (dir != NULL)
		(void)closedir(dir);
	return text;
}

static void
test_seed(struct world *w)
{
	struct str text;
	struct spots spots;
	struct arena arena = { 0 };
	struct buf got = { 0 };
	char *p = seed_article(&text.len);
	size_t wanted, found, all;

	if (p == NULL) {
		skip("no shared data", "the seed article");
		return;
	}
	text.p = p;
	spot_article(w->lex, &arena, str_of(""), text, &spots);
	spell(&got, w, text, spots.text, spots.n_text);
	found = common(str_of(gold), buf_view(&got), &wanted);
	(void)common(buf_view(&got), str_of(gold), &all);
	printf(
	    "# seed: %zu of %zu names found, %zu given\n", found, wanted, all);
	ok(found * 100 >= wanted * 95, "95 %% of the seed's names are found");
	ok((all - found) * 100 <= all * 5, "and at most 5 %% are wrong");
	if (found < wanted || all > found)
		printf("# got:\n%.*s", (int)got.len, got.p);
	buf_release(&got);
	arena_release(&arena);
	free(p);
}

static const struct {
	const char *name, *title, *text, *hits;
} cases[] = {
	{ "an Arabic report", "",
	    "قال المتحدث باسم الجيش الوطني الليبي أحمد المسماري إن قوات "
	    "المشير خليفة حفتر دخلت سرت وبنغازي. ونفت حكومة الوفاق ذلك في "
	    "طرابلس، وأكد فايز السراج أن مصراتة لن تقبل. ووصل وفد من مجلس "
	    "النواب إلى القاهرة، والتقى السيسي، ثم توجه لموسكو. ودعت الأمم "
	    "المتحدة وبالأمم المتحدة بعثة، وداعش في درنة.",
	    "الجيش الوطني الليبي=lna\nأحمد المسماري=mismari-ahmed\n"
	    "المشير خليفة حفتر=haftar-khalifa\nسرت=sirte\nبنغازي=benghazi\n"
	    "حكومة الوفاق=gna\nطرابلس=tripoli\nفايز السراج=sarraj-fayez\n"
	    "مصراتة=misrata\nمجلس النواب=hor\nالقاهرة=cairo\n"
	    "السيسي=sisi-abdel-fattah\nموسكو=moscow\nالأمم المتحدة=un\n"
	    "الأمم المتحدة=un\nداعش=isil-libya\nدرنة=derna\n" },
	{ "Arabic words that only look like names", "",
	    "كسرت النافذة وفسرت الحياة بلغات كثيرة، وقال مساعد الوزير إن "
	    "الدستور أساس الوطن.",
	    "" },
	{ "a French report", "",
	    "Le maréchal Haftar s'est rendu au Caire. L'Armée nationale "
	    "libyenne (ANL) affirme que l'État islamique a quitté Syrte. "
	    "Selon l'ONU, le Gouvernement d'union nationale de Fayez Sarraj "
	    "et le régime de Kadhafi n'ont rien en commun ; d'après l'AFP, "
	    "Paris a annoncé son soutien à la Libye.",
	    "maréchal Haftar=haftar-khalifa\nCaire=cairo\nArmée nationale "
	    "libyenne=lna\n"
	    "ANL=lna\nÉtat islamique=isil-libya\nSyrte=sirte\nONU=un\n"
	    "Gouvernement d'union nationale=gna\nFayez Sarraj=sarraj-fayez\n"
	    "régime de Kadhafi=gaddafi-regime\nAFP=afp\nParis=france-gov\n"
	    "Libye=libya\n" },
	{ "places stay places", "",
	    "He flew from Cairo to Moscow. Egypt's coast. In Misrata it "
	    "rained.",
	    "Cairo=cairo\nMoscow=moscow\nEgypt=egypt\nMisrata=misrata\n" },
	{ "unless they act or speak", "",
	    "Moscow denied it. Egypt's army waits. Turkey has sent ships. A "
	    "force backed by Qatar and a Russia-backed one.",
	    "Moscow=russia-gov\nEgypt=egypt-gov\nTurkey=turkey-gov\n"
	    "Qatar=qatar-gov\nRussia=russia-gov\n" },
	{ "a surname alone, after the full name", "",
	    "Terbil came first. Fathi Terbil spoke. \"Yes,\" Terbil said; "
	    "Mr Terbil's men and Mohammed Terbil left.",
	    "Fathi Terbil=terbil-fathi\nTerbil=terbil-fathi\n"
	    "Terbil=terbil-fathi\n" },
	{ "not from where somebody else has it", "",
	    "Fathi Terbil spoke to Mohammed Terbil. Then Terbil left, Mr "
	    "Terbil said.",
	    "Fathi Terbil=terbil-fathi\n" },
	{ "a surname of two words", "",
	    "Mustafa Abdul Jalil spoke. Mr Abdul Jalil left with Nouri "
	    "Abusahmain.",
	    "Mustafa Abdul Jalil=jalil-mustafa\n"
	    "Abdul Jalil=jalil-mustafa\n"
	    "Nouri Abusahmain=abusahmain-nouri\n" },
	{ "in the cases of Russian", "",
	    "Приехал Халифа Хафтар. Он сказал Хафтару о войсках Хафтара.",
	    "Халифа Хафтар=haftar-khalifa\nХафтару=haftar-khalifa\n"
	    "Хафтара=haftar-khalifa\n" },
	{ "in Arabic, with what is written together with it", "",
	    "قال فتحي تربل إنه باق. وأكد تربل ذلك، ونقل عن لجنة تربل بيان "
	    "لتربل "
	    "وتربل.",
	    "فتحي تربل=terbil-fathi\nتربل=terbil-fathi\nتربل=terbil-fathi\n"
	    "تربل=terbil-fathi\nتربل=terbil-fathi\n" },
	{ "with its article, but no adjective", "",
	    "قال عماد السايح إن الوفد السايح غادر. وأضاف السايح أن للسايح "
	    "رأيا.",
	    "عماد السايح=sayeh-imad\nالسايح=sayeh-imad\nلسايح=sayeh-imad\n" },
	{ "not behind another's given name, nor from there on", "",
	    "قال فتحي تربل شيئا لتربل. ثم جاء محمود تربل، وقال تربل كلمة.",
	    "فتحي تربل=terbil-fathi\nتربل=terbil-fathi\n" },
	{ "one that is a word as well, behind a verb or title", "",
	    "التقى غسان سلامة الوفد. وقال سلامة إن سلامة المدنيين مهمة، وشكر "
	    "السيد سلامة كثيرا. وقال سلامة الغويل شيئا.",
	    "غسان سلامة=salame-ghassan\nسلامة=salame-ghassan\n"
	    "سلامة=salame-ghassan\n" },
	{ "Abd al- is half a name, and Islam nobody's", "",
	    "مصطفى عبد الجليل وسيف الإسلام القذافي. وقال عبد الجليل إن الإسلام "
	    "دين الجليل.",
	    "مصطفى عبد الجليل=jalil-mustafa\n"
	    "سيف الإسلام القذافي=gaddafi-saif\n"
	    "عبد الجليل=jalil-mustafa\n" },
	{ "a surname is the best-known bearer", "", "Gaddafi fell.",
	    "Gaddafi=gaddafi-muammar\n" },
	{ "but who was named in full before", "",
	    "Saif al-Islam Gaddafi spoke. Gaddafi was calm.",
	    "Saif al-Islam Gaddafi=gaddafi-saif\nGaddafi=gaddafi-saif\n" },
	{ "not when both were", "",
	    "Saif al-Islam Gaddafi, son of Muammar Gaddafi. Gaddafi fell.",
	    "Saif al-Islam Gaddafi=gaddafi-saif\n"
	    "Muammar Gaddafi=gaddafi-muammar\nGaddafi=gaddafi-muammar\n" },
	{ "a short form that the article defines", "",
	    "WPZ rose. The Libyan National Army (WPZX) and the House of "
	    "Representatives (HREP) met. HREP's men, WPZX-held and WPZXA.",
	    "Libyan National Army=lna\nHouse of Representatives=hor\n"
	    "HREP=hor\nHREP=hor\n" },
	{ "which means it there, whatever else it may mean", "",
	    "The GNC came. The Government of National Accord (GNC) left. GNC "
	    "men.",
	    "GNC=gnc\nGovernment of National Accord=gna\nGNC=gna\n"
	    "GNC=gna\n" },
	{ "words are no names", "",
	    "This is a fact for us as an au pair at dawn in the west; the "
	    "sirte of it.",
	    "" },
};

static void
test_cases(struct world *w)
{
	struct arena arena = { 0 };
	struct buf got = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct str text = str_of(cases[i].text);
		struct spots spots;

		spot_article(
		    w->lex, &arena, str_of(cases[i].title), text, &spots);
		spell(&got, w, text, spots.text, spots.n_text);
		is_str(buf_view(&got), cases[i].hits, "%s", cases[i].name);
		arena_reset(&arena);
	}
	buf_release(&got);
}

static void
test_title(struct world *w)
{
	struct arena arena = { 0 };
	struct buf got = { 0 };
	struct str title = str_of("HAFTAR IS IN CAIRO AS GADDAFI WAITS");
	struct spots spots;

	spot_article(w->lex, &arena, title,
	    str_of("Saif al-Islam Gaddafi spoke."), &spots);
	spell(&got, w, title, spots.title, spots.n_title);
	is_str(buf_view(&got),
	    "HAFTAR=haftar-khalifa\nCAIRO=cairo\nGADDAFI=gaddafi-saif\n",
	    "a headline of capitals, explained by the text");
	buf_release(&got);
	arena_release(&arena);
}

/* ---- news with every person, body and place marked: [P ...], [O ...], [L ...]
 */

struct marked {
	struct span span;
	char kind;
};

struct news {
	size_t gold, found, of_kind, given, right;
};

/* The text without its marks. */
static size_t
unmark(struct buf *text, struct str line, struct marked *list, size_t room)
{
	bool open = false;
	size_t n = 0;

	buf_reset(text);
	buf_puts(text, "");
	for (size_t i = 0; i < line.len; i++) {
		if (line.p[i] == '[' && i + 2 < line.len && n < room) {
			list[n].kind = line.p[i + 1];
			list[n].span.from = (uint32_t)text->len;
			i += 2;
			open = true;
		} else if (line.p[i] == ']' && open) {
			list[n++].span.to = (uint32_t)text->len;
			open = false;
		} else {
			buf_putc(text, line.p[i]);
		}
	}
	return n;
}

static bool
is_kind(enum entity_kind kind, char mark)
{
	return kind == ENTITY_PERSON  ? mark == 'P'
	       : kind == ENTITY_PLACE ? mark == 'L'
				      : mark == 'O' && kind != ENTITY_OTHER;
}

/* Count one that was found. */
static void
meet(struct news *news, const struct marked *marks, size_t n, uint8_t *seen,
    struct span span, enum entity_kind kind)
{
	bool right = false;

	for (size_t i = 0; i < n; i++)
		if (marks[i].span.from < span.to &&
		    span.from < marks[i].span.to) {
			right = true;
			seen[i] |= is_kind(kind, marks[i].kind) ? 3 : 1;
		}
	news->given++;
	news->right += right;
}

static void
judge(struct world *w, struct news *news, struct str line)
{
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct marked marks[64];
	uint8_t seen[64] = { 0 };
	size_t n = unmark(&text, line, marks, ARRAY_LEN(marks)), n_more;
	struct candidate *more;
	struct spots s;

	spot_article(w->lex, &arena, str_of(""), buf_view(&text), &s);
	candidate_find(
	    &arena, buf_view(&text), s.text, s.n_text, &more, &n_more);
	for (size_t i = 0; i < s.n_text; i++)
		meet(news, marks, n, seen, s.text[i].span, s.text[i].kind);
	for (size_t i = 0; i < n_more; i++)
		if (!more[i].described)
			meet(news, marks, n, seen, more[i].span, more[i].kind);
	news->gold += n;
	for (size_t i = 0; i < n; i++) {
		news->found += seen[i] & 1;
		news->of_kind += seen[i] >> 1;
	}
	buf_release(&text);
	arena_release(&arena);
}

static void
test_news(struct world *w)
{
	struct news news = { 0 };
	struct str rest, line;
	char path[600], *p;
	size_t len;

	snprintf(path, sizeof path, "%s/tests/data/names-in-news.txt",
	    test_srcdir());
	p = test_slurp(path, &len);
	rest = (struct str){ p, len };
	while (rest.len > 0 && str_split(&rest, '\n', &line))
		if (line.len > 3)
			judge(w, &news, str_slice(line, 3, line.len));
	printf("# news: %zu of %zu names found, %zu of the right kind; %zu of "
	       "%zu given are right\n",
	    news.found, news.gold, news.of_kind, news.right, news.given);
	ok(news.gold > 150 && news.found * 100 >= news.gold * 95,
	    "95 %% of the names in news are found");
	ok(news.right * 100 >= news.given * 95,
	    "95 %% of those given are some");
	ok(news.of_kind * 100 >= news.gold * 88, "88 %% with the right kind");
	free(p);
}

int
main(void)
{
	static struct world w;

	world_open(&w);
	world_learn(&w, "haftar-khalifa", "Халифа Хафтар");
	test_seed(&w);
	test_cases(&w);
	test_title(&w);
	test_news(&w);
	world_close(&w);
	return done();
}
