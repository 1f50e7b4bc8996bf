-- Version 3: the fields that are found by a word, as texts are.

CREATE VIRTUAL TABLE article_facet USING fts5(
	-- Who wrote an article and in what language, in the rows of article_fts
	-- and by the same words: the newest hits are read from its end.
	author, language,
	content = 'article', content_rowid = 'ord', columnsize = 0,
	prefix = '1 2 3', tokenize = 'mirsad1'
);
-- Up to which ord the articles that were there before are in it: a job goes on
-- from here, and takes the setting away at the end.
INSERT INTO setting (key, value)
	SELECT 'facet', min(ord) - 1 FROM article HAVING count(*) > 0;

-- Two of the same, of which the first libraries have the one or the other.
DROP INDEX IF EXISTS article_odd_day;
CREATE INDEX IF NOT EXISTS article_odd ON article(ord, published_day)
	WHERE published_day IS NOT ord / 86400;

-- The register by camp, and which camps there are, in their order.
CREATE INDEX entity_camp ON entity(camp, kind, name)
	WHERE state = 'active' AND camp IS NOT NULL;
CREATE INDEX entity_camp_position ON entity(camp, position)
	WHERE state = 'active' AND camp IS NOT NULL;

CREATE TABLE article_key (
	-- Derived: by what articles are found that stands in other tables, in
	-- the order of the list: "coded", "code 7" (also of a claim on it),
	-- "analyst maria" (of a note or claim), "loose" (a passage was lost).
	word TEXT NOT NULL,
	ord INTEGER NOT NULL,
	PRIMARY KEY (word, ord)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_key_ord ON article_key(ord);
INSERT INTO article_key (word, ord)
	SELECT 'coded', a.ord FROM article_code x
		JOIN article a ON a.id = x.article
	UNION SELECT 'code ' || x.code, a.ord FROM article_code x
		JOIN article a ON a.id = x.article
	UNION SELECT 'code ' || t.code, a.ord FROM claim x
		JOIN claim_code t ON t.claim = x.id
		JOIN article a ON a.id = x.article
	UNION SELECT 'analyst ' || x.analyst, a.ord FROM note x
		JOIN article a ON a.id = x.on_id WHERE x.on_kind = 'article'
	UNION SELECT 'analyst ' || x.analyst, a.ord FROM claim x
		JOIN article a ON a.id = x.article
	UNION SELECT 'loose', a.ord FROM note x
		JOIN article a ON a.id = x.on_id WHERE x.on_kind = 'article'
		AND x.anchor IN ('ambiguous', 'orphaned')
	UNION SELECT 'loose', a.ord FROM claim x
		JOIN article a ON a.id = x.article
		WHERE x.anchor IN ('ambiguous', 'orphaned');
