export type SparkReason = 'first-of-group' | 'row-number' | 'sample' | 'first-rows' | 'ties' | 'as-of' | 'own-sql'

const reasons: Readonly<Record<SparkReason, { readonly en: string; readonly fr: string }>> = {
  'first-of-group': {
    en: 'Rows have no order in Spark, so it cannot keep the first or the last of several. Compare all columns, or group instead.',
    fr: 'Les lignes n’ont pas d’ordre dans Spark : il ne peut garder ni la première ni la dernière. Comparez toutes les colonnes ou regroupez.',
  },
  'row-number': {
    en: 'Rows have no order in Spark, so they cannot be numbered as they come. Number them by a column.',
    fr: 'Les lignes n’ont pas d’ordre dans Spark : elles ne peuvent pas être numérotées telles quelles. Numérotez-les selon une colonne.',
  },
  sample: {
    en: 'Samples are drawn by row number, which Spark does not have. It would draw other rows.',
    fr: 'Un échantillon est tiré selon le numéro de ligne, que Spark n’a pas. Il tirerait d’autres lignes.',
  },
  'first-rows': {
    en: 'Rows have no order in Spark, so there are no first ones. Sort by all columns before.',
    fr: 'Les lignes n’ont pas d’ordre dans Spark : il n’y a pas de premières lignes. Triez d’abord selon toutes les colonnes.',
  },
  ties: {
    en: 'Rows that are equal in the sorted columns come in any order in Spark, so the first ones could be others. Sort by all columns.',
    fr: 'Les lignes égales selon le tri viennent dans un ordre quelconque dans Spark : les premières pourraient être d’autres. Triez selon toutes les colonnes.',
  },
  'own-sql': {
    en: 'Your own SQL is written for DuckDB; Spark may read it otherwise.',
    fr: 'Votre SQL est écrit pour DuckDB ; Spark pourrait le lire autrement.',
  },
  'as-of': {
    en: 'Spark has no join to the nearest row.',
    fr: 'Spark n’a pas de jointure sur la ligne la plus proche.',
  },
}

/** A step that Spark has no form for that gives the same rows. */
export class SparkProblem extends Error {
  readonly code: SparkReason
  readonly text: { readonly en: string; readonly fr: string }

  constructor(code: SparkReason) {
    super(reasons[code].en)
    this.name = 'SparkProblem'
    this.code = code
    this.text = reasons[code]
  }
}
