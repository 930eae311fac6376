import { expect, test } from 'vitest'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { searchNodes } from './search-nodes.ts'

function entry(id: string, en: string, fr: string, keywords: { en?: string[]; fr?: string[] } = {}): CatalogueEntry {
  return {
    id,
    version: 1,
    category: id.slice(0, id.indexOf('.')),
    family: 'prepare',
    icon: 'box',
    title: { en, fr },
    summary: { en: `${en} things.`, fr: `${fr}.` },
    help: { en: '', fr: '' },
    keywords: { en: keywords.en ?? [], fr: keywords.fr ?? [] },
    inputs: {},
    outputs: {},
    params: {},
    defaults: {},
    examples: [],
  }
}

const nodes = [
  entry('train.logistic-regression', 'Logistic regression', 'Régression logistique', { en: ['classifier'], fr: ['classifieur'] }),
  entry('train.linear-regression', 'Linear regression', 'Régression linéaire'),
  entry('clean.filter-rows', 'Keep rows', 'Garder des lignes', { en: ['filter', 'where'], fr: ['filtre'] }),
  entry('feature.scale', 'Scale', 'Mettre à l’échelle', { en: ['standardise'] }),
]

const found = (query: string, language: 'en' | 'fr' = 'en') => searchNodes(query, nodes, language).map((node) => node.id)

test('an empty query keeps all in order', () => {
  expect(found('  ')).toEqual(nodes.map((node) => node.id))
})

test('the beginning of a title comes before a word inside one', () => {
  expect(found('li')[0]).toBe('train.linear-regression')
})

test('a word of the name comes before the beginning of a keyword, short names first', () => {
  const missing = [
    entry('a.join', 'Join what is alike', 'Joindre', { en: ['mismatch'] }),
    entry('a.model', 'Fill missing by a model', 'Compléter par un modèle'),
    entry('a.fill', 'Fill missing', 'Compléter'),
  ]
  expect(searchNodes('mis', missing, 'en').map(({ id }) => id)).toEqual(['a.fill', 'a.model', 'a.join'])
})

test('titles and keywords of both languages count, accents do not', () => {
  expect(found('regression lineaire')).toEqual(['train.linear-regression'])
  expect(found('filtre')).toEqual(['clean.filter-rows'])
  expect(found('echelle', 'fr')).toEqual(['feature.scale'])
})

test('words may come in any order, from the title and the keywords', () => {
  expect(found('classifier: logistic')).toEqual(['train.logistic-regression'])
  expect(found('rows/filter')).toEqual(['clean.filter-rows'])
  expect(found('/')).toEqual([])
})

test('one wrong letter is forgiven when nothing fits', () => {
  expect(found('logstic')).toEqual(['train.logistic-regression'])
  expect(found('fitler')).toEqual([])
  expect(found('filtar')).toEqual(['clean.filter-rows'])
  expect(found('zzzz')).toEqual([])
})
