import foldMap from '../../relation/closure/text/fold-map.json' with { type: 'json' }

/** Functions of texts in Python, by the ids of the catalogue; patterns and replacements come as `pythonConstants` writes them. */
export const pythonTexts: Readonly<Record<string, string>> = {
  length: 'len',
  'byte-length': "lambda a: len(a.encode('utf-8', 'surrogatepass'))",
  concatenate: 'lambda a, b: a + b',
  left: "lambda a, n: a[:n] if n > 0 else ''",
  right: "lambda a, n: a[-n:] if n > 0 else ''",
  mid: "lambda a, start, n: None if start < 1 else a[start - 1:start - 1 + n] if n > 0 else ''",
  'replace-at': 'lambda a, start, n, b: None if start < 1 or n < 0 else a[:start - 1] + b + a[start - 1 + n:]',
  repeat: "lambda a, n: '' if n <= 0 or a == '' else None if n > 1000000 // len(a) else a * n",
  'pad-left': "lambda a, n, fill: None if n > 1000000 else a if n <= len(a) or fill == '' else (fill * n)[:n - len(a)] + a",
  'pad-right': "lambda a, n, fill: None if n > 1000000 else a if n <= len(a) or fill == '' else a + (fill * n)[:n - len(a)]",
  substitute: 'lambda a, b, c: a if b == "" else a.replace(b, c)',
  clean: "lambda a: ''.join(c for c in a if c >= ' ')",
  find: 'lambda b, a: a.find(b) + 1 or None',
  'find-from': 'lambda b, a, start: None if start < 1 or start > len(a) + 1 else a.find(b, start - 1) + 1 or None',
  search: "lambda b, a: KNOWN['find'](KNOWN['lower'](b), KNOWN['lower'](a))",
  'text-before': 'lambda a, b: a[:a.find(b)] if b in a else None',
  'text-after': 'lambda a, b: a[a.find(b) + len(b):] if b in a else None',
  'split-part': "lambda a, b, place: KNOWN['list-element'](KNOWN['split'](a, b), place)",
  'reverse-text': 'lambda a: a[::-1]',
  'code-point': 'lambda a: ord(a[0]) if a else None',
  character: 'lambda a: chr(a) if 1 <= a <= 0x10ffff and not 0xd800 <= a <= 0xdfff else None',
  contains: 'lambda a, b: b in a',
  'starts-with': 'lambda a, b: a.startswith(b)',
  'ends-with': 'lambda a, b: a.endswith(b)',
  lower: "lambda a: ''.join(c.lower() if len(c.lower()) == 1 else {'\u0130': 'i'}.get(c, c) for c in a)",
  upper: "lambda a: ''.join(c.upper() if len(c.upper()) == 1 else {'\u00df': '\u1e9e'}.get(c, c) for c in a)",
  trim: "lambda a: ' '.join(part for part in a.split(' ') if part)",
  strip: 'lambda a: a.strip(BLANKS)',
  'strip-start': 'lambda a: a.lstrip(BLANKS)',
  'strip-end': 'lambda a: a.rstrip(BLANKS)',
  'blank-to-null': "lambda a: None if a.strip(BLANKS) == '' else a",
  'ascii-fold': "lambda a: a if a.isascii() else ''.join(FOLDED.get(c, '' if '\\u0300' <= c <= '\\u036f' else c) for c in a)",
  md5: 'lambda a: hashlib.md5(a.encode()).hexdigest()',
  sha256: 'lambda a: hashlib.sha256(a.encode()).hexdigest()',
  'regex-match': 'lambda a, pattern: re.search(pattern, a) is not None',
  'regex-full-match': 'lambda a, pattern: re.fullmatch(pattern, a) is not None',
  'regex-extract': 'lambda a, pattern, group: next((m.group(group) or "" for m in re.finditer(pattern, a)), None)',
  'regex-extract-all': 'lambda a, pattern: [m.group(0) for m in re.finditer(pattern, a)]',
  'regex-count': 'lambda a, pattern: sum(1 for _ in re.finditer(pattern, a))',
  'regex-replace':
    "lambda a, pattern, parts: re.sub(pattern, lambda m: ''.join(p if isinstance(p, str) else m.group(p) or '' for p in parts), a)",
  'int-to-text': 'str',
  'bool-to-text': "lambda a: 'true' if a else 'false'",
  'float-to-text': 'plain_number',
  'format-number': 'fixed_number',
  'text-to-int': 'read_int',
  'text-to-int-strict': "lambda a: must(KNOWN['text-to-int'](a), a, 'a whole number')",
  'parse-number': 'read_float',
  'parse-number-strict': "lambda a: must(KNOWN['parse-number'](a), a, 'a number')",
  'parse-number-local': `lambda a, mark, group: None if mark != '.' and group != '.' and '.' in a else
        KNOWN['parse-number']((a.replace(group, '') if group else a).replace(mark or '.', '.'))`,
  'text-to-bool': `lambda a: {'true': True, 'vrai': True, 'yes': True, 'oui': True, '1': True,
        'false': False, 'faux': False, 'no': False, 'non': False, '0': False}.get(re.sub('[A-Z]', lambda m: m.group(0).lower(), a.strip(' ')))`,
}

/** What they stand on. */
export const pythonTextHelpers: Readonly<Record<string, string>> = {
  FOLDED: `FOLDED = dict(zip(${JSON.stringify(foldMap.from)}, ${JSON.stringify(foldMap.to)}))
FOLDED.update(${JSON.stringify(foldMap.spelled)})
`,
  must: `def must(value, a, what):
    if value is None:
        raise ValueError('%r is not %s' % (a[:40], what))
    return value
`,
  read_int: `def read_int(a):
    found = re.fullmatch('[ \\\\t\\\\n\\\\r]*([+-]?[0-9]+)[ \\\\t\\\\n\\\\r]*', a)
    return whole(int(found.group(1))) if found and len(a) < 4000 else None
`,
  read_float: `def read_float(a):
    found = re.fullmatch('[ \\\\t\\\\n\\\\r]*([+-]?(?:[0-9]+(?:\\\\.[0-9]*)?|\\\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[ \\\\t\\\\n\\\\r]*', a)
    value = float(found.group(1)) if found else math.inf
    return value if math.isfinite(value) else None
`,
  fixed_number: `def fixed_number(a, places):
    if not abs(a) < 2 ** 63:
        return None
    if abs(a) >= 2 ** 53:
        return '%d' % a + ('.' + '0' * places if places > 0 else '')
    size = units(a, places)
    return ('-' if a < 0 and size != 0 else '') + format(size, 'f')
`,
  plain_number: `def plain_number(a):
    if a != a:
        return 'NaN'
    if math.isinf(a):
        return 'Infinity' if a > 0 else '-Infinity'
    if abs(a) >= 2 ** 53:
        return fixed_number(a, 0)
    text = fixed_number(a, 10).rstrip('0').rstrip('.')
    return text
`,
}
