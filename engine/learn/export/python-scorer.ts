import { resolveExpression } from '../../relation/resolve-expression.ts'
import type { JsonValue } from '../../relation/read-value.ts'
import type { Column } from '../../relation/types.ts'
import { isList } from '../../relation/types.ts'
import type { Model } from '../model.ts'
import { cannotExport } from './cannot-export.ts'
import { answerNames, modelSteps, type ModelSteps } from './model-relation.ts'
import { inStep, recipeSteps, schemasOf } from './model-steps.ts'
import type { PlainModel, PlainTree } from './plain-model.ts'
import { pythonExpression, pythonScope } from './python-expression.ts'
import { pythonNumber, pythonText } from './python-literal.ts'
import { pythonParts } from './python-parts.ts'

/** How far an answer of the file may be from the model's, relative above 1. */
export const pythonTolerance = 1e-9

/**
 * A Python file that scores rows with nothing but the standard library: a module with `score(row)`, and a program that reads a CSV. It holds the
 * golden rows and answers nothing when its own answers to them are off. Throws LearnProblem `cannot-export`, naming the step that it cannot say.
 */
export function pythonScorer(model: Model): string {
  const steps = modelSteps(model)
  const list = steps.columns.find(({ type }) => isList(type))
  if (list) throw cannotExport({ en: `“${list.name}” holds lists.`, fr: `« ${list.name} » contient des listes.` })
  const body = [recipeText(model, steps), modelText(steps.plain), answerText(model, steps.plain), reading, goldenText(model), program].join(
    '\n',
  )
  return `# ${oneLine(model.name)}: predicts ${oneLine(model.target.name)}, learned from ${model.trained.rows} rows, ${model.trained.fingerprint}
# Written by Millrace. Needs Python 3.8 or later, nothing else. score(row) takes a dict of raw columns; as a program it reads a CSV
# (python FILE rows.csv) and writes it with the answers to standard output.
${pythonParts(body)}
COLUMNS = [${steps.columns.map(({ name, type }) => `(${pythonText(name)}, ${pythonText(type)})`).join(', ')}]
ANSWERS = [${answerNames(model).map(pythonText).join(', ')}]
CLASSES = [${model.classes.map(pythonText).join(', ')}]
${body}`
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')

function recipeText(model: Model, steps: ModelSteps): string {
  let known: readonly Column[] = steps.columns
  const scope = pythonScope()
  const schemas = schemasOf(steps)
  for (const [at, exprs] of [...recipeSteps(steps), steps.matrix].entries()) {
    const before = known
    const cells = exprs.map((item) => inStep(model, item, () => pythonExpression(resolveExpression(item.expr, before), scope)))
    scope.lines.push(`    r = [${cells.join(', ')}]`)
    known = schemas[at] ?? []
  }
  return `
SHARED = [${scope.shared.join(', ')}]


def features(r):
${scope.lines.join('\n')}
    return r
`
}

function modelText(plain: PlainModel): string {
  const numbers = (list: readonly number[]) => `[${list.map(pythonNumber).join(', ')}]`
  if (plain.kind === 'linear')
    return `ROWS = [
${plain.rows.map(({ intercept, coefficients }) => `    (${pythonNumber(intercept)}, ${numbers(coefficients)}),`).join('\n')}
]


def scores(x):
    return [start + sum(c * v for c, v in zip(row, x) if c != 0) for start, row in ROWS]
`
  const outputs = plain.start.length
  const trees = plain.trees.map(({ tree, output }) => `    (${output ?? -1}, ${treeText(tree)}),`)
  return `# Each node: column, limit or places of levels, missing goes left, left, right; each leaf: its answers.
TREES = [
${trees.join('\n')}
]
START = ${numbers(plain.start)}


def leaf(nodes, x):
    node = nodes[0]
    while len(node) == 5:
        value = x[node[0]]
        if value is None:
            left = node[2]
        elif isinstance(node[1], tuple):
            left = value in node[1]
        else:
            left = value <= node[1]
        node = nodes[node[3] if left else node[4]]
    return node[0]


def scores(x):
    total = list(START)
    for output, nodes in TREES:
        answer = leaf(nodes, x)
        if output < 0:
            for k in range(${outputs}):
                total[k] += answer[k]
        else:
            total[output] += answer[0]
    return [a / ${pythonNumber(plain.divisor)} for a in total]
`
}

function treeText({ feature, threshold, levels, missingLeft, left, right, value }: PlainTree): string {
  const nodes = feature.map((test, node) => {
    if (test < 0) return `([${value[node]!.map(pythonNumber).join(', ')}],)`
    const places = levels[node]
    // Beyond the last limit of a column lies every value, even an infinite one.
    const limit = places
      ? `(${places.map((place) => `${place}, `).join('')})`
      : threshold[node] === Number.MAX_VALUE
        ? 'math.inf'
        : pythonNumber(threshold[node]!)
    return `(${test}, ${limit}, ${missingLeft[node]! ? 'True' : 'False'}, ${left[node]!}, ${right[node]!})`
  })
  return `[${nodes.join(', ')}]`
}

function answerText(model: Model, { answer, places }: PlainModel): string {
  const shares = {
    value: 's',
    exponential: '[exponential(s[0])]',
    rate: '[s[1] * exponential(s[0]) if s[1] >= 0 else math.nan]',
    sigmoid: '[1 / (1 + exponential(s[0])), 1 / (1 + exponential(-s[0]))]',
    softmax: '[1 / sum(exponential(b - a) for b in s) for a in s]',
    shares: 's',
  }[answer]
  if (model.task === 'regression')
    return `

def answers(s):
    return ${shares}
`
  const { positive, threshold, classes } = model
  const at = positive === undefined ? -1 : classes.indexOf(positive)
  const choice =
    classes.length === 2 && at >= 0 && threshold !== undefined
      ? `CLASSES[${at}] if p[${at}] >= ${pythonNumber(threshold)} else CLASSES[${1 - at}]`
      : 'CLASSES[max(range(len(p)), key=lambda k: (p[k], -k))]'
  return `

def answers(s):
    q = ${shares}
    p = [0.0] * len(CLASSES)
    for k, place in enumerate([${places.join(', ')}]):
        p[place] = q[k]
    return [${choice}] + p
`
}

const reading = `
def read(value, kind):
    if value is None:
        return None
    if kind == 'bool':
        if isinstance(value, bool):
            return value
        return {'true': True, 'false': False, '1': True, '0': False}[str(value).strip().lower()]
    if kind == 'int':
        return int(value)
    if kind == 'float':
        return float(value)
    if kind == 'date':
        return (datetime.date.fromisoformat(str(value)[:10]) - datetime.date(1970, 1, 1)).days
    if kind == 'timestamp':
        at = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(str(value).replace('Z', '+00:00'))
        zone = datetime.timezone.utc
        at = at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
        return (at - datetime.datetime(1970, 1, 1, tzinfo=zone)) // datetime.timedelta(microseconds=1)
    return str(value)


def answer(values):
    row = [read(value, kind) for value, (_, kind) in zip(values, COLUMNS)]
    return answers(scores(features(row)))


def score(row):
    """The answers for one row: a dict with the raw columns, None where a value is missing. Raises KeyError for a column that is not there."""
    return dict(zip(ANSWERS, answer([row[name] for name, _ in COLUMNS])))
`

/** A cell of a request. */
function goldenCell(value: JsonValue): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : pythonNumber(value)
  return pythonText(typeof value === 'string' ? value : JSON.stringify(value))
}

function goldenText({ golden, task }: Model): string {
  const rows = golden.map(({ input, output }) => `    ([${input.map(goldenCell).join(', ')}], [${output.map(pythonNumber).join(', ')}]),`)
  return `
# Rows that the model learned from, with what it answered when it was written.
GOLDEN = [
${rows.join('\n')}
]


def check():
    """Raises ValueError when this file answers the golden rows otherwise than the model did."""
    for number, (values, wanted) in enumerate(GOLDEN, 1):
        got = answer(values)${task === 'classification' ? '[1:]' : ''}
        for a, b in zip(got, wanted):
            if (a == a or b == b) and not abs(a - b) <= ${pythonTolerance} * max(1, abs(b)):
                raise ValueError('golden row %d: %r instead of %r' % (number, a, b))


check()
`
}

const program = `
def main(path):
    with open(path, newline='', encoding='utf-8-sig') as file:
        rows = csv.DictReader(file)
        out = csv.writer(sys.stdout)
        out.writerow(list(rows.fieldnames) + ANSWERS)
        for row in rows:
            given = {name: row[name] if row[name] != '' else None for name, _ in COLUMNS}
            out.writerow(list(row.values()) + list(score(given).values()))


if __name__ == '__main__':
    main(sys.argv[1])
`
