import { describe, expect, it } from 'vitest'
import { readRecord } from './first-record.ts'

describe('readRecord', () => {
  it.each([
    ['a,b,c\n1,2,3', ['a', 'b', 'c']],
    ['"a ""x""",b\r\n', ['a "x"', 'b']],
    ['"two\nlines",b\n', ['two\nlines', 'b']],
    ['a,,\n', ['a', '', '']],
    ['"a,b",c\n', ['a,b', 'c']],
  ])('reads %j', (text, fields) => {
    expect(readRecord(text, { delimiter: ',', quote: '"' })).toEqual({ fields, complete: true })
  })

  it('knows delimiters of several characters and says when the end is not there', () => {
    expect(readRecord('a||b', { delimiter: '||', quote: '' })).toEqual({ fields: ['a', 'b'], complete: false })
  })
})
