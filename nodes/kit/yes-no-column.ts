import { countText } from '../../engine/learn/number-text.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { ColumnData } from './context.ts'
import { quoted } from './phrases.ts'
import { NodeProblem } from './problem.ts'
import { positiveClass } from './training-target.ts'

/** A column of two values: 1 where it says yes, 0 where no, NaN where it is missing, and the value that means yes, when it is not plainly yes or 1. */
export interface YesNo {
  readonly values: Float64Array
  readonly yes: string | null
}

/** Reads yes/no, 0/1 or two texts out of loaded columns. Throws NodeProblem `not-two-values` at the param that named the column. */
export function yesNoColumn(data: ColumnData, column: Column, param: string): YesNo {
  const category = data.categories.get(column.name)
  if (category) {
    if (category.levels.length !== 2) throw notTwoValues(column, param, category.levels.length)
    const yes = positiveClass(category.levels, '')
    const place = category.levels.indexOf(yes)
    return { values: Float64Array.from(category.codes, (code) => (code < 0 ? NaN : Number(code === place))), yes }
  }
  const values = data.numbers.get(column.name)
  if (!values) throw new Error(`column ${column.name} was not loaded`)
  if (values.every((value) => Number.isNaN(value) || value === 0 || value === 1)) return { values, yes: null }
  throw notTwoValues(column, param, new Set(values.filter((value) => !Number.isNaN(value))).size)
}

function notTwoValues(column: Column, param: string, count: number): NodeProblem {
  const name = quoted(column.name)
  const isNumber = column.type === 'int'
  return new NodeProblem({
    code: 'not-two-values',
    param,
    column: column.name,
    text: isNumber
      ? { en: `${name.en} holds other numbers than 0 and 1.`, fr: `${name.fr} contient d’autres nombres que 0 et 1.` }
      : {
          en: `The report needs two different values in ${name.en}; there ${count === 1 ? 'is' : 'are'} ${countText(count)}.`,
          fr: `Le rapport attend deux valeurs différentes dans ${name.fr} ; il y en a ${countText(count)}.`,
        },
    action: {
      en: 'Choose a column of yes/no, or make one with a formula such as [score] > 4.',
      fr: 'Choisissez une colonne oui/non, ou faites-en une par une formule comme [score] > 4.',
    },
  })
}
