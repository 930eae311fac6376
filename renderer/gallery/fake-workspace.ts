import type { EndpointEntry, ExampleEntry, PipelineEntry } from '../../engine/protocol/workspace.ts'

interface Sketch {
  readonly name: string
  readonly minutes: number
  readonly outcome: PipelineEntry['outcome']
  readonly draft?: boolean
  /** `d0 1` is a data node in column 0, row 1. */
  readonly nodes: string
  readonly wires: string
}

const families = { d: 'data', p: 'prepare', f: 'features', m: 'model', e: 'evaluate', s: 'deploy', u: 'utility' } as const

const sketches: readonly Sketch[] = [
  {
    name: 'Loan default',
    minutes: 2,
    outcome: 'running',
    nodes: 'd0 0,d0 1,p1 0,p2 0,p3 0,f0 2.3,f1 3.3,m2 2.3,m2 3.3,e3 2.3,e0 4.6,e1 4.6,s2 4.6,s3 4.6',
    wires: '0-2,1-3,2-3,3-4,4-5,5-6,5-7,6-8,7-9,8-9,9-10,10-11,11-12,12-13',
  },
  {
    name: 'Churn by month',
    minutes: 170,
    outcome: 'done',
    draft: true,
    nodes: 'd0 0,d0 1,p1 .5,p2 .5,f3 .5,m4 .5,e5 0,e5 1,s6 0',
    wires: '0-2,1-2,2-3,3-4,4-5,5-6,5-7,6-8',
  },
  {
    name: 'Sensor failures',
    minutes: 1500,
    outcome: 'done',
    nodes: 'd0 0,p1 0,f2 0,f2 1,m3 0,m3 1,m3 2,e4 1,e5 0,e5 1,s6 .5',
    wires: '0-1,1-2,1-3,2-4,3-5,3-6,4-7,5-7,6-7,7-8,7-9,8-10',
  },
  {
    name: 'Energy forecast',
    minutes: 5900,
    outcome: 'done',
    nodes: 'd0 0,d0 1,p1 0,p1 1,f2 .5,m3 .5,e4 .5,s5 .5',
    wires: '0-2,1-3,2-4,3-4,4-5,5-6,6-7',
  },
  {
    name: 'Customer segments',
    minutes: 11700,
    outcome: 'failed',
    nodes: 'd0 0,p1 0,f2 0,f2 1,m3 .5,e4 0,e4 1',
    wires: '0-1,1-2,1-3,2-4,3-4,4-5,4-6',
  },
  {
    name: 'Complaint topics',
    minutes: 19000,
    outcome: 'none',
    nodes: 'd0 .5,p1 .5,p2 0,u2 1,f3 .5,m4 .5,e5 0,e5 1,e6 .5,s7 .5',
    wires: '0-1,1-2,1-3,2-4,3-4,4-5,5-6,5-7,6-8,7-8,8-9',
  },
]

function entryOf(sketch: Sketch): PipelineEntry {
  const at = new Date(Date.now() - sketch.minutes * 60_000).toISOString()
  const picture = sketch.nodes.split(',').map((node, i) => {
    const [column, row] = node.slice(1).split(' ').map(Number)
    const family = families[node.charAt(0) as keyof typeof families]
    return { id: String(i), family, x: (column ?? 0) * 272, y: (row ?? 0) * 110 }
  })
  const wires = sketch.wires
    .split(',')
    .map((wire): [string, string] => [wire.slice(0, wire.indexOf('-')), wire.slice(wire.indexOf('-') + 1)])
  const path = `${sketch.name.toLowerCase().replaceAll(' ', '-')}.millrace`
  const { name, outcome, draft = false } = sketch
  return { path, name, modifiedAt: at, openedAt: at, nodes: picture.length, picture, wires, outcome, draft }
}

export const fakePipelines: readonly PipelineEntry[] = sketches.map(entryOf)

export const fakeExamples: readonly ExampleEntry[] = [
  [
    'bike',
    'model',
    'waypoints',
    'Bike rentals',
    'Vélos en libre-service',
    'Predict tomorrow’s demand by hour',
    'Prévoir la demande de demain, heure par heure',
  ],
  [
    'adult',
    'evaluate',
    'scale',
    'Adult income',
    'Revenus des adultes',
    'Find and repair an unfair model',
    'Trouver et corriger un modèle injuste',
  ],
  ['heart', 'model', 'spline', 'Heart disease', 'Maladies du cœur', 'A small model you can read', 'Un petit modèle qui se lit'],
  [
    'retail',
    'prepare',
    'eraser',
    'Messy addresses',
    'Adresses en désordre',
    'Clean, match and merge two lists',
    'Nettoyer, rapprocher et fusionner deux listes',
  ],
  [
    'fraud',
    'deploy',
    'activity',
    'Card fraud',
    'Fraude à la carte',
    'Serve, watch and set the alarm',
    'Servir, surveiller et régler l’alerte',
  ],
  [
    'houses',
    'features',
    'chart-column',
    'House prices',
    'Prix des maisons',
    'Features by hand, then by search',
    'Des variables à la main, puis par recherche',
  ],
  ['penguins', 'data', 'table', 'First table', 'Première table', 'Open, clean, join', 'Ouvrir, nettoyer, joindre'],
].map(([id = '', family = '', icon = '', en = '', fr = '', summaryEn = '', summaryFr = '']) => ({
  id,
  family,
  icon,
  title: { en, fr },
  summary: { en: summaryEn, fr: summaryFr },
}))

function endpoint(name: string, port: number, counts: Pick<EndpointEntry, 'state' | 'requests' | 'errors'>): EndpointEntry {
  const url = `http://127.0.0.1:${port}/${name}`
  return {
    name,
    url,
    port,
    problem: null,
    model: 'm-8',
    requireKey: false,
    ...counts,
    p50Ms: 3.1,
    p95Ms: 7.4,
    sample: { request: { age: 42, loan_amount: 12000 }, curl: `curl -X POST ${url}` },
  }
}

export const fakeEndpoints: readonly EndpointEntry[] = [
  endpoint('loan-default', 8081, { state: 'running', requests: 21460, errors: 12 }),
  endpoint('churn-weekly', 8082, { state: 'stopped', requests: 318, errors: 0 }),
]
