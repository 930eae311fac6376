import { describe, expect, it } from 'vitest'
import { withClusters, type ClusterRule, type MergedCluster } from '../../protocol/cluster.ts'
import { levenshtein } from '../closure/text/distance.ts'
import { alikeWithin } from './alike.ts'
import { clusterValues } from './cluster-values.ts'
import { cologne } from './cologne.ts'
import { fingerprint, ngramFingerprint } from './fingerprint.ts'
import sounds from './golden/sounds.json' with { type: 'json' }
import { mappingOf, mergedCounts, variantFinder } from './merged-values.ts'
import { metaphone } from './metaphone.ts'

const always = () => Promise.resolve(true)
const counted = (values: Readonly<Record<string, number>>) => Object.entries(values).map(([value, rows]) => ({ value, rows }))
const groups = async (values: Readonly<Record<string, number>>, rule: ClusterRule) =>
  (await clusterValues(counted(values), rule, always)).clusters.map((cluster) => cluster.values.map(({ value }) => value))

describe('fingerprints', () => {
  // By hand, along the steps that OpenRefine's documentation lists.
  it.each([
    ['Acme Corp.', 'acme corp'],
    ['  corp,   ACME ', 'acme corp'],
    ['Cruise, Tom', 'cruise tom'],
    ['Tom Cruise, Tom', 'cruise tom'],
    ['gödel–Kurt\t(1906)', '1906 godelkurt'],
    ['Straße', 'strasse'],
    ['«Œuvre»', 'oeuvre'],
    ['東京', '東京'],
    ['--- !', ''],
    ['', ''],
  ])('%s', (value, key) => {
    expect(fingerprint(value)).toBe(key)
  })

  it.each([
    ['Paris', 2, 'arispari'],
    ['Paris', 1, 'aiprs'],
    ['P a r i s!', 2, 'arispari'],
    ['Krzysztof', 1, 'fkorstyz'],
    ['Krzysztof', 2, 'krofrzsztoysztzy'],
    ['é', 2, 'e'],
    ['.', 2, ''],
  ])('n-grams of %s (%i)', (value, size, key) => {
    expect(ngramFingerprint(value, size)).toBe(key)
  })
})

describe('sounds', () => {
  it.each(sounds.cologne as [string, string][])('Cologne code of %s', (word, code) => expect(cologne(word)).toBe(code))
  it.each(sounds.metaphone as [string, string][])('Metaphone of %s', (word, code) => expect(metaphone(word)).toBe(code))
  it('follows the published rules where other programs do not', () => {
    expect(['Science', 'School', 'Sign', 'Ghost'].map(metaphone)).toEqual(['SNS', 'SKL', 'SN', 'KST'])
  })
})

describe('alikeWithin', () => {
  it('counts edits up to the radius', () => {
    expect(alikeWithin('kitten', 'sitting', 3)).toBe(3)
    expect(alikeWithin('kitten', 'sitting', 2)).toBeNull()
    expect(alikeWithin('same', 'same', 1)).toBe(0)
    expect(alikeWithin('', '', 1)).toBe(0)
  })
  it('is the plain distance, cut off, for any two texts', () => {
    const letters = [...'abc']
    const texts = Array.from({ length: 160 }, (_, at) =>
      Array.from({ length: at % 13 }, (__, place) => letters[(at * at * 7 + place * (at + 3) * 5 + ((place * at) >> 2)) % 3]).join(''),
    )
    let near = 0
    for (const a of texts)
      for (const b of texts)
        for (const radius of [1, 2, 4]) {
          const edits = levenshtein(a, b) ?? Infinity
          const wanted = edits <= Math.min(radius, Math.ceil(Math.max(a.length, b.length) / 3)) ? edits : null
          if (wanted !== null && wanted > 0) near++
          expect(alikeWithin(a, b, radius), `${a} ${b} ${radius}`).toBe(wanted)
        }
    expect(near).toBeGreaterThan(500)
  })
  it('does not take short words for one another', () => {
    expect(alikeWithin('us', 'uk', 2)).toBe(1)
    expect(alikeWithin('usa', 'ukr', 2)).toBeNull()
  })
})

describe('clusters', () => {
  const cities = { 'New York': 9, 'new york ': 2, 'York, New': 2, Paris: 5, Pariss: 1, Lyon: 4, '': 1, '??': 1, '!!': 1 }
  it('by fingerprint, the most frequent value first', async () => {
    expect(await groups(cities, { method: 'fingerprint' })).toEqual([['New York', 'York, New', 'new york ']])
  })
  it('by n-grams, sound and distance', async () => {
    expect(await groups({ 'Mary Ann': 1, Maryann: 2 }, { method: 'ngram', size: 1 })).toEqual([['Maryann', 'Mary Ann']])
    expect(await groups({ Catherine: 1, Katherine: 2, Otto: 3 }, { method: 'sound', code: 'metaphone' })).toEqual([
      ['Katherine', 'Catherine'],
    ])
    expect(await groups({ Meyer: 1, Maier: 2, Otto: 3 }, { method: 'sound', code: 'cologne' })).toEqual([['Maier', 'Meyer']])
    expect(await groups({ Robert: 1, Rupert: 2, Otto: 3 }, { method: 'sound', code: 'soundex' })).toEqual([['Rupert', 'Robert']])
    expect(await groups(cities, { method: 'distance', radius: 1, block: 3 })).toEqual([
      ['New York', 'new york '],
      ['Paris', 'Pariss'],
    ])
  })
  it('does not mix numbers and words without a sound', async () => {
    expect(await groups({ '1': 1, '2': 1, 東京: 1, 京都: 1 }, { method: 'sound', code: 'metaphone' })).toEqual([])
  })
  it('chains close values, but sends rare ones to the nearest frequent one only', async () => {
    const values = { abcdef: 9, abcdex: 1, abcdxx: 1, abcxxx: 8 }
    expect(await groups(values, { method: 'distance', radius: 1, block: 3 })).toEqual([['abcdef', 'abcxxx', 'abcdex', 'abcdxx']])
    expect(await groups(values, { method: 'rare', rows: 5, radius: 1, block: 3 })).toEqual([
      ['abcdef', 'abcdex'],
      ['abcxxx', 'abcdxx'],
    ])
  })
  it('says when time was up', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ value: `value ${at}`, rows: 1 }))
    const never = () => Promise.resolve(false)
    expect((await clusterValues(many, { method: 'fingerprint' }, never)).complete).toBe(false)
    expect((await clusterValues(many, { method: 'distance', radius: 1, block: 3 }, never)).complete).toBe(false)
    expect((await clusterValues(many, { method: 'fingerprint' }, always)).complete).toBe(true)
  })
})

describe('by hand', () => {
  it('every value is a group of its own, the most frequent first', async () => {
    expect(await groups({ London: 3, Paris: 9, '': 1 }, { method: 'hand' })).toEqual([['Paris'], ['London'], ['']])
  })

  it('later values with the same words are variants of what was merged', () => {
    const merged: MergedCluster[] = [{ to: 'United Kingdom', values: ['London'], apart: [], rule: { method: 'hand' } }]
    const find = variantFinder(merged)
    expect(find('LONDON ')).toBe('United Kingdom')
    expect(find('Londonderry')).toBeNull()
  })
})

describe('approved clusters', () => {
  const cluster = (to: string, values: string[], rule: ClusterRule = { method: 'fingerprint' }, apart: string[] = []): MergedCluster => ({
    to,
    values,
    apart,
    rule,
  })
  it('map what is merged, along chains', () => {
    const first = cluster('Paris', ['Paris', 'PARIS'])
    const all = withClusters([first], [cluster('Paris (FR)', ['Paris', 'Pari'])])
    expect([...mappingOf(all)]).toEqual([
      ['Paris', 'Paris (FR)'],
      ['PARIS', 'Paris (FR)'],
      ['Pari', 'Paris (FR)'],
    ])
    expect(mergedCounts(counted({ Paris: 1, PARIS: 2, Pari: 3, Lyon: 1 }), mappingOf(all))).toEqual(counted({ 'Paris (FR)': 6, Lyon: 1 }))
  })
  it('find new variants by the rule of each, and leave alone what was judged', () => {
    const find = variantFinder([
      cluster('Paris', ['Paris', 'PARIS'], { method: 'fingerprint' }, ['Paris!']),
      cluster('London', ['London', 'Londn'], { method: 'distance', radius: 1, block: 3 }),
      cluster('Meyer', ['Meyer', 'Maier'], { method: 'sound', code: 'cologne' }),
    ])
    expect(['paris', 'Paris!', 'PARIS', 'Londen', 'Mayer', 'Rome', ''].map(find)).toEqual([
      'Paris',
      null,
      null,
      'London',
      'Meyer',
      null,
      null,
    ])
  })
})
