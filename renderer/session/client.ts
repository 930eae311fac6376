import { create } from 'zustand'
import type { Client } from '../../engine/protocol/client.ts'

// One holder instead of a React context alone: commands and store actions need the client outside components too.
const useHolder = create<{ client: Client | null }>()(() => ({ client: null }))

/** Called once by whoever composes the page: main.tsx with the real client, the gallery with an invented one. */
export function setClient(client: Client): void {
  useHolder.setState({ client })
}

export function getClient(): Client {
  const { client } = useHolder.getState()
  if (!client) throw new Error('setClient has not been called')
  return client
}

export function useClient(): Client {
  const client = useHolder((state) => state.client)
  if (!client) throw new Error('setClient has not been called')
  return client
}
