/* The claims as a report to read. */
#ifndef UI_CLI_REPORT_H
#define UI_CLI_REPORT_H

#include "ui/cli.h"

/* Statements one after the other in Markdown: who asserts and who denies, by
 * how many independent sources, with quotations, articles and figures. Gives
 * each to write(). */
bool cli_report(struct cli *cli, struct str query,
    bool (*write)(void *arg, struct str text, struct err *err), void *arg,
    struct err *err);

#endif
