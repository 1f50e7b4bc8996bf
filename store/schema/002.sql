-- Version 2: what an event of the analyst rests upon.

CREATE TABLE event_article (
	-- An article that an event is told in, and the passage that says so.
	event INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	article INTEGER NOT NULL REFERENCES article(id),
	-- The passage as it stood; NULL: the whole article. It is looked for
	-- again in the present text whenever it is shown.
	start INTEGER,
	"end" INTEGER,
	quote TEXT,
	prefix TEXT,                    -- 64 code points before
	suffix TEXT,                    -- and after
	PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_article_article ON event_article(article);
