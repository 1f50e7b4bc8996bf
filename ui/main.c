#include "config.h"

#include "model/base.h"

int
main(void)
{
	(void)puts(PACKAGE_STRING);
	return 0;
}
