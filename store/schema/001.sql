-- The library of mirsad, version 1. SQLite keeps the comments inside each
-- CREATE, so that `.schema` in the sqlite3 shell is its documentation.
--
-- Times are seconds since 1970 UTC. Days are numbered from 1970-01-01 = 0 in
-- the proleptic Gregorian calendar. Offsets (start, end) are BYTES of
-- article_text.text, end exclusive, always on cluster borders; everything that
-- leaves the program counts in code points instead.

CREATE TABLE setting (
	-- Layout, last places, who the analyst is: nothing that an article or a
	-- note depends on.
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outlet (
	-- One row for each distinct name of an outlet that articles came with.
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,      -- as it came
	entity INTEGER REFERENCES entity(id) -- the register's entry, if known
) STRICT;

CREATE TABLE batch (
	-- One run of an import: what history shows and undo takes back.
	id INTEGER PRIMARY KEY,
	uuid TEXT UNIQUE,               -- doc of its revision
	pid INTEGER,                    -- the program that runs it
	started INTEGER NOT NULL,
	finished INTEGER,               -- NULL: running, or it crashed
	undone INTEGER NOT NULL DEFAULT 0, -- 1 while its act is taken back
	source TEXT NOT NULL,           -- the paths given
	imported INTEGER NOT NULL DEFAULT 0,
	updated INTEGER NOT NULL DEFAULT 0,
	duplicate INTEGER NOT NULL DEFAULT 0,
	failed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE article (
	-- One stored article; its text is in article_text.
	id INTEGER PRIMARY KEY,         -- stable, never used again
	uuid TEXT NOT NULL UNIQUE,      -- the same for ever, for exchange
	ord INTEGER NOT NULL UNIQUE,    -- newest first = descending; seconds of
	                                -- the date (of the import where there is
	                                -- none), moved on to be unique. Also the
	                                -- rowid in article_fts.
	title TEXT NOT NULL,
	url TEXT,
	identity INTEGER,               -- 64 bits of what it is known by: its
	                                -- normalised url, else (files without
	                                -- one) its origin and title
	source_id TEXT,                 -- the id that the source gave it
	author TEXT,
	language TEXT,                  -- BCP 47: en ar fr
	outlet INTEGER REFERENCES outlet(id),
	published TEXT,                 -- EDTF or ISO 8601; NULL: not known
	published_day INTEGER,          -- earliest day of published
	imported INTEGER NOT NULL,
	words INTEGER NOT NULL,
	hash TEXT NOT NULL,             -- SHA-256 of title, LF, text: 64 hex
	version INTEGER NOT NULL DEFAULT 1,
	former INTEGER NOT NULL DEFAULT 0, -- version that undo of batch gives
	                                -- back; 0: undo hides the article
	batch INTEGER NOT NULL REFERENCES batch(id), -- brought this version
	origin TEXT,                    -- file it came from
	repaired TEXT,                  -- what was mended at import, in words
	hidden INTEGER NOT NULL DEFAULT 0, -- 1: its import was undone
	-- Projections of the analyst's acts:
	state INTEGER NOT NULL DEFAULT 0,  -- 0 unread, 1 done, 2 dismissed
	flagged INTEGER NOT NULL DEFAULT 0,
	notes INTEGER NOT NULL DEFAULT 0,  -- how many
	claims INTEGER NOT NULL DEFAULT 0,
	-- Derived:
	copies INTEGER NOT NULL DEFAULT 0, -- visible near-copies
	folded INTEGER NOT NULL DEFAULT 0  -- 1: it stands under one of them
) STRICT;
CREATE INDEX article_identity ON article(identity) WHERE identity IS NOT NULL;
CREATE INDEX article_source ON article(source_id) WHERE source_id IS NOT NULL;
-- 64 bits of it find the few that are then compared whole.
CREATE INDEX article_hash ON article(substr(hash, 1, 16));
CREATE INDEX article_outlet ON article(outlet, ord);
CREATE INDEX article_batch ON article(batch);
CREATE INDEX article_hidden ON article(ord) WHERE hidden = 1;
CREATE INDEX article_unread ON article(ord) WHERE state = 0 AND hidden = 0;
CREATE INDEX article_done ON article(ord) WHERE state = 1 AND hidden = 0;
CREATE INDEX article_dismissed ON article(ord) WHERE state = 2 AND hidden = 0;
CREATE INDEX article_flagged ON article(ord) WHERE flagged = 1 AND hidden = 0;
-- Those whose ord does not tell their day.
CREATE INDEX article_odd ON article(ord, published_day)
	WHERE published_day IS NOT ord / 86400;
CREATE INDEX article_story ON article(ord) WHERE folded = 0 AND hidden = 0;
CREATE INDEX article_folded ON article(ord, id) WHERE folded = 1;
-- Those whose place in the order does not tell their day: dates with a clock
-- time elsewhere, and none.
CREATE INDEX article_odd_day ON article(ord, published_day)
	WHERE published_day IS NOT ord / 86400;
CREATE INDEX article_noted ON article(ord) WHERE notes > 0;
CREATE INDEX article_claimed ON article(ord) WHERE claims > 0;

CREATE TABLE article_body (
	-- Texts apart, so that a page of the list reads few pages of the file,
	-- and compressed, which halves them. Read them from article_text; the
	-- function is built into the sqlite3 shell too.
	article INTEGER PRIMARY KEY REFERENCES article(id),
	size INTEGER NOT NULL,          -- bytes of the text
	body BLOB NOT NULL,             -- zlib; where that is no shorter (its
	                                -- length is size) the text itself
	extra TEXT                      -- JSON object of unknown import fields
) STRICT;
CREATE VIEW article_text(article, text, extra) AS
	-- text: valid UTF-8, NFC not forced, LF
	SELECT article, CAST(sqlar_uncompress(body, size) AS TEXT), extra
	FROM article_body;

CREATE TABLE article_version (
	-- All versions but the present one of articles that came again with a
	-- changed text: former ones, and those whose import was undone.
	article INTEGER NOT NULL REFERENCES article(id),
	version INTEGER NOT NULL,
	former INTEGER NOT NULL DEFAULT 0, -- as in article
	replaced INTEGER NOT NULL,      -- when
	batch INTEGER NOT NULL,         -- by which import it had come
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	published TEXT,
	hash TEXT NOT NULL,
	PRIMARY KEY (article, version)
) STRICT;
CREATE INDEX article_version_batch ON article_version(batch);

CREATE VIEW article_fts_content AS
	SELECT a.ord AS ord, a.title AS title, t.text AS body
	FROM article a JOIN article_text t ON t.article = a.id;

CREATE VIRTUAL TABLE article_fts USING fts5(
	title, body,
	content = 'article_fts_content', content_rowid = 'ord',
	tokenize = 'mirsad1'
);

CREATE TABLE todo_index (
	-- Articles whose text is stored but not yet indexed and spotted.
	article INTEGER PRIMARY KEY REFERENCES article(id)
) STRICT;

CREATE TABLE article_day (
	-- How many visible articles there are of each day: the density under
	-- the timeline without a scan.
	day INTEGER PRIMARY KEY,
	articles INTEGER NOT NULL
) STRICT;

CREATE TABLE entity (
	-- The register: people, factions, places, outlets and whatever else
	-- has a name.
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,       -- stable text key: lna, haftar-khalifa
	kind TEXT NOT NULL,             -- person faction place outlet other
	subkind TEXT,                   -- army militia city newspaper ...
	name TEXT NOT NULL,
	short TEXT,
	role TEXT,                      -- of a person
	start TEXT,                     -- EDTF: founded, born
	"end" TEXT,                     -- EDTF: dissolved, died; .. open
	base INTEGER,                   -- place
	parent INTEGER,                 -- force it is part of, region it lies in
	camp TEXT,                      -- display group of the timeline
	country TEXT,
	lat REAL,
	lon REAL,
	note TEXT,                      -- the pack's own words
	sources TEXT,
	position INTEGER NOT NULL DEFAULT 0, -- order within the pack
	origin TEXT NOT NULL,           -- pack, hand
	state TEXT NOT NULL DEFAULT 'active', -- active ignored merged
	merged_into INTEGER,
	articles INTEGER NOT NULL DEFAULT 0, -- in how many articles
	mentions INTEGER NOT NULL DEFAULT 0,
	notes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX entity_kind ON entity(kind, name) WHERE state = 'active';
CREATE INDEX entity_busy ON entity(articles DESC);

CREATE TABLE alias (
	-- A spelling under which an entity stands in texts. Its own name is
	-- one of them.
	id INTEGER PRIMARY KEY,
	entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
	text TEXT NOT NULL,
	fold TEXT NOT NULL,             -- as search folds it
	kind TEXT NOT NULL DEFAULT 'alias', -- name alias short weak title
	article INTEGER REFERENCES article(id), -- valid in this article alone
	source TEXT,
	position INTEGER NOT NULL DEFAULT 0,
	UNIQUE (entity, text, article)
) STRICT;
CREATE INDEX alias_fold ON alias(fold);

CREATE TABLE name_change (
	-- At which version of the register's names (setting 'names') those of
	-- an entity last changed: an open program takes in these alone. A row
	-- stays when its entity goes.
	entity INTEGER PRIMARY KEY,     -- 0: of any
	version INTEGER NOT NULL
) STRICT;
CREATE INDEX name_change_version ON name_change(version);

CREATE TABLE relation (
	-- What held between two entities, and when.
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,       -- of the pack: its subject, relation,
	                                -- object, start and origin; else a uuid
	subject INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
	relation TEXT NOT NULL,         -- leads member-of part-of split-from ...
	object INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
	role TEXT,
	start TEXT,                     -- EDTF, start and end apart
	"end" TEXT,
	certainty TEXT,                 -- certain probable contested uncertain
	note TEXT,
	sources TEXT,
	position INTEGER NOT NULL DEFAULT 0,
	origin TEXT NOT NULL            -- pack; affiliation: of people.tsv; hand
) STRICT;
CREATE INDEX relation_subject ON relation(subject);
CREATE INDEX relation_object ON relation(object);

CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	date TEXT NOT NULL,             -- EDTF
	"end" TEXT,                     -- EDTF, of an event that lasts
	earliest INTEGER,               -- first day that date allows
	latest INTEGER,                 -- last day that end (or date) allows
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	note TEXT,
	sources TEXT,
	toll TEXT,                      -- "killed 10-15, wounded 30"
	position INTEGER NOT NULL DEFAULT 0,
	origin TEXT NOT NULL,
	notes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX event_day ON event(earliest);
-- The few that last: a window of the timeline must find them too.
CREATE INDEX event_long ON event(earliest) WHERE latest - earliest > 31;

CREATE TABLE event_entity (
	-- Who and where: factions (on whose lanes it is drawn), places, people.
	event INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
	entity INTEGER NOT NULL REFERENCES entity(id) ON DELETE CASCADE,
	position INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (event, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_entity_entity ON event_entity(entity);

CREATE TABLE mention (
	-- Where in an article which entity is named.
	article INTEGER NOT NULL REFERENCES article(id),
	start INTEGER NOT NULL,         -- below 0: in the title, byte -1 - start
	"end" INTEGER NOT NULL,
	entity INTEGER NOT NULL,        -- derived: kept right from C, since a
	                                -- key would scan when an entity goes
	origin INTEGER NOT NULL DEFAULT 0, -- 0 known alias, 1 by hand
	PRIMARY KEY (article, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_print (
	-- Fingerprints by which near-copies meet (model/copies.h): 32 bits of
	-- the hashes of some of an article's runs of five words.
	print INTEGER NOT NULL,
	article INTEGER NOT NULL,
	PRIMARY KEY (print, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_copy (
	-- Near-copies, each pair in both directions.
	article INTEGER NOT NULL,
	other INTEGER NOT NULL,
	ord INTEGER NOT NULL,           -- of article
	later INTEGER NOT NULL,         -- 1: other comes before it
	kind INTEGER NOT NULL,          -- 1 identical, 2 near, 3 contained
	fold INTEGER NOT NULL,          -- 1: article stands under other in the
	                                -- list, 2: other under article
	figures INTEGER NOT NULL,       -- 1: numbers differ
	similarity REAL NOT NULL,       -- Jaccard; of 3 the share of the smaller
	PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_copy_later ON article_copy(ord) WHERE later = 1;

CREATE TABLE article_entity (
	-- The articles of an entity, newest first = descending ord.
	entity INTEGER NOT NULL,
	ord INTEGER NOT NULL,
	article INTEGER NOT NULL,
	mentions INTEGER NOT NULL,
	PRIMARY KEY (entity, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE unknown (
	-- Derived: names that texts hold and the register does not, counted
	-- between keys. The rarest are forgotten when there are too many.
	id INTEGER PRIMARY KEY,
	fold TEXT NOT NULL,             -- as search folds it
	long TEXT NOT NULL,             -- folded: of a definition of a short
	                                -- form what it stands for; else empty
	text TEXT NOT NULL,             -- as it stood first
	long_text TEXT NOT NULL,
	kind TEXT NOT NULL,             -- as most texts have it
	lead INTEGER NOT NULL,          -- of that kind before the others
	articles INTEGER NOT NULL,
	mentions INTEGER NOT NULL,
	shown INTEGER NOT NULL,         -- 0: it is, or holds, a known name
	UNIQUE (fold, long)
) STRICT;
CREATE INDEX unknown_shown ON unknown(articles, mentions, id) WHERE shown = 1;
CREATE INDEX unknown_rare ON unknown(articles, id);

CREATE TABLE article_unknown (
	-- Derived: what an article added to the counts of unknown.
	article INTEGER PRIMARY KEY,
	names BLOB NOT NULL             -- numbers of seven bits a byte: by how
	                                -- much each id is above the last one,
	                                -- and how often it stands there
) STRICT;

CREATE TABLE todo_unknown (
	-- Counted articles that have changed since.
	article INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE naming (
	-- The analyst's word on what a spelling stands for, against the rule:
	-- for one mention, for one article, or everywhere.
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	fold TEXT NOT NULL,             -- the spelling, folded
	article INTEGER REFERENCES article(id), -- NULL: everywhere
	start INTEGER,                  -- NULL: all of the article
	entity INTEGER                  -- NULL: no name at all
) STRICT;
CREATE INDEX naming_fold ON naming(fold);
CREATE INDEX naming_article ON naming(article);
CREATE INDEX naming_entity ON naming(entity);

CREATE TABLE note (
	-- The analyst's words; on_kind and on_id say about what.
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	on_kind TEXT NOT NULL,          -- article entity event claim
	on_id INTEGER NOT NULL,
	-- The passage of the article that it stands at; NULL: the whole.
	start INTEGER,
	"end" INTEGER,
	quote TEXT,
	prefix TEXT,                    -- 64 code points before
	suffix TEXT,                    -- and after
	anchor TEXT,                    -- exact moved ambiguous orphaned
	text TEXT NOT NULL,
	analyst TEXT NOT NULL,
	created INTEGER NOT NULL,
	updated INTEGER NOT NULL
) STRICT;
CREATE INDEX note_on ON note(on_kind, on_id);

CREATE VIRTUAL TABLE note_fts USING fts5(
	text, content = 'note', content_rowid = 'id', tokenize = 'mirsad1'
);

CREATE TABLE code (
	-- The codebook: what articles and claims are tagged with.
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL UNIQUE,
	parent INTEGER REFERENCES code(id),
	colour TEXT,                    -- #RRGGBB
	key TEXT,                       -- the one key that sets it
	definition TEXT,
	retired INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE article_code (
	article INTEGER NOT NULL REFERENCES article(id),
	code INTEGER NOT NULL REFERENCES code(id),
	PRIMARY KEY (article, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_code_code ON article_code(code);

CREATE TABLE claim (
	-- What a source says, through whom, in an article: one assertion, in
	-- the analyst's words, held to its passages (claim_span).
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	article INTEGER NOT NULL REFERENCES article(id),
	statement TEXT NOT NULL,        -- the quotation where none was written
	fold TEXT NOT NULL DEFAULT '',  -- derived: its letters and digits, by
	                                -- which the same words are known
	quote TEXT NOT NULL,            -- its content spans, joined by " … "
	-- Derived from the content spans: the first place, the worst state.
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	anchor TEXT NOT NULL,           -- exact moved ambiguous orphaned
	quoting TEXT,                   -- direct indirect mixed
	modality TEXT NOT NULL,         -- asserted reported alleged denied
	                                -- predicted demanded
	polarity TEXT NOT NULL,         -- positive negative
	place INTEGER,                  -- entity
	place_precision INTEGER,        -- UCDP: 1 the spot ... 7 a continent
	event INTEGER,
	said TEXT,                      -- EDTF, all three
	happened TEXT,
	valid TEXT,
	earliest INTEGER,               -- first day that happened allows
	latest INTEGER,                 -- and the last one
	reliability TEXT,               -- A to F, of the source on this topic
	credibility INTEGER,            -- 1 to 6, of the information
	rationale TEXT,                 -- why these grades
	grader TEXT,
	graded INTEGER,
	likelihood INTEGER,             -- ICD 203, seven steps
	confidence TEXT,                -- low moderate high
	inference TEXT NOT NULL,        -- textual interpretive inferential
	status TEXT NOT NULL,           -- open corroborated contested refuted
	suggested_by TEXT,              -- the rule that offered it
	analyst TEXT NOT NULL,
	created INTEGER NOT NULL,
	updated INTEGER NOT NULL,
	notes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX claim_article ON claim(article, start);
CREATE INDEX claim_fold ON claim(fold);
CREATE INDEX claim_event ON claim(event) WHERE event IS NOT NULL;
CREATE INDEX claim_day ON claim(earliest, latest) WHERE earliest IS NOT NULL;
CREATE INDEX claim_undated ON claim(latest)
	WHERE earliest IS NULL AND happened IS NOT NULL;
CREATE INDEX claim_status ON claim(status);
CREATE INDEX claim_modality ON claim(modality);
CREATE INDEX claim_grade ON claim(reliability, credibility);
CREATE INDEX claim_noted ON claim(id) WHERE notes > 0;
CREATE INDEX claim_place ON claim(place, earliest) WHERE place IS NOT NULL;
CREATE INDEX claim_loose ON claim(anchor, article)
	WHERE anchor IN ('ambiguous', 'orphaned');
CREATE INDEX claim_analyst ON claim(analyst, article);

CREATE VIRTUAL TABLE claim_fts USING fts5(
	statement, quote,
	content = 'claim', content_rowid = 'id', tokenize = 'mirsad1'
);

CREATE TABLE claim_group (
	-- Derived: each order of the ledger with its groups, so that any of it
	-- is read from a place on.
	grouping TEXT NOT NULL,         -- added when grade status statement
	                                -- claimant outlet subject event
	label TEXT NOT NULL COLLATE NOCASE, -- what it is sorted by
	grp INTEGER NOT NULL,           -- the group's entity, event or, of
	                                -- statements, smallest claim; 0: the
	                                -- label is all that there is
	claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
	PRIMARY KEY (grouping, label, grp, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_group_claim ON claim_group(claim, grouping);
CREATE INDEX claim_group_grp ON claim_group(grp, grouping) WHERE grp <> 0;

CREATE TABLE claim_span (
	-- The passages of a claim in the text of its article.
	claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	role TEXT NOT NULL,             -- content cue source addressee
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	quote TEXT NOT NULL,
	prefix TEXT NOT NULL,           -- 64 code points before
	suffix TEXT NOT NULL,           -- and after
	anchor TEXT NOT NULL,           -- exact moved ambiguous orphaned
	PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_source (
	-- Through whom it came: position 0 is the claimant, with whom it
	-- began; 1 and on whom the article's own outlet had it from, nearest to
	-- the article first. The article's own outlet is not repeated here.
	claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	entity INTEGER,                 -- the register's entry, if known
	text TEXT NOT NULL,             -- as worded; empty: as the entity
	fold TEXT NOT NULL,             -- of text, as search folds it
	role TEXT,                      -- outlet byline agency document
	                                -- broadcast social speaker
	naming TEXT,                    -- named role-only anonymous unspecified
	people INTEGER,                 -- "two officials": 2
	access TEXT,                    -- eyewitness participant official
	                                -- second-hand unknown
	said TEXT,                      -- EDTF
	reliability TEXT,               -- A to F, of this link alone
	PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_source_entity ON claim_source(entity, claim)
	WHERE entity IS NOT NULL;
CREATE INDEX claim_source_fold ON claim_source(fold, claim);

CREATE TABLE claim_subject (
	-- About whom it is.
	claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	entity INTEGER NOT NULL,
	role TEXT NOT NULL,             -- about actor target victim
	PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_subject_entity ON claim_subject(entity, claim);

CREATE TABLE claim_figure (
	-- Numbers, as told: side by side, never averaged.
	claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	what TEXT NOT NULL,             -- killed wounded displaced ...
	low INTEGER,
	best INTEGER,
	high INTEGER,
	text TEXT,                      -- as worded: "dozens"
	PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_code (
	claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
	code INTEGER NOT NULL REFERENCES code(id),
	PRIMARY KEY (claim, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_code_code ON claim_code(code, claim);

CREATE TABLE claim_link (
	-- What two claims have to do with each other: a supports b ...
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	a INTEGER NOT NULL,
	kind TEXT NOT NULL,             -- supports contradicts same-as
	                                -- derives-from repeats refines
	                                -- supersedes retracts
	b INTEGER NOT NULL,
	independent TEXT,               -- yes no; NULL: not known
	note TEXT,                      -- on what it rests
	analyst TEXT NOT NULL,
	created INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_link_a ON claim_link(a, b);
CREATE INDEX claim_link_b ON claim_link(b, a);

CREATE TABLE source_grade (
	-- How far the analyst trusts a source, an outlet or a human one, when
	-- nothing else is said: used to prefill.
	uuid TEXT PRIMARY KEY,
	entity INTEGER UNIQUE,          -- the register's entry, else NULL and
	fold TEXT UNIQUE,               -- the name, as search folds it
	name TEXT NOT NULL,
	reliability TEXT,               -- A to F; NULL: only the words below
	rationale TEXT,
	access TEXT,
	bias TEXT,
	analyst TEXT NOT NULL,
	updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dismissed (
	-- Suggested claims that the analyst does not want to see again, by the
	-- words that they are about.
	uuid TEXT PRIMARY KEY,
	article INTEGER NOT NULL REFERENCES article(id),
	quote TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dismissed_article ON dismissed(article);

CREATE TABLE saved_query (
	-- The folders of the list.
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL UNIQUE,
	query TEXT NOT NULL,
	position INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE draft (
	-- Text being typed, written at most a second behind the keys; whatever
	-- stands here at the start was lost by a crash and is offered again.
	id INTEGER PRIMARY KEY,
	form TEXT NOT NULL,             -- which form: note
	context TEXT NOT NULL,          -- JSON: what the form was about
	text TEXT NOT NULL,
	pid INTEGER NOT NULL,           -- the program that types it
	updated INTEGER NOT NULL
) STRICT;

CREATE TABLE act (
	-- What the analyst did, in order: the unit of undo, redo and history.
	id INTEGER PRIMARY KEY,
	uuid TEXT NOT NULL UNIQUE,
	verb TEXT NOT NULL,             -- note-add, mark, entity-merge, import ...
	summary TEXT NOT NULL,          -- in plain words
	analyst TEXT NOT NULL,
	time INTEGER NOT NULL,
	undoes INTEGER REFERENCES act(id), -- it took this act back
	redoes INTEGER REFERENCES act(id), -- it did this act again
	undone INTEGER NOT NULL DEFAULT 0  -- 1 while this act is taken back,
	                                   -- 2 when a later act made that final
) STRICT;
CREATE INDEX act_undoable ON act(id)
	WHERE undone = 0 AND undoes IS NULL AND redoes IS NULL;
CREATE INDEX act_undoes ON act(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX act_redoes ON act(redoes) WHERE redoes IS NOT NULL;
CREATE INDEX act_redoable ON act(id) WHERE undone = 1;

CREATE TABLE revision (
	-- Append-only: every state that a document of the analyst ever had. The
	-- tables above hold the newest of each, projected in the same
	-- transaction.
	seq INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,        -- SHA-256 of the canonical JSON, 64 hex
	act INTEGER NOT NULL REFERENCES act(id),
	kind TEXT NOT NULL,             -- note mark entity naming event import ...
	doc TEXT NOT NULL,              -- uuid or key of what it is about
	parents TEXT NOT NULL,          -- JSON array of revision ids
	body TEXT                       -- JSON object; NULL: it does not exist
) STRICT;
CREATE INDEX revision_doc ON revision(kind, doc, seq);
CREATE INDEX revision_act ON revision(act);

-- States that no act of the analyst made (from a pack, or moved by a
-- correction) belong to act 0. It is not part of the history.
INSERT INTO act (id, uuid, verb, summary, analyst, time, undone)
	VALUES (0, '00000000-0000-4000-8000-000000000000', 'given', '', '', 0, 2);
