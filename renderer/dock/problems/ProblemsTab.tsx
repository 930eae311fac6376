import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { Problem } from '../../../engine/protocol/problem.ts'
import { useCatalogue } from '../../session/catalogue.ts'
import { useActiveDocument } from '../../document/store.ts'
import { useSession } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useCurrentProblem } from './current-problem.ts'
import { FixButtons } from '../../views/FixButtons.tsx'
import { problemKey } from './order-problems.ts'
import { showProblem } from './show-problem.ts'

const marks = {
  error: { icon: 'octagon-alert', tone: 'err' },
  warning: { icon: 'triangle-alert', tone: 'warn' },
  notice: { icon: 'info', tone: 'accent' },
} as const

/** What must be put right, the worst first: place, sentence, what to do, buttons that do it. */
export function ProblemsTab({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useLingui()
  const text = useText()
  const pipeline = useActiveDocument()
  const byType = useCatalogue((state) => state.byType)
  const current = useCurrentProblem((state) => state.key)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  if (problems.length === 0)
    return (
      <div className="p-3">
        <Empty title={t`No problems`}>{t`Every node is set up, and nothing failed in the last run.`}</Empty>
      </div>
    )
  const words = { error: t`error`, warning: t`warning`, notice: t`notice` }
  const placeOf = ({ place }: Problem) => {
    const node = place.node === undefined ? undefined : pipeline?.document.nodes[place.node]
    if (!node) return t`Pipeline`
    const entry = byType[node.type]
    const title = node.title ?? (entry ? text(entry.title) : node.type)
    return place.column === undefined ? title : `${title}, ${place.column}`
  }
  return (
    <ul ref={list} className="scroll flex-1" aria-label={t`Problems`}>
      {problems.map((problem) => {
        const key = problemKey(problem)
        const mark = marks[problem.severity]
        return (
          <li key={key} aria-current={key === current || undefined} className="problem-row">
            <button
              type="button"
              className="flex min-w-0 flex-1 items-start gap-2 text-left"
              disabled={problem.place.node === undefined}
              onClick={() => {
                useCurrentProblem.getState().choose(key)
                showProblem(problem)
              }}
              onDoubleClick={() => useSession.getState().togglePanel('inspector', true)}
            >
              <Icon name={mark.icon} size={14} className={`mt-[3px] tone-${mark.tone}`} />
              <span className="min-w-0 wrap-anywhere">
                <span className="sr-only">{words[problem.severity]}: </span>
                <b>{placeOf(problem)}.</b> {text(problem.text)}{' '}
                {problem.action && <span className="text-text-2">{text(problem.action)}</span>}
              </span>
            </button>
            <span className="flex flex-none gap-1">
              <FixButtons problem={problem} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
