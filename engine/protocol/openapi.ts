import { z } from 'zod'
import { failureSchema, methods } from './methods.ts'

/** The API as an OpenAPI 3.1 document, from the same schemas that the engine checks requests with. */
export function openApiDocument(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  const schemas: Record<string, unknown> = {}
  const jsonSchema = (schema: z.ZodType, io: 'input' | 'output', name: string) => hoisted(schema, { io, name }, schemas)
  for (const [name, method] of Object.entries(methods)) {
    const input = jsonSchema(method.input, 'input', `${name}_input`)
    const properties = (input['properties'] ?? {}) as Record<string, unknown>
    const inPath = [...method.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
    const hasBody = method.verb === 'POST' || method.verb === 'PUT'
    const inQuery = hasBody ? [] : Object.keys(properties).filter((key) => !inPath.includes(key))
    const required = (input['required'] ?? []) as string[]
    paths[method.path] ??= {}
    ;(paths[method.path] as Record<string, unknown>)[method.verb.toLowerCase()] = {
      operationId: name,
      parameters: [
        ...inPath.map((key) => ({ name: key, in: 'path', required: true, schema: properties[key] })),
        ...inQuery.map((key) => ({ name: key, in: 'query', required: required.includes(key), schema: properties[key] })),
      ],
      ...(hasBody && { requestBody: { required: true, content: { 'application/json': { schema: without(input, inPath) } } } }),
      responses: {
        200: { description: 'Done', content: { 'application/json': { schema: jsonSchema(method.output, 'output', `${name}_output`) } } },
        default: { description: 'A problem', content: { 'application/json': { schema: jsonSchema(failureSchema, 'output', 'failure') } } },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Millrace engine', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'millrace_session' }, token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ session: [] }, { token: [] }],
  }
}

/** The JSON Schema of a zod schema; what it refers to goes to the document's components, under names of its own. */
function hoisted(
  schema: z.ZodType,
  { io, name }: { io: 'input' | 'output'; name: string },
  schemas: Record<string, unknown>,
): Record<string, unknown> {
  const {
    $schema: _dialect,
    $defs,
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<string, unknown>
  const rename = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll('"$ref":"#/$defs/', `"$ref":"#/components/schemas/${name}_`)) as T
  for (const [key, definition] of Object.entries(($defs ?? {}) as Record<string, unknown>)) schemas[`${name}_${key}`] = rename(definition)
  return rename(rest)
}

function without(schema: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const properties = { ...(schema['properties'] as Record<string, unknown>) }
  for (const key of keys) delete properties[key]
  const required = ((schema['required'] ?? []) as string[]).filter((key) => !keys.includes(key))
  return { ...schema, properties, ...(required.length > 0 ? { required } : { required: [] }) }
}
