import { z } from 'zod'
import { select } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quotedNames } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { numbers } from '../kit/type-groups.ts'
import { unscaled, withParameters } from './scale-parameters.ts'

const params = z.object({
  columns: field.columns({
    label: { en: 'Columns', fr: 'Colonnes' },
    help: { en: 'Only those that are scaled.', fr: 'Seulement celles qui sont à l’échelle.' },
    accepts: numbers,
  }),
  like: field.keyValue({
    label: { en: 'Columns scaled like another', fr: 'Colonnes à l’échelle d’une autre' },
    help: {
      en: 'A prediction of a scaled target is on the scale of the target.',
      fr: 'Une prédiction d’une cible mise à l’échelle est à l’échelle de la cible.',
    },
    from: 'table',
    columns: [
      { key: 'key', label: { en: 'Column', fr: 'Colonne' } },
      { key: 'value', label: { en: 'Scaled like', fr: 'À l’échelle de' } },
    ],
  }),
  scaledEnding: field.text({
    label: { en: 'Ending that scaling gave to new names', fr: 'Fin que la mise à l’échelle a donnée aux nouveaux noms' },
    default: ' scaled',
    group: 'advanced',
  }),
  ...resultPlaceFields({ ending: ' original' }),
})

const table = {
  columns: [
    { name: 'flat', type: 'text' },
    { name: 'price', type: 'float' },
    { name: 'prediction', type: 'float' },
  ],
  rows: [
    ['A', -1, -0.5],
    ['B', 1, null],
    [null, null, 0],
  ],
} as const

/** What scaling prices of 250 and 350 gives at its second output. */
const learnt = (params: Readonly<Record<string, unknown>>) => ({
  node: 'feature.scale',
  port: 'parameters',
  params: { columns: { by: 'names', names: ['price'] }, ...params },
  inputs: { table: { columns: [{ name: 'price', type: 'float' as const }], rows: [[250], [350]] } },
})

export const undoScaling = defineNode({
  id: 'feature.undo-scaling',
  version: 1,
  icon: 'undo-2',
  title: { en: 'Undo scaling', fr: 'Annuler la mise à l’échelle' },
  summary: {
    en: 'Gives scaled numbers, and predictions of them, back in their own units.',
    fr: 'Rend dans leurs unités des nombres mis à l’échelle, et leurs prédictions.',
  },
  help: {
    en: `Connect the table, and the second output of “Scale numbers”: it holds what was learnt of each column, by its name. Then 0.3 deviations are euros again.

A column is found by its name, with or without the ending that scaling gave it. A column of another name, such as the prediction of a scaled target, is told which one it is scaled like. Columns that were not scaled stay as they are.

All scales can be undone but rows of length 1, whose length nobody kept: these become missing. Shares of a log-normal curve come back to about six digits, and not from beyond five deviations. A number that the scale cannot have given, such as 2 for the logistic curve, becomes missing. Missing values stay missing.`,
    fr: `Branchez le tableau, et la seconde sortie de « Mettre à l’échelle » : elle contient ce qui a été appris de chaque colonne, par son nom. Alors 0,3 écart type redevient des euros.

Une colonne est trouvée par son nom, avec ou sans la fin que la mise à l’échelle lui a donnée. Pour une colonne d’un autre nom, comme la prédiction d’une cible mise à l’échelle, dites à l’échelle de laquelle elle est. Les colonnes qui n’ont pas été mises à l’échelle restent telles quelles.

Toutes les échelles s’annulent, sauf les lignes de longueur 1, dont personne n’a gardé la longueur : elles deviennent manquantes. Les parts d’une loi log-normale reviennent avec six chiffres environ, et pas au-delà de cinq écarts types. Un nombre que l’échelle ne peut avoir donné, comme 2 pour la courbe logistique, devient manquant. Les valeurs manquantes le restent.`,
  },
  keywords: {
    en: ['inverse', 'unscale', 'denormalise', 'inverse transform', 'scale back', 'prediction', 'original units'],
    fr: ['inverse', 'dénormaliser', 'transformation inverse', 'échelle', 'prédiction', 'unités d’origine'],
  },
  inputs: {
    ...tablePorts.inputs,
    parameters: { kind: 'table', label: { en: 'Parameters of the scaling', fr: 'Paramètres de la mise à l’échelle' } },
  },
  outputs: tablePorts.outputs,
  params,
  compile(settings, inputs) {
    const [input, known] = [inputs.one('table'), inputs.one('parameters')]
    const like = new Map(settings.like.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]))
    const ruled = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, optional: like.size > 0 })
    const named = [...like.keys()].map((name) => chooseColumn(input, name, { param: 'like', accepts: numbers, replace: null }))
    const columns = [...new Map([...ruled, ...named].map((column) => [column.name, column])).values()]
    const { scaledEnding } = settings
    // With its ending when it has one: a column may be scaled in place and be called so already.
    const scaledOf = (name: string) => {
      const other = like.get(name)
      if (other) return [other]
      return scaledEnding !== '' && name.endsWith(scaledEnding) ? [name.slice(0, -scaledEnding.length), name] : [name]
    }
    const { relation, joined } = withParameters(
      input,
      known,
      columns.flatMap(({ name }) => scaledOf(name)),
    )
    const results = columns.map(({ name, type }) => {
      const value = type === 'int' ? call('int-to-float', columnExpr(name)) : columnExpr(name)
      const expr = scaledOf(name).reduce((all, one) => {
        const names = joined.get(one)
        return names ? unscaled(all, names) : all
      }, value)
      return { source: name, expr }
    })
    const helpers = new Set(relation.columns.slice(input.columns.length).map(({ name }) => name))
    const placed = placeResults(relation, results, settings)
    return select(
      placed,
      placed.columns.map(({ name }) => name).filter((name) => !helpers.has(name)),
    )
  },
  explain(settings) {
    const like = settings.like.map(({ key }) => key)
    const named = settings.columns.by === 'names' ? settings.columns.names : null
    const what = columnsPhrase(named ? { by: 'names', names: [...new Set([...named, ...like])] } : settings.columns)
    const also = named || like.length === 0 ? null : quotedNames(like)
    return {
      en: `${what.en}${also ? ` and ${also.en}` : ''} in their own units`,
      fr: `${what.fr}${also ? ` et ${also.fr}` : ''} dans leurs unités`,
    }
  },
  examples: [
    {
      title: { en: 'Prices and their prediction in euros', fr: 'Des prix et leur prédiction en euros' },
      params: { columns: { by: 'names', names: ['price'] }, like: [{ key: 'prediction', value: 'price' }] },
      inputs: { table, parameters: learnt({}) },
      expect: {
        table: {
          columns: table.columns,
          rows: [
            ['A', 250, 275],
            ['B', 350, null],
            [null, null, 300],
          ],
        },
      },
    },
    {
      title: { en: 'Back from a range of -1 to 1, beside the column', fr: 'Retour d’un intervalle de -1 à 1, à côté de la colonne' },
      params: { columns: { by: 'names', names: ['price'] }, place: 'add' },
      inputs: { table, parameters: learnt({ method: 'min-max', low: -1, high: 1 }) },
      expect: {
        table: {
          columns: [...table.columns, { name: 'price original', type: 'float' }],
          rows: [
            ['A', -1, -0.5, 250],
            ['B', 1, null, 350],
            [null, null, 0, null],
          ],
        },
      },
    },
  ],
})
