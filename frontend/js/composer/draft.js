/**
 * Keeps what is typed (draft-form.js). That is fetched by itself, so that the tools of the composer do not wait for it.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLTextAreaElement} text
 * @returns {Promise<void>}
 */
export async function startDraft(form, text) {
  if (!form.dataset.draftKey) return
  const { keepDraft } = await import('./draft-form.js')
  keepDraft(form, text)
}
