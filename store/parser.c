#include "config.h"

#include "store/parser.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/job.h"
#include "model/utf8.h"

enum { STEP = 256 << 10 }; /* bytes asked for at once */

struct parser {
	const struct lexicon *names; /* that a child is started with */
	pid_t child;                 /* 0: none */
	int sock;
	struct buf in; /* bytes of records, from at */
	size_t at;
	struct buf out; /* of the request, not yet taken, from sent */
	size_t sent;
	int fd;          /* to be sent along with the first of these; -1 */
	struct buf name; /* of the file under way */
	bool busy;       /* a file is under way */
	bool patient;
	bool ended;       /* the child died: the end is due */
	int64_t since_ms; /* waiting for the record */
};

void
parser_texts(struct parsed *parsed, struct str *reason, struct str **texts)
{
	struct article_in *in = &parsed->in;
	struct str *const all[PARSER_TEXTS] = { &in->title, &in->text, &in->url,
		&in->author, &in->outlet, &in->language, &in->source_id,
		&in->published, &in->extra, &in->origin, &in->repaired,
		&parsed->prepared.hash, &parsed->prepared.language, reason };

	memcpy(texts, all, sizeof all);
}

void
parser_blobs(struct parsed *parsed, struct str **blobs)
{
	struct prepared *p = &parsed->prepared;
	struct str *const all[PARSER_BLOBS] = { &p->body, &p->prints,
		&p->in_title, &p->in_text };

	memcpy(blobs, all, sizeof all);
}

struct parser *
parser_new(void)
{
	struct parser *p = xcalloc(1, sizeof *p);

	p->sock = p->fd = -1;
	return p;
}

/* The child's end; how it came to it. */
static int
stop(struct parser *p, bool kill_it)
{
	int status = 0;

	if (p->child > 0) {
		if (kill_it)
			(void)kill(p->child, SIGKILL);
		while (waitpid(p->child, &status, 0) < 0 && errno == EINTR)
			;
	}
	if (p->sock >= 0)
		(void)close(p->sock);
	p->child = 0;
	p->sock = -1;
	p->busy = false;
	return status;
}

void
parser_free(struct parser *p)
{
	if (p == NULL)
		return;
	(void)stop(p, true);
	buf_release(&p->in);
	buf_release(&p->out);
	buf_release(&p->name);
	free(p);
}

void
parser_names(struct parser *p, const struct lexicon *names)
{
	(void)stop(p, true);
	p->names = names;
}

static bool
start_child(struct parser *p, struct err *err)
{
	int pair[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return err_set(
		    err, ERR_IO, "no channel to a parser: %s", strerror(errno));
	pid = fork();
	if (pid == 0)
		parser_serve(pair[1], p->names);
	(void)close(pair[1]);
	if (pid < 0) {
		(void)close(pair[0]);
		return err_set(err, ERR_IO, "no process for a parser: %s",
		    strerror(errno));
	}
	p->child = pid;
	p->sock = pair[0];
	(void)fcntl(p->sock, F_SETFL, O_NONBLOCK);
	return true;
}

bool
parser_start(struct parser *p, const struct parser_file *file, struct err *err)
{
	const struct parser_request request = {
		.lines = file->lines,
		.gather = !file->patient,
		.format = (uint32_t)file->format.len,
		.name = (uint32_t)file->name.len,
		.head = (uint32_t)file->head.len,
	};

	if (p->busy)
		(void)stop(p, true);
	if (p->child == 0 && !start_child(p, err))
		return false;
	buf_reset(&p->in);
	buf_reset(&p->out);
	buf_reset(&p->name);
	p->at = p->sent = 0;
	buf_add(&p->out, &request, sizeof request);
	buf_str(&p->out, file->format);
	buf_str(&p->out, file->name);
	buf_str(&p->out, file->head);
	buf_str(&p->name, file->name);
	p->fd = file->fd;
	p->patient = file->patient;
	p->busy = true;
	p->ended = false;
	p->since_ms = job_clock_ms();
	return true;
}

/* Send what the socket takes; the file goes with the first bytes. */
static ssize_t
send_some(struct parser *p)
{
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	struct iovec part = { p->out.p + p->sent, p->out.len - p->sent };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *c;
	ssize_t n;

	if (p->sent == 0) {
		message.msg_control = &control;
		message.msg_controllen = sizeof control;
		c = CMSG_FIRSTHDR(&message);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(c), &p->fd, sizeof p->fd);
	}
	n = sendmsg(p->sock, &message, MSG_NOSIGNAL);
	if (n > 0)
		p->sent += (size_t)n;
	return n;
}

static ssize_t
get_some(struct parser *p)
{
	ssize_t n;

	if (p->at > 0) {
		p->in.len -= p->at;
		memmove(p->in.p, p->in.p + p->at, p->in.len);
		p->at = 0;
	}
	buf_reserve(&p->in, STEP);
	n = read(p->sock, p->in.p + p->in.len, STEP);
	if (n > 0)
		p->in.len += (size_t)n;
	return n;
}

/* Let bytes go both ways until something came in or the time is up. False when
 * the child is gone. */
static bool
talk(struct parser *p, int wait_ms)
{
	struct pollfd poll_fd = { .fd = p->sock, .events = POLLIN };
	ssize_t n = 1;

	if (p->sent < p->out.len)
		poll_fd.events |= POLLOUT;
	if (poll(&poll_fd, 1, wait_ms) <= 0)
		return true;
	if ((poll_fd.revents & (POLLIN | POLLHUP | POLLERR)) != 0)
		n = get_some(p);
	else if ((poll_fd.revents & POLLOUT) != 0)
		n = send_some(p);
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN ||
				      errno == EWOULDBLOCK));
}

/* Bytes of the record at the front, head and all; 0: not all there; SIZE_MAX:
 * nonsense. */
static size_t
record_size(const struct parser *p)
{
	struct parser_head head;
	size_t size, i, left = p->in.len - p->at;

	if (left < sizeof head)
		return 0;
	memcpy(&head, p->in.p + p->at, sizeof head);
	size = sizeof head;
	for (i = 0; i < PARSER_TEXTS; i++)
		size += head.len[i];
	for (i = 0; i < PARSER_BLOBS; i++)
		size += head.blob[i];
	if (size > PARSER_BYTES || head.result < READER_ARTICLE ||
	    head.result > READER_END)
		return SIZE_MAX;
	return left < size ? 0 : size;
}

static struct str
valid(struct arena *arena, struct str s)
{
	struct buf out = { 0 }, what = { 0 };

	if (utf8_valid(s) && (s.len == 0 || memchr(s.p, 0, s.len) == NULL))
		return arena_str(arena, s);
	utf8_repair(&out, s, &what);
	s = arena_str(arena, buf_view(&out));
	buf_release(&out);
	buf_release(&what);
	return s;
}

static void
take_record(struct parser *p, struct arena *arena, struct parsed *parsed,
    struct err *err)
{
	struct str reason = { 0 }, *texts[PARSER_TEXTS], *blobs[PARSER_BLOBS];
	struct parser_head head;
	size_t i;

	memcpy(&head, p->in.p + p->at, sizeof head);
	p->at += sizeof head;
	parser_texts(parsed, &reason, texts);
	for (i = 0; i < PARSER_TEXTS; i++) {
		*texts[i] =
		    valid(arena, (struct str){ p->in.p + p->at, head.len[i] });
		p->at += head.len[i];
	}
	parser_blobs(parsed, blobs);
	for (i = 0; i < PARSER_BLOBS; i++) {
		*blobs[i] = (struct str){ p->in.p + p->at, head.blob[i] };
		p->at += head.blob[i];
	}
	parsed->prepared.words = head.words;
	parsed->in.read = (head.flags & 1) != 0;
	parsed->in.flagged = (head.flags & 2) != 0;
	if (head.result == READER_BAD)
		err_set(err, ERR_INVALID, "%.*s", (int)reason.len, reason.p);
	if (head.result == READER_END)
		p->busy = false;
	p->since_ms = job_clock_ms();
	parsed->result = (enum reader_result)head.result;
}

void
parser_rested(struct parser *p)
{
	p->since_ms = job_clock_ms();
}

/* The child is gone, or has to go: what the analyst is told. */
static void
explain(struct parser *p, bool late, struct err *err)
{
	int status = stop(p, late);

	p->ended = true;
	if (late || (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU)))
		err_set(err, ERR_INVALID,
		    "takes too long to read, and was given up");
	else if (WIFEXITED(status) && WEXITSTATUS(status) == 4)
		err_set(err, ERR_INVALID,
		    "needs more than %d MB of memory to read",
		    PARSER_MEMORY >> 20);
	else
		err_set(
		    err, ERR_INVALID, "cannot be read: it ended the parser");
}

enum parser_result
parser_next(struct parser *p, int64_t until_ms, struct arena *arena,
    struct parsed *parsed, struct err *err)
{
	int64_t now, late_ms = p->since_ms + PARSER_WAIT * INT64_C(1000),
		     wait_ms;
	bool alive = true, late = false;
	size_t size;

	*parsed = (struct parsed){ 0 };
	if (p->ended || !p->busy) {
		p->busy = p->ended = false;
		parsed->result = READER_END;
		return PARSER_RECORD;
	}
	while ((size = record_size(p)) == 0 && alive && !late) {
		now = job_clock_ms();
		late = !p->patient && now >= late_ms;
		wait_ms = until_ms > now ? until_ms - now : 0;
		alive = talk(p, (int)(wait_ms < 1000 ? wait_ms : 1000));
		if (wait_ms == 0 && alive && !late && record_size(p) == 0)
			return PARSER_LATER;
	}
	if (size > 0 && size != SIZE_MAX) {
		take_record(p, arena, parsed, err);
		return PARSER_RECORD;
	}
	explain(p, late || size == SIZE_MAX, err);
	parsed->in.origin = arena_str(arena, buf_view(&p->name));
	parsed->result = READER_BAD;
	return PARSER_RECORD;
}
