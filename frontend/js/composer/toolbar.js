import { replace } from './insert.js'
import { change, marks } from './marks.js'

/** Ctrl (or Cmd) and a key; with Shift where a key stands in `shifted`. Listed for people in theme/keys.html. */
/** @type {Record<string, string>} */
const keys = { b: 'bold', i: 'italic', k: 'link', e: 'code' }
/** @type {Record<string, string>} */
const shifted = { KeyX: 'strike', Digit7: 'numbers', Digit8: 'list', Period: 'quote' }

/**
 * Makes the toolbar write, and walk with the arrow keys (one stop for Tab, as the pattern for toolbars asks). Tools that
 * do more than write (`data-tool`) announce themselves: the form gets the event `tk:tool` with the tool's name.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startToolbar(form, text) {
  const bar = form.querySelector('[data-toolbar]')
  if (!(bar instanceof HTMLElement)) return
  const tools = [...bar.querySelectorAll('button')]
  tools.forEach((tool, at) => {
    tool.tabIndex = at === 0 ? 0 : -1
  })
  // A press on a tool must not take the selection out of the text.
  bar.addEventListener('mousedown', (event) => event.preventDefault())
  bar.addEventListener('click', (event) => {
    const tool = event.target instanceof Element && event.target.closest('button')
    if (!(tool instanceof HTMLButtonElement)) return
    if (tool.dataset.mark) write(form, text, tool.dataset.mark)
    else if (tool.dataset.tool === 'more') showMore(bar, tool)
    else form.dispatchEvent(new CustomEvent('tk:tool', { detail: { name: tool.dataset.tool, tool } }))
  })
  bar.addEventListener('keydown', (event) => walk(event, tools))
  text.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return
    const name = event.shiftKey ? shifted[event.code] : keys[event.key.toLowerCase()]
    if (!name) return
    event.preventDefault()
    write(form, text, name)
  })
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {string} name
 */
function write(form, text, name) {
  const mark = marks[form.dataset.syntax ?? 'markdown']?.[name]
  if (!mark) return
  const done = change(mark, text.value, text.selectionStart, text.selectionEnd)
  replace(text, done.text, done.from, done.to)
  text.setSelectionRange(...done.select)
}

/**
 * On a narrow screen the rarer tools are folded away.
 *
 * @param {HTMLElement} bar
 * @param {HTMLButtonElement} tool
 */
function showMore(bar, tool) {
  const open = bar.toggleAttribute('data-open')
  tool.setAttribute('aria-expanded', String(open))
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLButtonElement[]} all
 */
function walk(event, all) {
  const tools = all.filter((tool) => tool.offsetParent !== null)
  const rtl = getComputedStyle(tools[0]).direction === 'rtl'
  const steps = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }
  const at = tools.findIndex((tool) => tool.matches(':focus'))
  let next = -1
  if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    next = (at + steps[event.key] + tools.length) % tools.length
  } else if (event.key === 'Home') next = 0
  else if (event.key === 'End') next = tools.length - 1
  if (next < 0) return
  event.preventDefault()
  for (const tool of all) tool.tabIndex = -1
  tools[next].tabIndex = 0
  tools[next].focus()
}
