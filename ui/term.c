#include "config.h"

#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "model/job.h"
#include "ui/input.h"
#include "ui/locale.h"
#include "ui/term-signal.h"
#include "ui/theme.h"

enum {
	ESCAPE_MS = 40,   /* how long a lone ESC waits for its sequence */
	DOUBLE_MS = 400,  /* between the clicks of a double click */
	REPLY_MS = 200,   /* how long leaving waits for an answer to come */
	ANSWER_MS = 2000, /* how long an answer may be on its way */
	COPY_MAX = 74994, /* bytes that terminals take in one OSC 52 */
};

#define QUERY                                                                  \
	"\033]11;?\033\\"                                                      \
	"\033[8$p"                                                             \
	"\033[?2026$p"                                                         \
	"\033[>0q"                                                             \
	"\033[c"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define BIDI_OURS "\033[8l"
#define BIDI_THEIRS "\033[8h"

struct term {
	SCREEN *screen;
	FILE *in, *out;
	int fd; /* of the terminal; -1: none */
	bool ascii, colour, asked, decided, gone, xterm;
	bool explicit_bidi; /* CSI 8 l was sent */
	bool sync;
	enum colours colours;
	enum theme wanted, theme;
	bool bidi_set;
	enum bidi bidi;
	const char *hint;
	struct input *input;
	int64_t came_ms;  /* when bytes came last */
	int64_t asked_ms; /* when the terminal was asked who it is */
	struct key last_click;
	int64_t clicked;
	struct term_signals signals;
};

/* What die() can reach. */
static struct term *active;

/* Bytes to the terminal beside curses; only while its own buffer is empty. */
static void
send_bytes(struct term *t, const char *s, size_t len)
{
	while (t->fd >= 0 && len > 0 && !t->gone) {
		ssize_t n = write(STDOUT_FILENO, s, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN) {
			struct pollfd p = { STDOUT_FILENO, POLLOUT, 0 };
			if (poll(&p, 1, REPLY_MS) > 0)
				continue;
		}
		if (n <= 0)
			return;
		s += n;
		len -= (size_t)n;
	}
}

static void
send_text(struct term *t, const char *s)
{
	send_bytes(t, s, strlen(s));
}

static void
define_keys(struct input *in)
{
	static const struct {
		const char *cap;
		uint32_t code;
	} caps[] = { { "kcuu1", K_UP }, { "kcud1", K_DOWN },
		{ "kcub1", K_LEFT }, { "kcuf1", K_RIGHT }, { "khome", K_HOME },
		{ "kend", K_END }, { "kpp", K_PAGEUP }, { "knp", K_PAGEDOWN },
		{ "kich1", K_INSERT }, { "kdch1", K_DELETE },
		{ "kcbt", K_BACKTAB }, { "kent", K_ENTER }, { "kf1", K_F1 },
		{ "kf2", K_F1 + 1 }, { "kf3", K_F1 + 2 }, { "kf4", K_F1 + 3 },
		{ "kf5", K_F1 + 4 }, { "kf6", K_F1 + 5 }, { "kf7", K_F1 + 6 },
		{ "kf8", K_F1 + 7 }, { "kf9", K_F1 + 8 }, { "kf10", K_F1 + 9 },
		{ "kf11", K_F1 + 10 }, { "kf12", K_F12 } };
	for (size_t i = 0; i < ARRAY_LEN(caps); i++) {
		char name[16];
		(void)snprintf(name, sizeof(name), "%s", caps[i].cap);
		const char *s = tigetstr(name);
		if (s != NULL && s != (const char *)-1)
			input_define(in, s, caps[i].code);
	}
}

static enum colours
count_colours(const struct term *t)
{
	const char *no = getenv("NO_COLOR");
	if ((no != NULL && *no != '\0') || t->wanted == THEME_NONE ||
	    !has_colors())
		return COLOURS_NONE;
	char rgb[] = "RGB";
	if (tigetflag(rgb) > 0 && t->fd >= 0)
		return COLOURS_TRUE;
	/* COLORS is not known before start_color. */
	char colors[] = "colors";
	return tigetnum(colors) >= 256 ? COLOURS_256 : COLOURS_16;
}

static void
make_pairs(struct term *t)
{
	if (!t->colour)
		return;
	for (int r = 0; r < ROLES; r++) {
		struct look l = theme_look(t->theme, t->colours, (enum role)r);
		if (COLORS <= 8)
			l = theme_fold(t->theme, l);
		(void)init_extended_pair(role_pair((enum role)r), l.fg, l.bg);
	}
}

static enum theme
guess_theme(const struct term *t)
{
	if (t->colours == COLOURS_NONE)
		return THEME_NONE;
	if (t->wanted != THEME_AUTO)
		return t->wanted;
	const struct replies *r =
	    t->input != NULL ? input_replies(t->input) : NULL;
	if (r != NULL && r->background)
		return theme_of_rgb(r->red, r->green, r->blue);
	enum theme said = theme_of_colorfgbg(getenv("COLORFGBG"));
	return said != THEME_AUTO ? said : THEME_DARK;
}

/* Terminals that answer questions instead of printing them. */
static bool
answers(const char *name)
{
	static const char *const mute[] = { "linux", "dumb", "ansi", "cons25",
		"vt52", "vt100", "vt102", "vt220", "sun", "cygwin" };
	for (size_t i = 0; i < ARRAY_LEN(mute); i++)
		if (strcmp(name, mute[i]) == 0)
			return false;
	return true;
}

static void
modes_on(struct term *t)
{
	t->signals.held = true;
	if (!t->xterm)
		return;
	send_text(t, PASTE_ON MOUSE_ON);
	if (t->bidi == BIDI_APP && t->explicit_bidi)
		send_text(t, BIDI_OURS);
}

/* What give_back sends, as one text that is ready when it is too late. */
static void
prepare_restore(struct term *t)
{
	static const char *const caps[] = { "sgr0", "rmkx", "cnorm", "rmcup" };
	size_t n = 0;
	for (size_t i = 0; i < ARRAY_LEN(caps); i++) {
		char name[8];
		(void)snprintf(name, sizeof(name), "%s", caps[i]);
		const char *s = tigetstr(name);
		if (s != NULL && s != (const char *)-1 &&
		    n + strlen(s) < sizeof(t->signals.restore))
			n += (size_t)snprintf(t->signals.restore + n,
			    sizeof(t->signals.restore) - n, "%s", s);
	}
	const char *modes = BIDI_THEIRS MOUSE_OFF PASTE_OFF;
	if (t->xterm && n + strlen(modes) < sizeof(t->signals.restore))
		(void)snprintf(t->signals.restore + n,
		    sizeof(t->signals.restore) - n, "%s", modes);
}

static void
modes_off(struct term *t)
{
	t->signals.held = false;
	if (!t->xterm)
		return;
	if (t->explicit_bidi)
		send_text(t, BIDI_THEIRS);
	send_text(t, MOUSE_OFF PASTE_OFF);
}

static void
give_back(void)
{
	struct term *t = active;
	active = NULL;
	if (t == NULL || !t->signals.held)
		return;
	modes_off(t);
	(void)endwin();
}

static void
fit(const struct term *t)
{
	struct winsize ws;
	if (t->fd >= 0 && ioctl(t->fd, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 &&
	    ws.ws_col > 0)
		(void)resizeterm(ws.ws_row, ws.ws_col);
}

static void
set_up(struct term *t)
{
	(void)raw();
	(void)noecho();
	(void)nonl();
	(void)keypad(stdscr, TRUE);
	(void)leaveok(stdscr, FALSE);
	(void)curs_set(0);
	t->colours = count_colours(t);
	t->colour = t->colours != COLOURS_NONE && start_color() == OK &&
		    use_default_colors() == OK;
	if (!t->colour)
		t->colours = COLOURS_NONE;
	t->theme = guess_theme(t);
	make_pairs(t);
	define_keys(t->input);
}

/* TERM, if it names anything. */
static const char *
term_name(struct err *err)
{
	const char *name = getenv("TERM");
	if (name != NULL && *name != '\0')
		return name;
	(void)err_set(err, ERR_INVALID,
	    "TERM is not set, so the screen cannot be drawn; set it to the "
	    "kind of terminal this is, such as xterm-256color");
	return NULL;
}

static bool
open_streams(struct term *t, const struct term_opts *o, struct err *err)
{
	if (o->rows > 0 && o->cols > 0) {
		t->in = fopen("/dev/null", "re");
		t->out = fopen("/dev/null", "we");
	} else if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		return err_set(err, ERR_INVALID,
		    "the screen needs a terminal; a verb such as list or show "
		    "works without one");
	} else {
		t->fd = t->signals.fd = STDIN_FILENO;
		t->in = stdin;
		t->out = stdout;
	}
	return t->in != NULL && t->out != NULL
		   ? true
		   : err_set(err, ERR_IO, "/dev/null: %s", strerror(errno));
}

static void
close_streams(struct term *t)
{
	if (t->fd >= 0)
		return;
	if (t->in != NULL)
		(void)fclose(t->in);
	if (t->out != NULL)
		(void)fclose(t->out);
}

/* ncurses takes a new screen to be one of a program that writes by itself
 * between its calls, and sends what it holds at each move of the cursor, sixty
 * writes for a page, until it has come back from endwin() once (lib_mvcur.c of
 * 6.4). So it does here; what it says at leaving is for nobody. */
static void
settle(void)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (nowhere >= 0 && out >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
		(void)endwin();
		(void)dup2(out, STDOUT_FILENO);
		(void)refresh();
	}
	if (nowhere >= 0)
		(void)close(nowhere);
	if (out >= 0)
		(void)close(out);
}

static bool
start(struct term *t, const struct term_opts *o, struct err *err)
{
	const char *name = "xterm-256color";
	if (!open_streams(t, o, err))
		return false;
	t->ascii = !locale_choose() || o->ascii;
	if (t->fd >= 0 && (name = term_name(err)) == NULL)
		return false;
	if (t->fd >= 0 && tcgetattr(t->fd, &t->signals.modes) != 0)
		return err_set(
		    err, ERR_IO, "the terminal: %s", strerror(errno));
	if (t->fd >= 0 && !term_signals_catch(&t->signals, err))
		return false;
	use_env(FALSE);
	t->screen = newterm(name, t->out, t->in);
	char cup[] = "cup";
	if (t->screen == NULL || tigetstr(cup) == NULL) {
		if (t->screen != NULL)
			(void)endwin();
		if (t->fd >= 0)
			term_signals_release(&t->signals);
		return err_set(err, ERR_INVALID,
		    "the terminal \"%.40s\" (TERM) cannot show a screen or is "
		    "not known here; try TERM=xterm-256color",
		    name);
	}
	t->xterm = t->fd >= 0 && answers(name);
	prepare_restore(t);
	if (t->fd >= 0)
		settle();
	set_up(t);
	if (t->fd < 0)
		(void)resizeterm(o->rows, o->cols);
	fit(t);
	return true;
}

/* Who brings Arabic in order, before the terminal has answered. */
static enum bidi
guess_bidi(void)
{
	const char *tmux = getenv("TMUX"), *vte = getenv("VTE_VERSION");
	const char *name = getenv("TERM");
	if (tmux != NULL && vte != NULL)
		return BIDI_TERM;
	if (name != NULL && strncmp(name, "mlterm", 6) == 0)
		return BIDI_TERM;
	return BIDI_APP;
}

struct term *
term_open(const struct term_opts *opts, struct err *err)
{
	struct term *t = xcalloc(1, sizeof(*t));
	t->fd = -1;
	t->wanted = opts->theme;
	t->bidi_set = opts->bidi_set;
	t->bidi = opts->bidi_set ? opts->bidi : guess_bidi();
	t->input = input_new();
	if (!start(t, opts, err)) {
		close_streams(t);
		input_free(t->input);
		free(t);
		return NULL;
	}
	if (t->fd < 0 && !opts->bidi_set)
		t->bidi = BIDI_APP;
	/* Whether or not the terminal knows mode 8: it is asked once the
	 * first screen is out, and told with the answer. */
	active = t;
	die_hook(give_back);
	modes_on(t);
	return t;
}

/* Answers that nobody waits for any more must not reach the shell. */
static void
drain(struct term *t)
{
	int64_t until = job_clock_ms() + REPLY_MS;
	while (t->asked && !input_replies(t->input)->da1 && !t->gone) {
		int64_t left = until - job_clock_ms();
		struct pollfd p = { t->fd, POLLIN, 0 };
		char b[512];
		if (left <= 0 || poll(&p, 1, (int)left) <= 0)
			break;
		ssize_t n = read(t->fd, b, sizeof(b));
		if (n <= 0)
			break;
		struct key key;
		input_bytes(t->input, b, (size_t)n);
		while (input_next(t->input, false, &key))
			continue;
	}
}

void
term_close(struct term *t)
{
	if (t == NULL)
		return;
	if (t->fd >= 0)
		drain(t);
	if (t->signals.held) {
		modes_off(t);
		(void)endwin();
	}
	active = NULL;
	die_hook(NULL);
	delscreen(t->screen);
	if (t->fd >= 0)
		term_signals_release(&t->signals);
	close_streams(t);
	input_free(t->input);
	free(t);
}

void
term_suspend(struct term *t)
{
	if (!t->signals.held)
		return;
	(void)def_prog_mode();
	modes_off(t);
	(void)endwin();
}

void
term_resume(struct term *t)
{
	if (t->signals.held)
		return;
	(void)reset_prog_mode();
	fit(t);
	(void)clearok(stdscr, TRUE);
	(void)refresh();
	(void)curs_set(0);
	modes_on(t);
}

void
term_stop(struct term *t)
{
	if (t->fd < 0)
		return;
	term_suspend(t);
	struct sigaction sa = { .sa_handler = SIG_DFL }, old;
	sigemptyset(&sa.sa_mask);
	(void)sigaction(SIGTSTP, &sa, &old);
	(void)kill(0, SIGTSTP);
	(void)sigaction(SIGTSTP, &old, NULL);
	term_resume(t);
}

/* What the answers say about right-to-left text, terminal by terminal as tried:
 * who knows mode 8 leaves it to us, Konsole and mlterm do it themselves. */
static void
decide(struct term *t)
{
	const struct replies *r = input_replies(t->input);
	bool tmux = getenv("TMUX") != NULL;
	enum theme theme = theme_of_rgb(r->red, r->green, r->blue);
	t->decided = true;
	t->sync = r->sync == 1 || r->sync == 2;
	if (t->wanted == THEME_AUTO && t->colour && r->background &&
	    theme != t->theme)
		term_set_theme(t, theme);
	bool knows = r->bdsm == 1 || r->bdsm == 2;
	if (!t->bidi_set) {
		if (knows)
			t->bidi = BIDI_APP;
		else if ((strncmp(r->version, "Konsole", 7) == 0 && !tmux) ||
			 r->da2 == 24)
			t->bidi = BIDI_TERM;
		else if (strncmp(r->version, "kitty", 5) == 0)
			t->hint = "kitty: for right-to-left text put "
				  "\"force_ltr yes\" into kitty.conf";
	}
	t->explicit_bidi = knows;
	/* What is on the screen was laid out by the terminal until now. */
	if (knows) {
		send_text(t, t->bidi == BIDI_APP ? BIDI_OURS : BIDI_THEIRS);
		(void)clearok(curscr, TRUE);
	}
}

/* One signal out of the pipe as a key. */
static bool
signal_key(struct term *t, struct key *key)
{
	int number = t->fd < 0 ? 0 : term_signals_next();
	*key = (struct key){ .code = K_NONE };
	switch (number) {
	case 0:
		return false;
	case SIGWINCH:
		fit(t);
		key->code = K_RESIZE;
		return true;
	case SIGCONT: /* stopped by somebody else's hand */
		if (t->signals.held) {
			(void)reset_prog_mode();
			(void)clearok(curscr, TRUE);
			modes_on(t);
		}
		fit(t);
		key->code = K_RESIZE;
		return true;
	case SIGTSTP:
		key->code = K_CTRL | 'z';
		return true;
	default:
		key->code = K_HANGUP;
		return true;
	}
}

static bool
ready(struct term *t, bool late, struct key *key)
{
	if (!input_next(t->input, late, key))
		return false;
	if (key->code == K_REPLY && !t->decided)
		decide(t);
	if (key->code != K_MOUSE)
		return true;
	int64_t now = job_clock_ms();
	const struct key *l = &t->last_click;
	key->doubled = key->button == 1 && l->button == 1 && l->y == key->y &&
		       l->x == key->x && now - t->clicked < DOUBLE_MS;
	t->clicked = now;
	t->last_click = *key;
	if (key->doubled)
		t->last_click.button = 0;
	return true;
}

static void
fill(struct term *t, short events)
{
	char b[4096];
	if ((events & POLLIN) == 0) {
		t->gone = (events & (POLLHUP | POLLERR | POLLNVAL)) != 0;
		return;
	}
	ssize_t n = read(t->fd, b, sizeof(b));
	t->came_ms = job_clock_ms();
	if (n > 0)
		input_bytes(t->input, b, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		t->gone = true;
}

/* Wait for bytes or a signal until then. False if none came. */
static bool
await(struct term *t, int64_t until)
{
	struct pollfd p[2] = { { t->fd, POLLIN, 0 },
		{ term_signals_fd(), POLLIN, 0 } };
	int64_t left = until - job_clock_ms();
	int n = poll(p, 2, left < 0 ? 0 : left > INT_MAX ? -1 : (int)left);
	if (n < 0 && errno != EINTR)
		t->gone = true;
	if (n > 0 && p[0].revents != 0)
		fill(t, p[0].revents);
	return n != 0;
}

/* How long the rest of a sequence is waited for. While an answer of the
 * terminal is due it may be the start of that, which over a slow line comes in
 * pieces: its tail is no key of the analyst's ("c" would open a claim). */
static int64_t
patience(const struct term *t)
{
	bool due =
	    t->asked && !t->decided && t->came_ms - t->asked_ms < ANSWER_MS;
	return due ? REPLY_MS : ESCAPE_MS;
}

bool
term_key(struct term *t, int ms, struct key *key, bool *gone)
{
	int64_t until = ms < 0 ? INT64_MAX : job_clock_ms() + ms;
	bool hopeless = false; /* what is unfinished waits for more, as a paste
				  does */
	*gone = false;
	while (t->fd >= 0 && !t->gone) {
		if (signal_key(t, key) || ready(t, false, key))
			return true;
		/* The rest of a sequence may still be on its way, however short
		 * the caller wants to wait. */
		bool half = input_unfinished(t->input) && !hopeless;
		int64_t due = t->came_ms + patience(t);
		if (await(t, half && due < until ? due : until)) {
			hopeless = false;
			continue;
		}
		int64_t now = job_clock_ms();
		if (half && now >= due) {
			if (ready(t, true, key))
				return true;
			hopeless = true;
		}
		if (now >= until)
			return false;
	}
	*gone = t->gone;
	return false;
}

bool
term_pending_within(struct term *t, int ms)
{
	struct pollfd p[2] = { { t->fd, POLLIN, 0 },
		{ term_signals_fd(), POLLIN, 0 } };
	return t->fd >= 0 && (input_unfinished(t->input) || poll(p, 2, ms) > 0);
}

bool
term_pending(struct term *t)
{
	return term_pending_within(t, 0);
}

struct str
term_paste(const struct term *t)
{
	return input_paste(t->input);
}

void
term_size(const struct term *t, int *rows, int *cols)
{
	(void)t;
	getmaxyx(stdscr, *rows, *cols);
}

void
term_resize(struct term *t, int rows, int cols)
{
	if (t->fd < 0)
		(void)resizeterm(rows, cols);
}

bool
term_ascii(const struct term *t)
{
	return t->ascii;
}

enum bidi
term_bidi(const struct term *t)
{
	return t->bidi;
}

void
term_set_bidi(struct term *t, enum bidi bidi)
{
	t->bidi = bidi;
	t->bidi_set = true;
	if (t->explicit_bidi)
		send_text(t, bidi == BIDI_APP ? BIDI_OURS : BIDI_THEIRS);
	(void)clearok(curscr, TRUE);
}

enum colours
term_colours(const struct term *t)
{
	return t->colours;
}

enum theme
term_theme(const struct term *t)
{
	return t->theme;
}

void
term_set_theme(struct term *t, enum theme theme)
{
	if (theme == THEME_AUTO) {
		t->wanted = THEME_AUTO;
		theme = guess_theme(t);
	}
	if (!t->colour)
		theme = THEME_NONE;
	t->theme = theme;
	make_pairs(t);
	(void)clearok(curscr, TRUE);
}

const char *
term_hint(struct term *t)
{
	const char *hint = t->hint;
	t->hint = NULL;
	return hint;
}

void *
term_window(struct term *t)
{
	(void)t;
	return stdscr;
}

void
term_show(struct term *t, bool cursor)
{
	if (!t->signals.held)
		return;
	if (t->sync)
		send_text(t, "\033[?2026h");
	(void)curs_set(cursor ? 1 : 0);
	/* One that is out of sight may stay where it is. */
	(void)leaveok(stdscr, !cursor);
	(void)refresh();
	if (t->sync)
		send_text(t, "\033[?2026l");
	if (t->xterm && !t->asked) {
		t->asked = true;
		t->asked_ms = job_clock_ms();
		send_text(t, QUERY);
	}
}

void
term_redraw(struct term *t)
{
	(void)t;
	(void)clearok(curscr, TRUE);
}

bool
term_copy(struct term *t, struct str text)
{
	if (t->fd < 0 || !t->xterm || text.len > COPY_MAX)
		return false;
	struct buf b = { 0 };
	buf_puts(&b, "\033]52;c;");
	buf_base64(&b, text);
	buf_puts(&b, "\a");
	send_bytes(t, b.p, b.len);
	buf_release(&b);
	return true;
}
