import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { studioCommands } from '../commands/studio-commands.ts'
import { setReadPage } from '../dock/data/read-page.ts'
import { connectRuns } from '../runs/connection.ts'
import { browserHost } from '../session/browser-host.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { setClient } from '../session/client.ts'
import { activateLanguage } from '../session/language.ts'
import { useSession } from '../session/store.ts'
import { setHost } from '../session/use-host.ts'
import { Frame } from '../shell/Frame.tsx'
import '../ui/styles.css'
import { AppPage } from './AppPage.tsx'
import { canvasPages } from './canvas/CanvasPages.tsx'
import { fakeEngine } from './fake-engine.ts'
import { paneAnswers } from './panes/pane-answers.ts'
import { panePages } from './panes/pane-pages.ts'
import { inventedPages } from './panes/big-table.ts'
import { PartsPage } from './PartsPage.tsx'

// gallery.html?page=NAME&theme=light|dark&language=en|fr
const query = new URLSearchParams(location.search)
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
const language = query.get('language') === 'fr' ? 'fr' : 'en'
const path = 'loan-default.millrace'
const two = [path, 'churn-by-month.millrace']
const at = { path, fingerprint: 'f-evaluate' }
const parts = () => (
  <Frame commands={studioCommands} addNode={async () => {}}>
    <PartsPage />
  </Frame>
)
const pages: Record<string, () => ReactNode> = {
  parts,
  start: () => <AppPage />,
  studio: () => <AppPage open={two} selected="clean" />,
  evaluation: () => <AppPage open={two} report={{ ...at, page: 'evaluation', node: 'evaluate', port: 'metrics' }} />,
  groups: () => <AppPage open={two} report={{ ...at, page: 'groups', node: 'fair', port: 'groups' }} />,
  endpoint: () => <AppPage open={two} report={{ page: 'endpoint', name: 'loan-default' }} />,
  ...canvasPages,
  ...panePages,
}

const name = query.get('page') ?? 'parts'
const engine = fakeEngine(name in panePages ? paneAnswers : {})
if (name in panePages) setReadPage(inventedPages)
setClient(engine.client)
setHost(browserHost(''))
useSession.setState({ theme, language })
await activateLanguage(language)
await useCatalogue.getState().load()
connectRuns('', engine.follow)

const page = pages[name] ?? parts
const root = document.getElementById('root')
if (root) createRoot(root).render(page())
if (name === 'studio') engine.midRun.forEach(engine.tell)
