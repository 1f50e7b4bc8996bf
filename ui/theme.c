#include "config.h"

#include "ui/theme.h"

/* Colours as index of 256 and of 16; -1: the terminal's own. */
struct colour {
	int c256, c16;
};
struct scheme {
	struct colour fg, bg;
	unsigned attrs;
};

#define NO_COLOUR                                                              \
	{                                                                      \
		-1, -1                                                         \
	}
#define FG(wide, narrow) { wide, narrow }, NO_COLOUR
#define ON(fw, fn, bw, bn)                                                     \
	{ fw, fn },                                                            \
	{                                                                      \
		bw, bn                                                         \
	}

/* On 16 colours, 8 to 15 need a terminal that has them; theme_look folds them
 * to 0 to 7 with bold where there are only eight. */
static const struct scheme dark[ROLES] = {
	[ROLE_TEXT] = { FG(-1, -1), 0 },
	[ROLE_DIM] = { FG(245, 7), LOOK_DIM },
	[ROLE_TITLE] = { FG(255, 15), LOOK_BOLD },
	[ROLE_BORDER] = { FG(240, 8), 0 },
	[ROLE_FOCUS] = { FG(80, 14), LOOK_BOLD },
	[ROLE_SELECTED] = { ON(255, 15, 24, 4), LOOK_BOLD },
	[ROLE_SELECTED_DIM] = { ON(252, 0, 237, 7), 0 },
	[ROLE_UNREAD] = { FG(81, 14), 0 },
	[ROLE_FLAG] = { FG(220, 11), LOOK_BOLD },
	[ROLE_PERSON] = { FG(117, 14), 0 },
	[ROLE_FACTION] = { FG(215, 3), 0 },
	[ROLE_PLACE] = { FG(114, 2), 0 },
	[ROLE_OUTLET] = { FG(183, 13), 0 },
	[ROLE_OTHER] = { FG(152, 7), 0 },
	[ROLE_DATE] = { FG(109, 6), 0 },
	[ROLE_CLAIM] = { FG(-1, -1), LOOK_UNDERLINE },
	[ROLE_CLAIMS] = { FG(228, 11), LOOK_UNDERLINE | LOOK_BOLD },
	[ROLE_SUGGESTION] = { FG(180, 3), LOOK_DIM },
	[ROLE_NOTE] = { FG(218, 13), LOOK_UNDERLINE },
	[ROLE_HIT] = { ON(16, 0, 221, 3), 0 },
	[ROLE_MENTION] = { ON(16, 0, 117, 6), 0 },
	[ROLE_SENTENCE] = { ON(-1, -1, 236, -1), 0 },
	[ROLE_SELECTION] = { ON(231, 15, 60, 4), 0 },
	[ROLE_HIDDEN] = { FG(203, 9), LOOK_REVERSE },
	[ROLE_HEAD] = { ON(252, 15, 236, 4), 0 },
	[ROLE_STATUS] = { FG(248, 7), 0 },
	[ROLE_KEY] = { FG(80, 14), LOOK_BOLD },
	[ROLE_SAVED] = { FG(114, 10), 0 },
	[ROLE_ERROR] = { FG(210, 9), LOOK_BOLD },
	[ROLE_PROMPT] = { FG(80, 14), LOOK_BOLD },
	[ROLE_LANE] = { FG(215, 3), 0 },
	[ROLE_EVENT] = { FG(228, 11), 0 },
	[ROLE_TODAY] = { FG(203, 9), LOOK_BOLD },
	[ROLE_DENSITY] = { FG(73, 6), 0 },
	[ROLE_MARK] = { FG(218, 13), 0 },
	[ROLE_DIFFERS] = { FG(180, 11), 0 },
	[ROLE_FIGURE] = { FG(210, 9), LOOK_BOLD },
	[ROLE_CLAIM_MARK] = { FG(228, 11), 0 },
	[ROLE_CODE + 0] = { FG(174, 9), 0 },
	[ROLE_CODE + 1] = { FG(216, 3), 0 },
	[ROLE_CODE + 2] = { FG(186, 11), 0 },
	[ROLE_CODE + 3] = { FG(150, 10), 0 },
	[ROLE_CODE + 4] = { FG(116, 14), 0 },
	[ROLE_CODE + 5] = { FG(111, 14), 0 },
	[ROLE_CODE + 6] = { FG(183, 13), 0 },
	[ROLE_CODE + 7] = { FG(248, 7), 0 },
};

static const struct scheme light[ROLES] = {
	[ROLE_TEXT] = { FG(-1, -1), 0 },
	[ROLE_DIM] = { FG(242, 8), 0 },
	[ROLE_TITLE] = { FG(16, 0), LOOK_BOLD },
	[ROLE_BORDER] = { FG(250, 8), 0 },
	[ROLE_FOCUS] = { FG(25, 4), LOOK_BOLD },
	[ROLE_SELECTED] = { ON(16, 0, 153, 6), LOOK_BOLD },
	[ROLE_SELECTED_DIM] = { ON(16, 0, 254, 7), 0 },
	[ROLE_UNREAD] = { FG(25, 4), 0 },
	[ROLE_FLAG] = { FG(130, 1), LOOK_BOLD },
	[ROLE_PERSON] = { FG(25, 4), 0 },
	[ROLE_FACTION] = { FG(94, 1), 0 },
	[ROLE_PLACE] = { FG(22, 5), 0 },
	[ROLE_OUTLET] = { FG(91, 4), LOOK_ITALIC },
	[ROLE_OTHER] = { FG(23, 8), 0 },
	[ROLE_DATE] = { FG(24, 8), 0 },
	[ROLE_CLAIM] = { FG(-1, -1), LOOK_UNDERLINE },
	[ROLE_CLAIMS] = { FG(94, 1), LOOK_UNDERLINE | LOOK_BOLD },
	[ROLE_SUGGESTION] = { FG(58, 8), 0 },
	[ROLE_NOTE] = { FG(126, 5), LOOK_UNDERLINE },
	[ROLE_HIT] = { ON(16, 0, 221, 3), 0 },
	[ROLE_MENTION] = { ON(16, 0, 152, 6), 0 },
	[ROLE_SENTENCE] = { ON(-1, -1, 255, -1), 0 },
	[ROLE_SELECTION] = { ON(16, 15, 183, 4), 0 },
	[ROLE_HIDDEN] = { FG(160, 1), LOOK_REVERSE },
	[ROLE_HEAD] = { ON(236, 0, 254, 7), 0 },
	[ROLE_STATUS] = { FG(240, 8), 0 },
	[ROLE_KEY] = { FG(25, 4), LOOK_BOLD },
	[ROLE_SAVED] = { FG(28, 4), 0 },
	[ROLE_ERROR] = { FG(160, 1), LOOK_BOLD },
	[ROLE_PROMPT] = { FG(25, 4), LOOK_BOLD },
	[ROLE_LANE] = { FG(130, 1), 0 },
	[ROLE_EVENT] = { FG(88, 1), 0 },
	[ROLE_TODAY] = { FG(160, 1), LOOK_BOLD },
	[ROLE_DENSITY] = { FG(30, 4), 0 },
	[ROLE_MARK] = { FG(126, 5), 0 },
	[ROLE_DIFFERS] = { FG(94, 1), 0 },
	[ROLE_FIGURE] = { FG(160, 1), LOOK_BOLD },
	[ROLE_CLAIM_MARK] = { FG(94, 1), 0 },
	[ROLE_CODE + 0] = { FG(124, 1), 0 },
	[ROLE_CODE + 1] = { FG(130, 1), 0 },
	[ROLE_CODE + 2] = { FG(94, 1), 0 },
	[ROLE_CODE + 3] = { FG(22, 5), 0 },
	[ROLE_CODE + 4] = { FG(23, 4), 0 },
	[ROLE_CODE + 5] = { FG(25, 4), 0 },
	[ROLE_CODE + 6] = { FG(91, 5), 0 },
	[ROLE_CODE + 7] = { FG(240, 8), 0 },
};

/* Without colours. */
static const unsigned plain[ROLES] = {
	[ROLE_DIM] = LOOK_DIM,
	[ROLE_TITLE] = LOOK_BOLD,
	[ROLE_FOCUS] = LOOK_BOLD,
	[ROLE_SELECTED] = LOOK_REVERSE,
	[ROLE_SELECTED_DIM] = LOOK_BOLD | LOOK_UNDERLINE,
	[ROLE_UNREAD] = LOOK_BOLD,
	[ROLE_FLAG] = LOOK_BOLD,
	[ROLE_PERSON] = LOOK_BOLD,
	[ROLE_FACTION] = LOOK_BOLD,
	[ROLE_PLACE] = LOOK_ITALIC,
	[ROLE_DATE] = LOOK_DIM,
	[ROLE_CLAIM] = LOOK_UNDERLINE,
	[ROLE_CLAIMS] = LOOK_UNDERLINE | LOOK_BOLD,
	[ROLE_SUGGESTION] = LOOK_DIM | LOOK_UNDERLINE,
	[ROLE_NOTE] = LOOK_UNDERLINE,
	[ROLE_HIT] = LOOK_REVERSE,
	[ROLE_MENTION] = LOOK_REVERSE,
	[ROLE_SENTENCE] = LOOK_UNDERLINE,
	[ROLE_SELECTION] = LOOK_REVERSE,
	[ROLE_HIDDEN] = LOOK_REVERSE,
	[ROLE_HEAD] = LOOK_REVERSE,
	[ROLE_KEY] = LOOK_BOLD,
	[ROLE_ERROR] = LOOK_BOLD,
	[ROLE_PROMPT] = LOOK_BOLD,
	[ROLE_EVENT] = LOOK_BOLD,
	[ROLE_TODAY] = LOOK_REVERSE,
	[ROLE_MARK] = LOOK_BOLD,
	[ROLE_DIFFERS] = LOOK_ITALIC | LOOK_UNDERLINE,
	[ROLE_FIGURE] = LOOK_BOLD | LOOK_REVERSE,
	[ROLE_CLAIM_MARK] = LOOK_BOLD,
};

int
theme_rgb(int index)
{
	static const int basic[16] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00,
		0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
		0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff };
	if (index < 0)
		return -1;
	if (index < 16)
		return basic[index];
	if (index >= 232) {
		int grey = 8 + (index - 232) * 10;
		return grey << 16 | grey << 8 | grey;
	}
	static const int level[6] = { 0, 95, 135, 175, 215, 255 };
	index -= 16;
	return level[index / 36] << 16 | level[index / 6 % 6] << 8 |
	       level[index % 6];
}

static int
pick(struct colour c, enum colours colours)
{
	if (colours == COLOURS_TRUE)
		return theme_rgb(c.c256);
	return colours == COLOURS_256 ? c.c256 : c.c16;
}

/* A role on the ground of the sentence cursor: the colour of one, the rest of
 * the other. */
static struct look
look_in_sentence(enum theme theme, enum colours colours, enum role role)
{
	struct look on = theme_look(theme, colours, ROLE_SENTENCE);
	struct look of = theme_look(
	    theme, colours, (enum role)(ROLE_PERSON + role - ROLE_IN_SENTENCE));

	on.fg = of.fg;
	on.attrs |= of.attrs;
	return on;
}

struct look
theme_look(enum theme theme, enum colours colours, enum role role)
{
	if (role >= ROLE_IN_SENTENCE)
		return look_in_sentence(theme, colours, role);
	if (theme == THEME_NONE || colours == COLOURS_NONE)
		return (struct look){ -1, -1, plain[role] };
	const struct scheme *s = theme == THEME_LIGHT ? light : dark;
	/* Greys need no dimming where there are some; and where there are none,
	 * no ground leaves all colours of names legible. */
	unsigned attrs = s[role].attrs;
	if (colours != COLOURS_16)
		attrs &= ~(unsigned)LOOK_DIM;
	else if (role == ROLE_SENTENCE)
		attrs |= LOOK_UNDERLINE;
	struct look l = { pick(s[role].fg, colours), pick(s[role].bg, colours),
		attrs };
	/* Bold black is grey where what is bold is brightened, as in xterm. */
	if (colours == COLOURS_16 && l.fg == 0 && (l.attrs & LOOK_BOLD) != 0) {
		l.fg = l.bg < 0 ? -1 : 0;
		l.attrs &= l.bg < 0 ? ~0u : ~(unsigned)LOOK_BOLD;
	}
	return l;
}

/* Colours 8 to 15 become 0 to 7, but nothing is drawn in the colour of its
 * ground: grey on a dark one is white then. */
struct look
theme_fold(enum theme theme, struct look l)
{
	if (theme == THEME_NONE)
		return l;
	if (l.fg == 8)
		l.fg = theme == THEME_LIGHT ? 0 : 7;
	l.fg = l.fg > 7 ? l.fg - 8 : l.fg;
	l.bg = l.bg > 7 ? l.bg - 8 : l.bg;
	if (l.fg == l.bg && l.fg >= 0)
		l.fg = l.bg == 0 ? 7 : 0;
	return l;
}

static const char *const theme_names[] = { "auto", "dark", "light", "none" };

bool
theme_parse(struct str name, enum theme *theme)
{
	for (size_t i = 0; i < ARRAY_LEN(theme_names); i++) {
		if (str_is(name, theme_names[i])) {
			*theme = (enum theme)i;
			return true;
		}
	}
	return false;
}

const char *
theme_name(enum theme theme)
{
	return theme_names[theme];
}

enum theme
theme_of_colorfgbg(const char *value)
{
	struct str rest = str_of(value), part, last = { 0 };
	while (str_split(&rest, ';', &part))
		last = part;
	int64_t bg;
	if (!str_int(last, &bg) || bg < 0 || bg > 15)
		return THEME_AUTO;
	return bg == 7 || bg > 8 ? THEME_LIGHT : THEME_DARK;
}

enum theme
theme_of_rgb(int r, int g, int b)
{
	return r * 299 + g * 587 + b * 114 > 127500 ? THEME_LIGHT : THEME_DARK;
}
