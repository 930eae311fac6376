import { create } from 'zustand'

export type EndpointSide = 'requests' | 'drift'

/** Which side of an endpoint's page is shown; kept while the studio is open, set by whoever opens the page. */
export const useEndpointSides = create<{
  readonly byName: Readonly<Record<string, EndpointSide>>
  choose(name: string, side: EndpointSide): void
}>()((set) => ({
  byName: {},
  choose: (name, side) => set(({ byName }) => ({ byName: { ...byName, [name]: side } })),
}))
