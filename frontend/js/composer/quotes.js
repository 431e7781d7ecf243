import { insertBlock, say, word } from './insert.js'

/**
 * What is to be quoted: a post, or the words somebody selected in it.
 *
 * @typedef {object} Wanted
 * @property {string} url Where its quotation can be asked for.
 * @property {string} post
 * @property {string} number
 * @property {string} author
 * @property {string} words What was selected; empty for the whole post.
 */

/**
 * "Quote" puts the quotation into the composer of this page instead of opening another one. If a part of that post is
 * selected, only that part is quoted. When anything goes wrong the composer says so, and the text stays as it was.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startQuotes(form, text) {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[data-quote-url]')
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const wanted = wantedOf(link)
    if (!wanted) return
    event.preventDefault()
    void quote(form, text, [{ ...wanted, words: chosenIn(link.closest('article')) }])
  })
}

/**
 * The post a "Quote" link belongs to.
 *
 * @param {HTMLAnchorElement} link
 * @returns {Wanted | null}
 */
export function wantedOf(link) {
  const { post = '', number = '', author = '' } = link.closest('article')?.dataset ?? {}
  const url = link.dataset.quoteUrl ?? link.href
  return post ? { url, post, number, author, words: '' } : null
}

/**
 * The words selected inside one post's text, or nothing.
 *
 * @param {Element | null} post
 * @returns {string}
 */
export function chosenIn(post) {
  const chosen = getSelection()
  const body = post?.querySelector('.post-body')
  if (!chosen || chosen.isCollapsed || !body) return ''
  return body.contains(chosen.anchorNode) && body.contains(chosen.focusNode) ? chosen.toString().trim() : ''
}

/**
 * Puts quotations into the text, in this order.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {Wanted[]} all
 * @returns {Promise<Wanted[]>} Those that could not be had.
 */
export async function quote(form, text, all) {
  const answers = await Promise.all(all.map((one) => fetchQuote(form, one).catch((fault) => fault)))
  const quotes = answers.filter((one) => typeof one === 'string')
  if (quotes.length > 0) insertBlock(text, quotes.map((one) => one.trim()).join('\n\n'))
  const fault = answers.find((one) => typeof one !== 'string')
  say(form, fault ? (fault instanceof Told ? fault.message : word(form, 'quote-failed')) : '', true)
  if (quotes.length > 0) text.scrollIntoView({ block: 'center' })
  return all.filter((_, at) => typeof answers[at] !== 'string')
}

/** The server said why not; the message is its sentence. */
class Told extends Error {}

/**
 * The server writes the quotation, because it knows what the words were made of. Selected words can be quoted without
 * it, plain.
 *
 * @param {HTMLFormElement} form
 * @param {Wanted} wanted
 * @returns {Promise<string>}
 */
async function fetchQuote(form, wanted) {
  const syntax = form.dataset.syntax ?? 'markdown'
  const url = new URL(wanted.url, location.href)
  /** @type {RequestInit} */
  let options = {}
  if (wanted.words) {
    options = { method: 'POST', body: new URLSearchParams({ words: wanted.words, syntax }) }
  } else url.searchParams.set('syntax', syntax)
  const headers = { Accept: 'application/json', 'X-CSRFToken': String(new FormData(form).get('csrfmiddlewaretoken')) }
  try {
    const answer = await fetch(url, { ...options, headers, credentials: 'same-origin' })
    const { text, error } = await answer.json()
    if (answer.ok && typeof text === 'string') return text
    if (error) throw new Told(error)
    throw new TypeError('no text')
  } catch (fault) {
    if (!wanted.words || fault instanceof Told) throw fault
    return quotation(syntax, wanted)
  }
}

/**
 * Writes a quotation of plain words in either language, the way the text engine reads it (docs/markup.md).
 *
 * @param {string} syntax
 * @param {Wanted} wanted
 * @returns {string}
 */
function quotation(syntax, { post, number, author, words }) {
  if (syntax === 'bbcode') return `[quote author="${author.replace(/["[\]]/g, '')}" post_id=${post}]${words}[/quote]`
  const name = author.replace(/[\\[\]`*_<>]/g, '\\$&')
  const lines = words.split('\n').map((line) => `> ${line}`.trimEnd())
  return [`> [${name}, #${number}](post:${post})`, '>', ...lines].join('\n')
}
