import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { applyModel } from './apply-model.ts'
import { chooseColumn } from './choose-column.ts'
import type { ColumnData, RunContext } from './context.ts'
import type { Inputs } from './define-node.ts'
import { quoted } from './phrases.ts'
import { targetGone } from './target-gone.ts'
import { NodeProblem } from './problem.ts'
import { yesNoColumn } from './yes-no-column.ts'

/** Types of columns that can hold an outcome. */
export const twoValued: readonly DataType[] = ['bool', 'int', 'text']

export interface OutcomeSettings {
  readonly threshold: number | null
  readonly actual: string
  readonly decision: string
}

/** Who got the outcome and for whom it was real, by a model or by columns of the table. */
export interface Outcomes {
  readonly model: string
  readonly name: string
  readonly threshold: number | null
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly score: Float64Array | null
  /** The columns of groups, loaded. */
  readonly own: ColumnData
}

interface Surroundings {
  readonly inputs: Inputs
  readonly columns: readonly Column[]
  readonly ctx: RunContext
}

const isNumber = ({ type }: Column) => type !== 'text' && type !== 'bool'

/**
 * What a report about groups rests on. Throws NodeProblem `not-two-classes`, `target-gone`, and without a model `model-missing`, `column-missing`,
 * `wrong-type`, `not-two-values`.
 */
export async function reportOutcomes(settings: OutcomeSettings, { inputs, columns, ctx }: Surroundings): Promise<Outcomes> {
  const [artifact] = inputs.artifacts('model', 'model')
  if (!artifact) return decided(settings, { inputs, columns, ctx })
  const { model } = artifact
  const place = model.positive === undefined ? -1 : model.classes.indexOf(model.positive)
  if (place < 0)
    throw new NodeProblem({
      code: 'not-two-classes',
      port: 'model',
      text: { en: 'The report needs a model of two classes.', fr: 'Le rapport attend un modèle à deux classes.' },
      action: { en: 'Train a classifier of a yes/no target.', fr: 'Entraînez un classifieur sur une cible oui/non.' },
    })
  const asCategories = columns.filter((column) => !isNumber(column)).map((column) => column.name)
  const applied = await applyModel(model, 'table', ctx, { columns, asCategories })
  if (!applied.actual) throw targetGone(model.target.name)
  const threshold = settings.threshold ?? model.threshold ?? 0.5
  const score = applied.probabilities?.[place] ?? null
  const asOutcome = (value: number, isPositive: boolean) => (Number.isNaN(value) ? NaN : Number(isPositive))
  return {
    model: model.name,
    name: model.target.type === 'bool' && model.positive === 'true' ? model.target.name : `${model.target.name} = ${model.positive}`,
    threshold,
    actual: applied.actual.map((value) => asOutcome(value, value === place)),
    predicted: (score ?? applied.predicted).map((value) => asOutcome(value, score ? value >= threshold : value === place)),
    score,
    own: applied.own,
  }
}

/** Without a model: decisions and what happened are columns of the table. */
async function decided(settings: OutcomeSettings, { inputs, columns, ctx }: Surroundings): Promise<Outcomes> {
  const relation = inputs.one('table')
  const actual = outcomeColumn(relation, { settings, param: 'actual', groups: columns })
  const decision = outcomeColumn(relation, { settings, param: 'decision', groups: columns })
  const asked = [...new Map([...columns, actual, decision].map((column) => [column.name, column])).values()]
  const asCategories = columns.filter((column) => !isNumber(column)).map((column) => column.name)
  const data = await ctx.load(relation, asked, asCategories)
  const given = yesNoColumn(data, decision, 'decision')
  return {
    model: decision.name,
    name: given.yes === null ? decision.name : `${decision.name} = ${given.yes}`,
    threshold: null,
    actual: yesNoColumn(data, actual, 'actual').values,
    predicted: given.values,
    score: null,
    own: data,
  }
}

/** The column that `param` names; throws NodeProblem `column-twice` when it is one of the groups too. */
export function outcomeColumn(
  relation: Relation,
  { settings, param, groups }: { settings: OutcomeSettings; param: 'actual' | 'decision'; groups: readonly Column[] },
): Column {
  const name = settings[param]
  if (name === '')
    throw new NodeProblem({
      code: 'model-missing',
      param,
      text: {
        en: 'Connect a model, or name the column of decisions and the one of what really happened.',
        fr: 'Reliez un modèle, ou nommez la colonne des décisions et celle de ce qui est arrivé.',
      },
    })
  const column = chooseColumn(relation, name, { param, accepts: twoValued })
  if (!groups.some((group) => group.name === name)) return column
  const shown = quoted(name)
  throw new NodeProblem({
    code: 'column-twice',
    param,
    column: name,
    text: {
      en: `${shown.en} is a column of groups and cannot be the outcome as well.`,
      fr: `${shown.fr} est une colonne de groupes et ne peut pas être aussi l’issue.`,
    },
    action: { en: 'Choose another column.', fr: 'Choisissez une autre colonne.' },
  })
}
