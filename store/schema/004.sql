-- Version 4: what takes long to find out is kept.

CREATE TABLE article_suggest (
	-- Derived: whether an article has an attribution that no claim holds
	-- (has:suggestion), of those that were asked about. `state` is a number
	-- of all that the answer hangs on (store/suggest.c): where it is another
	-- one by now, the row says nothing.
	article INTEGER PRIMARY KEY,
	state INTEGER NOT NULL,
	has INTEGER NOT NULL
) STRICT;
