import { NodeProblem } from './problem.ts'

/** What a node says that reads or writes a file while none is named. */
export function noFileChosen(): NodeProblem {
  return new NodeProblem({
    code: 'path-missing',
    param: 'path',
    text: { en: 'No file is chosen.', fr: 'Aucun fichier n’est choisi.' },
    action: { en: 'Choose a file, or drop one on the canvas.', fr: 'Choisissez un fichier, ou déposez-en un sur le plan de travail.' },
  })
}
