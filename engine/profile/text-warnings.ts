import type { ProfiledColumn } from '../protocol/profile.ts'
import { counted, countText, percentText, rowNoun } from './number-words.ts'
import { named, remedy, type ProfileFacts, type RankedWarning } from './warning.ts'

/** Texts of which so many can be read as something else should be that. */
const nearlyAll = 0.9
/** A column of at least so many values whose rare ones hold so many rows is hard to encode. */
const manyValues = 30
const thing = { en: ['thing', 'things'], fr: ['chose', 'choses'] } as const
const textRows = (facts: ProfileFacts) => facts.basis.patterns?.rows ?? facts.rows

/** What texts should have been, and what they write in several ways. */
export function textWarnings(facts: ProfileFacts): RankedWarning[] {
  return facts.columns.flatMap((column) => (column.text ? textsOf(column, facts) : []))
}

/** A text that should be something else has no spellings to unify and no values to group. */
function textsOf(column: ProfiledColumn, facts: ProfileFacts): RankedWarning[] {
  const wrong = wrongType(column, facts)
  return wrong.length > 0 ? wrong : [...spelling(column, facts), ...rareValues(column, facts)]
}

function wrongType({ name, text, missing }: ProfiledColumn, facts: ProfileFacts): RankedWarning[] {
  if (!text) return []
  const looked = textRows(facts)
  const present = looked * (1 - missing.total / Math.max(1, facts.rows))
  if (present < 1) return []
  const numbers = text.numbers + text.commaNumbers
  const share = Math.min(1, Math.max(numbers, text.dates) / present)
  if (share < nearlyAll) return []
  const dates = text.dates > numbers
  const odd = Math.max(0, Math.round(present - Math.max(numbers, text.dates)))
  const rest = odd === 0 ? { en: '', fr: '' } : { en: ` ${countText(odd)} do not.`, fr: ` ${countText(odd)} non.` }
  const comma = text.commaNumbers > text.numbers
  return [
    dates
      ? {
          code: 'text-is-date',
          severity: 'warning',
          columns: [name],
          title: { en: `${name} is text, but holds dates`, fr: `${name} est du texte, mais contient des dates` },
          text: {
            en: `${percentText(share).en} of its values read as dates.${rest.en}`,
            fr: `${percentText(share).fr} de ses valeurs se lisent comme des dates.${rest.fr}`,
          },
          share,
          remedy: remedy({ en: 'Read as dates', fr: 'Lire comme dates' }, 'date.parse-date', { columns: named(name) }),
          harm: 62,
        }
      : {
          code: 'text-is-number',
          severity: 'warning',
          columns: [name],
          title: { en: `${name} is text, but holds numbers`, fr: `${name} est du texte, mais contient des nombres` },
          text: {
            en: `${percentText(share).en} of its values read as numbers${text.commaNumbers > 0 ? `, ${countText(text.commaNumbers)} with a decimal comma` : ''}.${rest.en}`,
            fr: `${percentText(share).fr} de ses valeurs se lisent comme des nombres${text.commaNumbers > 0 ? `, dont ${countText(text.commaNumbers)} à virgule` : ''}.${rest.fr}`,
          },
          share,
          remedy: remedy({ en: 'Read as number', fr: 'Lire comme nombre' }, 'clean.read-numbers', {
            columns: named(name),
            decimal: comma ? 'comma' : 'point',
          }),
          harm: 65,
        },
  ]
}

function spelling({ name, text }: ProfiledColumn, facts: ProfileFacts): RankedWarning[] {
  const found = text?.spellings
  if (!found) return []
  const example = found.examples[0]?.map((value) => `“${value}”`).join(', ') ?? ''
  const exemple = found.examples[0]?.map((value) => `« ${value} »`).join(', ') ?? ''
  const cased = found.examples.some((values) => new Set(values.map((value) => value.trim().toLowerCase())).size < values.length)
  return [
    {
      code: 'spellings',
      severity: 'warning',
      columns: [name],
      title: {
        en: `${name} writes ${counted(found.likely, thing).en} ${countText(found.values)} ways`,
        fr: `${name} écrit ${counted(found.likely, thing).fr} de ${countText(found.values)} façons`,
      },
      text: {
        en: `${counted(found.rows, rowNoun).en}: ${example}${found.likely > 1 ? ' and others' : ''}.`,
        fr: `${counted(found.rows, rowNoun).fr} : ${exemple}${found.likely > 1 ? ' et d’autres' : ''}.`,
      },
      share: found.rows / Math.max(1, facts.rows),
      remedy: found.groups
        ? remedy({ en: 'Merge variants', fr: 'Fusionner les variantes' }, 'clean.merge-values', {
            column: name,
            clusters: found.groups.map((values) => ({ to: (values[0] ?? '').trim(), values, apart: [], rule: { method: 'fingerprint' } })),
          })
        : remedy({ en: 'Clean text', fr: 'Nettoyer le texte' }, 'clean.unify-text', {
            columns: named(name),
            letters: cased ? 'lower' : 'keep',
            accents: true,
            unicode: 'nfkc',
          }),
      harm: 30 + 20 * Math.min(1, (20 * found.rows) / Math.max(1, facts.rows)),
    },
  ]
}

function rareValues({ name, top, distinct, role }: ProfiledColumn, facts: ProfileFacts): RankedWarning[] {
  if (!top || role === 'id' || role === 'target' || name === facts.target?.column || distinct.values < manyValues) return []
  const base = top.exact ? facts.rows : textRows(facts)
  const repeats = distinct.values < base / 2
  if (!repeats || top.rare < manyValues / 2) return []
  const share = top.rareRows / Math.max(1, base)
  const about = distinct.exact ? '' : '≈ '
  return [
    {
      code: 'high-cardinality',
      severity: 'warning',
      columns: [name],
      title: {
        en: `${name} has ${about}${countText(distinct.values)} values`,
        fr: `${name} a ${about}${countText(distinct.values)} valeurs`,
      },
      text: {
        en: `${countText(top.rare)} of them stand in fewer than 1 row in 100 each, together ${percentText(share).en} of the rows.`,
        fr: `${countText(top.rare)} d’entre elles occupent chacune moins d’une ligne sur 100, ensemble ${percentText(share).fr} des lignes.`,
      },
      share,
      remedy: remedy({ en: 'Group rare values', fr: 'Regrouper les rares' }, 'outlier.rare-values', { columns: named(name), share: 0.01 }),
      harm: 45,
    },
  ]
}
