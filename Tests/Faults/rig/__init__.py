"""The fault rig: real processes, spoiled on purpose, and a ledger of what they promised."""
