import { formatTokens } from '../date-format/parse-format.ts'
import type { FormatPart } from '../date-format/parse-format.ts'

/**
 * SQL that puts ISO text together from the groups that a date format finds in a text. `pattern` is the SQL of the format's pattern; `time`
 * asks for a time, zero where the format has none. `reader` is the engine's own format, used where it reads texts that fit the pattern as we do:
 * a fraction of the work. Years of two digits below 30 are of this century, the others of the last one.
 */
export function printParse(
  text: string,
  format: string,
  options: { readonly pattern: string; readonly time: boolean; readonly reader?: string | undefined },
): string {
  const parts = formatTokens(format).flatMap((token) => ('part' in token ? [token.part] : []))
  const plain = !parts.includes('YY') && !parts.includes('fff') && new Set(parts).size === parts.length
  if (options.reader !== undefined && plain) return `try_strptime(${text}, ${options.reader})`
  const find = (...kinds: readonly FormatPart[]) => {
    const at = parts.findIndex((part) => kinds.includes(part))
    return at < 0 ? undefined : `regexp_extract(${text}, ${options.pattern}, ${at + 1})`
  }
  const two = (long: FormatPart, short?: FormatPart) => {
    const found = find(long) ?? (short === undefined ? undefined : find(short))
    if (found === undefined) return "'00'"
    return short !== undefined && parts.includes(short) ? `lpad(${found}, 2, '0')` : found
  }
  const short = find('YY')
  const year = find('YYYY') ?? `CASE WHEN ${short} < '30' THEN '20' ELSE '19' END, ${short}`
  const date = `${year}, '-', ${two('MM', 'M')}, '-', ${two('DD', 'D')}`
  if (!options.time) return `concat(${date})`
  const decimals = find('fff')
  const time = `' ', ${two('hh', 'h')}, ':', ${two('mm')}, ':', ${two('ss')}`
  return `concat(${date}, ${time}${decimals === undefined ? '' : `, '.', ${decimals}`})`
}
