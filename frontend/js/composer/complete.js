import { caretPlace } from './caret.js'
import { replace, word } from './insert.js'
import { inCode } from './paste.js'

/** Milliseconds nothing is typed before the server is asked. */
const PAUSE = 150
const MOST = 8

/**
 * @typedef {object} Choice
 * @property {string} text What is written when it is taken.
 * @property {string} label
 * @property {string} [more] Small words beside it.
 * @property {string} [picture] A character before it.
 *
 * @typedef {object} Found
 * @property {'@' | '#' | ':'} kind
 * @property {number} from Where the sign stands.
 * @property {string} typed What was typed after it.
 */

/**
 * Names of members after "@", titles of topics after "#", emoji after ":" — a listbox at the cursor. Up, Down, Enter and
 * Tab choose, Escape closes; whoever goes on typing is not disturbed. Fetched when one of these signs is typed.
 */
export class Completion {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTextAreaElement} text
   */
  constructor(form, text) {
    this.form = form
    this.text = text
    /** @type {Choice[]} */
    this.choices = []
    /** @type {Found | null} */
    this.found = null
    this.at = 0
    this.waiting = 0
    this.asked = 0
    this.closed = -1
    this.list = document.createElement('ul')
    this.list.className = 'choices'
    this.list.id = `${text.id}-choices`
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', word(form, 'choices'))
    this.list.hidden = true
    text.after(this.list)
    text.addEventListener('input', () => this.look())
    text.addEventListener('keydown', (event) => this.key(event), { capture: true })
    text.addEventListener('blur', () => this.close())
    text.addEventListener('click', () => this.close())
    // Wherever the cursor is scrolled to, the list goes along.
    window.addEventListener('scroll', () => this.list.hidden || this.place(), { passive: true, capture: true })
    // The press must not take the focus out of the text.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault())
    this.list.addEventListener('click', (event) => {
      const item = event.target instanceof Element && event.target.closest('li')
      if (item) this.take([...this.list.children].indexOf(item))
    })
  }

  look() {
    clearTimeout(this.waiting)
    const found = this.text.selectionStart === this.text.selectionEnd && !inCode(this.text) ? begun(this.text) : null
    if (!found || found.from === this.closed) return this.close()
    this.closed = -1
    this.waiting = window.setTimeout(() => this.ask(found), PAUSE)
  }

  /** @param {Found} found */
  async ask(found) {
    const number = ++this.asked
    /** @type {Choice[]} */
    let choices = []
    try {
      choices = await this.choicesFor(found)
    } catch {
      // No answer, no help; the text is written all the same.
    }
    if (number !== this.asked || document.activeElement !== this.text) return
    this.found = found
    this.choices = choices.slice(0, MOST)
    if (choices.length === 0) this.close()
    else this.show()
  }

  /**
   * @param {Found} found
   * @returns {Promise<Choice[]>}
   */
  async choicesFor({ kind, typed }) {
    if (kind === ':') {
      const { searchEmoji } = await import('./emoji-search.js')
      const all = await searchEmoji(typed, MOST)
      return all.map(({ char, label }) => ({ text: `${char} `, label, picture: char }))
    }
    const address = kind === '@' ? this.form.dataset.membersUrl : this.form.dataset.topicsUrl
    if (!address) return []
    const url = new URL(address, location.href)
    url.searchParams.set('q', typed)
    const answer = await fetch(url, { headers: { Accept: 'application/json' } })
    if (!answer.ok) return []
    const { members = [], topics = [] } = await answer.json()
    const syntax = this.form.dataset.syntax ?? 'markdown'
    return kind === '@'
      ? members.map((/** @type {any} */ one) => ({ text: `${mention(one.name)} `, label: one.name }))
      : topics.map((/** @type {any} */ one) => ({ text: `${topic(syntax, one)} `, label: one.title, more: one.board }))
  }

  show() {
    this.at = 0
    this.list.replaceChildren(...this.choices.map((choice, at) => item(choice, `${this.list.id}-${at}`)))
    this.list.hidden = false
    this.text.setAttribute('aria-autocomplete', 'list')
    this.text.setAttribute('aria-controls', this.list.id)
    this.mark()
    this.text.scrollIntoView({ block: 'nearest', behavior: 'instant' })
    this.place()
  }

  place() {
    const { left, top, bottom } = caretPlace(this.text, this.found?.from ?? 0)
    const { offsetWidth: width, offsetHeight: height } = this.list
    const above = bottom + height + 8 > innerHeight && top > height + 8
    const rtl = getComputedStyle(this.text).direction === 'rtl'
    const start = rtl ? left - width : left
    this.list.style.left = `${Math.max(8, Math.min(start, document.documentElement.clientWidth - width - 8))}px`
    this.list.style.top = `${above ? top - height - 4 : bottom + 4}px`
  }

  mark() {
    ;[...this.list.children].forEach((one, at) => {
      one.setAttribute('aria-selected', String(at === this.at))
      if (at === this.at) one.scrollIntoView({ block: 'nearest' })
    })
    this.text.setAttribute('aria-activedescendant', `${this.list.id}-${this.at}`)
  }

  close() {
    clearTimeout(this.waiting)
    this.asked++
    if (this.list.hidden) return
    this.list.hidden = true
    this.text.removeAttribute('aria-activedescendant')
    this.text.removeAttribute('aria-controls')
    this.text.removeAttribute('aria-autocomplete')
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const count = this.choices.length
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : -1) + count) % count
      this.mark()
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) this.take(this.at)
    else if (event.key === 'Escape') {
      this.closed = this.found?.from ?? -1
      this.close()
    } else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  /** @param {number} at */
  take(at) {
    const choice = this.choices[at]
    if (!choice || !this.found) return
    const { from } = this.found
    this.close()
    const to = this.text.selectionEnd
    replace(this.text, this.text.value[to] === ' ' ? choice.text.trimEnd() : choice.text, from, to)
    this.close()
  }
}

/**
 * The name that is being typed at the cursor. A sign amid a word is none: "me@home", "a:b"; "#4" is a post's number.
 *
 * @param {HTMLTextAreaElement} text
 * @returns {Found | null}
 */
function begun(text) {
  const before = text.value.slice(Math.max(0, text.selectionStart - 60), text.selectionStart)
  const found =
    /(?:^|[\s([{>"'“„«])(@)"?([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.'-]*(?: [\p{L}\p{M}\p{N}_.'-]+)?)$/u.exec(before) ??
    /(?:^|[\s([{>"'“„«])(#)((?=[^\p{L}]*\p{L})[\p{L}\p{N}][\p{L}\p{M}\p{N} '-]+)$/u.exec(before) ??
    /(?:^|[\s([{>])(:)([\p{L}\p{N}+-][\p{L}\p{M}\p{N}_+-]+)$/u.exec(before)
  if (!found) return null
  const from = text.selectionStart - (found[0].length - found[0].indexOf(found[1]))
  return { kind: /** @type {'@'} */ (found[1]), from, typed: found[2] }
}

/**
 * A member as the text engine reads them: in quotation marks when the name is not one word.
 *
 * @param {string} name
 */
function mention(name) {
  return /^[\p{L}\p{N}_]+$/u.test(name) ? `@${name}` : `@"${name}"`
}

/**
 * @param {string} syntax
 * @param {{id: number, title: string}} topic
 */
function topic(syntax, { id, title }) {
  if (syntax === 'bbcode') return `[topic=${id}]${title.replace(/[[\]]/g, ' ').trim()}[/topic]`
  return `[${title.replace(/[\\[\]`*_<>]/g, '\\$&')}](topic:${id})`
}

/**
 * @param {Choice} choice
 * @param {string} id
 */
function item({ label, more, picture }, id) {
  const line = document.createElement('li')
  line.id = id
  line.setAttribute('role', 'option')
  for (const [words, kind] of [
    [picture, 'choice-picture'],
    [label, 'choice-label'],
    [more, 'meta'],
  ]) {
    if (!words) continue
    const part = document.createElement(kind === 'choice-picture' ? 'span' : 'bdi')
    part.className = kind ?? ''
    part.textContent = words
    if (kind === 'choice-picture') part.ariaHidden = 'true'
    line.append(part, ' ')
  }
  return line
}
