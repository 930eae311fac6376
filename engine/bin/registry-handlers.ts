import type { Handlers } from '../http/handlers.ts'
import { replayGolden } from '../learn/replay-golden.ts'
import { hashKeysOf } from '../learn/score-model.ts'
import type { Model } from '../learn/model.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { registryMethods } from '../protocol/registry-methods.ts'
import type { Text } from '../protocol/text.ts'
import { catalogue } from '../../nodes/catalogue.ts'
import { factsOf } from '../run/compare/version-facts.ts'
import { modelCardHtml } from '../run/compare/model-card-html.ts'
import { modelCardMarkdown } from '../run/compare/model-card-markdown.ts'
import { modelCard } from '../run/compare/model-card.ts'
import { existingHashKey } from '../store/hash-keys.ts'
import type { Engine } from './create-engine.ts'

/** The use cases behind the methods about models with a name. */
export function registryHandlers({ registry, models, runs, endpoints, emit }: Engine): Pick<Handlers, keyof typeof registryMethods> {
  const changed = () => emit({ type: 'workspace.changed', what: 'models' })
  const whole = (name: string) => {
    const found = registry.read(name)
    if (!found) throw problem('registered-missing', { en: `There is no model “${name}”.`, fr: `Il n’y a pas de modèle « ${name} ».` }, 404)
    return { model: found.model, versions: [...found.versions], history: [...found.history] }
  }
  const versionOf = (name: string, number: number) => {
    const version = whole(name).versions.find((one) => one.number === number)
    if (!version) throw noVersion(name, number)
    return version
  }
  /** The model of a version, whose golden rows it still answers as in training. */
  const loaded = async (id: string): Promise<Model> => {
    const model = await models.read(id)
    if (!model)
      throw problem(
        'model-missing',
        { en: 'The model is not in the workspace any more.', fr: 'Le modèle n’est plus dans l’espace de travail.' },
        422,
      )
    const keys = new Map(
      await Promise.all(hashKeysOf(model).map(async (key) => [key, (await existingHashKey(key)) ?? new Uint8Array()] as const)),
    )
    const { rows, differ } = replayGolden(model, keys)
    if (differ.length > 0)
      throw problem(
        'golden-differs',
        {
          en: `“${model.name}” answers ${differ.length} of its ${rows} golden rows otherwise than when it was trained.`,
          fr: `« ${model.name} » répond autrement qu’à l’apprentissage à ${differ.length} de ses ${rows} lignes témoins.`,
        },
        422,
      )
    return model
  }
  const refuseArchived = (name: string) => {
    const at = registry.read(name)?.model.archivedAt
    if (!at) return
    throw problem(
      'registered-archived',
      { en: `“${name}” was archived on ${at.slice(0, 10)}.`, fr: `« ${name} » a été archivé le ${at.slice(0, 10)}.` },
      409,
      { en: 'Restore it first, or take another name.', fr: 'Restaurez-le d’abord, ou prenez un autre nom.' },
    )
  }
  const done = (name: string, number: number, did: boolean) => {
    if (!did) throw noVersion(name, number)
    changed()
    return whole(name)
  }
  const serve = async (endpoint: string, port: number, id: string) => {
    const model = await loaded(id)
    const spec = { name: endpoint, port, model: model.id, requireKey: false, logRequests: true, threshold: model.threshold ?? null }
    await endpoints.deploy(spec, model)
  }
  // Two moves at once: each is done with its endpoints before the next begins, so that these end where the alias does.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act, act)
    turn = next
    return next
  }
  const moveAlias = async ({ name, alias, version, reason }: Parameters<Handlers['moveAlias']>[0]) => {
    const to = version === null ? null : versionOf(name, version)
    if (to) await loaded(to.model)
    // Read again: meanwhile it may have been put away or rejected.
    if (to) refuseArchived(name)
    if (to && alias === 'champion' && versionOf(name, to.number).review === 'rejected')
      throw problem('version-rejected', { en: `Version ${to.number} was rejected.`, fr: `La version ${to.number} a été refusée.` }, 422, {
        en: 'Approve it first, with the reason.',
        fr: 'Approuvez-la d’abord, avec la raison.',
      })
    const result = done(name, version ?? 0, registry.moveAlias(name, alias, { version, reason }))
    if (to) {
      const { endpoints: known } = await endpoints.handlers.listEndpoints({}, new AbortController().signal)
      for (const endpoint of registry.followers(name, alias)) {
        const at = known.find((one) => one.name === endpoint)
        if (at) await serve(endpoint, at.port, to.model)
      }
    }
    return result
  }

  return {
    listRegistered: async () => ({ models: registry.list() }),
    readRegistered: async ({ name }) => whole(name),
    async registerModel({ name, model: id, run: given, note }) {
      refuseArchived(name)
      const model = await loaded(id)
      // A model is called by the fingerprint of the step that made it.
      const run = given ?? (await runs.list()).find(({ steps }) => steps.some(({ fingerprint }) => fingerprint === id))?.id ?? null
      const kept = run === null ? null : await runs.kept(run)
      const number = registry.register(name, { model: id, run, note, facts: factsOf(model, kept, catalogue) })
      changed()
      return { number }
    },
    moveAlias: (asked) => inTurn(() => moveAlias(asked)),
    reviewVersion: async ({ name, version, review, reason }) => done(name, version, registry.review(name, version, { review, reason })),
    describeRegistered: async ({ name, description, tags }) => done(name, 0, registry.describe(name, { description, tags })),
    async archiveRegistered({ name, archived, reason }) {
      whole(name)
      if (registry.archive(name, { archived, reason })) changed()
      return whole(name)
    },
    writeCard: async ({ name, version, card }) => done(name, version, registry.writeCard(name, version, card)),
    async printCard({ name, version: number, language }) {
      const { versions } = whole(name)
      const version = versionOf(name, number)
      const title = `${name} ${number}`
      const learner = catalogue.get(version.facts.learner)?.title ?? { en: version.facts.learner, fr: version.facts.learner }
      const card = modelCard({ version, previous: versions.find((one) => one.number === number - 1), learner }, language)
      return {
        html: modelCardHtml(title, card, language),
        markdown: modelCardMarkdown(title, card, language),
        json: JSON.stringify({ name, ...version }, null, 2),
      }
    },
    async serveAlias({ name, alias, port }) {
      refuseArchived(name)
      const number = whole(name).model.aliases[alias]
      if (number === undefined)
        throw problem('alias-missing', { en: `“${name}” has no alias “${alias}”.`, fr: `« ${name} » n’a pas d’alias « ${alias} ».` }, 422)
      const endpoint = `${name}-${alias}`.slice(0, 63)
      await serve(endpoint, port, versionOf(name, number).model)
      registry.serve(endpoint, name, alias)
      changed()
      return { endpoint }
    },
  }
}

function problem(code: string, text: Text, status: number, action?: Text): ProblemError {
  return new ProblemError({ code, severity: 'error', place: {}, text, ...(action && { action }) }, status)
}

const noVersion = (name: string, number: number) =>
  problem('version-missing', { en: `“${name}” has no version ${number}.`, fr: `« ${name} » n’a pas de version ${number}.` }, 404)
