import { chosenIn, quote, wantedOf } from './quotes.js'

/** @typedef {import('./quotes.js').Wanted} Wanted */

const MOST = 20

/**
 * Quotations of several posts, from several pages and topics, put into one answer: each post gets a button that collects
 * it, and a bar says how many there are. Kept in this browser, for this member, until they are inserted or let go.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startCollecting(form, text) {
  const bar = document.querySelector('[data-collected]')
  const template = form.querySelector('template[data-collect]')
  if (!(bar instanceof HTMLElement) || !(template instanceof HTMLTemplateElement)) return
  const shelf = new Shelf(form.dataset.reader ?? '')
  const show = () => {
    const all = shelf.read()
    bar.hidden = all.length === 0
    const count = bar.querySelector('[data-count]')
    if (count) count.textContent = all.length.toLocaleString(document.documentElement.lang || undefined)
    for (const button of document.querySelectorAll('[data-collects]')) {
      button.setAttribute('aria-pressed', String(all.some((one) => one.post === button.getAttribute('data-collects'))))
    }
  }
  for (const link of document.querySelectorAll('a[data-quote-url]')) {
    const wanted = link instanceof HTMLAnchorElement && wantedOf(link)
    const button = template.content.firstElementChild?.cloneNode(true)
    if (!wanted || !(button instanceof HTMLElement)) continue
    button.dataset.collects = wanted.post
    const label = (button.getAttribute('aria-label') ?? '').replace('{number}', wanted.number)
    button.setAttribute('aria-label', label)
    button.title = label
    button.addEventListener('click', () => {
      shelf.toggle({ ...wanted, words: chosenIn(link.closest('article')) })
      show()
    })
    link.after(button)
  }
  document.addEventListener('tk:collect', (event) => {
    if (event instanceof CustomEvent) shelf.add(event.detail)
    show()
  })
  bar.querySelector('[name="insert"]')?.addEventListener('click', async () => {
    shelf.write(await quote(form, text, shelf.read()))
    show()
  })
  bar.querySelector('[name="clear"]')?.addEventListener('click', () => {
    shelf.write([])
    show()
    text.focus()
  })
  window.addEventListener('storage', show)
  window.addEventListener('pageshow', show)
  show()
}

/** What was collected, in this browser's storage. Another member who signs in here has a shelf of their own. */
class Shelf {
  /** @param {string} reader */
  constructor(reader) {
    this.place = `tk-quotes:${reader}`
  }

  /** @returns {Wanted[]} */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.place) ?? '[]')
      return Array.isArray(kept) ? kept.filter((one) => typeof one?.url === 'string' && /^\/(?!\/)/.test(one.url)) : []
    } catch {
      return []
    }
  }

  /** @param {Wanted[]} all */
  write(all) {
    try {
      if (all.length > 0) localStorage.setItem(this.place, JSON.stringify(all.slice(-MOST)))
      else localStorage.removeItem(this.place)
    } catch {
      // No storage in this browser: quotes go into the text one by one.
    }
  }

  /** @param {Wanted} wanted */
  toggle(wanted) {
    const others = this.read().filter((one) => one.post !== wanted.post)
    this.write(others.length < this.read().length && !wanted.words ? others : [...this.read(), wanted])
  }

  /** @param {Wanted} wanted */
  add(wanted) {
    this.write([...this.read(), wanted])
  }
}
