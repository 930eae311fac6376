import { useLingui } from '@lingui/react/macro'
import { runCommand } from '../commands/run-command.ts'
import { useKeys } from '../commands/use-keys.ts'
import { useSession } from '../session/store.ts'
import { startTab } from '../session/tab.ts'
import { useNarrow } from '../session/use-window-size.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Key } from '../ui/Key.tsx'
import { DocumentTab } from './DocumentTab.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import { Logo } from './Logo.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'
import './title-bar.css'

/** What is open, the way to everything else, language and theme. */
export function TitleBar() {
  const { t } = useLingui()
  const keys = useKeys()
  const narrow = useNarrow()
  const tabs = useSession((state) => state.tabs)
  const activeTab = useSession((state) => state.activeTab)
  const { activate, setOverlay } = useSession.getState()
  const paletteKeys = keys('view.commands')
  return (
    <header className="title-bar">
      <nav aria-label={t`Open documents`} className="flex min-w-0 flex-1">
        <ul className="flex min-w-0 items-end overflow-x-clip">
          <li className="flex">
            <button
              type="button"
              className="home-tab"
              aria-current={activeTab === startTab ? 'page' : undefined}
              aria-label={t`Start page`}
              title={t`Start page`}
              onClick={() => activate(startTab)}
            >
              <Logo />
            </button>
          </li>
          {tabs.map((tab) => (
            <DocumentTab key={tab.id} tab={tab} active={tab.id === activeTab} />
          ))}
        </ul>
        <IconButton
          icon="plus"
          size="s"
          className="mt-1.5 ml-1"
          label={t`New pipeline`}
          keys={keys('pipeline.new')}
          onClick={() => runCommand('pipeline.new')}
        />
      </nav>
      <div className="flex flex-none items-center gap-1 px-2">
        <button type="button" className="command-field" aria-keyshortcuts="Control+K" onClick={() => setOverlay('commands')}>
          <Icon name="search" size={14} />
          <span className="min-w-0 flex-1 truncate text-left">{narrow ? t`Search` : t`Search or run`}</span>
          {paletteKeys && <Key>{paletteKeys}</Key>}
        </button>
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  )
}
