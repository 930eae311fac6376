const micros = (unit: number) => `lambda a, n: moment(a + n * ${unit}000000)`
const complete = (unit: number) => `lambda a, b: abs(b - a) // ${unit}000000 * (1 if b >= a else -1)`
const cut = (unit: number) => `lambda a: a // ${unit}000000 * ${unit}000000`

/** Functions of dates (days since 1970) and times (microseconds since 1970) in Python, by the ids of the catalogue. */
export const pythonDates: Readonly<Record<string, string>> = {
  'date-to-timestamp': 'lambda a: a * 86400000000',
  'timestamp-to-date': 'lambda a: a // 86400000000',
  'days-between': 'lambda a, b: a - b',
  'seconds-between': 'lambda a, b: (b - a) / 1e6',
  year: 'lambda a: day(a).year',
  month: 'lambda a: day(a).month',
  day: 'lambda a: day(a).day',
  quarter: 'lambda a: (day(a).month + 2) // 3',
  'iso-weekday': 'lambda a: day(a).isoweekday()',
  'iso-week': 'lambda a: day(a).isocalendar()[1]',
  'iso-year': 'lambda a: day(a).isocalendar()[0]',
  'day-of-year': 'lambda a: day(a).timetuple().tm_yday',
  'days-in-month': 'lambda a: month_days(day(a).year, day(a).month)',
  'is-leap-year': 'lambda a: month_days(day(a).year, 2) == 29',
  hour: 'lambda a: a // 3600000000 % 24',
  minute: 'lambda a: a // 60000000 % 60',
  second: 'lambda a: a // 1000000 % 60',
  microsecond: 'lambda a: a % 1000000',
  'make-date': 'date_of',
  'make-timestamp':
    'lambda a, h, m, s: a * 86400000000 + (h * 3600 + m * 60 + s) * 1000000 if 0 <= h < 24 and 0 <= m < 60 and 0 <= s < 60 else None',
  'add-days': 'lambda a, n: date_in(a + n)',
  'add-weeks': 'lambda a, n: date_in(a + 7 * n)',
  'add-months': 'months_later',
  'add-years': 'lambda a, n: months_later(a, 12 * n)',
  'end-of-month': 'lambda a, n: (lambda b: b if b is None else b - day(b).day + month_days(day(b).year, day(b).month))(months_later(a, n))',
  'add-hours': micros(3600),
  'add-minutes': micros(60),
  'add-seconds': micros(1),
  'complete-weeks': 'lambda a, b: abs(b - a) // 7 * (1 if b >= a else -1)',
  'complete-months': 'complete_months',
  'complete-years': 'lambda a, b: abs(complete_months(a, b)) // 12 * (1 if b >= a else -1)',
  'complete-hours': complete(3600),
  'complete-minutes': complete(60),
  'complete-seconds': complete(1),
  'boundary-years': 'lambda a, b: day(b).year - day(a).year',
  'boundary-quarters': 'lambda a, b: (day(b).year - day(a).year) * 4 + (day(b).month + 2) // 3 - (day(a).month + 2) // 3',
  'boundary-months': 'lambda a, b: (day(b).year - day(a).year) * 12 + day(b).month - day(a).month',
  'boundary-weeks': 'lambda a, b: (b - day(b).isoweekday() - (a - day(a).isoweekday())) // 7',
  'truncate-year': 'lambda a: date_of(day(a).year, 1, 1)',
  'truncate-quarter': 'lambda a: date_of(day(a).year, (day(a).month - 1) // 3 * 3 + 1, 1)',
  'truncate-month': 'lambda a: a - day(a).day + 1',
  'truncate-week': 'lambda a: a - day(a).isoweekday() + 1',
  'truncate-hour': cut(3600),
  'truncate-minute': cut(60),
  'truncate-second': cut(1),
  'from-epoch-seconds': 'lambda a: moment(a * 1000000)',
  'to-epoch-seconds': 'lambda a: a // 1000000',
  networkdays: 'lambda a, b: working_days(b) - working_days(a - 1) if b >= a else working_days(b - 1) - working_days(a)',
  'month-name': 'lambda a, names: names[day(a).month - 1]',
  'weekday-name': 'lambda a, names: names[day(a).isoweekday() - 1]',
  'date-to-text': 'lambda a: day(a).isoformat()',
  'timestamp-to-text': "lambda a: '%sT%02d:%02d:%02d.%06d' % (day(a // 86400000000).isoformat(), *clock(a))",
  'text-to-date': "lambda a: read_date(a.strip(' '), '([0-9]{4})-([0-9]{2})-([0-9]{2})', ('YYYY', 'MM', 'DD'))",
  'text-to-date-strict': "lambda a: must(KNOWN['text-to-date'](a), a, 'a date like 2026-01-31')",
  'text-to-timestamp': `lambda a: read_moment(a.strip(' '),
        '([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:[.]([0-9]{1,6}))?)?',
        ('YYYY', 'MM', 'DD', 'hh', 'mm', 'ss', 'fff'))`,
  'parse-date': 'read_date',
  'parse-timestamp': 'read_moment',
  'format-date': 'lambda a, parts: written(a * 86400000000, parts)',
  'format-timestamp': 'written',
}

/** What they stand on. */
export const pythonDateHelpers: Readonly<Record<string, string>> = {
  day: `def day(a):
    return datetime.date(1970, 1, 1) + datetime.timedelta(days=a)
`,
  clock: `def clock(a):
    return a // 3600000000 % 24, a // 60000000 % 60, a // 1000000 % 60, a % 1000000
`,
  month_days: `def month_days(year, month):
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
`,
  date_of: `def date_of(year, month, at):
    exists = 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= at <= month_days(year, month)
    return (datetime.date(year, month, at) - datetime.date(1970, 1, 1)).days if exists else None
`,
  date_in: `def date_in(a):
    return a if -719162 <= a <= 2932896 else None
`,
  moment: `def moment(a):
    return a if -719162 <= a // 86400000000 <= 2932896 else None
`,
  months_later: `def months_later(a, count):
    # A day that the other month lacks becomes its last one.
    months = day(a).year * 12 + day(a).month - 1 + count
    if not 12 <= months <= 119999:
        return None
    return date_of(months // 12, months % 12 + 1, min(day(a).day, month_days(months // 12, months % 12 + 1)))
`,
  complete_months: `def complete_months(a, b):
    months = (day(b).year - day(a).year) * 12 + day(b).month - day(a).month
    if b >= a:
        return months - 1 if day(b).day < day(a).day else months
    return months + 1 if day(b).day > day(a).day else months
`,
  working_days: `def working_days(a):
    # Up to a day, from a Monday on.
    return (a - 4) // 7 * 5 + min((a - 4) % 7 + 1, 5)
`,
  found_parts: `def found_parts(a, pattern, parts):
    found = re.fullmatch(pattern, a)
    return None if found is None else dict(zip(parts, found.groups()))
`,
  read_date: `def read_date(a, pattern, parts):
    found = found_parts(a, pattern, parts)
    if found is None:
        return None
    short = found.get('YY')
    year = int(found['YYYY']) if short is None else int(short) + (2000 if short < '30' else 1900)
    return date_of(year, int(found.get('MM') or found.get('M')), int(found.get('DD') or found.get('D')))
`,
  read_moment: `def read_moment(a, pattern, parts):
    found = found_parts(a, pattern, parts)
    at = None if found is None else read_date(a, pattern, parts)
    if at is None:
        return None
    seconds = int(found.get('hh') or found.get('h') or 0) * 3600 + int(found.get('mm') or 0) * 60 + int(found.get('ss') or 0)
    return at * 86400000000 + seconds * 1000000 + int(((found.get('fff') or '') + '000000')[:6])
`,
  written: `def written(a, parts):
    at = day(a // 86400000000)
    hour, minute, second, rest = clock(a)
    known = {'YYYY': '%04d' % at.year, 'YY': '%02d' % (at.year % 100), 'MM': '%02d' % at.month, 'M': str(at.month), 'DD': '%02d' % at.day,
        'D': str(at.day), 'hh': '%02d' % hour, 'h': str(hour), 'mm': '%02d' % minute, 'ss': '%02d' % second, 'fff': '%03d' % (rest // 1000)}
    return ''.join(known.get(part, part) for part in parts)
`,
}
