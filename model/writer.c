#include "config.h"

#include "model/writer.h"

#include "model/day.h"
#include "model/record.h"
#include "model/utf8.h"

enum { FULL = 64 << 10 };

static const struct writer_format *const formats[] = {
	&write_webannotation,
	&write_qda,
	&write_stix,
	&write_brat,
	&write_html,
	&write_codebook,
	&write_bibtex,
	&write_ris,
};

const struct writer_format *
writer_find(struct str name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(formats); i++)
		if (str_is(name, formats[i]->name))
			return formats[i];
	return NULL;
}

bool
writer_flush(struct writer *w, struct err *err)
{
	bool good = w->out.len == 0 ||
		    w->sink.write(w->sink.arg, w->out.p, w->out.len, err);

	buf_reset(&w->out);
	return good;
}

bool
writer_wants(const struct writer *w, unsigned what)
{
	return (w->source->what & what) != 0;
}

struct each {
	struct writer *w;
	out_put *put;
};

static bool
each_put(void *arg, const struct out *out, struct err *err)
{
	const struct each *each = arg;

	arena_reset(&each->w->arena);
	return each->put(each->w, out, err) &&
	       (each->w->out.len < FULL || writer_flush(each->w, err));
}

bool
writer_each(struct writer *w, enum out_kind kind, out_put *put, struct err *err)
{
	struct each each = { w, put };

	return w->source->each(w->source->arg, kind, each_put, &each, err);
}

void
writer_lost(struct writer *w, const char *what, size_t n)
{
	size_t i;

	if (n == 0)
		return;
	for (i = 0; i < w->n_losses; i++)
		if (strcmp(w->losses[i].what, what) == 0)
			break;
	if (i == WRITER_LOSSES)
		return;
	if (i == w->n_losses)
		w->losses[w->n_losses++].what = what;
	w->losses[i].n += (int64_t)n;
}

struct losing {
	struct writer *w;
	const char *what;
};

static bool
lose_one(void *arg, const struct out *out, struct err *err)
{
	const struct losing *l = arg;

	(void)out;
	(void)err;
	writer_lost(l->w, l->what, 1);
	return true;
}

bool
writer_lose(
    struct writer *w, enum out_kind kind, const char *what, struct err *err)
{
	struct losing l = { w, what };

	return w->source->each(w->source->arg, kind, lose_one, &l, err);
}

/* "12 notes, 1 event" of losses named "note|notes". */
static void
say_losses(const struct writer *w, struct buf *lost)
{
	size_t i;

	for (i = 0; i < w->n_losses; i++) {
		const char *what = w->losses[i].what;
		const char *bar = strchr(what, '|');

		buf_addf(lost, "%s%lld ", i > 0 ? ", " : "",
		    (long long)w->losses[i].n);
		if (bar == NULL)
			buf_puts(lost, what);
		else if (w->losses[i].n == 1)
			buf_add(lost, what, (size_t)(bar - what));
		else
			buf_puts(lost, bar + 1);
	}
}

bool
writer_run(const struct writer_format *format, const struct out_source *source,
    struct sink sink, struct buf *lost, struct err *err)
{
	struct writer w = { .source = source, .sink = sink };
	bool good = format->write(&w, err) && writer_flush(&w, err);

	if (good)
		say_losses(&w, lost);
	buf_release(&w.out);
	arena_release(&w.arena);
	return good;
}

struct str
relation_id(struct arena *arena, const struct out_relation *out)
{
	const struct relation *r = out->relation;

	return arena_printf(arena, "%.*s %.*s %.*s %.*s %d",
	    (int)r->subject_key.len, r->subject_key.p, (int)r->relation.len,
	    r->relation.p, (int)r->object_key.len, r->object_key.p,
	    (int)r->start.len, r->start.p, out->nth);
}

void
json_member(struct buf *out, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	if (out->len > 0 && out->p[out->len - 1] != '{')
		buf_putc(out, ',');
	buf_addf(out, "\"%s\":", name);
	json_text(out, text);
}

static void
stamp_put(struct buf *out, int64_t seconds)
{
	int64_t day = seconds / 86400, rest = seconds % 86400;

	if (rest < 0) {
		rest += 86400;
		day--;
	}
	day_iso(out, day);
	buf_addf(out, "T%02d:%02d:%02dZ", (int)(rest / 3600),
	    (int)(rest / 60 % 60), (int)(rest % 60));
}

struct str
stamp(struct arena *arena, int64_t seconds)
{
	struct buf b = { 0 };
	struct str s;

	stamp_put(&b, seconds);
	s = arena_str(arena, buf_view(&b));
	buf_release(&b);
	return s;
}

void
xml_text(struct buf *out, struct str text)
{
	size_t at = 0, from = 0;

	while (at < text.len) {
		size_t start = at;
		uint32_t cp = utf8_next(text, &at);
		const char *as =
		    cp == '&'    ? "&amp;"
		    : cp == '<'  ? "&lt;"
		    : cp == '>'  ? "&gt;"
		    : cp == '"'  ? "&quot;"
		    : cp == '\t' ? "&#9;"
		    : cp == '\n' ? "&#10;"
		    : cp == '\r' ? "&#13;"
		    : cp < ' ' || (cp & 0xfffe) == 0xfffe || cp == 0xfffd
			? "\xef\xbf\xbd"
			: NULL;

		if (as == NULL)
			continue;
		buf_add(out, text.p + from, start - from);
		buf_puts(out, as);
		from = at;
	}
	buf_add(out, text.p + from, text.len - from);
}

void
xml_attr(struct buf *out, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	buf_addf(out, " %s=\"", name);
	xml_text(out, text);
	buf_putc(out, '"');
}

size_t
points_at(struct points *p, size_t at)
{
	if (at < p->at)
		p->at = p->points = 0;
	for (; p->at < at && p->at < p->text.len; p->at++)
		if (((unsigned char)p->text.p[p->at] & 0xc0) != 0x80)
			p->points++;
	return p->points;
}
