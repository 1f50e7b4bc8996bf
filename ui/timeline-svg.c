/* The timeline as a picture for a report: no script, no font and no link. All
 * lengths are pixels. */
#include "config.h"

#include "store/daymark.h"
#include "ui/timeline.h"

enum {
	WIDTH = 1400,
	LEFT = 270, /* where the days begin: left of it are names */
	RIGHT = WIDTH - 30,
	TOP = 84,
	CAMP = 26, /* rows */
	LANE = 22,
	LANE_LABELLED = 36, /* with titles of events above its line */
	LABELLED = 14,      /* at most so many lanes have titles */
	GLYPH = 6,          /* width of a letter of a title, at most */
	BUCKETS = 220,
	DENSITY = 44,
	CLAIMS = 30,     /* row of the analyst's claims */
	CLAIM_ROOM = 14, /* claims nearer than that are one mark */
	NAME = 34,       /* letters of a lane's name */
	MARKS_MOST = 100000,
	TITLE = 64, /* letters of a title that are drawn */
	TITLE_LEAST = 150,
};

static const char *const colours[] = { "#b4552d", "#2d6cb4", "#3c8d4f",
	"#8a5bb0", "#b08a1e", "#1e8f94", "#b23a62", "#5f6b7a", "#7a5c3e",
	"#44556f" };

struct picture {
	const struct timeline_opts *opts;
	struct store *store;
	struct timeline t;
	int64_t from, to;
	int *y;                  /* middle of each lane's line; 0: not drawn */
	int lane_h, bottom;      /* bottom: of the lanes and the claims */
	struct day_item *claims; /* of these days, in their order */
	size_t n_claims;
	struct arena arena;
	struct buf *out;
};

/* Text of others: no markup, no control characters. */
static void
put_text(struct buf *out, struct str text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '<')
			buf_puts(out, "&lt;");
		else if (c == '&')
			buf_puts(out, "&amp;");
		else if (c == '"')
			buf_puts(out, "&quot;");
		else
			buf_putc(out, c < 32 || c == 127 ? ' ' : (char)c);
	}
}

/* At most n letters of it, whole ones, with an ellipsis if it was cut. */
static void
put_cut(struct buf *out, struct str text, size_t n)
{
	size_t end = 0, letters = 0;

	while (end < text.len && letters < n) {
		end++;
		while (end < text.len && (text.p[end] & 0xc0) == 0x80)
			end++;
		letters++;
	}
	put_text(out, str_slice(text, 0, end));
	if (end < text.len)
		buf_puts(out, "…");
}

/* The place of a day, kept within the picture. */
static double
x_of(const struct picture *p, int64_t day)
{
	if (!edtf_is_day(day) || day < p->from)
		day = p->from;
	if (day > p->to + 1)
		day = p->to + 1;
	return LEFT + (double)(day - p->from) * (RIGHT - LEFT) /
			  (double)(p->to + 1 - p->from);
}

static bool
is_drawn(const struct picture *p, const struct timeline_lane *lane)
{
	return timeline_wanted(p->opts, lane->row.key) &&
	       chron_lives(&lane->life, p->from, p->to) &&
	       (p->opts->n_lanes > 0 || lane->n_marks > 0 ||
		   edtf_is_day(lane->life.begin_first));
}

static void
place_lanes(struct picture *p)
{
	int y = TOP, drawn = 0;
	size_t i, j;

	p->y = arena_array(&p->arena, p->t.n + 1, sizeof(*p->y));
	for (i = 0; i < p->t.n; i++)
		drawn += is_drawn(p, &p->t.lanes[i]);
	p->lane_h = drawn <= LABELLED ? LANE_LABELLED : LANE;
	for (i = 0; i < p->t.n_camps; i++) {
		bool headed = false;

		for (j = p->t.camps[i].from; j < p->t.camps[i].to; j++) {
			if (!is_drawn(p, &p->t.lanes[j]))
				continue;
			y += headed ? 0 : CAMP;
			headed = true;
			p->y[j] = y + p->lane_h - 10;
			y += p->lane_h;
		}
	}
	p->bottom = y + 8 + (p->n_claims > 0 ? CLAIMS : 0);
}

/* Lines at years, quarters or months, with labels that leave each other
 * room. */
static void
put_axis(struct picture *p)
{
	double year = x_of(p, p->from + 365) - x_of(p, p->from);
	int step = year > 700 ? 1 : year > 200 ? 3 : year > 45 ? 12 : 60;
	struct ymd at = day_split(p->from);
	int month = ((int)at.month - 1) / step * step + 1;
	int64_t y = step == 60 ? at.year / 5 * 5 : at.year;

	for (;; month += step) {
		int64_t day = day_number(y, month, 1);
		struct ymd d;

		if (day > p->to)
			break;
		if (day < p->from)
			continue;
		d = day_split(day);
		buf_addf(p->out,
		    "<path d=\"M%.1f %dV%d\" class=\"grid%s\"/>"
		    "<text x=\"%.1f\" y=\"%d\" class=\"tick\">",
		    x_of(p, day), TOP - 8, p->bottom + DENSITY,
		    d.month == 1 ? " year" : "", x_of(p, day), TOP - 14);
		if (d.month == 1 || step >= 12)
			buf_addf(p->out, "%lld", (long long)d.year);
		else
			buf_puts(p->out, day_month_short((int)d.month));
		buf_puts(p->out, "</text>\n");
	}
}

static void
put_bar(struct picture *p, double a, double b, int y, const char *class)
{
	if (b - a < 1)
		b = a + 1;
	buf_addf(p->out,
	    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"6\" "
	    "class=\"%s\"/>",
	    a, y - 3, b - a, class);
}

/* Sure days are a full bar, those that only may be one a pale bar. */
static void
put_life(struct picture *p, const struct chron_life *l, int y)
{
	bool open = l->end_last == EDTF_OPEN_END;
	int64_t now = p->t.now < p->to ? p->t.now : p->to;
	double a = x_of(p, l->begin_first), b = x_of(p, l->begin_last);
	double c = x_of(p, edtf_is_day(l->end_first) ? l->end_first : now);
	double d = x_of(p, edtf_is_day(l->end_last) ? l->end_last + 1 : now);

	if (!edtf_is_day(l->begin_last)) {
		put_bar(p, LEFT, open ? d : c, y, "unsure");
		return;
	}
	if (b > a + 1)
		put_bar(p, a, b, y, "unsure");
	if (!open && !edtf_is_day(l->end_first)) {
		put_bar(p, b, d, y, "unsure");
		return;
	}
	if (d > c + 1 && !open)
		put_bar(p, c, d, y, "unsure");
	put_bar(p, b, open ? d : c, y, l->begin_vague ? "vague" : "sure");
	if (open)
		buf_addf(p->out, "<path d=\"M%.1f %dl8 6l-8 6z\"/>", d, y - 6);
}

/* The title of the first of these events above its mark, up to the next one
 * that has room for its own. Where the next title may begin. */
static double
put_title(struct picture *p, const struct event *list, size_t n, int y)
{
	double a = x_of(p, list[0].earliest), room = RIGHT - a;
	size_t letters = TITLE, i;

	for (i = 1; i < n; i++) {
		double to = x_of(p, list[i].earliest) - a;

		if (to >= TITLE_LEAST) {
			room = to;
			break;
		}
	}
	if (letters > (size_t)(room / GLYPH))
		letters = (size_t)(room / GLYPH);
	if (letters < 10)
		return a;
	buf_addf(
	    p->out, "<text x=\"%.1f\" y=\"%d\" class=\"title\">", a - 2, y - 8);
	put_cut(p->out, list[0].title, letters - 1);
	buf_puts(p->out, "</text>");
	if (letters > list[0].title.len)
		letters = list[0].title.len;
	return a + (double)(letters + 1) * GLYPH;
}

static bool
put_events(
    struct picture *p, const struct timeline_lane *lane, int y, struct err *err)
{
	struct event *list;
	double free_from = LEFT;
	size_t n, i;

	if (!store_events(p->store,
		(struct day_window){ .from = p->from,
		    .to = p->to,
		    .entity = lane->row.entity,
		    .most = MARKS_MOST },
		&p->arena, &list, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct str when = timeline_when(&list[i], &p->arena);
		double a = x_of(p, list[i].earliest);
		double b = x_of(p, list[i].latest);

		if (b > a + 4)
			buf_addf(p->out,
			    "<path d=\"M%.1f %dH%.1f\" class=\"lasts\"/>", a, y,
			    b);
		buf_addf(p->out,
		    "<circle cx=\"%.1f\" cy=\"%d\" r=\"3.6\" class=\"event\">"
		    "<title>",
		    a, y);
		put_text(p->out, when);
		buf_putc(p->out, ' ');
		put_text(p->out, list[i].title);
		buf_puts(p->out, "</title></circle>");
		if (p->lane_h == LANE_LABELLED && a >= free_from)
			free_from = put_title(p, list + i, n - i, y);
	}
	buf_putc(p->out, '\n');
	return true;
}

static bool
put_lane(struct picture *p, size_t i, struct err *err)
{
	const struct timeline_lane *lane = &p->t.lanes[i];
	struct str name = lane->row.name;

	if (name.len > NAME && lane->row.short_name.len > 0)
		name = lane->row.short_name;
	buf_addf(
	    p->out, "<text x=\"30\" y=\"%d\" class=\"lane\">", p->y[i] + 4);
	put_cut(p->out, name, NAME);
	buf_puts(p->out, "</text>");
	put_life(p, &lane->life, p->y[i]);
	return put_events(p, lane, p->y[i], err);
}

static bool
put_camps(struct picture *p, struct err *err)
{
	size_t i, j;

	for (i = 0; i < p->t.n_camps; i++) {
		const struct timeline_camp *camp = &p->t.camps[i];
		const char *colour = colours[i % ARRAY_LEN(colours)];
		bool headed = false;

		for (j = camp->from; j < camp->to; j++) {
			if (p->y[j] == 0)
				continue;
			if (!headed) {
				buf_addf(p->out,
				    "<g fill=\"%s\" stroke=\"%s\">"
				    "<text x=\"14\" y=\"%d\" class=\"camp\">",
				    colour, colour, p->y[j] - p->lane_h + 4);
				put_text(p->out, camp->name.len > 0
						     ? camp->name
						     : str_of("Others"));
				buf_puts(p->out, "</text>\n");
				headed = true;
			}
			if (!put_lane(p, j, err))
				return false;
		}
		if (headed)
			buf_puts(p->out, "</g>\n");
	}
	return true;
}

/* Successions, splits and mergers between two lanes of the picture. */
static void
put_branches(struct picture *p)
{
	for (size_t i = 0; i < p->t.n_branches; i++) {
		const struct timeline_branch *branch = &p->t.branches[i];
		int a = p->y[branch->from], b = p->y[branch->to];
		double x = x_of(p, branch->day);

		if (a == 0 || b == 0 || branch->day < p->from ||
		    branch->day > p->to)
			continue;
		buf_addf(p->out,
		    "<path d=\"M%.1f %dC%.1f %d %.1f %d %.1f %d\" "
		    "class=\"branch\"/><path d=\"M%.1f %dl-4 %dh8z\" "
		    "class=\"tip\"/>\n",
		    x, a, x + 14, a, x + 14, b, x + 2, b, x + 2, b,
		    b > a ? -7 : 7);
	}
}

/* Some claims of about the same days: one mark that says how many. */
static void
put_claim(struct picture *p, const struct day_item *list, size_t n, double x)
{
	int y = p->bottom - 12;

	buf_addf(p->out,
	    "<path d=\"M%.1f %dl5 5l-5 5l-5 -5z\" class=\"claim\"><title>", x,
	    y - 5);
	for (size_t i = 0; i < n; i++) {
		buf_puts(p->out, i > 0 ? "; " : "");
		put_text(p->out, list[i].when);
		buf_putc(p->out, ' ');
		put_text(p->out, list[i].text);
	}
	buf_puts(p->out, "</title></path>");
	if (n > 1)
		buf_addf(p->out,
		    "<text x=\"%.1f\" y=\"%d\" class=\"tick\">%zu</text>", x,
		    y - 8, n);
}

static int64_t
first_day(const struct day_item *claim)
{
	struct edtf e;

	return edtf_parse(claim->when, &e, NULL) ? edtf_earliest(&e)
						 : EDTF_UNKNOWN;
}

/* The analyst's claims, each at the first day that it is about. */
static void
put_claims(struct picture *p)
{
	size_t i = 0;

	if (p->n_claims == 0)
		return;
	buf_addf(p->out,
	    "<text x=\"14\" y=\"%d\" class=\"lane\">Claims (%zu)</text>",
	    p->bottom - 8, p->n_claims);
	while (i < p->n_claims) {
		double x = x_of(p, first_day(&p->claims[i]));
		size_t n = 1;

		while (i + n < p->n_claims &&
		       x_of(p, first_day(&p->claims[i + n])) < x + CLAIM_ROOM)
			n++;
		put_claim(p, p->claims + i, n, x);
		i += n;
	}
	buf_putc(p->out, '\n');
}

static bool
put_density(struct picture *p, struct err *err)
{
	int64_t *edges = arena_array(&p->arena, BUCKETS + 1, sizeof(*edges));
	uint32_t *counts = arena_array(&p->arena, BUCKETS, sizeof(*counts));
	uint32_t most = 1;
	size_t i;

	for (i = 0; i <= BUCKETS; i++)
		edges[i] =
		    p->from + (int64_t)i * (p->to + 1 - p->from) / BUCKETS;
	if (!store_density(p->store, NULL, edges, BUCKETS, counts, err))
		return false;
	for (i = 0; i < BUCKETS; i++)
		most = counts[i] > most ? counts[i] : most;
	buf_addf(p->out,
	    "<text x=\"14\" y=\"%d\" class=\"lane\">Articles (most: %u)</text>",
	    p->bottom + DENSITY - 2, most);
	for (i = 0; i < BUCKETS; i++) {
		double h = (double)counts[i] * (DENSITY - 8) / most;

		if (counts[i] > 0)
			buf_addf(p->out,
			    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
			    "height=\"%.1f\" class=\"density\"/>",
			    x_of(p, edges[i]), p->bottom + DENSITY - h,
			    (double)(RIGHT - LEFT) / BUCKETS - 0.6, h);
	}
	buf_putc(p->out, '\n');
	return true;
}

static void
put_legend(struct picture *p)
{
	int y = p->bottom + DENSITY + 30;

	buf_puts(p->out, "<g fill=\"#44556f\" stroke=\"#44556f\">");
	put_bar(p, LEFT, LEFT + 40, y, "sure");
	put_bar(p, LEFT + 170, LEFT + 210, y, "unsure");
	buf_addf(p->out,
	    "<circle cx=\"%d\" cy=\"%d\" r=\"3.6\" class=\"event\"/>"
	    "<path d=\"M%d %dH%d\" class=\"lasts\"/>"
	    "<path d=\"M%d %dl8 6l-8 6z\"/><path d=\"M%d %dv14\" "
	    "class=\"branch\"/></g><path d=\"M%d %dl5 5l-5 5l-5 -5z\" "
	    "class=\"claim\"/>\n",
	    LEFT + 400, y, LEFT + 480, y, LEFT + 520, LEFT + 650, y - 6,
	    LEFT + 770, y - 7, LEFT + 960, y - 5);
	buf_addf(p->out,
	    "<text x=\"%d\" y=\"%d\" class=\"key\">existed</text>"
	    "<text x=\"%d\" y=\"%d\" class=\"key\">may have existed</text>"
	    "<text x=\"%d\" y=\"%d\" class=\"key\">event</text>"
	    "<text x=\"%d\" y=\"%d\" class=\"key\">event that lasts</text>"
	    "<text x=\"%d\" y=\"%d\" class=\"key\">goes on</text>"
	    "<text x=\"%d\" y=\"%d\" class=\"key\">became, split, merged"
	    "</text><text x=\"%d\" y=\"%d\" class=\"key\">claim</text>\n"
	    "</svg>\n",
	    LEFT + 48, y + 4, LEFT + 218, y + 4, LEFT + 410, y + 4, LEFT + 528,
	    y + 4, LEFT + 664, y + 4, LEFT + 778, y + 4, LEFT + 970, y + 4);
}

static void
put_head(struct picture *p)
{
	buf_addf(p->out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
	    "height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"DejaVu Sans, "
	    "Helvetica, Arial, sans-serif\">\n",
	    WIDTH, p->bottom + DENSITY + 54, WIDTH, p->bottom + DENSITY + 54);
	buf_puts(p->out,
	    "<style>text{stroke:none}.h{font-size:20px;font-weight:bold;"
	    "fill:#1d2733}.tick{font-size:11px;fill:#5f6b7a;text-anchor:"
	    "middle}.camp{font-size:13px;font-weight:bold}.lane,.key{"
	    "font-size:12px;fill:#1d2733}.title{font-size:10px;fill:#37424f}"
	    ".grid{stroke:#eceff3;fill:none}.year{stroke:#d5dae1}"
	    ".sure,.vague,.unsure,.tip{stroke:none}.vague{opacity:.7}"
	    ".unsure{opacity:.3}.event{fill:#fff;stroke-width:2}"
	    ".lasts{stroke-width:2;stroke-dasharray:2 2;fill:none;"
	    "transform:translate(0,5px)}.branch{fill:none;stroke:#44556f;"
	    "stroke-width:1.4;stroke-dasharray:4 2}.tip{fill:#44556f}"
	    ".density{fill:#8fa3b8}.claim{fill:#7a2e8f}</style>\n"
	    "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
	buf_puts(p->out, "<text x=\"14\" y=\"32\" class=\"h\">Timeline, ");
	day_text(p->out, p->from);
	buf_puts(p->out, " to ");
	day_text(p->out, p->to);
	buf_puts(p->out, "</text>\n");
}

bool
timeline_svg(struct store *store, const struct timeline_opts *opts,
    struct buf *out, struct err *err)
{
	struct picture p = { .opts = opts, .store = store, .out = out };
	bool good = timeline_load(store, &p.arena, &p.t, err) &&
		    timeline_keys_exist(opts, &p.t, err) &&
		    timeline_read_range(opts, &p.t, &p.from, &p.to, err);

	good = good && store_claims_at(store,
			   (struct day_window){
			       .from = p.from, .to = p.to, .most = MARKS_MOST },
			   &p.arena, &p.claims, &p.n_claims, err);
	if (good) {
		place_lanes(&p);
		put_head(&p);
		put_axis(&p);
		good = put_camps(&p, err) && put_density(&p, err);
	}
	if (good) {
		put_branches(&p);
		put_claims(&p);
		put_legend(&p);
	}
	arena_release(&p.arena);
	return good;
}
