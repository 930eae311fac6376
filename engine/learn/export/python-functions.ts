// Functions of the catalogue in Python, by their ids. They answer as engine/relation/functions/vectors says; dates are days and times microseconds
// since 1970, as inside Millrace.

import { pythonDateHelpers, pythonDates } from './python-dates.ts'
import { pythonListHelpers, pythonLists } from './python-lists.ts'
import { pythonTextHelpers, pythonTexts } from './python-texts.ts'

const numbersAndLogic: Readonly<Record<string, string>> = {
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
  logarithm: 'lambda a, b: None if a <= 0 or b <= 0 or b == 1 else math.log(a) / math.log(b)',
  power: 'power',
  round: 'rounded',
  modulo: 'remainder',
  'modulo-int': 'lambda a, b: None if b == 0 else a % b',
  'integer-divide': 'lambda a, b: None if b == 0 else whole(abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1))',
  'floor-to-multiple': "lambda a, b: None if b == 0 else KNOWN['floor'](a / b) * b",
  'hyperbolic-tangent': 'math.tanh',
  'hyperbolic-sine': 'lambda a: (exponential(a) - exponential(-a)) / 2 if abs(a) > 1 else math.sinh(a)',
  'hyperbolic-cosine': 'lambda a: (exponential(a) + exponential(-a)) / 2',
  tangent: 'lambda a: None if math.isinf(a) else math.tan(a)',
  arcsine: 'lambda a: None if abs(a) > 1 else math.asin(a)',
  arccosine: 'lambda a: None if abs(a) > 1 else math.acos(a)',
  'arctangent-2': 'lambda x, y: None if x == 0 and y == 0 else math.atan2(y + 0.0, x + 0.0)',
  degrees: 'lambda a: a * 57.29577951308232',
  radians: 'lambda a: a * 0.017453292519943295',
  'bitwise-and': 'lambda a, b: a & b',
  'bitwise-or': 'lambda a, b: a | b',
  'bitwise-xor': 'lambda a, b: a ^ b',
  xor: 'lambda a, b: a != b',
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
}

const ownRules: Readonly<Record<string, string>> = {
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
  pi: 'lambda: math.pi',
  choose: 'lambda place, *all: all[place - 1] if place is not None and 1 <= place <= len(all) else None',
  greatest: 'lambda *all: extreme(1, all)',
  least: 'lambda *all: extreme(-1, all)',
}

/** What a call of values gives where none of them is missing, by the ids of the catalogue. */
export const pythonFunctions: Readonly<Record<string, string>> = { ...numbersAndLogic, ...pythonTexts, ...pythonDates, ...pythonLists }

/** Functions with a rule of their own for missing values. */
export const pythonOwn: Readonly<Record<string, string>> = {
  ...ownRules,
  concat: "lambda *all: ''.join(a for a in all if a is not None)",
  'join-text': 'lambda mark, *all: None if mark is None else mark.join(a for a in all if a is not None)',
  'list-of': 'lambda *all: list(all)',
}

const numberHelpers: Readonly<Record<string, string>> = {
  first_case: `def first_case(otherwise, *cases):
    return next((value for test, value in cases if test()), otherwise)()
`,
  whole: `def whole(a):
    return a if -(2 ** 63) <= a < 2 ** 63 else None
`,
  exponential: `def exponential(a):
    try:
        return math.exp(a)
    except OverflowError:
        return math.inf
`,
  power: `def power(a, b):
    if a == 0 and b < 0:
        return None
    if b == 0:
        return 1.0
    if b != b or abs(a) == 1 and math.isinf(b):
        return math.nan
    if a < 0 and math.isfinite(a) and math.isfinite(b) and b != math.floor(b):
        return None
    try:
        return math.pow(a, b)
    except OverflowError:
        return -math.inf if a < 0 and b % 2 == 1 else math.inf
`,
  remainder: `def remainder(a, b):
    if b == 0:
        return None
    if math.isinf(a) or a != a or b != b:
        return math.nan
    rest = math.fmod(a, b)
    return rest + b if rest != 0 and (rest < 0) != (b < 0) else rest
`,
  units: `def units(a, places):
    # Half away from zero, judged on the shortest decimal text of the number.
    exact = decimal.Context(prec=60, rounding=decimal.ROUND_HALF_UP)
    return decimal.Decimal(repr(abs(a))).quantize(decimal.Decimal(1).scaleb(-places), context=exact)
`,
  rounded: `def rounded(a, places):
    if not abs(a) < 2 ** 53:
        return a
    size = float(units(a, places))
    return -size if a < 0 else size
`,
  clamp: `def clamp(a, low, high):
    if order(low, high) > 0:
        return None
    return a if a != a else low if order(a, low) < 0 else high if order(a, high) > 0 else a
`,
  extreme: `def extreme(sign, all):
    best = None
    for a in all:
        if a is not None and (best is None or sign * order(a, best) > 0):
            best = a
    return best
`,
}

/** Functions that the others stand on, by their names in Python. */
export const pythonHelpers: Readonly<Record<string, string>> = {
  ...numberHelpers,
  ...pythonTextHelpers,
  ...pythonDateHelpers,
  ...pythonListHelpers,
}

/** What every file begins with. */
export const pythonBasis = `import csv, datetime, decimal, hashlib, json, math, re, sys

BLANKS = ' \\t\\n\\x0b\\f\\r\\u00a0'


def order(a, b):
    # NaN is equal to itself and above every other number.
    if a != a or b != b:
        return (a != a) - (b != b)
    return (a > b) - (a < b)


def ask(name, *all):
    return None if None in all else KNOWN[name](*all)
`
