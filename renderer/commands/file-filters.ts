import { t } from '@lingui/core/macro'
import type { FileFilter } from '../session/host.ts'

/** Endings of the files that a source node can read. */
const dataExtensions = 'csv tsv txt parquet json jsonl ndjson xml avro arrow feather orc xlsx xls ods gz zst'.split(' ')

const pipelineExtension = 'millrace'

export function dataFilter(): FileFilter {
  return { name: t`Data files`, extensions: dataExtensions }
}

export function pipelineFilter(): FileFilter {
  return { name: t`Pipelines`, extensions: [pipelineExtension] }
}

export function isPipelineFile(name: string): boolean {
  return name.toLowerCase().endsWith(`.${pipelineExtension}`)
}
