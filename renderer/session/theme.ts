import type { Theme } from './store.ts'

/** The theme that is drawn: what was chosen, or what the system says. */
export function drawnTheme(theme: Theme, systemIsDark: boolean): 'light' | 'dark' {
  return theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme
}
