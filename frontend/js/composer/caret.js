/** What decides where a letter of a textarea stands. */
const STYLES = /** @type {const} */ ([
  'direction',
  'boxSizing',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'fontStyle',
  'fontWeight',
  'fontSize',
  'fontFamily',
  'lineHeight',
  'letterSpacing',
  'wordSpacing',
  'tabSize',
  'unicodeBidi',
])

/**
 * Where a place of a textarea stands in the window. Browsers do not say, so a copy is laid out and measured.
 *
 * @param {HTMLTextAreaElement} field
 * @param {number} at
 * @returns {{left: number, top: number, bottom: number}}
 */
export function caretPlace(field, at) {
  const copy = document.createElement('div')
  const style = getComputedStyle(field)
  for (const name of STYLES) copy.style[name] = style[name]
  Object.assign(copy.style, {
    position: 'fixed',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
    insetInlineStart: '0',
    top: '0',
  })
  copy.style.width = `${field.clientWidth}px`
  copy.dir = field.dir
  copy.textContent = field.value.slice(0, at)
  const mark = document.createElement('span')
  mark.textContent = '\u200b'
  copy.append(mark)
  document.body.append(copy)
  const [frame, own, box] = [copy.getBoundingClientRect(), mark.getBoundingClientRect(), field.getBoundingClientRect()]
  copy.remove()
  const top = box.top + own.top - frame.top - field.scrollTop
  return { left: box.left + own.left - frame.left, top, bottom: top + own.height }
}
