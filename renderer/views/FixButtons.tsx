import type { Problem } from '../../engine/protocol/problem.ts'
import { useActiveDocument } from '../document/store.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { applyFix } from './apply-fix.ts'

/** One button for each way to mend a problem. */
export function FixButtons({ problem }: { readonly problem: Problem }) {
  const text = useText()
  const pipeline = useActiveDocument()
  if (!pipeline || pipeline.readOnly) return null
  return (problem.fixes ?? []).map((fix, i) => (
    <Button key={i} size="s" variant={i === 0 ? 'default' : 'ghost'} onClick={() => applyFix(pipeline, fix)}>
      {text(fix.label)}
    </Button>
  ))
}
