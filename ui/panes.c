#include "config.h"

#include "ui/panes.h"

extern const struct cmd cmds_screen[];
extern const char *const keys_screen[];

const struct pane_ops *const pane_table[] = {
	NULL,
};

const struct cmd *const cmd_tables[] = {
	cmds_screen,
	NULL,
};

const char *const *const key_tables[] = {
	keys_screen,
	NULL,
};
