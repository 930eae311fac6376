/** The path under which the inside of a component is open: that of its pipeline, then the nodes that lead to it. */
export function insidePath(path: string, use: string): string {
  const open = splitInside(path)
  return open ? `${open.path}#${open.use}/${use}` : `${path}#${use}`
}

/** The pipeline and the use that a path leads into; null for a pipeline itself. */
export function splitInside(path: string): { readonly path: string; readonly use: string } | null {
  const at = path.indexOf('#')
  return at < 0 ? null : { path: path.slice(0, at), use: path.slice(at + 1) }
}
