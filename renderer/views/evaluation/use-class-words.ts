import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'

/** A class as the rows show it. Yes, no and numbers say nothing by themselves, so the column comes with them: "paid = yes". */
export function useClassWords(): (evaluation: Pick<Evaluation, 'target' | 'yesNo'>, name: string) => string {
  const { t } = useLingui()
  const words: Readonly<Record<string, string>> = { true: t`yes`, false: t`no` }
  return ({ target, yesNo }, name) => {
    if (yesNo) return `${target} = ${words[name] ?? name}`
    return isNumber(name) ? `${target} = ${name}` : name
  }
}

const isNumber = (name: string) => name.trim() !== '' && Number.isFinite(Number(name))
