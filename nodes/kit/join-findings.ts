import type { JoinKind } from '../../engine/relation/relation.ts'
import type { Overlooked } from './compared-text.ts'
import { roughly, rowsWord, shownCount, shownShare } from './count-words.ts'
import { keyPhrase, type KeyPair } from './join-keys.ts'
import { looserSettings, type KeyFit, type SideFit } from './join-fit.ts'
import type { KeyCandidate } from './key-candidates.ts'
import type { Finding } from './observation.ts'
import { listed, quoted, typeWord } from './phrases.ts'

/** Left rows that find a partner, and right ones, as shares with bars. `known`: sides whose share can be told from the rows looked at. */
export function matchFindings(fit: KeyFit, known: { readonly left: boolean; readonly right: boolean }): readonly Finding[] {
  const words = {
    left: { en: 'left rows find a match', fr: 'lignes de gauche trouvent une correspondance' },
    right: { en: 'right rows find a match', fr: 'lignes de droite trouvent une correspondance' },
  }
  return (['left', 'right'] as const).flatMap((side): Finding[] => {
    if (!known[side] || fit[side].rows === 0) return []
    const share = matchedShare(fit[side])
    const [shown, matched, all] = [shownShare(share), shownCount(matchedRows(fit[side])), shownCount(fit[side].rows)]
    const { en, fr } = words[side]
    const text = { en: `${shown.en} of the ${en}: ${matched} of ${all}.`, fr: `${shown.fr} des ${fr} : ${matched} sur ${all}.` }
    const tone = share >= 0.95 ? 'good' : share < 0.5 && side === 'left' ? 'warning' : 'note'
    return [{ tone, text, share, ...(share < 1 && { others: `unmatched-${side}` }) }]
  })
}

/** Rows of a side with a partner; estimated where only some keys were looked at. */
export function matchedRows({ rows, missing, seen, matched }: SideFit): number {
  return seen === 0 ? 0 : Math.round((matched / seen) * (rows - missing))
}

const matchedShare = (side: SideFit) => (side.rows === 0 ? 0 : matchedRows(side) / side.rows)

/** Rows in, rows expected out, and whether rows come several times. */
export function sizeFindings(fit: KeyFit, how: JoinKind | 'cross', exact: boolean): readonly Finding[] {
  const { left, right } = fit
  const pairs = left.seen === 0 ? 0 : Math.round((fit.pairs / left.seen) * (left.rows - left.missing))
  const [alone, lonely] = [left.rows - matchedRows(left), right.rows - matchedRows(right)]
  const out = {
    inner: pairs,
    cross: pairs,
    left: pairs + alone,
    right: pairs + lonely,
    full: pairs + alone + lonely,
    semi: matchedRows(left),
    anti: alone,
  }[how]
  const expected = rowsWord(exact ? out : roughly(out))
  const [a, b] = [rowsWord(left.rows), shownCount(right.rows)]
  const about = exact ? { en: '', fr: '' } : { en: 'about ', fr: 'environ ' }
  const size: Finding = {
    tone: how !== 'semi' && how !== 'anti' && out > 2 * Math.max(left.rows, right.rows) ? 'warning' : 'note',
    text: {
      en: `${a.en} on the left and ${b} on the right give ${about.en}${expected.en}.`,
      fr: `${a.fr} à gauche et ${b} à droite donnent ${about.fr}${expected.fr}.`,
    },
  }
  if (how === 'semi' || how === 'anti' || how === 'cross') return [size]
  return [size, ...fanOut(fit)]
}

function fanOut({ left, right, pairs }: KeyFit): readonly Finding[] {
  if (pairs === 0) return []
  if (left.most <= 1 && right.most <= 1)
    return [{ tone: 'good', text: { en: 'Each row has one partner at most.', fr: 'Chaque ligne a au plus une correspondance.' } }]
  if (left.most <= 1)
    return [
      {
        tone: 'good',
        text: {
          en: 'No left row comes twice: keys are unique on the right.',
          fr: 'Aucune ligne de gauche ne se répète : les clés sont uniques à droite.',
        },
      },
    ]
  const average = pairs / Math.max(1, left.matched)
  const [most, mean] = [shownCount(left.most), average.toFixed(average < 2 ? 2 : 1)]
  return [
    {
      tone: right.most > 1 && average > 1.1 ? 'warning' : 'note',
      text: {
        en: `Left rows come several times: up to ${most} partners for a row, ${mean} on average${right.most > 1 ? '; keys come several times on both sides' : ''}.`,
        fr: `Des lignes de gauche se répètent : jusqu’à ${most} correspondances pour une ligne, ${mean.replace('.', ',')} en moyenne${right.most > 1 ? ' ; des clés se répètent des deux côtés' : ''}.`,
      },
    },
  ]
}

/** Rows whose key is missing: they match nothing. */
export function missingKeyFindings({ left, right }: KeyFit): readonly Finding[] {
  if (left.missing + right.missing === 0) return []
  const [a, b] = [rowsWord(left.missing), rowsWord(right.missing)]
  const where = [
    ...(left.missing > 0 ? [{ en: `${a.en} on the left`, fr: `${a.fr} à gauche` }] : []),
    ...(right.missing > 0 ? [{ en: `${b.en} on the right`, fr: `${b.fr} à droite` }] : []),
  ]
  const what = listed(where)
  return [{ tone: 'note', text: { en: `No key, so no match: ${what.en}.`, fr: `Sans clé, donc sans correspondance : ${what.fr}.` } }]
}

/** Keys of two types, which are brought to one. */
export function typeFindings(pairs: readonly KeyPair[]): readonly Finding[] {
  return pairs.flatMap(({ left, right }): Finding[] => {
    const [a, b] = [left.column, right.column]
    if (a.type === b.type || (a.type !== 'text' && b.type !== 'text')) return []
    const [one, two, first, second] = [quoted(a.name), quoted(b.name), typeWord(a.type), typeWord(b.type)]
    return [
      {
        tone: 'warning',
        text: {
          en: `${one.en} is ${first.en} on the left, ${two.en} is ${second.en} on the right: both are compared as text, and 007 is not 7.`,
          fr: `${one.fr} est « ${first.fr} » à gauche, ${two.fr} est « ${second.fr} » à droite : les deux se comparent comme du texte, et 007 n’est pas 7.`,
        },
      },
    ]
  })
}

const looserWords: Readonly<Record<string, { en: string; fr: string }>> = {
  ignoreCase: { en: 'capitals', fr: 'les majuscules' },
  ignoreAccents: { en: 'accents', fr: 'les accents' },
  ignoreSpaces: { en: 'spaces at both ends', fr: 'les espaces aux deux bouts' },
}

type Settings = Partial<Overlooked>

/** One setting that brings the most, else all that bring something, else all: accents and capitals, say, may bring only together. */
function fewestSettings(settings: ReadonlyMap<string, Settings>, gained: KeyFit['gained'], best: number): Settings {
  const enough = [...settings].find(([name]) => name !== 'all' && gained.get(name) === best)
  if (enough) return enough[1]
  const useful = [...settings].filter(([name]) => name !== 'all' && (gained.get(name) ?? 0) > 0)
  return useful.length > 1 ? useful.reduce<Settings>((all, [, set]) => ({ ...all, ...set }), {}) : (settings.get('all') ?? {})
}

/** The fewest things to overlook that bring as many rows as overlooking everything, with a button. */
export function looserFindings(fit: KeyFit, overlooked: Overlooked): readonly Finding[] {
  const settings = looserSettings(overlooked)
  const best = Math.max(0, ...fit.gained.values())
  if (best === 0) return []
  const params = fewestSettings(settings, fit.gained, best)
  const names = listed(Object.keys(params).map((flag) => looserWords[flag] ?? { en: flag, fr: flag }))
  const rows = rowsWord((best / Math.max(1, fit.left.seen)) * (fit.left.rows - fit.left.missing))
  return [
    {
      tone: 'warning',
      text: {
        en: `${rows.en} more on the left would match if ${names.en} did not matter.`,
        fr: `Ignorer ${names.fr} apparierait ${rows.fr} de plus à gauche.`,
      },
      fix: { label: { en: `Overlook ${names.en}`, fr: `Ignorer ${names.fr}` }, params },
    },
  ]
}

/** Pairs of columns that may be the key, with a button each. */
export function candidateFindings(candidates: readonly KeyCandidate[]): readonly Finding[] {
  return candidates.map((candidate): Finding => {
    const [pair, share] = [keyPhrase(candidate), shownShare(candidate.found)]
    const unique = candidate.rightUnique === 1 ? { en: ', each once on the right', fr: ', chacune une fois à droite' } : { en: '', fr: '' }
    return {
      tone: 'note',
      text: {
        en: `${pair.en}: ${share.en} of the left values are on the right${unique.en}.`,
        fr: `${pair.fr} : ${share.fr} des valeurs de gauche sont à droite${unique.fr}.`,
      },
      share: candidate.found,
      fix: {
        label: { en: `Match by ${pair.en}`, fr: `Apparier selon ${pair.fr}` },
        params: { keys: [{ left: candidate.left, right: candidate.right }] },
      },
    }
  })
}

/** Candidates that are worth a line: the best three that are likely at all. */
export function likelyKeys(candidates: readonly KeyCandidate[], least = 0.3): readonly KeyCandidate[] {
  return candidates.filter(({ score }) => score >= least).slice(0, 3)
}
