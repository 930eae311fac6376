import { z } from 'zod'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { chooseColumns } from '../kit/choose-columns.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import type { Finding } from '../kit/observation.ts'
import { rejectPorts } from '../kit/on-error.ts'
import { columnsPhrase, listed, quoted } from '../kit/phrases.ts'
import { tablePorts } from '../kit/ports.ts'
import { judgeValues, policyField } from './judge-values.ts'
import { learnPatternExamples } from './learn-pattern-examples.ts'
import { patternsOf, shapesOf, type LearntPattern } from './text-shapes.ts'

const params = z.object({
  columns: field.columns({ label: { en: 'Columns', fr: 'Colonnes' }, accepts: ['text'], default: { by: 'all', except: [] } }),
  rare: field.number({
    label: { en: 'Rarer patterns are misfits', fr: 'Les motifs plus rares sont des écarts' },
    help: { en: 'Of the rows with a value.', fr: 'Des lignes qui ont une valeur.' },
    default: 1,
    min: 0,
    max: 50,
    step: 0.5,
    unit: '%',
  }),
  withCase: field.flag({ label: { en: 'Capitals count', fr: 'Les majuscules comptent' }, default: true }),
  policy: policyField,
})

interface State {
  /** Empty for columns that are written in too many ways to have patterns. */
  readonly columns: readonly { readonly name: string; readonly patterns: readonly LearntPattern[] }[]
}

/** Patterns that cover fewer rows than this are no patterns of the column: it holds names or sentences. */
const covered = 0.8

export const learnPatterns = defineNode<typeof params, State>({
  id: 'quality.learn-patterns',
  version: 1,
  icon: 'regex',
  title: { en: 'Learn text patterns', fr: 'Apprendre les motifs des textes' },
  summary: {
    en: 'Learns how the texts of a column are written, such as two letters and 4 to 7 digits, and flags those written otherwise.',
    fr: 'Apprend comment les textes d’une colonne sont écrits, par exemple deux lettres et 4 à 7 chiffres, et signale ceux qui le sont autrement.',
  },
  help: {
    en: `Each sign of a value is taken for its class: digit, capital, small letter, other letter, or itself. Values that differ only in how often a class is repeated have one pattern, with the least and the greatest count. Patterns that fewer rows have than you say are misfits; so are counts that are as rare within their pattern.

“A{2}-9{4,7}” before the run means two capitals, a dash, and 4 to 7 digits; “a” is a small letter, “L” another one. What is learnt is a regular expression for each pattern, twelve at most for a column. It is seen with the node's state, and applied unchanged to test rows and behind endpoints. A column whose patterns cover fewer than 80 % of its rows, such as names or sentences, has none: nothing is flagged there, which is a warning.

White space around a value is overlooked. Missing and blank values stay as they are and are no misfits.`,
    fr: `Chaque signe d’une valeur est pris pour sa classe : chiffre, majuscule, minuscule, autre lettre, ou lui-même. Les valeurs qui ne diffèrent que par le nombre de répétitions d’une classe ont un même motif, avec le plus petit et le plus grand nombre. Les motifs portés par moins de lignes que vous ne le dites sont des écarts ; de même les nombres aussi rares dans leur motif.

« A{2}-9{4,7} » avant l’exécution veut dire deux majuscules, un tiret et 4 à 7 chiffres ; « a » est une minuscule, « L » une autre lettre. Ce qui est appris est une expression régulière par motif, douze au plus par colonne. On la voit avec l’état du nœud, et elle s’applique telle quelle aux lignes de test et derrière les points d’accès. Une colonne dont les motifs couvrent moins de 80 % des lignes, comme des noms ou des phrases, n’en a pas : rien n’y est signalé, ce qui est un avertissement.

Les espaces autour d’une valeur sont ignorées. Les valeurs manquantes et vides restent telles quelles et ne sont pas des écarts.`,
  },
  keywords: {
    en: ['regex', 'format', 'shape', 'misfit', 'anomaly', 'validate', 'mask', 'profile'],
    fr: ['regex', 'format', 'forme', 'écart', 'anomalie', 'valider', 'masque', 'profil'],
  },
  inputs: tablePorts.inputs,
  outputs: rejectPorts,
  params,
  observe(settings, inputs) {
    const input = inputs.one('table')
    const [column] = chosen(settings, input)
    if (!column) return { questions: {}, tell: () => ({ findings: [] }) }
    return {
      questions: { shapes: { relation: shapesOf(input, column.name, settings.withCase), of: 'first-rows' } },
      tell: ({ shapes: answer }) => ({ findings: answer ? findingsOf(column.name, patternsOf(answer.rows, settings.rare / 100)) : [] }),
    }
  },
  async fit(settings, input, ctx) {
    const columns = []
    for (const { name } of chosen(settings, input)) {
      const patterns = patternsOf(await ctx.rows(shapesOf(input, name, settings.withCase)), settings.rare / 100)
      columns.push({ name, patterns: sumOf(patterns) < covered ? [] : patterns })
    }
    return { columns }
  },
  apply({ columns }, settings, input) {
    const learnt = new Map(columns.map(({ name, patterns }) => [name, patterns]))
    const judged = chosen(settings, input).filter(({ name }) => (learnt.get(name) ?? []).length > 0)
    return judgeValues(input, settings.policy, judged, (name) => {
      const whole = (learnt.get(name) ?? []).map(({ pattern }) => `(?:${pattern})`).join('|')
      return { fits: call('regex-full-match', call('strip', columnExpr(name)), literal('text', whole)), reason: 'fits no learnt pattern' }
    })
  },
  warnings({ columns }) {
    const without = columns.filter(({ patterns }) => patterns.length === 0).map(({ name }) => quoted(name))
    if (without.length === 0) return []
    const names = listed(without)
    return [
      {
        code: 'no-pattern',
        severity: 'warning',
        param: 'columns',
        text: {
          en: `${names.en}: written in too many ways to have patterns; nothing is flagged there.`,
          fr: `${names.fr} : écrit de trop de façons pour avoir des motifs ; rien n’y est signalé.`,
        },
        action: { en: 'Leave it out, or let rarer patterns count.', fr: 'Écartez-la, ou laissez compter des motifs plus rares.' },
      },
    ]
  },
  explain({ columns, rare }) {
    const what = columnsPhrase(columns)
    return {
      en: `patterns of ${what.en}, rarer than ${rare} % is a misfit`,
      fr: `motifs de ${what.fr}, en dessous de ${rare} % c’est un écart`,
    }
  },
  examples: learnPatternExamples,
})

const chosen = (settings: z.output<typeof params>, input: Relation): readonly Column[] =>
  chooseColumns(input, settings.columns, { param: 'columns', accepts: ['text'] })

const sumOf = (patterns: readonly LearntPattern[]) => patterns.reduce((sum, { share }) => sum + share, 0)

function findingsOf(name: string, patterns: readonly LearntPattern[]): readonly Finding[] {
  const column = quoted(name)
  if (sumOf(patterns) < covered)
    return [
      {
        tone: 'note',
        text: {
          en: `${column.en} is written in too many ways to have patterns.`,
          fr: `${column.fr} s’écrit de trop de façons pour avoir des motifs.`,
        },
      },
    ]
  return patterns
    .slice(0, 5)
    .map(({ shown, share }): Finding => ({ tone: 'note', share, text: { en: `${column.en}: ${shown}`, fr: `${column.fr} : ${shown}` } }))
}
