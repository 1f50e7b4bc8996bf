/* The tables of commands and default keys that panes.c joins. */
#ifndef UI_CMD_TABLES_H
#define UI_CMD_TABLES_H

#include "ui/cmd.h"

extern const struct cmd cmd_article[], cmd_query[], cmd_reader[], cmd_note[],
    cmd_entity[], cmd_dossier[], cmd_library[], cmd_out[];
extern const char *const keys_article[],
    *const keys_query[], *const keys_reader[],
			     *const keys_note[], *const keys_entity[],
						     *const keys_dossier[],
							 *const keys_library[],
							     *const keys_out[];

extern const struct cmd cmd_list[], cmd_register[];
extern const char *const keys_list[], *const keys_register[];

extern const struct cmd cmd_claims[], cmd_copies[], cmd_sources[];
extern const char *const keys_claims[], *const keys_copies[],
					    *const keys_sources[];
extern const struct cmd cmd_all_notes[];
extern const char *const keys_all_notes[];
extern const struct cmd cmd_anchor[];
extern const char *const keys_anchor[];

extern const struct cmd cmd_claim[], cmd_code[];
extern const char *const keys_claim[], *const keys_code[];

extern const struct cmd cmd_event[], cmd_lane[], cmd_timeline[];
extern const char *const keys_event[], *const keys_lane[];
extern const char *const keys_timeline[];

extern const struct cmd cmd_relation[], cmd_suggest[];
extern const char *const keys_relation[], *const keys_suggest[];

#endif
