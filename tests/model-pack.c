/* Packs with one fault each, and the sentence that names it. */
#include "config.h"

#include "model/pack.h"
#include "tests/test.h"

struct files {
	struct str text[PACK_FILES];
	char *held[PACK_FILES];
};

static void
read_files(struct files *f)
{
	for (int i = 0; i < PACK_FILES; i++) {
		char path[600];

		snprintf(path, sizeof path, "%s/store/pack/libya/%s.tsv",
		    test_srcdir(), pack_file_name((enum pack_file)i));
		f->held[i] = test_slurp(path, &f->text[i].len);
		if (f->held[i] == NULL)
			die("%s is not there", path);
		f->text[i].p = f->held[i];
	}
}

static const struct fault {
	const char *name;
	enum pack_file file;
	const char *was, *now, *said;
} faults[] = {
	{ "another header", PACK_PLACES, "id\tname", "id\tnom",
	    "places:1: column 2 is nom, name wanted" },
	{ "a cell too few", PACK_PLACES, "country\t27.0\t", "country\t27.0",
	    "places:2: 6 cells, 7 wanted" },
	{ "two blanks", PACK_FACTIONS, "National Transitional Council\tNTC",
	    "National  Transitional Council\tNTC", "stray blanks in name" },
	{ "a spelling twice", PACK_PEOPLE, "Haftar|Hifter|", "Haftar|Haftar|",
	    "Haftar twice in aliases" },
	{ "an empty spelling", PACK_PEOPLE, "Haftar|Hifter|", "Haftar||",
	    "empty or padded value in aliases" },
	{ "no such month", PACK_EVENTS, "2011-02-15\t2011-10-23",
	    "2011-13-15\t2011-10-23", "2011-13-15 is no EDTF date" },
	{ "an end before its start", PACK_EVENTS, "2011-02-15\t2011-10-23",
	    "2011-10-23\t2011-02-15", "is before" },
	{ "a parent that nobody knows", PACK_FACTIONS,
	    "tripoli\tgaddafi-regime\tRegime", "tripoli\tnobody\tRegime",
	    "there is no nobody" },
	{ "an unknown kind", PACK_PLACES, "Libya\tcountry", "Libya\tplanet",
	    "unknown kind planet" },
	{ "a lane misspelt", PACK_FACTIONS, "\tTransitional authorities\t",
	    "\tTransitonal authorities\t",
	    "lane Transitonal authorities, is it Transitional authorities?" },
	{ "no lane", PACK_FACTIONS, "\tTransitional authorities\t", "\t\t",
	    "empty lane" },
	{ "needless zeros", PACK_PLACES, "27.0\t17.0", "27.00\t17.0",
	    "degrees have one to four decimals" },
	{ "no coordinates", PACK_PLACES, "27.0\t17.0", "\t", "no coordinates" },
	{ "an unknown relation", PACK_RELATIONS, "\tleads\t", "\tloves\t",
	    "unknown relation loves" },
	{ "a relation to itself", PACK_RELATIONS,
	    "khamis-brigade\tpart-of\tgaddafi-regime",
	    "khamis-brigade\tpart-of\tkhamis-brigade", "a relation to itself" },
	{ "an id twice", PACK_OUTLETS, "\nal-ahram\t", "\nal-dostor\t",
	    "id also in outlets:2" },
	{ "an id with capitals", PACK_OUTLETS, "\nal-ahram\t", "\nAl Ahram\t",
	    "Al Ahram is no id" },
	{ "a control character", PACK_OUTLETS, "\tAl-Ahram\t",
	    "\tAl-\001Ahram\t", "unwanted character U+0001" },
	{ "broken bytes", PACK_OUTLETS, "\tAl-Ahram\t", "\tAl-\xff\t",
	    "not UTF-8" },
	{ "an affiliation that is none", PACK_PEOPLE, "lna:2014-05-16/..",
	    "lna 2014", "lna 2014 is no affiliation" },
	{ "a leader after death", PACK_RELATIONS,
	    "gaddafi-khamis\tleads\tkhamis-brigade\t\t2011-08",
	    "gaddafi-khamis\tleads\tkhamis-brigade\t2013\t2014",
	    "gaddafi-khamis had ended in" },
	{ "a leader for ever who has died", PACK_RELATIONS,
	    "belhaj-abdelhakim\tleads\ttripoli-military-council\t2011-08"
	    "\t2012-05",
	    "gaddafi-muammar\tleads\tlna\t2014-05-16\t..",
	    "gaddafi-muammar had ended in 2011-10-20" },
	{ "a leader not born yet", PACK_RELATIONS,
	    "gaddafi-muammar\tleads\tgaddafi-regime\t1969-09-01",
	    "haftar-saddam\tleads\tgaddafi-regime\t1969-09-01\t1970-01-01\t\tx"
	    "\ngaddafi-muammar\tleads\tgaddafi-regime\t1969-09-01",
	    "haftar-saddam only began in 1991~" },
	{ "a leader before the body was founded", PACK_RELATIONS,
	    "saleh-aqila\tleads\thor\t2014-08-05\t..",
	    "saleh-aqila\tleads\thor\t2011-08-05\t2012",
	    "hor only began in 2014-08-04" },
	{ "a body led after its end", PACK_RELATIONS,
	    "magariaf-mohammed\tleads\tgnc\t2012-08-09\t2013-05-28",
	    "magariaf-mohammed\tleads\tgnc\t2018-08-09\t2019-05-28",
	    "gnc had ended in 2016-04" },
	{ "an open relation of what has ended", PACK_RELATIONS,
	    "abusahmain-nouri\tleads\tgnc\t2013-06-25\t2016-04",
	    "abusahmain-nouri\tleads\tgnc\t2013-06-25\t..",
	    "open, but gnc ended in 2016-04" },
	{ "a faction that acts before it was founded", PACK_EVENTS,
	    "battle\tgaddafi-regime|ntc|nla-2011|nato",
	    "battle\tgaddafi-regime|ntc|gnu|nato", "gnu was not founded yet" },
	{ "a faction that fights after its end", PACK_EVENTS,
	    "visit\tlna|russia-gov\tmoscow\t",
	    "visit\tgaddafi-regime|russia-gov\tmoscow\t",
	    "gaddafi-regime had ended in 2011-10-20" },
	{ "a dead man's visit", PACK_EVENTS,
	    "visit\tlna|russia-gov\tmoscow\thaftar-khalifa|shoigu-sergei",
	    "visit\tlna|russia-gov\tmoscow\tgaddafi-muammar|shoigu-sergei",
	    "gaddafi-muammar had died in 2011-10-20" },
	{ "dissolved before it was founded", PACK_FACTIONS, "2014-08-04\t..",
	    "2014-08-04\t2013-08-04", "dissolved before founded" },
	{ "died before birth", PACK_PEOPLE, "\t1943-11-07?\t\t",
	    "\t1943-11-07?\t1930\t", "is before 1943-11-07?" },
	{ "two that succeed each other", PACK_RELATIONS,
	    "gna\tsucceeded-by\tgnu\t2021-03-16\t2021-03-16",
	    "hor\tsucceeded-by\tgnc\t2014-08-04\t2014-08-04",
	    "says it the other way round" },
	{ "a part older than the whole", PACK_RELATIONS,
	    "brigade-444\tsplit-from\trada", "rada\tsplit-from\tbrigade-444",
	    "brigade-444 was founded later" },
	{ "allies that fight each other", PACK_RELATIONS,
	    "hor\tsupports\tlna\t2015-03-02\t..",
	    "hor\tallied-with\tlna\t2015-03-02\t..\t\tx\nlna\topposes\thor\t"
	    "2016\t..",
	    "allied and opposed at once" },
	{ "a toll that is none", PACK_EVENTS, "\tkilled 21\n", "\tmany\n",
	    "many is no toll" },
	{ "a name of two outlets", PACK_OUTLETS, "|Youm 7|", "|Al Ahram|",
	    "is also a name of" },
};

static void
keep(void *arg, const char *what)
{
	struct buf *all = arg;

	buf_puts(all, what);
	buf_putc(all, '\n');
}

static int
check(const struct files *f, int changed, struct str text, struct buf *all)
{
	struct arena arena = { 0 };
	struct pack_say say = { keep, all, 0, "" };
	struct pack pack;

	for (int i = 0; i < PACK_FILES; i++)
		pack_parse(&arena, (enum pack_file)i,
		    i == changed ? text : f->text[i], &pack.table[i], &say);
	pack_verify(&pack, &say);
	arena_release(&arena);
	return say.wrong;
}

static void
test_fault(const struct files *f, const struct fault *x)
{
	struct str text = f->text[x->file];
	size_t at = str_find(text, str_of(x->was), 0);
	struct buf all = { 0 }, bad = { 0 };
	bool said;

	if (at == SIZE_MAX)
		die("%s: %s is not there", x->name, x->was);
	buf_str(&bad, str_slice(text, 0, at));
	buf_puts(&bad, x->now);
	buf_str(&bad, str_slice(text, at + strlen(x->was), text.len));
	buf_puts(&all, "");
	said = check(f, (int)x->file, buf_view(&bad), &all) > 0 &&
	       str_find(buf_view(&all), str_of(x->said), 0) != SIZE_MAX;
	ok(said, "%s is told: %s", x->name, x->said);
	if (!said)
		printf("# %.300s\n", all.p);
	buf_release(&all);
	buf_release(&bad);
}

/* Packs from before events had tolls. */
static void
test_without_toll(void)
{
	static const char old[] =
	    "id\tdate\tend\ttitle\tkind\tfactions\tplaces\tpeople\tnote\t"
	    "sources\n"
	    "e1\t2014\t\tA vote\telection\t\t\t\tThey voted.\ttest\n";
	struct arena arena = { 0 };
	struct pack_say say = { 0 };
	struct pack_table table;

	pack_parse(&arena, PACK_EVENTS, str_of(old), &table, &say);
	is_int(say.wrong, 0, "events without the column of tolls");
	ok(table.n == 1 && table.rows[0].cell[EVENT_TOLL].len == 0,
	    "are read, and have none");
	pack_parse(&arena, PACK_EVENTS,
	    str_of("id\tdate\tend\ttitle\tkind\tfactions\tplaces\tpeople\tnote"
		   "\n"),
	    &table, &say);
	is_int(say.wrong, 1, "but not without that of sources");
	arena_release(&arena);
}

int
main(void)
{
	struct files f;
	struct buf all = { 0 };
	struct str cut;

	read_files(&f);
	buf_puts(&all, "");
	is_int(check(&f, -1, str_of(""), &all), 0, "the pack has no fault");
	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		test_fault(&f, &faults[i]);
	cut = str_slice(f.text[PACK_OUTLETS], 0, f.text[PACK_OUTLETS].len - 1);
	buf_reset(&all);
	(void)check(&f, PACK_OUTLETS, cut, &all);
	is_str(buf_view(&all), "outlets: the last line has no end\n",
	    "a file that was cut off");
	buf_reset(&all);
	ok(check(&f, PACK_PEOPLE, str_of(""), &all) > 0, "an empty file");
	test_without_toll();
	for (int i = 0; i < PACK_FILES; i++)
		free(f.held[i]);
	buf_release(&all);
	return done();
}
