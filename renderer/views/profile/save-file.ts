const kinds = { html: 'text/html', json: 'application/json', csv: 'text/csv', md: 'text/markdown' } as const

/** Hands a text to the browser (or the desktop's window) as a file to keep. */
export function saveFile(content: string, { name, type }: { readonly name: string; readonly type: keyof typeof kinds }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type: kinds[type] }))
  link.download = `${name.replaceAll(/[/\\\0]/g, ' ').slice(0, 200)}.${type}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
