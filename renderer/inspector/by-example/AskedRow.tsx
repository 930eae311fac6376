import { useLingui } from '@lingui/react/macro'
import type { Cell, TableColumn } from '../../../engine/protocol/table.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

export interface AskedRowProps {
  readonly columns: readonly TableColumn[]
  readonly row: readonly Cell[]
  readonly answers: readonly string[]
  readonly onAnswer: (result: string) => void
}

/** The row in which the formulas differ: one click says which of them is right. */
export function AskedRow({ columns, row, answers, onAnswer }: AskedRowProps) {
  const { t } = useLingui()
  const texts = columns.flatMap((column, at) => (column.type === 'text' && typeof row[at] === 'string' ? [row[at]] : []))
  const said = (texts.length > 0 ? texts : row.map((cell) => String(cell ?? '∅'))).slice(0, 3).join(' · ')
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
