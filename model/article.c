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

bool
article_state_parse(struct str name, enum article_state *state)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(state_names); i++) {
		if (str_is(name, state_names[i])) {
			*state = (enum article_state)i;
			return true;
		}
	}
	return false;
}
