import type { DesktopHost, HostServices, ReadableFile } from './host.ts'

function named(path: string): ReadableFile {
  return { path, name: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) }
}

/** The studio in its own window: files are where they are, nothing is copied. */
export function desktopHost(host: DesktopHost): HostServices {
  return {
    platform: host.platform,
    openFiles: async (filters) => (await host.openFiles(filters)).map(named),
    openFolder: async () => (await host.openFiles([])).map(named)[0] ?? null,
    saveFile: (suggested, filters) => host.saveFile(suggested, filters),
    takeFiles: async (files) => files.map((file) => named(host.pathOf(file))).filter(({ path }) => path !== ''),
    onMenu: (callback) => host.onMenu(callback),
    onOpen: (callback) => host.onOpen((paths) => callback(paths.map(named))),
    setMenu: (items) => host.setMenu(items),
    setTitle: (title) => {
      document.title = title
      host.setTitle(title)
    },
  }
}
