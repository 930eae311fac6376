import { bare } from './bare-words.ts'
import { familyNames } from './family-names.ts'
import { givenNames } from './given-names.ts'

const titles = new Set(
  'mr mrs ms miss mx dr prof sir dame lord lady rev fr hon baron baronet count earl duke jr sr esq ii iii iv m mme mlle me pr comte vicomte marquis herr frau dipl ing graf freiherr sr sra srta don dona d sig sigra dott ing dhr mevr mw ra'.split(
    ' ',
  ),
)
const particles = new Set(
  'de da do dos das du des d del della delle dei di la le les el al bin ibn ben abu van von zu zum der den het ter ten te op y e och af av'.split(
    ' ',
  ),
)
/** Words that a name of a person hardly has, and names of firms, places and works often do. */
const strangers = new Set(
  `the of and or for in on at to with by und oder et ou au aux pour avec sur y con para por en voor met een san santa santo sao saint sainte st ste
port fort new nouveau nouvelle neu nueva nuevo los las lake mount mont monte river street road avenue rue city county island islands beach bay creek falls
springs park north south east west upper lower great united kingdom states republic inc ltd llc plc corp company co gmbh ag sa sarl spa srl bv nv group
groupe holding bank banque university universite school ecole hospital hotel museum musee church eglise store shop market cafe restaurant studio studios press
records foundation association society club team union service services system systems solutions international national table chair lamp sofa bed shirt shoes
dress bag jacket watch book edition series model version type class size pack set kit home house garden kitchen`.split(/\s+/),
)
/** Names that are common words: by themselves they say nothing. */
const words = new Set(
  `black white brown green gray grey blue red gold silver rose pink violet olive amber ruby jade pearl crystal april may june august summer winter autumn
spring sunday monday north south east west north-east day noon iris lily daisy heather holly ivy jasmine poppy flora hazel rosemary ginger sage king prince duke bishop
baker cook farmer hunter fisher carpenter potter taylor turner weaver miller mason smith shepherd gardener butcher clerk nurse dean major short long young old small large
strong sharp swift good rich wood stone hill field lake bush berry bird fox wolf lamb drake swan page bill mark rob will drew grant grace joy hope faith victory true love
cross power price cash penny rich sterling ford chase bond bell ball pool glass steel iron sun moon star sky rain storm snow frost song temple hall church castle bridge mills
art max min mean sum van dot van bar bat ace ray rod tab pat sandy sunny dusty rusty misty stormy angel angela christian jesus maria english french german scott
paris london florence victoria charlotte sydney austin houston madison jackson lincoln orlando georgia virginia carolina chad jordan israel india asia china
chelsea kent york lancaster preston burton milan roma adelaide darwin wellington valencia cordoba santiago leon paz salvador`.split(/\s+/),
)

const known = (names: ReadonlySet<string>, word: string) =>
  names.has(word) || (word.includes('-') && word.split('-').every((part) => names.has(part)))

/**
 * Whether a text reads as the name of a person: one to five words with capitals, no digits, one of them a frequent given name, or a given or a
 * family name alone that is no common word. “Abbott, Lemuel Francis”, “J. van den Berg” and “Zoé” do, “St. Louis” and “Ford” do not.
 */
export function isPersonName(text: string): boolean {
  const written = text.trim()
  if (written.length < 2 || written.length > 60 || !/^[\p{L}\p{M}\s.,'’-]+$/u.test(written)) return false
  const told = written.split(/[\s,]+/).flatMap((word) => {
    const plain = bare(word).replaceAll('.', '')
    return plain === '' || titles.has(plain) || particles.has(plain) || /^\p{L}(?:-?\p{L}\.)?$/u.test(plain) ? [] : [{ word, plain }]
  })
  if (told.length === 0 || told.length > 5) return false
  if (!told.every(({ word }) => /^(?:\p{Ll}?['’])?\p{Lu}/u.test(word)) || told.some(({ plain }) => strangers.has(plain))) return false
  const [only] = told
  if (told.length === 1 && only) {
    const initials = /\b\p{L}\./u.test(written)
    return initials
      ? isFamily(only.plain) || known(givenNames, only.plain)
      : !words.has(only.plain) && (known(givenNames, only.plain) || isFamily(only.plain))
  }
  return told.some(({ plain }) => known(givenNames, plain))
}

const isFamily = (word: string) =>
  familyNames.has(word) || familyNames.has(word.replaceAll("'", '-')) || familyNames.has(word.replaceAll("'", ''))
