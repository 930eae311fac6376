import type { NodeProblemData } from '../../nodes/kit/problem.ts'
import type { Text } from '../protocol/text.ts'

const reasons: Readonly<Record<string, Text>> = {
  ENOSPC: { en: 'the disk is full', fr: 'le disque est plein' },
  EDQUOT: { en: 'your quota on this disk is used up', fr: 'votre quota sur ce disque est épuisé' },
  EFBIG: { en: 'this disk or account does not take files of that size', fr: 'ce disque ou ce compte n’accepte pas de fichier aussi gros' },
}

const forbidden: Readonly<Record<string, Text>> = {
  EACCES: { en: 'you have no right to', fr: 'vous n’en avez pas le droit' },
  EPERM: { en: 'you have no right to', fr: 'vous n’en avez pas le droit' },
  EROFS: { en: 'the disk is read-only', fr: 'le disque est en lecture seule' },
}

/** What DuckDB's messages say instead of a code. */
const told: readonly (readonly [RegExp, string])[] = [
  [/No space left|not enough space|disk.*full/i, 'ENOSPC'],
  [/Disk quota exceeded/i, 'EDQUOT'],
  [/File too large/i, 'EFBIG'],
  [/Read-only file system/i, 'EROFS'],
  [/Permission denied/i, 'EACCES'],
  [/Could not write|failed to write/i, 'ENOSPC'],
]

/** A disk that takes no more, or nothing at all, as a problem that names the file; null for any other error. */
export function diskProblem(error: unknown): NodeProblemData | null {
  if (!(error instanceof Error)) return null
  if (/failed to offload|max_temp_directory_size/i.test(error.message)) return noRoomToSpill(error.message)
  const own = 'code' in error ? String(error.code) : ''
  const code = own in reasons || own in forbidden ? own : told.find(([pattern]) => pattern.test(error.message))?.[1]
  if (code === undefined) return null
  const path = pathOf(error)
  const file: Text = path === null ? { en: 'A file', fr: 'Un fichier' } : { en: `“${path}”`, fr: `« ${path} »` }
  const reason = reasons[code]
  if (reason)
    return {
      code: 'disk-full',
      text: {
        en: `${file.en} could not be written: ${reason.en}. What was there before is kept.`,
        fr: `${file.fr} n’a pas pu être écrit : ${reason.fr}. Ce qui existait avant est conservé.`,
      },
      action: {
        en: 'Make room on that disk, then do it again. The folder .millrace/artifacts of the workspace may be deleted: runs make it anew.',
        fr: 'Libérez de la place sur ce disque, puis recommencez. Le dossier .millrace/artifacts de l’espace de travail peut être supprimé : les exécutions le refont.',
      },
    }
  const why = forbidden[code] as Text
  return {
    code: 'file-forbidden',
    text: { en: `${file.en} may not be opened: ${why.en}.`, fr: `${file.fr} ne peut pas être ouvert : ${why.fr}.` },
    action: {
      en: 'Change its permissions, or choose another file or workspace.',
      fr: 'Changez ses droits d’accès, ou choisissez un autre fichier ou espace de travail.',
    },
  }
}

/** What does not fit into memory is put on the disk while a query works; DuckDB removes it when the query ends, however it does. */
function noRoomToSpill(message: string): NodeProblemData {
  const put = /\(([\d.]+ \w+)\/[\d.]+ \w+ used\)/.exec(message)?.[1]
  const used: Text = put ? { en: ` after ${put}`, fr: ` après ${put.replace('.', ',').replace('iB', 'io')}` } : { en: '', fr: '' }
  return {
    code: 'disk-full',
    text: {
      en: `The disk had no more room for what this step puts aside while it works${used.en}. All of that is removed again.`,
      fr: `Le disque n’avait plus de place pour ce que cette étape met de côté en travaillant${used.fr}. Tout cela est déjà effacé.`,
    },
    action: {
      en: 'Make room on the disk of the workspace, or keep fewer rows or columns before this step.',
      fr: 'Libérez de la place sur le disque de l’espace de travail, ou gardez moins de lignes ou de colonnes en amont.',
    },
  }
}

function pathOf(error: Error): string | null {
  if ('path' in error && typeof error.path === 'string') return error.path
  return /(?:file|directory) ["“']([^"”']+)["”']/.exec(error.message)?.[1] ?? null
}
