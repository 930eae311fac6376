import type { Model } from '../learn/model.ts'
import type { Scorer } from '../learn/score-model.ts'
import type { DataType } from '../relation/types.ts'

/** The OpenAPI 3.1 document of one endpoint: a row as its model takes it, the answer as it gives it, and every refusal. */
export function endpointOpenApi(name: string, model: Model, scorer: Scorer, requireKey: boolean): unknown {
  const row = {
    type: 'object',
    properties: Object.fromEntries(scorer.columns.map((column) => [column.name, cellSchema(column.type)])),
    required: scorer.columns.map((column) => column.name),
  }
  const probabilities = {
    type: 'object',
    properties: Object.fromEntries(model.classes.map((label) => [label, { type: 'number', minimum: 0, maximum: 1 }])),
    required: [...model.classes],
  }
  const isClass = model.task === 'classification'
  const answer = {
    type: 'object',
    properties: { prediction: isClass ? { enum: [...model.classes] } : { type: 'number' }, ...(isClass && { probabilities }) },
    required: isClass ? ['prediction', 'probabilities'] : ['prediction'],
  }
  const golden = model.golden[0]?.input ?? []
  const refusals = { 400: 'No JSON, or not of this shape.', 413: 'More rows or bytes than one request may have.', 415: 'Not sent as JSON.' }
  const keyed = { 401: 'Without a key, or with a wrong one.' }
  return {
    openapi: '3.1.0',
    info: { title: `${name}: ${model.name}`, version: model.id, description: `Scores rows with a model of “${model.target.name}”.` },
    paths: {
      [`/${name}/predict`]: {
        post: {
          operationId: 'predict',
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  anyOf: [
                    { $ref: '#/components/schemas/Row' },
                    { $ref: '#/components/schemas/Rows' },
                    { type: 'object', properties: { rows: { $ref: '#/components/schemas/Rows' } }, required: ['rows'] },
                  ],
                },
                example: Object.fromEntries(scorer.columns.map((column, index) => [column.name, golden[index] ?? null])),
              },
            },
          },
          responses: {
            200: { description: 'One answer for each row, in their order.', content: jsonOf('Answers') },
            422: { description: 'Values that do not fit, by row and column; none of the rows is answered.', content: jsonOf('Refusal') },
            ...Object.fromEntries(
              Object.entries({ ...refusals, ...(requireKey && keyed) }).map(([status, description]) => [
                status,
                { description, content: jsonOf('Refusal') },
              ]),
            ),
          },
        },
      },
    },
    components: {
      schemas: {
        Row: row,
        Rows: { type: 'array', items: { $ref: '#/components/schemas/Row' }, maxItems: 10_000 },
        Answer: answer,
        Answers: {
          type: 'object',
          properties: {
            model: { type: 'string' },
            version: { type: 'string' },
            predictions: { type: 'array', items: { $ref: '#/components/schemas/Answer' } },
          },
          required: ['model', 'version', 'predictions'],
        },
        Refusal: {
          type: 'object',
          properties: {
            error: {
              type: 'object',
              properties: {
                code: { type: 'string' },
                message: { type: 'string' },
                details: {
                  type: 'array',
                  items: {
                    type: 'object',
                    properties: { row: { type: 'integer' }, column: { type: 'string' }, message: { type: 'string' } },
                    required: ['row', 'message'],
                  },
                },
              },
              required: ['code', 'message'],
            },
          },
          required: ['error'],
        },
      },
      ...(requireKey && { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } }),
    },
    ...(requireKey && { security: [{ key: [] }] }),
  }
}

function jsonOf(schema: string): unknown {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } }
}

/** Null is what is not known, so every cell may be null. */
function cellSchema(type: DataType): unknown {
  switch (type) {
    case 'bool':
      return { type: ['boolean', 'null'] }
    case 'int':
      return { type: ['integer', 'null'] }
    case 'float':
      return { type: ['number', 'null'] }
    case 'date':
      return { type: ['string', 'null'], format: 'date' }
    case 'timestamp':
      return { type: ['string', 'null'], format: 'date-time' }
    default:
      return { type: ['string', 'null'] }
  }
}
