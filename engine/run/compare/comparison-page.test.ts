import { describe, expect, it } from 'vitest'
import type { DocumentDiff, PairReport } from '../../protocol/experiment-comparison.ts'
import type { RunRow } from '../../protocol/experiment-methods.ts'
import { comparisonCsv } from './comparison-csv.ts'
import { comparisonPage, type PrintedRun } from './comparison-page.ts'

const run = (name: string, note = ''): PrintedRun => {
  const row = {
    pipeline: 'p.millrace',
    startedAt: '2026-01-02',
    models: ['Tree'],
    seed: 7,
    seconds: 1.5,
    memoryBytes: null,
    wattHours: null,
  }
  return { name: { en: name, fr: name }, row: { ...row, modelBytes: 2500, note } as unknown as RunRow, record: null }
}
const auc = { id: 'auc', label: { en: 'AUC', fr: 'AUC' }, format: 'number', better: 'higher', a: 0.8, b: 0.85, baseline: 0.5 } as const
const report = {
  verdict: { en: 'B is better.', fr: 'B est meilleur.' },
  worse: [],
  resamples: 1000,
  classes: ['no', '<yes>'],
  decisions: [
    [10, 2],
    [3, 1250],
  ],
  figures: [
    { ...auc, intervalA: [0.75, 0.84], intervalB: [0.8, 0.9], interval: [0.01, 0.09], bBetter: 990 },
    {
      ...auc,
      id: 'f1',
      label: { en: 'F1', fr: 'F1' },
      intervalA: null,
      intervalB: null,
      interval: [-0.1, 0.2],
      bBetter: 600,
      baseline: null,
    },
  ],
  roc: [
    {
      points: [
        [0, 0],
        [1, 1],
      ],
      at: null,
      band: [
        [0, 0, 0.1],
        [1, 0.9, 1],
      ],
    },
    {
      points: [
        [0, 0],
        [0.1, 0.9],
        [1, 1],
      ],
      at: null,
      band: [],
    },
  ],
} as unknown as PairReport
const diff: DocumentDiff = {
  nodes: [
    {
      key: 'tree',
      ids: ['tree', 'tree'],
      types: ['t', 't'],
      titles: [null, null],
      state: 'changed',
      params: [{ param: 'depth', a: 1, b: 6 }],
    },
    { key: 'x', ids: [null, 'x'], types: [null, 'x'], titles: [null, null], state: 'added', params: [] },
  ],
  wires: [],
  settings: [],
  params: 2,
}
const titleOf = () => ({ en: 'Tree & co', fr: 'Arbre & cie' })

describe('a comparison as a page', () => {
  const html = comparisonPage({ runs: [run('Run 1'), run('Run <2>', 'my "note"')], report, diff, titleOf }, 'en')

  it('says what the studio says, and needs nothing else', () => {
    for (const part of [
      'B is better.',
      '0.850',
      '0.800 – 0.900',
      '+0.050',
      '+0.010 – +0.090',
      'Tree &amp; co',
      'depth',
      'added',
      '1\u202f250',
      '2.50',
    ])
      expect(html).toContain(part)
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<script|src=|href=|undefined|NaN/)
    expect(html.match(/<path class="[ab]"/g)).toHaveLength(2)
    expect(html.match(/<path class="[ab] fill"/g)).toHaveLength(1)
  })

  it('greys what may be chance, and takes names as text', () => {
    expect(html).toMatch(/<tr class="chance"><th scope="row">F1/)
    expect(html).not.toMatch(/<tr class="chance"><th scope="row">AUC/)
    expect(html).toContain('Run &lt;2&gt;')
    expect(html).toContain('B: &lt;yes&gt;')
    expect(html).not.toContain('<yes>')
  })

  it('says yes and no for true and false', () => {
    const page = comparisonPage(
      { runs: [run('A'), run('B')], report: { ...report, classes: ['false', 'true'], yesNo: true }, diff, titleOf },
      'fr',
    )
    expect(page).toContain('B : oui')
    expect(page).toContain('A : non')
  })

  it('is French for who reads French, and says when nothing was judged', () => {
    const french = comparisonPage({ runs: [run('A'), run('B')], report: null, diff: { ...diff, nodes: [] }, titleOf }, 'fr')
    expect(french).toContain('L’une des exécutions n’a évalué aucun modèle')
    expect(french).toContain('Les deux pipelines sont identiques.')
    expect(french).toContain('lang="fr"')
  })
})

it('gives figures as a table of numbers', () => {
  const [head, first, second] = comparisonCsv(report).split('\n')
  expect(head?.split(',')).toHaveLength(12)
  expect(first).toBe(`auc,0.8,0.75,0.84,0.85,0.8,0.9,${0.85 - 0.8},0.01,0.09,0.99,0.5`)
  expect(second?.split(',').slice(0, 5)).toEqual(['f1', '0.8', '', '', '0.85'])
})
