import { create } from 'zustand'
import type { HostServices } from './host.ts'

const useHolder = create<{ host: HostServices | null }>()(() => ({ host: null }))

/** Called once by whoever composes the page. */
export function setHost(host: HostServices): void {
  useHolder.setState({ host })
}

export function getHost(): HostServices {
  const { host } = useHolder.getState()
  if (!host) throw new Error('setHost has not been called')
  return host
}

export function useHost(): HostServices {
  const host = useHolder((state) => state.host)
  if (!host) throw new Error('setHost has not been called')
  return host
}
