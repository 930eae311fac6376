import type { Text } from '../../engine/protocol/text.ts'
import { conditionOperators } from './condition-operators.ts'
import type { Conditions } from './fields.ts'
import { listed } from './phrases.ts'

const operators = new Map(conditionOperators.map((operator) => [operator.id, operator]))
const both = (text: string): Text => ({ en: text, fr: text })
const longest = 24

/** Conditions in words: `age > 18 and (job is missing or city = Paris)`; undefined when there are none. */
export function conditionsPhrase(conditions: Conditions): Text | undefined {
  if ('column' in conditions) {
    const operator = operators.get(conditions.is)
    const sign = operator?.sign ?? both(conditions.is)
    const value = operandsPhrase(conditions, operator?.operands ?? 1)
    const name = short(conditions.column || '…')
    return { en: `${name} ${sign.en}${value.en}`, fr: `${name} ${sign.fr}${value.fr}` }
  }
  const isAll = 'all' in conditions
  const parts = (isAll ? conditions.all : conditions.any).flatMap((part) => {
    const phrase = conditionsPhrase(part)
    if (!phrase) return []
    const nested = !('column' in part) && groupSize(part) > 1
    return [nested ? { en: `(${phrase.en})`, fr: `(${phrase.fr})` } : phrase]
  })
  if (parts.length === 0) return undefined
  const [en, fr] = isAll ? ['and', 'et'] : ['or', 'ou']
  return { en: parts.map((part) => part.en).join(` ${en} `), fr: parts.map((part) => part.fr).join(` ${fr} `) }
}

function groupSize(conditions: Conditions): number {
  return 'column' in conditions ? 1 : 'all' in conditions ? conditions.all.length : conditions.any.length
}

function operandsPhrase(condition: Extract<Conditions, { column: string }>, operands: 0 | 1 | 2 | 'list'): Text {
  if (operands === 0) return both('')
  if (operands === 1) return both(` ${shown(condition.value)}`)
  const values = (condition.values ?? []).map((value) => both(shown(value)))
  const list = operands === 2 ? listed(values) : listed(values, 3, { en: 'or', fr: 'ou' })
  return { en: ` ${list.en || '…'}`, fr: ` ${list.fr || '…'}` }
}

function shown(value: string | number | boolean | null | undefined): string {
  return value === undefined || value === null || value === '' ? '…' : short(String(value))
}

function short(text: string): string {
  const points = [...text]
  return points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : text
}
