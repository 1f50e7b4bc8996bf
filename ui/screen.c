#include "config.h"

#include "ui/cli.h"
#include "ui/ui.h"

int
screen_main(struct store *store, const struct screen_opts *opts)
{
	struct err err = { 0 };
	struct app *app = app_new(store, opts, &err);
	bool fine = app != NULL;
	if (fine && opts->script != NULL) {
		fine = script_play(app, opts->script, &err);
		place_save(app);
	} else if (fine) {
		app_loop(app);
	}
	app_free(app);
	if (!fine)
		cli_warn("%s", err.text);
	return fine ? 0 : 1;
}
