import { join } from 'node:path'
import { filesOf, hashOf } from './files-of.mjs'
import { nativeTarget } from './native-target.mjs'

/**
 * What is wrong with the engine and Node in a packaged tree: files that were not delivered or are missing, changed ones, natives of another
 * system. Empty when all is well.
 * @param {string} resources
 * @param {Record<string, string>} delivered path below the resources -> SHA-256
 * @param {{ platform: string, arch: string }} target
 * @returns {Promise<string[]>}
 */
export async function checkResources(resources, delivered, { platform, arch }) {
  const problems = []
  const found = ['engine', 'node'].flatMap((part) => filesOf(join(resources, part)).map((file) => `${part}/${file}`))
  for (const file of found) {
    const native = nativeTarget(join(resources, file))
    if (native !== null && native !== `${platform}-${arch}` && native !== `${platform}-universal`)
      problems.push(`${file} is for ${native}, not for ${platform}-${arch}`)
    if (!Object.hasOwn(delivered, file)) {
      if (platform !== 'darwin' || native === null) problems.push(`${file} is not in the list of what is delivered`)
    } else if ((await hashOf(join(resources, file))) !== delivered[file]) problems.push(`${file} is not as it was laid out`)
  }
  const there = new Set(found)
  for (const file of Object.keys(delivered)) if (!there.has(file)) problems.push(`${file} is missing`)
  if (!found.some((file) => file.endsWith('.node'))) problems.push('the database has no native library')
  return problems
}
