#include "config.h"

#include "ui/cli.h"

static const struct cli_option init_options[] = {
	{ "empty", NULL, "with neither the pack nor the sample articles" },
	{ NULL, NULL, NULL },
};
static const struct cli_option import_options[] = {
	{ "format", "NAME",
	    "text markdown html feed json jsonl csv mbox warc archive "
	    "newsboat; "
	    "webannotation codebook refi-qda" },
	{ "outlet", "KEY", "of articles that name none" },
	{ "language", "CODE", "of articles that name none: en, ar, fr" },
	{ "dry-run", NULL, "say what would be done" },
	{ "watch", NULL, "go on with what comes into the folders" },
	{ "progress", NULL, "for another program: how far it is, in tabs" },
	{ "now", "DATE", "a fixed clock" },
	{ NULL, NULL, NULL },
};
static const struct cli_option list_options[] = {
	{ "limit", "N", "at most so many" },
	{ "sort", "ORDER", "date, relevance or outlet" },
	{ "count", NULL, "the number alone" },
	{ NULL, NULL, NULL },
};
static const struct cli_option entities_options[] = {
	{ "kind", "KIND", "person, faction, place, outlet or other" },
	{ "match", "NAME", "rank the register against a name, best first" },
	{ "limit", "N", "with --match, at most so many (20)" },
	{ NULL, NULL, NULL },
};
static const struct cli_option copies_options[] = {
	{ "clusters", NULL, "all groups, one a line" },
	{ NULL, NULL, NULL },
};
static const struct cli_option relations_options[] = {
	{ "at", "DATE", "those that held then" },
	{ NULL, NULL, NULL },
};
static const struct cli_option relation_options[] = {
	{ "subject", "KEY", "who" },
	{ "relation", "WORD", "leads, member-of, part-of, allied-with ..." },
	{ "object", "KEY", "whom or what" },
	{ "start", "DATE", "EDTF, or as people write it; - for not known" },
	{ "end", "DATE", "the same; .. while it still holds" },
	{ "role", "TEXT", "as what" },
	{ "certainty", "WORD", "certain, probable, contested or uncertain" },
	{ "note", "TEXT", "in words" },
	{ "source", "TEXT", "who says so" },
	{ NULL, NULL, NULL },
};
static const struct cli_option unknown_options[] = {
	{ "kind", "KIND", "person, faction, place, outlet or other" },
	{ "limit", "N", "at most so many (50)" },
	{ NULL, NULL, NULL },
};
static const struct cli_option timeline_options[] = {
	{ "from", "DATE", "from its first day on" },
	{ "to", "DATE", "up to its last day" },
	{ "lane", "KEY", "of this faction alone; may be given again" },
	{ "width", "N", "columns, or buckets of the density in JSON" },
	{ "ascii", NULL, "no characters beyond ASCII" },
	{ "svg", NULL, "a picture for a report" },
	{ NULL, NULL, NULL },
};
static const struct cli_option event_options[] = {
	{ "when", "DATE", "EDTF, or as people write it" },
	{ "until", "DATE", "the end of one that lasts; - for none" },
	{ "title", "TEXT", "what happened" },
	{ "kind", "WORD", "battle, agreement, visit, statement ..." },
	{ "lane", "KEY", "a faction, place or person; may be given again" },
	{ "article", "ID", "that tells of it" },
	{ "toll", "TEXT", "what it cost: \"killed 10-15, wounded 30\"" },
	{ "claim", "ID", "a claim about it; several times" },
	{ "quote", "TEXT", "the passage of the article that says so" },
	{ "start", "N", "where the quotation begins, in code points" },
	{ "note", "TEXT", "more about it" },
	{ NULL, NULL, NULL },
};
static const struct cli_option note_options[] = {
	{ "article", "ID", "on this article" },
	{ "quote", "TEXT", "on this passage of it" },
	{ "start", "N", "where the passage begins, in code points" },
	{ "end", "N", "where it ends" },
	{ "entity", "KEY", "on an entry of the register" },
	{ "event", "ID", "on an event" },
	{ "claim", "ID", "on a claim" },
	{ NULL, NULL, NULL },
};
static const struct cli_option claim_options[] = {
	{ "article", "ID", "that makes it" },
	{ "quote", "TEXT", "the words that say it" },
	{ "start", "N", "where they begin, in code points" },
	{ "end", "N", "where they end" },
	{ "statement", "TEXT", "what is claimed; the quotation if left out" },
	{ "claimant", "NAME", "who says so: of the register, or any words" },
	{ "via", "NAME", "through whom; may be given again" },
	{ "modality", "WORD",
	    "asserted reported alleged denied predicted demanded" },
	{ "polarity", "WORD", "positive or negative" },
	{ "subject", "KEY", "about whom; may be given again" },
	{ "when", "DATE", "when it happened: EDTF, or as people write it" },
	{ "said", "DATE", "when it was said" },
	{ "valid", "DATE", "while it holds" },
	{ "place", "KEY", "where" },
	{ "event", "ID", "an event that it is about" },
	{ "figure", "WHAT=N", "killed=44, killed=40-60:dozens; again" },
	{ "reliability", "LETTER", "of the source, A to F" },
	{ "credibility", "N", "of the information, 1 to 6" },
	{ "grade", "GRADE", "both: B2" },
	{ "why", "TEXT", "why these grades, or this link" },
	{ "status", "WORD", "open corroborated contested refuted" },
	{ "code", "CODE", "a code; may be given again" },
	{ NULL, NULL, NULL },
};
static const struct cli_option claims_options[] = {
	{ "ledger", NULL, "by statement: who asserts, who denies" },
	{ "contradictions", NULL, "pairs that cannot both be so" },
	{ "sort", "ORDER",
	    "added when grade status statement claimant outlet subject event" },
	{ "limit", "N", "at most so many" },
	{ "count", NULL, "the number alone" },
	{ NULL, NULL, NULL },
};
static const struct cli_option query_options[] = {
	{ "query", "QUERY", "all articles that it finds" },
	{ NULL, NULL, NULL },
};
static const struct cli_option dates_options[] = {
	{ "text", "TEXT", "look there instead of in an article" },
	{ "on", "DATE", "the day that the text was written; today" },
	{ "now", "DATE", "a fixed clock" },
	{ NULL, NULL, NULL },
};
static const struct cli_option history_options[] = {
	{ "limit", "N", "at most so many" },
	{ NULL, NULL, NULL },
};
static const struct cli_option check_options[] = {
	{ "repair", NULL, "build anew what is derived" },
	{ NULL, NULL, NULL },
};
static const struct cli_option export_options[] = {
	{ "format", "NAME",
	    "jsonl csv markdown html webannotation refi-qda codebook stix brat "
	    "bibtex ris" },
	{ "what", "WHAT", "articles, claims, notes, entities, events or all" },
	{ "output", "FILE", "into a new file (-o FILE)" },
	{ "guard", NULL, "CSV: ' before cells that look like formulas" },
	{ "progress", NULL, "for another program: how far it is, in tabs" },
	{ "now", "DATE", "a fixed clock" },
	{ NULL, NULL, NULL },
};

const struct verb cli_verbs[] = {
	{ "init", "[--empty]",
	    "make a library with the Libya pack and sample articles",
	    CLI_NO_LIBRARY, init_options, NULL },
	{ "import",
	    "[--format F] [--outlet KEY] [--language L] [--dry-run] [--watch] "
	    "PATH...",
	    "store articles from files, folders or standard input (-)",
	    CLI_WRITES, import_options, NULL },
	{ "list", "[--limit N] [--sort ORDER] [--count] [QUERY]",
	    "list articles", CLI_READS, list_options, cli_list },
	{ "show", "ID", "print an article", CLI_READS, NULL, cli_show },
	{ "entities", "[ID | --kind KIND | --match NAME]",
	    "list the names in an article, or the register", CLI_READS,
	    entities_options, cli_entities },
	{ "abbreviations", "ID", "list the short forms that an article defines",
	    CLI_READS, NULL, cli_abbreviations },
	{ "copies", "(ID | --clusters)",
	    "list near-copies of an article, or all groups of them", CLI_READS,
	    copies_options, cli_copies },
	{ "dates", "ID | [--on DATE] --text TEXT",
	    "list the dates that a text mentions", CLI_READS, dates_options,
	    cli_dates },
	{ "suggest", "ID", "list what an article attributes to whom", CLI_READS,
	    NULL, cli_suggest },
	{ "claim",
	    "add --article ID (--quote TEXT | --start N --end N) ... | "
	    "edit ID ... | remove ID | link ID KIND ID | unlink LINK",
	    "write, change, remove or link claims", CLI_WRITES, claim_options,
	    cli_claim },
	{ "claims",
	    "[--ledger | --contradictions | --count] [--sort ORDER] "
	    "[--limit N] [QUERY]",
	    "list claims", CLI_READS, claims_options, cli_claims },
	{ "unknown", "[PART OF A NAME] [--kind KIND] [--limit N]",
	    "list names in all articles that the register lacks", CLI_WRITES,
	    unknown_options, cli_unknown },
	{ "relation",
	    "add --subject KEY --relation WORD --object KEY [--start DATE] "
	    "[--end DATE] [--role TEXT] [--certainty WORD] [--source TEXT] | "
	    "edit ID ... | remove ID",
	    "write, change or remove a relation", CLI_WRITES, relation_options,
	    cli_relation },
	{ "relations", "[KEY] [--at DATE]",
	    "list what holds between entries of the register", CLI_READS,
	    relations_options, cli_relations },
	{ "event",
	    "add --when DATE --title TEXT [--until DATE] [--kind K] "
	    "[--lane KEY]... [--article ID [--quote TEXT]] | edit ID ... | "
	    "remove ID",
	    "write, change or remove an event", CLI_WRITES, event_options,
	    cli_event },
	{ "events", "[WORDS]", "list events", CLI_READS, NULL, cli_events },
	{ "note",
	    "add (--article ID [--quote TEXT | --start N --end N] | "
	    "--entity KEY | --event ID | --claim ID) TEXT | edit ID TEXT | "
	    "remove ID",
	    "write, change or remove a note", CLI_WRITES, note_options,
	    cli_note },
	{ "notes", "[WORDS]", "list notes", CLI_READS, NULL, cli_notes },
	{ "mark", "(ID... | --query QUERY) done|unread|flag|unflag|dismiss",
	    "mark articles", CLI_WRITES, query_options, cli_mark },
	{ "tag", "(ID... | --query QUERY) +CODE -CODE ...",
	    "set and remove codes of articles", CLI_WRITES, query_options,
	    cli_tag },
	{ "timeline",
	    "[--from DATE] [--to DATE] [--lane KEY]... [--width N] [--svg]",
	    "draw the lanes of the factions", CLI_READS, timeline_options,
	    cli_timeline },
	{ "undo", "[N]", "take back what was done last", CLI_WRITES, NULL,
	    cli_undo },
	{ "redo", "[N]", "do again what was taken back", CLI_WRITES, NULL,
	    cli_redo },
	{ "history", "[--limit N]", "list what was done, newest first",
	    CLI_READS, history_options, cli_history },
	{ "check", "[--repair]", "look for damage", CLI_MENDS, check_options,
	    cli_check },
	{ "backup", "FILE", "copy the library while it is in use", CLI_READS,
	    NULL, cli_backup },
	{ "stats", "[QUERY]",
	    "count what there is, or what of a query is reviewed", CLI_READS,
	    NULL, cli_stats },
	{ "pack", "check|load|dump FOLDER",
	    "check, merge in or write out a pack", CLI_NO_LIBRARY, NULL,
	    cli_pack },
	{ "export", "[--format F] [--what WHAT] [--guard] [-o FILE] [QUERY]",
	    "write articles, claims, notes, entities or events as files",
	    CLI_READS, export_options, NULL },
	{ NULL, NULL, NULL, CLI_NO_LIBRARY, NULL, NULL },
};
