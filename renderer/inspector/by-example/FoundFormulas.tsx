import { useLingui } from '@lingui/react/macro'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Chip } from '../../ui/Chip.tsx'
import { useColumnWords } from '../../views/use-column-words.ts'

export interface FoundFormulasProps {
  readonly formulas: readonly { readonly formula: string; readonly type: string }[]
  readonly chosen: string
  readonly onChoose: (formula: string) => void
}

/** The formulas that were found, the best one first; the rows show the results of the chosen one. */
export function FoundFormulas({ formulas, chosen, onChoose }: FoundFormulasProps) {
  const { t } = useLingui()
  const words = useColumnWords()
  return (
    <RadioGroup className="example-formulas" aria-label={t`Formulas`} value={chosen} onValueChange={(next) => onChoose(String(next))}>
      {formulas.map(({ formula, type }) => (
        <Radio.Root key={formula} value={formula} className="example-formula" aria-label={formula}>
          <span className="example-dot" aria-hidden />
          <code className="min-w-0 flex-1 wrap-anywhere">{formula}</code>
          <Chip>{words.type(type)}</Chip>
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
