/** Space, tab, line feed, vertical tab, form feed, carriage return, no-break space. */
function isBlankUnit(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0
}

function blankStart(text: string): number {
  let at = 0
  while (at < text.length && isBlankUnit(text.charCodeAt(at))) at++
  return at
}

export function isBlank(text: string): boolean {
  return blankStart(text) === text.length
}

export function stripStart(text: string): string {
  return text.slice(blankStart(text))
}

export function stripEnd(text: string): string {
  let end = text.length
  while (end > 0 && isBlankUnit(text.charCodeAt(end - 1))) end--
  return text.slice(0, end)
}

/** Without spaces at the ends and with single ones inside: only U+0020 counts. */
export function trimSpaces(text: string): string {
  return text.replace(/ {2,}/g, ' ').replace(/^ | $/g, '')
}

/** Without the control characters U+0000 to U+001F. */
export function withoutControls(text: string): string {
  let result = ''
  for (const char of text) if (char >= ' ') result += char
  return result
}
