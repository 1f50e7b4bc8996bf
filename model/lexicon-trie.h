/* The trie of the lexicon: what lexicon.c builds and lexicon-scan.c walks.
 * Private to the two; its functions are inline, since every word of every text
 * goes through them. */
#ifndef MODEL_LEXICON_TRIE_H
#define MODEL_LEXICON_TRIE_H

#include "model/gone.h"
#include "model/lexicon.h"

enum entry_flag {
	ENTRY_EXACT = 1, /* letters as in the name, or all capitals */
	ENTRY_WORD = 2,  /* an ordinary word in a line of capitals */
	ENTRY_WEAK = 4,  /* found only beside another */
	ENTRY_DOT = 8,   /* a full stop behind it belongs to it */
};

/* Somebody who bears the name that ends at a node. */
struct entry {
	int64_t entity;
	uint32_t next;        /* entry of the same node, or NO_ENTRY */
	uint32_t raw;         /* ENTRY_EXACT: where its letters are */
	uint16_t upper, caps; /* words that need a capital, all capitals */
	uint8_t kind, flags, raw_len;
};

/* An edge, the node behind it and the first entry there: together, since each
 * is a cache miss in a large register. */
struct slot {
	uint64_t key; /* 0: free */
	uint32_t node;
	uint32_t first; /* entry, or NO_ENTRY */
};

#define NO_ENTRY UINT32_MAX /* no entry */
enum { FILTER_BITS = 16 };

struct lexicon {
	struct lextab *tab;
	/* Edges: open addressing over hashes of (node, gap, word). */
	struct slot *slots;
	size_t size, used;
	struct entry *entries;
	size_t n_entries, room_entries;
	struct gone gone; /* entries of those dropped */
	struct buf raw;
	/* First words by their first four bytes: those that may begin small,
	 * and all. */
	uint8_t filter[2][(1 << FILTER_BITS) / 8];
};

/* The bytes of up to eight folded ones at p as a number; small puts ASCII
 * letters into lower case. left: bytes that may be read. */
static inline uint64_t
word_bytes(const char *p, size_t n, size_t left, bool small)
{
	const uint64_t fold = small ? UINT64_C(0x2020202020202020) : 0;
	uint64_t v = 0;

	if (left >= 8) {
		memcpy(&v, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		v = __builtin_bswap64(v);
#endif
		v |= fold;
		return n >= 8 ? v : v & ((UINT64_C(1) << (8 * n)) - 1);
	}
	for (size_t i = 0; i < n && i < 8; i++)
		v |= ((uint64_t)(unsigned char)p[i] | (fold & 0xFF)) << (8 * i);
	return v;
}

/* A hash of a folded word (small: of an ASCII word in any case). Multiply and
 * shift, as in FxHash, with a last mixing; words of up to eight bytes never
 * collide. */
static inline uint64_t
word_hash(const char *p, size_t n, size_t left, bool small)
{
	uint64_t h = n * UINT64_C(0x9E3779B97F4A7C15);

	for (;;) {
		h ^= word_bytes(p, n, left, small);
		h *= UINT64_C(0xD6E8FEB86659FD93);
		h ^= h >> 32;
		if (n <= 8)
			return h;
		p += 8;
		n -= 8;
		left -= 8;
	}
}

static inline uint64_t
edge_key(uint32_t node, uint8_t gap, uint64_t word)
{
	uint64_t h =
	    word ^ ((uint64_t)node << 8 | gap) * UINT64_C(0x9FB21C651E98DF25);

	h ^= h >> 29;
	h *= UINT64_C(0xBF58476D1CE4E5B9);
	h ^= h >> 32;
	return h != 0 ? h : 1;
}

static inline unsigned
filter_bit(uint64_t head)
{
	return (unsigned)((uint32_t)head * UINT32_C(2654435761) >>
			  (32 - FILTER_BITS));
}

static inline size_t
edge_slot(const struct lexicon *lex, uint64_t key)
{
	size_t i = key & (lex->size - 1);

	while (lex->slots[i].key != 0 && lex->slots[i].key != key)
		i = (i + 1) & (lex->size - 1);
	return i;
}

/* The edge from a node by that word, or NULL. */
static inline const struct slot *
edge_find(const struct lexicon *lex, uint32_t node, uint8_t gap, uint64_t word)
{
	const struct slot *s =
	    &lex->slots[edge_slot(lex, edge_key(node, gap, word))];

	return s->key != 0 ? s : NULL;
}

#endif
