#include "config.h"

#include "ui/term-signal.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* What the handlers can reach. */
static int signal_pipe[2] = { -1, -1 };
static struct term_signals *catching;

static void
on_signal(int number)
{
	int saved = errno;
	unsigned char b = (unsigned char)number;
	if (write(signal_pipe[1], &b, 1) < 0)
		errno = saved; /* full: one is on its way already */
	errno = saved;
}

static const int caught[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP,
	SIGCONT };
static const int ignored[] = { SIGPIPE, SIGXFSZ, SIGTTOU };
static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT,
	SIGSYS };

/* The program dies: give the terminal back with what a signal handler may do,
 * then die of it as one does. */
static void
on_fatal(int number)
{
	struct term_signals *s = catching;
	catching = NULL;
	if (s != NULL && s->held) {
		if (write(STDOUT_FILENO, s->restore, strlen(s->restore)) < 0)
			s->held = false;
		(void)tcsetattr(s->fd, TCSANOW, &s->modes);
	}
	(void)signal(number, SIG_DFL);
	if (s != NULL)
		(void)sigaction(number, &s->old[number], NULL);
	(void)raise(number);
}

bool
term_signals_catch(struct term_signals *s, struct err *err)
{
	if (signal_pipe[0] < 0 && pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK))
		return err_set(err, ERR_IO, "pipe: %s", strerror(errno));
	struct sigaction sa = { .sa_handler = on_signal };
	sigemptyset(&sa.sa_mask);
	sa.sa_flags = SA_RESTART;
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		(void)sigaction(caught[i], &sa, &s->old[caught[i]]);
	sa.sa_handler = on_fatal;
	for (size_t i = 0; i < ARRAY_LEN(fatal); i++)
		(void)sigaction(fatal[i], &sa, &s->old[fatal[i]]);
	sa.sa_handler = SIG_IGN;
	for (size_t i = 0; i < ARRAY_LEN(ignored); i++)
		(void)sigaction(ignored[i], &sa, &s->old[ignored[i]]);
	catching = s;
	return true;
}

void
term_signals_release(struct term_signals *s)
{
	catching = NULL;
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		(void)sigaction(caught[i], &s->old[caught[i]], NULL);
	for (size_t i = 0; i < ARRAY_LEN(fatal); i++)
		(void)sigaction(fatal[i], &s->old[fatal[i]], NULL);
	for (size_t i = 0; i < ARRAY_LEN(ignored); i++)
		(void)sigaction(ignored[i], &s->old[ignored[i]], NULL);
}

int
term_signals_fd(void)
{
	return signal_pipe[0];
}

int
term_signals_next(void)
{
	unsigned char b;
	return read(signal_pipe[0], &b, 1) == 1 ? b : 0;
}
