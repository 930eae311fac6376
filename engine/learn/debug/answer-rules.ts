import { classText } from '../class-text.ts'
import { countText, shareText } from '../number-text.ts'
import type { Edit, Knobs, Rule } from './rule.ts'
import type { TrainingRecord } from './training-record.ts'

function balance(knobs: Knobs): readonly Edit[] {
  return knobs['classWeight'] === 'none'
    ? [{ label: { en: 'Weigh rare classes more', fr: 'Donner plus de poids aux classes rares' }, set: { classWeight: 'balanced' } }]
    : []
}

/** One class has many times the rows of another. */
export const classImbalance: Rule = {
  id: 'class-imbalance',
  title: { en: 'Class imbalance', fr: 'Classes déséquilibrées' },
  limit: { text: { en: 'largest class, in times the smallest', fr: 'plus grande classe, en multiples de la plus petite' }, usual: 10 },
  judge({ classes }, limit, knobs) {
    const [rare, frequent] = [classes.toSorted((a, b) => a.rows - b.rows)[0], classes.toSorted((a, b) => b.rows - a.rows)[0]]
    if (!rare || !frequent || rare.rows === 0 || frequent.rows <= limit * rare.rows || knobs['classWeight'] === 'balanced') return null
    const [few, many] = [countText(rare.rows), countText(frequent.rows)]
    const [rarest, most] = [classText(rare.name), classText(frequent.name)]
    return {
      severity: 'notice',
      text: {
        en: `“${rarest.en}” has ${few} ${rare.rows === 1 ? 'row' : 'rows'}, “${most.en}” ${many}: ${countText(frequent.rows / rare.rows)} times as many.`,
        fr: `« ${rarest.fr} » a ${few} ${rare.rows === 1 ? 'ligne' : 'lignes'}, « ${most.fr} » ${many} : ${countText(frequent.rows / rare.rows)} fois plus.`,
      },
      action: {
        en: 'Judge the model by its classes one by one, or weigh rare ones more.',
        fr: 'Jugez le modèle classe par classe, ou donnez plus de poids aux rares.',
      },
      edits: balance(knobs),
    }
  },
}

const fewestRows = 10

interface Confused {
  readonly actual: number
  readonly answered: number
  readonly share: number
  readonly of: number
}

/** The shares of wrong answers by class that has enough rows: all of them, and those that go to one other class. */
function wrongShares({ confusion }: TrainingRecord): { readonly all: readonly Confused[]; readonly pairs: readonly Confused[] } {
  const rows = confusion.map((row) => row.reduce((sum, count) => sum + count, 0))
  const judged = confusion.flatMap((row, actual) => (rows[actual]! >= fewestRows ? [{ row, actual, of: rows[actual]! }] : []))
  return {
    all: judged.map(({ row, actual, of }) => ({ actual, answered: actual, share: 1 - row[actual]! / of, of })),
    pairs: judged.flatMap(({ row, actual, of }) =>
      row.flatMap((count, answered) => (answered === actual ? [] : [{ actual, answered, share: count / of, of }])),
    ),
  }
}

/** A class that is mostly answered wrongly on the very rows that were learned from. */
export const classMostlyWrong: Rule = {
  id: 'class-mostly-wrong',
  title: { en: 'A class mostly wrong', fr: 'Une classe surtout fausse' },
  limit: { text: { en: 'share of wrong answers of a class', fr: 'part de réponses fausses d’une classe' }, usual: 0.7 },
  judge(record, limit, knobs) {
    const worst = wrongShares(record).all.toSorted((a, b) => b.share - a.share)[0]
    const name = worst && record.classes[worst.actual]?.name
    if (!worst || name === undefined || worst.share <= limit) return null
    const [share, of, own] = [shareText(worst.share, 0), countText(worst.of), classText(name)]
    return {
      severity: 'warning',
      text: {
        en: `${share.en} of ${of} rows of “${own.en}” that it learned from are answered wrongly.`,
        fr: `${share.fr} des ${of} lignes de « ${own.fr} » dont il a appris reçoivent une réponse fausse.`,
      },
      action: {
        en: 'Weigh rare classes more, or move the threshold.',
        fr: 'Donnez plus de poids aux classes rares, ou déplacez le seuil.',
      },
      edits: balance(knobs),
    }
  },
}

/** Two classes that are taken for one another. */
export const confusion: Rule = {
  id: 'confusion',
  title: { en: 'Confusion of two classes', fr: 'Confusion entre deux classes' },
  limit: { text: { en: 'share of a class taken for another', fr: 'part d’une classe prise pour une autre' }, usual: 0.1 },
  judge(record, limit, knobs) {
    const worst = wrongShares(record).pairs.toSorted((a, b) => b.share - a.share)[0]
    const [actual, answered] = [record.classes[worst?.actual ?? -1]?.name, record.classes[worst?.answered ?? -1]?.name]
    if (!worst || actual === undefined || answered === undefined || worst.share <= limit) return null
    const [share, own, other] = [shareText(worst.share, 0), classText(actual), classText(answered)]
    return {
      severity: 'notice',
      text: {
        en: `${share.en} of the rows of “${own.en}” that it learned from are taken for “${other.en}”.`,
        fr: `${share.fr} des lignes de « ${own.fr} » dont il a appris sont prises pour « ${other.fr} ».`,
      },
      action: {
        en: 'Look at those rows: a column that tells the two apart may be missing.',
        fr: 'Regardez ces lignes : une colonne qui distingue les deux manque peut-être.',
      },
      edits: balance(knobs),
    }
  },
}

const mostHeavy = 3
const fewestColumns = 6
/** One column in so many may weigh: three of six columns are half of them, and always make much of the importance. */
const columnsEach = 6

/** A few of many columns decide nearly everything, beyond what as many would by an even share: they may know the answer. */
export const featureOverweight: Rule = {
  id: 'feature-overweight',
  title: { en: 'Few columns dominate', fr: 'Quelques colonnes dominent' },
  limit: {
    text: {
      en: 'importance of a sixth of the columns, three at most, beyond an even share',
      fr: 'importance d’un sixième des colonnes, trois au plus, au-delà d’une part égale',
    },
    usual: 0.8,
  },
  judge({ importance }, limit) {
    const count = importance.length
    if (count < fewestColumns) return null
    const heavy = Math.min(mostHeavy, Math.floor(count / columnsEach))
    const top = importance.toSorted((a, b) => b.share - a.share).slice(0, heavy)
    const share = top.reduce((sum, one) => sum + one.share, 0)
    const [even, beyond] = [heavy / count, (share - heavy / count) / (1 - heavy / count)]
    const [first] = top
    if (!first || beyond <= limit) return null
    const [all, one, usual] = [shareText(share, 0), shareText(first.share, 0), shareText(even, 0)]
    const others = importance.filter(({ name }) => name !== first.name).map(({ name }) => name)
    return {
      severity: first.share > limit ? 'warning' : 'notice',
      text:
        heavy === 1
          ? {
              en: `One of ${count} columns, “${first.name}”, makes ${one.en} of the importance; an even share is ${usual.en}.`,
              fr: `Une colonne sur ${count}, « ${first.name} », fait ${one.fr} de l’importance ; une part égale en est ${usual.fr}.`,
            }
          : {
              en: `${heavy} of ${count} columns make ${all.en} of the importance, “${first.name}” alone ${one.en}; an even share is ${usual.en}.`,
              fr: `${heavy} colonnes sur ${count} font ${all.fr} de l’importance, « ${first.name} » seule ${one.fr} ; une part égale en est ${usual.fr}.`,
            },
      action: {
        en: 'Ask whether they are known at the time of the prediction; a column that knows the answer is no help later.',
        fr: 'Demandez si elles sont connues au moment de prédire ; une colonne qui connaît la réponse n’aide pas ensuite.',
      },
      edits: [
        {
          label: { en: `Learn without “${first.name}”`, fr: `Apprendre sans « ${first.name} »` },
          set: { features: { by: 'names', names: others } },
        },
      ],
    }
  },
}

const rowsForDepth = 200

/** Trees that could ask more than they may, or that part single rows from the rest. */
export const treeDepth: Rule = {
  id: 'tree-depth',
  title: { en: 'Depth of the trees', fr: 'Profondeur des arbres' },
  limit: { text: { en: 'levels that are enough', fr: 'niveaux suffisants' }, usual: 4 },
  judge({ trees, rows }, limit, knobs) {
    if (!trees || trees.stumps === trees.count) return null
    const sensible = Math.ceil(Math.log2(Math.max(2, rows))) + limit
    const [deepest, wanted] = [countText(trees.deepest), countText(sensible)]
    const now = knobs['depth']
    const depth = (value: number): readonly Edit[] =>
      typeof now === 'number' && now !== value
        ? [{ label: { en: `Depth ${value}`, fr: `Profondeur ${value}` }, set: { depth: value } }]
        : []
    if (trees.deepest > sensible && trees.averaged !== true)
      return {
        severity: 'notice',
        text: {
          en: `The deepest tree has ${deepest} levels; ${wanted} would part ${countText(rows)} rows.`,
          fr: `L’arbre le plus profond a ${deepest} niveaux ; ${wanted} suffiraient pour séparer ${countText(rows)} lignes.`,
        },
        action: { en: 'Long chains learn single rows by heart.', fr: 'De longues chaînes apprennent des lignes isolées par cœur.' },
        edits: depth(sensible),
      }
    if (typeof now !== 'number' || now === 0 || trees.deepest < now || now >= limit || rows < rowsForDepth * 2 ** now) return null
    return {
      severity: 'notice',
      text: {
        en: `The trees stop at ${deepest} levels because they must; ${countText(rows)} rows allow more questions.`,
        fr: `Les arbres s’arrêtent à ${deepest} niveaux parce qu’ils le doivent ; ${countText(rows)} lignes permettent plus de questions.`,
      },
      action: { en: 'Allow deeper trees.', fr: 'Permettez des arbres plus profonds.' },
      edits: depth(limit),
    }
  },
}
