// Seed of TestSupport.
