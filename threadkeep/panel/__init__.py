"""The administrator's pages: boards, permission sets, members, outbox, what stumbled. No tables of its own."""
