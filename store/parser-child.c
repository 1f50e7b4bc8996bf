/* The child's side of store/parser.h: what it may do, and its loop. */
#include "config.h"

#include "store/parser.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "store/read-newsboat.h"
#include "store/sandbox.h"

enum {
	HEAD_MAX = 1 << 20,
	GATHER = 32 << 10, /* bytes of records that are sent at once */
	AHEAD = 64 << 20,  /* that may wait until the library's process asks */
};

static _Noreturn void
leave(void)
{
	_exit(3);
}

static void
die_quietly(void)
{
	_exit(4);
}

static void
limit(int what, rlim_t value)
{
	const struct rlimit limit = { value, value };

	if (setrlimit((__typeof__(RLIMIT_AS))what, &limit) != 0)
		leave();
}

#ifndef MIRSAD_SANITIZE
/* Bytes of address space in use: what the parent had is not held against the
 * child. */
static rlim_t
memory_now(void)
{
	char text[64] = "";
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
	int64_t pages = 0;
	struct str s;

	if (fd >= 0)
		(void)close(fd);
	if (n <= 0)
		return 0;
	s = str_of(text);
	s = str_slice(s, 0, str_find(s, str_of(" "), 0));
	return str_int(s, &pages) ? (rlim_t)pages * (rlim_t)getpagesize() : 0;
}
#endif

/* Ten seconds of processor from now on. */
static void
more_time(void)
{
	struct rlimit cpu = { 0, RLIM_INFINITY };
	struct rusage used;

	if (getrusage(RUSAGE_SELF, &used) != 0)
		leave();
	cpu.rlim_cur = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
		       PARSER_CPU + 1;
	if (setrlimit(RLIMIT_CPU, &cpu) != 0)
		leave();
}

/* Nothing of the parent's is left open but the socket; no files are written, no
 * processes started, no dumps left, and the parent's end is the child's. */
static void
confine(int sock)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), i;

	if (null < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		leave();
	for (i = 0; i < 3; i++) {
		if (dup2(null, i) < 0)
			leave();
	}
	if (sock != 3 && dup2(sock, 3) < 0)
		leave();
	if (close_range(4, ~0U, 0) != 0)
		leave();
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGPIPE, SIG_DFL);
	(void)signal(SIGTERM, SIG_DFL);
	(void)signal(SIGXCPU, SIG_DFL);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
#ifndef MIRSAD_SANITIZE
	limit(RLIMIT_AS, memory_now() + PARSER_MEMORY);
#endif
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	sandbox_enter();
}

static void
get_all(void *p, size_t n)
{
	char *at = p;
	ssize_t got;

	while (n > 0) {
		got = read(3, at, n);
		if (got == 0 || (got < 0 && errno != EINTR))
			leave();
		if (got > 0) {
			at += got;
			n -= (size_t)got;
		}
	}
}

/* A request's head, and the file that comes with it. */
static int
get_request(struct parser_request *request)
{
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	struct iovec part = { request, sizeof *request };
	struct msghdr message = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof control };
	const struct cmsghdr *c;
	ssize_t got;
	int fd;

	do
		got = recvmsg(3, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
	while (got < 0 && errno == EINTR);
	c = got == sizeof *request ? CMSG_FIRSTHDR(&message) : NULL;
	if (c == NULL || c->cmsg_type != SCM_RIGHTS ||
	    request->format > HEAD_MAX || request->name > HEAD_MAX ||
	    request->head > READER_MAX)
		leave();
	memcpy(&fd, CMSG_DATA(c), sizeof fd);
	return fd;
}

struct file {
	struct str head;
	int fd;
};

struct request {
	struct parser_request head;
	struct str format, name;
};

static ptrdiff_t
read_file(void *arg, char *p, size_t n, struct err *err)
{
	struct file *file = arg;
	ssize_t got;

	if (file->head.len > 0) {
		n = n < file->head.len ? n : file->head.len;
		memcpy(p, file->head.p, n);
		file->head = str_slice(file->head, n, file->head.len);
		return (ptrdiff_t)n;
	}
	do
		got = read(file->fd, p, n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		err_set(err, ERR_IO, "%s", strerror(errno));
	return (ptrdiff_t)got;
}

/* What the records of a file are worked out and sent with. */
struct server {
	struct preparer preparer;
	struct buf out; /* records, from sent on not sent yet */
	size_t sent;
	struct arena arena; /* of a record */
};

/* Send what is taken now, and wait until no more than so many bytes are left.
 */
static void
flush(struct server *s, size_t left)
{
	struct str rest = str_slice(buf_view(&s->out), s->sent, s->out.len);
	ssize_t n;

	while (rest.len > 0) {
		n = send(3, rest.p, rest.len,
		    rest.len > left ? MSG_NOSIGNAL
				    : MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			break;
		if (n < 0 && errno != EINTR)
			leave();
		if (n > 0)
			rest = str_slice(rest, (size_t)n, rest.len);
	}
	s->sent = s->out.len - rest.len;
	/* What was sent makes room once it is more than what has to move. */
	if (s->sent >= rest.len) {
		if (rest.len > 0)
			memmove(s->out.p, rest.p, rest.len);
		s->out.len = rest.len;
		s->sent = 0;
	}
	more_time();
}

static void
send_record(struct server *s, struct parsed *parsed, const struct err *err)
{
	struct parser_head head = { .result = (int32_t)parsed->result,
		.code = (int32_t)err->code,
		.flags = (parsed->in.read ? 1U : 0U) |
			 (parsed->in.flagged ? 2U : 0U),
		.words = parsed->prepared.words };
	struct str reason = str_of(err->text), *texts[PARSER_TEXTS];
	struct str *blobs[PARSER_BLOBS];
	size_t i;

	if (parsed->result != READER_BAD)
		reason = str_of("");
	parser_texts(parsed, &reason, texts);
	for (i = 0; i < PARSER_TEXTS; i++)
		head.len[i] = (uint32_t)texts[i]->len;
	parser_blobs(parsed, blobs);
	for (i = 0; i < PARSER_BLOBS; i++)
		head.blob[i] = (uint32_t)blobs[i]->len;
	buf_add(&s->out, &head, sizeof head);
	for (i = 0; i < PARSER_TEXTS; i++)
		buf_str(&s->out, *texts[i]);
	for (i = 0; i < PARSER_BLOBS; i++)
		buf_str(&s->out, *blobs[i]);
}

static struct reader *
open_reader(struct file *file, const struct request *request, struct err *err)
{
	const struct reader_source source = { read_file, file };

	if (request->head.lines >= 0)
		return reader_resume(
		    source, request->name, request->head.lines, err);
	if (str_is(request->format, read_newsboat.name))
		return reader_open_as(
		    source, &read_newsboat, request->name, err);
	return reader_open(source, request->format, request->name, err);
}

static void
serve_record(
    struct server *s, struct reader *reader, bool ready, struct parsed *parsed)
{
	struct err err = { 0 };

	arena_reset(&s->arena);
	*parsed = (struct parsed){ 0 };
	parsed->result = reader_next(reader, &s->arena, &parsed->in, &err);
	if (ready && parsed->result == READER_ARTICLE)
		prepare(
		    &s->preparer, &parsed->in, &s->arena, &parsed->prepared);
	send_record(s, parsed, &err);
}

/* A file of ours is read on while the library's process has other work; of a
 * foreign one, which may end this process, no record waits for long. */
static void
serve(struct server *s, struct file *file, const struct request *request)
{
	const bool ours = request->head.lines >= 0;
	struct parsed parsed = { .result = READER_BAD };
	struct err err = { 0 };
	struct reader *reader;
	size_t most = request->head.gather != 0 ? GATHER : 0;

	more_time();
	reader = open_reader(file, request, &err);
	if (reader == NULL) {
		parsed.in.origin = request->name;
		send_record(s, &parsed, &err);
		parsed = (struct parsed){ .result = READER_END };
		send_record(s, &parsed, &err);
	}
	while (parsed.result != READER_END) {
		serve_record(s, reader, ours, &parsed);
		if (s->out.len - s->sent > most)
			flush(s, ours ? AHEAD : 0);
	}
	flush(s, 0);
	reader_close(reader);
	arena_reset(&s->arena);
}

static char *
get_text(size_t len)
{
	char *p = xcalloc(len + 1, 1);

	get_all(p, len);
	return p;
}

_Noreturn void
parser_serve(int sock, const struct lexicon *names)
{
	struct server server = { .preparer = { body_press_new(), names } };
	char *format, *name, *head;
	struct request request = { 0 };
	struct file file;

	die_hook(die_quietly);
	confine(sock);
	for (;;) {
		file.fd = get_request(&request.head);
		format = get_text(request.head.format);
		name = get_text(request.head.name);
		head = get_text(request.head.head);
		file.head = (struct str){ head, request.head.head };
		request.format = (struct str){ format, request.head.format };
		request.name = (struct str){ name, request.head.name };
		serve(&server, &file, &request);
		(void)close(file.fd);
		free(format);
		free(name);
		free(head);
	}
}
