/* What stands before, between and behind the paragraphs of an article and is
 * none of it: told by its words, as it is on pages whose classes say nothing.
 * Only short paragraphs are looked at, and what carries a sentence stays. */
#include "config.h"

#include "model/html-meta.h"
#include "model/utf8.h"

enum {
	SHORT = 160,  /* bytes of a line that may be furniture */
	NOTICE = 400, /* of what a site says of itself */
	BEFORE = 250, /* bytes of text before what ends an article */
	OPENING = 5,  /* paragraphs in which a heading stands */
};

/* Alone in their paragraph. */
static const char *const alone[] = { "advertisement", "advertisements",
	"advertising", "ad", "sponsored", "sponsored content",
	"story continues", "story continues below",
	"story continues below advertisement", "article continues below",
	"article continues below advertisement", "continue reading",
	"continue reading below", "continue reading the main story",
	"continue reading main story", "skip advertisement", "loading", "share",
	"share this", "share this article", "share this story",
	"share on facebook", "share on twitter", "tweet", "print", "email",
	"save", "click to enlarge", "photo", "image", "image caption",
	"image copyright", "media caption", "play video", "watch video",
	"enlarge", "enlarge this image", "hide caption", "toggle caption",
	"zoom", "agrandir", "view gallery", "listen", "play", "copy link",
	"link copied", "comment", "comments", "sign up", "subscribe",
	"read full story", "view image", "close", "next", "previous", "menu",
	"video", "learn more", "read more", "back to top", "top", "publicité",
	"werbung", "anzeige", "publicidad", "publicidade", "pubblicità",
	"реклама", "إعلان", "اعلان", "إعلانات", "شارك", "مشاركة", "طباعة",
	NULL };

/* What opens a line above the text. */
static const char *const above[] = { "text size", "font size", "share", "print",
	"credit", "(credit", "photo by",
	"photo:", "photograph:", "image:", "image credit", "courtesy",
	"getty images", "reading time", "updated", "last updated",
	"last modified", "published", "posted", "first published", "publié",
	"mis à jour", "veröffentlicht", "publicado", "actualizado", "نشر",
	"تاريخ النشر", "آخر تحديث", NULL };

/* What opens a line that leads to another article, wherever it stands. */
static const char *const asides[] = { "read also", "also read",
	"read more:", "read next", "related:", "related article",
	"see also:", "more:", "(more:", "à lire aussi", "a lire aussi",
	"lire aussi", "lesen sie auch", "lea también", "lea tambien",
	"te puede interesar", "leia também", "veja também", "leggi anche",
	"photos:", "pictures:", "video:", "watch:", "listen:", "gallery:",
	"читайте также", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ أيضاً", "إقرأ أيضا",
	"اقرأ المزيد", NULL };

/* What opens a line below the text. */
static const char *const below[] = { "read more", "read or share", "related",
	"see also", "more from", "more on", "more stories", "more commentary",
	"follow ", "share ", "about the author", "this article was printed",
	"tweet", "print", "email", "like us", "subscribe", "sign up", "join ",
	"get the latest", "tags", "tagged", "topics", "filed under",
	"categories", "posted in", "copyright", "©", "(c) ", "all rights",
	"click here", "questions? comments", "to view this content", "kudos",
	"to contact the", "lire la suite", "sur le même sujet", "suivez-nous",
	"tous droits", "mehr zum thema", "leer más", "leia mais", "تابعونا",
	"تابعنا", "شارك", "جميع الحقوق", "كلمات مفتاحية", "الوسوم",
	"مواضيع ذات صلة", "devenez fan", "suivez", "publié le", "mis à jour",
	"questions or comments", "get our", "download the",
	"contact the author", "view comments", "report a typo", "send us",
	"have a tip", NULL };

/* What opens a notice of the site, wherever it stands. */
static const char *const notices[] = { "we use cookies",
	"this site uses cookies", "this website uses cookies",
	"our website uses cookies", "by continuing to use this",
	"by using this site", "by clicking accept",
	"nous utilisons des cookies", "ce site utilise des cookies",
	"wir verwenden cookies", "utilizamos cookies", "questo sito utilizza",
	"please enable javascript", "you need to enable javascript",
	"javascript is disabled", "your browser does not support",
	"already a subscriber?", "subscribe to continue", "sign in to continue",
	"sign up for our", "sign up to our", "subscribe to our", "abonnez-vous",
	"inscrivez-vous", "نستخدم ملفات تعريف الارتباط", NULL };

/* What a sentence below the text is about, if it is none of it. */
static const char *const abroad[] = { "twitter", "facebook", "instagram",
	"telegram", "whatsapp", "newsletter", "inbox", "subscribe", "copyright",
	"all rights", "click here", "javascript", "©", NULL };

/* Headings of what readers wrote, or of other articles: the end. */
static const char *const ends[] = { "comments", "comment", "view comments",
	"add a comment", "add comment", "add your comment", "post a comment",
	"post comment", "leave a comment", "leave a reply", "leave comment",
	"join the conversation", "join the discussion", "reader comments",
	"member comments", "have your say", "responses", "related articles",
	"related stories", "related news", "related posts", "related content",
	"related topics", "you may also like", "you might also like",
	"more stories", "most read", "most popular", "commentaires",
	"réactions", "articles liés", "sur le même sujet", "kommentare",
	"mehr zum thema", "comentarios", "noticias relacionadas", "comentários",
	"notícias relacionadas", "commenti", "комментарии", "التعليقات",
	"تعليقات", "اترك تعليقا", "اترك تعليقاً", "أضف تعليقا", "أضف تعليق",
	"مواضيع ذات صلة", "مقالات ذات صلة", "أخبار ذات صلة", NULL };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Does the line start with these words, ASCII letters in any case? */
static bool
opens(struct str line, const char *words)
{
	size_t i;

	for (i = 0; words[i] != '\0'; i++) {
		if (i >= line.len || lower(line.p[i]) != words[i])
			return false;
	}
	return true;
}

static bool
holds_any(struct str line, const char *const *list)
{
	size_t i;

	for (; *list != NULL; list++) {
		for (i = 0; i < line.len; i++) {
			if (opens(str_slice(line, i, line.len), *list))
				return true;
		}
	}
	return false;
}

static bool
opens_any(struct str line, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (opens(line, *list))
			return true;
	}
	return false;
}

/* Is the line one of these, with nothing but signs and a count ("12
 * Comments", "التعليقات (3)") around it? */
static bool
is_any(struct str line, const char *const *list)
{
	static const char around[] = " \t-|:.()[]*#0123456789+>";
	size_t from = 0, to = line.len;

	while (from < to && strchr(around, line.p[from]) != NULL)
		from++;
	while (to > from && strchr(around, line.p[to - 1]) != NULL)
		to--;
	line = str_slice(line, from, to);
	for (; *list != NULL; list++) {
		if (line.len == strlen(*list) && opens(line, *list))
			return true;
	}
	return false;
}

/* Title, byline, date, credit and the like over the first paragraph. */
static bool
stands_above(struct arena *a, struct str line, const struct html_meta *m)
{
	if (line.len > SHORT)
		return false;
	if (html_same(line, m->title) ||
	    html_same(html_author(a, line), m->author))
		return true;
	return !html_is_sentence(line) &&
	       (opens_any(line, above) || html_date(a, line).len > 0);
}

static bool
leads_away(struct str line)
{
	return (line.len <= SHORT && opens_any(line, asides)) ||
	       (line.len <= NOTICE && opens_any(line, notices));
}

/* Nothing that is seen: blanks of every width, marks without one. */
static bool
is_unseen(struct str paragraph)
{
	size_t at = 0;
	uint32_t cp;

	while (at < paragraph.len) {
		cp = utf8_next(paragraph, &at);
		if (cp > ' ' && cp != 0xa0 && cp != 0xad && cp != 0xfeff &&
		    (cp < 0x2000 || cp > 0x200f) && cp != 0x2060 &&
		    cp != 0x3000)
			return false;
	}
	return true;
}

/* Without what a line may open with: bullets, quotation marks, rules. */
static struct str
without_signs(struct str line)
{
	while (line.len > 0 && strchr("-*_=~#>\" ", line.p[0]) != NULL)
		line = str_slice(line, 1, line.len);
	return line;
}

static bool
stands_below(struct str line)
{
	line = without_signs(line);
	if (line.len > SHORT)
		return false;
	if (line.len == 0 || is_any(line, alone) || opens_any(line, asides))
		return true;
	return opens_any(line, below) &&
	       (!html_is_sentence(line) || holds_any(line, abroad));
}

/* Each line of a paragraph (a list has several) is furniture. */
static bool
is_furniture(struct str paragraph)
{
	struct str line;

	if (leads_away(paragraph))
		return true;
	while (paragraph.len > 0 && str_split(&paragraph, '\n', &line)) {
		if (!is_any(line, alone))
			return false;
	}
	return true;
}

/* Paragraphs of a text, without copying. */
struct paragraphs {
	struct str *p;
	size_t n, size;
};

static void
split(struct paragraphs *all, struct str text)
{
	size_t at;

	while (text.len > 0) {
		at = str_find(text, str_of("\n\n"), 0);
		if (is_unseen(str_slice(text, 0, at))) {
			text = at == SIZE_MAX
				   ? str_of("")
				   : str_slice(text, at + 2, text.len);
			continue;
		}
		if (all->n == all->size) {
			all->size = all->size > 0 ? all->size * 2 : 64;
			all->p =
			    xreallocarray(all->p, all->size, sizeof *all->p);
		}
		all->p[all->n++] = str_slice(text, 0, at);
		text = at == SIZE_MAX ? str_of("")
				      : str_slice(text, at + 2, text.len);
	}
}

/* How many paragraphs there are before the comments. */
static size_t
find_end(const struct paragraphs *all)
{
	size_t i, before = 0;

	for (i = 0; i < all->n; i++) {
		if (before >= BEFORE && is_any(all->p[i], ends))
			break;
		before += all->p[i].len;
	}
	return i;
}

/* Each line of a paragraph stands above the text. */
static bool
is_heading(struct arena *a, struct str paragraph, const struct html_meta *m)
{
	struct str line;

	while (paragraph.len > 0 && str_split(&paragraph, '\n', &line)) {
		if (!stands_above(a, line, m) && !is_any(line, alone))
			return false;
	}
	return true;
}

/* Where the text begins: behind the last line of a heading. A short line that
 * says nothing of itself goes with one that does. */
static size_t
find_start(struct arena *a, const struct paragraphs *all, size_t to,
    const struct html_meta *m)
{
	size_t i, from = 0;

	for (i = 0; i < OPENING && i + 1 < to; i++) {
		if (is_heading(a, all->p[i], m) || is_furniture(all->p[i]))
			from = i + 1;
		else if (all->p[i].len > SHORT / 4 ||
			 html_is_sentence(all->p[i]))
			break;
	}
	return from;
}

struct str
html_trim(struct arena *a, struct str text, const struct html_meta *m)
{
	struct paragraphs all = { 0 };
	struct buf out = { 0 };
	size_t i, from, to;

	split(&all, text);
	if (all.n == 0)
		return str_of("");
	to = find_end(&all);
	while (to > 1 && stands_below(all.p[to - 1]))
		to--;
	from = find_start(a, &all, to, m);
	for (i = from; i < to; i++) {
		if (to - from > 1 && is_furniture(all.p[i]))
			continue;
		if (out.len > 0)
			buf_puts(&out, "\n\n");
		buf_str(&out, all.p[i]);
	}
	text = arena_str(a, buf_view(&out));
	buf_release(&out);
	free(all.p);
	return text;
}
