import type { Language, Text } from '../engine/protocol/text.ts'

export type Say = (text: Text) => string

/** What the shell itself says; everything else comes from the studio's own texts. */
export const texts = {
  file: { en: 'File', fr: 'Fichier' },
  edit: { en: 'Edit', fr: 'Édition' },
  view: { en: 'View', fr: 'Affichage' },
  run: { en: 'Run', fr: 'Exécution' },
  go: { en: 'Go', fr: 'Aller' },
  help: { en: 'Help', fr: 'Aide' },
  recent: { en: 'Open Recent', fr: 'Ouvrir un fichier récent' },
  cut: { en: 'Cut', fr: 'Couper' },
  copy: { en: 'Copy', fr: 'Copier' },
  paste: { en: 'Paste', fr: 'Coller' },
  selectAll: { en: 'Select All', fr: 'Tout sélectionner' },
  fullScreen: { en: 'Full Screen', fr: 'Plein écran' },
  quit: { en: 'Quit', fr: 'Quitter' },
  startAgain: { en: 'Start it again', fr: 'Le redémarrer' },
  crashed: { en: 'The engine stopped three times within a minute.', fr: 'Le moteur s’est arrêté trois fois en une minute.' },
  crashedAction: { en: 'Your edits are kept.', fr: 'Vos modifications sont conservées.' },
  unreachable: { en: 'The engine does not answer.', fr: 'Le moteur ne répond pas.' },
  unreachableAction: { en: 'It is being started again; your edits are safe.', fr: 'Il redémarre ; vos modifications sont conservées.' },
  changed: { en: 'Files of this installation were changed', fr: 'Des fichiers de cette installation ont été modifiés' },
  changedAction: { en: 'Install Millrace again.', fr: 'Réinstallez Millrace.' },
} as const satisfies Record<string, Text>

export function languageOf(locale: string): Language {
  return /^fr\b/i.test(locale) ? 'fr' : 'en'
}
