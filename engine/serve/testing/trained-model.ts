// For tests only: models that were really trained, and servers for them.

import type { AddressInfo } from 'node:net'
import { catalogue } from '../../../nodes/catalogue.ts'
import type { ExampleMade, ExampleTable } from '../../../nodes/kit/define-node.ts'
import type { Harness } from '../../../nodes/kit/harness/open-harness.ts'
import type { Model } from '../../learn/model.ts'
import { createEndpointServer, type ServerTimes } from '../endpoint-server.ts'
import { endpointHandler, type LoadedEndpoint } from '../endpoint-handler.ts'

/** The model of a learner on a table, by the node itself. */
export async function trainedModel(
  harness: Harness,
  learner: string,
  params: Readonly<Record<string, unknown>>,
  table: ExampleTable | ExampleMade,
): Promise<Model> {
  const node = catalogue.get(learner)
  if (!node) throw new Error(`no node ${learner}`)
  const { artifacts } = await harness.run(node, params, { table })
  const artifact = artifacts['model']
  if (artifact?.kind !== 'model') throw new Error('no model')
  return artifact.model
}

/** A server on a free port of 127.0.0.1 that answers for these endpoints. */
export async function serve(
  endpoints: () => ReadonlyMap<string, LoadedEndpoint>,
  times?: ServerTimes,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createEndpointServer(
    endpointHandler(endpoints, (error) => {
      throw error
    }),
    times,
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
