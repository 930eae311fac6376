// Joins the panes: the only file that knows canvas, palette, inspector, dock and pages at once.
import { lazy, Suspense, useEffect } from 'react'
import { keepTabs } from './commands/keep-tabs.ts'
import { studioCommands } from './commands/studio-commands.ts'
import { dockCommands } from './dock/dock-commands.ts'
import { useSession } from './session/store.ts'
import { startTab } from './session/tab.ts'
import { useText } from './session/use-text.ts'
import { useHost } from './session/use-host.ts'
import { Boot } from './shell/Boot.tsx'
import { ConflictDialog } from './shell/ConflictDialog.tsx'
import { ConnectionBanner } from './shell/ConnectionBanner.tsx'
import { DocumentBar } from './shell/DocumentBar.tsx'
import { ReadOnlyBanner } from './shell/ReadOnlyBanner.tsx'
import { Frame } from './shell/Frame.tsx'
import { Guarded } from './shell/Guarded.tsx'
import { useOpenDocument } from './shell/open-document.ts'
import { RestartToast } from './shell/RestartToast.tsx'
import { StartPage } from './shell/StartPage.tsx'
import { StatusBar } from './shell/StatusBar.tsx'
import { TitleBar } from './shell/TitleBar.tsx'
import { Workbench } from './shell/Workbench.tsx'

// The start page needs none of these: they are fetched when the first pipeline or report is opened.
const Canvas = lazy(async () => ({ default: (await import('./canvas/Canvas.tsx')).Canvas }))
const Palette = lazy(async () => ({ default: (await import('./palette/Palette.tsx')).Palette }))
const Inspector = lazy(async () => ({ default: (await import('./inspector/Inspector.tsx')).Inspector }))
const Dock = lazy(async () => ({ default: (await import('./dock/Dock.tsx')).Dock }))
const LostBanner = lazy(async () => ({ default: (await import('./views/lost/LostBanner.tsx')).LostBanner }))
const ReportPage = lazy(async () => ({ default: (await import('./views/ReportPage.tsx')).ReportPage }))

const addNode = async (type: string) => (await import('./canvas/acts/add.ts')).addOfType(type)

const commands = [...studioCommands, ...dockCommands]

/** The whole studio. */
export function App() {
  return (
    <Frame commands={commands} addNode={addNode}>
      <Boot>
        <div className="flex h-full flex-col">
          <TitleBar />
          <ConnectionBanner />
          <div className="flex min-h-0 flex-1 flex-col">
            <ActivePage />
          </div>
          <StatusBar />
        </div>
        <RestartToast />
        <WindowTitle />
        <KeepTabs />
      </Boot>
    </Frame>
  )
}

function ActivePage() {
  const activeTab = useSession((state) => state.activeTab)
  const tab = useSession((state) => state.tabs.find((one) => one.id === state.activeTab))
  if (activeTab === startTab || !tab) return <StartPage />
  if (tab.kind === 'pipeline') return <PipelinePage key={tab.id} path={tab.path} />
  return (
    <Guarded name={tab.title.en} resetKey={tab.id}>
      <ReportPage key={tab.id} tab={tab} />
    </Guarded>
  )
}

function PipelinePage({ path }: { readonly path: string }) {
  const document = useOpenDocument(path)
  if (!document) return null
  return (
    <>
      <DocumentBar document={document} />
      {document.readOnly && <ReadOnlyBanner document={document} />}
      <Suspense fallback={null}>
        <LostBanner path={path} />
      </Suspense>
      <ConflictDialog document={document} />
      <Workbench path={path} palette={<Palette />} canvas={<Canvas />} inspector={<Inspector />} dock={<Dock />} />
    </>
  )
}

function KeepTabs() {
  useEffect(keepTabs, [])
  return null
}

function WindowTitle() {
  const host = useHost()
  const text = useText()
  const tab = useSession((state) => state.tabs.find((one) => one.id === state.activeTab))
  const document = useOpenDocument(tab?.kind === 'pipeline' ? tab.path : null)
  const name = tab?.kind === 'report' ? text(tab.title) : document?.name
  useEffect(() => host.setTitle(name ? `${name} - Millrace` : 'Millrace'), [host, name])
  return null
}
