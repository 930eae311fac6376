import type { ProfiledColumn } from '../protocol/profile.ts'
import { counted, percentText, rowNoun } from './number-words.ts'
import { named, remedy, type ProfileFacts, type RankedWarning } from './warning.ts'

/** From this share of the rows on zeros are told of. */
const manyZeros = 0.5
/** One value in so many rows leaves little to the others; in more than `dominated` it is another warning. */
const [uneven, dominated] = [0.9, 0.99]
/** Bins that differ by less from their mean are even; so many rows a bin that chance makes them differ by less. */
const even = 0.1
const rowsOfBin = 500

/** Zeros, one value nearly everywhere, numbers spread as evenly as a counter. */
export function shapeWarnings(facts: ProfileFacts): RankedWarning[] {
  return facts.columns.flatMap((column) => {
    const { role, name } = column
    if (role === 'id' || role === 'ignore' || role === 'target' || name === facts.target?.column) return []
    return [...zeros(column, facts), ...imbalance(column, facts), ...uniform(column, facts)]
  })
}

function zeros({ name, number, distinct }: ProfiledColumn, { rows }: ProfileFacts): RankedWarning[] {
  const share = (number?.zeros ?? 0) / rows
  if (share < manyZeros || distinct.values < 5) return []
  return [
    {
      code: 'zeros',
      severity: 'notice',
      columns: [name],
      title: { en: `${name} is 0 in ${percentText(share).en} of rows`, fr: `${name} vaut 0 dans ${percentText(share).fr} des lignes` },
      text: {
        en: `${counted(number?.zeros ?? 0, rowNoun).en}. If 0 stands for “not known”, say so; means would count it as a value.`,
        fr: `${counted(number?.zeros ?? 0, rowNoun).fr}. Si 0 signifie « inconnu », dites-le ; les moyennes le compteraient comme une valeur.`,
      },
      share,
      remedy: remedy({ en: 'Declare 0 missing', fr: 'Déclarer 0 manquant' }, 'clean.declare-missing', {
        columns: named(name),
        blank: false,
        texts: '',
        values: '0',
      }),
      harm: 12,
    },
  ]
}

function imbalance({ name, top, type, distinct, missing }: ProfiledColumn, { rows }: ProfileFacts): RankedWarning[] {
  const [first] = top?.values ?? []
  const share = (first?.rows ?? 0) / Math.max(1, rows - missing.nulls)
  if (!first || type !== 'text' || top?.exact !== true || distinct.values < 3 || share < uneven || share >= dominated) return []
  return [
    {
      code: 'imbalance',
      severity: 'notice',
      columns: [name],
      title: {
        en: `${name} is “${first.value}” in ${percentText(share).en} of rows`,
        fr: `${name} vaut « ${first.value} » dans ${percentText(share).fr} des lignes`,
      },
      text: {
        en: 'The other values share the rest: together they may say something, each alone hardly.',
        fr: 'Les autres valeurs se partagent le reste : ensemble elles disent peut-être quelque chose, chacune seule presque rien.',
      },
      share,
      remedy: remedy({ en: 'Group rare values', fr: 'Regrouper les rares' }, 'outlier.rare-values', { columns: named(name), share: 0.05 }),
      harm: 14,
    },
  ]
}

function uniform({ name, histogram, number, distinct }: ProfiledColumn, { rows }: ProfileFacts): RankedWarning[] {
  if (!histogram || !number || distinct.values < 5 * histogram.length || distinct.values >= 0.985 * rows) return []
  const mean = histogram.reduce((sum, count) => sum + count, 0) / histogram.length
  if (mean < rowsOfBin || histogram.some((count) => Math.abs(count - mean) > even * mean)) return []
  return [
    {
      code: 'uniform',
      severity: 'notice',
      columns: [name],
      title: { en: `${name} is spread evenly`, fr: `${name} est répartie également` },
      text: {
        en: 'Each twentieth of its range holds as many rows as the next. Counters and invented numbers look like this; measures rarely do.',
        fr: 'Chaque vingtième de son étendue contient autant de lignes. Les compteurs et les nombres inventés ont cette forme, les mesures rarement.',
      },
      share: 1,
      remedy: remedy({ en: 'Set role to ignore', fr: 'Donner le rôle « ignoré »' }, 'clean.set-roles', { ignore: named(name) }),
      harm: 8,
    },
  ]
}
