#include "config.h"

#include "model/article.h"

static const char *const state_names[] = {
	[ARTICLE_UNREAD] = "unread",
	[ARTICLE_DONE] = "done",
	[ARTICLE_DISMISSED] = "dismissed",
};

const char *
article_state_name(enum article_state state)
{
	return state_names[state];
}
