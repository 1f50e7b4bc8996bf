#include "config.h"

#include "ui/locale.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

bool
locale_choose(void)
{
	if (setlocale(LC_ALL, "") == NULL)
		(void)setlocale(LC_ALL, "C");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	/* A locale that was never set, or LANG=C as systems begin with, says
	 * nothing against UTF-8; nor does one that is not installed. What
	 * LC_ALL or LC_CTYPE ask for, is meant. */
	const char *all = getenv("LC_ALL"), *type = getenv("LC_CTYPE"),
		   *lang = getenv("LANG");
	bool asked = (all != NULL && *all) || (type != NULL && *type);
	const char *said = all != NULL && *all     ? all
			   : type != NULL && *type ? type
						   : lang;
	bool plain = said == NULL || *said == '\0' || strcmp(said, "C") == 0 ||
		     strcmp(said, "POSIX") == 0;
	bool unset = said == NULL || (plain && !asked) ||
		     strstr(said, "UTF-8") != NULL ||
		     strstr(said, "utf8") != NULL;
	return unset && setlocale(LC_CTYPE, "C.UTF-8") != NULL &&
	       strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
