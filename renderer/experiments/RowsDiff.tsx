import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Judged } from '../../engine/protocol/experiment-comparison.ts'
import { useClient } from '../session/client.ts'
import { useText } from '../session/use-text.ts'
import { ProblemBox } from '../ui/ProblemBox.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { ComparisonBand } from '../views/profile/ComparisonBand.tsx'
import '../views/profile/profile.css'
import { SectionHead } from '../views/SectionHead.tsx'
import { useRequest } from '../views/use-request.ts'

/** Whether both models saw the same rows, and where not, how the columns differ. */
export function RowsDiff({ a, b, names }: { readonly a: Judged; readonly b: Judged; readonly names: readonly [string, string] }) {
  const { t } = useLingui()
  const text = useText()
  const client = useClient()
  const [which, setWhich] = useState<'trained' | 'judged'>('trained')
  const key = JSON.stringify([a, b, which])
  const { value, problem } = useRequest(key, (signal) => client('compareRows', { a, b, which }, signal))
  return (
    <>
      <SectionHead
        title={t`The data`}
        note={
          value?.same
            ? which === 'trained'
              ? t`both learned from the same rows`
              : t`both were judged on the same rows`
            : value && !value.profiles
              ? t`these rows are not on disk any more`
              : undefined
        }
        end={
          <Segmented
            size="s"
            label={t`Which rows`}
            value={which}
            onChange={setWhich}
            options={[
              { value: 'trained', label: t`Training` },
              { value: 'judged', label: t`Test` },
            ]}
          />
        }
      />
      {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
      {value?.profiles && <ComparisonBand before={value.profiles[0]} after={value.profiles[1]} names={names} version={key} />}
    </>
  )
}
