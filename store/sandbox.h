/* What a process that reads foreign bytes gives up for good. Private to
 * store/. */
#ifndef STORE_SANDBOX_H
#define STORE_SANDBOX_H

/* From now on this process starts no other, opens no socket, traces and signals
 * nobody (seccomp), and sees of the file system what programs need to read:
 * /usr, /lib and the loader's cache (Landlock). Descriptors that are open stay
 * so. Where the kernel has none of it, or it was left out (NO_SANDBOX), nothing
 * happens: the limits of parser-child.c hold all the same. */
void sandbox_enter(void);

#endif
