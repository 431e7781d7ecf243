/**
 * "Copy the text": puts what a field holds on the clipboard. On a page without a secure connection browsers keep the
 * clipboard to themselves; then the text is selected, to be copied by hand.
 *
 * @param {HTMLElement} button
 */
export function startCopying(button) {
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copy ?? '')
    if (!(field instanceof HTMLTextAreaElement)) return
    field.focus()
    field.select()
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      return
    }
    const words = button.textContent
    button.textContent = button.dataset.copied ?? ''
    const said = document.querySelector('[data-copy-said]')
    if (said) said.textContent = button.textContent
    setTimeout(() => {
      button.textContent = words
    }, 3000)
  })
}
