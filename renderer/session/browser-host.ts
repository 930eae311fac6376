import { z } from 'zod'
import { EngineFailure } from '../../engine/protocol/client.ts'
import { failureSchema } from '../../engine/protocol/methods.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { FileFilter, HostServices, ReadableFile } from './host.ts'

const answerSchema = z.object({ path: z.string() })

function uploadProblem(name: string): Problem {
  return {
    code: 'upload-failed',
    severity: 'error',
    place: {},
    text: { en: `${name} could not be handed to the engine.`, fr: `${name} n’a pas pu être transmis au moteur.` },
    action: {
      en: 'Try again, or put the file into the workspace folder yourself.',
      fr: 'Réessayez, ou placez le fichier vous-même dans le dossier de travail.',
    },
  }
}

/** Hands the bytes of a file to the engine, which puts them into the workspace. Throws EngineFailure. */
export async function uploadFile(base: string, file: File, send: typeof fetch = fetch): Promise<ReadableFile> {
  const url = `${base}/api/files?${new URLSearchParams({ name: file.name })}`
  let response: Response
  try {
    response = await send(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
  } catch {
    throw new EngineFailure(uploadProblem(file.name), 0)
  }
  const body: unknown = await response.json()
  if (!response.ok) {
    const failure = failureSchema.safeParse(body)
    throw new EngineFailure(failure.success ? failure.data.problem : uploadProblem(file.name), response.status)
  }
  return { path: answerSchema.parse(body).path, name: file.name }
}

/** Opens the browser's own file dialog. An empty list when it was closed without choosing. */
function pickFiles(filters: readonly FileFilter[]): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.hidden = true
    input.accept = filters.flatMap((filter) => filter.extensions.map((extension) => `.${extension}`)).join(',')
    const finish = (files: readonly File[]) => {
      input.remove()
      resolve(files)
    }
    input.addEventListener('change', () => finish([...(input.files ?? [])]))
    input.addEventListener('cancel', () => finish([]))
    // In the page while it is open, so that a test can find it and hand it files.
    document.body.append(input)
    input.click()
  })
}

/** The studio in a browser: files are uploaded, there is no menu bar and no place to save to. */
export function browserHost(base: string): HostServices {
  const upload = (files: readonly File[]) => Promise.all(files.map((file) => uploadFile(base, file)))
  return {
    platform: 'browser',
    openFiles: async (filters) => upload(await pickFiles(filters)),
    openFolder: async () => null,
    saveFile: async () => null,
    takeFiles: upload,
    onMenu: () => () => {},
    onOpen: () => () => {},
    setMenu: () => {},
    setTitle: (title) => {
      document.title = title
    },
  }
}
