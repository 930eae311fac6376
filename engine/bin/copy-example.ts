import { copyFile, mkdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readDocument } from '../graph/read-document.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { notThere } from './answers.ts'
import type { Language } from '../protocol/text.ts'
import type { Engine } from './create-engine.ts'
import { exampleTextsSchema, inLanguage } from './example-texts.ts'

/** Puts a copy of an example in `language`, with the data files that it names, into the workspace. Gives the path of the new pipeline. */
export async function copyExample(engine: Engine, id: string, language: Language = 'en'): Promise<string> {
  const file = join(engine.assets, 'examples', `${id}.millrace`)
  if (!/^[\w-]+$/.test(id) || !(await isFile(file)))
    throw new ProblemError(
      notThere('example-missing', { en: `There is no example “${id}”.`, fr: `Il n’y a pas d’exemple « ${id} ».` }),
      404,
    )
  const read = readDocument(await readFile(file, 'utf8'), engine.catalogue)
  const texts = exampleTextsSchema.parse(JSON.parse(await readFile(join(dirname(file), `${id}.texts.json`), 'utf8')))
  const document = inLanguage(read.document, texts, language)
  const nodes = { ...document.nodes }
  for (const [name, node] of Object.entries(nodes)) {
    const path = node.params['path']
    if (node.type !== 'source.file' || typeof path !== 'string' || path === '') continue
    const source = join(dirname(file), path)
    const copy = join('data', basename(path))
    await mkdir(engine.workspace.data, { recursive: true })
    if (!(await isFile(join(engine.workspace.folder, copy)))) await copyFile(source, join(engine.workspace.folder, copy))
    nodes[name] = { ...node, params: { ...node.params, path: `data/${basename(path)}` } }
  }
  const opened = await engine.pipelines.create(document.name, { ...document, nodes })
  return opened.path
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (info) => info.isFile(),
    () => false,
  )
}
