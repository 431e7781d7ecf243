/**
 * Puts text where the cursor is, so that Ctrl+Z takes it out again: execCommand is old, but the one way browsers offer
 * that keeps a textarea's undo. Where it is gone, the text goes in all the same.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} words
 * @param {number} [from] Start of what is replaced; the selection's start unless said.
 * @param {number} [to] End of what is replaced.
 */
export function insert(field, words, from = field.selectionStart, to = field.selectionEnd) {
  field.focus()
  field.setSelectionRange(from, to)
  if (!document.execCommand('insertText', false, words)) {
    field.setRangeText(words, from, to, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/**
 * Puts a block (a quote, a picture) on lines of its own, with an empty line to what stands before and after.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} block
 */
export function insertBlock(field, block) {
  const before = field.value.slice(0, field.selectionStart)
  const after = field.value.slice(field.selectionEnd)
  const head = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const tail = after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n'
  insert(field, head + block.trim() + tail)
}
