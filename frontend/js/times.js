/** @type {Array<[Intl.RelativeTimeFormatUnit, number]>} */
const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** Adds "3 hours ago" to the tooltip of a time when the pointer comes. The time itself stays whole and visible. */
export function startTooltips() {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { numeric: 'auto' })
  document.addEventListener('pointerover', (event) => {
    const time = event.target instanceof Element && event.target.closest('time[datetime]')
    if (!(time instanceof HTMLTimeElement)) return
    const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000
    if (Number.isNaN(seconds)) return
    time.dataset.title ??= time.title
    time.title = [time.dataset.title, ago(seconds, format)].filter(Boolean).join(' · ')
  })
}

/**
 * @param {number} seconds From now; negative is the past.
 * @param {Intl.RelativeTimeFormat} format
 * @returns {string}
 */
export function ago(seconds, format) {
  const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units[units.length - 1]
  return format.format(Math.trunc(seconds / length), unit)
}
