// Seed of Localization.
