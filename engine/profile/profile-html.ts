import type { Profile, ProfiledColumn } from '../protocol/profile.ts'
import type { Cell } from '../protocol/table.ts'
import type { Language, Text } from '../protocol/text.ts'
import { escapeHtml as escape } from './escape-html.ts'
import { furtherHtml, quickModelHtml, repeatedHtml } from './further-html.ts'
import { furtherWords } from './further-words.ts'
import { counted, countText, numberText, percentText } from './number-words.ts'
import { profileStyle } from './profile-style.ts'
import { profileWords as words } from './profile-words.ts'
import { strongestPairs } from './strongest-pairs.ts'

interface Printer {
  readonly profile: Profile
  say(text: Text): string
}

/** A profile as one page: no script, no other file, light or dark as the reader's system is. */
export function profileHtml(profile: Profile, title: string, language: Language): string {
  const printer: Printer = { profile, say: (text) => escape(text[language]) }
  const { say } = printer
  const relations = profile.basis.relations
  const estimated = Object.values(profile.basis).some(({ exact }) => !exact)
  const note = estimated ? say(words.estimateNote).replace('{n}', countText(relations?.rows ?? 0)) : say(words.exactNote)
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(title)}</title><style>${profileStyle}</style></head>
<body><main><h1>${escape(title)}</h1><p class="verdict">${verdict(printer)}</p><p class="note">${note}</p>
${facts(printer)}${warnings(printer)}${target(printer)}${quickModelHtml(profile, say)}${columns(printer)}${missing(printer)}${pairs(printer)}${repeatedHtml(profile, say)}${furtherHtml(profile, say)}
<footer class="note">${say(words.madeBy)}</footer></main></body></html>
`
}

function facts({ profile, say }: Printer): string {
  const cells = profile.rows * profile.columnsSeen
  const { target } = profile
  const list: [Text, string, string][] = [
    [words.rows, countText(profile.rows), ''],
    [words.columns, countText(profile.columnsAll), profile.columnsSeen < profile.columnsAll ? `${countText(profile.columnsSeen)} ↓` : ''],
    [words.missingCells, say(percentText(cells === 0 ? 0 : profile.missingCells / cells)), countText(profile.missingCells)],
    [words.duplicates, (profile.basis.duplicates?.exact === false ? '≈ ' : '') + countText(profile.duplicates.rows), ''],
    ...(target
      ? [
          [
            words.target,
            escape(target.column),
            target.classes
              .slice(0, 3)
              .map(({ value, rows }) => `${escape(value)} ${countText(rows)}`)
              .join(', '),
          ] as [Text, string, string],
        ]
      : []),
  ]
  return `<dl class="facts">${list.map(([name, value, more]) => `<div><dt>${say(name)}</dt><dd>${value}</dd><dd class="note">${more}</dd></div>`).join('')}</dl>`
}

const nouns = {
  wrong: {
    en: ['problem that would make a model wrong', 'problems that would make a model wrong'],
    fr: ['problème qui fausserait un modèle', 'problèmes qui fausseraient un modèle'],
  },
  costly: { en: ['that costs accuracy', 'that cost accuracy'], fr: ['qui coûte en précision', 'qui coûtent en précision'] },
  known: { en: ['thing to know', 'things to know'], fr: ['chose à savoir', 'choses à savoir'] },
} as const

/** What stands out, in a sentence. */
function verdict({ profile: { warnings, rows }, say }: Printer): string {
  const of = (severity: string) => warnings.filter((warning) => warning.severity === severity).length
  const [errors, others, notices] = [of('error'), of('warning'), of('notice')]
  const [first] = warnings
  if (rows === 0) return say(words.noRows)
  if (!first) return say(words.noWarnings)
  const parts = [
    ...(errors > 0 ? [say(counted(errors, nouns.wrong))] : []),
    ...(others > 0 ? [say(counted(others, nouns.costly))] : []),
    ...(notices > 0 ? [say(counted(notices, nouns.known))] : []),
  ]
  return `${parts.join(', ')}. ${say(words.firstOfAll)} ${say(first.title)}.`
}

/** What each column by itself tells of the target, the most telling first. */
function target({ profile, say }: Printer): string {
  const { target: found } = profile
  if (!found || found.powers.length === 0) return ''
  const rough = profile.basis.target?.exact === false ? '≈ ' : ''
  const leaks = new Set(profile.warnings.filter(({ code }) => code.startsWith('leak')).flatMap(({ columns: names }) => names))
  const lines = found.powers.slice(0, 12).map(({ column, power, information }) => {
    const leak = leaks.has(column)
    return `<tr><th scope="row">${escape(column)}</th><td><div class="power${leak ? ' leak' : ''}"><i style="width:${(Math.max(0, Math.min(1, power)) * 100).toFixed(1)}%"></i></div></td><td class="n">${rough}${say(numberText(power, 2))}</td><td class="n">${information === null ? '' : rough + say(numberText(information, 2))}</td><td>${leak ? say(words.leak) : ''}</td></tr>`
  })
  const heads = [words.column, words.power, words.power, words.information, words.leak].map((head, i) =>
    i === 1 || i === 4 ? '<th></th>' : `<th scope="col"${i > 1 ? ' class="n"' : ''}>${say(head)}</th>`,
  )
  return `<h2>${say(words.linkTo)} ${escape(found.column)} <span class="note">${say(found.task === 'classification' ? words.powerOfClass : words.powerOfNumber)}</span></h2><table class="narrow"><thead><tr>${heads.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`
}

function warnings({ profile, say }: Printer): string {
  if (profile.warnings.length === 0) return `<h2>${say(words.warnings)}</h2><p>${say(words.noWarnings)}</p>`
  const items = profile.warnings.map(
    ({ severity, title, text, remedy }) =>
      `<li class="${severity}"><b>${say(title)}</b><p>${say(text)}</p><p class="note">${say(words.mendedBy)} <b>${say(remedy.label)}</b> <code>${escape(remedy.type)}</code></p></li>`,
  )
  return `<h2>${say(words.warnings)} <span class="note">${profile.warnings.length}, ${say(words.ranked)}</span></h2><ol class="warnings">${items.join('')}</ol>`
}

function bars(values: readonly number[]): string {
  const most = Math.max(...values, 1)
  const width = 160 / Math.max(1, values.length)
  return `<svg viewBox="0 0 160 40" width="160" height="40" aria-hidden="true">${values
    .map((value, i) => {
      const tall = value === 0 ? 0 : Math.max(1, (value / most) * 40)
      return `<rect x="${(i * width).toFixed(2)}" y="${(40 - tall).toFixed(2)}" width="${Math.max(0.5, width - 1).toFixed(2)}" height="${tall.toFixed(2)}"/>`
    })
    .join('')}</svg>`
}

function distribution(column: ProfiledColumn, rows: number): string {
  if (column.top && column.type !== 'int')
    return column.top.values
      .slice(0, 4)
      .map(({ value, rows: size }) => {
        const share = size / Math.max(1, rows)
        return `<div class="value"><span>${escape(value === '' ? '""' : value)}</span><i style="width:${(share * 60).toFixed(1)}px"></i><span>${countText(size)}</span></div>`
      })
      .join('')
  return column.histogram ? bars(column.histogram) : ''
}

function columns({ profile, say }: Printer): string {
  const power = profile.columns.some((column) => column.power != null)
  const cell = (value: Cell) => escape(typeof value === 'number' ? say(numberText(value)) : String(value ?? ''))
  const line = (column: ProfiledColumn) => {
    const about = column.distinct.exact ? '' : '≈ '
    const { number, quantiles, text, date } = column
    const rough = quantiles?.exact === false ? '≈ ' : ''
    const shaped = profile.basis.shapes?.exact === false ? '≈ ' : ''
    const worded = column.type === 'text' || column.type === 'bool'
    const figure = (name: Text, value: string) => `${say(name)} ${value}`
    const measured = (name: Text, value: number | null, about = '') =>
      value === null ? [] : [figure(name, about + say(numberText(value)))]
    const counted = (name: Text, value: number) => (value === 0 ? [] : [figure(name, countText(value))])
    const figures = [
      ...(column.min === null || worded ? [] : [figure(words.min, cell(column.min))]),
      ...(quantiles
        ? [
            `<b>${figure(words.median, rough + cell(quantiles.p50))}</b>`,
            `50${'\u00A0'}% ${rough}${cell(quantiles.p25)} – ${cell(quantiles.p75)}`,
            `90${'\u00A0'}% ${rough}${cell(quantiles.p05)} – ${cell(quantiles.p95)}`,
          ]
        : []),
      ...(number ? measured(words.mean, number.mean) : []),
      ...(column.max === null || worded ? [] : [figure(words.max, cell(column.max))]),
      ...(number
        ? [
            ...measured(words.deviation, number.deviation),
            ...measured(words.skew, number.skew, shaped),
            ...measured(words.kurtosis, number.kurtosis, shaped),
          ]
        : []),
      ...(number
        ? [
            ...counted(words.zeros, number.zeros),
            ...counted(words.infinite, number.infinite),
            ...(number.outliers.rows === 0 ? [] : [figure(words.outliers, rough + countText(number.outliers.rows))]),
          ]
        : []),
      ...(text ? [figure(words.length, `${text.shortest ?? 0}–${text.longest ?? 0}`)] : []),
      ...(text?.patterns[0] ? [figure(words.looksLike, `<code>${escape(text.patterns[0].pattern)}</code>`)] : []),
      ...(date ? [figure(words.span, say(numberText(date.spanDays))), ...counted(words.gaps, date.gaps)] : []),
    ]
    const share = column.missing.total / Math.max(1, profile.rows)
    const kind = column.kind ? `<br><span class="kind">${say(column.kind.label)} ${say(percentText(column.kind.share))}</span>` : ''
    return `<tr><th scope="row">${escape(column.name)}</th><td>${escape(column.type)}${kind}</td><td class="n">${say(percentText(share))}</td><td class="n">${about}${countText(column.distinct.values)}</td><td>${distribution(column, profile.rows)}</td><td class="figures">${figures.join(' · ')}</td>${power ? `<td class="n">${column.power == null ? '' : say(numberText(column.power, 2))}</td>` : ''}</tr>`
  }
  const heads = [words.column, words.type, words.missing, words.distinct, words.distribution, words.figures]
  return `<h2>${say(words.columns)}${power ? ` <span class="note">${say(words.power)}${say(furtherWords.colon)} ${say(words.powerNote)}</span>` : ''}</h2><div class="wide"><table><thead><tr>${[...heads, ...(power ? [words.power] : [])].map((head, i) => `<th scope="col"${i === 2 || i === 3 || i === 6 ? ' class="n"' : ''}>${say(head)}</th>`).join('')}</tr></thead><tbody>${profile.columns.map(line).join('')}</tbody></table></div>`
}

function missing({ profile, say }: Printer): string {
  const { stripes, stripeRows, together } = profile.missingness
  if (stripes.length === 0) return ''
  const line = ({ column, rows }: (typeof stripes)[number]) =>
    `<tr><th scope="row">${escape(column)}</th><td><svg viewBox="0 0 ${rows.length} 1" preserveAspectRatio="none" width="100%" height="14" class="stripes" aria-hidden="true">${rows
      .map((count, i) =>
        count === 0
          ? ''
          : `<rect x="${i}" width="1.02" height="1" opacity="${Math.max(0.15, Math.min(1, count / Math.max(1, stripeRows))).toFixed(2)}"/>`,
      )
      .join('')}</svg></td><td class="n">${countText(rows.reduce((sum, count) => sum + count, 0))}</td></tr>`
  const pairs = together
    .slice(0, 5)
    .map(({ a, b, rows }) => `<li>${escape(a)}, ${escape(b)}: ${countText(rows)}, ${say(words.missingTogether)}</li>`)
  return `<h2>${say(words.missingOrder)}</h2><table class="order"><tbody>${stripes.map(line).join('')}</tbody></table>${pairs.length > 0 ? `<ul class="note">${pairs.join('')}</ul>` : ''}`
}

function pairs({ profile, say }: Printer): string {
  if (profile.pairs.length === 0) return ''
  const rough = profile.basis.relations?.exact === false ? '≈ ' : ''
  const lines = strongestPairs(profile.pairs, 20).map(
    ({ pair, value, measure }) =>
      `<tr><th scope="row">${escape(pair.a)}, ${escape(pair.b)}</th><td class="n">${rough}${say(numberText(value, 3))}</td><td>${say(words[measure])}</td><td class="n">${rough}${say(numberText(pair.information, 3))}</td></tr>`,
  )
  return `<h2>${say(words.pairs)}</h2><table class="narrow"><thead><tr>${[words.pair, words.strength, words.measure, words.information].map((head, i) => `<th scope="col"${i % 2 ? ' class="n"' : ''}>${say(head)}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table>`
}
