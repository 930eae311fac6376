/** The folder to begin in for a path of a pipeline: its own, or the one around a file; empty for that of the pipeline. */
export function startFolder(path: string, isFolder: boolean): string {
  if (isFolder) return path
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return end < 0 ? '' : path.slice(0, end + 1)
}
