// Seed of Events.
