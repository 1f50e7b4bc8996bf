/* Texts that were read in a wrong charset and saved so: undone where that is
 * certain, and no right text is touched. */
#include "config.h"

#include "model/charset.h"
#include "model/mojibake.h"
#include "model/reader.h"
#include "model/utf8.h"
#include "tests/test.h"

/* Right texts of many languages, whole and short. */
static const char *const right[] = {
	"أعلن الجيش الوطني الليبي، اليوم الثلاثاء، سيطرته على منطقة «القوارشة» "
	"غرب مدينة بنغازي؛ وفق ما قال المتحدث باسمه.",
	"قائد الجيش",
	"ليبيا",
	"أك",
	"؟",
	"٪",
	"ارتش پاکستان: «یک گروه چهار نفره» در ژنو گفتگو کرد؛ گزارش کامل.",
	"ٹک",
	"سک",
	"اردو زبان میں یہ ایک خبر ہے۔",
	"« La santé », a dit M. Mélenchon à l’Assemblée… C’était où ? À "
	"Benghazi, « à l’été » 2016 — et puis ? Ça dépend : 25 °C, 3 €.",
	"OÙ…",
	"CAFÉ…",
	"Liberté\302\240»",
	"MAIS OÙ… ?",
	"É”",
	"À\302\240!",
	"Não há “amanhã” na manhã de São João; é só isso…",
	"AMANHÃ…",
	"IRMÃ”",
	"VOLTA AMANHÃ…",
	"Ação",
	"„Übergröße“ – „Fuß“, sagte Frau Müller…",
	"ÜBERGRÖẞE“",
	"Straße",
	"GRÜẞE…",
	"El niño comió piñas; ¿cómo? ¡Así!",
	"ESPAÑ…",
	"Þetta er á íslensku, ég á við það sem er öðruvísi.",
	"Příliš žluťoučký kůň úpěl ďábelské ódy.",
	"Zażółć gęślą jaźń – „tak”…",
	"Türkiye’de İstanbul’un üç öğüdü: çok iş!",
	"Ông Nguyễn Văn Ấn đã đến Hà Nội; “tốt lắm”…",
	"Российские войска заняли посёлок – её и всё… «так»",
	"Её",
	"Ёж",
	"Українські їжаки — ґава, є і ї…",
	"Їжак",
	"Гі",
	"Београд: Његош, ђак",
	"Η Ελλάδα είναι εδώ — «ναι»…",
	"שלום לכם, זה כתוב בעברית – “כן”.",
	"利比亚国民军宣布控制班加西西部地区。",
	"リビアの軍は「支配」した。",
	"리비아 국민군이 벵가지를 장악했다.",
	"ลิเบีย",
	"लीबिया में सेना",
	"Ukraine\302\240: l’armée 🇺🇦 avance 😀…",
	"Â",
	"Ã",
	"Ã \302\240",
	"© 2017 Reuters®™ – 5 µm², ½ £, §3 ¶ ª º",
	"naïve façade, œuvre, Æsop",
	"The café’s “déjà vu” – £5…",
	"Ħal Għaxaq, Żurrieq",
	"Ğ İ ı ş",
	"â€",
	"Ð",
	"Ñandú",
	"Ø",
	"Ølsen’s Ål",
	"ÀÈÌÒÙ",
	"ÄÖÜ…",
};

/* What comes of UTF-8 that is read in a charset; what it leaves open stays. */
static void
spoil(struct buf *out, struct str text, const char *charset)
{
	struct buf one = { 0 };
	size_t i;

	for (i = 0; i < text.len; i++) {
		buf_reset(&one);
		(void)charset_convert(
		    &one, str_slice(text, i, i + 1), str_of(charset));
		if (str_is(buf_view(&one), "\xef\xbf\xbd"))
			utf8_put(out, (unsigned char)text.p[i]);
		else
			buf_str(out, buf_view(&one));
	}
	buf_release(&one);
}

static void
is_right(struct str text, const char *name)
{
	struct buf out = { 0 };
	const char *charset = mojibake_repair(&out, text, false);

	ok(charset == NULL && out.len == 0, "right as it is: %s%s", name,
	    charset != NULL ? out.p : "");
	buf_release(&out);
}

static void
right_texts(void)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(right); i++)
		is_right(str_of(right[i]), right[i]);
}

/* Each of them spoiled once and twice: what comes back is the text, or nothing
 * where it is too short to be certain. */
static void
spoiled_texts(void)
{
	static const char *const charsets[] = { "windows-1252", "windows-1256",
		"windows-1251" };
	struct buf once = { 0 }, twice = { 0 }, out = { 0 };
	size_t i, k, back = 0, all = 0, wrong = 0;
	struct str text;

	for (i = 0; i < ARRAY_LEN(right); i++) {
		text = str_of(right[i]);
		for (k = 0; k < ARRAY_LEN(charsets) && text.len > 40; k++) {
			buf_reset(&once);
			buf_reset(&twice);
			spoil(&once, text, charsets[k]);
			spoil(&twice, buf_view(&once), charsets[k]);
			buf_reset(&out);
			all += 2;
			if (mojibake_repair(&out, buf_view(&once), false))
				wrong += !str_eq(buf_view(&out), text);
			back += str_eq(buf_view(&out), text);
			buf_reset(&out);
			if (mojibake_repair(&out, buf_view(&twice), false))
				wrong += !str_eq(buf_view(&out), text);
			if (!str_eq(buf_view(&out), text))
				printf("# %s twice: %s\n", charsets[k],
				    out.len > 0 ? out.p : right[i]);
			back += str_eq(buf_view(&out), text);
		}
	}
	printf("# %zu of %zu come back, %zu wrong\n", back, all, wrong);
	is_int((int64_t)back, (int64_t)all, "every text comes back");
	is_int((int64_t)wrong, 0, "and none as another");
	buf_release(&once);
	buf_release(&twice);
	buf_release(&out);
}

static void
known(void)
{
	static const struct {
		const char *in, *wanted, *charset;
	} cases[] = {
		{ "MÃ©lenchon", "Mélenchon", "windows-1252" },
		{ "MÃƒÂ©lenchon", "Mélenchon", "windows-1252" },
		{ "Ø§Ù„Ø¬ÙŠØ´ Ø§Ù„Ù„ÙŠØ¨ÙŠ", "الجيش الليبي", "windows-1252" },
		{ "Ø§Ù„Ø¬ÙŠØ´", "الجيش", "windows-1252" },
		{ "ط§ظ„ط¬ظٹط´ ط§ظ„ظ„ظٹط¨ظٹ", "الجيش الليبي", "windows-1256" },
		{ "Mأ©lenchon", "Mélenchon", "windows-1256" },
		{ "Р›РёРІРёСЏ", "Ливия", "windows-1251" },
		{ "itâ€™s over", "it’s over", "windows-1252" },
		{ "Ã‰cole, Ã  Paris, dÃ©jÃ  vu, cÃ´tÃ©",
		    "École, à Paris, "
		    "déjà vu, côté",
		    "windows-1252" },
	};
	struct buf out = { 0 };
	const char *charset;
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		buf_reset(&out);
		charset = mojibake_repair(&out, str_of(cases[i].in), false);
		is_str(buf_view(&out), cases[i].wanted, "%s", cases[i].in);
		is_str(str_of(charset != NULL ? charset : ""), cases[i].charset,
		    "which was read as that");
	}
	buf_release(&out);
}

struct bytes {
	struct str s;
};

static ptrdiff_t
read_bytes(void *arg, char *p, size_t n, struct err *err)
{
	struct bytes *b = arg;

	(void)err;
	n = n < b->s.len ? n : b->s.len;
	memcpy(p, b->s.p, n);
	b->s = str_slice(b->s, n, b->s.len);
	return (ptrdiff_t)n;
}

/* The record of an article says so. */
static void
records(void)
{
	struct bytes b = { str_of(
	    "{\"title\":\"L’été de MÃ©lenchon\",\"text\":"
	    "\"L'Ã©tÃ© de MÃ©lenchon, dÃ©jÃ \","
	    "\"author\":\"RenÃ©\"}\n"
	    "{\"title\":\"L’été\",\"text\":\"L’été\"}\n") };
	const struct reader_source source = { read_bytes, &b };
	struct arena arena = { 0 };
	struct article_in in;
	struct err err = { 0 };
	struct reader *reader =
	    reader_open(source, str_of("jsonl"), str_of("f"), &err);

	ok(reader_next(reader, &arena, &in, &err) == READER_ARTICLE,
	    "an article is read");
	ok(str_starts(in.text, "L'été de Mélenchon, déj"), "its text: %s",
	    in.text.p);
	is_str(in.author, "René", "its author");
	is_str(in.title, "L’été de MÃ©lenchon",
	    "a title that is right elsewhere stays");
	is_str(in.repaired, "UTF-8 that had been read as windows-1252",
	    "its record says so");
	ok(reader_next(reader, &arena, &in, &err) == READER_ARTICLE &&
		in.repaired.len == 0,
	    "and a right one's nothing");
	reader_close(reader);
	arena_release(&arena);
}

int
main(void)
{
	known();
	right_texts();
	spoiled_texts();
	records();
	return done();
}
