import { basename } from 'node:path'
import { NodeProblem } from '../../../nodes/kit/problem.ts'

const replace = { label: { en: 'Replace it from now on', fr: 'Le remplacer désormais' }, params: { existing: 'replace' } }
const append = { label: { en: 'Add rows to it', fr: 'Y ajouter des lignes' }, params: { existing: 'append' } }

/** Something is there, and the person has not said what becomes of it. */
export function alreadyThere(target: string, { canAppend = true } = {}): NodeProblem {
  const name = basename(target)
  return new NodeProblem({
    code: 'file-exists',
    param: 'existing',
    text: { en: `“${name}” is there already; nothing was written.`, fr: `« ${name} » existe déjà ; rien n’a été écrit.` },
    action: { en: 'Say what becomes of it.', fr: 'Dites ce qu’il en advient.' },
    fixes: canAppend ? [replace, append] : [replace],
  })
}

/** A folder that holds what this node would not have written is never removed. */
export function notOurs(target: string, entry: string): NodeProblem {
  const name = basename(target)
  return new NodeProblem({
    code: 'folder-not-ours',
    param: 'path',
    text: {
      en: `The folder “${name}” also holds “${entry}”; it was not replaced.`,
      fr: `Le dossier « ${name} » contient aussi « ${entry} » ; il n’a pas été remplacé.`,
    },
    action: { en: 'Name a new folder, or move what is in this one.', fr: 'Nommez un nouveau dossier, ou déplacez le contenu de celui-ci.' },
  })
}

export function otherKind(target: string, isFolder: boolean): NodeProblem {
  const name = basename(target)
  return new NodeProblem({
    code: isFolder ? 'file-is-folder' : 'folder-is-file',
    param: 'path',
    text: isFolder
      ? { en: `“${name}” is a folder; one file was to be written.`, fr: `« ${name} » est un dossier ; un seul fichier devait être écrit.` }
      : {
          en: `“${name}” is a file; a folder of files was to be written.`,
          fr: `« ${name} » est un fichier ; un dossier de fichiers devait être écrit.`,
        },
    action: { en: 'Choose another name.', fr: 'Choisissez un autre nom.' },
  })
}

export function otherColumns(target: string, there: readonly string[], coming: readonly string[]): NodeProblem {
  const differ = [...there.filter((name) => !coming.includes(name)), ...coming.filter((name) => !there.includes(name))]
  const list = differ.slice(0, 5).join(', ') || there.slice(0, 5).join(', ')
  return new NodeProblem({
    code: 'columns-differ',
    param: 'existing',
    text: {
      en: `The columns of “${basename(target)}” are others or stand in another order: ${list}. Nothing was added.`,
      fr: `Les colonnes de « ${basename(target)} » sont autres ou dans un autre ordre : ${list}. Rien n’a été ajouté.`,
    },
    action: { en: 'Bring the columns in line, or replace the file.', fr: 'Accordez les colonnes, ou remplacez le fichier.' },
    fixes: [replace],
  })
}

export function noAppending(): NodeProblem {
  return new NodeProblem({
    code: 'append-not-possible',
    param: 'existing',
    text: { en: 'Rows cannot be added to a workbook.', fr: 'On ne peut pas ajouter de lignes à un classeur.' },
    action: { en: 'Replace it, or write CSV, Parquet or JSON lines.', fr: 'Remplacez-le, ou écrivez en CSV, Parquet ou lignes JSON.' },
    fixes: [replace],
  })
}
