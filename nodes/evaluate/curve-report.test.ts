import { describe, expect, it } from 'vitest'
import { curveViews, type Curve } from './curve-report.ts'

const figure = { id: 'auc', label: { en: 'AUC', fr: 'AUC' }, better: 'higher' } as const
const rows = { failed: [], figure, along: { en: 'share', fr: 'part' }, log: true, over: 'rows' } as const
const point = (at: number, score: number, model = 'Tree') => ({
  model,
  title: { en: model, fr: `${model} (fr)` },
  at,
  score,
  interval: [score - 0.01, score + 0.01] as const,
})

const said = (curve: Curve, language: 'en' | 'fr' = 'en') => {
  const [lead] = curveViews(curve)
  return lead?.view === 'text' ? lead.text[language] : ''
}

describe('what a curve says', () => {
  it('that more rows help, when the last ones brought more than chance', () => {
    expect(said({ ...rows, points: [point(0.1, 0.6), point(0.5, 0.7), point(1, 0.8)] })).toBe(
      'Tree reaches AUC 0.800 on all rows. It gained 0.100 since 50\u202f% of them, more than chance: more rows are likely to help.',
    )
  })

  it('that they hardly do, when the last ones brought nothing or took something', () => {
    const flat = said({ ...rows, points: [point(0.1, 0.6), point(0.5, 0.8), point(1, 0.795)] }, 'fr')
    expect(flat).toMatch(/^Tree \(fr\) atteint AUC 0,795 /)
    expect(flat).toContain('l’écart est de 0,005, pas plus que le hasard')
  })

  it('of the model that is best on all rows, and of errors that fall', () => {
    const errors = { ...rows, figure: { ...figure, better: 'lower' } as const }
    expect(said({ ...errors, points: [point(0.5, 0.9), point(1, 0.5), point(0.5, 0.3, 'Line'), point(1, 0.31, 'Line')] })).toMatch(
      /^Line reaches AUC 0\.310 .*hardly help\.$/,
    )
    expect(said({ ...errors, points: [point(0.5, 0.9), point(1, 0.5)] })).toMatch(/more rows are likely to help\.$/)
  })

  it('which points failed and why, those of one reason together; the last one may be among them', () => {
    const reason = { en: 'One class only.', fr: 'Une seule classe.' }
    const lost = (at: number) => ({ model: 'Tree', title: { en: 'Tree', fr: 'Arbre' }, at, reason })
    const curve = { ...rows, points: [point(0.1, 0.6), point(0.5, 0.8)], failed: [lost(0.2), lost(1)] }
    expect(said(curve)).toMatch(/^Tree reaches AUC 0\.800 on 50.% of the rows\. .* 2 of 4 points failed\.$/)
    expect(said(curve, 'fr')).toMatch(/sur 50.% des lignes\. .* 2 points sur 4 ont échoué\.$/)
    expect(curveViews(curve)[2]).toMatchObject({
      title: { fr: 'Les points qui ont échoué' },
      text: {
        en: 'Tree at 20\u202f% and Tree at 100\u202f%: One class only.',
        fr: 'Arbre à 20\u202f% et Arbre à 100\u202f% : Une seule classe.',
      },
    })
    expect(curveViews({ ...curve, failed: [] })).toHaveLength(2)
  })

  it('the best place of a setting', () => {
    const curve: Curve = { ...rows, over: 'param', log: false, points: [point(1, 0.6), point(4, 0.9), point(8, 0.7)] }
    expect(said(curve)).toBe('Tree does best with share at 4: AUC 0.900.')
    expect(said(curve, 'fr')).toBe('Tree (fr) réussit le mieux avec part à 4 : AUC 0,900.')
  })

  it('which line is whose, where there are two', () => {
    const colors = (points: Curve['points']) => {
      const chart = curveViews({ ...rows, points })[1]
      const layers = (chart?.view === 'vega-lite' ? chart.spec['layer'] : []) as unknown as readonly {
        encoding: { color: { legend: object | null } }
      }[]
      return layers.map(({ encoding }) => encoding.color.legend !== null)
    }
    expect(colors([point(0.5, 0.6), point(0.5, 0.7, 'Line')])).toEqual([true, true])
    expect(colors([point(0.5, 0.6), point(1, 0.7)])).toEqual([false, false])
  })
})
