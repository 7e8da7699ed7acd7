// Applies the chosen theme before the page is painted; see src/routes/Theme.svelte.
try {
  const { theme } = JSON.parse(localStorage.getItem('whose-words/1/settings')).data;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Nothing was chosen, or nothing is kept: as the device has it.
}
