import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../learn/random.ts'
import { withClusters, type ClusterRule, type MergedCluster } from '../../protocol/cluster.ts'
import { damerau, levenshtein } from '../closure/text/distance.ts'
import { alikeWithin, blocksOf } from './alike.ts'
import { clusterValues } from './cluster-values.ts'
import { cologne } from './cologne.ts'
import { daitchMokotoff } from './daitch-mokotoff.ts'
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
    ['C++', 'c++'],
    ['<=50K', '<=50k'],
    ['>50K.', '>50k'],
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
  it.each(sounds.daitchMokotoff as [string, string[]][])('Daitch-Mokotoff codes of %s', (word, codes) =>
    expect(daitchMokotoff(word)).toEqual(codes),
  )
  it('stay few for words that can be read in very many ways, and none for nothing', () => {
    expect(daitchMokotoff('c'.repeat(5_000)).length).toBeLessThan(70)
    expect(daitchMokotoff('123')).toEqual([])
  })
  it('follows the published rules where other programs do not', () => {
    expect(['Science', 'School', 'Sign', 'Ghost'].map(metaphone)).toEqual(['SNS', 'SKL', 'SN', 'KST'])
  })
})

describe('alikeWithin', () => {
  it('counts edits up to the radius', () => {
    expect(alikeWithin('kitten', 'sitting', { radius: 3 })).toBe(3)
    expect(alikeWithin('kitten', 'sitting', { radius: 2 })).toBeNull()
    expect(alikeWithin('same', 'same', { radius: 1 })).toBe(0)
    expect(alikeWithin('', '', { radius: 1 })).toBe(0)
  })
  it('counts a swap once where asked to', () => {
    expect(alikeWithin('paris', 'pairs', { radius: 1 })).toBeNull()
    expect(alikeWithin('paris', 'pairs', { radius: 1, swaps: true })).toBe(1)
    expect(alikeWithin('xxcaxx', 'xxabcxx', { radius: 2, swaps: true })).toBe(2)
  })
  it.each([
    ['plain', levenshtein, false],
    ['swaps once', damerau, true],
  ] as const)('is the distance, cut off, for any two texts: %s', (_, distance, swaps) => {
    const letters = [...'abc']
    const texts = Array.from({ length: 160 }, (_, at) =>
      Array.from({ length: at % 13 }, (__, place) => letters[(at * at * 7 + place * (at + 3) * 5 + ((place * at) >> 2)) % 3]).join(''),
    )
    let near = 0
    for (const a of texts)
      for (const b of texts)
        for (const radius of [1, 2, 4]) {
          const edits = distance(a, b) ?? Infinity
          const wanted = edits <= Math.min(radius, Math.ceil(Math.max(a.length, b.length) / 3)) ? edits : null
          if (wanted !== null && wanted > 0) near++
          expect(alikeWithin(a, b, { radius, swaps }), `${a} ${b} ${radius}`).toBe(wanted)
        }
    expect(near).toBeGreaterThan(500)
  })
  it('does not take short words for one another', () => {
    expect(alikeWithin('us', 'uk', { radius: 2 })).toBe(1)
    expect(alikeWithin('usa', 'ukr', { radius: 2 })).toBeNull()
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
    // Auerbach can be read as Auerbak and as Auerbats: it joins both.
    const names = { Auerbach: 3, Uhrbats: 2, Urbak: 1, Otto: 9 }
    expect(await groups(names, { method: 'sound', code: 'daitch-mokotoff' })).toEqual([['Auerbach', 'Uhrbats', 'Urbak']])
    expect(await groups({ Moskowitz: 2, 'moskovitz ': 1, Otto: 3 }, { method: 'sound', code: 'daitch-mokotoff' })).toEqual([
      ['Moskowitz', 'moskovitz '],
    ])
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

describe('pairs of long and short texts', () => {
  // A few words of few letters, and misspelt ones: lengths from 3 to 26, so that some meet by blocks and some by pieces.
  const random = randomFrom(5)
  const letters = (count: number) => Array.from({ length: count }, () => 'abcde'.charAt(random.below(5))).join('')
  const texts = new Set<string>()
  while (texts.size < 300) {
    const whole = letters(3 + random.below(24))
    const at = random.below(whole.length)
    const [before, after] = [whole.slice(0, at), whole.slice(at)]
    for (const one of [whole, before + after.slice(1), `${before}x${after}`, before + after.charAt(1) + after.charAt(0) + after.slice(2)])
      texts.add(one)
  }
  const values = [...texts]
  const blocks = new Map(values.map((value) => [value, blocksOf(value, 3)]))
  const share = (a: string, b: string) => [...(blocks.get(a) ?? [])].some((block) => blocks.get(b)?.has(block))

  it.each([
    [1, false],
    [2, false],
    [1, true],
    [2, true],
  ])('are those of each with each: radius %i, swaps %s', async (radius, swaps) => {
    const rule = { method: 'distance', radius, block: 3, swaps } as const
    const near = values.map((a) => values.filter((b) => share(a, b) && alikeWithin(a, b, rule) !== null))
    const expected = new Set<string>()
    const seen = new Set<string>()
    for (const start of values) {
      const group = new Set<string>()
      const open = seen.has(start) ? [] : [start]
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        if (seen.has(one)) continue
        seen.add(one)
        group.add(one)
        open.push(...(near[values.indexOf(one)] ?? []))
      }
      if (group.size > 1) expected.add([...group].toSorted().join(' '))
    }
    const found = (await groups(Object.fromEntries(values.map((value) => [value, 1])), rule)).map((group) => group.toSorted().join(' '))
    expect(expected.size).toBeGreaterThan(50)
    expect(new Set(found)).toEqual(expected)
  })

  it('later variants are those of each with each', () => {
    const rule = { method: 'distance', radius: 2, block: 3, swaps: true } as const
    const members = values.filter((_, at) => at % 3 === 0)
    const find = variantFinder(members.map((value) => ({ to: value, values: [value], apart: [], rule })))
    const later = values.filter((_, at) => at % 3 !== 0)
    const expected = later.map((value) => {
      const near = members.flatMap((one) => (share(value, one) ? [{ one, far: alikeWithin(value, one, rule) ?? Infinity }] : []))
      const least = Math.min(...near.map(({ far }) => far))
      return least === Infinity ? null : near.find(({ far }) => far === least)?.one
    })
    expect(later.map(find)).toEqual(expected)
    expect(expected.filter((one) => one !== null).length).toBeGreaterThan(20)
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
