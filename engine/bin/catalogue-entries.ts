import { z } from 'zod'
import type { CatalogueEntry } from '../protocol/catalogue.ts'
import type { Catalogue } from '../run/resolve.ts'
import { familyOf } from '../store/family-of.ts'
import { shelfOf } from './shelf-of.ts'

/** The catalogue as the studio and `millrace nodes --json` get it: params as JSON Schema with `x-field` keywords. */
export function catalogueEntries(catalogue: Catalogue): CatalogueEntry[] {
  return [...catalogue.values()].map((node): CatalogueEntry => {
    const { $schema: _dialect, ...params } = z.toJSONSchema(node.params, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
    const shelf = shelfOf(node.id)
    return {
      id: node.id,
      version: node.version,
      category: node.id.split('.')[0] ?? '',
      family: familyOf(node.id),
      ...(shelf && { shelf }),
      icon: node.icon,
      title: node.title,
      summary: node.summary,
      help: node.help,
      keywords: { en: [...node.keywords.en], fr: [...node.keywords.fr] },
      inputs: { ...node.inputs },
      outputs: { ...node.outputs },
      params: params as CatalogueEntry['params'],
      defaults: node.params.parse({}) as CatalogueEntry['defaults'],
      ...(node.observe && { observes: true }),
      examples: node.examples.map((example) => ({
        title: example.title,
        params: example.params as CatalogueEntry['defaults'],
        ...(example.inputs && { inputs: example.inputs as never }),
        ...(example.expect && { expect: example.expect as never }),
      })),
    }
  })
}
