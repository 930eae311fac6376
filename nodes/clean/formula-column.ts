import { z } from 'zod'
import { extend } from '../../engine/relation/build.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { readFormula } from '../kit/read-formula.ts'
import { nameMissing } from '../kit/name-missing.ts'

const table = {
  columns: [
    { name: 'price', type: 'float' },
    { name: 'pieces', type: 'int' },
  ],
  rows: [
    [2.5, 4],
    [10, null],
    [120, 1],
  ],
} as const

export const formulaColumn = defineNode({
  id: 'clean.formula-column',
  version: 1,
  icon: 'sigma',
  title: { en: 'Formula column', fr: 'Colonne calculée' },
  summary: { en: 'Computes a column from the others by a formula.', fr: 'Calcule une colonne à partir des autres par une formule.' },
  help: {
    en: `Columns stand in square brackets: [price] * [pieces]. Functions have the names of spreadsheets, in English or French: IF, LEFT, ROUND, DATEDIF. Texts stand between straight quotes.

A missing value makes the result missing, unless the function says otherwise: COALESCE([a], 0) gives 0 for it. Errors such as a division by zero give a missing value and never stop a run.

A name that the table already has replaces that column, and the formula may use the old one.`,
    fr: `Les colonnes se mettent entre crochets : [prix] * [pièces]. Les fonctions portent les noms des tableurs, en français ou en anglais : SI, GAUCHE, ARRONDI, DATEDIF. Les textes se mettent entre guillemets droits.

Une valeur manquante rend le résultat manquant, sauf si la fonction dit autre chose : COALESCE([a]; 0) donne 0. Les erreurs comme une division par zéro donnent une valeur manquante et n’arrêtent jamais l’exécution.

Un nom que le tableau porte déjà remplace cette colonne, et la formule peut utiliser l’ancienne.`,
  },
  keywords: {
    en: ['compute', 'calculate', 'expression', 'derive', 'new column'],
    fr: ['calculer', 'expression', 'dériver', 'nouvelle colonne'],
  },
  ...tablePorts,
  params: z.object({
    name: field.text({
      label: { en: 'Column name', fr: 'Nom de la colonne' },
      placeholder: { en: 'total', fr: 'total' },
    }),
    formula: field.formula({ label: { en: 'Formula', fr: 'Formule' }, allow: 'row' }),
  }),
  compile(params, inputs) {
    const input = inputs.one('table')
    const name = params.name.trim()
    const { expr } = readFormula(params.formula, { columns: input.columns, param: 'formula' })
    if (name === '') throw new NodeProblem(nameMissing)
    return extend(input, [{ name, expr }])
  },
  explain(params) {
    const formula = params.formula.trim()
    if (formula === '') return { en: 'no formula yet', fr: 'aucune formule encore' }
    const name = quoted(params.name.trim() || '…')
    const shown = [...formula].length > 60 ? `${[...formula].slice(0, 59).join('')}…` : formula
    return { en: `${name.en} is ${shown}`, fr: `${name.fr} vaut ${shown}` }
  },
  examples: [
    {
      title: { en: 'Price times pieces, missing where one is missing', fr: 'Prix fois pièces, manquant si l’un manque' },
      params: { name: 'total', formula: '[price] * [pieces]' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'total', type: 'float' }],
          rows: [
            [2.5, 4, 10],
            [10, null, null],
            [120, 1, 120],
          ],
        },
      },
    },
    {
      title: { en: 'Classes by IF, in the place of a column', fr: 'Des classes par SI, à la place d’une colonne' },
      params: { name: 'price', formula: 'SI([price] >= 100; "haut"; "bas")' },
      inputs: { table },
      expect: {
        table: {
          columns: [
            { name: 'price', type: 'text' },
            { name: 'pieces', type: 'int' },
          ],
          rows: [
            ['bas', 4],
            ['bas', null],
            ['haut', 1],
          ],
        },
      },
    },
  ],
})
