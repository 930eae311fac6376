import type { Profile } from '../protocol/profile.ts'
import type { ProfileFurther, ProfileSeries, QuickModel, UnusualRows } from '../protocol/profile-further.ts'
import type { Cell } from '../protocol/table.ts'
import type { Text } from '../protocol/text.ts'
import { escapeHtml as escape } from './escape-html.ts'
import { furtherWords as words } from './further-words.ts'
import { countText, numberText, percentText } from './number-words.ts'
import { profileWords } from './profile-words.ts'
import { stepsText } from './series-warnings.ts'

type Say = (text: Text) => string

const cellText = (cell: Cell, say: Say) =>
  cell === null ? '–' : typeof cell === 'number' ? say(numberText(cell)) : escape(String(cell).slice(0, 80))

/** The rows that occur most often. */
export function repeatedHtml({ duplicates, columns }: Profile, say: Say): string {
  const { most = [] } = duplicates
  if (most.length === 0) return ''
  const lines = most.map(
    ({ times, row, cells }) =>
      `<tr><td class="n"><b>${countText(times)} ×</b></td><td class="n">${countText(row + 1)}</td>${cells.map((cell) => `<td>${cellText(cell, say)}</td>`).join('')}</tr>`,
  )
  const heads = columns.map(({ name }) => `<th scope="col">${escape(name)}</th>`).join('')
  return `<h2>${say(words.mostRepeated)}</h2><div class="wide"><table><thead><tr><th scope="col" class="n">${say(words.times)}</th><th scope="col" class="n">${say(words.firstRow)}</th>${heads}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

/** What a small tree makes of the target. */
export function quickModelHtml({ further }: Profile, say: Say): string {
  if (!further) return ''
  const { model, noModel, basis } = further
  if (model) return modelHtml(model, say, sampled(basis, say))
  return noModel ? `<h2>${say(words.model)}</h2><p>${say(noModel)}</p>` : ''
}

const sampled = ({ exact, rows }: ProfileFurther['basis'], say: Say) =>
  exact ? '' : `; ${say(words.fromSample).replace('{n}', countText(rows))}`

/** Unusual rows and series, as far as they are known. */
export function furtherHtml({ further, columns }: Profile, say: Say): string {
  if (!further) return ''
  const { unusual, series, basis } = further
  return `${unusual && unusual.rows.length > 0 ? unusualHtml(unusual, columns, say, sampled(basis, say)) : ''}${series ? seriesHtml(series, say) : ''}`
}

function modelHtml(model: QuickModel, say: Say, rough: string): string {
  const { figures, classes = [], confusion = [], importance = [], actualPredicted = [], leftOut, trainRows, rows, target } = model
  const figure = (value: number | null | undefined, format: string) =>
    value == null ? '–' : say(format === 'percent' ? percentText(value) : numberText(value, 3))
  const lines = figures.map(
    ({ label, value, baseline, format }) =>
      `<tr><th scope="row">${say(label)}</th><td class="n"><b>${figure(value, format)}</b></td><td class="n">${figure(baseline, format)}</td></tr>`,
  )
  const matrix =
    confusion.length === 0
      ? ''
      : `<table class="narrow matrix"><thead><tr><th>${say(words.actual)} \\ ${say(words.predicted)}</th>${classes.map((name) => `<th scope="col" class="n">${escape(name)}</th>`).join('')}</tr></thead><tbody>${confusion
          .map((counts, i) => {
            const all = Math.max(
              1,
              counts.reduce((sum, count) => sum + count, 0),
            )
            return `<tr><th scope="row">${escape(classes[i] ?? '')}</th>${counts.map((count) => `<td class="n">${countText(count)} <span class="note">${say(percentText(count / all))}</span></td>`).join('')}</tr>`
          })
          .join('')}</tbody></table>`
  const used = importance.map(
    ({ name, value }) =>
      `<tr><th scope="row">${escape(name)}</th><td><div class="power"><i style="width:${(value * 100).toFixed(1)}%"></i></div></td><td class="n">${say(percentText(value))}</td></tr>`,
  )
  const without = leftOut.filter(({ why }) => why === 'leak').map(({ column }) => escape(column))
  return `<h2>${say(words.model)} <span class="note">${say(words.modelNote).replace('{train}', countText(trainRows)).replace('{test}', countText(rows))}${rough}</span></h2><p>${say(model.verdict)}</p>${without.length > 0 ? `<p class="note">${say(words.withoutLeaks)} ${without.join(', ')}</p>` : ''}<div class="sides"><table class="slim"><thead><tr><th></th><th scope="col" class="n">${say(words.model)}</th><th scope="col" class="n">${say(words.constant)}</th></tr></thead><tbody>${lines.join('')}</tbody></table><div>${matrix}${scatter(actualPredicted, say, target)}</div><table class="slim"><thead><tr><th scope="col">${say(words.mostUsed)}</th><th></th><th></th></tr></thead><tbody>${used.join('')}</tbody></table></div>`
}

function scatter(points: NonNullable<QuickModel['actualPredicted']>, say: Say, target: string): string {
  if (points.length === 0) return ''
  const values = points.flatMap(({ actual, predicted }) => [actual, predicted])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const place = (value: number) => 10 + (220 * (value - low)) / Math.max(1e-12, high - low)
  const most = Math.max(...points.map(({ rows }) => rows))
  const dots = points.map(
    ({ actual, predicted, rows }) =>
      `<circle cx="${place(actual).toFixed(1)}" cy="${(240 - place(predicted)).toFixed(1)}" r="${(1.2 + 4 * Math.sqrt(rows / most)).toFixed(1)}" opacity=".55"/>`,
  )
  return `<svg viewBox="0 0 240 240" width="240" height="240" role="img" aria-label="${say(words.residuals)} ${escape(target)}"><line class="equal" x1="10" y1="230" x2="230" y2="10"/>${dots.join('')}</svg><p class="note">${say(words.residuals)}</p>`
}

function unusualHtml({ rows, looked, typical }: UnusualRows, columns: Profile['columns'], say: Say, rough: string): string {
  const at = (name: string) => columns.findIndex((column) => column.name === name)
  const lines = rows.map(({ row, score, because, cells }) => {
    const why = because.map(
      ({ column, low, high }) =>
        `<b>${escape(column)} ${cellText(cells[at(column)] ?? null, say)}</b> <span class="note">(${say(words.usually)} ${say(numberText(low))} – ${say(numberText(high))})</span>`,
    )
    return `<tr><td class="n">${countText(row + 1)}</td><td class="n">${say(numberText(score, 2))}</td><td>${why.join(', ')}</td></tr>`
  })
  return `<h2>${say(words.unusual)} <span class="note">${say(words.unusualNote)
    .replace('{n}', countText(looked))
    .replace(
      '{typical}',
      say(numberText(typical, 2)),
    )}${rough}</span></h2><table class="narrow"><thead><tr><th scope="col" class="n">${say(words.row)}</th><th scope="col" class="n">${say(words.score)}</th><th scope="col">${say(words.because)}</th></tr></thead><tbody>${lines.join('')}</tbody></table>`
}

function seriesHtml(series: ProfileSeries, say: Say): string {
  const lines = series.columns.map(
    ({ column, picture, acf, pacf, band, season, kpss, stationary }) =>
      `<tr><th scope="row">${escape(column)}</th><td>${line(picture)}</td><td>${lagBars(acf, band)}</td><td>${lagBars(pacf, band)}</td><td>${season ? `${say(stepsText(series.step, season.period))} <span class="note">(${say(numberText(season.strength, 2))})</span>` : '–'}</td><td>${say(stationary ? words.staysLevel : words.wanders)}${kpss ? ` <span class="note">KPSS ${say(numberText(kpss.statistic, 3))}</span>` : ''}</td></tr>`,
  )
  const heads = [profileWords.column, words.overTime, words.acf, words.pacf, words.season, words.level]
  const gaps = series.longestGaps.map(({ from, to }) => `${from} → ${to}`).join(', ')
  return `<h2>${say(words.series)} <span class="note">${escape(series.time)}${say(words.colon)} ${countText(series.moments)} × ${say(stepsText(series.step, 1))}${series.averaged ? `, ${say(words.averaged)}` : ''}${series.gaps > 0 ? `, ${say(profileWords.gaps)} ${countText(series.gaps)}${say(words.colon)} ${gaps}` : ''}</span></h2><div class="wide"><table><thead><tr>${heads.map((head) => `<th scope="col">${say(head)}</th>`).join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

function line(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const points = values.map((value, i) => {
    const x = (200 * i) / Math.max(1, values.length - 1)
    return `${x.toFixed(1)},${(42 - (38 * (value - low)) / Math.max(1e-12, high - low)).toFixed(1)}`
  })
  return `<svg viewBox="0 0 200 44" width="200" height="44" aria-hidden="true"><polyline class="line" points="${points.join(' ')}"/></svg>`
}

/** Bars up and down from 0, within −1 and 1, with the band of chance. */
function lagBars(values: readonly number[], band: number): string {
  const width = 180 / Math.max(1, values.length)
  const bars = values.map((value, i) => {
    const tall = Math.abs(value) * 21
    return `<rect x="${(i * width).toFixed(2)}" y="${(value >= 0 ? 22 - tall : 22).toFixed(2)}" width="${Math.max(0.4, width - 0.8).toFixed(2)}" height="${tall.toFixed(2)}"/>`
  })
  const edge = Math.min(1, band) * 21
  return `<svg viewBox="0 0 180 44" width="180" height="44" aria-hidden="true"><rect class="band" x="0" y="${(22 - edge).toFixed(2)}" width="180" height="${(2 * edge).toFixed(2)}"/>${bars.join('')}</svg>`
}
