/* A ZIP on its way into a writer's sink: while it is open, what the writer
 * writes goes into its current file. */
#ifndef MODEL_ZIP_OUT_H
#define MODEL_ZIP_OUT_H

#include "model/writer.h"

struct zip;

/* Never NULL: what goes wrong shows with the first file. */
struct zip *zip_open(struct writer *w);
/* A new file of so many bytes; -1: not known yet. */
bool zip_file(struct zip *zip, const char *path, int64_t size, struct err *err);
/* The end of it; the writer has its own sink back. good: whether all went well
 * so far, which is what it returns unless the end fails. */
bool zip_close(struct zip *zip, bool good, struct err *err);

#endif
