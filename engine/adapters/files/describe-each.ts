import type { Described } from '../../../nodes/kit/context.ts'
import { NodeProblem } from '../../../nodes/kit/problem.ts'

/** Describes files one after the other; a problem says in which file it is. */
export async function describeEach(
  files: readonly { readonly name: string; readonly path: string }[],
  describe: (path: string) => Promise<Described>,
): Promise<{ name: string; described: Described }[]> {
  const found: { name: string; described: Described }[] = []
  for (const { name, path } of files) {
    try {
      found.push({ name, described: await describe(path) })
    } catch (error) {
      if (!(error instanceof NodeProblem)) throw error
      const { text } = error.data
      throw new NodeProblem({ ...error.data, text: { en: `${name}: ${text.en}`, fr: `${name} : ${text.fr}` } })
    }
  }
  return found
}
