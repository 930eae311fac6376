import { project } from '../../engine/relation/build.ts'
import { call, column, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { field } from './fields.ts'

/** Whether the texts of a CSV are kept from a spreadsheet's eyes for formulas. */
export const guardField = field.flag({
  label: { en: 'Texts never become formulas', fr: 'Les textes ne deviennent jamais des formules' },
  help: {
    en: 'Texts that begin with = + - @ get an apostrophe, so that a spreadsheet does not run them.',
    fr: 'Les textes commençant par = + - @ reçoivent une apostrophe, afin qu’un tableur ne les exécute pas.',
  },
  default: true,
  when: { param: 'format', in: ['csv'] },
})

const dangerous = '^[\t\n\r=@+-]'
const number = '[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?'

const isDangerous = (text: string) => /^[\t\n\r=@+-]/.test(text) && !/^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$/.test(text)

/**
 * The table with an apostrophe before texts and names that a spreadsheet would run as formulas: those that begin with = + - @, a tab or a
 * line end. Numbers that stand as text, such as -5, stay as they are.
 */
export function guardFormulas(table: Relation): Relation {
  const quote = literal('text', "'")
  return project(
    table,
    table.columns.map(({ name, type }) => {
      const cell = column(name)
      const safe = isDangerous(name) ? `'${name}` : name
      if (type !== 'text') return { name: safe, expr: cell }
      const runs = call(
        'and',
        call('regex-match', cell, literal('text', dangerous)),
        call('not', call('regex-full-match', cell, literal('text', number))),
      )
      return { name: safe, expr: call('if', call('is-true', runs), call('concat', quote, cell), cell) }
    }),
  )
}
