import type { Language } from '../../protocol/text.ts'
import type { CardPart, CardSection } from './model-card.ts'

const unsaid = { en: 'Not said.', fr: 'Non renseigné.' } as const
const heads = { en: ['Field', 'Value'], fr: ['Champ', 'Valeur'] } as const

/** A card as Markdown, as repositories show it; what a person wrote stays text. */
export function modelCardMarkdown(title: string, sections: readonly CardSection[], language: Language): string {
  const body = sections.flatMap((section) => [`## ${plain(section.title)}`, ...section.parts.map((part) => partOf(part, language))])
  return `${[`# ${plain(title)}`, ...body].join('\n\n')}\n`
}

function partOf(part: CardPart, language: Language): string {
  switch (part.kind) {
    case 'facts':
      return table(heads[language], part.facts)
    case 'table':
      return `### ${plain(part.title)}\n\n${table(part.table.head, part.table.rows)}${part.note === undefined ? '' : `\n\n${plain(part.note)}`}`
    case 'said':
      return `### ${plain(part.label)}\n\n${part.text === null ? `*${unsaid[language]}*` : plain(part.text).replaceAll('\n', '  \n')}`
    case 'note':
      return `*${plain(part.text)}*`
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => plain(cell).replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Nothing in it is markup: signs that Markdown or a page in it would read are written as themselves. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#~]/g, String.raw`\$&`)
}
