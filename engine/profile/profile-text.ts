import type { Profile } from '../protocol/profile.ts'
import type { Language } from '../protocol/text.ts'
import { furtherWords as further } from './further-words.ts'
import { counted, countText, numberText, percentText, rowNoun } from './number-words.ts'
import { profileWords as words } from './profile-words.ts'
import { stepsText } from './series-warnings.ts'

const columnNoun = { en: ['column', 'columns'], fr: ['colonne', 'colonnes'] } as const

/** A profile as plain text for a terminal: warnings first, then two or three lines for each column. */
export function profileText(profile: Profile, language: Language): string {
  const say = (text: { readonly en: string; readonly fr: string }) => text[language]
  const { rows } = profile
  const lines = [`${say(counted(rows, rowNoun))}, ${say(counted(profile.columnsAll, columnNoun))}`, '']
  for (const { title, text } of profile.warnings) lines.push(`! ${say(title)}`, `  ${say(text)}`)
  if (profile.warnings.length > 0) lines.push('')
  const { model, series } = profile.further ?? {}
  if (model) lines.push(`${say(further.model)}: ${say(model.verdict)}`, '')
  if (series)
    for (const { column, season, stationary } of series.columns)
      lines.push(
        `${say(further.series)}: ${column} ${say(stationary ? further.staysLevel : further.wanders)}${season ? `, ${say(further.season)} ${say(stepsText(series.step, season.period))}` : ''}`,
      )
  if (series) lines.push('')
  for (const { name, type, missing, distinct, quantiles, min, max, top, power } of profile.columns) {
    const share = missing.total / Math.max(1, rows)
    lines.push(
      `${name}  (${type})`,
      `  ${say(words.missing)} ${countText(missing.total)} (${say(percentText(share))}), ${say(words.distinct)} ${distinct.exact ? '' : '≈ '}${countText(distinct.values)}${power == null ? '' : `, ${say(words.power)} ${say(numberText(power, 2))}`}`,
    )
    if (quantiles) {
      const { p05, p25, p50, p75, p95 } = quantiles
      lines.push(
        `  ${String(min)} … ${String(max)}; 5 % ${String(p05)}, 25 % ${String(p25)}, 50 % ${String(p50)}, 75 % ${String(p75)}, 95 % ${String(p95)}`,
      )
    }
    if (top && top.values.length > 0)
      lines.push(`  ${top.values.map(({ value, rows: size }) => `${value} (${countText(size)})`).join(', ')}`)
  }
  return `${lines.join('\n')}\n`
}
