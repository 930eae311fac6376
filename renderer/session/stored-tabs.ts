import { z } from 'zod'
import { textSchema } from '../../engine/protocol/text.ts'
import type { OpenTabs } from './open-tabs.ts'
import { startTab, type Tab } from './tab.ts'

const place = { path: z.string(), node: z.string(), port: z.string(), fingerprint: z.string() }
const subjectSchema = z.union([
  z.object({ page: z.enum(['evaluation', 'groups', 'model', 'views']), ...place }),
  z.object({ page: z.literal('endpoint'), name: z.string() }),
  z.object({ page: z.literal('runs') }),
  z.object({ page: z.literal('registry'), name: z.string().nullable() }),
  z.object({ page: z.literal('compare'), runs: z.array(z.string()) }),
  z.object({ page: z.enum(['profile', 'chart']), path: z.string(), node: z.string(), port: z.string(), side: z.enum(['in', 'out']) }),
])
const tabSchema = z.union([
  z.object({ id: z.string(), kind: z.literal('pipeline'), path: z.string() }),
  z.object({ id: z.string(), kind: z.literal('report'), title: textSchema, subject: subjectSchema }),
])
const storedSchema = z.object({ tabs: z.array(tabSchema), activeTab: z.string() })

/** Open tabs out of a stored text; none when it cannot be read. Pure. */
export function readTabs(text: string | null): OpenTabs {
  try {
    const stored = storedSchema.safeParse(JSON.parse(text ?? 'null'))
    if (stored.success) return stored.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return { tabs: [], activeTab: startTab }
}

export function writeTabs({ tabs, activeTab }: { readonly tabs: readonly Tab[]; readonly activeTab: string }): string {
  return JSON.stringify({ tabs, activeTab })
}
