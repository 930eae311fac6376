import { useEffect } from 'react'
import { openPath } from '../commands/open-pipeline.ts'
import { useOpenDocument } from '../shell/open-document.ts'
import { attempt } from '../session/notices.ts'
import { useActivePath } from '../session/store.ts'
import { DocumentBar } from '../shell/DocumentBar.tsx'
import { StartPage } from '../shell/StartPage.tsx'
import { StatusBar } from '../shell/StatusBar.tsx'
import { TitleBar } from '../shell/TitleBar.tsx'
import { Workbench } from '../shell/Workbench.tsx'

/** The frame of the studio around empty panes, with the given pipelines open; the first is in front. */
export function ShellPage({ open }: { readonly open: readonly string[] }) {
  const path = useActivePath()
  const document = useOpenDocument(path)
  useEffect(() => {
    const all = async () => {
      for (const one of [...open.slice(1), ...open.slice(0, 1)]) await openPath(one)
    }
    void attempt(all())
  }, [open])
  const pane = (name: string) => <p className="meta p-3">{name}</p>
  return (
    <div className="flex h-full flex-col">
      <TitleBar />
      <div className="flex min-h-0 flex-1 flex-col">
        {document ? (
          <>
            <DocumentBar document={document} />
            <Workbench
              path={document.path}
              palette={pane('palette')}
              canvas={pane('canvas')}
              inspector={pane('inspector')}
              dock={pane('dock')}
            />
          </>
        ) : (
          <StartPage />
        )}
      </div>
      <StatusBar />
    </div>
  )
}
