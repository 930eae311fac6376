import { NodeProblem, type NodeProblemData } from '../../nodes/kit/problem.ts'
import { readingProblem } from '../adapters/databases/database-problem.ts'
import { csvProblem } from '../adapters/files/describe-csv.ts'
import { ExpressionError } from '../relation/expression-error.ts'
import { LearnProblem } from '../learn/problem.ts'
import type { Text } from '../protocol/text.ts'
import { RelationError } from '../relation/build.ts'
import { diskProblem } from '../store/disk-problem.ts'

/** Any exception of a node or of what it calls, as a problem that a person can read. What nobody foresaw becomes `internal`. */
export function problemData(error: unknown): NodeProblemData {
  if (error instanceof NodeProblem) return error.data
  if (error instanceof LearnProblem) return learnProblem(error)
  if (error instanceof ExpressionError) return { code: error.code, text: error.text }
  if (error instanceof RelationError) {
    const name = error.column ?? ''
    if (error.code === 'column-missing')
      return {
        code: 'column-missing',
        column: name,
        text: { en: `The column “${name}” is not there any more.`, fr: `La colonne « ${name} » n’existe plus.` },
        action: { en: 'Choose another column.', fr: 'Choisissez une autre colonne.' },
      }
    if (error.code === 'column-twice')
      return {
        code: 'column-twice',
        column: name,
        text: { en: `Two columns would be called “${name}”.`, fr: `Deux colonnes s’appelleraient « ${name} ».` },
        action: { en: 'Give one of them another name.', fr: 'Donnez un autre nom à l’une d’elles.' },
      }
    return { code: 'shape', text: { en: `This does not fit: ${error.message}.`, fr: `Cela ne convient pas : ${error.message}.` } }
  }
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const disk = diskProblem(error)
  if (disk) return disk
  if (/Out of Memory|could not allocate|failed to (allocate|pin)/i.test(message))
    return {
      code: 'memory-short',
      text: {
        en: `There is not enough memory for this step. ${memoryNumbers(message).en}`,
        fr: `La mémoire ne suffit pas pour cette étape. ${memoryNumbers(message).fr}`,
      },
      action: {
        en: 'Keep fewer rows or columns before it, or close other programs.',
        fr: 'Gardez moins de lignes ou de colonnes en amont, ou fermez d’autres programmes.',
      },
    }
  const database = readingProblem(message)
  if (database) return database
  if (/CSV Error|sniff|Invalid unicode|Error when sniffing/i.test(message)) return csvProblem(error).data
  const strict = /not (an integer|a number|a date)/i.exec(message)?.[1]
  if (strict) return unreadable(strict)
  if (/Conversion Error/i.test(message)) {
    const value = /Could not convert string ['"](.*)['"] to (\w+)/s.exec(message)
    return {
      code: 'value-unreadable',
      text: value
        ? { en: `“${value[1]}” cannot be read as ${value[2]}.`, fr: `« ${value[1]} » ne se lit pas comme ${value[2]}.` }
        : { en: `A value cannot be converted: ${firstLine(message)}`, fr: `Une valeur ne se convertit pas : ${firstLine(message)}` },
      action: {
        en: 'Say that such values become missing, or read the column as text.',
        fr: 'Dites que ces valeurs deviennent manquantes, ou lisez la colonne comme du texte.',
      },
    }
  }
  if (code === 'ENOENT' || /No files found|IO Error: Cannot open file/i.test(message))
    return {
      code: 'file-missing',
      text: { en: 'A file that was there is gone.', fr: 'Un fichier qui existait a disparu.' },
      action: { en: 'Put it back, or choose it again.', fr: 'Remettez-le, ou choisissez-le à nouveau.' },
    }
  return {
    code: 'internal',
    text: {
      en: 'Something went wrong inside Millrace. The log has the details.',
      fr: 'Une erreur interne s’est produite. Le journal donne les détails.',
    },
    action: { en: 'Try again; if it happens again, send the log.', fr: 'Réessayez ; si cela se reproduit, envoyez le journal.' },
  }
}

/** What the strict readers of change-type say; they stop the run because the person asked for it. */
function unreadable(what: string): NodeProblemData {
  const names: Readonly<Record<string, Text>> = {
    'an integer': { en: 'a whole number', fr: 'un nombre entier' },
    'a number': { en: 'a number', fr: 'un nombre' },
    'a date': { en: 'a date', fr: 'une date' },
  }
  const name = names[what] ?? { en: what, fr: what }
  return {
    code: 'value-unreadable',
    text: { en: `A text cannot be read as ${name.en}.`, fr: `Un texte ne se lit pas comme ${name.fr}.` },
    action: {
      en: 'Let such values become missing and look at the rows of the second output.',
      fr: 'Laissez ces valeurs devenir manquantes et regardez les lignes de la seconde sortie.',
    },
  }
}

function learnProblem({ data }: LearnProblem): NodeProblemData {
  return {
    code: data.code,
    ...(data.option !== undefined && { param: data.option }),
    ...(data.column !== undefined && { column: data.column }),
    text: data.text,
    ...(data.action && { action: data.action }),
    ...(data.fixes && { fixes: data.fixes.map(({ label, options }) => ({ label, params: options })) }),
  }
}

function memoryNumbers(message: string): { en: string; fr: string } {
  const used = /\(([\d.]+ \wi?B)\/([\d.]+ \wi?B) used\)/.exec(message)
  return used ? { en: `It used ${used[1]} of ${used[2]}.`, fr: `Elle a utilisé ${used[1]} sur ${used[2]}.` } : { en: '', fr: '' }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).slice(0, 200)
}
