/** A model in a chart that shows several. */
export interface CurveModel {
  readonly name: string
  readonly colour: string
}
