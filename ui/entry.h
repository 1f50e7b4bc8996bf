/* Entries of the register as commands name and choose them. */
#ifndef UI_ENTRY_H
#define UI_ENTRY_H

#include "ui/app.h"

/* Is the focus in the view of the register? */
bool entry_in_register(struct app *app);
/* The entry that an act is about: of the dossier, else of the pane of names. */
bool entry_here(struct app *app, int64_t *id, struct err *err);
/* By its key, or a name in any spelling. */
bool entry_named(
    struct app *app, struct str text, int64_t *id, struct err *err);
/* Say so when an act is done. Returns good. */
bool entry_did(struct app *app, bool good, const char *what);
/* Keys of entries that a text may be completed to; for struct cmd.complete. */
void entry_keys(struct app *app, struct str arg, struct arena *arena,
    struct str **list, size_t *n);

#endif
