import { Plural, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import type { ClusterRule, FoundCluster, MergedCluster } from '../../../engine/protocol/cluster.ts'
import { useAnswer } from '../../session/use-answer.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Input.tsx'
import { ProblemBox } from '../../ui/ProblemBox.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { useForm } from '../form-context.ts'
import { approveAll, approvedClusters, changedValues, choiceOf, ruleOf, type ClusterChoices } from './cluster-choices.ts'
import { ClusterRow } from './ClusterRow.tsx'
import { RuleFields } from './RuleFields.tsx'

export interface ClustersDialogProps {
  readonly column: string
  readonly port: string
  readonly merged: readonly MergedCluster[]
  readonly onMerge: (added: readonly MergedCluster[]) => void
  readonly onClose: () => void
}

const step = 100
/** From the surest method to the boldest, and then every value by itself. */
const tried: readonly ClusterRule['method'][] = ['fingerprint', 'ngram', 'distance', 'hand']

/** Finds variants of the values of a column and asks which of them are one. Another method asks the engine anew. */
export function ClustersDialog({ column, port, merged, onMerge, onClose }: ClustersDialogProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const text = useText()
  const { path, document, node } = useForm()
  const [rule, setRule] = useState<ClusterRule>(() => ruleOf('fingerprint'))
  /** The person has chosen the method; until then the next one is tried where one finds nothing. */
  const [chosen, setChosen] = useState(false)
  const [choices, setChoices] = useState<ClusterChoices>(new Map())
  const [shown, setShown] = useState(step)
  const input = { path, document, node, port, column, rule, merged: merged.map((one) => ({ ...one })) }
  const { data, problem, loading } = useAnswer('clusterValues', input)
  const [sought, setSought] = useState('')
  const clusters = data?.clusters ?? []
  // Places stay those of the whole list, as choices are kept by them.
  const listed = clusters.flatMap((cluster, at) => (rule.method !== 'hand' || holds(cluster, sought) ? [{ cluster, at }] : []))
  useEffect(() => {
    setChoices(new Map())
    setShown(step)
    const next = tried[tried.indexOf(rule.method) + 1]
    if (data && !chosen && data.clusters.length === 0 && next) setRule(ruleOf(next))
  }, [data])
  const approved = approvedClusters(choices, clusters, rule)
  // Before anything is approved the one act that remains is to approve all: each is on the screen.
  const everything = rule.method !== 'hand' && choices.size === 0 && clusters.length <= shown
  const taken = approved.length > 0 || !everything ? approved : approvedClusters(approveAll(choices, clusters, true), clusters, rule)
  const values = changedValues(taken)
  const take = (close: boolean) => {
    onMerge(taken)
    if (close) onClose()
  }
  const waits = loading || taken.length === 0
  return (
    <Dialog
      open
      onClose={onClose}
      width={760}
      title={t`Variants in ${column}`}
      closeLabel={t`Close`}
      actions={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button disabled={waits} onClick={() => take(false)}>{t`Merge and look again`}</Button>
          <Button variant="primary" disabled={waits} onClick={() => take(true)}>
            {values === 0 ? (
              t`Merge`
            ) : approved.length === 0 ? (
              <Plural value={values} one="Merge # value" other="Merge all # values" />
            ) : (
              <Plural value={values} one="Merge # value" other="Merge # values" />
            )}
          </Button>
        </>
      }
    >
      <RuleFields
        rule={rule}
        onChange={(next) => {
          setChosen(true)
          setRule(next)
        }}
      />
      <div className="cluster-bar">
        <p className="min-w-0 flex-1 text-small text-text-2" role="status">
          {data &&
            !loading &&
            (rule.method === 'hand'
              ? t`${count(listed.length)} values: say what each one means`
              : data.compared < data.distinct
                ? t`The ${count(data.compared)} most frequent of ${count(data.distinct)} values compared, clusters: ${count(data.clustersAll)}`
                : t`${count(data.compared)} values compared, clusters: ${count(data.clustersAll)}`)}
          {data && !loading && !data.complete && <span className="text-warn"> {t`Time was up: these were found until then.`}</span>}
          {loading && t`Comparing the values`}
        </p>
        {rule.method === 'hand' && (
          <Input
            className="w-56 flex-none"
            icon="search"
            aria-label={t`Find a value`}
            placeholder={t`Find a value`}
            value={sought}
            live
            onChange={setSought}
          />
        )}
        {clusters.length > 0 && rule.method !== 'hand' && (
          <>
            <Button size="s" disabled={loading} onClick={() => setChoices(approveAll(choices, clusters, true))}>{t`Approve all`}</Button>
            <Button size="s" disabled={loading} onClick={() => setChoices(approveAll(choices, clusters, false))}>{t`None`}</Button>
          </>
        )}
      </div>
      {loading && <ProgressBar share={null} label={t`Comparing the values`} />}
      {problem && <ProblemBox severity="error" title={text(problem.text)} detail={text(problem.action)} />}
      {data && clusters.length === 0 && !loading && (
        <Empty
          title={t`No variants by this method`}
        >{t`Another method may find some: sound, or a distance of a few letters. By hand you say what each value means.`}</Empty>
      )}
      {clusters.length > 0 && (
        <ul className="cluster-list" aria-label={t`Clusters`} aria-busy={loading}>
          {listed.slice(0, shown).map(({ cluster, at }) => (
            <ClusterRow
              key={cluster.values.map(({ value }) => value).join('\n')}
              cluster={cluster}
              choice={choiceOf(choices, at, cluster)}
              onChange={(choice) => setChoices(new Map(choices).set(at, choice))}
            />
          ))}
        </ul>
      )}
      {listed.length > shown && (
        <Button size="s" className="mt-2" onClick={() => setShown(shown + step)}>
          {t`Show ${count(Math.min(step, listed.length - shown))} more`}
        </Button>
      )}
    </Dialog>
  )
}

/** Whether one of the values has a text in it, capitals and accents aside. */
function holds({ values }: FoundCluster, sought: string): boolean {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return values.some(({ value }) => plain(value).includes(plain(sought)))
}
