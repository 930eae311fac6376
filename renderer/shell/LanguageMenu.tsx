import { useLingui } from '@lingui/react/macro'
import { useSession } from '../session/store.ts'
import { Button } from '../ui/Button.tsx'
import { Menu } from '../ui/Menu.tsx'

/** The language of the studio. The languages are named in themselves. */
export function LanguageMenu() {
  const { t } = useLingui()
  const { language, setLanguage } = useSession()
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" size="s" icon="globe" aria-label={t`${language.toUpperCase()}, language`}>
          {language.toUpperCase()}
        </Button>
      }
      entries={[
        { id: 'en', label: 'English', checked: language === 'en', onSelect: () => setLanguage('en') },
        { id: 'fr', label: 'Français', checked: language === 'fr', onSelect: () => setLanguage('fr') },
      ]}
    />
  )
}
