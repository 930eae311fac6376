import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { attempt } from '../session/notices.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { Tile } from '../ui/Tile.tsx'
import { familyOf } from './family-of.ts'
import { openExample } from '../commands/open-pipeline.ts'

/** Shown before all of them are asked for. */
const first = 6

/** Pipelines that come with their data; opening one makes a copy. */
export function Examples() {
  const { t } = useLingui()
  const text = useText()
  const [all, setAll] = useState(false)
  const { data } = useAnswer('listExamples', {})
  const examples = data?.examples ?? []
  if (examples.length === 0) return null
  return (
    <section aria-labelledby="examples" className="mt-6">
      <div className="section-head">
        <h2 id="examples">
          <Trans>Examples</Trans>
        </h2>
        <span className="meta truncate">
          <Trans>with their data, open as a copy</Trans>
        </span>
        {examples.length > first && (
          <Button size="s" variant="ghost" className="-mr-2 ml-auto self-center" onClick={() => setAll(!all)}>
            {all ? t`Fewer` : t`All ${examples.length}`}
          </Button>
        )}
      </div>
      <ul className="grid grid-cols-2 gap-x-4 wide:grid-cols-3">
        {examples.slice(0, all ? undefined : first).map((example) => (
          <li key={example.id} className="min-w-0 border-t border-line">
            <button
              type="button"
              className="flex w-full gap-3 py-3 text-left hover:bg-hover"
              onClick={() => void attempt(openExample(example.id))}
            >
              <Tile icon={example.icon} family={familyOf(example.family)} size="l" />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{text(example.title)}</span>
                <span className="line-clamp-2 text-small text-text-2">{text(example.summary)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
