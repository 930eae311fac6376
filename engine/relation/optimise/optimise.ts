// Makes a relation cheaper without changing what it gives: rows, their order, columns and types stay as they were.
// It works on what is about to be printed. Cut points and recipes read the relation as the nodes built it, which nothing here touches.

import type { Relation } from '../relation.ts'
import { aggregateEarly, type FileSizes } from './aggregate-early.ts'
import { mergeProjections } from './merge-projections.ts'
import { pruneColumns } from './prune-columns.ts'
import { pushFilters } from './push-filters.ts'
import { dropMarks } from './drop-marks.ts'
import { filterDatabases } from './filter-databases.ts'

/** The relation as an engine should compute it. Parts that occur more than once stay shared. `sizes` of files, where they are known, allow for more. */
export function optimise(relation: Relation, sizes?: FileSizes): Relation {
  const filtered = pushFilters(dropMarks(relation))
  const plain = filterDatabases(pruneColumns(mergeProjections(filtered)))
  return sizes ? aggregateEarly(plain, sizes) : plain
}
