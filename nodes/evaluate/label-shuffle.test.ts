import { describe, expect, it } from 'vitest'
import { values } from '../../engine/relation/build.ts'
import type { Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import type { StudyContext, StudyVariant } from '../kit/study.ts'
import { labelShuffle } from './label-shuffle.ts'
import { shuffleViews, shuffleWarnings, type ShuffleFound } from './shuffle-report.ts'

const figure = (id: string, value: number, more: Partial<Figure> = {}): Figure => ({
  id,
  label: { en: id, fr: id },
  value,
  baseline: 0.5,
  format: 'number',
  better: 'higher',
  ...more,
})

/** A score that stands for a variant that fails. */
const fails = -1

/** A study whose models score as told: the first number for the true labels, then one for each shuffle. */
async function studied(scores: readonly number[], params: object, of: Partial<Figure> & { id: string } = { id: 'auc' }) {
  const asked: StudyVariant[] = []
  const ctx = {
    models: [{ title: { en: 'Tree', fr: 'Arbre' }, params: { target: 'y' } }],
    table: () => Promise.resolve(values([{ name: 'y', type: 'text' }], [])),
    judge(variants: readonly StudyVariant[]) {
      const first = asked.length
      asked.push(...variants)
      const evaluation = (at: number) =>
        ({ task: 'classification', figures: [figure(of.id, scores[first + at] ?? NaN, of)] }) as unknown as Evaluation
      const text = { en: 'One class only.', fr: 'Une seule classe.' }
      return Promise.resolve(
        variants.map((_, at) =>
          scores[first + at] === fails
            ? { problem: { code: 'one-class', text } }
            : { metrics: { kind: 'metrics', evaluations: [evaluation(at)] } },
        ),
      )
    },
    metric: () => undefined,
    progress: () => undefined,
    log: () => undefined,
  } as unknown as StudyContext
  if (!('study' in labelShuffle) || !labelShuffle.study) throw new Error('no study')
  const { about } = await labelShuffle.study(labelShuffle.params.parse(params) as never, ctx)
  return { found: about as ShuffleFound, asked }
}

const lead = (found: ShuffleFound) => {
  const [view] = shuffleViews(found)
  return view?.view === 'text' ? view.text : { en: '', fr: '' }
}

describe('the label-shuffle test', () => {
  it('shuffles the target by another seed each time', async () => {
    const { asked, found } = await studied([0.9, 0.4, 0.5, 0.6, 0.5, 0.5], { shuffles: 5, seed: 2 })
    expect(asked[0]?.shuffled).toBeUndefined()
    expect(asked.slice(1).map(({ shuffled }) => shuffled)).toEqual([1, 2, 3, 4, 5].map((n) => ({ column: 'y', seed: 200_006 + n })))
    expect(found).toMatchObject({ score: 0.9, shuffled: [0.4, 0.5, 0.6, 0.5, 0.5], asGood: 0, pValue: 1 / 6 })
  })

  it('says that a link is more than chance', async () => {
    const { found } = await studied([0.9, ...Array.from({ length: 19 }, (_, at) => 0.4 + 0.01 * at)], { shuffles: 19 })
    expect(lead(found).en).toBe(
      'The model finds something beyond chance. auc is 0.900 with the true labels, 0.490 on average with shuffled ones. None of 19 shuffles did as well (p = 0.050).',
    )
    expect(lead(found).fr).toContain('Aucun des 19 mélanges n’a fait aussi bien (p = 0,050).')
    expect(shuffleWarnings(found)).toEqual([])
  })

  it('ends when ten have done as well, unless asked to go on', async () => {
    const scores = [0.5, ...Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? 0.51 : 0.47))]
    const { found, asked } = await studied(scores, {})
    expect(asked).toHaveLength(21)
    expect(found).toMatchObject({ shuffles: 19, asGood: 10, pValue: 11 / 20 })
    expect(lead(found).en).toContain('What the model finds may be chance.')
    expect(lead(found).en).toContain('It ended before the 100 shuffles asked for: 10 that do as well settle it.')
    expect((await studied(scores, { settled: false })).found.shuffles).toBe(100)
  })

  it('holds errors the other way round', async () => {
    const { found } = await studied([2, 3, 1], { shuffles: 2, by: 'mae' }, { id: 'mae', better: 'lower', baseline: 3 })
    expect(found).toMatchObject({ sign: -1, asGood: 1 })
  })

  it('warns of shuffled labels that score well, and of an accuracy that the largest class gives', async () => {
    const leaky = await studied([0.99, 0.8, 0.82, 0.81, 0.79], { shuffles: 4 })
    expect(shuffleWarnings(leaky.found).map(({ code }) => code)).toEqual(['shuffle-leak'])
    expect(lead(leaky.found).en).toMatch(/^Shuffled labels score well too, so this says nothing\./)
    const lopsided = await studied(
      [0.95, 0.95, 0.95],
      { shuffles: 2, by: 'accuracy' },
      { id: 'accuracy', baseline: 0.95, format: 'percent' },
    )
    const [warning] = shuffleWarnings(lopsided.found)
    expect(warning).toMatchObject({ code: 'shuffle-imbalanced', fixes: [{ params: { by: 'balanced-accuracy' } }] })
  })

  it('leaves out shuffles that fail and says why; all of them, or the true labels, fail the test', async () => {
    const { found } = await studied([0.9, 0.4, fails, 0.6, fails], { shuffles: 4 })
    expect(found).toMatchObject({ shuffled: [0.4, 0.6], shuffles: 2, pValue: 1 / 3 })
    expect(lead(found).en).toContain('None of 2 shuffles did as well (p = 0.33). 2 of 4 shuffles could not be judged.')
    expect(lead(found).fr).toContain('2 mélanges sur 4 n’ont pas pu être jugés.')
    expect(shuffleViews(found).at(-1)).toMatchObject({
      title: { en: 'Shuffles that failed' },
      text: { en: 'Shuffle 2 and shuffle 4: One class only.', fr: 'Mélange 2 et mélange 4 : Une seule classe.' },
    })
    await expect(studied([0.9, fails, fails], { shuffles: 2 })).rejects.toThrow('None of 2 shuffles could be judged. One class only.')
    await expect(studied([fails, 0.5], { shuffles: 2 })).rejects.toThrow('With the true labels: One class only.')
  })

  it('draws all shuffled scores and the true one', async () => {
    const { found } = await studied([0.9, 0.4, 0.5, 0.6], { shuffles: 3 })
    const chart = shuffleViews(found).find((view) => view.view === 'vega-lite')
    const layers = chart?.spec['layer'] as unknown as readonly { data: { values: readonly Record<string, number>[] } }[]
    expect(layers[0]?.data.values.reduce((sum, { shuffles = 0 }) => sum + shuffles, 0)).toBe(3)
    expect(layers[1]?.data.values).toEqual([{ score: 0.9, labels: 'true labels' }])
  })
})
