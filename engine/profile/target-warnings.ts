import { counted, numberText, percentText, rowNoun } from './number-words.ts'
import { suspectedLeaks, tellsByMissing } from './suspected-leaks.ts'
import { named, namesText, remedy, type ProfileFacts, type RankedWarning } from './warning.ts'

/** A rarer class below this share calls for weights. */
const uneven = 0.2

/** Columns that know the answer, and a target that is hard to learn as it stands. */
export function targetWarnings(facts: ProfileFacts): RankedWarning[] {
  const { target } = facts
  if (!target) return []
  return [
    ...identityWarnings(target),
    ...missingLeak(target),
    ...leakWarnings(target),
    ...unevenWarning(target),
    ...targetMissing(facts, target),
  ]
}

type Target = NonNullable<ProfileFacts['target']>

const ignore = (columns: readonly string[]) =>
  remedy({ en: 'Set role to ignore', fr: 'Donner le rôle « ignoré »' }, 'clean.set-roles', { ignore: named(...columns) })

function identityWarnings({ identities, column }: Target): RankedWarning[] {
  return identities.map(({ columns, formula }) => {
    const names = namesText(columns)
    return {
      code: 'leak-identity',
      severity: 'error',
      columns,
      title: { en: `${names.en} give ${column} away`, fr: `${names.fr} révèlent ${column}` },
      text: {
        en: `${formula} in every row looked at: a model would only add them up. Are they known when you score?`,
        fr: `${formula} dans chaque ligne regardée : un modèle ne ferait que l’addition. Sont-elles connues au moment de prédire ?`,
      },
      share: 1,
      remedy: ignore(columns),
      harm: 100,
    }
  })
}

function leakWarnings(target: Target): RankedWarning[] {
  const { powers, identities, task, column: targetName } = target
  const known = new Set([...identities.flatMap(({ columns }) => columns), ...givenByMissing(target)])
  const open = powers.filter(({ column }) => !known.has(column))
  return suspectedLeaks(open, task).map(({ column, power, certain, next }): RankedWarning => {
    const reach =
      task === 'classification'
        ? { en: `AUC ${numberText((1 + power) / 2, 2).en}`, fr: `une AUC de ${numberText((1 + power) / 2, 2).fr}` }
        : { en: `${percentText(power).en} of the variance`, fr: `${percentText(power).fr} de la variance` }
    const far =
      next > 0
        ? {
            en: `, ${numberText(power / next, 2).en} times the power of the next column`,
            fr: `, ${numberText(power / next, 2).fr} fois le pouvoir de la suivante`,
          }
        : { en: '', fr: '' }
    return {
      code: 'leak',
      severity: 'error',
      columns: [column],
      title: certain
        ? { en: `${column} knows ${targetName}`, fr: `${column} connaît ${targetName}` }
        : { en: `${column} may know ${targetName} beforehand`, fr: `${column} connaît peut-être ${targetName} d’avance` },
      text: {
        en: `Alone it reaches ${reach.en}${far.en}. Leave it out unless it is known when you score.`,
        fr: `À elle seule, elle atteint ${reach.fr}${far.fr}. À écarter si elle n’est pas connue au moment de prédire.`,
      },
      share: power,
      remedy: ignore([column]),
      harm: certain ? 99 : 90 + power,
    }
  })
}

/** Columns whose being empty or filled tells the class by itself. */
export function givenByMissing(target: ProfileFacts['target']): string[] {
  if (target?.task !== 'classification') return []
  return target.whenMissing.filter(tellsByMissing).map(({ column }) => column)
}

function missingLeak(target: Target): RankedWarning[] {
  const columns = givenByMissing(target)
  const first = target.whenMissing.find(({ column }) => column === columns[0])
  if (!first) return []
  const rarest = target.classes.at(-1)?.value ?? ''
  const [missing, present] = [percentText(first.missing), percentText(first.present)]
  const one = columns.length === 1
  return [
    {
      code: 'leak-missing',
      severity: 'error',
      columns,
      title: {
        en: `${namesText(columns).en} ${one ? 'is' : 'are'} filled in after ${target.column}`,
        fr: `${namesText(columns).fr} : remplissage postérieur à ${target.column}`,
      },
      text: {
        en: `${first.column}: “${rarest}” holds for ${missing.en} of the rows where it is empty, ${present.en} where it is not. To be empty or not already tells.`,
        fr: `${first.column} : « ${rarest} » pour ${missing.fr} des lignes où elle est vide, ${present.fr} ailleurs. Être vide ou non suffit à répondre.`,
      },
      share: Math.abs(first.missing - first.present),
      remedy: ignore(columns),
      harm: 95,
    },
  ]
}

function unevenWarning({ task, classes, column }: Target): RankedWarning[] {
  const rows = classes.reduce((sum, one) => sum + one.rows, 0)
  const rarest = classes.at(-1)
  const most = classes[0]
  if (task !== 'classification' || classes.length !== 2 || !rarest || !most || rarest.rows / rows >= uneven) return []
  const share = rarest.rows / rows
  const saying = most.rows / rows
  return [
    {
      code: 'target-uneven',
      severity: 'notice',
      columns: [column],
      title: {
        en: `${column} is uneven, ${percentText(share).en} ${rarest.value}`,
        fr: `${column} est déséquilibrée, ${percentText(share).fr} de ${rarest.value}`,
      },
      text: {
        en: `Prefer average precision to accuracy: saying “${most.value}” always scores ${percentText(saying).en}. Split with equal shares of each class.`,
        fr: `Préférez la précision moyenne à l’exactitude : répondre toujours « ${most.value} » obtient ${percentText(saying).fr}. Séparez à parts égales de chaque classe.`,
      },
      share,
      remedy: remedy({ en: 'Split by class', fr: 'Séparer par classe' }, 'split.train-test', { method: 'class', column }),
      harm: 25,
    },
  ]
}

function targetMissing({ rows }: ProfileFacts, { missing, column }: Target): RankedWarning[] {
  if (missing === 0) return []
  return [
    {
      code: 'target-missing',
      severity: 'error',
      columns: [column],
      title: { en: `${column} misses ${percentText(missing / rows).en}`, fr: `${column} manque à ${percentText(missing / rows).fr}` },
      text: {
        en: `${counted(missing, rowNoun).en} without an answer to learn from.`,
        fr: `${counted(missing, rowNoun).fr} sans réponse à apprendre.`,
      },
      share: missing / rows,
      remedy: remedy({ en: 'Drop these rows', fr: 'Écarter ces lignes' }, 'clean.drop-missing', { columns: named(column) }),
      harm: 80,
    },
  ]
}
