import { useLingui } from '@lingui/react/macro'
import type { FindingLine } from '../../engine/protocol/observation.ts'
import type { Problem } from '../../engine/protocol/problem.ts'
import type { PipelineDocument } from '../document/pipeline-document.ts'
import { useClient } from '../session/client.ts'
import { useSession } from '../session/store.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { applyFix } from '../views/apply-fix.ts'
import { useRequest } from '../views/use-request.ts'
import { VennDrawing } from './VennDrawing.tsx'

const marks = {
  good: { icon: 'circle-check', tone: 'ok' },
  note: { icon: 'info', tone: 'accent' },
  warning: { icon: 'triangle-alert', tone: 'warn' },
} as const

export interface BeforeRunProps {
  readonly pipeline: PipelineDocument
  readonly id: string
  /** Changes when the params or what flows into the node change; the engine makes it after each edit. */
  readonly fingerprint: string
  /** Problems of the node: what they say is not said again. */
  readonly said: readonly Problem[]
}

/** What the engine can say of the node's inputs without a run: counts, bars, and buttons that set what would be better. */
export function BeforeRun({ pipeline, id, fingerprint, said }: BeforeRunProps) {
  const { t } = useLingui()
  const text = useText()
  const client = useClient()
  const { path, document } = pipeline
  const accepted = document.nodes[id]?.accepted?.join('\n') ?? ''
  const asked = useRequest(
    fingerprint === '' ? null : id,
    (signal) => client('observe', { path, document, node: id }, signal),
    `${fingerprint}\n${accepted}`,
  )
  const { value } = asked
  const show = (port: string) => {
    useSession.getState().setPreviewPort({ node: id, port, side: 'out' })
    useSession.getState().setDockTab('data')
  }
  const findings = value?.findings.filter(({ text: { en } }) => said.every((problem) => problem.text.en !== en)) ?? []
  if (!value || (findings.length === 0 && !value.venn)) return null
  return (
    <section className="before-run" aria-label={t`Before you run`} aria-busy={asked.state === 'loading'}>
      <h3>{t`Before you run`}</h3>
      {value.venn && <VennDrawing {...value.venn} />}
      <ul>
        {findings.map((finding, i) => (
          <Line key={i} finding={finding} onFix={pipeline.readOnly ? null : (fix) => applyFix(pipeline, fix)} onShow={show} />
        ))}
      </ul>
      {value.basis && <p className="meta">{text(value.basis.text)}</p>}
    </section>
  )
}

interface LineProps {
  readonly finding: FindingLine
  readonly onFix: ((fix: NonNullable<FindingLine['fix']>) => void) | null
  readonly onShow: (port: string) => void
}

function Line({ finding, onFix, onShow }: LineProps) {
  const { t } = useLingui()
  const text = useText()
  const { fix, share, others } = finding
  const { icon, tone } = marks[finding.tone]
  return (
    <li>
      <Icon name={icon} size={14} className={`mt-[3px] tone-${tone}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-1 wrap-anywhere">
        <span>{text(finding.text)}</span>
        {share !== undefined && (
          <svg className="bar" height={4} aria-hidden>
            <rect width="100%" height={4} rx={2} fill="var(--press)" />
            <rect width={`${share * 100}%`} height={4} rx={2} fill={finding.tone === 'warning' ? 'var(--warn-mark)' : 'var(--c-prepare)'} />
          </svg>
        )}
        {others !== undefined && (
          <Button size="s" className="self-start" onClick={() => onShow(others)}>
            {t`Show the others`}
          </Button>
        )}
        {fix && onFix && (
          <Button size="s" className="self-start" onClick={() => onFix(fix)}>
            {text(fix.label)}
          </Button>
        )}
      </div>
    </li>
  )
}
