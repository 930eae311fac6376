import type { Task } from '../../engine/learn/estimator.ts'
import { countText } from '../../engine/learn/number-text.ts'
import { takeLoadedRows } from '../../engine/learn/take-loaded-rows.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { ColumnData } from './context.ts'
import { requireNumber } from './learner-columns.ts'
import { quoted, quotedNames } from './phrases.ts'
import { NodeProblem } from './problem.ts'

export interface TrainingTarget {
  /** The rows whose target is known. */
  readonly data: ColumnData
  /** Values, or positions in `classes`. */
  readonly y: Float64Array
  /** Empty for a regression. */
  readonly classes: readonly string[]
  readonly dropped: number
}

/** More different values than these are names or measures, not classes. */
const mostClasses = 200

/** Rows whose target is known. Throws NodeProblem `target-not-number`, `too-many-classes`, `no-rows`. */
export function trainingTarget(loaded: ColumnData, target: Column, task: Task): TrainingTarget {
  const category = task === 'classification' ? loaded.categories.get(target.name) : undefined
  if (!category) requireNumber(target, false)
  const raw = category ? Float64Array.from(category.codes, (code) => (code < 0 ? NaN : code)) : loaded.numbers.get(target.name)
  if (!raw) throw new Error(`the target ${target.name} was not loaded`)
  const classes = category?.levels ?? []
  if (classes.length > mostClasses) throw tooManyClasses(target, classes.length)
  const known: number[] = []
  for (let row = 0; row < loaded.rows; row++) if (!Number.isNaN(raw[row])) known.push(row)
  if (known.length === 0) throw noRows(target.name)
  if (mostSeenOnce(category)) throw seenOnce(target, classes.length)
  const dropped = loaded.rows - known.length
  if (dropped === 0) return { data: loaded, y: raw, classes, dropped }
  return { data: takeLoadedRows(loaded, known), y: Float64Array.from(known, (row) => raw[row] as number), classes, dropped }
}

/** So many classes may each be seen once: examples are small. */
const fewSeenOnce = 20

/** Whether most classes of many are seen once: names, of which nothing can be learned. */
function mostSeenOnce(category: { readonly codes: Int32Array; readonly levels: readonly string[] } | undefined): boolean {
  if (!category || category.levels.length < fewSeenOnce) return false
  const counts = new Int32Array(category.levels.length)
  for (const code of category.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  return counts.filter((count) => count === 1).length > counts.length / 2
}

const readsLikeYes = /^(yes|true|1|y|t|oui|vrai|positive|positif|default|bad)$/i

/** Which of two classes scores are about: the one asked for, else the one that reads like a yes, else the last. Throws NodeProblem `positive-missing`. */
export function positiveClass(classes: readonly string[], asked: string): string {
  if (asked === '') return classes.find((name) => readsLikeYes.test(name)) ?? (classes.at(-1) as string)
  if (classes.includes(asked)) return asked
  const [wanted, there] = [quoted(asked), quotedNames(classes)]
  throw new NodeProblem({
    code: 'positive-missing',
    param: 'positive',
    text: {
      en: `The target is never ${wanted.en}; its classes are ${there.en}.`,
      fr: `La cible ne vaut jamais ${wanted.fr} ; ses classes sont ${there.fr}.`,
    },
    action: { en: 'Choose one of the classes.', fr: 'Choisissez l’une des classes.' },
    fixes: classes.map((name) => ({
      label: { en: `Use ${quoted(name).en}`, fr: `Utiliser ${quoted(name).fr}` },
      params: { positive: name },
    })),
  })
}

function tooManyClasses(target: Column, count: number): NodeProblem {
  const shown = quoted(target.name)
  return noClasses(target, {
    en: `${shown.en} has ${countText(count)} different values; a class has at most ${mostClasses}.`,
    fr: `${shown.fr} a ${countText(count)} valeurs différentes ; des classes, il y en a au plus ${mostClasses}.`,
  })
}

function seenOnce(target: Column, count: number): NodeProblem {
  const shown = quoted(target.name)
  return noClasses(target, {
    en: `${shown.en} has ${countText(count)} different values, most of which are seen once: nothing can be learned of them.`,
    fr: `${shown.fr} a ${countText(count)} valeurs différentes, dont la plupart n’apparaissent qu’une fois : on n’en peut rien apprendre.`,
  })
}

function noClasses({ name, type }: Column, text: Text): NodeProblem {
  const isNumber = type === 'int' || type === 'float'
  return new NodeProblem({
    code: 'too-many-classes',
    param: 'target',
    column: name,
    text,
    action: isNumber
      ? { en: 'Use a regression, or bin the numbers first.', fr: 'Utilisez une régression, ou découpez d’abord les nombres en tranches.' }
      : {
          en: 'Choose another target, or put rare values together first.',
          fr: 'Choisissez une autre cible, ou regroupez d’abord les valeurs rares.',
        },
  })
}

function noRows(target: string): NodeProblem {
  const name = quoted(target)
  return new NodeProblem({
    code: 'no-rows',
    port: 'table',
    text: { en: `No row has a value in ${name.en}.`, fr: `Aucune ligne n’a de valeur dans ${name.fr}.` },
    action: { en: 'Look at the rows that come in.', fr: 'Regardez les lignes qui arrivent.' },
  })
}
