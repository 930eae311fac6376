import { pathViews } from '../learn/linear/path-views.ts'
import type { Model } from '../learn/model.ts'
import { treeViews } from '../learn/tree/tree-views.ts'
import type { View } from '../protocol/artifact.ts'

/** What there is to see of a trained model: what it learned from, which columns weigh. How its training went is shown from the record of the step. */
export function modelViews(model: Model): View[] {
  const { trained } = model
  const views: View[] = [
    {
      view: 'figures',
      figures: [
        { id: 'rows', label: { en: 'Rows learned', fr: 'Lignes apprises' }, value: trained.rows, format: 'count' },
        { id: 'features', label: { en: 'Columns used', fr: 'Colonnes utilisées' }, value: model.features.length, format: 'count' },
        { id: 'seconds', label: { en: 'Training time', fr: 'Temps d’apprentissage' }, value: trained.seconds, format: 'seconds' },
      ],
    },
  ]
  if (model.importance.length > 0) {
    const most = model.importance.toSorted((a, b) => b.value - a.value).slice(0, 20)
    const [first] = most
    views.push({
      view: 'vega-lite',
      title: { en: 'What weighs most', fr: 'Ce qui pèse le plus' },
      summary: { en: `The column that weighs most is ${first?.name ?? ''}.`, fr: `La colonne qui pèse le plus est ${first?.name ?? ''}.` },
      spec: {
        usermeta: { columns: { name: { en: 'Column', fr: 'Colonne' }, value: { en: 'Weight', fr: 'Poids' } } },
        data: { values: most.map((item) => ({ name: item.name, value: item.value })) },
        mark: 'bar',
        encoding: {
          y: { field: 'name', type: 'nominal', sort: '-x', title: null },
          x: { field: 'value', type: 'quantitative', title: null },
        },
      },
    })
  }
  return [...views, ...treeViews(model), ...pathViews(model.estimator.json)]
}
