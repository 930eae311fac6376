import { useLingui } from '@lingui/react/macro'
import type { RunRow } from '../../engine/protocol/experiment-methods.ts'
import type { RunRecord } from '../../engine/protocol/experiment-record.ts'
import { useFormat } from '../session/use-format.ts'
import { useEnergyText } from './use-energy-text.ts'

/** Where and how a run was made, so that it can be made again. */
export function RunFacts({ row, record }: { readonly row: RunRow; readonly record: RunRecord | null }) {
  const { t } = useLingui()
  const { when, seconds, bytes, count } = useFormat()
  const energy = useEnergyText()
  const facts: (readonly [string, string])[] = [
    [t`Pipeline`, row.pipeline],
    [t`Started`, when(row.startedAt)],
    [t`Steps`, t`${count(row.executed)} executed, ${count(row.reused)} reused`],
    [t`Seed`, String(row.seed)],
    ...(row.seconds === null ? [] : [[t`Time`, seconds(row.seconds)] as const]),
  ]
  if (record) {
    const { cost, environment, versions, sources, artifacts } = record
    facts.push([t`CPU time`, seconds(cost.cpuSeconds)])
    if (cost.memoryBytes !== null) facts.push([t`Peak memory`, bytes(cost.memoryBytes)])
    facts.push(
      [t`Energy`, energy(cost.energy)],
      [t`Machine`, t`${environment.cpu}, ${count(environment.cores)} cores, ${bytes(environment.memoryBytes)}`],
      [t`System`, environment.os],
      [t`Versions`, `Millrace ${versions.millrace}, Node ${versions.node}, DuckDB ${versions.duckdb}`],
      [t`Artifacts`, t`${count(artifacts.length)}, ${bytes(artifacts.reduce((sum, one) => sum + one.bytes, 0))}`],
    )
    for (const source of sources)
      facts.push([source.title, t`${count(source.columns.length)} columns, content ${source.content.slice(0, 12) || '–'}`])
  }
  return (
    <dl className="figure-list mt-4">
      {facts.map(([label, value], i) => (
        <div key={i}>
          <dt>{label}</dt>
          <dd className="min-w-0 break-words text-right !font-normal">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
