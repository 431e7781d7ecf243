/**
 * What every page loads. Everything here is a nicety: without it all pages can be read and all forms sent. What only
 * some pages need is fetched by those pages.
 */
import { focusFaults } from './faults.js'
import { startHeader } from './header.js'
import { startMenus } from './menus.js'
import { isWaiting } from './outbox-there.js'
import { startPictures } from './pictures.js'
import { startPresence } from './presence.js'
import { startScrollers } from './scrollers.js'
import { startKeys } from './shortcuts.js'
import { startThemeSwitch } from './theme-switch.js'
import { startTooltips } from './times.js'
import { startVideos } from './videos.js'

focusFaults()
startHeader()
startMenus()
startPictures()
startPresence()
startScrollers()
startKeys()
startThemeSwitch()
startTooltips()
startVideos()

// First: a form that opens must not find the copy of what was just sent.
if (document.querySelector('meta[name="tk-sent"]')) {
  const { forgetSentDrafts } = await import('./drafts-sent.js')
  forgetSentDrafts()
}
const composer = document.querySelector('form[data-composer]')
if (composer instanceof HTMLFormElement) {
  const { startComposer } = await import('./composer.js')
  startComposer(composer)
}
if (isWaiting()) {
  const { startOutbox } = await import('./outbox.js')
  startOutbox()
}
const live = document.querySelector('[data-live]')
if (live instanceof HTMLElement && 'EventSource' in window) {
  const { startLive } = await import('./live.js')
  startLive(live)
}
const undo = document.querySelector('[data-undo]')
if (undo instanceof HTMLElement) {
  const { startUndo } = await import('./undo.js')
  startUndo(undo)
}
if (document.querySelector('a[data-react]')) {
  const { startReactions } = await import('./reactions.js')
  startReactions()
}
const pollRows = document.querySelector('[data-poll-rows]')
if (pollRows instanceof HTMLElement) {
  const { startPollRows } = await import('./poll-rows.js')
  startPollRows(pollRows)
}
const copies = document.querySelector('[data-copy]')
if (copies instanceof HTMLElement) {
  const { startCopying } = await import('./copy.js')
  startCopying(copies)
}
const kept = document.querySelector('[data-kept]')
if (kept instanceof HTMLElement) {
  const { markKept } = await import('./kept.js')
  markKept(kept)
}
if (document.querySelector('input[data-tags]')) {
  const { startTags } = await import('./composer/tags.js')
  startTags(document)
}
if (document.querySelector('script[data-passkey]')) {
  const { startPasskeys } = await import('./webauthn.js')
  startPasskeys()
}
