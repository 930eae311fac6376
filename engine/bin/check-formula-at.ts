import { toCell } from '../relation/to-cell.ts'
import type { MethodOutput } from '../protocol/methods.ts'
import type { Cell } from '../protocol/table.ts'
import { limit, project } from '../relation/build.ts'
import { completeFormula, parseFormula } from '../relation/formula/formula.ts'
import { prettyFormula } from '../relation/formula/pretty.ts'
import { firstRowsOnly } from '../relation/lineage.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import { nameParameters } from '../graph/name-parameters.ts'
import { needsRun, onDisk } from '../run/preview.ts'
import { fillSamples } from '../run/sampled-rows.ts'
import type { Resolved } from '../run/resolve.ts'
import type { Engine } from './create-engine.ts'

/** Signs of a line in the settings pane, about. */
const settingsWidth = 40

interface Request {
  readonly node: string
  readonly port: string
  readonly text: string
  readonly allow: 'row' | 'aggregate'
  readonly caret?: number | undefined
  readonly language: 'en' | 'fr'
}

/** What is wrong with a formula while it is typed, what could be typed next, and what it gives on the first rows. */
export async function checkFormulaAt(
  engine: Engine,
  resolved: Resolved,
  request: Request,
  signal: AbortSignal,
): Promise<MethodOutput<'checkFormula'>> {
  const known = resolved.nodes.get(request.node)?.inputs.get(request.port)?.[0]?.relation ?? null
  const relation = (known && fillSamples(known, resolved.samples)?.relation) ?? known
  const columns = relation?.columns ?? []
  const named = nameParameters(request.text, resolved.document.parameters)
  const parsed = parseFormula(named.text, { columns, allow: request.allow })
  const caret = named.written(request.caret ?? request.text.length)
  const completion = completeFormula(named.text, caret, { columns, allow: request.allow, language: request.language })
  const signature = completion.call?.signatures[0]
  return {
    type: parsed.ok ? parsed.type : null,
    problems: parsed.ok
      ? []
      : parsed.problems.map(({ code, from, to, text }) => ({ code, from: named.typed(from), to: named.typed(to), text: { ...text } })),
    completions: {
      from: named.typed(completion.replace.from),
      to: named.typed(completion.replace.to),
      items: completion.options.map((option) => ({
        label: option.label,
        insert: option.insert,
        kind: option.kind === 'column' || option.kind === 'function' ? option.kind : 'keyword',
        detail: option.signature?.[request.language] ?? option.type ?? '',
        fits: option.fits,
        ...(option.help && { info: { ...option.help } }),
      })),
    },
    signature: signature ? { text: signature.text[request.language], argument: signature.active ?? 0 } : null,
    pretty: prettyFormula(request.text, { language: request.language, width: settingsWidth }),
    sample: parsed.ok && request.allow === 'row' && relation ? await sampleOf(engine, relation, parsed, signal) : [],
  }
}

async function sampleOf(
  engine: Engine,
  relation: Relation,
  parsed: { expr: Parameters<typeof project>[1][number]['expr'] },
  signal: AbortSignal,
): Promise<Cell[]> {
  if (needsRun(relation)) return []
  const physical = await onDisk(relation, engine.store)
  const sample = project(limit(firstRowsOnly(physical, 1000), 5), [{ name: 'result', expr: parsed.expr }])
  const rows = await engine.db.rows(printRelation(sample), { signal })
  return rows.map((row) => toCell(row[0] ?? null, sample.columns[0]?.type ?? 'text'))
}
