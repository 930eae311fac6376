import { describe, expect, it } from 'vitest'

import { parsePattern } from './parse-pattern.ts'
import { printFullPattern, printPattern } from './print-pattern.ts'
import { refusals } from './refusals.ts'
import type { RefusalCode } from './refusals.ts'
import { parseReplacement } from './parse-replacement.ts'

function print(source: string) {
  const parsed = parsePattern(source)
  if (!parsed.ok) throw new Error(parsed.reason.en)
  const { root, groups, matchesEmpty } = parsed.pattern
  return {
    re2: printPattern(root, 're2'),
    java: printPattern(root, 'java'),
    javascript: printPattern(root, 'javascript'),
    groups,
    matchesEmpty,
  }
}

describe('patterns of the common subset', () => {
  it.each([
    ['a.b', 'a[^\\n]b'],
    ['\\d\\w\\s', '[0-9][0-9A-Za-z_][\\t\\n\\f\\r ]'],
    ['\\D', '[^0-9]'],
    ['[^\\d_]', '[^0-9_]'],
    ['[a&&b]', '[a\\x26\\x26b]'],
    ['[a\\-z\\]]', '[a\\-z\\]]'],
    ['(?i)aB1', '[aA][Bb]1'],
    ['(?i)[a-c]', '[a-cA-C]'],
    ['(?:a|b)+?c{2,3}', '(?:a|b)+?c{2,3}'],
    ['x{3}y{2,}z??', 'x{3}y{2,}z??'],
    ['a\\.b\\/', 'a\\.b/'],
    ['é😀', 'é😀'],
    ['\u0001', '\\x01'],
  ])('prints %j', (source, printed) => {
    expect(print(source).re2).toBe(printed)
  })

  it('writes the end of the text as each engine wants it', () => {
    expect(print('^a$')).toMatchObject({ re2: '^a\\z', java: '^a\\z', javascript: '^a$' })
    const parsed = parsePattern('a|b')
    expect(parsed.ok && [printFullPattern(parsed.pattern.root, 'java'), printFullPattern(parsed.pattern.root, 'javascript')]).toEqual([
      '\\A(?:a|b)\\z',
      '^(?:a|b)$',
    ])
  })

  it('counts groups and knows what can be empty', () => {
    expect(print('(a)(?:b)(c|d)?')).toMatchObject({ groups: 2, matchesEmpty: false })
    expect(print('a*|b').matchesEmpty).toBe(true)
    expect(print('^$').matchesEmpty).toBe(true)
  })

  it.each<[string, RefusalCode]>([
    ['(?=a)', 'look-around'],
    ['(?<name>a)', 'look-around'],
    ['a(?i)b', 'look-around'],
    ['\\bword', 'word-boundary'],
    ['(a)\\1', 'back-reference'],
    ['\\pL', 'unicode-class'],
    ['\\x41', 'escape'],
    ['\\', 'escape'],
    ['[\\W]', 'class-escape'],
    ['[ab', 'class-open'],
    ['[]', 'class-empty'],
    ['[[:alpha:]]', 'class-nested'],
    ['[z-a]', 'class-range'],
    ['(?i)[A-z]', 'class-mixed'],
    ['(a', 'group-open'],
    ['a)', 'stray'],
    ['*a', 'stray'],
    ['a{,3}', 'brace'],
    ['a{1001}', 'repeat-large'],
    ['(?:a{100}){100}', 'repeat-large'],
    ['a{3,2}', 'repeat-order'],
    ['^*', 'repeat-anchor'],
    ['a^', 'anchor-place'],
    ['(?:a|$)b', 'anchor-place'],
    ['(a)*', 'repeat-capture'],
    ['(?:a?)*', 'repeat-empty'],
    ['(a*)?', 'repeat-empty'],
    ['a++', 'possessive'],
    ['a**', 'repeat-twice'],
  ])('refuses %j', (source, code) => {
    expect(parsePattern(source)).toMatchObject({ ok: false, reason: refusals[code] })
  })

  it('says where', () => {
    expect(parsePattern('😀a)b')).toMatchObject({ ok: false, at: 2 })
  })
})

describe('replacements', () => {
  it('takes groups and dollar signs', () => {
    expect(parseReplacement('a$1b$$$0\\1', 1)).toEqual({ ok: true, parts: ['a', 1, 'b$', 0, '\\1'] })
    expect(parseReplacement('', 0)).toEqual({ ok: true, parts: [] })
  })

  it.each(['$', '$x', '$2'])('refuses %j', (source) => {
    expect(parseReplacement(source, 1).ok).toBe(false)
  })
})
