/* A codebook's file, parsed in a process of its own. */
#include "config.h"

#include "model/read-codebook.h"
#include "store/take-child.h"
#include "store/take-codes.h"

bool
store_take_codes(struct store *store, struct str file, const struct taking *in,
    struct err *err)
{
	struct buf lines = { 0 };
	bool good = take_lines(codebook_lines, file, &lines, err) &&
		    take_code_lines(store, buf_view(&lines), in, err);

	buf_release(&lines);
	return good;
}
