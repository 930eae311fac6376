import { useSyncExternalStore } from 'react'

function watch(changed: () => void): () => void {
  window.addEventListener('resize', changed)
  return () => window.removeEventListener('resize', changed)
}

/** Inner height of the window in pixels. */
export function useWindowHeight(): number {
  return useSyncExternalStore(watch, () => window.innerHeight)
}

/** Under 1100 px the palette is a rail and less important parts leave. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => window.innerWidth < 1100)
}
