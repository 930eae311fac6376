import { distinct, filter, limit, project } from '../../engine/relation/build.ts'
import { call, column as columnExpr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { kindTests } from '../kit/kinds/kind-tests.ts'
import type { Finding, Observation } from '../kit/observation.ts'
import { quoted } from '../kit/phrases.ts'

const most = 200
/** A column is proposed to hold a kind that so many of its different values are. */
const fewest = 0.5

/** Of which kinds the values of a column are, with a click that checks the one that most of them are. */
export function observeKinds(input: Relation, { name }: Column, chosen: string): Observation {
  const written = project(input, [{ name: 'value', expr: call('strip', columnExpr(name)) }])
  const some = limit(distinct(filter(written, call('not', call('is-blank', columnExpr('value')))), ['value']), most)
  return {
    questions: { values: { relation: some, of: 'first-rows' } },
    tell({ values: answer }) {
      const values = (answer?.rows ?? []).flatMap(([value]) => (typeof value === 'string' ? [value] : []))
      return { findings: values.length === 0 ? [] : kindFindings(name, values, chosen) }
    },
  }
}

function kindFindings(name: string, values: readonly string[], chosen: string): readonly Finding[] {
  const found = kindTests()
    .map(({ kind, is }) => ({ kind, count: values.filter(is).length }))
    .filter(({ kind, count }) => count >= values.length * fewest || (kind.id === chosen && count > 0))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 3)
  const column = quoted(name)
  if (found.length === 0)
    return [
      {
        tone: 'note',
        text: {
          en: `Most of the first ${values.length} different values of ${column.en} are of no kind that is known here.`,
          fr: `La plupart des ${values.length} premières valeurs différentes de ${column.fr} ne sont d’aucune nature connue ici.`,
        },
      },
    ]
  return found.map(({ kind, count }): Finding => ({
    tone: count === values.length ? 'good' : 'note',
    share: count / values.length,
    text: {
      en: `${kind.label.en}: ${count} of the first ${values.length} different values of ${column.en}.`,
      fr: `${kind.label.fr} : ${count} des ${values.length} premières valeurs différentes de ${column.fr}.`,
    },
    ...(kind.id !== chosen && { fix: { label: { en: 'Check this', fr: 'Vérifier cela' }, params: { kind: kind.id } } }),
  }))
}
