import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Text } from '../protocol/text.ts'
import { ProblemError } from '../protocol/problem-error.ts'

/**
 * Makes a folder and those above it. Throws ProblemError `folder-unusable`. Node's own recursive mkdir never returns where a file system
 * answers ENOENT for good, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await make(path)
  } catch (error) {
    throw new ProblemError({
      code: 'folder-unusable',
      severity: 'error',
      place: {},
      text: {
        en: `The folder “${path}” cannot be made: ${why(error).en}.`,
        fr: `Le dossier « ${path} » ne peut pas être créé : ${why(error).fr}.`,
      },
      action: { en: 'Choose another folder.', fr: 'Choisissez un autre dossier.' },
    })
  }
}

async function make(path: string): Promise<void> {
  const first = await mkdir(path).then(() => null, codeOf)
  if (first === null) return
  if (first.code === 'ENOENT' && dirname(path) !== path) {
    await make(dirname(path))
    await mkdir(path)
    return
  }
  // Something is there: fine when it is a folder.
  if (first.code === 'EEXIST' || first.code === 'EISDIR' || first.code === 'EROFS') await mkdir(path, { recursive: true })
  else throw first.error
}

function codeOf(error: unknown): { readonly code: string; readonly error: unknown } {
  return { code: error instanceof Error && 'code' in error ? String(error.code) : '', error }
}

const reasons: Readonly<Record<string, Text>> = {
  EACCES: { en: 'you have no right to write there', fr: 'vous n’avez pas le droit d’y écrire' },
  EPERM: { en: 'you have no right to write there', fr: 'vous n’avez pas le droit d’y écrire' },
  EROFS: { en: 'the disk is read-only', fr: 'le disque est en lecture seule' },
  ENOENT: { en: 'nothing can be made there', fr: 'rien ne peut y être créé' },
  ENOTDIR: { en: 'a part of this path is a file', fr: 'une partie de ce chemin est un fichier' },
  EEXIST: { en: 'a file of this name is there', fr: 'un fichier de ce nom existe' },
  ENOSPC: { en: 'the disk is full', fr: 'le disque est plein' },
  ENAMETOOLONG: { en: 'its name is too long', fr: 'son nom est trop long' },
}

function why(error: unknown): Text {
  return reasons[codeOf(error).code] ?? { en: String(error), fr: String(error) }
}
