import { calendarNames } from '../../relation/date-format/calendar-names.ts'
import { formatPattern } from '../../relation/date-format/format-pattern.ts'
import { formatTokens } from '../../relation/date-format/parse-format.ts'
import { parsePattern } from '../../relation/regex/parse-pattern.ts'
import { parseReplacement } from '../../relation/regex/parse-replacement.ts'
import { printPattern } from '../../relation/regex/print-pattern.ts'
import { pythonText } from './python-literal.ts'

/** What a constant argument becomes in Python, instead of its text; `shared` gives a value a name for the whole file. */
export type PythonConstants = (constants: readonly string[], shared: (value: string) => string) => readonly string[]

const tuple = (items: readonly string[]) => `(${items.map((item) => `${item}, `).join('')})`

function patternOf(source: string) {
  const parsed = parsePattern(source)
  if (!parsed.ok) throw new Error(parsed.reason.en)
  return parsed.pattern
}

const pattern = (source: string) => pythonText(printPattern(patternOf(source).root, 'python'))

const patternAnd: PythonConstants = ([source = '', ...others]) => [pattern(source), ...others]

const replacement: PythonConstants = ([source = '', by = '']) => {
  const parsed = parseReplacement(by, patternOf(source).groups)
  if (!parsed.ok) throw new Error(parsed.reason.en)
  return [pattern(source), tuple(parsed.parts.map((part) => (typeof part === 'number' ? String(part) : pythonText(part))))]
}

const tokens = (format: string) => tuple(formatTokens(format).map((token) => pythonText('part' in token ? token.part : token.text)))

const reading: PythonConstants = ([format = '']) => {
  const parts = formatTokens(format).flatMap((token) => ('part' in token ? [pythonText(token.part)] : []))
  return [pythonText(formatPattern(formatTokens(format))), tuple(parts)]
}

const names =
  (kind: 'months' | 'weekdays'): PythonConstants =>
  ([language = '']) => [tuple((calendarNames(kind, language) ?? []).map(pythonText))]

/** How functions of the catalogue want their constant arguments, by their ids; the others take them as they are. */
export const pythonConstants: Readonly<Record<string, PythonConstants>> = {
  'regex-match': patternAnd,
  'regex-full-match': patternAnd,
  'regex-extract': patternAnd,
  'regex-extract-all': patternAnd,
  'regex-count': patternAnd,
  'regex-replace': replacement,
  'parse-date': reading,
  'parse-timestamp': reading,
  'format-date': ([format = '']) => [tokens(format)],
  'format-timestamp': ([format = '']) => [tokens(format)],
  'month-name': names('months'),
  'weekday-name': names('weekdays'),
  learnt: ([rows = ''], shared) => [shared(`json.loads(${pythonText(rows)})`)],
}
