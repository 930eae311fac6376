import { Plural, useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import type { Attribution, Change, DocumentDiff, Judged } from '../../engine/protocol/experiment-comparison.ts'
import type { Figure } from '../../engine/protocol/artifact.ts'
import { openPath } from '../commands/open-pipeline.ts'
import { uniqueName } from '../commands/unique-name.ts'
import { useRuns } from '../runs/store.ts'
import { getClient, useClient } from '../session/client.ts'
import { attempt } from '../session/notices.ts'
import { useFormat } from '../session/use-format.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { SectionHead } from '../views/SectionHead.tsx'
import { useRequest } from '../views/use-request.ts'
import { useChangeWords } from './change-words.ts'
import { GainChart } from './GainChart.tsx'

export interface GainPaneProps {
  readonly a: Judged
  readonly b: Judged
  readonly diff: DocumentDiff
  readonly changes: readonly Change[]
  readonly figure: Pick<Figure, 'id' | 'label' | 'format' | 'better'>
}

/** Which change caused the gain: one at a time is replayed when the person asks for it. */
export function GainPane({ a, b, diff, changes, figure }: GainPaneProps) {
  const { t } = useLingui()
  const text = useText()
  const client = useClient()
  const key = useId()
  const place = JSON.stringify([a, b, figure.id])
  const [asked, setAsked] = useState<string | null>(null)
  const { value, problem, state } = useRequest(asked === place ? place : null, (signal) =>
    client('attributeGain', { a, b, figure: figure.id, key }, signal),
  )
  const progress = useRuns(({ profiling }) => (profiling?.key === key ? profiling : null))
  return (
    <>
      <SectionHead title={t`Which change caused the gain`} />
      {changes.length === 0 ? (
        <p className="meta">{t`Both runs did the same: no change can be replayed.`}</p>
      ) : value ? (
        <Found attribution={value} diff={diff} figure={figure} a={a} b={b} />
      ) : problem ? (
        <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />
      ) : state === 'loading' ? (
        <div className="flex flex-col gap-2">
          <ProgressBar share={progress?.share ?? null} label={t`Replaying the changes`} />
          <p className="meta">{text(progress?.text) || t`Replaying the changes`}</p>
          <Button size="s" className="self-start" onClick={() => setAsked(null)}>{t`Cancel`}</Button>
        </div>
      ) : (
        <div className="flex flex-col items-start gap-3">
          <p className="meta">
            <Plural
              value={changes.length}
              one="# change lies between the runs."
              other="# changes lie between the runs. Each is replayed by itself and on top of the others; what was computed before is reused."
            />
          </p>
          <Button size="s" icon="play" onClick={() => setAsked(place)}>{t`Replay the changes`}</Button>
        </div>
      )}
    </>
  )
}

interface FoundProps extends Pick<GainPaneProps, 'a' | 'b' | 'diff' | 'figure'> {
  readonly attribution: Attribution
}

function Found({ attribution, diff, figure, a, b }: FoundProps) {
  const { t } = useLingui()
  const text = useText()
  const { seconds, count } = useFormat()
  const words = useChangeWords()
  const sign = figure.better === 'lower' ? -1 : 1
  const best = attribution.parts.reduce<Attribution['parts'][number] | undefined>(
    (most, part) => (part.share !== null && sign * part.share > sign * (most?.share ?? 0) ? part : most),
    undefined,
  )
  const keep = async (part: Attribution['parts'][number]) => {
    const { pipelines } = await getClient()('listPipelines', {})
    const name = uniqueName(
      words
        .change(part.change, diff)
        .replace(/[\\/:*?"<>|]/g, ' ')
        .slice(0, 60),
      pipelines.map((one) => one.name),
    )
    const { path } = await getClient()('keepChanges', { a: a.runId, b: b.runId, changes: [part.change.id], name })
    await openPath(path)
  }
  return (
    <>
      <GainChart attribution={attribution} diff={diff} figure={figure} />
      <p className="meta mt-2">
        {t`${text(figure.label)}. Each change was made alone and in order, ${count(attribution.runs)} runs, ${seconds(attribution.seconds)}. What the changes share is split evenly.`}
      </p>
      {attribution.problems.map(({ change, text: why }) => (
        <p key={change} className="meta tone-warn">
          {t`${words.change(attribution.parts.find((part) => part.change.id === change)?.change ?? { id: change, kind: 'param', nodes: [] }, diff)} cannot be tried alone: ${text(why)}`}
        </p>
      ))}
      {best && attribution.parts.length > 1 && (
        <Button size="s" className="mt-3 max-w-full" title={words.change(best.change, diff)} onClick={() => void attempt(keep(best))}>
          <span className="truncate">{t`Keep only: ${words.change(best.change, diff)}`}</span>
        </Button>
      )}
    </>
  )
}
