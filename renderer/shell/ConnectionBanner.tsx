import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { inBrowser } from '../commands/platform.ts'
import { useRuns } from '../runs/store.ts'
import { Arc } from '../ui/Arc.tsx'

/** A short break is mended before anybody needs to know of it. */
const quietMs = 1200

/** Says that the engine is away, and that nothing is lost. */
export function ConnectionBanner() {
  const { t } = useLingui()
  const connection = useRuns((state) => state.engine.connection)
  const lost = connection === 'lost' || connection === 'refused'
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!lost) {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), quietMs)
    return () => clearTimeout(timer)
  }, [lost])
  return (
    <div
      role="status"
      className={shown ? 'flex h-7 flex-none items-center gap-2 border-b border-line-2 bg-accent-soft px-3 text-small' : 'sr-only'}
    >
      {shown && (
        <>
          <Arc size={12} />
          {/* The desktop starts another engine; in a browser the engine is the program that the person started. */}
          {connection === 'refused'
            ? t`The engine was started again and does not know this page yet. Open the address that it prints, in this browser: this page then goes on by itself, with your edits.`
            : inBrowser()
              ? t`The engine does not answer. Start Millrace again and open the address that it prints. Your edits are kept.`
              : t`The engine does not answer and is being started again. Your edits are safe.`}
        </>
      )}
    </div>
  )
}
