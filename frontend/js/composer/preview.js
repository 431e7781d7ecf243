import { word } from './insert.js'

/** Milliseconds nothing is typed before the server is asked. */
const PAUSE = 500

/**
 * The preview by the server's own renderer, beside the text or below it, while one writes. Opens it; from then on its
 * button closes and opens it. It is not read out at each change: who wants to know goes there.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} pane
 */
export function startPreview(form, text, button, pane) {
  const preview = new Preview(form, text, pane)
  const set = (/** @type {boolean} */ open) => {
    pane.hidden = !open
    form.toggleAttribute('data-previewing', open)
    button.setAttribute('aria-expanded', String(open))
    preview.open = open
    if (open) void preview.ask()
    keep(open)
  }
  button.addEventListener('click', (event) => {
    event.preventDefault()
    set(pane.hidden === true)
    if (!pane.hidden && pane.getBoundingClientRect().bottom > innerHeight) pane.scrollIntoView({ block: 'nearest' })
  })
  form.addEventListener('change', (event) => {
    if (event.target instanceof Element && event.target.matches('[data-syntax-choice]')) void preview.ask()
  })
  set(true)
}

/** One preview: asks when the writer pauses, one question at a time, and keeps its place beside the text. */
class Preview {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} text
   * @param {HTMLElement} pane
   */
  constructor(form, text, pane) {
    this.form = form
    this.text = text
    this.pane = pane
    this.body = /** @type {HTMLElement} */ (pane.querySelector('[data-preview-body]'))
    this.note = /** @type {HTMLElement} */ (pane.querySelector('[data-preview-note]'))
    this.open = false
    this.shown = ''
    this.asking = new AbortController()
    this.waiting = 0
    text.addEventListener('input', () => this.later(PAUSE))
    text.addEventListener('scroll', () => this.follow(), { passive: true })
  }

  /** @param {number} wait */
  later(wait) {
    clearTimeout(this.waiting)
    if (this.open) this.waiting = window.setTimeout(() => this.ask(), wait)
  }

  async ask() {
    clearTimeout(this.waiting)
    const { value } = this.text
    const syntax = this.form.dataset.syntax ?? ''
    if (!this.open || this.shown === syntax + value) return
    this.asking.abort()
    this.asking = new AbortController()
    this.pane.setAttribute('aria-busy', 'true')
    try {
      const { html, error, wait } = await this.fetch(value, syntax)
      if (html === undefined) {
        this.say(error || word(this.form, 'preview-failed'))
        if (wait) this.later(1000 * wait)
        return
      }
      this.shown = syntax + value
      this.show(html)
    } catch (fault) {
      if (fault instanceof DOMException && fault.name === 'AbortError') return
      this.say(word(this.form, 'preview-failed'))
    }
    this.pane.removeAttribute('aria-busy')
  }

  /**
   * @param {string} value
   * @param {string} syntax
   * @returns {Promise<{html?: string, error?: string, wait: number}>}
   */
  async fetch(value, syntax) {
    const body = new URLSearchParams({ text: value, syntax, post: this.form.dataset.post ?? '' })
    const token = String(new FormData(this.form).get('csrfmiddlewaretoken'))
    const headers = { Accept: 'application/json', 'X-CSRFToken': token }
    const { signal } = this.asking
    const answer = await fetch(this.form.dataset.previewUrl ?? '', { method: 'POST', body, headers, signal })
    const wait = Number(answer.headers.get('Retry-After') ?? 0)
    return { ...(await answer.json().catch(() => ({}))), wait }
  }

  /** @param {string} html What the server's renderer and its gate made. */
  show(html) {
    this.note.textContent = html ? '' : word(this.form, 'preview-empty')
    this.note.hidden = html !== ''
    const top = this.pane.scrollTop
    this.body.innerHTML = html
    this.pane.scrollTop = top
    this.follow()
  }

  /** @param {string} sentence */
  say(sentence) {
    this.note.textContent = sentence
    this.note.hidden = false
    this.pane.removeAttribute('aria-busy')
  }

  /** The same share of both is scrolled away. */
  follow() {
    const room = this.text.scrollHeight - this.text.clientHeight
    const own = this.pane.scrollHeight - this.pane.clientHeight
    if (this.open && room > 0 && own > 0) this.pane.scrollTop = (this.text.scrollTop / room) * own
  }
}

/** @param {boolean} open */
function keep(open) {
  try {
    if (open) sessionStorage.setItem('tk-preview', 'open')
    else sessionStorage.removeItem('tk-preview')
  } catch {
    // It is closed on the next page, then.
  }
}
