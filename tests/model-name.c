/* Names in other spellings, scripts and orders: who is one and who is not. */
#include "config.h"

#include <time.h>

#include "model/given.h"
#include "model/name.h"
#include "tests/test.h"

static double
likeness(const char *a, const char *b)
{
	struct name x, y;

	name_read(&x, str_of(a));
	name_read(&y, str_of(b));
	return name_likeness(&x, &y);
}

static const struct {
	bool same;
	const char *a, *b;
} cases[] = {
	{ true, "Khalifa Haftar", "Khalifa Hifter" },
	{ true, "Khalifa Haftar", "Heftar" },
	{ true, "Khalifa Haftar", "Field Marshal Khalifa Hafter" },
	{ true, "Khalifa Haftar", "خليفة حفتر" },
	{ true, "Khalifa Haftar", "المشير خليفة حفتر" },
	{ true, "Hifter", "حفتر" },
	{ true, "Khalifa Haftar", "Haftar’s" },
	{ true, "Aqila Saleh", "Aguila Saleh Issa" },
	{ true, "Khalifa Haftar", "HAFTAR, Khalifa" },
	{ true, "Fayez al-Sarraj", "Fayiz as-Sarradsch" },
	{ false, "Libyan air force", "البريقة" },
	{ true, "Haftar", "حَفْتَر" },
	{ true, "Khalifa Haftar", "Халифа Хафтар" },
	{ true, "Muammar Gaddafi", "Moammar Gadhafi" },
	{ true, "Muammar Gaddafi", "Muammar al-Qaddafi" },
	{ true, "Muammar Gaddafi", "Mouammar Kadhafi" },
	{ true, "Muammar Gaddafi", "Muammar Gheddafi" },
	{ true, "Muammar Gaddafi", "معمر القذافي" },
	{ true, "Qaddafi", "القذافي" },
	{ true, "Kadhafi", "القذافي" },
	{ true, "Gheddafi", "القذافي" },
	{ true, "Muammar Gaddafi", "Муаммар Каддафи" },
	{ true, "Abdel Fattah al-Sisi", "Abdul Fatah El-Sissi" },
	{ true, "Abdel Fattah al-Sisi", "Abdelfattah Al Sisi" },
	{ true, "Abdel Fattah al-Sisi", "عبد الفتاح السيسي" },
	{ true, "Abdel Fattah al-Sisi", "عبدالفتاح السيسي" },
	{ true, "Abdullah al-Thani", "Abdallah Thinni" },
	{ true, "Abdullah al-Thani", "عبد الله الثني" },
	{ true, "Fayez al-Sarraj", "Faiez Serraj" },
	{ true, "Fayez al-Sarraj", "Fayez Assarraj" },
	{ true, "Fayez al-Sarraj", "فايز السراج" },
	{ true, "Ansar al-Sharia", "Ansar ash-Sharia" },
	{ true, "Ansar al-Sharia", "أنصار الشريعة" },
	{ true, "Ansar al-Sharia", "Ansar al Charia" },
	{ true, "Mohammed Dahlan", "Muhammad Dahlan" },
	{ true, "Mohammed Dahlan", "محمد دحلان" },
	{ true, "Aguila Saleh", "Agila Salah" },
	{ true, "Aguila Saleh", "عقيلة صالح" },
	{ true, "Ahmed bin Ali", "Ahmad ben Ali" },
	{ true, "Ahmed bin Ali", "Ali, Ahmed ibn" },
	{ true, "Harbour Works p.l.c.", "Harbour Works PLC" },
	{ true, "Misrata", "Misurata" },
	{ true, "Abdul Hamid Dbeibah", "Abdelhamid Dabaiba" },
	{ true, "Abdul Hamid Dbeibah", "عبد الحميد الدبيبة" },
	{ false, "Abdullah al-Thani", "Fathi Bashagha" },
	{ false, "عبد الله الثني", "فتحي باشاغا" },
	{ false, "Abdullah al-Thani", "فتحي باشاغا" },
	{ false, "Khalifa Haftar", "Saddam Haftar" },
	{ false, "Khalifa Haftar", "صدام حفتر" },
	{ false, "Khalifa Haftar", "Khalifa al-Ghwell" },
	{ false, "Saif al-Islam Gaddafi", "Khamis Gaddafi" },
	{ false, "Abdullah al-Thani", "Abdullah Senussi" },
	{ false, "Mohammed Magarief", "Mohammed Dahlan" },
	{ false, "Tripoli", "Tobruk" },
	{ false, "Benghazi", "Bani Walid" },
	{ false, "Libyan National Army", "Libyan Dawn" },
	{ false, "", "Haftar" },
	{ true, "Muammar Gaddafi", "Muʿammar al-Qaḏḏāfī" },
	{ true, "Khalifa Haftar", "il generale Haftar" },
	{ true, "Khalifa Haftar", "Feldmarschall Chalifa Haftar" },
	{ true, "Fayez al-Sarraj", "Fajis as-Sarradsch" },
	{ true, "Fayez al-Sarraj", "Фаиз Саррадж" },
	{ true, "Fathi Bashagha", "Фатхи Башага" },
	{ true, "Mahmoud Jibril", "Махмуд Джибриль" },
	{ true, "Abdel Hakim Belhadj", "Абдельхаким Бельхадж" },
	{ true, "Mohammed Zahawi", "محمد الزهاوي" },
	{ true, "Abdel Ghani al-Kikli", "عبد الغني الككلي" },
	{ true, "Sergei Lavrov", "Sergej Lawrow" },
	{ true, "Yevgeny Prigozhin", "Jewgeni Prigoschin" },
	{ true, "Zawiya", "الزاوية" },
	{ true, "Khoms", "al-Chums" },
	{ false, "Mohammed bin Zayed", "Zayed bin Mohammed" },
	{ false, "Osama bin Laden", "حمزة بن لادن" },
	{ false, "Abdul Salam Jalloud", "Abdul Salam Bourguiba" },
	{ false, "Bashar al-Assad", "ماهر الأسد" },
	{ false, "Zuwara", "Zawiya" },
	{ false, "Khoms", "Homs" },
	{ false, "Iraq", "New York" },
	{ false, "Kerry", "Cairo" },
	{ false, "Asad", "السعودية" },
	{ false, "Boris Johnson", "باريس" },
	{ false, "Tobias Ellwood", "TBZ" },
	{ false, "Aleppo", "Libia" },
	{ false, "Jufra", "Kufra" },
	{ false, "الجفرة", "الكفرة" },
	{ false, "Derna", "Tarhuna" },
	{ false, "Bouzid", "Busetta" },
	{ false, "Bouzid", "Tobruk-based parliament" },
	{ false, "Zorgani", "صرمان" },
	{ true, "Rex Tillerson", "ريكس تيلرسون" },
	{ true, "Mahamat Faki", "محمد فكي" },
	{ false, "Salem Abdullah Khalifa", "Abdullah Khalifa" },
	{ false, "Ali al-Hassan", "Hassan al-Ali" },
	{ false, "Ahmed Mahmoud", "Mahmoud Ahmed" },
	{ false, "محمد صالح", "صالح محمد" },
	{ true, "Haftar Khalifa", "Khalifa Haftar" },
	{ true, "Ali, Hassan", "Hassan Ali" },
	{ false, "Saddam Khalifa Haftar", "Khalifa Haftar" },
	{ false, "صدام خليفة حفتر", "خليفة حفتر" },
	{ false, "Saif al-Islam Muammar Gaddafi", "Muammar Gaddafi" },
	{ false, "Saif al-Islam Gaddafi", "Muammar Gaddafi" },
	{ true, "Khalifa Belqasim Haftar", "Khalifa Haftar" },
	{ false, "Hassan Salem", "Hussein Salem" },
	{ false, "Hamid", "Hamad" },
	{ false, "Jamal Saleh", "Jamila Saleh" },
	{ false, "Naji Barakat", "Najib Barakat" },
	{ true, "Qaddafi", "Qazzafi" },
	{ true, "Gaddafi", "Qazzafi" },
	{ true, "Mevlüt Çavuşoğlu", "مولود تشاووش أوغلو" },
	{ true, "Mevlüt Çavuşoğlu", "مولود جاويش أوغلو" },
	{ true, "Mevlut Cavusoglu", "Мевлют Чавушоглу" },
	{ true, "Recep Tayyip Erdoğan", "رجب طيب أردوغان" },
};

static void
test_cases(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		double got = likeness(cases[i].a, cases[i].b);

		ok((got >= NAME_SAME) == cases[i].same, "%s %s %s: %.2f",
		    cases[i].a, cases[i].same ? "is" : "is not", cases[i].b,
		    got);
		ok(got == likeness(cases[i].b, cases[i].a), "either way round");
	}
}

/* ---- the open list */

static bool
csv_cell(struct str *rest, struct buf *out)
{
	size_t i = 0;
	bool quoted = rest->len > 0 && rest->p[0] == '"';

	buf_reset(out);
	buf_puts(out, "");
	for (i = quoted; i < rest->len; i++) {
		char c = rest->p[i];

		if (quoted && c == '"') {
			if (i + 1 >= rest->len || rest->p[i + 1] != '"') {
				i++;
				break;
			}
			i++;
		} else if (!quoted && (c == ',' || c == '\n')) {
			break;
		}
		if (c != '\r')
			buf_putc(out, c);
	}
	if (i < rest->len && rest->p[i] == '\r')
		i++;
	*rest = str_slice(*rest, i < rest->len ? i + 1 : i, rest->len);
	return true;
}

static void
test_open(void)
{
	char path[600];
	struct buf cell[8] = { 0 };
	size_t len, n = 0, tp = 0, fp = 0, fn = 0;
	clock_t t = 0;
	struct str rest;
	char *text;
	double f1;

	if (test_shared() == NULL) {
		skip("no shared data", "the open list of names");
		return;
	}
	snprintf(path, sizeof path, "%s/data/open/names-nomenklatura/cases.csv",
	    test_shared());
	text = test_slurp(path, &len);
	rest = (struct str){ text, len };
	while (rest.len > 0) {
		struct name a, b;
		clock_t before;
		bool is, said;

		for (int i = 0; i < 8; i++)
			csv_cell(&rest, &cell[i]);
		if (n++ == 0)
			continue;
		before = clock();
		name_read(&a, buf_view(&cell[2]));
		name_read(&b, buf_view(&cell[3]));
		said = name_likeness(&a, &b) >= NAME_SAME;
		t += clock() - before;
		is = str_is(buf_view(&cell[4]), "true");
		if (getenv("NAMES_SAY") != NULL && is != said)
			printf("# %d %s | %s: %.2f\n", is, cell[2].p, cell[3].p,
			    name_likeness(&a, &b));
		tp += is && said;
		fp += !is && said;
		fn += is && !said;
	}
	f1 = 2.0 * (double)tp / (double)(2 * tp + fp + fn);
	printf("# %zu pairs: precision %.3f, recall %.3f, F1 %.3f; %.1f us "
	       "each\n",
	    n - 1, (double)tp / (double)(tp + fp),
	    (double)tp / (double)(tp + fn), f1,
	    (double)t * 1e6 / CLOCKS_PER_SEC / (double)(n - 1));
	ok(n == 827 && f1 > 0.83, "F1 on the open list is above 0.83");
	for (int i = 0; i < 8; i++)
		buf_release(&cell[i]);
	free(text);
}

/* Pairs that were labelled before they were tried: how much has held since. */
static void
test_pairs(void)
{
	struct str rest, line, word[3];
	size_t len, n = 0, right = 0;
	char path[600], *text;

	snprintf(
	    path, sizeof path, "%s/tests/data/name-pairs.tsv", test_srcdir());
	text = test_slurp(path, &len);
	rest = (struct str){ text, len };
	while (rest.len > 0 && str_split(&rest, '\n', &line)) {
		struct name a, b;

		for (int i = 0; i < 3; i++)
			(void)str_split(&line, '\t', &word[i]);
		name_read(&a, word[1]);
		name_read(&b, word[2]);
		n++;
		right += (name_likeness(&a, &b) >= NAME_SAME) ==
			 str_is(word[0], "same");
	}
	printf("# %zu of %zu pairs of Libyan news right\n", right, n);
	ok(n > 250 && right * 100 >= n * 97, "97 %% of the pairs are right");
	free(text);
}

/* Any bytes: nothing breaks, likeness lies between 0 and 1, is 1 with itself
 * and the same either way round. */
static void
test_any(void)
{
	static const char *const parts[] = { "abd", "al-", "el ", "xxxxxxx",
		"oglu", "cccc", "bdul", "ال", "عبد", "حفتر", " ", "&", ".", "'",
		"x", "aa", "Ж", "щ", "日", "\xff", "\xd8", "ب", "general ",
		"ltd" };
	uint32_t seed = 7;
	size_t wrong = 0;

	for (int i = 0; i < 4000; i++) {
		struct buf b[2] = { 0 };
		struct name x[2];
		uint32_t keys[NAME_KEYS];

		for (int k = 0; k < 2; k++) {
			seed = seed * 1664525 + 1013904223;
			buf_puts(&b[k], "");
			for (uint32_t n = seed >> 20 & 31; n > 0; n--) {
				seed = seed * 1664525 + 1013904223;
				buf_puts(&b[k],
				    parts[(seed >> 8) % ARRAY_LEN(parts)]);
			}
			name_read(&x[k], buf_view(&b[k]));
			wrong += name_keys(&x[k], keys) > NAME_KEYS;
			wrong +=
			    x[k].n > 0 && name_likeness(&x[k], &x[k]) < 0.99;
		}
		double a = name_likeness(&x[0], &x[1]);
		double c = name_likeness(&x[1], &x[0]);
		wrong += a < 0 || a > 1 || a != c;
		buf_release(&b[0]);
		buf_release(&b[1]);
	}
	is_int((int64_t)wrong, 0, "any bytes are read and compared");
}

int
main(void)
{
	is_int((int64_t)given_unsorted(), 0, "the tables are in order");
	test_any();
	test_cases();
	test_pairs();
	test_open();
	return done();
}
