/**
 * What the server says about a file it took.
 *
 * @typedef {object} Taken
 * @property {number} id
 * @property {string} name
 * @property {number} size
 * @property {boolean} is_picture
 * @property {string | null} thumb_url
 */

/**
 * Sends one file. XMLHttpRequest, because fetch tells nothing about progress.
 *
 * @param {object} what
 * @param {string} what.address
 * @param {File} what.file
 * @param {string} what.token The form's CSRF token.
 * @param {string} what.key The Idempotency-Key: the same for each try of the same file, so that it is stored once.
 * @param {(percent: number) => void} progress
 * @returns {{done: Promise<Taken>, stop: () => void}} `done` fails with Refused (the server's sentence), or with
 *   another error when no answer came or it was stopped.
 */
export function sendFile({ address, file, token, key }, progress) {
  const request = new XMLHttpRequest()
  const done = new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress((100 * event.loaded) / event.total)
    })
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText)
      if (request.status === 201 && answer) resolve(answer)
      else if (typeof answer?.error !== 'string') reject(new Error(String(request.status)))
      else reject(new Refused(answer.error, request.status === 429 || request.status >= 500))
    })
    request.addEventListener('error', () => reject(new Error('no answer')))
    request.addEventListener('abort', () => reject(new Error('stopped')))
    request.addEventListener('timeout', () => reject(new Error('no answer')))
    const body = new FormData()
    body.append('file', file)
    request.open('POST', address)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('X-CSRFToken', token)
    request.setRequestHeader('Idempotency-Key', key)
    request.send(body)
  })
  return { done, stop: () => request.abort() }
}

/** The server said no; the message is its sentence. `again`: it may say yes later. */
export class Refused extends Error {
  /**
   * @param {string} sentence
   * @param {boolean} again
   */
  constructor(sentence, again) {
    super(sentence)
    this.again = again
  }
}

/**
 * A key nobody else has. randomUUID exists on secure pages only, and a board at home may be plain http.
 *
 * @returns {string}
 */
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, '0')).join('')
}

/**
 * @param {string} text
 * @returns {any}
 */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
