#include "config.h"

#include "model/zip-out.h"

#include <archive.h>
#include <archive_entry.h>

struct zip {
	struct writer *w;
	struct archive *archive;
	struct sink below; /* the writer's own */
	struct err why;    /* what it said */
};

static bool
failed(const struct zip *zip, struct err *err)
{
	const char *why = archive_error_string(zip->archive);

	if (zip->why.code != ERR_NONE) {
		if (err != NULL)
			*err = zip->why;
		return false;
	}
	return err_set(err, ERR_IO, "zip: %s", why != NULL ? why : "failed");
}

/* The archive never hears of a failure, which is kept for the caller:
 * libarchive would leak what it holds of the file that is being written. */
static la_ssize_t
to_below(struct archive *archive, void *arg, const void *p, size_t n)
{
	struct zip *zip = arg;

	(void)archive;
	if (zip->why.code == ERR_NONE)
		(void)zip->below.write(zip->below.arg, p, n, &zip->why);
	return (la_ssize_t)n;
}

static bool
data(void *arg, const char *p, size_t n, struct err *err)
{
	struct zip *zip = arg;

	return (archive_write_data(zip->archive, p, n) == (la_ssize_t)n &&
		   zip->why.code == ERR_NONE) ||
	       failed(zip, err);
}

struct zip *
zip_open(struct writer *w)
{
	struct zip *zip = xcalloc(1, sizeof *zip);

	zip->w = w;
	zip->below = w->sink;
	zip->archive = archive_write_new();
	if (zip->archive == NULL)
		die("out of memory");
	(void)archive_write_set_format_zip(zip->archive);
	(void)archive_write_set_bytes_per_block(zip->archive, 0);
	(void)archive_write_open(zip->archive, zip, NULL, to_below, NULL);
	w->sink = (struct sink){ data, zip };
	return zip;
}

bool
zip_file(struct zip *zip, const char *path, int64_t size, struct err *err)
{
	struct archive_entry *e;
	int got;

	/* What is still in the buffer belongs to the file before. */
	if (!writer_flush(zip->w, err))
		return false;
	e = archive_entry_new();
	archive_entry_set_pathname(e, path);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_mtime(e, zip->w->source->now, 0);
	if (size >= 0)
		archive_entry_set_size(e, size);
	got = archive_write_header(zip->archive, e);
	archive_entry_free(e);
	return (got >= ARCHIVE_WARN && zip->why.code == ERR_NONE) ||
	       failed(zip, err);
}

bool
zip_close(struct zip *zip, bool good, struct err *err)
{
	good = good && writer_flush(zip->w, err);
	if ((archive_write_close(zip->archive) != ARCHIVE_OK ||
		zip->why.code != ERR_NONE) &&
	    good)
		good = failed(zip, err);
	zip->w->sink = zip->below;
	(void)archive_write_free(zip->archive);
	free(zip);
	return good;
}
