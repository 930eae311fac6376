import { useLingui } from '@lingui/react/macro'
import { useRuns } from '../runs/store.ts'
import { useAnswer } from '../session/use-answer.ts'
import { useFormat } from '../session/use-format.ts'
import { Input } from '../ui/Input.tsx'
import { Select } from '../ui/Select.tsx'
import { useRunList } from './list-state.ts'

/** Narrows the list of runs: words, pipeline, outcome, tags. */
export function RunFilters() {
  const { t } = useLingui()
  const { count } = useFormat()
  const { filter, narrow } = useRunList()
  const version = useRuns((state) => state.versions.runs)
  const { data } = useAnswer('runColumns', {}, version)
  const [outcome] = filter.outcomes
  return (
    <>
      <Input
        live
        icon="search"
        className="w-56"
        value={filter.text}
        onChange={(text) => narrow({ text })}
        placeholder={t`Search in names, tags, notes`}
        aria-label={t`Search in names, tags, notes`}
      />
      <Select
        size="s"
        className="max-w-28 wide:max-w-48"
        aria-label={t`Pipeline`}
        value={filter.pipeline ?? ''}
        onChange={(pipeline) => narrow({ pipeline: pipeline === '' ? undefined : pipeline })}
        options={[{ value: '', label: t`All pipelines` }, ...(data?.pipelines ?? []).map((path) => ({ value: path, label: path }))]}
      />
      <Select
        size="s"
        className="max-w-28 wide:max-w-40"
        aria-label={t`Outcome`}
        value={filter.judged ? 'judged' : (outcome ?? '')}
        onChange={(value) =>
          narrow({ judged: value === 'judged', outcomes: value === 'done' || value === 'failed' || value === 'cancelled' ? [value] : [] })
        }
        options={[
          { value: '', label: t`Any outcome` },
          { value: 'judged', label: t`With an evaluation` },
          { value: 'done', label: t`Done` },
          { value: 'failed', label: t`Failed` },
          { value: 'cancelled', label: t`Cancelled` },
        ]}
      />
      {data && data.tags.length > 0 && (
        <Select
          size="s"
          className="max-w-28 wide:max-w-40"
          aria-label={t`Tag`}
          value={filter.tags[0] ?? ''}
          onChange={(tag) => narrow({ tags: tag === '' ? [] : [tag] })}
          options={[
            { value: '', label: t`Any tag` },
            ...data.tags.map(({ tag, runs }) => ({ value: tag, label: tag, detail: count(runs) })),
          ]}
        />
      )}
    </>
  )
}
