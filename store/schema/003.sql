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
