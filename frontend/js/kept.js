/**
 * Says beside each post whether its reader keeps it. A post's HTML is the same for everybody who may do the same with it,
 * so what is personal stands elsewhere on the page and is put beside it here. Without a script the link still leads to
 * the bookmark that is there.
 *
 * @param {HTMLElement} place
 */
export function markKept(place) {
  for (const id of (place.dataset.kept ?? '').split(' ')) {
    const link = document.querySelector(`[data-post="${CSS.escape(id)}"] .act-bookmark`)
    if (!(link instanceof HTMLElement)) continue
    link.classList.add('is-kept')
    const words = [...link.childNodes].find((node) => node instanceof Text && node.data.trim())
    if (words instanceof Text) words.data = place.dataset.keptWords ?? ''
    link.ariaLabel = `${place.dataset.keptWords}: ${link.ariaLabel}`
  }
}
