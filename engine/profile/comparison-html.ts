import type { ComparedColumn, ProfileComparison } from '../protocol/profile-comparison.ts'
import type { Cell } from '../protocol/table.ts'
import type { Language, Text } from '../protocol/text.ts'
import { escapeHtml as escape } from './escape-html.ts'
import { countText, numberText, percentText } from './number-words.ts'
import { profileStyle } from './profile-style.ts'
import { profileWords as words } from './profile-words.ts'

const style = `.pair i{display:inline-block;width:10px;height:10px;border-radius:2px;margin:0 4px 0 12px}.a{fill:var(--text-2);background:var(--text-2);opacity:.45}.b{fill:none;stroke:var(--data);stroke-width:1.5}i.b{background:var(--data)}`

/** Two profiles as one page: no script, no other file. `titles` name the first and the second. */
export function comparisonHtml(comparison: ProfileComparison, titles: readonly [string, string], language: Language): string {
  const say = (text: Text) => escape(text[language])
  const title = `${titles[0]} → ${titles[1]}`
  const told = comparison.columns.filter(({ change }) => change !== 'same')
  const same = comparison.columns.length - told.length
  const facts: [Text, readonly [string, string]][] = [
    [words.rows, pairOf(comparison.rows, countText)],
    [words.missingCells, pairOf(comparison.missingShare, (share) => say(percentText(share)))],
    [words.duplicates, pairOf(comparison.duplicates, countText)],
  ]
  const heads = [words.column, words.comparison, words.distribution, words.missing, words.distinct, words.median, words.mean]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escape(title)}</title><style>${profileStyle}${style}</style></head>
<body><main><h1>${escape(title)}</h1><p class="note pair"><i class="a"></i>${escape(titles[0])}<i class="b"></i>${escape(titles[1])}</p>
<dl class="facts">${facts.map(([name, [a, b]]) => `<div><dt>${say(name)}</dt><dd>${a} → ${b}</dd></div>`).join('')}</dl>
<h2>${say(words.comparison)} <span class="note">${told.length}; ${countText(same)} ${say(words.alike)}</span></h2>
${told.length === 0 ? `<p>${say(words.nothingDiffers)}</p>` : `<div class="wide"><table><thead><tr>${heads.map((head, i) => `<th scope="col"${i > 2 ? ' class="n"' : ''}>${say(head)}</th>`).join('')}</tr></thead><tbody>${told.map((column) => line(column, say)).join('')}</tbody></table></div>`}
<footer class="note">${say(words.comparisonNote)} ${say(words.madeBy)}</footer></main></body></html>
`
}

const pairOf = <T>([a, b]: readonly [T, T], print: (value: T) => string): readonly [string, string] => [print(a), print(b)]

function line(column: ComparedColumn, say: (text: Text) => string): string {
  const cell = (value: Cell) => (value === null ? '–' : escape(typeof value === 'number' ? say(numberText(value)) : String(value)))
  const both = ([a, b]: readonly [Cell, Cell]) => (a === null && b === null ? '' : `${cell(a)} → ${cell(b)}`)
  const share = ([a, b]: ComparedColumn['missing']) =>
    a === 0 && b === 0 ? '' : [a, b].map((one) => (one === null ? '–' : say(percentText(one)))).join(' → ')
  return `<tr><th scope="row">${escape(column.name)}</th><td>${say(column.text)}</td><td>${overlaid(column)}</td><td class="n">${share(column.missing)}</td><td class="n">${both(column.distinct)}</td><td class="n">${both(column.middle)}</td><td class="n">${both(column.mean)}</td></tr>`
}

/** The first profile as grey bars, the second as an outline over them. */
function overlaid({ bins }: ComparedColumn): string {
  if (bins.length === 0) return ''
  const most = Math.max(...bins.flatMap(({ shares }) => shares), 1e-9)
  const width = 160 / bins.length
  const bar = (share: number, i: number, kind: string) => {
    const tall = (share / most) * 38
    return share === 0
      ? ''
      : `<rect class="${kind}" x="${(i * width + 0.5).toFixed(2)}" y="${(39 - tall).toFixed(2)}" width="${Math.max(1, width - 1).toFixed(2)}" height="${tall.toFixed(2)}"/>`
  }
  return `<svg viewBox="0 0 160 40" width="160" height="40" aria-hidden="true">${bins.map(({ shares }, i) => bar(shares[0], i, 'a')).join('')}${bins.map(({ shares }, i) => bar(shares[1], i, 'b')).join('')}</svg>`
}
