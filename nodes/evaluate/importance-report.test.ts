import { expect, it } from 'vitest'
import { importanceViews } from './importance-report.ts'

const said = (losses: readonly (readonly [string, number, number])[]) => {
  const [lead] = importanceViews(
    losses.map(([name, mean, half]) => ({ name, mean, half })),
    'auc',
  )
  return lead?.view === 'text' ? lead.text : undefined
}

it('names the column that is missed most, with its interval, and counts those that are not missed', () => {
  expect(
    said([
      ['age', 0.2, 0.05],
      ['town', 0.01, 0.02],
      ['job', -0.01, 0.002],
    ]),
  ).toEqual({
    en: 'Without “age”, the area under the ROC curve is 0.200 worse (0.150 to 0.250). 2 of 3 columns make no difference beyond chance.',
    fr: 'Sans « age », l’aire sous la courbe ROC empire de 0,200 (0,150 à 0,250). 2 colonnes sur 3 ne changent rien au-delà du hasard.',
  })
  expect(said([['age', 0.2, 0.05]])?.en).toBe('Without “age”, the area under the ROC curve is 0.200 worse (0.150 to 0.250).')
  expect(said([['town', 0.01, 0.02]])?.en).toBe('No column makes a difference beyond chance on these rows.')
})

it('calls the columns of its table by words that both languages have', () => {
  const [, chart] = importanceViews([{ name: 'age', mean: 0.2, half: 0.05 }], 'auc')
  expect(chart?.view === 'vega-lite' ? chart.spec : null).toMatchObject({
    usermeta: { columns: { name: { fr: 'Colonne' }, loss: { fr: 'Perdu sans elle' }, low: { fr: '95 % de' }, high: { fr: 'à' } } },
    data: { values: [{ name: 'age', loss: 0.2, low: expect.closeTo(0.15, 9) as number, high: 0.25 }] },
  })
})
