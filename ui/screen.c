#include "config.h"

#include "ui/cli.h"
#include "ui/ui.h"

/* A damaged library is refused at the first picture, before anything is
 * written; what shows up later is told where it is met. */
static bool
damaged(struct app *app, struct err *err)
{
	app_turn(app);
	return app->ui->damaged &&
	       !err_set(err, ERR_CORRUPT,
		   "the library is damaged; `mirsad check` says where");
}

int
screen_main(struct store *store, const struct screen_opts *opts)
{
	struct err err = { 0 };
	struct app *app = app_new(store, opts, &err);
	bool fine = app != NULL && !damaged(app, &err);
	if (fine && opts->script != NULL) {
		fine = script_play(app, opts->script, &err);
		place_save(app);
	} else if (fine) {
		app_loop(app);
	}
	app_free(app);
	if (!fine)
		cli_warn("%s", err.text);
	return fine                      ? CLI_OK
	       : err.code == ERR_CORRUPT ? CLI_LIBRARY
					 : CLI_REFUSED;
}
