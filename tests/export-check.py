#!/usr/bin/env python3
"""export-check.py FORMAT FILE ARTICLES SHARED: is FILE what its standard says?

ARTICLES is the JSON Lines export of the same articles: offsets are held
against their texts. Ends with 77, and why, where something it needs is not
there."""
import glob
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as xml
import zipfile

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
    rules, ids, checked = musts(shared), set(), {}
    for a in page['items']:
        # Annotations of one motivation are all made in one place: some do.
        kind = (a['motivation'], isinstance(a['target'], str))
        checked[kind] = checked.get(kind, 0) + 1
        for name, rule, wanted in rules if checked[kind] <= 20 else []:
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
        source = target['source']
        want(re.fullmatch('[a-z]+:[^\\x00-\\x20<>"{}|\\\\^`]+', source), source)
        text = known.get(source, known.get(
            urllib.parse.unquote(source), {})).get('text')
        want(text is not None, 'no article', target['source'])
        exact = None
        for s in target.get('selector', []):
            if s['type'] == 'TextQuoteSelector':
                exact = s['exact']
            elif text is not None:
                passage(text, s['start'], s['end'], exact, a['id'])


def same_work(path):
    """Annotations by id, without what another library has of its own."""
    with open(path, encoding='utf-8') as f:
        items = json.load(f)['items']
    work = {}
    for a in items:
        target = a['target']
        if isinstance(target, dict):
            target.pop('mirsad:article', None)
            target.pop('state', None)
        if a['motivation'] == 'tagging':
            a['id'] = target['source']
            a['body'] = sorted(b['value'] for b in a['body'])
        work[a['id']] = a
    return work


def in_both(path, other):
    """The annotations of two libraries, by twos; none is in one alone."""
    one, two = same_work(path), same_work(other)
    want(len(one) > 2700, 'only', len(one), 'annotations')
    for name in sorted(set(one) ^ set(two)):
        want(False, name, 'is in one of them alone')
    return [(one[name], two[name]) for name in set(one) & set(two)]


def round_trip(path, known, other):
    """The annotations of two libraries say the same."""
    for a, b in in_both(path, other):
        want(a == b, a, 'came back as', b)


def in_xml(value):
    """As it comes through XML, which has no way to say some characters."""
    if isinstance(value, str):
        return re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]', '\ufffd',
                      value)
    if isinstance(value, list):
        return [in_xml(v) for v in value]
    if isinstance(value, dict):
        return {k: in_xml(v) for k, v in value.items()}
    return value


def project_trip(path, known, other):
    """The same through a project: claims whole, notes as XML has them."""
    for a, b in in_both(path, other):
        if a['motivation'] in ('commenting', 'replying'):
            a['body'], b['body'] = in_xml(a['body']), in_xml(b['body'])
        for x in (a, b):
            if isinstance(x['target'], dict):
                x['target']['mirsad:title'] = in_xml(x['target']['mirsad:title'])
        diff = [k for k in a if a[k] != b.get(k)]
        want(a == b, a['id'], diff, [(a[k], b.get(k)) for k in diff][:2])


def records(path):
    with open(path, encoding='utf-8') as f:
        return [json.loads(line) for line in f]


def same_articles(path, known, other):
    """Articles that went to another library and came out of it again."""
    def told(path):
        names = ('title', 'text', 'outlet', 'author', 'published', 'url',
                 'language')
        return sorted([a[n] or '' for n in names] for a in records(path))
    one, two = told(path), told(other)
    want(len(one) >= 20, 'only', len(one), 'articles')
    want(len(one) == len(two), len(two), 'articles of', len(one))
    for a, b in zip(one, two):
        want(a == b, a, 'came back as', b)


def same_codes(path, known, other):
    """Codebooks of two libraries, but for whose they are."""
    def told(path):
        with open(path, encoding='utf-8') as f:
            return re.sub(r'^(<CodeBook[^>]*?) origin=[^>]*>', r'\1>',
                          f.read(), flags=re.M)
    want(told(path).count('<Code ') > 3, 'hardly any codes')
    want(told(path) == told(other), 'the codebooks differ')


def in_cell(value):
    """A value of JSON as it stands in a cell of CSV."""
    if value is None or value == []:
        return ('', '[]', 'null')
    if isinstance(value, bool):
        return ('true' if value else 'false',)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return (' | '.join(value),)
    return (value if isinstance(value, str) else str(value),)


def claims(path, known, entities):
    """The same claims as JSON Lines, CSV and a report; names are those of the
    register, after merges too."""
    rows = records(path)
    keys = {e['key'] for e in records(entities)}
    want(len(rows) > 2700, 'only', len(rows), 'claims')
    for c in rows:
        for k in [c['claimant_key'], c['place']] + c['subjects']:
            want(k is None or k in keys, k, 'is not in the register')
    with open(path + '.csv', encoding='utf-8', newline='') as f:
        table = list(csv.reader(f))
    want(len(table) == len(rows) + 1, len(table), 'lines of CSV')
    for cells, c in zip(table[1:], rows):
        for name, cell in zip(table[0], cells):
            if isinstance(c[name], list) and c[name] and \
                    isinstance(c[name][0], dict):
                want(json.loads(cell) == c[name], name, cell)
            else:
                want(cell in in_cell(c[name]), name, cell, c[name])
    with open(path + '.md', encoding='utf-8') as f:
        report = f.read()
    # One linked as the same stands under both statements.
    lines = [v for v in report.split('\n') if v.startswith('- ')]
    own = [v for v in lines if ', linked)' not in v]
    want(len(own) == len(rows), len(own), 'claims in the report')
    for c in rows:
        want('claim %d, article %d' % (c['id'], c['article']) in report,
             'claim', c['id'], 'is not in the report')


# -------------------------------------------------------------- bibliographies

def bib_fields(body):
    """name = {value}, values by their braces, without what TeX wants."""
    fields, at = {}, 0
    while True:
        m = re.compile(r'\s*(\w+) = \{').match(body, at)
        if m is None:
            return fields
        depth, end = 1, m.end()
        while depth > 0:
            if body[end] == '\\':
                end += 1
            else:
                depth += {'{': 1, '}': -1}.get(body[end], 0)
            end += 1
        value = body[m.end():end - 1]
        if value.startswith('{') and value.endswith('}'):
            value = value[1:-1]
        for tex, plain in ((r'\textbackslash{}', '\0'), (r'\textasciitilde{}', '~'),
                           (r'\textasciicircum{}', '^')):
            value = value.replace(tex, plain)
        fields[m.group(1)] = re.sub(r'\\([{}$&#_%])', r'\1',
                                    value).replace('\0', '\\')
        at = end + body[end:end + 1].count(',')


def one_line(text):
    return (text or '').replace('\n', ' ').replace('\r', ' ')


def told(known, what):
    """What the articles say, as references have it: on one line."""
    return {tuple(one_line(a[k]) for k in what) for a in known.values()}


def bibtex(path, known, shared):
    with open(path, encoding='utf-8', newline='') as f:
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
        fields = bib_fields(body)
        want(tuple(fields.get(k, '') for k in ('title', 'organization',
                                               'author', 'langid')) in
             told(known, ('title', 'outlet', 'author', 'language')), fields)
        want(url is None or url.group(1) in known or
             urllib.parse.unquote(url.group(1)) in known, key, 'of no article')


def ris(path, known, shared):
    with open(path, encoding='utf-8', newline='') as f:
        text = f.read()
    want(text == '' or text.endswith('\r\n'), 'the last line has no end')
    inside, record = False, {}
    whole = told(known, ('title', 'outlet', 'author', 'url', 'language'))
    for line in text.split('\r\n')[:-1]:
        want(re.match(r'[A-Z][A-Z0-9]  - \S? ?', line), 'line', repr(line))
        tag = line[:2]
        want((tag == 'TY') != inside, tag, 'at the wrong place')
        inside = tag != 'ER'
        record = {} if tag == 'TY' else {**record, tag: line[6:]}
        if tag == 'ER':
            want(tuple(record.get(k, '') for k in ('TI', 'T2', 'AU', 'UR',
                                                   'LA')) in whole, record)
        if tag == 'UR':
            want(line[6:] in known, 'of no article', line)
        if tag == 'DA':
            want(re.fullmatch(r'DA  - \d{4}/(\d\d)?/(\d\d)?/', line), line)
    want(not inside, 'the last record has no end')


# ------------------------------------------------------------------- REFI-QDA

def schema_valid(shared, schema, text):
    path = os.path.join(shared, 'data/open/refi-qda', schema)
    if not os.path.exists(path):
        skip('there is no schema of REFI-QDA')
    if shutil.which('xmllint') is None:
        skip('there is no xmllint')
    got = subprocess.run(['xmllint', '--noout', '--schema', path, '-'],
                         input=text, capture_output=True, check=False)
    want(got.returncode == 0, got.stderr.decode()[:300])


def codebook(path, known, shared):
    with open(path, 'rb') as f:
        schema_valid(shared, 'codebook.xsd', f.read())


QDE = '{urn:QDA-XML:project:1.0}'


class QualCoder:
    """What QualCoder's import (refi.py of 2026, its order and its database)
    makes of a project: where a table refuses a row, it drops that row, or ends
    with half a project."""
    tables = '''CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT,
        memo TEXT, supercatid INTEGER, UNIQUE(name));
        CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT, memo TEXT,
        catid INTEGER, supercid INTEGER, UNIQUE(name));
        CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, fulltext TEXT,
        memo TEXT, UNIQUE(name));
        CREATE TABLE code_text (cid INTEGER, fid INTEGER, seltext TEXT,
        pos0 INTEGER, pos1 INTEGER, owner TEXT, memo TEXT,
        UNIQUE(cid, fid, pos0, pos1, owner));
        CREATE TABLE annotation (fid INTEGER, pos0 INTEGER, pos1 INTEGER,
        memo TEXT, owner TEXT, UNIQUE(fid, pos0, pos1, owner));
        CREATE TABLE journal (name TEXT, jentry TEXT, UNIQUE(name));
        CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT, memo TEXT,
        UNIQUE(name));
        CREATE TABLE attribute_type (name TEXT PRIMARY KEY);
        CREATE TABLE attribute (name TEXT, attr_type TEXT, value TEXT,
        id INTEGER, UNIQUE(name, attr_type, id));'''

    def __init__(self, archive, root):
        self.zip, self.db = archive, sqlite3.connect(':memory:')
        self.db.executescript(self.tables)
        self.codes, self.dropped, self.variables = {}, [], {}
        self.users = {u.get('guid'): u.get('name')
                      for u in root.iter(QDE + 'User')}
        for c in root.findall(f'{QDE}CodeBook/{QDE}Codes/{QDE}Code'):
            self.code(c, None, None)
        for v in root.iter(QDE + 'Variable'):
            self.variables[v.get('guid')] = v.get('name')
            self.put('attribute_type', v.get('name'))
        for s in root.findall(f'{QDE}Sources/{QDE}TextSource'):
            self.source(s)
        for n in root.findall(f'{QDE}Notes/{QDE}Note'):
            self.note(n)
        for c in root.findall(f'{QDE}Cases/{QDE}Case'):
            rowid = self.put('cases', None, c.get('name'), self.memo(c))
            self.values(c, 'case', rowid)

    def put(self, table, *row):
        marks = ','.join('?' * len(row))
        return self.db.execute(f'INSERT INTO {table} VALUES ({marks})',
                               row).lastrowid

    def all(self, sql):
        return self.db.execute(sql).fetchall()

    @staticmethod
    def memo(element):
        return element.findtext(QDE + 'Description') or ''

    def code(self, element, category, above):
        row = None, element.get('name'), self.memo(element)
        if element.get('isCodable') == 'false':
            category, above = self.put('code_cat', *row, category), None
        else:
            category, above = None, self.put('code_name', *row, category,
                                             above)
            self.codes[element.get('guid')] = above
        for child in element.findall(QDE + 'Code'):
            self.code(child, category, above)

    def text(self, path):
        raw = self.zip.read('sources' + path.split('internal:/')[1])
        text = io.TextIOWrapper(io.BytesIO(raw), 'utf-8', 'replace').read()
        # Where the first line ends in CR LF, each end has two characters.
        if b'\r\n' in raw[:raw.find(b'\n') + 1]:
            text = text.replace('\n', '\n ')
        return text

    def source(self, element):
        text = self.text(element.get('plainTextPath'))
        fid = self.put('source', None, element.get('name'), text,
                       self.memo(element))
        for p in element.findall(QDE + 'PlainTextSelection'):
            self.passage(p, fid, text)
        self.values(element, 'file', fid)

    def passage(self, p, fid, text):
        start, end = int(p.get('startPosition')), int(p.get('endPosition'))
        owner = self.users.get(p.get('creatingUser'), 'default')
        codings = p.findall(QDE + 'Coding')
        for coding in codings:
            row = (self.codes.get(list(coding)[0].get('targetGUID')), fid,
                   text[start:end], start, end, owner, self.memo(p))
            try:
                self.put('code_text', *row)
            except sqlite3.IntegrityError:
                self.dropped.append(row)
        if not codings:
            self.put('annotation', fid, start, end, self.memo(p), owner)

    def note(self, element):
        path = element.get('plainTextPath')
        element.get('creationDateTime').replace('T', ' ')
        if path is not None:
            self.put('journal', element.get('name'), self.text(path))

    def values(self, element, kind, rowid):
        for v in element.findall(QDE + 'VariableValue'):
            name = self.variables[v.find(QDE + 'VariableRef').get('targetGUID')]
            self.put('attribute', name, kind, v.findtext(QDE + 'TextValue'),
                     rowid)


def qualcoder(archive, root):
    """All of the work arrives there, at the right place."""
    try:
        there = QualCoder(archive, root)
    except sqlite3.IntegrityError as e:
        want(False, 'QualCoder stops:', e)
        return
    for row in there.all('SELECT * FROM code_text WHERE cid IS NULL'):
        want(False, 'coded by a code that is not there', row)
    kept = {}
    for row in there.all('SELECT fid, pos0, pos1, owner, cid, memo '
                         'FROM code_text'):
        kept[row[:4]] = kept.get(row[:4], '') + '\n\n' + row[5]
    for _, fid, _, start, end, owner, memo in there.dropped:
        want(memo in kept[fid, start, end, owner], 'QualCoder drops', memo)
    coded = set(there.all("""SELECT s.name, t.seltext FROM code_text t JOIN
        code_name n ON n.cid = t.cid JOIN source s ON s.id = t.fid WHERE n.name
        LIKE 'Claim%'"""))
    names = {e.get('guid'): e.get('name')
             for e in root.iter(QDE + 'TextSource')}
    for case in root.iter(QDE + 'Case'):
        for value in case.iter(QDE + 'TextValue'):
            if not value.text.startswith('{"uuid"') or not names:
                continue
            where = names[case.find(QDE + 'SourceRef').get('targetGUID')]
            for s in json.loads(value.text)['spans']:
                want(s['role'] != 'content' or (where, s['quote']) in coded,
                     'not coded in QualCoder:', s['quote'])
    memos = '\n\n'.join(row[0] or '' for row in there.all(
        """SELECT memo FROM code_text UNION ALL SELECT memo FROM annotation
        UNION ALL SELECT memo FROM source UNION ALL SELECT jentry FROM journal
        """))
    for n in root.iter(QDE + 'Note'):
        said = n.findtext(QDE + 'PlainTextContent')
        want(said is None or not names or said in memos, said, 'is no memo')


def refi_qda(path, known, shared):
    texts = {a['text'] for a in known.values()}
    with zipfile.ZipFile(path) as z:
        want(z.testzip() is None, 'a file of the ZIP is broken')
        project = z.read('project.qde')
        qualcoder(z, xml.fromstring(project))
        sources = {n: z.read(n).decode() for n in z.namelist()
                   if n.startswith('sources/')}
    notes = {'sources/' + n.get('plainTextPath')[len('internal://'):]
             for n in xml.fromstring(project).iter(QDE + 'Note')
             if n.get('plainTextPath')}
    schema_valid(shared, 'schema.xsd', project)
    root = xml.fromstring(project)
    guids = [e.get('guid') for e in root.iter() if e.get('guid')]
    want(len(guids) == len(set(guids)), 'a GUID stands twice')
    for e in root.iter():
        for name in ('targetGUID', 'originGUID', 'creatingUser',
                     'creatingUserGUID'):
            want(e.get(name) is None or e.get(name) in guids,
                 e.tag, name, e.get(name), 'is nowhere')
    want(len(sources) - len(notes) ==
         len(root.findall(f'.//{QDE}TextSource')), 'sources')
    passages = {}
    for s in root.iter(QDE + 'TextSource'):
        text = sources['sources/' + s.get('plainTextPath')[len('internal://'):]]
        want(text in texts, s.get('name'), 'has another text')
        for p in s.iter(QDE + 'PlainTextSelection'):
            start, end = int(p.get('startPosition')), int(p.get('endPosition'))
            want(start < end <= len(text), p.get('guid'), start, end)
            got = text[start:end]
            passages[p.get('guid')] = got
            # What XML has no way to say is U+FFFD in the name.
            got = re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]',
                         '\ufffd', got)
            want(' '.join(got.split()).startswith(
                ' '.join(p.get('name').split())), p.get('name'), 'is', got)
    names = [c.get('name') for c in root.iter(QDE + 'Case')]
    want(len(names) == len(set(names)), 'two cases have one name')
    for case in root.iter(QDE + 'Case'):
        for value in case.iter(QDE + 'TextValue'):
            if not value.text.startswith('{"uuid"'):
                continue
            claim = json.loads(value.text)
            quotes = [s['quote'] for s in claim['spans']]
            refs = [passages[r.get('targetGUID')]
                    for r in case.iter(QDE + 'SelectionRef')]
            want(quotes == refs, claim['uuid'], quotes, refs)


def guid(n):
    return '{%08X-0000-4000-8000-00000000ABCD}' % n


TEXTS = {1: 'One \U0001f600 line.\r\nThe pass\u00e9 second line.\r\nThird.',
         2: '\u0644\u064a\u0628\u064a\u0627 \U0001d49c first\nand the words meant',
         3: 'Of a PDF, its text.'}


def selection(n, start, end, name, inside):
    return (f'<PlainTextSelection guid="{guid(n)}" name="{name}" '
            f'startPosition="{start}" endPosition="{end}" '
            f'creatingUser="{guid(90)}" '
            f'creationDateTime="2020-01-02T03:04:05Z">{inside}'
            '</PlainTextSelection>')


def coded(n, code):
    return f'<Coding guid="{guid(n)}"><CodeRef targetGUID="{guid(code)}"/></Coding>'


def foreign(path, known, origin):
    """A project as others write them: positions that count UTF-16 and line
    ends as one, a text behind the mark of UTF-8, a folder Sources, notes by
    reference, by link, as files."""
    one = TEXTS[1].replace('\r\n', '\n')
    start = one.index('pass')
    utf16 = len(TEXTS[2][:TEXTS[2].index('the words')].encode('utf-16le')) // 2
    lines = 0 if 'ATLAS' in origin else 1
    ref = f'<NoteRef targetGUID="{guid(70)}"/>'
    sources = f'''<TextSource guid="{guid(1)}" name="first"
        plainTextPath="internal://1.txt">{selection(11, start + lines,
        start + 12 + lines, 'passé second',
        '<Description>look twice</Description>' + coded(12, 50))}</TextSource>
        <TextSource guid="{guid(2)}" name="second"
        plainTextPath="internal://2.txt"><Description>of the whole</Description>
        {selection(21, utf16, utf16 + 9, 'the words', ref)}{selection(22, 0, 5, '', '')}</TextSource>
        <PDFSource guid="{guid(3)}" name="third" path="internal://3.pdf">
        <Representation guid="{guid(33)}" name="x"
        plainTextPath="internal://3.txt">{selection(31, 5, 8, 'PDF',
        coded(32, 51))}{selection(34, 0, 19, 'Of a PDF',
        '<Description>all of it</Description>' + coded(35, 51))}{selection(36,
        0, 19, 'Of a PDF', coded(37, 50))}</Representation></PDFSource>
        <PictureSource guid="{guid(4)}" name="a picture" path="internal://4.png"/>
        <TextSource guid="{guid(5)}" name="elsewhere"
        plainTextPath="relative://5.txt"/>'''
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for n, text in TEXTS.items():
            z.writestr(f'Sources/{n}.txt',
                       text.encode('utf-8-sig' if n == 3 else 'utf-8'))
        z.writestr('Sources/71.txt', 'by a link')
        z.writestr('project.qde', f'''<?xml version="1.0"?>
<Project name="p" origin="{origin}" xmlns="urn:QDA-XML:project:1.0"><Users>
<User guid="{guid(90)}" name="Noor"/></Users><CodeBook><Codes>
<Code guid="{guid(50)}" name="Air raids" isCodable="true" color="#f00">
<Code guid="{guid(51)}" name="Drones" isCodable="true"/></Code>
</Codes></CodeBook><Sources>{sources}</Sources><Notes>
<Note guid="{guid(70)}" creatingUser="{guid(90)}"><PlainTextContent>by reference
</PlainTextContent></Note><Note guid="{guid(71)}"
plainTextPath="internal://71.txt"/><Note guid="{guid(72)}"
name="method"><PlainTextContent>read twice</PlainTextContent></Note></Notes><Links><Link guid="{guid(80)}"
originGUID="{guid(71)}" targetGUID="{guid(22)}"/></Links></Project>''')


def took(path, known, other):
    """What was made of that: each word at its place."""
    notes = {n['text'].split('\n')[0]: n for n in records(path)}
    quotes = {'look twice': 'pass\u00e9 second', 'by reference': 'the words',
              'by a link': TEXTS[2][:5], '#Drones': 'PDF', 'all of it': TEXTS[3],
              'of the whole': None}
    want(set(notes) == set(quotes), set(notes))
    for text, quote in quotes.items():
        want(notes.get(text, {'on': {}})['on'].get('quote') == quote, text,
             notes.get(text))
    want('#Air-raids' in notes['look twice']['text'], notes['look twice'])
    want(notes['look twice']['analyst'] == 'Noor', notes['look twice'])
    texts = {a['title']: a['text'] for a in records(other)}
    for n, title in ((1, 'first'), (2, 'second'), (3, 'third')):
        want(texts.get(title) == TEXTS[n].replace('\r\n', '\n'), title)


def codings(path, known, other):
    """The project of foreign(), written again: the same words are coded by the
    same codes, and the same is said of them."""
    with zipfile.ZipFile(path) as z:
        root = xml.fromstring(z.read('project.qde'))
        texts = {n: z.read(n).decode() for n in z.namelist()}
    got = set()
    for s in root.iter(QDE + 'TextSource'):
        text = texts['sources/' + s.get('plainTextPath')[len('internal://'):]]
        for p in s.iter(QDE + 'PlainTextSelection'):
            start, end = int(p.get('startPosition')), int(p.get('endPosition'))
            for c in p.iter(QDE + 'CodeRef'):
                got.add((s.get('name'), start, text[start:end],
                         c.get('targetGUID').strip('{}').lower(),
                         p.findtext(QDE + 'Description')))
    one = TEXTS[1].replace('\r\n', '\n').index('pass')
    raids, drones = (guid(n).strip('{}').lower() for n in (50, 51))
    said = {('first', one, 'pass\u00e9 second', raids, 'look twice'),
            ('third', 5, 'PDF', drones, None),
            ('third', 0, TEXTS[3], drones, 'all of it'),
            ('third', 0, TEXTS[3], raids, None)}
    want(got == said, got ^ said)


# ----------------------------------------------------------------------- STIX

def stix_rules(shared):
    root = os.path.join(shared, 'data/open/stix/schemas')
    if not os.path.isdir(root):
        skip('there are no schemas of STIX')
    try:
        import warnings
        warnings.simplefilter('ignore')
        from jsonschema import Draft202012Validator, RefResolver
    except ImportError:
        skip('there is no python3-jsonschema')
    store, names = {}, {}
    for folder, _, files in os.walk(root):
        for name in files:
            with open(os.path.join(folder, name), encoding='utf-8') as f:
                schema = json.load(f)
            store[schema['$id']] = schema
            names[name[:-5]] = schema
    made = {}

    def validator(schema):
        try:
            from referencing import Registry, Resource
            from referencing.jsonschema import DRAFT202012
        except ImportError:  # before 4.18
            return Draft202012Validator(schema, resolver=RefResolver(
                schema['$id'], schema, store=store))
        return Draft202012Validator(schema, registry=Registry().with_resources(
            (name, Resource(contents=s, specification=DRAFT202012))
            for name, s in store.items()))

    def rule(kind):
        if kind not in made:
            made[kind] = validator(names[kind])
        return made[kind]
    return rule


def stix_musts(o):
    """What the standard says MUST be so and its schemas cannot, or do not."""
    where, stamp = o['id'], r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z'
    want(re.fullmatch(re.escape(o['type']) + '--[0-9a-f]{8}-[0-9a-f]{4}-'
                      '[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
                      where), where, 'is no id')
    want(o['spec_version'] == '2.1', where)
    for k in ('created', 'modified', 'published', 'start_time', 'stop_time'):
        want(k not in o or re.fullmatch(stamp, o[k]), where, k, o.get(k))
    want(o['created'] <= o['modified'], where, 'was changed before')
    want(o.get('start_time', '') < o.get('stop_time', 'x'), where, 'ends early')
    want(o.get('created_by_ref', 'identity--').startswith('identity--'), where)
    want(0 <= o.get('confidence', 0) <= 100, where, o.get('confidence'))
    want(o['type'] != 'opinion' or o['opinion'] in (
        'strongly-disagree', 'disagree', 'neutral', 'agree',
        'strongly-agree'), where, o.get('opinion'))
    for k in ('name', 'content', 'relationship_type', 'description'):
        want(o.get(k, 'x') != '', where, k, 'is empty')
    for k in ('labels', 'object_refs', 'external_references', 'authors',
              'extensions'):
        want(o.get(k, [1]), where, k, 'is empty')
    for r in o.get('external_references', []):
        want(r['source_name'] and {'description', 'url', 'external_id'} & set(r),
             where, 'refers to nothing', r)
    for k in o.get('extensions', {}):
        want(k.startswith('extension-definition--'), where, k)
    if o['type'] == 'location':
        want('region' in o or 'country' in o or
             ('latitude' in o and -90 <= o['latitude'] <= 90 and
              -180 <= o['longitude'] <= 180), where, 'is nowhere')


def stix(path, known, shared):
    rule = stix_rules(shared)
    with open(path, encoding='utf-8') as f:
        bundle = json.load(f)
    want(bundle['type'] == 'bundle' and bundle['id'].startswith('bundle--'),
         'no bundle')
    ids = [o['id'] for o in bundle['objects']]
    want(len(ids) == len(set(ids)), 'an id stands twice')
    known_ids, texts = set(ids), {a['text'] for a in known.values()}
    checked, most = {}, 40
    for o in bundle['objects']:
        # Objects of one type are all made in one place: some of each do.
        checked[o['type']] = checked.get(o['type'], 0) + 1
        stix_musts(o)
        if checked[o['type']] <= most:
            for e in rule(o['type']).iter_errors(o):
                want(False, o['id'], e.message[:150])
        refs = list(o.get('object_refs', []))
        refs += [o[k] for k in ('source_ref', 'target_ref', 'created_by_ref')
                 if k in o]
        refs += list(o.get('extensions', {}))
        for r in refs:
            want(r in known_ids, o['id'], 'refers to', r)
        if o['type'] == 'report':
            want(o['description'] in texts, o['name'], 'has another text')
    reports = {o['id']: o['description'] for o in bundle['objects']
               if o['type'] == 'report'}
    for o in bundle['objects']:
        for x in o.get('extensions', {}).values():
            text = reports.get(o.get('object_refs', [''])[0], '')
            for s in x.get('claim', {}).get('spans', []):
                passage(text, s['start'], s['end'], s['quote'], o['id'])


# ----------------------------------------------------------------------- brat

def brat(path, known, shared):
    texts = {a['text'] for a in known.values()}
    with zipfile.ZipFile(path) as z:
        files = {n: z.read(n).decode() for n in z.namelist()}
    conf = files['annotation.conf']
    for name, text in files.items():
        if name.endswith('.txt'):
            want(text in texts, name, 'is of no article')
            want(name[:-4] + '.ann' in files, name, 'has no annotations')
        if not name.endswith('.ann'):
            continue
        text, ids, refs = files[name[:-4] + '.txt'], set(), set()
        # brat reads lines as Python has them, which end at U+2028, too.
        for line in files[name].splitlines():
            cells = line.split('\t')
            where = name + ' ' + cells[0]
            if not cells[0].startswith('#'):
                want(cells[0] not in ids, where, 'stands twice')
            ids.add(cells[0])
            words = cells[1].split(' ')
            if cells[0][0] == 'T':
                want(re.search('^' + words[0] + '$', conf, re.M) or
                     words[0] == 'Attribution', where, words[0])
                parts = [p.split(' ') for p in
                         cells[1].split(' ', 1)[1].split(';')]
                got = [text[int(a):int(b)] for a, b in parts]
                want(not any(len(g.splitlines()) > 1 or '\t' in g
                             for g in got), where, 'goes over lines')
                want(' '.join(got) == cells[2], where, got)
            elif cells[0][0] in 'ER':
                refs |= {w.split(':')[1] for w in words[0 if
                         cells[0][0] == 'E' else 1:]}
            elif cells[0][0] in 'AN#':
                refs.add(words[1])
        want(refs <= ids, name, 'refers to', refs - ids)


# ----------------------------------------------------------------------- HTML

def html(path, known, shared):
    from html.parser import HTMLParser

    class Page(HTMLParser):
        void = {'meta', 'br'}

        def __init__(self):
            super().__init__()
            self.open, self.ids, self.links, self.said = [], set(), [], 0

        def handle_starttag(self, tag, attrs):
            attrs = dict(attrs)
            want(tag not in ('script', 'iframe', 'object', 'link'), tag)
            for name, value in attrs.items():
                want(not name.startswith('on'), name)
                if name in ('src', 'href'):
                    want(value.startswith(('#', 'http://', 'https://')), value)
                    self.links.append(value)
            self.ids.add(attrs.get('id'))
            self.said += 'said' in attrs.get('class', '').split()
            if tag not in self.void:
                self.open.append(tag)

        def handle_startendtag(self, tag, attrs):
            pass

        def handle_endtag(self, tag):
            want(self.open and self.open[-1] == tag, tag, 'closes', self.open)
            if self.open:
                self.open.pop()

    page = Page()
    with open(path, encoding='utf-8') as f:
        text = f.read()
    page.feed(text)
    want('@media screen and (prefers-color-scheme:dark)' in text,
         'light ink would go on paper')
    want(page.open == [], 'left open', page.open)
    for link in page.links:
        want(not link.startswith('#') or link[1:] in page.ids, link)


def main():
    kind, path, texts, shared = sys.argv[1:5]
    globals()[kind.replace('-', '_')](path, articles(texts), shared)
    for f in failures[:20]:
        print(f)
    print(len(failures), 'failures')
    sys.exit(1 if failures else 0)


main()
