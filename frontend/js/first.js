/**
 * Runs before the first paint, so that a page never flashes in the wrong light. A classic script on purpose: it must
 * not wait. The server says the member's preference in data-theme; a choice made in this browser (theme-switch.js)
 * wins only as long as that preference is the one it was made over.
 */
try {
  const root = document.documentElement
  const chosen = JSON.parse(localStorage.getItem('tk-theme') ?? 'null')
  if (chosen?.over === root.dataset.theme) {
    root.dataset.preference = chosen.over
    root.dataset.theme = chosen.theme
  }
  if (localStorage.getItem('tk-keys') === 'off') root.dataset.shortcuts = 'off'
} catch {
  // No storage, or something else's text in it: the page is as the server made it.
}
