#include "config.h"

#include "model/utf8.h"
#include "model/words.h"
#include "tests/fuzz.h"

static void
check_clusters(struct str s)
{
	size_t at = 0, next;

	for (at = 0; at < s.len; at = next) {
		next = cluster_next(s, at);
		must(next > at && next <= s.len, "clusters move on");
	}
	for (at = s.len; at > 0; at = next) {
		next = cluster_prev(s, at);
		must(next < at, "clusters move back");
	}
}

static void
check_words(struct str s)
{
	struct span w = { 0 }, back = { 0, 0 };
	uint32_t end = 0, n = 0, m = 0;

	while (word_next(s, w.to, &w)) {
		must(w.from >= end && w.to > w.from && w.to <= s.len,
		    "words follow each other");
		end = w.to;
		n++;
	}
	back.from = (uint32_t)s.len;
	end = back.from;
	while (word_prev(s, back.from, &back)) {
		must(back.to <= end && back.from < end, "and back");
		end = back.from;
		m++;
	}
	must(n == m && n == words_count(s), "as many back as forth");
}

static void
check_sentences(struct str s)
{
	struct span v = { 0 }, again;
	uint32_t end = 0;
	bool more = sentence_at(s, 0, &v);

	while (more) {
		must(v.from >= end && v.to > v.from && v.to <= s.len,
		    "sentences follow each other");
		must(sentence_at(s, v.from, &again) && again.from == v.from &&
			 again.to == v.to,
		    "a sentence is found by its start");
		end = v.to;
		more = sentence_next(s, v.from, &v);
	}
	end = (uint32_t)s.len;
	while (sentence_prev(s, end, &v)) {
		must(v.from < end, "sentences move back");
		end = v.from;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct str s = { (const char *)data, len };
	size_t at;

	check_clusters(s);
	check_words(s);
	check_sentences(s);
	at = points_to_byte(s, len / 2);
	must(!utf8_valid(s) || at == len || points_of(s, at) == len / 2,
	    "code points there and back");
	return 0;
}
