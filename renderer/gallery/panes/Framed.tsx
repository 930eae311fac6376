import type { ReactNode } from 'react'
import { studioCommands } from '../../commands/studio-commands.ts'
import { dockCommands } from '../../dock/dock-commands.ts'
import { Frame } from '../../shell/Frame.tsx'

const commands = [...studioCommands, ...dockCommands]

/** A page of the gallery with the language, theme and keys of the studio. */
export function Framed({ children }: { readonly children?: ReactNode }) {
  return (
    <Frame commands={commands} addNode={async () => {}}>
      {children}
    </Frame>
  )
}
