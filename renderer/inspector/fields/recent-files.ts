import { create } from 'zustand'

const key = 'millrace.recent-files'
const most = 8

function stored(): string[] {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(key)
  if (text === null) return []
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read.filter((item) => typeof item === 'string') : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** A file put first in a list of the last few, each once. */
export function withRecent(files: readonly string[], file: string): string[] {
  return [file, ...files.filter((other) => other !== file)].slice(0, most)
}

/** Files that were chosen lately, latest first, as the dialog gave them. Kept between visits. */
export const useRecentFiles = create<{ readonly files: readonly string[]; add(file: string): void }>()((set, get) => ({
  files: stored(),
  add: (file) => {
    const files = withRecent(get().files, file)
    localStorage.setItem(key, JSON.stringify(files))
    set({ files })
  },
}))
