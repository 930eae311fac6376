import { createContext, useContext } from 'react'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import type { Command } from '../../engine/protocol/command.ts'
import type { Document } from '../../engine/protocol/document.ts'
import type { NodeInspection } from '../../engine/protocol/inspection.ts'
import type { Text } from '../../engine/protocol/text.ts'
import type { TableColumn } from '../../engine/protocol/table.ts'

/** What the fields of a form know of the node that they belong to. */
export interface FormContext {
  readonly path: string
  readonly document: Document
  readonly node: string
  readonly entry: Pick<CatalogueEntry, 'inputs'>
  readonly inspection: NodeInspection | undefined
  readonly readOnly: boolean
  /** Edits the pipeline; null where the form is not that of a node that can be edited. */
  readonly apply: ((command: Command, label: Text) => void) | null
  /** Columns that a problem beside its field already speaks of. */
  readonly said: ReadonlySet<string>
}

const Context = createContext<FormContext | null>(null)

export const FormProvider = Context.Provider

export function useForm(): FormContext {
  const context = useContext(Context)
  if (!context) throw new Error('a field stands outside of a form')
  return context
}

/** The input port whose columns a field offers: the one it names, else the first that takes a table. */
export function sourcePort({ entry }: Pick<FormContext, 'entry'>, from: string | undefined): string | undefined {
  if (from !== undefined) return from
  const ports = Object.entries(entry.inputs)
  return (ports.find(([, { kind }]) => kind === 'table') ?? ports[0])?.[0]
}

/** The columns that a field offers, of a node without inputs its own; null while they are not known. */
export function sourceColumns(context: FormContext, from: string | undefined): readonly TableColumn[] | null {
  const port = sourcePort(context, from)
  const table = port === undefined ? Object.values(context.inspection?.outputs ?? {})[0] : context.inspection?.inputs[port]
  return table?.columns ?? null
}
