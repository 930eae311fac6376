import { expect, it } from 'vitest'
import { columnsPhrase, listed, quoted, quotedNames, typesWords, typeWord } from './phrases.ts'

it('puts names in quotation marks and cuts long ones by letters, not by halves of them', () => {
  expect(quoted('a')).toEqual({ en: '“a”', fr: '« a »' })
  expect([...quoted('🦊'.repeat(60)).en]).toHaveLength(42)
})

it('lists few things and counts the rest', () => {
  expect(quotedNames([]).en).toBe('')
  expect(quotedNames(['a', 'b']).fr).toBe('« a » et « b »')
  expect(quotedNames(['a', 'b', 'c', 'd']).en).toBe('“a”, “b”, “c” and “d”')
  expect(quotedNames(['a', 'b', 'c', 'd', 'e']).fr).toBe('« a », « b », « c » et 2 autres')
  expect(
    listed(
      ['int', 'text'].map((type) => typeWord(type as 'int')),
      3,
      { en: 'or', fr: 'ou' },
    ).en,
  ).toBe('whole number or text')
})

it('names the columns of a rule', () => {
  expect(columnsPhrase({ by: 'all', except: ['id'] }).en).toBe('all columns except “id”')
  expect(columnsPhrase({ by: 'types', types: ['int', 'date'], except: [] }).fr).toBe('les colonnes de type nombre entier et date')
  expect(columnsPhrase({ by: 'pattern', pattern: '^x', except: [] }).en).toBe('columns named like ^x')
  expect(typeWord('list<int>').en).toBe('list (whole number)')
})

it('says numbers and lists as one word where all of them are meant', () => {
  const said = (types: Parameters<typeof typesWords>[0]) => typesWords(types).map(({ en }) => en)
  expect(said(['text', 'int', 'float'])).toEqual(['number', 'text'])
  expect(said(['int', 'date'])).toEqual(['whole number', 'date'])
  expect(said(['list<text>', 'list<int>'])).toEqual(['list'])
  expect(said(['list<text>'])).toEqual(['list (text)'])
})
