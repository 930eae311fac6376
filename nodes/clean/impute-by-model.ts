import { z } from 'zod'
import { select } from '../../engine/relation/build.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { placeResults, resultPlaceFields } from '../kit/result-place.ts'
import { numbers } from '../kit/type-groups.ts'
import { keptAsTheyAre, neverLearnt } from '../kit/withheld-roles.ts'
import { learnNearest, nearestResults, type NearestState } from './impute-by-nearest.ts'
import { learnTrees, treeResults, type TreesState } from './impute-by-trees.ts'
import { fillable } from './impute-columns.ts'
import { learnRounds, roundsResults, type RoundsState } from './impute-in-rounds.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns to fill', fr: 'Colonnes à remplir' }, accepts: fillable, withheld: keptAsTheyAre }),
  from: field.columns({
    label: { en: 'From these columns', fr: 'D’après ces colonnes' },
    accepts: fillable,
    withheld: neverLearnt,
    default: { by: 'types', types: ['int', 'float', 'bool', 'text'], except: [] },
  }),
  method: field.choice({
    label: { en: 'By', fr: 'Par' },
    choices: [
      { value: 'tree', label: { en: 'a decision tree for each column', fr: 'un arbre de décision par colonne' } },
      {
        value: 'nearest',
        label: { en: 'the most similar rows', fr: 'les lignes les plus semblables' },
        help: { en: 'k nearest neighbours among kept rows.', fr: 'Les k plus proches voisines parmi des lignes gardées.' },
      },
      {
        value: 'rounds',
        label: { en: 'models, in rounds', fr: 'des modèles, en plusieurs tours' },
        help: {
          en: 'Iterative: each round starts from what the last one filled. Numbers only.',
          fr: 'Itératif : chaque tour part de ce que le précédent a rempli. Nombres seulement.',
        },
      },
    ],
    default: 'tree',
  }),
  neighbours: field.number({
    label: { en: 'Similar rows', fr: 'Lignes semblables' },
    default: 5,
    min: 1,
    max: 200,
    integer: true,
    when: { param: 'method', in: ['nearest'] },
  }),
  weights: field.choice({
    label: { en: 'They count', fr: 'Elles comptent' },
    choices: [
      { value: 'equal', label: { en: 'all the same', fr: 'toutes autant' } },
      { value: 'distance', label: { en: 'more, the nearer they are', fr: 'plus, si elles sont plus proches' } },
    ],
    default: 'equal',
    when: { param: 'method', in: ['nearest'] },
  }),
  kept: field.number({
    label: { en: 'Rows kept to compare with', fr: 'Lignes gardées pour comparer' },
    help: {
      en: 'They travel with the node and with models behind it. More rows fill better and take longer.',
      fr: 'Elles voyagent avec le nœud et avec les modèles en aval. Plus de lignes remplissent mieux et prennent plus de temps.',
    },
    default: 500,
    min: 2,
    max: 2000,
    integer: true,
    when: { param: 'method', in: ['nearest'] },
  }),
  estimator: field.choice({
    label: { en: 'Model of a column', fr: 'Modèle d’une colonne' },
    choices: [
      { value: 'ridge', label: { en: 'ridge regression', fr: 'régression ridge' } },
      { value: 'tree', label: { en: 'decision tree', fr: 'arbre de décision' } },
    ],
    default: 'ridge',
    when: { param: 'method', in: ['rounds'] },
  }),
  rounds: field.number({
    label: { en: 'Rounds at most', fr: 'Tours au plus' },
    default: 10,
    min: 1,
    max: 30,
    integer: true,
    when: { param: 'method', in: ['rounds'] },
  }),
  tolerance: field.number({
    label: { en: 'Stop when no value changes by more than', fr: 'Arrêter si aucune valeur ne change de plus de' },
    help: {
      en: 'As a share of the largest known value, on the common scale.',
      fr: 'En part de la plus grande valeur connue, à l’échelle commune.',
    },
    default: 0.001,
    min: 0,
    max: 1,
    step: 0.001,
    when: { param: 'method', in: ['rounds'] },
    group: 'advanced',
  }),
  penalty: field.number({
    label: { en: 'Penalty of the ridge', fr: 'Pénalité ridge' },
    default: 1,
    min: 0,
    when: { param: 'method', in: ['rounds'] },
    group: 'advanced',
  }),
  scale: field.flag({
    label: { en: 'Bring the numbers to one scale first', fr: 'Mettre d’abord les nombres à la même échelle' },
    default: true,
    when: { param: 'method', in: ['nearest', 'rounds'] },
    group: 'advanced',
  }),
  depth: field.number({
    label: { en: 'Levels of the tree', fr: 'Niveaux de l’arbre' },
    default: 5,
    min: 1,
    max: 8,
    integer: true,
    when: { param: 'method', in: ['tree', 'rounds'] },
  }),
  leaf: field.number({
    label: { en: 'Fewest rows in a leaf', fr: 'Lignes au moins par feuille' },
    default: 5,
    min: 1,
    integer: true,
    when: { param: 'method', in: ['tree', 'rounds'] },
    group: 'advanced',
  }),
  seed: field.seed(),
  ...resultPlaceFields({ ending: ' filled' }),
})

type State = TreesState | NearestState | RoundsState

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
    en: `A tree: for each column a decision tree learns, from the rows where it is known, how the other columns tell its value. Where it is missing, the tree’s answer stands: the mean of the leaf for numbers, its most frequent value for texts and yes/no.

The trees are learnt once from the rows that reach this node (from 20,000 of them drawn by the seed, if there are more) and kept, so place it behind the split, on the training rows. Trees take missing values in the other columns, too. Of a text, its 12 most frequent values count.

Similar rows: of the rows that reach this node, some are drawn and kept (500, unless you say otherwise). A missing number becomes the mean of the most similar kept rows that know it; a text or yes/no the most frequent value among them. Similarity is the distance by what both rows know. The kept rows, with their values, are part of what was learnt: they serve test rows, endpoints and other tables unchanged, and they are in the file of a model that comes after. Rows that are as near as the last one share its place.

Rounds: numbers are filled with their mean; then each column that had gaps is modelled by all others, the one with the fewest gaps first, and filled again, round by round. They learn from up to 20,000 rows drawn by the seed, fewer with more than 5 columns. The models of all rounds are kept and repeated on other rows. A column that had no gap here gets its mean where others miss it.

A whole-number column becomes one of decimals. NaN counts as missing. Filled values follow the rule too well: they hide how much values scatter. A rule leaves out the target, weights, identifiers and sensitive columns.`,
    fr: `Un arbre : pour chaque colonne, un arbre de décision apprend, sur les lignes où elle est connue, comment les autres colonnes disent sa valeur. Là où elle manque, la réponse de l’arbre la remplace : la moyenne de la feuille pour les nombres, sa valeur la plus fréquente pour les textes et oui/non.

Les arbres sont appris une fois sur les lignes qui arrivent ici (sur 20 000 d’entre elles tirées par la graine, s’il y en a plus) et gardés ; placez donc ce nœud après la séparation, sur les lignes d’apprentissage. Les arbres acceptent des manquants dans les autres colonnes. D’un texte, les 12 valeurs les plus fréquentes comptent.

Lignes semblables : parmi les lignes qui arrivent ici, certaines sont tirées et gardées (500, sauf avis contraire). Un nombre manquant devient la moyenne des lignes gardées les plus semblables qui le connaissent ; un texte ou oui/non, la valeur la plus fréquente parmi elles. La ressemblance est la distance selon ce que les deux lignes connaissent. Les lignes gardées, avec leurs valeurs, font partie de ce qui est appris : elles servent telles quelles aux lignes de test, aux points d’accès et aux autres tables, et se trouvent dans le fichier d’un modèle placé en aval. Les lignes aussi proches que la dernière se partagent sa place.

Tours : les nombres reçoivent leur moyenne ; puis chaque colonne qui avait des trous est modélisée par toutes les autres, celle qui en a le moins d’abord, et remplie à nouveau, tour après tour. Ils apprennent sur 20 000 lignes au plus, tirées par la graine, moins au-delà de 5 colonnes. Les modèles de tous les tours sont gardés et répétés sur d’autres lignes. Une colonne sans trou ici reçoit sa moyenne là où d’autres lignes ne l’ont pas.

Une colonne d’entiers devient décimale. NaN compte comme manquant. Les valeurs remplies suivent trop bien la règle : elles cachent la dispersion. Une règle laisse de côté la cible, les poids, les identifiants et les colonnes sensibles.`,
  },
  keywords: {
    en: [
      'impute',
      'missing',
      'tree',
      'predict',
      'iterative',
      'model-based',
      'mice',
      'knn',
      'nearest neighbours',
      'ridge',
      'KNNImputer',
      'IterativeImputer',
    ],
    fr: ['imputer', 'manquant', 'arbre', 'prédire', 'modèle', 'itératif', 'knn', 'plus proches voisins', 'ridge'],
  },
  ...tablePorts,
  params,
  async fit(settings, input, ctx): Promise<State> {
    const accepts = settings.method === 'rounds' ? numbers : fillable
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts, withheld: keptAsTheyAre })
    const from = chooseColumns(input, settings.from, { param: 'from', accepts: fillable, withheld: neverLearnt, optional: true })
    const learn = settings.method === 'nearest' ? learnNearest : settings.method === 'rounds' ? learnRounds : learnTrees
    return learn({ columns, from }, settings, { input, ctx })
  },
  apply(state, settings, input) {
    if ('columns' in state) return placeResults(input, treeResults(state, input), settings)
    const { relation, results } = 'steps' in state ? roundsResults(state, input) : nearestResults(state, input)
    const helpers = new Set(relation.columns.slice(input.columns.length).map(({ name }) => name))
    const placed = placeResults(relation, results, settings)
    return select(
      placed,
      placed.columns.map(({ name }) => name).filter((name) => !helpers.has(name)),
    )
  },
  explain(settings) {
    const [what, from] = [columnsPhrase(settings.columns), columnsPhrase(settings.from)]
    const [en, fr] = how[settings.method](settings.neighbours)
    return { en: `fill ${what.en} from ${from.en}${en}`, fr: `remplir ${what.fr} d’après ${from.fr}${fr}` }
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
    {
      title: { en: 'What similar rows have', fr: 'Ce qu’ont les lignes semblables' },
      params: {
        columns: { by: 'names', names: ['size', 'colour'] },
        from: { by: 'names', names: ['kind', 'size'] },
        method: 'nearest',
        neighbours: 2,
      },
      inputs: { table },
      expect: {
        table: {
          columns: table.columns,
          rows: [...table.rows.slice(0, 4), ['a', 1, 'red'], ['b', 9, 'blue'], table.rows[6]],
        },
      },
    },
  ],
})

/** How the sentence goes on. */
const how: Readonly<Record<z.output<typeof params>['method'], (neighbours: number) => readonly [en: string, fr: string]>> = {
  tree: () => ['', ''],
  nearest: (count) => [
    `, by ${count} similar ${count === 1 ? 'row' : 'rows'}`,
    `, par ${count} ${count === 1 ? 'ligne semblable' : 'lignes semblables'}`,
  ],
  rounds: () => [', in rounds', ', en plusieurs tours'],
}
