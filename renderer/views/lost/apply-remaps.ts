import type { RemapChoice } from '../../../engine/protocol/lost-columns.ts'
import type { PipelineDocument } from '../../document/pipeline-document.ts'
import { getClient } from '../../session/client.ts'

/** Puts other columns in the place of lost ones, in all settings that name them, as one edit. Throws EngineFailure. */
export async function applyRemaps(pipeline: PipelineDocument, choices: readonly RemapChoice[]): Promise<void> {
  const { path, document } = pipeline
  const { commands, settings } = await getClient()('remapColumns', { path, document, choices: [...choices] })
  if (commands.length > 0) pipeline.apply({ type: 'batch', commands }, remapLabel(choices.length, settings))
}

function remapLabel(columns: number, settings: number) {
  return {
    en: `${columns === 1 ? '1 lost column replaced' : `${columns} lost columns replaced`}, in ${settings === 1 ? '1 setting' : `${settings} settings`}`,
    fr: `${columns < 2 ? '1 colonne perdue remplacée' : `${columns} colonnes perdues remplacées`}, dans ${settings < 2 ? '1 réglage' : `${settings} réglages`}`,
  }
}
