/**
 * Passkeys and security keys on allauth's four forms. The page says what to do in <script type="application/json"
 * data-passkey> (theme/passkey.html); browsers speak the same JSON as the server, so nothing is converted by hand.
 *
 * @typedef {object} Passkey
 * @property {string} button Id of the button that starts it.
 * @property {string} credential Id of the hidden field that takes the answer.
 * @property {string | null} passwordless Id of the box that asks for a passkey instead of a second factor.
 * @property {any} options allauth's js_data: {creation_options} or {request_options}, each with publicKey.
 */
export function startPasskeys() {
  for (const data of document.querySelectorAll('script[data-passkey]')) {
    /** @type {Passkey} */
    const passkey = JSON.parse(data.textContent ?? '{}')
    const button = document.getElementById(passkey.button)
    const field = document.getElementById(passkey.credential)
    if (!(field instanceof HTMLInputElement) || !field.form) continue
    const { form } = field
    const kind = data.getAttribute('data-passkey') ?? ''
    button?.addEventListener('click', async (event) => {
      event.preventDefault()
      try {
        const credential = await ask(kind, passkey, form)
        field.value = JSON.stringify(credential)
        form.submit()
      } catch {
        sayItFailed()
      }
    })
  }
}

/**
 * @param {string} kind add, signup, authenticate or login
 * @param {Passkey} passkey
 * @param {HTMLFormElement} form
 * @returns {Promise<unknown>} The credential as JSON.
 */
async function ask(kind, passkey, form) {
  if (kind === 'add' || kind === 'signup') return create(passkey)
  const options = kind === 'login' ? await freshOptions(form.action) : passkey.options
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey)
  return jsonOf(await navigator.credentials.get({ publicKey }))
}

/**
 * Makes a new key. The choice "passwordless" is made after the page was, so it is written into the options here, in the
 * same words as allauth's own script.
 *
 * @param {Passkey} passkey
 * @returns {Promise<unknown>}
 */
async function create(passkey) {
  const options = structuredClone(passkey.options.creation_options.publicKey)
  const box = passkey.passwordless ? document.getElementById(passkey.passwordless) : null
  if (box instanceof HTMLInputElement) {
    options.authenticatorSelection ??= {}
    options.authenticatorSelection.residentKey = box.checked ? 'required' : 'discouraged'
    options.authenticatorSelection.requireResidentKey = box.checked
    if (box.checked) options.authenticatorSelection.userVerification = 'required'
  }
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  return jsonOf(await navigator.credentials.create({ publicKey }))
}

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
async function freshOptions(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/**
 * @param {Credential | null} credential
 * @returns {unknown}
 */
function jsonOf(credential) {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no answer')
  return credential.toJSON()
}

function sayItFailed() {
  const place = document.querySelector('[data-passkey-error]')
  if (!(place instanceof HTMLElement)) return
  place.textContent = place.dataset.passkeyError ?? ''
  place.hidden = false
}
