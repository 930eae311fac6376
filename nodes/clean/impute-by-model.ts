import { z } from 'zod'
import { decisionTreeClassifier, decisionTreeRegressor } from '../../engine/learn/decision-tree.ts'
import type { FittedModel } from '../../engine/learn/estimator.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import { project, sample } from '../../engine/relation/build.ts'
import { call, column as columnExpr, type Expr } from '../../engine/relation/expression.ts'
import { isNumeric, type Column, type DataType, type LiteralValue, type Value } from '../../engine/relation/types.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { withoutColumns } from '../kit/columns-rule.ts'
import type { FitContext } from '../kit/context.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { keptAsTheyAre, neverLearnt } from '../kit/withheld-roles.ts'
import { inputNumber, treeAsExpression, type TreeInput, type TreeNode } from './tree-as-expression.ts'

const fillable: readonly DataType[] = ['int', 'float', 'text', 'bool']

const params = z.object({
  columns: field.columns({ label: { en: 'Columns to fill', fr: 'Colonnes à remplir' }, accepts: fillable, withheld: keptAsTheyAre }),
  from: field.columns({
    label: { en: 'From these columns', fr: 'D’après ces colonnes' },
    accepts: fillable,
    withheld: neverLearnt,
    default: { by: 'types', types: ['int', 'float', 'bool', 'text'], except: [] },
  }),
  depth: field.number({ label: { en: 'Levels of the tree', fr: 'Niveaux de l’arbre' }, default: 5, min: 1, max: 8, integer: true }),
  leaf: field.number({
    label: { en: 'Fewest rows in a leaf', fr: 'Lignes au moins par feuille' },
    default: 5,
    min: 1,
    integer: true,
    group: 'advanced',
  }),
  seed: field.seed(),
  ...resultPlaceFields({ ending: ' filled' }),
})

type Params = z.output<typeof params>

/** For each column a tree, and the numbers that it asks. */
interface State {
  readonly columns: readonly {
    readonly name: string
    readonly type: DataType
    readonly inputs: readonly TreeInput[]
    readonly tree: TreeNode
  }[]
}

const [mostRows, mostLevels] = [20_000, 12]

const table = {
  columns: [
    { name: 'kind', type: 'text' },
    { name: 'size', type: 'float' },
    { name: 'colour', type: 'text' },
  ],
  rows: [
    ['a', 1, 'red'],
    ['a', 1, 'red'],
    ['b', 9, 'blue'],
    ['b', 9, 'blue'],
    ['a', null, 'red'],
    ['b', null, null],
    [null, 9, 'blue'],
  ],
} as const

export const imputeByModel = defineNode<typeof params, State>({
  id: 'clean.impute-by-model',
  version: 1,
  icon: 'brain-circuit',
  title: { en: 'Fill missing by a model', fr: 'Remplir par un modèle' },
  summary: {
    en: 'Fills missing values by what the other columns of the row suggest.',
    fr: 'Remplit les valeurs manquantes d’après les autres colonnes de la ligne.',
  },
  help: {
    en: `For each column a decision tree learns, from the rows where it is known, how the other columns tell its value. Where it is missing, the tree’s answer stands: the mean of the leaf for numbers, its most frequent value for texts and yes/no.

The trees are learnt once from the rows that reach this node (from 20,000 of them drawn by the seed, if there are more) and kept, so place it behind the split, on the training rows. Trees take missing values in the other columns, too. Of a text, its 12 most frequent values count.

A whole-number column becomes one of decimals. NaN counts as missing. Filled values follow the rule too well: they hide how much values scatter. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `Pour chaque colonne, un arbre de décision apprend, sur les lignes où elle est connue, comment les autres colonnes disent sa valeur. Là où elle manque, la réponse de l’arbre la remplace : la moyenne de la feuille pour les nombres, sa valeur la plus fréquente pour les textes et oui/non.

Les arbres sont appris une fois sur les lignes qui arrivent ici (sur 20 000 d’entre elles tirées par la graine, s’il y en a plus) et gardés ; placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Les arbres acceptent des manquants dans les autres colonnes. D’un texte, les 12 valeurs les plus fréquentes comptent.

Une colonne d’entiers devient décimale. NaN compte comme manquant. Les valeurs remplies suivent trop bien la règle : elles cachent la dispersion. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: ['impute', 'missing', 'tree', 'predict', 'iterative', 'model-based', 'mice'],
    fr: ['imputer', 'manquant', 'arbre', 'prédire', 'modèle', 'itératif'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx) {
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: fillable, withheld: keptAsTheyAre })
    const from = chooseColumns(input, settings.from, { param: 'from', accepts: fillable, withheld: neverLearnt, optional: true })
    const wanted = [...new Set([...columns, ...from])]
    const rows = await ctx.rows(
      sample(
        project(
          input,
          wanted.map((column, index) => ({ name: `v${index}`, expr: known(column) })),
        ),
        { seed: settings.seed, from: 0, to: 1, exact: mostRows },
      ),
    )
    const at = (column: Column) => rows.map((row) => row[wanted.indexOf(column)] ?? null)
    const learnt: State['columns'][number][] = []
    for (const column of columns) {
      const values = at(column)
      if (values.every((value) => value === null)) throw nothingToLearn(column, settings)
      const sources = from.filter((other) => other !== column).map((other) => ({ values: at(other), inputs: inputsOf(other, at(other)) }))
      const inputs = sources.flatMap((source) => source.inputs)
      const x = sources.flatMap((source) =>
        source.inputs.map((one) => Float64Array.from(source.values, (value) => inputNumber(one, value))),
      )
      const type: DataType = isNumeric(column.type) ? 'float' : column.type
      learnt.push({ name: column.name, type, inputs, tree: await grown({ values, x, inputs }, isNumeric(column.type), settings, ctx) })
    }
    return { columns: learnt }
  },
  apply(state, settings, input) {
    return placeResults(
      input,
      state.columns.map(({ name, type, inputs, tree }) => {
        const column = chooseColumn(input, name, { param: 'columns', accepts: type === 'float' ? ['int', 'float'] : [type], replace: null })
        for (const one of inputs)
          chooseColumn(input, one.column, { param: 'from', accepts: isNumeric(one.type) ? ['int', 'float'] : [one.type], replace: null })
        return { source: name, expr: call('coalesce', known(column), treeAsExpression(tree, inputs, type)) }
      }),
      settings,
    )
  },
  explain(settings) {
    const [what, from] = [columnsPhrase(settings.columns), columnsPhrase(settings.from)]
    return { en: `fill ${what.en} from ${from.en}`, fr: `remplir ${what.fr} d’après ${from.fr}` }
  },
  examples: [
    {
      title: { en: 'A size by its kind', fr: 'Une taille d’après le genre' },
      params: { columns: { by: 'names', names: ['size'] }, from: { by: 'names', names: ['kind'] }, leaf: 1 },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [...table.rows.slice(0, 4), ['a', 1, 'red'], ['b', 9, null], table.rows[6]],
        },
      },
    },
    {
      title: { en: 'A colour by its size, beside the column', fr: 'Une couleur d’après la taille, à côté' },
      params: { columns: { by: 'names', names: ['colour'] }, from: { by: 'names', names: ['kind', 'size'] }, leaf: 1, place: 'add' },
      inputs: { table },
      expect: {
        table: {
          columns: [...table.columns, { name: 'colour filled', type: 'text' }],
          rows: table.rows.map((row) => [...row, row[2] ?? 'blue']),
        },
      },
    },
  ],
})

/** The column with NaN and infinities taken for missing. */
function known(column: Column): Expr {
  const value = columnExpr(column.name)
  return column.type === 'float' ? call('ifs', call('is-finite', value), value) : value
}

/** The numbers that a column gives: itself, or one for each of the most frequent texts. */
function inputsOf({ name, type }: Column, values: readonly Value[]): readonly TreeInput[] {
  if (type !== 'text') return [{ column: name, type }]
  const counts = new Map<string, number>()
  for (const value of values) if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostLevels)
  return frequent.map(([level]) => ({ column: name, type, level }))
}

interface Training {
  readonly values: readonly Value[]
  readonly x: readonly Float64Array[]
  readonly inputs: readonly TreeInput[]
}

async function grown({ values, x, inputs }: Training, isNumber: boolean, settings: Params, ctx: FitContext): Promise<TreeNode> {
  const rows = values.flatMap((value, index) => (value === null ? [] : [index]))
  const found = rows.map((index) => values[index] ?? null)
  const classes = isNumber ? [] : [...new Set(found.map(String))].toSorted()
  const answer = (output: readonly number[]): LiteralValue => {
    if (isNumber) return output[0] ?? 0
    const best = classes[output.indexOf(Math.max(...output))] ?? ''
    return typeof found[0] === 'boolean' ? best === 'true' : best
  }
  const [first = 0, ...others] = found.map(Number)
  const single = isNumber ? others.every((value) => value === first) : classes.length < 2
  if (inputs.length === 0 || single || rows.length < 2) return { value: answer(isNumber ? [mean(found)] : shares(found, classes)) }
  const matrix: Matrix = {
    rows: rows.length,
    names: inputs.map((_, index) => `i${index}`),
    columns: x.map((column) => Float64Array.from(rows, (index) => column[index] ?? Number.NaN)),
  }
  const y = Float64Array.from(found, (value) => (isNumber ? Number(value) : classes.indexOf(String(value))))
  const options = {
    seed: settings.seed,
    maxDepth: settings.depth,
    minLeaf: settings.leaf,
    minSplit: 2 * settings.leaf,
    ...(isNumber ? {} : { classes }),
  }
  const control = { cancelled: () => ctx.signal.aborted, progress: () => undefined, metric: () => undefined }
  const model = await (isNumber ? decisionTreeRegressor : decisionTreeClassifier).fit(matrix, y, options, control)
  return nodeAt(model.toJSON() as unknown as TreeFields, 0, answer)
}

interface TreeFields extends Pick<FittedModel, 'features'> {
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly missingLeft: readonly number[]
  readonly value: readonly (readonly number[])[]
}

function nodeAt(tree: TreeFields, at: number, answer: (output: readonly number[]) => LiteralValue): TreeNode {
  const input = tree.feature[at] ?? -1
  if (input < 0) return { value: answer(tree.value[at] ?? []) }
  const side = (next: number | undefined) => nodeAt(tree, next ?? 0, answer)
  return {
    input,
    threshold: tree.threshold[at] ?? 0,
    missingLeft: tree.missingLeft[at] === 1,
    left: side(tree.left[at]),
    right: side(tree.right[at]),
  }
}

const mean = (values: readonly Value[]) => values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length
const shares = (values: readonly Value[], classes: readonly string[]) =>
  classes.map((name) => values.filter((value) => String(value) === name).length)

function nothingToLearn(column: Column, settings: Params): NodeProblem {
  const shown = quoted(column.name)
  return new NodeProblem({
    code: 'nothing-to-learn',
    param: 'columns',
    column: column.name,
    text: { en: `${shown.en} holds no value to learn from.`, fr: `${shown.fr} ne contient aucune valeur à apprendre.` },
    action: { en: 'Leave it out.', fr: 'Laissez-la de côté.' },
    fixes: [
      {
        label: { en: `Leave out ${shown.en}`, fr: `Laisser ${shown.fr} de côté` },
        params: { columns: withoutColumns(settings.columns, [column.name]) },
      },
    ],
  })
}
