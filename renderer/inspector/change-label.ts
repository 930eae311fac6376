import type { Text } from '../../engine/protocol/text.ts'
import { formatNumber } from '../session/format.ts'
import type { FormField, Json } from './form-model.ts'

const longest = 40

function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`
}

const counted = (count: number, one: Text, many: Text): Text => ({
  en: `${count} ${count === 1 ? one.en : many.en}`,
  fr: `${count} ${count < 2 ? one.fr : many.fr}`,
})

const none: Text = { en: 'none', fr: 'aucun' }

const entries = (count: number) => (count === 0 ? none : counted(count, { en: 'entry', fr: 'élément' }, { en: 'entries', fr: 'éléments' }))
const columns = (count: number) => counted(count, { en: 'column', fr: 'colonne' }, { en: 'columns', fr: 'colonnes' })

const nothing: Text = { en: 'empty', fr: 'vide' }

function rule(value: Readonly<Record<string, Json | undefined>>): Text {
  const { by, names, types, pattern, except } = value
  const left = Array.isArray(except) && except.length > 0 ? columns(except.length) : null
  const but = (text: Text): Text => (left ? { en: `${text.en} but ${left.en}`, fr: `${text.fr} sauf ${left.fr}` } : text)
  if (by === 'names') return Array.isArray(names) && names.length > 0 ? columns(names.length) : { en: 'none', fr: 'aucune' }
  if (by === 'types') return but({ en: `of type ${String(types)}`, fr: `de type ${String(types)}` })
  if (by === 'pattern') return but({ en: `like ${clip(String(pattern))}`, fr: `comme ${clip(String(pattern))}` })
  return but({ en: 'all columns', fr: 'toutes les colonnes' })
}

function leaves(value: Json | undefined): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0
  const parts = value['all'] ?? value['any']
  return Array.isArray(parts) ? parts.reduce((sum: number, part) => sum + leaves(part), 0) : 1
}

/** A value in a few words, for the history. */
export function valueText({ meta }: FormField, value: Json): Text {
  const same = (text: string): Text => ({ en: text, fr: text })
  switch (meta.kind) {
    case 'flag':
      return value === true ? { en: 'yes', fr: 'oui' } : { en: 'no', fr: 'non' }
    case 'choice':
      return meta.choices?.find((choice) => choice.value === value)?.label ?? same(String(value))
    case 'number':
    case 'slider': {
      if (typeof value !== 'number') return { en: 'open', fr: 'libre' }
      const unit = meta.unit ? ` ${meta.unit}` : ''
      return { en: formatNumber(value, 'en', 10) + unit, fr: formatNumber(value, 'fr', 10) + unit }
    }
    case 'columns':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? rule(value) : nothing
    case 'conditions': {
      const count = leaves(value)
      return count === 0
        ? { en: 'none', fr: 'aucune' }
        : counted(count, { en: 'condition', fr: 'condition' }, { en: 'conditions', fr: 'conditions' })
    }
    case 'list':
    case 'clusters':
    case 'key-value':
      return entries(Array.isArray(value) ? value.length : 0)
    case 'json':
      return same(clip(JSON.stringify(value)))
    default:
      return value === '' || value === null ? nothing : same(clip(String(value)))
  }
}

/** What an edit of a field did, for undo and history: "Clean, Cap outliers: 99.5 %". */
export function changeLabel(node: Text, field: FormField, value: Json): Text {
  const to = valueText(field, value)
  const { label } = field.meta
  return { en: `${node.en}, ${label.en}: ${to.en}`, fr: `${node.fr}, ${label.fr} : ${to.fr}` }
}

/** The same for a field that goes back to its default. */
export function resetLabel(node: Text, field: FormField): Text {
  const { label } = field.meta
  return { en: `${node.en}, ${label.en}: back to default`, fr: `${node.fr}, ${label.fr} : valeur par défaut` }
}
