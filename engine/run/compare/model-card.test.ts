import { describe, expect, it } from 'vitest'
import { modelCardSchema, type ModelVersion } from '../../protocol/registry-methods.ts'
import { modelCardHtml } from './model-card.ts'

const version: ModelVersion = {
  number: 3,
  model: 'm',
  run: null,
  createdAt: '2026-01-01',
  note: '',
  aliases: ['champion'],
  review: 'approved',
  card: modelCardSchema.parse({ limitations: 'Not for <b>loans</b>\nabove 1 M' }),
  facts: {
    learner: 'train.decision-tree',
    task: 'classification',
    target: 'approved',
    rows: 4222,
    seconds: 1,
    seed: 7,
    signature: { inputs: [{ name: 'age', type: 'int' }], output: [{ name: 'approved', type: 'bool' }] },
    figures: [{ id: 'auc', label: { en: 'AUC', fr: 'AUC' }, value: 0.8214, interval: [0.8, 0.84], baseline: 0.5, format: 'number' }],
    judgedRows: 1868,
    sources: [{ title: 'Loans', content: 'abcdef', columns: 16 }],
    wattHours: 0.0123,
    golden: 5,
  },
}

describe('a model card', () => {
  it('says what the run says, and what a person wrote as it was written', () => {
    const html = modelCardHtml('loans', version, 'en')
    for (const part of [
      'loans 3',
      'champion',
      '0.821',
      '0.800 – 0.840',
      '0.500',
      'age (int)',
      '0.0123 Wh',
      'Not for &lt;b&gt;loans&lt;/b&gt;<br>above 1 M',
    ])
      expect(html).toContain(part)
    expect(html.match(/<em>Not said\.<\/em>/g)).toHaveLength(11)
    expect(html).not.toMatch(/<script|src=|href=/)
  })

  it('speaks French, with its commas', () => {
    const html = modelCardHtml('loans', version, 'fr')
    for (const part of ['lang="fr"', '0,821', 'approuvée', 'Contrôle humain', 'Non renseigné.']) expect(html).toContain(part)
  })
})
