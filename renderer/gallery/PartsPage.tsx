import { Buttons } from './parts/Buttons.tsx'
import { Chips } from './parts/Chips.tsx'
import { ColourAndType } from './parts/ColourAndType.tsx'
import { Fields } from './parts/Fields.tsx'
import { Overlays } from './parts/Overlays.tsx'

/** Every part in every state. */
export function PartsPage() {
  return (
    <main className="page h-full" tabIndex={0} aria-label="Parts">
      <div className="sheet max-w-[1320px]">
        <ColourAndType />
        <Buttons />
        <Fields />
        <Chips />
        <Overlays />
      </div>
    </main>
  )
}
