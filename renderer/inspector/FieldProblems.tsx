import type { Problem } from '../../engine/protocol/problem.ts'
import { useText } from '../session/use-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { FixButtons, hasFixes } from '../views/FixButtons.tsx'

const marks = {
  error: { icon: 'octagon-alert', tone: 'err' },
  warning: { icon: 'triangle-alert', tone: 'warn' },
  notice: { icon: 'info', tone: 'accent' },
} as const

/** Problems under the field that they are about, each with the buttons that mend it. */
export function FieldProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const text = useText()
  return problems.map((problem, i) => {
    const { icon, tone } = marks[problem.severity]
    return (
      <div key={i} role={problem.severity === 'error' ? 'alert' : undefined} className="mt-1 flex items-start gap-1.5 text-small">
        <Icon name={icon} size={12} className={`mt-0.5 tone-${tone}`} />
        <div className="min-w-0 flex-1 wrap-anywhere">
          <span className={problem.severity === 'error' ? 'text-err' : ''}>{text(problem.text)}</span>{' '}
          {problem.action && <span className="text-text-2">{text(problem.action)}</span>}
          {hasFixes(problem) && (
            <div className="mt-1 flex flex-wrap gap-1">
              <FixButtons problem={problem} />
            </div>
          )}
        </div>
      </div>
    )
  })
}
