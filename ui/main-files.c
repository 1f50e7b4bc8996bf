/* The program with everything in it (mirsad-files). */
#include "config.h"

#include "ui/cli.h"

static const struct cli_files files = {
	.create = cli_create,
	.verbs = { { "init", cli_init }, { "import", cli_import },
	    { "export", cli_export } },
};
const struct cli_files *const main_files = &files;
