/* Every role can be read in every theme: contrast as the Web Content
 * Accessibility Guidelines 2.2 define it (1.4.3: 4.5 for text; 1.4.11: 3 for
 * what is no text), on xterm's palette. */
#include "config.h"

#include <math.h>

#include "tests/test.h"
#include "ui/theme.h"

static double
channel(int c)
{
	double s = c / 255.0;

	return s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4);
}

static double
luminance(int rgb)
{
	return 0.2126 * channel(rgb >> 16 & 255) +
	       0.7152 * channel(rgb >> 8 & 255) + 0.0722 * channel(rgb & 255);
}

static double
contrast(int a, int b)
{
	double x = luminance(a), y = luminance(b);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* Lines and bars are no text; those between panes are only there to part what
 * stands apart anyway. */
static double
wanted(enum role role)
{
	if (role == ROLE_BORDER)
		return 1.5;
	return role == ROLE_LANE || role == ROLE_DENSITY ||
		       role == ROLE_EVENT || role == ROLE_TODAY
		   ? 3
		   : 4.5;
}

static const struct {
	const char *name;
	enum theme theme;
	enum colours colours;
	bool fold;
	int fg, bg; /* what terminals have for their own */
} cases[] = {
	{ "dark, 256, on black", THEME_DARK, COLOURS_256, false, 0xcccccc,
	    0x000000 },
	{ "dark, 256, on grey", THEME_DARK, COLOURS_256, false, 0xd0d0d0,
	    0x1e1e1e },
	{ "light, 256, on white", THEME_LIGHT, COLOURS_256, false, 0x000000,
	    0xffffff },
	{ "light, true, on white", THEME_LIGHT, COLOURS_TRUE, false, 0x222222,
	    0xffffff },
	{ "dark, 16, on black", THEME_DARK, COLOURS_16, false, 0xe5e5e5,
	    0x000000 },
	{ "light, 16, on white", THEME_LIGHT, COLOURS_16, false, 0x000000,
	    0xffffff },
	{ "dark, 8, on black", THEME_DARK, COLOURS_16, true, 0xe5e5e5,
	    0x000000 },
	{ "light, 8, on white", THEME_LIGHT, COLOURS_16, true, 0x000000,
	    0xffffff },
};

static void
legible(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int bad = 0;

		for (int r = 0; r < ROLES; r++) {
			struct look l = theme_look(
			    cases[i].theme, cases[i].colours, (enum role)r);
			bool direct = cases[i].colours == COLOURS_TRUE;
			int fg, bg;
			double ratio, want = wanted((enum role)r);

			if (cases[i].fold)
				l = theme_fold(cases[i].theme, l);
			/* Sixteen colours are not ours to choose: red on black
			 * has 3.6. */
			if (cases[i].colours == COLOURS_16 && want > 3)
				want = 3.5;
			fg = l.fg < 0 ? cases[i].fg
			     : direct ? l.fg
				      : theme_rgb(l.fg);
			bg = l.bg < 0 ? cases[i].bg
			     : direct ? l.bg
				      : theme_rgb(l.bg);
			ratio = contrast(fg, bg);
			if (ratio >= want)
				continue;
			bad++;
			printf("# role '%c' (%d): %.2f, wanted %.1f\n",
			    role_letter((enum role)r), r, ratio, want);
		}
		is_int(bad, 0, "%s: every role can be read", cases[i].name);
	}
}

/* Without colours the attributes carry what must be told apart. */
static void
attributes(void)
{
	static const struct {
		enum role a, b;
		const char *name;
	} pairs[] = {
		{ ROLE_SELECTED, ROLE_TEXT, "the row under the cursor" },
		{ ROLE_SELECTED, ROLE_SELECTED_DIM, "the pane in focus" },
		{ ROLE_FOCUS, ROLE_BORDER, "the border of the focus" },
		{ ROLE_TITLE, ROLE_TEXT, "unread titles" },
		{ ROLE_SENTENCE, ROLE_TEXT, "the sentence at the cursor" },
		{ ROLE_SELECTION, ROLE_SENTENCE, "the selection" },
		{ ROLE_HIT, ROLE_TEXT, "what was found" },
		{ ROLE_NOTE, ROLE_TEXT, "a noted passage" },
		{ ROLE_PERSON, ROLE_TEXT, "a name" },
	};

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
		struct look a =
		    theme_look(THEME_NONE, COLOURS_NONE, pairs[i].a);
		struct look b =
		    theme_look(THEME_NONE, COLOURS_NONE, pairs[i].b);

		ok(a.fg < 0 && a.bg < 0 && a.attrs != b.attrs,
		    "without colours %s can be told", pairs[i].name);
	}
}

/* Parts of a row of the list are blank in their own role. */
static void
blanks(void)
{
	static const enum role roles[] = { ROLE_UNREAD, ROLE_FLAG, ROLE_DIM,
		ROLE_OUTLET, ROLE_TITLE, ROLE_TEXT };
	int seen = 0;

	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		for (int theme = THEME_DARK; theme <= THEME_NONE; theme++)
			for (int c = COLOURS_NONE; c <= COLOURS_TRUE; c++) {
				struct look l = theme_look((enum theme)theme,
				    (enum colours)c, roles[i]);

				seen += l.bg >= 0 ||
					(l.attrs & (LOOK_UNDERLINE |
						       LOOK_REVERSE)) != 0;
			}
	is_int(seen, 0, "what parts the cells of a row shows on no blank");
}

/* A terminal that brightens what is bold would make grey of it. */
static void
bold_black(void)
{
	int bold = 0;

	for (int r = 0; r < ROLES; r++)
		for (int theme = THEME_DARK; theme <= THEME_LIGHT; theme++) {
			struct look l = theme_look(
			    (enum theme)theme, COLOURS_16, (enum role)r);

			bold += l.fg == 0 && (l.attrs & LOOK_BOLD) != 0;
		}
	is_int(bold, 0, "no bold black with 16 colours");
}

static void
grounds(void)
{
	is_int(theme_of_colorfgbg("15;0"), THEME_DARK, "15;0 is dark");
	is_int(theme_of_colorfgbg("0;default;15"), THEME_LIGHT,
	    "0;default;15 is light");
	is_int(theme_of_colorfgbg("x"), THEME_AUTO, "x says nothing");
	is_int(theme_of_rgb(253, 246, 227), THEME_LIGHT, "cream is light");
	is_int(theme_of_rgb(0, 43, 54), THEME_DARK, "deep blue is dark");
}

int
main(void)
{
	legible();
	attributes();
	bold_black();
	blanks();
	grounds();
	return done();
}
