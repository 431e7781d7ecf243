/**
 * A text is kept in the browser until the server says that it has it: the page after sending carries
 * <meta name="tk-sent" content="KEY">, and only then the copy goes.
 */
export function forgetSentDrafts() {
  for (const meta of document.querySelectorAll('meta[name="tk-sent"]')) {
    const key = meta.getAttribute('content')
    try {
      if (key) localStorage.removeItem(`tk-draft:${key}`)
    } catch {
      // No storage in this browser: there was no copy.
    }
  }
}
