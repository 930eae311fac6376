import { pathViews } from '../learn/linear/path-views.ts'
import type { Model } from '../learn/model.ts'
import { treeViews } from '../learn/tree/tree-views.ts'
import type { View } from '../protocol/artifact.ts'

const mostColumns = 20

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
  const all = model.importance.reduce((sum, { value }) => sum + value, 0)
  if (all > 0)
    views.push({
      view: 'table',
      title: { en: 'What weighs most', fr: 'Ce qui pèse le plus' },
      columns: [
        { key: 'name', label: { en: 'Column', fr: 'Colonne' }, format: 'text' },
        { key: 'share', label: { en: 'Share of importance', fr: 'Part de l’importance' }, format: 'percent' },
      ],
      rows: model.importance
        .toSorted((a, b) => b.value - a.value)
        .slice(0, mostColumns)
        .map(({ name, value }) => ({ name, share: value / all })),
    })
  return [...views, ...treeViews(model), ...pathViews(model.estimator.json)]
}
