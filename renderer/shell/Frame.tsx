import { CSPProvider } from '@base-ui/react/csp-provider'
import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { I18nProvider } from '@lingui/react'
import { useEffect, type ReactNode } from 'react'
import { listenToKeys } from '../commands/keyboard.ts'
import { useRegistry, type UserCommand } from '../commands/registry.ts'
import { activateLanguage } from '../session/language.ts'
import { attempt } from '../session/notices.ts'
import { useSession } from '../session/store.ts'
import { useApplyTheme } from '../session/use-theme.ts'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { Toasts } from '../ui/Toasts.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import type { AddNode } from './palette-entries.ts'
import { MakeComponentDialog } from '../components/MakeComponentDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { Notices } from './Notices.tsx'
import { RunValuesDialog } from './RunValuesDialog.tsx'
import { refuseDrops } from './refuse-drops.ts'
import { useDesktopMenu } from './use-desktop-menu.ts'

export interface FrameProps {
  readonly commands: readonly UserCommand[]
  readonly addNode: AddNode
  readonly children: ReactNode
}

/** What every page stands in: language, theme, keys, and the layers above the page. */
export function Frame({ commands, addNode, children }: FrameProps) {
  useApplyTheme()
  const language = useSession((state) => state.language)
  useEffect(() => void attempt(activateLanguage(language)), [language])
  useEffect(() => useRegistry.getState().register(commands), [commands])
  useEffect(listenToKeys, [])
  useEffect(refuseDrops, [])
  return (
    <I18nProvider i18n={i18n}>
      <CSPProvider disableStyleElements>
        <TooltipProvider>
          <Layers addNode={addNode}>{children}</Layers>
        </TooltipProvider>
      </CSPProvider>
    </I18nProvider>
  )
}

function Layers({ addNode, children }: Pick<FrameProps, 'addNode' | 'children'>) {
  const { t } = useLingui()
  useDesktopMenu()
  return (
    <>
      {children}
      <CommandPalette addNode={addNode} />
      <KeysDialog />
      <RunValuesDialog />
      <MakeComponentDialog />
      <Notices />
      <Toasts closeLabel={t`Close`} />
    </>
  )
}
