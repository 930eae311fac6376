import type { Text } from '../../protocol/text.ts'

/**
 * Column names from a header as it stands in a file: blanks around a name go, an empty one is called by its place, a second `age` becomes
 * `age_2`. Gives the names in order and a notice for each kind of change.
 */
export function headerNames(raw: readonly string[], hasHeader: boolean): { names: string[]; notices: Text[] } {
  const wanted = raw.map((name, index) => name.trim() || `column_${index + 1}`)
  const taken = new Set<string>()
  const twins = new Set<string>()
  const given = new Set(wanted)
  const names = wanted.map((name) => {
    if (!taken.has(name)) {
      taken.add(name)
      return name
    }
    twins.add(name)
    let number = 2
    while (taken.has(`${name}_${number}`) || given.has(`${name}_${number}`)) number++
    taken.add(`${name}_${number}`)
    return `${name}_${number}`
  })
  const empty = hasHeader ? raw.filter((name) => name.trim() === '').length : 0
  const list = [...twins].slice(0, 5).join(', ')
  return {
    names,
    notices: [
      ...(twins.size > 0
        ? [
            {
              en: `Header names that occur more than once were numbered: ${list}.`,
              fr: `Les en-têtes répétés ont été numérotés : ${list}.`,
            },
          ]
        : []),
      ...(empty > 0
        ? [
            {
              en: `${empty} columns without a header were named by their place.`,
              fr: `${empty} colonnes sans en-tête ont été nommées d’après leur place.`,
            },
          ]
        : []),
    ],
  }
}
