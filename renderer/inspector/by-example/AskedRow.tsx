import { useLingui } from '@lingui/react/macro'
import type { Cell } from '../../../engine/protocol/table.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

export interface AskedRowProps {
  readonly row: readonly Cell[]
  /** Places of the columns that the formulas read: what tells the row apart. */
  readonly used: readonly number[]
  readonly answers: readonly string[]
  readonly onAnswer: (result: string) => void
}

/** The row in which the formulas differ: one click says which of them is right. */
export function AskedRow({ row, used, answers, onAnswer }: AskedRowProps) {
  const { t } = useLingui()
  const said = used
    .map((at) => String(row[at] ?? '∅'))
    .slice(0, 3)
    .join(' · ')
  return (
    <div className="example-asked" role="group" aria-label={t`Which result is right?`}>
      <Icon name="info" size={14} className="tone-accent" />
      <span className="min-w-0 flex-1 truncate" title={said}>
        {t`Which result is right for “${said}”?`}
      </span>
      <span className="flex flex-none flex-wrap gap-1">
        {answers.map((answer) => (
          <Button key={answer} size="s" disabled={answer === ''} onClick={() => onAnswer(answer)}>
            {answer === '' ? t`none` : answer}
          </Button>
        ))}
      </span>
    </div>
  )
}
