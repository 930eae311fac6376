// First: it says in which order the layers of all other styles count.
import './ui/styles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from '../engine/protocol/client.ts'
import { App } from './app.tsx'
import { followComponents } from './components/follow-catalogue.ts'
import { followLibrary } from './components/library-store.ts'
import { insideClient } from './components/inside-client.ts'
import { connectRuns } from './runs/connection.ts'
import { browserHost } from './session/browser-host.ts'
import { setClient } from './session/client.ts'
import { desktopHost } from './session/desktop-host.ts'
import { activateLanguage } from './session/language.ts'
import { problemOf, useNotices } from './session/notices.ts'
import { rememberPreferences } from './session/remember.ts'
import { useSession } from './session/store.ts'
import { setHost } from './session/use-host.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')

// The page and the engine have one origin, in the desktop (app://millrace) and in the browser alike.
setClient(insideClient(createClient('')))
followComponents()
followLibrary()
setHost(window.host ? desktopHost(window.host) : browserHost(''))

const report = (error: unknown) => {
  // A request that was given up is no failure; an error event without an error is the browser's own remark on ResizeObserver.
  if (error == null || (error instanceof DOMException && error.name === 'AbortError')) return
  useNotices.getState().add(problemOf(error))
}
window.addEventListener('error', (event) => report(event.error))
window.addEventListener('unhandledrejection', (event) => report(event.reason))

await activateLanguage(useSession.getState().language)
connectRuns('')
void rememberPreferences()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
