const absolute = /^([A-Za-z]:[\\/]|[\\/])/

/**
 * The path to write into a pipeline for a file of the workspace: paths in a pipeline start from the folder of its own file.
 * Both paths are relative to the workspace; an absolute `file` stays as it is.
 */
export function relativePath(pipeline: string, file: string): string {
  if (absolute.test(file)) return file
  const from = pipeline.split('/').slice(0, -1)
  const to = file.split('/')
  let same = 0
  while (same < from.length && from[same] === to[same]) same += 1
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/')
}
