import { chosenIn, quote, wantedOf } from './quotes.js'

/** Milliseconds a selection rests before the buttons come. */
const REST = 250

/**
 * When words of a post are selected (by mouse, keyboard or touch), two small buttons stand beside them: quote them now,
 * or collect them for later. They are part of the post, so Tab leads to them; Escape sends them away.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startSelection(form, text) {
  const template = form.querySelector('template[data-selection]')
  const bar = template instanceof HTMLTemplateElement && template.content.firstElementChild?.cloneNode(true)
  if (!(bar instanceof HTMLElement)) return
  /** @type {import('./quotes.js').Wanted | null} */
  let wanted = null
  let waiting = 0
  const look = () => {
    wanted = selected()
    const range = wanted && getSelection()?.getRangeAt(0)
    if (!wanted || !range) {
      if (!bar.contains(document.activeElement)) bar.remove()
      return
    }
    place(bar, range)
  }
  document.addEventListener('selectionchange', () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(look, REST)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') bar.remove()
  })
  window.addEventListener('resize', () => bar.remove())
  // A press on the bar must not take the selection away.
  bar.addEventListener('pointerdown', (event) => event.preventDefault())
  bar.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('button')
    const now = wanted
    if (!(button instanceof HTMLButtonElement) || !now) return
    bar.remove()
    getSelection()?.removeAllRanges()
    if (button.name === 'collect') document.dispatchEvent(new CustomEvent('tk:collect', { detail: now }))
    else void quote(form, text, [now])
  })
}

/** The post and the words that are selected now, if it may be quoted. */
function selected() {
  const anchor = getSelection()?.anchorNode
  const article = (anchor instanceof Element ? anchor : anchor?.parentElement)?.closest('article') ?? null
  const link = article?.querySelector('a[data-quote-url]')
  const words = chosenIn(article)
  const wanted = link instanceof HTMLAnchorElement && words ? wantedOf(link) : null
  return wanted ? { ...wanted, words } : null
}

/**
 * Below the end of the selection: above it, phones show their own menu.
 *
 * @param {HTMLElement} bar
 * @param {Range} range
 */
function place(bar, range) {
  const node = range.commonAncestorContainer
  const body = (node instanceof Element ? node : node.parentElement)?.closest('.post-body')
  if (!(body instanceof HTMLElement)) return
  body.after(bar)
  const frame = /** @type {HTMLElement} */ (bar.offsetParent ?? document.body).getBoundingClientRect()
  const rects = range.getClientRects()
  const last = rects[rects.length - 1] ?? range.getBoundingClientRect()
  const left = Math.min(
    Math.max(last.right - bar.offsetWidth / 2, 8),
    document.documentElement.clientWidth - bar.offsetWidth - 8,
  )
  bar.style.top = `${last.bottom - frame.top + 8}px`
  bar.style.left = `${left - frame.left}px`
}
