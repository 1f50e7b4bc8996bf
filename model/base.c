#include "config.h"

#include "model/base.h"

static void (*before_death)(void);

void
die_hook(void (*hook)(void))
{
	before_death = hook;
}

void
die(const char *fmt, ...)
{
	void (*hook)(void) = before_death;
	va_list ap;

	/* A hook that dies itself must not come back here. */
	before_death = NULL;
	if (hook != NULL)
		hook();
	(void)fputs("mirsad: ", stderr);
	va_start(ap, fmt);
	(void)vfprintf(stderr, fmt, ap);
	va_end(ap);
	(void)fputc('\n', stderr);
	exit(1);
}

bool(err_set)(struct err *err, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (err == NULL)
		return false;
	err->code = code;
	va_start(ap, fmt);
	(void)vsnprintf(err->text, sizeof err->text, fmt, ap);
	va_end(ap);
	return false;
}

bool
err_prefix(struct err *err, const char *fmt, ...)
{
	char text[sizeof err->text];
	va_list ap;
	int len;

	if (err == NULL)
		return false;
	va_start(ap, fmt);
	len = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (len < 0 || (size_t)len + 3 > sizeof text)
		return false;
	(void)snprintf(
	    text + len, sizeof text - (size_t)len, ": %.200s", err->text);
	memcpy(err->text, text, sizeof text);
	return false;
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size > 0 ? size : 1);

	if (p == NULL)
		die("out of memory");
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		die("out of memory");
	return p;
}

void *
xreallocarray(void *p, size_t n, size_t size)
{
	void *q = reallocarray(p, n > 0 ? n : 1, size > 0 ? size : 1);

	if (q == NULL)
		die("out of memory");
	return q;
}

char *
xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

char *
xstrndup(const char *s, size_t len)
{
	char *p = xmalloc(len + 1);

	if (len > 0)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

size_t
lower_bound(const void *list, size_t n, size_t size,
    int64_t (*key)(const void *element), int64_t least)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (key((const char *)list + middle * size) < least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
