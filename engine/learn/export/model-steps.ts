import type { NamedExpr } from '../../relation/expression.ts'
import type { Relation } from '../../relation/relation.ts'
import type { Column } from '../../relation/types.ts'
import type { Model, RecipeStage } from '../model.ts'
import { LearnProblem } from '../problem.ts'
import { pruneStage, stageProjections } from '../recipe.ts'
import { cannotExport } from './cannot-export.ts'

/** The way from raw columns to the features of a model. */
export interface RawSteps {
  /** What a row must have. */
  readonly columns: readonly Column[]
  /** The recipe alone: the features as they come out of it. */
  readonly recipe: Relation
}

/** The recipe of a model from its rawest stage, as far as its features need it. */
export function rawSteps(model: Pick<Model, 'recipe' | 'features'>): RawSteps {
  const [rawest] = model.recipe.stages
  if (!rawest) throw new Error('a model without a recipe')
  const { relation, columns } = pruneStage(
    rawest,
    model.features.map(({ name }) => name),
  )
  return { columns, recipe: relation }
}

/** The projections of the recipe in the order in which they are done. */
export const recipeSteps = ({ recipe }: Pick<RawSteps, 'recipe'>): readonly (readonly NamedExpr[])[] => stageProjections(recipe)

/** The columns behind each projection of the recipe. */
export function schemasOf({ recipe }: Pick<RawSteps, 'recipe'>): readonly (readonly Column[])[] {
  const schemas: (readonly Column[])[] = []
  for (let at = recipe; at.op === 'project'; at = at.input) schemas.push(at.columns)
  return schemas.reverse()
}

const elsewhere = {
  en: 'Choose another form, or do without the step.',
  fr: 'Choisissez une autre forme, ou passez-vous de cette étape.',
}

/** What is made of an expression of the recipe; where it cannot be said, the problem names the step. */
export function inStep<T>(model: Pick<Model, 'recipe' | 'features'>, { expr }: NamedExpr, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof LearnProblem) || error.code !== 'cannot-export') throw error
    const step = stepThatHolds(expr, model)
    if (!step) throw error
    const { text, action } = error.data
    throw cannotExport({ en: `Step “${step}”: ${text.en}`, fr: `Étape « ${step} » : ${text.fr}` }, action ?? elsewhere)
  }
}

/** The node in which an expression stands: it is in the recipe that begins before that node, and not in the one that begins behind it. */
function stepThatHolds(expr: NamedExpr['expr'], { recipe, features }: Pick<Model, 'recipe' | 'features'>): string | undefined {
  const names = features.map(({ name }) => name)
  const text = JSON.stringify(expr)
  const holds = (stage: RecipeStage) =>
    stageProjections(pruneStage(stage, names).relation)
      .flat()
      .some((item) => JSON.stringify(item.expr) === text)
  return recipe.stages.find((stage) => !holds(stage))?.node
}
