#include "config.h"

#include "ui/panes.h"

#include "ui/cmd-tables.h"
#include "ui/pane-all-notes.h"
#include "ui/pane-articles.h"
#include "ui/pane-claims.h"
#include "ui/pane-codes.h"
#include "ui/pane-dossier.h"
#include "ui/pane-entities.h"
#include "ui/pane-notes.h"
#include "ui/pane-reader.h"
#include "ui/pane-register.h"
#include "ui/pane-sources.h"
#include "ui/pane-timeline.h"
#include "ui/pane-unknown.h"

extern const struct cmd cmds_screen[];
extern const char *const keys_screen[];

const struct pane_ops *const pane_table[] = {
	&pane_articles,
	&pane_reader,
	&pane_entities,
	&pane_notes,
	&pane_codes,
	&pane_claims,
	&pane_claim,
	&pane_register,
	&pane_dossier,
	&pane_unknown,
	&pane_timeline,
	&pane_sources,
	&pane_source,
	&pane_all_notes,
	NULL,
};

const struct cmd *const cmd_tables[] = {
	cmds_screen,
	cmd_list,
	cmd_article,
	cmd_query,
	cmd_reader,
	cmd_copies,
	cmd_note,
	cmd_claim,
	cmd_anchor,
	cmd_code,
	cmd_entity,
	cmd_dossier,
	cmd_library,
	cmd_out,
	cmd_event,
	cmd_register,
	cmd_relation,
	cmd_suggest,
	cmd_claims,
	cmd_sources,
	cmd_all_notes,
	cmd_timeline,
	cmd_lane,
	NULL,
};

const char *const *const key_tables[] = {
	keys_screen,
	keys_list,
	keys_article,
	keys_query,
	keys_reader,
	keys_copies,
	keys_note,
	keys_claim,
	keys_anchor,
	keys_code,
	keys_entity,
	keys_dossier,
	keys_library,
	keys_out,
	keys_event,
	keys_register,
	keys_relation,
	keys_suggest,
	keys_claims,
	keys_sources,
	keys_all_notes,
	keys_timeline,
	keys_lane,
	NULL,
};
