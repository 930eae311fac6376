/** Kinds of files in a dialog: a name for people and extensions without the dot. */
export interface FileFilter {
  readonly name: string
  readonly extensions: readonly string[]
}

/** One line of the desktop menu, made from the user commands. */
export interface HostMenuItem {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly accelerator: string | null
  readonly enabled: boolean
}

/** What the preload of the desktop puts on `window.host`. Paths are absolute. */
export interface DesktopHost {
  readonly platform: 'linux' | 'darwin' | 'win32'
  /** Without a filter it asks for one folder. */
  openFiles(filters: readonly FileFilter[]): Promise<readonly string[]>
  saveFile(suggested: string, filters: readonly FileFilter[]): Promise<string | null>
  /** The place on disk of a file that was dropped on the page, which the engine may read from then on; empty when it has none. */
  pathOf(file: File): string
  /** Calls back with the id of the command that was chosen in the menu; returns the way to stop. */
  onMenu(callback: (command: string) => void): () => void
  /** Calls back with files that were opened from outside: by a double click, a second start, the list of recent ones. */
  onOpen(callback: (paths: readonly string[]) => void): () => void
  setMenu(items: readonly HostMenuItem[]): void
  setTitle(title: string): void
}

/** A file that the engine can read: `path` is absolute (desktop) or relative to the workspace (uploaded). */
export interface ReadableFile {
  readonly path: string
  readonly name: string
}

/** What the studio asks of the program around it. */
export interface HostServices {
  readonly platform: DesktopHost['platform'] | 'browser'
  openFiles(filters: readonly FileFilter[]): Promise<readonly ReadableFile[]>
  /** A folder outside the workspace; null when the person thought better of it, or where there are no such dialogs. */
  openFolder(): Promise<ReadableFile | null>
  /** A place to write to; null when the person thought better of it, or when there are no dialogs: the engine then chooses one. */
  saveFile(suggested: string, filters: readonly FileFilter[]): Promise<string | null>
  takeFiles(files: readonly File[]): Promise<readonly ReadableFile[]>
  onMenu(callback: (command: string) => void): () => void
  onOpen(callback: (files: readonly ReadableFile[]) => void): () => void
  setMenu(items: readonly HostMenuItem[]): void
  setTitle(title: string): void
}

declare global {
  interface Window {
    readonly host?: DesktopHost
  }
}
