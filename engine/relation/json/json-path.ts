// JSON texts in cells: their paths, and a reader that takes what DuckDB takes and writes what DuckDB writes.

/** The names and numbers that lead from a whole document to a part of it. Numbers of items count from 0. */
export type JsonSteps = readonly string[]

const step = /(?:^|\.)(?:"((?:[^"\\]|\\.)*)"|([^.[\]"]+))|\[(\d+)\]/uy

/**
 * Reads a path such as `address.city`, `items[0].price` or `"a.b".c`; a leading `$` is taken as in JSONPath, an empty path is the whole
 * document. Undefined when it is no path.
 */
export function parseJsonPath(path: string): JsonSteps | undefined {
  const text = path.replace(/^\$(?=$|[.[])\.?/u, '')
  const steps: string[] = []
  step.lastIndex = 0
  while (step.lastIndex < text.length) {
    const match = step.exec(text)
    if (match === null) return undefined
    const [, quoted, plain, index] = match
    steps.push(quoted === undefined ? (plain ?? index ?? '') : quoted.replace(/\\(.)/gu, '$1'))
  }
  return steps
}

/** The path of these steps, as a person would write it. */
export function writeJsonPath(steps: JsonSteps): string {
  return steps.map((name) => (/^[^.[\]"$\\]+$/u.test(name) ? name : `"${name.replace(/["\\]/gu, '\\$&')}"`)).join('.')
}

/** The same as a JSON pointer (RFC 6901), where nothing but `~` and `/` means something. */
export function jsonPointer(steps: JsonSteps): string {
  return steps.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
