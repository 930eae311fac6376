import { z } from 'zod'
import { field } from '../kit/fields.ts'
import { scalars } from '../kit/type-groups.ts'

const acts = [
  { value: 'mask', label: { en: 'mask, but for the last signs', fr: 'masquer, sauf les derniers signes' } },
  { value: 'hash', label: { en: 'replace by a keyed hash', fr: 'remplacer par une empreinte à clé' } },
  { value: 'pseudonym', label: { en: 'replace by a pseudonym', fr: 'remplacer par un pseudonyme' } },
  { value: 'generalise', label: { en: 'make coarser', fr: 'rendre plus grossier' } },
  { value: 'shuffle', label: { en: 'shuffle among the rows', fr: 'mélanger entre les lignes' } },
  { value: 'noise', label: { en: 'add noise', fr: 'ajouter du bruit' } },
  { value: 'drop', label: { en: 'take out', fr: 'retirer' } },
] as const

const when = (...values: readonly string[]) => ({ param: 'act', in: values })

/** What is done to some columns. */
export const treatmentItem = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: scalars }),
  act: field.choice({ label: { en: 'Act', fr: 'Action' }, choices: acts, default: 'mask' }),
  keep: field.number({
    label: { en: 'Signs left to see', fr: 'Signes laissés visibles' },
    default: 4,
    min: 0,
    max: 20,
    integer: true,
    when: when('mask'),
  }),
  key: field.text({
    label: { en: 'Name of the key', fr: 'Nom de la clé' },
    help: {
      en: 'The key itself lies in your account, never in the pipeline. Equal names give equal hashes, here and in other tables.',
      fr: 'La clé elle-même est dans votre compte, jamais dans le pipeline. Même nom, mêmes empreintes, ici et dans d’autres tables.',
    },
    default: 'personal-data',
    when: when('hash', 'noise'),
  }),
  prefix: field.text({
    label: { en: 'Pseudonyms begin with', fr: 'Les pseudonymes commencent par' },
    default: 'P',
    when: when('pseudonym'),
  }),
  width: field.number({
    label: { en: 'Bands of numbers are so wide', fr: 'Largeur des tranches de nombres' },
    default: 10,
    min: 0.000001,
    when: when('generalise'),
  }),
  unit: field.choice({
    label: { en: 'Dates become', fr: 'Les dates deviennent' },
    choices: [
      { value: 'year', label: { en: 'a year', fr: 'une année' } },
      { value: 'month', label: { en: 'a month', fr: 'un mois' } },
    ],
    default: 'year',
    when: when('generalise'),
  }),
  signs: field.number({
    label: { en: 'Texts keep their first signs', fr: 'Les textes gardent leurs premiers signes' },
    help: { en: 'Such as the two of a postcode that name a region.', fr: 'Comme les deux d’un code postal qui nomment un département.' },
    default: 2,
    min: 0,
    max: 20,
    integer: true,
    when: when('generalise'),
  }),
  amount: field.number({
    label: { en: 'Standard deviation of the noise', fr: 'Écart type du bruit' },
    default: 1,
    min: 0,
    when: when('noise'),
  }),
  apart: field.column({
    label: { en: 'Rows are told apart by', fr: 'Les lignes se distinguent par' },
    help: {
      en: 'Without a column, equal values get equal noise.',
      fr: 'Sans colonne, des valeurs égales reçoivent le même bruit.',
    },
    accepts: scalars,
    optional: true,
    when: when('noise'),
  }),
})

export type Treatment = z.output<typeof treatmentItem>
