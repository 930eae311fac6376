import { z } from 'zod'
import { columnsRuleSchema } from '../../../nodes/kit/columns-rule.ts'
import { conditionsPhrase } from '../../../nodes/kit/conditions-phrase.ts'
import type { NodeDefinition } from '../../../nodes/kit/define-node.ts'
import type { Conditions, FieldMeta } from '../../../nodes/kit/fields.ts'
import { columnsPhrase } from '../../../nodes/kit/phrases.ts'
import type { Params } from '../../protocol/document.ts'
import type { DocumentDiff, NodeDiff } from '../../protocol/experiment-comparison.ts'
import type { Text } from '../../protocol/text.ts'

type Json = Params[string]
type Catalogue = ReadonlyMap<string, NodeDefinition>

/** A longer text is cut. */
const longest = 120
const none: Text = { en: '–', fr: '–' }

/** The differences of two documents with what their params and values are called: for people, who know no ids. */
export function wordedDiff(diff: DocumentDiff, catalogue: Catalogue): DocumentDiff {
  const worded = (node: NodeDiff): NodeDiff => {
    const definition = catalogue.get(node.types[1] ?? node.types[0] ?? '')
    return {
      ...node,
      params: node.params.map((one) => {
        const meta = metaOf(definition?.params.shape[one.param])
        const label = one.param === 'disabled' ? { en: 'switched off', fr: 'désactivé' } : meta?.label
        return { ...one, ...(label && { label }), words: [valueWords(one.a, meta), valueWords(one.b, meta)] as [Text, Text] }
      }),
    }
  }
  const settings = diff.settings.map((one) => ({ ...one, words: [valueWords(one.a), valueWords(one.b)] as [Text, Text] }))
  return { ...diff, nodes: diff.nodes.map(worded), settings }
}

export function metaOf(schema: unknown): FieldMeta | undefined {
  return schema instanceof z.ZodType ? (z.globalRegistry.get(schema)?.['x-field'] as FieldMeta | undefined) : undefined
}

/** A value of a param in words; a dash stands for none. */
export function valueWords(value: Json | undefined, meta?: FieldMeta): Text {
  if (value === undefined || value === null || value === '') return none
  const choice = meta?.choices?.find((one) => one.value === value)
  if (choice) return choice.label
  if (meta?.kind === 'columns') {
    const rule = columnsRuleSchema.safeParse(value)
    if (rule.success) return columnsPhrase(rule.data)
  }
  if (meta?.kind === 'conditions') {
    // What a document holds was read by the node's schema before it was compared.
    return conditionsPhrase(value as unknown as Conditions) ?? none
  }
  const text = plainWords(value)
  const unit = typeof value === 'number' && meta?.unit ? `\u202f${meta.unit}` : ''
  return { en: clip(text.en + unit), fr: clip(text.fr + unit) }
}

/** Numbers, texts, and what lists and records hold, as a person would note them down. */
function plainWords(value: Json): Text {
  if (value === null || value === '') return none
  if (typeof value === 'boolean') return value ? { en: 'yes', fr: 'oui' } : { en: 'no', fr: 'non' }
  if (typeof value === 'number') return { en: String(value), fr: String(value).replace('.', ',') }
  if (typeof value === 'string') return { en: value, fr: value }
  const parts = Array.isArray(value)
    ? value.map(plainWords)
    : Object.entries(value).map(([key, part]) => {
        const { en, fr } = plainWords(part ?? null)
        return { en: `${key}: ${en}`, fr: `${key} : ${fr}` }
      })
  if (parts.length === 0) return none
  const between = Array.isArray(value) && value.some((one) => typeof one === 'object') ? '; ' : ', '
  return { en: parts.map(({ en }) => en).join(between), fr: parts.map(({ fr }) => fr).join(between) }
}

const clip = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`)
