import type { DatabaseNamed, Described } from '../../nodes/kit/context.ts'
import type { Databases, DatabaseWanted } from '../adapters/databases/databases.ts'
import { resolveInput, type FileAccess } from '../adapters/files/file-access.ts'

export interface DatabaseReader {
  describe(named: DatabaseNamed): Promise<Described>
  stamp(named: DatabaseNamed): Promise<string>
}

/** Databases as the nodes of a pipeline in `folder` name them. What was described holds as long as its stamp: `remember` keeps it. */
export function databaseReader(
  databases: Databases,
  place: { readonly folder: string; readonly access: FileAccess },
  remember: (key: string, describe: () => Promise<Described>) => Promise<Described>,
): DatabaseReader {
  const located = async ({ at, read }: DatabaseNamed): Promise<DatabaseWanted> => ({
    at: 'file' in at ? { file: await resolveInput(at.file, place.folder, place.access) } : at,
    read,
  })
  return {
    async describe(named) {
      const wanted = await located(named)
      return remember(`${JSON.stringify(wanted)}\n${await databases.stamp(wanted)}`, () => databases.describe(wanted))
    },
    stamp: async (named) => databases.stamp(await located(named)),
  }
}
