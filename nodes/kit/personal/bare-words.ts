/** A text in small letters without accents, with what letters become that are no accented ones. */
export function bare(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/ß|æ|œ|ø|đ|ł|þ|ı|[’‘`´]/g, (sign) => others[sign] ?? "'")
}

const others: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th', ı: 'i' }

/** The words of a text, bare. */
export function bareWords(text: string): readonly string[] {
  return bare(text)
    .split(/[^\p{L}\p{N}+'-]+/u)
    .filter((word) => word !== '')
}
