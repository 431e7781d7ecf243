/**
 * Films elsewhere are links. Here a click on one loads its provider's player into the page; before that click nothing
 * is asked of the provider. A click that opens a new tab or window, and every click without JavaScript, stays a link.
 */

const ALLOWED = 'autoplay; encrypted-media; fullscreen; picture-in-picture'

export function startVideos() {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-player] > a') : null
    if (!(link instanceof HTMLAnchorElement) || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    play(link)
  })
}

/**
 * Puts the player above the link, which stays: it leads to the provider's own page.
 *
 * @param {HTMLAnchorElement} link
 */
function play(link) {
  const film = /** @type {HTMLElement} */ (link.parentElement)
  const frame = document.createElement('iframe')
  frame.allow = ALLOWED
  frame.title = link.textContent?.trim() ?? ''
  // The board sends no referrer elsewhere; these players refuse to play without the name of the site they are in.
  frame.referrerPolicy = 'strict-origin-when-cross-origin'
  frame.src = film.dataset.player ?? ''
  film.removeAttribute('data-player')
  for (const note of film.querySelectorAll(':scope > p')) note.remove()
  film.prepend(frame)
  frame.focus()
}
