import { NodeProblem, type NodeProblemData } from '../../nodes/kit/problem.ts'
import type { Model } from '../learn/model.ts'
import type { RegisteredName } from '../protocol/registered-name.ts'
import { nearestName } from '../relation/formula/nearest-name.ts'
import type { ModelStore } from '../store/model-store.ts'
import type { RegistryStore, WholeModel } from '../store/registry-store.ts'

/** What a pipeline needs to know of a model with a name before it runs. */
export interface RegisteredPlace {
  /** Changes when another version is meant. */
  readonly stamp: string
  /** Id of the model in the workspace. */
  readonly id: string
  /** What rows it takes. */
  readonly takes: Pick<Model, 'name' | 'recipe' | 'features'>
  /** Said until it has run so: the name was put away, or the alias led to another version before. */
  readonly moved?: NodeProblemData
}

/** The version that a pipeline means now. Throws NodeProblem `registered-missing`, `alias-missing`, `version-missing`, `registered-gone`. */
export type FindRegistered = (wanted: RegisteredName) => Promise<RegisteredPlace>

const mostRemembered = 20

export function registeredModels(registry: Pick<RegistryStore, 'list' | 'read'>, models: Pick<ModelStore, 'read'>): FindRegistered {
  // A model never changes once it is written.
  const known = new Map<string, RegisteredPlace['takes']>()
  const takes = async (id: string) => {
    const before = known.get(id)
    if (before) return before
    const model = await models.read(id)
    if (!model) return undefined
    if (known.size >= mostRemembered) known.delete([...known.keys()][0] ?? '')
    const { name, recipe, features } = model
    known.set(id, { name, recipe, features })
    return known.get(id)
  }
  return async ({ name, at }) => {
    const found = registry.read(name)
    if (!found)
      throw missing(
        name,
        registry.list().map((one) => one.name),
      )
    const number = 'version' in at ? at.version : found.model.aliases[at.alias]
    if (number === undefined) throw aliasMissing(found, 'alias' in at ? at.alias : '')
    const version = found.versions.find((one) => one.number === number)
    if (!version) throw versionMissing(found, number)
    const shape = await takes(version.model)
    if (!shape) throw gone(name, number)
    const moved = archived(found.model) ?? ('alias' in at ? movedAlias(found, at.alias) : undefined)
    return { stamp: `${name} ${number} ${version.model}`, id: version.model, takes: shape, ...(moved && { moved }) }
  }
}

function archived({ name, archivedAt }: WholeModel['model']): NodeProblemData | undefined {
  if (archivedAt === null) return undefined
  const day = archivedAt.slice(0, 10)
  return {
    code: 'registered-archived',
    severity: 'notice',
    param: 'model',
    text: { en: `“${name}” was archived on ${day}; it still answers.`, fr: `« ${name} » a été archivé le ${day} ; il répond encore.` },
    action: { en: 'Choose a model that is looked after, or restore it.', fr: 'Choisissez un modèle qui est suivi, ou restaurez-le.' },
  }
}

/** Where an alias led before it was moved; undefined when this is the first place that it leads to. */
function movedAlias({ history, model }: WholeModel, alias: string): NodeProblemData | undefined {
  const [last, before] = history.filter(({ act, detail }) => detail === alias && (act === 'alias-set' || act === 'alias-removed'))
  if (!last || before?.act !== 'alias-set' || before.version === last.version) return undefined
  const day = last.at.slice(0, 10)
  return {
    code: 'alias-moved',
    severity: 'notice',
    param: 'model',
    text: {
      en: `“${alias}” of ${model.name} was moved from version ${before.version} to version ${last.version} on ${day}.`,
      fr: `« ${alias} » de ${model.name} est passé de la version ${before.version} à la version ${last.version} le ${day}.`,
    },
    action: { en: 'The next run takes the new version.', fr: 'La prochaine exécution prendra la nouvelle version.' },
  }
}

function useInstead(model: string): NonNullable<NodeProblemData['fixes']>[number] {
  return { label: { en: `Use ${model}`, fr: `Utiliser ${model}` }, params: { model } }
}

function missing(name: string, names: readonly string[]): NodeProblem {
  const near = nearestName(name, names)
  return new NodeProblem({
    code: 'registered-missing',
    param: 'model',
    text: { en: `There is no model “${name}” in the registry.`, fr: `Il n’y a pas de modèle « ${name} » dans le registre.` },
    action:
      near === undefined
        ? { en: 'Choose one of the list, or register it first.', fr: 'Choisissez-en un dans la liste, ou enregistrez-le d’abord.' }
        : { en: `Perhaps “${near}” is meant.`, fr: `Peut-être « ${near} ».` },
  })
}

function aliasMissing({ model }: WholeModel, alias: string): NodeProblem {
  const others = [...Object.keys(model.aliases), String(model.latest)].map((at) => `${model.name}@${at}`)
  return new NodeProblem({
    code: 'alias-missing',
    param: 'model',
    text: { en: `“${model.name}” has no alias “${alias}”.`, fr: `« ${model.name} » n’a pas d’alias « ${alias} ».` },
    action: {
      en: 'Choose another one, or set the alias in the registry.',
      fr: 'Choisissez-en un autre, ou posez l’alias dans le registre.',
    },
    fixes: others.slice(0, 2).map(useInstead),
  })
}

function versionMissing({ model }: WholeModel, number: number): NodeProblem {
  return new NodeProblem({
    code: 'version-missing',
    param: 'model',
    text: { en: `“${model.name}” has no version ${number}.`, fr: `« ${model.name} » n’a pas de version ${number}.` },
    fixes: [useInstead(`${model.name}@${model.latest}`)],
  })
}

function gone(name: string, number: number): NodeProblem {
  return new NodeProblem({
    code: 'registered-gone',
    param: 'model',
    text: {
      en: `The model of ${name}, version ${number}, is not in the workspace any more.`,
      fr: `Le modèle de ${name}, version ${number}, n’est plus dans l’espace de travail.`,
    },
    action: { en: 'Put its file back, or choose another version.', fr: 'Remettez son fichier, ou choisissez une autre version.' },
  })
}
