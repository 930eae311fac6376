import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { noFileChosen } from '../../../nodes/kit/no-file-chosen.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'

/** Which files a pipeline may touch: those of its workspace, and those that the person picked. */
export interface FileAccess {
  readonly workspace: string
  isGranted(path: string): boolean
  /** What the person picked: files and folders. */
  picked(): readonly string[]
}

/** Whether a pipeline may read what lies at `path` (absolute, links resolved) outside the workspace: picked itself, or in a folder that was. */
export function mayRead(access: FileAccess, path: string): boolean {
  return access.isGranted(path) || access.picked().some((place) => isInside(place, path))
}

/** Whether `path` lies in `folder` (both absolute, links resolved). */
export function isInside(folder: string, path: string): boolean {
  const rest = relative(folder, path)
  return rest === '' || (!rest.startsWith(`..${sep}`) && rest !== '..' && !isAbsolute(rest))
}

/**
 * The absolute path for what a node names, links resolved. Throws NodeProblem `path-missing` (nothing named), `file-missing`, or
 * `path-outside` when it leads out of the workspace and was not picked by the person.
 */
export async function resolveInput(named: string, folder: string, access: FileAccess): Promise<string> {
  if (named.trim() === '') throw noFileChosen()
  if (named.includes('\0')) throw outside(named)
  const wanted = resolve(folder, named)
  let real: string
  try {
    real = await realpath(wanted)
  } catch {
    if (!isInside(access.workspace, wanted) && !mayRead(access, wanted)) throw outside(named)
    throw new NodeProblem({
      code: 'file-missing',
      param: 'path',
      text: { en: `The file “${named}” is not there.`, fr: `Le fichier « ${named} » est introuvable.` },
      action: { en: 'Choose the file again, or put it back.', fr: 'Choisissez à nouveau le fichier, ou remettez-le à sa place.' },
    })
  }
  const workspace = await realpath(access.workspace)
  if (!isInside(workspace, real) && !mayRead(access, real) && !access.isGranted(wanted)) throw outside(named)
  return real
}

/** The absolute path of a file that a node will write. The folder must lie in the workspace, or the person picked the file. */
export function resolveOutput(named: string, folder: string, access: FileAccess): string {
  if (named.trim() === '') throw noFileChosen()
  const wanted = resolve(folder, named)
  if (named.includes('\0') || (!isInside(access.workspace, wanted) && !access.isGranted(wanted))) throw outside(named)
  return wanted
}

function outside(named: string): NodeProblem {
  return new NodeProblem({
    code: 'path-outside',
    param: 'path',
    text: {
      en: `“${named}” lies outside the workspace and nobody picked it here.`,
      fr: `« ${named} » se trouve hors de l’espace de travail et n’a pas été choisi ici.`,
    },
    action: {
      en: 'Choose the file yourself, or copy it into the workspace.',
      fr: 'Choisissez vous-même le fichier, ou copiez-le dans l’espace de travail.',
    },
  })
}
