import { deliver, onOutbox, startOutbox } from '../outbox.js'
import { keep, letGo, waiting } from '../outbox-store.js'
import { noteSending } from './draft-slots.js'

/** How long (milliseconds) the board may take to say that it is there. */
const PATIENCE = 4000

/**
 * Before a post is sent it is asked whether the board can be reached. If not, the form stays as it is and waits in this
 * browser's outbox; it is sent, once, when the board answers again. If the board does answer, the form is sent as any
 * other, so a page, a refusal or a sign-in comes the usual way.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {{key: string, place: string, settle: () => Promise<void>, slots: () => string[], release: () => void, isHere: () => void}} draft
 */
export function startOutboxOf(form, text, draft) {
  let isAsking = false
  let isKnown = false
  form.addEventListener('submit', async (event) => {
    const button = event.submitter
    const isSending = !button || (button instanceof HTMLButtonElement && button.value === 'send')
    if (event.defaultPrevented || isKnown || !isSending) return
    event.preventDefault()
    if (isAsking || text.readOnly) return
    isAsking = true
    await draft.settle()
    const isThere = await reachable()
    isAsking = false
    if (isThere) {
      isKnown = true
      form.requestSubmit(button)
      // A page that was left and is shown again asks anew.
      setTimeout(() => {
        isKnown = false
        draft.release()
      }, 3000)
      return
    }
    draft.release()
    if (form.querySelector('[data-uploads] progress:not([hidden])')) {
      show(form, 'files')
    } else {
      putAway()
    }
  })

  const putAway = () => {
    /** @type {import('../outbox-store.js').Waiting} */
    const one = {
      id: hiddenValue(form, 'key'),
      owner: form.dataset.reader ?? '',
      place: draft.place,
      action: new URL(form.action).pathname,
      what: document.title,
      text: text.value,
      fields: [],
      at: Date.now(),
    }
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && name !== 'csrfmiddlewaretoken') one.fields.push([name, value])
    }
    one.fields.push(['act', 'send'])
    if (!keep(one)) return
    draft.isHere()
    wait(one.id)
    startOutbox()
  }

  /** @param {string} id */
  const wait = (id) => {
    hold(true)
    const notice = show(form, 'waiting')
    if (notice instanceof HTMLElement) {
      notice.tabIndex = -1
      notice.focus()
    }
    notice?.querySelector('[name="now"]')?.addEventListener('click', () => void deliver())
    notice?.querySelector('[name="back"]')?.addEventListener('click', () => {
      letGo(id)
      goOn()
    })
  }

  /** @param {boolean} isHeld */
  const hold = (isHeld) => {
    text.readOnly = isHeld
    form.querySelector('[data-draft-shown]')?.toggleAttribute('hidden', isHeld)
    for (const one of form.querySelectorAll('button[type="submit"]')) one.toggleAttribute('disabled', isHeld)
  }

  const goOn = () => {
    hold(false)
    form.querySelector('[data-notice="waiting"]')?.remove()
    text.focus()
  }

  onOutbox((one, fate, more) => {
    if (one.place !== draft.place) return false
    if (fate === 'sent') {
      noteSending({ key: draft.key, place: draft.place, slots: draft.slots(), text: one.text })
      form.dispatchEvent(new Event('tk-sent'))
      location.assign(more)
    }
    if (fate === 'refused') {
      letGo(one.id)
      goOn()
      if (!text.value.trim()) text.value = one.text
      const notice = show(form, 'refused')
      const sentence = notice?.querySelector('[data-sentence]')
      if (sentence) sentence.textContent = more
    }
    return true
  })
  window.addEventListener('storage', ({ key, newValue }) => {
    // Another tab sent it, or took it back.
    if (newValue === null && key?.endsWith(`:${hiddenValue(form, 'key')}`) && text.readOnly) goOn()
  })
  const here = waiting().find((one) => one.place === draft.place)
  if (here && !here.refused) {
    text.value = here.text
    wait(here.id)
  }
}

/** @returns {Promise<boolean>} */
async function reachable() {
  if (navigator.onLine === false) return false
  try {
    const answer = await fetch('/healthz', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })
    return answer.status < 500
  } catch {
    return false
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {Element | null}
 */
function show(form, name) {
  const shown = form.querySelector(`[data-notice="${name}"]`)
  const template = form.querySelector(`template[data-outbox-${name}]`)
  if (shown || !(template instanceof HTMLTemplateElement)) return shown
  const notice = /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild
  if (!notice) return null
  notice.setAttribute('data-notice', name)
  form.prepend(notice)
  notice.querySelector('[name="close"]')?.addEventListener('click', () => notice.remove())
  return notice
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function hiddenValue(form, name) {
  const field = form.elements.namedItem(name)
  return field instanceof HTMLInputElement ? field.value : ''
}
