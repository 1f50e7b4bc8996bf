#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/library.h"
#include "tests/program.h"
#include "tests/test.h"

/* What is typed in the form of a claim survives kill -9, is offered at the next
 * start, and is saved once. */

enum { DRAFT_MS = 1500 /* within which a draft is on disk */ };

static struct pty *
start(const char *library)
{
	const char *const args[] = { "-l", library, NULL };

	return program_start(36, 120, args, NULL);
}

static int64_t
number(const char *library, const char *sql)
{
	struct store *store = library_open(library);
	int64_t n = library_sql(store, sql);

	store_close(store);
	return n;
}

static void
killed(const char *library)
{
	struct pty *p = start(library);

	ok(pty_wait(p, "Articles"), "it is there");
	pty_type(p, "\r]cc");
	ok(pty_wait(p, "Claim, as suggested"), "]c c opens the form");
	pty_type(p, "half a thought\t\tReuters");
	ok(pty_wait(p, "Reuters"), "two fields are typed");
	(void)pty_idle(p, DRAFT_MS);
	pty_signal(p, SIGKILL);
	ok(WIFSIGNALED(pty_wait_exit(p)), "it is killed");
	pty_free(p);
	is_int(number(library, "SELECT count(*) FROM claim"), 0,
	    "nothing was saved");
	is_int(number(library, "SELECT count(*) FROM draft"), 1,
	    "but what was typed is kept");
}

static void
taken_up(const char *library)
{
	struct pty *p = start(library);

	ok(pty_wait(p, "Left unfinished: a claim"), "it is offered");
	pty_type(p, "t");
	ok(pty_wait(p, "half a thought") && pty_wait(p, "Reuters"),
	    "and taken up, field by field");
	ok(pty_wait(p, "envoy"), "with what the suggestion knew");
	pty_type(p, "\r");
	ok(pty_wait(p, "saved"), "Enter saves it");
	pty_type(p, ":quit\r");
	is_int(pty_wait_exit(p), 0, "it leaves in order");
	pty_free(p);
	is_int(number(library, "SELECT count(*) FROM claim WHERE statement = "
			       "'half a thought'"),
	    1, "the claim is there");
	is_int(number(library, "SELECT count(*) FROM claim_source"), 2,
	    "with its claimant and the outlet it came through");
	is_int(number(library, "SELECT count(*) FROM draft"), 0,
	    "and the draft is gone");
}

int
main(void)
{
	char *path = library_path("library.db");
	struct store *store = library_new(path);

	(void)library_article(store, "Talks",
	    "The envoy said that the talks would go on. Nobody else spoke.");
	store_close(store);
	killed(path);
	taken_up(path);
	free(path);
	library_clean();
	return done();
}
