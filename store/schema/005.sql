-- Version 5: has:code finds what code:NAME finds, also by a code of a claim.

INSERT OR IGNORE INTO article_key (word, ord)
	SELECT 'coded', a.ord FROM claim x
		JOIN claim_code t ON t.claim = x.id
		JOIN article a ON a.id = x.article;
