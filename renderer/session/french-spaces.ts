/** A French text whose signs do not part from their words at the end of a line: thin no-break spaces before : ; ? ! » and %, and after «. */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[:;?!»])|(?<=«) |(?<=\d) (?=%)/g, '\u202F')
}
