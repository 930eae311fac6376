import { useEffect, useSyncExternalStore } from 'react'
import { useSession } from './store.ts'
import { drawnTheme } from './theme.ts'

const systemDark = () => matchMedia('(prefers-color-scheme: dark)')

function watchSystem(changed: () => void): () => void {
  const query = systemDark()
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** The theme that is drawn now; charts need it to choose their colours. */
export function useDrawnTheme(): 'light' | 'dark' {
  const theme = useSession((state) => state.theme)
  const dark = useSyncExternalStore(watchSystem, () => systemDark().matches)
  return drawnTheme(theme, dark)
}

/** Puts the theme on the page; once per page. */
export function useApplyTheme(): void {
  const theme = useDrawnTheme()
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
}
