import { useLingui } from '@lingui/react/macro'
import { addOfType } from '../canvas/acts/add.ts'
import { runCommand } from '../commands/run-command.ts'
import { useCatalogue } from '../session/catalogue.ts'
import { useText } from '../session/use-text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tile } from '../ui/Tile.tsx'
import { byFamily } from './families.ts'
import { useFamilyName } from './use-family-name.ts'

/** The palette where there is little room: one button per family with its nodes in a menu. */
export function PaletteRail({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useLingui()
  const text = useText()
  const familyName = useFamilyName()
  const byType = useCatalogue((state) => state.byType)
  return (
    <div className="palette-rail" role="toolbar" aria-orientation="vertical" aria-label={t`Nodes`}>
      <IconButton size="s" icon="search" label={t`Find a node`} keys="/" disabled={readOnly} onClick={() => runCommand('canvas.add')} />
      {byFamily(Object.values(byType)).map(({ family, entries }) => (
        <Menu
          key={family}
          side="right"
          trigger={
            <button
              type="button"
              className="palette-rail-family"
              aria-label={familyName(family)}
              title={familyName(family)}
              disabled={readOnly}
            >
              <Tile icon={entries[0]?.icon ?? 'box'} family={family} />
            </button>
          }
          entries={[
            { heading: familyName(family) },
            ...entries.map((entry) => ({
              id: entry.id,
              label: text(entry.title),
              icon: entry.icon,
              family,
              onSelect: () => void addOfType(entry.id),
            })),
          ]}
        />
      ))}
    </div>
  )
}
