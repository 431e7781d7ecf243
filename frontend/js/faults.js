/** After a form came back with faults, puts the reader at their summary, as a full page load would not by itself. */
export function focusFaults() {
  const summary = document.querySelector('[data-focus]')
  if (summary instanceof HTMLElement) summary.focus()
}
