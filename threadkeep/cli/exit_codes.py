"""What the exit codes mean, the same in every command."""

from threadkeep.site.operator_language import _

DONE = 0
FOUND = 1  # it ran, and found something a person should look at
WRONG_USE = 2  # click's own: an unknown option, a missing argument
NOT_READY = 3  # it could not begin: configuration, database, port
INTERRUPTED = 130  # 128 + SIGINT, as shells have it

MEANINGS = {
    DONE: _("done"),
    FOUND: _("done, and something was found that needs a look"),
    WRONG_USE: _("the command was called wrongly"),
    NOT_READY: _("could not begin; the message says what to put right"),
    INTERRUPTED: _("stopped by Ctrl-C"),
}
