// The node kit: the contract of a node, its ports, fields, artifacts and contexts.

import type { Model } from '../../engine/learn/model.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Duel, EndpointSpec, Evaluation, GroupReport, View } from '../../engine/protocol/artifact.ts'
import type { MonitorReport } from '../../engine/protocol/workspace.ts'

/** What a port can carry. The shape of a port on the canvas tells its kind. */
export type ArtifactKind = 'table' | 'model' | 'transform' | 'metrics' | 'report' | 'endpoint' | 'dataset'

export interface TableArtifact {
  readonly kind: 'table'
  readonly relation: Relation
}

/** A trained model with the recipe that leads to it; see engine/learn/model.ts. */
export interface ModelArtifact {
  readonly kind: 'model'
  readonly model: Model
}

/** The answer of an evaluation: headline figures with intervals, curves, tables. */
export interface MetricsArtifact {
  readonly kind: 'metrics'
  readonly evaluations: readonly Evaluation[]
  /** Every pair of several models, by the figures that rank them. */
  readonly duels?: readonly Duel[]
}

export interface ReportArtifact {
  readonly kind: 'report'
  /** Present when the studio has a page of its own for this report. */
  readonly groups?: readonly GroupReport[]
  /** How requests differ from training; shown by itself, `views` are for where the studio is not. */
  readonly monitor?: MonitorReport
  readonly views: readonly View[]
}

export interface EndpointArtifact {
  readonly kind: 'endpoint'
  readonly endpoint: EndpointSpec
  /** What it serves, for nodes behind it. */
  readonly model: Model
}

export type Artifact = TableArtifact | ModelArtifact | MetricsArtifact | ReportArtifact | EndpointArtifact
