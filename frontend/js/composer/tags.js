/** How long (milliseconds) nothing is typed before the server is asked. */
const PAUSE = 150

/**
 * Offers tags that go on as somebody began, in a list below the field: arrows choose, Enter and Tab take, Escape closes.
 * What is typed counts, whether it is in the list or not.
 *
 * @param {ParentNode} where
 */
export function startTags(where) {
  const field = where.querySelector('input[data-tags]')
  if (field instanceof HTMLInputElement) new Tags(field)
}

class Tags {
  /** @param {HTMLInputElement} field */
  constructor(field) {
    this.field = field
    this.list = document.createElement('ul')
    this.list.id = `${field.id}-list`
    this.list.className = 'tag-offers'
    this.list.role = 'listbox'
    this.list.hidden = true
    this.list.ariaLabel = field.labels?.[0]?.textContent ?? ''
    field.after(this.list)
    field.role = 'combobox'
    field.setAttribute('aria-autocomplete', 'list')
    field.setAttribute('aria-controls', this.list.id)
    this.waiting = 0
    this.close()
    field.addEventListener('input', () => {
      clearTimeout(this.waiting)
      this.waiting = window.setTimeout(() => this.look(), PAUSE)
    })
    field.addEventListener('keydown', (event) => this.key(event))
    field.addEventListener('blur', () => this.close())
    // Before the field loses the cursor.
    this.list.addEventListener('mousedown', (event) => {
      event.preventDefault()
      const offer = event.target instanceof Element ? event.target.closest('[role="option"]') : null
      if (offer instanceof HTMLElement) this.take(offer)
    })
  }

  /** @returns {[string, string]} What stands before the tag that is being typed, and how far that is. */
  parts() {
    const end = this.field.selectionStart ?? this.field.value.length
    const before = this.field.value.slice(0, end)
    const at = Math.max(...[',', ';', '،', '؛', '、', '，', '；'].map((sign) => before.lastIndexOf(sign))) + 1
    return [before.slice(0, at), before.slice(at).trim()]
  }

  async look() {
    const [before, begun] = this.parts()
    if (!begun) {
      this.close()
      return
    }
    const there = before.split(/[,;،؛、，；]/).map((name) => name.trim().toLowerCase())
    const names = (await this.ask(begun)).filter((name) => !there.includes(name.toLowerCase()))
    if (this.parts()[1] !== begun || document.activeElement !== this.field) return
    this.show(names)
  }

  /**
   * @param {string} begun
   * @returns {Promise<string[]>}
   */
  async ask(begun) {
    try {
      const answer = await fetch(`${this.field.dataset.tags}&q=${encodeURIComponent(begun)}`)
      return answer.ok ? (await answer.json()).tags : []
    } catch {
      return []
    }
  }

  /** @param {string[]} names */
  show(names) {
    this.list.replaceChildren(
      ...names.map((name, number) => {
        const offer = document.createElement('li')
        offer.role = 'option'
        offer.id = `${this.list.id}-${number}`
        offer.dir = 'auto'
        offer.textContent = name
        return offer
      }),
    )
    this.list.hidden = names.length === 0
    this.field.ariaExpanded = String(names.length > 0)
    this.field.removeAttribute('aria-activedescendant')
  }

  close() {
    clearTimeout(this.waiting)
    this.show([])
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const offers = /** @type {HTMLElement[]} */ ([...this.list.children])
    if (this.list.hidden || event.isComposing) return
    const at = offers.findIndex((offer) => offer.ariaSelected === 'true')
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1
      this.choose(offers, (at + step + offers.length + (at < 0 && step < 0 ? 1 : 0)) % offers.length)
    } else if (event.key === 'Escape') {
      this.close()
    } else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) {
      this.take(offers[at])
    } else {
      return
    }
    event.preventDefault()
  }

  /**
   * @param {HTMLElement[]} offers
   * @param {number} number
   */
  choose(offers, number) {
    offers.forEach((offer, each) => {
      offer.ariaSelected = String(each === number)
    })
    offers[number].scrollIntoView({ block: 'nearest' })
    this.field.setAttribute('aria-activedescendant', offers[number].id)
  }

  /** @param {HTMLElement} offer */
  take(offer) {
    const [before] = this.parts()
    const rest = this.field.value.slice(this.field.selectionStart ?? this.field.value.length)
    const begun = `${before.trimEnd()}${before ? ' ' : ''}${offer.textContent}, `
    this.field.value = begun + rest.replace(/^[^,;،؛、，；]*[,;،؛、，；]?\s*/u, '')
    this.field.setSelectionRange(begun.length, begun.length)
    this.close()
    this.field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
