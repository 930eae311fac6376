import { expect, it } from 'vitest'
import { inLanguage } from './in-language.ts'

const chart = {
  data: {
    values: [
      { model: { en: 'Tree', fr: 'Arbre' }, score: 0.5 },
      { model: 'SVM', score: null },
    ],
  },
  usermeta: { columns: { model: { en: 'Model', fr: 'Modèle' } } },
}

it('says every text of a chart in one language, wherever it stands', () => {
  expect(inLanguage(chart, 'fr')).toEqual({
    data: {
      values: [
        { model: 'Arbre', score: 0.5 },
        { model: 'SVM', score: null },
      ],
    },
    usermeta: { columns: { model: 'Modèle' } },
  })
})

it('leaves what only looks like a text', () => {
  const rows = [{ en: 1, fr: 2 }, { en: 'a', fr: 'b', es: 'c' }, { en: 'a' }]
  expect(inLanguage(rows, 'en')).toEqual(rows)
})
