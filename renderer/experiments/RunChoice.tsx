import { useLingui } from '@lingui/react/macro'
import { useRuns } from '../runs/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/MenuItems.tsx'
import type { ComparedRun } from './compared-run.ts'
import { useJudgedWords } from './judged-words.ts'
import { RunBadge } from './RunBadge.tsx'
import { useRunName } from './run-name.ts'

export interface RunChoiceProps {
  readonly letter: string
  readonly run: ComparedRun
  readonly onRun: (id: string) => void
  readonly onEvaluation: (evaluation: number) => void
}

/** Which run stands for a letter, and which of its models speaks for it. */
export function RunChoice({ letter, run, onRun, onEvaluation }: RunChoiceProps) {
  const { when } = useFormat()
  const nameOf = useRunName()
  const judgedWords = useJudgedWords()
  const others = useOtherRuns()
  const evaluations = run.record?.evaluations ?? []
  const judged = run.evaluation === null ? undefined : evaluations[run.evaluation]
  const models: MenuEntry[] = evaluations.map((one, i) => ({
    id: `model ${i}`,
    label: one.evaluation.model,
    keys: judgedWords(one),
    checked: i === run.evaluation,
    onSelect: () => onEvaluation(i),
  }))
  return (
    <Menu
      trigger={
        <button type="button" className="btn min-w-0" data-size="s">
          <RunBadge letter={letter} />
          {nameOf(run.row)}
          <span className="truncate text-text-2 max-wide:hidden">
            {judged ? `${judged.evaluation.model}, ` : ''}
            {when(run.row.startedAt)}
          </span>
          <Icon name="chevron-down" size={12} />
        </button>
      }
      entries={[...(models.length > 1 ? [...models, 'separator' as const] : []), ...others(run.row.id, onRun)]}
    />
  )
}

/** Adds one more run to the comparison. */
export function AddRun({ taken, onAdd }: { readonly taken: readonly string[]; readonly onAdd: (id: string) => void }) {
  const { t } = useLingui()
  const others = useOtherRuns()
  return (
    <Menu
      trigger={
        <Button size="s" variant="ghost" icon="plus">
          {t`Add run`}
        </Button>
      }
      entries={others('', onAdd, taken)}
    />
  )
}

/** The latest runs that judged something, as entries of a menu. */
function useOtherRuns() {
  const { when } = useFormat()
  const nameOf = useRunName()
  const version = useRuns((state) => state.versions.runs)
  const { data } = useAnswer('searchRuns', { judged: true, limit: 30 }, version)
  return (chosen: string, onRun: (id: string) => void, without: readonly string[] = []): MenuEntry[] =>
    (data?.rows ?? [])
      .filter(({ id }) => !without.includes(id))
      .map((row) => ({
        id: row.id,
        label: nameOf(row),
        keys: when(row.startedAt),
        checked: row.id === chosen,
        onSelect: () => onRun(row.id),
      }))
}
