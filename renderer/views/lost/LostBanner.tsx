import { Plural, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { splitInside } from '../../components/inside-path.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { useDocument } from '../../document/store.ts'
import { attempt } from '../../session/notices.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { applyRemaps } from './apply-remaps.ts'
import { isLost, remapsOf } from './remap-choices.ts'
import { RemapDialog } from './RemapDialog.tsx'

const shownFirst = 3

/** Columns that settings name and that are gone, wherever they are: with one act where each has a likely heir, else with the way to choose. */
export function LostBanner({ path }: { readonly path: string }) {
  const pipeline = useDocument(path)
  return pipeline && !pipeline.readOnly ? <OfPipeline pipeline={pipeline} /> : null
}

function OfPipeline({ pipeline }: { readonly pipeline: PipelineDocument }) {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const outer = useDocument(splitInside(pipeline.path)?.path ?? null) ?? pipeline
  const missing = pipeline.inspection?.problems.filter(isLost).length ?? 0
  const { path, document } = outer
  const { data } = useAnswer('lostColumns', missing > 0 ? { path, document } : null)
  const lost = data?.lost ?? []
  if (missing === 0 || lost.length === 0) return null
  const remaps = remapsOf(lost, new Map())
  const pairs = remaps.slice(0, shownFirst).map(({ name, to }) => t`“${name}” is now “${to}”`)
  const rest = remaps.length - pairs.length
  return (
    <div role="status" className="flex min-h-8 flex-none items-center gap-2 border-b border-line-2 bg-warn-soft px-3 py-1 text-small">
      <Icon name="triangle-alert" size={14} className="flex-none tone-warn" />
      <p className="min-w-0 flex-1">
        <b className="font-semibold">
          <Plural value={lost.length} one="# column that settings name is gone." other="# columns that settings name are gone." />
        </b>{' '}
        {pairs.length > 0 && t`It seems that ${pairs.join(', ')}.`}{' '}
        {rest > 0 && <Plural value={rest} one="And # more." other="And # more." />}
      </p>
      {remaps.length > 0 && (
        <Button size="s" onClick={() => void attempt(applyRemaps(outer, remaps))}>
          <Plural value={remaps.length} _0="Replace" one="Replace # column" other="Replace # columns" />
        </Button>
      )}
      <Button size="s" variant="ghost" onClick={() => setOpen(true)}>{t`Choose…`}</Button>
      {open && <RemapDialog pipeline={pipeline} onClose={() => setOpen(false)} />}
    </div>
  )
}
