import { insert } from './insert.js'
import { apply, marks } from './marks.js'

/** @type {Record<string, string>} */
const letters = { b: 'bold', i: 'italic', k: 'link' }

/**
 * Makes the toolbar write, and walk with the arrow keys (one stop for Tab, as the pattern for toolbars asks).
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 */
export function startToolbar(form, text) {
  const bar = form.querySelector('[data-toolbar]')
  if (!bar) return
  const tools = [...bar.querySelectorAll('button')]
  tools.forEach((tool, at) => {
    tool.tabIndex = at === 0 ? 0 : -1
  })
  bar.addEventListener('click', (event) => {
    const tool = event.target instanceof Element && event.target.closest('[data-mark]')
    if (tool) write(form, text, tool.getAttribute('data-mark') ?? '')
  })
  bar.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent) walk(event, tools)
  })
  text.addEventListener('keydown', (event) => {
    const name = letters[event.key.toLowerCase()]
    if (!name || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
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
  const { selectionStart: start, selectionEnd: end, value } = text
  const fresh = mark.lines && start > 0 && value[start - 1] !== '\n' ? '\n' : ''
  const done = apply(mark, value.slice(start, end))
  insert(text, fresh + done.text, start, end)
  text.setSelectionRange(start + fresh.length + done.from, start + fresh.length + done.to)
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLButtonElement[]} tools
 */
function walk(event, tools) {
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
  for (const tool of tools) tool.tabIndex = -1
  tools[next].tabIndex = 0
  tools[next].focus()
}
