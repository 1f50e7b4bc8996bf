#include "config.h"

#include <jansson.h>

#include "model/str.h"

#include "tests/test.h"

/* jsoncheck KEY... < LINES: every line is one JSON object that has these keys;
 * at least one line. Says the first that is not, and fails. jsoncheck -e PATH
 * prints the value at a.b of the last line. Alone it tests itself. */

static int
wrong(int line, const char *what)
{
	printf("# line %d: %s\n", line, what);
	return 1;
}

static int
print_value(const json_t *v)
{
	if (json_is_string(v))
		printf("%s\n", json_string_value(v));
	else if (json_is_integer(v))
		printf("%lld\n", (long long)json_integer_value(v));
	else if (json_is_boolean(v))
		printf("%s\n", json_is_true(v) ? "true" : "false");
	else
		printf("%s\n", json_is_null(v) ? "null" : "...");
	return 0;
}

static int
print_path(json_t *object, char *path)
{
	struct str rest = str_of(path), part;
	json_t *v = object;

	while (v != NULL && str_split(&rest, '.', &part)) {
		char key[128];

		(void)snprintf(key, sizeof key, "%.*s", (int)part.len, part.p);
		v = json_object_get(v, key);
	}
	return v != NULL ? print_value(v) : wrong(0, "no such key");
}

/* The object of a line, or NULL, and why. */
static json_t *
object_of(struct str text, char **keys, int n, const char **why)
{
	json_error_t e;
	json_t *object =
	    json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, &e);
	int i;

	*why = json_is_object(object) ? NULL : "no object";
	for (i = 0; *why == NULL && i < n; i++)
		if (json_object_get(object, keys[i]) == NULL)
			*why = keys[i];
	if (*why == NULL)
		return object;
	json_decref(object);
	return NULL;
}

static int
test_itself(void)
{
	static const struct {
		const char *line;
		bool good;
	} cases[] = {
		{ "{\"id\":1}\n", true },
		{ "{\"id\":null}", true },
		{ "{\"other\":1}", false },
		{ "[1]", false },
		{ "{\"id\":1,\"id\":2}", false },
		{ "{\"id\":1} x", false },
		{ "{\"id\":\"\x1b\"}", false },
		{ "{\"id\":\"\xff\"}", false },
	};
	char id[] = "id", *keys[] = { id };
	const char *why;
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		json_t *v = object_of(str_of(cases[i].line), keys, 1, &why);

		ok((v != NULL) == cases[i].good, "case %zu is %s", i,
		    cases[i].good ? "taken" : "refused");
		json_decref(v);
	}
	return done();
}

int
main(int argc, char **argv)
{
	bool printing = argc == 3 && strcmp(argv[1], "-e") == 0;
	const char *why = "nothing at all";
	json_t *object = NULL;
	char *text = NULL;
	size_t size = 0;
	int line = 0, status = 0;
	ssize_t len;

	if (argc == 1)
		return test_itself();
	while ((len = getline(&text, &size, stdin)) > 0) {
		line++;
		json_decref(object);
		object = object_of((struct str){ text, (size_t)len }, argv + 1,
		    printing ? 0 : argc - 1, &why);
		if (object == NULL)
			break;
	}
	if (object == NULL)
		status = wrong(line, why);
	else if (printing)
		status = print_path(object, argv[2]);
	json_decref(object);
	free(text);
	return status;
}
