import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LiteralValue } from '../../engine/relation/types.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { parseDate } from './parse-date.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

async function read(texts: readonly LiteralValue[], params: object = {}) {
  const table = { columns: [{ name: 'x', type: 'text' as const }], rows: texts.map((text) => [text]) }
  const { tables } = await harness.run(parseDate, { columns: { by: 'names', names: ['x'] }, ...params }, { table })
  return {
    values: tables['table']?.rows.map((row) => row[0]),
    rejected: tables['rejected']?.rows.map((row) => row[0]),
    formats: tables['formats'],
  }
}

const at = (time: string) => `2024-02-29 ${time}`

it.each<[string, string, string]>([
  ['2024-02-29T18:05:07Z', at('18:05:07.000000'), 'Z'],
  ['2024-02-29T18:05:07.25+02:00', at('16:05:07.250000'), 'offset'],
  ['2024-02-29 18:05:07-0530', at('23:35:07.000000'), 'offset without colon'],
  ['29.02.2024 18:05', at('18:05:00.000000'), 'dots'],
  ['29/02/2024, 18:05', at('18:05:00.000000'), 'comma before the time'],
  ['2/29/2024 6:05 PM', at('18:05:00.000000'), 'half day'],
  ['2/29/24 12:05 a.m.', at('00:05:00.000000'), 'midnight'],
  ['29 février 2024 à 18:05', at('18:05:00.000000'), 'a small word'],
  ['29 février 2024 environ', '', 'a word too many'],
  ['jeudi 29 février 2024 18h05', at('18:05:00.000000'), 'French'],
  ['Thu, 29 Feb 2024 18:05:07 GMT', at('18:05:07.000000'), 'RFC 1123'],
  ['February 29th, 2024', '2024-02-29', 'English'],
  ['29. Februar 2024', '2024-02-29', 'German'],
  ['29 de febrero de 2024', '2024-02-29', 'Spanish'],
  ['29-feb-24', '2024-02-29', 'short month'],
  ['2024/2/29', '2024-02-29', 'slashes'],
  ['20240229', '2024-02-29', 'digits alone'],
  ['1709208000123', at('12:00:00.000000'), 'milliseconds'],
])('reads %s', async (text, expected) => {
  if (expected === '') await expect(read([text, null])).rejects.toThrow(/look like no date/)
  else expect((await read([text, null, ' '])).values).toEqual([expected, null, null])
})

it('takes one format for the whole column and lists the rest', async () => {
  const { values, rejected, formats } = await read(['13/01/2024', '01/02/2024', '2024-03-01', '31/02/2024', 'soon', null, ''])
  expect(values).toEqual(['2024-01-13', '2024-02-01', null, null, null, null, null])
  expect(rejected).toEqual(['2024-03-01', '31/02/2024', 'soon'])
  expect(formats?.rows).toEqual([['x', 'D/M/YYYY', 'date', 5, 3, 1]])
})

it('stops the run at a value that is no date when asked to', async () => {
  await expect(read(['2024-01-31', '2024-02-30'], { onError: 'fail' })).rejects.toThrow(/not a date/)
})

it('finds the format among hostile values', async () => {
  const hostile = ["'; drop table x; --", '=1+1', '9'.repeat(5000), '٣/٤/٢٠٢٤', '99/99/9999', '\u0000', '😀']
  const { values } = await read([...Array.from({ length: 20 }, () => '2024-01-31'), ...hostile])
  expect(values?.slice(20)).toEqual(hostile.map(() => null))
})
