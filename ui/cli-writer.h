/* The export verb for the formats of model/writer.h. */
#ifndef UI_CLI_WRITER_H
#define UI_CLI_WRITER_H

#include "model/writer.h"
#include "ui/cli.h"

/* What --what names as bits of model/writer.h; 0: there is no such thing. */
unsigned cli_what(const char *what);
/* How far an export is, told now and then: to the program that asked for
 * --progress, else on a terminal. */
struct cli_telling {
	bool on, to_program;
	int64_t last_ms;
};
void cli_telling_init(struct cli_telling *t, struct cli *cli);
void cli_tell_export(struct cli_telling *t, int64_t done, int64_t total);
/* As cli_fail, and to the program that asked for --progress. */
int cli_export_fail(struct cli *cli, const struct err *err);
int cli_write(struct cli *cli, const struct writer_format *format);

#endif
