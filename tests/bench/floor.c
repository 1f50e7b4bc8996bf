/* floor LIBRARY: the least that a list of articles can cost: curses and a page
 * by key from SQLite, nothing else. j and k move, q leaves. What key.c lays
 * beside mirsad. */
#include "config.h"

#include <curses.h>
#include <locale.h>
#include <sqlite3.h>

#include "model/str.h"

enum { ROWS_MAX = 500, TITLE_MAX = 512 };

struct row {
	int64_t ord;
	char title[TITLE_MAX];
};

struct view {
	sqlite3 *db;
	struct row rows[ROWS_MAX];
	int n, at;
};

static int
fetch(struct view *v, const char *sql, int64_t from, struct row *rows, int most)
{
	sqlite3_stmt *st;
	int n = 0;

	if (sqlite3_prepare_v2(v->db, sql, -1, &st, NULL) != SQLITE_OK)
		die("%s", sqlite3_errmsg(v->db));
	(void)sqlite3_bind_int64(st, 1, from);
	while (n < most && sqlite3_step(st) == SQLITE_ROW) {
		rows[n].ord = sqlite3_column_int64(st, 0);
		(void)snprintf(rows[n].title, TITLE_MAX, "%s",
		    (const char *)sqlite3_column_text(st, 1));
		n++;
	}
	(void)sqlite3_finalize(st);
	return n;
}

static void
down(struct view *v)
{
	struct row next;

	if (v->at < v->n - 1) {
		v->at++;
	} else if (fetch(v,
		       "SELECT ord, title FROM article WHERE ord < ?1"
		       " ORDER BY ord DESC LIMIT 1",
		       v->rows[v->n - 1].ord, &next, 1) == 1) {
		memmove(
		    v->rows, v->rows + 1, (size_t)(v->n - 1) * sizeof *v->rows);
		v->rows[v->n - 1] = next;
	}
}

static void
up(struct view *v)
{
	struct row next;

	if (v->at > 0) {
		v->at--;
	} else if (fetch(v,
		       "SELECT ord, title FROM article WHERE ord > ?1"
		       " ORDER BY ord LIMIT 1",
		       v->rows[0].ord, &next, 1) == 1) {
		memmove(
		    v->rows + 1, v->rows, (size_t)(v->n - 1) * sizeof *v->rows);
		v->rows[0] = next;
	}
}

static void
draw(const struct view *v)
{
	int i;

	(void)erase();
	for (i = 0; i < v->n; i++) {
		if (i == v->at)
			(void)attron(A_REVERSE);
		(void)mvaddnstr(i, 0, v->rows[i].title, COLS - 1);
		(void)attroff(A_REVERSE);
	}
	(void)refresh();
}

int
main(int argc, char **argv)
{
	struct view *v = xcalloc(1, sizeof *v);
	int key;

	(void)setlocale(LC_ALL, "");
	if (argc != 2 || sqlite3_open_v2(argv[1], &v->db, SQLITE_OPEN_READONLY,
			     NULL) != SQLITE_OK)
		die("usage: floor LIBRARY");
	(void)initscr();
	(void)cbreak();
	(void)noecho();
	(void)curs_set(0);
	(void)idlok(stdscr, TRUE);
	v->n = fetch(v,
	    "SELECT ord, title FROM article WHERE ord < ?1"
	    " ORDER BY ord DESC LIMIT 500",
	    INT64_MAX, v->rows, LINES < ROWS_MAX ? LINES : ROWS_MAX);
	do {
		draw(v);
		key = getch();
		if (key == 'j')
			down(v);
		else if (key == 'k')
			up(v);
	} while (key != 'q' && key != ERR);
	(void)endwin();
	(void)sqlite3_close(v->db);
	free(v);
	return 0;
}
