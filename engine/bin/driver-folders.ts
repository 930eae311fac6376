import { dirname, join } from 'node:path'

/** Where drivers of databases may lie besides the account's own folder: named by `MILLRACE_EXTENSIONS`, or shipped beside the assets. */
export function driverFolders(assets: string): readonly string[] {
  return [process.env['MILLRACE_EXTENSIONS'] ?? '', join(dirname(assets), 'extensions')].filter((folder) => folder !== '')
}
