/* Key bindings: sequences of keys, per pane, to the text of a command. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "ui/key.h"

enum { KEYS_SEQUENCE = 4 }; /* keys in one binding, at most */

struct binding {
	const char *pane; /* "all", or a pane's name */
	uint32_t codes[KEYS_SEQUENCE];
	size_t n;
	char *command;
};

struct keys;

struct keys *keys_new(void); /* without any binding; keys_free frees */
void keys_free(struct keys *keys);

/* One line "PANE KEYS COMMAND"; "none" as the command takes a binding away.
 * Blank lines and those that start with # do nothing. A later line wins. */
bool keys_line(struct keys *keys, struct str line, struct err *err);
/* The key tables of panes.c, into keys without any. */
void keys_defaults(struct keys *keys);
/* The user's file: each line that makes no sense is told to say, with its
 * number and why, and passed; the rest counts. False if there is a file that
 * cannot be read; no file is fine. */
bool keys_load(struct keys *keys, const char *path,
    void (*say)(void *arg, const char *what), void *arg, struct err *err);

enum keys_result { KEYS_NONE, KEYS_PENDING, KEYS_RUN };

/* One more key. KEYS_RUN: *command (borrowed) is to be run, *count is the
 * number typed before it or 0. KEYS_PENDING: more keys may follow. KEYS_NONE:
 * nothing is bound to what was typed; it is forgotten. A count starts with a
 * digit that is not bound, or with Alt and a digit. */
enum keys_result keys_feed(struct keys *keys, const char *pane, uint32_t code,
    struct str *command, int64_t *count);
/* What was typed so far of a sequence; empty: nothing. */
void keys_typed(const struct keys *keys, struct buf *out);
void keys_forget(struct keys *keys);

/* Append the keys that run this command text in that pane, at most max of
 * them, with blanks between; false if there are none. */
bool keys_of(const struct keys *keys, const char *pane, const char *command,
    size_t max, struct buf *out);
/* All bindings in the order they were made. */
const struct binding *keys_all(const struct keys *keys, size_t *n);

#endif
