#include "config.h"

#include "model/lexicon-trie.h"

/* Capitals that are words of English, French or Italian in a headline. */
static const char *const words[] = { "is", "us", "au", "ei", "ue", "as", "pc",
	"las", "gen", "gun", "fact", "lana", "mena", "memo", "wal", "manul" };

/* Small words of names, whose case says nothing. */
static const char *const particles[] = { "al", "el", "as", "ash", "ar", "an",
	"az", "ad", "at", "es", "er", "the", "le", "la", "les", "il", "lo", "l",
	"d", "de", "di", "du", "del", "della", "of", "bin", "ben", "ibn" };

/* Nouns of armed groups that stand in the singular and the plural. */
static const char *const nouns[] = { "brigade", "battalion", "militia", "force",
	"fighter", "guard" };

enum { LISTED = 9 /* letters of the longest of these */ };

static bool
in_list(const char *const *list, size_t n, struct str word)
{
	if (word.len > LISTED)
		return false;
	for (size_t i = 0; i < n; i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}

struct lexicon *
lexicon_new(size_t names)
{
	struct lexicon *lex = xcalloc(1, sizeof *lex);

	lex->tab = lextab_new();
	lex->size = 1024;
	while (lex->size < names * 3)
		lex->size *= 2;
	lex->slots = xcalloc(lex->size, sizeof *lex->slots);
	lex->room_entries = 64 + names + names / 4;
	lex->entries = xcalloc(lex->room_entries, sizeof *lex->entries);
	return lex;
}

void
lexicon_free(struct lexicon *lex)
{
	if (lex == NULL)
		return;
	lextab_free(lex->tab);
	free(lex->slots);
	free(lex->entries);
	gone_release(&lex->gone);
	buf_release(&lex->raw);
	free(lex);
}

static void
edges_grow(struct lexicon *lex)
{
	struct slot *slots = lex->slots;
	size_t size = lex->size;

	lex->size *= 2;
	lex->slots = xcalloc(lex->size, sizeof *lex->slots);
	for (size_t i = 0; i < size; i++)
		if (slots[i].key != 0)
			lex->slots[edge_slot(lex, slots[i].key)] = slots[i];
	free(slots);
}

/* The edge, made if need be; good until the next one is made. */
static struct slot *
edge_add(struct lexicon *lex, uint32_t node, uint8_t gap, uint64_t word)
{
	uint64_t key = edge_key(node, gap, word);
	struct slot *s = &lex->slots[edge_slot(lex, key)];

	if (s->key != 0)
		return s;
	if (lex->used * 4 > lex->size * 3) {
		edges_grow(lex);
		s = &lex->slots[edge_slot(lex, key)];
	}
	*s = (struct slot){ key, (uint32_t)++lex->used, NO_ENTRY };
	return s;
}

/* Those of a node stand by the number of their entity. */
static void
entry_add(struct lexicon *lex, struct slot *slot, const struct entry *entry)
{
	uint32_t i = (uint32_t)lex->n_entries, last = NO_ENTRY,
		 next = slot->first;

	for (; next != NO_ENTRY; next = lex->entries[next].next) {
		const struct entry *old = &lex->entries[next];

		if (old->entity > entry->entity)
			break;
		if (old->entity == entry->entity &&
		    old->upper == entry->upper && old->caps == entry->caps &&
		    old->flags == entry->flags &&
		    !gone_is(&lex->gone, old->entity, next))
			return;
		last = next;
	}
	if (lex->n_entries == lex->room_entries) {
		lex->room_entries *= 2;
		lex->entries = xreallocarray(
		    lex->entries, lex->room_entries, sizeof *lex->entries);
	}
	lex->entries[i] = *entry;
	lex->entries[i].next = next;
	if (last == NO_ENTRY)
		slot->first = i;
	else
		lex->entries[last].next = i;
	lex->n_entries++;
}

/* A name taken apart for adding. */
struct parts {
	struct str text;
	struct lextok tok[LEXICON_WORDS];
	char fold[LEXICON_WORDS][LEXTOK_BYTES];
	size_t len[LEXICON_WORDS];
	unsigned n;
};

static struct str
part_fold(const struct parts *parts, unsigned i)
{
	return (struct str){ parts->fold[i], parts->len[i] };
}

static bool
parts_make(const struct lexicon *lex, struct parts *parts, struct str text)
{
	size_t at = 0;
	struct lextok tok;

	parts->text = text;
	parts->n = 0;
	while (lextok_next(lex->tab, text, &at, &tok)) {
		unsigned i = parts->n;

		if (i == LEXICON_WORDS || (i > 0 && tok.gap == LEXTOK_BREAK))
			return false;
		parts->tok[i] = tok;
		/* Behind the word too: hashing reads whole numbers. */
		memset(parts->fold[i], 0, sizeof parts->fold[i]);
		parts->len[i] = lextok_fold(lex->tab,
		    str_slice(text, tok.from, tok.to), parts->fold[i]);
		if (parts->len[i] == 0)
			return false;
		parts->n++;
	}
	return parts->n > 0;
}

/* HoR, WaPo: capitals inside a short word with small letters. */
static bool
is_mixed(struct str word, uint8_t flags)
{
	unsigned capitals = 0;

	for (size_t i = 0; i < word.len; i++)
		capitals += word.p[i] >= 'A' && word.p[i] <= 'Z';
	return word.len <= 4 && capitals > 1 && !(flags & LEXTOK_CAPS);
}

/* The case that one word of the name asks of the text. */
static void
case_of_word(
    const struct parts *parts, unsigned i, bool asks, struct entry *entry)
{
	struct str word = part_fold(parts, i);
	uint16_t bit = (uint16_t)(1u << i);
	bool is_word;

	if (!(parts->tok[i].flags & LEXTOK_UPPER))
		return;
	is_word = (parts->tok[i].flags & LEXTOK_CAPS) &&
		  in_list(words, ARRAY_LEN(words), word);
	if ((parts->tok[i].flags & LEXTOK_CAPS) && word.len > 1) {
		if (word.len <= 3 || is_word)
			entry->caps |= bit;
		else
			entry->upper |= bit;
		if (is_word && parts->n == 1)
			entry->flags |= ENTRY_WORD;
	} else if (asks && !in_list(particles, ARRAY_LEN(particles), word)) {
		entry->upper |= bit;
	}
}

static void
case_of_name(
    struct lexicon *lex, const struct parts *parts, struct entry *entry)
{
	struct str whole =
	    str_slice(parts->text, parts->tok[0].from, parts->tok[0].to);
	bool asks =
	    (parts->tok[0].flags & LEXTOK_UPPER) || parts->n == 1 ||
	    in_list(particles, ARRAY_LEN(particles), part_fold(parts, 0));

	for (unsigned i = 0; i < parts->n; i++) {
		bool more = parts->n <= 2 || entry->upper == 0;

		case_of_word(parts, i, asks && more, entry);
	}
	if (parts->n == 1 && is_mixed(whole, parts->tok[0].flags)) {
		entry->flags |= ENTRY_EXACT;
		entry->raw = (uint32_t)lex->raw.len;
		entry->raw_len = (uint8_t)whole.len;
		buf_str(&lex->raw, whole);
	}
	if (parts->n > 1 && parts->tok[1].gap == '.' && parts->len[0] == 1 &&
	    str_ends(parts->text, "."))
		entry->flags |= ENTRY_DOT;
}

static void
filter_add(
    struct lexicon *lex, const struct parts *parts, const struct entry *entry)
{
	size_t n = parts->len[0] < 4 ? parts->len[0] : 4;
	unsigned bit =
	    filter_bit(word_bytes(parts->fold[0], n, LEXTOK_BYTES, false));

	lex->filter[1][bit / 8] |= (uint8_t)(1u << bit % 8);
	if (!((entry->upper | entry->caps) & 1))
		lex->filter[0][bit / 8] |= (uint8_t)(1u << bit % 8);
}

/* Insert the words; bare: without the full stops behind abbreviations. */
static void
parts_insert(struct lexicon *lex, const struct parts *parts, bool bare,
    const struct entry *entry)
{
	struct slot *slot = NULL;

	for (unsigned i = 0; i < parts->n; i++) {
		uint8_t gap = i > 0 ? parts->tok[i].gap : LEXTOK_JOIN;

		if (bare && gap == '.' && parts->len[i - 1] > 1)
			gap = LEXTOK_JOIN;
		slot = edge_add(lex, slot != NULL ? slot->node : 0, gap,
		    word_hash(
			parts->fold[i], parts->len[i], LEXTOK_BYTES, false));
	}
	if (slot != NULL)
		entry_add(lex, slot, entry);
}

/* The same with the noun at its end in the other number. */
static void
insert_number(
    struct lexicon *lex, struct parts *parts, const struct entry *entry)
{
	unsigned i = parts->n - 1;
	struct str word = part_fold(parts, i);

	if (i == 0 || word.len + 1 >= LEXTOK_BYTES)
		return;
	if (in_list(nouns, ARRAY_LEN(nouns), word)) {
		parts->fold[i][parts->len[i]++] = 's';
		parts_insert(lex, parts, true, entry);
	} else if (str_ends(word, "s") &&
		   in_list(nouns, ARRAY_LEN(nouns),
		       str_slice(word, 0, word.len - 1))) {
		parts->len[i]--;
		parts_insert(lex, parts, true, entry);
	}
}

static bool
is_caps(const struct parts *parts)
{
	for (unsigned i = 0; i < parts->n; i++)
		if (!(parts->tok[i].flags & LEXTOK_CAPS))
			return false;
	return true;
}

static void
add_text(struct lexicon *lex, const struct lexicon_name *name, struct str text)
{
	struct parts parts;
	struct entry entry = { .entity = name->entity,
		.kind = (uint8_t)name->kind };

	if (!parts_make(lex, &parts, text))
		return;
	if (name->alias == LEXICON_SHORT && !is_caps(&parts))
		entry.flags |= ENTRY_WEAK;
	case_of_name(lex, &parts, &entry);
	filter_add(lex, &parts, &entry);
	parts_insert(lex, &parts, false, &entry);
	if (str_find(text, str_of("."), 0) != SIZE_MAX)
		parts_insert(lex, &parts, true, &entry);
	insert_number(lex, &parts, &entry);
}

void
lexicon_add(struct lexicon *lex, const struct lexicon_name *name)
{
	struct str text = name->text;
	size_t bracket = str_find(text, str_of("("), 0);
	size_t slash = str_find(text, str_of(" / "), 0);

	if (bracket != SIZE_MAX) {
		if (name->alias != LEXICON_NAME)
			return;
		text = str_slice(text, 0, bracket);
	}
	text = str_trim(text);
	if (slash < text.len) {
		struct str other = str_slice(text, slash + 3, text.len);

		/* One word behind it ("Front / Brigade") is no name. */
		text = str_slice(text, 0, slash);
		if (str_find(other, str_of(" "), 0) != SIZE_MAX)
			add_text(lex, name, other);
	}
	add_text(lex, name, text);
}

void
lexicon_drop(struct lexicon *lex, int64_t entity)
{
	gone_put(&lex->gone, entity, lex->n_entries);
}
