/* What a copy says otherwise than its original. */
#include "config.h"

#include "model/compare.h"
#include "tests/test.h"

static const char base[] =
    "Boats carrying migrants sank off Zawiya on Tuesday, the coast guard said. "
    "At least 44 people were killed and 1,200 were brought back to the "
    "shore.\n\n"
    "The minister asked for help from the European Union. Two ships are on "
    "their way.";

static void
is_compared(const char *a, const char *b, const char *wanted, const char *name)
{
	static const char letters[] = "=#~+";
	struct arena arena = { 0 };
	struct comparison c;
	struct buf out = { 0 };

	compare_texts(&arena, str_of(a), str_of(b), &c);
	for (size_t i = 0; i < c.n; i++)
		buf_putc(&out, letters[c.list[i].kin]);
	for (size_t i = 0; i < c.n_figures; i++)
		buf_addf(&out, " %.*s/%.*s",
		    (int)(c.figures[i].here.to - c.figures[i].here.from),
		    a + c.figures[i].here.from,
		    (int)(c.figures[i].there.to - c.figures[i].there.from),
		    b + c.figures[i].there.from);
	if (c.missing > 0)
		buf_addf(&out, " -%zu", c.missing);
	is_str(buf_view(&out), wanted, "%s", name);
	buf_release(&out);
	arena_release(&arena);
}

int
main(void)
{
	is_compared(base, base, "====", "a text beside itself");
	is_compared(base,
	    "Boats carrying migrants sank off Zawiya on Tuesday, the coast "
	    "guard said. At least 53 people were killed and 1,200 were brought "
	    "back to the shore. The minister asked for help from the European "
	    "Union. Two ships are on their way.",
	    "=#== 44/53", "a number in place of another one");
	is_compared(base,
	    "BOATS carrying migrants sank off Zawiya on Tuesday -- the coast "
	    "guard said. At least 44 people were killed and 1,300 were brought "
	    "back to the shore. The minister asked for help from the European "
	    "Union. Three ships are on their way.",
	    "=#=# 1,200/1,300 Two/Three",
	    "thousands are one number, and words can be numbers");
	is_compared(base,
	    "The minister asked for help from the European Union. Boats "
	    "carrying migrants sank off Zawiya on Tuesday, the coast guard "
	    "said. At least 44 people were killed and 1,200 were brought back "
	    "to shore, and 3 are missing.",
	    "=~=+", "order does not count; a number more is an edit");
	is_compared("Two ships are on their way.", base, "= -3",
	    "what is missing here is counted");
	is_compared("Ships.", "قتل ٤٤ شخصا.", "+ -1", "nothing in common");
	is_compared("قتل ٤٤ شخصا في طرابلس يوم الثلاثاء.",
	    "قتل 53 شخصا في طرابلس يوم الثلاثاء.", "# ٤٤/53",
	    "Arabic digits are digits");
	is_compared("", base, " -4", "no text");
	is_compared("Of one mind. Of one mind.", "Of one mind.", "=+",
	    "one sentence answers one sentence");
	return done();
}
