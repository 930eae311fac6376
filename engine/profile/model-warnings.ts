import type { QuickModel } from '../protocol/profile-further.ts'
import type { ProfileWarning } from '../protocol/profile.ts'
import { numberText, percentText } from './number-words.ts'
import { named, namesText, remedy } from './warning.ts'

/** Figures of a small tree that hardly any honest table allows. */
const tooGood: Readonly<Record<string, number>> = { auc: 0.98, accuracy: 0.99, r2: 0.98 }
/** Columns that the tree owes so much to are in question. */
const muchUsed = 0.1

/** Columns that give the target away only together: each alone passes, a small tree of all is nearly never wrong. */
export function modelWarnings({ task, figures, importance = [], target }: QuickModel): ProfileWarning[] {
  const id = task === 'regression' ? 'r2' : figures.some((figure) => figure.id === 'auc') ? 'auc' : 'accuracy'
  const value = figures.find((figure) => figure.id === id)?.value
  const names = importance.filter((one) => one.value >= muchUsed).map(({ name }) => name)
  if (value == null || value < (tooGood[id] ?? 1) || names.length === 0) return []
  const many = names.length > 1
  const reached =
    id === 'auc'
      ? { en: `AUC ${numberText(value, 3).en}`, fr: `une AUC de ${numberText(value, 3).fr}` }
      : id === 'r2'
        ? { en: `${percentText(value).en} of the variance`, fr: `${percentText(value).fr} de la variance` }
        : { en: `${percentText(value).en} right`, fr: `${percentText(value).fr} de réponses justes` }
  return [
    {
      code: 'leak-model',
      severity: 'warning',
      columns: names,
      title: {
        en: `${namesText(names).en} ${many ? 'together may know' : 'may know'} ${target} beforehand`,
        fr: `${namesText(names).fr} ${many ? 'connaissent peut-être ensemble' : 'connaît peut-être'} ${target} d’avance`,
      },
      text: {
        en: `With ${many ? 'them' : 'it'} a small tree reaches ${reached.en} on rows that it did not learn from. Are they known when you score?`,
        fr: `Avec elle${many ? 's' : ''}, un petit arbre atteint ${reached.fr} sur des lignes non apprises. Sont-elles connues au moment de prédire ?`,
      },
      share: value,
      remedy: remedy({ en: 'Set role to ignore', fr: 'Donner le rôle « ignoré »' }, 'clean.set-roles', { ignore: named(...names) }),
    },
  ]
}
