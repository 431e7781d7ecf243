import { replace, say } from './insert.js'

/** Milliseconds nothing is typed before the server is asked: advice is for pauses. */
const PAUSE = 1500

/**
 * Kind advice above the buttons while one writes, and its buttons, which put a thing right in the text at once. Without
 * an answer they send the form, as they do without a script.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startAdvice(form, text) {
  const list = form.querySelector('[data-advice]')
  if (!(list instanceof HTMLElement) || !list.dataset.advice) return
  const title = form.elements.namedItem('title')
  const advice = new Advisor(form, list, text, title instanceof HTMLInputElement ? title : null)
  form.addEventListener('input', () => advice.later())
  list.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('button[name="act"], a[href^="#alt-"]') : null
    if (target instanceof HTMLButtonElement) {
      event.preventDefault()
      void advice.mend(target)
    } else if (target instanceof HTMLAnchorElement) {
      const field = form.elements.namedItem(target.hash.slice(1))
      if (!(field instanceof HTMLInputElement)) return
      event.preventDefault()
      field.focus()
    }
  })
}

class Advisor {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} list
   * @param {HTMLTextAreaElement} text
   * @param {HTMLInputElement | null} title
   */
  constructor(form, list, text, title) {
    this.form = form
    this.list = list
    this.text = text
    this.title = title
    this.shown = list.innerHTML
    this.waiting = 0
    this.asking = new AbortController()
  }

  later() {
    clearTimeout(this.waiting)
    this.waiting = window.setTimeout(() => this.ask('').catch(() => {}), PAUSE)
  }

  /**
   * @param {string} act
   * @returns {Promise<{html?: string, title?: string, text?: string, said?: string, error?: string}>}
   */
  async ask(act) {
    this.asking.abort()
    this.asking = new AbortController()
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(this.form)) if (typeof value === 'string') body.append(name, value)
    body.set('act', act)
    body.set('post', this.form.dataset.post ?? '')
    const headers = { Accept: 'application/json', 'X-CSRFToken': body.get('csrfmiddlewaretoken') ?? '' }
    const { signal } = this.asking
    const answer = await fetch(this.list.dataset.advice ?? '', { method: 'POST', body, headers, signal })
    const found = await answer.json()
    // What is said already is not said again: the list is read out when it changes.
    if (found.html !== undefined && found.html !== this.shown) {
      this.list.innerHTML = found.html
      this.shown = found.html
    }
    return found
  }

  /** @param {HTMLButtonElement} button */
  async mend(button) {
    const was = this.text.value
    button.disabled = true
    try {
      const { title, text, said, error } = await this.ask(button.value)
      if (error) return say(this.form, error, true)
      // Somebody who went on typing meanwhile keeps what they typed.
      if (text !== undefined && text !== was && this.text.value === was) replace(this.text, text, 0, was.length)
      if (this.title && title !== undefined && title !== this.title.value) {
        this.title.value = title
        this.title.dispatchEvent(new Event('input', { bubbles: true }))
      }
      say(this.form, said ?? '')
      this.text.focus({ preventScroll: true })
    } catch {
      button.disabled = false
      this.form.requestSubmit(button)
    }
    button.disabled = false
  }
}
