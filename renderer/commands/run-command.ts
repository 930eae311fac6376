import { attempt } from '../session/notices.ts'
import { findCommand } from './registry.ts'

/** Does what the command does, when it can be done now; its failure is shown as a problem. Returns whether it was done. */
export function runCommand(id: string): boolean {
  const command = findCommand(id)
  if (!command?.enabled()) return false
  void attempt((async () => command.run())())
  return true
}
