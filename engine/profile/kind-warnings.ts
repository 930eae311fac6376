import { counted, percentText } from './number-words.ts'
import { named, namesText, remedy, type ProfileFacts, type RankedWarning } from './warning.ts'

const valueNoun = { en: ['value', 'values'], fr: ['valeur', 'valeurs'] } as const

/** Values that are not of the kind that their column is, and columns of personal data. */
export function kindWarnings({ columns }: ProfileFacts): RankedWarning[] {
  const misfits = columns.flatMap(({ name, kind }): RankedWarning[] => {
    if (!kind || kind.share === 1) return []
    const { label, values, share, id } = kind
    const wrong = Math.max(1, Math.round(values * (1 - share)))
    return [
      {
        code: 'kind-misfits',
        severity: 'warning',
        columns: [name],
        title: {
          en: `${name}: ${counted(wrong, valueNoun).en} ${wrong === 1 ? 'is' : 'are'} no ${label.en}`,
          fr: `${name} : ${counted(wrong, valueNoun).fr} sans forme de « ${label.fr} »`,
        },
        text: {
          en: `${percentText(share).en} of ${counted(values, valueNoun).en} looked at are.`,
          fr: `${percentText(share).fr} des ${counted(values, valueNoun).fr} regardées en ont une.`,
        },
        share: 1 - share,
        remedy: remedy({ en: 'Check the kind', fr: 'Vérifier la nature' }, 'quality.check-kind', { columns: named(name), kind: id }),
        harm: 40,
      },
    ]
  })
  const personal = columns.filter(({ kind, role }) => kind?.personal === true && role !== 'sensitive')
  const names = personal.map(({ name }) => name)
  const labels = [...new Map(personal.map(({ kind }) => [kind?.id, kind?.label])).values()].flatMap((label) => label ?? [])
  if (names.length === 0) return misfits
  return [
    ...misfits,
    {
      code: 'personal',
      severity: 'notice',
      columns: names,
      title: {
        en: `${namesText(names).en} hold${names.length > 1 ? '' : 's'} personal data`,
        fr: `${namesText(names).fr} contien${names.length > 1 ? 'nent' : 't'} des données personnelles`,
      },
      text: {
        en: `By their values: ${labels.map(({ en }) => en).join(', ')}. Mask or hash them before others see the table.`,
        fr: `D’après les valeurs : ${labels.map(({ fr }) => fr).join(', ')}. Masquez-les ou hachez-les avant de montrer la table.`,
      },
      share: 1,
      remedy: remedy({ en: 'Mask them', fr: 'Les masquer' }, 'quality.protect-personal', {
        treatments: [{ columns: named(...names), act: 'mask' }],
      }),
      harm: 34,
    },
  ]
}
