import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Relation } from '../relation/relation.ts'
import { scansOf } from './source-rows.ts'

/**
 * Remembers the files under a relation before they are read. The function that it gives is called when they were: it throws NodeProblem
 * `file-changed` where one is another by now, since half of the rows may be those of before. One that was taken away was read to its end.
 */
export async function watchFiles(relation: Relation): Promise<() => Promise<void>> {
  const paths = [...new Set([...scansOf(relation)].flatMap(({ source }) => source.paths))]
  const look = (path: string) =>
    stat(path).then(
      ({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`,
      () => null,
    )
  const before = await Promise.all(paths.map(look))
  return async () => {
    const after = await Promise.all(paths.map(look))
    const changed = paths.find((_, index) => after[index] !== null && before[index] !== null && after[index] !== before[index])
    if (changed === undefined) return
    const name = basename(changed)
    throw new NodeProblem({
      code: 'file-changed',
      text: { en: `“${name}” changed while it was read.`, fr: `« ${name} » a changé pendant sa lecture.` },
      action: { en: 'Run again when nothing writes to it any more.', fr: 'Relancez l’exécution quand plus rien n’y écrit.' },
    })
  }
}
