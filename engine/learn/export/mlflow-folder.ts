import { sha256 } from '../../relation/closure/text/digest.ts'
import type { DataType } from '../../relation/types.ts'
import type { Model } from '../model.ts'
import { LearnProblem } from '../problem.ts'
import { answerNames } from './model-relation.ts'
import { rawSteps } from './model-steps.ts'
import { onnxScorer } from './onnx-scorer.ts'
import { plainModel } from './plain-model.ts'
import { pythonScorer } from './python-scorer.ts'

/** Types of a signature. Missing whole numbers come as missing decimals from pandas, so that every column may be left open. */
const signatureTypes: Partial<Record<DataType, string>> = {
  bool: 'boolean',
  int: 'long',
  float: 'double',
  date: 'datetime',
  timestamp: 'datetime',
}

const field = (name: string, type: string, required: boolean) => ({ type, name, required })

/** Whether a folder scores by the Python file: other models are scored by ONNX. */
export const scoresByPython = (model: Pick<Model, 'estimator'>): boolean => plainModel(model.estimator.json) !== null

/**
 * The files of an MLflow model by their paths in its folder, with its signature: a `python_function` that scores by the Python file, or by ONNX where
 * the model is none that Python is taught; and the `onnx` flavour where ONNX can say the recipe. Throws LearnProblem `cannot-export`.
 */
export function mlflowFolder(model: Model, producer: string): ReadonlyMap<string, string | Uint8Array> {
  const { columns } = rawSteps(model)
  const byPython = scoresByPython(model)
  const onnx = onnxOrProblem(model, { producer, shape: columns.length > 1 ? 'list' : 'column' })
  if (!byPython && onnx instanceof LearnProblem) throw onnx
  const inputs = columns.map(({ name, type }) => field(name, signatureTypes[type] ?? 'string', false))
  const outputs = answerNames(model).map((name, at) => field(name, at === 0 && model.task === 'classification' ? 'string' : 'double', true))
  const quoted = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`
  const script = `${byPython ? pythonScorer(model) : onnxScript(model)}${loader(byPython)}`
  // Python keeps one module of a name: two models that one program loads must not share it.
  const module = `millrace_model_${sha256(script).slice(0, 12)}`
  const about = `flavors:
${onnx instanceof LearnProblem ? '' : onnxFlavour}  python_function:
    code: code
${byPython ? '' : '    data: model.onnx\n'}    env:
      virtualenv: python_env.yaml
    loader_module: ${module}
    python_version: 3.10.0
mlflow_version: 2.9.2
model_uuid: ${model.trained.fingerprint}
signature:
  inputs: ${quoted(inputs)}
  outputs: ${quoted(outputs)}
`
  return new Map<string, string | Uint8Array>([
    ['MLmodel', about],
    ['python_env.yaml', 'python: 3.10.0\nbuild_dependencies:\n- pip\ndependencies:\n- -r requirements.txt\n'],
    ['requirements.txt', `mlflow>=2.9\n${byPython ? '' : 'onnxruntime>=1.17\n'}`],
    [`code/${module}.py`, script],
    ...(onnx instanceof LearnProblem ? [] : [['model.onnx', onnx] as const]),
  ])
}

function onnxOrProblem(model: Model, options: Parameters<typeof onnxScorer>[1]): Uint8Array | LearnProblem {
  try {
    return onnxScorer(model, options)
  } catch (error) {
    if (error instanceof LearnProblem && error.code === 'cannot-export') return error
    throw error
  }
}

const onnxFlavour = `  onnx:
    data: model.onnx
    onnx_version: 1.15.0
    providers:
    - CPUExecutionProvider
`

/** Scores rows by the ONNX file beside it. */
function onnxScript(model: Model): string {
  const text = (value: unknown) => JSON.stringify(value)
  const { columns } = rawSteps(model)
  return `# Written by Millrace: scores rows by model.onnx.
import datetime

COLUMNS = [${columns.map(({ name, type }) => `(${text(name)}, ${text(type)})`).join(', ')}]
ANSWERS = [${answerNames(model).map(text).join(', ')}]


def number(value, kind):
    if value is None:
        return float('nan')
    if kind in ('date', 'timestamp'):
        at = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(str(value).replace('Z', '+00:00'))
        zone = datetime.timezone.utc
        at = at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
        past = at - datetime.datetime(1970, 1, 1, tzinfo=zone)
        return float(past.days) if kind == 'date' else past.total_seconds()
    if isinstance(value, str) and value.lower() in ('true', 'false'):
        return float(value.lower() == 'true')
    return float(value)


def scores(session, rows):
    import numpy
    feeds = {}
    for asked, (name, kind) in zip(session.get_inputs(), COLUMNS):
        values = [row[name] for row in rows]
        if kind == 'text':
            cells = numpy.array(['' if value is None else str(value) for value in values], dtype=object)
        else:
            cells = numpy.array([number(value, kind) for value in values], dtype=numpy.float64)
        feeds[asked.name] = cells.reshape((-1,) + (1,) * (len(asked.shape) - 1))
    answers = [answer.reshape(-1).tolist() for answer in session.run(None, feeds)]
    return [dict(zip(ANSWERS, cells)) for cells in zip(*answers)]
`
}

/** What MLflow calls. */
function loader(byPython: boolean): string {
  const score = byPython
    ? '[score({name: plain(row[name]) for name, _ in COLUMNS}) for row in rows]'
    : 'scores(self.session, [{name: plain(row[name]) for name, _ in COLUMNS} for row in rows])'
  const session = `
    def __init__(self, path):
        import onnxruntime
        self.session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
`
  return `

class Scorer:
    """Answers tables of pandas, or lists of dicts, with a table of the same kind."""
${byPython ? '' : session}
    def predict(self, model_input, params=None):
        table = hasattr(model_input, 'to_dict')
        rows = model_input.to_dict('records') if table else model_input
        scored = ${score}
        if not table:
            return scored
        import pandas
        return pandas.DataFrame(scored, columns=ANSWERS, index=model_input.index)


def plain(value):
    """None for what pandas calls missing (NaN, NaT, NA), and values of Python for those of numpy and pandas."""
    if value is None or not isinstance(value, str) and str(value) in ('nan', 'NaT', '<NA>'):
        return None
    if hasattr(value, 'to_pydatetime'):
        return value.to_pydatetime()
    return value.item() if hasattr(value, 'item') else value


def _load_pyfunc(path):
    return Scorer(${byPython ? '' : 'path'})
`
}
