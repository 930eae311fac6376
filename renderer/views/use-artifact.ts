import { useMemo } from 'react'
import type { Client } from '../../engine/protocol/client.ts'
import type { MethodOutput } from '../../engine/protocol/methods.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { useClient } from '../session/client.ts'
import { useText } from '../session/use-text.ts'
import { useRequest, type Requested } from './use-request.ts'
import { withModelNames } from './with-model-names.ts'

export type Artifact = MethodOutput<'readArtifact'>

const most = 30
const known = new Map<string, Artifact>()

async function read(client: Client, fingerprint: string, port: string, signal: AbortSignal): Promise<Artifact> {
  const key = `${fingerprint}.${port}`
  const kept = known.get(key)
  if (kept) {
    known.delete(key)
    known.set(key, kept)
    return kept
  }
  const artifact = await client('readArtifact', { fingerprint, port }, signal)
  known.set(key, artifact)
  const [oldest] = known.keys()
  if (known.size > most && oldest !== undefined) known.delete(oldest)
  return artifact
}

/** What a port holds after a run. An artifact never changes under its fingerprint, so the last few are kept. Null asks for nothing. */
export function useArtifact(fingerprint: string | null, port: string): Requested<Artifact> {
  const client = useClient()
  const text = useText()
  const byType = useCatalogue((state) => state.byType)
  const found = useRequest(fingerprint === null ? null : `${fingerprint}.${port}`, (signal) =>
    read(client, fingerprint ?? '', port, signal),
  )
  const value = useMemo(() => {
    const titles = Object.values(byType).flatMap((entry) => (entry.id.startsWith('train.') ? [entry.title] : []))
    return found.value && withModelNames(found.value, titles, text)
  }, [found.value, byType, text])
  return { ...found, value }
}
