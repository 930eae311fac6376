/** The name, or the name with the first number from 2 on that is free. Names are compared without case. */
export function uniqueName(name: string, taken: readonly string[]): string {
  const names = new Set(taken.map((one) => one.toLowerCase()))
  for (let i = 1; ; i += 1) {
    const tried = i === 1 ? name : `${name} ${i}`
    if (!names.has(tried.toLowerCase())) return tried
  }
}

/** The name of a pipeline about a file: `loan_applications.csv` is Loan applications. */
export function nameFromFile(file: string): string {
  const base = file.replace(/(\.[A-Za-z0-9]{1,8}){1,2}$/, '')
  const words = base.replace(/[_\s-]+/g, ' ').trim()
  return words === '' ? file : words.charAt(0).toUpperCase() + words.slice(1)
}
