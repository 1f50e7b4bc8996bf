#!/usr/bin/env python3
"""export-check.py FORMAT FILE ARTICLES SHARED: is FILE what its standard says?

ARTICLES is the JSON Lines export of the same articles: offsets are held
against their texts. Ends with 77, and why, where something it needs is not
there."""
import glob
import json
import os
import re
import sys

failures = []


def want(good, *words):
    if not good:
        failures.append(' '.join(str(w) for w in words)[:300])


def skip(why):
    print(why)
    sys.exit(77)


def articles(path):
    """Articles by id, url and whatever else they are known by."""
    found = {}
    with open(path, encoding='utf-8') as f:
        for line in f:
            a = json.loads(line)
            found[a['url'] or a['title']] = a
    return found


def passage(text, start, end, quote, where):
    want(text[start:end] == quote, where, 'has', repr(text[start:end]),
         'and not', repr(quote))


# ------------------------------------------------------------ Web Annotation

def musts(shared):
    """The assertions that every annotation must pass, as (schema, wanted)."""
    root = os.path.join(shared, 'data/open/web-annotation')
    if not os.path.isdir(root):
        skip('there are no schemas of Web Annotation')
    try:
        import warnings
        warnings.simplefilter('ignore')
        from jsonschema import Draft4Validator, RefResolver
    except ImportError:
        skip('there is no python3-jsonschema')
    store = {}
    for path in glob.glob(root + '/definitions/*.json'):
        with open(path, encoding='utf-8') as f:
            schema = json.load(f)
        schema.pop('id', None)
        for folder in ('', 'definitions/'):
            store['http://x/' + folder + os.path.basename(path)] = schema

    def flat(what):
        for x in what:
            if isinstance(x, str):
                yield x
            else:
                yield from flat(x if isinstance(x, list)
                                else x.get('assertions', []))

    with open(root + '/annotations/annotationMusts.test',
              encoding='utf-8') as f:
        names = list(flat(json.load(f)['assertions']))
    rules = []
    for name in names:
        with open(os.path.join(root, name), encoding='utf-8') as f:
            schema = json.load(f)
        if schema.get('assertionType') != 'must':
            continue
        schema.pop('id', None)
        resolver = RefResolver('http://x/a.json', schema, store=store)
        rules.append((name, Draft4Validator(schema, resolver=resolver),
                      schema.get('expectedResult', 'valid') == 'valid'))
    return rules


PURPOSES = set('''assessing bookmarking classifying commenting describing editing
highlighting identifying linking moderating questioning replying
tagging'''.split())


def webannotation(path, known, shared):
    with open(path, encoding='utf-8') as f:
        page = json.load(f)
    want(page['type'] == 'AnnotationPage', 'no page')
    rules, ids = musts(shared), set()
    for a in page['items']:
        for name, rule, wanted in rules:
            want(rule.is_valid(a) == wanted, a['id'], 'against', name)
        want(a['id'] not in ids, a['id'], 'stands twice')
        ids.add(a['id'])
        want(re.fullmatch(r'urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
                          a['id']), 'id', a['id'])
        want(a['motivation'] in PURPOSES, a['motivation'])
        for body in a.get('body', []):
            want(body['purpose'] in PURPOSES, body['purpose'])
        target = a['target']
        if isinstance(target, str):
            continue
        text = known.get(target['source'], {}).get('text')
        want(text is not None, 'no article', target['source'])
        exact = None
        for s in target.get('selector', []):
            if s['type'] == 'TextQuoteSelector':
                exact = s['exact']
            elif text is not None:
                passage(text, s['start'], s['end'], exact, a['id'])


# -------------------------------------------------------------- bibliographies

def bibtex(path, known, shared):
    with open(path, encoding='utf-8') as f:
        text = f.read()
    entries = re.findall(r'^@online\{([^,]+),\n(.*?)\n\}\n', text, re.M | re.S)
    keys = [k for k, _ in entries]
    want(len(keys) == len(set(keys)), 'a key stands twice')
    want(re.sub(r'@online\{.*?\n\}\n\n', '', text, flags=re.S) == '',
         'something stands outside')
    for key, body in entries:
        depth = 0
        for c in re.sub(r'\\[{}]', '', body):
            depth += {'{': 1, '}': -1}.get(c, 0)
            want(depth >= 0, key, 'closes a brace too many')
        want(depth == 0, key, 'leaves a brace open')
        want(re.search(r'^  title = \{.+\},?$', body, re.M), key, 'no title')
        url = re.search(r'^  url = \{(.*)\},?$', body, re.M)
        want(url is None or url.group(1) in known, key, 'of no article')


def ris(path, known, shared):
    with open(path, encoding='utf-8', newline='') as f:
        text = f.read()
    want(text == '' or text.endswith('\r\n'), 'the last line has no end')
    inside = False
    for line in text.split('\r\n')[:-1]:
        want(re.match(r'[A-Z][A-Z0-9]  - \S? ?', line), 'line', repr(line))
        tag = line[:2]
        want((tag == 'TY') != inside, tag, 'at the wrong place')
        inside = tag != 'ER'
        if tag == 'UR':
            want(line[6:] in known, 'of no article', line)
        if tag == 'DA':
            want(re.fullmatch(r'DA  - \d{4}/(\d\d)?/(\d\d)?/', line), line)
    want(not inside, 'the last record has no end')


def main():
    kind, path, texts, shared = sys.argv[1:5]
    globals()[kind.replace('-', '_')](path, articles(texts), shared)
    for f in failures[:20]:
        print(f)
    print(len(failures), 'failures')
    sys.exit(1 if failures else 0)


main()
