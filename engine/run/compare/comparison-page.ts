import { countText, numberText, roughText } from '../../learn/number-text.ts'
import { escapeHtml } from '../../profile/escape-html.ts'
import { profileStyle } from '../../profile/profile-style.ts'
import type { DocumentDiff, NodeDiff, PairReport } from '../../protocol/experiment-comparison.ts'
import type { RunRow } from '../../protocol/experiment-methods.ts'
import type { RunRecord } from '../../protocol/experiment-record.ts'
import type { Language, Text } from '../../protocol/text.ts'
import { figureText } from './figure-text.ts'
import { valueWords } from './param-words.ts'

export interface PrintedRun {
  readonly name: Text
  readonly row: RunRow
  readonly record: RunRecord | null
}

export interface PrintedComparison {
  readonly runs: readonly [PrintedRun, PrintedRun]
  /** Null where one of the two judged nothing. */
  readonly report: PairReport | null
  readonly diff: DocumentDiff
  /** What a node is called on a side. */
  titleOf(node: NodeDiff, side: 0 | 1): Text
}

const words = {
  metrics: { en: 'Metrics', fr: 'Mesures' },
  figure: { en: 'Figure', fr: 'Mesure' },
  change: { en: 'Change', fr: 'Écart' },
  interval: { en: '95 % interval', fr: 'Intervalle à 95 %' },
  better: { en: 'P(B better)', fr: 'P(B meilleur)' },
  baseline: { en: 'No model', fr: 'Sans modèle' },
  worse: { en: 'What got worse', fr: 'Ce qui se dégrade' },
  curve: { en: 'ROC', fr: 'ROC' },
  bands: { en: 'Bands: 95 %, by bootstrap of the rows.', fr: 'Bandes : 95 %, par rééchantillonnage des lignes.' },
  axes: { en: 'Found against false alarms.', fr: 'Trouvés selon les fausses alertes.' },
  pipeline: { en: 'What changed in the pipeline', fr: 'Ce qui a changé dans le pipeline' },
  nothing: { en: 'Both pipelines are the same.', fr: 'Les deux pipelines sont identiques.' },
  node: { en: 'Node', fr: 'Nœud' },
  param: { en: 'Param', fr: 'Paramètre' },
  decisions: { en: 'Decisions', fr: 'Décisions' },
  runs: { en: 'The runs', fr: 'Les exécutions' },
  started: { en: 'Started', fr: 'Début' },
  pipelineFile: { en: 'Pipeline', fr: 'Pipeline' },
  models: { en: 'Models', fr: 'Modèles' },
  seed: { en: 'Seed', fr: 'Graine' },
  seconds: { en: 'Time, s', fr: 'Durée, s' },
  memory: { en: 'Peak memory, MB', fr: 'Mémoire maximale, Mo' },
  energy: { en: 'Energy, Wh', fr: 'Énergie, Wh' },
  size: { en: 'Model size, kB', fr: 'Taille du modèle, ko' },
  data: { en: 'Data', fr: 'Données' },
  versions: { en: 'Versions', fr: 'Versions' },
  note: { en: 'Note', fr: 'Note' },
  yes: { en: 'yes', fr: 'oui' },
  no: { en: 'no', fr: 'non' },
  unjudged: {
    en: 'One of the runs judged no model: answers are not compared.',
    fr: 'L’une des exécutions n’a évalué aucun modèle : les réponses ne sont pas comparées.',
  },
  resamples: {
    en: 'resamples; a change whose interval holds 0 may be chance.',
    fr: 'rééchantillonnages ; un écart dont l’intervalle contient 0 peut être dû au hasard.',
  },
} as const satisfies Record<string, Text>

const states: Readonly<Record<Exclude<NodeDiff['state'], 'same'>, Text>> = {
  added: { en: 'added', fr: 'ajouté' },
  removed: { en: 'removed', fr: 'retiré' },
  changed: { en: 'changed', fr: 'modifié' },
  replaced: { en: 'replaced', fr: 'remplacé' },
  moved: { en: 'input moved', fr: 'entrée déplacée' },
}

const style = `.roc{width:320px;height:320px;fill:none;stroke-width:1.5}.roc .a{stroke:var(--text-2)}.roc .b{stroke:var(--data)}.roc path.a.fill{fill:var(--text-2);opacity:.14;stroke:none}.roc path.b.fill{fill:var(--data);opacity:.14;stroke:none}.key i{display:inline-block;width:10px;height:10px;border-radius:2px;margin:0 4px 0 12px}.key .a{background:var(--text-2)}.key .b{background:var(--data)}.chance{color:var(--text-2)}`

/** Two runs beside each other as one page: no script, no other file. */
export function comparisonPage({ runs, report, diff, titleOf }: PrintedComparison, language: Language): string {
  const say = (text: Text) => escapeHtml(text[language])
  const names = runs.map(({ name }) => say(name))
  const title = names.join(' → ')
  const table = (heads: readonly Text[], lines: readonly string[]) =>
    `<div class="wide"><table><thead><tr>${heads.map((head) => `<th scope="col">${say(head)}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
  const line = (label: string, cells: readonly string[], kind = '') =>
    `<tr${kind && ` class="${kind}"`}><th scope="row">${label}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  const ab: readonly Text[] = [
    { en: 'A', fr: 'A' },
    { en: 'B', fr: 'B' },
  ]
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${profileStyle}${style}</style></head>
<body><main><h1>${title}</h1><p class="verdict">${report ? say(report.verdict) : say(words.unjudged)}</p><p class="note key"><i class="a"></i>A ${names[0]}<i class="b"></i>B ${names[1]}</p>
${report ? judged(report) : ''}
<h2>${say(words.pipeline)}</h2>${changes()}
<h2>${say(words.runs)}</h2>${table([{ en: '', fr: '' }, ...ab], facts())}
</main></body></html>
`

  function judged({ figures, worse, roc, decisions, classes, yesNo, resamples }: PairReport): string {
    const lines = figures.map(({ label, format, a, b, better, intervalA, intervalB, interval, bBetter, baseline }) => {
      const write = (value: number) => say(figureText(value, format))
      const signed = (value: number) => `${value > 0 ? '+' : ''}${write(value)}`
      const both = (value: number, ends: readonly [number, number] | null) =>
        `${write(value)}${ends ? ` <span class="note">${ends.map(write).join(' – ')}</span>` : ''}`
      const chance = interval !== null && interval[0] <= 0 && interval[1] >= 0
      return line(
        `${say(label)} <span class="note">${better === 'lower' ? '↓' : '↑'}</span>`,
        [
          both(a, intervalA),
          both(b, intervalB),
          signed(b - a),
          interval ? interval.map(signed).join(' – ') : '–',
          say(numberText(bBetter / resamples, 3)),
          baseline === null ? '–' : write(baseline),
        ],
        chance ? 'chance' : '',
      )
    })
    const named = (name: string): Text => (yesNo ? (name === 'true' ? words.yes : words.no) : { en: name, fr: name })
    const flips =
      decisions.length === 0
        ? ''
        : `<h2>${say(words.decisions)}</h2>${table(
            [{ en: '', fr: '' }, ...classes.map(named).map(({ en, fr }) => ({ en: `B: ${en}`, fr: `B : ${fr}` }))],
            decisions.map((row, i) => line(`A${language === 'fr' ? ' ' : ''}: ${say(named(classes[i] ?? ''))}`, row.map(countText))),
          )}`
    return `${worse.length === 0 ? '' : `<h2>${say(words.worse)}</h2><ul>${worse.map(({ text }) => `<li>${say(text)}</li>`).join('')}</ul>`}
<h2>${say(words.metrics)} <span class="note">${countText(resamples)} ${say(words.resamples)}</span></h2>${table([words.figure, ...ab, words.change, words.interval, words.better, words.baseline], lines)}
${roc ? `<h2>${say(words.curve)} <span class="note">${say(words.axes)} ${say(words.bands)}</span></h2>${curves(roc)}` : ''}${flips}`
  }

  function changes(): string {
    const nodes = diff.nodes.flatMap((node) => {
      if (node.state === 'same') return []
      const name = say(titleOf(node, node.types[1] === null ? 0 : 1))
      const state = say(states[node.state])
      if (node.state === 'replaced') return [line(name, [state, say(titleOf(node, 0)), name])]
      if (node.params.length === 0) return [line(name, [state, '', ''])]
      return node.params.map((one) => line(name, [one.label ? say(one.label) : escapeHtml(one.param), ...values(one)]))
    })
    const settings = diff.settings.map((one) => line(one.param === 'seed' ? say(words.seed) : escapeHtml(one.param), ['', ...values(one)]))
    const lines = [...nodes, ...settings]
    return lines.length === 0 ? `<p>${say(words.nothing)}</p>` : table([words.node, words.param, ...ab], lines)
  }

  function values({ a, b, words: said }: DocumentDiff['settings'][number]): string[] {
    return (said ?? [valueWords(a), valueWords(b)]).map(say)
  }

  function facts(): string[] {
    const each = (label: Text, cell: (run: PrintedRun) => string | number | null | undefined) =>
      line(
        say(label),
        runs.map((run) => escapeHtml(String(cell(run) ?? '–'))),
      )
    const rough = (value: number | null) => (value === null ? null : roughText(value)[language])
    return [
      each(words.pipelineFile, ({ row }) => row.pipeline),
      each(words.started, ({ row }) => row.startedAt),
      each(words.models, ({ row }) => row.models.join(', ') || null),
      each(words.seed, ({ row }) => row.seed),
      each(words.seconds, ({ row }) => rough(row.seconds)),
      each(words.memory, ({ row }) => rough(row.memoryBytes === null ? null : row.memoryBytes / 1e6)),
      each(words.energy, ({ row }) => rough(row.wattHours)),
      each(words.size, ({ row }) => rough(row.modelBytes === null ? null : row.modelBytes / 1e3)),
      each(words.data, ({ record }) => record?.sources.map(({ title: source, content }) => `${source} ${content.slice(0, 12)}`).join(', ')),
      each(
        words.versions,
        ({ record }) => record && `Millrace ${record.versions.millrace}, Node ${record.versions.node}, DuckDB ${record.versions.duckdb}`,
      ),
      each(words.note, ({ row }) => row.note || null),
    ]
  }
}

function curves(roc: NonNullable<PairReport['roc']>): string {
  const place = ([x, y]: readonly [number, number]) => `${(10 + x * 300).toFixed(1)} ${(310 - y * 300).toFixed(1)}`
  const path = (points: readonly (readonly [number, number])[]) => `M${points.map(place).join('L')}`
  const drawn = roc.map(({ points, band }, i) => {
    const kind = i === 0 ? 'a' : 'b'
    const edge = [...band.map(([x, low]) => [x, low] as const), ...band.toReversed().map(([x, , high]) => [x, high] as const)]
    return `${edge.length === 0 ? '' : `<path class="${kind} fill" d="${path(edge)}Z"/>`}<path class="${kind}" d="${path(points)}"/>`
  })
  return `<svg class="roc" viewBox="0 0 320 320" role="img" aria-label="ROC"><rect x="10" y="10" width="300" height="300" stroke="var(--line)"/><path class="equal" d="M10 310L310 10"/>${drawn.join('')}</svg>`
}
