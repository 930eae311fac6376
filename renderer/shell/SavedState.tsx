import { useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { Chip } from '../ui/Chip.tsx'
import { formatWhen } from '../session/format.ts'
import { useSession } from '../session/store.ts'
import type { OpenDocument } from './open-document.ts'

/** Whether what is seen is what the file holds. Edits are kept as a draft in any case. */
export function SavedState({ document }: { readonly document: OpenDocument }) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const now = useMinute()
  if (document.readOnly) return <Chip icon="lock">{t`read only`}</Chip>
  const { dirty, savedAt } = document
  const words = dirty ? t`edits kept as a draft` : savedAt === null ? t`saved` : t`saved ${formatWhen(savedAt, now, language)}`
  return <span className="meta min-w-0 truncate max-wide:hidden">{words}</span>
}

/** The time, anew every half minute. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
