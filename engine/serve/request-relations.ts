import { stat } from 'node:fs/promises'
import { scan } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import type { EndpointService } from './endpoint-service.ts'

/** The request logs of all endpoints as relations, for nodes that look at what was asked. */
export async function requestRelations(endpoints: Pick<EndpointService, 'names' | 'logPath'>): Promise<Record<string, Relation>> {
  const relations: Record<string, Relation> = {}
  for (const name of await endpoints.names()) {
    const path = await endpoints.logPath(name)
    const there = await stat(path).then(
      (info) => info.size > 0,
      () => false,
    )
    if (!there) continue
    const columns = [
      { name: 'at', type: 'text' },
      { name: 'ms', type: 'float' },
      { name: 'status', type: 'int' },
      { name: 'model', type: 'text' },
      { name: 'input', type: 'text' },
      { name: 'output', type: 'text' },
    ] as const
    const duckdb = { at: 'VARCHAR', ms: 'DOUBLE', status: 'BIGINT', model: 'VARCHAR', input: 'JSON', output: 'JSON' }
    relations[name] = scan(
      {
        format: 'json',
        paths: [path],
        pinned: true,
        physical: columns.map((column) => ({
          name: column.name,
          duckdb: duckdb[column.name],
          ...(duckdb[column.name] === 'JSON' && { read: 'to-json-text' as const }),
        })),
      },
      columns,
    )
  }
  return relations
}

/** Changes with every request that was answered: the sizes of all logs. */
export async function requestStamp(endpoints: Pick<EndpointService, 'names' | 'logPath'>): Promise<string> {
  const sizes: string[] = []
  for (const name of await endpoints.names()) {
    const size = await stat(await endpoints.logPath(name)).then(
      (info) => info.size,
      () => 0,
    )
    if (size > 0) sizes.push(`${name}:${size}`)
  }
  return sizes.join(',')
}
