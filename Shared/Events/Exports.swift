// Handlers take envelopes; who imports Events need not know that they live in a module of their own,
// which exists for the gateway: it hears broadcasts and has no database. Failpoints are shared with the
// modules below this one.
@_exported public import EventEnvelopes
@_exported public import Failpoints
