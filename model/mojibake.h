/* UTF-8 that somebody read as a charset of one byte a character and saved
 * again: "MÃ©lenchon", "Ø§Ù„Ø¬ÙŠØ´", "ط§ظ„ط¬ظٹط´", and the same twice over. */
#ifndef MODEL_MOJIBAKE_H
#define MODEL_MOJIBAKE_H

#include "model/str.h"

/* Undo it where that is certain: what is not ASCII must turn into valid UTF-8
 * nearly everywhere (everywhere in a short text), into letters and signs of
 * living scripts and none that stand within a word of another; what could be a
 * letter and a sign of its own ("OÙ…") must not be all there is. With `sure` (a
 * longer text of the same record was so) that last is not asked. The repaired
 * text is appended, and the charset's name returned, borrowed for ever; NULL
 * and nothing appended where the text is right, or it is not certain. */
const char *mojibake_repair(struct buf *out, struct str text, bool sure);

#endif
