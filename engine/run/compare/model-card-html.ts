import { escapeHtml } from '../../profile/escape-html.ts'
import { profileStyle } from '../../profile/profile-style.ts'
import type { Language } from '../../protocol/text.ts'
import type { CardPart, CardScale, CardSection, CardTable } from './model-card.ts'

const unsaid = { en: 'Not said.', fr: 'Non renseigné.' } as const

/** A card as one page: no script, no other file. */
export function modelCardHtml(title: string, sections: readonly CardSection[], language: Language): string {
  const body = sections.map(
    (section) => `<h2>${escapeHtml(section.title)}</h2>${section.parts.map((part) => partOf(part, language)).join('')}`,
  )
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escapeHtml(title)}</title><style>${profileStyle}h3{font-size:13px;margin:16px 0 4px}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${body.join('\n')}
</main></body></html>
`
}

function partOf(part: CardPart, language: Language): string {
  switch (part.kind) {
    case 'facts':
      return `<table>${part.facts.map(([label, value]) => `<tr><th scope="row">${escapeHtml(label)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</table>`
    case 'table':
      return `<h3>${escapeHtml(part.title)}${part.note === undefined ? '' : ` <span class="note">${escapeHtml(part.note)}</span>`}</h3>${tableOf(part.table)}`
    case 'said':
      return `<h3>${escapeHtml(part.label)}</h3><p>${part.text === null ? `<em>${unsaid[language]}</em>` : escapeHtml(part.text).replaceAll('\n', '<br>')}</p>`
    case 'note':
      return `<p><em>${escapeHtml(part.text)}</em></p>`
  }
}

function tableOf({ head, rows, scale }: CardTable): string {
  const drawn = scale?.some((one) => one !== null) ? scale : null
  const body = rows.map(([first = '', ...rest], at) => {
    const cells = rest.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')
    return `<tr><th scope="row">${escapeHtml(first)}</th>${cells}${drawn ? `<td>${drawing(drawn[at] ?? null)}</td>` : ''}</tr>`
  })
  const titles = head.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')
  return `<div class="wide"><table><thead><tr>${titles}${drawn ? '<th scope="col">0 – 1</th>' : ''}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

const width = 160

/** A dot with its interval; a grey tick where no model stands. What it says stands in the cells beside. */
function drawing(scale: CardScale | null): string {
  if (!scale) return ''
  const x = (value: number) => (4 + value * (width - 8)).toFixed(1)
  const line = (from: string, to: string, style: string) => `<line x1="${from}" x2="${to}" ${style}/>`
  const { value, interval, baseline } = scale
  return `<svg width="${width}" height="16" aria-hidden="true">${line(x(0), x(1), 'y1="8" y2="8" stroke="var(--line)"')}${
    baseline === null ? '' : line(x(baseline), x(baseline), 'y1="2" y2="14" stroke="var(--text-2)" stroke-width="1.5"')
  }${interval ? line(x(interval[0]), x(interval[1]), 'y1="8" y2="8" stroke="var(--data)" stroke-width="2"') : ''}<circle cx="${x(value)}" cy="8" r="3.5"/></svg>`
}
