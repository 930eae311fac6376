import { z } from 'zod'
import { withThreshold } from '../../engine/learn/score-model.ts'
import { defineNode } from '../kit/define-node.ts'
import { field } from '../kit/fields.ts'
import { priceModel, sideModel } from '../kit/model-examples.ts'
import { quoted } from '../kit/phrases.ts'
import { thresholdField } from '../kit/threshold-field.ts'

const params = z.object({
  name: field.text({
    label: { en: 'Name', fr: 'Nom' },
    help: {
      en: 'Lower-case letters, digits and hyphens; it is part of the address.',
      fr: 'Minuscules, chiffres et tirets ; il fait partie de l’adresse.',
    },
    default: 'model',
  }),
  port: field.number({
    label: { en: 'Port on this machine', fr: 'Port sur cette machine' },
    default: 8080,
    min: 1024,
    max: 65_535,
    integer: true,
  }),
  logRequests: field.flag({
    label: { en: 'Remember requests for monitoring', fr: 'Garder les requêtes pour la surveillance' },
    help: {
      en: 'Each row with its answer is written to the workspace. Without it there is nothing to watch.',
      fr: 'Chaque ligne et sa réponse sont écrites dans l’espace de travail. Sans cela, il n’y a rien à surveiller.',
    },
    default: true,
  }),
  requireKey: field.flag({
    label: { en: 'Callers need a key', fr: 'Les appelants ont besoin d’une clé' },
    help: {
      en: 'The key is made when the endpoint starts and is never written into the pipeline. Its page shows it, and makes a new one.',
      fr: 'La clé est créée au démarrage du point d’accès et n’est jamais écrite dans le pipeline. Sa page la montre, et en crée une nouvelle.',
    },
    default: false,
  }),
  threshold: thresholdField,
})

const shape = /^[a-z0-9][a-z0-9-]{0,62}$/

/** The nearest name that can be part of an address; empty when nothing is left of it. */
function usable(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '')
}

/** Serves a model over HTTP on this machine. The engine starts it when the step is done. */
export const endpoint = defineNode({
  id: 'deploy.endpoint',
  version: 1,
  icon: 'plug',
  title: { en: 'Endpoint', fr: 'Point d’accès' },
  summary: { en: 'Serves a model over HTTP on this machine.', fr: 'Sert un modèle par HTTP sur cette machine.' },
  help: {
    en: 'Other programs send rows to POST /NAME/predict and get the model’s answers. The rows are as they were in the file: the model’s recipe prepares them. A value that does not fit is refused with its row and column. Running the node again with another model replaces it between two requests; nobody is turned away.',
    fr: 'D’autres programmes envoient des lignes à POST /NOM/predict et reçoivent les réponses du modèle. Les lignes sont telles qu’elles étaient dans le fichier : la recette du modèle les prépare. Une valeur qui ne convient pas est refusée, avec sa ligne et sa colonne. Relancer le nœud avec un autre modèle le remplace entre deux requêtes, sans en perdre aucune.',
  },
  keywords: { en: ['rest', 'api', 'serve', 'deploy', 'http'], fr: ['rest', 'api', 'servir', 'déployer', 'http'] },
  inputs: { model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } } },
  outputs: { endpoint: { kind: 'endpoint', label: { en: 'Endpoint', fr: 'Point d’accès' } } },
  params,
  check: ({ name }) =>
    shape.test(name)
      ? []
      : [
          {
            code: 'name-unfit',
            param: 'name',
            text: {
              en: `${quoted(name).en} cannot be part of an address.`,
              fr: `${quoted(name).fr} ne peut pas faire partie d’une adresse.`,
            },
            action: { en: 'Use lower-case letters, digits and hyphens.', fr: 'Utilisez des minuscules, des chiffres et des tirets.' },
            ...(usable(name) !== '' && {
              fixes: [{ label: { en: `Use “${usable(name)}”`, fr: `Utiliser « ${usable(name)} »` }, params: { name: usable(name) } }],
            }),
          },
        ],
  explain: ({ name, port }) => ({ en: `POST /${name}/predict on port ${port}`, fr: `POST /${name}/predict sur le port ${port}` }),
  effect: true,
  async run({ name, port, logRequests, requireKey, threshold }, inputs) {
    const model = withThreshold(inputs.artifact('model', 'model').model, threshold)
    const spec = { name, port, model: model.id, requireKey, logRequests, threshold: model.threshold ?? null }
    return { endpoint: { kind: 'endpoint', endpoint: spec, model } }
  },
  examples: [
    {
      title: { en: 'Serve a classifier', fr: 'Servir un classifieur' },
      params: { name: 'side' },
      inputs: { model: sideModel },
      expectArtifact: { endpoint: { kind: 'endpoint', endpoint: { name: 'side', port: 8080 } } },
    },
    {
      title: { en: 'On another port, without remembering', fr: 'Sur un autre port, sans garder' },
      params: { name: 'flat-price', port: 9000, logRequests: false },
      inputs: { model: priceModel },
      expectArtifact: { endpoint: { kind: 'endpoint', endpoint: { name: 'flat-price', port: 9000, logRequests: false } } },
    },
    {
      title: { en: 'Only for callers with a key', fr: 'Seulement pour qui a une clé' },
      params: { name: 'side', requireKey: true },
      inputs: { model: sideModel },
      expectArtifact: { endpoint: { kind: 'endpoint', endpoint: { name: 'side', requireKey: true } } },
    },
  ],
})
