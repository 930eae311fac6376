import { stat } from 'node:fs/promises'
import { scan } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import type { EndpointService } from './endpoint-service.ts'

/** The request logs of all endpoints as relations, for nodes that look at what was asked. */
export async function requestRelations(endpoints: Pick<EndpointService, 'names' | 'logPaths'>): Promise<Record<string, Relation>> {
  const relations: Record<string, Relation> = {}
  for (const name of await endpoints.names()) {
    const paths = await endpoints.logPaths(name)
    if (paths.length === 0) continue
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
        paths,
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

/** Changes with every request that was answered: the sizes of the files of all logs. */
export async function requestStamp(endpoints: Pick<EndpointService, 'names' | 'logPaths'>): Promise<string> {
  const sizes: string[] = []
  for (const name of await endpoints.names()) {
    const files = await Promise.all(
      (await endpoints.logPaths(name)).map((path) =>
        stat(path).then(
          (info) => info.size,
          () => 0,
        ),
      ),
    )
    if (files.length > 0) sizes.push(`${name}:${files.join('+')}`)
  }
  return sizes.join(',')
}
