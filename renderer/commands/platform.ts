import { getHost } from '../session/use-host.ts'

/** Whether keys are written and read the way of a Mac. */
export function onMac(): boolean {
  const { platform } = getHost()
  return platform === 'browser' ? /Mac|iPhone|iPad/.test(navigator.userAgent) : platform === 'darwin'
}

/** Whether a browser keeps some chords for itself. */
export function inBrowser(): boolean {
  return getHost().platform === 'browser'
}
