import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAnswer } from '../../session/use-answer.ts'
import { useSession } from '../../session/store.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { useForm } from '../form-context.ts'
import { AskedRow } from './AskedRow.tsx'
import { FoundFormulas } from './FoundFormulas.tsx'
import { RowsToType } from './RowsToType.tsx'
import { answersIn, shownRows, usedColumns, withResult, type TypedResults } from './typed-results.ts'
import './by-example.css'

export interface ByExampleDialogProps {
  readonly port: string
  /** What stands in the field: its columns come first. */
  readonly formula: string
  readonly onUse: (formula: string) => void
  readonly onClose: () => void
}

const mostShown = 40

/** A person types the results of two or three rows; the engine offers the formulas that give them, and asks about the row that tells them apart. */
export function ByExampleDialog({ port, formula: before, onUse, onClose }: ByExampleDialogProps) {
  const { t } = useLingui()
  const text = useText()
  const { path, document, node } = useForm()
  const language = useSession((state) => state.language)
  const [typed, setTyped] = useState<TypedResults>(new Map())
  const [wanted, setWanted] = useState<string | null>(null)
  const examples = [...typed.values()].map((one) => ({ row: [...one.row], result: one.result }))
  const { data, problem, loading } = useAnswer('formulaByExample', { path, document, node, port, examples, language })
  const formulas = data?.formulas ?? []
  const chosen = formulas.find(({ formula }) => formula === wanted) ?? formulas[0]
  const asked = data && data.ask !== null && formulas.length > 1 ? data.ask : null
  const row = asked === null ? undefined : data?.rows[asked]
  return (
    <Dialog
      open
      onClose={onClose}
      width={860}
      title={t`Column by examples`}
      closeLabel={t`Close`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            variant="primary"
            disabled={!chosen || loading}
            onClick={() => {
              if (chosen) onUse(chosen.formula)
              onClose()
            }}
          >
            {t`Use this formula`}
          </Button>
        </>
      }
    >
      <p className="mb-2 text-small text-text-2">{t`Type the result you want in two or three rows. The others follow.`}</p>
      {data && (
        <RowsToType
          columns={data.columns}
          first={usedColumns(data.columns, [{ formula: before }])}
          rows={data.rows}
          shown={shownRows(data.rows, typed, asked, mostShown)}
          asked={asked}
          typed={typed}
          outputs={chosen?.outputs ?? []}
          onType={(one, result) => setTyped(withResult(typed, one, result))}
        />
      )}
      <div className="example-state" role="status">
        {loading && <ProgressBar share={null} label={t`Looking for a formula`} />}
        {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
        {data && !loading && typed.size > 0 && formulas.length === 0 && (
          <ProblemBox
            severity="notice"
            title={t`No formula gives these results.`}
            detail={t`Look for a slip in one of them, or write the formula yourself.`}
          />
        )}
        {data && row && asked !== null && (
          <AskedRow
            row={row}
            used={usedColumns(data.columns, formulas)}
            answers={answersIn(formulas, asked)}
            onAnswer={(result) => setTyped(withResult(typed, row, result))}
          />
        )}
      </div>
      {formulas.length > 0 && <FoundFormulas formulas={formulas} chosen={chosen?.formula ?? ''} onChoose={setWanted} />}
    </Dialog>
  )
}
