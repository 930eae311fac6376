import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { isInside } from '../adapters/files/file-access.ts'
import { DocumentError, migrateDocument, readDocument } from '../graph/read-document.ts'
import { writeDocument } from '../graph/write-document.ts'
import { documentVersion, type Document } from '../protocol/document.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { OpenedPipeline, PipelineEntry } from '../protocol/workspace.ts'
import type { Catalogue } from '../run/resolve.ts'
import { familyOf } from './family-of.ts'
import { readIfThere, writeFileSafely } from './write-file-safely.ts'
import type { Workspace } from './workspace.ts'

/** Pipelines and their drafts in a workspace. Paths are relative to the workspace folder, with `/`; absolute for granted files outside it. */
export interface PipelineStore {
  list(): Promise<PipelineEntry[]>
  create(name: string, document?: Document): Promise<OpenedPipeline>
  open(path: string): Promise<OpenedPipeline>
  /** Throws ProblemError 409 when the file is not the one of `revision`. Returns the new revision. */
  save(path: string, document: Document, revision: string | null): Promise<string>
  remove(path: string): Promise<void>
  saveDraft(path: string, document: Document): Promise<void>
  dropDraft(path: string): Promise<void>
  /** Fingerprints of results that pipelines and drafts keep. */
  kept(): Promise<ReadonlySet<string>>
  /** The folder that relative paths of this pipeline start from. */
  folderOf(path: string): string
}

/** `kept` of a node, whatever the order of its keys. */
const keptResult = /"kept":\s*\{[^{}]*"fingerprint":\s*"([0-9a-f]+)"/g

const emptyDocument = (name: string, seed = 20261): Document => ({
  format: 'millrace/pipeline',
  version: documentVersion,
  name,
  seed,
  parameters: {},
  nodes: {},
  wires: [],
  notes: {},
  frames: {},
  layout: {},
})

/** `isGranted`: files that the person chose in the desktop, which may lie outside the workspace. */
export function openPipelineStore(
  workspace: Workspace,
  catalogue: Catalogue,
  isGranted: (path: string) => boolean = () => false,
): PipelineStore {
  const absolute = (path: string) => {
    const full = resolve(workspace.folder, path)
    const reachable = isInside(workspace.folder, full) || isGranted(full)
    if (path.includes('\0') || !reachable || full === workspace.folder || !full.endsWith('.millrace'))
      throw new ProblemError({
        code: 'path-outside',
        severity: 'error',
        place: {},
        text: { en: `“${path}” is no pipeline of this workspace.`, fr: `« ${path} » n’est pas un pipeline de cet espace de travail.` },
      })
    return full
  }
  const draftOf = (path: string) => join(workspace.drafts, `${createHash('sha256').update(path).digest('hex').slice(0, 24)}.json`)
  const revisionOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
  const relativePath = (full: string) => relative(workspace.folder, full).split(sep).join('/')

  const readDraft = async (path: string): Promise<OpenedPipeline['draft']> => {
    const text = await readIfThere(draftOf(path))
    if (text === null) return null
    try {
      const draft = JSON.parse(text) as { document: unknown; savedAt: string }
      return { document: readDocument(JSON.stringify(draft.document), catalogue).document, savedAt: draft.savedAt }
    } catch (error) {
      // A draft that cannot be read any more must not keep its pipeline from opening.
      if (error instanceof SyntaxError || error instanceof DocumentError) return null
      throw error
    }
  }

  /** The draft, when it holds something else than the file. */
  const draftBeside = async (path: string, saved: Document): Promise<OpenedPipeline['draft']> => {
    const draft = await readDraft(path)
    return draft && JSON.stringify(draft.document) !== JSON.stringify(saved) ? draft : null
  }

  const open = async (path: string): Promise<OpenedPipeline> => {
    const text = await readIfThere(absolute(path))
    if (text === null)
      throw new ProblemError(
        {
          code: 'pipeline-missing',
          severity: 'error',
          place: {},
          text: { en: `The pipeline “${path}” is not there.`, fr: `Le pipeline « ${path} » est introuvable.` },
        },
        404,
      )
    try {
      const read = readDocument(text, catalogue)
      return {
        path,
        document: read.document,
        revision: revisionOf(text),
        readOnly: read.readOnly,
        problems: [...read.problems],
        draft: await draftBeside(path, read.document),
      }
    } catch (error) {
      throw error instanceof DocumentError ? new ProblemError(error.problem, 422) : error
    }
  }

  return {
    open,
    folderOf: (path) => dirname(absolute(path)),
    async list() {
      const entries: PipelineEntry[] = []
      for (const full of await findPipelines(workspace.folder)) {
        const text = await readIfThere(full)
        const info = await stat(full).catch(() => null)
        if (text === null || !info) continue
        const path = relativePath(full)
        try {
          const saved = readDocument(text, catalogue).document
          const draft = await draftBeside(path, saved)
          const document = draft?.document ?? saved
          entries.push({
            path,
            name: document.name,
            modifiedAt: draft?.savedAt ?? info.mtime.toISOString(),
            openedAt: null,
            nodes: Object.keys(document.nodes).length,
            picture: Object.entries(document.nodes).map(([id, node], index) => ({
              id,
              family: familyOf(node.type),
              ...(document.layout[id] ?? { x: index * 272, y: 0 }),
            })),
            wires: document.wires.map((wire): [string, string] => [wire.from.split('.')[0] ?? '', wire.to.split('.')[0] ?? '']),
            outcome: 'none',
            draft: draft !== null,
          })
        } catch (error) {
          if (!(error instanceof DocumentError)) throw error
        }
      }
      return entries.toSorted((a, b) => (a.modifiedAt < b.modifiedAt ? 1 : -1))
    },
    async kept() {
      const texts = await Promise.all(
        (await findPipelines(workspace.folder)).flatMap((full) => [full, draftOf(relativePath(full))]).map(readIfThere),
      )
      // Looked for in the text: what is damaged or newer keeps its results too.
      return new Set(texts.flatMap((text) => [...(text ?? '').matchAll(keptResult)].flatMap(([, fingerprint]) => fingerprint ?? [])))
    },
    async create(name, document) {
      const base =
        name
          .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
          .trim()
          .replace(/\s+/g, '-')
          .toLowerCase()
          .slice(0, 80) || 'pipeline'
      for (let number = 1; ; number++) {
        const path = number === 1 ? `${base}.millrace` : `${base}-${number}.millrace`
        if ((await readIfThere(absolute(path))) !== null) continue
        await writeFileSafely(absolute(path), writeDocument({ ...(document ?? emptyDocument(name)), name }))
        return open(path)
      }
    },
    async save(path, document, revision) {
      const full = absolute(path)
      const before = await readIfThere(full)
      const known = migrateDocument(document, catalogue)
      if (known.readOnly)
        throw new ProblemError({ ...(known.problems[0] as NonNullable<(typeof known.problems)[0]>), code: 'document-read-only' }, 409)
      if (revision !== null && before !== null && revisionOf(before) !== revision)
        throw new ProblemError(
          {
            code: 'document-changed',
            severity: 'error',
            place: {},
            text: {
              en: 'The file was changed by another program since it was opened.',
              fr: 'Le fichier a été modifié par un autre programme depuis son ouverture.',
            },
            action: { en: 'Keep yours, or open theirs.', fr: 'Gardez la vôtre, ou ouvrez l’autre version.' },
          },
          409,
        )
      const text = writeDocument(document)
      if (text !== before) await writeFileSafely(full, text)
      await rm(draftOf(path), { force: true })
      return revisionOf(text)
    },
    async remove(path) {
      await rm(absolute(path), { force: true })
      await rm(draftOf(path), { force: true })
    },
    async saveDraft(path, document) {
      absolute(path)
      await writeFileSafely(draftOf(path), JSON.stringify({ path, document, savedAt: new Date().toISOString() }))
    },
    async dropDraft(path) {
      await rm(draftOf(path), { force: true })
    },
  }
}

const hidden = new Set(['node_modules', 'runs', 'models', 'logs', 'data'])

async function findPipelines(folder: string, depth = 0): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const found: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue
    if (entry.isFile() && entry.name.endsWith('.millrace')) found.push(join(folder, entry.name))
    else if (entry.isDirectory() && depth < 2 && !hidden.has(entry.name))
      found.push(...(await findPipelines(join(folder, entry.name), depth + 1)))
    if (found.length > 500) break
  }
  return found
}
