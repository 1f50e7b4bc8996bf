/* Saved web pages: one page is one article. */
#include "config.h"

#include "model/html.h"
#include "model/lang.h"
#include "model/reader.h"

static enum reader_result
next(struct reader *reader, void *state, struct arena *arena,
    struct article_in *in, struct err *err)
{
	struct str bytes, guess;

	(void)state;
	if (!reader_raw(reader, HTML_MAX, &bytes, err))
		return err->code == ERR_NONE ? READER_END : READER_BAD;
	if (!html_read(arena, bytes, reader_charset(reader), in, err))
		return READER_BAD;
	/* What a template says of its language is true less often than what
	 * the text's own words say. */
	guess = lang_guess(in->text);
	if (guess.len > 0)
		in->language = guess;
	return READER_ARTICLE;
}

const struct reader_format read_html = {
	.name = "html",
	.sniff = html_sniff,
	.foreign = true,
	.next = next,
};
