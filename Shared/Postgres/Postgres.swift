// Seed of Postgres.
