import { project, requireColumn, RelationError } from './build.ts'
import { column } from './expression.ts'
import type { QueryRelation, Relation } from './relation.ts'

/**
 * What hangs together by pairs: columns id and group, the smallest id of the group, for each id that is in a pair; in order of ids. `pairs` has
 * the whole numbers a and b. How many steps lead from one id to another is known to the rows alone, so this is the one query that is written
 * here and not built of operators; its text is always the same. Each round hands the group of an id's group on to its neighbours, to the group that
 * these were in and to all that were in its own, until none changes: long chains take few rounds (after FastSV; Zhang, Azad and Hu 2020).
 */
export function connected(pairs: Relation): Relation {
  for (const name of ['a', 'b'])
    if (requireColumn(pairs, name).type !== 'int') throw new RelationError('shape', 'pairs are of whole numbers', name)
  const input = project(pairs, [
    { name: 'a', expr: column('a') },
    { name: 'b', expr: column('b') },
  ])
  const query: QueryRelation = {
    op: 'query',
    inputs: [input],
    names: [['pairs']],
    ordered: `${groups} ORDER BY id`,
    unordered: groups,
    columns: [
      { name: 'id', type: 'int' },
      { name: 'group', type: 'int' },
    ],
  }
  return { ...query, ...(pairs.part && { part: pairs.part }) }
}

const groups = `WITH RECURSIVE links AS MATERIALIZED (
  SELECT DISTINCT link.a AS a, link.b AS b FROM (SELECT unnest([{a: a, b: b}, {a: b, b: a}]) AS link FROM pairs)
), known(id, part) USING KEY (id) AS (
  SELECT a, least(a, min(b)) FROM links GROUP BY a
  UNION
  SELECT better.id, min(better.part) FROM (
    SELECT unnest([links.b, before.part]) AS id, top.part AS part FROM known
    JOIN recurring.known AS top ON top.id = known.part
    JOIN links ON links.a = known.id
    JOIN recurring.known AS before ON before.id = links.b
    WHERE top.part < before.part
    UNION ALL
    SELECT below.id, top.part FROM known
    JOIN recurring.known AS top ON top.id = known.part
    JOIN recurring.known AS below ON below.part = known.id
    WHERE top.part < below.part
  ) AS better
  JOIN recurring.known AS now ON now.id = better.id
  WHERE better.part < now.part GROUP BY better.id
) SELECT id, part FROM known`
