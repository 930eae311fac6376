import { z } from 'zod'
import { call, column as columnExpr, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { addDerived, freeNames } from '../kit/add-derived.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { columnsPhrase, listed } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { NodeProblem } from '../kit/problem.ts'
import { numbers } from '../kit/type-groups.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: numbers, withheld: keptAsTheyAre }),
  products: field.flag({ label: { en: 'Products of different columns', fr: 'Produits de colonnes différentes' }, default: true }),
  powers: field.flag({ label: { en: 'Powers of each column', fr: 'Puissances de chaque colonne' }, default: false }),
  degree: field.number({
    label: { en: 'Up to this degree', fr: 'Jusqu’à ce degré' },
    help: {
      en: '2 for pairs and squares, 3 for triples and cubes.',
      fr: '2 pour les paires et les carrés, 3 pour les triplets et les cubes.',
    },
    default: 2,
    min: 2,
    max: 4,
    integer: true,
  }),
  ratios: field.flag({ label: { en: 'Ratios', fr: 'Rapports' }, default: false }),
  differences: field.flag({ label: { en: 'Differences', fr: 'Différences' }, default: false }),
  most: field.number({
    label: { en: 'At most this many new columns', fr: 'Au plus tant de nouvelles colonnes' },
    default: 100,
    min: 1,
    max: 5000,
    integer: true,
    group: 'advanced',
  }),
})

type Params = z.output<typeof params>

const table = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'float', role: 'sensitive' },
  ],
  rows: [
    [2, 3],
    [4, 0],
    [null, 5],
  ],
} as const

export const combineNumbers = defineNode({
  id: 'feature.combine-numbers',
  version: 1,
  icon: 'x',
  title: { en: 'Combine numbers', fr: 'Combiner des nombres' },
  summary: {
    en: 'Adds products, powers, ratios and differences of number columns.',
    fr: 'Ajoute produits, puissances, rapports et différences de colonnes de nombres.',
  },
  help: {
    en: `Linear models see each column on its own; a product lets them see that two matter together, a power that one bends, a ratio that only the proportion counts. Trees find most of this by themselves.

With products and powers together you get all terms of a polynomial of the degree. Columns multiply fast: ten columns have 45 pairs and 120 triples, so there is a limit to set.

A missing value makes every combination with it missing; so does a division by zero. What is made of a sensitive column is sensitive. A rule leaves out the target, weights and identifiers.`,
    fr: `Un modèle linéaire voit chaque colonne à part ; un produit lui montre que deux comptent ensemble, une puissance qu’une colonne se courbe, un rapport que seule la proportion importe. Les arbres trouvent presque tout cela d’eux-mêmes.

Produits et puissances ensemble donnent tous les termes d’un polynôme du degré. Les colonnes se multiplient vite : dix colonnes ont 45 paires et 120 triplets, d’où une limite à fixer.

Une valeur manquante rend manquante toute combinaison avec elle ; une division par zéro aussi. Ce qui vient d’une colonne sensible est sensible. Une règle laisse de côté la cible, les poids et les identifiants.`,
  },
  keywords: {
    en: ['interaction', 'polynomial', 'ratio', 'product', 'square', 'feature generation', 'pairs'],
    fr: ['interaction', 'polynôme', 'rapport', 'produit', 'carré', 'variables dérivées', 'paires'],
  },
  ...tablePorts,
  params,
  compile(settings, inputs) {
    const input = inputs.one('table')
    const columns = chooseColumns(input, settings.columns, { param: 'columns', accepts: numbers, withheld: keptAsTheyAre })
    const terms = termsOf(columns, settings)
    if (terms.length === 0) throw new NodeProblem(nothingMade)
    const free = freeNames(input)
    return addDerived(
      input,
      terms.map(({ name, of, expr }) => ({
        source: (of.find(({ role }) => role === 'sensitive') ?? of[0])?.name ?? '',
        columns: [{ name: free(name), expr }],
      })),
      true,
    )
  },
  explain(settings) {
    const what = columnsPhrase(settings.columns)
    const made = [
      ...(settings.products ? [{ en: 'products', fr: 'produits' }] : []),
      ...(settings.powers ? [{ en: 'powers', fr: 'puissances' }] : []),
      ...(settings.ratios ? [{ en: 'ratios', fr: 'rapports' }] : []),
      ...(settings.differences ? [{ en: 'differences', fr: 'différences' }] : []),
    ]
    if (made.length === 0) return { en: 'nothing to make yet', fr: 'rien à faire encore' }
    const list = listed(made, 4)
    return { en: `${list.en} of ${what.en}`, fr: `${list.fr} de ${what.fr}` }
  },
  examples: [
    {
      title: { en: 'All terms of degree 2', fr: 'Tous les termes de degré 2' },
      params: { columns: { by: 'names', names: ['a', 'b'] }, powers: true },
      inputs: { table },
      expect: {
        table: {
          columns: [
            ...table.columns,
            { name: 'a^2', type: 'float' },
            { name: 'a × b', type: 'float', role: 'sensitive' },
            { name: 'b^2', type: 'float', role: 'sensitive' },
          ],
          rows: [
            [2, 3, 4, 6, 9],
            [4, 0, 16, 0, 0],
            [null, 5, null, null, 25],
          ],
        },
      },
    },
    {
      title: { en: 'A ratio; there is none with 0', fr: 'Un rapport ; il n’y en a pas avec 0' },
      params: { columns: { by: 'names', names: ['a', 'b'] }, products: false, ratios: true },
      inputs: { table },
      expect: {
        table: {
          columns: [
            ...table.columns,
            { name: 'a / b', type: 'float', role: 'sensitive' },
            { name: 'b / a', type: 'float', role: 'sensitive' },
          ],
          rows: [
            [2, 3, 2 / 3, 1.5],
            [4, 0, null, 0],
            [null, 5, null, null],
          ],
        },
      },
    },
  ],
})

interface Term {
  readonly name: string
  readonly of: readonly Column[]
  readonly expr: Expr
}

/** The new columns, polynomial terms by degree and in the order of scikit-learn. Throws NodeProblem `too-many-columns`. */
function termsOf(columns: readonly Column[], settings: Params): readonly Term[] {
  const terms: Term[] = []
  const add = (term: Term) => {
    terms.push(term)
    if (terms.length > settings.most) throw tooMany(settings.most)
  }
  if (settings.products || settings.powers)
    for (let degree = 2; degree <= settings.degree; degree++)
      for (const factors of choices(columns, degree)) {
        const distinct = new Set(factors).size
        const wanted = distinct === 1 ? settings.powers : settings.products && (distinct === factors.length || settings.powers)
        if (wanted) add(product(factors))
      }
  for (const [index, left] of columns.entries())
    for (const [place, right] of columns.entries()) {
      const [a, b] = [columnExpr(left.name), columnExpr(right.name)]
      if (settings.ratios && index !== place) add({ name: `${left.name} / ${right.name}`, of: [left, right], expr: call('divide', a, b) })
      if (settings.differences && index < place)
        add({ name: `${left.name} − ${right.name}`, of: [left, right], expr: call('subtract', a, b) })
    }
  return terms
}

/** All choices of so many columns, each as often as one likes, in table order. */
function* choices(columns: readonly Column[], count: number): Generator<readonly Column[]> {
  if (count === 0) yield []
  else for (const [index, first] of columns.entries()) for (const rest of choices(columns.slice(index), count - 1)) yield [first, ...rest]
}

function product(factors: readonly Column[]): Term {
  const [first, ...rest] = factors.map((column) => columnExpr(column.name))
  const distinct = [...new Set(factors)]
  const name = distinct
    .map((column) => {
      const times = factors.filter((factor) => factor === column).length
      return times === 1 ? column.name : `${column.name}^${times}`
    })
    .join(' × ')
  return { name, of: distinct, expr: rest.reduce((all, one) => call('multiply', all, one), first as Expr) }
}

const nothingMade = {
  code: 'nothing-chosen',
  param: 'products',
  text: { en: 'These choices make no new column.', fr: 'Ces choix ne donnent aucune nouvelle colonne.' },
  action: { en: 'Choose two columns at least, or powers.', fr: 'Choisissez au moins deux colonnes, ou les puissances.' },
}

function tooMany(most: number): NodeProblem {
  return new NodeProblem({
    code: 'too-many-columns',
    param: 'most',
    text: { en: `There would be more than ${most} new columns.`, fr: `Il y aurait plus de ${most} nouvelles colonnes.` },
    action: {
      en: 'Choose fewer columns, a lower degree or a higher limit.',
      fr: 'Choisissez moins de colonnes, un degré plus bas ou une limite plus haute.',
    },
    ...(most < 1000 && { fixes: [{ label: { en: 'Allow 1,000', fr: 'En permettre 1 000' }, params: { most: 1000 } }] }),
  })
}
