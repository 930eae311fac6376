import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import type { Command } from '../../../engine/protocol/command.ts'
import type { Document, Params } from '../../../engine/protocol/document.ts'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import type { NodeCatalogue } from '../../canvas/edit/new-node.ts'
import { addBehind, type PortPlace } from '../../canvas/edit/add-behind.ts'
import { namesOf } from './names-of.ts'

/** One node that mends one warning or several. */
export interface PlannedRemedy {
  readonly remedy: ProfileWarning['remedy']
  readonly warnings: readonly ProfileWarning[]
}

/**
 * In this order mends do not get in each other's way: what stands for missing before it is filled, rows are compared once they are written alike,
 * columns leave last.
 */
const order = [
  'clean.declare-missing',
  'clean.read-numbers',
  'date.parse-date',
  'clean.merge-values',
  'clean.unify-text',
  'clean.remove-duplicates',
  'clean.drop-missing',
  'outlier.treat-outliers',
  'clean.fill-missing',
  'outlier.rare-values',
  'clean.set-roles',
  'clean.select-columns',
]

/** What brings the table to the form that it was meant to have. All else changes what it says. */
const repairs = new Set(order.slice(0, order.indexOf('clean.remove-duplicates') + 1))

export const isRepair = ({ remedy }: PlannedRemedy): boolean => repairs.has(remedy.type)

/** Mends that only the person knows to be right. */
const byChoice = new Set(['zeros', 'uniform'])

/** Acts that treat a column as the text that it will no longer be. */
const ofTexts = new Set(['spellings', 'high-cardinality'])

/**
 * The nodes that mend all of these warnings, in the order of the flow: warnings that the same node mends with the same params share one. What
 * is a choice rather than a mend (a split into train and test, zeros that may be values) is left out.
 */
export function planRemedies(warnings: readonly ProfileWarning[]): PlannedRemedy[] {
  const retyped = new Set(warnings.filter(({ code }) => code.startsWith('text-is-')).flatMap(({ columns }) => columns))
  const found: PlannedRemedy[] = []
  for (const warning of warnings) {
    if (!order.includes(warning.remedy.type) || byChoice.has(warning.code)) continue
    if (ofTexts.has(warning.code) && warning.columns.some((name) => retyped.has(name))) continue
    const at = found.findIndex(({ remedy }) => merged(remedy, warning.remedy) !== null)
    const params = at < 0 ? null : merged(found[at]?.remedy, warning.remedy)
    const one = found[at]
    if (one && params) found[at] = { remedy: { ...one.remedy, params }, warnings: [...one.warnings, warning] }
    else found.push({ remedy: warning.remedy, warnings: [warning] })
  }
  return found.toSorted((a, b) => order.indexOf(a.remedy.type) - order.indexOf(b.remedy.type))
}

/** The params that do what both do: lists of names are put together, everything else is the same. Null: they need a node each. */
function merged(a: ProfileWarning['remedy'] | undefined, b: ProfileWarning['remedy']): Params | null {
  if (!a || a.type !== b.type) return null
  const roles = a.type === 'clean.set-roles'
  const names = new Set([...Object.keys(a.params), ...Object.keys(b.params)])
  const params: Record<string, Params[string]> = {}
  for (const name of names) {
    const [first, second] = [a.params[name], b.params[name]]
    const one = first ?? second
    if (first === undefined || second === undefined) {
      if (!roles || one === undefined) return null
      params[name] = one
    } else if (JSON.stringify(first) === JSON.stringify(second)) params[name] = first
    else {
      const [left, right] = [namesOf(first), namesOf(second)]
      if (!left || !right) return null
      params[name] = { by: 'names', names: [...new Set([...left, ...right])] }
    }
  }
  return params
}

/** One edit that puts all planned nodes behind the port, in their order; undefined when none fits. */
export function addRemedies(
  document: Document,
  catalogue: NodeCatalogue,
  place: PortPlace,
  planned: readonly PlannedRemedy[],
): { readonly command: Command; readonly added: number; readonly last: string } | undefined {
  const commands: Command[] = []
  let after = document
  let last: string | undefined
  // Each goes right behind the port, so the last of the flow is put there first.
  for (const { remedy } of planned.toReversed()) {
    const addition = addBehind(after, catalogue, place, remedy)
    if (!addition) continue
    commands.push(addition.command)
    last ??= addition.id
    after = applyCommand(after, addition.command, catalogue).document
  }
  return last === undefined ? undefined : { command: { type: 'batch', commands }, added: commands.length, last }
}
