import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of this account, outside every workspace: the key of the stored passwords, and drivers that were fetched. `MILLRACE_HOME` names
 * another one.
 */
export function userFolder(env: Readonly<Record<string, string | undefined>> = process.env, platform = process.platform): string {
  const own = env['MILLRACE_HOME']
  if (own !== undefined && own !== '') return own
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Millrace')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Millrace')
  const data = env['XDG_DATA_HOME']
  return join(data !== undefined && data !== '' ? data : join(homedir(), '.local', 'share'), 'millrace')
}
