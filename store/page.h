/* A page of a list that is never read as a whole. */
#ifndef STORE_PAGE_H
#define STORE_PAGE_H

#include "model/base.h"

struct page {
	int dir; /* > 0: rows after a place; < 0: before it, nearest first */
	size_t most; /* rows wanted */
	size_t n;    /* rows that came */
};

#endif
