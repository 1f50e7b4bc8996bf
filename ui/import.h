/* An import that the screen started: a process of its own (mirsad import
 * --progress), so that no key waits for a disk or an index. The screen reads
 * how far it is, and sees what it wrote as it sees any other program's. */
#ifndef UI_IMPORT_H
#define UI_IMPORT_H

#include "ui/app.h"

/* Start importing a file or folder. The job belongs to the caller, who gives it
 * to app_job; freeing it ends the import in order and waits for that: what was
 * stored stays, and one undo takes it back. NULL with err when no process can
 * be had. */
struct job *import_new(struct app *app, struct str path, struct err *err);

/* The same for what imports left to be done: what one that broke off did not
 * index, and the names that nobody knows. */
struct job *import_left(struct app *app, struct err *err);

#endif
