import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { studioCommands } from '../commands/studio-commands.ts'
import { connectRuns } from '../runs/connection.ts'
import { browserHost } from '../session/browser-host.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { setClient } from '../session/client.ts'
import { activateLanguage } from '../session/language.ts'
import { useSession } from '../session/store.ts'
import { setHost } from '../session/use-host.ts'
import { Frame } from '../shell/Frame.tsx'
import '../ui/styles.css'
import { fakeEngine } from './fake-engine.ts'
import { PartsPage } from './PartsPage.tsx'
import { ShellPage } from './ShellPage.tsx'

// gallery.html?page=parts|start|studio&theme=light|dark&language=en|fr
const query = new URLSearchParams(location.search)
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
const language = query.get('language') === 'fr' ? 'fr' : 'en'
const pages: Record<string, () => ReactNode> = {
  parts: () => <PartsPage />,
  start: () => <ShellPage open={[]} />,
  studio: () => <ShellPage open={['loan-default.millrace', 'churn-by-month.millrace']} />,
}

const engine = fakeEngine()
setClient(engine.client)
setHost(browserHost(''))
useSession.setState({ theme, language })
await activateLanguage(language)
await useCatalogue.getState().load()
connectRuns('', engine.follow)

const page = pages[query.get('page') ?? 'parts'] ?? pages['parts']
const root = document.getElementById('root')
if (root) createRoot(root).render(<Frame commands={studioCommands}>{page?.()}</Frame>)
if (query.get('page') === 'studio') engine.midRun.forEach(engine.tell)
