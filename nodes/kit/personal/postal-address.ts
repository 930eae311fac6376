import { bare } from './bare-words.ts'

const number = '\\d{1,5}(?: ?(?:bis|ter|quater|[a-f]))?(?:[-/]\\d{1,5} ?[a-f]?)?'

// How a street and a number are written, and words of streets, in small letters without accents.
const shapes: readonly RegExp[] = [
  // 221b Baker Street, 1600 Pennsylvania Ave NW
  new RegExp(
    `^(?:flat|apt|apartment|unit|suite|floor)?[ .,#\\w]{0,12}${number},? (?:[\\w'.-]+ ){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|sq|terrace|crescent|close|gardens|grove|hill|row|mews|highway|hwy|parkway|pkwy|circle|cir|trail|walk|green|broadway)\\b`,
  ),
  /^p\.?o\.? ?box \d+/,
  // 12 bis, rue de la Paix
  new RegExp(
    `^${number},? ?(?:rue|avenue|av|ave|boulevard|bd|bld|chemin|ch|allee|impasse|place|pl|quai|route|rte|cours|square|passage|sentier|faubourg|fbg|lotissement|residence|villa|cite|hameau|esplanade|mail|montee|promenade|ruelle|venelle|voie)\\b[. ]`,
  ),
  /^(?:rue|avenue|boulevard|chemin|allee|impasse|quai|route|place) .{2,40}[ ,]\d{1,4}$/,
  /^(?:bp|boite postale|lieu-?dit|cs) .{1,40}$/,
  // Hauptstraße 5, Berliner Ring 12 a
  new RegExp(
    `^(?:(?:[\\w'.-]+ ){1,3}[\\w'.-]*|[\\w'.-]{3,})(?:strasse|str\\.?|weg|platz|allee|gasse|ring|damm|ufer|chaussee|steig|hof|graben|wall|pfad|promenade|stieg) ${number}\\b`,
  ),
  /^(?:am|an der|an den|auf dem|auf der|im|in der|zum|zur|unter den) (?:[\w'.-]+ ){1,3}\d{1,4} ?[a-f]?\b/,
  /^postfach \d+/,
  // Calle Mayor, 5; Avda. de la Constitución 12
  /^(?:c\/|(?:calle|cl|avenida|avda|av|plaza|pza|pl|paseo|p[ºo]|carretera|ctra|camino|ronda|travesia|urbanizacion|urb|rua|praca|travessa|largo)\b[. ]) ?.{2,45}[ ,](?:n[.º°o]* ?)?\d{1,4}\b/,
  // Via Roma 12, P.za del Duomo, 1
  /^(?:via|viale|v\.le|piazza|p\.?za|piazzale|p\.?le|corso|c\.so|vicolo|strada|contrada|lungomare|lungotevere|lungarno|borgo|salita|localita)\b ?.{2,45}[ ,](?:n[.°]* ?)?\d{1,4}\b/,
  // Keizersgracht 123 hs, Lange Voorhout 8-B
  new RegExp(
    `^(?:[\\w'.-]+ ){0,4}[\\w'.-]*(?:straat|laan|plein|gracht|kade|dijk|singel|steeg|dreef|markt|baan|straatweg|vaart|burgwal|voorhout) ${number}\\b`,
  ),
  /^postbus \d+/,
]

/** Whether a text reads as a postal address of a street with its number, or a box, as in English, French, German, Spanish, Italian, Portuguese or Dutch. */
export function isPostalAddress(text: string): boolean {
  const written = bare(text).replaceAll(/\s+/g, ' ').trim()
  return written.length >= 5 && written.length <= 150 && shapes.some((shape) => shape.test(written))
}
