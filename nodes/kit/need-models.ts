import type { ModelArtifact } from './artifacts.ts'
import type { Inputs } from './define-node.ts'
import { NodeProblem } from './problem.ts'

/** The models at a port that takes many; throws NodeProblem `models-mixed` when they predict different things. */
export function needModels(inputs: Inputs, port = 'models'): readonly ModelArtifact[] {
  const models = inputs.artifacts(port, 'model')
  const [first] = models
  const other = models.find(({ model }) => model.task !== first?.model.task || model.target.name !== first.model.target.name)
  if (first && !other) return models
  if (!first)
    throw new NodeProblem({
      code: 'input-missing',
      port,
      text: { en: 'No model is connected.', fr: 'Aucun modèle n’est relié.' },
      action: { en: 'Draw a wire from a trained model.', fr: 'Tirez un fil depuis un modèle entraîné.' },
    })
  throw new NodeProblem({
    code: 'models-mixed',
    port,
    text: {
      en: `“${first.model.name}” predicts “${first.model.target.name}”, “${other?.model.name}” predicts “${other?.model.target.name}”: they cannot be compared.`,
      fr: `« ${first.model.name} » prédit « ${first.model.target.name} », « ${other?.model.name} » prédit « ${other?.model.target.name} » : ils ne se comparent pas.`,
    },
    action: { en: 'Connect models of one target.', fr: 'Reliez des modèles d’une même cible.' },
  })
}
