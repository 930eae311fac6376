import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkFormulaAt } from './check-formula-at.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let at: TemporaryEngine
beforeAll(async () => {
  at = await temporaryEngine()
})
afterAll(() => at.close())

async function check(text: string, language: 'en' | 'fr' = 'en') {
  const document = documentOf(
    {
      table: { type: 'source.typed-table', params: { table: 'price,name\n1.5,Ada\n20,Bo' } },
      add: { type: 'clean.formula-column', params: { name: 'x', formula: text } },
    },
    ['table.table > add.table'],
  )
  const resolved = await at.engine.resolve(document, at.folder, new AbortController().signal)
  return checkFormulaAt(at.engine, resolved, { node: 'add', port: 'table', text, allow: 'row', language }, new AbortController().signal)
}

it('says the type, the result on the first rows, and how the formula is written in one hand', async () => {
  expect(await check('if([price]>10,"much","little")')).toMatchObject({
    type: 'text',
    sample: ['little', 'much'],
    pretty: 'IF([price] > 10, "much", "little")',
  })
  expect((await check('if([price]>10,"much","little")', 'fr')).pretty).toBe('SI([price] > 10; "much"; "little")')
})

it('a long formula stands on several lines, and formatting it again changes nothing', async () => {
  const { pretty } = await check('if([price]>10,upper([name])&" pays much",lower([name])&" pays little")')
  expect(pretty.split('\n').length).toBeGreaterThan(2)
  const again = await check(pretty)
  expect(again).toMatchObject({ pretty, problems: [], sample: ['ada pays little', 'BO pays much'] })
})

it('what is no formula yet stays as typed', async () => {
  expect((await check('if([price]>10,')).pretty).toBe('if([price]>10,')
})
