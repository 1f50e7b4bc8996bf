/* The export verb for the formats of model/writer.h. */
#ifndef UI_CLI_WRITER_H
#define UI_CLI_WRITER_H

#include "model/writer.h"
#include "ui/cli.h"

/* What --what names as bits of model/writer.h; 0: there is no such thing. */
unsigned cli_what(const char *what);
/* As cli_fail, and to the program that asked for --progress. */
int cli_export_fail(struct cli *cli, const struct err *err);
int cli_write(struct cli *cli, const struct writer_format *format);

#endif
