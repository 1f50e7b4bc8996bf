/* An export that the screen started: a process of its own (mirsad export
 * --progress), so that no key waits for it. */
#ifndef UI_EXPORT_H
#define UI_EXPORT_H

#include "ui/app.h"

/* Start writing what the query finds. The job belongs to the caller, who gives
 * it to app_job; freeing it ends the export, and nothing of its file stays.
 * NULL with err when no process can be had. */
struct job *export_new(struct app *app, struct str format, struct str path,
    struct str query, struct err *err);

#endif
