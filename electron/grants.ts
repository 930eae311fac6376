/**
 * Files that the person chose in a dialog, dropped or opened by a double click: the engine may use these outside its workspace. `flush`
 * tells it of all that it has not heard of yet; what it cannot be told now is tried again the next time.
 */
export function createGrants(tell: (path: string) => Promise<boolean>) {
  const known = new Set<string>()
  const untold = new Set<string>()
  return {
    has: (path: string) => known.has(path),
    add(path: string): string {
      known.add(path)
      untold.add(path)
      return path
    },
    async flush() {
      await Promise.all([...untold].map(async (path) => ((await tell(path)) ? untold.delete(path) : false)))
    },
  }
}
