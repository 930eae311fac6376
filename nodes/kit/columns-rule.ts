import { z } from 'zod'
import type { Column, DataType } from '../../engine/relation/types.ts'

/** Which columns a node works on: named, or by a rule that also takes columns that come later. */
export const columnsRuleSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('names'), names: z.array(z.string()) }),
  z.object({
    by: z.literal('types'),
    types: z.array(z.enum(['bool', 'int', 'float', 'text', 'date', 'timestamp'])),
    except: z.array(z.string()).default([]),
  }),
  z.object({ by: z.literal('pattern'), pattern: z.string(), except: z.array(z.string()).default([]) }),
  z.object({ by: z.literal('all'), except: z.array(z.string()).default([]) }),
])
export type ColumnsRule = z.infer<typeof columnsRuleSchema>

/**
 * The columns that a rule means, in table order (for `names`, in the order given), and the named ones that are not there.
 * `accepts` limits rules, not names. A pattern that is no regular expression chooses nothing and is returned in `badPattern`.
 */
export function resolveColumns(
  rule: ColumnsRule,
  columns: readonly Column[],
  accepts?: readonly DataType[],
): { chosen: Column[]; missing: string[]; badPattern?: string } {
  const fits = (column: Column) => !accepts || accepts.includes(column.type)
  switch (rule.by) {
    case 'names': {
      const byName = new Map(columns.map((column) => [column.name, column]))
      const names = [...new Set(rule.names)]
      return {
        chosen: names.flatMap((name) => byName.get(name) ?? []),
        missing: names.filter((name) => !byName.has(name)),
      }
    }
    case 'types':
      return {
        chosen: columns.filter(
          (column) => (rule.types as readonly string[]).includes(column.type) && fits(column) && !rule.except.includes(column.name),
        ),
        missing: [],
      }
    case 'pattern': {
      let pattern: RegExp
      try {
        pattern = new RegExp(rule.pattern, 'u')
      } catch {
        return { chosen: [], missing: [], badPattern: rule.pattern }
      }
      return {
        chosen: columns.filter((column) => pattern.test(column.name) && fits(column) && !rule.except.includes(column.name)),
        missing: [],
      }
    }
    case 'all':
      return { chosen: columns.filter((column) => fits(column) && !rule.except.includes(column.name)), missing: [] }
  }
}

/** The same rule with some columns taken out of it. */
export function withoutColumns(rule: ColumnsRule, names: readonly string[]): ColumnsRule {
  if (rule.by === 'names') return { by: 'names', names: rule.names.filter((name) => !names.includes(name)) }
  return { ...rule, except: [...new Set([...rule.except, ...names])] }
}
