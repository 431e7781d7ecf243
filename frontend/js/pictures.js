/**
 * A picture of a post is a link to the whole of it. A plain click on one shows it larger in front of the page instead;
 * with a key held, with another button or without a script it stays a link. Pictures that lead elsewhere lead there.
 */
export function startPictures() {
  document.addEventListener('click', async (event) => {
    const inside = event.target instanceof Element ? event.target : null
    const link = inside?.closest('.picture > a:not([rel], .file-remove), a.picture-inline:not([rel])')
    const other = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    const template = document.querySelector('template[data-lightbox]')
    if (!(link instanceof HTMLAnchorElement) || other || !(template instanceof HTMLTemplateElement)) return
    event.preventDefault()
    try {
      const { showPicture } = await import('./lightbox.js')
      await showPicture(link, template)
    } catch {
      location.href = link.href
    }
  })
}
