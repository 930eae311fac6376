import type { DataType } from '../../relation/types.ts'
import type { Model } from '../model.ts'
import { answerNames, modelSteps } from './model-relation.ts'
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

/**
 * The files of an MLflow model by their paths in its folder: a `python_function` that scores by the Python file, with its signature. Throws
 * LearnProblem `cannot-export`.
 */
export function mlflowFolder(model: Model): ReadonlyMap<string, string> {
  const inputs = modelSteps(model).columns.map(({ name, type }) => field(name, signatureTypes[type] ?? 'string', false))
  const outputs = answerNames(model).map((name, at) => field(name, at === 0 && model.task === 'classification' ? 'string' : 'double', true))
  const quoted = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`
  return new Map([
    [
      'MLmodel',
      `flavors:
  python_function:
    code: code
    env:
      virtualenv: python_env.yaml
    loader_module: millrace_model
    python_version: 3.10.0
mlflow_version: 2.9.2
model_uuid: ${model.trained.fingerprint}
signature:
  inputs: ${quoted(inputs)}
  outputs: ${quoted(outputs)}
`,
    ],
    ['python_env.yaml', 'python: 3.10.0\nbuild_dependencies:\n- pip\ndependencies:\n- -r requirements.txt\n'],
    ['requirements.txt', 'mlflow>=2.9\n'],
    ['code/millrace_model.py', pythonScorer(model) + loader],
  ])
}

const loader = `

class Scorer:
    """Answers tables of pandas, or lists of dicts, with a table of the same kind."""

    def predict(self, model_input, params=None):
        table = hasattr(model_input, 'to_dict')
        rows = model_input.to_dict('records') if table else model_input
        scored = [score({name: plain(row[name]) for name, _ in COLUMNS}) for row in rows]
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
    return Scorer()
`
