# The figures of a run of tests/bench/run as tables of Markdown: one table for
# each kind of part, with the sizes side by side where that is of use.

function trim(s) {
	gsub(/^ +| +$/, "", s)
	return s
}

# A cell of table t; rows and columns come in the order in which they are met.
function cell(t, row, col, value) {
	if (!((t, row) in seen_row)) {
		seen_row[t, row] = 1
		rows[t, ++n_rows[t]] = row
	}
	if (!((t, col) in seen_col)) {
		seen_col[t, col] = 1
		cols[t, ++n_cols[t]] = col
	}
	if (!(t in seen_table)) {
		seen_table[t] = 1
		tables[++n_tables] = t
	}
	cells[t, row, col] = trim(value)
}

# How many times the first number of a row at the most articles is of that at
# the fewest; "" where the columns are no sizes.
function growth(t, row, k, first, last) {
	for (k = 1; k <= n_cols[t]; k++)
		if (cols[t, k] !~ / articles$/)
			return ""
	first = number(cells[t, row, cols[t, 1]], 1)
	last = number(cells[t, row, cols[t, n_cols[t]]], 1)
	return n_cols[t] < 2 || last == "-" || first + 0 == 0 ? "-" : sprintf("%.1f", last / first)
}

function print_table(t, i, k, line, rule, grown) {
	printf "\n### %s\n\n", t
	line = "| |"
	rule = "| --- |"
	for (k = 1; k <= n_cols[t]; k++) {
		line = line " " cols[t, k] " |"
		rule = rule " --- |"
	}
	grown = growth(t, rows[t, 1]) != ""
	print line (grown ? " growth |" : "")
	print rule (grown ? " --- |" : "")
	for (i = 1; i <= n_rows[t]; i++) {
		line = "| " rows[t, i] " |"
		for (k = 1; k <= n_cols[t]; k++)
			line = line " " ((t, rows[t, i], cols[t, k]) in cells ? cells[t, rows[t, i], cols[t, k]] : "-") " |"
		print line (grown ? " " growth(t, rows[t, i]) " |" : "")
	}
}

# The n-th number of s.
function number(s, n, i, list, all) {
	all = split(s, list, /[^0-9.]+/)
	for (i = 1; i <= all; i++)
		if (list[i] ~ /[0-9]/ && --n == 0)
			return list[i]
	return "-"
}

/^== / {
	kind = substr($0, 4)
	size = ""
	if (match(kind, /, [0-9]+ articles/)) {
		size = substr(kind, RSTART + 2, RLENGTH - 11)
		kind = substr(kind, 1, RSTART - 1)
	}
	names = ""
	group = ""
	next
}

kind == "search" && /^ms / {
	n_names = split("plain SQL,with snippet(),page,with snippets,middle,end,plain count(*),count,density,hits", names_of, ",")
	next
}
kind == "search" && NF >= n_names {
	for (i = 1; i <= n_names; i++) {
		value = $(NF - n_names + i)
		name = row_of($0, n_names)
		cell("Search, " size " articles (ms; 50 rows)", name, names_of[i], value < 0 ? "-" : value)
	}
	cell("A page of 50 with snippets (ms)", name, size " articles", $(NF - n_names + 4))
	cell("Counts (ms)", name, size " articles", $(NF - 2) < 0 ? "-" : $(NF - 2))
	next
}

# What stands before the last n fields.
function row_of(s, n, i) {
	for (i = 0; i < n; i++)
		sub(/ +[^ ]+ *$/, "", s)
	s = trim(s)
	return s == "" ? "all" : "`" s "`"
}

kind == "import" && /rate of raw/ {
	rest = $0
	sub(/.*rate of raw/, "", rest)
	cell("Import (us an article by the clock; rate of raw by the clock, the processor, that of the writer; library over text)", trim(substr($0, 1, 18)), size " articles", number(substr($0, 19), 1) "; " number(rest, 1) ", " number(rest, 2) ", " number(rest, 3) "; " number(rest, 4))
	next
}
kind == "import" && /whole program/ {
	cell("Whole program (articles a second; library over its JSON Lines)", "`mirsad import`", size " articles", number($0, 1) "; " number($0, 2))
	next
}

kind == "ledger" && / statement / {
	cell("Ledger by statement (ms of the processor: first page; a page of 40; 40 groups)", row_of($0, 6), size " articles", $(NF - 3) "; " $(NF - 2) "; " $NF " of " $(NF - 4))
	next
}

kind == "acts" && /^  [a-z]/ && $NF ~ /^[0-9.]+$/ {
	name = trim(substr($0, 3, 24))
	if (name == "undo of it")
		name = "undo of: " last_act
	else
		last_act = name
	cell("Acts, each on disk when it is done (ms: median; p99; of the processor)", name, size " articles", $(NF - 2) "; " $(NF - 1) "; " $NF)
	next
}

kind == "keys" && /^  search / {
	name = trim(substr($0, 10, 18))
	rest = substr($0, 28)
	first = rest
	sub(/ last.*/, "", first)
	last = rest
	sub(/.*last/, "", last)
	sub(/next key.*/, "", last)
	after = rest
	sub(/.*next key/, "", after)
	cell("Searches as they are typed, " size " articles (ms: median, most)", "`" name "`", "first byte", number(first, 1) " (" number(first, 2) ")")
	cell("Searches as they are typed, " size " articles (ms: median, most)", "`" name "`", "last byte", number(last, 1) " (" number(last, 2) ")")
	cell("Searches as they are typed, " size " articles (ms: median, most)", "`" name "`", "next key", number(after, 1) " (" number(after, 2) ")")
	next
}
kind == "keys" && / first screen/ {
	rest = $0
	sub(/.*first screen/, "", rest)
	name = "first screen" (rest ~ /caches/ ? ", dropped caches" : "")
	cell("Keys (ms: median; p99; bytes; times the floor)", name, size " articles", number(rest, 1) "; floor " number(rest, 2) "; " number(rest, 3))
	next
}
kind == "keys" && / of the floor/ {
	name = trim(substr($0, 3, 24))
	rest = substr($0, 27)
	cell("Keys (ms: median; p99; bytes; times the floor)", name, size " articles", number(rest, 1) "; " number(rest, 2) "; " number(rest, 3) "; " number(rest, 4))
	next
}
kind == "keys" && /resident|idle/ {
	name = $0 ~ /idle/ ? "idle, ms of the processor in 5 s" : "resident after " $NF ", MB"
	rest = $0
	sub(/idle for 5 s/, "", rest)
	cell("Keys (ms: median; p99; bytes; times the floor)", name, size " articles", number(rest, 1))
	next
}

kind == "peers" && / s +[0-9]+ articles\/s/ {
	cell("Peers: import and index (articles a second; s)", $1, size " articles", $(NF - 1) "; " $2)
	next
}
kind == "peers" && / ended after [0-9]+ s/ {
	cell("Peers: import and index (articles a second; s)", $1, size " articles", "below " $(NF - 1) "; over " $4)
	next
}
kind == "peers" && / first screen / {
	rest = $0
	sub(/.*first screen/, "", rest)
	cell("Peers in a terminal (ms: first screen; key, median; p99; bytes; MB)", $1, size " articles", number(rest, 1) "; " number(rest, 2) "; " number(rest, 3) "; " number(rest, 4) "; " number(rest, 5))
	next
}
kind == "peers" && /^search/ {
	group = "search"
	next
}
kind == "peers" && group == "search" && $1 == "mirsad" {
	n_names = split("mirsad,notmuch,sqlite3,grep -F,rg", names_of, ",")
	next
}
kind == "peers" && group == "search" && NF >= 6 {
	for (i = 1; i <= 5; i++)
		cell("Whole programs from the shell, " size " articles (ms, the 50 newest)", row_of($0, 5), names_of[i], $(NF - 5 + i))
	next
}

/^$|^load / {
	group = ""
	next
}

/ended with status/ {
	failed[++n_failed] = kind (size == "" ? "" : ", " size " articles") ": " trim($0)
}

END {
	for (i = 1; i <= n_tables; i++)
		print_table(tables[i])
	for (i = 1; i <= n_failed; i++)
		printf "%s* not whole: %s\n", i == 1 ? "\n" : "", failed[i]
}
