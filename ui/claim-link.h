/* Linking two claims with two keys: the first marks one, the second asks what
 * it has to do with the other. */
#ifndef UI_CLAIM_LINK_H
#define UI_CLAIM_LINK_H

#include "ui/app.h"

bool claim_link(struct app *app, int64_t id, struct err *err);

#endif
