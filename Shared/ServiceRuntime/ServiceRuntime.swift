// Seed of ServiceRuntime.
