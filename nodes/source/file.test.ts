import { describe, expect, it } from 'vitest'
import { values } from '../../engine/relation/build.ts'
import type { ReadContext, ReadOptions } from '../kit/context.ts'
import { problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { file } from './file.ts'

/** What the node asks of the engine. */
async function asked(params: unknown): Promise<{ path: string; options: ReadOptions }> {
  if (!('read' in file)) throw new Error('no read body')
  let call: { path: string; options: ReadOptions } | undefined
  const relation = values([{ name: 'a', type: 'int' }], [])
  const context: ReadContext = {
    signal: new AbortController().signal,
    describe(path, options) {
      call = { path, options }
      return Promise.resolve({ relation, source: { format: 'json', paths: [path], physical: [] }, notices: [] })
    },
    describeFolder: () => Promise.reject(new Error('no folder was asked for')),
    database: () => Promise.reject(new Error('no database was asked for')),
    sample: () => Promise.reject(new Error('no sample was asked for')),
  }
  await file.read(file.params.parse(params) as never, context)
  if (!call) throw new Error('nothing was asked')
  return call
}

describe('file', () => {
  it('says only what the person said', async () => {
    const { path, options } = await asked({ path: 'data/a.csv' })
    expect(path).toBe('data/a.csv')
    expect(options).toEqual({
      format: 'auto',
      header: 'auto',
      encoding: 'auto',
      skip: 0,
      decimalComma: false,
      badRows: 'fail',
      nullTexts: [],
    })
  })

  it('hands on delimiter, sheet, missing texts and types', async () => {
    const types = [
      { column: 'code', type: 'text' },
      { column: '', type: 'int' },
    ]
    expect(
      (await asked({ path: 'a', quote: 'single', escape: 'backslash', comment: 'none', headerRows: 2, thousands: true })).options,
    ).toMatchObject({ quote: "'", escape: '\\', comment: '', headerRows: 2, thousands: true })
    const formats = { types: [{ column: 'day', type: 'date', format: 'DD/MM/YYYY' }] }
    expect((await asked({ path: 'a', ...formats })).options.dateFormats).toEqual({ day: '%d/%m/%Y' })
    const { options } = await asked({ path: 'a.tsv', delimiter: 'tab', sheet: ' 2024 ', nullTexts: 'NA; n/a ;;', types })
    expect(options).toMatchObject({ delimiter: '\t', sheet: '2024', nullTexts: ['NA', 'n/a'], types: { code: 'text' } })
  })

  it('asks for a file', async () => {
    expect(await problemOf(() => asked({ path: ' ' }))).toMatchObject({ code: 'path-missing', param: 'path' })
  })

  it('says what it does', () => {
    expect(sentenceOf(file, {})).toBe('no file yet')
    expect(sentenceOf(file, { path: 'C:\\data\\orders.csv' })).toBe('read “orders.csv”')
  })
})
