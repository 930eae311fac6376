const general = `Millrace: pipelines from messy data to a watched model, on this machine.

  millrace                       the studio
  millrace run FILE              run a pipeline
  millrace preview FILE NODE     first rows of one node's output
  millrace check FILE            problems only
  millrace nodes                 the catalogue of nodes
  millrace profile DATA          look at a data file
  millrace serve                 the endpoints of a workspace
  millrace runs [ID]             what was run
  millrace models [ID]           what was trained
  millrace score NAME DATA       answers of a registered model to a file
  millrace connections           the database servers of a workspace
  millrace backends              where neural networks train

Common options: --workspace DIR, --json, --help, --version. millrace COMMAND --help says more.
stdout carries results only. Exit code: 0 done, 1 a step failed, 2 the document, an option or the input is wrong, 130 cancelled.
`

const commands: Readonly<Record<string, string>> = {
  run: `millrace run FILE [--to NODE]... [--from NODE]... [--set NAME=VALUE]... [--set NODE.PARAM=VALUE]... [--counts] [--json] [--workspace DIR]

Runs a pipeline. What did not change since the last run is reused.
  --to NODE              only this node and what it needs
  --from NODE            compute this node and everything behind it anew
  --set NAME=VALUE       another value of a parameter of the pipeline, for this run
  --set NODE.PARAM=VALUE another value for this run; VALUE is JSON, or text
  --counts               also count the rows of steps that were fused into others
  --json                 events on stdout, one JSON object a line

Example: millrace run loans.millrace --set since=2024-01-01 --set file.path=new.csv --json | jq 'select(.type == "run.finished")'
`,
  preview: `millrace preview FILE NODE [--rows N] [--format table|csv|json|arrow] [--output PORT] [--set NAME=VALUE]...

First rows of a node's output, from the first rows of its sources, or from the result of a run when there is one.

Example: millrace preview loans.millrace clean --rows 5 --format csv
`,
  check: `millrace check FILE [--json]

Lists the problems of a pipeline without running it. Exit code 2 when there is an error.
`,
  nodes: `millrace nodes [--json]

Lists the nodes; with --json everything that the studio knows of them, params as JSON Schema.
`,
  profile: `millrace profile DATA [--target COLUMN] [--compare OTHER] [--exact] [--json] [--html FILE]
                       [--language en|fr]

What a CSV, Parquet, JSON or Excel file is made of: warnings by rank, figures of every column, relations between columns,
unusual and repeated rows, what a small tree makes of the target, what a series repeats.
  --target COLUMN   the column to predict: how well each other one tells it, and which ones know the answer
  --compare OTHER   what differs from another data file, or from a profile that --json gave: OTHER comes first
  --exact           counts over all rows what a table of more than 200,000 otherwise estimates
  --json            all figures as JSON
  --html FILE       one page that needs nothing else

Example: millrace profile loans.csv --target default --html loans.html
`,
  serve: `millrace serve [WORKSPACE] [--port N] [--host ADDRESS] [--keys KEY]...

Serves the endpoints of a workspace until it is stopped: POST /NAME/predict, GET /NAME, GET /health, GET /metrics.
  --port N      default 8080
  --host        default 127.0.0.1; another address needs at least one key
  --keys KEY    callers send it as "Authorization: Bearer KEY"
`,
  runs: `millrace runs [ID] [--json] [--workspace DIR]

Lists runs, newest first; with an ID the steps of one.
`,
  connections: `millrace connections [list] [--json] [--workspace DIR]
millrace connections add NAME --server postgres|mysql --host HOST --database DB --user USER [--port N] [--tls prefer|require]
millrace connections test|remove|refresh NAME
millrace connections driver postgres|mysql|sqlite

Database servers that pipelines read. add replaces one of the same name; its password comes from stdin or from MILLRACE_PASSWORD.
  test      connects, and counts the tables that this user may read
  refresh   what was read over it counts as old: the next run reads anew
  driver    fetches DuckDB's extension for these databases from extensions.duckdb.org, once for this account

Example: pass show shop | millrace connections add shop --server postgres --host db.example --database shop --user reader
`,
  backends: `millrace backends [list] [--json]
millrace backends add tensorflow [--gpu]

Where neural networks can train on this machine: the engine's own kernels (dense layers), and the back ends of TensorFlow.js for all layers.
Each is tried now, with a small multiplication.
  add tensorflow   builds TensorFlow for this account: needs Linux on x64, g++, make, npm and Python's pip; some minutes, 1.5 GB
  --gpu            the same over TensorFlow's library for CUDA

A studio that is open takes what was added after its next start.
`,
  score: `millrace score NAME@ALIAS DATA --to FILE [--json] [--workspace DIR]

Writes a data file with the answers of a model of the registry: NAME@champion, or NAME@3 for one version. FILE ends in .csv, .parquet or .json.
Its golden rows are answered first; where they differ from training, nothing is written.

Example: millrace score loans@champion new.csv --to scores.parquet
`,
  models: `millrace models [ID] [--json] [--workspace DIR]
millrace models names [--json]
millrace models archive|restore NAME [--reason TEXT]

Lists trained models; with an ID one of them whole.
  names     models with a name: how many versions, where their aliases lead
  archive   puts a name away: no new version, alias or endpoint; nothing of it is gone, and what names it goes on
  restore   takes it back
`,
}

export function helpText(command: string | undefined): string {
  return commands[command ?? ''] ?? general
}
