import { memo } from 'react'
import { Meter } from '../ui/Meter.tsx'
import { Spark } from '../ui/Spark.tsx'
import { familyColour, type Family } from '../ui/Tile.tsx'
import { shareOf } from './share-of.ts'
import { useSpark } from './use-spark.ts'
import type { NodeView } from './use-node-view.ts'
import type { NodeWords } from './use-node-words.ts'

interface NodeFootProps {
  readonly path: string
  readonly id: string
  readonly view: NodeView
  readonly words: NodeWords
  readonly family: Family
}

/** What came out of a node, and how long it took; with a picture the size of a word where there is one. */
export const NodeFoot = memo(function NodeFoot({ path, id, view, words, family }: NodeFootProps) {
  const done = view.state.status === 'done' || view.state.status === 'warned'
  const result = done && 'result' in view.state ? view.state.result : null
  const bars = useSpark(path, id, result ? view : undefined)
  const share = result?.summary ? shareOf(result.summary.en) : undefined
  return (
    <div className="node-foot">
      {bars ? (
        <Spark values={bars} colour={familyColour(family)} />
      ) : (
        share !== undefined && <Meter share={share} colour={familyColour(family)} />
      )}
      <span className="min-w-0 flex-1 truncate" title={words.foot}>
        {words.foot}
      </span>
      {words.time && <span>{words.time}</span>}
    </div>
  )
})
