"""What every feature stands on: the action, the event log, effects, refusals, pages.

Words: an *action* is one verb in one transaction; a *fact* is what it tells; an *effect* hears facts later.
Tables: Event (the log), EffectCursor (how far each effect has heard), ParkedEvent, Receipt (done once), Bucket.
The kernel imports no feature.
"""
