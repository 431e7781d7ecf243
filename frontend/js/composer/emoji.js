import { allEmoji, searchEmoji } from './emoji-search.js'
import { insert } from './insert.js'

const FOUND = 64
const RECENT = 16
const PLACE = 'tk-emoji'

/**
 * The emoji picker: a search, the ones used last, and the rest by group, in a grid that arrow keys walk. A popover of
 * the browser, so Escape and a press elsewhere close it. Fetched when it is asked for.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} tool The button it belongs to.
 */
export async function openEmoji(form, text, tool) {
  const there = form.querySelector('[data-emoji]')
  const picker = there instanceof HTMLElement ? there : await build(form, text, tool)
  if (!picker) return
  if (picker.matches(':popover-open')) return picker.hidePopover()
  picker.showPopover()
  place(picker, tool)
  const field = picker.querySelector('input')
  if (field) {
    field.value = ''
    field.dispatchEvent(new Event('input'))
    // On a phone the keyboard would cover the emoji.
    const first = picker.querySelector('[data-grid] button')
    if (matchMedia('(hover: none)').matches && first instanceof HTMLElement) first.focus()
    else field.focus()
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} tool
 * @returns {Promise<HTMLElement | null>}
 */
async function build(form, text, tool) {
  const template = form.querySelector('template[data-emoji-picker]')
  const picker = template instanceof HTMLTemplateElement && template.content.firstElementChild?.cloneNode(true)
  if (!(picker instanceof HTMLElement)) return null
  const all = await allEmoji()
  const grid = /** @type {HTMLElement} */ (picker.querySelector('[data-grid]'))
  const none = /** @type {HTMLElement} */ (picker.querySelector('[data-none]'))
  const field = /** @type {HTMLInputElement} */ (picker.querySelector('input'))
  const groups = [...picker.querySelectorAll('button[data-group]')]
  const show = (/** @type {import('./emoji-search.js').Emoji[]} */ some) => {
    grid.replaceChildren(...some.map(({ char, label }) => button(char, label)))
    none.hidden = some.length > 0
    const first = grid.querySelector('button')
    if (first) first.tabIndex = 0
    grid.scrollTop = 0
  }
  const showGroup = (/** @type {string} */ group) => {
    for (const one of groups) one.setAttribute('aria-pressed', String(one.getAttribute('data-group') === group))
    const recent = group === 'recent' ? recently() : []
    show(
      group === 'recent'
        ? recent.flatMap((char) => all.find((one) => one.char === char) ?? [])
        : all.filter((one) => String(one.group) === group),
    )
  }
  field.addEventListener('input', async () => {
    if (field.value.trim()) {
      for (const one of groups) one.setAttribute('aria-pressed', 'false')
      show(await searchEmoji(field.value, FOUND))
    } else showGroup(recently().length > 0 ? 'recent' : '0')
  })
  picker.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element && event.target.closest('button')
    if (!(pressed instanceof HTMLButtonElement)) return
    if (pressed.dataset.group) showGroup(pressed.dataset.group)
    else if (pressed.dataset.char) pick(picker, text, pressed.dataset.char)
  })
  picker.addEventListener('keydown', (event) => keys(event, picker, grid, field))
  picker.addEventListener('toggle', (event) => {
    const open = event instanceof ToggleEvent && event.newState === 'open'
    tool.setAttribute('aria-expanded', String(open))
  })
  form.append(picker)
  return picker
}

/**
 * @param {HTMLElement} picker
 * @param {HTMLTextAreaElement} text
 * @param {string} char
 */
function pick(picker, text, char) {
  picker.hidePopover()
  insert(text, char)
  try {
    localStorage.setItem(PLACE, JSON.stringify([char, ...recently().filter((one) => one !== char)].slice(0, RECENT)))
  } catch {
    // None is remembered, then.
  }
}

/** @returns {string[]} */
function recently() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/**
 * @param {string} char
 * @param {string} label
 */
function button(char, label) {
  const one = document.createElement('button')
  one.type = 'button'
  one.tabIndex = -1
  one.dataset.char = char
  one.textContent = char
  one.title = label
  one.ariaLabel = label
  return one
}

/**
 * Down leads from the search into the grid, the arrows walk it; Enter in the search takes the first.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} picker
 * @param {HTMLElement} grid
 * @param {HTMLInputElement} field
 */
function keys(event, picker, grid, field) {
  const all = /** @type {HTMLButtonElement[]} */ ([...grid.children])
  if (event.target === field && event.key === 'Enter') {
    event.preventDefault()
    all[0]?.click()
    return
  }
  const at = all.findIndex((one) => one.matches(':focus'))
  const wide = Math.max(
    1,
    all.findIndex((one) => one.offsetTop > (all[0]?.offsetTop ?? 0)),
  )
  const ahead = getComputedStyle(grid).direction === 'rtl' ? -1 : 1
  /** @type {Record<string, number>} */
  const steps = {
    ArrowRight: ahead,
    ArrowLeft: -ahead,
    ArrowDown: wide,
    ArrowUp: -wide,
    Home: -at,
    End: all.length - 1 - at,
  }
  if (event.target === field && event.key === 'ArrowDown') {
    event.preventDefault()
    all[0]?.focus()
  } else if (at >= 0 && event.key in steps) {
    event.preventDefault()
    const next = all[at + steps[event.key]]
    for (const one of all) one.tabIndex = one === (next ?? all[at]) ? 0 : -1
    if (next) next.focus()
    else if (event.key === 'ArrowUp') field.focus()
  }
  if (event.key === 'Escape') event.stopPropagation()
  if (event.key === 'Escape') {
    event.preventDefault()
    picker.hidePopover()
  }
}

/**
 * Below its button, or above where there is more room; on a phone the style sheet puts it at the foot of the window.
 *
 * @param {HTMLElement} picker
 * @param {HTMLElement} tool
 */
function place(picker, tool) {
  const box = tool.getBoundingClientRect()
  const wide = document.documentElement.clientWidth
  const left = Math.max(8, Math.min(box.left, wide - picker.offsetWidth - 8))
  const below = box.bottom + picker.offsetHeight + 8 < innerHeight || box.top < picker.offsetHeight + 8
  picker.style.setProperty('--left', `${left}px`)
  picker.style.setProperty('--top', `${below ? box.bottom + 4 : box.top - picker.offsetHeight - 4}px`)
}
