import { replace } from './insert.js'

const ITEM = /^(\s*)(?:([-*+] )(\[[ x]\] )?|(\d{1,8})([.)] )|((?:> ?)+)|(\[\*\] ?))/

/**
 * Enter goes on with the list or the quotation one writes in; on an empty item it ends it.
 *
 * @param {HTMLTextAreaElement} text
 */
export function startLists(text) {
  text.addEventListener('keydown', (event) => {
    const plain = event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!plain || event.isComposing || event.defaultPrevented || text.selectionStart !== text.selectionEnd) return
    const { value, selectionStart: at } = text
    const from = value.lastIndexOf('\n', at - 1) + 1
    const found = ITEM.exec(value.slice(from, at))
    if (!found) return
    event.preventDefault()
    const [mark, indent, bullet, box, number, dot, quotes, star] = found
    const end = value.indexOf('\n', at) < 0 ? value.length : value.indexOf('\n', at)
    if (value.slice(from + mark.length, end).trim() === '') {
      replace(text, star ? '' : '\n', from, end)
      return
    }
    const next = bullet ? bullet + (box ? '[ ] ' : '') : number ? `${Number(number) + 1}${dot}` : (quotes ?? star)
    replace(text, `\n${indent}${next}`, at, at)
  })
}
