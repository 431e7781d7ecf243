import { fieldsOf, putFields, same } from './draft-fields.js'

/** @typedef {import('./draft-fields.js').Fields} Fields */

/** How long (milliseconds) a change waits at most until it is on the board, and how long after a failure. */
const SOON = 3000
const LATER = 10_000

/**
 * How far what is typed is kept: "saved" (on the board), "here" (in this browser), "signed-out" (the same, because
 * nobody is signed in), "refused" (the same, for the reason given).
 *
 * @typedef {'saved' | 'here' | 'signed-out' | 'refused'} State
 */

/**
 * Saves a form on the board as a draft (threadkeep/reading/views/saving.py), one save after the other.
 *
 * @typedef {object} Board
 * @property {() => void} changed Something was typed.
 * @property {() => Promise<void>} save Save now, if there is something to save.
 * @property {() => Promise<void>} settle Wait for a save that is under way, and begin no other: the form is being sent.
 * @property {() => void} release It was not sent after all.
 * @property {() => void} leave The page goes: hand over what is not saved yet.
 * @property {() => boolean} isSaved Whether the board has what the form holds.
 * @property {() => string} token The draft and version the form goes on from, "id.version".
 * @property {(fields: Fields, token: string) => boolean} takeOver Another tab saved this; false if this form has
 *   changes of its own, or a draft of its own.
 * @property {() => void} isOver What the form held has been sent from another tab.
 */

/**
 * @param {HTMLFormElement} form
 * @param {string} sheet A random word for this page.
 * @param {object} tell
 * @param {(state: State, sentence?: string) => void} tell.state
 * @param {(fate: 'merged' | 'both') => void} tell.met Somebody else saved the same draft.
 * @param {(fields: Fields, token: string) => void} tell.saved
 * @returns {Board}
 */
export function boardOf(form, sheet, tell) {
  const address = `${form.dataset.draftUrl}?json=1`
  const name = /** @type {HTMLInputElement} */ (form.elements.namedItem('draft'))
  const owner = Number(form.dataset.reader)
  let [id = 0, version = 0] = name.value.split('.').map(Number)
  let known = asServed(form)
  let turn = 0
  let due = 0
  let isHeld = false
  /** @type {Promise<void> | null} */
  let running = null

  const write = () => {
    name.value = `${id}.${version}.${sheet}.${turn}`
  }
  const isSaved = () => same(known, fieldsOf(form))
  /** @param {string} token */
  const goOnFrom = (token) => {
    ;[id = 0, version = 0] = token.split('.').map(Number)
    write()
  }

  /** @param {Fields} [base] */
  const body = (base) => {
    turn += 1
    write()
    const sent = new URLSearchParams()
    for (const [field, value] of new FormData(form)) if (typeof value === 'string') sent.append(field, value)
    sent.set('draft_merges', '1')
    if (base) sent.set('draft_base', JSON.stringify(base))
    return sent
  }

  /**
   * @param {Fields} [base]
   * @param {boolean} [again] Whether this is the second try with a fresh guard.
   * @returns {Promise<void>}
   */
  const send = async (base, again = false) => {
    const fields = fieldsOf(form)
    const answer = await fetch(address, { method: 'POST', body: body(base), signal: AbortSignal.timeout(20_000) })
    const told = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : null
    if (answer.ok && told) {
      if (told.fate === 'behind' && !base) return send(known)
      take(told, fields)
    } else if (answer.status === 403 && !told && !again && (await freshGuard())) {
      return send(base, true)
    } else if (told?.signed_out) {
      tell.state('signed-out')
    } else if (told?.error && answer.status < 429) {
      tell.state('refused', told.error)
    } else {
      throw new Error(String(answer.status))
    }
  }

  /**
   * @param {{fate: string, draft: string, fields?: Fields}} told
   * @param {Fields} sent
   */
  const take = (told, sent) => {
    if (told.fate === 'sent') {
      // This page was sent and is shown again: what is typed now is something new.
      goOnFrom('0.0')
      plan(SOON)
      return
    }
    goOnFrom(told.draft)
    known = sent
    if (told.fate === 'both') tell.met('both')
    if (told.fate === 'merged' && told.fields && !same(told.fields, sent)) {
      if (same(sent, fieldsOf(form))) {
        show(told.fields)
        tell.met('merged')
      } else {
        // Typed on meanwhile: what was sent is the common beginning of both now.
        goOnFrom(`${id}.${version - 1}`)
      }
    }
    tell.saved(known, `${id}.${version}`)
    if (isSaved()) tell.state('saved')
    else plan(SOON)
  }

  /**
   * Puts saved fields into the form. What only the server can make (the rows of files) is fetched with the whole page.
   *
   * @param {Fields} fields
   */
  const show = (fields) => {
    putFields(form, fields)
    known = fieldsOf(form)
    if (!lacks(known, fields)) return
    const again = new URL(location.href)
    again.searchParams.set('draft', String(id))
    location.assign(again)
  }

  const freshGuard = async () => {
    const answer = await fetch('/drafts/guard', { cache: 'no-store' })
    const { member, token } = await answer.json()
    if (member !== owner) {
      tell.state('signed-out')
      return false
    }
    for (const field of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) {
      if (field instanceof HTMLInputElement) field.value = token
    }
    return true
  }

  /** @param {number} wait */
  const plan = (wait) => {
    due ||= window.setTimeout(() => void save(), wait)
  }

  const save = async () => {
    clearTimeout(due)
    due = 0
    if (running) return running
    if (isHeld || isSaved()) return
    running = send()
      .catch(() => {
        tell.state('here')
        plan(LATER)
      })
      .finally(() => {
        running = null
      })
    return running
  }

  window.addEventListener('online', () => void save())
  return {
    changed: () => plan(SOON),
    save,
    settle: async () => {
      isHeld = true
      clearTimeout(due)
      due = 0
      if (running) await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 2000))])
      write()
    },
    release: () => {
      isHeld = false
    },
    leave: () => {
      if (isHeld || isSaved()) return
      // Larger ones the browser does not take along; they stay in its own storage.
      fetch(address, { method: 'POST', body: body(), keepalive: true }).catch(() => {})
    },
    isSaved,
    token: () => `${id}.${version}`,
    takeOver: (fields, token) => {
      if (!isSaved() || (id !== 0 && Number(token.split('.')[0]) !== id)) return false
      goOnFrom(token)
      show(fields)
      return true
    },
    isOver: () => {
      known = fieldsOf(form)
      goOnFrom('0.0')
    },
  }
}

/**
 * Whether a form could not be given all of these fields.
 *
 * @param {Fields} shown
 * @param {Fields} wanted
 */
function lacks(shown, wanted) {
  const ofThePage = ['seen_number', 'seen_revision', 'syntax']
  return Object.keys(wanted).some(
    (name) => !ofThePage.includes(name) && wanted[name]?.join('\u0000') !== (shown[name] ?? []).join('\u0000'),
  )
}

/**
 * The form as the server sent it. A browser that goes back fills in what was typed before, which nobody has saved.
 *
 * @param {HTMLFormElement} form
 * @returns {Fields}
 */
function asServed(form) {
  const text = form.querySelector('textarea[data-text]')
  const fields = fieldsOf(form)
  return text instanceof HTMLTextAreaElement ? { ...fields, [text.name]: [text.defaultValue] } : fields
}
