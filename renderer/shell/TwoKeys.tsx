import { Trans } from '@lingui/react/macro'
import { useKeys } from '../commands/use-keys.ts'
import { Key } from '../ui/Key.tsx'

/** The two chords that are worth knowing from the first day. */
export function TwoKeys() {
  const keys = useKeys()
  return (
    <section aria-labelledby="two-keys">
      <div className="section-head">
        <h2 id="two-keys">
          <Trans>Two keys</Trans>
        </h2>
      </div>
      <ul className="flex flex-col gap-2 text-small text-text-2">
        <li className="flex items-start gap-2">
          <Key>{keys('view.commands') ?? ''}</Key>
          <span>
            <Trans>search nodes, columns and commands</Trans>
          </span>
        </li>
        <li className="flex items-start gap-2">
          <Key>{keys('run.to-here') ?? ''}</Key>
          <span>
            <Trans>run up to the selected node</Trans>
          </span>
        </li>
      </ul>
    </section>
  )
}
