import { boardOf } from './draft-board.js'
import { fieldsOf, putFields, putText } from './draft-fields.js'
import { forget, noteSending, placeOf, slotsAt, write } from './draft-slots.js'
import { startOutboxOf } from './outbox-form.js'
import { freshKey } from './send-file.js'

/** How long (milliseconds) nothing is typed before this browser keeps it. */
const PAUSE = 400

/**
 * Keeps what is typed: in this browser at each pause, on the board every few seconds (data-draft-url). The page comes
 * filled with the draft the board has. What this browser has beyond that is put in if the form is the one it was typed
 * into, with a word about it; else it is offered.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function keepDraft(form, text) {
  const key = form.dataset.draftKey
  if (!key) return
  const sheet = freshKey().slice(0, 16)
  const place = placeOf(key, form.dataset.reader ?? '')
  const own = `${place}~${sheet}`
  const say = statusOf(form)
  const tabs = tabsOf(place)
  const board = form.dataset.draftUrl
    ? boardOf(form, sheet, {
        state: (state, sentence) => say(state === 'here' && !keep() ? 'nowhere' : state, sentence),
        met: (fate) => notify(form, fate),
        saved: (fields, token) => {
          keep()
          tabs.post({ what: 'saved', fields, token })
        },
      })
    : null
  let waiting = 0
  let isLeaving = false
  /** @type {string[]} */
  let adopted = []

  const keep = () => {
    clearTimeout(waiting)
    if (text.value === text.defaultValue && (!board || board.isSaved())) {
      forget(own)
      return true
    }
    const saved = board?.isSaved() ?? false
    const kept = { text: text.value, base: text.defaultValue, at: Date.now(), fields: fieldsOf(form), saved }
    const done = write(own, board ? { ...kept, draft: board.token() } : kept)
    if (done) for (const slot of adopted.splice(0)) forget(slot)
    return done
  }
  const changed = () => {
    clearTimeout(waiting)
    waiting = window.setTimeout(() => {
      if (!keep() && !board) say('nowhere')
      tabs.post({ what: 'typing' })
    }, PAUSE)
    board?.changed()
  }

  adopted = bringBack(form, text, place, own, changed)
  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  listen(form, tabs, board)
  form.querySelector('[data-draft-save]')?.addEventListener('click', (event) => {
    if (!board) return
    event.preventDefault()
    keep()
    if (board.isSaved()) say('saved')
    else void board.save()
  })
  const uploads = form.querySelector('[data-uploads]')
  if (uploads) new MutationObserver(changed).observe(uploads, { childList: true })
  const slots = () => [own, ...adopted]
  if (board)
    startOutboxOf(form, text, {
      key,
      place,
      settle: board.settle,
      release: board.release,
      slots,
      isHere: () => say('here'),
    })
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    isLeaving = true
    const isDiscarded = event.submitter?.hasAttribute('data-draft-away')
    if (isDiscarded) for (const { slot } of slotsAt(place)) forget(slot)
    else noteSending({ key, place, slots: slots(), text: text.value })
    setTimeout(() => {
      // Somebody else's script did it without leaving the page.
      if (event.defaultPrevented) isLeaving = false
    }, 0)
  })
  form.addEventListener('tk-sent', () => {
    isLeaving = true
  })
  const leave = () => {
    if (isLeaving) return
    if (text.value !== text.defaultValue) keep()
    board?.leave()
  }
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', () => {
    isLeaving = false
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && !isLeaving) void board?.save()
  })
}

/**
 * Puts in or offers what this browser kept and the board does not have.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {string} place
 * @param {string} own
 * @param {() => void} changed
 * @returns {string[]} The slots that go once this page keeps their words itself.
 */
function bringBack(form, text, place, own, changed) {
  const shown = /** @type {HTMLInputElement | null} */ (form.elements.namedItem('draft'))?.value ?? ''
  /** @type {string[]} */
  const adopted = []
  let isBusy = false
  for (const { slot, kept } of slotsAt(place)) {
    const isHere = kept.text === text.value && (!kept.fields?.title || form.querySelector('[name="title"]') === null)
    // The board has it: it is shown here, listed on the page of drafts, or was sent or put away since.
    if (kept.saved || isHere) forget(slot)
    if (kept.saved || isHere || !`${kept.text}${kept.fields?.title ?? ''}`.trim()) continue
    if (isBusy) continue
    isBusy = true
    const goesOn =
      kept.base === text.defaultValue || Boolean(kept.draft && kept.draft === shown && !shown.startsWith('0.'))
    const isSame = text.value === text.defaultValue && goesOn
    if (isSame) {
      fill(form, text, kept)
      adopted.push(slot)
      changed()
    }
    const notice = notify(form, isSame ? 'restored' : 'offered')
    notice?.querySelector('button[name="discard"]')?.addEventListener('click', () => {
      if (isSame) text.value = text.defaultValue
      forget(slot)
      forget(own)
      notice.remove()
      changed()
      text.focus()
    })
    notice?.querySelector('button[name="restore"]')?.addEventListener('click', () => {
      fill(form, text, kept)
      adopted.push(slot)
      changed()
      notice.remove()
      text.focus()
    })
  }
  return adopted
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {import('./draft-slots.js').Kept} kept
 */
function fill(form, text, kept) {
  if (kept.fields) putFields(form, kept.fields)
  if (text.value === kept.text) return
  text.value = kept.text
  text.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * Shows a notice at the head of the form, once.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {Element | null}
 */
export function notify(form, name) {
  const template = form.querySelector(`template[data-draft-${name}]`)
  const shown = form.querySelector(`[data-notice="${name}"]`)
  if (shown || !(template instanceof HTMLTemplateElement)) return shown
  const notice = /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild
  if (!notice) return null
  notice.setAttribute('data-notice', name)
  form.prepend(notice)
  notice.querySelector('button[name="close"]')?.addEventListener('click', () => notice.remove())
  return notice
}

/**
 * The line that says how far it is kept. It is read out when that becomes another, not at each save.
 *
 * @param {HTMLFormElement} form
 * @returns {(state: string, sentence?: string) => void}
 */
function statusOf(form) {
  const line = form.querySelector('[data-draft-status]')
  let last = ''
  return (state, sentence) => {
    if (!(line instanceof HTMLElement)) return
    const time = new Date().toLocaleTimeString(document.documentElement.lang || 'en', {
      hour: '2-digit',
      minute: '2-digit',
    })
    const { saved = '', here = '', signedOut = '', nowhere = '' } = line.dataset
    const words = { saved, here, 'signed-out': signedOut, nowhere, refused: sentence ?? here }[state] ?? ''
    line.setAttribute('aria-live', state === last ? 'off' : 'polite')
    line.dataset.state = state
    line.textContent = words.replace('{time}', time)
    last = state
  }
}

/** @typedef {{what: string, fields?: Record<string, string[]>, token?: string, text?: string}} Said */

/**
 * The same form in the other tabs of this browser.
 *
 * @param {string} place
 */
function tabsOf(place) {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(place) : null
  return {
    /** @param {Said} said */
    post: (said) => channel?.postMessage(said),
    /** @param {(said: Said) => void} hear */
    listen: (hear) => channel?.addEventListener('message', (event) => hear(event.data)),
  }
}

/**
 * What another tab saved comes into this form too, unless it has words of its own: then its writer is told.
 *
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof tabsOf>} tabs
 * @param {import('./draft-board.js').Board | null} board
 */
function listen(form, tabs, board) {
  tabs.listen(({ what, fields, token, text }) => {
    const area = form.querySelector('textarea[data-text]')
    if (!(area instanceof HTMLTextAreaElement)) return
    if (what === 'sent') {
      if (area.value.trim() !== text?.trim()) return
      putText(area, '')
      area.defaultValue = ''
      board?.isOver()
      return
    }
    if (what === 'saved' && fields && token && board?.takeOver(fields, token)) return
    if (area.value !== area.defaultValue) notify(form, 'elsewhere')
  })
}
