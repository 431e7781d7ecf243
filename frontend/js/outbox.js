import { forget, slotsAt } from './composer/draft-slots.js'
import { tellTabs } from './drafts-sent.js'
import { keep, letGo, waiting } from './outbox-store.js'

/** @typedef {import('./outbox-store.js').Waiting} Waiting */
/** @typedef {{member: number | null, token: string, words: Record<string, string>}} Guard */

/** Milliseconds: how often it is tried again, how long one try may take, and for how long other tabs leave it alone. */
const AGAIN = 10_000
const PATIENCE = 30_000
const LEASE = 40_000

/**
 * Told of what became of something that waited. Whoever returns true has shown it.
 *
 * @type {Array<(one: Waiting, fate: 'sent' | 'refused' | 'waits' | 'other', more: string) => boolean>}
 */
const listeners = []
let timer = 0

/** @param {typeof listeners[number]} listener */
export function onOutbox(listener) {
  listeners.push(listener)
}

/** Sends what waits, now and whenever there is hope. Loaded by pages in a browser where something waits (main.js). */
export function startOutbox() {
  if (timer) return
  timer = window.setInterval(deliver, AGAIN)
  window.addEventListener('online', deliver)
  void deliver()
}

/** @returns {Promise<void>} */
export async function deliver() {
  const all = waiting()
  if (all.length === 0 || navigator.onLine === false) return
  /** @type {Guard} */
  let guard
  try {
    const answer = await fetch('/drafts/guard', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })
    guard = await answer.json()
  } catch {
    for (const one of all) if (!one.refused) tell(one, 'waits', '', null)
    return
  }
  for (const one of all) {
    if (one.refused) tell(one, 'refused', one.refused, guard)
    else if (String(guard.member) !== one.owner) tell(one, 'other', '', guard)
    else if (Date.now() - (one.trying ?? 0) > LEASE) await send(one, guard)
  }
}

/**
 * @param {Waiting} one
 * @param {Guard} guard
 */
async function send(one, guard) {
  keep({ ...one, trying: Date.now() })
  const body = new URLSearchParams(one.fields)
  body.set('csrfmiddlewaretoken', guard.token)
  try {
    const headers = { Accept: 'application/json' }
    const answer = await fetch(one.action, { method: 'POST', body, headers, signal: AbortSignal.timeout(PATIENCE) })
    const isJson = answer.headers.get('Content-Type')?.startsWith('application/json')
    const told = isJson ? await answer.json() : { error: sentenceOf(await answer.text()) }
    if (answer.ok && told.url) {
      letGo(one.id)
      for (const { slot, kept } of slotsAt(one.place)) if (kept.text === one.text) forget(slot)
      tellTabs(one.place, one.text)
      tell(one, 'sent', told.url, guard)
      return
    }
    if (!told.signed_out && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      keep({ ...one, refused: told.error || '…' })
      tell(one, 'refused', told.error, guard)
      return
    }
  } catch {
    // Perhaps it arrived and only the answer was lost: the next try gets the same answer.
  }
  if (waiting().some((still) => still.id === one.id)) keep(one)
  tell(one, 'waits', '', guard)
}

/**
 * The words of an error page.
 *
 * @param {string} html
 * @returns {string}
 */
function sentenceOf(html) {
  const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main')
  const parts = [...(main?.querySelectorAll('h1, h1 + p') ?? [])].map((part) => part.textContent?.trim() ?? '')
  return parts.join('. ')
}

/**
 * @param {Waiting} one
 * @param {'sent' | 'refused' | 'waits' | 'other'} fate
 * @param {string} more The address of what was posted, or the sentence of a refusal.
 * @param {Guard | null} guard
 */
function tell(one, fate, more, guard) {
  if (listeners.some((listener) => listener(one, fate, more)) || !guard) return
  const id = `outbox-${one.id}`
  const row = document.getElementById(id) ?? rowFor(one, id, guard.words)
  row.dataset.fate = fate
  row.className = `notice notice-${{ sent: 'good', refused: 'bad', waits: 'care', other: 'care' }[fate]}`
  const line = row.querySelector('p')
  const said = [`${one.what}: ${guard.words[fate] ?? ''}`, ...(fate === 'refused' ? [more] : [])]
  if (line) line.textContent = said.join(' ')
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector('a'))
  link.hidden = fate === 'waits' || fate === 'other'
  link.href = fate === 'sent' ? more : one.action
}

/**
 * @param {Waiting} one
 * @param {string} id
 * @param {Record<string, string>} words
 * @returns {HTMLElement}
 */
function rowFor(one, id, words) {
  const row = document.createElement('div')
  row.id = id
  row.setAttribute('role', 'status')
  const box = document.createElement('div')
  box.append(document.createElement('p'))
  const link = document.createElement('a')
  link.className = 'button button-plain'
  link.textContent = words.open ?? ''
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'button button-quiet'
  close.textContent = words.close ?? ''
  close.addEventListener('click', () => {
    // What was not taken stands in its form again, from its draft.
    if (row.dataset.fate === 'refused') letGo(one.id)
    row.remove()
  })
  row.append(box, link, close)
  document.querySelector('main')?.before(row)
  return row
}
