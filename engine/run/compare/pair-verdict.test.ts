import { describe, expect, it } from 'vitest'
import { pairVerdict, sureSign, worseFigures, type Verdicted } from './pair-verdict.ts'

const auc = {
  id: 'auc',
  label: { en: 'AUC', fr: 'AUC' },
  format: 'number',
  better: 'higher',
  a: 0.781,
  b: 0.836,
  interval: [0.04, 0.07] as [number, number],
  bBetter: 1000,
} as const
const brier = {
  ...auc,
  id: 'brier',
  label: { en: 'Brier score', fr: 'Score de Brier' },
  better: 'lower',
  a: 0.08,
  b: 0.09,
  interval: [0.004, 0.02] as [number, number],
} as const
const given: Verdicted = {
  figures: [auc, brier],
  rows: 9224,
  resamples: 1000,
  judgedOn: 'both',
  names: [
    { en: 'Run 41', fr: 'L’exécution 41' },
    { en: 'Run 42', fr: 'L’exécution 42' },
  ],
  seconds: [3.9, 34.6],
}

describe('the verdict on two runs', () => {
  it('says what is sure, on which rows, and what it costs', () => {
    expect(pairVerdict(given)).toEqual({
      en: 'Run 42 is better, and the difference is real. On the same 9\u202f224 rows the AUC of Run 42 is 0.836 against 0.781 of Run 41, and it leads in 1\u202f000 of 1\u202f000 resamples. It takes 8.9 times as long to train.',
      fr: 'L’exécution 42 est meilleure, et la différence est réelle. Sur les mêmes 9\u202f224 lignes, AUC de l’exécution 42 : 0,836 contre 0,781 pour l’exécution 41 ; elle mène dans 1\u202f000 rééchantillons sur 1\u202f000. Son apprentissage dure 8,9 fois plus.',
    })
  })

  it('claims no difference that the rows do not show', () => {
    const text = pairVerdict({ ...given, figures: [{ ...auc, interval: [-0.01, 0.02], bBetter: 640 }], seconds: [1, 1] })
    expect(text.en).toMatch(/^These rows show no sure difference\..*leads in 640 of/)
    expect(sureSign({ interval: null, better: 'higher' })).toBe(0)
  })

  it('turns round where less is better, and says that rows differ', () => {
    const rmse = { ...auc, id: 'rmse', label: { en: 'Error', fr: 'Erreur' }, better: 'lower', bBetter: 12 } as const
    const { en } = pairVerdict({ ...given, figures: [rmse], judgedOn: 'b' })
    expect(en).toMatch(/^Run 42 is worse/)
    expect(en).toContain('loses in 988 of 1\u202f000')
    expect(en).toContain('different rows')
  })

  it('names what got worse beyond chance, but not what leads', () => {
    expect(worseFigures(given.figures, given.names[1])).toEqual([
      {
        figure: 'brier',
        text: { en: 'Brier score of Run 42: 0.090 instead of 0.080.', fr: 'Score de Brier de l’exécution 42 : 0,090 au lieu de 0,080.' },
      },
    ])
    expect(worseFigures([{ ...brier, interval: [-0.001, 0.02] }], given.names[1])).toEqual([])
  })
})
