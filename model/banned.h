/* Functions that have no safe use here are compile errors, as in git. */
#ifndef MODEL_BANNED_H
#define MODEL_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef strtok
#undef sprintf
#undef vsprintf
#undef atoi
#undef atol
#undef system
#define strcpy(...) banned_strcpy_is_banned
#define strcat(...) banned_strcat_is_banned
#define strncpy(...) banned_strncpy_is_banned
#define strncat(...) banned_strncat_is_banned
#define strtok(...) banned_strtok_is_banned
#define sprintf(...) banned_sprintf_is_banned
#define vsprintf(...) banned_vsprintf_is_banned
#define atoi(...) banned_atoi_is_banned
#define atol(...) banned_atol_is_banned
#define system(...) banned_system_is_banned

#endif
