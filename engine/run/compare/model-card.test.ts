import { describe, expect, it } from 'vitest'
import { modelCardSchema, versionFactsSchema, type ModelVersion } from '../../protocol/registry-methods.ts'
import { modelCardHtml } from './model-card-html.ts'
import { modelCardMarkdown } from './model-card-markdown.ts'
import { modelCard } from './model-card.ts'

const facts = versionFactsSchema.parse({
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
  settings: [{ label: { en: 'Deepest level', fr: 'Niveau le plus profond' }, value: { en: '6', fr: '6' } }],
  importance: [{ name: 'age', share: 0.75 }],
  gaps: [
    {
      by: ['sex'],
      outcome: 'approved = yes',
      gaps: [
        {
          id: 'demographic-parity-difference',
          label: { en: 'Selection gap', fr: 'Écart de sélection' },
          value: 0.125,
          interval: [0.1, 0.15],
          worst: { low: 'f', high: 'm', lowRate: 0.25, highRate: 0.375 },
        },
      ],
    },
  ],
  personal: [{ column: 'religion', what: { en: 'Religion', fr: 'Religion' } }],
  millrace: '1.2.3',
})
const version: ModelVersion = {
  number: 3,
  model: 'm',
  run: null,
  createdAt: '2026-01-01',
  note: 'new rows',
  aliases: ['champion'],
  review: 'approved',
  card: modelCardSchema.parse({ limitations: 'Not for <b>loans</b>\nabove 1 M | ever' }),
  facts,
}
const older: ModelVersion = {
  ...version,
  number: 2,
  facts: { ...facts, rows: 4000, settings: [], figures: facts.figures.map((one) => ({ ...one, value: 0.8 })) },
}
const of = { version, previous: older, learner: { en: 'Decision tree', fr: 'Arbre de décision' } }
const filled = [
  'champion',
  '0.821',
  '0.800 – 0.840',
  '0.500',
  'age (int)',
  '0.0123 Wh',
  'Deepest level 6',
  'Decision tree',
  'models/m.json',
  'new rows',
  'Loans (abcdef)',
  '75.0\u202f%',
  'Groups by sex: approved = yes',
  '0.125',
  '0.100 – 0.150',
  'f 25.0\u202f%, m 37.5\u202f%',
  'religion (Religion)',
  'Millrace 1.2.3',
  'Since version 2',
  'settings: – → Deepest level 6',
  'AUC: 0.800 → 0.821',
]

describe('a model card', () => {
  it('says what the run says, and what a person wrote as it was written', () => {
    const html = modelCardHtml('loans 3', modelCard(of, 'en'), 'en')
    for (const part of [...filled, 'Not for &lt;b&gt;loans&lt;/b&gt;<br>above 1 M | ever']) expect(html).toContain(part)
    expect(html.match(/<em>Not said\.<\/em>/g)).toHaveLength(14)
    // The figure and what weighs most are drawn too.
    expect(html.match(/<svg/g)).toHaveLength(2)
    expect(html).not.toMatch(/<script|src=|href=/)
  })

  it('is Markdown in which nothing that a person wrote is markup', () => {
    const markdown = modelCardMarkdown('loans 3', modelCard(of, 'en'), 'en')
    for (const part of filled) expect(markdown).toContain(part)
    expect(markdown).toContain(String.raw`Not for \<b\>loans\</b\>  
above 1 M \| ever`)
    expect(markdown).toContain('| Figure | Value | 95 % interval | No model |\n| --- | --- | --- | --- |\n| AUC | 0.821 |')
    expect(markdown.match(/\*Not said\.\*/g)).toHaveLength(14)
  })

  it('speaks French, with its commas', () => {
    const html = modelCardHtml('loans 3', modelCard(of, 'fr'), 'fr')
    for (const part of [
      'lang="fr"',
      '0,821',
      'approuvée',
      'Contrôle humain',
      'Non renseigné.',
      'Arbre de décision',
      'Niveau le plus profond 6',
      'lignes : 4\u202f000 → 4\u202f222',
      'Écart de sélection',
    ])
      expect(html).toContain(part)
  })

  it('says plainly what a version of an older Millrace, without a run, does not know', () => {
    const bare = versionFactsSchema.parse({
      ...facts,
      figures: [],
      gaps: undefined,
      importance: undefined,
      settings: undefined,
      personal: undefined,
    })
    const html = modelCardHtml('loans 1', modelCard({ ...of, version: { ...version, facts: bare }, previous: undefined }, 'en'), 'en')
    for (const part of ['No evaluation was registered with it.', 'No report by group was registered with it.', 'as they come'])
      expect(html).toContain(part)
    expect(html).not.toContain('Since version')
    expect(html).not.toMatch(/undefined|NaN/)
  })
})
