#include "config.h"

#include "store/revision.h"

/* One line for each module that has SQL, sorted; and again below. */
extern const struct db_table annotate_claim_sql;
extern const struct db_table annotate_sql;
extern const struct db_table article_key_sql;
extern const struct db_table article_sql;
extern const struct db_table batch_sql;
extern const struct db_table check_more_sql;
extern const struct db_table check_sql;
extern const struct db_table claim_body_sql;
extern const struct db_table claim_bulk_sql;
extern const struct db_table claim_group_sql;
extern const struct db_table claim_link_sql;
extern const struct db_table claim_part_sql;
extern const struct db_table claim_project_sql;
extern const struct db_table claim_read_sql;
extern const struct db_table claim_set_sql;
extern const struct db_table claim_sql;
extern const struct db_table claims_keys_sql;
extern const struct db_table claims_sql;
extern const struct db_table code_sql;
extern const struct db_table codebook_sql;
extern const struct db_table concord_sql;
extern const struct db_table copies_sql;
extern const struct db_table daymark_sql;
extern const struct db_table density_table;
extern const struct db_table dismiss_sql;
extern const struct db_table draft_sql;
extern const struct db_table entity_sql;
extern const struct db_table event_act_sql;
extern const struct db_table event_sql;
extern const struct db_table export_row_sql;
extern const struct db_table export_sql;
extern const struct db_table facet_sql;
extern const struct db_table find_expr_table;
extern const struct db_table find_list_table;
extern const struct db_table find_node_table;
extern const struct db_table find_plan_table;
extern const struct db_table find_prefix_table;
extern const struct db_table find_table;
extern const struct db_table fts_word_table;
extern const struct db_table gather_sql;
extern const struct db_table history_sql;
extern const struct db_table index_sql;
extern const struct db_table judge_sql;
extern const struct db_table ledger_sql;
extern const struct db_table match_sql;
extern const struct db_table mention_sql;
extern const struct db_table merge_sql;
extern const struct db_table names_sql;
extern const struct db_table naming_sql;
extern const struct db_table near_sql;
extern const struct db_table note_sql;
extern const struct db_table pack_entity_sql;
extern const struct db_table pack_event_sql;
extern const struct db_table pack_relation_sql;
extern const struct db_table pack_sql;
extern const struct db_table packdump_sql;
extern const struct db_table part_sql;
extern const struct db_table reanchor_sql;
extern const struct db_table register_sql;
extern const struct db_table relation_sql;
extern const struct db_table repair_sql;
extern const struct db_table respot_sql;
extern const struct db_table revision_sql;
extern const struct db_table same_sql;
extern const struct db_table save_sql;
extern const struct db_table saved_query_sql;
extern const struct db_table sound_sql;
extern const struct db_table source_sql;
extern const struct db_table sources_sql;
extern const struct db_table statement_sql;
extern const struct db_table stats_sql;
extern const struct db_table suggest_sql;
extern const struct db_table take_codes_sql;
extern const struct db_table take_project_sql;
extern const struct db_table unknown_sql;

const struct db_table *const db_tables[] = {
	&annotate_claim_sql,
	&annotate_sql,
	&article_key_sql,
	&article_sql,
	&batch_sql,
	&check_more_sql,
	&check_sql,
	&claim_body_sql,
	&claim_bulk_sql,
	&claim_group_sql,
	&claim_link_sql,
	&claim_part_sql,
	&claim_project_sql,
	&claim_read_sql,
	&claim_set_sql,
	&claim_sql,
	&claims_keys_sql,
	&claims_sql,
	&code_sql,
	&codebook_sql,
	&concord_sql,
	&copies_sql,
	&daymark_sql,
	&density_table,
	&dismiss_sql,
	&draft_sql,
	&entity_sql,
	&event_act_sql,
	&event_sql,
	&export_row_sql,
	&export_sql,
	&facet_sql,
	&find_expr_table,
	&find_list_table,
	&find_node_table,
	&find_plan_table,
	&find_prefix_table,
	&find_table,
	&fts_word_table,
	&gather_sql,
	&history_sql,
	&index_sql,
	&judge_sql,
	&ledger_sql,
	&match_sql,
	&mention_sql,
	&merge_sql,
	&names_sql,
	&naming_sql,
	&near_sql,
	&note_sql,
	&pack_entity_sql,
	&pack_event_sql,
	&pack_relation_sql,
	&pack_sql,
	&packdump_sql,
	&part_sql,
	&reanchor_sql,
	&register_sql,
	&relation_sql,
	&repair_sql,
	&respot_sql,
	&revision_sql,
	&same_sql,
	&save_sql,
	&saved_query_sql,
	&sound_sql,
	&source_sql,
	&sources_sql,
	&statement_sql,
	&stats_sql,
	&suggest_sql,
	&take_codes_sql,
	&take_project_sql,
	&unknown_sql,
	NULL,
};

/* One line for each kind of document, sorted; and again below. */
extern const struct revision_kind batch_kind;
extern const struct revision_kind claim_kind;
extern const struct revision_kind code_kind;
extern const struct revision_kind dismissal_kind;
extern const struct revision_kind entity_kind;
extern const struct revision_kind event_kind;
extern const struct revision_kind link_kind;
extern const struct revision_kind mark_kind;
extern const struct revision_kind naming_kind;
extern const struct revision_kind note_kind;
extern const struct revision_kind query_kind;
extern const struct revision_kind relation_kind;
extern const struct revision_kind source_kind;
extern const struct revision_kind tag_kind;

const struct revision_kind *const revision_kinds[] = {
	&batch_kind,
	&claim_kind,
	&code_kind,
	&dismissal_kind,
	&entity_kind,
	&event_kind,
	&link_kind,
	&mark_kind,
	&naming_kind,
	&note_kind,
	&query_kind,
	&relation_kind,
	&source_kind,
	&tag_kind,
	NULL,
};
