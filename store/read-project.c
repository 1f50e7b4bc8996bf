/* A project's file, parsed in a process of its own. */
#include "config.h"

#include "model/read-project.h"
#include "store/take-child.h"
#include "store/take-project.h"

bool
store_take_project(struct store *store, struct str file,
    const struct taking *in, struct err *err)
{
	struct buf lines = { 0 };
	bool good = take_lines(project_lines, file, &lines, err) &&
		    take_project_lines(store, buf_view(&lines), in, err);

	buf_release(&lines);
	return good;
}
