# The manual page: the lines of `mirsad --commands`, then mirsad.1.in, whose
# lines @VERBS@, @OPTIONS@, @KEYS@ and @COMMANDS@ give way to tables.
BEGIN { FS = "\t" }

# Text as roff takes it: backslashes, and quotation marks at the line's start.
function roff(s) {
	gsub(/\\/, "\\e", s)
	gsub(/-/, "\\-", s)
	sub(/^[.']/, "\\\\\\&&", s)
	return s
}
function entry(head, text) {
	return ".TP\n.B " roff(head) "\n" roff(text) "\n"
}
function option(name, arg, help) {
	return entry("--" name (arg == "" ? "" : " " arg), help)
}

NR == FNR && $1 == "verb" {
	verbs = verbs entry($2 " " $3, $4 ".")
	next
}
NR == FNR && $1 == "option" {
	if ($2 == "screen" || $2 == "common")
		options = options option($3, $4, $5)
	else
		verbs = verbs ".RS\n" option($3, $4, $5) ".RE\n"
	next
}
NR == FNR && $1 == "key" {
	if ($2 != pane) {
		pane = $2
		keys = keys ".SS " (pane == "all" ? "Everywhere" : \
			toupper(substr(pane, 1, 1)) substr(pane, 2)) "\n"
	}
	keys = keys entry($3, ($5 == "" ? $4 : $5) ".")
	next
}
NR == FNR && $1 == "command" {
	commands = commands entry($2 ($3 == "all" ? "" : " (" $3 ")"), $4 ".")
	next
}
NR == FNR { next }

$0 == "@VERBS@" { printf "%s", verbs; next }
$0 == "@OPTIONS@" { printf "%s", options; next }
$0 == "@KEYS@" { printf "%s", keys; next }
$0 == "@COMMANDS@" { printf "%s", commands; next }
{ sub(/@VERSION@/, version); print }
