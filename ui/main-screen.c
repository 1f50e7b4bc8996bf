/* The program that most starts are of: the screen, and the verbs that touch no
 * file of another program's. */
#include "config.h"

#include "ui/cli.h"

const struct cli_files *const main_files = NULL;
