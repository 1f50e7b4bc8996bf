#include "config.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/utf8.h"
#include "tests/hostile-files.h"
#include "tests/library.h"
#include "tests/program.h"
#include "tests/test.h"

/* Text that wants to steer the terminal or to deceive the eye goes in through
 * every door; the bytes that come out at every view and verb are looked at. */

/* What UTF-8 can carry. */
static const char *const evil[] = {
	"\033]52;c;RVZJTA==\a",       /* write the clipboard */
	"\033]0;EVIL\033\\",          /* the title of the window */
	"\033]8;;http://evil/\033\\", /* a link */
	"\033P$q\"p\033\\",           /* DECRQSS */
	"\033_EVIL\033\\",            /* APC */
	"\033c",                      /* reset */
	"\033#8",
	"\033[2J\033[53;73m\033[6n\033[21t",
	"\033[?1049l\033[?25h\033[?1000h",
	"\a\b\b\016\017\177\v\f\r",
	"\xc2\x9b"
	"53m\xc2\x9d"
	"0;EVIL\xc2\x9c\xc2\x90x\xc2\x85",
	"\xe2\x80\xae"
	"live\xe2\x80\xac\xe2\x80\xad\xe2\x80\xaa\xe2\x80\xab",
	"\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9\xd8\x9c",
	"a\xe2\x80\x8b"
	"b\xe2\x80\x8c"
	"c\xe2\x80\x8d"
	"d\xe2\x80\x8e\xe2\x80\x8f",
	"\xc2\xad\xef\xbb\xbf\xe2\x81\xa0\xe2\x81\xa4\xef\xb8\x8f\xe1\xa0\x8e",
	"\xf3\xa0\x80\x81\xf3\xa0\x81\x81\xf3\xa0\x84\x80\xf3\xa0\x81\xbf",
	"\xe2\x80\xa8\xe2\x80\xa9\xef\xbf\xb9\xef\xbf\xba\xef\xbf\xbb",
	"\xe3\x85\xa4\xef\xbe\xa0\xe1\x85\x9f\xe1\x85\xa0\xe2\xa0\x80",
	"\xef\xbf\xbe\xef\xbf\xbf\xee\x80\x80\xf4\x8f\xbf\xbf",
	"\xd8\xae\xd9\x84\xd9\x8a\xd9\x81\xd8\xa9\xe2\x80\xae",
};
/* What it cannot: overlong forms, surrogates, lone bytes. */
static const char broken[] = "\xc0\x9b"
			     "53m \xe0\x80\x9b \xed\xa0\x80 \x9b"
			     "53m \xff\xfe \xf4\x90\x80\x80 \xc3";

static struct buf all, marked; /* all of the evil; the same, broken too */
static const char *base;       /* the library, in a folder with such a name */

static void
make_evil(void)
{
	for (size_t i = 0; i < ARRAY_LEN(evil); i++)
		buf_addf(&all, "%s%c", evil[i], (char)('A' + i));
	for (int i = 0; i < 1000; i++)
		buf_puts(&all, i % 2 == 0 ? "\xcc\x81" : "\xd9\x8b");
	buf_str(&marked, buf_view(&all));
	buf_puts(&marked, broken);
}

/* ---- the bytes that came out ---- */

/* No letter, and nothing that a terminal is to see. */
static bool
is_hidden(uint32_t cp)
{
	return (cp >= 0x7f && cp <= 0x9f) || cp == 0xad || cp == 0x061c ||
	       cp == 0x115f || cp == 0x1160 || cp == 0x180e ||
	       (cp >= 0x200b && cp <= 0x200f) ||
	       (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0x3164 ||
	       (cp >= 0xfe00 && cp <= 0xfe0f) || cp == 0xfeff || cp == 0xffa0 ||
	       (cp >= 0xfff9 && cp <= 0xfffb) || (cp & 0xfffe) == 0xfffe ||
	       (cp >= 0xe0000 && cp <= 0xe0fff);
}

/* The length of a sequence that curses or we may send at i, or 0. */
static size_t
own_sequence(struct str b, size_t i)
{
	static const char *const fixed[] = { "\033]11;?\033\\", "\033[8$p",
		"\033[?2026$p", "\033[>0q", "\033[c", "\033(B", "\033(0",
		"\033)0", "\033=", "\033>", "\0337", "\0338", "\033M",
		"\033[?1049h\033[22;0;0t", "\033[?1049l\033[23;0;0t",
		"\033]104\a" };
	struct str rest = str_slice(b, i, b.len);
	for (size_t k = 0; k < ARRAY_LEN(fixed); k++)
		if (str_starts(rest, fixed[k]))
			return strlen(fixed[k]);
	if (!str_starts(rest, "\033["))
		return 0;
	size_t n = 2;
	while (n < rest.len && strchr("?0123456789;", rest.p[n]) != NULL)
		n++;
	if (n < rest.len && strchr("ABCDGHJKLMPSTX@dhlmrb", rest.p[n]) != NULL)
		return n + 1;
	return 0;
}

/* Where the first byte is that nobody but a foreign text can have sent;
 * SIZE_MAX: nowhere. Text and data for machines have no sequence of curses;
 * data keep all marks of a letter. */
enum source { SCREEN, FENCED, TEXT, DATA };

static size_t
foreign(struct str b, enum source source)
{
	bool plain = source == TEXT || source == DATA;
	unsigned marks = 0;
	for (size_t i = 0; i < b.len;) {
		unsigned char c = (unsigned char)b.p[i];
		size_t from = i;
		if (c == '\033') {
			size_t n =
			    plain
				? (str_starts(str_slice(b, i, b.len), "\033[K")
					  ? 3
					  : 0)
				: own_sequence(b, i);
			if (n == 0)
				return i;
			i += n;
			marks = 0;
			continue;
		}
		if (c < ' ' &&
		    strchr(plain ? "\r\n\t" : "\r\n\b\016\017\t", c) == NULL)
			return i;
		uint32_t cp = utf8_next(b, &i);
		/* Our own fences around right-to-left text. */
		if (source == FENCED &&
		    (cp == 0x200e || cp == 0x202b || cp == 0x202c))
			continue;
		if (is_hidden(cp) || (cp == 0xfffd && i - from == 1))
			return from;
		bool mark = (cp >= 0x300 && cp <= 0x36f) ||
			    (cp >= 0x64b && cp <= 0x65f);
		marks = mark ? marks + 1 : 0;
		if (marks > 4 && source != DATA)
			return from;
	}
	/* Those of the evil sequences that might have been curses'. */
	static const char *const told[] = { "\033[53;73m",
		"\033[?1049l\033[?25h\033[?1000h" };
	for (size_t k = 0; k < ARRAY_LEN(told); k++) {
		size_t at = str_find(b, str_of(told[k]), 0);
		if (at != SIZE_MAX)
			return at;
	}
	return SIZE_MAX;
}

static void
clean(struct str bytes, enum source source, const char *what)
{
	size_t at = foreign(bytes, source);
	ok(at == SIZE_MAX && bytes.len > 0, "%s: nothing foreign is sent",
	    what);
	if (at == SIZE_MAX)
		return;
	size_t from = at > 60 ? at - 60 : 0;
	printf("# at %zu of %zu: ", at, bytes.len);
	for (size_t i = from; i < at + 20 && i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.p[i];
		printf(c > ' ' && c < 0x7f ? "%c" : "<%02x>", c);
	}
	printf("\n");
}

/* ---- the doors ---- */

static FILE *
make_file(struct buf *path, const char *dir, const char *name)
{
	buf_reset(path);
	buf_addf(path, "%s/%s", dir, name);
	FILE *f = fopen(path->p, "w");
	if (f == NULL)
		die("%s: %s", path->p, strerror(errno));
	return f;
}

static void
json_string(FILE *f, const char *key, struct str text)
{
	struct buf b = { 0 };
	buf_json(&b, text);
	(void)fprintf(f, "\"%s\":%s,", key, b.p);
	buf_release(&b);
}

static void
write_jsonl(const char *dir)
{
	static const char *const keys[] = { "title", "text", "author", "outlet",
		"url", "language", "id", "tags", "note\\u001b]0;EVIL\\u0007" };
	struct buf path = { 0 };
	FILE *f = make_file(&path, dir, "a.jsonl");
	(void)fputc('{', f);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		json_string(f, keys[i], buf_view(&all));
	(void)fputs("\"date\":\"2017-01-16\"}\n", f);
	for (size_t i = 0; i < ARRAY_LEN(evil); i++) {
		(void)fputc('{', f);
		json_string(f, "title", str_of(evil[i]));
		json_string(f, "text", str_of(evil[i]));
		json_string(f, "date", str_of(evil[i]));
		(void)fprintf(f, "\"n\":%zu}\n", i);
	}
	(void)fputs("{\"title\":\"\\ud800\",\"text\":\"\\udc00 x\"}\n"
		    "{\"title\":\"nul\",\"text\":\"a\\u0000b\"}\n",
	    f);
	(void)fprintf(f, "{\"title\":\"%s\",\"text\":\"x\"}\n", broken);
	(void)fprintf(f, "{\"title\":%s\n", marked.p);
	(void)fclose(f);
	buf_release(&path);
}

static void
write_markdown(const char *dir)
{
	static const char *const keys[] = { "title", "author", "outlet", "url",
		"language", "date", "tags" };
	struct buf path = { 0 };
	FILE *f = make_file(&path, dir, "b.md");
	(void)fputs("---\n", f);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		(void)fprintf(f, "%s: ", keys[i]);
		(void)fwrite(marked.p, 1, marked.len, f);
		(void)fputc('\n', f);
	}
	(void)fprintf(f, "%s: %s\n---\n# %s\n\nHaftar in Cairo. %s\n", evil[0],
	    evil[0], marked.p, marked.p);
	(void)fclose(f);
	buf_release(&path);
}

static void
write_texts(const char *dir)
{
	struct buf path = { 0 }, name = { 0 };
	for (size_t i = 0; i < ARRAY_LEN(evil); i++) {
		buf_reset(&name);
		/* A name holds neither NUL nor slash. */
		buf_addf(&name, "%zu %s\n.txt", i, evil[i]);
		for (size_t k = 0; k < name.len; k++)
			if (name.p[k] == '/')
				name.p[k] = '|';
		FILE *f = make_file(&path, dir, name.p);
		(void)fprintf(f, "%s %zu\n\n%s", evil[i], i, marked.p);
		(void)fputc('\0', f);
		(void)fclose(f);
	}
	FILE *f = make_file(&path, dir, broken);
	(void)fprintf(f, "%s", broken);
	(void)fclose(f);
	buf_release(&path);
	buf_release(&name);
}

/* The other files of a pack, as they are. */
static void
copy_pack(const char *dir)
{
	static const char *const names[] = { "events.tsv", "factions.tsv",
		"outlets.tsv", "places.tsv", "relations.tsv" };
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct buf from = { 0 }, to = { 0 };
		size_t len;
		buf_addf(
		    &from, "%s/store/pack/libya/%s", test_srcdir(), names[i]);
		char *text = test_slurp(from.p, &len);
		FILE *f = make_file(&to, dir, names[i]);
		(void)fwrite(text, 1, len, f);
		(void)fclose(f);
		free(text);
		buf_release(&from);
		buf_release(&to);
	}
}

/* An evil pack: names, aliases, notes of a register. */
static void
write_pack(const char *dir, bool bad)
{
	struct buf path = { 0 };
	FILE *f = make_file(&path, dir, "people.tsv");
	(void)fputs("id\tname\trole\tborn\tdied\taliases\taffiliations\tnote\t"
		    "sources\n",
	    f);
	for (size_t i = 0; i < ARRAY_LEN(evil); i++)
		if (strpbrk(evil[i], "\r\n") == NULL)
			(void)fprintf(f,
			    "p%zu\tP%zu %s\trole %s\t\t\tQ%zu %s\t\tnote %s\t"
			    "source %s\n",
			    i, i, evil[i], evil[i], i, evil[i], evil[i],
			    evil[i]);
	if (bad)
		(void)fprintf(f, "broken\t%s\t%s\t%s\t\t\t%s\t%s\t%s\n%s\n",
		    broken, broken, broken, broken, broken, broken, marked.p);
	(void)fclose(f);
	buf_release(&path);
}

/* ---- the verbs ---- */

static int
verb(const char *const *args, const char *const *env)
{
	const char *what = strlen(args[2]) < 20 ? args[2] : "list";
	struct buf out = { 0 };
	int status = program_run(args, env, &out);
	buf_addf(&out, "%s", "\n");
	bool data = strcmp(what, "export") == 0;
	for (size_t i = 0; args[i] != NULL; i++)
		data = data || strcmp(args[i], "--json") == 0;
	clean(buf_view(&out), data ? DATA : TEXT, what);
	if (status < 0 || status > 3)
		printf("# %s: status %d\n", what, status);
	ok(status >= 0 && status <= 3, "%s: ends in order", what);
	buf_release(&out);
	return status;
}
#define VERB(...) (void)verb((const char *[]){ __VA_ARGS__, NULL }, NULL)

/* Claims, events and relations hold what is typed or given. */
static void
claims_go_in(void)
{
	static const char *const modalities[] = { "asserted", "denied" };
	struct buf figure = { 0 }, plus = { 0 };
	buf_addf(&figure, "killed=40-60:%s", marked.p);
	buf_addf(&plus, "+%s", marked.p);
	for (int i = 0; i < 4; i++) {
		char id[8];
		(void)snprintf(id, sizeof id, "%d", i / 2 + 1);
		VERB("-l", base, "claim", "add", "--article", id, "--start",
		    i % 2 == 0 ? "0" : "2", "--end", "8", "--statement",
		    i < 2 ? "the same" : all.p, "--claimant", all.p, "--via",
		    marked.p, "--modality", modalities[i % 2], "--figure",
		    figure.p, "--grade", "B2", "--why", all.p, "--subject",
		    "lna", "--when", "2016", "--code", "\033]0;EVIL\acode");
	}
	VERB("-l", base, "claim", "add", "--article", "1", "--quote", marked.p,
	    "--statement", marked.p, "--place", all.p, "--event", all.p);
	VERB("-l", base, "claim", "link", "1", "contradicts", "2", "--why",
	    all.p);
	VERB("-l", base, "claim", "edit", "1", "--statement", marked.p);
	VERB("-l", base, "note", "add", "--claim", "1", all.p);
	VERB("-l", base, "event", "add", "--when", "2016", "--title", all.p,
	    "--lane", "lna", "--claim", "1");
	VERB("-l", base, "event", "add", "--when", all.p, "--title", marked.p);
	VERB("-l", base, "tag", "1", plus.p);
	buf_release(&figure);
	buf_release(&plus);
}

static void
goes_in(const char *files, const char *pack)
{
	char *texts = library_path("texts");
	VERB("-l", base, "init");
	VERB("-l", base, "import", files);
	VERB("-l", base, "import", "--json", "--dry-run", files);
	VERB("-l", base, "import", marked.p, broken);
	VERB("-l", base, "import", "--format", marked.p, files);
	VERB("-l", base, "pack", "check", pack);
	VERB("-l", base, "pack", "load", pack);
	write_pack(pack, false);
	const char *const load[] = { "-l", base, "pack", "load", pack, NULL };
	is_int(verb(load, NULL), 1, "an evil pack is refused");
	VERB("-l", base, "import", files);
	for (size_t i = 0; hostile_words[i] != NULL; i++) {
		const char *const count[] = { "-l", base, "list", "--count",
			hostile_words[i], NULL };
		struct buf out = { 0 };
		(void)program_run(count, NULL, &out);
		is_str(str_trim(buf_view(&out)), "1", "%s is open",
		    hostile_words[i]);
		buf_release(&out);
	}
	VERB("-l", base, "note", "add", "--article", "1", marked.p);
	VERB("-l", base, "note", "add", "--article", "1", all.p);
	VERB("-l", base, "note", "add", "--article", "2", "--quote", all.p,
	    all.p);
	VERB("-l", base, "note", "add", "--entity", "haftar-khalifa", all.p);
	VERB("-l", base, "tag", "1", all.p);
	VERB("-l", base, "tag", "1", "+\033]0;EVIL\acode", "+\xe2\x80\xae");
	VERB("-l", base, "mark", "1", all.p);
	if (test_shared() == NULL) {
		skip("no shared data", "import of public hostile texts");
	} else {

		struct buf b = { 0 };
		buf_addf(&b, "%s/data/open/hostile-text", test_shared());
		VERB("-l", base, "import", b.p);
		buf_release(&b);
	}
	claims_go_in();
	free(texts);
}

/* The text is appended, so that what is unique stays so. */
static void
tamper(
    struct store *store, const char *column, struct str text, const char *where)
{
	const char *set = strstr(column, "SET ") + 4;
	struct buf b = { 0 };
	buf_addf(&b, "UPDATE %s coalesce(%.*s, '') || '", column,
	    (int)(strlen(set) - 2), set);
	for (size_t k = 0; k < text.len; k++) {
		buf_putc(&b, text.p[k]);
		if (text.p[k] == '\'')
			buf_putc(&b, '\'');
	}
	buf_addf(&b, "'%s", where);
	(void)library_sql(store, b.p);
	buf_release(&b);
}

/* Someone who is not mirsad writes into the file. */
static void
tampers(void)
{
	static const char *const columns[] = { "entity SET name =",
		"entity SET short =", "entity SET role =", "entity SET camp =",
		"entity SET note =", "entity SET sources =", "alias SET text =",
		"relation SET role =", "relation SET note =",
		"event SET title =", "event SET note =", "event SET kind =",
		"act SET summary =", "act SET analyst =", "outlet SET name =",
		"article SET author =", "article SET language =",
		"article SET url =", "note SET text =", "note SET quote =",
		"article SET origin =", "article SET repaired =",
		"batch SET source =", "unknown SET text =",
		"unknown SET long_text =", "claim SET statement =",
		"claim SET quote =", "claim SET rationale =",
		"claim SET grader =", "claim SET analyst =",
		"claim_link SET note =", "code SET name =",
		"code SET definition =", "code SET colour =", "code SET key =",
		"draft SET form =", "draft SET text =", "draft SET context =" };
	/* These have no rowid. */
	static const char *const whole[] = { "claim_source SET text =",
		"claim_source SET access =", "claim_figure SET text =",
		"claim_figure SET what =", "claim_span SET quote =",
		"source_grade SET name =", "source_grade SET rationale =",
		"source_grade SET access =", "source_grade SET bias =" };
	struct store *store = library_open(base);
	(void)library_sql(store,
	    "INSERT INTO draft (form, context, text, pid, updated) VALUES "
	    "('note', 'note-add', 'x', 99999999, 1), "
	    "('note', 'note-add', 'x', 99999999, 1)");
	(void)library_sql(store,
	    "INSERT INTO source_grade (uuid, fold, name, analyst, updated) "
	    "VALUES ('u', 'sample gazette', 'Sample Gazette', 'a', 1)");
	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		tamper(store, columns[i], buf_view(i % 2 == 0 ? &all : &marked),
		    " WHERE rowid % 2 = 0");
	for (size_t i = 0; i < ARRAY_LEN(whole); i++)
		tamper(
		    store, whole[i], buf_view(i % 2 == 0 ? &all : &marked), "");
	store_close(store);
}

static void
comes_out(void)
{
	VERB("-l", base, "list");
	VERB("-l", base, "list", "--json");
	VERB("-l", base, "list", marked.p);
	VERB("-l", base, "list", "title:\033]0;EVIL\a");
	VERB("-l", base, "list", "--limit", marked.p);
	for (int i = 1; i < 60; i += 7) {
		char id[16];
		(void)snprintf(id, sizeof(id), "%d", i);
		VERB("-l", base, "show", id);
		VERB("-l", base, "show", "--json", id);
		VERB("-l", base, "entities", id);
	}
	VERB("-l", base, "show", marked.p);
	VERB("-l", base, "suggest", "1");
	VERB("-l", base, "suggest", "--json", "1");
	VERB("-l", base, "abbreviations", "1");
	VERB("-l", base, "copies", "1");
	VERB("-l", base, "copies", "--clusters");
	VERB("-l", base, "unknown");
	VERB("-l", base, "unknown", "--json");
	VERB("-l", base, "claims");
	VERB("-l", base, "claims", "--json");
	VERB("-l", base, "claims", "--ledger");
	VERB("-l", base, "claims", "--ledger", "--json");
	VERB("-l", base, "claims", marked.p);
	VERB("-l", base, "events");
	VERB("-l", base, "events", "--json");
	VERB("-l", base, "entities");
	VERB("-l", base, "entities", "--json");
	VERB("-l", base, "entities", "--kind", marked.p);
	VERB("-l", base, "relations");
	VERB("-l", base, "relations", marked.p);
	VERB("-l", base, "events", marked.p);
	VERB("-l", base, "notes");
	VERB("-l", base, "notes", "--json");
	VERB("-l", base, "history");
	VERB("-l", base, "history", "--json");
	VERB("-l", base, "timeline");
	VERB("-l", base, "timeline", "--lane", marked.p);
	VERB("-l", base, "timeline", "--json");
	VERB("-l", base, "stats", marked.p);
	VERB("-l", base, "check");
	VERB("-l", base, "export");
	VERB("-l", base, "export", "--what", "all");
	VERB("-l", base, "export", "--format", "csv");
	VERB("-l", base, "export", "--format", "markdown", "--what", "notes");
	VERB("-l", base, "export", "--format", "markdown");
	VERB("-l", base, "export", "-o", base);
	VERB("-l", base, "undo");
	VERB("-l", base, "redo");
	VERB("-l", base, "redo", "--\033]0;EVIL\a");
	VERB("-l", base, "--help", marked.p);
	VERB("-l", base, "--size", marked.p);
	VERB("-l", base, "--size", "100x30", "--script", marked.p);
	VERB("-l", marked.p, "list");
	VERB("-l", base, "backup", base);
	VERB("-l", base, "--theme", marked.p);
}

/* ---- the screen ---- */

static void
type(struct pty *p, const char *keys)
{
	static int turn;
	char mark[32];
	pty_type(p, keys);
	/* A command that says something at its end: all before it is done. */
	(void)snprintf(mark, sizeof(mark), "nothing%d", ++turn);
	pty_type(p, "\a\a\a\a:");
	pty_type(p, mark);
	pty_type(p, "\r");
	if (pty_wait(p, mark))
		return;
	ok(false, "the screen goes on after %s (status %x)", keys,
	    (unsigned)pty_wait_exit(p));
	exit(done());
}

static void
every_view(struct pty *p)
{
	static const char *const keys[] = { "1", ":focus articles\rgg\r",
		"jj\r", "G\r", ":focus reader\r    ", "v))", "?jjjj",
		":messages\r", ":history\r", ":focus entities\rjj\r",
		":focus notes\rjj\r", ":focus timeline\rjjll++\r", "3jjjj\r",
		"4jjjj\r", ":focus register\rG\r", ":focus dossier\rjj\r", "1",
		":reveal\r", ":focus articles\rgg\rjj\rjj\r", ":hidden\r",
		":note \033", "2gg", "jjjj<>", "b\r", "\r",
		"2:focus claim\rjjjj", " ", "2&", "2mjl\r", "5", "jjS", "\r",
		"5w", ":focus source\rjjj", "o", "4:focus unknown\rjjj", "\r",
		"4:focus register\rR", "\t\t\t", "4M", "\033n", "jj\r",
		"1:focus reader\rgg]cc", "\t\t\t\t\t\t\t\t", "1t", "jjj", "1f",
		"\t\t", "3S", "3L", "3g", "3A", "\t\t", ":\t\t\t\t",
		":tag \t\t", ":query \t\t", "/a\r", "sHaftar\r", ":query \r" };
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		type(p, keys[i]);
}

static void
paste(struct pty *p, const char *before, struct str text, const char *after)
{
	pty_type(p, before);
	pty_type(p, "\033[200~");
	struct buf b = { 0 };
	buf_str(&b, text);
	pty_type(p, b.p);
	pty_type(p, "\033[201~");
	buf_release(&b);
	/* What an import says at its end comes when it comes, and may not take
	 * the place of the answer that is waited for. */
	if (strcmp(before, ":import ") == 0) {
		pty_type(p, after);
		ok(pty_wait(p, "1 failed"), "an import of nothing ends");
		after = "";
	}
	type(p, after);
}

static void
every_prompt(struct pty *p)
{
	static const char *const before[] = { ":", ":query ", ":save-query ",
		":folder ", "s", "/", ":note ", "A", "a", ":import ", ":tag ",
		":focus ", ":set ", ":bind ", ":entity ", ":event ", ":edit " };
	static const char *const after[] = { "\t\t\r", "\r", "\r", "\t\r", "\r",
		"\r", "\r", "\023", "\023", "\r", "\t\r", "\r", "\r", "\r",
		"\r", "\r", "\r" };
	for (size_t i = 0; i < ARRAY_LEN(before); i++)
		paste(p, before[i], buf_view(&marked), after[i]);
}

/* All fields of a claim: it is refused, and what is wrong with it said. */
static void
claim_form(struct pty *p)
{
	pty_type(p, "1:focus reader\rgg))c");
	for (int field = 0; field < 16; field++) {
		pty_type(p, "\033[200~");
		pty_type(p, field % 2 == 0 ? all.p : marked.p);
		pty_type(p, "\033[201~\t");
	}
	pty_type(p, "\r\a");
	ok(pty_wait(p, "Throw away"), "what was typed is not saved");
	type(p, "y");
}

static void
screen(int rows, int cols, const char *option, const char *name)
{
	const char *const args[] = { "-l", base, option, NULL };
	struct pty *p = program_start(rows, cols, args, NULL);
	ok(pty_wait(p, "mirsad"), "%s: the screen is there", name);
	every_view(p);
	every_prompt(p);
	claim_form(p);
	type(p, ":query \r");
	pty_type(p, ":quit\r");
	int status = pty_wait_exit(p);
	is_int(status, 0, "%s: leaves in order (%x)", name, (unsigned)status);
	clean(
	    pty_bytes(p), strcmp(name, "fences") == 0 ? FENCED : SCREEN, name);
	if (strcmp(name, "ASCII") == 0) {
		struct str b = pty_bytes(p);
		size_t n = 0;
		for (size_t i = 0; i < b.len; i++)
			n += (unsigned char)b.p[i] >= 0x80;
		is_int(n, 0, "ASCII: no other byte");
	}
	pty_free(p);
}

static void
surroundings(const char *dir)
{
	struct buf keys = { 0 };
	FILE *f = make_file(&keys, dir, "keys");
	(void)fprintf(f, "%s\nall %s help\n", marked.p, evil[0]);
	(void)fclose(f);
	const char *const name[] = { "TERM", all.p, NULL };
	const char *const args[] = { "-l", base, NULL };
	struct buf out = { 0 };
	is_int(program_run(args, name, &out), 1, "an evil TERM is refused");
	clean(buf_view(&out), TEXT, "TERM");
	buf_release(&out);
	const char *const locale[] = { "LC_ALL", all.p, "LANG", all.p, "TMUX",
		all.p, "VTE_VERSION", all.p, "COLORFGBG", all.p, "EDITOR",
		"false \033]0;EVIL\a", "XDG_RUNTIME_DIR", all.p, NULL };
	const char *const with_keys[] = { "-l", base, "--keys", keys.p, NULL };
	struct pty *p = program_start(30, 100, with_keys, locale);
	ok(pty_wait(p, "mirsad"), "evil surroundings: the screen is there");
	type(p, ":messages\r");
	type(p, "Aword\017\023");
	pty_type(p, ":quit\r");
	is_int(pty_wait_exit(p), 0, "evil surroundings: leaves in order");
	clean(pty_bytes(p), SCREEN, "evil surroundings");
	pty_free(p);
	buf_release(&keys);
}

int
main(void)
{
	char *dir = library_path("d\033]0;EVIL\a\xe2\x80\xae\xc2\x9bz");
	char *files = library_path("f\033]0;EVIL\a\xe2\x80\xae\xc2\x9bz");
	char *pack = library_path("p\033]0;EVIL\a\xe2\x80\xae\xc2\x9bz");
	(void)mkdir(dir, 0700);
	(void)mkdir(files, 0700);
	(void)mkdir(pack, 0700);
	make_evil();
	struct buf b = { 0 };
	buf_addf(&b, "%s/l\033]0;EVIL\a.db", dir);
	base = b.p;
	write_jsonl(files);
	write_markdown(files);
	write_texts(files);
	hostile_files(files, buf_view(&all));
	copy_pack(pack);
	write_pack(pack, true);
	goes_in(files, pack);
	comes_out();
	tampers();
	comes_out();
	screen(36, 120, NULL, "120x36");
	screen(24, 80, NULL, "80x24");
	screen(36, 120, "--bidi=term", "fences");
	screen(24, 80, "--bidi=off", "logical order");
	screen(36, 120, "--ascii", "ASCII");
	surroundings(dir);
	buf_release(&b);
	free(dir);
	free(files);
	free(pack);
	buf_release(&all);
	buf_release(&marked);
	library_clean();
	return done();
}
