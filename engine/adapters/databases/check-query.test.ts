import { describe, expect, it } from 'vitest'
import { NodeProblem } from '../../../nodes/kit/problem.ts'
import { checkQuery } from './check-query.ts'

const codeOf = (query: string, server: 'postgres' | 'mysql' | 'sqlite' = 'postgres') => {
  try {
    return checkQuery(query, server)
  } catch (error) {
    if (error instanceof NodeProblem) return error.data
    throw error
  }
}

describe('a query', () => {
  it.each([
    ['SELECT 1'],
    ['  with a as (select 1) select * from a'],
    ["SELECT ';' AS \"delete\", replace(a, 'b', 'c'), t.set FROM t -- DROP TABLE x"],
    ["SELECT '--', '/*', \"a\"\"b\", 'it''s' /* insert */ FROM t"],
    ["SELECT a #> '{b}' FROM t WHERE c ~ '\\d+'"],
  ])('that reads is taken as it is: %s', (query) => {
    expect(checkQuery(query, 'postgres')).toBe(query)
  })

  it('loses the semicolon at its end, and what is said behind it', () => {
    expect(checkQuery('SELECT 1; -- done\n', 'postgres')).toBe('SELECT 1')
  })

  it.each([
    ['DROP TABLE t', 'query-not-select', 0, 4],
    ['SELECT 1; DROP TABLE t', 'query-several', 8, 9],
    ['SELECT 1 INTO OUTFILE "x"', 'query-writes', 9, 13],
    ['WITH x AS (INSERT INTO t VALUES (1) RETURNING a) SELECT * FROM x', 'query-writes', 11, 17],
    ['SELECT * FROM t FOR SHARE', 'query-writes', 20, 25],
    ['SELECT (1', 'query-brackets', 0, 1],
    ['SELECT 1) x; (', 'query-brackets', 8, 9],
    ["SELECT 'a", 'query-quote', 7, 8],
    ['SELECT $$a$$', 'query-quote', 7, 8],
    ["SELECT E'\\' , 1 --'", 'query-backslash', 8, 11],
    ['SELECT 1 /* a /* b */', 'query-comment', 9, 11],
    ['SELECT 1 /*M!100100 INTO OUTFILE x */', 'query-comment', 9, 11],
    ['SELECT 1--1', 'query-comment', 8, 10],
  ])('is refused with its place: %s', (query, code, from, to) => {
    expect(codeOf(query)).toMatchObject({ code, param: 'query', from, to })
  })

  it('is read as its server reads it', () => {
    expect(codeOf("SELECT 'a\\' , 1 -- '", 'mysql')).toMatchObject({ code: 'query-backslash' })
    expect(codeOf('SELECT 1 # INTO', 'mysql')).toMatchObject({ code: 'query-comment' })
    expect(codeOf(' \n-- nothing\n')).toMatchObject({ code: 'nothing-chosen' })
  })
})
