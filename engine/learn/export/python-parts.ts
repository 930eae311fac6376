import { pythonBasis, pythonFunctions, pythonHelpers, pythonOwn } from './python-functions.ts'

/** What a file begins with: of the functions of the catalogue, and of what they stand on, those that its text asks for. */
export function pythonParts(text: string): string {
  const known = new Set<string>()
  const helpers = new Set<string>()
  const follow = (part: string) => {
    for (const [, id = ''] of part.matchAll(/\b(?:ask\(|KNOWN\[|OWN\[)["']([a-z0-9-]+)["']/g)) {
      if (known.has(id)) continue
      known.add(id)
      follow(pythonFunctions[id] ?? pythonOwn[id] ?? '')
    }
    for (const [name] of part.matchAll(/[A-Za-z_]\w*/g)) {
      if (!Object.hasOwn(pythonHelpers, name) || helpers.has(name)) continue
      helpers.add(name)
      follow(pythonHelpers[name] ?? '')
    }
  }
  follow(text)
  const entries = (functions: Readonly<Record<string, string>>) =>
    Object.entries(functions)
      .filter(([id]) => known.has(id))
      .map(([id, body]) => `    '${id}': ${body},\n`)
      .join('')
  const own = Object.entries(pythonHelpers).filter(([name]) => helpers.has(name))
  return `${pythonBasis}
${own.map(([, body]) => `\n${body}\n`).join('')}
KNOWN = {
${entries(pythonFunctions)}}
OWN = {
${entries(pythonOwn)}}
`
}
