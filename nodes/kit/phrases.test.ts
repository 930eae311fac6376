import { expect, it } from 'vitest'
import { columnsPhrase, listed, quoted, quotedNames, typeWord } from './phrases.ts'

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
