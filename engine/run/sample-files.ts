import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NodeProblem } from '../../nodes/kit/problem.ts'

/** The path of a data set that ships with Millrace, by its name in assets/samples/index.json. */
export async function samplePath(assets: string, name: string): Promise<string> {
  const index = JSON.parse(await readFile(join(assets, 'samples', 'index.json'), 'utf8')) as { name: string; file: string }[]
  const found = index.find((entry) => entry.name === name)
  if (!found)
    throw new NodeProblem({
      code: 'sample-unknown',
      param: 'name',
      text: { en: `There is no sample “${name}”.`, fr: `Il n’y a pas d’exemple « ${name} ».` },
      action: { en: 'Choose one of the list.', fr: 'Choisissez-en un dans la liste.' },
    })
  return join(assets, 'samples', found.file)
}
