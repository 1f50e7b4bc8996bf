/* The signs of the timeline, explained. */
#include "config.h"

#include "model/utf8.h"
#include "ui/pane-timeline.h"

static const struct {
	uint32_t signs[6]; /* up to a 0 */
	const char *text;
} legend[] = {
	{ { 0x2523, 0x2501, 0x2501, 0x252b },
	    "existed; a bar at an end: its day is known" },
	{ { 0x257a, 0x2501, 0x2501, 0x2578 },
	    "ends known by month or year; half a cell is half a column" },
	{ { 0x2501, 0x2501, 0x25b6 }, "goes on" },
	{ { 0x254c, 0x254c, 0x254c }, "somewhere within these days" },
	{ { 0x2504, 0x2504, 0x2504 }, "about then, or perhaps (~ ?)" },
	{ { 0x2500, 0x2500, 0x2500 },
	    "there, nobody says since when; under a lane: led, held" },
	{ { 0x252f, 0x2502, 0x25bc },
	    "became, split, merged: from that lane to this one" },
	{ { 0x25c6 }, "an event, a claim, a note" },
	{ { '2', ' ', '9', ' ', '+' },
	    "so many in one column or two; ten and more" },
	{ { 0x25c2, ' ', 0x25b8 }, "more beyond the edge: pan there" },
	{ { 0x25c6, 0x2550, 0x2550 }, "an event that lasts" },
	{ { 0x2506 }, "day of the open article" },
	{ { 0x25be }, "a date that it mentions; also: unfolded" },
	{ { 0x2581, 0x2584, 0x2588 }, "few to many articles" },
};

void
timeline_legend(struct buf *out, bool ascii)
{
	buf_puts(out, "Signs:\n");
	for (size_t i = 0; i < ARRAY_LEN(legend); i++) {
		int cols = 0;

		buf_puts(out, "  ");
		for (size_t k = 0;
		     k < ARRAY_LEN(legend[i].signs) && legend[i].signs[k] != 0;
		     k++, cols++) {
			if (ascii)
				buf_putc(out, chron_ascii(legend[i].signs[k]));
			else
				utf8_put(out, legend[i].signs[k]);
		}
		for (; cols < 20; cols++)
			buf_putc(out, ' ');
		buf_addf(out, " %s\n", legend[i].text);
	}
	buf_putc(out, '\n');
}
