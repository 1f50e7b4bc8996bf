/* Long work in small steps: the loop of the screen gives each step a few
 * milliseconds, a verb of the command line as much as it likes. Every step
 * leaves a committed state, so that stopping is simply not calling again. */
#ifndef MODEL_JOB_H
#define MODEL_JOB_H

#include "model/base.h"

struct job {
	const char *label; /* "indexing"; NULL: over too soon to be told */
	/* Work until the monotonic clock says until_ms. False: it is done, or
	 * it failed (err->code tells; ERR_NONE when done). */
	bool (*step)(struct job *, int64_t until_ms, struct err *);
	void (*free)(struct job *);
	int64_t done, total; /* for the status line; total 0: not known */
	/* Another process does the work, and a step, which then never waits,
	 * only looks how far it is: every so many ms. 0: the step works. */
	int wait_ms;
	/* The analyst asked for it: it goes before what is done by itself, and
	 * Escape stops it. */
	bool asked;
};

/* Milliseconds of the monotonic clock. */
int64_t job_clock_ms(void);

#endif
