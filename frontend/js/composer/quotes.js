import { insertBlock } from './insert.js'

/**
 * "Quote" puts the quotation into the composer of this page instead of opening another one. If a part of that post is
 * selected, only that part is quoted; else the server gives the whole (JSON {text} from data-quote-url). When anything
 * goes wrong the composer says so, and the text stays as it was.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startQuotes(form, text) {
  document.addEventListener('click', async (event) => {
    const link = event.target instanceof Element && event.target.closest('a[data-quote-url]')
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const post = link.closest('article')
    const words = chosenIn(post)
    if (post && words) {
      take(form, text, quotation(form.dataset.syntax ?? 'markdown', post.dataset, words))
      return
    }
    try {
      take(form, text, await fetchQuote(link.dataset.quoteUrl ?? link.href, form.dataset.syntax ?? 'markdown'))
    } catch {
      say(form, form.querySelector('template[data-quote-failed]')?.innerHTML ?? '')
    }
  })
}

/**
 * @param {string} address
 * @param {string} syntax
 * @returns {Promise<string>}
 */
async function fetchQuote(address, syntax) {
  const url = new URL(address, location.href)
  url.searchParams.set('syntax', syntax)
  const answer = await fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
  if (!answer.ok) throw new Error(String(answer.status))
  const { text } = await answer.json()
  if (typeof text !== 'string') throw new TypeError('no text')
  return text
}

/**
 * The words selected inside one post's text, or nothing.
 *
 * @param {HTMLElement | null} post
 * @returns {string}
 */
function chosenIn(post) {
  const chosen = getSelection()
  const body = post?.querySelector('.post-body')
  if (!chosen || chosen.isCollapsed || !body) return ''
  return body.contains(chosen.anchorNode) && body.contains(chosen.focusNode) ? chosen.toString().trim() : ''
}

/**
 * Writes a quotation of a post in either language, the way the text engine reads it (docs/markup.md).
 *
 * @param {string} syntax
 * @param {DOMStringMap} post Its data-post, data-number and data-author.
 * @param {string} words
 * @returns {string}
 */
export function quotation(syntax, { post, number, author = '' }, words) {
  if (syntax === 'bbcode') {
    const name = author.replace(/["[\]]/g, '')
    return `[quote author="${name}" post_id=${post}]${words}[/quote]`
  }
  const name = author.replace(/[\\[\]`*_<>]/g, '\\$&')
  const lines = words.split('\n').map((line) => `> ${line}`.trimEnd())
  return [`> [${name}, #${number}](post:${post})`, '>', ...lines].join('\n')
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {string} quote
 */
function take(form, text, quote) {
  insertBlock(text, quote)
  form.scrollIntoView({ block: 'nearest' })
  say(form, '')
}

/**
 * @param {HTMLFormElement} form
 * @param {string} words
 */
function say(form, words) {
  const place = form.querySelector('[data-composer-status]')
  if (!place) return
  place.textContent = words
  place.className = words ? 'errors' : 'vh'
}
