import { counted, countText, numberText, percentText, rowNoun } from './number-words.ts'
import { strength } from './strongest-pairs.ts'
import { givenByMissing } from './target-warnings.ts'
import { named, namesText, remedy, type ProfileFacts, type RankedWarning } from './warning.ts'

const cellNoun = { en: ['cell', 'cells'], fr: ['cellule', 'cellules'] } as const
const nearlyAlike = 0.95
/** One value in so many rows leaves nothing to learn from the rest. */
const dominated = 0.99
/** Filling in more than this makes up more than it keeps. */
const mostlyMissing = 0.6
/** Fewer missing than 1 in 1000 are told of only when the target depends on them. */
const fewMissing = 0.001

/** Equal rows, empty cells, columns that say nothing or the same as another. */
export function tableWarnings(facts: ProfileFacts): RankedWarning[] {
  return [
    ...duplicateWarning(facts),
    ...missingWarnings(facts),
    ...placeholderWarning(facts),
    ...uselessWarnings(facts),
    ...idWarnings(facts),
    ...alikeWarnings(facts),
  ]
}

function duplicateWarning({ duplicates, rows }: ProfileFacts): RankedWarning[] {
  if (duplicates.rows === 0) return []
  const share = duplicates.rows / rows
  return [
    {
      code: 'duplicates',
      severity: 'error',
      columns: [],
      title: {
        en: `${counted(duplicates.rows, rowNoun).en} repeat${duplicates.rows === 1 ? 's' : ''} an earlier one`,
        fr: `${counted(duplicates.rows, rowNoun).fr} en double`,
      },
      text: {
        en: `${percentText(share).en} of the table, from ${counted(duplicates.groups, { ...rowNoun, en: ['row', 'different rows'] }).en}. Copies would sit in train and test alike.`,
        fr: `${percentText(share).fr} de la table, à partir de ${counted(duplicates.groups, { ...rowNoun, fr: ['ligne', 'lignes différentes'] }).fr}. Des copies seraient à la fois en apprentissage et en test.`,
      },
      share,
      remedy: remedy({ en: 'Drop, keep the first', fr: 'Retirer, garder la première' }, 'clean.remove-duplicates', {}),
      harm: 70 + 10 * share,
    },
  ]
}

function missingWarnings({ columns, rows, target }: ProfileFacts): RankedWarning[] {
  const gives = new Set(givenByMissing(target))
  return columns.flatMap(({ name, type, missing, role }): RankedWarning[] => {
    if (missing.total === 0 || role === 'target' || name === target?.column || missing.total === rows) return []
    if (gives.has(name)) return []
    const share = missing.total / rows
    const when = target?.whenMissing.find(({ column }) => column === name)
    const atRandom = !when || Math.abs(when.missing - when.present) <= 0.2 * Math.max(Math.abs(when.missing), Math.abs(when.present))
    if (share < fewMissing && atRandom) return []
    const kinds = [missing.empty > 0 && countText(missing.empty), missing.blank > 0 && countText(missing.blank)]
    const blank = {
      en: kinds[0] || kinds[1] ? ` ${countText(missing.empty + missing.blank)} of them are empty texts.` : '',
      fr: kinds[0] || kinds[1] ? ` Dont ${countText(missing.empty + missing.blank)} textes vides.` : '',
    }
    const rate = (value: number) => (target?.task === 'classification' ? percentText(value) : numberText(value, 3))
    const rarest = target?.classes.at(-1)?.value ?? ''
    const what =
      target?.task === 'classification'
        ? { en: `“${rarest}” holds for`, fr: `« ${rarest} » pour` }
        : { en: `mean ${target?.column ?? ''}`, fr: `${target?.column ?? ''} moyen` }
    const why =
      when && !atRandom
        ? {
            en: ` Not at random: ${what.en} ${rate(when.missing).en} there, ${rate(when.present).en} elsewhere.`,
            fr: ` Pas au hasard : ${what.fr} ${rate(when.missing).fr} ici, ${rate(when.present).fr} ailleurs.`,
          }
        : { en: '', fr: '' }
    const drop = share > mostlyMissing
    const number = type === 'int' || type === 'float'
    return [
      {
        code: 'missing',
        severity: share >= 0.05 || !atRandom ? 'warning' : 'notice',
        columns: [name],
        title: { en: `${name} misses ${percentText(share).en}`, fr: `${name} : ${percentText(share).fr} de manquants` },
        text: {
          en: `${counted(missing.total, rowNoun).en}.${blank.en}${why.en}`,
          fr: `${counted(missing.total, rowNoun).fr}.${blank.fr}${why.fr}`,
        },
        share,
        remedy: drop
          ? remedy({ en: 'Drop the column', fr: 'Retirer la colonne' }, 'clean.select-columns', { mode: 'drop', columns: named(name) })
          : missing.nulls === 0
            ? remedy({ en: 'Declare missing', fr: 'Déclarer manquant' }, 'clean.declare-missing', { columns: named(name) })
            : remedy({ en: 'Fill and flag', fr: 'Remplir et marquer' }, 'clean.fill-missing', {
                columns: named(name),
                method: number ? 'median' : 'mode',
                mark: true,
              }),
        harm: 30 + 30 * share + (atRandom ? 0 : 15),
      },
    ]
  })
}

function placeholderWarning({ columns, rows }: ProfileFacts): RankedWarning[] {
  const said = columns.flatMap(({ name, text }) => (text?.placeholders ?? []).map((one) => ({ name, ...one })))
  if (said.length === 0) return []
  const names = [...new Set(said.map(({ name }) => name))]
  const values = [...new Set(said.map(({ value }) => value))]
  const found = said.reduce((sum, one) => sum + one.rows, 0)
  const most = said.toSorted((a, b) => b.rows - a.rows).slice(0, 3)
  const list = (open: string, close: string) =>
    values
      .slice(0, 4)
      .map((value) => `${open}${value}${close}`)
      .join(', ')
  return [
    {
      code: 'placeholders',
      severity: 'warning',
      columns: names,
      title: {
        en: `${list('“', '”')} stand${values.length > 1 ? '' : 's'} for missing in ${namesText(names).en}`,
        fr: `${list('« ', ' »')} ${values.length > 1 ? 'tiennent' : 'tient'} lieu de vide dans ${namesText(names).fr}`,
      },
      text: {
        en: `${counted(found, cellNoun).en}: ${most.map((one) => `${one.name} ${countText(one.rows)}`).join(', ')}.`,
        fr: `${counted(found, cellNoun).fr} : ${most.map((one) => `${one.name} ${countText(one.rows)}`).join(', ')}.`,
      },
      share: Math.min(1, Math.max(...said.map((one) => one.rows)) / rows),
      remedy: remedy({ en: 'Declare missing', fr: 'Déclarer manquant' }, 'clean.declare-missing', {
        columns: named(...names),
        texts: values.join('\n'),
      }),
      harm: 25 + 23 * Math.min(1, (20 * Math.max(...said.map((one) => one.rows))) / rows),
    },
  ]
}

function uselessWarnings({ columns, rows, target }: ProfileFacts): RankedWarning[] {
  const open = columns.filter(({ name, role, type }) => role !== 'target' && name !== target?.column && !type.startsWith('list'))
  const constant = rows < 2 ? [] : open.filter(({ distinct }) => distinct.values <= 1).map(({ name }) => name)
  const nearly = open.filter(
    ({ top, distinct, missing }) =>
      distinct.values > 1 && (top?.values[0]?.rows ?? 0) / Math.max(1, rows - missing.nulls) >= dominated && top?.exact === true,
  )
  const drop = (names: readonly string[]) =>
    remedy({ en: 'Drop', fr: 'Retirer' }, 'clean.select-columns', { mode: 'drop', columns: named(...names) })
  return [
    ...(constant.length === 0
      ? []
      : [
          {
            code: 'constant',
            severity: 'warning' as const,
            columns: constant,
            title: {
              en: `${namesText(constant).en} never change${constant.length > 1 ? '' : 's'}`,
              fr: `${namesText(constant).fr} ne change${constant.length > 1 ? 'nt' : ''} jamais`,
            },
            text: {
              en: 'One value or none in all rows: nothing can be learned from it.',
              fr: 'Une seule valeur, ou aucune : rien à en apprendre.',
            },
            share: 1,
            remedy: drop(constant),
            harm: 42,
          },
        ]),
    ...nearly.map(({ name, top }): RankedWarning => {
      const first = top?.values[0]
      const share = (first?.rows ?? 0) / rows
      return {
        code: 'dominated',
        severity: 'notice',
        columns: [name],
        title: { en: `${name} is nearly always “${first?.value ?? ''}”`, fr: `${name} vaut presque toujours « ${first?.value ?? ''} »` },
        text: { en: `${percentText(share).en} of the rows.`, fr: `${percentText(share).fr} des lignes.` },
        share,
        remedy: drop([name]),
        harm: 22,
      }
    }),
  ]
}

function idWarnings({ columns, rows, basis }: ProfileFacts): RankedWarning[] {
  const unique = columns.filter(
    ({ type, role, distinct, missing }) =>
      role === undefined &&
      (type === 'text' || type === 'int') &&
      missing.total === 0 &&
      rows > 20 &&
      distinct.values >= (basis.distinct?.exact ? rows : rows * 0.985),
  )
  if (unique.length === 0) return []
  const names = unique.map(({ name }) => name)
  return [
    {
      code: 'identifier',
      severity: 'notice',
      columns: names,
      title: {
        en: `${namesText(names).en} differ${names.length > 1 ? '' : 's'} in every row`,
        fr: `${namesText(names).fr} diffère${names.length > 1 ? 'nt' : ''} à chaque ligne`,
      },
      text: {
        en: 'A name of the row, not a property: a model would learn it by heart.',
        fr: 'Un nom de ligne, pas une propriété : un modèle l’apprendrait par cœur.',
      },
      share: 1,
      remedy: remedy({ en: 'Set role to id', fr: 'Donner le rôle d’identifiant' }, 'clean.set-roles', { id: named(...names) }),
      harm: 35,
    },
  ]
}

function alikeWarnings({ pairs, target, columns }: ProfileFacts): RankedWarning[] {
  const leaks = new Set(target?.identities.flatMap(({ columns: parts }) => parts))
  const hidden = new Set(columns.filter(({ role }) => role === 'id' || role === 'ignore' || role === 'target').map(({ name }) => name))
  return pairs
    .filter(
      ({ a, b }) => a !== target?.column && b !== target?.column && !leaks.has(a) && !leaks.has(b) && !hidden.has(a) && !hidden.has(b),
    )
    .map((pair) => ({ pair, ...strength(pair) }))
    .filter(({ value, measure }) => measure !== 'correlationRatio' && Math.abs(value) >= nearlyAlike)
    .toSorted((x, y) => Math.abs(y.value) - Math.abs(x.value))
    .slice(0, 5)
    .map(({ pair: { a, b }, value, measure }) => {
      const name = measure === 'cramersV' ? { en: 'Cramér’s V', fr: 'V de Cramér' } : { en: 'Spearman', fr: 'Spearman' }
      return {
        code: 'alike',
        severity: 'notice',
        columns: [a, b],
        title: { en: `${a} and ${b} say the same`, fr: `${a} et ${b} disent la même chose` },
        text: {
          en: `${name.en} ${numberText(value, 3).en}. Keep one: weights would be shared between them by chance.`,
          fr: `${name.fr} ${numberText(value, 3).fr}. Gardez-en une : un modèle partagerait le poids au hasard.`,
        },
        share: Math.abs(value),
        remedy: remedy({ en: `Drop ${b}`, fr: `Retirer ${b}` }, 'clean.select-columns', { mode: 'drop', columns: named(b) }),
        harm: 28 + 2 * Math.abs(value),
      }
    })
}
