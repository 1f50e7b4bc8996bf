/* Hostile text in every format of import that has rules of its own. */
#ifndef TESTS_HOSTILE_FILES_H
#define TESTS_HOSTILE_FILES_H

#include "model/str.h"

/* One word a format, which stands in the text of its one article. */
extern const char *const hostile_words[]; /* ends with NULL */

/* Write a file of each into the folder: a web page, feeds, a mailbox, a table,
 * an archive, a newsboat cache. evil is valid UTF-8. */
void hostile_files(const char *dir, struct str evil);

#endif
