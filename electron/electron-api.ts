// The desktop shell: window, menus, dialogs, app://millrace, and the engine as a child process. It knows the engine by its API only.
// Written for Electron 45 with no more than Electron 25 has too; both run it.
import type * as Electron from 'electron'

/** The parts of Electron that the main process uses. Passed in, so that tests pass fakes and nothing loads Electron but entry.ts. */
export type ElectronApi = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'protocol' | 'screen' | 'session' | 'shell'
>
type Writable = { write(text: string): unknown }
/** What the shell takes from its own process. */
export type ShellProcess = Pick<NodeJS.Process, 'argv' | 'cwd' | 'env' | 'platform' | 'arch'> & { resourcesPath: string; stderr: Writable }
