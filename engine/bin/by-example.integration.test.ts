import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { documentSchema } from '../protocol/document.ts'
import { byExampleAt } from './by-example-at.ts'
import { temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let studio: TemporaryEngine
beforeAll(async () => {
  studio = await temporaryEngine()
})
afterAll(() => studio.close())

const signal = new AbortController().signal

async function ask(path: string, examples: readonly { row: (string | number | null)[]; result: string }[]) {
  const document = documentSchema.parse({
    format: 'millrace/pipeline',
    version: 1,
    name: 'p',
    seed: 1,
    nodes: { file: { type: 'source.file', version: 1, params: { path } } },
    wires: [],
  })
  const resolved = await studio.engine.resolve(document, studio.folder, signal)
  const relation = resolved.nodes.get('file')?.outputs.get('table')?.relation
  if (!relation) throw new Error('there is no table')
  return byExampleAt(studio.engine, relation, { examples, language: 'en' }, signal)
}

it('gives rows to type results for, then the formula and what it gives in each of them', async () => {
  await studio.write('people.csv', 'id,name,day\n1,"Abbey, Edwin",2024-12-31\n2,"Adam, Robert",2023-02-01\n3,,2022-06-05\n')
  const before = await ask('people.csv', [])
  expect(before).toMatchObject({
    formulas: [],
    ask: null,
    rows: [
      [1, 'Abbey, Edwin', '2024-12-31'],
      [2, 'Adam, Robert', '2023-02-01'],
      [3, null, '2022-06-05'],
    ],
  })
  const after = await ask('people.csv', [{ row: [1, 'Abbey, Edwin', '2024-12-31'], result: 'Edwin Abbey' }])
  expect(after.formulas[0]).toEqual({
    formula: 'TEXTAFTER([name], ", ") & " " & TEXTBEFORE([name], ", ")',
    type: 'text',
    outputs: ['Edwin Abbey', 'Robert Adam', null],
  })
  const dates = await ask('people.csv', [{ row: [1, 'Abbey, Edwin', '2024-12-31'], result: '31/12/2024' }])
  expect(dates.formulas[0]?.outputs).toEqual(['31/12/2024', '01/02/2023', '05/06/2022'])
})

const artists = resolve(import.meta.dirname, '../../../shared/data/tate-artists.csv')
if (!existsSync(artists)) process.stdout.write(`by-example: artists skipped, ${artists} is not here\n`)
it.skipIf(!existsSync(artists))('finds the year in the dates of artists (skipped where the file is not there)', async () => {
  await studio.copy(artists, 'artists.csv')
  const { rows, columns } = await ask('artists.csv', [])
  const place = columns.findIndex(({ name }) => name === 'dates')
  const born = rows.find((row) => row[place] === 'born 1967' || row[place] === 'born 1930') as (string | number | null)[]
  const lived = rows.find((row) => row[place] === '1852–1911') as (string | number | null)[]
  // Without the columns that say the same, so that only the text is left to read from.
  const blank = (row: (string | number | null)[]) => row.map((cell, at) => (columns[at]?.name.startsWith('yearOf') ? null : cell))
  const { formulas } = await ask('artists.csv', [
    { row: blank(born), result: String(born[place]).slice(-4) },
    { row: blank(lived), result: '1852' },
  ])
  expect(formulas[0]?.formula).toContain('[dates]')
  const at = rows.findIndex((row) => row[place] === lived[place])
  expect(formulas[0]?.outputs[at]).toBe('1852')
  expect(formulas[0]?.type).toBe('int')
})
