import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { backendOrder, type BackendId, type BackendPlaces } from '../adapters/tensorflow/backend.ts'
import { chooseBackend, probeBackends, type BackendReport } from '../adapters/tensorflow/probe-backends.ts'
import type { MethodOutput } from '../protocol/methods.ts'
import { readIfThere, writeFileSafely } from '../store/write-file-safely.ts'

export interface BackendService {
  /** Back ends that work, the one to use first. Probes once; the answer is kept until Millrace changes, or what was added to it. */
  order(): Promise<readonly BackendId[]>
  report(): Promise<MethodOutput<'listBackends'>>
}

export interface BackendServiceOptions {
  readonly probeEntry: string
  readonly places: BackendPlaces
  /** Where the answer is kept. */
  readonly file: string
  readonly version: string
}

export function createBackendService({ probeEntry, places, file, version }: BackendServiceOptions): BackendService {
  let found: Promise<BackendReport[]> | undefined

  const probe = async (): Promise<BackendReport[]> => {
    const added = await stat(join(places.prefix ?? '', 'package.json')).catch(() => null)
    const key = `${version} ${process.version} ${places.prefix ?? ''} ${added?.mtimeMs ?? ''}`
    const text = await readIfThere(file)
    if (text !== null) {
      const kept = JSON.parse(text) as { key: string; reports: BackendReport[] }
      if (kept.key === key) return kept.reports
    }
    const reports = await probeBackends({ entry: probeEntry, places })
    await writeFileSafely(file, JSON.stringify({ key, reports }, null, 1))
    return reports
  }

  const reports = () => (found ??= probe())
  return {
    async order() {
      const known = await reports()
      const { id } = chooseBackend(known)
      const works = backendOrder.filter((candidate) => known.some((report) => report.id === candidate && report.state === 'available'))
      return id === null ? ['cpu'] : [id, ...works.filter((candidate) => candidate !== id)]
    },
    async report() {
      const known = await reports()
      return { backends: known.map(({ id, state, text }) => ({ id, state, text })), chosen: chooseBackend(known).id ?? 'cpu' }
    },
  }
}
