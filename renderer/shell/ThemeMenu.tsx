import { useLingui } from '@lingui/react/macro'
import { useSession } from '../session/store.ts'
import { useDrawnTheme } from '../session/use-theme.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const { t } = useLingui()
  const { theme, setTheme } = useSession()
  const drawn = useDrawnTheme()
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="btn btn-icon" data-variant="ghost" data-size="s" aria-label={t`Theme`} title={t`Theme`}>
          <Icon name={drawn === 'dark' ? 'sun' : 'moon'} size={14} />
        </button>
      }
      entries={[
        { id: 'light', label: t`Light`, icon: 'sun', checked: theme === 'light', onSelect: () => setTheme('light') },
        { id: 'dark', label: t`Dark`, icon: 'moon', checked: theme === 'dark', onSelect: () => setTheme('dark') },
        { id: 'system', label: t`As the system`, icon: 'sun-moon', checked: theme === 'system', onSelect: () => setTheme('system') },
      ]}
    />
  )
}
