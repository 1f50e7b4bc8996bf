#include "config.h"

#include "tests/crash/session.h"

#include <unistd.h>

#include "store/article.h"
#include "store/history.h"
#include "store/note.h"
#include "tests/library.h"
#include "tests/test.h"

void
session_make(const char *path)
{
	struct store *store = library_new(path);

	(void)library_article(store, "Haftar in Cairo", "He was in Cairo.");
	(void)library_article(store, "Haftar in Moscow", "He was there too.");
	store_close(store);
}

static bool
step_note(struct store *store, int i, struct err *err)
{
	struct note note = { .on_id = 1 + i % 2 };
	struct buf text = { 0 };
	int64_t id;
	bool good;

	/* Long ones too, over several pages. */
	buf_addf(&text, "note of step %d", i);
	if (i % 4 == 0)
		while (text.len < 40000)
			buf_puts(&text, " and so on, and so on");
	note.text = buf_view(&text);
	good = store_note_add(store, &note, &id, err);
	buf_release(&text);
	return good;
}

/* The newest note, for editing and removing; 0 when there is none. */
static bool
newest_note(struct store *store, int64_t *id, struct err *err)
{
	struct arena arena = { 0 };
	struct note *list;
	struct page page = { .dir = 1, .most = 1 };
	bool good =
	    store_notes_page(store, str_of(""), 0, &page, &arena, &list, err);

	*id = good && page.n > 0 ? list[0].id : 0;
	arena_release(&arena);
	return good;
}

static bool
step_mark(struct store *store, enum mark mark, struct err *err)
{
	static const int64_t ids[] = { 1, 2 };
	size_t changed;

	return store_article_mark(store, ids, 2, mark, &changed, err);
}

bool
session_step(struct store *store, int i, struct err *err)
{
	static const int64_t ids[] = { 1, 2 };
	struct arena arena = { 0 };
	struct buf text = { 0 };
	struct str summary;
	size_t changed;
	int64_t id;
	bool good;

	switch (i % SESSION_STEPS) {
	case 2:
		return step_mark(store, MARK_DONE, err);
	case 4:
		buf_addf(&text, "other words of step %d", i);
		good = newest_note(store, &id, err) &&
		       store_note_edit(store, id, buf_view(&text), err);
		buf_release(&text);
		return good;
	case 5:
		return store_article_code(store, ids, 2, str_of("visit"),
		    i / 10 % 2 == 0, &changed, err);
	case 6:
		return newest_note(store, &id, err) &&
		       store_note_remove(store, id, err);
	case 7:
		good = store_undo(store, &arena, &summary, err);
		arena_release(&arena);
		return good;
	case 8:
		return step_mark(store, MARK_UNREAD, err);
	default:
		return step_note(store, i, err);
	}
}

static void
say(void *arg, const char *what)
{
	(void)arg;
	printf("# %s\n", what);
}

bool
session_sound(struct store *store)
{
	struct err err = { 0 };
	int wrong = 0;

	if (!store_check(store, false, say, NULL, &wrong, &err)) {
		printf("# %s\n", err.text);
		return false;
	}
	return wrong == 0;
}

int64_t
session_acts(struct store *store)
{
	return library_sql(store, "SELECT count(*) FROM act WHERE id > 0");
}

void
session_copy(const char *from, const char *to)
{
	size_t len;
	char *bytes = test_slurp(from, &len);
	FILE *f = fopen(to, "wb");

	if (bytes == NULL || f == NULL || fwrite(bytes, 1, len, f) != len ||
	    fclose(f) != 0)
		die("%s: not copied", from);
	free(bytes);
}

void
session_remove(const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-journal",
		".durable", "-wal.durable", "-journal.durable" };
	struct buf name = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(suffixes); i++) {
		buf_reset(&name);
		buf_addf(&name, "%s%s", path, suffixes[i]);
		(void)unlink(name.p);
	}
	buf_release(&name);
}
