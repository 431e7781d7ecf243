/**
 * Shows a picture of a post in front of the page, as large as the window allows, with its words; arrow keys and buttons
 * lead to the post's other pictures, Escape or a press beside it leads back. Fetched when the first one is opened.
 *
 * @param {HTMLAnchorElement} link
 * @param {HTMLTemplateElement} template
 */
export async function showPicture(link, template) {
  const dialog = document.querySelector('dialog.lightbox') ?? (await build(template))
  if (!(dialog instanceof HTMLDialogElement)) throw new TypeError('no dialog')
  const post = link.closest('article, .preview') ?? document.body
  const all = [...post.querySelectorAll('.picture > a:not([rel], .file-remove), a.picture-inline:not([rel])')]
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector))
  let at = all.indexOf(link)
  const show = (/** @type {number} */ step) => {
    at = (at + step + all.length) % all.length
    const one = /** @type {HTMLAnchorElement} */ (all[at])
    const small = one.querySelector('img')
    const picture = /** @type {HTMLImageElement} */ (part('img'))
    // What is on the page already stands there until the whole picture has come.
    picture.src = small?.currentSrc || one.href
    picture.alt = small?.alt ?? ''
    const whole = new Image()
    whole.onload = () => {
      if (part('a').getAttribute('href') === one.href) picture.src = one.href
    }
    whole.src = one.href
    part('a').setAttribute('href', one.href)
    part('[data-caption]').textContent = one.parentElement?.querySelector('figcaption')?.textContent ?? ''
    part('[data-place]').textContent = all.length > 1 ? `${at + 1} / ${all.length}` : ''
    for (const name of ['back', 'on']) part(`[name="${name}"]`).hidden = all.length < 2
  }
  const ahead = getComputedStyle(document.documentElement).direction === 'rtl' ? -1 : 1
  dialog.onclick = (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (button?.name === 'on') show(1)
    else if (button?.name === 'back') show(-1)
    else if (button || event.target === dialog) dialog.close()
  }
  dialog.onkeydown = (event) => {
    if (event.key === 'ArrowRight') show(ahead)
    else if (event.key === 'ArrowLeft') show(-ahead)
  }
  dialog.onclose = () => link.focus({ preventScroll: true })
  show(0)
  dialog.showModal()
}

/**
 * The dialog and its style sheet, which nobody needs who opens no picture.
 *
 * @param {HTMLTemplateElement} template
 */
async function build(template) {
  document.body.append(template.content.cloneNode(true))
  const sheet = document.querySelector('link[data-lightbox-sheet]')
  if (sheet instanceof HTMLLinkElement && !sheet.sheet) {
    await new Promise((done) => {
      sheet.addEventListener('load', done)
      sheet.addEventListener('error', done)
    })
  }
  return document.querySelector('dialog.lightbox')
}
