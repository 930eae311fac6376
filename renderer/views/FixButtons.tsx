import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Problem } from '../../engine/protocol/problem.ts'
import { useActiveDocument } from '../document/store.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { applyFix } from './apply-fix.ts'
import { RemapDialog } from './lost/RemapDialog.tsx'
import { isLost } from './lost/remap-choices.ts'

/** Whether there is a button for a problem. */
export const hasFixes = (problem: Problem): boolean => (problem.fixes?.length ?? 0) > 0 || isLost(problem)

/** One button for each way to mend a problem. Where a column is lost, all lost ones can be replaced together. */
export function FixButtons({ problem }: { readonly problem: Problem }) {
  const { t } = useLingui()
  const text = useText()
  const pipeline = useActiveDocument()
  const [remapping, setRemapping] = useState(false)
  if (!pipeline || pipeline.readOnly) return null
  return (
    <>
      {(problem.fixes ?? []).map((fix, i) => (
        <Button key={i} size="s" variant={i === 0 ? 'default' : 'ghost'} onClick={() => applyFix(pipeline, fix)}>
          {text(fix.label)}
        </Button>
      ))}
      {isLost(problem) && (
        <Button size="s" variant={problem.fixes?.length ? 'ghost' : 'default'} onClick={() => setRemapping(true)}>
          {t`Replace lost columns…`}
        </Button>
      )}
      {remapping && <RemapDialog pipeline={pipeline} onClose={() => setRemapping(false)} />}
    </>
  )
}
