// Runs before anything is drawn, so that a dark studio does not flash white. The studio itself takes over afterwards.
;(() => {
  let stored = {}
  try {
    stored = JSON.parse(localStorage.getItem('millrace.preferences') ?? '{}') ?? {}
  } catch (error) {
    console.warn('stored preferences could not be read', error)
  }
  const dark = stored.theme === 'dark' || (stored.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  if (stored.language === 'fr') document.documentElement.lang = 'fr'
})()
