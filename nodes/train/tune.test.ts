import { describe, expect, it } from 'vitest'
import type { Text } from '../../engine/protocol/text.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { nodeSettings } from '../kit/node-settings.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { StudiedModel } from '../kit/study.ts'
import { tunableParams } from '../kit/tunable.ts'
import { fillMissing } from '../clean/fill-missing.ts'
import { supportVectors } from './support-vectors.ts'
import { tune } from './tune.ts'
import { tuneProposals } from './tune-proposals.ts'
import { tuneViews } from './tune-report.ts'
import { tuneWarnings } from './tune-warnings.ts'
import { gridCount, tunedSpace, type ListedRange } from './tuned-space.ts'

/** A support vector machine behind a node that fills gaps. */
function studied(params: object = {}): StudiedModel {
  const own = supportVectors.params.parse(params)
  const fill = fillMissing.params.parse({})
  return {
    node: 'svm',
    title: { en: 'Support vectors', fr: 'Vecteurs de support' },
    type: supportVectors.id,
    fingerprint: 'f',
    params: own,
    tunable: tunableParams(supportVectors.params, own),
    settings: nodeSettings(supportVectors.params, own),
    before: [
      {
        node: 'fill',
        title: { en: 'Fill', fr: 'Remplir' },
        params: fill,
        tunable: tunableParams(fillMissing.params, fill),
        settings: nodeSettings(fillMissing.params, fill),
      },
    ],
  }
}

const range = (param: string, more: Partial<ListedRange> = {}): ListedRange => ({ param, from: 0, to: 1, log: false, values: '', ...more })

function problemOf(work: () => unknown): NodeProblem['data'] | undefined {
  try {
    work()
  } catch (error) {
    if (error instanceof NodeProblem) return error.data
    throw error
  }
  return undefined
}

const codeOf = (work: () => unknown) => problemOf(work)?.code ?? ''

describe('tune', () => {
  it('says its way', () => {
    expect(sentenceOf(tune, { trials: 30, method: 'tpe' })).toBe('30 trials near the best')
    expect(sentenceOf(tune, { trials: 9, method: 'random' })).toBe('9 trials at random')
    expect(sentenceOf(tune, { trials: 9, method: 'halving' })).toBe('9 trials by halving')
    expect(sentenceOf(tune, { trials: 9, method: 'grid' })).toBe('9 trials of a grid at most')
  })

  it('looks for the numbers of the learner unless told: those that count as it stands', () => {
    expect(tunedSpace([], studied()).map(({ name }) => name)).toEqual(['c', 'gamma'])
    expect(tunedSpace([], studied({ kernel: 'linear' })).map(({ name }) => name)).toEqual(['c'])
  })

  it('takes choices, listed values and settings of a step before, those that decide first', () => {
    const space = tunedSpace(
      [range('gamma', { from: 0.01, to: 1, log: true }), range('fill.method'), range('c', { values: '0,5; 2; 10' }), range('kernel')],
      studied(),
    )
    expect(space).toMatchObject([
      {
        name: 'fill.method',
        node: 'fill',
        param: 'method',
        label: { en: 'Fill with' },
        step: { fr: 'Remplir' },
        values: ['median', 'mean', 'mode'],
      },
      { name: 'c', node: 'svm', param: 'c', values: [0.5, 2, 10] },
      { name: 'kernel', node: 'svm', param: 'kernel', values: ['gaussian', 'linear'] },
      {
        name: 'gamma',
        node: 'svm',
        param: 'gamma',
        from: 0.01,
        to: 1,
        log: true,
        integer: false,
        least: 0,
        when: { name: 'kernel', in: ['gaussian'] },
      },
    ])
    expect(gridCount(space.slice(0, 3), 18)).toBe(18)
  })

  it('objects to what cannot be looked for', () => {
    expect(codeOf(() => tunedSpace([range('depth')], studied()))).toBe('tune-param')
    expect(codeOf(() => tunedSpace([range('fill.depth')], studied()))).toBe('tune-param')
    expect(codeOf(() => tunedSpace([range('c', { from: 2 })], studied()))).toBe('tune-range')
    expect(codeOf(() => tunedSpace([range('gamma')], studied({ kernel: 'linear' })))).toBe('tune-idle')
    expect(codeOf(() => tunedSpace([range('kernel', { values: 'gaussian; round' })], studied()))).toBe('tune-value')
    expect(codeOf(() => tunedSpace([range('c', { values: '1; many' })], studied()))).toBe('tune-value')
    expect(codeOf(() => gridCount(tunedSpace([range('c', { from: 0.5 })], studied()), 20))).toBe('tune-grid-decimal')
    expect(codeOf(() => gridCount(tunedSpace([range('kernel'), range('fill.method')], studied()), 5))).toBe('tune-grid-long')
  })

  it('keeps to the numbers that a setting takes, and a click cuts the range', () => {
    const asked = [range('kernel'), range('c', { from: 1, to: 1e9, log: true })]
    const beyond = problemOf(() => tunedSpace(asked, studied()))
    expect(beyond?.code).toBe('tune-beyond')
    expect(beyond?.text.en).toBe('“Cost of an error (C)” ends at 1000000; its range ends at 1000000000.')
    expect(beyond?.fixes).toEqual([
      { label: { en: 'Look from 1 to 1000000', fr: 'Chercher de 1 à 1000000' }, params: { ranges: [asked[0], { ...asked[1], to: 1e6 }] } },
    ])
    const [said] = tuneProposals(asked, studied()).tell({}).findings
    expect(said).toMatchObject({ tone: 'warning', text: beyond?.text, fix: { label: { en: 'Look from 1 to 1000000' } } })
    expect(problemOf(() => tunedSpace([range('c', { from: -1, to: 2 })], studied()))?.text.fr).toMatch(
      /^« Coût d’une erreur \(C\) » commence à .+ ; son intervalle commence à -1\.$/,
    )
  })

  it('offers every setting on the way by its label, with the range that it is usually tried in', () => {
    const offered = tune.settings?.([studied()]) ?? []
    expect(offered.find(({ name }) => name === 'c')).toEqual({
      name: 'c',
      label: { en: 'Cost of an error (C)', fr: 'Coût d’une erreur (C)' },
      range: { en: '0.01 to 1000', fr: 'de 0,01 à 1000' },
      entry: { from: 0.01, to: 1000, log: true, values: '' },
    })
    expect(offered.find(({ name }) => name === 'fill.method')).toMatchObject({
      step: { en: 'Fill', fr: 'Remplir' },
      entry: { values: 'median; mean; mode' },
    })
    // Those that nobody proposes stand behind, around what they are now.
    const further = offered.filter(({ range: usual, step }) => !usual && !step)
    expect(further.length).toBeGreaterThan(0)
    for (const { entry } of offered) expect(entry).toHaveProperty('values')
    expect(offered.map(({ name }) => name)).not.toContain('seed')
    for (const { name, entry } of offered)
      expect(codeOf(() => tunedSpace([range(name, entry as Partial<ListedRange>)], studied()))).toBe('')
  })

  it('proposes what each node on the way has, and a click lists it beside what is looked for', () => {
    const { findings } = tuneProposals([], studied()).tell({})
    expect(findings.map(({ text }) => text.en)).toEqual([
      'Looked for: “Cost of an error (C)” (0.01 to 1000) and “Reach of a row (gamma)” (0.001 to 10).',
      '“Support vectors” proposes “Border” (curved or straight) and “Rare classes” (count as they come or count as much as frequent ones).',
      '“Fill” proposes “Fill with” (the median, the mean or the most frequent value).',
    ])
    expect(findings[2]?.fix?.params['ranges']).toEqual([
      range('c', { from: 0.01, to: 1000, log: true }),
      range('gamma', { from: 0.001, to: 10, log: true }),
      range('fill.method', { values: 'median; mean; mode' }),
    ])
    const withCache = { ...studied(), params: { ...studied().params, cache: 1 } }
    const [asked] = tuneProposals([range('fill.method'), range('cache', { from: 1, to: 3 })], withCache).tell({}).findings
    expect(asked?.text.en).toBe(
      'Looked for: “Fill with” of “Fill” (the median, the mean or the most frequent value) and “cache” (1 to 3). A grid of 9.',
    )
    expect(asked?.text.fr).toMatch(/^On cherche : « [^»]+ » de « Remplir » /)
    expect(tuneProposals([], undefined).tell({}).findings).toEqual([])
  })

  it('draws each trial that ended as a line, and says which setting matters', () => {
    const space = tunedSpace([range('kernel'), range('c', { from: 1, to: 11 })], studied())
    const trials = Array.from({ length: 10 }, (_, at) => ({
      settings: { kernel: at < 5 ? 'gaussian' : 'linear', c: 1 + ((at * 7) % 10) },
      share: 1,
      score: at === 9 ? null : at < 5 ? 0.9 + at / 1000 : 0.6 + at / 1000,
      interval: null,
      problem: at === 9 ? { en: 'Too little memory.', fr: 'Pas assez de mémoire.' } : null,
      seconds: 1,
    }))
    const figure = { id: 'auc', label: { en: 'AUC', fr: 'AUC' }, format: 'number', better: 'higher' } as const
    const found = { trials, asItStood: 0, best: 4, space, figure }
    const [lead, lines, bars, failed] = tuneViews(found, [])
    expect(lead?.view === 'text' && lead.text.en).toMatch(
      /^Trial 5 of 10 is the best: AUC 0\.904 with “Border” curved and “Cost of an error \(C\)” 9\. The settings as they stand give 0\.900\. 1 failed\. “Border” matters most: it alone explains \d+/,
    )
    expect(lead?.view === 'text' && lead.text.fr).toContain(' 1 a échoué. ')
    const [kept, cautions] = tuneViews({ ...found, asItStood: 4 }, [
      { code: 'a', text: { en: 'At the end.', fr: 'Au bout.' }, action: { en: 'Widen it.', fr: 'Élargissez-le.' } },
      { code: 'b', text: { en: 'Chance.', fr: 'Hasard.' } },
    ])
    expect(kept?.view === 'text' && kept.text.en).toMatch(
      /^None of 10 trials beats the settings as they stand: AUC 0\.904 with “Border” curved/,
    )
    expect(cautions).toMatchObject({ text: { en: 'At the end. Widen it.\nChance.', fr: 'Au bout. Élargissez-le.\nHasard.' } })
    const drawn = (lines?.view === 'vega-lite' ? lines.spec : {}) as unknown as {
      data: { values: readonly { axis: Text; value: Text }[] }
      layer: readonly object[]
    }
    expect(drawn.data.values).toHaveLength(27)
    expect(drawn.data.values.slice(0, 3).map(({ axis, value }) => [axis.fr, value.fr])).toEqual([
      ['Frontière', 'courbe'],
      ['Coût d’une erreur\n(C)', '1'],
      ['AUC', '0,9000'],
    ])
    expect(drawn.layer[1]).toMatchObject({ transform: [{ filter: { field: 'trial', equal: 5 } }] })
    const shades = (better: 'higher' | 'lower') => JSON.stringify(tuneViews({ ...found, figure: { ...figure, better } }, [])[1])
    expect(shades('higher')).toContain('"range":[0.4,0.9]')
    expect(shades('lower')).toContain('"range":[0.9,0.4]')
    expect(failed).toMatchObject({
      title: { en: 'Trials that failed' },
      text: { en: expect.stringMatching(/^Too little memory\.\nTrial 10: “Border” straight and [^\n]*$/) as string },
    })
    expect(tuneViews({ ...found, trials: trials.slice(0, 9) }, [])).toHaveLength(3)
    expect(bars?.view === 'vega-lite' && bars.spec['data']).toMatchObject({
      values: [{ setting: { en: 'Border' } }, { setting: { en: 'Cost of an error (C)' } }],
    })
    const twice = space.flatMap((tuned) => [tuned, { ...tuned, name: `other.${tuned.name}` }])
    const named = JSON.stringify(tuneViews({ ...found, space: twice }, [])[2])
    expect(named).toContain('other.kernel')
    expect(named).not.toContain('Border')
  })

  it('says that the best lies beyond its range, where the settings as they stand do, and widens the range to them', () => {
    const asked = [range('c', { from: 1, to: 11 })]
    const space = tunedSpace(asked, studied())
    const trial = { share: 1, interval: null, problem: null, seconds: 1 }
    const trials = [30, 5, 9].map((c, at) => ({ ...trial, settings: { c }, score: 0.9 - at / 100 }))
    const figure = { id: 'auc', label: { en: 'AUC', fr: 'AUC' }, value: 0.9, format: 'number', better: 'higher' } as const
    const found = { trials, asItStood: 0, best: 0, space, figure, seeds: [] }
    const [beyond] = tuneWarnings(found, asked)
    expect(beyond?.text.en).toBe('The best “Cost of an error (C)”, 30, lies above its range, which ends at 11.')
    expect(beyond?.fixes).toMatchObject([{ params: { ranges: [{ param: 'c', from: 1, to: 44.5 }] } }])
    const [edge] = tuneWarnings({ ...found, trials: trials.map((one, at) => ({ ...one, settings: { c: 11 - at } })) }, asked)
    expect(edge?.text.fr).toBe(
      'Le meilleur « Coût d’une erreur (C) » est au haut de son intervalle, 11. Un meilleur est peut-être au-dessus.',
    )
    expect(edge?.fixes).toMatchObject([{ params: { ranges: [{ to: 16 }] } }])
  })
})
