// Seed of Authentication.
