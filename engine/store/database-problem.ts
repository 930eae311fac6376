import { ProblemError } from '../protocol/problem-error.ts'
import type { Text } from '../protocol/text.ts'

interface Fault {
  readonly code: string
  readonly status: number
  text(path: string): Text
  readonly action: Text
}

const locked: Fault = {
  code: 'database-locked',
  status: 423,
  text: (path) => ({
    en: `Another program holds ${path}. Nothing was written.`,
    fr: `Un autre programme occupe ${path}. Rien n’a été écrit.`,
  }),
  action: {
    en: 'Close that program (a database browser, a backup, a sync), then do it again.',
    fr: 'Fermez ce programme (explorateur de bases, sauvegarde, synchronisation), puis recommencez.',
  },
}
const full: Fault = {
  code: 'disk-full',
  status: 422,
  text: (path) => ({
    en: `${path} could not be written: the disk is full or takes no more. What was there before is kept.`,
    fr: `${path} n’a pas pu être écrit : le disque est plein ou n’accepte plus rien. Ce qui existait avant est conservé.`,
  }),
  action: { en: 'Make room on that disk, then do it again.', fr: 'Libérez de la place sur ce disque, puis recommencez.' },
}
const forbidden: Fault = {
  code: 'file-forbidden',
  status: 422,
  text: (path) => ({
    en: `${path} may not be opened or written: its rights or those of its folder forbid it.`,
    fr: `${path} ne peut pas être ouvert ou écrit : ses droits ou ceux de son dossier l’interdisent.`,
  }),
  action: { en: 'Change its permissions, then do it again.', fr: 'Changez ses droits d’accès, puis recommencez.' },
}
const broken: Fault = {
  code: 'database-broken',
  status: 500,
  text: (path) => ({
    en: `${path} is damaged or is no database. Nothing was written to it.`,
    fr: `${path} est endommagé ou n’est pas une base de données. Rien n’y a été écrit.`,
  }),
  action: { en: 'Put a copy of it back.', fr: 'Remettez-en une copie.' },
}

/** By the primary result code of SQLite (https://sqlite.org/rescode.html): the last eight bits of what a call gives. */
const faults: Readonly<Record<number, Fault>> = {
  5: locked,
  6: locked,
  8: forbidden,
  10: full,
  11: broken,
  13: full,
  14: forbidden,
  26: broken,
}

/** What SQLite could not do with a file as a problem that names it; undefined for any other error. */
export function databaseProblem(error: unknown, path: string): ProblemError | undefined {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return undefined
  const fault = faults[error.errcode & 0xff]
  return fault && asProblem(fault, path)
}

export function brokenDatabase(path: string): ProblemError {
  return asProblem(broken, path)
}

function asProblem({ code, status, text, action }: Fault, path: string): ProblemError {
  return new ProblemError({ code, severity: 'error', place: {}, text: text(path), action }, status)
}
