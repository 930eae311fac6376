/**
 * Functions of the catalogue in Python, by their ids: what a call of values gives where none of them is missing. They answer as
 * engine/relation/functions/vectors says; dates are days and times microseconds since 1970, as inside Millrace.
 */
export const pythonFunctions: Readonly<Record<string, string>> = {
  add: 'lambda a, b: a + b',
  subtract: 'lambda a, b: a - b',
  multiply: 'lambda a, b: a * b',
  divide: 'lambda a, b: None if b == 0 else a / b',
  'add-int': 'lambda a, b: whole(a + b)',
  'subtract-int': 'lambda a, b: whole(a - b)',
  'multiply-int': 'lambda a, b: whole(a * b)',
  negate: 'lambda a: 0.0 - a',
  'negate-int': 'lambda a: whole(-a)',
  'absolute-value': 'lambda a: abs(a)',
  'absolute-value-int': 'lambda a: whole(abs(a))',
  sign: 'lambda a: 1.0 if a > 0 else -1.0 if a < 0 else a if a != a else 0.0',
  floor: 'lambda a: float(math.floor(a)) if math.isfinite(a) else a',
  ceiling: 'lambda a: float(math.ceil(a)) if math.isfinite(a) else a',
  truncate: 'lambda a: float(math.trunc(a)) if math.isfinite(a) else a',
  'square-root': 'lambda a: None if a < 0 else math.sqrt(a)',
  exponential: 'exponential',
  'natural-logarithm': 'lambda a: None if a <= 0 else math.log(a)',
  'logarithm-base-10': 'lambda a: None if a <= 0 else math.log10(a)',
  'hyperbolic-tangent': 'math.tanh',
  arctangent: 'math.atan',
  sine: 'lambda a: None if math.isinf(a) else math.sin(a)',
  cosine: 'lambda a: None if math.isinf(a) else math.cos(a)',
  clamp: 'clamp',
  'is-nan': 'lambda a: a != a',
  'is-finite': 'math.isfinite',
  'nan-to-null': 'lambda a: None if a != a else a',
  'is-even': 'lambda a: a % 2 == 0',
  'is-odd': 'lambda a: a % 2 != 0',
  equal: 'lambda a, b: order(a, b) == 0',
  'not-equal': 'lambda a, b: order(a, b) != 0',
  less: 'lambda a, b: order(a, b) < 0',
  'less-or-equal': 'lambda a, b: order(a, b) <= 0',
  greater: 'lambda a, b: order(a, b) > 0',
  'greater-or-equal': 'lambda a, b: order(a, b) >= 0',
  not: 'lambda a: not a',
  'int-to-float': 'float',
  'bool-to-int': 'int',
  'int-to-bool': 'lambda a: a != 0',
  'float-to-int': 'lambda a: whole(math.trunc(a)) if math.isfinite(a) else None',
  'int-to-text': 'str',
  'bool-to-text': "lambda a: 'true' if a else 'false'",
  'date-to-timestamp': 'lambda a: a * 86400000000',
  'timestamp-to-date': 'lambda a: a // 86400000000',
  'days-between': 'lambda a, b: a - b',
  'seconds-between': 'lambda a, b: (b - a) / 1e6',
  year: 'lambda a: day(a).year',
  month: 'lambda a: day(a).month',
  day: 'lambda a: day(a).day',
  quarter: 'lambda a: (day(a).month + 2) // 3',
  'iso-weekday': 'lambda a: day(a).isoweekday()',
  'day-of-year': 'lambda a: day(a).timetuple().tm_yday',
  hour: 'lambda a: a // 3600000000 % 24',
  minute: 'lambda a: a // 60000000 % 60',
  length: 'len',
  concatenate: 'lambda a, b: a + b',
  left: "lambda a, n: a[:n] if n > 0 else ''",
  right: "lambda a, n: a[-n:] if n > 0 else ''",
  substitute: 'lambda a, b, c: a if b == "" else a.replace(b, c)',
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
}

/** Functions with a rule of their own for missing values. */
export const pythonOwn: Readonly<Record<string, string>> = {
  'is-null': 'lambda a: a is None',
  'is-not-null': 'lambda a: a is not None',
  'is-true': 'lambda a: a is True',
  'is-blank': "lambda a: a is None or a.strip(BLANKS) == ''",
  'is-not-distinct': 'lambda a, b: a is b if a is None or b is None else order(a, b) == 0',
  'null-if': 'lambda a, b: None if a is not None and b is not None and order(a, b) == 0 else a',
  coalesce: 'lambda *all: next((a for a in all if a is not None), None)',
  and: 'lambda *all: False if False in all else None if None in all else True',
  or: 'lambda *all: True if True in all else None if None in all else False',
  between: "lambda a, b, c: OWN['and'](ask('less-or-equal', b, a), ask('less-or-equal', a, c))",
  in: "lambda a, *all: None if a is None else OWN['or'](*[ask('equal', a, b) for b in all])",
  'not-in': "lambda a, *all: ask('not', OWN['in'](a, *all))",
  concat: "lambda *all: ''.join(a for a in all if a is not None)",
  greatest: 'lambda *all: extreme(1, all)',
  least: 'lambda *all: extreme(-1, all)',
}

/** What the functions stand on. */
export const pythonBasis = `import csv, datetime, math, sys

BLANKS = ' \\t\\n\\x0b\\f\\r\\u00a0'


def whole(a):
    return a if -(2 ** 63) <= a < 2 ** 63 else None


def exponential(a):
    try:
        return math.exp(a)
    except OverflowError:
        return math.inf


def order(a, b):
    # NaN is equal to itself and above every other number.
    if a != a or b != b:
        return (a != a) - (b != b)
    return (a > b) - (a < b)


def clamp(a, low, high):
    if order(low, high) > 0:
        return None
    return a if a != a else low if order(a, low) < 0 else high if order(a, high) > 0 else a


def extreme(sign, all):
    best = None
    for a in all:
        if a is not None and (best is None or sign * order(a, best) > 0):
            best = a
    return best


def day(a):
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=a)


def ask(name, *all):
    return None if None in all else KNOWN[name](*all)
`
